//! What is known beforehand: measures, means of groups and thresholds that are given and not estimated.

use collabpro_derive::{Read, options};
use serde::Serialize;

use super::cells::Form;
use super::scales::Scales;
use crate::base::error::Problems;
use crate::base::nfc::nfc;
use crate::base::options::unfit;
use crate::rating_table::Label;

/// No anchor lies further out, in logits: beyond, a measure counts as on its way to infinity.
const FURTHEST: f64 = 50.0;

/// An element whose measure is known.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ElementAnchor {
    /// Its facet.
    pub facet: String,
    /// Its label.
    pub element: String,
    /// Its measure in logits, in the direction of its facet.
    pub measure: f64,
}

/// A group of elements whose mean is known.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupAnchor {
    /// Their facet.
    pub facet: String,
    /// Their labels.
    pub elements: Vec<String>,
    /// The mean of their measures in logits, in the direction of the facet. Those that are set aside are not in it.
    pub mean: f64,
}

/// A threshold that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ThresholdAnchor {
    /// The element whose threshold it is, with partial credit; null: it is shared.
    pub element: Option<String>,
    /// The scale whose threshold it is, where some elements have one of their own that they share; null: that of all others.
    pub scale: Option<String>,
    /// The category that begins there.
    pub category: Label,
    /// Where it becomes as likely as the category below, in logits.
    pub threshold: f64,
}

/// What is known beforehand and not estimated. A facet with anchors is not centred again.
#[options(check, from_json = none)]
pub struct RaschAnchors {
    /// Elements whose measures are known; those that have no ratings do nothing.
    pub(in crate::rasch) elements: Vec<ElementAnchor>,
    /// Groups of elements whose means are known.
    pub(in crate::rasch) groups: Vec<GroupAnchor>,
    /// Thresholds that are known, all of a set or none: a category without one falls to the neighbour below.
    pub(in crate::rasch) thresholds: Vec<ThresholdAnchor>,
}

impl RaschAnchors {
    /// Elements whose measures are known.
    pub fn known_elements(&self) -> &[ElementAnchor] {
        &self.elements
    }

    /// Groups of elements whose means are known.
    pub fn known_groups(&self) -> &[GroupAnchor] {
        &self.groups
    }

    /// Thresholds that are known.
    pub fn known_thresholds(&self) -> &[ThresholdAnchor] {
        &self.thresholds
    }

    fn check(&self, problems: &mut Problems) {
        let elements = self.elements.iter().enumerate();
        let elements = elements.map(|(at, own)| (format!("elements[{at}].measure"), own.measure));
        let groups = self.groups.iter().enumerate().map(|(at, own)| (format!("groups[{at}].mean"), own.mean));
        let thresholds = self.thresholds.iter().enumerate();
        let thresholds = thresholds.map(|(at, own)| (format!("thresholds[{at}].threshold"), own.threshold));
        for (path, value) in elements.chain(groups).chain(thresholds) {
            if !(-FURTHEST..=FURTHEST).contains(&value) {
                problems.append(&crate::base::options::outside(&path, value, -FURTHEST, FURTHEST));
            }
        }
    }
}

/// A group of elements whose mean is known.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Group {
    pub(in crate::rasch) facet: usize,
    pub(in crate::rasch) codes: Vec<u32>,
    pub(in crate::rasch) mean: f64,
}

/// The thresholds of a set: the declared categories above the lowest that are estimated, and the step to each.
pub(in crate::rasch) type Steps = Vec<(u8, f64)>;

/// What is known of the elements of a table, all of it so that a higher measure brings higher ratings.
#[derive(Clone, Debug, Default)]
pub(in crate::rasch) struct Anchors {
    /// By facet and element; empty without anchors.
    pub(in crate::rasch) elements: Vec<Vec<Option<f64>>>,
    pub(in crate::rasch) groups: Vec<Group>,
    /// By set of thresholds.
    pub(in crate::rasch) steps: Vec<Option<Steps>>,
}

impl Anchors {
    pub(in crate::rasch) fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    pub(in crate::rasch) fn of(&self, facet: usize, code: u32) -> Option<f64> {
        *self.elements.get(facet)?.get(code as usize)?
    }

    pub(in crate::rasch) fn steps(&self, group: usize) -> Option<&Steps> {
        self.steps.get(group)?.as_ref()
    }

    /// The sets of thresholds that are known.
    pub(super) fn known_steps(&self) -> impl Iterator<Item = (usize, &Steps)> {
        self.steps.iter().enumerate().filter_map(|(at, own)| Some((at, own.as_ref()?)))
    }

    /// Whether nothing but the elements of this facet is estimated.
    pub(in crate::rasch) fn is_all_but(&self, facet: usize, form: &Form) -> bool {
        let known = |(at, own): (usize, &Vec<Option<f64>>)| {
            at == facet || form.dummy[at] || own.iter().all(Option::is_some)
        };
        !self.is_empty()
            && self.elements.iter().enumerate().all(known)
            && self.steps.iter().all(Option::is_some)
    }

