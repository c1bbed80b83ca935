//! What cannot be estimated, and what would help.

use super::cells::Rows;
use super::columns::Long;
use super::extreme::Active;
use super::identification::Links;
use super::subsets::count;
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::rasch::options::{RaschOptions, UnusedCategories};

/// Subsets, elements of each and ratings that an error names.
const NAMED: usize = 8;

/// Refuses what the design does not tie together, unless its parts are allowed and each has an origin.
pub(in crate::rasch) fn identified(
    long: &Long,
    rows: &Rows,
    active: &[u32],
    links: &Links,
    options: &RaschOptions,
) -> Result<()> {
    if links.missing() == 0 {
        return Ok(());
    }
    let of = links.subset_of(rows, active);
    let counts: Vec<usize> = of.iter().map(|of| count(of)).collect();
    let is_allowed = match long.form.integrated {
        true => options.allow_population_link,
        false => {
            options.allow_subsets
                && long.anchors.is_empty()
                && counts.iter().max() == counts.get(long.form.uncentred)
        }
    };
    if is_allowed && links.is_parts() {
        return Ok(());
    }
    let sets = |facet: usize| {
        let set = |at: usize| {
            let own = of[facet].iter().enumerate().filter(move |(_, own)| **own as usize == at);
            listed(own.map(|(code, _)| long.elements[facet][code].as_str()), ", ")
        };
        let sets: Vec<String> = (0..counts[facet]).take(NAMED + 1).map(set).collect();
        format!("{}: {}", long.facets[facet], listed(sets.iter().map(String::as_str), " | "))
    };
    let apart = (0..counts.len()).filter(|facet| counts[*facet] > 1);
    let subsets: Vec<String> = apart.map(sets).collect();
    let rating = |cell: &Vec<u32>| {
        let own = long.facets.iter().zip(cell).enumerate();
        let own = own.map(|(at, (facet, code))| format!("{facet} {}", long.elements[at][*code as usize]));
        own.collect::<Vec<_>>().join(", ")
    };
    let ratings: Vec<String> = links.repairs(rows, active).iter().take(NAMED + 1).map(rating).collect();
    let problem = Problem::new(ErrorCode::NotIdentified, Place::path("facets"))
        .all("subsets", &subsets.join("; "))
        .count("n", links.missing() as u64)
        .count("anonymous", u64::from(long.anonymous))
        .all("ratings", &listed(ratings.iter().map(String::as_str), "; "));
    Err(problem.into())
}

/// The first of them, and a sign where there are more.
fn listed<'a>(all: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut all = all.peekable();
    let mut first: Vec<&str> = all.by_ref().take(NAMED).collect();
    first.extend(all.peek().map(|_| "…"));
    first.join(between)
}

/// Refuses categories that were not used, where that is asked for.
pub(in crate::rasch) fn unused(long: &Long, active: &Active, options: &RaschOptions) -> Result<()> {
    if options.unused != UnusedCategories::Refuse {
        return Ok(());
    }
    let lacks = |(set, own): (usize, &Vec<u8>)| {
        let all = 0..long.scales.of(set).values.len();
        let lacking = all.filter(|at| !own.is_empty() && !own.contains(&(*at as u8)));
        lacking.map(|at| long.scales.label(set, at)).collect()
    };
    let names = active.categories.iter().enumerate().map(lacks);
    let Some(names) = names.into_iter().find(|names: &Vec<String>| !names.is_empty()) else {
        return Ok(());
    };
    let problem = Problem::new(ErrorCode::UnusedCategory, Place::column(options.rating.as_str()));
    Err(problem.with("what", names.join(", ")).into())
}
