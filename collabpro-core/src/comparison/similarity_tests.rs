use proptest::prelude::*;

use super::*;
use crate::base::error::ErrorCode;
use crate::scoring::Observed;
use crate::simulations::{RatingRows, rubric};
use crate::tally::Grain;
use crate::units::Units;

/// Ratings of raters (rows) on one criterion for each construct, in two units.
fn scores(units: [(&str, &[[u8; 4]]); 2]) -> Scores {
    let mut ratings = RatingRows::new(&rubric(4, 1));
    for (unit, people) in units {
        for (rater, levels) in people.iter().enumerate() {
            for (criterion, level) in levels.iter().enumerate() {
                ratings.push([unit, "2025", &format!("r{rater}"), ""], criterion, *level);
            }
        }
    }
    ratings.scores()
}

fn alike(scores: &Scores) -> Similarity {
    let options = SimilarityOptions::new(Profile::new("Birch", "2025"), Profile::new("Oak", "2025"));
    scores.similarity(options.replicates(400)).unwrap()
}

/// Shares .2 .4 .6 .8 and .4 .4 .8 .8: means .5 and .6, S = sqrt .2 and .4, r = .16 / (.4 sqrt .2) = .894427,
/// D^2 = .04 + 0 + .04 + 0 = .08 = 4 * .01 + (S_y - S_x)^2 + 2 S_x S_y (1 - r).
#[test]
fn worked_by_hand() {
    let steps = |counts: [usize; 4]| -> Vec<[u8; 4]> {
        (0..5).map(|at| counts.map(|count| if at < count { 3 } else { 0 })).collect()
    };
    let (birch, oak) = (steps([1, 2, 3, 4]), steps([2, 2, 4, 4]));
    let found = alike(&scores([("Birch", &birch), ("Oak", &oak)]));
    let close = |estimate: Option<Estimate>, value: f64| (estimate.unwrap().value - value).abs() < 1e-12;
    assert!(close(found.elevation, 0.1));
    assert!(close(found.scatter, 0.4 - 0.2_f64.sqrt()));
    assert!(close(found.shape, 0.16 / (0.4 * 0.2_f64.sqrt())));
    assert!(close(found.distance, 0.02_f64.sqrt()));
    // The same five raters rated both units, and are known to be the same.
    assert_eq!(
        (found.linked, found.undefined.iter().collect()),
        (5, vec![("patternSimilarity", Reason::NoReferenceSpread)])
    );
    // Differences .2 0 .2 0: variance .04 / 3. Raters who answer by steps make most of it.
    assert_eq!(found.one_message, Some(found.difference_reliability.unwrap() < 0.5));
}

/// Shares .2 .4 .6 .8 and .4 .4 .8 .8 in spreads of .1 .2 .1 .4: D^2 = 4 + 0 + 4 + 0 = 8. Twice the median of chi-square
/// with 4 degrees of freedom, 3.35669398003332 (mpmath 1.3): r_p = (6.71338796006664 - 8) / (6.71338796006664 + 8).
#[test]
fn pattern_similarity_by_hand() {
    let steps = |counts: [usize; 4]| -> Vec<[u8; 4]> {
        (0..5).map(|at| counts.map(|count| if at < count { 3 } else { 0 })).collect()
    };
    let scores = scores([("Birch", &steps([1, 2, 3, 4])), ("Oak", &steps([2, 2, 4, 4]))]);
    let plain =
        SimilarityOptions::new(Profile::new("Birch", "2025"), Profile::new("Oak", "2025")).replicates(400);
    let names: Vec<_> =
        rubric(4, 1).constructs().iter().map(|(construct, _)| construct.to_string()).collect();
    let mut options = plain.clone();
    for (name, spread) in names.iter().zip([0.1, 0.2, 0.1, 0.4]) {
        let found = scores.similarity(options.clone()).unwrap();
        assert_eq!(found.undefined.get("patternSimilarity"), Some(Reason::NoReferenceSpread));
        options = options.spread(name, spread);
    }
    let found = scores.similarity(options).unwrap().pattern_similarity.unwrap();
    assert!((found.value - -0.087_444_988_429_947_57).abs() < 1e-9, "{}", found.value);
    let interval = found.interval.unwrap();
    assert!(-1.0 < interval.lower && interval.lower < interval.upper && interval.upper <= 1.0);
    let error = |name: &str, spread: f64| scores.similarity(plain.clone().spread(name, spread)).unwrap_err();
    assert_eq!(error(&names[0], 0.0).path(), format!("spread.{}", names[0]));
    assert_eq!(error("other:none", 0.5).code(), ErrorCode::NotInData);
}

