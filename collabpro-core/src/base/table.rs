//! The one tabular shape that every result gives: named columns with nulls.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::base::json_write::to_json;
use crate::base::number::is_number;

/// The values of one column. `None` is a null; a number is never NaN.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Values {
    /// Real numbers.
    Number(Vec<Option<f64>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
    /// Text, each distinct word stored once.
    Text {
        /// The distinct words.
        words: Vec<String>,
        /// For each row the position of its word.
        codes: Vec<Option<u32>>,
    },
}

impl Values {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Number(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Flag(values) => values.len(),
            Self::Text { codes, .. } => codes.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Number,
    Integer,
    Flag,
    Text,
}

fn begin<'c>(columns: &'c mut Vec<Column>, name: Cow<'static, str>, kind: Kind) -> &'c mut Column {
    let values = match kind {
        Kind::Number => Values::Number(Vec::new()),
        Kind::Integer => Values::Integer(Vec::new()),
        Kind::Flag => Values::Flag(Vec::new()),
        Kind::Text => Values::Text { words: Vec::new(), codes: Vec::new() },
    };
    columns.push_mut(Column::new(name, values))
}

/// A value on its way into a column.
pub(crate) enum Cell<'a> {
    /// A null of any type.
    Null,
    /// A real number; what is not finite becomes null.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Flag(bool),
    /// A word.
    Text(&'a str),
}

/// What may stand in a column. Its type is that of the column, so that a table without rows has its columns all the same.
pub(crate) trait Value {
    /// Of its column.
    const KIND: Kind;

    /// Adds it to a column as the next row.
    fn push(&self, column: &mut Column);
}

macro_rules! values {
    ($($type:ty, $kind:ident, |$value:ident| $cell:expr;)*) => { $(
        impl Value for $type {
            const KIND: Kind = Kind::$kind;

            fn push(&self, column: &mut Column) {
                let $value = self;
                column.push($cell);
            }
        }
    )* };
}

values! {
    f64, Number, |value| Cell::Number(*value);
    bool, Flag, |value| Cell::Flag(*value);
    i64, Integer, |value| Cell::Integer(*value);
    u32, Integer, |value| Cell::Integer(i64::from(*value));
    u64, Integer, |value| i64::try_from(*value).map_or(Cell::Null, Cell::Integer);
    usize, Integer, |value| i64::try_from(*value).map_or(Cell::Null, Cell::Integer);
    str, Text, |value| Cell::Text(value);
    String, Text, |value| Cell::Text(value);
}

impl<V: Value> Value for Option<V> {
    const KIND: Kind = V::KIND;

    fn push(&self, column: &mut Column) {
        match self {
            Some(value) => value.push(column),
            None => column.push(Cell::Null),
        }
    }
}

impl<V: Value + ?Sized> Value for &V {
    const KIND: Kind = V::KIND;

    fn push(&self, column: &mut Column) {
        (*self).push(column);
    }
}

impl Value for Cow<'_, str> {
    const KIND: Kind = Kind::Text;

    fn push(&self, column: &mut Column) {
        (**self).push(column);
    }
}

/// What has two ends, each a column.
pub(crate) trait Ends {
    /// The lower and the upper one.
    fn ends(&self) -> Option<[f64; 2]>;
}

impl<E: Ends> Ends for Option<E> {
    fn ends(&self) -> Option<[f64; 2]> {
        self.as_ref()?.ends()
    }
}

/// Columns that bear the names of fields, for [`Rows::with`]: `columns!(unit, raters)` is
///
/// ```text
/// |rows| rows.column("unit", |row| &row.unit).column("raters", |row| &row.raters)
/// ```
macro_rules! columns {
    ($($field:ident),+ $(,)?) => {
        |rows| rows$(.column(stringify!($field), |row| &row.$field))+
    };
}

pub(crate) use columns;

/// Rows on their way to a table: each column has its name beside what it holds of a row.
///
/// ```text
/// Rows::of(&self.entries)
///     .with(columns!(unit, occasion, raters))
///     .column("share", |entry| entry.at_cut().map(|share| share.value))
///     .interval(["lower", "upper"], |entry| entry.interval)
///     .table()
/// ```
pub(crate) struct Rows<R> {
    rows: Vec<R>,
    columns: Vec<Column>,
}

