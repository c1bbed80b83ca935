//! One error type for the whole library: every problem has a stable code, a place and a remedy.
//!
//! Reading a file or checking a rubric collects *all* problems before it fails, so that a person mends them in one
//! go. The first [`Error::LISTED`] are kept, all are counted. Texts are messages (`error.<code>` and `hint.<code>`),
//! so that every language of the library says the same thing.

use std::fmt;
use std::sync::Arc;

use collabpro_derive::{Read, words};
use serde::Serialize;

#[cfg(feature = "research")]
use crate::base::message::Arg;
use crate::base::message::Message;
use crate::base::texts::Texts;

/// A result with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Which part of the work an error belongs to; bindings map it to their error classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// An instrument cannot be read or used.
    Rubric,
    /// Ratings, units or a saved tally cannot be read.
    Ratings,
    /// What was asked for cannot be estimated, or an option is out of its range.
    Estimation,
    /// The work was stopped, or the library is at fault.
    Other,
}

/// The stable name of a problem. The same in Rust, Python and JavaScript.
#[words(message = "error", message = "hint")]
#[derive(PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The text is not JSON, or its shape is not the documented one.
    InvalidJson,
    /// The document is of another kind than the one asked for.
    WrongKind,
    /// The document was written by a later version of the library.
    UnsupportedSchemaVersion,
    /// The document was written in a form from before the first release, which is not read any more.
    OutdatedSchemaVersion,
    /// Two things of one kind share an id.
    DuplicateId,
    /// An id is empty, longer than 128 bytes, holds a control character, is what programs write for nothing (`nan`, `NaN`, `NaT`, `<NA>`), or a long number that one cut short (`1.23457E+11`).
    InvalidId,
    /// Something is named that the document does not declare.
    UnknownReference,
    /// A list that must hold something is empty.
    EmptyList,
    /// A required text is missing.
    MissingText,
    /// A scale has fewer than 2 or more than 100 categories.
    CategoryCount,
    /// Values of a scale's categories are partly missing, or do not rise along the scale.
    CategoryValues,
    /// The cut of a scale is its lowest category or not one of its categories.
    InvalidCut,
    /// The performance levels of a criterion do not match the categories of its scale one by one.
    LevelGap,
    /// A unit is its own ancestor.
    CyclicReference,
    /// A unit belongs to the same larger unit twice at a time.
    MembershipOverlap,
    /// A membership ends before it begins.
    MembershipReversed,
    /// A context value does not fit its descriptor.
    InvalidContextValue,
    /// A calendar date is not written as ISO 8601.
    InvalidDate,
    /// A then-test is about no earlier occasion, or another occasion claims to be one.
    InvalidThenTest,
    /// There are no bytes to read.
    EmptyInput,
    /// A workbook of a spreadsheet, and no CSV.
    Workbook,
    /// Another delimiter stands between the fields than was told.
    WrongDelimiter,
    /// There is a header and nothing below it.
    NoRows,
    /// Every row of a survey was left out.
    AllLeftOut,
    /// What was given is no table.
    NotATable,
    /// A required column is missing.
    MissingColumn,
    /// Two columns have one name.
    DuplicateColumn,
    /// A column holds neither texts nor numbers.
    UnreadableColumn,
    /// Among ids are numbers and texts, or true and false, that are written alike, or a number in two forms: `1` and `1.0` or `01`.
    AmbiguousId,
    /// A column is neither known nor mapped.
    UnknownColumn,
    /// A column of a plain table that nothing would be made of.
    UnusedColumn,
    /// Criteria stand as columns, where long ratings were asked for.
    WideLayout,
    /// Whole lines stand in quotation marks.
    QuotedLines,
    /// A column of weights was found; every rater counts once.
    WeightRefused,
    /// A row has more or fewer fields than the header.
    RaggedRow,
    /// Quotation marks do not follow the rules of CSV.
    BrokenQuoting,
    /// The bytes are not UTF-8.
    InvalidUtf8,
    /// A field is longer than the limit.
    FieldTooLong,
    /// A record is longer than the limit.
    RecordTooLong,
    /// A cell that must hold something is empty.
    MissingValue,
    /// A criterion is not in the rubric.
    UnknownCriterion,
    /// A level is neither a category of the scale nor a reason for a missing rating.
    UnknownLevel,
    /// A number that is not a category of the scale.
    LevelOutOfScale,
    /// A label of a survey has no meaning in its mapping.
    UnmappedLabel,
    /// A place of a mapping is still empty.
    LeftOpen,
    /// The rows above the answers of a survey are not those that the mapping tells of.
    UnexpectedHeader,
    /// A reason for a missing rating is not one of the three.
    UnknownReason,
    /// A rating and a reason for its absence stand in the same row.
    LevelAndReason,
    /// A role is not declared in the rubric.
    UnknownRole,
    /// A role may not answer this criterion.
    RoleMayNotAnswer,
    /// A unit kind is not one of the four, or differs between rows.
    UnitKindConflict,
    /// A criterion was rated in a kind of unit that it is not made for.
    UnitKindNotAllowed,
    /// Rows are of another occasion than the option says.
    OccasionConflict,
    /// Ratings that are put together differ in rubric, kind or link, or in what they say of a unit or an occasion.
    RatingsMismatch,
    /// The same rater rated the same criterion twice in one unit and occasion.
    DuplicateRating,
    /// More answered than the unit's stated size.
    SizeExceeded,
    /// A rating of a plain table is none of the declared categories.
    OutOfScale,
    /// A long table has two ratings of one rater on one unit.
    RatedTwice,
    /// A unit of a long table belongs to two groups.
    GroupConflict,
    /// Two rows of a units file say different things of one unit.
    ValueConflict,
    /// Some columns of ratings are texts, others numbers.
    MixedColumns,
    /// A number is not one, or out of its range.
    InvalidNumber,
    /// Columns given together differ in length.
    ColumnLength,
    /// More labels or rows than the columns can number.
    TooManyLabels,
    /// The bytes of a handle were cut short, changed, or never were such bytes.
    InvalidBytes,
    /// The bytes are not a saved tally.
    InvalidTally,
    /// Two tallies count different things and cannot be merged or compared.
    TallyMismatch,
    /// A file for Facets is not written as its manual documents it.
    FacetsSyntax,
    /// A file for Facets asks for what this library has no study for.
    FacetsUnsupported,
    /// An option is not known.
    UnknownOption,
    /// An option is out of its range.
    InvalidOption,
    /// A salt is too short, missing, or not that of an earlier release.
    InvalidSalt,
    /// A unit, occasion, role or construct that was asked for is not in the data.
    NotInData,
    /// An indicator needs declared bounds and has none.
    BoundsMissing,
    /// A table of numbers has more or fewer rows, or a row more or fewer values, than the names say.
    TableShape,
    /// The order of the occasions is not known.
    OccasionOrderUnknown,
    /// A then-test is used as if raters had rated what they saw then.
    RetrospectiveOccasion,
    /// A line is asked for through fewer than three occasions.
    TooFewOccasions,
    /// Scores of two rubric versions are compared.
    RubricMismatch,
    /// The tally does not hold what the estimate needs.
    GrainTooCoarse,
    /// The estimate is not defined for agreed ratings.
    ConsensusRatings,
    /// The finite population correction was asked for in a comparison.
    TargetNotComparable,
    /// Nothing links the sites that are to be compared.
    SitesNotLinked,
    /// Who rated whom does not tie all measures to one another.
    NotIdentified,
    /// A category of the scale was not used, where that is refused.
    UnusedCategory,
    /// A study has no measures that a calibration could hold.
    NotEstimated,
    /// A calibration does not know elements that took part in ratings.
    NotCalibrated,
    /// Two calibrations have too little in common to be put on one scale.
    LinkTooWeak,
    /// A report was asked for in a language whose texts are not there.
    LanguageNotLoaded,
    /// It belongs to the research half of the library, which is not here.
    ResearchNeeded,
    /// A file cannot be read or written.
    Io,
    /// The caller stopped the work.
    Cancelled,
    /// A call came before the WebAssembly module was started.
    NotStarted,
    /// An object of one of the two WebAssembly modules was given to the other.
    OtherModule,
    /// An argument is of another type than the function takes.
    WrongArgument,
    /// A rule of the library itself was broken.
    Internal,
}

