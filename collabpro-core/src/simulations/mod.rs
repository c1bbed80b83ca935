//! Simulations: ratings drawn from a known model, so that what a method claims about itself can be held against it.
//!
//! Each runs small with every test run, and at full size where `COLLABPRO_FULL=1` (then better with `--release`). With
//! `COLLABPRO_FULL=deep` those run as well that take longest. At full size the pages of docs are held to the figures.

#[cfg(feature = "research")]
mod adjust;
#[cfg(feature = "research")]
mod aggregation;
#[cfg(feature = "research")]
mod agreement;
mod change;
#[cfg(feature = "research")]
mod composite;
#[cfg(feature = "research")]
mod consistency;
mod diagnosis;
mod disagreement;
#[cfg(feature = "research")]
mod generalizability;
mod halves;
#[cfg(feature = "research")]
mod icc;
#[cfg(feature = "research")]
mod rasch;
#[cfg(feature = "research")]
mod rasch_beside;
#[cfg(feature = "research")]
mod rasch_forms;
#[cfg(feature = "research")]
mod rasch_marginal;
mod score;
#[cfg(feature = "research")]
mod similarity;
#[cfg(feature = "research")]
mod sites;
mod trend;

use std::collections::BTreeMap;

use crate::ratings::{Columns, RaterLink, RatingKind};
use crate::rubric::Rubric;
use crate::scoring::{Observed, Scores};
use crate::stats::random::Random;
use crate::tally::{Grain, Head, Tally, build};
use crate::units::{Occasion, Units};

fn is_full() -> bool {
    std::env::var("COLLABPRO_FULL").is_ok_and(|value| value == "1" || value == "deep")
}

#[cfg(feature = "research")]
fn is_deep() -> bool {
    std::env::var("COLLABPRO_FULL").is_ok_and(|value| value == "deep")
}

/// A page of docs with figures that come from a simulation.
pub(crate) struct Page {
    words: Vec<&'static str>,
    missing: Vec<String>,
}

impl Page {
    pub(crate) fn new(text: &'static str) -> Self {
        Self { words: text.split_whitespace().collect(), missing: Vec::new() }
    }

    /// Prints what the page has to say, wherever its lines break; at full size the figures are the same on every machine.
    pub(crate) fn says(&mut self, line: String) {
        println!("{line}");
        let words: Vec<&str> = line.split_whitespace().collect();
        if is_full() && !self.words.windows(words.len()).any(|window| window == words) {
            self.missing.push(line);
        }
    }

    pub(crate) fn hold(self) {
        assert!(self.missing.is_empty(), "the page does not say:\n{}", self.missing.join("\n"));
    }
}

/// A share as pages write it: `.937`.
#[cfg(feature = "research")]
pub(crate) fn thousandths(share: f64) -> String {
    let text = format!("{share:.3}");
    text.strip_prefix('0').map(str::to_owned).unwrap_or(text)
}

/// The lowest and the highest of some shares, in parts of 100 with so many decimals: `0.0 to 2.7`.
#[cfg(feature = "research")]
pub(crate) fn range(shares: impl IntoIterator<Item = f64>, decimals: usize) -> String {
    let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
    for share in shares {
        ends = (ends.0.min(share), ends.1.max(share));
    }
    let [low, high] = [ends.0, ends.1].map(|end| format!("{:.decimals$}", 100.0 * end));
    if low == high { low } else { format!("{low} to {high}") }
}

/// So many replicates, or so many at full size.
pub(crate) fn replicates(small: u64, full: u64) -> u64 {
    if is_full() { full } else { small }
}

/// Of a small run's replicates in a cell that asks how often something is found where nothing is: fewer would let twice the
/// rate pass.
pub(crate) const OF_ERRORS: u64 = 500;

/// All cells, or in the small runs each `step`-th: those have few cells with enough replicates.
pub(crate) fn some<T>(cells: Vec<T>, step: usize) -> Vec<T> {
    if is_full() { cells } else { cells.into_iter().step_by(step).collect() }
}

/// Twice the simulation's standard error of a share whose true value is `expected`; three times of a few replicates, which
/// look for what is grossly wrong in many cells at once.
pub(crate) fn slack(expected: f64, replicates: u64) -> f64 {
    let errors = if replicates >= OF_ERRORS { 2.0 } else { 3.0 };
    errors * (expected * (1.0 - expected) / replicates as f64).sqrt()
}

/// So many constructs (the ten tenets, then others) of so many criteria, on four categories with the cut at the third.
pub(crate) fn rubric(constructs: usize, of_each: usize) -> Rubric {
    instrument(constructs, of_each, Some("3"))
}

