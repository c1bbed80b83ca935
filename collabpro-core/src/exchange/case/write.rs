//! From a rubric to a package.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::diff::{Paths, cut, merge, to_1_0};
use super::read::{Found, Seat};
use super::{
    CaseLoss, CaseLosses, CaseOptions, CasePackage, CaseVersion, EMBEDDED, KEPT, ToCaseOptions, read, refuse,
};
use crate::base::date::is_date;
use crate::base::document::value;
use crate::base::error::{Problems, Result};
use crate::base::json_read::Input;
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::framework::Construct;
use crate::rubric::{Criterion, Direction, Rubric, RubricDocument, ScaleDocument};

/// What all parts of a new package share.
struct Maker<'a> {
    language: &'a str,
    date: &'a str,
    base: &'a str,
    creator: &'a str,
    version: &'a str,
    embed: bool,
}

/// The package that a rubric gives by itself, with its parts where the package has them that it was read from.
pub(super) fn alone(found: &Found) -> Value {
    let maker = Maker { embed: found.embedded, ..Maker::plain(&found.language) };
    let mut rubrics = vec![Value::Null; found.at];
    rubrics.push(maker.rubric(&found.document, Some(&found.seats)));
    package(maker.head(&found.document), rubrics)
}

/// The package that a rubric gives in a language, without anything beside the fields of the standard.
pub(super) fn plain(document: &RubricDocument, language: &str) -> Value {
    let maker = Maker::plain(language);
    package(maker.head(document), vec![maker.rubric(document, None)])
}

fn package(head: Value, rubrics: Vec<Value>) -> Value {
    let mut package = Map::new();
    put(&mut package, "CFDocument", head);
    put(&mut package, "CFRubrics", rubrics);
    Value::Object(package)
}

/// The identifier of an instrument.
fn identifier(document: &RubricDocument) -> Uuid {
    identified(&document.id, &Uuid::NAMESPACE_URL, "collabpro:")
}

/// An id that is a UUID as CASE writes it stays; of any other the identifier is made.
fn identified(id: &str, within: &Uuid, kind: &str) -> Uuid {
    let known = Uuid::try_parse(id).ok().filter(|known| known.to_string() == id);
    known.unwrap_or_else(|| named(within, kind, id))
}

/// The same name gives the same identifier everywhere, without a clock (version 5, RFC 9562).
fn named(within: &Uuid, kind: &str, id: &str) -> Uuid {
    Uuid::new_v5(within, [kind, id].concat().as_bytes())
}

fn put(object: &mut Map<String, Value>, name: &str, value: impl Into<Value>) {
    object.insert(name.to_owned(), value.into());
}

/// A number in its integer form where it is whole.
fn score(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        return Value::from(value as i64);
    }
    Value::from(value)
}

impl<'a> Maker<'a> {
    const fn plain(language: &'a str) -> Self {
        Self { language, date: "", base: "", creator: "", version: "1.1", embed: false }
    }

    /// A record with what every record has.
    fn record(&self, identifier: &Uuid) -> Map<String, Value> {
        let mut record = Map::new();
        put(&mut record, "identifier", identifier.to_string());
        let uri = match self.base {
            "" => format!("urn:uuid:{identifier}"),
            base => format!("{}/{identifier}", base.trim_end_matches('/')),
        };
        put(&mut record, "uri", uri);
        put(&mut record, "lastChangeDateTime", self.date);
        record
    }

    fn head(&self, document: &RubricDocument) -> Value {
        let mut head = self.record(&named(&identifier(document), "document", ""));
        put(&mut head, "creator", self.creator);
        put(&mut head, "title", document.title.get(self.language));
        put(&mut head, "language", self.language);
        put(&mut head, "version", document.version.as_str());
        if self.version == "1.1" {
            put(&mut head, "caseVersion", self.version);
        }
        Value::Object(head)
    }

    fn rubric(&self, document: &RubricDocument, seats: Option<&[Seat]>) -> Value {
        let id = identifier(document);
        let mut rubric = self.record(&id);
        put(&mut rubric, "title", document.title.get(self.language));
        if !document.notice.is_empty() {
            put(&mut rubric, "description", document.notice.get(self.language));
        }
        let mut criteria = Vec::new();
        for (at, criterion) in document.criteria.iter().enumerate() {
            let scale = document.scales.iter().find(|scale| scale.id == criterion.scale);
            let seat = seats.and_then(|seats| seats.get(at));
            criteria.push(self.criterion(criterion, scale, &id, at, seat));
        }
        let seats: Option<Vec<usize>> = seats.map(|seats| seats.iter().map(|seat| seat.at).collect());
        put(
            &mut rubric,
            "CFRubricCriteria",
            seated(criteria, seats.as_deref().map(|seats| (seats, seats.len()))),
        );
        if self.embed
            && let Ok(whole) = value(&to_json(document))
        {
            let mut extensions = Map::new();
            put(&mut extensions, EMBEDDED, whole);
            put(&mut rubric, "extensions", extensions);
        }
        Value::Object(rubric)
    }

