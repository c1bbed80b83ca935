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
    /// How many rounds.
    pub rounds: usize,
}

/// Rounds fill about this time, and there are at least [`FEWEST`] and at most [`MOST`] of them.
const FILL: Duration = Duration::from_secs(1);
const FEWEST: usize = 5;
const MOST: usize = 1000;

/// The median and the shortest time of a round, after one round to warm up.
pub fn time(name: &str, mut round: impl FnMut()) -> Timing {
    round();
    let mut spent = Vec::new();
    let start = Instant::now();
    while spent.len() < FEWEST || (start.elapsed() < FILL && spent.len() < MOST) {
        let begin = Instant::now();
        round();
        spent.push(begin.elapsed());
    }
    spent.sort_unstable();
    let [median_ms, shortest_ms] = [spent.len() / 2, 0].map(|at| spent[at].as_secs_f64() * 1e3);
    Timing { name: name.to_owned(), median_ms, shortest_ms, rounds: spent.len() }
}
