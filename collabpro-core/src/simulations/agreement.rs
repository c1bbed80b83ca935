//! How often do the intervals of agreement cover?

use super::{Page, replicates, rubric, slack, thousandths};
use crate::agreement::{AgreementContrast, AgreementOptions, Coefficient, ErrorsBy, Metric, Weights};
use crate::rating_table::{RatingTable, RatingTableOptions};
use crate::ratings::Ratings;
use crate::stats::distribution::{normal_cdf, normal_quantile};
use crate::stats::random::Random;

/// Four categories; the outer ones are rated less often.
const THRESHOLDS: [f64; 3] = [-1.0, 0.0, 1.0];

/// Correlation of two raters' ratings of a unit on the latent scale.
const CORRELATION: f64 = 0.6;

/// Units, raters, and the share of ratings that are missing.
const DESIGNS: [(usize, usize, f64); 6] =
    [(10, 3, 0.0), (10, 3, 0.3), (30, 5, 0.0), (30, 5, 0.3), (200, 12, 0.0), (200, 12, 0.3)];

/// Coefficients whose intervals are looked at.
const LOOKED_AT: [&str; 11] = [
    "percent/identity",
    "light/identity",
    "fleiss/identity",
    "conger/identity",
    "brennan_prediger/identity",
    "ac1",
    "fleiss/ordinal",
    "ac2/ordinal",
    "krippendorff/nominal",
    "krippendorff/ordinal",
    "krippendorff/interval",
];

/// Coverage of 95 % t intervals at full size, by coefficient and design, as the documentation says it.
const COVERAGE: [[f64; 6]; 11] = [
    [0.937, 0.949, 0.939, 0.950, 0.944, 0.951], // percent/identity
    [0.905, 0.839, 0.926, 0.896, 0.944, 0.941], // light/identity
    [0.891, 0.918, 0.921, 0.934, 0.944, 0.945], // fleiss/identity
    [0.903, 0.924, 0.925, 0.938, 0.945, 0.947], // conger/identity
    [0.937, 0.944, 0.939, 0.946, 0.944, 0.951], // brennan_prediger/identity
    [0.926, 0.945, 0.942, 0.948, 0.946, 0.952], // ac1
    [0.901, 0.940, 0.935, 0.937, 0.946, 0.947], // fleiss/ordinal
    [0.895, 0.983, 0.936, 0.943, 0.946, 0.952], // ac2/ordinal
    [0.909, 0.926, 0.930, 0.932, 0.945, 0.947], // krippendorff/nominal
    [0.929, 0.912, 0.943, 0.937, 0.946, 0.950], // krippendorff/ordinal
    [0.903, 0.875, 0.938, 0.931, 0.947, 0.949], // krippendorff/interval
];

/// Where many units have one rating, and which standard errors are taken there.
const SINGLES: [((usize, usize, f64), ErrorsBy); 4] = [
    ((10, 3, 0.3), ErrorsBy::Derivative),
    ((30, 5, 0.3), ErrorsBy::Derivative),
    ((100, 3, 0.7), ErrorsBy::Derivative),
    ((100, 3, 0.7), ErrorsBy::Published),
];

/// The same of these.
const COVERAGE_OF_SINGLES: [[f64; 4]; 11] = [
    [0.942, 0.946, 0.948, 0.972], // percent/identity
    [0.837, 0.904, 0.895, 0.888], // light/identity
    [0.918, 0.936, 0.934, 0.949], // fleiss/identity
    [0.919, 0.940, 0.932, 0.951], // conger/identity
    [0.942, 0.946, 0.948, 0.953], // brennan_prediger/identity
    [0.934, 0.949, 0.933, 0.954], // ac1
    [0.914, 0.937, 0.923, 0.986], // fleiss/ordinal
    [0.870, 0.926, 0.896, 0.997], // ac2/ordinal
    [0.930, 0.937, 0.946, 0.944], // krippendorff/nominal
    [0.915, 0.940, 0.930, 0.937], // krippendorff/ordinal
    [0.882, 0.934, 0.916, 0.924], // krippendorff/interval
];

/// A unit's chances of each category, where a unit has this latent value.
fn chances(latent: f64) -> [f64; 4] {
    let below = |threshold: f64| {
        normal_cdf((threshold - CORRELATION.sqrt() * latent) / (1.0 - CORRELATION).sqrt()).unwrap()
    };
    let ends = THRESHOLDS.map(below);
    [ends[0], ends[1] - ends[0], ends[2] - ends[1], 1.0 - ends[2]]
}

