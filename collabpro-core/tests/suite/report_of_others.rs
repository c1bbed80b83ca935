//! A report takes no comparison of other scores than were released: the two could be held against one another.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::comparison::TrendOptions;
use collabpro_core::report::ReportBuilder;
use collabpro_core::{ChangeOptions, Observed, Policy, Ratings, Report, Rubric, Scores};

fn scores(people: u32) -> Scores {
    let mut rows = String::from("unit,occasion,rater,role,criterion,level\n");
    for year in [2023, 2024, 2025] {
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
    let refused = |report: ReportBuilder<'_>| {
        let error = report.build().unwrap_err();
        (error.code(), error.path().as_str().to_owned())
    };
    let invalid = |path: &str| (collabpro_core::ErrorCode::InvalidOption, path.to_owned());
    assert_eq!(refused(Report::new(&released).change(&other)), invalid("change"));
    let [own, other] = [&eleven, &twelve].map(|of| of.trend(TrendOptions::new()).unwrap());
    assert!(Report::new(&released).trend(&own).build().is_ok());
    assert_eq!(refused(Report::new(&released).trend(&other)), invalid("trend"));
}
