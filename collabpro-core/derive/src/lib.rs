//! Each word, each option and each field of a document is declared once; what else needs it is written here.
//!
//! | macro | on | what it writes |
//! | --- | --- | --- |
//! | [`macro@words`] | an enum without fields | its words on the wire, in Rust and in the schema |
//! | [`macro@options`] | the options of a verb | defaults, setters, ranges, their table, how they are read |
//! | [`macro@document`] | a document | its head, how it is written, its schema |
//! | [`Read`] | a document or a part of one | how it is read |
//!
//! They serve `collabpro-core` alone and speak of its modules: `base::json_read`, `base::json_write`, `base::document`,
//! `base::options`, `base::table` and `base::error`.

mod document;
mod names;
mod options;
mod read;
mod words;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

fn tokens(made: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    made.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// An enum of words. A word is the name of its variant in snake case, unless `#[word("…")]` says another. With
/// `#[words(option = "table")]` a text that is no such word is a problem of that option; `#[words(message = "error")]` gives
/// `messages()` with ids such as `error.long`, one for each beginning.
///
/// ```text
/// /// How ratings lie in a table.
/// #[words]
/// #[derive(Default)]
/// pub enum Layout {
///     /// One row for each rating.
///     #[default]
///     Long,
///     /// One row for each rater.
///     #[word("broad")]
///     Wide,
/// }
/// ```
///
/// becomes
///
/// ```text
/// /// How ratings lie in a table.
/// #[derive(Clone, Copy, Debug, PartialEq, Eq)]
/// #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
/// #[derive(Default)]
/// pub enum Layout {
///     /// One row for each rating.
///     #[default]
///     #[cfg_attr(feature = "schema", schemars(rename = "long"))]
///     Long,
///     /// One row for each rater.
///     #[cfg_attr(feature = "schema", schemars(rename = "broad"))]
///     Wide,
/// }
///
/// impl Layout {
///     /// Every one, in the order of declaration.
///     pub const ALL: &[Self] = &[Self::Long, Self::Wide];
///
///     /// Its word: the same on the wire, in tables and in every language.
///     pub const fn id(self) -> &'static str {
///         Self::WORDS[self as usize]
///     }
///
///     /// Every word, in the same order.
///     const WORDS: &[&str] = &["long", "broad"];
///
///     /// The one with this word.
///     pub fn from_id(id: &str) -> Option<Self> { /* among all */ }
/// }
///
/// impl Serialize for Layout { /* its id */ }
/// impl Display for Layout { /* writes its id */ }
/// impl FromStr for Layout { /* the one with this id, or `invalid_option` with the words that are known */ }
/// impl Read for Layout { /* the same, told at its path */ }
/// impl Value for Layout { /* stands in a table by its id */ }
/// ```
#[proc_macro_attribute]
pub fn words(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = parse_macro_input!(arguments as words::Arguments);
    tokens(words::expand(&arguments, parse_macro_input!(item as DeriveInput)))
}

/// The options of a verb: a struct whose fields each say what they are for, with their default and their range.
///
/// A field has the default of its type unless `#[option(default = …)]` says another. `range = 1..=9` (or `1..`) is for
/// numbers, also optional ones; `or = 0` names one number outside of it. `setter = none` is for what is set by hand or
/// not at all. `filled` refuses a list that is given and has nothing in it; `nested` is for optional options of another
/// struct, whose problems have paths such as `sensitivity.seed`. On the struct, `#[options(new = none)]` leaves out `new`,
/// `from_json = none` leaves out `from_json` with `checked`, `setters = none` all setters, and `check` calls
/// `fn check(&self, problems: &mut Problems)` for what a range cannot say.
///
/// ```text
/// /// Options of a trend.
/// #[options]
/// pub struct TrendOptions {
///     /// Ids of the occasions.
///     #[option(filled)]
///     occasions: Vec<String>,
///     /// How often the intervals cover.
///     #[option(default = 0.95, range = 0.8..=0.999)]
///     confidence: f64,
///     /// How else it could have been.
///     #[option(nested)]
///     sensitivity: Option<Sensitivity>,
/// }
/// ```
///
/// becomes
///
/// ```text
/// /// Options of a trend.
/// ///
/// /// | option | default | range | purpose |
/// /// | --- | --- | --- | --- |
/// /// | `occasions` | | | Ids of the occasions. |
/// /// | `confidence` | 0.95 | 0.8 to 0.999 | How often the intervals cover. |
/// /// | `sensitivity` | | `Sensitivity` | How else it could have been. |
/// #[derive(Clone, Debug, PartialEq, serde::Serialize)]
/// #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(description = "Options of a trend."))]
/// #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
/// pub struct TrendOptions {
///     /// Ids of the occasions.
///     occasions: Vec<String>,
///     /// How often the intervals cover.
///     #[cfg_attr(feature = "schema", schemars(range(min = 0.8, max = 0.999)))]
///     confidence: f64,
///     /// How else it could have been.
///     sensitivity: Option<Sensitivity>,
/// }
///
/// impl Default for TrendOptions { /* Self { occasions: Default::default(), confidence: 0.95, … } */ }
/// impl Read for TrendOptions { /* each field by its name on the wire, occasions not `[]`; what is not there is as in the default */ }
///
/// impl TrendOptions {
///     /// The defaults.
///     pub fn new() -> Self { Self::default() }
///
///     /// Reads options from JSON; an empty text gives the defaults.
///     ///
///     /// # Errors
///     /// `unknown_option` and `invalid_option`, each with the name of the option.
///     pub fn from_json(text: &str) -> Result<Self> { options::parse::<Self>(text)?.checked() }
///
///     /// Ids of the occasions.
///     #[must_use]
///     pub fn occasions(mut self, occasions: impl IntoIterator<Item = impl Into<String>>) -> Self {
///         self.occasions = occasions.into_iter().map(|item| item.into()).list();
///         self
///     }
///
///     /// How often the intervals cover.
///     #[must_use]
///     pub fn confidence(mut self, confidence: f64) -> Self {
///         self.confidence = confidence;
///         self
///     }
///
///     // … and the same for `sensitivity`.
///
///     /// Every option that is out of its range, and what `check` finds.
///     pub(crate) fn problems(&self) -> Problems {
///         let mut problems = Problems::default();
///         options::within(&mut problems, "confidence", self.confidence, 0.8, Some(0.999));
///         if let Some(found) = &self.sensitivity {
///             problems.nest("sensitivity", found.problems());
///         }
///         problems
///     }
///
///     /// The options, if nothing is wrong with them.
///     pub(crate) fn checked(self) -> Result<Self> { /* itself, or its problems */ }
/// }
/// ```
#[proc_macro_attribute]
pub fn options(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = parse_macro_input!(arguments as options::Arguments);
    tokens(options::expand(&arguments, parse_macro_input!(item as DeriveInput)))
}

/// A document: a struct that leaves as JSON with its kind and version before its fields, under their names in camel case.
/// serde's attributes `rename`, `skip` and `skip_serializing_if` hold for the fields. With `travels` it is read as well, by
/// [`Read`], and has `from_json`.
///
/// A struct that only shows what another type holds names it: `#[document("scores", version = 2, of = Scores)]`. In the
/// schema a document is called as its type with `Document` behind it, unless `schema = "…"` says another name.
///
/// ```text
/// /// How far raters agree.
/// #[document("agreement", version = 2)]
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Agreement {
///     /// One row for each criterion.
///     pub rows: Vec<AgreementRow>,
/// }
/// ```
///
/// becomes
///
/// ```text
/// /// How far raters agree.
/// #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AgreementDocument", …))]
/// #[derive(Clone, Debug, PartialEq)]
/// #[serde(rename_all = "camelCase")]
/// pub struct Agreement {
///     /// One row for each criterion.
///     pub rows: Vec<AgreementRow>,
/// }
///
/// impl Document for Agreement {
///     const KIND: &'static str = "collabpro.agreement";
///     const VERSION: u32 = 2;
/// }
///
/// impl Serialize for Agreement { /* {"schemaVersion":2,"kind":"collabpro.agreement","rows":[…]} */ }
///
/// impl Agreement {
///     /// The document as canonical JSON.
///     pub fn to_json(&self) -> String { json_write::to_json(self) }
/// }
/// ```
///
/// With `#[derive(Read)]` below it, the head is checked where such a document is read.
#[proc_macro_attribute]
pub fn document(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = parse_macro_input!(arguments as document::Arguments);
    document::expand(&arguments, parse_macro_input!(item as DeriveInput)).into()
}

/// What [`macro@document`] leaves to a derive, since only that may speak of serde's attributes.
#[doc(hidden)]
#[proc_macro_derive(Headed, attributes(head, serde))]
pub fn headed(item: TokenStream) -> TokenStream {
    tokens(document::headed(&parse_macro_input!(item as DeriveInput)))
}

/// Reads a document from JSON, field by field. serde's attributes say how: names are those of `rename` and `rename_all`,
/// and a field must be there unless it is an `Option`, has a `default` or is not always written; what is skipped has the
/// default of its type.
///
/// ```text
/// #[derive(Serialize, Read)]
/// #[serde(rename_all = "camelCase")]
/// struct Role {
///     id: String,
///     #[serde(default)]
///     is_adult: bool,
/// }
/// ```
///
/// gives
///
/// ```text
/// impl Read for Role {
///     fn read(input: &mut Input<'_>) -> Self {
///         let mut fields = input.fields();
///         Self { id: fields.take("id"), is_adult: fields.may("isAdult") }
///     }
/// }
/// ```
///
/// An enum whose variants hold one value each is read from an object with one field, as serde writes it:
/// `{"number": 3}` and `{"fewerThan": 5}` of `enum RaterCount { Number(u32), FewerThan(u32) }` in camel case.
#[proc_macro_derive(Read, attributes(serde))]
pub fn read(item: TokenStream) -> TokenStream {
    tokens(read::expand(&parse_macro_input!(item as DeriveInput)))
}
