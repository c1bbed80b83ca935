//! What a composite is made of: units by indicators, missing values allowed, with or without what is known of their error.

use collabpro_derive::Read;

use super::CompositeOptions;
use crate::base::document::{element, id_is_valid, problem, value};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::json_read::Input;
use crate::base::message::Message;
use crate::base::nfc::{nfc, trimmed};
use crate::base::number::number;
use crate::base::options::unfit;
use crate::base::order;
use crate::rating_table::{self, MANY_ROWS, RatingTable, is_count, is_index, is_role};
use crate::ratings::ColumnSet;
use crate::scoring::Reason;

/// A plain table of units by indicators. Units are put in the byte order of their ids, so that nothing depends on the order
/// in which they came; indicators keep theirs.
///
/// ```
/// use collabpro_core::composite::Indicators;
///
/// let table = Indicators::new(
///     ["Oak", "Birch"],
///     ["talk", "work"],
///     vec![vec![Some(0.5), Some(0.8)], vec![Some(0.9), None]],
/// )?;
/// assert_eq!(table.units(), ["Birch", "Oak"]);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Indicators {
    pub(super) units: Vec<String>,
    pub(super) indicators: Vec<String>,
    /// Row by row; NaN stands for what is missing and never leaves this module.
    pub(super) values: Vec<f64>,
    /// Why a value is missing, where it is.
    pub(super) absent: Vec<Option<Reason>>,
    pub(super) error: RatingError,
    /// Raters who rated each unit, where it is known.
    pub(super) people: Option<Vec<u32>>,
    /// Indicators with a declared scale, and those of them that count by positions.
    pub(super) declared: Vec<String>,
    pub(super) positions: Vec<String>,
}

/// What is known of the error of the values.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RatingError {
    Unknown,
    /// Standard errors, row by row; errors are normal and independent.
    Standard(Vec<f64>),
    /// Whole tables drawn again, row by row each.
    Replicates(Vec<Vec<f64>>),
}

impl RatingError {
    pub(super) fn is_known(&self) -> bool {
        *self != Self::Unknown
    }
}

/// Rows of values; null where there is none.
pub type IndicatorRows = Vec<Vec<Option<f64>>>;

/// The table as a document.
#[derive(Debug, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct IndicatorsDocument {
    /// Ids of the units.
    units: Vec<String>,
    /// Ids of the indicators.
    indicators: Vec<String>,
    /// For each unit a value for each indicator; null where there is none.
    values: IndicatorRows,
    /// Standard errors in the same form.
    #[cfg_attr(feature = "schema", schemars(default))]
    errors: Option<IndicatorRows>,
    /// Values drawn again with their error, any number of times, each in the same form.
    #[cfg_attr(feature = "schema", schemars(default))]
    replicates: Option<Vec<IndicatorRows>>,
}

impl Indicators {
    /// A table without errors.
    ///
    /// # Errors
    /// `empty_list`, `invalid_id`, `duplicate_id`, `table_shape`, `invalid_number`.
    pub fn new(
        units: impl IntoIterator<Item = impl Into<String>>,
        indicators: impl IntoIterator<Item = impl Into<String>>,
        values: IndicatorRows,
    ) -> Result<Self> {
        IndicatorsDocument {
            units: units.into_iter().map(Into::into).collect(),
            indicators: indicators.into_iter().map(Into::into).collect(),
            values,
            errors: None,
            replicates: None,
        }
        .check()
    }

    /// Reads a table from JSON: `{"units": ["Oak"], "indicators": ["talk"], "values": [[0.5]]}`, and if they are known
    /// `errors` (standard errors) or `replicates` (tables drawn again).
    ///
    /// # Errors
    /// As [`new`](Indicators::new), and `invalid_json`; all problems at once, each with its JSON path.
    pub fn from_json(text: &str) -> Result<Self> {
        let mut problems = Problems::of(ErrorKind::Estimation);
        let value = match value(text) {
            Ok(value) => value,
            Err(error) => {
                problems.append(&error);
                return Err(problems.into());
            }
        };
        let input = Input::below(&value, problems);
        input.whole::<IndicatorsDocument>()?.check()
    }

