//! What a specification says of a study.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::losses::{FacetsLossKind, Losses};
use super::written::{Written, WrittenCategory, WrittenElement, WrittenFacet, clean};
use crate::base::error::{Error, Result};
use crate::base::nfc::nfc;
use crate::rasch::{Long, RaschAnchors, RaschCorrection, RaschOptions};

/// The largest rating that Facets takes.
const LARGEST: f64 = 254.0;

/// Options of a study that a specification has a place for.
const PLACED: [&str; 9] = [
    "facets",
    "categories",
    "positive",
    "uncentred",
    "dummies",
    "partialCredit",
    "anchors",
    "raters",
    "bias",
];

/// The options of a study as they are written.
pub(super) struct Study(Value);

impl Study {
    pub(super) fn of(study: &RaschOptions) -> Result<Self> {
        serde_json::to_value(study).map(Self).map_err(|_| Error::internal("facets_files"))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    pub(super) fn texts<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s str> {
        self.0.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// What stands otherwise than in a study of Facets, and has no place there.
    pub(super) fn losses(&self, losses: &mut Losses) -> Result<()> {
        let plain = Self::of(&RaschOptions::new().correction(RaschCorrection::None))?;
        for (name, value) in self.0.as_object().into_iter().flatten() {
            let is_named = ["rating", "weight"].contains(&name.as_str());
            let is_usual = plain.0.get(name) == Some(value) || is_named && value == name.as_str();
            if !is_usual && !PLACED.contains(&name.as_str()) {
                let kind = if is_named { FacetsLossKind::Changed } else { FacetsLossKind::NoPlace };
                losses.add(name, kind, None);
            }
        }
        Ok(())
    }
}

/// The place of a name, from 1.
pub(super) fn place(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|own| own == name).map(|at| at + 1)
}

/// A specification, and the number of each element by its label.
pub(super) struct Described {
    pub(super) specification: Written,
    pub(super) numbers: Vec<BTreeMap<String, u32>>,
}

/// Whether Facets takes it as a rating.
pub(super) fn is_rating(value: f64) -> bool {
    value == value.trunc() && (0.0..=LARGEST).contains(&value)
}

/// The ratings of the categories as Facets takes them: whole numbers from 0 to 254, or positions.
pub(super) fn numbers(long: &Long) -> Vec<u32> {
    let scale = long.scales.nth(0);
    let values = &scale.values;
    let is_whole = values.iter().all(|value| is_rating(*value));
    if is_whole {
        values.iter().map(|value| *value as u32).collect()
    } else {
        (0..values.len() as u32).collect()
    }
}

pub(super) fn described(
    long: &Long,
    asked: &RaschOptions,
    study: &Study,
    title: Option<String>,
    losses: &mut Losses,
) -> Described {
    let none = RaschAnchors::new();
    let scale = long.scales.nth(0);
    let anchors = asked.known_anchors().unwrap_or(&none);
    let names = clean(long.facets.iter().map(String::as_str), losses);
    let dummies: BTreeSet<&str> = study.texts("dummies").collect();
    let mut facets = Vec::new();
    let mut numbers: Vec<BTreeMap<String, u32>> = Vec::new();
    for ((facet, name), elements) in long.facets.iter().zip(names).zip(&long.elements) {
        let known = anchors.known_elements().iter().filter(|own| own.facet == *facet);
        let values: BTreeMap<String, f64> =
            known.map(|own| (nfc(&own.element).into_owned(), own.measure)).collect();
        let own = anchors.known_groups().iter().filter(|own| own.facet == *facet);
        let groups: BTreeMap<String, (f64, u32)> = own
            .zip(1..)
            .flat_map(|(own, number)| {
                own.elements.iter().map(move |label| (nfc(label).into_owned(), (own.mean, number)))
            })
            .collect();
        let labels: BTreeSet<&String> = elements.iter().chain(values.keys()).chain(groups.keys()).collect();
        let code = match (dummies.contains(facet.as_str()), values.is_empty(), groups.is_empty()) {
            (true, ..) => "D",
            (_, false, _) => "A",
            (_, _, false) => "G",
            _ => "",
        };
        if code == "A" && !groups.is_empty() {
            losses.add("anchors.groups", FacetsLossKind::NoPlace, None);
        }
        let written = clean(labels.iter().map(|label| label.as_str()), losses);
        let element = |(label, written): (&&String, String)| {
            let group = groups.get(*label).filter(|_| code == "G");
            let value = values.get(*label).filter(|_| code == "A").copied();
            let value = value.or(group.map(|group| group.0));
            WrittenElement { label: written, value, group: group.map(|group| group.1) }
        };
        let made: Vec<WrittenElement> = labels.iter().zip(written).map(element).collect();
        let bare = made.iter().filter(|own| ["A", "G"].contains(&code) && own.value.is_none());
        bare.for_each(|own| losses.add(&own.label, FacetsLossKind::Assumed, None));
        numbers.push(labels.into_iter().cloned().zip(1..).collect());
        facets.push(WrittenFacet { name, code, elements: made });
    }
    let positive: Vec<usize> = study.texts("positive").filter_map(|name| place(&long.facets, name)).collect();
    let partial = study.text("partialCredit").and_then(|name| place(&long.facets, name));
    let mut specification = Written {
        title,
        facets,
        positive: if positive.is_empty() { vec![1] } else { positive },
        free: study.text("uncentred").and_then(|name| place(&long.facets, name)).unwrap_or(1),
        raters: study.text("raters").and_then(|name| place(&long.facets, name)),
        bias: bias(study, &long.facets, losses),
        partial,
        most: 1,
        sets: Vec::new(),
    };
    let codes = self::numbers(long);
    specification.most = codes.iter().copied().max().unwrap_or(1).max(1);
    let is_renumbered = codes.iter().zip(&scale.values).any(|(code, value)| f64::from(*code) != *value);
    if is_renumbered || scale.texts.is_some() {
        losses.add("categories", FacetsLossKind::Changed, None);
    }
    let texts: Vec<&str> = scale.texts.iter().flatten().map(String::as_str).collect();
    let labels = clean(texts, &mut Losses::default());
    let category = |at: usize| WrittenCategory {
        value: codes.get(at).copied().unwrap_or_default(),
        label: labels.get(at).cloned().unwrap_or_default(),
        threshold: None,
        codes: Vec::new(),
    };
    let thresholds: BTreeMap<(Option<String>, usize), f64> = anchors
        .known_thresholds()
        .iter()
        .filter_map(|own| {
            let value = scale.value(&own.category.clone().into_text())?;
            let at = scale.values.iter().position(|known| *known == value)?;
            Some(((own.element.as_ref().map(|label| nfc(label).into_owned()), at), own.threshold))
        })
        .collect();
    let all: Vec<WrittenCategory> = (0..codes.len()).map(category).collect();
    let set = |element: Option<&String>| {
        let of = |at: usize| thresholds.get(&(element.cloned(), at)).copied();
        anchored(&all, of)
    };
    match partial.and_then(|facet| numbers.get(facet - 1)) {
        Some(elements) if !thresholds.is_empty() => {
            let own = elements.iter().map(|(label, number)| (Some(*number as usize), set(Some(label))));
            specification.sets = own.collect();
        }
        _ if !thresholds.is_empty() => specification.sets = vec![(None, set(None))],
        _ if scale.declared => specification.sets = vec![(None, all.clone())],
        _ => {}
    }
    Described { specification, numbers }
}

/// Categories with their thresholds; where some are given, the others count as the one below.
pub(super) fn anchored(
    all: &[WrittenCategory],
    threshold: impl Fn(usize) -> Option<f64>,
) -> Vec<WrittenCategory> {
    if (0..all.len()).all(|at| threshold(at).is_none()) {
        return all.to_vec();
    }
    let mut made: Vec<WrittenCategory> = Vec::new();
    for (at, own) in all.iter().enumerate() {
        match (threshold(at), made.last_mut()) {
            (None, Some(below)) => below.codes.push(own.value),
            (threshold, _) => made.push(WrittenCategory { threshold, ..own.clone() }),
        }
    }
    made
}

/// The facets of the one pair whose bias is asked for.
fn bias(study: &Study, facets: &[String], losses: &mut Losses) -> Vec<usize> {
    let pairs = study.0.get("bias").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    match pairs {
        [] => Vec::new(),
        [pair] => {
            let names = pair.as_array().into_iter().flatten().filter_map(Value::as_str);
            names.filter_map(|name| place(facets, name)).collect()
        }
        _ => {
            losses.add("bias", FacetsLossKind::NoPlace, None);
            Vec::new()
        }
    }
}
