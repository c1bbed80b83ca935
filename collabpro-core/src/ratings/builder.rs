//! Ratings from rows and whole columns.

use std::sync::Arc;

use super::Ratings;
use super::collect::{Collector, Head, Row};
use super::columns::{ColumnSet, EMPTY, Given};
use super::header::Header;
use super::options::{Field, ReadOptions};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::nfc::{self, nfc};
use crate::base::watch::{Watch, ask};
use crate::framework::UnitKind;
use crate::rubric::Rubric;
use crate::units::Units;

/// Rows between two looks at the watcher: about ten milliseconds.
const STEP: usize = 1 << 19;
/// Ratings remembered by criterion and level label.
const MEMO: usize = 1 << 22;

/// Builds ratings from rows and columns, with the same checks as a file. The first record is row 1.
///
/// ```
/// use collabpro_core::Rubric;
/// use collabpro_core::ratings::{Builder, ColumnSet, Field, ReadOptions, Row};
///
/// let rubric = Rubric::bundled();
/// let mut builder = Builder::new(&rubric).options(ReadOptions::new().constant(Field::Criterion, "1a"));
/// builder.push(Row { unit: "Birch", rater: "r1", level: "4", ..Row::default() })?;
/// let columns = ColumnSet::new()
///     .coded("unit", ["Birch"], [Some(0), Some(0)])
///     .text("rater", [Some("r2"), Some("r3")])
///     .integers("level", [Some(1), None]);
/// builder.columns(&columns)?;
/// assert_eq!(builder.finish()?.len(), 3);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub struct Builder<'w> {
    collector: Collector,
    watch: Option<&'w mut dyn Watch>,
    checked: bool,
    rows: u64,
}

impl std::fmt::Debug for Builder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Builder({} rows)", self.rows)
    }
}

/// A column with the codes its labels turned out to have. A label is resolved when a row first uses it, so that unused
/// categories leave no trace; one that is at fault stays open, and each of its rows is reported.
struct Mapped<'a> {
    given: Option<&'a Given>,
    codes: Vec<u32>,
}

impl<'a> Mapped<'a> {
    fn new(given: Option<&'a Given>) -> Self {
        Self { given, codes: vec![EMPTY; given.map_or(1, |given| given.labels.len() + 1)] }
    }

    /// Position of the row's label; the last position is the empty cell.
    #[inline]
    fn label(&self, row: usize) -> usize {
        let code = self.given.and_then(|given| given.codes.get(row)).copied().unwrap_or(EMPTY);
        (code as usize).min(self.codes.len() - 1)
    }

    #[inline]
    fn is_empty(&self, row: usize) -> bool {
        self.label(row) + 1 == self.codes.len()
    }

    #[inline]
    fn code(&self, row: usize) -> u32 {
        self.codes.get(self.label(row)).copied().unwrap_or(EMPTY)
    }

    fn learn(&mut self, row: usize, code: Option<u32>) {
        let label = self.label(row);
        if let (Some(known), Some(code)) = (self.codes.get_mut(label), code) {
            *known = code;
        }
    }
}

/// The columns of one call.
struct Pass<'a> {
    header: Arc<Header>,
    given: [Option<&'a Given>; Field::ALL.len()],
    unit: Mapped<'a>,
    occasion: Mapped<'a>,
    rater: Mapped<'a>,
    role: Mapped<'a>,
    criterion: Mapped<'a>,
    kind: Mapped<'a>,
    reason: Mapped<'a>,
    ratings: Vec<LevelColumn<'a>>,
}

/// A column of levels with the ratings they turned out to be, by criterion and label.
struct LevelColumn<'a> {
    given: Option<&'a Given>,
    width: usize,
    memo: Vec<u16>,
}

const OPEN: u16 = u16::MAX;

impl<'a> LevelColumn<'a> {
    fn new(given: Option<&'a Given>, criteria: usize) -> Self {
        let width = given.map_or(1, |given| given.labels.len() + 1);
        let size = width.saturating_mul(criteria);
        Self { given, width, memo: vec![OPEN; if size <= MEMO { size } else { 0 }] }
    }

