//! The made-up ratings that the workloads in every language are fed with: row i is the same everywhere.

use std::fmt::Write;

use collabpro_core::Rubric;

/// Lines that teachers answer; each rater marks all of them.
pub(crate) fn lines(rubric: &Rubric) -> Vec<String> {
    let asked =
        rubric.criteria().iter().filter(|line| line.answerable_by.iter().any(|role| role == "teacher"));
    asked.map(|line| line.id.clone()).collect()
}

/// Raters of a unit.
pub(crate) const RATERS: usize = 140;
/// A prime: stepping by it visits every row once, far from the one before.
pub(crate) const STEP: usize = 7_368_787;

/// The level of row i.
pub(crate) fn level(row: usize, lines: usize) -> usize {
    1 + (row * 7 + row / lines) % 4
}

/// A long CSV of so many rows, sorted by unit and rater or mixed.
pub(crate) fn csv(lines: &[String], rows: usize, mixed: bool) -> String {
    let mut text = String::with_capacity(64 + rows * 56);
    text.push_str("unit,occasion,rater,role,criterion,level\n");
    for at in 0..rows {
        let row = if mixed { (at * STEP) % rows } else { at };
        let rater = row / lines.len();
        let unit = rater / RATERS;
        let line = &lines[row % lines.len()];
        let level = level(row, lines.len());
        // Writing to a string does not fail.
        let _ = writeln!(text, "school-{unit:05},2026-autumn,teacher-{rater:07},teacher,{line},{level}");
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

/// Marks of 20 raters on three lines in each of so many schools, which differ a little.
pub(crate) fn schools(schools: usize) -> String {
    let mut text = String::from("unit,rater,criterion,level\n");
    for school in 0..schools {
        for rater in 0..20 {
            for (at, line) in ["7a", "7b", "7c"].iter().enumerate() {
                let level = 1
                    + (school * 31 + rater * (7 + school % 5) + at * (1 + rater % 3)) % (4 + school % 3) % 4;
                let _ = writeln!(text, "school-{school:03},teacher-{school:03}-{rater:02},{line},{level}");
            }
        }
    }
    text
}