impl ErrorCode {
    /// The part of the work it belongs to: codes stand by part, in the order of declaration.
    pub fn kind(self) -> ErrorKind {
        match self {
            code if code < Self::CyclicReference => ErrorKind::Rubric,
            code if code < Self::UnknownOption => ErrorKind::Ratings,
            code if code < Self::Io => ErrorKind::Estimation,
            _ => ErrorKind::Other,
        }
    }
}

/// Where a problem is: in a table (row and column), in a JSON document (a path), or in an option (its name).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Row as a spreadsheet shows it: the header is row 1. In frames, records and columns, the first record is row 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Column name, as in the input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// JSON path, `$.criteria[3].id`, or the name of an option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Place {
    /// A row and column of a table.
    pub fn cell(row: u64, column: impl Into<String>) -> Self {
        Self { row: Some(row), column: Some(column.into()), path: None }
    }

    /// A whole row of a table.
    pub fn row(row: u64) -> Self {
        Self { row: Some(row), ..Self::default() }
    }

    /// A whole column of a table.
    pub fn column(column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..Self::default() }
    }

    /// A JSON path or the name of an option.
    pub fn path(path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::default() }
    }

    /// The same in the words of a language.
    fn text(&self, texts: &Texts) -> String {
        let (row, column) = (self.row.unwrap_or_default(), self.column.clone().unwrap_or_default());
        let place = match (&self.path, self.row, &self.column) {
            (Some(path), _, _) => return path.clone(),
            (None, Some(_), Some(_)) => Message::new("place.cell").count("row", row).text("column", column),
            (None, Some(_), None) => Message::new("place.row").count("row", row),
            (None, None, Some(_)) => Message::new("place.column").text("column", column),
            (None, None, None) => return String::new(),
        };
        texts.render(&place)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.path, self.row, &self.column) {
            (Some(path), _, _) => f.write_str(path),
            (None, Some(row), Some(column)) => write!(f, "row {row}, column {column}"),
            (None, Some(row), None) => write!(f, "row {row}"),
            (None, None, Some(column)) => write!(f, "column {column}"),
            (None, None, None) => Ok(()),
        }
    }
}