impl<R: Copy> Rows<R> {
    /// These rows, without columns.
    pub(crate) fn of(rows: impl IntoIterator<Item = R>) -> Self {
        Self { rows: rows.into_iter().collect(), columns: Vec::new() }
    }

    /// Adds a column.
    pub(crate) fn column<V: Value>(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Fn(R) -> V,
    ) -> Self {
        self.fill(name.into(), V::KIND, &move |row, column| value(row).push(column));
        self
    }

    fn fill(&mut self, name: Cow<'static, str>, kind: Kind, put: &dyn Fn(R, &mut Column)) {
        let column = begin(&mut self.columns, name, kind);
        self.rows.iter().for_each(|row| put(*row, column));
    }

    /// Adds two columns: where an interval begins, and where it ends.
    pub(crate) fn interval<E: Ends>(self, names: [&'static str; 2], interval: impl Fn(R) -> E) -> Self {
        self.column(names[0], |row| interval(row).ends().map(|ends| ends[0]))
            .column(names[1], |row| interval(row).ends().map(|ends| ends[1]))
    }

    /// Adds several columns at once, as [`columns!`] lists them.
    pub(crate) fn with(self, columns: impl FnOnce(Self) -> Self) -> Self {
        columns(self)
    }

    /// The table.
    pub(crate) fn table(self) -> Table {
        Table { columns: self.columns }
    }
}

#[cfg(any(test, feature = "research"))]
impl<'a, A, B> Rows<(&'a A, &'a B)> {
    /// A row for each inner one, with the outer one that it stands in.
    pub(crate) fn within(outer: &'a [A], inner: impl Fn(&'a A) -> &'a [B]) -> Self {
        let mut rows = Vec::new();
        for outer in outer {
            inner(outer).iter().for_each(|inner| rows.push((outer, inner)));
        }
        Self::of(rows)
    }
}

impl<A: Copy, B: Copy> Rows<(A, B)> {
    /// Adds columns of the outer row.
    pub(crate) fn outer(self, columns: impl FnOnce(Rows<A>) -> Rows<A>) -> Self {
        let part = columns(Rows { rows: self.rows.iter().map(|row| row.0).collect(), columns: self.columns });
        Self { rows: self.rows, columns: part.columns }
    }

    /// Adds columns of the inner row.
    pub(crate) fn inner(self, columns: impl FnOnce(Rows<B>) -> Rows<B>) -> Self {
        let part = columns(Rows { rows: self.rows.iter().map(|row| row.1).collect(), columns: self.columns });
        Self { rows: self.rows, columns: part.columns }
    }
}

/// Words of a cell that may hold several.
pub(crate) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A column with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Name, in snake case; of what an instrument names as it does.
    pub name: Cow<'static, str>,
    /// Its values.
    pub values: Values,
    /// Of words: their codes in byte order, to find them by.
    order: Vec<u32>,
}

impl Column {
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, values: Values) -> Self {
        Self { name: name.into(), values, order: Vec::new() }
    }

    /// Some of its rows.
    fn part(&self, rows: Range<usize>) -> Self {
        fn of<V: Clone>(values: &[V], rows: Range<usize>) -> Vec<V> {
            values.get(rows).map(<[V]>::to_vec).unwrap_or_default()
        }
        let values = match &self.values {
            Values::Number(values) => Values::Number(of(values, rows)),
            Values::Integer(values) => Values::Integer(of(values, rows)),
            Values::Flag(values) => Values::Flag(of(values, rows)),
            Values::Text { words, codes } => Values::Text { words: words.clone(), codes: of(codes, rows) },
        };
        Self::new(self.name.clone(), values)
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (&mut self.values, cell) {
            (Values::Number(values), Cell::Number(value)) => values.push(value.is_finite().then_some(value)),
            (Values::Number(values), _) => values.push(None),
            (Values::Integer(values), Cell::Integer(value)) => values.push(Some(value)),
            (Values::Integer(values), _) => values.push(None),
            (Values::Flag(values), Cell::Flag(value)) => values.push(Some(value)),
            (Values::Flag(values), _) => values.push(None),
            (Values::Text { words, codes }, Cell::Text(word)) => {
                let found = self.order.binary_search_by(|code| words[*code as usize].as_str().cmp(word));
                codes.push(Some(match found {
                    Ok(at) => self.order[at],
                    Err(at) => {
                        let code = words.len() as u32;
                        self.order.insert(at, code);
                        words.push(word.to_owned());
                        code
                    }
                }));
            }
            (Values::Text { codes, .. }, _) => codes.push(None),
        }
    }

    /// Writes a cell, words by the function for them.
    pub(crate) fn write(&self, out: &mut String, row: usize, word: fn(&mut String, &str)) {
        let text = match &self.values {
            Values::Number(values) => values[row].map(|value| value.to_string()),
            Values::Integer(values) => values[row].map(|value| value.to_string()),
            Values::Flag(values) => values[row].map(|value| value.to_string()),
            Values::Text { words, codes } => {
                return codes[row].into_iter().for_each(|code| word(out, &words[code as usize]));
            }
        };
        out.extend(text);
    }
}

