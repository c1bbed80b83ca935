//! The document that says what the columns and labels of a survey mean.

use collabpro_derive::{Read, document, words};
use serde::Serialize;
use serde_json::{Map, Value};

use super::tool::SurveyTool;
use crate::base::by_name::ByName;
use crate::base::csv::Delimiter;
use crate::base::dictionary::Dictionary;
use crate::base::document::{check_distinct, check_id, element, elements, field, is_whole, open, problem};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Placed};
use crate::base::message::Message;
use crate::base::nfc::fold;
use crate::base::number::whole;
use crate::ratings::{Duplicates, ExtraColumns, Field};
use crate::rubric::Missing;

/// What a column of a survey may hold beside answers.
#[words]
pub enum SurveyField {
    /// Id of the unit that is judged.
    Unit,
    /// Kind of that unit.
    UnitKind,
    /// Id of the occasion.
    Occasion,
    /// Id of the rater.
    Rater,
    /// Role of the rater.
    Role,
}

impl SurveyField {
    pub(super) const fn field(self) -> Field {
        match self {
            Self::Unit => Field::Unit,
            Self::UnitKind => Field::UnitKind,
            Self::Occasion => Field::Occasion,
            Self::Rater => Field::Rater,
            Self::Role => Field::Role,
        }
    }

    pub(super) fn named(name: &str) -> bool {
        Self::ALL.iter().any(|known| known.id() == name)
    }
}

/// What happens to rows of a kind.
#[words]
pub enum RowHandling {
    /// They are read.
    Keep,
    /// They are left out, and counted.
    LeaveOut,
}

/// What the answers of some questions mean.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LabelSet {
    /// Id that columns refer to.
    pub id: String,
    /// Label or code in the file -> category of the scale.
    #[serde(default)]
    pub(crate) levels: ByName<String>,
    /// Label or code in the file -> why there is no rating. An empty cell is no answer and is not listed.
    #[serde(default, skip_serializing_if = "ByName::is_empty")]
    pub(crate) missing: ByName<Missing>,
}

impl LabelSet {
    /// Labels or codes in the file, and the category of the scale that each stands for.
    pub fn levels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.levels.iter().map(|(label, category)| (label, category.as_str()))
    }

    /// Labels or codes in the file, and why there is no rating.
    pub fn missing(&self) -> impl Iterator<Item = (&str, Missing)> {
        self.missing.iter().map(|(label, reason)| (label, *reason))
    }
}

/// A column with answers.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SurveyColumn {
    /// Its name in the header.
    pub column: String,
    /// Which of several columns of that name, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<u32>,
    /// Id of the criterion.
    pub criterion: String,
    /// Id of the label set; without one, answers are ids, labels or performance level texts of the rubric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<String>,
    /// Whether the question was put the other way round than the criterion: its ratings are then turned over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
    /// Unit of this column, where one row judges several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Occasion of this column, where one row answers for several, such as then and now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
}

/// Rows to leave out, by what stands in a column.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveOut {
    /// Name of the column.
    pub column: String,
    /// Cells by which a row is left out; the empty text is an empty cell.
    pub values: Vec<String>,
}

/// What the columns and labels of a survey mean.
///
/// ```
/// use collabpro_core::SurveyMapping;
/// use collabpro_core::exchange::SurveyOptions;
/// use collabpro_core::{Ratings, Rubric};
///
/// let mapping = SurveyMapping::from_json(r#"{
///     "schemaVersion": 2, "kind": "collabpro.survey_mapping", "tool": "google_forms",
///     "columns": {"Your school": "unit"}, "raterByRow": true,
///     "labels": [{"id": "how", "levels": {"Not yet": "1", "Now and then": "2", "Often": "3", "Always": "4"}}],
///     "criteria": [{"column": "How do you work? [We plan together]", "criterion": "7a", "labels": "how"}]
/// }"#)?;
/// let file = "Timestamp,Your school,How do you work? [We plan together]\n2025/10/01 9:12:33 AM GMT,Birch,Often\n";
/// let ratings = Ratings::from_survey(file.as_bytes(), &Rubric::bundled(), &mapping, SurveyOptions::new())?;
/// assert_eq!(ratings.rows().next().map(|row| row.level), Some("3"));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[document("survey_mapping", version = 2)]
#[derive(Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SurveyMapping {
    /// The program that wrote the file.
    #[serde(default)]
    pub tool: SurveyTool,
    /// What stands between the fields.
    #[serde(default)]
    pub delimiter: Delimiter,
    /// Rows above the answers, 1 to 10; left out, as the tool writes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// Which of these rows names the columns; left out, the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_row: Option<u32>,
    /// Column of the file -> what it holds.
    #[serde(default, skip_serializing_if = "ByName::is_empty")]
    pub(crate) columns: ByName<SurveyField>,
    /// `unit`, `unit_kind`, `occasion`, `rater` or `role` -> value, for what the file has no column.
    #[serde(default, skip_serializing_if = "ByName::is_empty")]
    pub(crate) constants: ByName<String>,
    /// Whether each row is a rater of its own, whose id is the number of the row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rater_by_row: bool,
    /// `unit`, `unit_kind`, `occasion`, `rater` or `role` -> what its cells mean: cell -> id. A cell that is not listed is refused.
    #[serde(default, skip_serializing_if = "ByName::is_empty")]
    pub(crate) values: ByName<ByName<String>>,
    /// What answers mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelSet>,
    /// The columns with answers.
    pub criteria: Vec<SurveyColumn>,
    /// Rows to leave out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leave_out: Vec<LeaveOut>,
    /// What happens to trials by those who made the survey, where the tool marks them.
    #[serde(default = "leave_out")]
    pub previews: RowHandling,
    /// What happens to answers that were never sent off, where the tool marks them.
    #[serde(default = "keep")]
    pub incomplete: RowHandling,
    /// What happens to answers that the tool takes for those of a machine.
    #[serde(default = "keep")]
    pub spam: RowHandling,
    /// What happens when a rater answers again.
    #[serde(default)]
    pub duplicates: Duplicates,
    /// What happens to columns that are not mapped, not listed in `ignore` and not the tool's own.
    #[serde(default)]
    pub extra_columns: ExtraColumns,
    /// Columns that are passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// What others added; kept as it is.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

