//! The Python module `collabpro._native`: each function converts, releases the interpreter, calls the core, converts.
//! What users import stands in `python/collabpro`.

mod convert;
mod error;
mod framework;
mod rubric;
mod table;

/// The compiled part of collabpro.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::framework::framework;
    #[pymodule_export]
    use crate::rubric::Rubric;
    #[pymodule_export]
    use crate::table::Table;

    /// The version of the library.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name that Python expects")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// The bits of every private numeric function, compared between targets by the tests.
    #[pyo3::pyfunction]
    fn _bits() -> String {
        collabpro_core::_bits()
    }
}
