//! What each column of the input holds.

use super::options::{ExtraColumns, Field, Layout, ReadOptions};
use crate::base::error::{ErrorCode, Place, Problem, Problems};
use crate::base::nfc::nfc;
use crate::rubric::Rubric;

/// What one column, or one key of a JSON record, holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Field(Field),
    Criterion(u16),
    Ignored,
}

/// What the input calls things, and where they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// For each field its column.
    pub(crate) fields: [Option<usize>; Field::ALL.len()],
    /// For each field its constant, empty when there is none.
    pub(crate) constants: [String; Field::ALL.len()],
    /// Wide: columns with the ratings on a criterion.
    pub(crate) criteria: Vec<(usize, u16)>,
    /// Surveys: for each of `criteria` whether its ratings are turned over; empty elsewhere.
    pub(crate) turned: Vec<bool>,
    /// The columns' names.
    pub(crate) names: Vec<String>,
}

impl Header {
    /// Lays out the columns, or lists everything that is wrong with them.
    pub(super) fn plan(
        options: &ReadOptions,
        rubric: &Rubric,
        names: Vec<String>,
        problems: &mut Problems,
    ) -> Self {
        let mut header = Self { names, ..Self::default() };
        if let Some(wide) = header.is_wide(options, rubric) {
            problems.push(wide);
            return header;
        }
        for (at, name) in header.names.iter().enumerate() {
            match target(options, rubric, name) {
                Err(problem) => problems.push(problem),
                Ok(Target::Ignored) => {}
                Ok(Target::Criterion(criterion)) => {
                    let known = header.criteria.iter().rfind(|(_, known)| *known == criterion);
                    problems.extend(known.map(|(first, _)| twice(&header.names, *first, at)));
                    header.criteria.push((at, criterion));
                }
                Ok(Target::Field(field)) => {
                    let known = header.fields[field as usize].replace(at);
                    problems.extend(known.map(|first| twice(&header.names, first, at)));
                }
            }
        }
        for (field, _) in options.constants.iter() {
            if let Some(at) = header.fields[field as usize] {
                let place = Place::path(format!("constants.{}", field.name()));
                let twice = Problem::new(ErrorCode::DuplicateColumn, place).with("what", field.name());
                problems.push(twice.with("first", &header.names[at]));
            }
        }
        for (field, value) in options.constants() {
            header.constants[field as usize] = value.to_owned();
        }
        header.check_missing(options, rubric, problems);
        header
    }

    /// Criteria as columns, where long ratings were asked for: one problem, and not one for each column.
    fn is_wide(&self, options: &ReadOptions, rubric: &Rubric) -> Option<Problem> {
        let mut given = options.columns.values().copied().chain(options.constants().map(|(field, _)| field));
        let is_told = given.any(|field| matches!(field, Field::Criterion | Field::Level));
        let is_long = options.layout == Layout::Long && !is_told;
        let named =
            |field: Field| self.names.iter().any(|name| name.trim().eq_ignore_ascii_case(field.name()));
        let mut criteria = self.names.iter().filter(|name| rubric.position(&nfc(name)).is_some());
        let first =
            criteria.next().filter(|_| is_long && !named(Field::Criterion) && !named(Field::Level))?;
        let n = criteria.count() as u64 + 1;
        Some(Problem::new(ErrorCode::WideLayout, Place::column(first)).count("n", n))
    }

    fn check_missing(&self, options: &ReadOptions, rubric: &Rubric, problems: &mut Problems) {
        let long = options.layout == Layout::Long;
        let ratings: &[Field] = if long { &[Field::Criterion, Field::Level] } else { &[] };
        for field in [Field::Unit, Field::Rater].iter().chain(ratings) {
            let mapped = options.columns.values().any(|known| known == field);
            let at = *field as usize;
            if self.fields[at].is_none() && self.constants[at].is_empty() && !mapped {
                problems.push(missing(field.name()));
            }
        }
        if !long && self.criteria.is_empty() && options.criteria.is_empty() {
            problems.push(missing(rubric.criteria().first().map_or("", |criterion| &criterion.id)));
        }
        // A mapping that meets no column would lose it in silence.
        let columns = options.columns.iter().map(|(name, _)| name);
        for name in columns.chain(options.criteria.iter().map(|(name, _)| name)) {
            if !self.names.iter().any(|known| nfc(known) == nfc(name)) {
                problems.push(missing(name));
            }
        }
        for (name, id) in options.criteria.iter() {
            if rubric.position(&nfc(id)).is_none() {
                let place = Place::path(format!("criteria.{name}"));
                problems.push(Problem::new(ErrorCode::UnknownCriterion, place).with("what", id));
            }
        }
    }

    /// The name by which the input calls a field.
    pub(super) fn name(&self, field: Field) -> &str {
        self.fields[field as usize].and_then(|at| self.names.get(at)).map_or(field.name(), String::as_str)
    }
}

/// What a column with this name holds.
pub(super) fn target(options: &ReadOptions, rubric: &Rubric, name: &str) -> Result<Target, Problem> {
    let id = nfc(name);
    let mapped = |known: &str| nfc(known) == id;
    if let Some((_, field)) = options.columns.iter().find(|(known, _)| mapped(known)) {
        return Ok(Target::Field(*field));
    }
    let wide = options.layout == Layout::Wide;
    if wide && let Some((_, criterion)) = options.criteria.iter().find(|(known, _)| mapped(known)) {
        // An id that is not known is reported once, by its option.
        return Ok(rubric.position(&nfc(criterion)).map_or(Target::Ignored, Target::Criterion));
    }
    let criterion = if wide { rubric.position(&id) } else { None };
    let long_only = [Field::Criterion, Field::Level, Field::Reason, Field::Evidence];
    let fields = Field::ALL.iter().filter(|field| !wide || !long_only.contains(field));
    let field = fields.copied().find(|field| field.name().eq_ignore_ascii_case(id.trim()));
    match (criterion, field) {
        (Some(criterion), _) => Ok(Target::Criterion(criterion)),
        (None, Some(field)) => Ok(Target::Field(field)),
        (None, None) => {
            let weight = ["weight", "weights"].iter().any(|refused| id.eq_ignore_ascii_case(refused));
            let code = match options.extra_columns {
                _ if weight => ErrorCode::WeightRefused,
                ExtraColumns::Ignore => return Ok(Target::Ignored),
                ExtraColumns::Refuse => ErrorCode::UnknownColumn,
            };
            Err(Problem::new(code, Place::column(name)).with("what", name))
        }
    }
}

/// A column that is not there.
fn missing(name: &str) -> Problem {
    Problem::missing_column(name, "column.of_ratings", &[""; 0])
}

/// A column that says the same as an earlier one.
pub(crate) fn twice(names: &[String], first: usize, second: usize) -> Problem {
    let place = Place::column(&names[second]);
    Problem::new(ErrorCode::DuplicateColumn, place).with("what", &names[second]).with("first", &names[first])
}
