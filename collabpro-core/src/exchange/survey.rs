//! Ratings from the export of a survey.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use collabpro_derive::options;

use super::mapping::{SurveyField, SurveyMapping};
use super::plan::{Layer, Plan, Rule};
use super::tool::{SurveyTool, code, import_id, is_one_of, names_of_grids};
use crate::base::by_name::ByName;
use crate::base::csv::{Delimiter, Record};
use crate::base::date::Moment;
use crate::base::error::{Error, ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::no_word;
use crate::base::nfc::fold;
use crate::base::number::whole;
use crate::base::options::unfit;
use crate::ratings::{
    Collector, Duplicates, Format, Layout, RaterLink, RatingKind, Ratings, ReadOptions, Reader, Row, RowMark,
    SurveyAccount,
};
use crate::rubric::Rubric;

/// How a survey is read, beside what its mapping says, so that one mapping serves every time it is held.
///
/// ```
/// use collabpro_core::exchange::SurveyOptions;
///
/// let options = SurveyOptions::from_json(r#"{"occasion": "2026-03", "delimiter": ";"}"#)?;
/// assert_eq!(SurveyOptions::from_json(r#"{"colour": 1}"#).unwrap_err().code(), collabpro_core::ErrorCode::UnknownOption);
/// # let _ = options;
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[options(check)]
pub struct SurveyOptions {
    /// `unit`, `unit_kind`, `occasion`, `rater` or `role`, each with its value, before those of the mapping.
    #[option(setter = none)]
    constants: ByName<String>,
    /// Id of the occasion of all these answers, before that of the mapping; a row of another one is refused.
    occasion: Option<String>,
    /// What happens when a rater answers again; without it what the mapping says.
    duplicates: Option<Duplicates>,
    /// What stands between the fields; without it what the mapping says.
    delimiter: Option<Delimiter>,
    /// Own or agreed ratings; without it `individual`.
    kind: Option<RatingKind>,
    /// Whether the same id is the same person at every occasion; without it `within_occasion`.
    link: Option<RaterLink>,
    /// Longest field in bytes; without it 1,048,576.
    #[option(range = 1..=1_073_741_824)]
    field_limit: Option<usize>,
    /// Longest record in bytes; without it 16,777,216.
    #[option(range = 1..=1_073_741_824)]
    record_limit: Option<usize>,
}

impl SurveyOptions {
    /// A field has one value throughout.
    #[must_use]
    pub fn constant(mut self, field: SurveyField, value: impl Into<String>) -> Self {
        self.constants.insert(field.field().name(), value.into());
        self
    }

    fn check(&self, problems: &mut Problems) {
        let known: Vec<_> = SurveyField::ALL.iter().map(|field| field.id()).collect();
        for (name, _) in self.constants.iter().filter(|(name, _)| !SurveyField::named(name)) {
            problems.append(&no_word("constants", name, &known));
        }
        if let (Some(id), Some(_)) = (&self.occasion, self.constants.get("occasion")) {
            problems.push(unfit("occasion", "option.constant_too", id));
        }
    }

    fn read(&self, mapping: &SurveyMapping) -> ReadOptions {
        let defaults = ReadOptions::new().layout(Layout::Wide);
        let mut options = defaults
            .duplicates(self.duplicates.unwrap_or(mapping.duplicates))
            .delimiter(self.delimiter.unwrap_or(mapping.delimiter))
            .kind(self.kind.unwrap_or_default())
            .link(self.link.unwrap_or_default());
        if let Some(id) = &self.occasion {
            options = options.occasion(id);
        }
        if let Some(limit) = self.field_limit {
            options = options.field_limit(limit);
        }
        if let Some(limit) = self.record_limit {
            options = options.record_limit(limit);
        }
        options
    }
}

/// A label without a meaning: where it came first, and how often it came.
struct Open {
    row: u64,
    column: usize,
    label: String,
    rows: u64,
}

/// A survey that is being read.
pub(super) struct Survey {
    mapping: SurveyMapping,
    constants: ByName<String>,
    /// Whether an id is to be the same person at every occasion.
    is_persistent: bool,
    values: ByName<ByName<String>>,
    /// What labels stand for: the id of a category or of a reason.
    sets: Vec<ByName<String>>,
    /// Whether a title stood above the header.
    is_titled: bool,
    /// Rows of the header so far.
    above: u32,
    width: usize,
    names: Vec<String>,
    /// The rows of the header.
    head: Vec<Vec<String>>,
    plan: Option<Plan>,
    account: SurveyAccount,
    open: Vec<Open>,
    /// Labels that found no room in `open`.
    hidden: u64,
}

impl Survey {
    fn new(mapping: &SurveyMapping, options: &SurveyOptions) -> Self {
        let mut constants = mapping.constants.clone();
        for (name, value) in options.constants.iter() {
            constants.insert(name, value.clone());
        }
        if options.occasion.is_some() {
            constants.insert("occasion", String::new());
        }
        let mut mapping = mapping.clone();
        // What the options give is not open any more.
        let occasion = options.occasion.as_ref().map(|id| ("occasion", id));
        for (name, value) in options.constants.iter().chain(occasion) {
            mapping.constants.get_mut(name).into_iter().for_each(|own| own.clone_from(value));
        }
        let folded = |table: &ByName<String>| {
            let pairs = table.iter().map(|(label, id)| (key(label), id.clone()));
            ByName::of(pairs.collect())
        };
        let values = mapping.values.iter().map(|(name, table)| (name.to_owned(), folded(table)));
        let set = |set: &super::LabelSet| {
            let levels = set.levels.iter().map(|(label, id)| (key(label), id.clone()));
            let missing = set.missing.iter().map(|(label, why)| (key(label), why.id().to_owned()));
            ByName::of(levels.chain(missing).collect())
        };
        Self {
            constants,
            is_persistent: options.link == Some(RaterLink::Persistent),
            values: ByName::of(values.collect()),
            sets: mapping.labels.iter().map(set).collect(),
            is_titled: false,
            above: 0,
            width: 0,
            names: Vec::new(),
            head: Vec::new(),
            plan: None,
            account: SurveyAccount::default(),
            open: Vec::new(),
            hidden: 0,
            mapping,
        }
    }

    /// Whether a row is a title: a single text above several columns that the mapping does not know. Where two rows name the
    /// columns it may be the question over a grid, unless it has no other fields or the mapping names a column that must stand beside it; and
    /// where a mapping counts several rows it is one of them.
    fn is_title(&self, record: Record<'_>) -> bool {
        let SurveyMapping { tool, criteria, columns, ignore, .. } = &self.mapping;
        let name = fold(record.field(0));
        let line = |text: &str| text.bytes().any(|byte| Delimiter::ALL.iter().any(|one| one.byte() == byte));
        let named = columns.iter().map(|(column, _)| column).chain(ignore.iter().map(String::as_str));
        let mut named = named.chain(criteria.iter().map(|one| one.column.as_str()));
        let is_one = record.named() == 1
            && columns.iter().count() + criteria.len() > 1
            && !line(&name)
            && !tool.is_own(&name, &[]);
        let told = self.mapping.header_rows.is_some_and(|rows| rows > 1);
        let known =
            |column: &str| fold(column) == name || *tool == SurveyTool::LimeSurvey && column == code(&name);
        let alone = record.len() == 1 || columns.iter().any(|(column, _)| tool.is_own(column, &[]));
        is_one && !told && (*tool != SurveyTool::SurveyMonkey || alone) && !named.any(known)
    }
}

/// Notes a label without a meaning.
fn note(open: &mut Vec<Open>, hidden: &mut u64, row: u64, column: usize, label: &str) {
    if let Some(known) = open.iter_mut().find(|known| known.column == column && known.label == label) {
        known.rows += 1;
    } else if open.len() < Error::LISTED {
        open.push(Open { row, column, label: label.to_owned(), rows: 1 });
    } else {
        *hidden += 1;
    }
}

/// What a cell means; a whole number may have become a real one on its way.
fn meant<'t>(table: &'t ByName<String>, cell: &str) -> Option<&'t String> {
    table.get(whole(cell).unwrap_or(cell))
}

