//! The one place where a row of ratings is checked, whatever it was read from.
//!
//! Labels become codes, every fault is noted with its place, and rows without a fault go into the columns. What needs
//! all rows (kinds of units, duplicates, sizes) is checked at the end, in `finish.rs`.

use std::sync::Arc;

use super::header::Header;
use super::options::{Field, Layout, ReadOptions};
use crate::base::date::Moment;
use crate::base::dictionary::Dictionary;
use crate::base::document::id_is_valid;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems};
use crate::base::nfc::{self, nfc, trimmed};
use crate::base::number::{is_number, whole};
use crate::base::table::unmasked;
use crate::framework::UnitKind;
use crate::ratings::{Columns, SurveyAccount};
use crate::rubric::{Missing, Rating, Rubric};
use crate::units::Units;

/// One row as text; an empty text is an empty cell.
///
/// ```
/// use collabpro_core::ratings::Row;
///
/// let row = Row { unit: "Birch", rater: "r1", criterion: "1a", level: "3", ..Row::default() };
/// assert_eq!(row.role, "");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// Id of the unit.
    pub unit: &'a str,
    /// Kind of the unit.
    pub unit_kind: &'a str,
    /// Id of the occasion.
    pub occasion: &'a str,
    /// Id of the rater.
    pub rater: &'a str,
    /// Role of the rater.
    pub role: &'a str,
    /// Id of the criterion.
    pub criterion: &'a str,
    /// Level, or a reason for a missing rating.
    pub level: &'a str,
    /// Reason for a missing rating.
    pub reason: &'a str,
    /// What the rater saw.
    pub evidence: &'a str,
}

impl<'a> Row<'a> {
    /// The cell of a field.
    pub fn get(&self, field: Field) -> &'a str {
        match field {
            Field::Unit => self.unit,
            Field::UnitKind => self.unit_kind,
            Field::Occasion => self.occasion,
            Field::Rater => self.rater,
            Field::Role => self.role,
            Field::Criterion => self.criterion,
            Field::Level => self.level,
            Field::Reason => self.reason,
            Field::Evidence => self.evidence,
        }
    }

    /// Fills the cell of a field.
    pub fn set(&mut self, field: Field, cell: &'a str) {
        *match field {
            Field::Unit => &mut self.unit,
            Field::UnitKind => &mut self.unit_kind,
            Field::Occasion => &mut self.occasion,
            Field::Rater => &mut self.rater,
            Field::Role => &mut self.role,
            Field::Criterion => &mut self.criterion,
            Field::Level => &mut self.level,
            Field::Reason => &mut self.reason,
            Field::Evidence => &mut self.evidence,
        } = cell;
    }
}

/// How the input names its places.
#[derive(Clone, Debug)]
pub(super) enum Places {
    /// Rows and columns of a table.
    Table,
    /// Records of a JSON list with this path.
    Json(&'static str),
}

/// Codes of what the ratings of one row have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) unit: u32,
    pub(super) occasion: u16,
    pub(super) rater: u32,
    pub(super) role: u8,
}

/// The labels behind the codes while they are collected.
#[derive(Debug, Default)]
pub(super) struct Dictionaries {
    pub(super) unit: Dictionary,
    pub(super) occasion: Dictionary,
    pub(super) rater: Dictionary,
    pub(super) role: Dictionary,
}

/// The last cell of a column and its code: most rows repeat it.
#[derive(Clone, Debug, Default)]
struct Last {
    text: String,
    code: Option<u32>,
}

/// Distinct level texts remembered for each criterion; files have a handful.
const REMEMBERED: usize = 32;

#[derive(Debug)]
pub(crate) struct Collector {
    pub(crate) rubric: Rubric,
    pub(super) units: Units,
    pub(super) options: ReadOptions,
    pub(crate) header: Arc<Header>,
    pub(super) places: Places,
    pub(crate) problems: Problems,
    pub(super) labels: Dictionaries,
    pub(super) columns: Columns,
    pub(super) evidence: Vec<(u32, Box<str>)>,
    /// Kind of each unit, by code.
    pub(super) kinds: Vec<Option<UnitKind>>,
    /// Wide: position in `header.criteria` of the column at hand.
    pub(super) column: Option<usize>,
    pub(super) full: bool,
    last: [Last; 4],
    /// How often a rater was looked up since the last batch.
    looked_up: u32,
    last_kind: (u32, String),
    /// Occasions beside the one that the options name.
    other_occasions: Vec<String>,
    pub(super) criteria: Dictionary,
    /// For each role whether it may answer each criterion; empty when no criterion is restricted.
    may: Vec<Vec<bool>>,
    restricted: bool,
    levels: Vec<Vec<(Box<str>, u8)>>,
    /// Where the row numbers of the input jump: position in the columns, number of the row, and by how much the
    /// number rises with each rating from there (0 in the wide layout).
    jumps: Vec<(u32, u64, u64)>,
    next: (u64, u64),
    /// Whether its rows are those of several parts that were checked before.
    pub(super) is_of_parts: bool,
    /// Units among the known ones that are known from ratings alone.
    pub(super) undescribed: Dictionary,
    /// When the rows of a survey were answered, as far as that is told.
    pub(crate) moments: Vec<(u64, Moment)>,
    /// What a survey held.
    pub(crate) survey: Option<SurveyAccount>,
    /// Whether cells come from a spreadsheet's CSV, in which an apostrophe masks what looks like a formula.
    masked: bool,
}

