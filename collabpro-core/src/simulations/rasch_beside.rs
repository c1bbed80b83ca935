//! How often many-facet Rasch studies find bias, effects of groups, contrasts and equivalence where there is none.

use super::{is_deep, replicates, slack, thousandths};
use crate::rasch::{Rasch, RaschEstimation, RaschOptions, RaschState, RaschVerdict};
use crate::ratings::ColumnSet;
use crate::stats::random::Random;

/// Thresholds of five categories.
const THRESHOLDS: [f64; 4] = [-1.5, -0.5, 0.5, 1.5];

/// A rating: unit, rater, criterion and category.
type Row = (usize, usize, usize, i64);

/// Units, in two groups by turns, with so many of the raters each and all criteria; the first two raters differ by `apart`.
#[derive(Clone, Copy)]
struct Design {
    units: usize,
    raters: usize,
    of_unit: usize,
    criteria: usize,
    apart: f64,
}

impl Design {
    /// Ratings of a unit.
    fn ratings(&self) -> usize {
        self.of_unit * self.criteria
    }

    fn draw(&self, random: &mut Random) -> ColumnSet {
        let mut severities: Vec<f64> = (0..self.raters).map(|_| 0.5 * random.normal()).collect();
        severities[1] = severities[0] - self.apart;
        let criteria: Vec<f64> = (0..self.criteria).map(|_| 0.5 * random.normal()).collect();
        let mut rows = Vec::new();
        let mut raters: Vec<usize> = (0..self.raters).collect();
        for unit in 0..self.units {
            let measure = random.normal();
            random.shuffle(&mut raters);
            for rater in &raters[..self.of_unit] {
                for (criterion, difficulty) in criteria.iter().enumerate() {
                    let place = measure - severities[*rater] - difficulty;
                    let mut chances = [1.0; 5];
                    for (at, threshold) in THRESHOLDS.iter().enumerate() {
                        chances[at + 1] = chances[at] * libm::exp(place - threshold);
                    }
                    let mut left = random.unit() * chances.iter().sum::<f64>();
                    let over = |chance: &f64| {
                        left -= chance;
                        left < 0.0
                    };
                    let rating = chances.iter().position(over).unwrap_or(4);
                    rows.push((unit, *rater, criterion, rating as i64));
                }
            }
        }
        let text = |set: ColumnSet, name: &str, of: &dyn Fn(&Row) -> String| {
            let cells: Vec<String> = rows.iter().map(of).collect();
            set.text(name, cells.iter().map(|cell| Some(cell.as_str())))
        };
        let set = text(ColumnSet::new(), "unit", &|row| format!("u{:03}", row.0));
        let set = text(set, "group", &|row| format!("g{}", row.0 % 2));
        let set = text(set, "rater", &|row| format!("r{:02}", row.1));
        let set = text(set, "criterion", &|row| format!("c{:02}", row.2));
        set.integers("rating", rows.iter().map(|row| Some(row.3)))
    }
}

fn options() -> RaschOptions {
    RaschOptions::new()
        .facets(["unit", "rater", "criterion", "group"])
        .dummies(["group"])
        .values([0.0, 1.0, 2.0, 3.0, 4.0])
}

/// Studies that could be made.
fn studies(design: Design, seed: u64, count: u64, options: &RaschOptions) -> Vec<Rasch> {
    let study = |stream| Rasch::of(&[design.draw(&mut Random::new(seed, stream))], options.clone()).ok();
    (0..count).filter_map(study).filter(|study| study.state == RaschState::Converged).collect()
}

/// How often something is so, of those of which it is known.
fn share(all: impl Iterator<Item = Option<bool>>) -> f64 {
    let (mut found, mut known) = (0_u32, 0_u32);
    for is_so in all.flatten() {
        known += 1;
        found += u32::from(is_so);
    }
    f64::from(found) / f64::from(known.max(1))
}

/// How many studies, small, at full size, and where it may take hours.
fn sized(small: u64, full: u64, deep: u64) -> u64 {
    if is_deep() { deep } else { replicates(small, full) }
}

fn designs() -> [Design; 3] {
    let design = |units, raters, of_unit, criteria| Design { units, raters, of_unit, criteria, apart: 0.0 };
    [design(100, 10, 2, 2), design(100, 10, 2, 4), design(100, 10, 5, 6)]
}

