//! Frames in, by the Arrow PyCapsule protocol: each record batch as the columns that the core reads.

use std::borrow::Cow;
use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::timezone::Tz;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, ArrowTemporalType, Date32Type, Date64Type, Decimal32Type,
    Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, RunEndIndexType, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray, RecordBatch, RecordBatchReader};
use arrow_schema::{DataType, TimeUnit};
use collabpro_core::Error;
use collabpro_core::rating_table::Label;
use collabpro_core::ratings::{Builder, ColumnSet};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PySet, PyString};
use pyo3_arrow::PyRecordBatchReader;

use crate::convert::listed;
use crate::error::{Failure, told};

/// What `collabpro._frames` makes of a frame for a verb; it says what becomes of an index. What a library refuses on the way is told
/// as what it says of its own table.
pub(crate) fn prepared<'py>(
    frame: &Bound<'py, PyAny>,
    verb: &str,
    options: Option<&Bound<'py, PyDict>>,
) -> Result<Bound<'py, PyAny>, Failure> {
    let options = options.cloned().unwrap_or_else(|| PyDict::new(frame.py()));
    listed(&options)?;
    let frames = frame.py().import("collabpro._frames")?;
    frames.call_method1(verb, (frame, options)).map_err(|error| raised(frame, error, true))
}

/// The columns of a frame: batch by batch as Arrow gives them, or all at once where they are Python's own.
pub(crate) enum Columns {
    Arrow(Box<dyn RecordBatchReader + Send>),
    Named(ColumnSet),
}

/// Whether what was prepared is columns.
pub(crate) fn are(frame: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(is_named(frame)? || frame.hasattr("__arrow_c_stream__")?)
}

fn is_named(frame: &Bound<'_, PyAny>) -> PyResult<bool> {
    frame.is_instance(&frame.py().import("collabpro._frames")?.getattr("Named")?)
}