    /// What distinguishes elements of a facet that have the same ratings: an anchor of their own, or the group that they are in.
    pub(in crate::rasch) fn tags(&self, facet: usize) -> Vec<u32> {
        let Some(own) = self.elements.get(facet) else { return Vec::new() };
        let mut tags: Vec<u32> =
            own.iter().zip(1_u32..).map(|(own, at)| if own.is_some() { at } else { 0 }).collect();
        let groups = self.groups.iter().filter(|group| group.facet == facet);
        for (group, tag) in groups.zip(own.len() as u32 + 1..) {
            group.codes.iter().for_each(|code| tags[*code as usize] = tag);
        }
        tags
    }

    /// Finds the elements that are meant, and marks facets that are not centred again.
    pub(in crate::rasch) fn find(
        given: &RaschAnchors,
        facets: &[String],
        elements: &[Vec<String>],
        scales: &Scales,
        form: &mut Form,
        problems: &mut Problems,
    ) -> Self {
        let mut made = Self {
            elements: elements.iter().map(|labels| vec![None; labels.len()]).collect(),
            groups: Vec::new(),
            steps: vec![None; form.groups(&elements.iter().map(Vec::len).collect::<Vec<_>>())],
        };
        let code = |facet: usize, label: &str| {
            elements[facet].binary_search_by(|own| own.as_str().cmp(&nfc(label))).ok()
        };
        let mut is_taken: Vec<Vec<bool>> = elements.iter().map(|labels| vec![false; labels.len()]).collect();
        let mut take = |facet: usize, code: usize, path: &str, label: &str, problems: &mut Problems| {
            if std::mem::replace(&mut is_taken[facet][code], true) {
                problems.push(unfit(path, "option.twice", label));
            }
        };
        for (at, anchor) in given.elements.iter().enumerate() {
            let path = format!("anchors.elements[{at}]");
            let facet = usable(facets, form, &format!("{path}.facet"), &anchor.facet, problems);
            let Some((facet, code)) = facet.and_then(|facet| Some((facet, code(facet, &anchor.element)?)))
            else {
                continue;
            };
            take(facet, code, &format!("{path}.element"), &anchor.element, problems);
            made.elements[facet][code] = Some(form.sign[facet] * anchor.measure);
            form.anchored[facet] = true;
        }
        for (at, anchor) in given.groups.iter().enumerate() {
            let path = format!("anchors.groups[{at}]");
            let Some(facet) = usable(facets, form, &format!("{path}.facet"), &anchor.facet, problems) else {
                continue;
            };
            let mut codes = Vec::new();
            for label in &anchor.elements {
                if let Some(code) = code(facet, label) {
                    take(facet, code, &format!("{path}.elements"), label, problems);
                    codes.push(code as u32);
                }
            }
            codes.sort_unstable();
            if !codes.is_empty() {
                made.groups.push(Group { facet, codes, mean: form.sign[facet] * anchor.mean });
                form.anchored[facet] = true;
            }
        }
        for (at, anchor) in given.thresholds.iter().enumerate() {
            let path = format!("anchors.thresholds[{at}]");
            let own_sets = form.partial.filter(|_| form.sets.is_empty());
            let group = match (own_sets, &anchor.element, &anchor.scale) {
                (None, None, scale) => scales.find(scale.as_deref()),
                (Some(facet), Some(label), None) => Some(code(facet, label)),
                _ => None,
            };
            let Some(group) = group else {
                let found = anchor.element.as_ref().or(anchor.scale.as_ref());
                let found = found.cloned().unwrap_or_default();
                problems.push(unfit(format!("{path}.element"), "rasch.threshold_of", found));
                continue;
            };
            let label = anchor.category.clone().into_text();
            let scale = scales.of(group.unwrap_or(0));
            let place =
                scale.value(&label).and_then(|value| scale.values.iter().position(|own| *own == value));
            match place.filter(|place| *place > 0) {
                None => problems.push(unfit(format!("{path}.category"), "rasch.threshold_at", label)),
                Some(place) => {
                    let Some(group) = group else { continue };
                    let steps = made.steps[group].get_or_insert_default();
                    if steps.iter().any(|(own, _)| usize::from(*own) == place) {
                        problems.push(unfit(format!("{path}.category"), "option.twice", label));
                    }
                    steps.push((place as u8, 0.0 - anchor.threshold));
                }
            }
        }
        made.steps.iter_mut().flatten().for_each(|steps| steps.sort_unstable_by_key(|(place, _)| *place));
        made.steps
            .iter_mut()
            .filter(|steps| steps.as_ref().is_some_and(Vec::is_empty))
            .for_each(|own| *own = None);
        // Where the facet whose mean is free holds anchors, that of another one is.
        if form.anchored[form.uncentred] {
            let free = (0..facets.len()).find(|facet| !form.anchored[*facet] && !form.dummy[*facet]);
            form.uncentred = free.unwrap_or(form.uncentred);
        }
        made
    }
}

/// The facet of an anchor, if it can hold one.
fn usable(facets: &[String], form: &Form, path: &str, name: &str, problems: &mut Problems) -> Option<usize> {
    let facet = super::columns::named(facets, path, name, problems)?;
    let why = match form.dummy[facet] {
        true => "rasch.dummy",
        false if form.integrated && facet == 0 => "rasch.units_drawn",
        false => return Some(facet),
    };
    problems.push(unfit(path, why, name));
    None
}
