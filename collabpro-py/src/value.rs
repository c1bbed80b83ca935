//! Results: a value of the core, and what Python reads of it.

use std::marker::PhantomData;
use std::ops::Deref;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyIterator};

use crate::convert::{self, Declared, record};

/// A result that travels as its canonical JSON.
pub(crate) trait Kept: Send + Sync {
    /// The class of `collabpro.data` that describes it.
    const DOCUMENT: &str;

    /// Everything as canonical JSON.
    fn json(&self) -> String;
}

/// A result, and its attributes, which are made when one is asked for.
pub(crate) struct Held<T> {
    pub(crate) value: T,
    record: PyOnceLock<Py<PyAny>>,
}

impl<T> From<T> for Held<T> {
    fn from(value: T) -> Self {
        Self { value, record: PyOnceLock::new() }
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Kept> Held<T> {
    pub(crate) fn json(&self, py: Python<'_>) -> String {
        py.detach(|| self.value.json())
    }

    pub(crate) fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        convert::document(py, &self.json(py))
    }

    fn attribute<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let made = || record(py, &self.json(py), T::DOCUMENT).map(Bound::unbind);
        let record = self.record.get_or_try_init(py, made)?.bind(py);
        // What is also taken, as a calibration is by options, is a dictionary.
        match record.cast::<PyDict>() {
            Ok(record) => record.as_any().get_item(convert::camel(name)),
            Err(_) => record.getattr(name),
        }
    }

    pub(crate) fn value<V>(&self, py: Python<'_>, name: &str) -> PyResult<Value<V>> {
        Ok(Value(self.attribute(py, name)?.unbind(), PhantomData))
    }

    pub(crate) fn len(&self, py: Python<'_>, main: &str) -> PyResult<usize> {
        self.attribute(py, main)?.len()
    }

    pub(crate) fn iter<'py>(&self, py: Python<'py>, main: &str) -> PyResult<Bound<'py, PyIterator>> {
        self.attribute(py, main)?.try_iter()
    }
}

/// The value of an attribute, for whose type there is a hint.
pub(crate) struct Value<T>(Py<PyAny>, PhantomData<T>);

impl<'py, T: Declared> IntoPyObject<'py> for Value<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = T::TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(self.0.into_bound(py))
    }
}

/// Types of attributes, for the stub.
pub(crate) mod hint {
    use std::marker::PhantomData;

    #[cfg(feature = "inspect")]
    use pyo3::{type_hint_identifier as name, type_hint_subscript as of, type_hint_union};

    use crate::convert::Declared;

    macro_rules! plain {
        ($($hint:ident $module:literal $name:literal,)+) => {
            $(
                #[allow(dead_code, reason = "which types there are, the list of studies says")]
                pub(crate) struct $hint;

                impl Declared for $hint {
                    #[cfg(feature = "inspect")]
                    const TYPE: pyo3::inspect::PyStaticExpr = name!($module, $name);
                }
            )+
        };
    }

    plain!(
        Anything "typing" "Any",
        Flag "builtins" "bool",
        Number "builtins" "float",
        Text "builtins" "str",
        Whole "builtins" "int",
    );

    pub(crate) struct List<T>(PhantomData<T>);

    impl<T: Declared> Declared for List<T> {
        #[cfg(feature = "inspect")]
        const TYPE: pyo3::inspect::PyStaticExpr = of!(name!("builtins", "list"), T::TYPE);
    }

    pub(crate) struct Map<T>(PhantomData<T>);

    impl<T: Declared> Declared for Map<T> {
        #[cfg(feature = "inspect")]
        const TYPE: pyo3::inspect::PyStaticExpr =
            of!(name!("builtins", "dict"), name!("builtins", "str"), T::TYPE);
    }

    pub(crate) struct Maybe<T>(PhantomData<T>);

    impl<T: Declared> Declared for Maybe<T> {
        #[cfg(feature = "inspect")]
        const TYPE: pyo3::inspect::PyStaticExpr = type_hint_union!(T::TYPE, name!("builtins", "None"));
    }
}