/// The columns of what was prepared; `None` where it is something else than columns. Where they hold `numbers`, true counts 1 and
/// false 0, as in arrays.
pub(crate) fn of(frame: &Bound<'_, PyAny>, numbers: bool) -> Result<Option<Columns>, Failure> {
    if is_named(frame)? {
        let pairs = frame.getattr("columns")?.extract();
        let pairs: Vec<(String, Bound<'_, PyAny>)> = pairs.map_err(|error| told(frame.py(), error))?;
        return Ok(Some(Columns::Named(named(pairs, numbers)?)));
    }
    if !frame.hasattr("__arrow_c_stream__")? {
        return Ok(None);
    }
    let reader = frame.extract::<PyRecordBatchReader>().and_then(|reader| reader.into_reader());
    reader.map(|reader| Some(Columns::Arrow(reader))).map_err(|error| raised(frame, error, true))
}

/// What came of asking something for its columns or rows: an error that it is no table, unless the user stopped the work.
pub(crate) fn raised(frame: &Bound<'_, PyAny>, error: PyErr, is_told: bool) -> Failure {
    match error.is_instance_of::<PyException>(frame.py()) {
        true => no_table(frame, Some(&error).filter(|_| is_told)),
        false => error.into(),
    }
}

/// The columns of a frame, or the error that it is none.
pub(crate) fn given(
    frame: &Bound<'_, PyAny>,
    verb: &str,
    options: Option<&Bound<'_, PyDict>>,
    numbers: bool,
) -> Result<Columns, Failure> {
    let frame = prepared(frame, verb, options)?;
    of(&frame, numbers)?.ok_or_else(|| no_table(&frame, None))
}

/// The error that something is no table, with its name and, where it was asked for its columns, what it said.
pub(crate) fn no_table(found: &Bound<'_, PyAny>, error: Option<&PyErr>) -> Failure {
    let kind = found.get_type();
    let name =
        |name: PyResult<Bound<'_, PyString>>| name.map_or_else(|_| String::new(), |name| name.to_string());
    let (module, own) = (name(kind.module()), name(kind.qualname()));
    let library = module.split('.').next().filter(|module| !matches!(*module, "" | "builtins"));
    let what = library.map_or_else(|| own.clone(), |library| format!("{library}.{own}"));
    // What Arrow says of a single column helps nobody.
    let error = error.filter(|_| !found.hasattr("to_frame").unwrap_or(false));
    let what = error.map_or_else(|| what.clone(), |error| format!("{what} ({})", error.value(found.py())));
    Error::not_a_table(what).into()
}

/// Gives every batch to the builder.
pub(crate) fn read(columns: Columns, builder: &mut Builder<'_>) -> Result<(), Failure> {
    let stream = match columns {
        Columns::Named(set) => return Ok(builder.columns(&set)?),
        Columns::Arrow(stream) => stream,
    };
    let schema = stream.schema();
    let mut seen = false;
    for batch in stream {
        builder.columns(&batch_columns(&batch.map_err(broken)?, false))?;
        seen = true;
    }
    if !seen {
        builder.columns(&batch_columns(&RecordBatch::new_empty(schema), false))?;
    }
    Ok(())
}

/// A stream that ends with an error.
fn broken(error: arrow_schema::ArrowError) -> Failure {
    Error::not_a_table(error.to_string()).into()
}

/// The columns of each batch, of tables of numbers.
pub(crate) fn sets(columns: Columns) -> Result<Vec<ColumnSet>, Failure> {
    match columns {
        Columns::Named(set) => Ok(vec![set]),
        Columns::Arrow(stream) => {
            stream.map(|batch| Ok(batch_columns(&batch.map_err(broken)?, true))).collect()
        }
    }
}

/// Columns of Python's own, cell by cell.
fn named(pairs: Vec<(String, Bound<'_, PyAny>)>, numbers: bool) -> PyResult<ColumnSet> {
    // One that is no list has as many rows as the others, so that it alone is told.
    let rows = pairs
        .iter()
        .find_map(|(_, cells)| is_ordered(cells).ok().filter(|is| *is).and_then(|_| cells.len().ok()));
    pairs.into_iter().try_fold(ColumnSet::new(), |set, (name, cells)| {
        let (mut alike, mut named, mut of_texts) = (Alike::default(), None, false);
        let (what, found) = match cells.try_iter() {
            Ok(iter) if is_ordered(&cells)? => {
                let mut texts: Vec<Option<String>> = Vec::new();
                let mut what = None;
                for cell in iter {
                    let cell = cell?;
                    match label(&cell)? {
                        Cell::Nothing => texts.push(None),
                        Cell::Label(label) => {
                            let kind = Kind::of(&cell, &label);
                            of_texts |= kind == Kind::Text;
                            let word = (kind == Kind::Flag).then(|| cell.to_string().to_lowercase());
                            word.iter().for_each(|word| alike.add(word, kind));
                            let text = word.filter(|_| !numbers).unwrap_or_else(|| label.into_text());
                            alike.add(&text, kind);
                            texts.push(Some(text));
                        }
                        Cell::Name(text) => {
                            named = Some(cell.get_type().name()?.to_string());
                            alike.add(&text, Kind::Shown);
                            texts.push(Some(text));
                        }
                        Cell::Other(kind) => {
                            what = Some(kind);
                            texts.push(None);
                        }
                    }
                }
                (what, texts)
            }
            _ => {
                let kind = cells.get_type().name()?.to_string();
                let is_cell = !matches!(label(&cells), Ok(Cell::Other(_)));
                (Some(if is_cell { format!("one {kind}") } else { kind }), vec![None; rows.unwrap_or(0)])
            }
        };
        Ok(match what {
            Some(what) => set.unreadable(name, what, found.len()),
            None => {
                let set = set.text(name, found.iter().map(Option::as_deref));
                let set = if of_texts { set } else { set.of_numbers() };
                let set = if let Some(what) = named { set.names(what) } else { set };
                match alike.found {
                    Some(found) => set.alike(found),
                    None => set,
                }
            }
        })
    })
}

/// What a cell was before it became text.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
    Flag,
    /// A day, or something else that is what it is shown as: the same as its text.
    Shown,
}

impl Kind {
    fn of(cell: &Bound<'_, PyAny>, label: &Label) -> Self {
        if cell.is_instance_of::<PyString>() {
            Self::Text
        } else if cell.is_instance_of::<PyBool>() {
            Self::Flag
        } else if cell.is_instance_of::<PyInt>() || matches!(label, Label::Number(_)) {
            Self::Number
        } else {
            Self::Shown
        }
    }
}

/// Cells of different kinds that are written alike: `1`, `'1'` and `True`, or a moment and its text in another form.
#[derive(Default)]
struct Alike {
    /// By what is alike: the kind, and how it was written.
    kinds: HashMap<String, (Kind, String)>,
    found: Option<[String; 3]>,
}

impl Alike {
    fn add(&mut self, text: &str, kind: Kind) {
        let key = alike(text);
        let Some((known, first)) = self.kinds.get(&*key) else {
            self.kinds.insert(key.into_owned(), (kind, text.to_owned()));
            return;
        };
        let is_one = *known == kind
            || (text == first
                && matches!((*known, kind), (Kind::Text, Kind::Shown) | (Kind::Shown, Kind::Text)));
        if !is_one && self.found.is_none() {
            let shown = |kind: Kind, text: &str| match kind {
                Kind::Text => format!("'{text}'"),
                Kind::Number | Kind::Shown => text.to_owned(),
                Kind::Flag => if matches!(text, "1" | "true") { "True" } else { "False" }.to_owned(),
            };
            self.found = Some([key.into_owned(), shown(*known, first), shown(kind, text)]);
        }
    }
}

/// What a text has in common with others that mean the same: that of true and false, and the text of a moment in either form.
fn alike(text: &str) -> Cow<'_, str> {
    match text.as_bytes() {
        [_, _, _, _] | [_, _, _, _, _]
            if ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) =>
        {
            Cow::Owned(text.to_ascii_lowercase())
        }
        [_, _, _, _, b'-', _, _, b'-', _, _, b'T' | b' ', _, _, b':', ..] if text.is_ascii() => {
            let moment = text.replacen('T', " ", 1);
            Cow::Owned(moment.strip_suffix(" 00:00:00").map_or_else(|| moment.clone(), str::to_owned))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Whether something iterates over cells in an order: a text, a mapping and a set do not.
pub(crate) fn is_ordered(cells: &Bound<'_, PyAny>) -> PyResult<bool> {
    let other = cells.is_instance_of::<PyString>()
        || cells.is_instance_of::<PyBytes>()
        || cells.is_instance_of::<PySet>()
        || cells.is_instance_of::<PyFrozenSet>();
    Ok(!other && (!cells.hasattr("keys")? || cells.hasattr("dtype")?))
}

/// What a cell of Python is.
pub(crate) enum Cell {
    Nothing,
    Label(Label),
    /// A name, though it looks like a number: a year.
    Name(String),
    /// Something else, of this kind.
    Other(String),
}

/// A number, a text, a day as its text, or nothing. A period or an interval of pandas and a UUID are the text that they are shown as.
pub(crate) fn label(cell: &Bound<'_, PyAny>) -> PyResult<Cell> {
    if cell.is_none() {
        return Ok(Cell::Nothing);
    }
    if let Ok(text) = cell.cast::<PyString>() {
        // Half of a letter of UTF-16 is no text.
        return Ok(match text.to_str() {
            Ok(text) => Cell::Label(Label::Text(text.to_owned())),
            Err(_) => Cell::Other("surrogates".to_owned()),
        });
    }
    if let Ok(number) = cell.cast::<PyFloat>() {
        let number = number.value();
        return Ok(if number.is_nan() { Cell::Nothing } else { Cell::Label(Label::Number(number)) });
    }
    if cell.is_instance_of::<PyInt>() {
        // As text a whole number stays what it is, however large.
        let number = cell.extract::<i32>().map(|number| Label::Number(number.into()));
        return Ok(Cell::Label(match number {
            Ok(number) => number,
            Err(_) => Label::Text(cell.str()?.to_str()?.to_owned()),
        }));
    }
    let kind = cell.get_type().name()?.to_string();
    match kind.as_str() {
        "NAType" | "NaTType" => return Ok(Cell::Nothing),
        "Period" | "Interval" | "UUID" => {
            let text = cell.str()?.to_str()?.to_owned();
            let is_number = text.parse::<f64>().is_ok();
            return Ok(if is_number { Cell::Name(text) } else { Cell::Label(Label::Text(text)) });
        }
        _ => {}
    }
    if cell.hasattr("isoformat")? {
        // The time of the place that it is told in.
        let local = if cell.hasattr("tzinfo")? && cell.hasattr("date")? {
            let keywords = PyDict::new(cell.py());
            keywords.set_item("tzinfo", cell.py().None())?;
            cell.call_method("replace", (), Some(&keywords))?
        } else {
            cell.clone()
        };
        let text = local.str()?.to_str()?.to_owned();
        let text = text.strip_suffix(" 00:00:00").map_or_else(|| text.clone(), str::to_owned);
        return Ok(if cell.hasattr("year")? { Cell::Label(Label::Text(text)) } else { Cell::Other(kind) });
    }
    // Decimals, and the numbers of numpy, the shorter ones by their digits.
    let digits = matches!(kind.as_str(), "float32" | "float16");
    let found = if digits { cell.py().get_type::<PyFloat>().call1((cell.str()?,))? } else { cell.clone() };
    Ok(match found.extract::<f64>() {
        Ok(number) if number.is_nan() => Cell::Nothing,
        Ok(number) => Cell::Label(Label::Number(number)),
        Err(_) => Cell::Other(kind),
    })
}

/// The columns of a batch; where they hold numbers, true counts 1 and false 0, as in arrays.
fn batch_columns(batch: &RecordBatch, numbers: bool) -> ColumnSet {
    let schema = batch.schema();
    schema.fields().iter().zip(batch.columns()).fold(ColumnSet::new(), |set, (field, array)| {
        // What has a kind of its own beyond Arrow's is not what it is kept as, unless that is text.
        if let Some(extension) = field.extension_type_name()
            && !matches!(array.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
        {
            return set.unreadable(field.name(), extension, array.len());
        }
        match array.as_boolean_opt() {
            Some(flags) if numbers => {
                set.integers(field.name(), flags.iter().map(|flag| flag.map(i64::from)))
            }
            _ => column(set, field.name(), array),
        }
    })
}

fn column(set: ColumnSet, name: &str, array: &ArrayRef) -> ColumnSet {
    use DataType as Type;
    match array.data_type() {
        Type::Utf8 => set.text(name, array.as_string::<i32>()),
        Type::LargeUtf8 => set.text(name, array.as_string::<i64>()),
        Type::Utf8View => set.text(name, array.as_string_view()),
        Type::Int8 => integers::<Int8Type>(set, name, array),
        Type::Int16 => integers::<Int16Type>(set, name, array),
        Type::Int32 => integers::<Int32Type>(set, name, array),
        Type::Int64 => integers::<Int64Type>(set, name, array),
        Type::UInt8 => integers::<UInt8Type>(set, name, array),
        Type::UInt16 => integers::<UInt16Type>(set, name, array),
        Type::UInt32 => integers::<UInt32Type>(set, name, array),
        Type::Float32 => {
            // By their digits: 0.1 is what a real number of 64 bits calls so.
            let digits = |value: f32| value.to_string().parse().unwrap_or(f64::from(value));
            set.numbers(name, array.as_primitive::<Float32Type>().iter().map(|value| value.map(digits)))
        }
        Type::Float64 => set.numbers(name, array.as_primitive::<Float64Type>()),
        Type::Dictionary(key, _) => match **key {
            Type::Int8 => coded::<Int8Type>(set, name, array),
            Type::Int16 => coded::<Int16Type>(set, name, array),
            Type::Int32 => coded::<Int32Type>(set, name, array),
            Type::Int64 => coded::<Int64Type>(set, name, array),
            Type::UInt8 => coded::<UInt8Type>(set, name, array),
            Type::UInt16 => coded::<UInt16Type>(set, name, array),
            Type::UInt32 => coded::<UInt32Type>(set, name, array),
            _ => coded::<UInt64Type>(set, name, array),
        },
        other => match words(array) {
            // Decimals, say; days are words either way.
            Some(words) => set.text(name, words.iter().map(Option::as_deref)).of_numbers(),
            None => set.unreadable(name, other.to_string(), array.len()),
        },
    }
}

fn integers<T: ArrowPrimitiveType<Native: Into<i64>>>(
    set: ColumnSet,
    name: &str,
    array: &ArrayRef,
) -> ColumnSet {
    let array: &PrimitiveArray<T> = array.as_primitive();
    match array.null_count() {
        // Without gaps there is nothing to look up beside the values.
        0 => set.integers(name, array.values().iter().map(|value| Some((*value).into()))),
        _ => set.integers(name, array.iter().map(|value| value.map(Into::into))),
    }
}

/// Categories by their codes; each label is looked at once.
fn coded<K: ArrowDictionaryKeyType<Native: TryInto<u32>>>(
    set: ColumnSet,
    name: &str,
    array: &ArrayRef,
) -> ColumnSet {
    let array = array.as_dictionary::<K>();
    let Some(labels) = labels(array.values()) else {
        return set.unreadable(name, array.data_type().to_string(), array.len());
    };
    // A negative code has no label, as one beyond the last has none.
    let code = |code: K::Native| code.try_into().unwrap_or(u32::MAX - 1);
    let keys = array.keys();
    let set = match keys.null_count() {
        0 => set.coded(name, labels, keys.values().iter().map(|key| Some(code(*key)))),
        _ => set.coded(name, labels, keys.iter().map(|key| key.map(code))),
    };
    if array.values().data_type().is_numeric() { set.of_numbers() } else { set }
}

/// The labels of categories; text is lent, since there may be very many. `None` where they are no labels.
fn labels<'a>(array: &'a ArrayRef) -> Option<Box<dyn Iterator<Item = Cow<'a, str>> + 'a>> {
    fn lent<'a>(label: Option<&'a str>) -> Cow<'a, str> {
        Cow::Borrowed(label.unwrap_or_default())
    }
    Some(match array.data_type() {
        DataType::Utf8 => Box::new(array.as_string::<i32>().iter().map(lent)),
        DataType::LargeUtf8 => Box::new(array.as_string::<i64>().iter().map(lent)),
        DataType::Utf8View => Box::new(array.as_string_view().iter().map(lent)),
        _ => Box::new(words(array)?.into_iter().map(|label| Cow::Owned(label.unwrap_or_default()))),
    })
}

