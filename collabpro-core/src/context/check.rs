//! From text to a checked profile: every problem at once, each with its JSON path.

use super::{ContextDescriptor, ContextDescriptors, ContextEntry, ContextProfile, ContextType, ContextValue};
use crate::base::date::is_date;
use crate::base::document::{check_id, element, elements, field, open, problem};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Placed};
use crate::base::json_write::to_json;
use crate::base::nfc;

pub(crate) fn read(text: &str, descriptors: &ContextDescriptors) -> Result<ContextProfile> {
    let (value, problems) = open::<ContextProfile>(text, Problems::of(ErrorKind::Ratings))?;
    let mut input = Input::below(&value, problems);
    let mut fields = input.below_head();
    let mut profile = ContextProfile {
        descriptors: fields.take("descriptors"),
        unit: fields.take("unit"),
        occasion: fields.may("occasion"),
        entries: Vec::new(),
        extensions: serde_json::Map::new(),
    };
    let Placed(entries) = fields.may("entries");
    profile.extensions = fields.may("extensions");
    let head_is_read = fields.end();
    let mut problems = input.problems();
    let placed: Vec<_> = entries.iter().map(|(at, entry)| (*at, entry)).collect();
    check_entries(&placed, "$", descriptors, &mut problems);
    if head_is_read {
        check_head(&mut profile, descriptors, &mut problems);
    }
    profile.entries = elements(entries);
    problems.finish(profile)
}

fn check_head(profile: &mut ContextProfile, descriptors: &ContextDescriptors, problems: &mut Problems) {
    profile.unit = nfc::id(&profile.unit).into_owned();
    profile.occasion = nfc::id(&profile.occasion).into_owned();
    check_id(&profile.unit, "$.unit", problems);
    if !profile.occasion.is_empty() {
        check_id(&profile.occasion, "$.occasion", problems);
    }
    check_version(profile, "$", descriptors, problems);
}

pub(crate) fn check_version(
    profile: &ContextProfile,
    root: &str,
    descriptors: &ContextDescriptors,
    problems: &mut Problems,
) {
    if profile.descriptors != descriptors.version {
        let path = field(root, "descriptors");
        problems.push(problem(ErrorCode::UnknownReference, path, &profile.descriptors));
    }
}

/// Checks each entry at its place, and that no recorder answers a question twice on one day.
pub(crate) fn check_entries(
    entries: &[(usize, &ContextEntry)],
    root: &str,
    descriptors: &ContextDescriptors,
    problems: &mut Problems,
) {
    for (at, entry) in entries {
        check_entry(entry, &element(&field(root, "entries"), *at), descriptors, problems);
    }
    fn key(entry: &ContextEntry) -> (&str, &str, &str) {
        (&entry.descriptor, &entry.recorder, &entry.date)
    }
    for (place, (at, entry)) in entries.iter().enumerate() {
        let mut earlier = entries.iter().take(place);
        if let Some((first, _)) = earlier.find(|(_, other)| key(other) == key(entry)) {
            let twice =
                problem(ErrorCode::DuplicateId, element(&field(root, "entries"), *at), &entry.descriptor);
            problems.push(twice.with("first", element(&field(root, "entries"), *first)));
        }
    }
}

fn check_entry(entry: &ContextEntry, path: &str, descriptors: &ContextDescriptors, problems: &mut Problems) {
    if !is_date(&entry.date) {
        problems.push(problem(ErrorCode::InvalidDate, field(path, "date"), &entry.date));
    }
    for (name, text) in [("source", &entry.source), ("recorder", &entry.recorder)] {
        if text.trim().is_empty() {
            problems.push(Problem::new(ErrorCode::MissingText, Place::path(field(path, name))));
        }
    }
    let Some(descriptor) = descriptors.get(&entry.descriptor) else {
        let path = field(path, "descriptor");
        return problems.push(problem(ErrorCode::UnknownReference, path, &entry.descriptor));
    };
    let fits = match (&entry.value, entry.absent) {
        (Some(value), None) => value_fits(value, descriptor),
        (None, Some(_)) => true,
        _ => false,
    };
    if !fits {
        let said = entry.value.as_ref().map(to_json);
        let wrong = problem(ErrorCode::InvalidContextValue, field(path, "value"), &said.unwrap_or_default());
        problems.push(wrong.with("expected", expected(descriptor)));
    }
}

