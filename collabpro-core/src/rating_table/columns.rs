//! Tables of ratings from named columns, as frames have them.

use super::RatingTable;
use super::build::{Cells, Long, Wide, finish, is_numeral, length, long};
use super::options::{Label, RatingTableOptions, Shape, TableRows};
use crate::base::dictionary::Dictionary;
use crate::base::document::is_nothing;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::nfc::{nfc, trimmed};
use crate::base::number::number;
use crate::base::options::unfit;
use crate::base::order;
use crate::ratings::ColumnSet;

/// A column of all parts, its labels once.
struct Column {
    name: String,
    labels: Dictionary,
    /// `u32::MAX` where there is nothing.
    codes: Vec<u32>,
}

impl RatingTable {
    /// A table from named columns of equal length, in one part or several. `wide`: each column but those named by `unit`
    /// and `group` holds the ratings of a rater. `long`: the columns named by `unit`, `rater` and `rating`. Columns that
    /// are called so, or `group`, are these, if no others are named. A table is long, too, where nothing is said of its shape and
    /// `rater` or `rating` is named, or columns of these two names are there.
    ///
    /// Ratings are numbers if all of them can be read as numbers, otherwise texts. The units and raters of a long table
    /// are put in the byte order of their labels, so that nothing depends on the order of its rows.
    ///
    /// # Errors
    /// As [`from_cells`](RatingTable::from_cells), `column_length`, `unreadable_column`, `duplicate_column`, `missing_column`, `missing_value`, `rated_twice`
    /// and `group_conflict`; `ambiguous_id`, `invalid_id`; `unused_column` for another column of a long table, over whose values ratings would be put
    /// together; `mixed_columns` where some columns of ratings are texts and others numbers, and no categories
    /// are declared: the texts rather name something.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::rating_table::{RatingTableOptions, Shape};
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let columns = ColumnSet::new()
    ///     .text("unit", [Some("Oak"), Some("Oak"), Some("Elm")])
    ///     .text("rater", [Some("r1"), Some("r2"), Some("r1")])
    ///     .integers("rating", [Some(3), Some(2), Some(4)]);
    /// let matrix = RatingTable::from_columns(&[columns], RatingTableOptions::new().shape(Shape::Long))?;
    /// assert_eq!((matrix.units(), matrix.raters(), matrix.len()), (2, 2, 3));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_columns(parts: &[ColumnSet], options: RatingTableOptions) -> Result<Self> {
        let columns = joined(parts)?;
        let mut problems = Problems::of(ErrorKind::Ratings);
        for (name, usual) in [(&options.unit, "unit"), (&options.rater, "rater"), (&options.group, "group")] {
            ColumnSet::check_ids(parts, name.as_deref().unwrap_or(usual), &mut problems);
        }
        problems.finish(())?;
        match options.shape {
            Some(Shape::Wide) => of_wide(parts, columns, &options),
            Some(Shape::Long) => of_long(parts, columns, &options),
            None if is_long(&columns, &options) => of_long(parts, columns, &options),
            None => of_wide(parts, columns, &options),
        }
    }
}

/// Whether it is a long table, whoever forgot to say so: columns of these names are no raters, and no wide table has them. It may
/// lack a column for its units, which is told.
fn is_long(columns: &[Column], options: &RatingTableOptions) -> bool {
    let roles = [("rater", &options.rater), ("rating", &options.rating)];
    let is_there = |(usual, given): &(&str, &Option<String>)| {
        columns.iter().any(|column| column.name == given.as_deref().unwrap_or(usual))
    };
    let of_rater = options.rater.is_some() && options.rows == TableRows::Units;
    of_rater || options.rating.is_some() || roles.iter().all(is_there)
}

