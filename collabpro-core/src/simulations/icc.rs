//! How often intervals of intraclass correlations hold the true value.

use super::{replicates, slack};
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

#[test]
#[ignore = "prints the table of docs/icc.md"]
fn table_of_coverage() {
    for (units, raters) in SIZES {
        for missing in [0.0, 0.3] {
            for (unit, rater) in [(1.0, 0.2), (0.25, 0.2), (1.0, 0.0)] {
                let design = Design { units, raters, missing, unit, rater };
                let found = coverage(&design, replicates(400, 10_000), 1);
                println!("{units} x {raters}, {missing}, {unit} {rater}: {found:.3?}");
            }
        }
    }
}

#[test]
fn intervals_cover() {
    for (units, raters) in SIZES {
        for missing in [0.0, 0.3] {
            let design = Design { units, raters, missing, unit: 1.0, rater: 0.2 };
            let count = if units == 200 { replicates(60, 10_000) } else { replicates(200, 10_000) };
            for (name, covered, defined) in coverage(&design, count, 2) {
                // A component of raters from three of them makes the one-way model's residual correlated.
                if name == "ICC(1)" || name == "ICC(k)" {
                    continue;
                }
                assert!(defined > 0.9, "{units} {raters} {missing} {name}: {defined}");
                assert!(covered >= 0.93 - slack(0.95, count), "{units} {raters} {missing} {name}: {covered}");
            }
        }
    }
}