/// Named columns of equal length.
///
/// ```
/// use collabpro_core::Rubric;
///
/// let table = Rubric::bundled().table("en");
/// assert_eq!(table.columns()[0].name, "criterion");
/// assert!(table.to_csv().starts_with("criterion,construct,facet,"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
}

impl From<Vec<Column>> for Table {
    /// Of columns of equal length that the library made.
    fn from(columns: Vec<Column>) -> Self {
        Self { columns }
    }
}

impl Table {
    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A table of these columns; nothing where they differ in length, a number is not finite, or a code has no word.
    ///
    /// ```
    /// use collabpro_core::table::{Table, Values};
    ///
    /// let shares = Values::Number(vec![Some(0.5), None]);
    /// let table = Table::of([("share".to_owned(), shares.clone())]).unwrap();
    /// assert_eq!(table.to_csv(), "share\r\n0.5\r\n\r\n");
    /// assert_eq!(Table::of([("share".to_owned(), shares), ("n".to_owned(), Values::Integer(vec![]))]), None);
    /// ```
    pub fn of(columns: impl IntoIterator<Item = (String, Values)>) -> Option<Self> {
        let columns: Vec<Column> =
            columns.into_iter().map(|(name, values)| Column::new(name, values)).collect();
        let rows = columns.first().map_or(0, |column| column.values.len());
        let is_sound = |column: &Column| {
            column.values.len() == rows
                && match &column.values {
                    Values::Number(values) => values.iter().flatten().all(|value| value.is_finite()),
                    Values::Text { words, codes } => {
                        codes.iter().flatten().all(|code| (*code as usize) < words.len())
                    }
                    Values::Integer(_) | Values::Flag(_) => true,
                }
        };
        columns.iter().all(is_sound).then_some(Self { columns })
    }

    /// Some columns and rows of it, by position; positions that are not there are left out.
    pub fn part(&self, columns: impl IntoIterator<Item = usize>, rows: Range<usize>) -> Self {
        let rows = rows.start.min(self.rows())..rows.end.min(self.rows());
        let columns = columns.into_iter().filter_map(|at| self.columns.get(at));
        Self { columns: columns.map(|column| column.part(rows.clone())).collect() }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// The table as canonical JSON: one object of column name to array.
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// The first rows as an HTML table for notebooks, every text escaped; a last row says how many are not shown.
    pub fn to_html(&self, rows: usize) -> String {
        let mut out = String::from("<table><thead><tr>");
        for column in &self.columns {
            out.push_str("<th scope=\"col\">");
            push_escaped(&mut out, &column.name);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for row in 0..self.rows().min(rows) {
            out.push_str("<tr>");
            for column in &self.columns {
                out.push_str("<td>");
                column.write(&mut out, row, push_escaped);
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        if self.rows() > rows {
            out.push_str(&format!(
                "<tr><td colspan=\"{}\">+{}</td></tr>",
                self.columns.len(),
                self.rows() - rows
            ));
        }
        out.push_str("</tbody></table>");
        out
    }

    /// The table as CSV for spreadsheets (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula gets a
    /// leading apostrophe; see the OWASP note on CSV injection. Negative numbers are none.
    pub fn to_csv(&self) -> String {
        let mut out = String::new();
        for (at, column) in self.columns.iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            push_text(&mut out, &column.name);
        }
        out.push_str("\r\n");
        for row in 0..self.rows() {
            for (at, column) in self.columns.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                column.write(&mut out, row, push_text);
            }
            out.push_str("\r\n");
        }
        out
    }
}

/// Text that may stand in an HTML element or a quoted attribute.
fn push_escaped(out: &mut String, text: &str) {
    text.chars().for_each(|letter| push_letter(out, letter));
}

/// A letter that may stand in an HTML element or a quoted attribute.
pub(crate) fn push_letter(out: &mut String, letter: char) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        letter => out.push(letter),
    }
}

