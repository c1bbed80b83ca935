//! From cells to ratings on a scale.

use std::sync::Arc;

use super::options::{Label, RatingTableOptions, Shape, TableRows};
use super::{Groups, Inner, LARGEST, Layout, MISSING, MOST_CATEGORIES, RatingCells, RatingTable, Scale};
use crate::base::dictionary::Dictionary;
use crate::base::document::is_nothing;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result, shorten};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::nfc::{nfc, trimmed};
use crate::base::number::{in_two_forms, number};
use crate::base::options;

/// Cells as they came, before the scale is known.
pub(super) enum Cells {
    /// [`MISSING`] is missing.
    Bytes(Vec<u8>),
    /// NaN is missing.
    Numbers(Vec<f64>),
    /// Codes of labels; `u32::MAX` is missing.
    Texts(Vec<u32>, Vec<String>),
}

/// Where a cell stood, for errors.
pub(super) type At<'a> = &'a dyn Fn(usize) -> Place;

impl RatingTable {
    /// A table of bytes, row by row: the ratings as numbers from 0 to 254; 255 is missing. The bytes are kept, not
    /// copied.
    ///
    /// # Errors
    /// `no_rows`, `table_shape`, `out_of_scale`, `column_length` (of the groups), `invalid_option`; all problems at once.
    pub fn from_u8(bytes: Vec<u8>, columns: usize, options: RatingTableOptions) -> Result<Self> {
        wide(Cells::Bytes(bytes), columns, &options)
    }

    /// A table of numbers, row by row; NaN is missing.
    ///
    /// # Errors
    /// As [`from_u8`](RatingTable::from_u8), and `invalid_number` for infinity and numbers beyond ±10¹⁰⁰, whose
    /// squares and products could not be held.
    pub fn from_numbers(numbers: Vec<f64>, columns: usize, options: RatingTableOptions) -> Result<Self> {
        wide(Cells::Numbers(numbers), columns, &options)
    }

    /// A table from rows of numbers; `None` and NaN are missing.
    ///
    /// # Errors
    /// As [`from_numbers`](RatingTable::from_numbers).
    pub fn from_rows<R: AsRef<[Option<f64>]>>(rows: &[R], options: RatingTableOptions) -> Result<Self> {
        let rows = rows.iter().map(|row| {
            row.as_ref().iter().map(|cell| Some(Label::Number(cell.unwrap_or(f64::NAN)))).collect()
        });
        Self::from_cells(rows.collect(), options)
    }

    /// A table from rows of numbers and texts; `None`, NaN and empty texts are missing. Texts that are numbers are read as these.
    ///
    /// # Errors
    /// As [`from_numbers`](RatingTable::from_numbers), `too_many_labels` for more than 253 different texts, and `mixed_columns` where some
    /// cells are texts and others numbers, and no categories are declared: one that was misspelt would make texts of them all.
    pub fn from_cells(rows: Vec<Vec<Option<Label>>>, options: RatingTableOptions) -> Result<Self> {
        let columns = rows.first().map_or(0, Vec::len);
        let mut problems = Problems::of(ErrorKind::Ratings);
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != columns) {
            problems.push(shape(Place::row(at as u64 + 1), row.len(), columns));
        }
        if options.categories.is_empty() {
            mixed(&rows, columns, &mut problems);
        }
        problems.finish(())?;
        wide(Cells::of(rows.into_iter().flatten().collect()), columns, &options)
    }

    /// Ratings one by one: the number of the unit, the number of the rater, and the rating as a byte, 255 where it is
    /// missing. Nothing is copied where units ascend, and raters within them.
    ///
    /// # Errors
    /// As [`from_u8`](RatingTable::from_u8), and `rated_twice`. Of the options, `categories` and `groups` are used.
    pub fn from_ratings(
        units: Vec<u32>,
        raters: Vec<u32>,
        ratings: Vec<u8>,
        options: RatingTableOptions,
    ) -> Result<Self> {
        let mut problems = Problems::of(ErrorKind::Ratings);
        for (name, found) in [("rater", raters.len()), ("rating", ratings.len())] {
            if found != units.len() {
                problems.push(length(name, found, units.len()));
            }
        }
        problems.finish(())?;
        long(Long { units, raters, cells: Cells::Bytes(ratings), names: None, group_of: None }, &options)
    }
}

