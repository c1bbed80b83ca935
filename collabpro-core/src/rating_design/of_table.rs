//! The design of a plain table.

use super::{MapCell, RatedCriterion, RatingDesign, allowed};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::rating_design::graph::{Link, Links};
use crate::rating_table::{Inner, RatingCells, RatingTable};

/// Units between two looks at the watcher.
const STRIDE: usize = 1 << 14;

pub(super) fn rating_design(matrix: &RatingTable, watch: &mut dyn Watch) -> Result<RatingDesign> {
    let inner = matrix.inner();
    let name = |at: usize| match &inner.unit_names {
        Some(names) => names[at].clone(),
        None => (at + 1).to_string(),
    };
    let places: Vec<_> = (0..inner.units).map(|unit| [name(unit), String::new()]).collect();
    let mut links = Vec::new();
    let mut map = Vec::new();
    let mut used = vec![false; inner.scale.values.len()];
    for (unit, [name, occasion]) in places.iter().enumerate() {
        if unit.is_multiple_of(STRIDE) {
            ask(watch, unit as u64, Some(inner.units as u64))?;
        }
        let from = links.len();
        for at in inner.places(unit) {
            let category = match &inner.ratings {
                RatingCells::Codes(codes) => {
                    used[usize::from(codes[at])] = true;
                    u64::from(codes[at])
                }
                RatingCells::Reals(reals) => reals[at].to_bits(),
            };
            let rater = inner.rater(unit, at);
            links.push(Link { place: unit as u32, rater, ratings: 1, always: Some(category) });
        }
        let given = (links.len() - from) as u64;
        map.push(MapCell {
            unit: name.clone(),
            occasion: occasion.clone(),
            role: None,
            criterion: None,
            given,
            not_observed: 0,
            not_applicable: 0,
            no_answer: 0,
            not_asked: inner.raters as u64 - given,
        });
    }
    let links = Links { places, raters: inner.rater_names.clone(), count: inner.raters, linked: true, links };
    let mut group = links.group();
    // A column without a rating is a rater who was asked.
    group.empty_raters = inner.raters as u32 - group.raters;
    group.criteria.push(RatedCriterion {
        criterion: None,
        construct: None,
        ratings: group.ratings,
        units: group.units,
        pairable: group.pairable,
        components: group.components.len() as u32,
        unused: inner.scale.declared.then(|| unused(inner, &used)),
    });
    group.possible = allowed::possible(&group, true);
    Ok(RatingDesign { rubric: None, linked: true, groups: vec![group], map, response: Vec::new(), links })
}

fn unused(inner: &Inner, used: &[bool]) -> Vec<String> {
    let label = |code: usize| match &inner.scale.texts {
        Some(texts) => texts[code].clone(),
        None => inner.scale.values[code].to_string(),
    };
    (0..used.len()).filter(|code| !used[*code]).map(label).collect()
}
