//! The made-up ratings that the workloads in every language are fed with: row i is the same everywhere.

use std::fmt::Write;

use collabpro_core::Rubric;

/// Criteria that teachers rate; each rater rates all of them.
pub(crate) fn criteria(rubric: &Rubric) -> Vec<String> {
    let asked = rubric
        .criteria()
        .iter()
        .filter(|criterion| criterion.answerable_by.iter().any(|role| role == "teacher"));
    asked.map(|criterion| criterion.id.clone()).collect()
}

/// Raters of a unit.
pub(crate) const RATERS: usize = 140;
/// Raters of a school of which a report tells.
pub(crate) const TEACHERS: usize = 40;
/// A prime: stepping by it visits every row once, far from the one before.
pub(crate) const STEP: usize = 7_368_787;

/// The level of row i.
pub(crate) fn level(row: usize, criteria: usize) -> usize {
    1 + (row * 7 + row / criteria) % 4
}

/// A long CSV of so many rows, sorted by unit and rater or mixed.
pub(crate) fn csv(criteria: &[String], rows: usize, mixed: bool) -> String {
    csv_of(RATERS, criteria, rows, mixed)
}

/// The same with so many raters of a unit.
pub(crate) fn csv_of(raters: usize, criteria: &[String], rows: usize, mixed: bool) -> String {
    let mut text = String::with_capacity(64 + rows * 56);
    text.push_str("unit,occasion,rater,role,criterion,level\n");
    for at in 0..rows {
        let row = if mixed { (at * STEP) % rows } else { at };
        let rater = row / criteria.len();
        let unit = rater / raters;
        let criterion = &criteria[row % criteria.len()];
        let level = level(row, criteria.len());
        // Writing to a string does not fail.
        let _ = writeln!(text, "school-{unit:05},2026-autumn,teacher-{rater:07},teacher,{criterion},{level}");
    }
    text
}

/// A made-up table of 51 units by 8 indicators with standard errors, as JSON.
pub(crate) fn indicators() -> String {
    let list = |of: &dyn Fn(usize) -> String, count: usize| {
        format!("[{}]", (0..count).map(of).collect::<Vec<_>>().join(","))
    };
    let value = |unit: usize, indicator: usize| (200 + (unit * 37 + indicator * 101) % 700) as f64 / 1000.0;
    let values = list(&|unit| list(&|indicator| value(unit, indicator).to_string(), 8), 51);
    let errors = list(&|_| list(&|_| "0.03".to_owned(), 8), 51);
    let units = list(&|unit| format!("\"u{unit:02}\""), 51);
    let indicators = list(&|indicator| format!("\"i{indicator}\""), 8);
    format!("{{\"units\":{units},\"indicators\":{indicators},\"values\":{values},\"errors\":{errors}}}")
}

/// Ratings of 20 raters on three criteria in each of so many schools, which differ a little.
pub(crate) fn schools(schools: usize) -> String {
    let mut text = String::from("unit,rater,criterion,level\n");
    for school in 0..schools {
        for rater in 0..20 {
            for (at, criterion) in ["7a", "7b", "7c"].iter().enumerate() {
                let level = 1
                    + (school * 31 + rater * (7 + school % 5) + at * (1 + rater % 3)) % (4 + school % 3) % 4;
                let _ =
                    writeln!(text, "school-{school:03},teacher-{school:03}-{rater:02},{criterion},{level}");
            }
        }
    }
    text
}