/// The cells of a column as text, for types of few values or of few columns; `None` where there is no text for them.
fn words(array: &ArrayRef) -> Option<Vec<Option<String>>> {
    use DataType as Type;
    let own = |word: Option<&str>| word.map(str::to_owned);
    Some(match array.data_type() {
        Type::Null => vec![None; array.len()],
        Type::Utf8 => array.as_string::<i32>().iter().map(own).collect(),
        Type::LargeUtf8 => array.as_string::<i64>().iter().map(own).collect(),
        Type::Utf8View => array.as_string_view().iter().map(own).collect(),
        Type::Boolean => {
            array.as_boolean().iter().map(|value| value.map(|value| value.to_string())).collect()
        }
        Type::Int8 => shown::<Int8Type>(array),
        Type::Int16 => shown::<Int16Type>(array),
        Type::Int32 => shown::<Int32Type>(array),
        Type::Int64 => shown::<Int64Type>(array),
        Type::UInt8 => shown::<UInt8Type>(array),
        Type::UInt16 => shown::<UInt16Type>(array),
        Type::UInt32 => shown::<UInt32Type>(array),
        Type::UInt64 => shown::<UInt64Type>(array),
        Type::Float16 => reals::<Float16Type>(array),
        Type::Float32 => reals::<Float32Type>(array),
        Type::Float64 => reals::<Float64Type>(array),
        Type::Decimal32(..) => decimals::<Decimal32Type>(array),
        Type::Decimal64(..) => decimals::<Decimal64Type>(array),
        Type::Decimal128(..) => decimals::<Decimal128Type>(array),
        Type::Decimal256(..) => decimals::<Decimal256Type>(array),
        Type::Date32 => moments::<Date32Type>(array, None),
        Type::Date64 => moments::<Date64Type>(array, None),
        Type::Timestamp(unit, zone) => {
            let zone: Option<Tz> = zone.as_deref().map(str::parse).transpose().ok()?;
            match unit {
                TimeUnit::Second => moments::<TimestampSecondType>(array, zone),
                TimeUnit::Millisecond => moments::<TimestampMillisecondType>(array, zone),
                TimeUnit::Microsecond => moments::<TimestampMicrosecondType>(array, zone),
                TimeUnit::Nanosecond => moments::<TimestampNanosecondType>(array, zone),
            }
        }
        Type::RunEndEncoded(ends, _) => match ends.data_type() {
            Type::Int16 => runs::<Int16Type>(array)?,
            Type::Int32 => runs::<Int32Type>(array)?,
            _ => runs::<Int64Type>(array)?,
        },
        Type::Dictionary(..) => {
            let normal = array.as_any_dictionary();
            let (labels, keys) = (words(normal.values())?, normal.normalized_keys());
            let cell = |(row, key): (usize, &usize)| {
                normal.keys().is_valid(row).then(|| labels.get(*key).cloned().flatten()).flatten()
            };
            keys.iter().enumerate().map(cell).collect()
        }
        _ => return None,
    })
}

