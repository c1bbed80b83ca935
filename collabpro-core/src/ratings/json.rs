//! Ratings from and to JSON records.

use std::fmt;
use std::sync::Arc;

use collabpro_derive::{Headed, Read};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::builder::Builder;
use super::collect::{Collector, Places, Row};
use super::header::{Header, Target, target};
use super::options::Field;
use super::{RaterLink, RatingKind, Ratings};
use crate::base::dictionary::Dictionary;
use crate::base::document::{broken, expected, head};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::json_read::Input;
use crate::base::json_value::{Path, Tree, twice};
use crate::base::json_write::to_json;
use crate::base::number::{is_number, whole};
use crate::base::watch::Watch;
use crate::rubric::Rubric;

/// Records between two looks at the watcher: about ten milliseconds.
const STEP: u64 = 1 << 13;

/// Id and version of the instrument that the records are pinned to.
#[derive(Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
struct Pin {
    id: String,
    version: String,
}

/// What stands beside the records.
#[derive(Debug, Read)]
#[serde(rename_all = "camelCase")]
struct Beside {
    _schema_version: u32,
    _kind: String,
    rubric: Option<Pin>,
    rating_kind: Option<RatingKind>,
    rater_link: Option<RaterLink>,
    #[serde(default)]
    _extensions: Map<String, Value>,
}

impl Builder<'_> {
    /// Adds JSON records: a list of objects with the names of columns as keys, or a document that holds such a list
    /// under `records`. A level may be a text or a number; `null` and a key that is not there are empty cells (in the
    /// wide layout a key that is not there is no rating at all).
    ///
    /// Only the faults of [`finish`](Builder::finish) are named by JSON path then, so give one source to one builder.
    ///
    /// # Errors
    /// What leaves nothing to read: `invalid_option`, `invalid_json`, `wrong_kind`, `unsupported_schema_version`,
    /// `rubric_mismatch`, `cancelled`. What is wrong with single records is reported by [`finish`](Builder::finish).
    pub fn json(&mut self, text: &str) -> Result<()> {
        let (collector, watch, rows) = self.parts()?;
        collector.header = Arc::new(header(collector));
        let mut records = Records {
            collector,
            watch,
            keys: Dictionary::default(),
            targets: Vec::new(),
            forms: Default::default(),
            done: 0,
            stop: None,
            beside: None,
        };
        let mut input = serde_json::Deserializer::from_str(text);
        let read = Part(&mut records, TOP).deserialize(&mut input).and_then(|()| input.end());
        let Records { stop, beside, done, .. } = records;
        if let Some(stop) = stop {
            return Err(stop);
        }
        let mut problems = Problems::of(ErrorKind::Ratings);
        problems.extend(read.err().map(|error| broken(&error)));
        problems.finish(())?;
        *rows += done;
        if let Some(beside) = beside {
            accept(beside, collector)?;
        }
        Ok(())
    }
}

/// The columns that records may have: every field, and in the wide layout every criterion.
fn header(collector: &Collector) -> Header {
    let options = &collector.options;
    let mut header = Header::default();
    for &field in Field::ALL {
        let mapped = options.columns.iter().find(|(_, known)| **known == field).map(|(name, _)| name);
        header.fields[field as usize] = Some(header.names.len());
        header.names.push(mapped.unwrap_or(field.name()).to_owned());
    }
    for (field, value) in options.constants() {
        header.constants[field as usize] = value.to_owned();
    }
    if collector.wide() {
        for (at, criterion) in collector.rubric.criteria().iter().enumerate() {
            let mapped = options.criteria.iter().find(|(_, id)| **id == criterion.id).map(|(name, _)| name);
            header.criteria.push((header.names.len(), at as u16));
            header.names.push(mapped.unwrap_or(&criterion.id).to_owned());
        }
    }
    header
}

/// Takes over what a document says about its records, unless the options say otherwise.
fn accept(beside: Map<String, Value>, collector: &mut Collector) -> Result<()> {
    let problems = || Problems::of(ErrorKind::Ratings);
    head::<Document<'_>>(&beside, "$").map_err(|problem| problems().fail(problem))?;
    let beside: Beside = Input::below(&Value::Object(beside), problems()).whole()?;
    let rubric = &collector.rubric;
    if let Some(pin) = beside.rubric
        && !rubric.takes(&pin.id, &pin.version)
    {
        let problem = Problem::new(ErrorCode::RubricMismatch, Place::path("$.rubric"));
        let problem = problem.with("first", format!("{} {}", pin.id, pin.version));
        return Err(problems().fail(problem.with("second", format!("{} {}", rubric.id(), rubric.version()))));
    }
    let options = &mut collector.options;
    options.kind = options.kind.or(beside.rating_kind);
    options.link = options.link.or(beside.rater_link);
    Ok(())
}

