//! Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.
//!
//! Several people (teachers, leaders, students, observers) rating several units (a classroom, school, system or network)
//! on the criteria of a rubric, on one or more occasions. This crate turns that into scores with their uncertainty,
//! withholds what must not be shown, and writes a report for the next meeting. It is for talk about practices, never for
//! judging persons or ranking schools.
//!
//! # Example
//! ```
//! use collabpro_core::{Observed, Policy, Ratings, Report, Rubric};
//!
//! let rows: String = (0..7).map(|n| format!("Birch Lane,teacher-{n},teacher,7a,{}\n", 2 + n % 3)).collect();
//! let csv = format!("unit,rater,role,criterion,level\n{rows}");
//! let ratings = Ratings::from_csv(csv.as_bytes(), &Rubric::bundled())?;
//! let released = ratings.score(Observed::new())?.release(&Policy::default())?;
//! assert!(Report::new(&released).build()?.to_markdown().contains("Birch Lane"));
//! # Ok::<(), collabpro_core::Error>(())
//! ```
//!
//! # The nouns
//! | noun | what it is |
//! | --- | --- |
//! | [`Framework`] | ten [`Tenet`]s, four [`ContextDimension`]s, six [`WarningSign`]s, four [`UnitKind`]s, and what they mean |
//! | [`Rubric`] | a versioned instrument: criteria with ordered categories, each aimed at one [`Construct`] |
//! | [`Ratings`] | who rated what, checked once and kept in columns; [`Units`] beside them |
//! | [`Tally`] | counts that merge, in canonical bytes |
//! | [`Scores`] | estimates with intervals for every unit, occasion and informant group |
//! | [`Released`] | what may be shown: the only thing that reports and charts accept |
//! | [`Change`], [`Trend`], `Sites` | what changed from one occasion to a later one, whether sites differ, and where the data cannot tell |
//! | [`RollUp`] | how the units of a larger one stand together, with what lies within and between them |
//! | [`Diagnosis`] | what the ratings look like: too weak, too forced, or neither; with how firmly it may be said |
//! | [`Composite`] | several indicators in one number, and how much hangs on how that is done; for research only |
//! | [`Sheet`] | what to stop, to continue and to start, in the people's own words; kept for the next occasion |
//! | [`Aggregation`] | may answers be averaged to the unit: rwg, a_wg, AD, ICC(1) and ICC(2) |
//! | [`RatingDesign`] | who rated what, before any coefficient: what is missing, what links raters and units, and what that allows |
//! | [`Consistency`] | whether the criteria of a construct tell the same story: alpha, omega, lambdas, and what each criterion is to the others |
//! | [`Disagreement`] | where people see it differently, within an informant group and between two |
//! | [`RatingTable`] | a plain table of units by raters, for those who come from other packages |
//! | [`Agreement`] | how far raters agree, by every common coefficient, and how sure that is; for research only |
//! | [`Rasch`] | measures adjusted for who rated and what, with what the ratings look like beside them; for research only |
//! | [`FacetsFiles`], [`facets_files`] | a many-facet Rasch study as files for Facets, and back |
//! | [`Report`] | sections whose sentences carry their numbers; HTML, Markdown, a Word file, JSON |
//! | [`ContextProfile`] | what came before, alongside, around and beyond; stored and checked, never added into a score |
//! | [`ContextMatch`] | how like the conditions here are to those where something worked: four words, no number over all |
//! | [`Practices`], [`CaseStudies`] | designs by which people work together, and published cases: facts with their sources |
//! | [`SurveyMapping`], [`exchange`] | what the columns and labels of a survey mean; rubrics of 1EdTech CASE; a codebook |
//! | [`Error`] | a stable code, a place and a remedy, all problems at once |
//!
//! # What it does not do
//! It does not measure whether students learn more, does not total the tenets, does not rank, and has nothing to say
//! about a single person. The bundled rubric is this project's own operationalisation: not the authors', not validated.
//!
//! # Features
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `research` | on | agreement, reliability, aggregation, sites and similarity, reliable change and equivalence, generalizability, composites, roll-ups and rating designs. Without it core is what a school needs: from ratings to scores, release, change and report. A report then says that these were not asked for |
//! | `languages` | on | the texts of reports in every language that there is; without it English, and those that are given by [`Texts::from_json`](message::Texts::from_json) |
//! | `docx` | on | reports and tables as Word files |
//! | `schema` | off | JSON Schema derived from the input documents |
//! | `internals` | off | private functions of `research`, for this project's own tests; no part of the interface |
//!
//! Why things are as they are: [`docs`]. Before anyone is asked: [`docs::fair_use`], and pages to print beside it.
#![forbid(unsafe_code)]

// The layers, lowest first: each may use what stands above it here (`docs/layers.md`, held by `tests/suite/layers.rs`).
mod base;
mod stats;

pub mod framework;

pub mod rubric;
pub mod units;

pub mod context;
pub mod practice;

pub mod case_studies;

pub mod matching;

pub mod ratings;

pub mod exchange;

pub mod tally;

#[cfg(feature = "research")]
pub mod rating_table;

pub mod scoring;

pub mod sheet;

