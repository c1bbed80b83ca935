use proptest::prelude::*;

use super::mover::{Pair, correlation};
use super::*;
use crate::base::error::ErrorCode;
use crate::framework::{Construct, Tenet};
use crate::ratings::RaterLink;
use crate::scoring::{CriterionLevels, Critical, Measure, NO_RATING, Observed, Reason, Target};
use crate::simulations::{RatingRows, rubric};
use crate::tally::Grain;
use crate::units::Units;

/// One estimate from `n` raters on one criterion, of whom `above` are above the cut.
fn one_criterion(above: usize, n: usize) -> crate::scoring::Estimated {
    let levels = (0..n).map(|at| if at < above { 3 } else { 0 });
    CriterionLevels::new(1, levels.collect()).estimate(Measure::Share(2))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-5
}

/// Newcombe 1998, the first of the examples: 56 of 70 against 48 of 80, by the score method without correction.
#[test]
fn a_published_difference_comes_out() {
    let (from, to) = (one_criterion(48, 80), one_criterion(56, 70));
    let pair = Pair { from: &from, to: &to, correlation: 0.0 };
    let interval = pair.interval(&mut Critical::new(0.95).unwrap()).unwrap();
    assert!(close(interval.lower, 0.0524) && close(interval.upper, 0.3339), "{interval:?}");
    let p = pair.p(0.05).unwrap();
    let at = pair.interval(&mut Critical::new(1.0 - p).unwrap()).unwrap();
    assert!((0.005..0.01).contains(&p) && at.lower.abs() < 1e-6, "{p} {at:?}");
}

/// Ten raters, one criterion each, 2 above the cut before and 8 after: Wilson gives [.0567, .5098] and [.4902, .9433].
#[test]
fn worked_by_hand_with_and_without_correlation() {
    let (from, to) = (one_criterion(2, 10), one_criterion(8, 10));
    let mut critical = Critical::new(0.95).unwrap();
    let mut interval = |correlation| {
        let pair = Pair { from: &from, to: &to, correlation };
        let interval = pair.interval(&mut critical).unwrap();
        (interval.lower, interval.upper, pair.smallest(&mut critical).unwrap())
    };
    // a = b = .3098 below, a = b = .1433 above; at one half k = .38415 reaches .26339.
    let (lower, upper, smallest) = interval(0.0);
    assert!(close(lower, 0.6 - 0.43816) && close(upper, 0.6 + 0.20272), "{lower} {upper}");
    assert!(close(smallest, 0.37250), "{smallest}");
    // With rho = .5 the root of 2 becomes the root of 1.
    let (lower, upper, smallest) = interval(0.5);
    assert!(close(lower, 0.6 - 0.30983) && close(upper, 0.6 + 0.14335), "{lower} {upper}");
    assert!(close(smallest, 0.26340), "{smallest}");
}

#[test]
fn correlation_needs_ten_and_is_that_of_the_ratings() {
    let linked: Vec<(usize, usize)> = (0..12).map(|at| (at, at)).collect();
    let (half, same) = (one_criterion(6, 12), one_criterion(6, 12));
    assert!((correlation(&half, &same, &linked) - 11.0 / 12.0).abs() < 1e-12);
    let turned: Vec<(usize, usize)> = (0..12).map(|at| (at, 11 - at)).collect();
    assert_eq!(correlation(&half, &same, &turned), 0.0);
    assert_eq!(correlation(&half, &same, &linked[..9]), 0.0);
    assert_eq!(correlation(&half, &one_criterion(12, 12), &linked), 0.0);
    // 6 of 12 before; 3 of these and nobody else after: phi is 1 / sqrt(3), here times 11 / 12.
    let quarter = one_criterion(3, 12);
    assert!((correlation(&half, &quarter, &linked) - 11.0 / 12.0 / 3.0_f64.sqrt()).abs() < 1e-12);
}

const UNIT: &str = "Birch";

/// Ratings of some raters on the three criteria of each of the constructs.
fn ratings(constructs: usize, occasions: [(&str, &[u8]); 2]) -> RatingRows {
    let mut ratings = RatingRows::new(&rubric(constructs, 3));
    for (occasion, levels) in occasions {
        for (rater, level) in levels.iter().enumerate() {
            for criterion in 0..3 * constructs {
                ratings.push([UNIT, occasion, &format!("r{rater}"), ""], criterion, *level);
            }
        }
    }
    ratings
}

