//! A mapping drafted from the file that it is for.

mod column;
mod heading;
mod propose;
mod signs;

use std::io::Read;

use collabpro_derive::words;

use super::mapping::SurveyMapping;
use super::survey::key;
use super::tool::{SurveyTool, Words, import_id, is_one_of};
use crate::base::csv::{Delimiter, Event, Record, Tokens};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::nfc::fold;
use crate::base::table::{Rows, Table, columns};
use crate::rubric::Rubric;

/// What a draft takes a column for.
#[words]
pub enum DraftUse {
    /// The unit that is judged.
    Unit,
    /// The kind of that unit.
    UnitKind,
    /// The occasion.
    Occasion,
    /// The rater.
    Rater,
    /// The role of the rater.
    Role,
    /// Answers.
    Answers,
    /// Nothing that a rating is made of.
    Ignored,
    /// The tool's own.
    Own,
}

/// By what a draft knows a column.
#[words]
pub enum DraftReason {
    /// The tool writes it so in every file.
    Tool,
    /// Its heading.
    Heading,
    /// What stands in its cells.
    Cells,
    /// It is not sure, and left open.
    Open,
}

/// What a draft makes of a column.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DraftColumn {
    /// Its heading.
    pub column: String,
    /// What it is taken for.
    pub holds: DraftUse,
    /// Of answers the criterion, where that is sure.
    pub criterion: Option<String>,
    /// By what it is known.
    pub why: DraftReason,
}

impl DraftColumn {
    /// What is made of the column with this heading.
    pub fn new(column: String, holds: DraftUse, criterion: Option<String>, why: DraftReason) -> Self {
        Self { column, holds, criterion, why }
    }
}

/// A mapping drafted from a file, and what it was drafted by.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MappingDraft {
    /// The mapping; what is not sure is an empty text, see [`SurveyMapping::open_places`].
    pub mapping: SurveyMapping,
    /// Every column of the file.
    pub columns: Vec<DraftColumn>,
}

impl MappingDraft {
    /// A mapping, with what each column of the file was taken for.
    pub fn new(mapping: SurveyMapping, columns: Vec<DraftColumn>) -> Self {
        Self { mapping, columns }
    }

    /// A table with `column`, `holds`, `criterion` and `why`: what each column of the file is taken for, and by what.
    pub fn table(&self) -> Table {
        Rows::of(&self.columns).with(columns!(column, holds, criterion, why)).table()
    }
}

/// Drafts the mapping of a survey's export: recognises the tool, and proposes unit, rater, role, criteria and labels where
/// the file and the rubric tell them. What is not sure is left as an empty text, which reading refuses.
///
/// # Errors
/// `empty_input`, `no_rows`, `ragged_row`, `quoted_lines`, `workbook`, `wrong_delimiter`, `broken_quoting`, `invalid_utf8`, `field_too_long`,
/// `record_too_long`; and `io`.
///
/// ```
/// use collabpro_core::Rubric;
/// use collabpro_core::exchange::{SurveyTool, draft_mapping};
///
/// let file = "Timestamp,Your school,How often? [Making lessons],How often? [We meet]\n1,Birch,carried together,rarely\n";
/// let draft = draft_mapping(file.as_bytes(), &Rubric::bundled())?;
/// assert_eq!(draft.mapping.tool, SurveyTool::GoogleForms);
/// assert_eq!(draft.mapping.criteria[0].criterion, "7a");
/// assert_eq!(draft.mapping.open_places(), ["$.labels[0].levels.rarely", "$.criteria[1].criterion"]);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn draft_mapping(mut input: impl Read, rubric: &Rubric) -> Result<MappingDraft> {
    let mut file = File { problems: Problems::of(ErrorKind::Ratings), ..File::default() };
    let tokens = Tokens::new(Delimiter::default().byte(), FIELD_LIMIT, RECORD_LIMIT).adopting();
    let delimiter = tokens.read(&mut input, &mut |event| file.event(event))?;
    file.draft(rubric, delimiter_of(delimiter))
}

/// The delimiter that this byte is; a comma where it is none.
fn delimiter_of(byte: u8) -> Delimiter {
    Delimiter::ALL.iter().copied().find(|known| known.byte() == byte).unwrap_or_default()
}

const FIELD_LIMIT: usize = 1 << 20;
const RECORD_LIMIT: usize = 1 << 24;
/// Most rows that a tool writes above the answers.
const HEAD: usize = 3;
/// What has more different cells is no question with labels.
const MOST: usize = 24;

/// What stands in a column below its heading.
#[derive(Clone, Default)]
struct Cells {
    /// Each different one, without the empty one.
    seen: Vec<String>,
    /// Whether there are more than could be kept.
    many: bool,
    empty: bool,
}

impl Cells {
    fn note(&mut self, cell: &str) {
        let cell = key(cell);
        if cell.is_empty() {
            self.empty = true;
        } else if !self.seen.contains(&cell) {
            if self.seen.len() < MOST {
                self.seen.push(cell);
            } else {
                self.many = true;
            }
        }
    }
}

