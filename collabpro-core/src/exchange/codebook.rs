//! What stands in the columns of ratings, for those who get the file without this library.

use crate::base::message::Message;
use crate::base::nfc::nfc;
use crate::base::table::{Rows, Table, columns};
use crate::base::texts::Texts;
use crate::framework::UnitKind;
use crate::ratings::Field;
use crate::rubric::{Missing, Rubric};

impl Rubric {
    /// The codebook of ratings on this instrument as long CSV: a row for each column and each value that it may hold.
    ///
    /// | column | what it holds |
    /// | --- | --- |
    /// | `variable` | the column of the file |
    /// | `criterion` | of a level the criterion; `null` elsewhere |
    /// | `value` | what may stand in the cell; `null` for the column as such |
    /// | `label` | its name in this language (or in English, where it has none) |
    /// | `meaning` | what the column is for, what a criterion measures, or the performance level of a category |
    /// | `number` | the number that belongs to a level, where the instrument has one |
    ///
    /// ```
    /// use collabpro_core::Rubric;
    ///
    /// let codebook = Rubric::bundled().codebook("en").to_csv();
    /// assert!(codebook.starts_with("variable,criterion,value,label,meaning,number\r\nunit,"));
    /// assert!(codebook.contains("\r\nreason,,not_observed,Have not seen it,"));
    /// ```
    pub fn codebook(&self, language: &str) -> Table {
        let texts = Texts::english();
        let mut rows = Vec::new();
        for &field in Field::ALL {
            let meaning = texts.render(&Message::new(about(field)));
            rows.push(Row { meaning: Some(meaning), ..Row::of(field) });
            match field {
                Field::UnitKind => rows.extend(UnitKind::ALL.iter().map(|kind| Row::value(field, kind.id()))),
                Field::Role => rows.extend(self.roles().iter().map(|role| {
                    let label = Some(role.label.get(language));
                    Row { label, ..Row::value(field, &role.id) }
                })),
                Field::Criterion => rows.extend(self.criteria().iter().map(|criterion| {
                    let (label, meaning) =
                        (Some(criterion.name.get(language)), Some(criterion.construct.to_string()));
                    Row { label, meaning, ..Row::value(field, &criterion.id) }
                })),
                Field::Level => self.levels(&mut rows, language),
                Field::Reason => rows.extend(Missing::ALL.iter().map(|reason| {
                    let label = Some(self.document().missing.of(*reason).get(language))
                        .filter(|label| !label.is_empty());
                    Row { label, ..Row::value(field, reason.id()) }
                })),
                _ => {}
            }
        }
        Rows::of(&rows)
            .column("variable", |row| row.field.name())
            .with(columns!(criterion, value, label, meaning, number))
            .table()
    }

    fn levels<'a>(&'a self, rows: &mut Vec<Row<'a>>, language: &str) {
        for criterion in self.criteria() {
            let at = self.position(&nfc(&criterion.id)).unwrap_or(0);
            for category in self.scale(at).categories() {
                let level = criterion.levels.iter().find(|level| level.category == category.id);
                rows.push(Row {
                    criterion: Some(&criterion.id),
                    label: Some(category.label.get(language)),
                    meaning: level.map(|level| level.text.get(language).to_owned()),
                    number: category.value,
                    ..Row::value(Field::Level, &category.id)
                });
            }
        }
    }
}

/// A row of the codebook.
struct Row<'a> {
    field: Field,
    criterion: Option<&'a str>,
    value: Option<&'a str>,
    label: Option<&'a str>,
    meaning: Option<String>,
    number: Option<f64>,
}

impl<'a> Row<'a> {
    /// The column as such.
    fn of(field: Field) -> Self {
        Self { field, criterion: None, value: None, label: None, meaning: None, number: None }
    }

    /// What may stand in its cells.
    fn value(field: Field, value: &'a str) -> Self {
        Self { value: Some(value), ..Self::of(field) }
    }
}

/// What a column is for.
const fn about(field: Field) -> &'static str {
    match field {
        Field::Unit => "codebook.unit",
        Field::UnitKind => "codebook.unit_kind",
        Field::Occasion => "codebook.occasion",
        Field::Rater => "codebook.rater",
        Field::Role => "codebook.role",
        Field::Criterion => "codebook.criterion",
        Field::Level => "codebook.level",
        Field::Reason => "codebook.reason",
        Field::Evidence => "codebook.evidence",
    }
}
