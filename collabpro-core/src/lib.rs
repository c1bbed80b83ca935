//! Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

#![forbid(unsafe_code)]

mod document;
pub mod error;
pub mod framework;
pub mod message;
mod options;
pub mod ratings;
pub mod report;
pub mod rubric;
pub mod scoring;
mod stats;
pub mod table;
pub mod tally;
pub mod units;
pub mod watch;

pub use error::{Error, ErrorCode, ErrorKind, Result};
pub use framework::{Construct, ContextDimension, Facet, Framework, Tenet, UnitKind, WarningSign};
pub use message::Message;
pub use ratings::Ratings;
pub use report::Report;
pub use rubric::Rubric;
pub use scoring::{Observed, Policy, Released, Scores};
#[doc(hidden)]
pub use stats::_bits;
pub use table::Table;
pub use tally::Tally;
pub use units::Units;
pub use watch::Watch;
