//! Do the intervals of similarity cover? Two places with known shares are rated by different raters, whose ratings lean
//! the same way; each interval either holds the true elevation, scatter, shape, distance and pattern similarity or does
//! not.

use super::{Person, RatingRows, is_full, replicates, rubric, slack};
use crate::comparison::{Profile, SimilarityOptions};
use crate::stats::chi_square::chi_square_quantile;
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

const CONSTRUCTS: usize = 10;

/// The spread that pattern similarity is in units of.
const SPREAD: f64 = 0.15;

/// The second place: its level, how much of the first one's shape it has, and how much of another.
const CASES: [(&str, f64, f64, f64); 4] = [
    ("alike", 0.5, 0.8, 0.6),
    ("opposite", 0.5, -0.8, 0.6),
    ("flatter", 0.6, 0.3, 0.1),
    ("the same", 0.6, 1.0, 0.0),
];

fn shares(level: f64, own: f64, other: f64) -> Vec<f64> {
    let step = |at: usize| (at % CONSTRUCTS) as f64 / (CONSTRUCTS - 1) as f64 - 0.5;
    // 3 and 7 are prime to ten.
    (0..CONSTRUCTS).map(|at| level + 0.5 * (own * step(at * 3) + other * step(at * 7 + 4))).collect()
}

/// Elevation, scatter, shape, distance and pattern similarity of true shares.
fn truth(first: &[f64], second: &[f64]) -> [f64; 5] {
    let k = CONSTRUCTS as f64;
    let mean = |shares: &[f64]| shares.iter().sum::<f64>() / k;
    let (x, y) = (mean(first), mean(second));
    let product = |a: &[f64], am: f64, b: &[f64], bm: f64| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - am) * (b - bm)).sum()
    };
    let scatters = [product(first, x, first, x).sqrt(), product(second, y, second, y).sqrt()];
    let squares: f64 = first.iter().zip(second).map(|(a, b)| (a - b) * (a - b)).sum();
    let expected = 2.0 * chi_square_quantile(0.5, k).unwrap();
    let scaled = squares / SPREAD / SPREAD;
    [
        y - x,
        scatters[1] - scatters[0],
        product(first, x, second, y) / scatters[0] / scatters[1],
        (squares / k).sqrt(),
        (expected - scaled) / (expected + scaled),
    ]
}

fn coverage(case: usize, raters: usize, correlation: f64, replicates: u64) -> [f64; 5] {
    let (_, level, own, other) = CASES[case];
    let rubric = rubric(CONSTRUCTS, 2);
    let places = [shares(0.6, 1.0, 0.0), shares(level, own, other)];
    let truth = truth(&places[0], &places[1]);
    let mut covered = [0.0; 5];
    for replicate in 0..replicates {
        let mut random = Random::new(61, ((case * 100 + raters) as u64) << 32 | replicate);
        let mut ratings = RatingRows::new(&rubric);
        for (place, shares) in ["Birch", "Oak"].into_iter().zip(&places) {
            let limits: Vec<_> = shares.iter().map(|share| -normal_quantile(*share).unwrap()).collect();
            for rater in 0..raters {
                let person = Person::draw(&mut random, correlation);
                for criterion in 0..2 * CONSTRUCTS {
                    let level = 2 * person.rating(&mut random, &[limits[criterion / 2]]);
                    ratings.push([place, "2025", &format!("{place}{rater:02}"), "teacher"], criterion, level);
                }
            }
        }
        let replicates = if is_full() { 500 } else { 200 };
        let profile = |unit: &str| Profile::new(unit, "2025").role("teacher");
        let mut options = SimilarityOptions::new(profile("Birch"), profile("Oak")).replicates(replicates);
        for (construct, _) in rubric.constructs() {
            options = options.spread(construct.to_string(), SPREAD);
        }
        let found = ratings.scores().similarity(options).unwrap();
        let estimates =
            [found.elevation, found.scatter, found.shape, found.distance, found.pattern_similarity];
        for ((covered, estimate), truth) in covered.iter_mut().zip(estimates).zip(truth) {
            let ends = estimate.and_then(|estimate| estimate.interval);
            let slack = 1e-12;
            let holds = ends.is_some_and(|ends| (ends.lower - slack..=ends.upper + slack).contains(&truth));
            *covered += f64::from(u8::from(holds));
        }
    }
    covered.map(|covered| covered / replicates as f64)
}

#[test]
fn how_often_intervals_of_similarity_cover() {
    let replicates = replicates(8, 2000);
    println!("case | raters | 95 % intervals cover elevation, scatter, shape, distance, pattern similarity");
    for (case, (name, ..)) in CASES.iter().enumerate() {
        for raters in [5, 10, 30] {
            let found = coverage(case, raters, 0.5, replicates);
            println!("{name:8} | {raters:2} | {}", found.map(|share| format!("{share:.3}")).join(" "));
            // Elevation is a difference of means, which the bootstrap of few raters makes somewhat too narrow.
            let least = if raters == 5 { 0.82 } else { 0.88 };
            assert!(found[0] >= least - slack(least, replicates), "{name} {raters}: {}", found[0]);
        }
    }
}
