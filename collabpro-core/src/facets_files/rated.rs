//! Which scale each rating is on.

use std::collections::BTreeSet;

use super::data::Datum;
use super::lines::{Line, unread, whole};
use super::losses::{FacetsLossKind, Losses};
use super::models::{Entry, Model, Structure};
use super::scales::{NamedScale, no_scale};
use super::specification::{FILE, Specification};
use crate::base::error::{Problem, Problems, shorten};
use crate::base::message::Message;

/// A rating that is analysed.
pub(super) struct Rated {
    pub(super) elements: Vec<u32>,
    pub(super) value: u32,
    pub(super) weight: f64,
    /// The place of its scale among those that are described.
    pub(super) scale: Option<usize>,
}

/// A model with its structure.
struct Scaled<'t> {
    model: Model<'t>,
    structure: Structure,
    /// The place of its scale among those that are described.
    named: Option<usize>,
}

/// Which scale each rating is on.
pub(super) struct Scales<'s, 't> {
    of: &'s Specification<'t>,
    models: Vec<Scaled<'t>>,
    /// The facet whose elements have thresholds of their own.
    pub(super) partial: Option<usize>,
    /// The described scale of all elements, or of one of that facet.
    pub(super) sets: Sets,
    /// Facets between which a bias is asked for.
    pub(super) bias: Vec<usize>,
}

impl<'s, 't> Scales<'s, 't> {
    pub(super) fn read(of: &'s Specification<'t>, problems: &mut Problems, losses: &mut Losses) -> Self {
        let order: Vec<usize> = of.entry.iter().filter_map(|facet| facet.checked_sub(1)).collect();
        let mut made = Self { of, models: Vec::new(), partial: None, sets: Sets::new(), bias: Vec::new() };
        if of.models.is_empty() {
            problems.push(unread(FILE, Message::new("facets_files.absent").text("found", "Models")));
        }
        for (line, text) in &of.models {
            match Model::read(*line, text, order.len()).and_then(|model| made.scaled(model)) {
                Ok(scaled) => made.models.push(scaled),
                Err(problem) => problems.push(problem),
            }
        }
        let marked = made.models.iter().flat_map(|own| order.iter().zip(&own.model.bias));
        let marked: BTreeSet<usize> =
            marked.filter(|(_, is_marked)| **is_marked).map(|(facet, _)| *facet).collect();
        made.bias = marked.into_iter().collect();
        if let Some(line) = made.share(&order).err() {
            problems.push(line.unsupported(Message::new("facets_files.several_scales")));
        }
        for scale in &of.scales {
            let named = scale.categories.iter().filter(|own| !own.label.is_empty());
            for category in named {
                losses.add("Rating scale", FacetsLossKind::NoPlace, Some(category.line.place()));
            }
        }
        made
    }

