//! What the ratings of each element look like beside what the model expects of them.

use super::stands::Stands;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::Active;
use crate::rasch::design::patterns::rating;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::{higher, probabilities};

/// Sums over the ratings of an element.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rasch) struct Sums {
    pub(in crate::rasch) ratings: f64,
    pub(in crate::rasch) observed: f64,
    pub(in crate::rasch) expected: f64,
    pub(in crate::rasch) variance: f64,
    squares: f64,
    standardised: f64,
    infit_spread: f64,
    outfit_spread: f64,
    observed_squares: f64,
    expected_squares: f64,
    place: f64,
    place_squares: f64,
    observed_place: f64,
    expected_place: f64,
}

impl Sums {
    pub(in crate::rasch) fn infit(&self) -> Option<f64> {
        (self.variance > 0.0).then(|| self.squares / self.variance)
    }

    pub(in crate::rasch) fn outfit(&self) -> Option<f64> {
        (self.ratings > 0.0).then(|| self.standardised / self.ratings)
    }

    /// Takes away what the mean squares vary less.
    pub(in crate::rasch) fn lose(&mut self, [infit, outfit]: [f64; 2]) {
        self.infit_spread -= infit;
        self.outfit_spread -= outfit;
    }

    /// The variance of the mean squares under the model.
    pub(super) fn infit_variance(&self) -> f64 {
        self.infit_spread / (self.variance * self.variance)
    }

    pub(super) fn outfit_variance(&self) -> f64 {
        self.outfit_spread / (self.ratings * self.ratings)
    }

    pub(in crate::rasch) fn infit_z(&self) -> Option<f64> {
        self.infit().and_then(|infit| cube_root(infit, self.infit_variance()))
    }

    pub(in crate::rasch) fn outfit_z(&self) -> Option<f64> {
        self.outfit().and_then(|outfit| cube_root(outfit, self.outfit_variance()))
    }

    /// The correlation of ratings with what the model puts together of their elements, and what is expected of it.
    pub(in crate::rasch) fn correlations(&self) -> [Option<f64>; 2] {
        let n = self.ratings;
        let centred = |squares: f64, sum: f64, other: f64| squares - sum * other / n;
        let place = centred(self.place_squares, self.place, self.place);
        let correlation = |squares: f64, product: f64| {
            let is_spread = place > 1e-12 * self.place_squares && squares > 0.0;
            is_spread.then(|| product / (place * squares).sqrt())
        };
        let observed = centred(self.observed_squares, self.observed, self.observed);
        let expected = centred(self.expected_squares, self.expected, self.expected) + self.variance;
        [
            correlation(observed, centred(self.observed_place, self.observed, self.place)),
            correlation(expected, centred(self.expected_place, self.expected, self.place)),
        ]
    }
}

/// The cube root transformation of Wilson and Hilferty.
fn cube_root(mean_square: f64, variance: f64) -> Option<f64> {
    let deviation = variance.sqrt();
    (deviation > 0.0 && deviation.is_finite())
        .then(|| (libm::cbrt(mean_square) - 1.0) * 3.0 / deviation + deviation / 3.0)
}

/// Sums over the ratings of a category.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rasch) struct OfCategory {
    pub(in crate::rasch) count: f64,
    pub(in crate::rasch) place: f64,
    pub(in crate::rasch) expected: f64,
    pub(in crate::rasch) expected_place: f64,
    pub(in crate::rasch) standardised: f64,
    /// The information of its step where all else is known.
    pub(in crate::rasch) step: f64,
}

impl OfCategory {
    pub(in crate::rasch) fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.place += other.place;
        self.expected += other.expected;
        self.expected_place += other.expected_place;
        self.standardised += other.standardised;
        self.step += other.step;
    }
}

#[derive(Debug)]
pub(in crate::rasch) struct Statistics {
    pub(in crate::rasch) elements: Vec<Vec<Sums>>,
    pub(in crate::rasch) categories: Vec<Vec<OfCategory>>,
    /// Rows that are furthest from what was expected.
    pub(in crate::rasch) unexpected: Vec<Unexpected>,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::rasch) struct Unexpected {
    pub(in crate::rasch) row: u32,
    pub(in crate::rasch) z: f64,
}

