//! `Rating scale=`: names of categories, thresholds that are given, codes of the data.

use super::lines::{Line, real, values, whole};
use super::models::Structure;
use crate::base::error::{Problem, Problems, shorten};
use crate::base::message::Message;

/// A category that is listed.
#[derive(Clone, Debug)]
pub(super) struct Category<'t> {
    pub(super) line: Line<'t>,
    pub(super) value: u32,
    pub(super) label: &'t str,
    /// Where it becomes as likely as the one below; of the lowest a place-holder.
    pub(super) threshold: Option<f64>,
    /// Whether that is given and not a value to start from.
    pub(super) anchored: bool,
    /// Other codes of the data that count as this category.
    pub(super) codes: Vec<&'t str>,
}

/// A scale that is described.
#[derive(Clone, Debug)]
pub(super) struct NamedScale<'t> {
    pub(super) line: Line<'t>,
    pub(super) name: &'t str,
    pub(super) structure: Structure,
    /// Whether every model that names it has a copy of its own, where that is said.
    pub(super) specific: Option<bool>,
    pub(super) categories: Vec<Category<'t>>,
}

impl<'t> NamedScale<'t> {
    /// The line of its name.
    pub(super) fn read(line: Line<'t>, text: &'t str) -> Result<Self, Problem> {
        let parts = values(text);
        let (name, code) = match parts[..] {
            [name, code, ..] if !name.is_empty() => (name, code),
            _ => {
                let what = Message::new("facets_files.scale_parts").text("found", shorten(text.to_owned()));
                return Err(line.unread(what));
            }
        };
        let structure = Structure::of(code).filter(|structure| *structure != Structure::Missing);
        let Some(structure) = structure else { return Err(no_scale(line, code)) };
        let mut made = Self { line, name, structure, specific: None, categories: Vec::new() };
        for word in parts.iter().skip(2).filter(|word| !word.is_empty()) {
            match word.chars().next().map(|first| first.to_ascii_uppercase()) {
                Some('S') => made.specific = Some(true),
                Some('G') => made.specific = Some(false),
                Some('O') => {}
                Some('K') => made.keep(),
                _ => {
                    let what =
                        Message::new("facets_files.scale_parts").text("found", shorten((*word).to_owned()));
                    return Err(line.unread(what));
                }
            }
        }
        Ok(made)
    }

    fn keep(&mut self) {
        if let Structure::Rating { keep, .. } = &mut self.structure {
            *keep = true;
        }
    }

    /// A line of a category.
    pub(super) fn category(&mut self, line: Line<'t>, problems: &mut Problems) {
        let parts = values(line.text);
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let value = whole(part(0)).filter(|value| *value <= self.structure.most());
        let threshold = real(part(2));
        let anchored = part(3).eq_ignore_ascii_case("a");
        let known = self.categories.iter().any(|own| Some(own.value) == value);
        let fits = parts.len() <= 5
            && !known
            && (part(2).is_empty() || threshold.is_some())
            && (part(3).is_empty() || anchored && threshold.is_some());
        match value.filter(|_| fits) {
            Some(value) => self.categories.push(Category {
                line,
                value,
                label: part(1),
                threshold,
                anchored,
                codes: part(4).split('+').map(str::trim).filter(|code| !code.is_empty()).collect(),
            }),
            None => {
                let what = Message::new("facets_files.category").count("most", self.structure.most().into());
                problems.push(line.unread(what.text("found", shorten(line.text.to_owned()))));
            }
        }
    }

    /// Whether thresholds of it are given.
    pub(super) fn is_anchored(&self) -> bool {
        self.categories.iter().any(|own| own.anchored)
    }
}

/// That a code is none of a scale that is read here.
pub(super) fn no_scale(line: Line<'_>, code: &str) -> Problem {
    line.unsupported(Message::new("facets_files.scale_kind").text("found", shorten(code.to_owned())))
}