/// One thing that is wrong: its code, its place, and the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    code: ErrorCode,
    pub(super) place: Place,
    pub(super) message: Message,
    /// In how many places more the same is wrong.
    pub(super) more: u32,
}

impl Problem {
    pub(crate) fn new(code: ErrorCode, place: Place) -> Self {
        Self { code, place, message: Message::new(code.messages()[0]), more: 0 }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.message = self.message.text(name, shorten(value.into()));
        self
    }

    /// What is the library's own, however long it is.
    pub(crate) fn all(mut self, name: &'static str, known: &str) -> Self {
        self.message = self.message.text(name, known);
        self
    }

    pub(crate) fn say(mut self, name: &'static str, what: Message) -> Self {
        self.message = self.message.message(name, what);
        self
    }

    pub(crate) fn count(mut self, name: &'static str, value: u64) -> Self {
        self.message = self.message.count(name, value);
        self
    }

    /// A column that is not there; `how` is the id of a message about what to do, with the columns that are there.
    pub(crate) fn missing_column(column: &str, how: &'static str, known: &[impl AsRef<str>]) -> Self {
        let known: Vec<_> = known.iter().map(AsRef::as_ref).collect();
        let how = Message::new(how).text("known", known.join(", "));
        Self::new(ErrorCode::MissingColumn, Place::column(column)).with("what", column).say("how", how)
    }

    /// That two ids are written alike, and how.
    pub(crate) fn ambiguous(place: Place, [what, first, second]: [&str; 3]) -> Self {
        let problem = Self::new(ErrorCode::AmbiguousId, place);
        problem.with("what", what).with("first", first).with("second", second)
    }

    /// A column that nothing would be made of; `how` is the id of a message about what to do with it.
    pub(crate) fn unused(column: impl Into<String>, how: &'static str) -> Self {
        let column = column.into();
        let problem = Self::new(ErrorCode::UnusedColumn, Place::column(column.as_str()));
        problem.with("what", column).say("how", Message::new(how))
    }

    pub(crate) fn unreadable(column: impl Into<String>, what: impl Into<String>) -> Self {
        Self::new(ErrorCode::UnreadableColumn, Place::column(column)).with("what", what)
    }

    /// The stable code.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What is wrong, as a message with its arguments.
    pub fn message(&self) -> Message {
        match self.more {
            0 => self.message.clone(),
            more => {
                Message::new("error.repeated").message("what", self.message.clone()).count("n", more.into())
            }
        }
    }

    /// The names that are known, where it is about one that is not.
    #[cfg(feature = "research")]
    pub(crate) fn known(&self) -> Option<&str> {
        self.message.args().iter().find_map(|(name, arg)| match arg {
            Arg::Text(known) if name == "known" => Some(known.as_str()),
            _ => None,
        })
    }