#[test]
fn an_even_profile_has_no_shape() {
    let birch = [[3; 4], [0; 4], [3; 4], [0; 4], [3; 4]];
    let oak = [[3, 0, 3, 0], [3, 0, 0, 0], [3, 3, 3, 0], [0, 0, 3, 0], [3, 0, 3, 3]];
    let found = alike(&scores([("Birch", &birch), ("Oak", &oak)]));
    assert_eq!((found.shape, found.undefined.get("shape")), (None, Some(Reason::EvenProfile)));
    let first = found.first.unwrap();
    assert_eq!((first.scatter, first.reliability), (0.0, None));
    assert!(found.elevation.unwrap().interval.is_some());
}

#[test]
fn too_few_people_or_criteria_say_so() {
    let few = alike(&scores([("Birch", &[[3; 4]; 4]), ("Oak", &[[0, 1, 2, 3]; 6])]));
    assert_eq!((few.first, few.undefined.get("first")), (None, Some(Reason::TooFewRaters)));
    let mut ratings = RatingRows::new(&rubric(2, 1));
    for unit in ["Birch", "Oak"] {
        (0..6).for_each(|at| ratings.push([unit, "2025", &format!("r{at}"), ""], at % 2, 3));
    }
    assert_eq!(alike(&ratings.scores()).undefined.get("shape"), Some(Reason::IncompleteConstruct));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let scores = scores([("Birch", &[[3; 4]; 5]), ("Oak", &[[0; 4]; 5])]);
    let code = |scores: &Scores, first: Profile, second: Profile| {
        let error = scores.similarity(SimilarityOptions::new(first, second)).unwrap_err();
        format!("{} {}", error.code(), error.path())
    };
    let at = |unit: &str| Profile::new(unit, "2025");
    assert_eq!(code(&scores, at("Birch"), at("Birch")), "invalid_option second");
    assert_eq!(code(&scores, at("Birch"), at("Elm")), "not_in_data second.unit");
    assert_eq!(code(&scores, Profile::new("Birch", "1"), at("Oak")), "not_in_data first.occasion");
    assert_eq!(code(&scores, at("Birch").role("coach"), at("Oak")), "not_in_data first.role");
    let options = SimilarityOptions::new(at("Birch"), at("Oak")).confidence(2.0);
    assert_eq!(scores.similarity(options).unwrap_err().path(), "confidence");
    let other = RatingRows::new(&rubric(3, 1));
    let other = other.tally(Grain::Raters).score(&Units::default(), Observed::new()).unwrap();
    let options = SimilarityOptions::new(at("Birch"), at("Oak"));
    assert_eq!(scores.similarity_with(&other, options).unwrap_err().code(), ErrorCode::RubricMismatch);
}

fn people() -> impl Strategy<Value = Vec<[u8; 4]>> {
    prop::collection::vec(prop::array::uniform4(0..4_u8), 5..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Cronbach and Gleser's identity, and that first and second may change places.
    #[test]
    fn distance_is_elevation_scatter_and_shape(birch in people(), oak in people()) {
        let found = alike(&scores([("Birch", &birch), ("Oak", &oak)]));
        let (first, second) = (found.first.clone().unwrap(), found.second.clone().unwrap());
        let square = |x: f64| x * x;
        let d2 = 4.0 * square(found.distance.unwrap().value);
        let shape = found.shape.map_or(0.0, |shape| 2.0 * first.scatter * second.scatter * (1.0 - shape.value));
        let both_even = first.scatter * second.scatter < 1e-9;
        let parts = 4.0 * square(first.elevation - second.elevation) + square(first.scatter - second.scatter) + shape;
        prop_assert!(both_even || (d2 - parts).abs() < 1e-9, "{} {}", d2, parts);
        let back = alike(&scores([("Birch", &oak), ("Oak", &birch)]));
        prop_assert_eq!(back.elevation.map(|at| at.value), found.elevation.map(|at| -at.value));
        prop_assert_eq!(back.distance.map(|at| at.value), found.distance.map(|at| at.value));
    }

    #[test]
    fn a_profile_is_most_like_itself(birch in people()) {
        let found = alike(&scores([("Birch", &birch), ("Oak", &birch)]));
        prop_assert!(found.distance.unwrap().value.abs() < 1e-12);
        prop_assert!(found.shape.is_none_or(|shape| (shape.value - 1.0).abs() < 1e-9));
    }
}
