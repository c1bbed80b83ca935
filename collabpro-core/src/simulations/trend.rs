//! Are trends that are not there called trends, and are those that are there found? Ten tenets of three criteria as for
//! change; raters nested in the unit, who stay, come and go, or cannot be told from one occasion to the next.

use super::{OF_ERRORS, Person, RatingRows, replicates, rubric, slack, some};
use crate::comparison::{Trend, TrendOptions, Verdict};
use crate::ratings::RaterLink;
use crate::rubric::Rubric;
use crate::scoring::Scores;
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

const TENETS: usize = 10;
const CRITERIA: usize = 3;
const LEVEL: f64 = 0.05;
const OCCASIONS: [&str; 6] = ["2020", "2021", "2022", "2023", "2024", "2025"];

/// Who answers at the later occasions.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Panel {
    /// Other raters each time.
    Fresh,
    /// The same raters, known by a code.
    Known,
    /// The same raters, of whom nobody knows who is who.
    Unknown,
    /// A third of the people is replaced each time; the others are known by a code.
    Rotating,
    /// The same raters, unknown, whose views last from one occasion to the next but not longer.
    Fickle,
}

#[derive(Clone, Copy, Debug)]
struct Design {
    raters: usize,
    occasions: usize,
    panel: Panel,
    /// Correlation of two ratings of one rater on one tenet.
    within: f64,
    /// Share at the cut at the first and at the last occasion; between them on a line.
    shares: [f64; 2],
}

fn draw(rubric: &Rubric, design: Design, random: &mut Random) -> Scores {
    let known = matches!(design.panel, Panel::Known | Panel::Rotating);
    let link = if known { RaterLink::Persistent } else { RaterLink::WithinOccasion };
    let mut ratings = RatingRows::new(rubric).link(link);
    let last = (design.occasions - 1) as f64;
    let mut people: Vec<Vec<Person>> = Vec::new();
    let mut names: Vec<usize> = (0..design.raters).collect();
    let someone = |random: &mut Random| (0..TENETS).map(|_| Person::draw(random, design.within)).collect();
    for _ in 0..design.raters {
        people.push(someone(random));
    }
    // What the fickle bring along from the occasion before.
    let mut before = people.clone();
    for (at, occasion) in OCCASIONS.iter().take(design.occasions).enumerate() {
        let share = design.shares[0] + (design.shares[1] - design.shares[0]) * at as f64 / last;
        let cut = -normal_quantile(share).unwrap();
        let thresholds = [cut - 1.0, cut, cut + 1.0];
        for rater in 0..design.raters {
            let leaves = design.panel == Panel::Rotating && rater % 3 == at % 3;
            if at > 0 && (design.panel == Panel::Fresh || leaves) {
                people[rater] = someone(random);
                names[rater] += design.raters;
            } else if design.panel == Panel::Fickle {
                let news: Vec<Person> = someone(random);
                for ((own, old), new) in people[rater].iter_mut().zip(&before[rater]).zip(&news) {
                    own.lean = (old.lean + new.lean) / 2.0_f64.sqrt();
                }
                before[rater] = news;
            } else if at > 0 {
                for person in &mut people[rater] {
                    *person = person.later(random, 0.8);
                }
            }
            let name = format!("r{:03}", names[rater]);
            for (tenet, person) in people[rater].iter().enumerate() {
                for criterion in 0..CRITERIA {
                    let level = person.rating(random, &thresholds);
                    ratings.push(["Birch", occasion, &name, "teacher"], tenet * CRITERIA + criterion, level);
                }
            }
        }
    }
    ratings.scores()
}

fn trend(scores: &Scores) -> Trend {
    scores.trend(TrendOptions::new()).unwrap()
}

/// Shares of reports that name a rise or fall, that hold an interval without 0, and that call a line bent.
fn run(design: Design, stream: u64, replicates: u64) -> [f64; 3] {
    let rubric = rubric(TENETS, CRITERIA);
    let mut random = Random::new(31, stream);
    let mut counts = [0_u64; 3];
    for _ in 0..replicates {
        let entries = trend(&draw(&rubric, design, &mut random)).entries;
        let named = entries.iter().any(|entry| matches!(entry.verdict, Verdict::Rose | Verdict::Fell));
        let without = entries.iter().any(|entry| entry.p.unwrap() <= LEVEL);
        // One construct stands for the others.
        let bends = entries[0].lack_of_fit == Some(true);
        for (count, hit) in counts.iter_mut().zip([named, without, bends]) {
            *count += u64::from(hit);
        }
    }
    counts.map(|count| count as f64 / replicates as f64)
}

#[test]
fn no_trend_is_seldom_called_one() {
    let replicates = replicates(OF_ERRORS, 1_500);
    let mut failures = Vec::new();
    println!("raters occasions panel within share: named, without Holm, bends");
    let mut cells = Vec::new();
    for raters in [5, 8, 12, 20] {
        for occasions in [3, 4, 6] {
            for panel in [Panel::Fresh, Panel::Known, Panel::Unknown, Panel::Rotating, Panel::Fickle] {
                for (within, share) in [(0.9, 0.5), (0.6, 0.2)] {
                    let design = Design { raters, occasions, panel, within, shares: [share, share] };
                    cells.push((cells.len() as u64 + 1, design));
                }
            }
        }
    }
    for (stream, design) in some(cells, 44) {
        let [named, without, bends] = run(design, stream, replicates);
        let Design { raters, occasions, panel, within, shares: [share, _] } = design;
        println!("{raters:2} {occasions} {panel:?} {within} {share}: {named:.4} {without:.3} {bends:.3}");
        if named.max(bends) > LEVEL + slack(LEVEL, replicates) {
            failures.push(format!("{design:?}: {named} {bends}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_real_trend_is_found() {
    let replicates = replicates(20, 1_000);
    for (panel, least) in [(Panel::Fresh, 0.5), (Panel::Known, 0.6)] {
        let design = Design { raters: 20, occasions: 4, panel, within: 0.3, shares: [0.2, 0.7] };
        let [named, ..] = run(design, 900, replicates);
        println!("found, {panel:?}: {named:.3}");
        assert!(named > least, "{named}");
    }
}