fn joined(parts: &[ColumnSet]) -> Result<Vec<Column>> {
    ColumnSet::check(parts)?;
    let mut columns: Vec<Column> = Vec::new();
    for part in parts {
        for (at, (name, cells)) in part.cells().enumerate() {
            if columns.len() == at {
                columns.push(Column {
                    name: name.to_owned(),
                    labels: Dictionary::default(),
                    codes: Vec::new(),
                });
            }
            let column = &mut columns[at];
            column.codes.extend(cells.into_iter().map(|cell| {
                let cell = trimmed(cell);
                if cell.is_empty() { u32::MAX } else { column.labels.code(&nfc(cell)).unwrap_or(u32::MAX) }
            }));
        }
    }
    let mut problems = Problems::of(ErrorKind::Ratings);
    let rows = columns.first().map_or(0, |column| column.codes.len());
    for column in columns.iter().filter(|column| column.codes.len() != rows) {
        problems.push(length(&column.name, column.codes.len(), rows));
    }
    // As in ids: what stands around a name is none of it.
    let own: Vec<_> = columns.iter().map(|column| nfc(trimmed(&column.name))).collect();
    let order = order::by(columns.len(), &|a, b| own[a].cmp(&own[b]));
    for pair in order.windows(2).filter(|pair| own[pair[0]] == own[pair[1]]) {
        let [first, name] = [0, 1].map(|at| columns[pair[at]].name.as_str());
        let twice = Problem::new(ErrorCode::DuplicateColumn, Place::column(name)).with("what", name);
        problems.push(twice.with("first", first));
    }
    problems.finish(())?;
    if rows == 0 { Err(Problem::new(ErrorCode::NoRows, Place::default()).into()) } else { Ok(columns) }
}

fn names(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.name.clone()).collect()
}

/// Names as they are told, whatever order the columns came in.
fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names
}

/// Takes the column of this name out.
fn taken(columns: &mut Vec<Column>, name: &str, known: &[String], problems: &mut Problems) -> Option<Column> {
    let found = columns.iter().position(|column| column.name == name);
    if found.is_none() {
        problems.push(Problem::missing_column(name, "column.of_table", known));
    }
    Some(columns.remove(found?))
}

impl Column {
    fn texts(&self) -> Vec<String> {
        self.codes.iter().map(|code| self.text(*code).to_owned()).collect()
    }

    fn text(&self, code: u32) -> &str {
        if (code as usize) < self.labels.len() { self.labels.get(code) } else { "" }
    }

    /// Tells of labels that stand for nothing.
    fn check(&self, problems: &mut Problems) {
        let wrong = |code: &u32| is_nothing(self.text(*code));
        if let Some(row) = self.codes.iter().position(wrong) {
            let place = Place::cell(row as u64 + 1, self.name.as_str());
            problems.push(Problem::new(ErrorCode::InvalidId, place).with("what", self.text(self.codes[row])));
        }
    }

    /// Labels in byte order, and each row's place among them; rows without one are told.
    fn ranked(&self, problems: &mut Problems) -> (Vec<String>, Vec<u32>) {
        self.check(problems);
        let label = |code: usize| self.labels.get(code as u32);
        let order = order::by(self.labels.len(), &|a, b| label(a).cmp(label(b)));
        let rank = order::ranks(&order);
        let ranks = self.codes.iter().enumerate().map(|(row, code)| {
            rank.get(*code as usize).copied().unwrap_or_else(|| {
                problems.push(Problem::new(
                    ErrorCode::MissingValue,
                    Place::cell(row as u64 + 1, self.name.as_str()),
                ));
                0
            })
        });
        let ranks = ranks.collect();
        (order.iter().map(|code| label(*code).to_owned()).collect(), ranks)
    }
}

