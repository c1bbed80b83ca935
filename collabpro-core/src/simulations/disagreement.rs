//! Does anything stand out where all criteria are alike, do groups differ where they do not, and is what is there found?

use super::{OF_ERRORS, Page, Person, RatingRows, instrument, replicates, rubric, slack, some};
use crate::disagreement::DisagreementOptions;
use crate::rubric::Rubric;
use crate::scoring::Scores;
use crate::stats::random::Random;

const CRITERIA: usize = 3;
const CONSTRUCTS: usize = 10;

/// At most so many reports may flag anything where nothing is there.
const FALSE_FLAGS: f64 = 0.08;
const LEVEL: f64 = 0.05;

/// Four categories, the outer ones rated seldom, or all about equally often.
const NARROW: [f64; 3] = [-1.3, 0.0, 1.3];
const MIDDLE: [f64; 3] = [-1.0, 0.0, 1.0];
const WIDE: [f64; 3] = [-0.7, 0.0, 0.7];

#[derive(Clone, Copy, Debug)]
struct Design {
    teachers: usize,
    others: usize,
    thresholds: [f64; 3],
    correlation: f64,
    /// On the first criterion, how far each second person leans the one or the other way.
    split: f64,
    /// On the first criterion, how far the others lean down.
    gap: f64,
    /// The instrument's cut; without one, sides are those of the mean.
    cut: Option<&'static str>,
}

impl Design {
    fn alone(teachers: usize) -> Self {
        Self {
            teachers,
            others: 0,
            thresholds: MIDDLE,
            correlation: 0.3,
            split: 0.0,
            gap: 0.0,
            cut: Some("3"),
        }
    }
}

fn draw(rubric: &Rubric, design: Design, random: &mut Random) -> Scores {
    let mut ratings = RatingRows::new(rubric);
    for rater in 0..design.teachers + design.others {
        let role = if rater < design.teachers { "teacher" } else { "leader" };
        let person = Person::draw(random, design.correlation);
        let name = format!("r{rater:02}");
        for criterion in 0..CONSTRUCTS * CRITERIA {
            let way = if rater % 2 == 0 { design.split } else { -design.split };
            let down = if rater < design.teachers { 0.0 } else { design.gap };
            let shift = if criterion == 0 { way + down } else { 0.0 };
            let level = person.rating(random, &design.thresholds.map(|threshold| threshold + shift));
            ratings.push(["Birch", "2024", &name, role], criterion, level);
        }
    }
    ratings.scores()
}

/// Shares of reports in which the first criterion stands out, another does, and any; and the largest distance, on
/// average.
fn run_within(design: Design, stream: u64, replicates: u64) -> ([f64; 3], f64) {
    let rubric = instrument(CONSTRUCTS, CRITERIA, design.cut);
    let mut random = Random::new(31, stream);
    let (mut counts, mut largest) = ([0_u64; 3], 0.0);
    for _ in 0..replicates {
        let scores = draw(&rubric, design, &mut random);
        let found = scores.disagreement(DisagreementOptions::new()).unwrap();
        let out: Vec<bool> = found.criteria.iter().map(|row| row.stands_out == Some(true)).collect();
        let hits = [out[0], out[1..].contains(&true), out.contains(&true)];
        counts.iter_mut().zip(hits).for_each(|(count, hit)| *count += u64::from(hit));
        largest += found.criteria.iter().filter_map(|row| row.distance).fold(0.0, f64::max);
    }
    (counts.map(|count| count as f64 / replicates as f64), largest / replicates as f64)
}

#[test]
fn equal_criteria_seldom_stand_out() {
    of_equal_criteria(Some("3"));
}

/// The same where the sides are those of the mean.
#[test]
fn equal_criteria_seldom_stand_out_without_a_cut() {
    of_equal_criteria(None);
}

