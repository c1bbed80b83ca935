//! What options name of a study, by its place.

use std::collections::BTreeSet;

use super::cells::Rows;
use super::columns::{Long, named};
use crate::base::error::{ErrorKind, Problems, Result, shorten};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::options::{refused, unfit};
use crate::rasch::options::RaschOptions;

/// The most differences that are worked out.
const MOST_DIFFERENCES: usize = 100_000;

/// The most elements whose residuals are looked at together.
const MOST_RESIDUALS: usize = 200;

/// The most elements that are estimated anew in each group, one after the other.
const MOST_EFFECTS: usize = 1_000;

/// The most pairs of elements of two facets.
const MOST_BIAS: usize = 100_000;

/// What is asked for beside measures.
#[derive(Debug, Default)]
pub(in crate::rasch) struct Asked {
    /// Facets and elements whose standard error is worked out one by one.
    pub(in crate::rasch) errors: Vec<(usize, usize)>,
    /// A facet and two of its elements.
    pub(in crate::rasch) differences: Vec<(usize, [usize; 2])>,
    /// Facets whose elements have counts of categories.
    pub(in crate::rasch) usage: Vec<usize>,
    /// Pairs of facets whose elements may go together.
    pub(in crate::rasch) bias: Vec<[usize; 2]>,
    /// Facets, and the facets of the groups in which their elements may stand elsewhere.
    pub(in crate::rasch) effects: Vec<[usize; 2]>,
    /// The facet whose elements have curves.
    pub(in crate::rasch) curves: Option<usize>,
    /// The facet whose residuals are looked at.
    pub(in crate::rasch) residuals: Option<usize>,
}

/// The place of an element that an option names.
fn element(long: &Long, facet: usize, path: String, name: &str, problems: &mut Problems) -> Option<usize> {
    let known = &long.elements[facet];
    let found = known.binary_search_by(|own| own.as_str().cmp(name)).ok();
    if found.is_none() {
        let what = Message::new("rasch.no_element").text("found", shorten(name.to_owned()));
        let what = what.text("facet", long.facets[facet].clone());
        problems.push(refused(path, or_near(what, nearest(name, known.iter().map(String::as_str)))));
    }
    found
}

/// Two different facets.
fn two(long: &Long, path: &str, words: &[String], problems: &mut Problems) -> Option<[usize; 2]> {
    let [first, second] = words else {
        problems.push(unfit(path, "rasch.two_facets", words.join(", ")));
        return None;
    };
    let [first, second] = [first, second].map(|name| named(&long.facets, path, name, problems));
    let pair = first.zip(second)?;
    if pair.0 == pair.1 {
        problems.push(unfit(path, "rasch.two_facets", words.join(", ")));
        return None;
    }
    Some([pair.0, pair.1])
}

impl Asked {
    pub(in crate::rasch) fn read(long: &Long, options: &RaschOptions) -> Result<Self> {
        let mut problems = Problems::of(ErrorKind::Estimation);
        let mut made = Self::default();
        for (at, words) in options.errors_of.iter().enumerate() {
            let path = format!("errorsOf[{at}]");
            let [facet, name] = words.as_slice() else {
                problems.push(unfit(path, "rasch.element", words.join(", ")));
                continue;
            };
            let Some(facet) = named(&long.facets, &path, facet, &mut problems) else { continue };
            let element = element(long, facet, path, name, &mut problems);
            made.errors.extend(element.map(|element| (facet, element)));
        }
        for (at, words) in options.differences.iter().enumerate() {
            let path = format!("differences[{at}]");
            let (facet, two) = match words.as_slice() {
                [facet] => (facet, None),
                [facet, first, second] if first != second => (facet, Some([first, second])),
                _ => {
                    problems.push(unfit(path, "rasch.difference", words.join(", ")));
                    continue;
                }
            };
            let Some(facet) = named(&long.facets, &path, facet, &mut problems) else { continue };
            let Some(two) = two else {
                let count = long.elements[facet].len();
                let all = (0..count).flat_map(|first| (first + 1..count).map(move |second| [first, second]));
                let left = MOST_DIFFERENCES + 1 - made.differences.len().min(MOST_DIFFERENCES);
                made.differences.extend(all.take(left).map(|two| (facet, two)));
                continue;
            };
            let two = two.map(|name| element(long, facet, path.clone(), name, &mut problems));
            if let [Some(first), Some(second)] = two {
                made.differences.push((facet, [first, second]));
            }
        }
        if made.differences.len() > MOST_DIFFERENCES {
            let many = Message::new("rasch.differences").count("most", MOST_DIFFERENCES as u64);
            problems.push(refused("differences", many));
        }
        for (at, name) in options.categories_by.iter().enumerate() {
            made.usage.extend(named(&long.facets, &format!("categoriesBy[{at}]"), name, &mut problems));
        }
        for (at, words) in options.bias.iter().enumerate() {
            let path = format!("bias[{at}]");
            made.bias.extend(two(long, &path, words, &mut problems));
        }
        for (at, words) in options.effects.iter().enumerate() {
            let path = format!("effects[{at}]");
            let Some(pair) = two(long, &path, words, &mut problems) else { continue };
            if long.elements[pair[0]].len() > MOST_EFFECTS {
                let many = Message::new("rasch.effects").count("most", MOST_EFFECTS as u64);
                problems.push(refused(path, many));
            } else if pair[0] == 0 {
                problems.push(unfit(path, "rasch.units", long.facets[0].clone()));
            } else if long.form.dummy[pair[0]] {
                problems.push(unfit(path, "rasch.dummy", long.facets[pair[0]].clone()));
            } else {
                made.effects.push(pair);
            }
        }
        if let Some(name) = &options.curves {
            made.curves = named(&long.facets, "curves", name, &mut problems);
            // Units are along the scale, and thresholds are those of one facet.
            let other =
                long.form.partial.filter(|partial| made.curves.is_some_and(|facet| facet != *partial));
            if let (Some(_), Some(partial)) = (made.curves, other) {
                problems.push(unfit("curves", "rasch.curves", long.facets[partial].clone()));
            } else if made.curves == Some(0) {
                problems.push(unfit("curves", "rasch.units", name));
            }
        }
        if let Some(name) = &options.residuals {
            made.residuals = named(&long.facets, "residuals", name, &mut problems);
            if made.residuals.is_some_and(|facet| long.elements[facet].len() > MOST_RESIDUALS) {
                let many = Message::new("rasch.residuals").count("most", MOST_RESIDUALS as u64);
                problems.push(refused("residuals", many));
            }
        }
        problems.finish(made)
    }

    /// Refuses more pairs of elements than are told.
    pub(in crate::rasch) fn fits(&self, rows: &Rows) -> Result<()> {
        for (at, pair) in self.bias.iter().enumerate() {
            let met = (0..rows.len()).map(|row| pair.map(|facet| rows.cell(row)[facet]));
            if met.collect::<BTreeSet<_>>().len() > MOST_BIAS {
                let many = Message::new("rasch.bias").count("most", MOST_BIAS as u64);
                return Err(refused(format!("bias[{at}]"), many).into());
            }
        }
        Ok(())
    }
}
