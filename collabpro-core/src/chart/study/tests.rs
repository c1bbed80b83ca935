use serde_json::Value;

use super::*;
use crate::agreement::AgreementOptions;
use crate::comparison::{ChangeOptions, SitesOptions, TrendOptions};
use crate::consistency::ConsistencyOptions;
use crate::context::{ContextDescriptors, ContextProfile};
use crate::disagreement::DisagreementOptions;
use crate::generalizability::{DecisionOptions, GeneralizabilityOptions};
use crate::icc::IccOptions;
use crate::matching::MatchOptions;
use crate::rasch::RaschOptions;
use crate::rating_design::RatingDesignOptions;
use crate::ratings::{RaterLink, Ratings, ReadOptions, Reader};
use crate::rubric::Rubric;
use crate::scoring::Observed;

/// Three units, two roles, three occasions, six criteria of two constructs; in each unit eight people who know no other, and four who
/// know them all.
fn ratings() -> Ratings {
    let mut rows = String::from("unit,occasion,rater,role,criterion,level\n");
    for (at, unit) in ["Alder", "Birch", "</script> \"'\\ datum.x"].iter().enumerate() {
        for (year, occasion) in ["2024", "2025", "2026"].iter().enumerate() {
            for rater in 0..12 {
                let role = if rater % 3 == 0 { "observer" } else { "teacher" };
                let name = if rater < 4 { format!("all{rater}") } else { format!("{at}-{rater}") };
                for (item, criterion) in ["6a", "6b", "6c", "7a", "7b", "7c"].iter().enumerate() {
                    if item > 2 && role == "observer" {
                        continue;
                    }
                    let level = 1 + (at + year + rater * (item + 2) + rater / 5) % 4;
                    rows += &format!(
                        "\"{}\",{occasion},{name},{role},{criterion},{level}\n",
                        unit.replace('"', "\"\"")
                    );
                }
            }
        }
    }
    let options = ReadOptions::new().link(RaterLink::Persistent);
    Reader::new(&Rubric::bundled()).options(options).read(rows.as_bytes()).unwrap()
}

/// Every chart of a result, in every language and for screen and paper: each is whole, says that it was not released, and asks for
/// nothing outside.
fn drawn(result: &impl Charted, options: &StudyChartOptions) -> Vec<Value> {
    let mut all = Vec::new();
    for (language, says) in [("en", "Not released"), ("de", "Nicht freigegeben"), ("es", "No publicado")] {
        for theme in ChartTheme::ALL {
            for chart in result.charts() {
                let options = options.clone().language(language).theme(*theme);
                let text = result.chart(*chart, &options).unwrap();
                assert!(!text.contains('⟦'), "an unknown message or a missing argument: {text}");
                assert!(!text.contains("\"@"), "a place that nothing fills: {text}");
                let specification: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(text.matches("http").count(), 1);
                assert!(specification["description"].as_str().unwrap().contains(says));
                if let Ok(folder) = std::env::var("COLLABPRO_CHARTS") {
                    let name = format!(
                        "{folder}/{chart}-{}-{language}-{theme}.json",
                        std::any::type_name_of_val(result).rsplit("::").next().unwrap()
                    );
                    std::fs::write(name, &text).unwrap();
                }
                all.push(specification);
            }
        }
    }
    all
}

fn rows<'a>(specification: &'a Value, kind: &str) -> Vec<&'a Value> {
    let rows = specification["data"]["values"].as_array().unwrap();
    rows.iter().filter(|row| row["kind"] == kind).collect()
}

#[test]
fn intervals_hold_their_numbers() {
    let ratings = ratings();
    let options = StudyChartOptions::new();
    let agreement = ratings.agreement(AgreementOptions::new()).unwrap();
    let study = ratings.generalizability(GeneralizabilityOptions::new()).unwrap();
    for chart in drawn(&agreement, &options).into_iter().chain(drawn(&study, &options)) {
        let values = rows(&chart, "value");
        assert!(!values.is_empty());
        for row in values {
            let [lower, value, upper] = ["lower", "value", "upper"].map(|at| row[at].as_f64());
            assert!(lower <= value && (upper.is_none() || value <= upper), "{row}");
            assert!(row["says"].as_str().unwrap().starts_with(row["label"].as_str().unwrap()));
        }
    }
}

