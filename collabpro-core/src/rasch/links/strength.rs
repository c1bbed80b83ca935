//! How surely a design tells elements apart: the variance of a difference, and what further ratings would make of it.

use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::{Active, Standing};
use crate::rasch::design::patterns::{NONE, Patterns};
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::information::{Information, Point, information};
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::probabilities;
use crate::rasch::likelihood::newton::step;

/// Two elements of a facet.
pub(super) type Pair = (usize, [usize; 2]);

/// A design at measures that are taken for true.
#[derive(Debug)]
pub(super) struct Strength<'a> {
    form: &'a Form,
    measures: &'a Measures,
    patterns: Patterns,
    at: Information,
}

/// What a difference is made of: what each parameter adds to it, the larger the better it would be to know it.
pub(super) struct Contrast {
    pub(super) variance: f64,
    /// By facet and element, and by set of thresholds and step.
    of: Vec<Vec<f64>>,
    steps: Vec<Vec<f64>>,
}

/// All of a design is estimated, on these categories of each set of thresholds.
fn whole(rows: &Rows, measures: &Measures) -> Active {
    let map = |steps: &Vec<f64>| (0..=steps.len()).map(|at| at as u8).collect::<Vec<u8>>();
    Active {
        standing: rows.levels.iter().map(|levels| vec![Standing::Estimated; *levels]).collect(),
        rows: (0..rows.len() as u32).collect(),
        map: measures.steps.iter().map(|steps| Some(map(steps))).collect(),
        categories: measures.steps.iter().map(map).collect(),
    }
}

impl<'a> Strength<'a> {
    /// Of all rows; categories of ratings play no part.
    pub(super) fn new(rows: &Rows, form: &'a Form, measures: &'a Measures) -> Self {
        // Each unit by itself, whatever its ratings are.
        let tags: Vec<u32> = (0..rows.levels[rows.unit] as u32).collect();
        let patterns = Patterns::new(rows, form, &whole(rows, measures), &tags);
        let mut point =
            Point { units: vec![0.0; patterns.classes()], others: vec![0.0; patterns.parameters] };
        for (facet, of) in measures.of.iter().enumerate() {
            for (code, measure) in of.iter().enumerate() {
                let (values, places) = match facet == patterns.unit {
                    true => (&mut point.units, &patterns.class_of),
                    false => (&mut point.others, &patterns.place[facet]),
                };
                if let Some(value) = values.get_mut(places[code] as usize) {
                    *value = *measure;
                }
            }
        }
        for (group, steps) in measures.steps.iter().enumerate() {
            point.others[patterns.steps[group]..patterns.steps[group + 1]].copy_from_slice(steps);
        }
        let at = information(&patterns, &point, 0.0);
        Self { form, measures, patterns, at }
    }

    /// The difference of two elements by the information of all parameters together: one system to solve, however many there are.
    pub(super) fn contrast(&mut self, (facet, pair): Pair) -> Contrast {
        let Self { form, measures, patterns, at } = self;
        at.unit_slope.fill(0.0);
        at.slope.fill(0.0);
        for (code, sign) in pair.into_iter().zip([1.0, -1.0]) {
            match facet == patterns.unit {
                true => at.unit_slope[patterns.class_of[code] as usize] = sign,
                false => at.slope[patterns.place[facet][code] as usize] = sign,
            }
            if let Some(set) = form.set_of(facet, code) {
                let own = patterns.steps[set]..patterns.steps[set + 1];
                let share = sign / own.len().max(1) as f64;
                own.for_each(|place| at.slope[place] += share);
            }
        }
        let step = step(patterns, at, &Held::default());
        let element = |facet: usize, code: usize| {
            let (values, places) = match facet == patterns.unit {
                true => (&step.by.units, &patterns.class_of),
                false => (&step.by.others, &patterns.place[facet]),
            };
            if places[code] == NONE { 0.0 } else { values[places[code] as usize] }
        };
        let of = measures.of.iter().enumerate();
        Contrast {
            variance: step.decrement,
            of: of.map(|(facet, of)| (0..of.len()).map(|code| element(facet, code)).collect()).collect(),
            steps: patterns.steps.windows(2).map(|pair| step.by.others[pair[0]..pair[1]].to_vec()).collect(),
        }
    }
}

impl Contrast {
    /// What each element adds to it.
    pub(super) fn of(&self, facet: usize) -> &[f64] {
        &self.of[facet]
    }

    /// How fast its variance would fall with such a rating: the variance, under the model, of what the rating's categories add to it.
    pub(super) fn gain(&self, form: &Form, measures: &Measures, cell: &[u32]) -> f64 {
        let group = form.group(cell);
        let steps: Vec<f64> = measures.steps[group].iter().map(|step| libm::exp(*step)).collect();
        let sum = |of: &[Vec<f64>]| cell.iter().zip(of).map(|(code, of)| of[*code as usize]).sum::<f64>();
        let mut chances = vec![0.0; steps.len() + 1];
        probabilities(libm::exp(sum(&measures.of)), &steps, &mut chances);
        let place = sum(&self.of);
        let (mut mean, mut square, mut own) = (0.0, 0.0, 0.0);
        for (at, chance) in chances.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                own += place + self.steps[group][before];
            }
            mean += chance * own;
            square += chance * own * own;
        }
        (square - mean * mean).max(0.0)
    }
}