/// Whether a cell holds a text that is no number.
fn is_text(cell: &Option<Label>) -> bool {
    matches!(cell, Some(Label::Text(text)) if !trimmed(text).is_empty() && number(text).is_none())
}

/// Whether a text is written as a number, also one that is too large to be held as one.
pub(super) fn is_numeral(text: &str) -> bool {
    text.parse().is_ok_and(|number: f64| !number.is_nan())
}

/// Tells of the first text of each column, where other cells are numbers.
fn mixed(rows: &[Vec<Option<Label>>], columns: usize, problems: &mut Problems) {
    let is_number = |cell: &Option<Label>| match cell {
        Some(Label::Number(number)) => !number.is_nan(),
        Some(Label::Text(text)) => is_numeral(trimmed(text)),
        None => false,
    };
    if !rows.iter().flatten().any(is_number) {
        return;
    }
    let is_word = |cell: &Option<Label>| is_text(cell) && !is_number(cell);
    for column in 0..columns {
        if let Some(row) = rows.iter().position(|row| row.get(column).is_some_and(is_word)) {
            let name = (column + 1).to_string();
            let place = Place::cell(row as u64 + 1, name.as_str());
            problems.push(Problem::new(ErrorCode::MixedColumns, place).with("what", name));
        }
    }
}

impl Cells {
    /// Numbers if all are, otherwise texts.
    fn of(cells: Vec<Option<Label>>) -> Self {
        if !cells.iter().any(is_text) {
            let read = |cell: &Option<Label>| match cell {
                Some(Label::Number(number)) => *number,
                Some(Label::Text(text)) => number(text).unwrap_or(f64::NAN),
                None => f64::NAN,
            };
            return Self::Numbers(cells.iter().map(read).collect());
        }
        let mut labels = Dictionary::default();
        let code = |cell: Option<Label>| {
            let text = match cell {
                Some(Label::Number(number)) if number.is_nan() => String::new(),
                Some(label) => label.into_text(),
                None => String::new(),
            };
            // As in a named column: blanks at the ends are none of it, and what looks the same is the same.
            let text = nfc(trimmed(&text));
            if text.is_empty() { u32::MAX } else { labels.code(&text).unwrap_or(u32::MAX) }
        };
        let codes = cells.into_iter().map(code).collect();
        Self::Texts(codes, labels.iter().map(str::to_owned).collect())
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Numbers(numbers) => numbers.len(),
            Self::Texts(codes, _) => codes.len(),
        }
    }
}

fn shape(place: Place, found: usize, expected: usize) -> Problem {
    Problem::new(ErrorCode::TableShape, place).count("found", found as u64).count("expected", expected as u64)
}

pub(super) fn length(name: &str, found: usize, expected: usize) -> Problem {
    let problem = Problem::new(ErrorCode::ColumnLength, Place::column(name));
    problem.count("found", found as u64).count("expected", expected as u64)
}

fn wide(cells: Cells, columns: usize, options: &RatingTableOptions) -> Result<RatingTable> {
    let mut problems = Problems::of(ErrorKind::Ratings);
    if options.shape == Some(Shape::Long) {
        problems.push(options::unfit("shape", "option.columns_only", "long"));
    }
    // Columns are named only in frames and in objects of columns.
    for (name, given) in [
        ("unit", &options.unit),
        ("rater", &options.rater),
        ("rating", &options.rating),
        ("group", &options.group),
    ] {
        if let Some(given) = given {
            problems.push(options::unfit(name, "option.columns_only", given));
        }
    }
    problems.finish(())?;
    if cells.len() == 0 {
        return Err(Problem::new(ErrorCode::NoRows, Place::default()).into());
    }
    if columns == 0 || !cells.len().is_multiple_of(columns) {
        return Err(shape(Place::default(), cells.len(), columns).into());
    }
    let at = |cell: usize| Place::cell((cell / columns + 1) as u64, (cell % columns + 1).to_string());
    finish(Wide { cells, columns, at: &at, unit_names: None, rater_names: None, group_of: None }, options)
}

/// A wide table with its labels.
pub(super) struct Wide<'a> {
    pub(super) cells: Cells,
    pub(super) columns: usize,
    pub(super) at: At<'a>,
    pub(super) unit_names: Option<Vec<String>>,
    pub(super) rater_names: Option<Vec<String>>,
    /// What each row belongs to.
    pub(super) group_of: Option<Vec<String>>,
}

