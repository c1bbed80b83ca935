//! Do the intervals of agreement and of ICC(1) cover, and does permuting raters find agreement only where there is
//! some?

use super::{Page, Person, range, replicates, slack};
use crate::aggregation::between::Over;
use crate::aggregation::{Aggregation, AggregationOptions};
use crate::rating_table::{RatingTable, RatingTableOptions};
use crate::scoring::Interval;
use crate::stats::random::Random;

const CATEGORIES: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

/// Thresholds of four categories: all about equally often, the outer ones seldom, and lenient raters.
const EVEN: [f64; 3] = [-0.67, 0.0, 0.67];
const NARROW: [f64; 3] = [-1.3, 0.0, 1.3];
const LENIENT: [f64; 3] = [-2.0, -1.3, -0.2];

fn aggregation(groups: &[Vec<f64>], replicates: u32) -> Aggregation {
    let names =
        groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |_| format!("g{at:03}")));
    let options = RatingTableOptions::new().values(CATEGORIES).groups(names);
    let matrix = RatingTable::from_numbers(groups.concat(), 1, options).unwrap();
    matrix.aggregation(AggregationOptions::new().replicates(replicates)).unwrap()
}

fn holds(interval: Interval, value: f64) -> bool {
    interval.lower <= value && value <= interval.upper
}

/// Groups whose raters' latent values have this intraclass correlation; as they are, or as categories.
fn draw(random: &mut Random, sizes: &[usize], icc: f64, thresholds: Option<&[f64]>) -> Vec<Vec<f64>> {
    let group = |size: &usize| {
        let group = Person::draw(random, icc);
        let mut one = |_| match thresholds {
            Some(thresholds) => 1.0 + f64::from(group.rating(random, thresholds)),
            None => group.latent(random),
        };
        (0..*size).map(&mut one).collect()
    };
    sizes.iter().map(group).collect()
}

const SIZES: [(&str, &[usize]); 4] = [
    ("10 groups of 3", &[3; 10]),
    ("30 groups of 5", &[5; 30]),
    ("12 groups of 2 to 20", &[2, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20]),
    ("200 groups of 12", &[12; 200]),
];

