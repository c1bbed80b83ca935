//! A specification on its way into a file.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::losses::{FacetsLossKind, Losses};

/// What stands at the head of every file.
const HEAD: &str =
    "; Written by collabpro after the documentation of Facets 3.87 and 4, and not tried with Facets itself.";

/// An element.
#[derive(Debug)]
pub(super) struct WrittenElement {
    pub(super) label: String,
    pub(super) value: Option<f64>,
    pub(super) group: Option<u32>,
}

/// A facet.
#[derive(Debug)]
pub(super) struct WrittenFacet {
    pub(super) name: String,
    /// `A`, `G`, `D` or nothing.
    pub(super) code: &'static str,
    pub(super) elements: Vec<WrittenElement>,
}

/// A category.
#[derive(Clone, Debug)]
pub(super) struct WrittenCategory {
    pub(super) value: u32,
    pub(super) label: String,
    /// Where it is given.
    pub(super) threshold: Option<f64>,
    /// Other ratings that count as this one.
    pub(super) codes: Vec<u32>,
}

/// A specification; facets are counted from 1.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) title: Option<String>,
    pub(super) facets: Vec<WrittenFacet>,
    pub(super) positive: Vec<usize>,
    pub(super) free: usize,
    pub(super) raters: Option<usize>,
    pub(super) bias: Vec<usize>,
    pub(super) partial: Option<usize>,
    /// The highest rating.
    pub(super) most: u32,
    /// The described scale of all elements, or of one of the facet that has its own.
    pub(super) sets: Vec<(Option<usize>, Vec<WrittenCategory>)>,
}

impl Written {
    /// The text of it, up to the data.
    pub(super) fn text(&self) -> String {
        let mut out = format!("{HEAD}\r\n");
        let mut line = |text: &str| _ = write!(out, "{text}\r\n");
        if let Some(title) = &self.title {
            line(&format!("Title = {}", title.replace(|own| ";\r\n".contains(own), " ")));
        }
        line(&format!("Facets = {}", self.facets.len()));
        let positive: Vec<String> = self.positive.iter().map(usize::to_string).collect();
        line(&format!("Positive = {}", positive.join(",")));
        line(&format!("Noncenter = {}", self.free));
        if let Some(raters) = self.raters {
            line(&format!("Inter-rater = {raters}"));
        }
        line("Models =");
        self.models().iter().for_each(|model| line(model));
        line("*");
        for (element, categories) in &self.sets {
            line(&format!("Rating scale = {},R{},G,O", scale(*element), self.most));
            let lowest = categories.iter().map(|own| own.value).min();
            let is_anchored = categories.iter().any(|own| own.threshold.is_some());
            for own in categories {
                // The lowest has none, and a 0 in its place.
                let place = (is_anchored && Some(own.value) == lowest).then_some(0.0);
                let threshold = own.threshold.or(place).map_or(",".to_owned(), |own| format!("{own},A"));
                let codes: Vec<String> = own.codes.iter().map(u32::to_string).collect();
                let text = format!("{} = {},{threshold},{}", own.value, own.label, codes.join("+"));
                line(text.trim_end_matches([',', ' ']));
            }
            line("*");
        }
        line("Labels =");
        for (number, facet) in (1..).zip(&self.facets) {
            line(format!("{number},{},{}", facet.name, facet.code).trim_end_matches(','));
            for (number, own) in (1..).zip(&facet.elements) {
                let value = own.value.map(|value| value.to_string()).unwrap_or_default();
                let group = own.group.map(|group| group.to_string()).unwrap_or_default();
                line(format!("{number} = {},{value},{group}", own.label).trim_end_matches(','));
            }
            line("*");
        }
        out
    }

    fn models(&self) -> Vec<String> {
        let of = |own: Option<usize>| {
            let entry = |facet: usize| {
                let is_partial = self.partial == Some(facet);
                let element = match own.filter(|_| is_partial) {
                    Some(element) => element.to_string(),
                    None if is_partial => "#".to_owned(),
                    None => "?".to_owned(),
                };
                if self.bias.contains(&facet) { format!("{element}B") } else { element }
            };
            let entries: Vec<String> = (1..=self.facets.len()).map(entry).collect();
            let scale = if self.sets.is_empty() { format!("R{}", self.most) } else { scale(own) };
            format!("{},{scale}", entries.join(","))
        };
        if self.sets.is_empty() {
            return vec![of(None)];
        }
        self.sets.iter().map(|(element, _)| of(*element)).collect()
    }
}

/// The name of a scale.
fn scale(element: Option<usize>) -> String {
    element.map_or_else(|| "Ratings".to_owned(), |element| format!("Ratings{element}"))
}

/// Labels without what Facets takes for separators, each another.
pub(super) fn clean<'l>(labels: impl IntoIterator<Item = &'l str>, losses: &mut Losses) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut made = Vec::new();
    for label in labels {
        let mut own = label.replace(|own| ",=;\t\r\n".contains(own), "_");
        while !taken.insert(own.clone()) {
            own.push('_');
        }
        if own != label {
            losses.add(label, FacetsLossKind::Changed, None);
        }
        made.push(own);
    }
    made
}