pub(super) fn finish(table: Wide<'_>, options: &RatingTableOptions) -> Result<RatingTable> {
    let mut problems = Problems::of(ErrorKind::Ratings);
    let columns = table.columns;
    let rows = table.cells.len() / columns;
    let (ratings, scale) = coded(table.cells, table.at, options, &mut problems);
    let transposed = options.rows == TableRows::Raters;
    let (units, raters) = if transposed { (columns, rows) } else { (rows, columns) };
    let ratings = if !transposed {
        ratings
    } else {
        match ratings {
            RatingCells::Codes(codes) => RatingCells::Codes(turned(&codes, columns)),
            RatingCells::Reals(reals) => RatingCells::Reals(turned(&reals, columns)),
        }
    };
    let (mut unit_names, mut rater_names) = (table.unit_names, table.rater_names);
    if transposed {
        std::mem::swap(&mut unit_names, &mut rater_names);
    }
    let groups = groups(units, table.group_of, options, &mut problems);
    problems.finish(())?;
    let layout = Layout::Dense;
    Ok(RatingTable(Arc::new(Inner {
        units,
        raters,
        layout,
        ratings,
        scale,
        unit_names,
        rater_names,
        groups,
    })))
}

/// Columns as rows.
fn turned<T: Copy>(cells: &[T], columns: usize) -> Vec<T> {
    let mut turned = Vec::with_capacity(cells.len());
    (0..columns).for_each(|column| turned.extend(cells.iter().skip(column).step_by(columns)));
    turned
}

/// What the units belong to, from a column or from the option.
fn groups(
    units: usize,
    given: Option<Vec<String>>,
    options: &RatingTableOptions,
    problems: &mut Problems,
) -> Option<Groups> {
    let labels = match given {
        Some(_) if !options.groups.is_empty() => {
            problems.push(options::unfit("groups", "option.groups_twice", "group"));
            return None;
        }
        Some(labels) => labels,
        None if options.groups.is_empty() => return None,
        None => {
            let texts =
                options.groups.iter().map(|label| nfc(trimmed(&label.clone().into_text())).into_owned());
            let texts = texts.collect::<Vec<_>>();
            as_ids(&options.groups, &texts, problems);
            texts
        }
    };
    for (row, _) in labels.iter().enumerate().filter(|(_, label)| label.is_empty()) {
        let place = Place::cell(row as u64 + 1, options.group.as_deref().unwrap_or("group"));
        problems.push(Problem::new(ErrorCode::MissingValue, place));
    }
    if labels.len() != units {
        problems.push(length("groups", labels.len(), units));
        return None;
    }
    Some(Groups::of(&labels))
}

/// Refuses groups of the option as a column of ids is refused: for a label of nothing, and for two that are written alike.
fn as_ids(given: &[Label], texts: &[String], problems: &mut Problems) {
    if let Some(row) = texts.iter().position(|text| is_nothing(text)) {
        let place = Place::cell(row as u64 + 1, "group");
        problems.push(Problem::new(ErrorCode::InvalidId, place).with("what", texts[row].as_str()));
    }
    let (mut labels, mut numbers) = (Dictionary::default(), Vec::new());
    for (label, text) in given.iter().zip(texts) {
        let is_number = matches!(label, Label::Number(_));
        let code = labels.code(text).unwrap_or(u32::MAX) as usize;
        match numbers.get(code) {
            None => numbers.push(is_number),
            Some(known) if *known == is_number => {}
            Some(_) => {
                let quoted = format!("'{text}'");
                problems.push(Problem::ambiguous(Place::path("groups"), [text, text, &quoted]));
                return;
            }
        }
    }
    if let Some(pair) = in_two_forms(labels.iter()).first() {
        problems.push(Problem::ambiguous(Place::path("groups"), *pair));
    }
}

impl Groups {
    /// The groups that have these labels, one for each unit.
    pub(crate) fn of(labels: &[String]) -> Self {
        let mut names = labels.to_vec();
        names.sort_unstable();
        names.dedup();
        let of_unit = labels.iter().map(|label| names.partition_point(|name| name < label) as u32).collect();
        Self { of_unit, names }
    }
}

/// A long table whose units and raters are numbered.
pub(super) struct Long {
    pub(super) units: Vec<u32>,
    pub(super) raters: Vec<u32>,
    pub(super) cells: Cells,
    /// Labels of units and raters; otherwise their numbers are their names.
    pub(super) names: Option<[Vec<String>; 2]>,
    /// What each unit belongs to.
    pub(super) group_of: Option<Vec<String>>,
}