    /// A table from columns, in one part or several. The column `unit` names the units, or the first one unless it holds numbers
    /// alone; digits that were texts beside columns of numbers are names, too. Without names units are numbered from 1. The other columns are indicators, on the scales that the options declare for them.
    ///
    /// # Errors
    /// As [`new`](Indicators::new), `unreadable_column`, `ambiguous_id`, `out_of_scale`, `invalid_option` for a scale, `mixed_columns` for a
    /// column of texts that names nothing, and `unused_column` for one that is called as a role (`group`, `rater`, `Unit`), or as one that
    /// counts rows (`index`, or without a name).
    ///
    /// ```
    /// use collabpro_core::composite::{CompositeOptions, Indicators};
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let columns = ColumnSet::new().text("school", [Some("Oak")]).numbers("talk", [Some(0.5)]);
    /// let table = Indicators::from_columns(&[columns], &CompositeOptions::new())?;
    /// assert_eq!(table, Indicators::new(["Oak"], ["talk"], vec![vec![Some(0.5)]])?);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_columns(parts: &[ColumnSet], options: &CompositeOptions) -> Result<Self> {
        let mut problems = Problems::of(ErrorKind::Estimation);
        let (mut scales, mut declared, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        for (id, categories) in options.categories.iter() {
            match rating_table::declared(categories, &format!("categories.{id}")) {
                Ok(scale) => scales.extend(scale.map(|scale| (id, scale))),
                Err(error) => problems.append(&error),
            }
        }
        let (mut units, mut indicators, mut values) = (Vec::new(), Vec::new(), IndicatorRows::new());
        ColumnSet::check(parts)?;
        let cells = parts.iter().map(|part| part.cells().collect()).collect::<Vec<_>>();
        let scale_of = |name: &str| scales.iter().find(|(id, _)| *id == name).map(|(_, scale)| scale);
        let names = names_of(parts, &cells, &|name| scale_of(name).is_some());
        let mut first = cells.iter().filter_map(|part| part.first()).flat_map(|(_, cells)| cells).copied();
        let counts = names.is_none() && is_count(&mut first, MANY_ROWS);
        let count = cells.first().filter(|part| counts && part.len() > 1).map(|part| part[0].0);
        // What units belong to, or what counts them, is no indicator of them; a rating, a level or a weight may be one.
        let is_unused = |name: &str| {
            let own = name.trim().to_ascii_lowercase();
            let may_be = own.starts_with("rating") || own == "level" || own == "weight";
            count == Some(name) || is_index(name) || (is_role(name) && !may_be)
        };
        let first = cells.iter().take(1).flatten().enumerate();
        for (_, (name, _)) in first.filter(|(at, _)| names != Some(*at)) {
            if is_unused(name) {
                problems.push(Problem::unused(*name, "unused.indicator"));
            }
            ColumnSet::check_numbers(parts, name, &mut problems);
            if let Some(scale) = scale_of(name) {
                let id = nfc(trimmed(name)).into_owned();
                positions.extend(scale.positions.then(|| id.clone()));
                declared.push(id);
            }
        }
        for part in cells {
            let before = units.len();
            let rows = part.first().map_or(0, |(_, cells)| cells.len());
            values.resize(before + rows, Vec::new());
            units.extend((before..before + rows).map(|row| (row + 1).to_string()));
            indicators.clear();
            for (at, (name, cells)) in part.into_iter().enumerate() {
                if names == Some(at) {
                    ColumnSet::check_ids(parts, name, &mut problems);
                    units.iter_mut().skip(before).zip(cells).for_each(|(unit, cell)| *unit = cell.to_owned());
                    continue;
                }
                if is_unused(name) {
                    continue;
                }
                let scale = scale_of(name);
                if scale.is_none()
                    && cells.iter().all(|cell| number(cell).is_none())
                    && cells.iter().any(is_text)
                {
                    let place = Place::column(name);
                    problems.push(Problem::new(ErrorCode::MixedColumns, place).with("what", name));
                    continue;
                }
                indicators.push(name.to_owned());
                for (row, cell) in cells.into_iter().enumerate() {
                    let cell = nfc(trimmed(cell));
                    let number = scale.map_or_else(|| number(&cell), |scale| scale.value(&cell));
                    if number.is_none() && !cell.is_empty() {
                        let place = Place::cell((before + row + 1) as u64, name);
                        problems.repeat(match scale {
                            Some(scale) => scale.off(&cell, place),
                            None => Problem::new(ErrorCode::InvalidNumber, place)
                                .with("what", cell.into_owned())
                                .say("expected", Message::new("matrix.number")),
                        });
                    }
                    values.get_mut(before + row).into_iter().for_each(|values| values.push(number));
                }
            }
        }
        problems.finish(())?;
        Ok(Self { declared, positions, ..Self::new(units, indicators, values)? })
    }

