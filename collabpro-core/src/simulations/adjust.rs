//! Where lenient and severe raters are spread unevenly, do adjusted scores come closer to the truth than raw ones, and do
//! their intervals hold it?

use super::{Page, RatingRows, instrument, replicates, slack, some, thousandths};
use crate::rasch::{AdjustOptions, RaschEstimation};
use crate::scoring::Scores;
use crate::stats::random::Random;

/// Thresholds of the four categories.
const THRESHOLDS: [f64; 3] = [-1.5, 0.0, 1.5];

/// How severe raters are: a standard deviation of so many logits.
const SEVERITY: f64 = 0.8;

struct Design {
    units: usize,
    raters: usize,
    panel: usize,
    criteria: usize,
}

/// Four shares of three thresholds: what a rater of this severity gives at each level above the lowest.
fn shares(place: f64) -> [f64; 3] {
    let mut odds = [1.0; 4];
    for level in 1..4 {
        odds[level] = odds[level - 1] * libm::exp(place - THRESHOLDS[level - 1]);
    }
    let sum: f64 = odds.iter().sum();
    [1, 2, 3].map(|from| odds[from..].iter().sum::<f64>() / sum)
}

fn rating(random: &mut Random, place: f64) -> u8 {
    let at = random.unit();
    shares(place).iter().filter(|share| at < **share).count() as u8
}

/// What was drawn: scores, and of each unit the share at the cut that raters of mean severity would give.
fn draw(design: &Design, random: &mut Random) -> (Scores, Vec<f64>) {
    let rubric = instrument(1, design.criteria, Some("3"));
    let mut rows = RatingRows::new(&rubric);
    let mut severities: Vec<f64> = (0..design.raters).map(|_| SEVERITY * random.normal()).collect();
    let mean = severities.iter().sum::<f64>() / design.raters as f64;
    severities.iter_mut().for_each(|severity| *severity -= mean);
    severities.sort_by(f64::total_cmp);
    let difficulties: Vec<f64> = (0..design.criteria).map(|_| 0.5 * random.normal()).collect();
    let middle = difficulties.iter().sum::<f64>() / design.criteria as f64;
    let mut truth = Vec::new();
    for unit in 0..design.units {
        let measure = random.normal();
        let at = |difficulty: &f64| shares(measure + middle - difficulty)[1];
        truth.push(difficulties.iter().map(at).sum::<f64>() / design.criteria as f64);
        // The raters of a unit are neighbours by severity, but for the last, who is anybody: some units meet lenient raters, others severe ones.
        let first = unit % design.raters;
        let mut panel: Vec<usize> = (0..design.panel - 1).map(|at| (first + at) % design.raters).collect();
        while panel.len() < design.panel {
            let anybody = random.below(design.raters as u32) as usize;
            if !panel.contains(&anybody) {
                panel.push(anybody);
            }
        }
        for rater in panel {
            for (criterion, difficulty) in difficulties.iter().enumerate() {
                let level = rating(random, measure + middle - difficulty - severities[rater]);
                rows.push(
                    [&format!("u{unit:03}"), "1", &format!("r{rater:02}"), "observer"],
                    criterion,
                    level,
                );
            }
        }
    }
    (rows.scores(), truth)
}

/// Squared misses of raw and of adjusted shares, how often the interval held the truth, and of how many.
#[derive(Default)]
struct Found {
    raw: f64,
    adjusted: f64,
    covered: u64,
    units: u64,
    undefined: u64,
}

fn run(design: &Design, options: AdjustOptions, stream: u64, replicates: u64) -> Found {
    let mut found = Found::default();
    for replicate in 0..replicates {
        let mut random = Random::new(23, stream << 32 | replicate);
        let (scores, truth) = draw(design, &mut random);
        let Ok(scores) = scores.adjust(options) else {
            found.undefined += design.units as u64;
            continue;
        };
        for (score, truth) in scores.constructs().iter().zip(&truth) {
            let raw = score.at_cut().unwrap().value;
            let adjusted = score.adjusted.as_ref().unwrap();
            let Some(share) = adjusted.share("3") else {
                found.undefined += 1;
                continue;
            };
            found.units += 1;
            found.raw += (raw - truth) * (raw - truth);
            found.adjusted += (share.value - truth) * (share.value - truth);
            found.covered += u64::from(share.interval.lower <= *truth && *truth <= share.interval.upper);
        }
    }
    found
}

#[test]
fn adjusted_scores_come_closer_to_the_truth() {
    let replicates = replicates(5, 200);
    let mut page = Page::new(include_str!("../../docs/rasch.md"));
    let designs = some(vec![(40, 12, 3, 3), (40, 12, 4, 8), (100, 20, 3, 10)], 3);
    for (stream, (units, raters, panel, criteria)) in (1..).zip(designs) {
        for estimation in [RaschEstimation::Joint, RaschEstimation::Marginal] {
            let design = Design { units, raters, panel, criteria };
            let found = run(&design, AdjustOptions::new().estimation(estimation), stream, replicates);
            let root = |sum: f64| (sum / found.units as f64).sqrt();
            let coverage = found.covered as f64 / found.units as f64;
            page.says(format!(
                "| {units} | {raters} | {panel} | {criteria} | {estimation} | {} | {} | {} | {} |",
                thousandths(root(found.raw)),
                thousandths(root(found.adjusted)),
                thousandths(coverage),
                thousandths(found.undefined as f64 / (found.units + found.undefined) as f64)
            ));
            assert!(found.adjusted < found.raw, "raw shares are closer");
            // Units of a replicate have their raters' errors in common.
            assert!((coverage - 0.95).abs() < 0.02 + slack(0.95, 4 * replicates), "{coverage}");
        }
    }
    page.hold();
}