/// Above so many cells for each rating, ratings are kept one by one.
const CELLS_A_RATING: usize = 4;

pub(super) fn long(table: Long, options: &RatingTableOptions) -> Result<RatingTable> {
    let mut problems = Problems::of(ErrorKind::Ratings);
    if table.units.is_empty() {
        return Err(Problem::new(ErrorCode::NoRows, Place::default()).into());
    }
    let count = |given: &[u32]| given.iter().max().map_or(0, |last| *last as usize + 1);
    let [units, raters] = match &table.names {
        Some([units, raters]) => [units.len(), raters.len()],
        None => [count(&table.units), count(&table.raters)],
    };
    let at = |row: usize| {
        Place::cell(row as u64 + 1, options.rating.clone().unwrap_or_else(|| "rating".to_owned()))
    };
    let (ratings, scale) = coded(table.cells, &at, options, &mut problems);
    let groups = groups(units, table.group_of, options, &mut problems);
    let key = |row: usize| u64::from(table.units[row]) << 32 | u64::from(table.raters[row]);
    let rises = (1..table.units.len()).all(|row| key(row - 1) < key(row));
    let order: Option<Vec<usize>> = (!rises).then(|| {
        let mut order: Vec<usize> = (0..table.units.len()).collect();
        order.sort_by_key(|row| key(*row));
        order
    });
    for pair in order.iter().flat_map(|order| order.windows(2)).filter(|pair| key(pair[0]) == key(pair[1])) {
        let (unit, rater) = (table.units[pair[1]], table.raters[pair[1]]);
        let [unit, rater] = match &table.names {
            Some([units, raters]) => [units[unit as usize].clone(), raters[rater as usize].clone()],
            None => [unit.to_string(), rater.to_string()],
        };
        let problem = Problem::new(ErrorCode::RatedTwice, at(pair[1])).with("unit", unit);
        problems.push(problem.with("rater", rater).count("first", pair[0] as u64 + 1));
    }
    problems.finish(())?;
    let present = |row: usize| match &ratings {
        RatingCells::Codes(codes) => codes[row] != MISSING,
        RatingCells::Reals(reals) => !reals[row].is_nan(),
    };
    let dense = units.saturating_mul(raters) <= table.units.len().saturating_mul(CELLS_A_RATING).max(1 << 12);
    let sequence = |at: usize| order.as_ref().map_or(at, |order| order[at]);
    let rows = table.units.len();
    let (layout, ratings) = if dense {
        let place = |row: usize| table.units[row] as usize * raters + table.raters[row] as usize;
        let ratings = match ratings {
            RatingCells::Codes(codes) => {
                let mut cells = vec![MISSING; units * raters];
                (0..rows).for_each(|row| cells[place(row)] = codes[row]);
                RatingCells::Codes(cells)
            }
            RatingCells::Reals(reals) => {
                let mut cells = vec![f64::NAN; units * raters];
                (0..rows).for_each(|row| cells[place(row)] = reals[row]);
                RatingCells::Reals(cells)
            }
        };
        (Layout::Dense, ratings)
    } else {
        let mut starts = vec![0; units + 1];
        (0..rows).filter(|row| present(*row)).for_each(|row| starts[table.units[row] as usize + 1] += 1);
        (0..units).for_each(|unit| starts[unit + 1] += starts[unit]);
        if order.is_none() && (0..rows).all(present) {
            (Layout::Sparse { starts, raters: table.raters }, ratings)
        } else {
            let kept: Vec<_> = (0..rows).map(sequence).filter(|row| present(*row)).collect();
            let raters = kept.iter().map(|row| table.raters[*row]).collect();
            let ratings = match ratings {
                RatingCells::Codes(codes) => RatingCells::Codes(kept.iter().map(|row| codes[*row]).collect()),
                RatingCells::Reals(reals) => RatingCells::Reals(kept.iter().map(|row| reals[*row]).collect()),
            };
            (Layout::Sparse { starts, raters }, ratings)
        }
    };
    let (unit_names, rater_names) =
        table.names.map_or((None, None), |[units, raters]| (Some(units), Some(raters)));
    Ok(RatingTable(Arc::new(Inner {
        units,
        raters,
        layout,
        ratings,
        scale,
        unit_names,
        rater_names,
        groups,
    })))
}

