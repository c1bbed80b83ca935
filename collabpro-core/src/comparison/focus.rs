//! What a unit set out to work on: named with the comparison, or carried from the sheets of an earlier occasion.

use crate::base::document::{element, field, problem};
use crate::base::error::{ErrorCode, Problems, Result};
use crate::base::nfc;
use crate::base::options;
use crate::framework::Construct;
use crate::scoring::Scores;
use crate::sheet::Sheet;

/// A sheet as a comparison carries it: without the raters' words, which are nobody's business there.
pub(super) fn carried(sheet: &Sheet) -> Sheet {
    let own = |text: &str| nfc::id(text).into_owned();
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
            problems.push(options::unfit("focus", "option.beside", "focusFrom"));
        }
        for (at, sheet) in self.sheets.iter().enumerate() {
            let path = element("focusFrom", at);
            let known = scores.iter().any(|scores| scores.coverage().iter().any(|at| at.unit == sheet.unit));
            if !known {
                problems.push(problem(ErrorCode::NotInData, field(&path, "unit"), &sheet.unit));
            } else if self.sheets.iter().take(at).any(|other| other.unit == sheet.unit) {
                problems.push(options::unfit(field(&path, "unit"), "option.twice", &sheet.unit));
            }
            if sheet.occasion != occasion {
                problems.push(options::unfit(
                    field(&path, "occasion"),
                    "option.other_occasion",
                    &sheet.occasion,
                ));
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
        let (path, id) = (element(list, at), construct.to_string());
        match (construct.is_sign(), scores.iter().any(known)) {
            (true, _) => problems.push(options::unfit(path, "option.sign", id)),
            (_, false) => problems.push(problem(ErrorCode::NotInData, path, &id)),
            _ => {}
        }
    }
}
