//! From text to a checked sheet: every problem at once, each with its JSON path.

use std::collections::BTreeSet;

use super::{Sheet, SheetEntry};
use crate::base::date::is_date;
use crate::base::document::{check_id, element, elements, expected, field, open, problem};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Placed};
use crate::base::nfc;
use crate::base::options::unfit;
use crate::framework::Construct;
use crate::rubric::Rubric;

pub(super) fn read(text: &str) -> Result<Sheet> {
    let (value, problems) = open::<Sheet>(text, Problems::of(ErrorKind::Ratings))?;
    let mut input = Input::below(&value, problems);
    let mut fields = input.below_head();
    let mut sheet = Sheet::new(fields.take::<String>("unit"), fields.may::<String>("occasion"));
    sheet.who_decided = fields.may("whoDecided");
    let (Placed(focus), Placed(entries)) = (fields.may("focus"), fields.may("entries"));
    sheet.extensions = fields.may("extensions");
    let head_is_read = fields.end();
    let mut problems = input.problems();
    if head_is_read {
        sheet.unit = nfc::id(&sheet.unit).into_owned();
        sheet.occasion = nfc::id(&sheet.occasion).into_owned();
        check_head(&sheet, "$", &mut problems);
    }
    check_focus(&focus, "$.focus", &mut problems);
    for (at, entry) in &entries {
        check_entry(entry, &element("$.entries", *at), &mut problems);
    }
    (sheet.focus, sheet.entries) = (elements(focus), elements(entries));
    problems.finish(sheet)
}

/// The same checks of a sheet that stands among options, below this path.
pub(crate) fn check(sheet: &Sheet, root: &str, problems: &mut Problems) {
    check_head(sheet, root, problems);
    let focus: Vec<(usize, Construct)> = sheet.focus.iter().cloned().enumerate().collect();
    check_focus(&focus, &field(root, "focus"), problems);
    for (at, entry) in sheet.entries.iter().enumerate() {
        check_entry(entry, &element(&field(root, "entries"), at), problems);
    }
}

/// What was rated, which sheets are of.
pub(crate) struct Data<'a> {
    pub(crate) rubric: &'a Rubric,
    pub(crate) units: BTreeSet<&'a str>,
    pub(crate) occasions: BTreeSet<&'a str>,
}

impl Data<'_> {
    /// Whether each sheet of a list would be found: it is of the data, and the only one of its unit and occasion.
    pub(crate) fn check(&self, sheets: &[Sheet], list: &str) -> Problems {
        let mut problems = Problems::of(ErrorKind::Estimation);
        for (at, sheet) in sheets.iter().enumerate() {
            let root = element(list, at);
            let path = |name: &str| field(&root, name);
            if !self.units.contains(sheet.unit.as_str()) {
                problems.push(problem(ErrorCode::NotInData, path("unit"), &sheet.unit));
            }
            if !sheet.occasion.is_empty() && !self.occasions.contains(sheet.occasion.as_str()) {
                problems.push(problem(ErrorCode::NotInData, path("occasion"), &sheet.occasion));
            }
            let same = |other: &Sheet| (&other.unit, &other.occasion) == (&sheet.unit, &sheet.occasion);
            if sheets.iter().take(at).any(same) {
                let mut whose = vec![sheet.unit.as_str(), sheet.occasion.as_str()];
                whose.retain(|id| !id.is_empty());
                problems.push(unfit(root.as_str(), "option.twice", whose.join(", ")));
            }
            self.check_constructs(&sheet.focus, &path("focus"), &mut problems);
            for (place, entry) in sheet.entries.iter().enumerate() {
                let path = field(&element(&path("entries"), place), "constructs");
                self.check_constructs(&entry.constructs, &path, &mut problems);
            }
        }
        problems
    }

    fn check_constructs(&self, constructs: &[Construct], list: &str, problems: &mut Problems) {
        for (at, construct) in constructs.iter().enumerate() {
            if !self.rubric.constructs().iter().any(|(known, _)| known == construct) {
                problems.push(problem(ErrorCode::NotInData, element(list, at), &construct.to_string()));
            }
        }
    }
}

fn check_head(sheet: &Sheet, root: &str, problems: &mut Problems) {
    check_id(&sheet.unit, field(root, "unit"), problems);
    if !sheet.occasion.is_empty() {
        check_id(&sheet.occasion, field(root, "occasion"), problems);
    }
    check_text(sheet.who_decided.as_deref(), root, "whoDecided", problems);
}

/// A focus is something that change is judged of, and named once.
fn check_focus(focus: &[(usize, Construct)], list: &str, problems: &mut Problems) {
    for (place, (at, construct)) in focus.iter().enumerate() {
        let path = element(list, *at);
        if construct.is_sign() {
            problems.push(expected(path, "json.focus", &construct.to_string().into()));
        } else if let Some((first, _)) = focus.iter().take(place).find(|(_, other)| other == construct) {
            let twice = problem(ErrorCode::DuplicateId, path, &construct.to_string());
            problems.push(twice.with("first", element(list, *first)));
        }
    }
}

fn check_entry(entry: &SheetEntry, path: &str, problems: &mut Problems) {
    check_text(Some(&entry.text), path, "text", problems);
    for (text, name) in [(&entry.who, "who"), (&entry.until, "until"), (&entry.outcome, "outcome")] {
        check_text(text.as_deref(), path, name, problems);
    }
    if let Some(date) = entry.date.as_deref().filter(|date| !is_date(date)) {
        problems.push(problem(ErrorCode::InvalidDate, field(path, "date"), date));
    }
}

/// A text that is there must say something.
fn check_text(text: Option<&str>, path: &str, name: &str, problems: &mut Problems) {
    if text.is_some_and(|text| text.trim().is_empty()) {
        problems.push(Problem::new(ErrorCode::MissingText, Place::path(field(path, name))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Tenet;
    use crate::sheet::SheetColumn;

    #[test]
    fn what_is_written_is_read() {
        let mut sheet = Sheet::new("Birch", "2024")
            .focus([Construct::Tenet(Tenet::JointWork)])
            .entry(SheetColumn::Stop, "We read out minutes.")
            .entry(SheetColumn::Start, "We plan a lesson together.");
        sheet.entries[1].who = Some("the maths team".to_owned());
        sheet.entries[1].date = Some("2024-10-01".to_owned());
        assert_eq!(Sheet::from_json(&sheet.to_json()).unwrap(), sheet);
    }

    #[test]
    fn every_fault_has_its_path() {
        let text = r#"{"schemaVersion": 1, "kind": "collabpro.sheet", "unit": "", "whoDecided": " ",
            "focus": ["tenet:joint_work", "warning:outside_agenda", "joint work", "tenet:joint_work"],
            "entries": [{"column": "pause", "text": "x"}, {"column": "stop", "text": "", "who": "", "date": "May"}]}"#;
        let error = Sheet::from_json(text).unwrap_err();
        let said = error.problems().iter().map(|one| format!("{} {}", one.code(), one.place()));
        let said: Vec<_> = said.collect();
        let told = [
            "invalid_json $.focus[2]",
            "invalid_json $.entries[0].column",
            "invalid_id $.unit",
            "missing_text $.whoDecided",
            "invalid_json $.focus[1]",
            "duplicate_id $.focus[3]",
            "missing_text $.entries[1].text",
            "missing_text $.entries[1].who",
            "invalid_date $.entries[1].date",
        ];
        assert_eq!(said, told);
        assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
    }
}
