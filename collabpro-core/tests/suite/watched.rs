//! Long work is heard from its beginning to its total, and one who stops it gets one code, whatever the verb.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers stand outside the test functions

use std::ops::ControlFlow;

use collabpro_core::ratings::Reader;
use collabpro_core::tally::{Grain, GroupBy};
use collabpro_core::watch::{Watch, Watched};
use collabpro_core::{
    ChangeOptions, DiagnosisOptions, DisagreementOptions, ErrorCode, Observed, Policy, Ratings, Report,
    ResponseShiftOptions, Result, Rubric, Scores, TrendOptions, Units,
};

/// Two schools at three occasions and at a then-test about the first.
fn waves() -> Scores {
    let mut text = "unit,occasion,rater,criterion,level\n".to_owned();
    for (unit, raters) in [("Birch", 0..8), ("Oak", 4..12), ("Ash", 2..9)] {
        for (wave, occasion) in ["2023", "2024", "2025", "then"].iter().enumerate() {
            for rater in raters.clone() {
                for (at, criterion) in
                    ["1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c"].iter().enumerate()
                {
                    let level = 1 + (rater * 7 + at * 3 + wave) % 4;
                    text += &format!("{unit},{occasion},r{rater},{criterion},{level}\n");
                }
            }
        }
    }
    let units = r#"{"schemaVersion": 2, "kind": "collabpro.units", "units": [],
        "occasions": [{"id": "2023"}, {"id": "2024"}, {"id": "2025"},
        {"id": "then", "kind": "then_test", "about": "2023"}]}"#;
    let reader = Reader::new(&Rubric::bundled()).units(Units::from_json(units).unwrap());
    reader.read(text.as_bytes()).unwrap().score(Observed::new()).unwrap()
}

fn ratings() -> Ratings {
    let mut text = "unit,rater,criterion,level\n".to_owned();
    for (unit, raters) in [("Birch", 0..8), ("Oak", 4..12)] {
        for rater in raters {
            for (at, criterion) in ["1a", "1b", "1c", "2a", "2b"].iter().enumerate() {
                text += &format!("{unit},r{rater},{criterion},{}\n", 1 + (rater * 7 + at * 3) % 4);
            }
        }
    }
    let units = r#"{"schemaVersion": 2, "kind": "collabpro.units", "units": [
        {"id": "North", "kind": "system"},
        {"id": "Birch", "kind": "school", "parents": [{"unit": "North"}]},
        {"id": "Oak", "kind": "school", "parents": [{"unit": "North"}]}]}"#;
    let reader = Reader::new(&Rubric::bundled()).units(Units::from_json(units).unwrap());
    reader.read(text.as_bytes()).unwrap()
}

