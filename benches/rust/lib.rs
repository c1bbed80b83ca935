//! Workloads with a name, in `manifest.json`; Rust, Python and Node run the same ones and `benches/run` prints them as
//! one table. Each is timed as the median over enough rounds to fill about a second.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// What is measured.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The workloads, in the order of the table.
    pub workloads: Vec<Workload>,
}

/// One thing that users wait for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Workload {
    /// Name, the same in each language.
    pub name: String,
    /// What is done.
    pub what: String,
    /// Rows of the input, for what grows with it.
    pub rows: usize,
    /// Rows in test mode.
    pub test_rows: usize,
    /// How large the input is, in words.
    pub size: String,
    /// The longest that it may take natively; on two cores where threads pay.
    pub limit_ms: f64,
    /// The one language in which it is run; left out, all.
    pub only: Option<String>,
    /// Whether it takes so long that it is run only when it is named, and once.
    #[serde(default)]
    pub deep: bool,
}

impl Manifest {
    /// Reads `manifest.json`.
    ///
    /// # Errors
    /// When it is not in this form.
    pub fn read() -> serde_json::Result<Self> {
        serde_json::from_str(include_str!("../manifest.json"))
    }
}

/// How long a workload took.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Timing {
    /// The workload.
    pub name: String,
    /// Median time of a round.
    pub median_ms: f64,
    /// Time of the shortest round: on a busy machine a long round is always held up, a short one seldom.
    pub shortest_ms: f64,
    /// Mean time that processors spent on a round, whoever else they were busy with; only where Linux tells it.
    pub processor_ms: Option<f64>,
    /// The most memory that the process has had, with its input; of this workload where it is run alone.
    pub peak_mb: Option<f64>,
    /// How many rounds.
    pub rounds: usize,
}

/// What processors have spent on all threads so far, in milliseconds.
fn processor_ms() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    // User and system time are the twelfth and thirteenth number after the name, in hundredths of a second.
    let parts = told.rsplit(')').next()?.split_whitespace().skip(11).take(2);
    let ticks = parts.map(str::parse::<f64>).collect::<Result<Vec<_>, _>>().ok()?;
    Some(ticks.iter().sum::<f64>() * 10.0)
}

fn peak_mb() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

/// Rounds fill about this time, and there are at least [`FEWEST`] and at most [`MOST`] of them.
const FILL: Duration = Duration::from_secs(1);
const FEWEST: usize = 5;
const MOST: usize = 1000;

/// The median and the shortest time of a round, after one round to warm up; of what is deep one round is all.
pub fn time(name: &str, deep: bool, mut round: impl FnMut()) -> Timing {
    let fewest = if deep { 1 } else { FEWEST };
    if !deep {
        round();
    }
    let mut spent = Vec::new();
    let (start, before) = (Instant::now(), processor_ms());
    while spent.len() < fewest || (start.elapsed() < FILL && spent.len() < MOST) {
        let begin = Instant::now();
        round();
        spent.push(begin.elapsed());
    }
    let processor = processor_ms().zip(before).map(|(after, before)| (after - before) / spent.len() as f64);
    spent.sort_unstable();
    let [median_ms, shortest_ms] = [spent.len() / 2, 0].map(|at| spent[at].as_secs_f64() * 1e3);
    let (name, peak_mb) = (name.to_owned(), peak_mb());
    Timing { name, median_ms, shortest_ms, processor_ms: processor, peak_mb, rounds: spent.len() }
}