/// The same with another cut, or without one.
pub(crate) fn instrument(constructs: usize, of_each: usize, cut: Option<&str>) -> Rubric {
    let categories: Vec<_> = (1..=4)
        .map(|id| serde_json::json!({"id": id.to_string(), "label": {"en": format!("x{id}")}}))
        .collect();
    let mut criteria = Vec::new();
    for construct in 0..constructs {
        let name = crate::framework::Tenet::ALL
            .get(construct)
            .map_or_else(|| format!("other:c{construct}"), |tenet| format!("tenet:{tenet}"));
        for criterion in 0..of_each {
            let id = format!("c{construct:02}-{criterion}");
            criteria.push(
                serde_json::json!({"id": id, "construct": name, "scale": "s", "name": {"en": id.clone()}}),
            );
        }
    }
    let roles = [("teacher", "adult"), ("leader", "adult"), ("student", "student")]
        .map(|(id, group)| serde_json::json!({"id": id, "label": {"en": id}, "group": group}));
    let rubric = serde_json::json!({
        "schemaVersion": 1, "kind": "collabpro.rubric", "id": "simulated", "version": "1",
        "title": {"en": "S"}, "roles": roles,
        "scales": [{"id": "s", "cut": cut, "categories": categories}], "criteria": criteria
    });
    Rubric::from_json(&rubric.to_string()).unwrap()
}

/// Ratings, one row after the other.
#[derive(Clone, Debug)]
pub(crate) struct RatingRows {
    head: Head,
    names: [Vec<String>; 4],
    codes: [BTreeMap<String, usize>; 4],
    columns: Columns,
}

impl RatingRows {
    pub(crate) fn new(rubric: &Rubric) -> Self {
        let head = Head { rubric: rubric.clone(), kind: RatingKind::Individual, link: RaterLink::Persistent };
        Self { head, names: Default::default(), codes: Default::default(), columns: Columns::default() }
    }

    pub(crate) fn link(mut self, link: RaterLink) -> Self {
        self.head.link = link;
        self
    }

    pub(crate) fn kind(mut self, kind: RatingKind) -> Self {
        self.head.kind = kind;
        self
    }

    fn code(&mut self, list: usize, name: &str) -> usize {
        if let Some(code) = self.codes[list].get(name) {
            return *code;
        }
        let code = self.names[list].len();
        self.names[list].push(name.to_owned());
        self.codes[list].insert(name.to_owned(), code);
        code
    }

    /// One rating: unit, occasion, rater, role, and the level (0 the lowest) of a criterion.
    pub(crate) fn push(&mut self, [unit, occasion, rater, role]: [&str; 4], criterion: usize, level: u8) {
        let unit = self.code(0, unit) as u32;
        let occasion = self.code(1, occasion) as u16;
        let rater = self.code(2, rater) as u32;
        let role = self.code(3, role) as u8;
        self.columns.unit.push(unit);
        self.columns.occasion.push(occasion);
        self.columns.rater.push(rater);
        self.columns.role.push(role);
        self.columns.criterion.push(criterion as u16);
        self.columns.rating.push(level);
    }

    pub(crate) fn tally(&self, grain: Grain) -> Tally {
        let sources = [0, 1, 2, 3].map(|at| self.names[at].iter().map(String::as_str).collect());
        build(self.head.clone(), &sources, &self.columns, grain, &mut ()).unwrap()
    }

    pub(crate) fn scores(&self) -> Scores {
        self.tally(Grain::Raters).score(&Units::default(), Observed::new()).unwrap()
    }

    /// Scores with occasions in a declared order.
    pub(crate) fn ordered(&self, occasions: &[&str]) -> Scores {
        let occasions = occasions.iter().map(|id| Occasion {
            id: (*id).to_owned(),
            label: None,
            kind: None,
            about: None,
        });
        let occasions = occasions.collect();
        let units = Units { occasions, declared: true, ..Units::default() };
        self.tally(Grain::Raters).score(&units, Observed::new()).unwrap()
    }
}

/// A rater of the ordinal-probit model: all of a rater's ratings lean the same way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    lean: f64,
    correlation: f64,
}

impl Person {
    /// Somebody, where two ratings of one rater correlate by `correlation` on the latent scale.
    pub(crate) fn draw(random: &mut Random, correlation: f64) -> Self {
        Self { lean: random.normal(), correlation }
    }

    /// The same person later, whose leaning has kept this correlation with the earlier one.
    pub(crate) fn later(self, random: &mut Random, kept: f64) -> Self {
        let lean = kept * self.lean + (1.0 - kept * kept).sqrt() * random.normal();
        Self { lean, ..self }
    }

    /// A latent value, with variance 1.
    pub(crate) fn latent(self, random: &mut Random) -> f64 {
        let own = self.correlation.sqrt() * self.lean;
        own + (1.0 - self.correlation).sqrt() * random.normal()
    }

    /// A rating: the number of thresholds that the latent value exceeds.
    pub(crate) fn rating(self, random: &mut Random, thresholds: &[f64]) -> u8 {
        let latent = self.latent(random);
        thresholds.iter().filter(|threshold| latent > **threshold).count() as u8
    }
}

#[test]
fn twice_the_error_rate_does_not_pass() {
    for replicates in [OF_ERRORS, 1_000, 4_000] {
        let most = 0.05 + slack(0.05, replicates);
        let error = (0.1 * 0.9 / replicates as f64).sqrt();
        // Of 100 runs with a true rate of .10 at most two pass.
        assert!((0.1 - most) / error > 2.05, "{replicates}: {most}");
    }
}
