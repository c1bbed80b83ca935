//! Frames in, by the Arrow PyCapsule protocol: each record batch as the columns that the core reads.

use std::borrow::Cow;

use arrow_array::cast::{AsArray, downcast_array};
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, ArrowTemporalType, Date32Type, Date64Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Decimal128Array, PrimitiveArray, RecordBatch, RecordBatchReader};
use arrow_schema::{DataType, TimeUnit};
use collabpro_core::composite::Indicators;
use collabpro_core::ratings::{Builder, ColumnSet};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::PyRecordBatchReader;

use crate::error::Failure;

/// What `collabpro._frames` makes of a frame for a verb; it says what becomes of an index.
pub(crate) fn prepared<'py>(
    frame: &Bound<'py, PyAny>,
    verb: &str,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = options.cloned().unwrap_or_else(|| PyDict::new(frame.py()));
    frame.py().import("collabpro._frames")?.call_method1(verb, (frame, options))
}

/// The batches of a frame.
pub(crate) fn stream(frame: &Bound<'_, PyAny>) -> Result<Box<dyn RecordBatchReader + Send>, Failure> {
    Ok(frame.extract::<PyRecordBatchReader>()?.into_reader()?)
}

/// Gives every batch of a stream to the builder.
pub(crate) fn read(
    stream: Box<dyn RecordBatchReader + Send>,
    builder: &mut Builder<'_>,
) -> Result<(), Failure> {
    let schema = stream.schema();
    let mut seen = false;
    for batch in stream {
        let batch = batch.map_err(|error| PyValueError::new_err(error.to_string()))?;
        builder.columns(&columns(&batch, false)?)?;
        seen = true;
    }
    if !seen {
        builder.columns(&columns(&RecordBatch::new_empty(schema), false)?)?;
    }
    Ok(())
}

/// A table of units by indicators.
pub(crate) fn indicators(stream: Box<dyn RecordBatchReader + Send>) -> Result<Indicators, Failure> {
    Ok(Indicators::from_columns(&sets(stream)?)?)
}

/// The columns of each batch.
pub(crate) fn sets(stream: Box<dyn RecordBatchReader + Send>) -> Result<Vec<ColumnSet>, Failure> {
    let mut sets = Vec::new();
    for batch in stream {
        sets.push(columns(&batch.map_err(|error| PyValueError::new_err(error.to_string()))?, true)?);
    }
    Ok(sets)
}

/// The columns of a batch; where they hold numbers, true counts 1 and false 0, as in arrays.
fn columns(batch: &RecordBatch, numbers: bool) -> Result<ColumnSet, Failure> {
    let schema = batch.schema();
    schema.fields().iter().zip(batch.columns()).try_fold(ColumnSet::new(), |set, (field, array)| match array
        .as_boolean_opt()
    {
        Some(flags) if numbers => {
            Ok(set.integers(field.name(), flags.iter().map(|flag| flag.map(i64::from))))
        }
        _ => column(set, field.name(), array),
    })
}

fn column(set: ColumnSet, name: &str, array: &ArrayRef) -> Result<ColumnSet, Failure> {
    use DataType as Type;
    Ok(match array.data_type() {
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
            set.numbers(name, array.as_primitive::<Float32Type>().iter().map(|value| value.map(f64::from)))
        }
        Type::Float64 => set.numbers(name, array.as_primitive::<Float64Type>()),
        Type::Dictionary(key, _) => match **key {
            Type::Int8 => coded::<Int8Type>(set, name, array)?,
            Type::Int16 => coded::<Int16Type>(set, name, array)?,
            Type::Int32 => coded::<Int32Type>(set, name, array)?,
            Type::Int64 => coded::<Int64Type>(set, name, array)?,
            Type::UInt8 => coded::<UInt8Type>(set, name, array)?,
            Type::UInt16 => coded::<UInt16Type>(set, name, array)?,
            Type::UInt32 => coded::<UInt32Type>(set, name, array)?,
            _ => coded::<UInt64Type>(set, name, array)?,
        },
        _ => {
            let words = words(name, array)?;
            set.text(name, words.iter().map(Option::as_deref))
        }
    })
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
) -> Result<ColumnSet, Failure> {
    let array = array.as_dictionary::<K>();
    let labels = labels(name, array.values())?;
    // A negative code has no label, as one beyond the last has none.
    let code = |code: K::Native| code.try_into().unwrap_or(u32::MAX - 1);
    let keys = array.keys();
    Ok(match keys.null_count() {
        0 => set.coded(name, labels, keys.values().iter().map(|key| Some(code(*key)))),
        _ => set.coded(name, labels, keys.iter().map(|key| key.map(code))),
    })
}

