//! Scales: one for all, or others for some elements of a facet.

use std::collections::BTreeMap;

use collabpro_derive::Read;
use serde::Serialize;

use super::cells::Form;
use super::columns::named;
use crate::base::error::Problems;
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::nfc::nfc;
use crate::base::options::{refused, unfit};
use crate::rasch::options::RaschOptions;
use crate::rating_table::{Label, Scale, declared};

/// A scale of its own for some elements of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ElementScale {
    /// Its name.
    pub scale: String,
    /// Labels of the elements that are rated on it.
    pub elements: Vec<String>,
    /// Its categories, lowest first: 2 to 253, all numbers (rising) or all texts (in their order).
    pub categories: Vec<Label>,
}

/// The scales of a study.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scales {
    /// The first is that of all elements for which no other is declared, and has no name.
    all: Vec<(Option<String>, Scale)>,
    /// For each set of thresholds its scale; empty where there is one.
    of: Vec<u32>,
}

impl Scales {
    pub(in crate::rasch) fn one(scale: Scale) -> Self {
        Self { all: vec![(None, scale)], of: Vec::new() }
    }

    /// Which one that of a set of thresholds is.
    pub(in crate::rasch) fn at(&self, set: usize) -> usize {
        self.of.get(set).map_or(0, |at| *at as usize)
    }

    /// That of a set of thresholds.
    pub(in crate::rasch) fn of(&self, set: usize) -> &Scale {
        &self.all[self.at(set)].1
    }

    /// Its name; that of the others has none.
    pub(in crate::rasch) fn name(&self, set: usize) -> Option<&str> {
        self.name_of(self.at(set))
    }

    /// The set of thresholds that the elements of a scale share; within, nothing where none of them is there.
    pub(in crate::rasch) fn find(&self, name: Option<&str>) -> Option<Option<usize>> {
        let scale = self.all.iter().position(|(own, _)| own.as_deref() == name)?;
        match self.of.is_empty() {
            true => Some(Some(scale)),
            false => Some(self.of.iter().position(|own| *own as usize == scale)),
        }
    }

    pub(crate) fn nth(&self, at: usize) -> &Scale {
        &self.all[at].1
    }

    pub(in crate::rasch) fn name_of(&self, at: usize) -> Option<&str> {
        self.all[at].0.as_deref()
    }

    pub(in crate::rasch) fn len(&self) -> usize {
        self.all.len()
    }

    /// What a category of a set counts.
    pub(in crate::rasch) fn value(&self, set: usize, category: usize) -> f64 {
        self.of(set).values.get(category).copied().unwrap_or_default()
    }

    /// The label of a category of a set.
    pub(in crate::rasch) fn label(&self, set: usize, category: usize) -> String {
        self.of(set).label(category)
    }

    pub(in crate::rasch) fn each(&self) -> impl Iterator<Item = &Scale> {
        self.all.iter().map(|(_, scale)| scale)
    }

    /// Whether all are declared.
    pub(in crate::rasch) fn is_declared(&self) -> bool {
        self.each().all(|scale| scale.declared)
    }

    /// The most categories that one has.
    pub(in crate::rasch) fn most(&self) -> usize {
        self.each().map(|scale| scale.values.len()).max().unwrap_or(0)
    }

    pub(crate) fn is_one(&self) -> bool {
        self.all.len() == 1
    }

    /// Gives each set of thresholds its scale, by the scale of each element of the facet that says so. Elements with one scale
    /// share their thresholds, unless each has its own.
    pub(in crate::rasch) fn settle(
        all: Vec<(Option<String>, Scale)>,
        facet: usize,
        of_element: Vec<u32>,
        form: &mut Form,
    ) -> Self {
        let of = match form.partial {
            Some(_) => of_element,
            None => {
                // Sets are in the order of the scales that are used, so that none is empty.
                let mut used = of_element.clone();
                used.sort_unstable();
                used.dedup();
                let set = |scale: &u32| used.binary_search(scale).unwrap_or(0) as u32;
                form.sets = of_element.iter().map(set).collect();
                form.partial = Some(facet);
                used
            }
        };
        let made = Self { all, of };
        form.categories = (0..made.of.len()).map(|set| made.of(set).values.len()).collect();
        made
    }
}

/// What options say of scales that some elements have, before any rating is looked at.
pub(super) struct Declared {
    pub(super) facet: usize,
    pub(super) all: Vec<(String, Scale)>,
    /// For each element that is named its scale, from 1, and where it was named.
    pub(super) of: BTreeMap<String, (u32, String)>,
}

impl Declared {
    pub(super) fn new(
        facets: &[String],
        criteria: Option<usize>,
        options: &RaschOptions,
        form: &Form,
        problems: &mut Problems,
    ) -> Option<Self> {
        if options.scales.is_empty() {
            if let Some(name) = &options.scale_of {
                problems.push(unfit("scaleOf", "rasch.no_scales", name));
            }
            return None;
        }
        let facet = match &options.scale_of {
            Some(name) => named(facets, "scaleOf", name, problems)?,
            None if criteria.is_some() => criteria?,
            None => {
                problems.push(refused("scaleOf", Message::new("rasch.scale_of")));
                return None;
            }
        };
        if form.dummy[facet] {
            problems.push(unfit("scaleOf", "rasch.dummy", &facets[facet]));
        }
        if form.partial.is_some_and(|partial| partial != facet) {
            problems.push(unfit("partialCredit", "rasch.scales_partial", &facets[facet]));
        }
        if facet == 0 {
            problems.push(unfit("scaleOf", "rasch.units", &facets[facet]));
        }
        let mut made = Self { facet, all: Vec::new(), of: BTreeMap::new() };
        for (at, own) in options.scales.iter().enumerate() {
            let path = format!("scales[{at}]");
            if made.all.iter().any(|(name, _)| *name == own.scale) {
                problems.push(unfit(format!("{path}.scale"), "option.twice", &own.scale));
            }
            match declared(&own.categories, &format!("{path}.categories")) {
                Ok(Some(scale)) => made.all.push((own.scale.clone(), scale)),
                Ok(None) => problems.push(refused(
                    format!("{path}.categories"),
                    Message::new("option.categories")
                        .text("found", "[]")
                        .count("most", crate::rating_table::MOST_CATEGORIES as u64),
                )),
                Err(error) => problems.append(&error),
            }
            for (place, element) in own.elements.iter().enumerate() {
                let path = format!("{path}.elements[{place}]");
                let known = made.of.insert(nfc(element).into_owned(), (at as u32 + 1, path.clone()));
                if known.is_some() {
                    problems.push(unfit(path, "option.twice", element));
                }
            }
        }
        Some(made)
    }

    /// For each of these labels its scale, 0 where none is declared; a name that is none of them is a mistake.
    pub(super) fn of_labels(&self, facet: &str, labels: &[&str], problems: &mut Problems) -> Vec<u32> {
        let known: std::collections::BTreeSet<&str> = labels.iter().copied().collect();
        for (element, (_, path)) in self.of.iter().filter(|(element, _)| !known.contains(element.as_str())) {
            let what = Message::new("rasch.no_element").text("found", element.clone()).text("facet", facet);
            problems.push(refused(path.clone(), or_near(what, nearest(element, labels.iter().copied()))));
        }
        labels.iter().map(|label| self.of.get(*label).map_or(0, |(scale, _)| *scale)).collect()
    }
}
