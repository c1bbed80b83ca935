//! Whole columns on their way into ratings: each label once, each row a code.

use crate::base::dictionary::Dictionary;
#[cfg(feature = "research")]
use crate::base::error::{ErrorKind, Problems, Result};
use crate::base::error::{Place, Problem};
#[cfg(feature = "research")]
use crate::base::nfc::trimmed;
#[cfg(feature = "research")]
use crate::base::number::in_two_forms;

/// Stands for an empty cell.
pub(super) const EMPTY: u32 = u32::MAX;

/// Named columns of equal length, as a frame has them.
///
/// Columns are taken from iterators, so that whoever holds them (a slice, an Arrow array, a typed array) need not copy
/// them first. Labels are kept once; a row costs four bytes a column.
///
/// ```
/// use collabpro_core::ratings::ColumnSet;
///
/// let columns = ColumnSet::new()
///     .coded("unit", ["Birch", "Alder"], [Some(0), Some(0), Some(1)])
///     .text("rater", [Some("r1"), Some("r2"), Some("r1")])
///     .integers("level", [Some(3), None, Some(1)]);
/// assert_eq!(columns.rows(), Some(3));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ColumnSet {
    pub(super) columns: Vec<Given>,
}

#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) name: String,
    pub(super) labels: Labelled,
    pub(super) codes: Vec<u32>,
    /// Two different cells that are written alike, and how.
    pub(super) alike: Option<Box<[String; 3]>>,
    /// What its cells are, where they are names that look like numbers.
    pub(super) names: Option<Box<str>>,
    /// Whether its cells were texts, be they digits alone.
    pub(super) texts: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Labelled {
    Distinct(Dictionary),
    Listed(Vec<Box<str>>),
    /// None; this is what the cells hold.
    Unreadable(Box<str>),
}

impl Labelled {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Distinct(labels) => labels.len(),
            Self::Listed(labels) => labels.len(),
            Self::Unreadable(_) => 0,
        }
    }
}

impl Given {
    /// A value in each of so many rows; no column where it is empty.
    pub(super) fn constant(value: &str, rows: usize) -> Self {
        let rows = if value.is_empty() { 0 } else { rows };
        Self {
            name: String::new(),
            labels: Labelled::Listed(vec![value.into()]),
            codes: vec![0; rows],
            alike: None,
            names: None,
            texts: true,
        }
    }

    /// The cell in this row as text.
    pub(super) fn cell(&self, row: usize) -> &str {
        let code = self.codes.get(row).copied().unwrap_or(EMPTY);
        match &self.labels {
            _ if code as usize >= self.labels.len() => "",
            Labelled::Distinct(labels) => labels.get(code),
            Labelled::Listed(labels) => labels.get(code as usize).map_or("", |label| label),
            Labelled::Unreadable(_) => "",
        }
    }

    /// What is wrong with it, where it cannot be read.
    pub(super) fn refused(&self) -> Option<Problem> {
        let Labelled::Unreadable(what) = &self.labels else { return None };
        Some(Problem::unreadable(&*self.name, &**what))
    }

    /// Why it cannot be a column of ids: two of them are written alike.
    pub(super) fn ambiguous(&self) -> Option<Problem> {
        let [what, first, second] = &**self.alike.as_ref()?;
        Some(Problem::ambiguous(Place::column(&self.name), [what, first, second]))
    }

    /// The labels that it has, without what stands around them.
    #[cfg(feature = "research")]
    fn labels(&self) -> impl Iterator<Item = &str> {
        let (distinct, listed) = match &self.labels {
            Labelled::Distinct(labels) => (Some(labels.iter()), None),
            Labelled::Listed(labels) => (None, Some(labels.iter().map(|label| &**label))),
            Labelled::Unreadable(_) => (None, None),
        };
        distinct.into_iter().flatten().chain(listed.into_iter().flatten()).map(trimmed)
    }

    /// The first row whose code has no label.
    pub(super) fn unlabelled(&self) -> Option<usize> {
        let labels = self.labels.len();
        self.codes.iter().position(|code| *code != EMPTY && *code as usize >= labels)
    }
}

impl ColumnSet {
    /// No columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many rows the first column has.
    pub fn rows(&self) -> Option<usize> {
        self.columns.first().map(|column| column.codes.len())
    }

    /// Refuses columns that cannot be read, in one part or several.
    #[cfg(feature = "research")]
    pub(crate) fn check(parts: &[Self]) -> Result<()> {
        let mut problems = Problems::of(ErrorKind::Ratings);
        let first = parts.iter().flat_map(|part| part.columns.iter().enumerate());
        let mut told = Vec::new();
        for (at, problem) in first.filter_map(|(at, column)| Some((at, column.refused()?))) {
            if !told.contains(&at) {
                told.push(at);
                problems.push(problem);
            }
        }
        problems.finish(())
    }

    /// The column of this name: its labels, without what stands around them, and for each row the position of its label, beyond the
    /// last where there is nothing.
    #[cfg(feature = "research")]
    pub(crate) fn column(&self, name: &str) -> Option<(Vec<&str>, &[u32])> {
        let column = self.columns.iter().find(|column| column.name == name)?;
        Some((column.labels().collect(), &column.codes))
    }

