//! Is a share said to lie on a side of one half where it lies on the other, or on neither? Ten tenets of three criteria,
//! each with its own leaning of every rater: independent tests are the hardest case for the family.

use super::{OF_ERRORS, Page, Person, RatingRows, replicates, rubric, slack, some};
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

const TENETS: usize = 10;
const CRITERIA: usize = 3;
const LEVEL: f64 = 0.05;

/// Of so many schools with this true share: where any tenet is said to be above one half, where any is said to be below it,
/// and how many of the tenets were put on a side.
fn run(raters: usize, within: f64, share: f64, stream: u64, replicates: u64) -> [f64; 3] {
    let rubric = rubric(TENETS, CRITERIA);
    let cut = -normal_quantile(share).unwrap();
    let thresholds = [cut - 1.0, cut, cut + 1.0];
    let mut random = Random::new(22, stream);
    let mut counts = [0_usize; 3];
    for _ in 0..replicates {
        let mut ratings = RatingRows::new(&rubric);
        for rater in 0..raters {
            let name = format!("r{rater:02}");
            for tenet in 0..TENETS {
                let person = Person::draw(&mut random, within);
                for criterion in 0..CRITERIA {
                    let level = person.rating(&mut random, &thresholds);
                    ratings.push(["Birch", "2025", &name, "teacher"], tenet * CRITERIA + criterion, level);
                }
            }
        }
        let cells = ratings.scores().constructs_alone().unwrap();
        let found: Vec<_> =
            cells.iter().filter(|cell| cell.role.is_some()).map(|cell| cell.above_half).collect();
        counts[0] += usize::from(found.contains(&Some(true)));
        counts[1] += usize::from(found.contains(&Some(false)));
        counts[2] += found.iter().flatten().count();
    }
    let [above, below, sides] = counts.map(|count| count as f64 / replicates as f64);
    [above, below, sides / TENETS as f64]
}

fn cells() -> Vec<(usize, f64)> {
    let withins = [0.0, 0.3, 0.6, 0.9];
    [5, 8, 12, 20, 40].into_iter().flat_map(|raters| withins.map(|within| (raters, within))).collect()
}

#[test]
fn a_share_of_one_half_is_seldom_put_on_a_side() {
    let replicates = replicates(OF_ERRORS, 4_000);
    let mut failures = Vec::new();
    for (at, (raters, within)) in some(cells().into_iter().enumerate().collect(), 6) {
        let [above, below, _] = run(raters, within, 0.5, at as u64 + 1, replicates);
        println!("{raters:2} {within}: above {above:.4}, below {below:.4}");
        if above + below > LEVEL + slack(LEVEL, replicates) {
            failures.push(format!("{raters} {within}: {above} {below}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_share_is_put_on_its_own_side() {
    let replicates = replicates(50, 2_000);
    let mut page = Page::new(include_str!("../../docs/release.md"));
    for (at, (raters, within)) in some(cells().into_iter().enumerate().collect(), 6) {
        let mut found = Vec::new();
        for (step, share) in [0.6, 0.75, 0.9].into_iter().enumerate() {
            let [_, below, sides] = run(raters, within, share, 100 + (3 * at + step) as u64, replicates);
            assert!(below <= LEVEL, "{raters} {within} {share}: {below}");
            found.push(format!("{:.0}", 100.0 * sides));
        }
        page.says(format!("| {raters} | {within} | {} |", found.join(" | ")));
    }
    page.hold();
}