/// The cells of several columns, row by row.
fn cells(columns: &[Column], rows: usize) -> Cells {
    let numbers: Option<Vec<Vec<f64>>> =
        columns.iter().map(|column| column.labels.iter().map(number).collect()).collect();
    if let Some(numbers) = numbers {
        let cell = |row: usize| {
            columns.iter().zip(&numbers).map(move |(column, numbers)| {
                numbers.get(column.codes[row] as usize).copied().unwrap_or(f64::NAN)
            })
        };
        return Cells::Numbers((0..rows).flat_map(cell).collect());
    }
    let mut labels = Dictionary::default();
    let codes: Vec<Vec<u32>> = columns
        .iter()
        .map(|column| column.labels.iter().map(|label| labels.code(label).unwrap_or(u32::MAX)).collect())
        .collect();
    let code = |row: usize| {
        columns
            .iter()
            .zip(&codes)
            .map(move |(column, codes)| codes.get(column.codes[row] as usize).copied().unwrap_or(u32::MAX))
    };
    let all = (0..rows).flat_map(code).collect();
    Cells::Texts(all, labels.iter().map(str::to_owned).collect())
}

/// Refuses texts beside numbers: one that was misspelt would make texts of them all. On a declared scale of numbers each text is told, and
/// here only a column of nothing else, which rather names something.
fn mixed(columns: &[Column], categories: &[Label]) -> Result<()> {
    let has = |column: &&Column, number: bool| column.labels.iter().any(|label| is_numeral(label) == number);
    let is_word = |label: &Label| matches!(label, Label::Text(text) if !is_numeral(trimmed(text)));
    let mut problems = Problems::of(ErrorKind::Ratings);
    if columns.iter().any(|column| has(&column, true)) && !categories.iter().any(is_word) {
        let refused = |column: &&Column| has(column, false) && (categories.is_empty() || !has(column, true));
        for column in columns.iter().filter(refused) {
            let place = Place::column(column.name.as_str());
            problems.push(Problem::new(ErrorCode::MixedColumns, place).with("what", column.name.as_str()));
        }
    }
    problems.finish(())
}

/// Whether a column is called as what ratings are told by, here or in pingouin, as what units are or belong to, as times or as ids are
/// (`id`, `school_id`, `userid`), and not as who gave them.
pub(crate) fn is_role(name: &str) -> bool {
    const ROLES: [&str; 34] = [
        "unit",
        "rater",
        "rating",
        "group",
        "occasion",
        "criterion",
        "targets",
        "raters",
        "ratings",
        "role",
        "level",
        "unit_kind",
        "weight",
        "wave",
        "year",
        "date",
        "timestamp",
        "school",
        "classroom",
        "team",
        "participant",
        "respondent",
        "uuid",
        "guid",
        "pid",
        "uid",
        // What units are called elsewhere, and what only numbers them.
        "subject",
        "target",
        "object",
        "item",
        "case",
        "lfdn",
        "#",
        "no",
    ];
    // Whose ids are written as one word; teachers and students may be raters, and their ids are none.
    const OWNERS: [&str; 7] = ["user", "case", "person", "record", "response", "teacher", "student"];
    let name = name.trim().trim_end_matches('.');
    let is_one = |known: &[&str], name: &str| known.iter().any(|known| name.eq_ignore_ascii_case(known));
    let last = name.rsplit(['_', ' ', '.']).next().unwrap_or_default();
    let joined = |ends: [&str; 2]| ends.into_iter().find_map(|end| name.strip_suffix(end));
    let is_word = |before: &str| before.ends_with(|letter: char| letter.is_ascii_lowercase());
    let owner = name.len().checked_sub(2).and_then(|at| name.split_at_checked(at));
    is_one(&ROLES, name)
        || is_one(&["id", "date", "nr", "number"], last)
        || (last != name && is_one(&["no", "num"], last))
        || joined(["Id", "ID"]).or_else(|| joined(["Date", "Timestamp"])).is_some_and(is_word)
        || owner.is_some_and(|(owner, id)| {
            id.eq_ignore_ascii_case("id") && (is_one(&ROLES, owner) || is_one(&OWNERS, owner))
        })
}

/// Whether a column has no name: an empty one, or what programs write in the place of one.
pub(crate) fn is_nameless(name: &str) -> bool {
    let name = name.trim();
    is_nothing(name) || ["", "None", "null", "NULL"].contains(&name)
}