    /// A plain table: its units, and its raters (or items) as the indicators. Without names they are numbered from 1.
    ///
    /// # Errors
    /// As [`new`](Indicators::new).
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::composite::Indicators;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let rows = [[Some(0.5), Some(0.75)], [Some(0.25), Some(1.0)]];
    /// let table = Indicators::from_table(&RatingTable::from_rows(&rows, RatingTableOptions::new())?)?;
    /// assert_eq!(table, Indicators::new(["1", "2"], ["1", "2"], rows.map(Vec::from).to_vec())?);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_table(table: &RatingTable) -> Result<Self> {
        let inner = table.inner();
        if let Some(text) = inner.scale.texts.iter().flatten().next() {
            let problem = Problem::new(ErrorCode::InvalidNumber, Place::default()).with("what", text);
            return Err(problem.say("expected", Message::new("matrix.number")).into());
        }
        let mut values = vec![vec![None; inner.raters]; inner.units];
        for (unit, values) in values.iter_mut().enumerate() {
            for at in inner.places(unit) {
                values[inner.rater(unit, at) as usize] = Some(inner.value(at));
            }
        }
        let named = |names: &Option<Vec<String>>, n: usize| {
            names.clone().unwrap_or_else(|| (1..=n).map(|at| at.to_string()).collect())
        };
        Self::new(named(&inner.unit_names, inner.units), named(&inner.rater_names, inner.raters), values)
    }

    /// The same with standard errors of the values, taken as normal and independent of one another.
    ///
    /// # Errors
    /// `table_shape`, `invalid_number`.
    pub fn errors(self, errors: IndicatorRows) -> Result<Self> {
        let mut document = self.document();
        document.errors = Some(errors);
        document.check()
    }

    /// The same with whole tables drawn again, which keep what goes together.
    ///
    /// # Errors
    /// `empty_list`, `table_shape`, `invalid_number`.
    pub fn replicates(self, replicates: Vec<IndicatorRows>) -> Result<Self> {
        let mut document = self.document();
        document.replicates = Some(replicates);
        document.check()
    }

    /// Ids of the units, in byte order.
    pub fn units(&self) -> &[String] {
        &self.units
    }

    fn document(self) -> IndicatorsDocument {
        let width = self.indicators.len().max(1);
        let row = |row: &[f64]| row.iter().map(|value| (!value.is_nan()).then_some(*value)).collect();
        let values = self.values.chunks(width).map(row).collect();
        IndicatorsDocument {
            units: self.units,
            indicators: self.indicators,
            values,
            errors: None,
            replicates: None,
        }
    }
}

impl IndicatorsDocument {
    fn check(mut self) -> Result<Indicators> {
        // As in other tables: what stands around an id is none of it, and what looks the same is the same.
        for id in self.units.iter_mut().chain(&mut self.indicators) {
            *id = nfc(trimmed(id)).into_owned();
        }
        let mut problems = Problems::of(ErrorKind::Estimation);
        for (path, ids) in [("$.units", &self.units), ("$.indicators", &self.indicators)] {
            if ids.is_empty() {
                problems.push(Problem::new(ErrorCode::EmptyList, Place::path(path)));
            }
            let order = order::by(ids.len(), &|a, b| ids[a].cmp(&ids[b]));
            for (at, id) in ids.iter().enumerate().filter(|(_, id)| !id_is_valid(id)) {
                problems.push(problem(ErrorCode::InvalidId, element(path, at), id));
            }
            for pair in order.windows(2).filter(|pair| ids[pair[0]] == ids[pair[1]]) {
                let place = element(path, pair[1]);
                let twice = problem(ErrorCode::DuplicateId, place, &ids[pair[1]]);
                problems.push(twice.with("first", element(path, pair[0])));
            }
        }
        if self.errors.is_some() && self.replicates.is_some() {
            problems.push(unfit("$.replicates", "option.beside", "errors"));
        }
        self.shape("$.values", &self.values, None, &mut problems);
        if let Some(errors) = &self.errors {
            self.shape("$.errors", errors, Some(0.0), &mut problems);
        }
        if self.replicates.as_ref().is_some_and(Vec::is_empty) {
            problems.push(Problem::new(ErrorCode::EmptyList, Place::path("$.replicates")));
        }
        for (at, rows) in self.replicates.iter().flatten().enumerate() {
            self.shape(&element("$.replicates", at), rows, Some(f64::MIN), &mut problems);
        }
        problems.finish(())?;
        let order = order::by(self.units.len(), &|a, b| self.units[a].cmp(&self.units[b]));
        let flat = |rows: &IndicatorRows| {
            order.iter().flat_map(|at| &rows[*at]).map(|value| value.unwrap_or(f64::NAN)).collect()
        };
        let values: Vec<f64> = flat(&self.values);
        let error = match (&self.errors, &self.replicates) {
            (Some(errors), _) => RatingError::Standard(flat(errors)),
            (None, Some(replicates)) => RatingError::Replicates(replicates.iter().map(flat).collect()),
            (None, None) => RatingError::Unknown,
        };
        let absent = values.iter().map(|value| value.is_nan().then_some(Reason::NoValue)).collect();
        let units = order.iter().map(|at| self.units[*at].clone()).collect();
        let indicators = self.indicators;
        let (declared, positions) = (Vec::new(), Vec::new());
        Ok(Indicators { units, indicators, values, absent, error, people: None, declared, positions })
    }