    /// Brings a package that was read up to what was changed since.
    fn bring_up(&self, package: &mut Value, found: &Found, document: &RubricDocument) {
        let rubrics = package.get_mut("CFRubrics").and_then(Value::as_array_mut);
        if let Some(rubric) = rubrics.and_then(|rubrics| rubrics.get_mut(found.at)) {
            let before = Maker { embed: found.embedded, ..*self }.rubric(&found.document, Some(&found.seats));
            let seats = (shape(document) == shape(&found.document)).then_some(found.seats.as_slice());
            merge(rubric, &before, &self.rubric(document, seats), self.date);
        }
        if let Some(head) = package.get_mut("CFDocument").and_then(Value::as_object_mut) {
            if found.document.version != document.version {
                put(head, "version", document.version.as_str());
            }
            put(head, "lastChangeDateTime", self.date);
        }
    }

    fn criterion(
        &self,
        criterion: &Criterion,
        scale: Option<&ScaleDocument>,
        rubric: &Uuid,
        at: usize,
        seat: Option<&Seat>,
    ) -> Value {
        let id = identified(&criterion.id, rubric, "criterion:");
        let mut record = self.record(&id);
        match &criterion.construct {
            Construct::Other(own) if *own == criterion.id => {}
            Construct::Other(category) => put(&mut record, "category", category.as_str()),
            construct => put(&mut record, "category", construct.to_string()),
        }
        put(&mut record, "description", criterion.name.get(self.language));
        put(&mut record, "position", at + 1);
        put(&mut record, "rubricId", rubric.to_string());
        let mut levels = Vec::new();
        let categories = scale.map_or(&[][..], |scale| &scale.categories);
        let last = categories.len();
        for (at, category) in categories.iter().enumerate() {
            let descending = scale.is_some_and(|scale| scale.direction == Direction::Descending);
            let mut record = self.record(&named(&id, "level:", &category.id));
            put(&mut record, "quality", category.label.get(self.language));
            if let Some(level) = criterion.levels.iter().find(|level| level.category == category.id) {
                put(&mut record, "description", level.text.get(self.language));
            }
            if let Some(value) = category.value {
                put(&mut record, "score", score(value));
            }
            put(&mut record, "position", if descending { last - at } else { at + 1 });
            put(&mut record, "rubricCriterionId", id.to_string());
            levels.push(Value::Object(record));
        }
        put(
            &mut record,
            "CFRubricCriterionLevels",
            seated(levels, seat.map(|seat| (seat.levels.as_slice(), seat.of))),
        );
        Value::Object(record)
    }
}

/// Puts parts where the package has them that they were read from, among as many as it has; nothing stands for what is no part here.
fn seated(parts: Vec<Value>, seats: Option<(&[usize], usize)>) -> Vec<Value> {
    let Some((seats, of)) = seats else { return parts };
    let mut list = vec![Value::Null; of];
    for (part, at) in parts.into_iter().zip(seats) {
        if let Some(seat) = list.get_mut(*at) {
            *seat = part;
        }
    }
    list
}

/// The criteria, each with its categories: what has a seat in a package.
fn shape(document: &RubricDocument) -> Vec<(&str, Vec<&str>)> {
    let mut shape = Vec::new();
    for criterion in &document.criteria {
        let scale = document.scales.iter().find(|scale| scale.id == criterion.scale);
        let categories = scale.map_or(&[][..], |scale| &scale.categories);
        shape.push((criterion.id.as_str(), categories.iter().map(|category| category.id.as_str()).collect()));
    }
    shape
}

/// A rubric without what it keeps of a package.
fn bare(rubric: &Rubric) -> RubricDocument {
    let mut document = rubric.document().clone();
    cut(&mut document.extensions, KEPT);
    document
}

/// The package that a rubric was read from, and what was read from it.
fn kept(rubric: &Rubric) -> Option<(Value, CaseOptions, Found)> {
    let kept = rubric.document().extensions.get(KEPT)?;
    let package = kept.get("package")?;
    let options = Input::options(kept.get("options")?).whole().ok()?;
    let found = read::read(package, &options).ok()?;
    Some((package.clone(), options, found))
}

