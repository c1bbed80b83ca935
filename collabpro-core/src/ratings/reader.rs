//! Ratings from CSV, piece by piece.

use std::io::Read;
use std::sync::Arc;

use super::Ratings;
use super::collect::{Collector, Row};
use super::header::Header;
use super::options::{Field, ReadOptions};
use crate::base::csv::{Event, Record, Tokens};
use crate::base::error::{Error, ErrorCode, Place, Problem, Problems, Result};
use crate::base::table::unmasked;
use crate::base::watch::{Watch, ask};
use crate::rubric::Rubric;
use crate::units::Units;

/// Bytes between two looks at the watcher, at fixed places of the input: about ten milliseconds.
const STEP: u64 = 1 << 21;

/// Reads CSV in pieces of any size: `push` them, then `finish`.
///
/// All faulty cells are collected; [`finish`](Reader::finish) reports the first [`Error::LISTED`] of them and counts
/// the rest. Only what leaves nothing to read on with ends the reading at once: a header that cannot be used, a
/// field or record over its limit, and a watcher that stops.
///
/// ```
/// use collabpro_core::Rubric;
/// use collabpro_core::ratings::{Layout, ReadOptions, Reader};
///
/// let rubric = Rubric::bundled();
/// let mut reader = Reader::new(&rubric).options(ReadOptions::new().layout(Layout::Wide));
/// reader.push(b"unit,rater,1a,7a\nBirch,r1,1,3\nBir")?;
/// reader.push(b"ch,r2,,2\n")?;
/// assert_eq!(reader.finish()?.len(), 4);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub struct Reader<'w> {
    rubric: Rubric,
    options: ReadOptions,
    units: Units,
    watch: Option<&'w mut dyn Watch>,
    total: Option<u64>,
    done: u64,
    state: State,
    form: Option<Box<dyn Format>>,
}

/// What makes rows of a wide table from the records of another kind of file.
pub(crate) trait Format: Send {
    /// Takes a record above the rows; whether it was the last of them.
    fn header(&mut self, record: Record<'_>, collector: &mut Collector) -> bool;
    /// Takes a record with answers; whether it was read.
    fn record(&mut self, record: Record<'_>, collector: &mut Collector) -> bool;
    /// Tells what is known at the end.
    fn finish(self: Box<Self>, collector: &mut Collector);
}

enum State {
    Ready,
    Running(Box<Running>),
    Failed(Error),
}

struct Running {
    tokens: Tokens,
    rows: RowCollector,
}

struct RowCollector {
    collector: Collector,
    header: Option<Arc<Header>>,
    options: ReadOptions,
    form: Option<Box<dyn Format>>,
    seen: bool,
    stopped: bool,
    /// What was wrong with a line of one field above the header, which may be a title.
    title: Option<Problems>,
    /// The first line that stands in quotation marks as a whole, and how many do.
    quoted: (u64, u64),
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader({} bytes read)", self.done)
    }
}

impl<'w> Reader<'w> {
    /// A reader with the default options.
    pub fn new(rubric: &Rubric) -> Self {
        Self {
            rubric: rubric.clone(),
            options: ReadOptions::default(),
            units: Units::default(),
            watch: None,
            total: None,
            done: 0,
            state: State::Ready,
            form: None,
        }
    }

    /// A file that is no table of ratings.
    pub(crate) fn form(mut self, options: ReadOptions, form: Box<dyn Format>) -> Self {
        self.options = options;
        self.form = Some(form);
        self
    }

    /// How to read.
    #[must_use]
    pub fn options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    /// What is known of units and occasions.
    #[must_use]
    pub fn units(mut self, units: Units) -> Self {
        self.units = units;
        self
    }

    /// Who hears of the progress in bytes, and may stop it.
    #[must_use]
    pub fn watch(mut self, watch: &'w mut dyn Watch) -> Self {
        self.watch = Some(watch);
        self
    }

    /// How many bytes there will be, for the watcher.
    #[must_use]
    pub fn total(mut self, bytes: u64) -> Self {
        self.total = Some(bytes);
        self
    }

    /// Reads a piece.
    ///
    /// # Errors
    /// Only what ends the reading: `invalid_option`, `missing_column`, `duplicate_column`, `unknown_column`,
    /// `weight_refused`, `workbook`, `wrong_delimiter`, `quoted_lines`, `wide_layout`, `field_too_long`, `record_too_long`, `cancelled`. The same error comes again
    /// afterwards.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let result = self.advance(bytes);
        if let Err(error) = &result {
            self.state = State::Failed(error.clone());
        }
        result
    }