impl Collector {
    pub(super) fn new(rubric: &Rubric, units: Units, options: ReadOptions) -> Self {
        let mut criteria = Dictionary::default();
        for criterion in rubric.criteria() {
            criteria.code(&nfc(&criterion.id));
        }
        Self {
            units,
            header: Arc::default(),
            places: Places::Table,
            problems: Problems::of(ErrorKind::Ratings),
            labels: Dictionaries::default(),
            columns: Columns::default(),
            evidence: Vec::new(),
            kinds: Vec::new(),
            column: None,
            full: false,
            last: Default::default(),
            looked_up: 0,
            last_kind: (u32::MAX, String::new()),
            other_occasions: Vec::new(),
            criteria,
            may: Vec::new(),
            restricted: rubric.criteria().iter().any(|criterion| !criterion.answerable_by.is_empty()),
            levels: vec![Vec::new(); rubric.criteria().len()],
            jumps: Vec::new(),
            next: (u64::MAX, 0),
            moments: Vec::new(),
            is_of_parts: false,
            undescribed: Dictionary::default(),
            survey: None,
            masked: false,
            rubric: rubric.clone(),
            options,
        }
    }

    /// For cells of a spreadsheet's CSV.
    pub(super) fn masked(mut self) -> Self {
        self.masked = true;
        self
    }

