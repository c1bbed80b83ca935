//! Lines of a file, and what stands between separators.

use crate::base::error::{ErrorCode, Place, Problem};
use crate::base::message::Message;

/// A line that holds something beside comments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    file: &'t str,
    number: u32,
}

impl Line<'_> {
    /// Where it stands.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.file, self.number)
    }

    /// That it cannot be read as the manual documents it.
    pub(super) fn unread(&self, what: Message) -> Problem {
        unread(self.place(), what)
    }

    /// That it asks for what is not read here.
    pub(super) fn unsupported(&self, what: Message) -> Problem {
        Problem::new(ErrorCode::FacetsUnsupported, Place::path(self.place())).say("what", what)
    }

    /// Whether it ends a list.
    pub(super) fn ends(&self) -> bool {
        self.text == "*"
    }

    /// Whether it begins with a digit, as lines of lists do and no specification does.
    pub(super) fn is_numbered(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_digit())
    }
}

/// That something cannot be read as the manual documents it.
pub(super) fn unread(place: impl Into<String>, what: Message) -> Problem {
    Problem::new(ErrorCode::FacetsSyntax, Place::path(place)).say("what", what)
}

/// Lines without comments and blanks at their ends; those that hold nothing are left out.
pub(super) fn lines<'t>(file: &'t str, text: &'t str) -> Vec<Line<'t>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    let (mut rest, mut number) = (text, 0);
    while !rest.is_empty() {
        number += 1;
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        let line = line.split(';').next().unwrap_or_default().trim();
        if !line.is_empty() {
            found.push(Line { text: line, file, number });
        }
    }
    found
}

/// What stands between commas, equal signs and tabs, without blanks around it.
pub(super) fn values(text: &str) -> Vec<&str> {
    text.split([',', '=', '\t']).map(str::trim).collect()
}

/// What stands before the first separator, and behind it.
pub(super) fn halves(text: &str) -> (&str, &str) {
    let (name, value) = text.split_once([',', '=', '\t']).unwrap_or((text, ""));
    (name.trim(), value.trim())
}

/// A whole number.
pub(super) fn whole(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A number that is finite.
pub(super) fn real(text: &str) -> Option<f64> {
    crate::base::number::is_number(text).then(|| text.parse().ok())?.filter(|value: &f64| value.is_finite())
}

/// A number, or two with a hyphen or an underline between; a letter behind the last keeps spreadsheets from making a date of it.
pub(super) fn range(text: &str) -> Option<(u32, u32)> {
    let text = text.trim_end_matches(|last: char| last.is_ascii_alphabetic());
    let (first, last) = text.split_once(['-', '_'])?;
    whole(first.trim()).filter(|_| !first.trim().is_empty()).zip(whole(last.trim()))
}