/// A file that is looked through.
#[derive(Default)]
struct File {
    /// The first rows.
    head: Vec<Vec<String>>,
    cells: Vec<Cells>,
    rows: u64,
    /// Columns that mark trials, each with the cells by which it does.
    trials: Option<Vec<(usize, Words)>>,
    problems: Problems,
    records: u64,
    /// Records that are a whole line in quotation marks: the row of the first, and how many.
    quoted: (u64, u64),
    stopped: bool,
}

impl File {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Record(record) => self.record(record),
            Event::Batch(batch) => batch.records().for_each(|record| self.record(record)),
            Event::Fault { code, row, field } => {
                let place = Place::cell(row, (field + 1).to_string());
                let limit = if code == ErrorCode::RecordTooLong { RECORD_LIMIT } else { FIELD_LIMIT };
                self.problems.push(Problem::new(code, place).count("limit", limit as u64));
            }
            Event::Refused { refused, delimiter } => self.problems.push(refused.problem(delimiter)),
        }
    }

    fn record(&mut self, record: Record<'_>) {
        if self.stopped || record.fields().all(|field| field.trim().is_empty()) {
            return;
        }
        self.records += 1;
        if let [only] = self.head.as_slice()
            && only.iter().rposition(|cell| !cell.is_empty()) == Some(0)
            && record.named() > 1
        {
            // What stands alone above the headings is a title.
            self.head.clear();
        }
        let width = self.head.first().map_or(record.len(), Vec::len);
        let is_line = |field: &str| Delimiter::ALL.iter().any(|one| field.as_bytes().contains(&one.byte()));
        if record.len() == 1 && is_line(record.field(0)) {
            self.quoted = (if self.quoted.1 == 0 { record.row } else { self.quoted.0 }, self.quoted.1 + 1);
        } else if !record.fits(width) {
            let problem = Problem::new(ErrorCode::RaggedRow, Place::row(record.row));
            let problem = problem.count("found", record.len() as u64);
            return self.problems.push(problem.count("expected", width as u64));
        }
        if self.head.len() < HEAD {
            self.head.push(record.fields().map(|field| fold(field).into_owned()).collect());
        } else {
            self.answers(&record.fields().collect::<Vec<_>>());
        }
    }

    /// Notes the cells of a row, unless it is a trial.
    fn answers(&mut self, row: &[&str]) {
        self.rows += 1;
        let names = self.head.first().map_or(&[][..], Vec::as_slice);
        self.cells.resize_with(names.len(), Cells::default);
        let (trials, cell) = (&mut self.trials, |at: usize| row.get(at).copied().unwrap_or(""));
        let trials = trials.get_or_insert_with(|| {
            let tool = signs::tool_of(&self.head);
            let place = |(name, values): &(&str, Words)| Some((tool.column(name, names)?, *values));
            tool.habits().previews.iter().filter_map(place).collect()
        });
        if !trials.iter().any(|(at, values)| is_one_of(values, &fold(cell(*at)))) {
            self.cells.iter_mut().enumerate().for_each(|(at, cells)| cells.note(cell(at)));
        }
    }

    /// What stands in the second row where the tool numbers its answers.
    fn number_of_answer(&self, tool: SurveyTool) -> &str {
        let [Some(names), Some(second)] = [self.head.first(), self.head.get(1)] else { return "" };
        let at = names.iter().position(|name| signs::signs(tool).raters.contains(&name.as_str()));
        at.and_then(|at| second.get(at)).map_or("", String::as_str)
    }

    fn draft(mut self, rubric: &Rubric, delimiter: Delimiter) -> Result<MappingDraft> {
        if self.problems.is_empty() && self.head.is_empty() {
            self.problems.push(Problem::new(ErrorCode::EmptyInput, Place::default()));
        }
        let width = self.head.first().map_or(0, Vec::len);
        if let (row, n @ 1..) = self.quoted
            && (width > 1 || n == self.records)
        {
            self.problems.push(Problem::new(ErrorCode::QuotedLines, Place::row(row)).count("n", n));
        }
        let tool = signs::tool_of(&self.head);
        let mut above = tool.habits().header_rows as usize;
        let mut mapping = SurveyMapping { tool, delimiter, ..SurveyMapping::empty() };
        let ids = self.head.get(HEAD - 1).is_some_and(|ids| ids.iter().all(|id| import_id(id).is_some()));
        let second = self.number_of_answer(tool);
        let cut = match tool {
            // Without the row of ids the questions may be there still, or only the names.
            SurveyTool::Qualtrics if !ids => Some(if second.starts_with("R_") { 1 } else { 2 }),
            // A question has its answer where the lines of a grid would stand.
            SurveyTool::SurveyMonkey if !second.is_empty() => Some(1),
            _ => None,
        };
        if let Some(rows) = cut {
            above = rows as usize;
            mapping.header_rows = Some(rows);
        }
        // The tool is known by all rows of the head; those that are answers are noted after it.
        for row in self.head.split_off(above.min(self.head.len())) {
            self.answers(&row.iter().map(String::as_str).collect::<Vec<_>>());
        }
        if self.problems.is_empty() && self.rows == 0 {
            self.problems.push(Problem::new(ErrorCode::NoRows, Place::default()));
        }
        std::mem::take(&mut self.problems).finish(())?;
        Ok(propose::Draft::new(self, mapping, rubric).finish())
    }
}
