//! What ratings are drawn from.

use super::super::estimate::Estimate;
use super::RaschPlanOptions;
use crate::base::error::{Problems, Result};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::options::refused;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::columns::Long;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::probabilities;
use crate::stats::random::Random;

/// What is known of measures before anything is rated, or by estimates.
#[derive(Debug)]
pub(in super::super) struct Truth {
    /// By facet and element, all of them so that a higher one brings higher ratings; `None`: it is drawn.
    known: Vec<Vec<Option<f64>>>,
    /// By facet, of those that are drawn.
    deviations: Vec<f64>,
    /// For each set of thresholds its steps, negative thresholds, and the declared category of each one that ratings can be in.
    steps: Vec<Vec<f64>>,
    categories: Vec<Vec<u8>>,
}

impl Truth {
    /// As the options have it.
    pub(in super::super) fn assumed(long: &Long, options: &RaschPlanOptions) -> Result<Self> {
        let mut problems = Problems::default();
        let mut known: Vec<Vec<Option<f64>>> =
            long.elements.iter().map(|elements| vec![None; elements.len()]).collect();
        let usual = |facet: usize| if facet == 0 { 1.0 } else { 0.5 };
        let mut deviations: Vec<f64> = (0..known.len()).map(usual).collect();
        for (name, deviation) in options.deviations.iter() {
            let place = format!("deviations.{name}");
            let facet = found(&long.facets, &place, name, Message::new("option.no_facet"), &mut problems);
            facet.into_iter().for_each(|facet| deviations[facet] = *deviation);
        }
        for (name, measures) in options.measures.iter() {
            let place = format!("measures.{name}");
            let Some(facet) =
                found(&long.facets, &place, name, Message::new("option.no_facet"), &mut problems)
            else {
                continue;
            };
            for (element, measure) in measures.iter() {
                let place = format!("measures.{name}.{element}");
                let lacking = Message::new("rasch.no_element").text("facet", name);
                let code = found(&long.elements[facet], &place, element, lacking, &mut problems);
                code.into_iter().for_each(|code| known[facet][code] = Some(long.form.sign[facet] * measure));
            }
        }
        for facet in (0..known.len()).filter(|facet| long.form.dummy[*facet]) {
            known[facet].fill(Some(0.0));
        }
        problems.finish(())?;
        let count = long.scales.most();
        let middle = 0.5 * (count as f64 - 2.0);
        let steps: Vec<f64> = match options.thresholds.as_slice() {
            [] => (0..count.saturating_sub(1)).map(|at| middle - at as f64).collect(),
            own => own.iter().map(|threshold| -threshold).collect(),
        };
        let levels: Vec<usize> = known.iter().map(Vec::len).collect();
        let groups = long.form.groups(&levels);
        let categories = (0..count).map(|at| at as u8).collect();
        Ok(Self { known, deviations, steps: vec![steps; groups], categories: vec![categories; groups] })
    }

    /// As a study found it; what has no measure is drawn.
    pub(in super::super) fn estimated(found: &Estimate, form: &Form) -> Self {
        let of = &found.measures.of;
        let known = |(facet, measures): (usize, &Vec<f64>)| {
            let own = measures.iter().zip(&found.is_measured[facet]);
            own.map(|(measure, is_there)| (form.dummy[facet] || *is_there).then_some(*measure)).collect()
        };
        Self {
            known: of.iter().enumerate().map(known).collect(),
            deviations: of.iter().map(|measures| deviation(measures)).collect(),
            steps: found.measures.steps.clone(),
            categories: found.active.categories.clone(),
        }
    }

    /// The measure of an element where all replicates have the same.
    pub(super) fn known(&self, facet: usize, code: usize) -> Option<f64> {
        self.known[facet][code]
    }

    /// How many steps a set of thresholds has.
    pub(super) fn steps(&self, group: usize) -> usize {
        self.steps[group].len()
    }

    /// Measures where all that is drawn stands in the middle.
    pub(in super::super) fn middle(&self) -> Measures {
        let own = |known: &Vec<Option<f64>>| known.iter().map(|known| known.unwrap_or(0.0)).collect();
        Measures { of: self.known.iter().map(own).collect(), steps: self.steps.clone() }
    }

    /// Measures of one replicate.
    pub(in super::super) fn drawn(&self, random: &mut Random) -> Measures {
        let mut of = Vec::with_capacity(self.known.len());
        for (known, deviation) in self.known.iter().zip(&self.deviations) {
            let own = known.iter().map(|known| known.unwrap_or_else(|| deviation * random.normal()));
            of.push(own.collect());
        }
        Measures { of, steps: self.steps.clone() }
    }

    /// Ratings of one replicate.
    pub(super) fn rate(&self, rows: &mut Rows, form: &Form, truth: &Measures, random: &mut Random) {
        let (odds, steps) = (truth.odds(), truth.step_odds());
        let mut chances = vec![0.0; rows.categories];
        for row in 0..rows.len() {
            let cell = rows.cell(row);
            let place = cell.iter().zip(&odds).map(|(code, odds)| odds[*code as usize]).product();
            let group = form.group(cell);
            probabilities(place, &steps[group], &mut chances);
            let mut left = random.unit();
            let beyond = chances[..steps[group].len()].iter().take_while(|chance| {
                left -= **chance;
                left >= 0.0
            });
            let at = beyond.count();
            rows.category[row] = self.categories[group].get(at).copied().unwrap_or(0);
        }
    }
}

/// The standard deviation around the mean.
fn deviation(measures: &[f64]) -> f64 {
    let n = measures.len().max(1) as f64;
    let mean = measures.iter().sum::<f64>() / n;
    (measures.iter().map(|own| (own - mean) * (own - mean)).sum::<f64>() / n).sqrt()
}

/// The place of a name that an option has.
pub(in super::super) fn found(
    known: &[String],
    place: &str,
    name: &str,
    lacking: Message,
    problems: &mut Problems,
) -> Option<usize> {
    let at = known.iter().position(|own| own == name);
    if at.is_none() {
        let what = lacking.text("found", name.to_owned());
        problems.push(refused(place, or_near(what, nearest(name, known.iter().map(String::as_str)))));
    }
    at
}
