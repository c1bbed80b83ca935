//! From a specification and its data to a long table and the options of the same study.

use std::collections::{BTreeMap, BTreeSet};

use super::anchored::anchors;
use super::data::{data, nothing};
use super::labels::{Anchoring, FacetLabels};
use super::lines::unread;
use super::losses::{FacetsLossKind, Losses};
use super::rated::{Rated, Scales};
use super::specification::{FILE, Specification};
use super::{FacetsOptions, FacetsStudy, ReadFacetsOptions};
use crate::base::error::{ErrorKind, Problems, Result, shorten};
use crate::base::message::Message;
use crate::base::table::{Rows, Table};
use crate::rasch::{RaschCorrection, RaschOptions};

/// Reads a specification and its data.
pub(super) fn read(options: &ReadFacetsOptions) -> Result<FacetsStudy> {
    let (mut problems, mut losses) = (Problems::of(ErrorKind::Ratings), Losses::default());
    let of = Specification::read(&options.specification, &mut problems, &mut losses);
    let names = names(&of, &mut problems, &mut losses);
    let labels = labels(&of, &mut problems);
    let scales = Scales::read(&of, &mut problems, &mut losses);
    let rated = if options.data {
        if !of.has_data {
            problems.push(unread(FILE, Message::new("facets_files.absent").text("found", "Data")));
        }
        let found = data(&of, &options.files, &mut problems, &mut losses);
        let rated = scales.rate(&of, found, &mut problems, &mut losses);
        if rated.is_empty() && problems.is_empty() {
            problems.push(nothing());
        }
        rated
    } else {
        Vec::new()
    };
    let used: BTreeSet<u32> = rated.iter().map(|own| own.value).collect();
    let values = scales.values(&used, &mut problems);
    let mut study = RaschOptions::new().facets(names.clone()).correction(RaschCorrection::None);
    let ratings = free("rating", &names);
    if ratings != "rating" {
        study = study.rating(&ratings);
    }
    let weights = free("weight", &names);
    let is_weighted = rated.iter().any(|own| own.weight.to_bits() != 1.0_f64.to_bits());
    if is_weighted {
        study = study.weight(&weights);
    }
    if !values.is_empty() {
        study = study.values(values.iter().map(|value| f64::from(*value)));
    }
    let anchors = anchors(&of, &names, &labels, &scales, &rated, &mut problems, &mut losses);
    study = positive(&of, &names, study, &mut problems);
    study = origin(&of, &names, study, &mut problems);
    let dummies = of.labels.iter().filter(|own| own.anchoring == Anchoring::Dummy);
    let dummies: Vec<&String> = dummies.filter_map(|own| names.get(own.number - 1)).collect();
    study = study.dummies(dummies.into_iter().cloned());
    if let Some(name) = scales.partial.and_then(|facet| names.get(facet)) {
        study = study.partial_credit(name);
    }
    if let Some(name) = of.raters.and_then(|facet| names.get(facet - 1)) {
        study = study.raters(name);
    }
    match scales.bias[..] {
        [] => {}
        [first, second] if anchors.is_none() => {
            if let (Some(first), Some(second)) = (names.get(first), names.get(second)) {
                study = study.bias(first, second);
            }
        }
        _ => losses.add("Models", FacetsLossKind::NoPlace, of.models.first().map(|(line, _)| line.place())),
    }
    if let Some(anchors) = anchors {
        study = study.anchors(anchors);
    }
    problems.finish(())?;
    let columns = options.data.then(|| table(&names, &labels, &rated, [&ratings, &weights], is_weighted));
    Ok(FacetsStudy {
        title: of.title.map(str::to_owned),
        columns,
        options: FacetsOptions(study),
        losses: losses.0,
    })
}

/// A name that no facet has.
fn free(base: &str, names: &[String]) -> String {
    let mut name = base.to_owned();
    while names.contains(&name) {
        name.push('_');
    }
    name
}

