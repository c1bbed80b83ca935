//! A report takes no comparison of other scores than were released: the two could be held against one another.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

#[cfg(feature = "research")]
use collabpro_core::comparison::{Profile, SimilarityOptions, SitesOptions};
use collabpro_core::comparison::{ResponseShiftOptions, TrendOptions};
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::report::ReportBuilder;
use collabpro_core::{ChangeOptions, Observed, Policy, Report, Rubric, Scores, Units};

const UNITS: &str = r#"{"schemaVersion": 2, "kind": "collabpro.units", "units": [],
  "occasions": [{"id": "2023"}, {"id": "2024"}, {"id": "2025"}, {"id": "back", "kind": "then_test", "about": "2024"}]}"#;

fn scores(people: u32) -> Scores {
    let mut rows = String::from("unit,occasion,rater,role,criterion,level\n");
    for (at, occasion) in ["2023", "2024", "2025", "back"].into_iter().enumerate() {
        for rater in 0..people {
            for (criterion, unit) in ["1a", "1b", "1c", "2a", "2b", "2c", "7a", "7b", "7c"]
                .iter()
                .flat_map(|id| [(id, "Birch"), (id, "Oak")])
            {
                rows += &format!(
                    "{unit},{occasion},r{rater},teacher,{criterion},{}\n",
                    1 + (rater + at as u32) % 4
                );
            }
        }
    }
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let reader = Reader::new(&Rubric::bundled()).options(options).units(Units::from_json(UNITS).unwrap());
    reader.read(rows.as_bytes()).unwrap().score(Observed::new()).unwrap()
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
    let [own, other] =
        [&eleven, &twelve].map(|of| of.response_shift(ResponseShiftOptions::new("back", "2025")).unwrap());
    assert!(Report::new(&released).response_shift(&own).build().is_ok());
    assert_eq!(refused(Report::new(&released).response_shift(&other)), invalid("responseShift"));
    #[cfg(feature = "research")]
    {
        let [own, other] = [&eleven, &twelve].map(|of| of.sites(SitesOptions::new("2025")).unwrap());
        assert!(Report::new(&released).sites(&own).build().is_ok());
        assert_eq!(refused(Report::new(&released).sites(&other)), invalid("sites"));
        let [own, other] = [&eleven, &twelve].map(|of| {
            let profile = |unit| Profile::new(unit, "2025").role("teacher");
            of.similarity(SimilarityOptions::new(profile("Birch"), profile("Oak"))).unwrap()
        });
        assert!(Report::new(&released).similarity(&own).build().is_ok());
        assert_eq!(refused(Report::new(&released).similarity(&other)), invalid("similarity"));
    }
}