fn entries(scores: &Scores) -> Vec<ChangeEntry> {
    let change = scores.change(ChangeOptions::new("2024", "2025")).unwrap();
    change.entries
}

#[test]
fn verdicts_and_reasons() {
    let low: &[u8] = &[0, 1, 0, 1, 1, 0, 1, 0];
    let high: &[u8] = &[2, 3, 2, 3, 3, 2, 2, 3];
    let verdict = |from, to| entries(&ratings(1, [("2024", from), ("2025", to)]).scores())[0].clone();
    assert_eq!(verdict(low, high).verdict, Verdict::Rose);
    assert_eq!(verdict(high, low).verdict, Verdict::Fell);
    let cannot = verdict(low, low);
    assert_eq!((cannot.verdict, cannot.reason, cannot.p), (Verdict::CannotTell, None, Some(1.0)));
    assert_eq!(verdict(&[0; 40], &[0; 40]).verdict, Verdict::AboutTheSame);
    let few = verdict(&low[..4], high);
    assert_eq!((few.verdict, few.reason), (Verdict::CannotTell, Some(Reason::TooFewRaters)));
    assert_eq!((few.difference, few.raters_from, few.raters_to), (None, 4, 8));
    let mut ratings = ratings(1, [("2024", low), ("2025", low)]);
    ratings.push(["Oak", "2025", "r1", ""], 0, 2);
    let oak = entries(&ratings.scores())[1].clone();
    assert_eq!((oak.unit.as_str(), oak.reason, oak.raters_to), ("Oak", Some(Reason::NoRatings), 1));
}

#[test]
fn an_incomplete_construct_has_no_change() {
    let mut ratings = RatingRows::new(&rubric(1, 3));
    for occasion in ["2024", "2025"] {
        for rater in 0..8 {
            for criterion in 0..(if occasion == "2024" { 2 } else { 3 }) {
                ratings.push([UNIT, occasion, &format!("r{rater}"), "teacher"], criterion, 2);
            }
        }
    }
    let entry = entries(&ratings.scores())[0].clone();
    assert_eq!((entry.role.as_deref(), entry.reason), (Some("teacher"), Some(Reason::IncompleteConstruct)));
}

#[test]
fn linking_counts_only_where_it_may() {
    let levels: Vec<u8> = (0..14).map(|rater| if rater % 2 == 0 { 3 } else { 0 }).collect();
    let both = |link, n: usize| {
        let ratings = ratings(1, [("2024", &levels[..n]), ("2025", &levels[..n])]).link(link);
        let entry = entries(&ratings.scores())[0].clone();
        (entry.linked, entry.correlation.unwrap() > 0.9, entry.linking_would_help)
    };
    assert_eq!(both(RaterLink::Persistent, 14), (14, true, false));
    assert_eq!(both(RaterLink::WithinOccasion, 14), (0, false, true));
    assert_eq!(both(RaterLink::Persistent, 8), (8, false, false));
}

#[test]
fn the_focus_is_tested_before_the_rest() {
    // p of one test is about .03: alone it is a rise, among ten it is not.
    let (from, to): (&[u8], &[u8]) = (&[0, 0, 0, 0, 0, 2, 2, 0], &[2, 2, 2, 2, 2, 0, 2, 2]);
    let scores = ratings(10, [("2024", from), ("2025", to)]).scores();
    let asked = ChangeOptions::new("2024", "2025").focus([Construct::Tenet(Tenet::JointWork)]);
    let entries = &scores.change(asked).unwrap().entries;
    let rose: Vec<_> = entries.iter().filter(|entry| entry.verdict == Verdict::Rose).collect();
    assert_eq!(rose.len(), 1, "{entries:?}");
    assert_eq!((rose[0].construct.to_string().as_str(), rose[0].family), ("tenet:joint_work", Family::Focus));
    assert_eq!((rose[0].p, rose[0].p_adjusted), (entries[0].p, entries[0].p));
    // The interval is not adjusted, the verdict is.
    assert!(entries[0].interval.unwrap().lower > 0.0 && entries[0].verdict == Verdict::CannotTell);
    assert!(rose[0].smallest_change_adjusted == rose[0].smallest_change);
    assert!(entries[0].smallest_change_adjusted > entries[0].smallest_change);
}

