//! The one tabular shape that every result gives: named columns with nulls.

use crate::base::json_write::to_json;
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

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

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Real numbers.
    Number,
    /// Whole numbers.
    Integer,
    /// Yes or no.
    Flag,
    /// Words.
    Text,
}

/// A value on its way into a table; made by `into()` from a value or an option of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
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

macro_rules! cells {
    ($($type:ty => |$value:ident| $cell:expr),* $(,)?) => { $(
        impl<'a> From<$type> for Cell<'a> {
            #[inline(never)]
            fn from($value: $type) -> Self {
                $cell
            }
        }

        impl<'a> From<Option<$type>> for Cell<'a> {
            #[inline(never)]
            fn from(value: Option<$type>) -> Self {
                value.map_or(Self::Null, Self::from)
            }
        }
    )* };
}

cells! {
    f64 => |value| Self::Number(value),
    i64 => |value| Self::Integer(value),
    u32 => |value| Self::Integer(i64::from(value)),
    bool => |value| Self::Flag(value),
    &'a str => |value| Self::Text(value),
    &'a String => |value| Self::Text(value),
}

/// A column with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Name, in camel case.
    pub name: &'static str,
    /// Its values.
    pub values: Values,
    /// Of words: their codes in byte order, to find them by.
    order: Vec<u32>,
}

impl Column {
    fn new((name, of): (&'static str, Type)) -> Self {
        let values = match of {
            Type::Number => Values::Number(Vec::new()),
            Type::Integer => Values::Integer(Vec::new()),
            Type::Flag => Values::Flag(Vec::new()),
            Type::Text => Values::Text { words: Vec::new(), codes: Vec::new() },
        };
        Self { name, values, order: Vec::new() }
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
    fn write(&self, out: &mut String, row: usize, word: fn(&mut String, &str)) {
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
/// use collabpro_core::Table;
/// use collabpro_core::table::{Cell, Type};
///
/// let mut table = Table::new(&[("unit", Type::Text), ("share", Type::Number)]);
/// table.row(&["Birch".into(), 0.5.into()]);
/// table.row(&["=1+1".into(), Cell::Null]);
/// assert_eq!(table.rows(), 2);
/// assert_eq!(table.to_csv(), "unit,share\r\nBirch,0.5\r\n'=1+1,\r\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: &[(&'static str, Type)]) -> Self {
        let mut table = Self::default();
        for column in columns {
            table.columns.push(Column::new(*column));
        }
        table
    }

    /// Adds a row, one cell for each column. A cell that is left out, or is of another type than its column, is null.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.push(cells.get(at).copied().unwrap_or(Cell::Null));
        }
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
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
            push_escaped(&mut out, column.name);
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
    /// leading apostrophe; see the OWASP note on CSV injection.
    pub fn to_csv(&self) -> String {
        let mut out = String::new();
        for (at, column) in self.columns.iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            out.push_str(column.name);
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

/// A cell of a CSV file for spreadsheets.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let formula = text.bytes().next().is_some_and(|first| b"=+-@\t\r".contains(&first));
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
            map.serialize_entry(column.name, column)?;
        }
        map.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Table {
    fn schema_name() -> std::borrow::Cow<'static, str> {
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