    fn advance(&mut self, mut bytes: &[u8]) -> Result<()> {
        if matches!(self.state, State::Ready) {
            let form = self.form.take();
            let running = Running::new(&self.rubric, &self.units, &self.options, form)?;
            self.state = State::Running(Box::new(running));
        }
        let running = match &mut self.state {
            State::Failed(error) => return Err(error.clone()),
            State::Running(running) => running,
            State::Ready => return Err(Error::internal("a reader that did not start")),
        };
        while !bytes.is_empty() {
            let until = STEP - self.done % STEP;
            let piece = bytes.len().min(usize::try_from(until).unwrap_or(usize::MAX));
            let (piece, rest) = bytes.split_at(piece);
            let Running { tokens, rows } = &mut **running;
            tokens.push(piece, &mut rows.sink());
            if rows.stopped {
                return std::mem::take(&mut rows.collector.problems).finish(());
            }
            bytes = rest;
            self.done += piece.len() as u64;
            if self.done.is_multiple_of(STEP)
                && let Some(watch) = &mut self.watch
            {
                ask(*watch, self.done, self.total)?;
            }
        }
        Ok(())
    }

    /// The ratings, or everything that was wrong.
    ///
    /// # Errors
    /// What [`push`](Reader::push) gives, and for rows: `empty_input`, `no_rows`, `ragged_row`, `quoted_lines`, `broken_quoting`,
    /// `invalid_utf8`, `missing_value`, `invalid_id`, `unknown_criterion`, `unknown_level`, `level_out_of_scale`,
    /// `unknown_reason`, `level_and_reason`, `unknown_role`, `role_may_not_answer`, `unit_kind_conflict`,
    /// `unit_kind_not_allowed`, `duplicate_rating`, `size_exceeded`, `too_many_labels`.
    pub fn finish(mut self) -> Result<Ratings> {
        self.push(&[])?;
        let State::Running(running) = self.state else {
            return Err(Error::internal("a reader that did not start"));
        };
        let Running { mut tokens, mut rows } = *running;
        tokens.finish(&mut rows.sink());
        let RowCollector { mut collector, header, form, seen, mut stopped, title, quoted, .. } = rows;
        if let Some(Err(error)) = title.filter(|_| !stopped).map(|title| title.finish(())) {
            stopped = true;
            collector.problems.append(&error);
        }
        if let (first, n @ 1..) = quoted {
            collector.problems.push(Problem::new(ErrorCode::QuotedLines, Place::row(first)).count("n", n));
        }
        if stopped {
            return Err(collector.problems.finish(()).err().unwrap_or_else(|| Error::internal("no reason")));
        }
        let nothing = match header {
            None => Some(ErrorCode::EmptyInput),
            Some(_) if !seen => Some(ErrorCode::NoRows),
            Some(_) => None,
        };
        collector.problems.extend(nothing.map(|code| Problem::new(code, Place::default())));
        if let Some(form) = form {
            form.finish(&mut collector);
        }
        match self.watch {
            Some(watch) => collector.finish(watch),
            None => collector.finish(&mut ()),
        }
    }