    /// A cell as anyone sees it: blanks around an id, and what has no width, are none of it. Where rows say what others said, nobody asks.
    fn seen<'t>(&self, cell: &'t str) -> &'t str {
        trimmed(if self.masked { unmasked(cell) } else { cell })
    }

    pub(super) fn wide(&self) -> bool {
        self.options.layout == Layout::Wide
    }

    /// Reads one row of the long layout.
    pub(super) fn row(&mut self, row: u64, cells: &Row<'_>) {
        let head = self.head(row, cells);
        let criterion = self.criterion(row, cells.criterion);
        let rating = criterion.and_then(|at| self.rating(row, at, cells.level, cells.reason));
        if let (Some(head), Some(criterion), Some(rating)) = (head, criterion, rating) {
            self.add(row, head, criterion, rating, cells.evidence);
        }
    }

    /// Reads one row of the wide layout: `ratings` gives the cell of each of `header.criteria`, by its position there
    /// and by its column; `None` where the row has no such cell.
    pub(crate) fn wide_row<'a>(
        &mut self,
        row: u64,
        cells: &Row<'_>,
        ratings: impl Fn(usize, usize) -> Option<&'a str>,
    ) {
        let head = self.head(row, cells);
        let header = Arc::clone(&self.header);
        for (column, (at, criterion)) in header.criteria.iter().enumerate() {
            let Some(cell) = ratings(column, *at) else { continue };
            // Nobody can be expected to fill a cell that is not for them.
            let expected = head.is_none_or(|head| {
                self.may_answer(head.role, *criterion) && self.is_made_for(*criterion, head.unit)
            });
            if !expected && self.seen(cell).is_empty() {
                continue;
            }
            self.column = Some(column);
            let mut rating = self.rating(row, *criterion, cell, "");
            if let Some(turned) = header.turned.get(column) {
                // A survey tool writes a code of its own into the cells of questions that it did not show.
                if !expected && rating.is_some_and(|rating| rating >= Rating::MISSING) {
                    continue;
                }
                let top = self.rubric.scale(*criterion).categories().len().saturating_sub(1) as u8;
                rating = rating.map(|rating| if *turned && rating <= top { top - rating } else { rating });
            }
            if let (Some(head), Some(rating)) = (head, rating) {
                self.add(row, head, *criterion, rating, "");
            }
        }
        self.column = None;
    }

    /// Resolves the cells that do not depend on the criterion.
    #[inline]
    pub(super) fn head(&mut self, row: u64, cells: &Row<'_>) -> Option<Head> {
        let unit = self.label(Field::Unit, row, cells.unit);
        let kind = match unit {
            Some(unit) if !cells.unit_kind.is_empty() => self.kind(row, unit, cells.unit_kind),
            _ => Some(()),
        };
        let occasion = self.occasion(row, cells.occasion);
        let rater = self.label(Field::Rater, row, cells.rater);
        let role = self.label(Field::Role, row, cells.role);
        kind?;
        Some(Head { unit: unit?, occasion: occasion? as u16, rater: rater?, role: role? as u8 })
    }

    /// The code of the occasion, which is the one of the options where they name one. Another is told once.
    fn occasion(&mut self, row: u64, text: &str) -> Option<u32> {
        let Some(own) = self.options.occasion.take() else { return self.label(Field::Occasion, row, text) };
        let text = self.seen(text);
        let agree = text.is_empty() || nfc::id(text) == nfc::id(&own);
        let found = if agree { self.label(Field::Occasion, row, &own) } else { None };
        if !agree && !self.other_occasions.iter().any(|told| told == text) {
            self.other_occasions.push(text.to_owned());
            let problem = self.problem(ErrorCode::OccasionConflict, row, Field::Occasion);
            self.problems.push(problem.with("what", text).with("expected", own.as_str()));
        }
        self.options.occasion = Some(own);
        found
    }

    /// Prepares the lookup of raters. In a file in no order each waits for memory; together they wait once. Where rows
    /// of a rater follow one another, or all labels are near, there is nothing to prepare.
    pub(super) fn expect<'a>(&mut self, raters: impl Iterator<Item = &'a str>) {
        const NEAR: usize = 1 << 13;
        const OFTEN: u32 = 8;
        if std::mem::take(&mut self.looked_up) >= OFTEN && self.labels.rater.len() > NEAR {
            raters.for_each(|rater| self.labels.rater.touch(rater));
        }
    }

    /// The code of a label.
    #[inline]
    pub(super) fn label(&mut self, field: Field, row: u64, text: &str) -> Option<u32> {
        let slot = match field {
            Field::Unit => 0,
            Field::Occasion => 1,
            Field::Rater => 2,
            _ => 3,
        };
        let last = &self.last[slot];
        if let Some(code) = last.code
            && last.text == text
        {
            return Some(code);
        }
        self.looked_up += u32::from(slot == 2);
        let code = self.find_or_add(field, row, text)?;
        let last = &mut self.last[slot];
        last.text.clear();
        last.text.push_str(text);
        last.code = Some(code);
        Some(code)
    }

    fn find_or_add(&mut self, field: Field, row: u64, text: &str) -> Option<u32> {
        let text = self.seen(text);
        let id = nfc::id(text);
        let (dictionary, limit) = match field {
            Field::Unit => (&mut self.labels.unit, u32::MAX as usize),
            Field::Occasion => (&mut self.labels.occasion, 1 << 16),
            Field::Rater => (&mut self.labels.rater, u32::MAX as usize),
            _ => (&mut self.labels.role, 1 << 8),
        };
        if let Some(code) = dictionary.find(&id) {
            return Some(code);
        }
        let optional = matches!(field, Field::Occasion | Field::Role);
        let code = match () {
            () if text.is_empty() && !optional => ErrorCode::MissingValue,
            () if !text.is_empty() && !id_is_valid(&id) => ErrorCode::InvalidId,
            () if dictionary.len() >= limit => ErrorCode::TooManyLabels,
            () if field == Field::Role && !text.is_empty() && !self.role_is_known(&id) => {
                ErrorCode::UnknownRole
            }
            () => return self.add_label(field, &id),
        };
        let mut problem = self.problem(code, row, field).with("what", text);
        problem = match code {
            ErrorCode::TooManyLabels => problem.count("limit", limit as u64),
            ErrorCode::UnknownRole => problem.with("known", self.role_ids()),
            _ => problem,
        };
        self.refuse(problem);
        None
    }

    fn role_is_known(&self, id: &str) -> bool {
        let roles = self.rubric.roles();
        roles.is_empty() || roles.iter().any(|role| nfc::id(&role.id) == id)
    }

    pub(super) fn role_ids(&self) -> String {
        self.rubric.roles().iter().map(|role| role.id.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn add_label(&mut self, field: Field, id: &str) -> Option<u32> {
        match field {
            Field::Unit => {
                self.kinds.push(self.units.get(id).and_then(|unit| unit.kind));
                self.labels.unit.code(id)
            }
            Field::Occasion => self.labels.occasion.code(id),
            Field::Rater => self.labels.rater.code(id),
            _ => {
                if self.restricted {
                    let may = |by: &[String]| {
                        by.is_empty() || id.is_empty() || by.iter().any(|role| nfc::id(role) == id)
                    };
                    let criteria = self.rubric.criteria().iter();
                    self.may.push(criteria.map(|criterion| may(&criterion.answerable_by)).collect());
                }
                self.labels.role.code(id)
            }
        }
    }

    /// Notes the kind of a unit, which may not change.
    pub(super) fn kind(&mut self, row: u64, unit: u32, text: &str) -> Option<()> {
        if self.last_kind.0 == unit && self.last_kind.1 == text {
            return Some(());
        }
        let text = self.seen(text);
        if text.is_empty() {
            return Some(());
        }
        let known = self.kinds.get_mut(unit as usize)?;
        match (UnitKind::from_id(text), *known) {
            (Some(kind), before) if before.is_none_or(|before| before == kind) => {
                *known = Some(kind);
                self.last_kind.0 = unit;
                text.clone_into(&mut self.last_kind.1);
                Some(())
            }
            (_, before) => {
                let all = || UnitKind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
                let expected = before.map_or_else(all, |kind| kind.id().to_owned());
                let problem = self.problem(ErrorCode::UnitKindConflict, row, Field::UnitKind);
                self.refuse(problem.with("what", text).with("expected", expected));
                None
            }
        }
    }

    /// The position of a criterion.
    #[inline]
    pub(super) fn criterion(&mut self, row: u64, text: &str) -> Option<u16> {
        if let Some(code) = self.criteria.find(&nfc(text)) {
            return Some(code as u16);
        }
        let text = self.seen(text);
        if let Some(code) = self.criteria.find(&nfc(text)) {
            return Some(code as u16);
        }
        let code = if text.is_empty() { ErrorCode::MissingValue } else { ErrorCode::UnknownCriterion };
        self.refuse(self.problem(code, row, Field::Criterion).with("what", text));
        None
    }

    /// The rating that a level and a reason stand for.
    #[inline]
    pub(super) fn rating(&mut self, row: u64, criterion: u16, level: &str, reason: &str) -> Option<u8> {
        if level.is_empty() {
            return self.reason(row, reason).map(|reason| Rating::Missing(reason).code());
        }
        let remembered = self.levels.get(usize::from(criterion)).map_or(&[][..], Vec::as_slice);
        let known = remembered.iter().find(|(text, _)| **text == *level).map(|(_, rating)| *rating);
        let rating = match known {
            Some(rating) => rating,
            None if self.seen(level).is_empty() => return self.rating(row, criterion, "", reason),
            None => self.level(row, criterion, level)?,
        };
        if reason.is_empty() { Some(rating) } else { self.both(row, rating, level, reason) }
    }

    /// A level cell and a reason cell in one row are a contradiction, unless both give the same reason.
    fn both(&mut self, row: u64, rating: u8, level: &str, reason: &str) -> Option<u8> {
        let same = Rating::Missing(self.reason(row, reason)?).code() == rating;
        if !same {
            let problem = self.problem(ErrorCode::LevelAndReason, row, Field::Reason);
            self.refuse(problem.with("what", reason).with("first", level));
        }
        same.then_some(rating)
    }

    fn reason(&mut self, row: u64, text: &str) -> Option<Missing> {
        let text = self.seen(text);
        if text.is_empty() {
            return Some(Missing::NoAnswer);
        }
        let reason = self.rubric.missing(&nfc(text));
        if reason.is_none() {
            let known = Missing::ALL.iter().map(|reason| reason.id()).collect::<Vec<_>>().join(", ");
            let problem = self.problem(ErrorCode::UnknownReason, row, Field::Reason);
            self.refuse(problem.with("what", text).with("known", known));
        }
        reason
    }

    /// The rating behind the id or a text of a level, or of a reason for a missing one.
    pub(crate) fn find_rating(&self, criterion: u16, text: &str) -> Option<Rating> {
        let id = nfc(text);
        let level = |id: &str| self.rubric.level(criterion, id).map(Rating::Level);
        let missing = |id: &str| self.rubric.missing(id).map(Rating::Missing);
        level(&id).or_else(|| missing(&id)).or_else(|| whole(&id).and_then(level))
    }

    fn level(&mut self, row: u64, criterion: u16, text: &str) -> Option<u8> {
        let plain = self.seen(text);
        if let Some(rating) = self.find_rating(criterion, plain) {
            if let Some(known) = self.levels.get_mut(usize::from(criterion))
                && known.len() < REMEMBERED
            {
                known.push((text.into(), rating.code()));
            }
            return Some(rating.code());
        }
        let categories = self.rubric.scale(criterion).categories();
        let known = categories.iter().map(|category| category.id.as_str()).collect::<Vec<_>>().join(", ");
        let numbered = categories.iter().any(|category| is_number(&category.id));
        let code =
            if numbered && is_number(plain) { ErrorCode::LevelOutOfScale } else { ErrorCode::UnknownLevel };
        let name = self.criterion_id(criterion);
        let problem = self.problem(code, row, Field::Level).with("what", text);
        self.refuse(problem.with("criterion", name).with("known", known));
        None
    }

    pub(super) fn criterion_id(&self, criterion: u16) -> String {
        self.rubric.criteria().get(usize::from(criterion)).map_or_else(String::new, |found| found.id.clone())
    }

    /// Whether a role may answer a criterion; a row without a role may answer all.
    #[inline]
    pub(super) fn may_answer(&self, role: u8, criterion: u16) -> bool {
        let may = self.may.get(usize::from(role)).and_then(|may| may.get(usize::from(criterion)));
        may.copied().unwrap_or(true)
    }

    /// Whether a criterion is made for the kind of a unit, as far as it is known.
    pub(super) fn is_made_for(&self, criterion: u16, unit: u32) -> bool {
        let kinds =
            self.rubric.criteria().get(usize::from(criterion)).map_or(&[][..], |found| &found.unit_kinds);
        let kind = self.kinds.get(unit as usize).copied().flatten();
        kinds.is_empty() || kind.is_none_or(|kind| kinds.contains(&kind))
    }

    /// Keeps a rating.
    #[inline]
    pub(super) fn add(&mut self, row: u64, head: Head, criterion: u16, rating: u8, evidence: &str) {
        if self.restricted && !self.may_answer(head.role, criterion) {
            let role = self.labels.role.get(u32::from(head.role)).to_owned();
            let name = self.criterion_id(criterion);
            let problem = self.problem(ErrorCode::RoleMayNotAnswer, row, Field::Role);
            return self.refuse(problem.with("what", role).with("criterion", name));
        }
        let at = self.columns.rating.len();
        if at >= u32::MAX as usize {
            if !self.full {
                self.full = true;
                let problem = self.problem(ErrorCode::TooManyLabels, row, Field::Level);
                self.problems.push(problem.count("limit", u64::from(u32::MAX)));
            }
            return;
        }
        let step = u64::from(self.column.is_none());
        if self.next != (row, step) {
            self.jumps.push((at as u32, row, step));
        }
        self.next = (row + step, step);
        self.columns.unit.push(head.unit);
        self.columns.occasion.push(head.occasion);
        self.columns.rater.push(head.rater);
        self.columns.role.push(head.role);
        self.columns.criterion.push(criterion);
        self.columns.rating.push(rating);
        if !evidence.is_empty() {
            self.evidence.push((at as u32, evidence.into()));
        }
    }

    /// The row of the input behind a position in the columns.
    pub(super) fn row_of(&self, at: u32) -> u64 {
        let jump = self.jumps.partition_point(|(from, ..)| *from <= at).saturating_sub(1);
        let (from, row, step) = self.jumps.get(jump).copied().unwrap_or_default();
        row + u64::from(at - from) * step
    }

    /// Notes a wrong value, once however many rows have it; each empty cell is one of its own.
    pub(super) fn refuse(&mut self, problem: Problem) {
        if problem.code() == ErrorCode::MissingValue {
            self.problems.push(problem);
        } else {
            self.problems.repeat_in_column(problem);
        }
    }

    pub(super) fn problem(&self, code: ErrorCode, row: u64, field: Field) -> Problem {
        Problem::new(code, self.place(row, field))
    }

    pub(super) fn place(&self, row: u64, field: Field) -> Place {
        let name = match (self.column.and_then(|at| self.header.criteria.get(at)), field) {
            (Some((at, _)), Field::Level | Field::Criterion) => &self.header.names[*at],
            _ => self.header.name(field),
        };
        match self.places {
            Places::Table => Place::cell(row, name),
            Places::Json(list) => Place::path(format!("{list}[{row}].{name}")),
        }
    }

    /// The place of a whole row.
    pub(super) fn row_place(&self, row: u64) -> Place {
        match self.places {
            Places::Table => Place::row(row),
            Places::Json(list) => Place::path(format!("{list}[{row}]")),
        }
    }
}