/// The share of normal samples in which the interval of ICC(1) holds the true value.
#[test]
fn the_interval_of_icc1_covers() {
    let replicates = replicates(100, 10_000);
    let mut failures = Vec::new();
    let mut all = [const { Vec::new() }; 2];
    println!("sizes, ICC: coverage of normal values, of four categories");
    for (at, (name, sizes)) in SIZES.into_iter().enumerate() {
        for icc in [0.0, 0.1, 0.3] {
            let mut random = Random::new(61, at as u64);
            let mut covered = [0_u64; 2];
            let categories = on_categories(icc, &NARROW);
            for _ in 0..replicates {
                for (covered, (thresholds, truth)) in
                    covered.iter_mut().zip([(None, icc), (Some(&NARROW[..]), categories)])
                {
                    let over = Over::of(draw(&mut random, sizes, icc, thresholds));
                    let ratio = truth / (1.0 - truth);
                    *covered += u64::from(over.variance_ratio(0.95).is_some_and(|found| holds(found, ratio)));
                }
            }
            let share = covered.map(|count| count as f64 / replicates as f64);
            println!("{name}, {icc}: {:.3} {:.3}", share[0], share[1]);
            all.iter_mut().zip(share).for_each(|(all, share)| all.push(share));
            let allowed = slack(0.95, replicates);
            if (share[0] - 0.95).abs() > allowed || (share[1] - 0.95).abs() > 0.02 + allowed {
                failures.push(format!("{name} {icc}: {share:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    let [normal, categories] = all.map(|all| range(all, 1));
    let mut page = Page::new(include_str!("../../docs/aggregation.md"));
    page.says(format!("{normal} in 100 for normal values and {categories} for ratings on four categories."));
    page.hold();
}

/// The intraclass correlation of categories, by going over the group's leaning in small steps.
fn on_categories(icc: f64, thresholds: &[f64]) -> f64 {
    use crate::stats::distribution::normal_cdf;
    const STEPS: u32 = 2_000;
    let (mut mean, mut squares, mut between) = (0.0, 0.0, 0.0);
    let mut total = 0.0;
    for step in 0..=STEPS {
        let lean = -8.0 + 16.0 * f64::from(step) / f64::from(STEPS);
        let density = libm::exp(-0.5 * lean * lean);
        // The mean category, less 1, is the sum of the probabilities beyond the thresholds; its square by 1, 3, 5.
        let beyond =
            |threshold: &f64| normal_cdf((icc.sqrt() * lean - threshold) / (1.0 - icc).sqrt()).unwrap();
        let own: f64 = thresholds.iter().map(beyond).sum();
        let own_squares: f64 = (0..).zip(thresholds).map(|(k, t)| f64::from(2 * k + 1) * beyond(t)).sum();
        total += density;
        mean += density * own;
        squares += density * own_squares;
        between += density * own * own;
    }
    let (mean, squares, between) = (mean / total, squares / total, between / total);
    (between - mean * mean) / (squares - mean * mean)
}

/// The share of groups in which the interval of rwg holds what infinitely many people like these would have.
#[test]
fn the_interval_of_rwg_covers() {
    let replicates = replicates(60, 10_000);
    let mut failures = Vec::new();
    // Of few, of ten, of many people.
    let mut all = [const { [const { Vec::new() }; 3] }; 2];
    println!("ratings, people: coverage of rwg, of AD");
    for (name, thresholds) in [("even", EVEN), ("narrow", NARROW), ("lenient", LENIENT)] {
        let mut random = Random::new(62, 0);
        let many = draw(&mut random, &[20_000], 0.0, Some(&thresholds)).concat();
        let mean = many.iter().sum::<f64>() / many.len() as f64;
        let average = |of: &dyn Fn(f64) -> f64| many.iter().map(|x| of(*x)).sum::<f64>() / many.len() as f64;
        let truth = (1.0 - average(&|x| (x - mean) * (x - mean)) / 1.25).max(0.0);
        let distance = average(&|x| (x - mean).abs());
        for people in [3, 5, 10, 20, 50] {
            let mut covered = [0_u64; 2];
            for _ in 0..replicates {
                let found = aggregation(&draw(&mut random, &[people], 0.0, Some(&thresholds)), 199);
                let unit = &found.units[0];
                let held = [
                    unit.rwg[0].interval.is_some_and(|found| holds(found, truth)),
                    unit.ad_mean_interval.is_some_and(|found| holds(found, distance)),
                ];
                covered.iter_mut().zip(held).for_each(|(count, held)| *count += u64::from(held));
            }
            let share = covered.map(|count| count as f64 / replicates as f64);
            println!("{name}, {people}: {:.3} {:.3}", share[0], share[1]);
            let size = usize::from(people >= 10) + usize::from(people > 10);
            all.iter_mut().zip(share).for_each(|(all, share)| all[size].push(share));
            let least = if people < 10 { 0.82 } else { 0.885 };
            if share.iter().any(|share| *share < least - slack(least, replicates)) {
                failures.push(format!("{name} {people}: {share:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    let [[few, ten, many], [ad_few, ad_ten, ad_many]] = all.map(|sizes| sizes.map(|all| range(all, 0)));
    let mut page = Page::new(include_str!("../../docs/aggregation.md"));
    page.says(format!("in {few} for 3 and 5 raters, {ten} for 10, and {many} for 20 and 50;"));
    page.says(format!("that of AD in {ad_few}, {ad_ten}, and {ad_many}."));
    page.hold();
}

/// Raters who are all of one mind agree in every group, however they are permuted: lenient ratings look like agreement by
/// rwg, and not by permutation.
#[test]
fn permutation_sees_through_leniency() {
    let replicates = replicates(60, 10_000);
    let sizes = [4, 5, 6, 8, 10, 12];
    let (mut agreement, mut found, mut there) = (0.0, 0_u64, 0_u64);
    let mut random = Random::new(63, 0);
    for _ in 0..replicates {
        let made = aggregation(&draw(&mut random, &sizes, 0.0, Some(&LENIENT)), 199);
        agreement +=
            made.units.iter().filter_map(|row| row.rwg[0].value).sum::<f64>() / made.units.len() as f64;
        found += u64::from(made.over[0].permutation_p.is_some_and(|p| p <= 0.05));
        let made = aggregation(&draw(&mut random, &sizes, 0.5, Some(&NARROW)), 199);
        there += u64::from(made.over[0].permutation_p.is_some_and(|p| p <= 0.05));
    }
    let share = |count: u64| count as f64 / replicates as f64;
    println!("where it is there {:.3}", share(there));
    let mut page = Page::new(include_str!("../../docs/aggregation.md"));
    let agreement_shown = format!("{:.2}", agreement / replicates as f64).replace("0.", ".");
    let found_shown = range([share(found)], 0);
    page.says(format!("{agreement_shown} on average, and {found_shown} of 100 samples had a `permutationP`"));
    page.hold();
    assert!(agreement / replicates as f64 > 0.5);
    assert!(share(found) <= 0.05 + slack(0.05, replicates), "{}", share(found));
    assert!(share(there) > 0.6, "{}", share(there));
}