/// Reads records one at a time, so that a long list is never held as a tree.
struct Records<'a, 'w> {
    collector: &'a mut Collector,
    watch: Option<&'a mut (dyn Watch + 'w)>,
    keys: Dictionary,
    /// What each key holds; `None` for one that was refused, which is reported once.
    targets: Vec<Option<Target>>,
    /// Of units, occasions and raters the ids that stood there as texts, and as numbers.
    forms: [[Dictionary; 2]; 3],
    done: u64,
    stop: Option<crate::base::error::Error>,
    beside: Option<Map<String, Value>>,
}

impl Records<'_, '_> {
    fn record(&mut self, value: &Value) -> Result<()> {
        let row = self.done;
        self.done += 1;
        if self.done.is_multiple_of(STEP)
            && let Some(watch) = &mut self.watch
        {
            crate::base::watch::ask(*watch, self.done, None)?;
        }
        let Some(object) = value.as_object() else {
            let place = self.collector.row_place(row).to_string();
            self.collector.problems.push(expected(place, "json.object", value));
            return Ok(());
        };
        let header = Arc::clone(&self.collector.header);
        let mut cells: Vec<Option<String>> = vec![None; header.names.len()];
        for (key, value) in object {
            let place = format!("{}.{key}", self.collector.row_place(row));
            let Some(target) = self.target(key, &place) else { continue };
            let text = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                Value::Number(_) => {
                    let digits = to_json(value);
                    whole(&digits).map(str::to_owned).unwrap_or(digits)
                }
                _ => {
                    self.collector.problems.push(expected(place, "json.cell", value));
                    return Ok(());
                }
            };
            if let Target::Field(field) = target {
                self.form(field, &text, value.is_number(), &place);
            }
            let at = match target {
                Target::Field(field) => header.fields[field as usize],
                Target::Criterion(at) => header.criteria.get(usize::from(at)).map(|(at, _)| *at),
                Target::Ignored => None,
            };
            if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                *cell = Some(text);
            }
        }
        let mut filled = Row::default();
        for (&field, cell) in Field::ALL.iter().zip(&cells) {
            let constant = header.constants[field as usize].as_str();
            filled.set(field, cell.as_deref().filter(|cell| !cell.is_empty()).unwrap_or(constant));
        }
        if header.criteria.is_empty() {
            self.collector.row(row, &filled);
        } else {
            self.collector.wide_row(row, &filled, |_, at| cells.get(at)?.as_deref());
        }
        Ok(())
    }

    /// Notes an id that stands as a number here and as a text there: nobody knows whether they are one or two.
    fn form(&mut self, field: Field, id: &str, number: bool, place: &str) {
        let forms = match field {
            Field::Unit => &mut self.forms[0],
            Field::Occasion => &mut self.forms[1],
            Field::Rater => &mut self.forms[2],
            _ => return,
        };
        if !number && !is_number(id) {
            return;
        }
        let [texts, numbers] = forms;
        let (own, other) = if number { (numbers, texts) } else { (texts, numbers) };
        if own.find(id).is_none() && own.code(id).is_some() && other.find(id).is_some() {
            let quoted = format!("\"{id}\"");
            let (first, second) = if number { (quoted.as_str(), id) } else { (id, quoted.as_str()) };
            self.collector.problems.push(Problem::ambiguous(Place::path(place), [id, first, second]));
        }
    }

    fn target(&mut self, key: &str, place: &str) -> Option<Target> {
        let code = self.keys.code(key)?;
        if let Some(known) = self.targets.get(code as usize) {
            return *known;
        }
        let found = target(&self.collector.options, &self.collector.rubric, key);
        let target = found.map_err(|problem| {
            let problem = Problem::new(problem.code(), Place::path(place)).with("what", key);
            self.collector.problems.push(problem);
        });
        self.targets.push(target.ok());
        target.ok()
    }
}