#[test]
fn informant_groups_are_never_put_together() {
    let mut ratings = RatingRows::new(&rubric(1, 1));
    for occasion in ["2024", "2025"] {
        for rater in 0..12 {
            let role = if rater < 6 { "teacher" } else { "student" };
            ratings.push([UNIT, occasion, &format!("r{rater}"), role], 0, 2);
        }
    }
    let roles: Vec<_> = entries(&ratings.scores()).into_iter().map(|entry| entry.role).collect();
    assert_eq!(roles, [Some("student".to_owned()), Some("teacher".to_owned())]);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let levels: &[u8] = &[0, 1, 2, 3, 3];
    let dated = ratings(1, [("2024", levels), ("2025", levels)]);
    let scores = dated.scores();
    let code = |scores: &Scores, asked: ChangeOptions| {
        let error = scores.change(asked).unwrap_err();
        format!("{} {}", error.code(), error.path())
    };
    let change = || ChangeOptions::new("2024", "2025");
    assert_eq!(code(&scores, ChangeOptions::new("2025", "2024")), "invalid_option to");
    assert_eq!(code(&scores, ChangeOptions::new("2024", "2024")), "invalid_option to");
    assert_eq!(code(&scores, ChangeOptions::new("2023", "2024")), "not_in_data from");
    assert_eq!(code(&scores, change().margin(0.0)), "invalid_option margin");
    assert_eq!(code(&scores, change().confidence(f64::NAN)), "invalid_option confidence");
    assert_eq!(
        code(&scores, change().focus(["warning:narrow_focus".parse().unwrap()])),
        "invalid_option focus[0]"
    );
    assert_eq!(code(&scores, change().focus(["tenet:joint_work".parse().unwrap()])), "not_in_data focus[0]");
    let named = ratings(1, [("spring", levels), ("autumn", levels)]).scores();
    assert_eq!(code(&named, ChangeOptions::new("spring", "autumn")), "occasion_order_unknown from");
    let agreed = dated.clone().kind(RatingKind::Consensus).scores();
    assert_eq!(code(&agreed, change()), "consensus_ratings kind");
    let counted = dated.tally(Grain::Units).score(&Units::default(), Observed::new()).unwrap();
    assert_eq!(code(&counted, change()), "grain_too_coarse grain");
    let these = Observed::new().target(Target::ThesePeople);
    let these = dated.tally(Grain::Raters).score(&Units::default(), these).unwrap();
    assert_eq!(code(&these, change()), "target_not_comparable target");
    let other = ratings(2, [("2024", levels), ("2024", &[])]).scores();
    assert_eq!(scores.change_since(&other, change()).unwrap_err().code(), ErrorCode::RubricMismatch);
}

#[test]
fn two_files_compare_like_one() {
    let levels: [&[u8]; 2] = [&[0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2], &[3, 1, 2, 3, 3, 2, 2, 2, 0, 1, 2, 3]];
    let both = ratings(2, [("2024", levels[0]), ("2025", levels[1])]).scores();
    let one = |occasion, levels| ratings(2, [(occasion, levels), (occasion, &[])]).scores();
    let (earlier, later) = (one("2024", levels[0]), one("2025", levels[1]));
    let change = || ChangeOptions::new("2024", "2025");
    assert_eq!(later.change_since(&earlier, change()).unwrap(), both.change(change()).unwrap());
    let turned = earlier.change_since(&later, ChangeOptions::new("2025", "2024")).unwrap_err();
    assert_eq!(turned.code(), ErrorCode::InvalidOption);
    let (earlier, later) = (one("", levels[0]), one("", levels[1]));
    assert!(later.change_since(&earlier, ChangeOptions::new("", "")).is_ok());
}

#[test]
fn the_json_says_all_and_the_table_fits() {
    let levels: &[u8] = &[0, 1, 2, 3, 3];
    let comparison = ratings(1, [("2024", levels), ("2025", levels)])
        .scores()
        .change(ChangeOptions::new("2024", "2025"))
        .unwrap();
    let json: serde_json::Value = serde_json::from_str(&comparison.to_json()).unwrap();
    assert_eq!(json["kind"], "collabpro.change");
    assert_eq!(json["method"]["intervalsAdjusted"], false);
    let entry = json["entries"][0].as_object().unwrap();
    for column in comparison.table().columns() {
        let placed = ["from", "to", "lower", "upper"].contains(&&*column.name);
        let name = column.name.replace('_', "");
        assert!(placed || entry.keys().any(|key| key.eq_ignore_ascii_case(&name)), "{name}");
    }
}