fn shown<T: ArrowPrimitiveType<Native: ToString>>(array: &ArrayRef) -> Vec<Option<String>> {
    array.as_primitive::<T>().iter().map(|value| value.map(|value| value.to_string())).collect()
}

/// Numbers; NaN is nothing.
fn reals<T: ArrowPrimitiveType<Native: Into<f64>>>(array: &ArrayRef) -> Vec<Option<String>> {
    let numbers = array.as_primitive::<T>().iter().map(|value| value.map(Into::into));
    numbers
        .map(|value: Option<f64>| value.filter(|value| !value.is_nan()).map(|value| value.to_string()))
        .collect()
}

/// Decimals without the zeros that end them.
fn decimals<T: DecimalType>(array: &ArrayRef) -> Vec<Option<String>> {
    let array: &PrimitiveArray<T> = array.as_primitive();
    let word = |row: usize| {
        let text = array.value_as_string(row);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    (0..array.len()).map(|row| array.is_valid(row).then(|| word(row))).collect()
}

/// The cells of runs of equal ones.
fn runs<T: RunEndIndexType>(array: &ArrayRef) -> Option<Vec<Option<String>>> {
    let array = array.as_run::<T>();
    let labels = words(array.values())?;
    let cell = |row: usize| labels.get(array.get_physical_index(row)).cloned().flatten();
    Some((0..array.len()).map(cell).collect())
}

/// Days as ISO 8601 writes them; a moment within a day with its time, as clocks of its zone show it.
fn moments<T: ArrowPrimitiveType + ArrowTemporalType>(
    array: &ArrayRef,
    zone: Option<Tz>,
) -> Vec<Option<String>>
where
    i64: From<T::Native>,
{
    let array: &PrimitiveArray<T> = array.as_primitive();
    let word = |row: usize| {
        let moment = match zone {
            None => array.value_as_datetime(row)?,
            Some(zone) => array.value_as_datetime_with_tz(row, zone)?.naive_local(),
        };
        let text = moment.to_string();
        Some(text.strip_suffix(" 00:00:00").unwrap_or(&text).to_owned())
    };
    (0..array.len()).map(|row| array.is_valid(row).then(|| word(row)).flatten()).collect()
}
