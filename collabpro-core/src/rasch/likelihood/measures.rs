//! Measures of every element on one scale, from the parameters that were iterated over.

use super::information::Point;
use crate::rasch::design::anchors::Anchors;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::Active;
use crate::rasch::design::patterns::{NONE, Patterns};
use crate::rasch::design::subsets::Subsets;

/// Measures, all of them so that a higher one brings higher ratings.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Measures {
    /// By facet and element; 0 for what is not estimated.
    pub(in crate::rasch) of: Vec<Vec<f64>>,
    /// For each set of thresholds its steps, negative thresholds, which sum to 0.
    pub(in crate::rasch) steps: Vec<Vec<f64>>,
}

impl Measures {
    /// As they were iterated over, whatever their origins.
    pub(in crate::rasch) fn plain(rows: &Rows, active: &Active, patterns: &Patterns, point: &Point) -> Self {
        let value = |facet: usize, code: usize| {
            let (places, values) = match facet == patterns.unit {
                true => (&patterns.class_of, &point.units),
                false => (&patterns.place[facet], &point.others),
            };
            match places[code] {
                _ if !active.is_estimated(facet, code as u32) => 0.0,
                NONE => 0.0,
                place => values[place as usize],
            }
        };
        let of =
            (0..rows.facets()).map(|facet| (0..rows.levels[facet]).map(|code| value(facet, code)).collect());
        Self {
            of: of.collect(),
            steps: patterns.steps.windows(2).map(|pair| point.others[pair[0]..pair[1]].to_vec()).collect(),
        }
    }

    /// The mean of each centred facet is 0, as is that of each set of thresholds; what that moves is in the facet whose mean
    /// is free.
    pub(in crate::rasch) fn new(
        rows: &Rows,
        form: &Form,
        active: &Active,
        patterns: &Patterns,
        subsets: &Subsets,
        point: &Point,
        anchors: &Anchors,
    ) -> Self {
        let mut made = Self::plain(rows, active, patterns, point);
        made.centre(form, active, subsets, !anchors.is_empty());
        made
    }

    /// Brings all to the origins that measures are told from.
    pub(in crate::rasch) fn centre(
        &mut self,
        form: &Form,
        active: &Active,
        subsets: &Subsets,
        is_held: bool,
    ) {
        let free: Vec<usize> =
            subsets.parts(active, form.uncentred).into_iter().flat_map(|(_, codes)| codes).collect();
        // With anchors every set is known, or has been held to its sum.
        let sets = if is_held { 0 } else { self.steps.len() };
        for group in 0..sets {
            let steps = &mut self.steps[group];
            let mean = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
            steps.iter_mut().for_each(|step| *step -= mean);
            match form.partial {
                Some(facet) => {
                    let own = form.members(group).into_iter();
                    let own: Vec<usize> =
                        own.filter(|code| active.is_estimated(facet, *code as u32)).collect();
                    self.shift(facet, &own, mean);
                }
                None => self.shift(form.uncentred, &free, mean),
            }
        }
        for facet in form.centred() {
            for (part, codes) in subsets.parts(active, facet) {
                let sum: f64 = codes.iter().map(|code| self.of[facet][*code]).sum();
                let mean = sum / codes.len().max(1) as f64;
                self.shift(facet, &codes, -mean);
                let is_beside = |code: &&usize| part.is_none() || subsets.of(form.uncentred, **code) == part;
                let beside: Vec<usize> = free.iter().filter(is_beside).copied().collect();
                self.shift(form.uncentred, &beside, mean);
            }
        }
    }

    fn shift(&mut self, facet: usize, codes: &[usize], by: f64) {
        codes.iter().for_each(|code| self.of[facet][*code] += by);
    }

    /// All of them drawn together by a factor.
    pub(in crate::rasch) fn times(&self, factor: f64) -> Self {
        let times = |lists: &[Vec<f64>]| {
            lists.iter().map(|list| list.iter().map(|value| value * factor).collect()).collect()
        };
        Self { of: times(&self.of), steps: times(&self.steps) }
    }

    /// Exponentials of the measures.
    pub(in crate::rasch) fn odds(&self) -> Vec<Vec<f64>> {
        exponentials(&self.of)
    }

    /// Exponentials of the steps, which probabilities are made of.
    pub(in crate::rasch) fn step_odds(&self) -> Vec<Vec<f64>> {
        exponentials(&self.steps)
    }

    /// The mean of the elements of a facet that are estimated.
    pub(in crate::rasch) fn mean(&self, active: &Active, facet: usize) -> f64 {
        let own = self.of[facet].iter().enumerate();
        let own: Vec<f64> =
            own.filter(|(code, _)| active.is_estimated(facet, *code as u32)).map(|(_, own)| *own).collect();
        own.iter().sum::<f64>() / own.len().max(1) as f64
    }
}

/// What units have of the parameters beside them where the means of all other facets and of the sets of thresholds become 0.
pub(in crate::rasch) fn origin(form: &Form, active: &Active, patterns: &Patterns, is_held: bool) -> Vec<f64> {
    let mut origin = vec![0.0; patterns.parameters];
    let mut set = |group: usize, part: f64| {
        // With anchors every set stays where it is.
        let places = if is_held { 0..0 } else { patterns.steps[group]..patterns.steps[group + 1] };
        let part = part / places.len().max(1) as f64;
        places.for_each(|place| origin[place] += part);
    };
    if form.partial.is_none() {
        set(0, 1.0);
    }
    let mut alone = Vec::new();
    for facet in form.centred() {
        let codes: Vec<usize> = (0..patterns.place[facet].len())
            .filter(|code| active.is_estimated(facet, *code as u32) && patterns.place[facet][*code] != NONE)
            .collect();
        for code in &codes {
            let part = 1.0 / codes.len() as f64;
            alone.push((patterns.place[facet][*code] as usize, part));
            if let Some(own) = form.set_of(facet, *code) {
                set(own, part);
            }
        }
    }
    alone.into_iter().for_each(|(place, part)| origin[place] += part);
    origin
}

fn exponentials(lists: &[Vec<f64>]) -> Vec<Vec<f64>> {
    lists.iter().map(|list| list.iter().map(|value| libm::exp(*value)).collect()).collect()
}
