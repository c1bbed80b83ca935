//! What stands in the columns of ratings, for those who get the file without this library.

use crate::base::message::Message;
use crate::base::nfc::nfc;
use crate::base::table::{Table, Type};
use crate::base::texts::Texts;
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
    /// | `meaning` | what the column is for, what a criterion measures, or the rung of a level |
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
        let mut table = Table::new(&[
            ("variable", Type::Text),
            ("criterion", Type::Text),
            ("value", Type::Text),
            ("label", Type::Text),
            ("meaning", Type::Text),
            ("number", Type::Number),
        ]);
        let texts = Texts::english();
        for field in Field::ALL {
            let meaning = texts.render(&Message::new(about(field)));
            let name = || field.name().into();
            let none = || None::<&str>.into();
            table.row(&[name(), none(), none(), none(), meaning.as_str().into(), None::<f64>.into()]);
            match field {
                Field::UnitKind => crate::framework::UnitKind::ALL.iter().for_each(|kind| {
                    table.row(&[name(), none(), kind.id().into(), none(), none(), None::<f64>.into()]);
                }),
                Field::Role => self.roles().iter().for_each(|role| {
                    let label = role.label.get(language);
                    table.row(&[name(), none(), (&role.id).into(), label.into(), none(), None::<f64>.into()]);
                }),
                Field::Criterion => self.criteria().iter().for_each(|line| {
                    let (label, measures) = (line.name.get(language), line.construct.to_string());
                    let id = (&line.id).into();
                    table.row(&[name(), none(), id, label.into(), (&measures).into(), None::<f64>.into()]);
                }),
                Field::Level => self.levels(&mut table, language),
                Field::Reason => Missing::ALL.iter().for_each(|reason| {
                    let label = self.reason_label(*reason, language);
                    let label = Some(label).filter(|label| !label.is_empty());
                    table.row(&[
                        name(),
                        none(),
                        reason.id().into(),
                        label.into(),
                        none(),
                        None::<f64>.into(),
                    ]);
                }),
                _ => {}
            }
        }
        table
    }

    fn levels(&self, table: &mut Table, language: &str) {
        for line in self.criteria() {
            let at = self.criterion(&nfc(&line.id)).unwrap_or(0);
            for category in self.scale(at).categories() {
                let rung = line.levels.iter().find(|level| level.category == category.id);
                table.row(&[
                    Field::Level.name().into(),
                    (&line.id).into(),
                    (&category.id).into(),
                    category.label.get(language).into(),
                    rung.map(|rung| rung.text.get(language)).into(),
                    category.value.into(),
                ]);
            }
        }
    }

    fn reason_label(&self, reason: Missing, language: &str) -> &str {
        let texts = &self.document().missing;
        match reason {
            Missing::NotObserved => &texts.not_observed,
            Missing::NotApplicable => &texts.not_applicable,
            Missing::NoAnswer => &texts.no_answer,
        }
        .get(language)
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
