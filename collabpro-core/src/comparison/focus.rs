//! What a unit set out to work on: named with the comparison, or carried from the sheets of an earlier occasion.

use crate::base::document::{element, field, problem};
use crate::base::error::{ErrorCode, Problems, Result};
use crate::base::nfc::nfc;
use crate::framework::Construct;
use crate::scoring::Scores;
use crate::sheet::Sheet;

/// A sheet as a comparison carries it: without the raters' words, which are nobody's business there.
pub(super) fn carried(sheet: &Sheet) -> Sheet {
    let own = |text: &str| nfc(text).into_owned();
    Sheet::new(own(&sheet.unit), own(&sheet.occasion)).focus(sheet.focus.iter().cloned())
}

/// The option `focus`, and the option `focusFrom`.
pub(super) struct Focus<'a> {
    pub(super) all: &'a [Construct],
    pub(super) sheets: &'a [Sheet],
}

impl Focus<'_> {
    /// Whether a unit set out to work on this.
    pub(super) fn contains(&self, unit: &str, construct: &Construct) -> bool {
        let on_sheet = |sheet: &Sheet| sheet.unit == unit && sheet.focus.contains(construct);
        self.all.contains(construct) || self.sheets.iter().any(on_sheet)
    }

    /// Checks that the focus is something that can be judged, and that each sheet is of a unit of the scores and of the
    /// occasion at which the focus must have been named.
    pub(super) fn check(&self, occasion: &str, scores: &[&Scores]) -> Result<()> {
        let mut problems = Problems::default();
        check_constructs(self.all, "focus", scores, &mut problems);
        if !self.all.is_empty() && !self.sheets.is_empty() {
            problems.push(problem(ErrorCode::InvalidOption, "focus", "focusFrom"));
        }
        for (at, sheet) in self.sheets.iter().enumerate() {
            let path = element("focusFrom", at);
            let mut refuse = |code, name: &str, what: &str| {
                problems.push(problem(code, field(&path, name), what));
            };
            let known = scores.iter().any(|scores| scores.coverage().iter().any(|at| at.unit == sheet.unit));
            if !known {
                refuse(ErrorCode::NotInData, "unit", &sheet.unit);
            } else if self.sheets.iter().take(at).any(|other| other.unit == sheet.unit) {
                refuse(ErrorCode::InvalidOption, "unit", &sheet.unit);
            }
            if sheet.occasion != occasion {
                refuse(ErrorCode::InvalidOption, "occasion", &sheet.occasion);
            }
            check_constructs(&sheet.focus, &field(&path, "focus"), scores, &mut problems);
        }
        problems.finish(())
    }
}

fn check_constructs(focus: &[Construct], list: &str, scores: &[&Scores], problems: &mut Problems) {
    for (at, construct) in focus.iter().enumerate() {
        let known =
            |scores: &&Scores| scores.rubric().constructs().iter().any(|(known, _)| known == construct);
        let code = match (!construct.is_sign(), scores.iter().any(known)) {
            (false, _) => ErrorCode::InvalidOption,
            (_, false) => ErrorCode::NotInData,
            _ => continue,
        };
        problems.push(problem(code, element(list, at), &construct.to_string()));
    }
}
