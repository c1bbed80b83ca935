use proptest::prelude::*;

use super::roles::gaps;
use super::spread::{Histogram, test};
use super::*;
use crate::base::error::ErrorCode;
use crate::ratings::RatingKind;
use crate::scoring::{NO_RATING, Observed};
use crate::simulations::{RatingRows, rubric};
use crate::tally::Grain;
use crate::units::Units;

fn histogram(counts: &[u32]) -> Histogram {
    let mut histogram = Histogram::new(counts.len());
    for (level, count) in counts.iter().enumerate() {
        (0..*count).for_each(|_| histogram.add(level as u8));
    }
    histogram
}

#[test]
fn the_vectors_come_out() {
    let vectors: [(&[u32], f64, f64, f64); 5] = [
        (&[5, 0, 0, 5], 1.666667, 1.0, -1.0),
        (&[3, 3, 3, 3], 1.363636, 0.833333, 0.0),
        (&[6, 0, 6, 0], 1.090909, 0.666667, -0.166667),
        (&[4, 2, 0, 6], 1.575758, 0.962963, -0.277778),
        (&[0, 6, 6, 0], 0.545455, 0.333333, 0.666667),
    ];
    for (counts, distance, dispersion, agreement) in vectors {
        let histogram = histogram(counts);
        for (got, want) in [
            (histogram.distance(), distance),
            (histogram.dispersion(), dispersion),
            (histogram.agreement(), agreement),
        ] {
            assert!((got.unwrap() - want).abs() < 5e-7, "{counts:?} {got:?} {want}");
        }
    }
    // The example of van der Eijk (2001).
    let published = histogram(&[30, 40, 210, 130, 530, 50, 10]).agreement().unwrap();
    assert!((published - 0.6113).abs() < 5e-5, "{published}");
    for few in [&[0, 0, 0, 0], &[0, 1, 0, 0]] {
        let few = histogram(few);
        assert_eq!((few.distance(), few.dispersion(), few.agreement()), (None, None, None));
    }
}

#[test]
fn one_level_of_four_is_wide() {
    assert!(histogram(&[2, 0, 2, 2]).is_wide());
    assert!(!histogram(&[0, 6, 6, 0]).is_wide());
    // Exactly one category: 6 of 9 ratings, 2 against 2 of 4.
    assert_eq!(histogram(&[0, 3, 1, 0]).distance(), Some(0.5));
    assert!(histogram(&[1, 1, 0, 0]).is_wide());
}

/// The standard error by leaving each of seven raters out in turn, straight from the definition.
#[test]
fn the_jackknife_is_that_of_the_definition() {
    let rows: Vec<Vec<u8>> =
        [[0, 1], [3, 1], [0, 2], [3, 1], [2, 1], [0, 1], [1, 1]].iter().map(|row| row.to_vec()).collect();
    let of = |rows: &[Vec<u8>], at: usize| {
        let mut histogram = Histogram::new(4);
        rows.iter().for_each(|row| histogram.add(row[at]));
        histogram
    };
    let excess = |rows: &[Vec<u8>]| (of(rows, 0).width() - of(rows, 1).width()) / 2.0;
    let left_out: Vec<f64> = (0..7)
        .map(|out| {
            let mut rest = rows.clone();
            rest.remove(out);
            excess(&rest)
        })
        .collect();
    let mean = left_out.iter().sum::<f64>() / 7.0;
    let squares: f64 = left_out.iter().map(|one| (one - mean) * (one - mean)).sum();
    let t = excess(&rows) / (6.0 / 7.0 * squares).sqrt();
    let want = crate::stats::distribution::t_survival(t, 6.0).unwrap();
    let tests = test(&[of(&rows, 0), of(&rows, 1)], &rows);
    let got = tests[0].unwrap();
    assert!((got.p - want).abs() < 1e-12 && (got.adjusted - 2.0 * want).abs() < 1e-12, "{got:?} {want}");
    assert!((tests[1].unwrap().p - (1.0 - want)).abs() < 1e-12);
}

