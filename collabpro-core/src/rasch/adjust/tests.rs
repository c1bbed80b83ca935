//! Laws of adjusted scores.

use proptest::prelude::*;

use super::AdjustOptions;
use crate::scoring::{Adjusted, Score, Scores};
use crate::simulations::{RatingRows, rubric};

/// Levels that six raters give to eight units, each seen by three of them, on three criteria; and perhaps those of a seventh, who finds
/// everything excellent.
fn scores(noise: &[u8], seventh: bool) -> Scores {
    let mut rows = RatingRows::new(&rubric(1, 3));
    for unit in 0..8_usize {
        for seat in 0..3 {
            let rater = (unit + seat * seat) % 6;
            for criterion in 0..3 {
                let own = noise[(unit * 3 + seat) * 3 + criterion];
                let level = (own + (unit % 2) as u8).saturating_sub((rater % 2) as u8).min(3);
                rows.push([&format!("u{unit}"), "1", &format!("r{rater}"), ""], criterion, level);
            }
        }
        if seventh {
            (0..3).for_each(|criterion| rows.push([&format!("u{unit}"), "1", "s", ""], criterion, 3));
        }
    }
    rows.scores()
}

fn adjusted(scores: &Scores) -> Option<Vec<Adjusted>> {
    let found = scores.adjust(AdjustOptions::new()).ok()?;
    Some(found.constructs().iter().filter_map(|score| score.adjusted.clone()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_was_observed_stays(noise in proptest::collection::vec(0_u8..=2, 72)) {
        let scores = scores(&noise, false);
        if let Ok(found) = scores.adjust(AdjustOptions::new()) {
            let bare = |score: &Score| Score { adjusted: None, ..score.clone() };
            let observed: Vec<Score> = found.constructs().iter().map(bare).collect();
            prop_assert_eq!(observed, scores.constructs().to_vec());
            prop_assert_eq!(found.criteria(), scores.criteria());
            prop_assert_eq!(Scores::from_bytes(&found.to_bytes()).unwrap().to_json(), found.to_json());
        }
    }

    #[test]
    fn a_rater_who_finds_everything_excellent_moves_no_bit(noise in proptest::collection::vec(0_u8..=2, 72)) {
        let (without, with) = (scores(&noise, false), scores(&noise, true));
        if let (Some(without), Some(with)) = (adjusted(&without), adjusted(&with)) {
            // A unit whose ratings are else all the highest is set aside with or without.
            prop_assert_eq!(with, without);
        }
    }

    #[test]
    fn shares_fall_from_category_to_category_and_lie_in_their_intervals(noise in proptest::collection::vec(0_u8..=2, 72)) {
        for adjusted in adjusted(&scores(&noise, false)).unwrap_or_default() {
            let shares = adjusted.shares.unwrap_or_default();
            prop_assert!(shares.windows(2).all(|pair| pair[0].value >= pair[1].value));
            for share in &shares {
                prop_assert!(share.interval.lower <= share.value && share.value <= share.interval.upper);
                prop_assert!(0.0 <= share.interval.lower && share.interval.upper <= 1.0);
            }
            if let Some(mean) = adjusted.mean {
                let sum: f64 = shares.iter().map(|share| share.value).sum();
                prop_assert!((mean.value - 1.0 - sum).abs() < 1e-12);
            }
        }
    }
}