/// Does the work to its end, and stopped at the first step and at one on the way; how often it asked.
fn check(name: &str, work: &dyn Fn(&mut dyn Watch) -> Result<()>) -> usize {
    let mut heard = Vec::new();
    let mut listen = |done: u64, total: Option<u64>| {
        heard.push((done, total));
        ControlFlow::Continue(())
    };
    work(&mut listen).unwrap();
    let (done, total) = heard.last().copied().expect(name);
    assert_eq!(Some(done), total, "{name}: {heard:?}");
    assert!(heard.is_sorted(), "{name}: {heard:?}");
    for last in [0, (heard.len() - 1) / 2] {
        let mut steps = 0;
        let mut stop = |_: u64, _: Option<u64>| {
            steps += 1;
            if steps > last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        assert_eq!(work(&mut stop).unwrap_err().code(), ErrorCode::Cancelled, "{name}");
        assert_eq!(steps, last + 1, "{name} goes on after it was stopped");
    }
    heard.len()
}

/// Work that asks on its way, and says from the beginning how much there is.
fn check_inner(name: &str, work: &dyn Fn(&mut dyn Watch) -> Result<()>) -> usize {
    let mut totals = Vec::new();
    let mut listen = |_: u64, total: Option<u64>| {
        totals.push(total);
        ControlFlow::Continue(())
    };
    work(&mut listen).unwrap();
    totals.dedup();
    assert!(totals.len() == 1 && totals[0].is_some(), "{name}: {totals:?}");
    let asked = check(name, work);
    assert!(asked > 2, "{name} is one step");
    asked
}

/// Five teachers in each of so many places, who rate one tenet.
fn many(places: usize) -> Scores {
    let mut text = "unit,rater,role,criterion,level\n".to_owned();
    for row in 0..places * 5 * 3 {
        let (rater, criterion) = (row / 3, ["1a", "1b", "1c"][row % 3]);
        text += &format!("u{:02},r{rater},teacher,{criterion},{}\n", rater / 5, 1 + (row * 7 + rater) % 4);
    }
    Ratings::from_csv(text.as_bytes(), &Rubric::bundled()).unwrap().score(Observed::new()).unwrap()
}

/// What belongs to all places is done once: the people of ten and of forty are drawn again by the same replicates.
#[test]
fn replicates_are_drawn_once_for_all_places() {
    let total = |places: usize| {
        let (scores, mut heard) = (many(places), None);
        let mut listen = |_: u64, total: Option<u64>| {
            heard = total;
            ControlFlow::Continue(())
        };
        scores.diagnose(DiagnosisOptions::new().replicates(300).watch(&mut listen)).unwrap();
        heard
    };
    assert_eq!([10, 40].map(total), [Some(310), Some(340)]);
}

/// Work grows with the places, and so does how often it asks: no loop over them goes on unheard.
#[test]
fn a_release_of_many_places_asks_at_each() {
    let asked = |places: usize| {
        let (scores, policy) = (many(places), Policy::default().trust(cfg!(feature = "research")));
        check_inner("release", &|watch| scores.release(Watched::new(&policy, watch)).map(drop))
    };
    let [few, many] = [10, 40].map(asked);
    // Who rated what, what can be computed, disagreement and diagnoses, at each place.
    assert!(many >= few + 4 * 30, "{few}, {many}");
}

#[test]
fn every_verb_reaches_its_total_and_can_be_stopped() {
    let ratings = ratings();
    let tally = ratings.tally(Grain::Raters).unwrap();
    let scores = ratings.score(Observed::new()).unwrap();
    let (policy, released) = (Policy::default(), scores.release(&Policy::default()).unwrap());
    check_inner("tally", &|watch| ratings.tally(Watched::new(Grain::Raters, watch)).map(drop));
    check("tally of units", &|watch| ratings.tally(Watched::new(Grain::Units, watch)).map(drop));
    check_inner("group_by", &|watch| {
        tally.group_by(ratings.units(), Watched::new(GroupBy::Parent, watch)).map(drop)
    });
    check_inner("score", &|watch| ratings.score(Observed::new().watch(watch)).map(drop));
    check_inner("release", &|watch| scores.release(Watched::new(&policy, watch)).map(drop));
    // Page by page, and once more in the appendix.
    let pages = 2;
    let report = check_inner("report", &|watch| Report::new(&released).build_watched(watch).map(drop));
    assert!(report > 2 * pages, "{report}");
    let files = check_inner("by_unit", &|watch| Report::new(&released).by_unit_watched(watch).map(drop));
    assert!(files > 2 * pages, "{files}");
    check_inner("diagnose", &|watch| scores.diagnose(DiagnosisOptions::new().watch(watch)).map(drop));
    check("disagreement", &|watch| scores.disagreement(DisagreementOptions::new().watch(watch)).map(drop));
}

#[test]
fn every_comparison_is_heard_unit_by_unit() {
    let scores = waves();
    check_inner("change", &|watch| scores.change(ChangeOptions::new("2023", "2025").watch(watch)).map(drop));
    check_inner("change_since", &|watch| {
        scores.change_since(&waves(), ChangeOptions::new("2023", "2025").watch(watch)).map(drop)
    });
    check_inner("trend", &|watch| scores.trend(TrendOptions::new().watch(watch)).map(drop));
    check_inner("response_shift", &|watch| {
        scores.response_shift(ResponseShiftOptions::new("then", "2025").watch(watch)).map(drop)
    });
}

#[cfg(feature = "research")]
#[test]
fn every_verb_of_research_reaches_its_total_and_can_be_stopped() {
    use collabpro_core::comparison::Profile;
    use collabpro_core::{
        CompositeOptions, GeneralizabilityOptions, IccOptions, RollUpOptions, SimilarityOptions, SitesOptions,
    };

    let ratings = ratings();
    let scores = ratings.score(Observed::new()).unwrap();
    check_inner("roll_up", &|watch| scores.roll_up(RollUpOptions::new().watch(watch)).map(drop));
    let [first, second] = ["Birch", "Oak"].map(|unit| Profile::new(unit, "2025"));
    check_inner("similarity", &|watch| {
        waves().similarity(SimilarityOptions::new(first.clone(), second.clone()).watch(watch)).map(drop)
    });
    check("composite", &|watch| scores.composite(CompositeOptions::new().watch(watch)).map(drop));
    check("sites", &|watch| scores.sites(SitesOptions::new("").declared("one pool").watch(watch)).map(drop));
    check("icc", &|watch| ratings.icc(IccOptions::new().watch(watch)).map(drop));
    check("generalizability", &|watch| {
        ratings.generalizability(GeneralizabilityOptions::new().watch(watch)).map(drop)
    });
}
