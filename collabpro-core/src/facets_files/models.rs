//! Lines of `Models=`: which ratings a model is of, their scale and their weight.

use super::lines::{Line, range, real, values, whole};
use crate::base::error::{Problem, shorten};
use crate::base::message::Message;

/// Which elements of a facet a model is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// All of them.
    Any,
    /// Those from one number to another.
    Between(u32, u32),
}

impl Entry {
    pub(super) fn holds(self, element: u32) -> bool {
        match self {
            Self::Any => true,
            Self::Between(first, last) => (first..=last).contains(&element),
        }
    }
}

/// What a rating can be, by the code of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Structure {
    /// Whole numbers up to this one; whether unused ones between others are kept.
    Rating { most: u32, keep: bool },
    /// 0 or 1.
    Dichotomous,
    /// Ratings that are not analysed.
    Missing,
}

impl Structure {
    /// The largest rating.
    pub(super) const MOST: u32 = 254;

    /// The structure that a code names: `R`, `R5`, `R5K`, `D` or `M`.
    pub(super) fn of(code: &str) -> Option<Self> {
        let code = code.to_ascii_uppercase();
        match code.as_str() {
            "D" => return Some(Self::Dichotomous),
            "M" => return Some(Self::Missing),
            _ => {}
        }
        let rest = code.strip_prefix('R')?;
        let (digits, keep) = rest.strip_suffix('K').map_or((rest, false), |digits| (digits, true));
        let most = if digits.is_empty() { Some(9) } else { whole(digits) };
        most.filter(|most| (1..=Self::MOST).contains(most)).map(|most| Self::Rating { most, keep })
    }

    pub(super) fn most(self) -> u32 {
        match self {
            Self::Rating { most, .. } => most,
            Self::Dichotomous => 1,
            Self::Missing => Self::MOST,
        }
    }
}

/// A line of `Models=`.
#[derive(Clone, Debug)]
pub(super) struct Model<'t> {
    pub(super) line: Line<'t>,
    /// By the facets' positions in the data.
    pub(super) entries: Vec<Entry>,
    /// Where each element has a scale of its own.
    pub(super) partial: Vec<bool>,
    /// Where a bias is asked for.
    pub(super) bias: Vec<bool>,
    /// The code or the name of the scale.
    pub(super) scale: &'t str,
    pub(super) weight: f64,
}

impl<'t> Model<'t> {
    pub(super) fn read(line: Line<'t>, text: &'t str, facets: usize) -> Result<Self, Problem> {
        let parts = values(text);
        let (entries, rest) = parts.split_at_checked(facets).unwrap_or((&[], &[]));
        let (scale, weight) = match rest {
            [scale] => (*scale, 1.0),
            [scale, weight] => match real(weight).filter(|weight| *weight >= 0.0) {
                _ if weight.is_empty() => (*scale, 1.0),
                Some(weight) => (*scale, weight),
                None => {
                    return Err(line.unread(
                        Message::new("facets_files.weight").text("found", shorten((*weight).to_owned())),
                    ));
                }
            },
            _ => {
                let parts = Message::new("facets_files.model_parts").count("facets", facets as u64);
                return Err(line.unread(parts.text("found", shorten(text.to_owned()))));
            }
        };
        let mut made =
            Self { line, entries: Vec::new(), partial: Vec::new(), bias: Vec::new(), scale, weight };
        for entry in entries {
            let is_marked = |mark: char| entry.chars().any(|own| own.eq_ignore_ascii_case(&mark));
            let body: String = entry.chars().filter(|own| !['#', 'b', 'B'].contains(own)).collect();
            let what = match body.trim() {
                "?" | "X" | "x" => Entry::Any,
                "" if entry.is_empty() || is_marked('#') => Entry::Any,
                number => match whole(number).map(|own| (own, own)).or_else(|| range(number)) {
                    Some((first, last)) if !number.is_empty() => Entry::Between(first, last),
                    _ => {
                        let entry = Message::new("facets_files.model_entry")
                            .text("found", shorten((*entry).to_owned()));
                        return Err(line.unsupported(entry));
                    }
                },
            };
            made.entries.push(what);
            made.partial.push(is_marked('#'));
            made.bias.push(is_marked('B'));
        }
        Ok(made)
    }

    /// Whether it is of a rating of these elements.
    pub(super) fn holds(&self, elements: &[u32]) -> bool {
        self.entries.iter().zip(elements).all(|(entry, element)| entry.holds(*element))
    }
}