/// What the coefficients are in an endless study: raters are alike, so that all kinds of chance by ratings are the same.
fn truths() -> Vec<f64> {
    const STEPS: usize = 4_000;
    let mut both = [[0.0; 4]; 4];
    for step in 0..STEPS {
        let own = chances(normal_quantile((step as f64 + 0.5) / STEPS as f64).unwrap());
        for (row, first) in both.iter_mut().zip(own) {
            row.iter_mut().zip(own).for_each(|(cell, second)| *cell += first * second / STEPS as f64);
        }
    }
    let share = both.map(|row| row.iter().sum::<f64>());
    let mut middle = [0.0; 4];
    let mut below = 0.0;
    for (middle, share) in middle.iter_mut().zip(share) {
        *middle = below + 0.5 * share;
        below += share;
    }
    let pairs = |weight: &dyn Fn(usize, usize) -> f64, chance: bool| {
        let mut sum = 0.0;
        for (k, row) in both.iter().enumerate() {
            for (l, cell) in row.iter().enumerate() {
                sum += weight(k, l) * if chance { share[k] * share[l] } else { *cell };
            }
        }
        sum
    };
    let identity = |k: usize, l: usize| f64::from(u8::from(k == l));
    let ordinal = |k: usize, l: usize| 1.0 - (k.abs_diff(l) * (k.abs_diff(l) + 1)) as f64 / 12.0;
    let ranks = |k: usize, l: usize| 1.0 - (middle[k] - middle[l]) * (middle[k] - middle[l]);
    let interval = |k: usize, l: usize| 1.0 - (k.abs_diff(l) * k.abs_diff(l)) as f64;
    let total = |weight: &dyn Fn(usize, usize) -> f64| (0..16).map(|at| weight(at / 4, at % 4)).sum::<f64>();
    let spread: f64 = share.iter().map(|share| share * (1.0 - share)).sum();
    let corrected =
        |weight: &dyn Fn(usize, usize) -> f64, chance: f64| (pairs(weight, false) - chance) / (1.0 - chance);
    let kappa = |weight: &dyn Fn(usize, usize) -> f64| corrected(weight, pairs(weight, true));
    let gwet = |weight: &dyn Fn(usize, usize) -> f64| corrected(weight, spread * total(weight) / 12.0);
    vec![
        pairs(&identity, false),
        kappa(&identity),
        kappa(&identity),
        kappa(&identity),
        corrected(&identity, 0.25),
        gwet(&identity),
        kappa(&ordinal),
        gwet(&ordinal),
        kappa(&identity),
        kappa(&ranks),
        kappa(&interval),
    ]
}

fn draw(random: &mut Random, (units, raters, missing): (usize, usize, f64)) -> RatingTable {
    let mut ratings = Vec::with_capacity(units * raters);
    for _ in 0..units {
        let latent = CORRELATION.sqrt() * random.normal();
        for _ in 0..raters {
            let own = latent + (1.0 - CORRELATION).sqrt() * random.normal();
            let level = 1 + THRESHOLDS.iter().filter(|threshold| own > **threshold).count() as u8;
            ratings.push(if random.unit() < missing { crate::rating_table::MISSING } else { level });
        }
    }
    RatingTable::from_u8(ratings, raters, RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0])).unwrap()
}

/// How often intervals cover the truth, of those that there are; and how many there are.
fn run((design, errors): ((usize, usize, f64), ErrorsBy), at: u64, replicates: u64) -> Vec<(f64, u64)> {
    let truths = truths();
    let mut random = Random::new(41, at);
    let mut covered = vec![(0_u64, 0_u64); LOOKED_AT.len()];
    for _ in 0..replicates {
        let found = draw(&mut random, design).agreement(AgreementOptions::new().errors(errors)).unwrap();
        for ((id, truth), (hits, all)) in LOOKED_AT.iter().zip(&truths).zip(&mut covered) {
            let Some(estimate) = found.rows[0].estimates.iter().find(|one| one.id() == *id) else { continue };
            if let Some(interval) = estimate.interval {
                *all += 1;
                *hits += u64::from((interval.lower..=interval.upper).contains(truth));
            }
        }
    }
    covered.into_iter().map(|(hits, all)| (hits as f64 / (all as f64).max(1.0), all)).collect()
}

