use super::{SurveyMapping, SurveyOptions};
use crate::{Error, Ratings, Rubric};

fn found(error: &Error) -> Vec<String> {
    assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
}

/// What is wrong with the story of a vector.
fn wrong(story: &str) -> Vec<String> {
    let story: serde_json::Value = serde_json::from_str(story).unwrap();
    let mapping = match SurveyMapping::from_json(&story["mapping"].to_string()) {
        Ok(mapping) => mapping,
        Err(error) => return found(&error),
    };
    let file = story["ratings"]["csv"].as_str().unwrap();
    found(
        &Ratings::from_survey(file.as_bytes(), &Rubric::bundled(), &mapping, SurveyOptions::new())
            .unwrap_err(),
    )
}

macro_rules! story {
    ($name:literal) => {
        wrong(include_str!(concat!("../../../tests/vectors/exchange/", $name, ".json")))
    };
}

#[test]
fn every_fault_of_a_survey_is_told_at_once() {
    println!("{:#?}", [story!("error-unmapped-label"), story!("error-header"), story!("error-twice"), story!("error-mapping"), story!("error-rows")]);
    panic!()
}