/// Three against three that all differ: of 20 ways, this one and its mirror image are as far apart.
#[test]
fn worked_by_hand() {
    let low: Vec<Vec<u8>> = vec![vec![0, 1]; 3];
    let high: Vec<Vec<u8>> = vec![vec![3, 1]; 3];
    let found = gaps([&low, &high], &[4, 4], &[&[0, 1]], (1, 9999), &mut (), (0, 1)).unwrap().unwrap();
    assert_eq!((found.permutations, found.all), (20, true));
    assert_eq!(found.criteria, [Some((-1.0, 0.1)), Some((0.0, 1.0))]);
    let few = gaps([&low[..1], &high], &[4, 4], &[&[0, 1]], (1, 9999), &mut (), (0, 1)).unwrap();
    assert_eq!(few, None);
}

/// Cliff's delta of 0 1 1 3 against 1 2: lower in 4.5, higher in 2 of 8 pairs, with ties as halves.
#[test]
fn the_gap_is_a_difference_of_pairs() {
    let column = |levels: &[u8]| levels.iter().map(|level| vec![*level]).collect::<Vec<_>>();
    let (first, second) = (column(&[0, 1, 1, 3, 2, 0, 0]), column(&[1, 2, 3]));
    let mut pairs = 0;
    for a in &first {
        for b in &second {
            pairs += i32::from(a > b) - i32::from(a < b);
        }
    }
    let gaps = gaps([&first, &second], &[4], &[], (1, 9999), &mut (), (0, 1)).unwrap().unwrap();
    let gap = gaps.criteria[0].unwrap().0;
    assert!((gap - f64::from(pairs) / 21.0).abs() < 1e-12, "{gap}");
}

const PLACE: [&str; 2] = ["Birch", "2024"];

fn split(raters: usize) -> RatingRows {
    let mut ratings = RatingRows::new(&rubric(5, 2));
    for rater in 0..raters {
        for criterion in 0..10 {
            let level = if criterion == 3 { 3 * (rater % 2) } else { 1 + (rater + criterion) % 5 / 4 };
            ratings.push([PLACE[0], PLACE[1], &format!("r{rater:02}"), "teacher"], criterion, level as u8);
        }
    }
    ratings
}

fn found(ratings: &RatingRows) -> Disagreement {
    ratings.scores().disagreement(DisagreementOptions::new().replicates(199)).unwrap()
}

#[test]
fn a_split_stands_out_and_the_rest_may_be_chance() {
    let found = found(&split(10));
    let row = &found.criteria[3];
    assert_eq!((row.stands_out, row.pattern, row.widest), (Some(true), Some(SpreadPattern::Split), false));
    assert_eq!((row.below, row.above, row.raters), (5, 5, 10));
    let widest: Vec<_> = found.criteria.iter().filter(|row| row.widest).collect();
    assert_eq!(widest.len(), 2);
    assert!(widest.iter().all(|row| row.pattern == Some(SpreadPattern::Spread)));
    assert_eq!((found.generator.id(), found.gaps.len()), ("ChaCha8", 0));
}

#[test]
fn few_raters_are_told_so() {
    let five = found(&split(5)).criteria[3].clone();
    assert_eq!((five.stands_out, five.p, five.widest), (None, None, true));
    assert_eq!(five.undefined.get("standsOut"), Some(Reason::TooFewRaters));
    let four = found(&split(4)).criteria;
    assert!(four.iter().all(|row| !row.widest && row.stands_out.is_none() && row.distance.is_some()));
    let one = found(&split(1)).criteria[3].clone();
    assert_eq!((one.distance, one.undefined.get("distance")), (None, Some(Reason::OneRater)));
}

/// Eight teachers and some others, who see the first criterion differently.
fn two_roles(others: usize, role: &str) -> RatingRows {
    let mut ratings = RatingRows::new(&rubric(5, 2));
    for rater in 0..8 + others {
        let role = if rater < 8 { "teacher" } else { role };
        for criterion in 0..10 {
            let level = if criterion == 0 && rater >= 8 { 0 } else { 1 + (rater * (criterion + 1)) % 3 };
            ratings.push([PLACE[0], PLACE[1], &format!("r{rater:02}"), role], criterion, level as u8);
        }
    }
    ratings
}

