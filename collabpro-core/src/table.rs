//! The one tabular shape that every result gives: named columns with nulls.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

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

/// A column with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Name, in camel case.
    pub name: &'static str,
    /// Its values.
    pub values: Values,
}

/// Named columns of equal length.
///
/// ```
/// use collabpro_core::table::Table;
///
/// let table = Table::new()
///     .text("unit", ["Birch", "=1+1"].map(Some))
///     .number("share", [Some(0.5), None]);
/// assert_eq!(table.rows(), 2);
/// assert_eq!(table.to_csv(), "unit,share\r\nBirch,0.5\r\n'=1+1,\r\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
}

impl Table {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    fn column(mut self, name: &'static str, values: Values) -> Self {
        self.columns.push(Column { name, values });
        self
    }

    /// Adds a column of real numbers; what is not finite becomes null.
    #[must_use]
    pub fn number(self, name: &'static str, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let finite = values.into_iter().map(|value| value.filter(|value| value.is_finite()));
        let values = Values::Number(finite.collect());
        self.column(name, values)
    }

    /// Adds a column of whole numbers.
    #[must_use]
    pub fn integer(self, name: &'static str, values: impl IntoIterator<Item = Option<i64>>) -> Self {
        self.column(name, Values::Integer(values.into_iter().collect()))
    }

    /// Adds a column of yes and no.
    #[must_use]
    pub fn flag(self, name: &'static str, values: impl IntoIterator<Item = Option<bool>>) -> Self {
        self.column(name, Values::Flag(values.into_iter().collect()))
    }

    /// Adds a column of words.
    #[must_use]
    pub fn text<S: AsRef<str>>(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = Option<S>>,
    ) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut known = std::collections::BTreeMap::new();
        let mut codes = Vec::new();
        for value in values {
            codes.push(value.map(|value| {
                *known.entry(value.as_ref().to_owned()).or_insert_with_key(|word| {
                    words.push(word.clone());
                    (words.len() - 1) as u32
                })
            }));
        }
        self.column(name, Values::Text { words, codes })
    }

    /// The table as canonical JSON: one object of column name to array.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The first rows as an HTML table for notebooks, every text escaped; a last row says how many are not shown.
    pub fn to_html(&self, rows: usize) -> String {
        let mut out = String::from("<table><thead><tr>");
        for column in &self.columns {
            out.push_str(&format!("<th scope=\"col\">{}</th>", escape(column.name)));
        }
        out.push_str("</tr></thead><tbody>");
        for row in 0..self.rows().min(rows) {
            out.push_str("<tr>");
            for column in &self.columns {
                let mut cell = String::new();
                match &column.values {
                    Values::Number(values) => push(&mut cell, values[row]),
                    Values::Integer(values) => push(&mut cell, values[row]),
                    Values::Flag(values) => push(&mut cell, values[row]),
                    Values::Text { words, codes } => {
                        cell.extend(codes[row].map(|code| escape(&words[code as usize])));
                    }
                }
                out.push_str(&format!("<td>{cell}</td>"));
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
                match &column.values {
                    Values::Number(values) => push(&mut out, values[row]),
                    Values::Integer(values) => push(&mut out, values[row]),
                    Values::Flag(values) => push(&mut out, values[row]),
                    Values::Text { words, codes } => {
                        if let Some(code) = codes[row] {
                            push_text(&mut out, &words[code as usize]);
                        }
                    }
                }
            }
            out.push_str("\r\n");
        }
        out
    }
}

/// Text that may stand in an HTML element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

fn push(out: &mut String, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        out.push_str(&value.to_string());
    }
}

/// A cell of a CSV file for spreadsheets.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = text.contains([',', '"', '\r', '\n']);
    if quote {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    if quote {
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// As one JSON object: column name to array.
impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in &self.columns {
            match &column.values {
                Values::Number(values) => map.serialize_entry(column.name, values)?,
                Values::Integer(values) => map.serialize_entry(column.name, values)?,
                Values::Flag(values) => map.serialize_entry(column.name, values)?,
                Values::Text { words, codes } => {
                    let words: Vec<Option<&str>> =
                        codes.iter().map(|code| code.map(|code| words[code as usize].as_str())).collect();
                    map.serialize_entry(column.name, &words)?;
                }
            }
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
