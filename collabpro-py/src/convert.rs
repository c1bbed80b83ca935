//! Plain data crosses as the core's own JSON text, read by Python's `json`.

use std::marker::PhantomData;

use collabpro_core::Framework;
use collabpro_core::rubric::RubricDocument;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// Python objects from JSON text.
pub(crate) fn loads<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    LOADS.import(py, "json", "loads")?.call1((text,))
}

/// JSON text of the core that Python gets as a typed dictionary, declared under the same name in `collabpro.data`.
pub(crate) struct Data<T>(String, PhantomData<T>);

impl<T> Data<T> {
    pub(crate) fn new(text: String) -> Self {
        Self(text, PhantomData)
    }
}

/// A type of the core that `collabpro.data` declares.
pub(crate) trait Declared {
    #[cfg(feature = "inspect")]
    const TYPE: pyo3::inspect::PyStaticExpr;
}

macro_rules! declared {
    ($($name:ident),+ $(,)?) => {
        $(impl Declared for $name {
            #[cfg(feature = "inspect")]
            const TYPE: pyo3::inspect::PyStaticExpr =
                pyo3::type_hint_identifier!("collabpro.data", stringify!($name));
        })+
    };
}

declared!(Framework, RubricDocument);

impl<'py, T: Declared> IntoPyObject<'py> for Data<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = T::TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        loads(py, &self.0)
    }
}