#[test]
fn groups_that_differ_are_found() {
    let gaps = found(&two_roles(9, "student")).gaps;
    assert_eq!(gaps.len(), 10);
    assert_eq!(gaps[0].roles, ["student", "teacher"]);
    assert_eq!((gaps[0].gap, gaps[0].differs, gaps[0].worded_apart), (Some(-1.0), Some(true), true));
    assert_eq!((gaps[0].replicates, gaps[0].exhaustive), (199, false));
    assert!(gaps[1..].iter().all(|gap| gap.differs == Some(false)));
    let leaders = found(&two_roles(2, "leader")).gaps;
    assert_eq!((leaders[0].replicates, leaders[0].exhaustive), (45, true));
    assert!(!leaders[0].worded_apart);
    let one = found(&two_roles(1, "leader")).gaps;
    assert!(one.iter().all(|gap| gap.gap.is_none() && gap.reason == Some(Reason::TooFewToTell)));
}

#[test]
fn what_is_not_defined_is_refused() {
    let ratings = split(6);
    let agreed = ratings.clone().kind(RatingKind::Consensus).scores();
    let options = DisagreementOptions::new;
    assert_eq!(agreed.disagreement(options()).unwrap_err().code(), ErrorCode::ConsensusRatings);
    let counted = ratings.tally(Grain::Units).score(&Units::default(), Observed::new()).unwrap();
    assert_eq!(counted.disagreement(options()).unwrap_err().code(), ErrorCode::GrainTooCoarse);
    for (bad, path) in [
        (options().replicates(98), "replicates"),
        (options().seed(1 << 53), "seed"),
        (options().confidence(1.0), "confidence"),
    ] {
        assert_eq!(ratings.scores().disagreement(bad).unwrap_err().path(), path);
    }
    let mut stop = |_: u64, _: Option<u64>| std::ops::ControlFlow::Break(());
    let stopped = ratings.scores().disagreement(options().watch(&mut stop));
    assert_eq!(stopped.unwrap_err().code(), ErrorCode::Cancelled);
}

#[test]
fn the_json_says_all_and_the_tables_fit() {
    let found = found(&two_roles(9, "student"));
    let json: serde_json::Value = serde_json::from_str(&found.to_json()).unwrap();
    assert_eq!((&json["kind"], &json["options"]["seed"]), (&"collabpro.disagreement".into(), &1.into()));
    let row = json["criteria"][0].as_object().unwrap();
    for column in found.table(DisagreementTable::Criteria).columns() {
        let name = column.name.replace('_', "");
        assert!(name == "reason" || row.keys().any(|key| key.eq_ignore_ascii_case(&name)), "{name}");
    }
    assert_eq!(found.table(DisagreementTable::Gaps).rows(), 10);
    assert!("else".parse::<DisagreementTable>().is_err());
}

/// For each rater a role and ratings on six criteria.
fn people() -> impl Strategy<Value = Vec<(bool, [u8; 6])>> {
    let rating = || prop_oneof![6 => 0..4_u8, 1 => Just(NO_RATING)];
    prop::collection::vec((any::<bool>(), prop::array::uniform6(rating())), 1..14)
}

fn built(people: &[(bool, [u8; 6])], name: impl Fn(usize) -> String, turn: usize) -> RatingRows {
    let mut ratings = RatingRows::new(&rubric(2, 3));
    for at in 0..people.len() {
        let at = (at + turn) % people.len();
        let (leader, levels) = people[at];
        let role = if leader { "leader" } else { "teacher" };
        for (criterion, level) in levels.iter().enumerate().filter(|(_, level)| **level != NO_RATING) {
            ratings.push([PLACE[0], PLACE[1], &name(at), role], criterion, *level);
        }
    }
    ratings
}

