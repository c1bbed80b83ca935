//! What a specification knows beforehand.

use std::collections::BTreeMap;

use super::labels::Anchoring;
use super::losses::{FacetsLossKind, Losses};
use super::rated::{Rated, Scales};
use super::specification::Specification;
use crate::base::error::Problems;
use crate::base::message::Message;
use crate::rasch::{ElementAnchor, GroupAnchor, RaschAnchors, ThresholdAnchor};
use crate::rating_table::Label;

/// What is known beforehand.
pub(super) fn anchors(
    of: &Specification<'_>,
    names: &[String],
    labels: &[BTreeMap<u32, String>],
    scales: &Scales<'_, '_>,
    rated: &[Rated],
    problems: &mut Problems,
    losses: &mut Losses,
) -> Option<RaschAnchors> {
    let mut elements = Vec::new();
    let mut groups: Vec<GroupAnchor> = Vec::new();
    let facets = of.labels.iter().zip(names).zip(labels);
    for ((own, facet), labels) in facets {
        let mut means: BTreeMap<u32, (f64, Vec<String>)> = BTreeMap::new();
        for (number, element) in own.elements.iter().filter(|(_, element)| element.target.is_none()) {
            let Some(label) = labels.get(number).cloned() else { continue };
            let place = Some(element.line.place());
            match (own.anchoring, element.value, element.group) {
                (Anchoring::Elements, Some(measure), _) => {
                    elements.push(ElementAnchor { facet: facet.clone(), element: label, measure });
                }
                (Anchoring::Groups, Some(mean), Some(group)) => {
                    let (known, members) = means.entry(group).or_insert((mean, Vec::new()));
                    if known.to_bits() != mean.to_bits() {
                        let what = Message::new("facets_files.group_mean").count("group", group.into());
                        problems.push(element.line.unsupported(what));
                    }
                    members.push(label);
                }
                (Anchoring::Elements | Anchoring::Groups, ..) => {
                    losses.add("Labels", FacetsLossKind::Assumed, place);
                }
                (Anchoring::None, Some(_), _) => losses.add("Labels", FacetsLossKind::NoPlace, place),
                (_, _, Some(_)) => losses.add("Labels", FacetsLossKind::OutputOnly, place),
                _ => {}
            }
        }
        let own = means.into_values();
        groups.extend(own.map(|(mean, elements)| GroupAnchor { facet: facet.clone(), elements, mean }));
    }
    let mut thresholds = Vec::new();
    for (element, named) in &scales.sets {
        let Some(scale) = of.scales.get(*named) else { continue };
        let lowest = scale.categories.iter().map(|own| own.value).min();
        let label =
            element.zip(scales.partial).and_then(|(number, facet)| labels.get(facet)?.get(&number).cloned());
        for category in scale.categories.iter().filter(|own| Some(own.value) != lowest) {
            match category.threshold.filter(|_| category.anchored) {
                Some(threshold) => thresholds.push(ThresholdAnchor {
                    element: label.clone(),
                    scale: None,
                    category: Label::Number(category.value.into()),
                    threshold,
                }),
                None if category.threshold.is_some() => {
                    losses.add("Rating scale", FacetsLossKind::NoPlace, Some(category.line.place()));
                }
                None => {}
            }
        }
    }
    for (place, scale) in of.scales.iter().enumerate().filter(|(_, scale)| scale.is_anchored()) {
        let lowest = scale.categories.iter().map(|own| own.value).min();
        let is_known = |value: u32| {
            let mut own = scale.categories.iter().filter(|own| own.value == value);
            own.any(|own| own.anchored || Some(own.value) == lowest)
        };
        let mut used = rated.iter().filter(|own| own.scale == Some(place));
        if !used.all(|own| is_known(own.value)) {
            problems.push(scale.line.unsupported(Message::new("facets_files.some_thresholds")));
        }
    }
    if elements.is_empty() && groups.is_empty() && thresholds.is_empty() {
        return None;
    }
    if let Some(line) = of.rescaled {
        problems.push(line.unsupported(Message::new("facets_files.rescaled")));
    }
    Some(RaschAnchors::new().elements(elements).groups(groups).thresholds(thresholds))
}