/// Ratings on the declared scale, or on that of the categories seen.
fn coded(
    cells: Cells,
    at: At<'_>,
    options: &RatingTableOptions,
    problems: &mut Problems,
) -> (RatingCells, Scale) {
    let nothing = || (RatingCells::Codes(Vec::new()), Scale::default());
    let declared = match declared(&options.categories, "categories") {
        Ok(declared) => declared,
        Err(error) => {
            problems.append(&error);
            return nothing();
        }
    };
    match (cells, declared) {
        (Cells::Bytes(mut bytes), declared) => {
            let mut seen = [false; 256];
            bytes.iter().for_each(|byte| seen[usize::from(*byte)] = true);
            seen[usize::from(MISSING)] = false;
            let all = (0..=u8::MAX).filter(|byte| seen[usize::from(*byte)]).map(f64::from);
            let scale = declared.unwrap_or_else(|| Scale { values: all.collect(), ..Scale::default() });
            let mut codes = [MISSING; 256];
            let mut wrong = [false; 256];
            for byte in (0..MISSING).filter(|byte| seen[usize::from(*byte)]) {
                match scale.code_of_number(byte.into()) {
                    Some(code) => codes[usize::from(byte)] = code,
                    None => wrong[usize::from(byte)] = true,
                }
            }
            if wrong.contains(&true) {
                let off = bytes.iter().enumerate().filter(|(_, byte)| wrong[usize::from(**byte)]);
                off.for_each(|(cell, byte)| problems.repeat(scale.off(&byte.to_string(), at(cell))));
            }
            // A table on codes from 0 on is used as it is.
            if (0..MISSING).any(|byte| seen[usize::from(byte)] && codes[usize::from(byte)] != byte) {
                bytes.iter_mut().for_each(|byte| *byte = codes[usize::from(*byte)]);
            }
            (RatingCells::Codes(bytes), scale)
        }
        (Cells::Numbers(numbers), declared) => {
            let too_far = |cell: usize| {
                let problem = Problem::new(ErrorCode::InvalidNumber, at(cell));
                let expected = Message::new("matrix.number");
                problem.with("what", numbers[cell].to_string()).say("expected", expected)
            };
            let far = numbers.iter().enumerate().filter(|(_, number)| number.abs() > LARGEST);
            far.for_each(|(cell, _)| problems.push(too_far(cell)));
            // Squares of what is so small would all be 0.
            let most = numbers.iter().fold(0.0_f64, |most, number| most.max(number.abs()));
            if most > 0.0 && most < 1.0 / LARGEST {
                problems.push(too_far(0));
            }
            if !problems.is_empty() {
                return nothing();
            }
            let scale = match declared {
                Some(scale) => scale,
                None => match distinct(&numbers) {
                    Some(values) => Scale { values, ..Scale::default() },
                    None => return (RatingCells::Reals(numbers), Scale::default()),
                },
            };
            let small: [Option<u8>; 256] = std::array::from_fn(|value| scale.code_of_number(value as f64));
            let mut code = |(cell, number): (usize, &f64)| {
                if number.is_nan() {
                    return MISSING;
                }
                let byte = *number as u8;
                let found = if f64::from(byte) == *number {
                    small[usize::from(byte)]
                } else {
                    scale.code_of_number(*number)
                };
                found.unwrap_or_else(|| {
                    problems.repeat(scale.off(&number.to_string(), at(cell)));
                    MISSING
                })
            };
            let codes = numbers.iter().enumerate().map(&mut code).collect();
            (RatingCells::Codes(codes), scale)
        }
        (Cells::Texts(codes, labels), declared) => {
            let scale = match declared {
                Some(scale) => scale,
                None if labels.len() > MOST_CATEGORIES => {
                    let many = Problem::new(ErrorCode::TooManyLabels, Place::path("categories"));
                    problems.push(many.count("limit", MOST_CATEGORIES as u64));
                    return nothing();
                }
                None => {
                    let mut texts = labels.clone();
                    texts.sort_unstable();
                    Scale { values: ranks(texts.len()), texts: Some(texts), declared: false, positions: true }
                }
            };
            let of_label: Vec<_> = labels.iter().map(|label| scale.code_of_text(label)).collect();
            let mut code = |(cell, label): (usize, &u32)| {
                let Some(found) = of_label.get(*label as usize) else { return MISSING };
                found.unwrap_or_else(|| {
                    problems.repeat(scale.off(&labels[*label as usize], at(cell)));
                    MISSING
                })
            };
            let codes = codes.iter().enumerate().map(&mut code).collect();
            (RatingCells::Codes(codes), scale)
        }
    }
}