    fn scaled(&self, model: Model<'t>) -> Result<Scaled<'t>, Problem> {
        let named = self.of.scales.iter().position(|own| own.name == model.scale);
        let structure = match named.and_then(|at| self.of.scales.get(at)) {
            Some(scale) => Some(scale.structure),
            None => Structure::of(model.scale),
        };
        let Some(structure) = structure else { return Err(no_scale(model.line, model.scale)) };
        Ok(Scaled { model, structure, named })
    }

    /// Whether all models share a scale, or have one for each element of a facet; otherwise the line of the first that does not.
    fn share(&mut self, order: &[usize]) -> Result<(), Line<'t>> {
        let rated: Vec<&Scaled<'t>> =
            self.models.iter().filter(|own| own.structure != Structure::Missing).collect();
        let Some((first, others)) = rated.split_first() else { return Ok(()) };
        let is_same =
            |own: &&&Scaled<'t>| own.structure == first.structure && own.model.partial == first.model.partial;
        if let Some(other) = others.iter().find(|own| !is_same(own)) {
            return Err(other.model.line);
        }
        // What lines without a described scale share the manual does not say.
        let specific = |own: &Scaled<'t>| self.of.scales.get(own.named?)?.specific;
        let is_shared = |own: &&Scaled<'t>| own.named == first.named && specific(own) == Some(false);
        let marked = order.iter().zip(&first.model.partial).filter(|(_, own)| **own);
        let partial: Vec<usize> = marked.map(|(facet, _)| *facet).collect();
        match partial[..] {
            [] if others.is_empty() || rated.iter().all(is_shared) => {
                self.sets = first.named.map(|named| (None, named)).into_iter().collect();
            }
            [facet] if others.is_empty() || rated.iter().all(is_shared) => {
                let own = self.of.labels.iter().filter(|own| own.number == facet + 1);
                let elements = own.flat_map(|own| own.elements.keys());
                self.sets = elements.filter_map(|number| Some((Some(*number), first.named?))).collect();
                self.partial = Some(facet);
            }
            [] => {
                let is_own = |own: &Scaled<'t>| {
                    let others = rated.iter().filter(|other| other.named == own.named).count();
                    own.named.is_some() && (others == 1 || specific(own) == Some(true))
                };
                let (facet, sets) = by_element(&rated, order, is_own)?;
                (self.partial, self.sets) = (Some(facet), sets);
            }
            _ => return Err(first.model.line),
        }
        Ok(())
    }

    /// Ratings as categories, with their weights; what no model is of is left out.
    pub(super) fn rate(
        &self,
        of: &Specification<'_>,
        found: Vec<Datum<'_>>,
        problems: &mut Problems,
        losses: &mut Losses,
    ) -> Vec<Rated> {
        let mut rated = Vec::new();
        for own in found {
            let of_it = self.models.iter().find(|scaled| scaled.model.holds(&own.in_data));
            let Some(scaled) = of_it.filter(|scaled| scaled.structure != Structure::Missing) else {
                losses.add("Models", FacetsLossKind::LeftOut, Some(own.line.place()));
                continue;
            };
            let scale = scaled.named.and_then(|at| of.scales.get(at));
            let recoded = scale.and_then(|scale| {
                scale.categories.iter().find(|category| category.codes.contains(&own.code))
            });
            let value = recoded.map(|category| category.value).or_else(|| whole(own.code));
            match value.filter(|value| *value <= scaled.structure.most()) {
                Some(value) => {
                    let weight = own.weight * scaled.model.weight;
                    rated.push(Rated { elements: own.elements, value, weight, scale: scaled.named });
                }
                None => {
                    let what =
                        Message::new("facets_files.rating").text("found", shorten(own.code.to_owned()));
                    problems.push(own.line.unread(what.count("most", scaled.structure.most().into())));
                }
            }
        }
        rated
    }

    fn named(&self) -> impl Iterator<Item = &'s NamedScale<'t>> {
        let used: BTreeSet<usize> = self.sets.iter().map(|(_, named)| *named).collect();
        let of = self.of;
        used.into_iter().filter_map(move |at| of.scales.get(at))
    }

    /// The declared categories: those that are listed or were used; none where nothing is listed.
    pub(super) fn values(&self, used: &BTreeSet<u32>, problems: &mut Problems) -> Vec<u32> {
        let structure = self.models.iter().map(|own| own.structure).find(|own| *own != Structure::Missing);
        let listed: BTreeSet<u32> =
            self.named().flat_map(|own| own.categories.iter().map(|own| own.value)).collect();
        let mut all: BTreeSet<u32> = listed.union(used).copied().collect();
        match structure {
            Some(Structure::Dichotomous) => all.extend([0, 1]),
            Some(Structure::Rating { keep: true, .. }) => {
                let anchored: BTreeSet<u32> = self
                    .named()
                    .filter(|own| own.is_anchored())
                    .flat_map(|own| own.categories.iter().map(|own| own.value))
                    .collect();
                let (first, last) = (used.first().copied().unwrap_or(0), used.last().copied().unwrap_or(0));
                let unused = (first..last).find(|own| !used.contains(own) && !anchored.contains(own));
                let line = self.models.first().map(|own| own.model.line);
                if let Some((unused, line)) = unused.zip(line) {
                    let what = Message::new("facets_files.kept").count("category", unused.into());
                    problems.push(line.unsupported(what));
                }
            }
            _ if listed.is_empty() => all.clear(),
            _ => {}
        }
        all.into_iter().collect()
    }
}

/// The described scale of all elements, or of each of one facet.
type Sets = Vec<(Option<u32>, usize)>;

/// Models that differ by the element of one facet alone, each with a scale of its own: the facet, and these scales.
fn by_element<'t>(
    rated: &[&Scaled<'t>],
    order: &[usize],
    is_own: impl Fn(&Scaled<'t>) -> bool,
) -> Result<(usize, Sets), Line<'t>> {
    let (mut facet, mut sets) = (None, Sets::new());
    for own in rated {
        let mut named = order.iter().zip(&own.model.entries).filter(|(_, entry)| **entry != Entry::Any);
        let (Some((at, Entry::Between(first, last))), None) = (named.next(), named.next()) else {
            return Err(own.model.line);
        };
        let is_new = sets.iter().all(|(known, _)| *known != Some(*first));
        if first != last || !is_new || *facet.get_or_insert(*at) != *at || !is_own(own) {
            return Err(own.model.line);
        }
        sets.extend(own.named.map(|named| (Some(*first), named)));
    }
    Ok((facet.unwrap_or_default(), sets))
}