/// Whether a text begins as formulas do, whatever apostrophes stand before it.
fn begins_as_formula(text: &str) -> bool {
    text.trim_start_matches('\'').bytes().next().is_some_and(|first| b"=+-@\t\r".contains(&first))
}

/// A cell of a spreadsheet's CSV without the apostrophe that [`push_text`] puts before what looks like a formula.
#[inline]
pub(crate) fn unmasked(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_as_formula(rest)).unwrap_or(text)
}

/// A cell of a CSV file for spreadsheets.
pub(crate) fn push_text(out: &mut String, text: &str) {
    // A number with its sign is none to any spreadsheet.
    let formula = begins_as_formula(text) && !is_number(text);
    let quote = text.bytes().any(|byte| b",\"\r\n".contains(&byte));
    if quote {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for (at, part) in text.split('"').enumerate() {
        out.push_str(if at > 0 { "\"\"" } else { "" });
        out.push_str(part);
    }
    if quote {
        out.push('"');
    }
}

/// As an array.
impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.values.len();
        let mut array = serializer.serialize_seq(Some(rows))?;
        for row in 0..rows {
            match &self.values {
                Values::Number(values) => array.serialize_element(&values[row])?,
                Values::Integer(values) => array.serialize_element(&values[row])?,
                Values::Flag(values) => array.serialize_element(&values[row])?,
                Values::Text { words, codes } => {
                    array.serialize_element(&codes[row].map(|code| words[code as usize].as_str()))?;
                }
            }
        }
        array.end()
    }
}

/// As one JSON object: column name to array.
impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in &self.columns {
            map.serialize_entry(&column.name, column)?;
        }
        map.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Table {
    fn schema_name() -> Cow<'static, str> {
        "Columns".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let cell = serde_json::json!({ "type": ["number", "string", "boolean", "null"] });
        schemars::json_schema!({
            "description": "A table: column name to values. Columns are of equal length; what is not defined is null.",
            "type": "object",
            "additionalProperties": { "type": "array", "items": cell }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct School {
        unit: &'static str,
        share: Option<f64>,
        asked: u32,
        open: bool,
    }

    fn table(schools: &[School]) -> Table {
        Rows::of(schools)
            .with(columns!(unit, share))
            .column("people", |school| school.asked as usize)
            .with(columns!(open))
            .table()
    }

    #[test]
    fn columns_are_named_beside_their_values() {
        let birch = School { unit: "Birch", share: Some(0.5), asked: 3, open: true };
        let other = School { unit: "=1+1", share: None, asked: 0, open: false };
        let table = table(&[birch, other]);
        assert_eq!(table.rows(), 2);
        assert_eq!(table.to_csv(), "unit,share,people,open\r\nBirch,0.5,3,true\r\n'=1+1,,0,false\r\n");
    }

    #[test]
    fn without_rows_columns_keep_their_types() {
        let columns = table(&[]).columns;
        let types: Vec<&Values> = columns.iter().map(|column| &column.values).collect();
        let text = Values::Text { words: Vec::new(), codes: Vec::new() };
        let [number, integer] = [Values::Number(Vec::new()), Values::Integer(Vec::new())];
        assert_eq!(types, [&text, &number, &integer, &Values::Flag(Vec::new())]);
    }

    #[test]
    fn a_number_is_never_nan() {
        let table = Rows::of([f64::NAN, 1.0]).column("number", |number| number).table();
        assert_eq!(table.to_json(), r#"{"number":[null,1.0]}"#);
    }

    #[test]
    fn inner_rows_repeat_what_they_stand_in() {
        let units = [("Ash", vec![1_u32, 2]), ("Elm", vec![])];
        let table = Rows::within(&units, |unit| &unit.1)
            .outer(|rows| rows.column("unit", |unit| unit.0))
            .inner(|rows| rows.column("n", |n| n))
            .table();
        assert_eq!(table.to_csv(), "unit,n\r\nAsh,1\r\nAsh,2\r\n");
    }
}