/// A list of records, or a document with one under `records`.
struct Part<'r, 'a, 'w>(&'r mut Records<'a, 'w>, &'static str);

const TOP: &str = "$";
const LIST: &str = "$.records";

impl Part<'_, '_, '_> {
    /// What cannot hold records ends the reading.
    fn refuse(self, found: Value) {
        let what = if self.1 == TOP { "json.records" } else { "json.list" };
        let problem = expected(self.1, what, &found);
        self.0.stop = Some(Problems::of(ErrorKind::Ratings).fail(problem));
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Answers itself whatever there may be: serde's own answers are in English, and what writes them weighs a lot.
macro_rules! refuses {
    ($($visit:ident $type:ty),+) => {
        $(fn $visit<E>(self, found: $type) -> Result<(), E> {
            self.refuse(found.into());
            Ok(())
        })+
    };
}

impl<'de> Visitor<'de> for Part<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    refuses! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.refuse(Value::Null);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.collector.places = Places::Json(self.1);
        let top = Path::Root(self.1);
        while self.0.stop.is_none() {
            let path = Path::Item(&top, self.0.done);
            let problems = &mut self.0.collector.problems;
            let Some(value) = list.next_element_seed(Tree { path, problems })? else { break };
            self.0.stop = self.0.record(&value).err();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut beside, top) = (Map::new(), Path::Root(self.1));
        let mut listed = false;
        while self.0.stop.is_none()
            && let Some(key) = map.next_key::<String>()?
        {
            let path = Path::Name(&top, &key);
            let is_list = self.1 == TOP && key == "records";
            if listed && is_list || beside.contains_key(&key) {
                self.0.collector.problems.push(twice(path));
            }
            if is_list {
                listed = true;
                map.next_value_seed(Part(self.0, LIST))?;
            } else {
                let value = map.next_value_seed(Tree { path, problems: &mut self.0.collector.problems })?;
                beside.insert(key, value);
            }
        }
        // Without a list nor a kind it is something else than a document of ratings.
        if self.1 == TOP && (listed || beside.contains_key("kind") || self.0.stop.is_some()) {
            self.0.beside = Some(beside);
        } else {
            self.refuse(Value::Object(beside));
        }
        Ok(())
    }
}

impl Ratings {
    /// Reads JSON records with the default options; [`Builder::json`] knows more.
    ///
    /// # Errors
    /// Everything that is wrong, each with its JSON path such as `$[3].level`.
    ///
    /// ```
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let text = r#"[{"unit": "Birch", "rater": "r1", "criterion": "1a", "level": 9}]"#;
    /// let error = Ratings::from_json(text, &Rubric::bundled()).unwrap_err();
    /// assert_eq!(error.path(), "$[0].level");
    /// ```
    pub fn from_json(text: &str, rubric: &Rubric) -> Result<Self> {
        let mut builder = Builder::new(rubric);
        builder.json(text)?;
        builder.finish()
    }

    /// The ratings as canonical JSON, a document that [`from_json`](Ratings::from_json) reads back. What the units
    /// file says, apart from the kinds of units, is in [`Units::to_json`](crate::units::Units::to_json).
    pub fn to_json(&self) -> String {
        let (rubric, rating_kind, rater_link) = (self.rubric(), self.kind(), self.link());
        let rubric = Pin { id: rubric.id().to_owned(), version: rubric.version().to_owned() };
        to_json(&Document { rubric, rating_kind, rater_link, records: List(self) })
    }
}

#[derive(Headed)]
#[head(kind = "collabpro.ratings", version = 1)]
struct Document<'a> {
    rubric: Pin,
    rating_kind: RatingKind,
    rater_link: RaterLink,
    records: List<'a>,
}

struct List<'a>(&'a Ratings);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows().map(Record))
    }
}

