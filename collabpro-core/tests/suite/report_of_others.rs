//! A report takes no comparison of other scores than were released: the two could be held against one another.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::{ChangeOptions, Observed, Policy, Ratings, Report, Rubric, Scores};

fn scores(people: u32) -> Scores {
    let mut rows = String::from("unit,occasion,rater,role,criterion,level\n");
    for year in [2024, 2025] {
        for rater in 0..people {
            for criterion in ["7a", "7b", "7c"] {
                rows += &format!("Birch,{year},r{rater},teacher,{criterion},{}\n", 1 + (rater + year) % 4);
            }
        }
    }
    Ratings::from_csv(rows.as_bytes(), &Rubric::bundled()).unwrap().score(Observed::new()).unwrap()
}

#[test]
fn a_comparison_of_others_is_refused() {
    let [eleven, twelve] = [11, 12].map(scores);
    let released = eleven.release(&Policy::default()).unwrap();
    let [own, other] = [&eleven, &twelve].map(|of| of.change(ChangeOptions::new("2024", "2025")).unwrap());
    assert!(Report::new(&released).change(&own).build().is_ok());
    let refused = Report::new(&released).change(&other).build().unwrap_err();
    assert_eq!(
        (refused.code(), refused.path().as_str()),
        (collabpro_core::ErrorCode::InvalidOption, "change")
    );
}
