//! What marginal estimation recovers, and how often its fit calls raters unusual who are not.

use super::{is_full, replicates, thousandths};
use crate::Rasch;
use crate::rasch::{RaschEstimation, RaschMeasure, RaschOptions, RaschState, RaschUnits};
use crate::ratings::ColumnSet;
use crate::stats::random::Random;

/// Units rated by two raters each on some criteria, in five categories; severities with a standard deviation of .7.
#[derive(Clone, Copy)]
struct Design {
    units: usize,
    raters: usize,
    criteria: usize,
}

const DESIGNS: [Design; 3] = [
    Design { units: 100, raters: 20, criteria: 2 },
    Design { units: 100, raters: 20, criteria: 4 },
    Design { units: 120, raters: 60, criteria: 4 },
];

/// By how much the mean of a unit rises with its predictor, which is 0 or 1.
const RISE: f64 = 0.8;

/// The standard deviation of units beside that.
const BESIDE: f64 = 0.9;

struct Drawn {
    severities: Vec<f64>,
    predictor: Vec<f64>,
    columns: ColumnSet,
}

impl Design {
    fn draw(self, random: &mut Random) -> Drawn {
        let mut severities: Vec<f64> = (0..self.raters).map(|_| 0.7 * random.normal()).collect();
        let mean = severities.iter().sum::<f64>() / self.raters as f64;
        severities.iter_mut().for_each(|severity| *severity -= mean);
        let predictor: Vec<f64> = (0..self.units).map(|unit| f64::from(u8::from(unit % 2 == 0))).collect();
        let mut rows: Vec<(usize, usize, usize, i64)> = Vec::new();
        for (unit, predictor) in predictor.iter().enumerate() {
            let measure = RISE * (predictor - 0.5) + BESIDE * random.normal();
            let first = random.below(self.raters as u32);
            let second = (first + 1 + random.below(self.raters as u32 - 1)) % self.raters as u32;
            for rater in [first as usize, second as usize] {
                for criterion in 0..self.criteria {
                    let difficulty = criterion as f64 - (self.criteria as f64 - 1.0) / 2.0;
                    let place = measure - severities[rater] - 0.5 * difficulty;
                    rows.push((unit, rater, criterion, category(place, random)));
                }
            }
        }
        let name = |prefix: &str, at: usize| format!("{prefix}{at:03}");
        let text = |set: ColumnSet, column: &str, cells: Vec<String>| {
            set.text(column, cells.iter().map(|cell| Some(cell.as_str())))
        };
        let set = text(ColumnSet::new(), "unit", rows.iter().map(|row| name("u", row.0)).collect());
        let set = text(set, "rater", rows.iter().map(|row| name("r", row.1)).collect());
        let set = text(set, "criterion", rows.iter().map(|row| name("c", row.2)).collect());
        let set = text(set, "large", rows.iter().map(|row| predictor[row.0].to_string()).collect());
        let columns = set.integers("rating", rows.iter().map(|row| Some(row.3)));
        Drawn { severities, predictor, columns }
    }
}

/// A rating at a place, thresholds at -1.5, -.5, .5 and 1.5.
fn category(place: f64, random: &mut Random) -> i64 {
    let mut chances = [1.0; 5];
    for at in 1..5 {
        chances[at] = chances[at - 1] * libm::exp(place - (at as f64 - 2.5));
    }
    let sum: f64 = chances.iter().sum();
    let mut left = random.unit() * sum;
    for (at, chance) in chances.iter().enumerate() {
        left -= chance;
        if left < 0.0 {
            return at as i64;
        }
    }
    4
}

fn options() -> RaschOptions {
    RaschOptions::new()
        .facets(["unit", "rater", "criterion"])
        .values([0.0, 1.0, 2.0, 3.0, 4.0])
        .estimation(RaschEstimation::Marginal)
}

fn of<'a>(found: &'a Rasch, facet: &str) -> Vec<&'a RaschMeasure> {
    found.measures.iter().filter(|row| row.facet == facet).collect()
}

/// Some replicates of a design that are identified, each with what was found.
fn studies(design: Design, count: u64, options: &RaschOptions) -> Vec<(Drawn, Rasch)> {
    let one = |stream: u64| {
        let drawn = design.draw(&mut Random::new(design.raters as u64, stream));
        let found = Rasch::of(std::slice::from_ref(&drawn.columns), options.clone()).ok()?;
        (found.state == RaschState::Converged && of(&found, "rater").len() == design.raters)
            .then_some((drawn, found))
    };
    (0..count).filter_map(one).collect()
}

