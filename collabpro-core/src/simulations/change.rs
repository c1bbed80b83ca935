//! Are changes that are not there called changes, and are those that are there found? Ten tenets of three criteria, each
//! tenet with its own leaning of every rater: then its tests are independent, which is the hardest case for the family.

use super::{OF_ERRORS, Page, Person, RatingRows, instrument, replicates, slack, some};
use crate::comparison::{Change, ChangeOptions, Family, Verdict};
use crate::framework::{Construct, Tenet};
use crate::ratings::RaterLink;
use crate::rubric::Rubric;
use crate::scoring::Scores;
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

const TENETS: usize = 10;
const CRITERIA: usize = 3;
const LEVEL: f64 = 0.05;

#[derive(Clone, Copy, Debug)]
struct Design {
    raters: usize,
    linked: bool,
    /// Correlation of two ratings of one rater on one tenet.
    within: f64,
    from: f64,
    to: f64,
    /// The instrument's cut; without one, means are compared.
    cut: Option<&'static str>,
}

fn draw(rubric: &Rubric, design: Design, random: &mut Random) -> Scores {
    let link = if design.linked { RaterLink::Persistent } else { RaterLink::WithinOccasion };
    let mut ratings = RatingRows::new(rubric).link(link);
    let threshold = |share: f64| {
        let cut = -normal_quantile(share).unwrap();
        [cut - 1.0, cut, cut + 1.0]
    };
    let thresholds = [threshold(design.from), threshold(design.to)];
    for rater in 0..design.raters {
        let name = format!("r{rater:02}");
        for tenet in 0..TENETS {
            let first = Person::draw(random, design.within);
            let second = first.later(random, if design.linked { 0.8 } else { 0.0 });
            for (at, person) in [first, second].into_iter().enumerate() {
                for criterion in 0..CRITERIA {
                    let level = person.rating(random, &thresholds[at]);
                    ratings.push(
                        ["Birch", ["2024", "2025"][at], &name, "teacher"],
                        tenet * CRITERIA + criterion,
                        level,
                    );
                }
            }
        }
    }
    ratings.scores()
}

fn is_change(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Rose | Verdict::Fell)
}

fn change(scores: &Scores, focus: &[Construct]) -> Change {
    let asked = ChangeOptions::new("2024", "2025").focus(focus.iter().cloned());
    scores.change(asked).unwrap()
}

/// Shares of reports that name a change in the focus, name one among the rest, hold an interval without 0, and say
/// "about the same" somewhere.
fn run(design: Design, focus: &[Construct], stream: u64, replicates: u64) -> [f64; 4] {
    let rubric = instrument(TENETS, CRITERIA, design.cut);
    let mut random = Random::new(21, stream);
    let mut counts = [0_u64; 4];
    for _ in 0..replicates {
        let change = change(&draw(&rubric, design, &mut random), focus);
        let named = |family: Family| {
            change.entries.iter().any(|entry| entry.family == family && is_change(entry.verdict))
        };
        let without = change.entries.iter().any(|entry| entry.p.unwrap() <= LEVEL);
        let same = change.entries.iter().any(|entry| entry.verdict == Verdict::AboutTheSame);
        for (count, hit) in
            counts.iter_mut().zip([named(Family::Focus), named(Family::Exploratory), without, same])
        {
            *count += u64::from(hit);
        }
    }
    counts.map(|count| count as f64 / replicates as f64)
}

#[test]
fn no_change_is_seldom_called_one() {
    without_a_change(Some("3"));
}

/// The same of means, as an instrument without a cut has them.
#[test]
fn no_change_of_a_mean_is_seldom_called_one() {
    without_a_change(None);
}

fn without_a_change(cut: Option<&'static str>) {
    let replicates = replicates(OF_ERRORS, 4_000);
    let focus = [Construct::Tenet(Tenet::JointWork)];
    let mut failures = Vec::new();
    println!("raters linked within share: focus, rest, without Holm, about the same");
    let mut cells = Vec::new();
    for raters in [5, 8, 10, 12, 20] {
        for linked in [false, true] {
            for (within, share) in [(0.3, 0.5), (0.9, 0.5), (0.6, 0.2)] {
                let design = Design { raters, linked, within, from: share, to: share, cut };
                cells.push((cells.len() as u64 + 1, design));
            }
        }
    }
    for (stream, design) in some(cells, 7) {
        let [own, rest, without, same] = run(design, &focus, stream, replicates);
        let Design { raters, linked, within, from, .. } = design;
        println!("{raters:2} {linked:5} {within} {from}: {own:.4} {rest:.4} {without:.3} {same:.3}");
        if own.max(rest) > LEVEL + slack(LEVEL, replicates) {
            failures.push(format!("{design:?}: {own} {rest}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Any change among ten tenets where nothing changed, by how many answered.
#[test]
fn the_page_says_how_often_no_change_is_called_one() {
    let replicates = replicates(OF_ERRORS, 2_000);
    let mut page = Page::new(include_str!("../../docs/comparison.md"));
    let mut cells = Vec::new();
    for raters in [5, 8, 12, 20, 40] {
        cells.extend([0.3, 0.6].map(|within| (200 + 2 * cells.len() as u64, raters, within)));
    }
    for (stream, raters, within) in some(cells, 9) {
        let any = [false, true].map(|linked| {
            let design = Design { raters, linked, within, from: 0.5, to: 0.5, cut: Some("3") };
            let [_, any, ..] = run(design, &[], stream + u64::from(linked), replicates);
            assert!(any <= LEVEL + slack(LEVEL, replicates), "{design:?}: {any}");
            format!("{:.1}", 100.0 * any)
        });
        page.says(format!("| {raters} | {within} | {} |", any.join(" | ")));
    }
    page.hold();
}

#[test]
fn a_real_change_is_found() {
    let replicates = replicates(25, 1_000);
    for (linked, cut, least) in
        [(false, Some("3"), 0.5), (true, Some("3"), 0.6), (false, None, 0.5), (true, None, 0.6)]
    {
        let design = Design { raters: 20, linked, within: 0.3, from: 0.2, to: 0.7, cut };
        let focus = [Construct::Tenet(Tenet::JointWork)];
        let [own, rest, ..] = run(design, &focus, 77, replicates);
        println!("found, linked {linked}, cut {cut:?}: {own:.3} {rest:.3}");
        assert!(own > least && rest > least, "{own} {rest}");
    }
}

/// Without Holm, a school where nothing changed would often read that something did.
#[test]
fn unadjusted_tests_would_be_noticed() {
    let replicates = replicates(100, 1_000);
    let design = Design { raters: 20, linked: true, within: 0.6, from: 0.5, to: 0.5, cut: Some("3") };
    let [.., without, _] = run(design, &[], 99, replicates);
    assert!(without > LEVEL + slack(LEVEL, replicates), "{without}");
}