/// For each of up to 13 raters what they rated before and after on three criteria.
fn people() -> impl Strategy<Value = Vec<[u8; 6]>> {
    let rating = || prop_oneof![5 => 0..4_u8, 1 => Just(NO_RATING)];
    prop::collection::vec(prop::array::uniform6(rating()), 1..14)
}

fn built(people: &[[u8; 6]], name: impl Fn(usize) -> String, backwards: bool) -> RatingRows {
    let mut ratings = RatingRows::new(&rubric(1, 3));
    let mut order: Vec<usize> = (0..people.len()).collect();
    if backwards {
        order.reverse();
    }
    for at in order {
        for (criterion, level) in people[at].iter().enumerate().filter(|(_, level)| **level != NO_RATING) {
            ratings.push([UNIT, ["2024", "2025"][criterion / 3], &name(at), ""], criterion % 3, *level);
        }
    }
    // An occasion that nobody rated must still be one.
    for occasion in ["2024", "2025"] {
        ratings.push(["Oak", occasion, "someone", ""], 0, 0);
    }
    ratings
}

fn of_birch(scores: &Scores, from: &str, to: &str) -> Vec<ChangeEntry> {
    let change = scores.change(ChangeOptions::new(from, to)).unwrap();
    change.entries.into_iter().filter(|entry| entry.unit == UNIT).collect()
}

proptest! {
    #[test]
    fn backwards_is_the_opposite(people in people()) {
        let ratings = built(&people, |at| format!("r{at:02}"), false);
        let there = of_birch(&ratings.ordered(&["2024", "2025"]), "2024", "2025");
        let back = of_birch(&ratings.ordered(&["2025", "2024"]), "2025", "2024");
        for (there, back) in there.iter().zip(&back) {
            let turned = match back.verdict {
                Verdict::Rose => Verdict::Fell,
                Verdict::Fell => Verdict::Rose,
                other => other,
            };
            prop_assert_eq!(there.verdict, turned);
            prop_assert_eq!(there.difference, back.difference.map(|difference| 0.0 - difference));
            prop_assert_eq!(there.interval.map(|at| (at.lower, at.upper)), back.interval.map(|at| (-at.upper, -at.lower)));
            prop_assert_eq!((there.p, there.smallest_change, there.correlation), (back.p, back.smallest_change, back.correlation));
        }
    }

    #[test]
    fn names_and_order_of_rows_do_not_count(people in people()) {
        let one = of_birch(&built(&people, |at| format!("r{at:02}"), false).scores(), "2024", "2025");
        let other = of_birch(&built(&people, |at| format!("x{:02}", (at * 5) % 13), true).scores(), "2024", "2025");
        prop_assert_eq!(one.len(), other.len());
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-6,
            (a, b) => a == b,
        };
        for (one, other) in one.iter().zip(&other) {
            prop_assert_eq!((one.verdict, one.reason, one.linked), (other.verdict, other.reason, other.linked));
            prop_assert!(near(one.p, other.p) && near(one.difference, other.difference));
            prop_assert!(near(one.interval.map(|at| at.lower), other.interval.map(|at| at.lower)));
        }
    }

    #[test]
    fn whatever_the_ratings_numbers_are_in_range(people in people()) {
        for entry in of_birch(&built(&people, |at| format!("r{at:02}"), false).scores(), "2024", "2025") {
            let numbers = [entry.difference, entry.p, entry.p_adjusted, entry.smallest_change, entry.correlation];
            prop_assert!(numbers.iter().flatten().all(|number| number.is_finite()));
            prop_assert_eq!(entry.reason.is_some(), numbers.iter().all(Option::is_none));
            if let (Some(interval), Some(difference)) = (entry.interval, entry.difference) {
                prop_assert!(interval.lower <= difference && difference <= interval.upper);
                prop_assert!(-1.0 - 1e-9 <= interval.lower && interval.upper <= 1.0 + 1e-9);
                let leaves_out = interval.lower > 0.0 || interval.upper < 0.0;
                prop_assert_eq!(leaves_out, entry.p.unwrap() <= 1.0 - 0.95);
            }
        }
    }
}

#[test]
fn verdicts_have_one_name_in_tables_and_on_the_wire() {
    for verdict in [Verdict::Rose, Verdict::Fell, Verdict::AboutTheSame, Verdict::CannotTell] {
        assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.id());
    }
    for family in [Family::Focus, Family::Exploratory] {
        assert_eq!(serde_json::to_value(family).unwrap(), family.id());
    }
}
