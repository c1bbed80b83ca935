#![doc = include_str!("../../docs/facets_files.md")]

mod anchor_files;
mod anchored;
mod data;
mod described;
mod keywords;
mod labels;
mod lines;
mod losses;
mod models;
mod rated;
mod scales;
mod score_files;
mod specification;
mod study;
mod write;
mod written;

pub use anchor_files::FacetsAnchorsOptions;
pub use losses::{FacetsLoss, FacetsLossKind};
pub use score_files::{
    FacetsDelimiter, FacetsScores, FacetsScoresOptions, ReadFacetsScoresOptions, read_facets_scores,
};
pub use write::FacetsFilesOptions;

use std::collections::BTreeMap;

use collabpro_derive::{Read, document, options};
use serde::Serialize;

use crate::base::by_name::ByName;
use crate::base::error::Result;
use crate::base::table::{Table, Values};
use crate::rasch::RaschOptions;
use crate::ratings::ColumnSet;

/// How a specification of Facets is read. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself.
#[options]
pub struct ReadFacetsOptions {
    /// The text of the specification file, or of an anchor file, which is one.
    specification: String,
    /// Texts of data files, by the names that the specification has for them.
    #[option(setter = none)]
    files: ByName<String>,
    /// Whether the data are read; without them there is what the specification says of a study, anchors among it.
    #[option(default = true)]
    data: bool,
}

impl ReadFacetsOptions {
    /// The text of a data file, by the name that the specification has for it.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.insert(name, text.into());
        self
    }
}

/// The options of a study as they are given: what stands as it does without being said is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetsOptions(pub RaschOptions);

impl Serialize for FacetsOptions {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let written = |options: &RaschOptions| serde_json::to_value(options).unwrap_or_default();
        let (own, plain) = (written(&self.0), written(&RaschOptions::new()));
        let own =
            own.as_object().into_iter().flatten().filter(|(name, value)| plain.get(*name) != Some(value));
        // In one order, whatever serde_json keeps.
        serializer.collect_map(own.collect::<BTreeMap<_, _>>())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for FacetsOptions {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        RaschOptions::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        RaschOptions::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        RaschOptions::json_schema(generator)
    }
}

/// What a specification of Facets says: the same study as a long table and options. Made after the documentation of Facets 3.87 and 4,
/// and not tried with Facets itself.
#[document("facets_study", version = 1)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FacetsStudy {
    /// Its title.
    pub title: Option<String>,
    /// A row for each rating: a column for each facet, `rating`, and `weight` where ratings count otherwise than once; null where data
    /// were not asked for.
    pub columns: Option<Table>,
    /// What makes `rasch` the same study. Facets corrects nothing, and so `correction` is `none`.
    pub options: FacetsOptions,
    /// What does not cross as it is.
    pub losses: Vec<FacetsLoss>,
}

/// Reads a specification of Facets with its data: a long table, and the options that make `rasch` the same study. Made after the
/// documentation of Facets 3.87 and 4, and not tried with Facets itself.
///
/// # Errors
/// All problems at once, each with its line: `facets_syntax` for what is not written as the manual documents it, `facets_unsupported`
/// for what this library has no study for, `no_rows` where no rating is left.
///
/// ```
/// use collabpro_core::Rasch;
/// use collabpro_core::facets_files::{ReadFacetsOptions, read_facets};
///
/// let specification = "Facets = 2 ; schools, and who rated them
/// Models = ?,?,R3
/// Labels =
/// 1, school
/// 1 = Ash
/// 2 = Box
/// 3 = Elm
/// 4 = Fir
/// 5 = Oak
/// 6 = Yew
/// *
/// 2, rater
/// 1 = a
/// 2 = b
/// *
/// Data =
/// 1, 1-2, 2, 3
/// 2, 1-2, 1, 2
/// 3, 1-2, 2, 1
/// 4, 1-2, 3, 1
/// 5, 1-2, 3, 2
/// 6, 1-2, 1, 2";
/// let study = read_facets(&ReadFacetsOptions::new().specification(specification))?;
/// let found = Rasch::of(&[study.column_set()], study.options.0)?;
/// // b gave one point less than a in all.
/// assert!(found.measures[7].measure > found.measures[6].measure);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn read_facets(options: &ReadFacetsOptions) -> Result<FacetsStudy> {
    study::read(options)
}

impl FacetsStudy {
    /// The columns as a study takes them.
    pub fn column_set(&self) -> ColumnSet {
        let columns = self.columns.iter().flat_map(Table::columns);
        columns.fold(ColumnSet::new(), |set, column| {
            let name = column.name.as_ref();
            match &column.values {
                Values::Number(values) => set.numbers(name, values.iter().copied()),
                Values::Integer(values) => set.integers(name, values.iter().copied()),
                Values::Flag(values) => set.integers(name, values.iter().map(|own| own.map(i64::from))),
                Values::Text { words, codes } => set.coded(name, words, codes.iter().copied()),
            }
        })
    }

    /// What does not cross as it is, one row for each.
    pub fn losses(&self) -> Table {
        losses::table(&self.losses)
    }
}

/// A file as Facets takes it or writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FacetsFile {
    /// Its name.
    pub name: String,
    /// What stands in it; lines end as Facets wants them, with CR and LF.
    pub text: String,
}

/// Files for Facets, or such as it writes. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself.
#[document("facets_files", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FacetsFiles {
    /// The files, the specification first.
    pub files: Vec<FacetsFile>,
    /// What does not cross as it is.
    pub losses: Vec<FacetsLoss>,
}

impl FacetsFiles {
    /// What does not cross as it is, one row for each.
    pub fn table(&self) -> Table {
        losses::table(&self.losses)
    }
}

#[cfg(test)]
mod tests;