proptest! {
    #[test]
    fn the_distance_is_the_mean_over_all_pairs(levels in prop::collection::vec(0..9_u8, 2..30)) {
        let mut histogram = Histogram::new(9);
        levels.iter().for_each(|level| histogram.add(*level));
        let (mut sum, mut pairs) = (0, 0);
        for (at, level) in levels.iter().enumerate() {
            for other in &levels[at + 1..] {
                sum += u32::from(level.abs_diff(*other));
                pairs += 1;
            }
        }
        let distance = histogram.distance().unwrap();
        prop_assert!((distance - f64::from(sum) / f64::from(pairs)).abs() < 1e-12);
        let n = levels.len() as f64;
        prop_assert!((n / (n - 1.0) * 8.0 * histogram.dispersion().unwrap() / 2.0 - distance).abs() < 1e-12);
    }

    #[test]
    fn agreement_is_one_only_where_all_agree(counts in prop::collection::vec(0..9_u32, 2..9)) {
        let histogram = histogram(&counts);
        if let Some(agreement) = histogram.agreement() {
            prop_assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&agreement));
            let one = counts.iter().filter(|count| **count > 0).count() == 1;
            prop_assert_eq!(one, agreement > 1.0 - 1e-9);
            let mut turned = counts.clone();
            turned.reverse();
            prop_assert!((self::histogram(&turned).agreement().unwrap() - agreement).abs() < 1e-12);
        }
    }

    #[test]
    fn names_and_order_of_rows_do_not_count(people in people(), turn in 0..13_usize) {
        let json = |ratings: RatingRows| ratings.scores().disagreement(DisagreementOptions::new().replicates(99)).unwrap().to_json();
        let one = json(built(&people, |at| format!("r{at:02}"), 0));
        prop_assert_eq!(one, json(built(&people, |at| format!("x{:02}", (at * 5) % 13), turn)));
    }

    #[test]
    fn whatever_the_ratings_numbers_are_in_range(people in people()) {
        let ratings = built(&people, |at| format!("r{at:02}"), 0);
        let found = ratings.scores().disagreement(DisagreementOptions::new().replicates(99)).unwrap();
        for row in &found.criteria {
            prop_assert!(row.p.iter().chain(&row.p_adjusted).all(|p| (0.0..=1.0).contains(p)));
            prop_assert!(row.distance.iter().all(|distance| (0.0..=3.0).contains(distance)));
            prop_assert_eq!(row.distance.is_none(), row.undefined.get("distance").is_some());
            prop_assert_eq!(row.stands_out.is_none(), row.undefined.get("standsOut").is_some());
        }
        for row in &found.gaps {
            prop_assert!(row.gap.iter().all(|gap| gap.abs() <= 1.0));
            prop_assert!(row.p_adjusted.iter().all(|p| (0.0..=1.0).contains(p)));
            prop_assert_eq!(row.gap.is_none(), row.reason.is_some());
        }
    }
}

#[test]
fn fisher_and_the_lady_tasting_tea() {
    use super::sight::fisher;

    assert!((fisher([4, 4], [3, 1]) - 34.0 / 70.0).abs() < 1e-12);
    assert!((fisher([6, 8], [0, 6]) - 29.0 / 3003.0).abs() < 1e-12);
    assert!((fisher([6, 8], [1, 1]) - 1.0).abs() < 1e-12);
    for (people, hits) in [([5, 7], [2, 6]), ([3, 9], [0, 4])] {
        let turned = fisher([people[1], people[0]], [hits[1], hits[0]]);
        assert!((fisher(people, hits) - turned).abs() < 1e-12);
    }
}

/// Seen by all leaders and half of the teachers.
fn sight(teachers: u8, unseen: u8, leaders: u8) -> RatingRows {
    let mut ratings = RatingRows::new(&rubric(1, 1));
    for leader in 0..leaders {
        ratings.push([PLACE[0], PLACE[1], &format!("l{leader:02}"), "leader"], 0, 2);
    }
    for teacher in 0..teachers {
        let rating = if teacher < unseen { crate::rubric::Rating::MISSING } else { 2 };
        ratings.push([PLACE[0], PLACE[1], &format!("t{teacher:02}"), "teacher"], 0, rating);
    }
    ratings
}

#[test]
fn what_few_have_not_seen_is_not_told_of_them() {
    let seen = |ratings: RatingRows| {
        let released = ratings.scores().release(&crate::release::Policy::default()).unwrap();
        released.disagreement().sight.iter().map(|one| one.seen).collect::<Vec<_>>()
    };
    assert_eq!(seen(sight(13, 7, 12)), [Some([1.0, 0.5])]);
    // Of the teachers only three have seen it: that is said, but not of how many.
    assert_eq!(seen(sight(13, 10, 12)), [None]);
    // Four leaders are too few to be told of, whatever they have seen; and a small gap is no finding.
    assert_eq!(seen(sight(13, 13, 4)), []);
    assert_eq!(seen(sight(13, 1, 12)), []);
}