    /// What to do about it.
    pub fn hint(&self) -> Message {
        self.message.renamed(self.code.messages()[1])
    }

    /// What is wrong, in the words of a language.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    /// use collabpro_core::message::Texts;
    ///
    /// let error = Rubric::from_json("[]").unwrap_err();
    /// assert!(error.problems()[0].text(Texts::english()).contains("an object is expected"));
    /// ```
    pub fn text(&self, texts: &Texts) -> String {
        texts.render(&self.message())
    }

    /// What to do about it, in the words of a language.
    pub fn advice(&self, texts: &Texts) -> String {
        texts.render(&self.hint())
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Problems::default().fail(problem)
    }
}

/// Cells may hold a megabyte; a message about one shows its beginning.
pub(crate) fn shorten(text: String) -> String {
    const SHOWN: usize = 80;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// Collects problems until the end of a check: keeps the first [`Error::LISTED`] and counts all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Problems {
    listed: Vec<Problem>,
    total: u64,
    kind: Option<ErrorKind>,
}

impl Problems {
    /// Problems of codes that several kinds of input share (`invalid_json`, `duplicate_id`) belong to this part.
    pub(crate) fn of(kind: ErrorKind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// Adds what was found within an option; paths begin with its name.
    #[cfg(feature = "research")]
    pub(crate) fn nest(&mut self, name: &str, found: Self) {
        self.total += found.total - found.listed.len() as u64;
        for mut problem in found.listed {
            problem.place = Place::path(format!("{name}.{}", problem.place));
            self.push(problem);
        }
    }

    /// Adds what another check found.
    pub(crate) fn append(&mut self, error: &Error) {
        self.total += error.found.total - error.found.listed.len() as u64;
        error.found.listed.iter().for_each(|problem| self.push(problem.clone()));
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        if self.listed.len() < Error::LISTED {
            self.listed.push(problem);
        }
        self.total += 1;
    }

    /// Adds a problem, or counts that it has one place more: what is wrong once and seen in many places is told once.
    pub(crate) fn repeat(&mut self, problem: Problem) {
        self.again(problem, false);
    }

    /// The same, of a column: in another one it is another fault.
    pub(crate) fn repeat_in_column(&mut self, problem: Problem) {
        self.again(problem, true);
    }

    fn again(&mut self, problem: Problem, in_column: bool) {
        let same = |known: &&mut Problem| {
            let is_here = !in_column || known.place.column == problem.place.column;
            is_here && known.code == problem.code && known.message == problem.message
        };
        match self.listed.iter_mut().find(same) {
            Some(known) => known.more += 1,
            None => self.push(problem),
        }
    }

    /// In how many places something is wrong.
    pub(crate) fn places(&self) -> u64 {
        self.total + self.listed.iter().map(|problem| u64::from(problem.more)).sum::<u64>()
    }

    /// How many are listed.
    pub(crate) fn told(&self) -> usize {
        self.listed.len()
    }

    /// Adds one before those that were listed from there on.
    pub(crate) fn insert(&mut self, at: usize, problem: Problem) {
        if at < Error::LISTED {
            self.listed.insert(at, problem);
            self.listed.truncate(Error::LISTED);
        }
        self.total += 1;
    }

    /// The error with this last problem.
    pub(crate) fn fail(mut self, problem: Problem) -> Error {
        self.push(problem);
        self.into()
    }

    /// Counts what there is no room to list.
    pub(crate) fn hide(&mut self, more: u64) {
        self.total += more;
    }

    pub(crate) fn extend(&mut self, found: impl IntoIterator<Item = Problem>) {
        found.into_iter().for_each(|problem| self.push(problem));
    }

    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// `Ok(value)` when nothing was found, otherwise the error with everything found.
    pub(crate) fn finish<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(self.into()) }
    }
}

/// Everything that was wrong with an input, with a stable [`code`](Error::code), [`path`](Error::path) and
/// [`hint`](Error::hint) for the first problem and the rest in [`problems`](Error::problems).
///
/// # Example
/// ```
/// use collabpro_core::{ErrorCode, Rubric};
///
/// let error = Rubric::from_json("{").unwrap_err();
/// assert_eq!(error.code(), ErrorCode::InvalidJson);
/// assert!(error.to_string().contains("JSON"));
/// ```
#[derive(Clone, thiserror::Error)]
pub struct Error {
    found: Box<Problems>,
    /// What the machine said, where a file could not be read or written.
    source: Option<Arc<std::io::Error>>,
}

