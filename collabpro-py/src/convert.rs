//! What crosses: plain data as the core's own JSON text, options as their JSON, sources as bytes.

use std::borrow::Cow;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::ops::Deref;
use std::path::PathBuf;

use collabpro_core::Error;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyDict, PyList, PyMemoryView, PyString};

use crate::error::{Failure, told};

/// Python objects from JSON text.
pub(crate) fn loads<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    LOADS.import(py, "json", "loads")?.call1((text,))
}

/// What pickle keeps of a handle: what reads its bytes, and these.
pub(crate) type Rebuilt<'py> = (Bound<'py, PyAny>, (Cow<'static, [u8]>,));

/// What pickle keeps of a result: what reads its JSON, and this.
pub(crate) type Reread<'py> = (Bound<'py, PyAny>, (String,));

/// A JSON document as a dictionary.
pub(crate) fn document<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyDict>> {
    Ok(loads(py, text)?.cast_into::<PyDict>()?)
}

/// Puts lists in the place of iterators, which can be read only once.
pub(crate) fn listed(keywords: &Bound<'_, PyDict>) -> PyResult<()> {
    for (name, value) in keywords {
        if value.hasattr("__next__")? && !value.hasattr("read")? {
            keywords
                .set_item(name, PyList::new(value.py(), value.try_iter()?.collect::<PyResult<Vec<_>>>()?)?)?;
        }
    }
    Ok(())
}

/// Keyword arguments as the JSON object that the core reads its options from. This is the only renaming: `extra_columns`
/// is `extraColumns`, and an underscore at the end, which keeps a name apart from a word of Python, is left out.
pub(crate) fn options(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<String> {
    let Some(keywords) = keywords else { return Ok(String::new()) };
    listed(keywords)?;
    let renamed = PyDict::new(keywords.py());
    for (name, value) in keywords {
        renamed.set_item(camel(&name.extract::<String>()?), value)?;
    }
    dumps(&renamed)
}

/// A text as it is, or nothing where it was written to a file.
pub(crate) fn write_text(
    py: Python<'_>,
    text: String,
    path: Option<&Bound<'_, PyAny>>,
) -> Result<Option<String>, Failure> {
    let Some(path) = path else { return Ok(Some(text)) };
    let file = py.import("pathlib")?.call_method1("Path", (path,))?;
    let saved = file.call_method1("write_bytes", (PyBytes::new(py, text.as_bytes()),));
    saved.map(|_| None).map_err(|error| told(py, error))
}

/// Plain data of Python as JSON text; arrays, series and ranges are lists.
pub(crate) fn dumps(data: &Bound<'_, PyAny>) -> PyResult<String> {
    static DUMPS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    DUMPS.import(data.py(), "collabpro._options", "dumps")?.call1((data,))?.extract()
}

/// A word that says which of several is meant. Whatever else is given is taken as it is shown, so that an error tells the words.
pub(crate) struct Word(String);

impl From<&str> for Word {
    fn from(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'py> FromPyObject<'_, 'py> for Word {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(given.str()?.to_string_lossy().into_owned()))
    }
}

/// The text of a document: of plain data or of what has it, or what stands in a text or a file. A text that begins with a bracket,
/// has a line break or is blank is the document itself, any other the path of one.
pub(crate) fn written(given: &Bound<'_, PyAny>) -> Result<String, Failure> {
    let py = given.py();
    let is_file = || Ok::<_, PyErr>(given.hasattr("__fspath__")? || given.hasattr("read")?);
    let text = match given.cast::<PyString>() {
        Ok(text) if is_written(&text.to_cow().map_err(|error| told(py, error))?) => {
            text.to_cow()?.into_owned()
        }
        Err(_) if given.extract::<PyBackedBytes>().is_err() && !is_file()? => return Ok(dumps(given)?),
        _ => {
            let (mut source, mut bytes) = (Source::new(given)?, Vec::new());
            let read = source.read_to_end(&mut bytes);
            source.raised.take().map_or(Ok(()), Err)?;
            read.map_err(PyErr::from)?;
            String::from_utf8(bytes).map_err(|_| Error::invalid_utf8())?
        }
    };
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn is_written(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.is_empty() || text.starts_with(['{', '[']) || text.contains(['\n', '\r'])
}

pub(crate) fn camel(name: &str) -> String {
    let mut words = name.strip_suffix('_').unwrap_or(name).split('_');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        out.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        out.extend(letters);
    }
    out
}

/// JSON text of the core as what `collabpro.data` declares under this name: a class with attributes, or a dictionary.
pub(crate) fn record<'py>(py: Python<'py>, text: &str, name: &str) -> PyResult<Bound<'py, PyAny>> {
    static READ: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    READ.import(py, "collabpro._record", "read")?.call1((text, name))
}

/// JSON text of the core that Python gets as what `collabpro.data` declares under the same name.
pub(crate) struct Data<T>(String, PhantomData<T>);

impl<T> Data<T> {
    pub(crate) fn new(text: String) -> Self {
        Self(text, PhantomData)
    }
}