fn of_equal_criteria(cut: Option<&'static str>) {
    let replicates = replicates(OF_ERRORS, 4_000);
    let mut failures = Vec::new();
    println!("raters correlation: false flags, mean of the largest distance");
    let mut cells = Vec::new();
    for (at, raters) in [6, 10, 15, 20].into_iter().enumerate() {
        for (thresholds, correlation) in
            [(NARROW, 0.3), (MIDDLE, 0.0), (MIDDLE, 0.3), (MIDDLE, 0.6), (WIDE, 0.3)]
        {
            let design = Design { thresholds, correlation, cut, ..Design::alone(raters) };
            cells.push(((at * 10) as u64 + (correlation * 10.0) as u64, design));
        }
    }
    for (stream, design) in some(cells, 6) {
        let ([_, _, flagged], largest) = run_within(design, stream, replicates);
        let Design { teachers, thresholds, correlation, .. } = design;
        println!("{teachers:2} {:.1} {correlation}: {flagged:.4} {largest:.2}", thresholds[2]);
        if flagged > FALSE_FLAGS + slack(FALSE_FLAGS, replicates) {
            failures.push(format!("{design:?}: {flagged}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_real_split_stands_out() {
    let replicates = replicates(30, 1_000);
    for (raters, least) in [(12, 0.4), (20, 0.7)] {
        let design = Design { thresholds: NARROW, split: 2.0, ..Design::alone(raters) };
        let ([first, other, _], _) = run_within(design, 71, replicates);
        println!("split found, {raters}: {first:.3} ({other:.3} elsewhere)");
        assert!(first > least, "{first}");
    }
}

/// Shares of reports in which the groups differ on the first criterion, on another, and on any.
fn run_between(design: Design, stream: u64, replicates: u64) -> [f64; 3] {
    let rubric = rubric(CONSTRUCTS, CRITERIA);
    let mut random = Random::new(32, stream);
    let mut counts = [0_u64; 3];
    for replicate in 0..replicates {
        // Few permutations, so each report needs its own: the same few would be off in the same way each time.
        let options = DisagreementOptions::new().replicates(199).seed(replicate);
        let gaps = draw(&rubric, design, &mut random).disagreement(options).unwrap().gaps;
        let differ: Vec<bool> = gaps.iter().map(|gap| gap.differs == Some(true)).collect();
        let hits = [differ[0], differ[1..].contains(&true), differ.contains(&true)];
        counts.iter_mut().zip(hits).for_each(|(count, hit)| *count += u64::from(hit));
    }
    counts.map(|count| count as f64 / replicates as f64)
}

#[test]
fn equal_groups_seldom_differ() {
    let replicates = replicates(OF_ERRORS, 2_000);
    let mut failures = Vec::new();
    println!("teachers others correlation: false gaps");
    let mut cells = Vec::new();
    for (at, (teachers, others)) in [(10, 3), (6, 6), (12, 8)].into_iter().enumerate() {
        for correlation in [0.3, 0.6] {
            let design = Design { others, correlation, ..Design::alone(teachers) };
            cells.push(((at * 10) as u64 + (correlation * 10.0) as u64, design));
        }
    }
    for (stream, design) in some(cells, 5) {
        let [_, _, any] = run_between(design, stream, replicates);
        println!("{:2} {} {}: {any:.4}", design.teachers, design.others, design.correlation);
        if any > LEVEL + slack(LEVEL, replicates) {
            failures.push(format!("{design:?}: {any}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Any gap among thirty criteria between two groups that do not differ, by how many of each answered.
#[test]
fn the_page_says_how_often_equal_groups_differ() {
    let replicates = replicates(OF_ERRORS, 2_000);
    let mut page = Page::new(include_str!("../../docs/disagreement.md"));
    let mut cells = Vec::new();
    for raters in [5, 8, 12, 20, 40] {
        cells.extend([0.3, 0.6].map(|correlation| (200 + cells.len() as u64, raters, correlation)));
    }
    for (stream, raters, correlation) in some(cells, 10) {
        let design = Design { others: raters, correlation, ..Design::alone(raters) };
        let [_, _, any] = run_between(design, stream, replicates);
        assert!(any <= LEVEL + slack(LEVEL, replicates), "{design:?}: {any}");
        page.says(format!("| {raters} and {raters} | {correlation} | {:.1} |", 100.0 * any));
    }
    page.hold();
}

#[test]
fn a_real_gap_is_found() {
    let replicates = replicates(20, 500);
    let design = Design { others: 8, gap: 3.0, ..Design::alone(12) };
    let [first, other, _] = run_between(design, 72, replicates);
    println!("gap found: {first:.3} ({other:.3} elsewhere)");
    assert!(first > 0.5 && other < 0.25, "{first} {other}");
}