#[cfg(feature = "schema")]
fn leave_out() -> RowHandling {
    RowHandling::LeaveOut
}

#[cfg(feature = "schema")]
fn keep() -> RowHandling {
    RowHandling::Keep
}

impl SurveyMapping {
    /// Reads a mapping and checks it; whether it fits a rubric and a file is checked with them.
    ///
    /// # Errors
    /// All problems at once, each with its JSON path: `invalid_json`, `wrong_kind`, `unsupported_schema_version`,
    /// `duplicate_id`, `invalid_id`, `unknown_reference`, `missing_text`, `invalid_number`.
    pub fn from_json(text: &str) -> Result<Self> {
        read(text)
    }

    /// Columns of the file, and what they hold.
    pub fn columns(&self) -> impl Iterator<Item = (&str, SurveyField)> {
        self.columns.iter().map(|(column, field)| (column, *field))
    }

    /// `unit`, `unit_kind`, `occasion`, `rater` or `role`, and its value, for what the file has no column.
    pub fn constants(&self) -> impl Iterator<Item = (&str, &str)> {
        self.constants.iter().map(|(field, value)| (field, value.as_str()))
    }

    /// `unit`, `unit_kind`, `occasion`, `rater` or `role`, a cell of it, and the id that the cell means.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.values
            .iter()
            .flat_map(|(field, cells)| cells.iter().map(move |(cell, id)| (field, cell, id.as_str())))
    }

    /// The places that are still empty, as JSON paths: what a label, a cell or a constant stands for, and the criteria of columns;
    /// `$.criteria` where there is no column of answers.
    /// [`draft_mapping`](crate::exchange::draft_mapping) leaves them where it is not sure; reading refuses each as `left_open`.
    pub fn open_places(&self) -> Vec<String> {
        let mut open = Vec::new();
        let mut cells = |path: &str, table: &ByName<String>| {
            open.extend(table.iter().filter(|(_, id)| id.is_empty()).map(|(cell, _)| field(path, cell)));
        };
        cells("$.constants", &self.constants);
        self.values.iter().for_each(|(name, table)| cells(&field("$.values", name), table));
        for (at, set) in self.labels.iter().enumerate() {
            cells(&field(&element("$.labels", at), "levels"), &set.levels);
        }
        if self.criteria.is_empty() {
            open.push("$.criteria".to_owned());
        }
        for (at, _) in self.criteria.iter().enumerate().filter(|(_, column)| column.criterion.is_empty()) {
            open.push(field(&element("$.criteria", at), "criterion"));
        }
        open
    }

    /// The JSON Schema of the document form, generated from its types.
    pub fn json_schema() -> &'static str {
        include_str!("../../data/survey-mapping.schema.json")
    }

    pub(super) fn rows(&self) -> u32 {
        self.header_rows.unwrap_or(self.tool.habits().header_rows)
    }

    pub(super) fn empty() -> Self {
        Self {
            tool: SurveyTool::Other,
            delimiter: Delimiter::default(),
            header_rows: None,
            name_row: None,
            columns: ByName::new(),
            constants: ByName::new(),
            rater_by_row: false,
            values: ByName::new(),
            labels: Vec::new(),
            criteria: Vec::new(),
            leave_out: Vec::new(),
            previews: RowHandling::LeaveOut,
            incomplete: RowHandling::Keep,
            spam: RowHandling::Keep,
            duplicates: Duplicates::default(),
            extra_columns: ExtraColumns::default(),
            ignore: Vec::new(),
            extensions: Map::new(),
        }
    }
}