/// The key of a label.
pub(super) fn key(label: &str) -> String {
    let label = fold(label);
    whole(&label).map_or_else(|| label.to_string(), str::to_owned)
}

impl Format for Survey {
    fn header(&mut self, record: Record<'_>, collector: &mut Collector) -> bool {
        if self.above == 0 && !self.is_titled && self.is_title(record) {
            self.is_titled = true;
            return false;
        }
        self.above += 1;
        let (rows, tool) = (self.mapping.rows(), self.mapping.tool);
        if self.above == 1 {
            self.width = record.len();
        } else if record.len() != self.width {
            let problem = Problem::new(ErrorCode::RaggedRow, Place::row(record.row));
            let problem = problem.count("found", record.len() as u64);
            collector.problems.push(problem.count("expected", self.width as u64));
        }
        let import = tool == SurveyTool::Qualtrics && self.above == 3;
        let named = record.fields().take(record.named());
        let ids: Option<Vec<String>> = if import { named.map(import_id).collect() } else { None };
        if self.above == 1 && self.mapping.rater_by_row && self.is_persistent {
            collector.problems.push(unfit("link", "option.rows_link_nothing", "persistent"));
        }
        if import && ids.is_none() {
            collector.problems.push(Problem::new(ErrorCode::UnexpectedHeader, Place::row(record.row)));
        }
        let row: Vec<String> = record.fields().map(|name| fold(name).into_owned()).collect();
        if self.above == self.mapping.name_row.unwrap_or(1) {
            self.names = ids.unwrap_or_else(|| row.clone());
        }
        if tool == SurveyTool::LimeSurvey {
            self.head.push(row.iter().map(|name| code(name).to_owned()).collect());
        } else if !import {
            self.head.push(row);
        }
        if self.above < rows {
            return false;
        }
        // Columns that were emptied in a spreadsheet have no name in any row.
        let last = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        let width = self.head.iter().map(last).max().unwrap_or(0).max(last(&self.names));
        self.names.truncate(width);
        self.head.iter_mut().for_each(|row| row.truncate(width));
        if let (SurveyTool::SurveyMonkey, None, [questions, lines]) =
            (tool, self.mapping.name_row, self.head.as_slice())
        {
            self.names = names_of_grids(questions, lines);
        }
        let layer = Layer {
            mapping: &self.mapping,
            constants: &self.constants,
            rubric: &collector.rubric,
            used: vec![false; self.names.len()],
            names: self.names.clone(),
            rows: &self.head,
            problems: &mut collector.problems,
        };
        let plan = layer.lay(&mut self.account);
        // The names and the width of the table, for places and for rows that are too short.
        let first = plan.blocks.first().map(|block| Arc::clone(&block.header));
        collector.header = first.unwrap_or_default();
        self.plan = Some(plan);
        true
    }