    /// The names of the columns.
    #[cfg(feature = "research")]
    pub(crate) fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// Names and cells of the columns; an empty text where there is nothing.
    #[cfg(feature = "research")]
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.columns.iter().map(|column| {
            (column.name.as_str(), (0..column.codes.len()).map(|row| column.cell(row)).collect())
        })
    }

    /// Whether the cells of this column were texts.
    #[cfg(feature = "research")]
    pub(crate) fn holds_texts(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(|column| column.texts)
    }

    fn with(mut self, name: impl Into<String>, labels: Labelled, codes: Vec<u32>) -> Self {
        self.columns.push(Given { name: name.into(), labels, codes, alike: None, names: None, texts: true });
        self
    }

    /// Says of the last column that its cells were numbers before they were written as texts: a first column of digits that were texts
    /// names the units of a composite, and one of numbers does not.
    #[must_use]
    pub fn of_numbers(mut self) -> Self {
        if let Some(last) = self.columns.last_mut() {
            last.texts = false;
        }
        self
    }

    /// Adds a column of text.
    #[must_use]
    pub fn text<'a>(
        self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<&'a str>>,
    ) -> Self {
        let mut labels = Dictionary::default();
        let mut last = ("", EMPTY);
        let values = values.into_iter().map(|value| {
            let Some(value) = value.filter(|value| !value.is_empty()) else { return EMPTY };
            if last.1 == EMPTY || last.0 != value {
                last = (value, labels.code(value).unwrap_or(EMPTY));
            }
            last.1
        });
        let codes = values.collect();
        self.with(name, Labelled::Distinct(labels), codes)
    }

    /// Says of the last column that two different cells of it, `first` and `second`, are both written as `what`. As ids they
    /// are refused with `ambiguous_id`.
    #[must_use]
    pub fn alike(mut self, [what, first, second]: [String; 3]) -> Self {
        if let Some(last) = self.columns.last_mut() {
            last.alike = Some(Box::new([what, first, second]));
        }
        self
    }

    /// Says of the last column that its cells are names though they look like numbers, and `what` they are: years, say. As ratings they are
    /// refused with `unreadable_column`.
    #[must_use]
    pub fn names(mut self, what: impl Into<String>) -> Self {
        if let Some(last) = self.columns.last_mut() {
            last.names = Some(what.into().into());
        }
        self
    }

    /// Refuses names that look like numbers in a column of ratings.
    #[cfg(feature = "research")]
    pub(crate) fn check_numbers(parts: &[Self], name: &str, problems: &mut Problems) {
        let mut own = parts.iter().flat_map(|part| &part.columns).filter(|column| column.name == name);
        problems.extend(own.find_map(|column| Some(Problem::unreadable(name, &**column.names.as_ref()?))));
    }

    /// Refuses a column of ids in which two are written alike, or as `1` and `1.0`, which is how programs write the one number.
    #[cfg(feature = "research")]
    pub(crate) fn check_ids(parts: &[Self], name: &str, problems: &mut Problems) {
        let own = || parts.iter().flat_map(|part| &part.columns).filter(|column| column.name == name);
        let told = own().find_map(Given::ambiguous);
        let labels: Vec<&str> = own().flat_map(Given::labels).collect();
        let twice = in_two_forms(labels.into_iter());
        let twice = || twice.first().map(|pair| Problem::ambiguous(Place::column(name), *pair));
        problems.extend(told.or_else(twice));
    }

    /// Adds a column of categories: `codes` are positions in `labels`, each of which is looked at once.
    #[must_use]
    pub fn coded<S: AsRef<str>>(
        self,
        name: impl Into<String>,
        labels: impl IntoIterator<Item = S>,
        codes: impl IntoIterator<Item = Option<u32>>,
    ) -> Self {
        let labels = labels.into_iter().map(|label| label.as_ref().into()).collect();
        let codes = codes.into_iter().map(|code| code.unwrap_or(EMPTY)).collect();
        self.with(name, Labelled::Listed(labels), codes)
    }

    /// Adds a column of whole numbers: levels, or ids that are numbers.
    #[must_use]
    pub fn integers(self, name: impl Into<String>, values: impl IntoIterator<Item = Option<i64>>) -> Self {
        let mut labels = Dictionary::default();
        let mut small = [EMPTY; 128];
        let values = values.into_iter().map(|value| {
            let Some(value) = value else { return EMPTY };
            let known = usize::try_from(value).ok().and_then(|at| small.get_mut(at));
            match known {
                Some(code) if *code != EMPTY => *code,
                known => {
                    let code = labels.code(&value.to_string()).unwrap_or(EMPTY);
                    known.into_iter().for_each(|known| *known = code);
                    code
                }
            }
        });
        let codes = values.collect();
        self.with(name, Labelled::Distinct(labels), codes).of_numbers()
    }

    /// Adds a column of so many cells that hold neither texts nor numbers, and `what` they hold. It is refused with `unreadable_column`
    /// where it is needed, and passed over where columns that are not needed are.
    #[must_use]
    pub fn unreadable(self, name: impl Into<String>, what: impl Into<String>, rows: usize) -> Self {
        self.with(name, Labelled::Unreadable(what.into().into()), vec![EMPTY; rows])
    }

    /// Adds a column of real numbers, which is how frames hold whole numbers with gaps. NaN is an empty cell.
    #[must_use]
    pub fn numbers(self, name: impl Into<String>, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let mut labels = Dictionary::default();
        let mut last = (f64::NAN, EMPTY);
        let values = values.into_iter().map(|value| {
            let Some(value) = value.filter(|value| !value.is_nan()) else { return EMPTY };
            if last.0 != value {
                last = (value, labels.code(&value.to_string()).unwrap_or(EMPTY));
            }
            last.1
        });
        let codes = values.collect();
        self.with(name, Labelled::Distinct(labels), codes).of_numbers()
    }
}
