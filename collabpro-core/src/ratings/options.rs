//! How ratings are read.

use collabpro_derive::{options, words};
use serde::Serialize;

use super::{RaterLink, RatingKind};
use crate::base::by_name::ByName;
use crate::base::csv::Delimiter;
use crate::base::error::Problems;
use crate::base::json_read::{Input, Read};
use crate::base::options::unfit;

/// What a column of ratings holds.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum Field {
    /// Id of the unit that is judged.
    Unit,
    /// Kind of that unit.
    UnitKind,
    /// Id of the occasion; empty: the one unnamed occasion.
    Occasion,
    /// Id of the rater.
    Rater,
    /// Role of the rater in this row; may be empty.
    Role,
    /// Id of the criterion.
    Criterion,
    /// Category of its scale, as id, label or performance level text; or a reason for a missing rating.
    Level,
    /// Why there is no level.
    Reason,
    /// What the rater saw, in words.
    Evidence,
}

impl Field {
    /// The name of its column.
    pub const fn name(self) -> &'static str {
        self.id()
    }

    /// The field with this column name.
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// How ratings lie in a table.
#[words]
#[derive(Default)]
pub enum Layout {
    /// One row for each rating.
    #[default]
    Long,
    /// One row for each rater, one column for each criterion.
    Wide,
}

/// What happens when a rater rates one criterion twice in one unit and occasion.
#[words]
#[derive(Default)]
pub enum Duplicates {
    /// The code `duplicate_rating`, with both rows.
    #[default]
    Error,
    /// The first row counts.
    First,
    /// The last row counts.
    Last,
    /// The last row that holds a rating counts: leaving a criterion empty the second time takes nothing back.
    LastRating,
}

/// What happens to columns that are neither known nor mapped.
#[words]
#[derive(Default)]
pub enum ExtraColumns {
    /// The code `unknown_column`: a misspelt name must not lose a column in silence.
    #[default]
    Refuse,
    /// They are left out.
    Ignore,
}

/// How ratings are read. The same options serve CSV, JSON, rows and columns.
///
/// ```
/// use collabpro_core::ratings::{Field, Layout, ReadOptions};
///
/// let options = ReadOptions::new().layout(Layout::Wide).column("School", Field::Unit).criterion("Q1", "1a");
/// let same = r#"{"layout": "wide", "columns": {"School": "unit"}, "criteria": {"Q1": "1a"}}"#;
/// assert_eq!(ReadOptions::from_json(same)?, options);
/// assert_eq!(ReadOptions::from_json(r#"{"colour": 1}"#).unwrap_err().code(), collabpro_core::ErrorCode::UnknownOption);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[options(check)]
pub struct ReadOptions {
    /// How ratings lie in the table.
    pub(super) layout: Layout,
    /// Columns of the input, each with the field that it holds.
    #[option(setter = none)]
    pub(super) columns: ByName<Field>,
    /// Columns of a wide input, each with the id of the criterion whose ratings it holds; a column named as a criterion
    /// needs no entry.
    #[option(setter = none)]
    pub(super) criteria: ByName<String>,
    /// Fields, each with its value, for what the input has no column.
    #[option(setter = none)]
    pub(super) constants: Constants,
    /// Id of the occasion of all these ratings; a row of another one is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) occasion: Option<String>,
    /// Own or agreed ratings; without it `individual`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<RatingKind>,
    /// Whether the same id is the same person at every occasion; without it `within_occasion`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) link: Option<RaterLink>,
    /// What happens to duplicates.
    pub(super) duplicates: Duplicates,
    /// What happens to columns that are neither known nor mapped.
    pub(super) extra_columns: ExtraColumns,
    /// What stands between the fields of a CSV file.
    pub(super) delimiter: Delimiter,
    /// Longest field of a CSV file in bytes.
    #[option(default = 1_048_576, range = 1..=1_073_741_824)]
    pub(super) field_limit: usize,
    /// Longest record of a CSV file in bytes.
    #[option(default = 16_777_216, range = 1..=1_073_741_824)]
    pub(super) record_limit: usize,
}

/// What the input has no column for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(super) struct Constants(ByName<String>);

impl Constants {
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.0.get(field.name()).map(String::as_str)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        Field::ALL.iter().filter_map(|field| Some((*field, self.get(*field)?)))
    }
}

impl Read for Constants {
    fn read(input: &mut Input<'_>) -> Self {
        let constants: ByName<String> = input.read();
        for (name, _) in constants.iter().filter(|(name, _)| Field::from_name(name).is_none()) {
            let known = Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ");
            input.unknown_field(name, &known);
        }
        Self(constants)
    }
}

impl ReadOptions {
    /// A column of the input holds this field.
    #[must_use]
    pub fn column(mut self, name: impl Into<String>, field: Field) -> Self {
        self.columns.insert(name.into(), field);
        self
    }

    /// A column of a wide input holds the ratings on this criterion.
    #[must_use]
    pub fn criterion(mut self, name: impl Into<String>, id: impl Into<String>) -> Self {
        self.criteria.insert(name.into(), id.into());
        self
    }

    /// A field has one value throughout.
    #[must_use]
    pub fn constant(mut self, field: Field, value: impl Into<String>) -> Self {
        self.constants.0.insert(field.name(), value.into());
        self
    }

    /// Whether one field is a whole line, which stands in quotation marks.
    pub(super) fn is_line(&self, field: &str) -> bool {
        field.bytes().any(|byte| byte == self.delimiter.byte())
    }

    /// What has one value throughout.
    pub(super) fn constants(&self) -> impl Iterator<Item = (Field, &str)> {
        self.occasion.iter().map(|id| (Field::Occasion, id.as_str())).chain(self.constants.iter())
    }

    fn check(&self, problems: &mut Problems) {
        let long_only = [Field::Criterion, Field::Level, Field::Reason, Field::Evidence];
        if let (Some(id), Some(_)) = (&self.occasion, self.constants.get(Field::Occasion)) {
            problems.push(unfit("occasion", "option.constant_too", id));
        }
        let mut fields = self.columns.values().copied().chain(self.constants.iter().map(|(field, _)| field));
        let wide = self.layout == Layout::Wide;
        if let Some(field) = fields.find(|field| wide && long_only.contains(field)) {
            problems.push(unfit("layout", "option.field_of_long", field.name()));
        }
        if !wide && !self.criteria.is_empty() {
            problems.push(unfit("criteria", "option.wide_only", "long"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::error::ErrorCode;

    #[test]
    fn every_bad_option_is_named() {
        let error =
            ReadOptions::from_json(r#"{"layout": "tall", "color": 1, "fieldLimit": -1, "kind": "x"}"#)
                .unwrap_err();
        let mut found: Vec<_> =
            error.problems().iter().map(|p| (p.code().id(), p.place().to_string())).collect();
        found.sort();
        let expected = [
            ("invalid_option", "fieldLimit"),
            ("invalid_option", "kind"),
            ("invalid_option", "layout"),
            ("unknown_option", "color"),
        ];
        assert_eq!(found, expected.map(|(code, path)| (code, path.to_owned())));
        assert_eq!(ReadOptions::from_json(r#"{"recordLimit": 0}"#).unwrap_err().path(), "recordLimit");
        assert_eq!(ReadOptions::from_json("[]").unwrap_err().code(), ErrorCode::InvalidOption);
    }

    #[test]
    fn options_come_back_from_their_json() {
        let options = ReadOptions::new().delimiter(Delimiter::Tab).constant(Field::UnitKind, "school");
        let text = serde_json::to_string(&options).unwrap();
        assert_eq!(ReadOptions::from_json(&text).unwrap(), options);
    }
}