/// A type that `collabpro.data` declares.
pub(crate) trait Declared {
    /// Its name there; a plain type of Python has none.
    const NAME: &str = "";

    #[cfg(feature = "inspect")]
    const TYPE: pyo3::inspect::PyStaticExpr;
}

macro_rules! declared {
    ($($name:ident),+ $(,)?) => {
        $(
            pub(crate) struct $name;

            impl $crate::convert::Declared for $name {
                const NAME: &str = stringify!($name);

                #[cfg(feature = "inspect")]
                const TYPE: pyo3::inspect::PyStaticExpr =
                    pyo3::type_hint_identifier!("collabpro.data", stringify!($name));
            }
        )+
    };
}

pub(crate) use declared;

declared!(
    CaseStudies,
    ContextDescriptors,
    ContextProfileDocument,
    EquivalenceDocument,
    FacetsScoresDocument,
    FacetsStudyDocument,
    Framework,
    Practices,
    ReleaseRecord,
    ReliableChangeDocument,
    RubricDocument,
    SheetDocument,
    SurveyAccount,
    SurveyMappingDocument,
    UnitsDocument,
    UnmatchedUnits,
);

impl<'py, T: Declared> IntoPyObject<'py> for Data<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = T::TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        record(py, &self.0, T::NAME)
    }
}

/// Where bytes come from: bytes, a file that is open, the path of one, or a text of several lines.
pub(crate) struct Source {
    from: Origin,
    /// How many bytes there will be, where it is known.
    pub(crate) total: Option<u64>,
    /// What a file of Python's own raised.
    raised: Option<PyErr>,
}

enum Origin {
    Bytes(PyBackedBytes, usize),
    Text(String, usize),
    File(Py<PyAny>, Vec<u8>, usize),
}

impl Source {
    pub(crate) fn new(source: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let py = source.py();
        if let Ok(bytes) = source.extract::<PyBackedBytes>() {
            let total = Some(bytes.len() as u64);
            return Ok(Self { from: Origin::Bytes(bytes, 0), total, raised: None });
        }
        if source.hasattr("read")? {
            return Ok(Self {
                from: Origin::File(source.clone().unbind(), Vec::new(), 0),
                total: None,
                raised: None,
            });
        }
        // No path has a line break; a text that is taken for one would stand in the error as a whole.
        if let Ok(text) = source.cast::<PyString>()
            && let text = text.to_cow().map_err(|error| told(py, error))?.into_owned()
            && text.contains(['\n', '\r'])
        {
            let total = Some(text.len() as u64);
            return Ok(Self { from: Origin::Text(text, 0), total, raised: None });
        }
        if source.cast::<PyMemoryView>().is_ok() {
            return Self::new(&source.call_method0("tobytes")?);
        }
        let Ok(path) = source.extract::<PathBuf>() else {
            return Err(Error::wrong_argument(
                "a path, bytes or an open file; a frame of ratings goes to Ratings.from_frame",
            )
            .into());
        };
        // What Python's own `open` raises is what Python's users expect.
        let file = py.import("builtins")?.call_method1("open", (source, "rb", 0));
        let file = file.map_err(|error| told(py, error))?;
        let total = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| found.len());
        Ok(Self { from: Origin::File(file.unbind(), Vec::new(), 0), total, raised: None })
    }

    /// What the file raised, if it did; otherwise what came of reading it.
    pub(crate) fn result<T>(&mut self, result: Result<T, Failure>) -> Result<T, Failure> {
        self.raised.take().map_or(result, |raised| Err(raised.into()))
    }
}

/// Bytes read from a file of Python's at once.
const PIECE: usize = 1 << 20;

fn piece(py: Python<'_>, file: &Py<PyAny>) -> PyResult<Vec<u8>> {
    let piece = file.bind(py).call_method1("read", (PIECE,))?;
    match piece.cast::<PyString>() {
        Ok(text) => Ok(text.to_cow()?.as_bytes().to_vec()),
        Err(_) => match piece.extract::<PyBackedBytes>() {
            Ok(bytes) => Ok(bytes.to_vec()),
            Err(_) => Err(Failure::from(Error::wrong_argument("a file that gives bytes or texts")).into()),
        },
    }
}

impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let (rest, at) = match &mut self.from {
            Origin::Bytes(bytes, at) => (bytes.get(*at..).unwrap_or_default(), at),
            Origin::Text(text, at) => (text.as_bytes().get(*at..).unwrap_or_default(), at),
            Origin::File(file, held, at) => {
                if *at == held.len() {
                    match Python::attach(|py| piece(py, file)) {
                        Ok(more) => (*held, *at) = (more, 0),
                        Err(raised) => {
                            self.raised = Some(raised);
                            return Err(io::Error::other("raised in Python"));
                        }
                    }
                }
                (held.get(*at..).unwrap_or_default(), at)
            }
        };
        let bytes = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..bytes), rest.get(..bytes)) {
            to.copy_from_slice(from);
        }
        *at += bytes;
        Ok(bytes)
    }
}