    fn record(&mut self, record: Record<'_>, collector: &mut Collector) -> bool {
        let Some(plan) = &self.plan else { return false };
        self.account.rows += 1;
        let usual = self.mapping.tool.usual();
        let fits = |rule: &&Rule| {
            let cell = fold(record.field(rule.at));
            match rule.why {
                RowMark::Asked => rule.values.iter().any(|value| value.eq_ignore_ascii_case(&cell)),
                RowMark::Unknown => {
                    let marked = |other: &Rule| other.at == rule.at && is_one_of(&other.values, &cell);
                    !cell.is_empty() && !is_one_of(usual, &cell) && !plan.rules.iter().any(marked)
                }
                _ => is_one_of(&rule.values, &cell),
            }
        };
        let marks: Vec<&Rule> = plan.rules.iter().filter(fits).collect();
        if let Some(place) = marks.iter().find_map(|rule| rule.count.ok()) {
            self.account.left_out[place].rows += 1;
            return true;
        }
        for (at, rule) in marks.iter().enumerate() {
            // Two columns may tell the same.
            if let Err(place) = rule.count
                && !marks[..at].iter().any(|other| other.why == rule.why)
            {
                self.account.kept[place].rows += 1;
            }
        }
        self.account.read += 1;
        let moment = plan.moment.and_then(|at| Moment::of(record.field(at)));
        collector.moments.extend(moment.map(|moment| (record.row, moment)));
        let (open, hidden) = (&mut self.open, &mut self.hidden);
        let by_row = if self.mapping.rater_by_row { record.row.to_string() } else { String::new() };
        let mut whole = true;
        let mut cells: [Cow<'_, str>; SurveyField::ALL.len()] = Default::default();
        for (known, cell) in SurveyField::ALL.iter().zip(&mut cells) {
            let (field, name) = (known.field(), known.field().name());
            let constant = self.constants.get(name).map(String::as_str);
            let Some(at) = plan.fields[field as usize] else {
                *cell = Cow::Borrowed(constant.unwrap_or(""));
                continue;
            };
            *cell = fold(record.field(at));
            if self.values.get(name).is_none() && self.mapping.tool.names_nothing(*known, cell) {
                note(open, hidden, record.row, at, cell);
                whole = false;
                continue;
            }
            let Some(table) = self.values.get(name).filter(|_| !cell.is_empty()) else { continue };
            match meant(table, cell) {
                Some(id) => *cell = Cow::Borrowed(id),
                None => {
                    note(open, hidden, record.row, at, cell);
                    whole = false;
                }
            }
        }
        let [unit, unit_kind, occasion, rater, role] = &cells;
        let rater = if self.mapping.rater_by_row { by_row.as_str() } else { rater };
        let mut is_answered = false;
        for block in &plan.blocks {
            let mut ratings: Vec<Option<Cow<'_, str>>> = Vec::new();
            let columns = block.header.criteria.iter().zip(&block.sets).zip(&block.wholes);
            for (((at, criterion), set), whole) in columns {
                let mut cell = fold(record.field(*at));
                // A choice of a question that was not asked.
                if cell == "0" && whole.is_some_and(|whole| fold(record.field(whole)).is_empty()) {
                    cell = Cow::Borrowed("");
                }
                is_answered |= !cell.is_empty();
                let set = set.and_then(|set| self.sets.get(set)).filter(|_| !cell.is_empty());
                let rating = match set {
                    Some(set) => meant(set, &cell).map(|id| Cow::Borrowed(id.as_str())),
                    None if cell.is_empty() => Some(Cow::Borrowed("")),
                    None => collector.find_rating(*criterion, &cell).map(|_| cell.clone()),
                };
                if rating.is_none() {
                    note(open, hidden, record.row, *at, &cell);
                }
                ratings.push(rating);
            }
            if whole {
                let row = Row {
                    unit: block.unit.as_deref().unwrap_or(unit),
                    unit_kind,
                    occasion: block.occasion.as_deref().unwrap_or(occasion),
                    rater,
                    role,
                    ..Row::default()
                };
                collector.header = Arc::clone(&block.header);
                collector.wide_row(record.row, &row, |column, _| ratings.get(column)?.as_deref());
            }
        }
        self.account.unanswered += u64::from(!is_answered);
        true
    }

    fn finish(self: Box<Self>, collector: &mut Collector) {
        for Open { row, column, label, rows } in self.open {
            let name = self.names.get(column).map_or("", String::as_str);
            let problem = Problem::new(ErrorCode::UnmappedLabel, Place::cell(row, name));
            collector.problems.push(problem.with("what", label).count("n", rows));
        }
        collector.problems.hide(self.hidden);
        if self.account.rows > 0 && self.account.read == 0 {
            for marked in self.account.left_out.iter().filter(|marked| marked.rows > 0) {
                let problem = Problem::new(ErrorCode::AllLeftOut, Place::column(&marked.column));
                collector.problems.push(problem.count("n", marked.rows).count("rows", self.account.rows));
            }
        }
        let mut account = self.account;
        account.kept.retain(|marked| marked.why != RowMark::Unknown || marked.rows > 0);
        collector.survey = Some(account);
    }
}

impl Reader<'_> {
    /// A reader of a survey's export, piece by piece.
    #[must_use]
    pub fn survey(self, mapping: &SurveyMapping, options: &SurveyOptions) -> Self {
        self.form(options.read(mapping), Box::new(Survey::new(mapping, options)))
    }
}

impl Ratings {
    /// Reads the export of a survey through its mapping. What was left out is told by [`Ratings::survey`].
    ///
    /// # Errors
    /// Everything that is wrong, at once. With the mapping: `unknown_criterion`, `unknown_level`. With the header:
    /// `missing_column`, `duplicate_column`, `unknown_column`, `unexpected_header`, `ragged_row`. With rows:
    /// `unmapped_label`, each label once with the row where it came first, and what [`Reader::finish`] gives.
    pub fn from_survey(
        input: impl Read,
        rubric: &Rubric,
        mapping: &SurveyMapping,
        options: SurveyOptions,
    ) -> Result<Self> {
        Reader::new(rubric).survey(mapping, &options).read(input)
    }
}