#[test]
fn bias_is_found_as_often_as_said_where_there_is_none() {
    for (seed, design) in designs().into_iter().enumerate() {
        let count = sized(10, 120, 1_000);
        let found = studies(design, seed as u64, count, &options().bias("rater", "criterion"));
        let rows = || found.iter().flat_map(|study| &study.bias);
        let alone = share(rows().map(|row| row.p_alone.map(|p| p < 0.05)));
        let score = share(rows().map(|row| row.p_value.map(|p| p < 0.05)));
        let any = |study: &Rasch| Some(study.bias.iter().any(|row| row.p_holm.is_some_and(|p| p < 0.05)));
        let family = share(found.iter().map(any));
        println!(
            "| {} | {} | {} | {} |",
            design.ratings(),
            thousandths(alone),
            thousandths(score),
            thousandths(family)
        );
        assert!((score - 0.05).abs() < slack(0.05, count) + 0.015, "{score}");
        assert!(family < 0.05 + slack(0.05, count) + 0.02, "{family}");
    }
}

#[test]
fn groups_are_told_apart_as_often_as_said_where_they_are_alike() {
    for (seed, design) in designs().into_iter().enumerate() {
        let count = sized(3, 60, 1_000);
        // Marginal estimation of many ratings takes long.
        let is_small = seed > 0 && !is_deep();
        let estimations = [RaschEstimation::Joint, RaschEstimation::Marginal];
        for estimation in estimations.into_iter().take(if is_small { 1 } else { 2 }) {
            let asked = options().effect("criterion", "group").estimation(estimation);
            let found = studies(design, 10 + seed as u64, count, &asked);
            let rows = || found.iter().flat_map(|study| &study.effects);
            let wald = share(rows().map(|row| row.wald.map(|test| test.p_value < 0.05)));
            let ratio = share(rows().map(|row| row.likelihood_ratio.map(|test| test.p_value < 0.05)));
            let estimation = if estimation == RaschEstimation::Joint { "joint" } else { "marginal" };
            println!(
                "| {} | {estimation} | {} | {} |",
                design.ratings(),
                thousandths(wald),
                thousandths(ratio)
            );
            assert!(ratio < 0.05 + slack(0.05, count) + 0.02, "{ratio}");
        }
    }
}

#[test]
fn raters_a_margin_apart_are_seldom_called_equivalent() {
    for (seed, design) in designs().into_iter().enumerate() {
        let count = sized(10, 200, 2_000);
        let mut said = [0.0; 2];
        for (said, apart) in said.iter_mut().zip([0.5, 0.0]) {
            let asked = options().difference("rater", "r00", "r01").equivalence(0.5);
            let found = studies(Design { apart, ..design }, 20 + seed as u64, count, &asked);
            let verdicts = found.iter().flat_map(|study| &study.differences).map(|row| row.verdict);
            *said = share(verdicts.map(|verdict| verdict.map(|verdict| verdict == RaschVerdict::Equivalent)));
        }
        let [level, power] = said;
        println!("| {} | {} | {} |", design.ratings(), thousandths(level), thousandths(power));
        assert!(level < 0.05 + slack(0.05, count) + 0.02, "{level}");
    }
}

#[test]
fn contrasts_of_one_dimension_are_seldom_called_another() {
    let design = Design { units: 60, raters: 6, of_unit: 3, criteria: 6, apart: 0.0 };
    let (count, drawn) = (sized(4, 60, 300), replicates(39, 99) as u32);
    let found = studies(design, 30, count, &options().residuals("criterion").replicates(drawn));
    let residuals = || found.iter().filter_map(|study| study.residuals.as_ref());
    let first = share(residuals().map(|one| one.contrasts[0].p_value.map(|p| p <= 0.05)));
    let pairs = share(residuals().map(|one| Some(one.pairs.iter().any(|pair| pair.dependent == Some(true)))));
    println!(
        "a first contrast in {} of the studies, a pair that depends in {}",
        thousandths(first),
        thousandths(pairs)
    );
    assert!(
        first < 0.05 + slack(0.05, count) + 0.02 && pairs < 0.05 + slack(0.05, count) + 0.02,
        "{first} {pairs}"
    );
}