    /// Reads all of a file or stream: a loop over [`push`](Reader::push).
    ///
    /// # Errors
    /// What [`finish`](Reader::finish) gives, and `io`.
    pub fn read(mut self, mut input: impl Read) -> Result<Ratings> {
        let mut piece = vec![0; 1 << 18];
        loop {
            match input.read(&mut piece) {
                Ok(0) => return self.finish(),
                Ok(bytes) => self.push(piece.get(..bytes).unwrap_or(&[]))?,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Running {
    fn new(
        rubric: &Rubric,
        units: &Units,
        options: &ReadOptions,
        form: Option<Box<dyn Format>>,
    ) -> Result<Self> {
        options.problems().finish(())?;
        let options = options.clone();
        Ok(Self {
            tokens: Tokens::new(options.delimiter.byte(), options.field_limit, options.record_limit),
            rows: RowCollector {
                collector: Collector::new(rubric, units.clone(), options.clone()).masked(),
                header: None,
                options,
                form,
                seen: false,
                stopped: false,
                title: None,
                quoted: (0, 0),
            },
        })
    }
}

impl RowCollector {
    /// One kind of sink, so that the reading loop is compiled once.
    fn sink(&mut self) -> impl FnMut(Event<'_>) {
        |event| self.event(event)
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Record(record) => self.checked(record),
            Event::Batch(batch) => {
                if let Some(rater) =
                    self.header.as_ref().and_then(|header| header.fields[Field::Rater as usize])
                {
                    self.collector.expect(batch.records().map(|record| record.field(rater)));
                }
                batch.records().for_each(|record| self.checked(record));
            }
            Event::Fault { code, row, field } if !self.stopped => self.fault(code, row, field),
            Event::Fault { .. } => {}
            Event::Refused { refused, delimiter } => {
                self.stopped = true;
                self.collector.problems.push(refused.problem(delimiter));
            }
        }
    }

    #[inline]
    fn checked(&mut self, record: Record<'_>) {
        match &self.header {
            _ if self.stopped => {}
            None => self.header(record),
            Some(header) => {
                let header = Arc::clone(header);
                self.record(&header, record);
            }
        }
    }

    fn header(&mut self, record: Record<'_>) {
        let collector = &mut self.collector;
        if let Some(form) = &mut self.form {
            let laid_out = form.header(record, collector);
            self.header = laid_out.then(|| Arc::clone(&collector.header));
            self.stopped = !collector.problems.is_empty();
            return;
        }
        let plan = |names: Vec<String>, problems: &mut Problems| {
            Arc::new(Header::plan(&self.options, &collector.rubric, names, problems))
        };
        let mut problems = Problems::default();
        let header = plan(record.fields().take(record.named()).map(str::to_owned).collect(), &mut problems);
        if !problems.is_empty() && record.named() == 1 {
            let mut quoted = Problems::default();
            let line = record.field(0).split(char::from(self.options.delimiter.byte()));
            plan(line.map(str::to_owned).collect(), &mut quoted);
            if record.len() == 1 && quoted.is_empty() {
                self.stopped = true;
                let quoted = Problem::new(ErrorCode::QuotedLines, Place::row(record.row));
                return collector.problems.push(quoted.count("n", 1));
            }
            if self.title.is_none() {
                self.title = Some(problems);
                return;
            }
        }
        self.title = None;
        collector.header = Arc::clone(&header);
        self.stopped = !problems.is_empty();
        if let Err(error) = problems.finish(()) {
            collector.problems.append(&error);
        }
        self.header = Some(header);
    }

    fn fault(&mut self, code: ErrorCode, row: u64, field: usize) {
        self.seen = true;
        let name = self.collector.header.names.get(field).cloned().unwrap_or_else(|| (field + 1).to_string());
        let problem = Problem::new(code, Place::cell(row, name));
        let limit = match code {
            ErrorCode::FieldTooLong => Some(self.options.field_limit),
            ErrorCode::RecordTooLong => Some(self.options.record_limit),
            _ => None,
        };
        self.stopped = limit.is_some() || self.header.is_none();
        self.collector.problems.push(match limit {
            Some(limit) => problem.count("limit", limit as u64),
            None => problem,
        });
    }

    #[inline]
    fn record(&mut self, header: &Header, record: Record<'_>) {
        let width = header.names.len();
        if record.len() != width || record.field(0).trim().is_empty() {
            // Spreadsheets save rows that were emptied as delimiters alone.
            if record.fields().all(|field| field.trim().is_empty()) {
                return;
            }
            if record.len() == 1 && self.options.is_line(record.field(0)) {
                self.seen = true;
                let (first, n) = self.quoted;
                self.quoted = (if n == 0 { record.row } else { first }, n + 1);
                return;
            }
            if !record.fits(width) {
                self.seen = true;
                let problem = Problem::new(ErrorCode::RaggedRow, Place::row(record.row));
                let problem = problem.count("found", record.len() as u64);
                return self.collector.problems.push(problem.count("expected", width as u64));
            }
        }
        if let Some(form) = &mut self.form {
            self.seen |= form.record(record, &mut self.collector);
            return;
        }
        self.seen = true;
        let cell = |field: Field| match header.fields[field as usize] {
            Some(at) if field == Field::Evidence => unmasked(record.field(at)),
            Some(at) => record.field(at),
            None => header.constants[field as usize].as_str(),
        };
        let cells = Row {
            unit: cell(Field::Unit),
            unit_kind: cell(Field::UnitKind),
            occasion: cell(Field::Occasion),
            rater: cell(Field::Rater),
            role: cell(Field::Role),
            criterion: cell(Field::Criterion),
            level: cell(Field::Level),
            reason: cell(Field::Reason),
            evidence: cell(Field::Evidence),
        };
        if header.criteria.is_empty() {
            self.collector.row(record.row, &cells);
        } else {
            self.collector.wide_row(record.row, &cells, |_, at| Some(record.field(at)));
        }
    }
}

impl Ratings {
    /// Reads ratings in the long layout with the default options; [`Reader`] knows more.
    ///
    /// # Errors
    /// Everything that is wrong with the file, see [`Reader::finish`].
    ///
    /// ```no_run
    /// use std::fs::File;
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let ratings = Ratings::from_csv(File::open("ratings.csv")?, &Rubric::bundled())?;
    /// println!("{} ratings", ratings.len());
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_csv(input: impl Read, rubric: &Rubric) -> Result<Self> {
        Reader::new(rubric).read(input)
    }
}

#[cfg(test)]
#[path = "reader_tests.rs"]
pub(super) mod tests;