    #[inline]
    fn place(&self, row: usize, criterion: u16) -> usize {
        let code = self.given.and_then(|given| given.codes.get(row)).copied().unwrap_or(EMPTY);
        usize::from(criterion) * self.width + (code as usize).min(self.width - 1)
    }

    #[inline]
    fn is_empty(&self, row: usize) -> bool {
        self.given
            .is_none_or(|given| given.codes.get(row).copied().unwrap_or(EMPTY) as usize + 1 >= self.width)
    }

    #[inline]
    fn rating(&self, row: usize, criterion: u16) -> u16 {
        self.memo.get(self.place(row, criterion)).copied().unwrap_or(OPEN)
    }

    fn learn(&mut self, row: usize, criterion: u16, rating: Option<u8>) {
        let place = self.place(row, criterion);
        if let (Some(known), Some(rating)) = (self.memo.get_mut(place), rating) {
            *known = u16::from(rating);
        }
    }
}

impl<'w> Builder<'w> {
    /// A builder with the default options.
    pub fn new(rubric: &Rubric) -> Self {
        let collector = Collector::new(rubric, Units::default(), ReadOptions::default());
        Self { collector, watch: None, checked: false, rows: 0 }
    }

    /// How to read. Options of CSV files do nothing here.
    #[must_use]
    pub fn options(mut self, options: ReadOptions) -> Self {
        self.collector.options = options;
        self
    }

    /// What is known of units and occasions.
    #[must_use]
    pub fn units(mut self, units: Units) -> Self {
        self.collector.units = units;
        self
    }

    /// Who hears of the progress in rows, and may stop it.
    #[must_use]
    pub fn watch(mut self, watch: &'w mut dyn Watch) -> Self {
        self.watch = Some(watch);
        self
    }

    fn check(&mut self) -> Result<()> {
        if !self.checked {
            self.collector.options.problems().finish(())?;
            self.checked = true;
        }
        Ok(())
    }