fn held<const N: usize>(
    designs: [((usize, usize, f64), ErrorsBy); N],
    expected: &[[f64; N]; 11],
    replicates: u64,
) {
    let mut failures = Vec::new();
    let mut page = Page::new(include_str!("../../docs/agreement.md"));
    let table: Vec<_> = (0..).zip(designs).map(|(at, design)| run(design, at, replicates)).collect();
    for (at, id) in LOOKED_AT.iter().enumerate() {
        let row: Vec<String> = table.iter().map(|design| thousandths(design[at].0)).collect();
        page.says(format!("| `{id}` | {} |", row.join(" | ")));
        for (design, (found, expected)) in designs.iter().zip(table.iter().zip(expected[at])) {
            let (covered, all) = found[at];
            if all > 0 && (covered - expected).abs() > slack(expected, all) + 0.005 {
                failures.push(format!("{id} {design:?}: {covered} of {all}, expected {expected}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    page.hold();
}

#[test]
fn t_intervals_cover_as_documented() {
    held(DESIGNS.map(|design| (design, ErrorsBy::Published)), &COVERAGE, replicates(200, 10_000));
}

#[test]
fn where_units_have_one_rating_the_derivative_covers() {
    held(SINGLES, &COVERAGE_OF_SINGLES, replicates(200, 10_000));
}

/// Correlation of the true positions of a unit on two criteria.
const ALIKE: f64 = 0.5;

/// Coefficients whose differences are looked at.
const BETWEEN: [&str; 3] = ["percent/identity", "fleiss/identity", "krippendorff/ordinal"];

/// Whether two criteria share the units or two groups have their own, and the units of each.
const SHARED: [(bool, usize); 4] = [(true, 10), (true, 30), (false, 10), (false, 30)];

/// Coverage of differences at full size, by coefficient and design, as the documentation says it.
const COVERAGE_BETWEEN: [[f64; 4]; 3] = [
    [0.899, 0.939, 0.926, 0.940], // percent/identity
    [0.902, 0.936, 0.921, 0.944], // fleiss/identity
    [0.922, 0.933, 0.949, 0.948], // krippendorff/ordinal
];

fn levels(random: &mut Random, latent: f64) -> [u8; 5] {
    [(); 5].map(|()| {
        let own = CORRELATION.sqrt() * latent + (1.0 - CORRELATION).sqrt() * random.normal();
        1 + THRESHOLDS.iter().filter(|threshold| own > **threshold).count() as u8
    })
}

/// Two criteria of the same units, or two groups of units.
fn contrasts(random: &mut Random, (shared, units): (bool, usize)) -> Vec<AgreementContrast> {
    let options = AgreementOptions::new().replicates(999).seed(u64::from(random.below(1 << 30)));
    let options =
        options.coefficients([Coefficient::Percent, Coefficient::Fleiss, Coefficient::Krippendorff]);
    let options = options.weights([Weights::Identity]).metrics([Metric::Ordinal]);
    if shared {
        let mut csv = "unit,rater,criterion,level\n".to_owned();
        for unit in 0..units {
            let common = ALIKE.sqrt() * random.normal();
            for criterion in ["c00-0", "c00-1"] {
                let latent = common + (1.0 - ALIKE).sqrt() * random.normal();
                for (rater, level) in levels(random, latent).into_iter().enumerate() {
                    csv += &format!("u{unit},r{rater},{criterion},{level}\n");
                }
            }
        }
        let ratings = Ratings::from_csv(csv.as_bytes(), &rubric(1, 2)).unwrap();
        return ratings.agreement(options.between("criterion:c00-0", "criterion:c00-1")).unwrap().contrasts;
    }
    let mut ratings = Vec::new();
    for _ in 0..2 * units {
        let latent = random.normal();
        ratings.extend(levels(random, latent));
    }
    let groups = (0..2 * units).map(|unit| if unit < units { "a" } else { "b" });
    let scale = RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0]).groups(groups);
    let table = RatingTable::from_u8(ratings, 5, scale).unwrap();
    table.agreement(options.between("group:a", "group:b")).unwrap().contrasts
}

#[test]
fn differences_between_criteria_and_groups_cover_as_documented() {
    let all = replicates(60, 2_000);
    let mut page = Page::new(include_str!("../../docs/agreement.md"));
    let mut covered = [[0_u64; 4]; 3];
    for (at, design) in SHARED.into_iter().enumerate() {
        let mut random = Random::new(43, at as u64);
        for _ in 0..all {
            for (own, contrast) in covered.iter_mut().zip(contrasts(&mut random, design)) {
                let interval = contrast.bootstrap.and_then(|bootstrap| bootstrap.interval);
                own[at] += u64::from(interval.is_some_and(|own| (own.lower..=own.upper).contains(&0.0)));
            }
        }
    }
    let mut failures = Vec::new();
    for ((id, own), expected) in BETWEEN.iter().zip(covered).zip(COVERAGE_BETWEEN) {
        let shares = own.map(|hits| hits as f64 / all as f64);
        page.says(format!("| `{id}` | {} |", shares.map(thousandths).join(" | ")));
        for (found, expected) in shares.into_iter().zip(expected) {
            if (found - expected).abs() > slack(expected, all) + 0.005 {
                failures.push(format!("{id}: {found}, expected {expected}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    page.hold();
}
