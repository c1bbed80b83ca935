use proptest::prelude::*;

use super::*;
use crate::base::error::ErrorCode;
use crate::framework::{Facet, Tenet};
use crate::ratings::{RatingKind, ReadOptions, Reader};
use crate::rubric::Rubric;
use crate::scoring::Observed;
use crate::tally::Grain;
use crate::units::Units;

/// The level (1 to 4) that someone rates on a criterion.
type Mind<'a> = &'a dyn Fn(&crate::rubric::Criterion) -> Option<u8>;

/// Ratings of one school by teachers of these minds.
fn scores(minds: &[Mind<'_>]) -> Scores {
    let mut rows = String::from("unit,rater,role,criterion,level\n");
    for (at, mind) in minds.iter().enumerate() {
        for criterion in Rubric::bundled().criteria() {
            if criterion.answerable_by.iter().any(|role| role == "teacher")
                && let Some(level) = mind(criterion)
            {
                rows += &format!("Birch,r{at:02},teacher,{},{level}\n", criterion.id);
            }
        }
    }
    read(&rows)
}

fn read(rows: &str) -> Scores {
    let rubric = Rubric::bundled();
    crate::ratings::Ratings::from_csv(rows.as_bytes(), &rubric).unwrap().score(Observed::new()).unwrap()
}

fn entry(scores: &Scores) -> DiagnosisEntry {
    scores.diagnose(DiagnosisOptions::new()).unwrap().entries[0].clone()
}

/// One level for the criteria of each axis, and one for the signs.
fn mind(
    relation: u8,
    craft: u8,
    ownership: u8,
    signs: u8,
) -> impl Fn(&crate::rubric::Criterion) -> Option<u8> {
    move |criterion| {
        Some(match criterion.facet {
            Some(Facet::Relation) => relation,
            Some(Facet::Craft) => craft,
            Some(Facet::Ownership | Facet::Students) => ownership,
            None => signs,
        })
    }
}

fn value(entry: &DiagnosisEntry, measure: Measure) -> f64 {
    entry.measures.iter().find(|at| at.measure == measure).unwrap().value
}

#[test]
fn a_data_team_comes_out_as_what_it_is_with_its_good_sides() {
    let team = mind(3, 4, 2, 3);
    let entry = entry(&scores(&[&team as Mind<'_>; 8]));
    assert_eq!((entry.pattern, entry.statement), (Some(Pattern::ForcedDataPattern), Some(Statement::Named)));
    assert!(entry.stability.unwrap() > 0.95, "{:?}", entry.stability);
    assert_eq!((value(&entry, Measure::Craft), value(&entry, Measure::Relation)), (1.0, 1.0));
    assert_eq!((value(&entry, Measure::Ownership), value(&entry, Measure::Signs)), (0.0, 6.0));
    // Craft below .6 and ownership from .4 on are as far; the first axis is named.
    let turn = entry.turn.unwrap();
    assert_eq!((turn.measure, turn.limit, turn.pattern), (Measure::Craft, 0.6, Pattern::Mixed));
    assert!(entry.evidence.iter().all(|one| one.holds > 0.95) && entry.evidence.len() == 3);
}

#[test]
fn structure_alone_is_not_forced() {
    // Criterion 7c asks for a set method: all of them have one, and their own say.
    let team = mind(4, 4, 4, 1);
    let entry = entry(&scores(&[&team as Mind<'_>; 8]));
    assert_eq!(entry.pattern, Some(Pattern::CollaborativeProfessionalism));
}

#[test]
fn why_there_is_no_pattern() {
    let team = mind(3, 3, 3, 1);
    let few = entry(&scores(&[&team as Mind<'_>; 4]));
    assert_eq!((few.reason, few.raters, few.pattern), (Some(Reason::TooFewRaters), 4, None));
    let without_work = |criterion: &crate::rubric::Criterion| {
        if criterion.id.starts_with('7') { None } else { team(criterion) }
    };
    let incomplete = entry(&scores(&[&without_work as Mind<'_>; 8]));
    assert_eq!(incomplete.reason, Some(Reason::IncompleteConstruct));
    assert_eq!(incomplete.lacking, [Construct::Tenet(Tenet::JointWork)]);
    let leaders: String = (0..8).map(|at| format!("Birch,l{at},leader,1a,3\n")).collect();
    let leaders = entry(&read(&format!("unit,rater,role,criterion,level\n{leaders}")));
    assert_eq!((leaders.reason, leaders.role), (Some(Reason::OtherInformants), None));
    let unnamed: String = (0..8).map(|at| format!("Birch,l{at},1a,3\n")).collect();
    let unnamed = entry(&read(&format!("unit,rater,criterion,level\n{unnamed}")));
    assert_eq!(unnamed.reason, Some(Reason::OtherInformants));
}

#[test]
fn signs_that_nobody_rated_count_only_where_they_decide() {
    let silent = |craft, ownership| {
        move |criterion: &crate::rubric::Criterion| {
            criterion.facet.and(mind(3, craft, ownership, 1)(criterion))
        }
    };
    // Whether the tools are forced or a data routine hangs on the signs, talk without work does not.
    let forced = silent(4, 1);
    let forced = entry(&scores(&[&forced as Mind<'_>; 8]));
    assert_eq!((forced.reason, forced.lacking.len()), (Some(Reason::IncompleteConstruct), 6));
    let talk = silent(1, 3);
    assert_eq!(entry(&scores(&[&talk as Mind<'_>; 8])).pattern, Some(Pattern::TalkWithoutWork));
}

#[test]
fn an_open_team_is_read_whole() {
    let team = mind(3, 4, 1, 1);
    let criteria = Rubric::bundled();
    let criteria = criteria
        .criteria()
        .iter()
        .filter(|criterion| criterion.answerable_by.iter().any(|role| role == "teacher"));
    let mut rows = String::from("unit,rater,criterion,level\n");
    for criterion in criteria {
        (0..5).for_each(|at| rows += &format!("Birch,r{at},{},{}\n", criterion.id, team(criterion).unwrap()));
    }
    let units = r#"{"schemaVersion": 2, "kind": "collabpro.units", "units": [
        {"id": "Birch", "openTeam": {"date": "2025-10-01", "recordedBy": "Kim"}}]}"#;
    let reader = Reader::new(&Rubric::bundled()).units(Units::from_json(units).unwrap());
    let scores = reader.read(rows.as_bytes()).unwrap().score(Observed::new()).unwrap();
    let entry = entry(&scores);
    assert_eq!((entry.pattern, entry.role, entry.raters), (Some(Pattern::Forced), None, 5));
}

#[test]
fn what_cannot_be_read_is_refused() {
    let rows = "unit,rater,criterion,level\nBirch,r1,1a,3\n";
    let rubric = Rubric::bundled();
    let agreed = Reader::new(&rubric).options(ReadOptions::new().kind(RatingKind::Consensus));
    let agreed = agreed.read(rows.as_bytes()).unwrap().score(Observed::new()).unwrap();
    let code = |scores: &Scores, options: DiagnosisOptions| {
        let error = scores.diagnose(options).unwrap_err();
        format!("{} {}", error.code(), error.path())
    };
    let defaults = DiagnosisOptions::new();
    assert_eq!(code(&agreed, defaults.clone()), "consensus_ratings kind");
    let scores = read(rows);
    assert_eq!(code(&scores, defaults.clone().replicates(3)), "invalid_option replicates");
    assert_eq!(code(&scores, defaults.clone().seed(1 << 53)), "invalid_option seed");
    let ratings = crate::ratings::Ratings::from_csv(rows.as_bytes(), &rubric).unwrap();
    let counted = ratings.tally(Grain::Units).unwrap().score(&Units::default(), Observed::new()).unwrap();
    assert_eq!(code(&counted, defaults.clone()), "grain_too_coarse grain");
    let mut foreign: serde_json::Value = serde_json::from_str(&rubric.to_json()).unwrap();
    foreign["criteria"].as_array_mut().unwrap().retain(|criterion| criterion["facet"] != "craft");
    let foreign = Rubric::from_json(&foreign.to_string()).unwrap();
    let foreign =
        crate::ratings::Ratings::from_csv(rows.as_bytes(), &foreign).unwrap().score(Observed::new()).unwrap();
    assert_eq!(code(&foreign, defaults), "not_in_data rubric");
}

/// With `k` of `n` at the cut on every criterion, the share of a replicate is a Dirichlet mean: on average
/// `(k + 1/2) / (n + 1)`, and with everyone at the cut it is below .6 only where the pseudo-rater weighs more than .8,
/// which has probability .2^n.
#[test]
fn replicates_follow_the_bayesian_bootstrap() {
    let (above, below) = (mind(4, 4, 4, 1), mind(1, 1, 1, 1));
    let all = entry(&scores(&[&above as Mind<'_>; 5]));
    let expected = 1.0 - 0.2 * 0.2 * 0.2 * 0.2 * 0.2;
    assert!(all.evidence.iter().all(|one| (one.holds - expected).abs() < 0.002), "{:?}", all.evidence);
    // 5 of 10 at the cut: by symmetry the share is as often above one half as below.
    let minds: Vec<Mind<'_>> = (0..10).map(|at| if at < 5 { &above as Mind<'_> } else { &below }).collect();
    let half =
        scores(&minds).diagnose(DiagnosisOptions::new().replicates(20_000)).unwrap().entries[0].clone();
    assert_eq!(half.pattern, Some(Pattern::Mixed));
    // P(share >= .6): the share is Beta(5.5, 5.5) but for the pseudo-rater, who is halved, not split; its variance
    // 1/4 (1 - 1/11) / 12 = .0189 puts .6 at .727 standard deviations.
    let named =
        half.replicates.iter().find(|at| at.pattern == Pattern::CollaborativeProfessionalism).unwrap();
    assert!((named.share - 0.24).abs() < 0.02, "{named:?}");
}

#[test]
fn the_json_says_all_and_the_table_fits() {
    let team = mind(3, 4, 2, 3);
    let diagnosis = scores(&[&team as Mind<'_>; 6]).diagnose(DiagnosisOptions::new()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&diagnosis.to_json()).unwrap();
    assert_eq!(json["kind"], "collabpro.diagnosis");
    assert_eq!(json["rule"], "0.1.0");
    assert_eq!(json["entries"][0]["pattern"], "forced_data_pattern");
    assert_eq!(diagnosis.table().rows(), 1);
    assert_eq!(DiagnosisOptions::from_json(r#"{"sed": 1}"#).unwrap_err().code(), ErrorCode::UnknownOption);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn names_of_raters_do_not_count(ratings in prop::collection::vec(prop::array::uniform4(1..5_u8), 5..9)) {
        let minds: Vec<_> = ratings.iter().map(|[a, b, c, d]| mind(*a, *b, *c, *d)).collect();
        let there: Vec<Mind<'_>> = minds.iter().map(|mind| mind as Mind<'_>).collect();
        let back: Vec<Mind<'_>> = minds.iter().rev().map(|mind| mind as Mind<'_>).collect();
        let (there, back) = (entry(&scores(&there)), entry(&scores(&back)));
        prop_assert_eq!(there.pattern, back.pattern);
        prop_assert_eq!(there.replicates, back.replicates);
    }

    #[test]
    fn shares_of_replicates_add_up(ratings in prop::collection::vec(prop::array::uniform4(1..5_u8), 5..9)) {
        let minds: Vec<_> = ratings.iter().map(|[a, b, c, d]| mind(*a, *b, *c, *d)).collect();
        let minds: Vec<Mind<'_>> = minds.iter().map(|mind| mind as Mind<'_>).collect();
        let entry = entry(&scores(&minds));
        let sum: f64 = entry.replicates.iter().map(|at| at.share).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        let own = entry.replicates.iter().find(|at| Some(at.pattern) == entry.pattern).map_or(0.0, |at| at.share);
        prop_assert_eq!(entry.stability, Some(own));
    }
}
