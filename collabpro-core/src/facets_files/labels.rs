//! `Labels=`: facets and their elements.

use std::collections::BTreeMap;

use super::lines::{Line, real, values, whole};
use super::losses::{FacetsLossKind, Losses};
use crate::base::error::{Problems, shorten};
use crate::base::message::Message;

/// The largest number of an element.
const LARGEST: u32 = 2_147_483_646;

/// What a facet's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchoring {
    /// Values to start from.
    None,
    /// Known measures.
    Elements,
    /// Known means of groups.
    Groups,
    /// All measures are 0.
    Dummy,
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element<'t> {
    pub(super) line: Line<'t>,
    pub(super) label: &'t str,
    pub(super) value: Option<f64>,
    pub(super) group: Option<u32>,
    pub(super) weight: f64,
    /// The element that its ratings belong to.
    pub(super) target: Option<u32>,
}

/// A facet.
#[derive(Clone, Debug)]
pub(super) struct FacetLabels<'t> {
    pub(super) line: Line<'t>,
    pub(super) number: usize,
    pub(super) name: &'t str,
    pub(super) anchoring: Anchoring,
    /// By number.
    pub(super) elements: BTreeMap<u32, Element<'t>>,
}

impl<'t> FacetLabels<'t> {
    /// The line that names a facet.
    pub(super) fn read(line: Line<'t>, problems: &mut Problems, losses: &mut Losses) -> Self {
        let parts = values(line.text);
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let code: String = part(2).chars().filter(|own| !own.is_whitespace() && *own != '+').collect();
        let code = code.to_ascii_uppercase();
        let reported = code.strip_suffix('N');
        let anchoring = match reported.unwrap_or(&code) {
            "" => Anchoring::None,
            "A" => Anchoring::Elements,
            "G" => Anchoring::Groups,
            "D" => Anchoring::Dummy,
            _ => {
                let what = Message::new("facets_files.facet_code").text("found", shorten(part(2).to_owned()));
                problems.push(line.unsupported(what));
                Anchoring::None
            }
        };
        if reported.is_some() || !part(3).is_empty() {
            losses.add("Labels", FacetsLossKind::OutputOnly, Some(line.place()));
        }
        let number = whole(part(0)).map_or(0, |number| number as usize);
        Self { line, number, name: part(1), anchoring, elements: BTreeMap::new() }
    }

    /// A line of an element.
    pub(super) fn element(&mut self, line: Line<'t>, problems: &mut Problems) {
        let parts = values(line.text);
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let number = whole(part(0)).filter(|number| *number <= LARGEST);
        let [group, target] = [3, 5].map(|at| whole(part(at)));
        let [value, weight] = [2, 4].map(|at| real(part(at)));
        let read = [value.is_some(), group.is_some(), weight.is_some_and(|own| own >= 0.0), target.is_some()];
        let fits = (2..).zip(read).all(|(at, is_read)| is_read || part(at).is_empty());
        let Some(number) = number.filter(|_| fits && parts.len() <= 6) else {
            let what = Message::new("facets_files.element").text("found", shorten(line.text.to_owned()));
            return problems.push(line.unread(what));
        };
        // What is said of a number twice is put together.
        let own = self.elements.entry(number).or_insert(Element {
            line,
            label: "",
            value: None,
            group: None,
            weight: 1.0,
            target: None,
        });
        if !part(1).is_empty() {
            own.label = part(1);
        }
        own.value = value.or(own.value);
        own.group = group.or(own.group);
        own.weight = weight.unwrap_or(own.weight);
        own.target = target.or(own.target);
    }
}