/// Whether a column is called as one that counts rows, where a program has kept its index among the columns: without a name, or as pandas,
/// polars, SQL and R, and those who read their files, call it.
pub(crate) fn is_index(name: &str) -> bool {
    const COUNTS: [&str; 11] = [
        "index",
        "obs",
        "_row",
        "row_nr",
        "row_index",
        "row_number",
        "rowid",
        "rowname",
        "rownames",
        "row_name",
        "row_names",
    ];
    let name = name.trim();
    let is_level = |of: &str| {
        let level = name.strip_prefix(of).map(|level| level.trim_end_matches('_'));
        level.is_some_and(|level| !level.is_empty() && level.bytes().all(|letter| letter.is_ascii_digit()))
    };
    // R writes `row.names`, and SQL the call that counts: `row_number() OVER ()`.
    let call = name.split('(').next().unwrap_or_default().replace(['.', ' '], "_");
    let counts = COUNTS.iter().any(|known| call.eq_ignore_ascii_case(known));
    is_nameless(name) || counts || ["level_", "__index_level_", "Unnamed: ", "..."].into_iter().any(is_level)
}

/// Whether cells count their rows, whatever their column is called, and there are so many that no rater does so by chance.
pub(crate) fn is_count(cells: &mut dyn Iterator<Item = &str>, least: usize) -> bool {
    let (mut first, mut rows) = (None, 0);
    for cell in cells {
        let Ok(found) = cell.parse::<u32>() else { return false };
        if u64::from(found) != u64::from(*first.get_or_insert(found)) + rows {
            return false;
        }
        rows += 1;
    }
    rows >= least as u64
}

/// The first column if it counts the rows: one of many rows, or of some where it goes beyond all that the others hold.
fn counting(columns: &[Column]) -> Option<&str> {
    let (first, others) = columns.split_first()?;
    let cells = || first.codes.iter().map(|code| first.text(*code));
    let others_most =
        others.iter().flat_map(|column| column.labels.iter().filter_map(number)).fold(f64::MIN, f64::max);
    let is_beyond = || cells().next_back().and_then(number).is_some_and(|last| others_most < last);
    let found = is_count(&mut cells(), FEW_ROWS) && (first.codes.len() >= MANY_ROWS || is_beyond());
    (found && !others.is_empty()).then_some(&first.name)
}

const FEW_ROWS: usize = 6;
pub(crate) const MANY_ROWS: usize = 10;

fn of_wide(
    parts: &[ColumnSet],
    mut columns: Vec<Column>,
    options: &RatingTableOptions,
) -> Result<RatingTable> {
    let mut problems = Problems::of(ErrorKind::Ratings);
    let known = sorted(names(&columns));
    let rows = columns[0].codes.len();
    let usual = |given: &Option<String>, usual: &str| {
        let is_there = columns.iter().any(|column| column.name == usual);
        given.clone().or_else(|| is_there.then(|| usual.to_owned()))
    };
    // Groups that are given beside the table come first.
    let group =
        if options.groups.is_empty() { usual(&options.group, "group") } else { options.group.clone() };
    // Rows are named by a column of what they are.
    let transposed = options.rows == TableRows::Raters;
    let of_raters = || usual(&options.rater, "rater").filter(|_| transposed);
    let unit = options.unit.clone().or_else(of_raters).or_else(|| usual(&None, "unit"));
    let mut named = |name: &Option<String>| {
        let column = name.as_ref().and_then(|name| taken(&mut columns, name, &known, &mut problems));
        column.map(|column| {
            column.check(&mut problems);
            column.texts()
        })
    };
    let (unit_names, group_of) = (named(&unit), named(&group));
    for (row, _) in unit_names.iter().flatten().enumerate().filter(|(_, name)| name.is_empty()) {
        let place = Place::cell(row as u64 + 1, unit.as_deref().unwrap_or("unit"));
        problems.push(Problem::new(ErrorCode::MissingValue, place));
    }
    for (name, given) in [("rater", &options.rater), ("rating", &options.rating)] {
        if let Some(given) = given.as_ref().filter(|_| name != "rater" || !transposed) {
            problems.push(unfit(name, "option.long_only", given));
        }
    }
    // Who rated is no rating, and a rater's row has no other place for it. Nor is any other role, however its name is written.
    let count = counting(&columns).filter(|_| options.shape.is_none());
    let unused = sorted(names(&columns)).into_iter().filter(|name| match name.as_str() {
        "rater" if unit.is_some() => !transposed,
        name if is_nameless(name) || count == Some(name) => true,
        name => options.shape.is_none() && (is_role(name) || is_index(name)),
    });
    for name in unused {
        let is_named = options.shape.is_none() && !is_nameless(&name);
        problems.push(Problem::unused(name, if is_named { "unused.wide" } else { "unused.nameless" }));
    }
    columns.iter().for_each(|column| ColumnSet::check_numbers(parts, &column.name, &mut problems));
    problems.finish(())?;
    if columns.is_empty() {
        return Err(Problem::missing_column("rater", "column.of_rater", &known).into());
    }
    mixed(&columns, &options.categories)?;
    let names = names(&columns);
    let at = |cell: usize| Place::cell((cell / names.len() + 1) as u64, names[cell % names.len()].as_str());
    let cells = cells(&columns, rows);
    let rater_names = Some(names.clone());
    finish(Wide { cells, columns: names.len(), at: &at, unit_names, rater_names, group_of }, options)
}