struct Record<'a>(Row<'a>);

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let filled = Field::ALL.iter().map(|field| (field.name(), self.0.get(*field)));
        serializer.collect_map(filled.filter(|(_, cell)| !cell.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratings::options::{Layout, ReadOptions};
    use crate::ratings::reader::tests::rubric;

    fn found(text: &str) -> Vec<String> {
        let error = Ratings::from_json(text, &rubric()).unwrap_err();
        assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
        assert_eq!(error.kind(), ErrorKind::Ratings);
        error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
    }

    #[test]
    fn records_are_read_and_written_back() {
        let text = r#"[{"unit": "B", "unit_kind": "school", "rater": 1, "criterion": "a", "level": 3, "evidence": "=x"},
            {"unit": "B", "rater": "2", "criterion": "a", "level": null, "reason": "not_observed", "role": "student"},
            {"unit": "B", "rater": "2", "criterion": "w", "occasion": "1"}]"#;
        let ratings = Ratings::from_json(text, &rubric()).unwrap();
        let again = Ratings::from_json(&ratings.to_json(), &rubric()).unwrap();
        assert_eq!(again.to_json(), ratings.to_json());
        assert_eq!(again.rows().collect::<Vec<_>>(), ratings.rows().collect::<Vec<_>>());
        assert_eq!(ratings.rows().next().unwrap().level, "3");
    }

    #[test]
    fn no_name_counts_twice_and_no_id_has_two_forms() {
        let text = r#"{"schemaVersion": 1, "kind": "collabpro.ratings", "kind": "collabpro.ratings", "extensions": {"y": [{"z": 1, "z": 1}]},
            "records": [{"unit": 1, "rater": "1", "criterion": "a", "level": 1, "level": 3}], "records": []}"#;
        let twice = ["$.kind", "$.extensions.y[0].z", "$.records[0].level", "$.records"];
        assert_eq!(found(text), twice.map(|path| format!("invalid_json {path}")));
        let text = r#"[{"unit": "B", "occasion": 2025, "rater": "1", "criterion": "a", "level": 3},
            {"unit": "B", "occasion": 2025.0, "rater": 1.0, "criterion": "w"},
            {"unit": "B", "occasion": "2025", "rater": "1.0", "criterion": "w"}]"#;
        let told = ["ambiguous_id $[1].rater", "ambiguous_id $[2].occasion", "ambiguous_id $[2].rater"];
        assert_eq!(found(text), told);
    }

    #[test]
    fn every_fault_has_its_path() {
        let text = r#"[{"unit": "B", "rater": "1", "criterion": "a", "level": 9, "colour": 1},
            {"unit": "B", "rater": "1", "criterion": "a", "level": [1], "colour": 1}, 7,
            {"rater": "1", "criterion": "a", "level": 1, "Weight": 2},
            {"unit": "B", "rater": "2", "criterion": "a", "level": 1},
            {"unit": "B", "rater": "2", "criterion": "a", "level": 1}]"#;
        let expected = [
            "unknown_column $[0].colour",
            "level_out_of_scale $[0].level",
            "invalid_json $[1].level",
            "invalid_json $[2]",
            "weight_refused $[3].Weight",
            "missing_value $[3].unit",
            "duplicate_rating $[5]",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn documents_are_checked_at_their_head() {
        assert_eq!(found("{\"records\": []}"), ["wrong_kind $.kind"]);
        assert_eq!(found("[]"), ["no_rows "]);
        assert_eq!(found("[{}"), ["invalid_json $"]);
        for other in ["3", "-3", "0.5", "null", "true", "\"x\""] {
            assert_eq!(found(other), ["invalid_json $"]);
        }
        let head = r#""kind": "collabpro.ratings", "schemaVersion""#;
        assert_eq!(found(&format!("{{{head}: 2}}")), ["unsupported_schema_version $.schemaVersion"]);
        assert_eq!(
            found(&format!("{{{head}: 1, \"records\": {{\"unit\": \"B\"}}}}")),
            ["invalid_json $.records"]
        );
        let other = format!(
            r#"{{{head}: 1, "rubric": {{"id": "x", "version": "1"}}, "records": [], "extensions": {{}}}}"#
        );
        assert_eq!(found(&other), ["rubric_mismatch $.rubric"]);
    }

    #[test]
    fn wide_records_skip_what_they_do_not_name() {
        let rubric = rubric();
        let mut builder =
            Builder::new(&rubric).options(ReadOptions::new().layout(Layout::Wide).criterion("Q1", "a"));
        builder.json(r#"[{"unit": "B", "rater": "1", "Q1": 2}, {"unit": "B", "rater": "2", "Q1": null, "w": "yes"}]"#).unwrap();
        let ratings = builder.finish().unwrap();
        assert_eq!(ratings.inner().columns.rating, [1, 255, 1]);
    }
}