impl Statistics {
    /// Puts those of other units beside these.
    pub(in crate::rasch) fn append(&mut self, other: &Self) {
        let elements = self.elements.iter_mut().flatten().zip(other.elements.iter().flatten());
        elements.for_each(|(to, from)| to.add(from));
        for (to, from) in self.categories.iter_mut().flatten().zip(other.categories.iter().flatten()) {
            to.count += from.count;
            to.place += from.place;
            to.expected += from.expected;
            to.expected_place += from.expected_place;
            to.standardised += from.standardised;
            to.step += from.step;
        }
        self.unexpected.extend_from_slice(&other.unexpected);
        self.sort();
    }

    fn sort(&mut self) {
        self.unexpected.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()).then(a.row.cmp(&b.row)));
    }
}

/// Of these rows, over where units stand.
pub(in crate::rasch) fn statistics(
    rows: &Rows,
    form: &Form,
    (active, own): (&Active, &[u32]),
    measures: &Measures,
    stands: &Stands,
) -> Statistics {
    let (odds, steps) = (measures.odds(), measures.step_odds());
    let mut elements: Vec<Vec<Sums>> =
        rows.levels.iter().map(|levels| vec![Sums::default(); *levels]).collect();
    let mut categories: Vec<Vec<OfCategory>> =
        steps.iter().map(|steps| vec![OfCategory::default(); steps.len() + 1]).collect();
    let mut p = vec![0.0; rows.categories + 1];
    let mut unexpected = Vec::new();
    for row in own {
        let at = *row as usize;
        let cell = rows.cell(at);
        let group = form.group(cell);
        let category = rating(rows, active, group, at);
        let observed = f64::from(category);
        let mut add = Sums::default();
        let of = &mut categories[group];
        for stand in stands.of(cell[0]) {
            let weight = rows.weight[at] * stand.share;
            let (mut place, mut all) = (stand.place, stand.odds);
            for (facet, code) in cell.iter().enumerate().skip(1) {
                place += measures.of[facet][*code as usize];
                all *= odds[facet][*code as usize];
            }
            let found = probabilities(all, &steps[group], &mut p);
            let p = &p[..=steps[group].len()];
            let (_, fourth) = higher(p, found.mean);
            let residual = observed - found.mean;
            let variance = found.variance;
            let square = residual * residual;
            add.add(&Sums {
                ratings: weight,
                observed: weight * observed,
                expected: weight * found.mean,
                variance: weight * variance,
                squares: weight * square,
                standardised: weight * square / variance,
                infit_spread: weight * (fourth - variance * variance),
                outfit_spread: weight * (fourth / (variance * variance) - 1.0),
                observed_squares: weight * observed * observed,
                expected_squares: weight * found.mean * found.mean,
                place: weight * place,
                place_squares: weight * place * place,
                observed_place: weight * observed * place,
                expected_place: weight * found.mean * place,
            });
            let mut above = 0.0;
            for (at, of) in of.iter_mut().enumerate().rev() {
                of.expected += weight * p[at];
                of.expected_place += weight * p[at] * place;
                above += p[at];
                of.step += weight * above * (1.0 - above);
            }
        }
        for (of, code) in elements.iter_mut().zip(cell) {
            of[*code as usize].add(&add);
        }
        let own = &mut of[usize::from(category)];
        own.count += add.ratings;
        own.place += add.place;
        own.standardised += add.standardised;
        let z = (add.observed - add.expected) / (add.ratings * add.variance).sqrt();
        if z.abs() >= 2.0 {
            unexpected.push(Unexpected { row: *row, z });
        }
    }
    let mut made = Statistics { elements, categories, unexpected };
    made.sort();
    made
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.ratings += other.ratings;
        self.observed += other.observed;
        self.expected += other.expected;
        self.variance += other.variance;
        self.squares += other.squares;
        self.standardised += other.standardised;
        self.infit_spread += other.infit_spread;
        self.outfit_spread += other.outfit_spread;
        self.observed_squares += other.observed_squares;
        self.expected_squares += other.expected_squares;
        self.place += other.place;
        self.place_squares += other.place_squares;
        self.observed_place += other.observed_place;
        self.expected_place += other.expected_place;
    }
}