#[test]
fn severities_are_as_far_apart_as_they_are() {
    for design in DESIGNS {
        let count = replicates(6, 500);
        let (mut product, mut square, mut error) = (0.0, 0.0, 0.0);
        let (mut held, mut unusual, mut all) = (0.0, [0.0; 2], 0.0);
        for (drawn, found) in studies(design, count, &options()) {
            for (row, truth) in of(&found, "rater").iter().zip(&drawn.severities) {
                let Some((measure, interval)) = row.measure.zip(row.interval) else { continue };
                product += measure * truth;
                square += truth * truth;
                error += (measure - truth) * (measure - truth);
                held += f64::from(u8::from(interval.lower <= *truth && *truth <= interval.upper));
                for (unusual, fit) in unusual.iter_mut().zip([row.infit, row.outfit]) {
                    *unusual += f64::from(u8::from(fit.is_some_and(|fit| fit.z.abs() > 1.96)));
                }
                all += 1.0;
            }
        }
        let slope = product / square;
        // Three standard errors of the slope.
        let slack = 3.0 * (error / all / square).sqrt();
        println!(
            "| {} | {} | {} | {slope:.3} | {} | {} | {} |",
            design.units,
            design.raters,
            2 * design.criteria,
            thousandths(held / all),
            thousandths(unusual[0] / all),
            thousandths(unusual[1] / all),
        );
        // With twenty ratings of a rater and four of a unit the likeliest severities lie too far apart by a fourteenth.
        assert!((slope - 1.0).abs() < 0.1 + slack, "{slope}");
        let noise = 3.0 * (0.05 * 0.95 / all).sqrt();
        assert!((held / all - 0.95).abs() < 0.02 + noise, "{}", held / all);
        for unusual in unusual {
            assert!((unusual / all - 0.05).abs() < 0.02 + noise, "{}", unusual / all);
        }
    }
}

#[test]
fn plausible_values_have_what_units_have() {
    let design = DESIGNS[0];
    let asked = options().predictors(["large"]).plausible_values(5).seed(3);
    let studies = studies(design, replicates(6, 300), &asked);
    let (mut variance, mut shrunk, mut rise, mut coefficient) = (0.0, 0.0, 0.0, 0.0);
    for (drawn, found) in &studies {
        let units = of(found, "unit");
        let spread = |values: &[f64]| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
        };
        let rises = |values: &[f64]| {
            let half = values.len() as f64 / 2.0;
            let own = values.iter().zip(&drawn.predictor);
            own.map(|(value, large)| (2.0 * large - 1.0) * value).sum::<f64>() / half
        };
        for draw in 0..5 {
            let values: Vec<f64> = units.iter().map(|row| row.plausible[draw]).collect();
            variance += spread(&values) / 5.0;
            rise += rises(&values) / 5.0;
        }
        let means: Vec<f64> = units.iter().filter_map(|row| row.expected_a_posteriori).collect();
        shrunk += spread(&means);
        let population = found.population.as_ref();
        coefficient += population.map_or(0.0, |own| own.coefficients[1].coefficient);
    }
    let n = studies.len() as f64;
    let truth = BESIDE * BESIDE + RISE * RISE / 4.0;
    let [variance, shrunk, rise, coefficient] = [variance, shrunk, rise, coefficient].map(|sum| sum / n);
    println!(
        "a variance of {variance:.2} where {truth:.2} is true (means of where units can lie: {shrunk:.2}), and a difference of {rise:.2} where {RISE:.2} is true"
    );
    let slack = 3.0 * truth * (2.0 / (n * design.units as f64)).sqrt() + 0.03;
    assert!((variance - truth).abs() < 2.0 * slack, "{variance}");
    assert!(shrunk < variance);
    let noise = 3.0 * 2.0 * (truth / (n * design.units as f64)).sqrt();
    assert!(
        (rise - RISE).abs() < noise + 0.03 && (coefficient - RISE).abs() < noise + 0.03,
        "{rise} {coefficient}"
    );
}

#[test]
fn more_raters_than_a_matrix_takes() {
    if !is_full() {
        return;
    }
    // A ring: each unit is rated by three raters who follow one another.
    let raters = 2_100;
    let rating = |unit: u32, rater: u32, criterion: u32| {
        let noise = (unit * 7 + rater * 13 + criterion * 5 + unit * rater % 11) % 3;
        (i64::from(unit % 4) + i64::from(noise) - i64::from(rater % 2)).clamp(0, 3)
    };
    let of = |unit: u32| {
        [0, 1, 7].into_iter().flat_map(move |seat| {
            let rater = (unit + seat) % raters;
            (0..2).map(move |criterion| (unit, rater, criterion, rating(unit, rater, criterion)))
        })
    };
    let rows: Vec<(u32, u32, u32, i64)> = (0..raters).flat_map(of).collect();
    let name = |prefix: &str, at: u32| format!("{prefix}{at:04}");
    let text = |set: ColumnSet, column: &str, cells: Vec<String>| {
        set.text(column, cells.iter().map(|cell| Some(cell.as_str())))
    };
    let set = text(ColumnSet::new(), "unit", rows.iter().map(|row| name("u", row.0)).collect());
    let set = text(set, "rater", rows.iter().map(|row| name("r", row.1)).collect());
    let set = text(set, "criterion", rows.iter().map(|row| name("c", row.2)).collect());
    let set = set.integers("rating", rows.iter().map(|row| Some(row.3)));
    let asked = RaschOptions::new().values([0.0, 1.0, 2.0, 3.0]).estimation(RaschEstimation::Marginal);
    let found = Rasch::of(&[set], asked.units(RaschUnits::Eap).plausible_values(1)).unwrap();
    assert_eq!(found.state, RaschState::Converged);
    assert!(found.largest_residual.unwrap() < 1e-8 && found.decrement.unwrap() < 1e-9);
    let population = found.population.unwrap();
    assert!(population.mean_error.unwrap() > 0.0 && population.deviation_error.unwrap() > 0.0);
    assert!(!found.plausible.unwrap().parameters);
    let rater = found.measures.iter().find(|row| row.facet == "rater" && row.measure.is_some()).unwrap();
    assert!(rater.standard_error.is_none() && rater.undefined.get("standardError").is_some());
    assert!(rater.standard_error_alone.is_some() && rater.infit.is_some());
}