/// The labels of categories; text is lent, since there may be very many.
fn labels<'a>(
    name: &str,
    array: &'a ArrayRef,
) -> Result<Box<dyn Iterator<Item = Cow<'a, str>> + 'a>, Failure> {
    fn lent<'a>(label: Option<&'a str>) -> Cow<'a, str> {
        Cow::Borrowed(label.unwrap_or_default())
    }
    Ok(match array.data_type() {
        DataType::Utf8 => Box::new(array.as_string::<i32>().iter().map(lent)),
        DataType::LargeUtf8 => Box::new(array.as_string::<i64>().iter().map(lent)),
        DataType::Utf8View => Box::new(array.as_string_view().iter().map(lent)),
        _ => Box::new(words(name, array)?.into_iter().map(|label| Cow::Owned(label.unwrap_or_default()))),
    })
}

/// The cells of a column as text, for types of few values or of few columns.
fn words(name: &str, array: &ArrayRef) -> Result<Vec<Option<String>>, Failure> {
    use DataType as Type;
    let own = |word: Option<&str>| word.map(str::to_owned);
    Ok(match array.data_type() {
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
        Type::Float32 => shown::<Float32Type>(array),
        Type::Float64 => shown::<Float64Type>(array),
        Type::Decimal128(_, scale) => decimals(&downcast_array(array), *scale),
        Type::Date32 => dates::<Date32Type>(array),
        Type::Date64 => dates::<Date64Type>(array),
        Type::Timestamp(TimeUnit::Second, None) => dates::<TimestampSecondType>(array),
        Type::Timestamp(TimeUnit::Millisecond, None) => dates::<TimestampMillisecondType>(array),
        Type::Timestamp(TimeUnit::Microsecond, None) => dates::<TimestampMicrosecondType>(array),
        Type::Timestamp(TimeUnit::Nanosecond, None) => dates::<TimestampNanosecondType>(array),
        other => {
            let what = format!(
                "column {name:?} holds {other}, which is neither text nor number nor date; leave it out"
            );
            return Err(PyTypeError::new_err(what).into());
        }
    })
}

fn shown<T: ArrowPrimitiveType<Native: ToString>>(array: &ArrayRef) -> Vec<Option<String>> {
    array.as_primitive::<T>().iter().map(|value| value.map(|value| value.to_string())).collect()
}

/// Decimals; whole ones without their zeros.
fn decimals(array: &Decimal128Array, scale: i8) -> Vec<Option<String>> {
    let one = 10_i128.pow(u32::try_from(scale).unwrap_or(0));
    let word = |row: usize| match array.value(row) {
        value if scale >= 0 && value % one == 0 => (value / one).to_string(),
        _ => array.value_as_string(row),
    };
    (0..array.len()).map(|row| array.is_valid(row).then(|| word(row))).collect()
}

/// Days as ISO 8601 writes them; a moment within a day with its time.
fn dates<T: ArrowPrimitiveType + ArrowTemporalType>(array: &ArrayRef) -> Vec<Option<String>>
where
    i64: From<T::Native>,
{
    let array: &PrimitiveArray<T> = array.as_primitive();
    let word = |row: usize| {
        let text = array.value_as_datetime(row)?.to_string();
        Some(text.strip_suffix(" 00:00:00").unwrap_or(&text).to_owned())
    };
    (0..array.len()).map(|row| array.is_valid(row).then(|| word(row)).flatten()).collect()
}
