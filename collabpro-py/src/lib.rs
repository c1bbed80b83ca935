//! The Python module `collabpro._native`: each function converts, releases the interpreter, calls the core, converts.
//! What users import stands in `python/collabpro`.

mod aggregation;
mod agreement;
mod case_studies;
mod columns;
mod comparison;
mod composite;
mod consistency;
mod context;
mod convert;
mod diagnosis;
mod disagreement;
mod error;
mod exchange;
mod framework;
mod generalizability;
mod icc;
mod matching;
mod practice;
mod rating_design;
mod rating_table;
mod ratings;
mod release;
mod report;
mod roll_up;
mod rubric;
mod scoring;
mod sheet;
mod table;
mod tally;
mod units;
mod watch;

/// The compiled part of collabpro.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::aggregation::{Aggregation, aggregation};
    #[pymodule_export]
    use crate::agreement::{Agreement, AgreementState, agreement};
    #[pymodule_export]
    use crate::case_studies::case_studies;
    #[pymodule_export]
    use crate::comparison::{Comparison, Similarity, equivalence, reliable_change};
    #[pymodule_export]
    use crate::composite::{Composite, composite};
    #[pymodule_export]
    use crate::consistency::{Consistency, consistency};
    #[pymodule_export]
    use crate::context::{ContextProfile, context_descriptors};
    #[pymodule_export]
    use crate::diagnosis::Diagnosis;
    #[pymodule_export]
    use crate::disagreement::Disagreement;
    #[pymodule_export]
    use crate::exchange::{CasePackage, CaseRubric, SurveyMapping};
    #[pymodule_export]
    use crate::framework::framework;
    #[pymodule_export]
    use crate::generalizability::{Decisions, Generalizability, Plans, generalizability};
    #[pymodule_export]
    use crate::icc::{Icc, icc};
    #[pymodule_export]
    use crate::matching::ContextMatch;
    #[pymodule_export]
    use crate::practice::practices;
    #[pymodule_export]
    use crate::rating_design::{RatingDesign, rating_design};
    #[pymodule_export]
    use crate::rating_table::RatingTable;
    #[pymodule_export]
    use crate::ratings::{Ratings, pseudonyms};
    #[pymodule_export]
    use crate::release::{Released, new_salt};
    #[pymodule_export]
    use crate::report::Report;
    #[pymodule_export]
    use crate::roll_up::RollUp;
    #[pymodule_export]
    use crate::rubric::Rubric;
    #[pymodule_export]
    use crate::scoring::Scores;
    #[pymodule_export]
    use crate::sheet::Sheet;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::tally::Tally;
    #[pymodule_export]
    use crate::units::Units;

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
