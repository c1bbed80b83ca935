//! How often intervals of intraclass correlations hold the true value.

use super::{Page, is_deep, replicates, slack, thousandths};
use crate::icc::{IccForm, IccModel, IccOptions, IccRow};
use crate::rating_table::{RatingTable, RatingTableOptions};
use crate::stats::random::Random;

/// Normal ratings of so many units by so many raters: the variances of units and raters beside a residual of 1.
struct Design {
    units: usize,
    raters: usize,
    missing: f64,
    unit: f64,
    rater: f64,
}

impl Design {
    fn draw(&self, random: &mut Random) -> IccRow {
        loop {
            let raters: Vec<f64> = (0..self.raters).map(|_| self.rater.sqrt() * random.normal()).collect();
            let mut rows = Vec::new();
            for _ in 0..self.units {
                let unit = self.unit.sqrt() * random.normal();
                let mut row = Vec::new();
                for rater in &raters {
                    let rating = unit + rater + random.normal();
                    row.push(Some(rating).filter(|_| random.unit() >= self.missing));
                }
                rows.push(row);
            }
            let Ok(matrix) = RatingTable::from_rows(&rows, RatingTableOptions::new()) else { continue };
            if let Ok(mut icc) = matrix.icc(IccOptions::new()) {
                return icc.rows.remove(0);
            }
        }
    }

    /// The true value of a form for as many raters as there were.
    fn truth(&self, form: &IccForm, row: &IccRow) -> f64 {
        let k = if form.name.ends_with("k)") { row.raters_per_unit.unwrap_or(1.0) } else { 1.0 };
        let error = match &*form.name {
            "ICC(C,1)" | "ICC(C,k)" => 1.0 / k,
            "ICC(Q,k)" => row.unshared.unwrap_or(0.0) * self.rater + 1.0 / k,
            _ => (self.rater + 1.0) / k,
        };
        self.unit / (self.unit + error)
    }
}

/// How often the interval of each form with random raters covers; forms in their order.
fn coverage(design: &Design, count: u64, seed: u64) -> Vec<(String, f64, f64)> {
    let mut held: Vec<(String, u64, u64)> = Vec::new();
    for stream in 0..count {
        let mut random = Random::new(seed, stream);
        let row = design.draw(&mut random);
        for (at, form) in row.forms.iter().filter(|form| form.model != IccModel::TwoWayMixed).enumerate() {
            if held.len() == at {
                held.push((form.name.to_string(), 0, 0));
            }
            let Some(interval) = form.interval else { continue };
            let truth = design.truth(form, &row);
            held[at].1 += 1;
            held[at].2 += u64::from(interval.lower <= truth && truth <= interval.upper);
        }
    }
    let part = |a: u64, b: u64| a as f64 / b.max(1) as f64;
    held.into_iter().map(|(name, defined, held)| (name, part(held, defined), part(defined, count))).collect()
}

const SIZES: [(usize, usize); 3] = [(10, 3), (30, 5), (200, 12)];

/// Forms with a column of their own on the page.
const SHOWN: [&str; 4] = ["ICC(C,1)", "ICC(A,1)", "ICC(Q,k)", "ICC(1)"];

/// Sizes, missing ratings and the variances of units and raters, as the page has them; the small ones and those that are not
/// run deep are content with one kind of units.
fn designs() -> Vec<Design> {
    let mut designs = Vec::new();
    for (units, raters) in SIZES {
        for missing in [0.0, 0.3] {
            for unit in if is_deep() { &[1.0, 0.25][..] } else { &[1.0] } {
                designs.push(Design { units, raters, missing, unit: *unit, rater: 0.2 });
            }
        }
    }
    if is_deep() {
        designs.push(Design { units: 200, raters: 12, missing: 0.3, unit: 1.0, rater: 0.0 });
    }
    designs
}

#[test]
fn intervals_cover() {
    let mut page = Page::new(include_str!("../../docs/icc.md"));
    for design in designs() {
        let Design { units, raters, missing, unit, rater } = design;
        let count = if units == 200 { replicates(60, 10_000) } else { replicates(200, 10_000) };
        let mut shown = [const { String::new() }; 4];
        for (name, covered, defined) in coverage(&design, count, 1) {
            if let Some(at) = SHOWN.iter().position(|shown| *shown == name) {
                shown[at] = thousandths(covered);
            }
            // A component of raters from three of them makes the one-way model's residual correlated.
            if name == "ICC(1)" || name == "ICC(k)" {
                continue;
            }
            assert!(defined > 0.9, "{units} {raters} {missing} {name}: {defined}");
            assert!(covered >= 0.93 - slack(0.95, count), "{units} {raters} {missing} {name}: {covered}");
        }
        let gaps = if missing > 0.0 { "30 %" } else { "none" };
        let variances = [unit, rater].map(|variance| variance.to_string().replace("0.", ".")).join(" | ");
        page.says(format!("| {units} x {raters} | {gaps} | {variances} | {} |", shown.join(" | ")));
    }
    page.hold();
}