    /// Whether rows are as many and as long as the names ask for, and their numbers numbers. With a `least`, there must be
    /// a number of at least this where the table has a value.
    fn shape(&self, path: &str, rows: &IndicatorRows, least: Option<f64>, problems: &mut Problems) {
        let mut differs = |path: String, found: usize, expected: usize| {
            if found != expected {
                let problem = Problem::new(ErrorCode::TableShape, Place::path(path));
                problems.push(problem.count("found", found as u64).count("expected", expected as u64));
            }
        };
        differs(path.to_owned(), rows.len(), self.units.len());
        for (at, row) in rows.iter().enumerate() {
            differs(element(path, at), row.len(), self.indicators.len());
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let there = self.values.get(row).and_then(|own| own.get(column)).is_some_and(Option::is_some);
                let place = || element(&element(path, row), column);
                let fits = match cell {
                    Some(value) => value.abs() <= LARGEST && *value >= least.unwrap_or(f64::MIN),
                    None => least.is_none() || !there,
                };
                if !fits {
                    let found = cell.map_or_else(|| "null".to_owned(), |value| value.to_string());
                    let wrong = problem(ErrorCode::InvalidNumber, place(), &found);
                    let expected = if least == Some(0.0) { "0…1e100" } else { "-1e100…1e100" };
                    problems.push(wrong.with("expected", expected));
                }
            }
        }
    }
}

/// Numbers beyond it are a mistake, and their squares would not be finite.
const LARGEST: f64 = 1e100;

/// Whether a cell holds something that is no number.
fn is_text(cell: &&str) -> bool {
    !trimmed(cell).is_empty() && number(cell).is_none()
}

/// Whether a cell is a number in a form that is not read here: `0,8` or `80 %`. It is no name either.
fn is_foreign(cell: &&str) -> bool {
    let number = trimmed(cell).trim_end_matches('%').trim_end().replace(',', ".");
    is_text(cell) && self::number(&number).is_some()
}

/// The column that names the units: the one that is called so, or the first if it has no scale and one of its cells is no number. If all are
/// numbers that were texts, whole ones name units beside columns of numbers.
fn names_of(
    parts: &[ColumnSet],
    cells: &[Vec<(&str, Vec<&str>)>],
    has_scale: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let part = cells.first()?;
    if let Some(called) = part.iter().position(|(name, _)| *name == "unit") {
        return Some(called);
    }
    let first = || cells.iter().filter_map(|part| part.first()).flat_map(|(_, cells)| cells);
    let is_whole = |cell: &&str| trimmed(cell).bytes().all(|byte| byte.is_ascii_digit());
    let all_texts = |at: usize| parts.iter().all(|part| part.holds_texts(at));
    let are_digits = all_texts(0) && !(0..part.len()).all(all_texts) && first().all(is_whole);
    let are_names = !first().any(is_foreign) && (are_digits || first().any(is_text));
    (are_names && part.first().is_some_and(|(name, _)| !has_scale(name))).then_some(0)
}