#[test]
fn every_result_is_drawn() {
    let (ratings, options) = (ratings(), StudyChartOptions::new());
    let scores = ratings.score(Observed::new()).unwrap();
    let decisions = ratings.generalizability(GeneralizabilityOptions::new()).unwrap();
    let decisions = decisions.decide(DecisionOptions::new().sizes("criterion", 1..=6)).unwrap();
    let place = |unit: &str| ContextProfile {
        descriptors: ContextDescriptors::bundled().version.clone(),
        unit: unit.to_owned(),
        occasion: String::new(),
        entries: Vec::new(),
        extensions: serde_json::Map::new(),
    };
    let context = place("Alder").match_with(&place("Birch"), MatchOptions::new()).unwrap();
    let sites = SitesOptions::new("2026").role("teacher");
    let mut drawn_rows = Vec::new();
    let mut count = |charts: Vec<Value>| {
        drawn_rows.extend(charts.iter().map(|chart| chart["data"]["values"].as_array().unwrap().len()))
    };
    count(drawn(&ratings.icc(IccOptions::new()).unwrap(), &options));
    count(drawn(&ratings.consistency(ConsistencyOptions::new()).unwrap(), &options));
    count(drawn(&ratings.rating_design(RatingDesignOptions::new()).unwrap(), &options));
    count(drawn(
        &ratings.rasch(RaschOptions::new().construct("tenet:joint_work".parse().unwrap())).unwrap(),
        &options,
    ));
    count(drawn(&scores.change(ChangeOptions::new("2024", "2026")).unwrap(), &options));
    count(drawn(&scores.trend(TrendOptions::new()).unwrap(), &options));
    count(drawn(&scores.sites(sites).unwrap(), &options));
    count(drawn(&scores.disagreement(DisagreementOptions::new()).unwrap(), &options));
    count(drawn(&decisions, &options));
    count(drawn(&context, &options));
    assert!(drawn_rows.iter().all(|rows| (1..5_000).contains(rows)), "{drawn_rows:?}");
}

#[test]
fn the_profile_keeps_the_instruments_order() {
    let scores = ratings().score(Observed::new()).unwrap();
    for chart in drawn(&scores, &StudyChartOptions::new().unit("Birch")) {
        assert!(rows(&chart, "share").len() >= 3, "two roles, two constructs");
        for bar in
            rows(&chart, "band").chunk_by(|a, b| a["construct"] == b["construct"] && a["group"] == b["group"])
        {
            assert_eq!((bar[0]["from"].as_f64(), bar[bar.len() - 1]["to"].as_f64()), (Some(0.0), Some(1.0)));
        }
    }
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let ratings = ratings();
    let scores = ratings.score(Observed::new()).unwrap();
    let error = scores.chart(StudyChart::Agreement, &StudyChartOptions::new()).unwrap_err();
    assert_eq!((error.code().id(), error.path().as_str()), ("invalid_option", "chart"));
    assert!(error.to_string().contains("profile"), "{error}");
    let code =
        |options: StudyChartOptions| scores.chart(StudyChart::Profile, &options).unwrap_err().code().id();
    assert_eq!(code(StudyChartOptions::new()), "invalid_option");
    assert_eq!(code(StudyChartOptions::new().unit("Elm")), "not_in_data");
    assert_eq!(code(StudyChartOptions::new().unit("Birch").role("parent")), "not_in_data");
    assert_eq!(code(StudyChartOptions::new().unit("Birch").width(1)), "invalid_option");
    assert_eq!(code(StudyChartOptions::new().unit("Birch").language("tlh")), "language_not_loaded");
}