    /// What a source of rows needs; the last is the number of rows so far.
    pub(super) fn parts(&mut self) -> Result<(&mut Collector, Option<&mut (dyn Watch + 'w)>, &mut u64)> {
        self.check()?;
        Ok((&mut self.collector, self.watch.as_deref_mut(), &mut self.rows))
    }

    /// Adds one rating. Constants of the options fill its empty cells.
    ///
    /// # Errors
    /// `invalid_option`. What is wrong with the row is reported by [`finish`](Builder::finish).
    pub fn push(&mut self, row: Row<'_>) -> Result<()> {
        self.check()?;
        self.rows += 1;
        if self.collector.options.constants().next().is_none() {
            self.collector.row(self.rows, &row);
            return Ok(());
        }
        let options = self.collector.options.clone();
        let mut row = row;
        for (field, value) in options.constants() {
            if row.get(field).is_empty() {
                row.set(field, value);
            }
        }
        self.collector.row(self.rows, &row);
        Ok(())
    }

    /// Adds whole columns. Their names are mapped by the options, as the columns of a file are.
    ///
    /// # Errors
    /// What leaves nothing to read: `invalid_option`, `missing_column`, `duplicate_column`, `unknown_column`,
    /// `weight_refused`, `column_length`, `unreadable_column`, `ambiguous_id`, `invalid_number` for a code without a label, `cancelled`.
    /// What is wrong with single rows is reported by [`finish`](Builder::finish).
    pub fn columns(&mut self, set: &ColumnSet) -> Result<()> {
        self.check()?;
        let rows = set.rows().unwrap_or(0);
        let mut problems = Problems::of(ErrorKind::Ratings);
        let collector = &mut self.collector;
        let names = set.columns.iter().map(|column| column.name.clone()).collect();
        let header = Header::plan(&collector.options, &collector.rubric, names, &mut problems);
        let read = header.fields.iter().flatten().chain(header.criteria.iter().map(|(at, _)| at));
        problems.extend(read.filter_map(|at| set.columns.get(*at)?.refused()));
        let ids = [Field::Unit, Field::Occasion, Field::Rater].map(|field| header.fields[field as usize]);
        problems.extend(ids.iter().flatten().filter_map(|at| set.columns.get(*at)?.ambiguous()));
        for column in &set.columns {
            if column.codes.len() != rows {
                let problem = Problem::new(ErrorCode::ColumnLength, Place::column(&column.name));
                let problem = problem.count("found", column.codes.len() as u64);
                problems.push(problem.count("expected", rows as u64));
            }
            if let Some(row) = column.unlabelled() {
                let place = Place::cell(self.rows + row as u64 + 1, &column.name);
                let code = column.codes.get(row).copied().unwrap_or(EMPTY).to_string();
                let labels = format!("0 to {}", column.labels.len().saturating_sub(1));
                let problem = Problem::new(ErrorCode::InvalidNumber, place).with("what", code);
                problems.push(problem.with("expected", labels));
            }
        }
        problems.finish(())?;
        let constants = header.constants.each_ref().map(|value| Given::constant(value, rows));
        let mut pass = Pass::new(Arc::new(header), set, &constants, collector.rubric.criteria().len());
        collector.header = Arc::clone(&pass.header);
        collector.columns.reserve(rows * pass.header.criteria.len().max(1));
        for start in (0..rows).step_by(STEP) {
            if let Some(watch) = &mut self.watch {
                ask(*watch, self.rows + start as u64, None)?;
            }
            for row in start..rows.min(start + STEP) {
                pass.row(collector, self.rows + row as u64 + 1, row);
            }
        }
        self.rows += rows as u64;
        collector.header = Arc::default();
        Ok(())
    }

    /// The ratings, or everything that was wrong.
    ///
    /// # Errors
    /// `no_rows`, and for rows the codes of [`Reader::finish`](super::Reader::finish).
    pub fn finish(mut self) -> Result<Ratings> {
        self.check()?;
        let nothing = (self.rows == 0).then(|| Problem::new(ErrorCode::NoRows, Place::default()));
        self.collector.problems.extend(nothing);
        match self.watch {
            Some(watch) => self.collector.finish(watch),
            None => self.collector.finish(&mut ()),
        }
    }
}

impl<'a> Pass<'a> {
    fn new(header: Arc<Header>, set: &'a ColumnSet, constants: &'a [Given], criteria: usize) -> Self {
        let column = |field: Field| {
            let at = field as usize;
            let constant = || constants.get(at).filter(|column| !column.codes.is_empty());
            header.fields[at].and_then(|at| set.columns.get(at)).or_else(constant)
        };
        let given = std::array::from_fn(|at| column(Field::ALL[at]));
        let map = |field: Field| Mapped::new(given[field as usize]);
        let ratings = match header.criteria.as_slice() {
            [] => vec![LevelColumn::new(given[Field::Level as usize], criteria)],
            wide => wide.iter().map(|(at, _)| LevelColumn::new(set.columns.get(*at), 1)).collect(),
        };
        Self {
            unit: map(Field::Unit),
            occasion: map(Field::Occasion),
            rater: map(Field::Rater),
            role: map(Field::Role),
            criterion: map(Field::Criterion),
            kind: map(Field::UnitKind),
            reason: map(Field::Reason),
            ratings,
            given,
            header,
        }
    }

    fn cell(&self, field: Field, row: usize) -> &'a str {
        self.given[field as usize].map_or("", |given| given.cell(row))
    }

