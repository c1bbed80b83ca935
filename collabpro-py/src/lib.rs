//! The Python module `collabpro._native`: each function converts, releases the interpreter, calls the core, converts.
//! What users import stands in `python/collabpro`.

#[macro_use]
#[rustfmt::skip]
#[path = "../generated/help.rs"]
mod help;

/// The first lines of a doc that Python reads as the signature, its options with their defaults.
macro_rules! signature {
    ($before:literal, $options:ident, $behind:literal) => {
        concat!($before, keywords!($options), $behind, ")\n--\n\n")
    };
    ($before:literal, $also:ident, $options:ident, $behind:literal) => {
        concat!($before, $also!(), keywords!($options), $behind, ")\n--\n\n")
    };
}

mod agreement;
mod case_studies;
mod chart;
mod columns;
mod comparison;
mod composite;
mod context;
mod convert;
mod error;
mod exchange;
mod facets_files;
mod framework;
mod generalizability;
mod language;
mod matching;
mod practice;
mod publication;
mod rating_table;
mod ratings;
mod release;
mod report;
mod rubric;
mod scoring;
mod sheet;
mod show;
#[rustfmt::skip]
#[allow(clippy::doc_lazy_continuation, reason = "examples are those of Python")]
#[path = "../generated/studies.rs"]
mod studies;
mod table;
mod tally;
mod units;
mod value;
mod watch;

macro_rules! module {
    ($($studied:ident,)+) => {
        /// The compiled part of collabpro.
        #[pyo3::pymodule(gil_used = false)]
        mod _native {
            #[pymodule_export]
            use crate::agreement::AgreementState;
            #[pymodule_export]
            use crate::case_studies::case_studies;
            #[pymodule_export]
            use crate::comparison::{equivalence, reliable_change};
            #[pymodule_export]
            use crate::composite::composite;
            #[pymodule_export]
            use crate::context::{ContextProfile, context_descriptors};
            #[pymodule_export]
            use crate::exchange::{CasePackage, CaseRubric, MappingDraft, SurveyMapping, draft_mapping};
            #[pymodule_export]
            use crate::facets_files::{read_facets, read_facets_scores};
            #[pymodule_export]
            use crate::framework::framework;
            #[pymodule_export]
            use crate::generalizability::generalizability;
            #[pymodule_export]
            use crate::language::{_language, _said, _set_language};
            #[pymodule_export]
            use crate::matching::ContextMatch;
            #[pymodule_export]
            use crate::practice::practices;
            #[pymodule_export]
            use crate::publication::{_texts_to_docx, _worded};
            #[pymodule_export]
            use crate::rating_table::RatingTable;
            #[pymodule_export]
            use crate::ratings::{Ratings, pseudonyms};
            #[pymodule_export]
            use crate::release::{Released, new_salt};
            #[pymodule_export]
            use crate::report::{Report, report_style, reports_by_unit};
            #[pymodule_export]
            use crate::rubric::Rubric;
            #[pymodule_export]
            use crate::scoring::Scores;
            #[pymodule_export]
            use crate::sheet::Sheet;
            #[pymodule_export]
            use crate::studies::{$($studied),+};
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

            /// The hash of the stylesheet of every report, as a content security policy takes it.
            #[pymodule_export]
            const REPORT_STYLE_HASH: &str = collabpro_core::report::REPORT_STYLE_HASH;

            /// The bits of every private numeric function, compared between targets by the tests.
            #[pyo3::pyfunction]
            fn _bits() -> String {
                collabpro_core::internals::bits()
            }
        }
    };
}

studies::studied!(module);