fn of_long(
    parts: &[ColumnSet],
    mut columns: Vec<Column>,
    options: &RatingTableOptions,
) -> Result<RatingTable> {
    let mut problems = Problems::of(ErrorKind::Ratings);
    let known = sorted(names(&columns));
    let has_group = columns.iter().any(|column| column.name == "group");
    let mut named = |name: &Option<String>, usual: &str| {
        taken(&mut columns, name.as_deref().unwrap_or(usual), &known, &mut problems)
    };
    let unit = named(&options.unit, "unit");
    let rater = named(&options.rater, "rater");
    let rating = named(&options.rating, "rating");
    let has_group = options.group.is_some() || (options.groups.is_empty() && has_group);
    let group = has_group.then(|| named(&options.group, "group")).flatten();
    group.iter().for_each(|group| group.check(&mut problems));
    let (Some(unit), Some(rater), Some(rating)) = (unit, rater, rating) else {
        return problems.finish(()).and_then(|()| Err(crate::base::error::Error::internal("columns")));
    };
    columns.iter().for_each(|column| problems.push(Problem::unused(column.name.as_str(), "unused.long")));
    ColumnSet::check_numbers(parts, &rating.name, &mut problems);
    let rows = unit.codes.len();
    let (unit_names, units) = unit.ranked(&mut problems);
    let (rater_names, raters) = rater.ranked(&mut problems);
    let group_of = group.map(|group| {
        let mut of_unit: Vec<Option<u32>> = vec![None; unit_names.len()];
        for (row, at) in units.iter().enumerate() {
            let place = Place::cell(row as u64 + 1, group.name.as_str());
            if group.text(group.codes[row]).is_empty() {
                problems.push(Problem::new(ErrorCode::MissingValue, place));
                continue;
            }
            let known = *of_unit[*at as usize].get_or_insert(group.codes[row]);
            if known != group.codes[row] {
                let conflict = Problem::new(ErrorCode::GroupConflict, place);
                problems.push(
                    conflict
                        .with("unit", unit_names[*at as usize].as_str())
                        .with("what", group.text(group.codes[row]))
                        .with("first", group.text(known)),
                );
            }
        }
        of_unit.iter().map(|code| group.text(code.unwrap_or(u32::MAX)).to_owned()).collect()
    });
    problems.finish(())?;
    mixed(std::slice::from_ref(&rating), &options.categories)?;
    let cells = cells(&[rating], rows);
    long(Long { units, raters, cells, names: Some([unit_names, rater_names]), group_of }, options)
}