    fn cells(&self, row: usize) -> Row<'a> {
        let mut cells = Row::default();
        for &field in Field::ALL {
            cells.set(field, self.cell(field, row));
        }
        cells
    }

    /// Codes of what the row's ratings have in common, when all its labels are known.
    #[inline]
    fn head(&self, collector: &Collector, row: usize) -> Option<Head> {
        let unit = self.unit.code(row);
        let occasion = self.occasion.code(row);
        let rater = self.rater.code(row);
        let role = self.role.code(row);
        if unit == EMPTY || occasion == EMPTY || rater == EMPTY || role == EMPTY {
            return None;
        }
        if !self.kind.is_empty(row) {
            let known = collector.kinds.get(unit as usize).copied().flatten().map(|kind| kind as u32);
            if known != Some(self.kind.code(row)) {
                return None;
            }
        }
        Some(Head { unit, occasion: occasion as u16, rater, role: role as u8 })
    }

    #[inline]
    fn row(&mut self, collector: &mut Collector, number: u64, row: usize) {
        if self.header.criteria.is_empty() {
            self.long(collector, number, row)
        } else {
            self.wide(collector, number, row)
        }
    }

    #[inline]
    fn long(&mut self, collector: &mut Collector, number: u64, row: usize) {
        let head = self.head(collector, row);
        let criterion = self.criterion.code(row);
        if let (Some(head), [ratings]) = (head, self.ratings.as_slice())
            && criterion != EMPTY
        {
            let rating = match self.reason.is_empty(row) {
                true => ratings.rating(row, criterion as u16),
                false if ratings.is_empty(row) => self.reason.code(row) as u16,
                false => OPEN,
            };
            if rating != OPEN {
                let evidence = self.cell(Field::Evidence, row);
                return collector.add(number, head, criterion as u16, rating as u8, evidence);
            }
        }
        let cells = self.cells(row);
        let before = collector.problems.places();
        collector.row(number, &cells);
        self.learn(collector, row, &cells);
        let criterion = collector.criteria.find(&nfc(cells.criterion.trim()));
        self.criterion.learn(row, criterion);
        if let (Some(criterion), [ratings], true) =
            (criterion, self.ratings.as_mut_slice(), collector.problems.places() == before)
        {
            if cells.reason.is_empty() {
                let rating = collector.rating(number, criterion as u16, cells.level, "");
                ratings.learn(row, criterion as u16, rating);
            } else if cells.level.is_empty() {
                let rating = collector.rating(number, criterion as u16, "", cells.reason);
                self.reason.learn(row, rating.map(u32::from));
            }
        }
    }

    #[inline]
    fn wide(&mut self, collector: &mut Collector, number: u64, row: usize) {
        let known = self.ratings.iter().all(|ratings| ratings.rating(row, 0) != OPEN);
        if let (Some(head), true) = (self.head(collector, row), known) {
            for (column, (ratings, (_, criterion))) in
                self.ratings.iter().zip(&self.header.criteria).enumerate()
            {
                let empty = ratings.given.is_none_or(|given| given.cell(row).is_empty());
                if empty
                    && !(collector.may_answer(head.role, *criterion)
                        && collector.is_made_for(*criterion, head.unit))
                {
                    continue;
                }
                collector.column = Some(column);
                collector.add(number, head, *criterion, ratings.rating(row, 0) as u8, "");
            }
            collector.column = None;
            return;
        }
        let cells = self.cells(row);
        let before = collector.problems.places();
        let ratings = &self.ratings;
        let cell = |column: usize, _: usize| ratings.get(column)?.given.map(|given| given.cell(row));
        collector.wide_row(number, &cells, cell);
        self.learn(collector, row, &cells);
        if collector.problems.places() == before {
            for (ratings, (_, criterion)) in self.ratings.iter_mut().zip(&self.header.criteria) {
                let cell = ratings.given.map_or("", |given| given.cell(row));
                let rating = collector.rating(number, *criterion, cell, "");
                ratings.learn(row, 0, rating);
            }
        }
    }

    /// Remembers the codes that the row's labels got.
    fn learn(&mut self, collector: &Collector, row: usize, cells: &Row<'_>) {
        let labels = &collector.labels;
        self.unit.learn(row, labels.unit.find(&nfc::id(cells.unit)));
        self.occasion.learn(row, labels.occasion.find(&nfc::id(cells.occasion)));
        self.rater.learn(row, labels.rater.find(&nfc::id(cells.rater)));
        self.role.learn(row, labels.role.find(&nfc::id(cells.role)));
        self.kind.learn(row, UnitKind::from_id(cells.unit_kind.trim()).map(|kind| kind as u32));
    }
}

#[cfg(test)]
#[path = "builder_tests.rs"]
mod tests;