fn read(text: &str) -> Result<SurveyMapping> {
    let (value, problems) = open::<SurveyMapping>(text, Problems::of(ErrorKind::Ratings))?;
    let mut mapping = SurveyMapping::empty();
    let mut input = Input::below(&value, problems);
    let mut fields = input.below_head();
    fields.given("tool", &mut mapping.tool);
    fields.given("delimiter", &mut mapping.delimiter);
    mapping.header_rows = fields.may("headerRows");
    mapping.name_row = fields.may("nameRow");
    mapping.columns = fields.may("columns");
    mapping.constants = fields.may("constants");
    mapping.rater_by_row = fields.may("raterByRow");
    mapping.values = fields.may("values");
    let Placed::<LabelSet>(labels) = fields.may("labels");
    let Placed::<SurveyColumn>(criteria) = fields.take("criteria");
    mapping.leave_out = fields.may("leaveOut");
    fields.given("previews", &mut mapping.previews);
    fields.given("incomplete", &mut mapping.incomplete);
    fields.given("spam", &mut mapping.spam);
    fields.given("duplicates", &mut mapping.duplicates);
    fields.given("extraColumns", &mut mapping.extra_columns);
    mapping.ignore = fields.may("ignore");
    mapping.extensions = fields.may("extensions");
    fields.end();
    let mut problems = input.problems();
    check_fields(&mapping, &mut problems);
    check_labels(&labels, &mut problems);
    let all_labels = is_whole(&value, "labels", labels.len());
    for (at, column) in &criteria {
        let path = element("$.criteria", *at);
        if let Some(id) = column.labels.as_ref().filter(|_| all_labels)
            && !labels.iter().any(|(_, set)| set.id == *id)
        {
            problems.repeat(problem(ErrorCode::UnknownReference, field(&path, "labels"), id));
        }
        if column.occurrence == Some(0) {
            problems.push(number(field(&path, "occurrence"), 0, "1"));
        }
        for (name, id) in [("unit", &column.unit), ("occasion", &column.occasion)] {
            if let Some(id) = id {
                check_id(id, field(&path, name), &mut problems);
            }
        }
    }
    mapping.labels = elements(labels);
    mapping.criteria = elements(criteria);
    problems.finish(mapping)
}

/// The fields that are named, and the numbers of the header.
fn check_fields(mapping: &SurveyMapping, problems: &mut Problems) {
    let constants = mapping.constants.iter().map(|(name, _)| ("$.constants", name));
    let values = mapping.values.iter().map(|(name, _)| ("$.values", name));
    for (list, name) in constants.chain(values) {
        if !SurveyField::named(name) {
            let known = SurveyField::ALL.iter().map(|known| known.id()).collect::<Vec<_>>().join(", ");
            let what = Message::new("json.unknown_field").text("known", known);
            let place = Place::path(field(list, name));
            problems.push(Problem::new(ErrorCode::InvalidJson, place).say("what", what));
        }
    }
    for (name, table) in mapping.values.iter() {
        let keys = table.iter().map(|(key, id)| (field("$.values", name), key, id.as_str()));
        check_keys(&mut keys.into_iter(), problems);
    }
    if let Some(rows) = mapping.header_rows.filter(|rows| !(1..=10).contains(rows)) {
        problems.push(number("$.headerRows".to_owned(), rows, "1 – 10"));
    } else if let Some(row) = mapping.name_row.filter(|row| !(1..=mapping.rows()).contains(row)) {
        problems.push(number("$.nameRow".to_owned(), row, &format!("1 – {}", mapping.rows())));
    }
}

fn check_labels(labels: &[(usize, LabelSet)], problems: &mut Problems) {
    let mut ids = labels.iter().map(|(at, set)| (*at, set.id.as_str()));
    check_distinct("$.labels", "id", &mut ids, problems);
    for (at, set) in labels {
        let path = element("$.labels", *at);
        let levels = set.levels.iter().map(|(key, id)| (field(&path, "levels"), key, id.as_str()));
        let missing = set.missing.iter().map(|(key, reason)| (field(&path, "missing"), key, reason.id()));
        check_keys(&mut levels.chain(missing), problems);
    }
}

/// Labels that are written alike must mean the same.
fn check_keys<'m>(keys: &mut dyn Iterator<Item = (String, &'m str, &'m str)>, problems: &mut Problems) {
    let mut labels = Dictionary::default();
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (list, key, id) in keys {
        let (path, label) = (field(&list, key), fold(key));
        let label = whole(&label).unwrap_or(&label);
        if label.is_empty() {
            problems.push(Problem::new(ErrorCode::MissingText, Place::path(path)));
            continue;
        }
        match labels.code(label).and_then(|code| seen.get(code as usize)) {
            Some((first, other)) if *other != id => {
                problems.push(problem(ErrorCode::DuplicateId, path, label).with("first", first));
            }
            Some(_) => {}
            None => seen.push((path, id)),
        }
    }
}

fn number(path: String, found: u32, expected: &str) -> Problem {
    problem(ErrorCode::InvalidNumber, path, &found.to_string()).with("expected", expected)
}