fn ranks(categories: usize) -> Vec<f64> {
    (1..=categories).map(|rank| rank as f64).collect()
}

/// The scale that an option declares, if it is given.
pub(crate) fn declared(categories: &[Label], option: &str) -> Result<Option<Scale>> {
    let wrong = || {
        let what = Message::new("option.categories").text("found", shorten(to_json(&categories)));
        options::refused(option, what.count("most", MOST_CATEGORIES as u64)).into()
    };
    if categories.is_empty() {
        return Ok(None);
    }
    if !(2..=MOST_CATEGORIES).contains(&categories.len()) {
        return Err(wrong());
    }
    let (mut values, mut texts) = (Vec::new(), Vec::new());
    for label in categories {
        match label {
            Label::Number(number) => values.push(*number),
            Label::Text(text) => texts.push(text.clone()),
        }
    }
    let rises = |values: &Vec<f64>| {
        values.windows(2).all(|pair| pair[0] < pair[1]) && values.iter().all(|value| value.abs() <= LARGEST)
    };
    let mut sorted = texts.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let distinct = sorted.len() == texts.len() && texts.iter().all(|text| !text.is_empty());
    // Texts that are rising numbers have these as their values. In another order their positions count, as those of words do.
    let numbers: Option<Vec<f64>> = texts.iter().map(|text| number(text)).collect();
    if let (true, Some(values)) = (values.is_empty(), numbers.filter(rises)) {
        return Ok(Some(Scale { values, texts: None, declared: true, positions: false }));
    }
    match (values.is_empty(), texts.is_empty()) {
        (false, true) if rises(&values) => {
            Ok(Some(Scale { values, texts: None, declared: true, positions: false }))
        }
        (true, false) if distinct => Ok(Some(Scale {
            values: ranks(texts.len()),
            texts: Some(texts),
            declared: true,
            positions: true,
        })),
        _ => Err(wrong()),
    }
}

/// The distinct numbers, rising; `None` if there are more than a scale has categories.
fn distinct(numbers: &[f64]) -> Option<Vec<f64>> {
    let mut values: Vec<f64> = Vec::new();
    let mut small = [false; 256];
    for number in numbers.iter().filter(|number| !number.is_nan()) {
        let byte = *number as u8;
        if f64::from(byte) == *number {
            small[usize::from(byte)] = true;
        } else {
            let at = values.partition_point(|value| value < number);
            if values.get(at) != Some(number) {
                if values.len() == MOST_CATEGORIES {
                    return None;
                }
                values.insert(at, *number);
            }
        }
    }
    values.extend((0..=u8::MAX).filter(|byte| small[usize::from(*byte)]).map(f64::from));
    values.sort_unstable_by(f64::total_cmp);
    (values.len() <= MOST_CATEGORIES).then_some(values)
}

impl Scale {
    fn code_of_number(&self, number: f64) -> Option<u8> {
        match &self.texts {
            Some(texts) => texts.iter().position(|known| self::number(known) == Some(number)),
            None => {
                let at = self.values.partition_point(|value| *value < number);
                (self.values.get(at) == Some(&number)).then_some(at)
            }
        }
        .and_then(|at| u8::try_from(at).ok())
    }

    fn code_of_text(&self, text: &str) -> Option<u8> {
        match &self.texts {
            Some(texts) => texts.iter().position(|known| known == text).and_then(|at| u8::try_from(at).ok()),
            None => number(text).and_then(|number| self.code_of_number(number)),
        }
    }

    /// What a cell of a column counts: a category as it is written, or as the number that it is.
    pub(crate) fn value(&self, cell: &str) -> Option<f64> {
        let code = self.code_of_text(cell).or_else(|| self.code_of_number(number(cell)?))?;
        self.values.get(usize::from(code)).copied()
    }

    /// The problem of a rating that is none of the categories.
    pub(crate) fn off(&self, what: &str, place: Place) -> Problem {
        let known = match &self.texts {
            Some(texts) => texts.join(", "),
            None => self.values.iter().map(f64::to_string).collect::<Vec<_>>().join(", "),
        };
        Problem::new(ErrorCode::OutOfScale, place).with("what", what).with("known", known)
    }
}