pub(super) fn to_case(rubric: &Rubric, options: &ToCaseOptions) -> Result<CasePackage> {
    let kept = kept(rubric);
    let document = bare(rubric);
    let mut problems = Problems::default();
    let date = options.last_change_date_time.as_deref();
    if date.is_some_and(|date| !is_moment(date)) {
        refuse(&mut problems, "lastChangeDateTime", Message::new("case.moment"));
    }
    let base = options.base_uri.as_deref().unwrap_or("");
    if !base.is_empty() && (!base.contains(':') || base.contains(char::is_whitespace)) {
        refuse(&mut problems, "baseUri", Message::new("case.uri"));
    }
    let read = kept.as_ref().map(|(_, _, found)| found.language.clone());
    let language = options.language.clone().or(read).unwrap_or_else(|| "en".to_owned());
    let changed = kept.as_ref().is_none_or(|(_, _, found)| found.document != document);
    // A rubric may have come without a document around it.
    let is_headed = kept.as_ref().is_some_and(|(package, ..)| package.get("CFDocument").is_some());
    if (changed || !is_headed) && date.is_none() {
        refuse(&mut problems, "lastChangeDateTime", Message::new("case.needed"));
    }
    let creator = options.creator.as_deref().unwrap_or("");
    if !is_headed && creator.trim().is_empty() {
        refuse(&mut problems, "creator", Message::new("case.needed"));
    }
    problems.finish(())?;
    let date = date.unwrap_or("");
    let version = if options.version == Some(CaseVersion::V1p0) { "1.0" } else { "1.1" };
    let old = |package: &Value| package.get("CFDocument").and_then(|head| head.get("caseVersion")).is_none();
    let to_1_1 = match options.version {
        Some(version) => version == CaseVersion::V1p1,
        None => kept.as_ref().is_none_or(|(package, ..)| !old(package)),
    };
    let embed = options.embed && to_1_1;
    let maker = Maker { language: &language, date, base, creator, version, embed };
    let mut losses = CaseLosses::default();
    let mut read_options = CaseOptions::new();
    let mut package = match kept {
        None => package(maker.head(&document), vec![maker.rubric(&document, None)]),
        Some((mut package, asked, found)) => {
            if changed {
                maker.bring_up(&mut package, &found, &document);
            }
            if let Some(own) = package.as_object_mut().filter(|_| !is_headed) {
                put(own, "CFDocument", maker.head(&document));
            }
            read_options = asked;
            package
        }
    };
    if let Some(creator) = &options.creator
        && let Some(head) = package.get_mut("CFDocument").and_then(Value::as_object_mut)
    {
        put(head, "creator", creator.as_str());
    }
    let mut stripped = Paths::default();
    match options.version {
        Some(CaseVersion::V1p0) => to_1_0(&mut package, &mut stripped),
        Some(CaseVersion::V1p1) => {
            if let Some(head) = package.get_mut("CFDocument").and_then(Value::as_object_mut) {
                put(head, "caseVersion", "1.1");
            }
        }
        None => {}
    }
    // What does not come back is what is lost.
    let whole = read::read(&package, &read_options).is_ok_and(|found| found.embedded);
    let back = Found::plainly(&package, &read_options).map(|found| to_json(&found)).unwrap_or_default();
    let mut lost = Paths::default();
    lost.compare(&value(&to_json(&document))?, &value(&back).unwrap_or_default(), "$");
    losses.add(lost, if whole { CaseLoss::ExtensionOnly } else { CaseLoss::NoPlace });
    losses.add(stripped, CaseLoss::NotInVersion);
    Ok(CasePackage { package, losses })
}

/// Whether a text is a moment as ISO 8601 writes it: `2026-03-31T12:00:00Z`, with a part of a second and an offset.
fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let two = |text: Option<&str>, most: u32| {
        text.filter(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|text| text.parse().ok())
            .is_some_and(|number: u32| number <= most)
    };
    let (clock, part) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let fits = parts.len() == 3 && two(parts.first().copied(), 23) && two(parts.get(1).copied(), 59);
    let fits = fits && two(parts.get(2).copied(), 60);
    let zoned = match zone.strip_prefix(['+', '-']).map(|zone| zone.split_once(':')) {
        Some(Some((hours, minutes))) => two(Some(hours), 23) && two(Some(minutes), 59),
        Some(None) => false,
        None => zone == "Z",
    };
    is_date(date) && fits && zoned && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_the_form_of_case_stay() {
        let is_kept = |id: &str| identified(id, &Uuid::NAMESPACE_URL, "").to_string() == id;
        assert!(is_kept("6ba7b811-9dad-11d1-80b4-00c04fd430c8"));
        assert!(
            !is_kept("6BA7B811-9dad-11d1-80b4-00c04fd430c8") && !is_kept("6ba7b8119dad11d180b400c04fd430c8")
        );
    }
}