/// A number between 0 and 1 that looks like chance (Steele, Lea & Flood 2014, SplitMix64).
fn chance(at: usize) -> f64 {
    let mut bits = (at as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Ratings from 1 to 5 that agree in part, one in a hundred missing if there are gaps: units in rows.
pub(crate) fn ratings(units: usize, raters: usize, gaps: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(units * raters);
    for unit in 0..units {
        let place = 1.0 + 4.0 * chance(unit);
        for rater in 0..raters {
            let chance = chance(usize::MAX / 2 + unit * raters + rater);
            let rating = (place + 3.0 * (chance - 0.5)).round().clamp(1.0, 5.0);
            bytes.push(if gaps && chance < 0.01 { 255 } else { rating as u8 });
        }
    }
    bytes
}

/// Numbers around 0, all different.
pub(crate) fn reals(count: usize) -> Vec<f64> {
    let sum = |at: usize| (0..4).map(|part| chance(4 * at + part)).sum::<f64>();
    (0..count).map(|at| sum(at) - 2.0).collect()
}

/// Numbers that look like chance, one after another.
struct Chances(usize);

impl Chances {
    fn next(&mut self) -> f64 {
        self.0 += 1;
        chance(self.0)
    }

    fn below(&mut self, count: usize) -> usize {
        ((self.next() * count as f64) as usize).min(count - 1)
    }

    /// The sum of twelve of them less six, nearly a normal deviate.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

/// Ratings from 0 to 4 of units by raters on criteria, by position; without raters there is one.
#[derive(Default)]
pub(crate) struct Rated {
    pub(crate) units: usize,
    pub(crate) raters: usize,
    pub(crate) criteria: usize,
    /// Row by row: unit, rater, criterion.
    pub(crate) cells: Vec<[u32; 3]>,
    pub(crate) ratings: Vec<u8>,
}

impl Rated {
    /// For each unit so many raters, who rate all criteria; raters come from a shuffled pack, so that all of them rate about as many.
    pub(crate) fn panels(
        units: usize,
        raters: usize,
        criteria: usize,
        of_unit: impl Fn(usize) -> usize,
    ) -> Self {
        let mut chances = Chances(0);
        let mut pack: Vec<usize> = Vec::new();
        let mut cells = Vec::new();
        for unit in 0..units {
            let mut panel: Vec<usize> = Vec::new();
            while panel.len() < of_unit(unit) {
                let next = pack.iter().rposition(|rater| !panel.contains(rater));
                let next = next.unwrap_or_else(|| {
                    pack = (0..raters).collect();
                    (1..raters).for_each(|at| pack.swap(at, chances.below(at + 1)));
                    pack.iter().rposition(|rater| !panel.contains(rater)).unwrap_or(0)
                });
                panel.push(pack.remove(next));
            }
            for rater in panel {
                cells.extend((0..criteria).map(|criterion| [unit, rater, criterion].map(|at| at as u32)));
            }
        }
        Self::drawn([units, raters, criteria], cells)
    }

    /// So many ratings, each of a unit by a rater on a criterion by chance.
    pub(crate) fn singles(units: usize, raters: usize, criteria: usize, rows: usize) -> Self {
        let mut chances = Chances(0);
        let cells = (0..rows).map(|_| [units, raters, criteria].map(|count| chances.below(count) as u32));
        let cells = cells.collect();
        Self::drawn([units, raters, criteria], cells)
    }

    /// What is rated is drawn by the model of rating scales: units with a standard deviation of 1, raters of .5, criteria from -1 to 1.
    fn drawn([units, raters, criteria]: [usize; 3], cells: Vec<[u32; 3]>) -> Self {
        let mut chances = Chances(usize::MAX / 4);
        let measures: Vec<f64> = (0..units).map(|_| chances.normal()).collect();
        let severities: Vec<f64> = (0..raters).map(|_| 0.5 * chances.normal()).collect();
        let even = |at: usize, count: usize| {
            if count < 2 { 0.0 } else { 2.0 * at as f64 / (count - 1) as f64 - 1.0 }
        };
        let steps = [1.5, 0.5, -0.5, -1.5];
        let rating = |[unit, rater, criterion]: &[u32; 3]| {
            let place =
                measures[*unit as usize] - severities[*rater as usize] - even(*criterion as usize, criteria);
            let mut chance_of = [1.0; 5];
            (0..4).for_each(|at| chance_of[at + 1] = chance_of[at] * libm::exp(place + steps[at]));
            let mut left = chances.next() * chance_of.iter().sum::<f64>();
            let above = chance_of[..4].iter().take_while(|own| {
                left -= **own;
                left >= 0.0
            });
            above.count() as u8
        };
        let ratings = cells.iter().map(rating).collect();
        Self { units, raters, criteria, cells, ratings }
    }

    /// The column of one of the three, or of the ratings where there is none, as names.
    pub(crate) fn names(&self, at: usize) -> Vec<String> {
        let name = |place: usize| match at {
            0 => format!("unit-{place:06}"),
            1 => format!("rater-{place:05}"),
            _ => format!("criterion-{place}"),
        };
        (0..[self.units, self.raters, self.criteria][at]).map(name).collect()
    }
}