/// The names of the facets.
fn names(of: &Specification<'_>, problems: &mut Problems, losses: &mut Losses) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for facet in 1..=of.facets {
        let own = of.labels.iter().find(|own| own.number == facet);
        match own {
            Some(own) if names.iter().any(|name| name == own.name) => {
                let what = Message::new("facets_files.twice").text("found", shorten(own.name.to_owned()));
                problems.push(own.line.unread(what));
            }
            Some(own) if own.name.is_empty() => {
                losses.add("Labels", FacetsLossKind::Changed, Some(own.line.place()));
            }
            Some(_) => {}
            None => {
                let what = Message::new("facets_files.no_facet").count("facet", facet as u64);
                problems.push(unread(FILE, what));
            }
        }
        let name = own.map(|own| own.name.to_owned()).filter(|name| !name.is_empty());
        names.push(name.unwrap_or_else(|| format!("facet{facet}")));
    }
    let is_whole = |facet: &usize| of.entry.iter().filter(|own| *own == facet).count() == 1;
    if !(1..=of.facets).all(|facet| is_whole(&facet)) {
        problems.push(unread(FILE, Message::new("facets_files.entry").count("facets", of.facets as u64)));
    }
    names
}

/// By facet, the label of each element: its own, or its number.
fn labels(of: &Specification<'_>, problems: &mut Problems) -> Vec<BTreeMap<u32, String>> {
    let mut all = Vec::new();
    for facet in 1..=of.facets {
        let (mut own, mut known) = (BTreeMap::new(), BTreeSet::new());
        let elements = of.labels.iter().filter(|own| own.number == facet).flat_map(|own| &own.elements);
        for (number, element) in elements {
            let label = if element.label.is_empty() { number.to_string() } else { element.label.to_owned() };
            if !known.insert(label.clone()) && element.target.is_none() {
                let what = Message::new("facets_files.twice").text("found", shorten(label.clone()));
                problems.push(element.line.unread(what));
            }
            own.insert(*number, label);
        }
        all.push(own);
    }
    all
}

/// The facets in whose direction ratings rise.
fn positive(
    of: &Specification<'_>,
    names: &[String],
    study: RaschOptions,
    problems: &mut Problems,
) -> RaschOptions {
    let Some(chosen) = &of.positive else { return study };
    let own = (1..).zip(names).filter(|(facet, _)| chosen.holds(*facet)).map(|(_, name)| name.clone());
    let own: Vec<String> = own.collect();
    if own.is_empty() && chosen.facets.is_empty() {
        // What it names was told.
        return study;
    }
    if own.is_empty() {
        problems.push(chosen.line.unsupported(Message::new("facets_files.no_positive")));
        return study;
    }
    study.positive(own)
}

/// The facet whose mean is free: of those that no anchors settle there must be one, or none is left.
fn origin(
    of: &Specification<'_>,
    names: &[String],
    study: RaschOptions,
    problems: &mut Problems,
) -> RaschOptions {
    let is_free = |facet: usize| of.free.as_ref().map_or(facet == 1, |chosen| chosen.holds(facet));
    let settles = |own: &FacetLabels<'_>| match own.anchoring {
        Anchoring::Dummy => true,
        Anchoring::None => false,
        Anchoring::Elements | Anchoring::Groups => own.elements.values().any(|own| own.value.is_some()),
    };
    let is_settled = |facet: usize| of.labels.iter().any(|own| own.number == facet && settles(own));
    let is_dummy =
        |facet: usize| of.labels.iter().any(|own| own.number == facet && own.anchoring == Anchoring::Dummy);
    let open: Vec<usize> = (1..=names.len()).filter(|facet| !is_settled(*facet)).collect();
    let free: Vec<usize> = open.iter().copied().filter(|facet| is_free(*facet)).collect();
    let chosen = match free[..] {
        [facet] => Some(facet),
        [] if open.is_empty() => (1..=names.len()).find(|facet| !is_dummy(*facet)),
        _ => {
            let place = of.free.as_ref().map_or_else(|| FILE.to_owned(), |chosen| chosen.line.place());
            problems
                .push(unread(place, Message::new("facets_files.origin").count("facets", free.len() as u64)));
            None
        }
    };
    match chosen.filter(|facet| *facet > 1).and_then(|facet| names.get(facet - 1)) {
        Some(name) => study.uncentred(name),
        None => study,
    }
}

/// A row for each rating.
fn table(
    names: &[String],
    labels: &[BTreeMap<u32, String>],
    rated: &[Rated],
    [ratings, weights]: [&String; 2],
    is_weighted: bool,
) -> Table {
    let facets = names.iter().zip(labels).enumerate();
    let rows = facets.fold(Rows::of(rated), |rows, (at, (name, labels))| {
        rows.column(name.clone(), move |row| row.elements.get(at).and_then(|number| labels.get(number)))
    });
    let rows = rows.column(ratings.clone(), |row| i64::from(row.value));
    if is_weighted { rows.column(weights.clone(), |row| row.weight).table() } else { rows.table() }
}