#[cfg(feature = "research")]
pub mod aggregation;
#[cfg(feature = "research")]
pub mod agreement;
pub mod comparison;
#[cfg(feature = "research")]
pub mod composite;
#[cfg(feature = "research")]
pub mod consistency;
pub mod diagnosis;
pub mod disagreement;
#[cfg(feature = "research")]
pub mod facets_files;
#[cfg(feature = "research")]
pub mod generalizability;
#[cfg(feature = "research")]
pub mod icc;
#[cfg(feature = "research")]
pub mod rasch;
#[cfg(feature = "research")]
pub mod rating_design;
#[cfg(feature = "research")]
pub mod respondents;
#[cfg(feature = "research")]
pub mod roll_up;

pub mod release;

pub mod report;

pub mod chart;

mod studies;

#[cfg(test)]
mod simulations;

pub use base::document::Document;
pub use base::{error, table, watch};

/// Texts as data: an id with arguments, and the files that say it in a language.
pub mod message {
    pub use crate::base::message::{Arg, Message};
    pub use crate::base::texts::Texts;
}

/// Why things are as they are; below, how the house is laid, and pages for those whom it concerns.
#[doc = include_str!("../docs/design.md")]
pub mod docs {
    #[doc = include_str!("../docs/layers.md")]
    pub mod layers {}
    #[doc = include_str!("../docs/frames.md")]
    pub mod frames {}
    #[doc = include_str!("../docs/travel.md")]
    pub mod travel {}
    #[doc = include_str!("../docs/fair-use.md")]
    pub mod fair_use {}
    #[doc = include_str!("../docs/for-staff-representatives.md")]
    pub mod for_staff_representatives {}
    #[doc = include_str!("../docs/privacy.md")]
    pub mod privacy {}
    #[doc = include_str!("../docs/students.md")]
    pub mod students {}
    #[doc = include_str!("../docs/parents.md")]
    pub mod parents {}
    #[cfg(feature = "research")]
    #[doc = include_str!("../docs/validate-the-rubric.md")]
    pub mod validate_the_rubric {}
}

/// What only this project's own tests use.
#[cfg(feature = "research")]
#[doc(hidden)]
pub mod internals {
    #[cfg(feature = "internals")]
    pub use against_others::*;

    pub use crate::stats::bits;

    /// What the package of tests holds against other crates.
    #[cfg(feature = "internals")]
    mod against_others {
        use crate::base::nfc::{self, Tables};
        use crate::stats::special::Beta;
        use crate::stats::{chi_square, distribution, fisher};

        type One = fn(f64) -> Option<f64>;
        type Two = fn(f64, f64) -> Option<f64>;
        type Three = fn(f64, f64, f64) -> Option<f64>;

        pub const NORMAL_CDF: One = distribution::normal_cdf;
        pub const NORMAL_QUANTILE: One = distribution::normal_quantile;
        pub const T_CDF: Two = distribution::t_cdf;
        pub const T_SURVIVAL: Two = distribution::t_survival;
        pub const T_QUANTILE: Two = distribution::t_quantile;
        pub const CHI_SQUARE_CDF: Two = chi_square::chi_square_cdf;
        pub const F_CDF: Three = fisher::f_cdf;
        pub const F_SURVIVAL: Three = fisher::f_survival;
        pub const LN_BETA: fn(f64, f64) -> f64 = |a, b| Beta::new(a, b).ln_beta();
        pub const BETA_BELOW: fn(f64, f64, f64) -> f64 = |a, b, x| Beta::new(a, b).split(x, 1.0 - x).below;
        pub const NFC: fn(&str) -> String = |text| nfc::nfc(text).into_owned();
        pub const NFC_CLASS: fn(u32) -> u32 = |letter| Tables::bundled().class(letter);
        pub const NFC_COMPOSE: fn(u32, u32) -> Option<u32> =
            |one, other| Tables::bundled().compose(one, other);
    }
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

#[cfg(feature = "research")]
pub use self::{
    aggregation::AggregationTable,
    agreement::AgreementTable,
    comparison::{Equivalence, EquivalenceOptions, ReliableChange, ReliableChangeOptions},
    composite::CompositeTable,
    consistency::ConsistencyTable,
    generalizability::GeneralizabilityTable,
    rating_design::RatingDesignTable,
    rating_table::RatingTableOptions,
    respondents::RespondentsTable,
};
pub use case_studies::CaseStudies;
pub use chart::{Chart, ChartOptions};
pub use context::{ContextDescriptors, ContextProfile};
pub use disagreement::DisagreementTable;
pub use error::{Error, ErrorCode, ErrorKind, Result};
pub use exchange::{CaseOptions, SurveyMapping, SurveyOptions, ToCaseOptions};
pub use framework::{Construct, ContextDimension, Facet, Framework, Tenet, UnitKind, WarningSign};
pub use matching::{ContextMatch, MatchOptions};
pub use message::Message;
pub use practice::Practices;
pub use ratings::{PseudonymOptions, Ratings, ReadOptions};
pub use release::{Policy, Released, ReleasedTable};
pub use report::{HtmlOptions, Report, ReportOptions};
pub use rubric::Rubric;
pub use scoring::{Observed, Scores, ScoresTable};
pub use sheet::Sheet;
pub use studies::*;
pub use table::Table;
pub use tally::{Selection, Tally};
pub use units::Units;
pub use watch::{Watch, Watched};