fn value_fits(value: &ContextValue, descriptor: &ContextDescriptor) -> bool {
    let known = |id: &String| descriptor.levels.iter().any(|level| level.id == *id);
    match (value, descriptor.answer) {
        (ContextValue::Number(number), ContextType::Number) => {
            descriptor.minimum.is_none_or(|minimum| *number >= minimum)
                && descriptor.maximum.is_none_or(|maximum| *number <= maximum)
        }
        (ContextValue::Level(id), ContextType::Ordered | ContextType::Category) => known(id),
        (ContextValue::Levels(ids), ContextType::Multiple) => {
            let twice = |at: usize, id: &String| ids.iter().take(at).any(|other| other == id);
            !ids.is_empty() && ids.iter().enumerate().all(|(at, id)| known(id) && !twice(at, id))
        }
        _ => false,
    }
}

/// What would fit, as it is written in JSON.
fn expected(descriptor: &ContextDescriptor) -> String {
    let ids = descriptor.levels.iter().map(|level| level.id.as_str()).collect::<Vec<_>>();
    let bound = |bound: Option<f64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
    match descriptor.answer {
        ContextType::Number => format!("{} – {}", bound(descriptor.minimum), bound(descriptor.maximum)),
        ContextType::Ordered | ContextType::Category => ids.join(" | "),
        ContextType::Multiple => format!("[{}]", ids.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(entries: &str) -> String {
        format!(
            r#"{{"schemaVersion": 2, "kind": "collabpro.context_profile", "descriptors": "0.1.0", "unit": "B", "entries": {entries}}}"#
        )
    }

    fn entry(descriptor: &str, answer: &str) -> String {
        format!(
            r#"{{"descriptor": "{descriptor}", {answer}, "source": "s", "date": "2025-10-01", "recorder": "k"}}"#
        )
    }

    fn found(text: &str) -> Vec<String> {
        let error = ContextProfile::from_json(text).unwrap_err();
        assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
        error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
    }

    #[test]
    fn the_bundled_questions_are_whole() {
        let bundled = ContextDescriptors::bundled();
        let mut problems = Problems::default();
        let mut ids = bundled.descriptors.iter().map(|descriptor| descriptor.id.as_str()).enumerate();
        crate::base::document::check_distinct("$.descriptors", "id", &mut ids, &mut problems);
        assert!(problems.is_empty());
        for descriptor in &bundled.descriptors {
            let numbered = descriptor.answer == ContextType::Number;
            assert_eq!(descriptor.levels.is_empty(), numbered, "{}", descriptor.id);
            assert_eq!(descriptor.minimum.is_some() && descriptor.maximum.is_some(), numbered);
        }
    }

    #[test]
    fn every_kind_of_answer_is_kept() {
        let answers = [
            entry("years_together", r#""value": 2.5"#),
            entry("trust_at_start", r#""absent": "unknown""#),
            entry("origin", r#""value": "teachers""#),
            entry("earlier_forms", r#""value": ["planning", "visits"]"#),
            entry("policy", r#""absent": "not_applicable""#),
            entry("origin", r#""value": "leaders""#).replace(r#""k""#, r#""l""#),
        ];
        let profile = ContextProfile::from_json(&profile(&format!("[{}]", answers.join(",")))).unwrap();
        assert_eq!(profile.entries.len(), 6);
        assert_eq!(ContextProfile::from_json(&profile.to_json()).unwrap(), profile);
    }

    #[test]
    fn every_fault_has_its_path() {
        let answers = [
            entry("years_together", r#""value": 21"#),
            entry("years_together", r#""value": "teachers""#),
            entry("origin", r#""value": "nobody""#),
            entry("earlier_forms", r#""value": ["planning", "planning"]"#),
            entry("colour", r#""value": "red""#),
            entry("policy", r#""absent": "unknown", "value": "x""#).replace("2025-10-01", "last week"),
            entry("fit", r#""absent": "perhaps""#),
        ];
        let text = profile(&format!("[{}]", answers.join(","))).replace(r#""unit": "B""#, r#""unit": """#);
        let expected = [
            "invalid_json $.entries[6].absent",
            "invalid_context_value $.entries[0].value",
            "invalid_context_value $.entries[1].value",
            "invalid_context_value $.entries[2].value",
            "invalid_context_value $.entries[3].value",
            "unknown_reference $.entries[4].descriptor",
            "invalid_date $.entries[5].date",
            "invalid_context_value $.entries[5].value",
            "duplicate_id $.entries[1]",
            "invalid_id $.unit",
        ];
        assert_eq!(found(&text), expected);
        assert_eq!(found(&text.replace("0.1.0", "9")).last().unwrap(), "unknown_reference $.descriptors");
        assert_eq!(found("[]"), ["invalid_json $"]);
    }
}