/// By what was found.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.found == other.found
    }
}

impl Error {
    /// How many problems are listed; all are counted in [`total`](Error::total).
    pub const LISTED: usize = 100;

    pub(crate) fn internal(what: &'static str) -> Self {
        Problem::new(ErrorCode::Internal, Place::default()).with("what", what).into()
    }

    /// What readers of tables say of something else: `what` it is.
    pub fn not_a_table(what: impl Into<String>) -> Self {
        Problem::new(ErrorCode::NotATable, Place::default()).with("what", what).into()
    }

    /// What readers of tables say of a column that holds neither texts nor numbers: `what` it holds.
    pub fn unreadable_column(column: impl Into<String>, what: impl Into<String>) -> Self {
        Problem::unreadable(column, what).into()
    }

    /// What readers of tables say of a level of an index or of columns, or of a margin, that nothing would be made of.
    pub fn unused_level(level: impl Into<String>) -> Self {
        Problem::unused(level, "unused.level").into()
    }

    /// What readers of tables say of two columns of ratings whose declared orders are no parts of one another.
    pub fn different_orders(first: &str, second: &str) -> Self {
        let what = Message::new("option.orders").text("first", first).text("second", second);
        Problem::new(ErrorCode::InvalidOption, Place::path("categories")).say("what", what).into()
    }

    /// What a binding says of a text that cannot be written as UTF-8.
    pub fn invalid_utf8() -> Self {
        Problem::new(ErrorCode::InvalidUtf8, Place::default()).into()
    }

    /// What a binding says of an argument that is of another type than `what` the function takes.
    pub fn wrong_argument(what: &str) -> Self {
        Problem::new(ErrorCode::WrongArgument, Place::default()).with("what", what).into()
    }

    /// The same, with each problem that is listed changed.
    pub(super) fn each(&self, change: &dyn Fn(&mut Problem)) -> Self {
        let mut error = self.clone();
        error.found.listed.iter_mut().for_each(change);
        error
    }

    fn first(&self) -> Option<&Problem> {
        self.found.listed.first()
    }

    /// The stable code of the first problem.
    pub fn code(&self) -> ErrorCode {
        self.first().map_or(ErrorCode::Internal, Problem::code)
    }

    /// The part of the work that failed.
    pub fn kind(&self) -> ErrorKind {
        let kind = || self.first().map_or(ErrorKind::Other, |problem| problem.code.kind());
        self.found.kind.unwrap_or_else(kind)
    }

    /// Where the first problem is: `row 7, column level`, or a JSON path such as `$.criteria[3].id`.
    pub fn path(&self) -> String {
        self.first().map_or_else(String::new, |problem| problem.place.to_string())
    }

    /// What to do about the first problem.
    pub fn hint(&self) -> String {
        self.first().map_or_else(String::new, |problem| Texts::english().render(&problem.hint()))
    }

    /// The problems found, at most [`Error::LISTED`] of them, in the order of the input.
    pub fn problems(&self) -> &[Problem] {
        &self.found.listed
    }

    /// How many problems were found, listed or not.
    pub fn total(&self) -> u64 {
        self.found.total
    }

    /// What it says, in the words of a language: the first problem, its place, and how many there are besides.
    pub fn text(&self, texts: &Texts) -> String {
        let Some(problem) = self.first() else { return "internal".to_owned() };
        let mut text = problem.text(texts);
        let place = problem.place.text(texts);
        if !place.is_empty() {
            text.extend([" (", &place, ")"]);
        }
        if self.found.total > 1 {
            let more = Message::new("error.and_more").count("n", self.found.total - 1);
            text.extend([" ", &texts.render(&more)]);
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Texts::english()))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}] {}", self, self.code(), self.hint())
    }
}

impl From<Problems> for Error {
    fn from(found: Problems) -> Self {
        Self { found: Box::new(found), source: None }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        let problem = Problem::new(ErrorCode::Io, Place::default()).with("what", error.to_string());
        Self { source: Some(Arc::new(error)), ..problem.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words() {
        let texts = Texts::english();
        for code in ErrorCode::ALL {
            let [error, hint] = code.messages();
            assert!(texts.pattern(error).is_some_and(|text| text.ends_with(['.', '}'])), "{error}");
            assert!(texts.pattern(hint).is_some_and(|text| text.ends_with('.')), "{hint}");
        }
    }
}
