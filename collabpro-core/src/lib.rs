//! Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

#![forbid(unsafe_code)]

pub mod error;
pub mod message;
mod stats;
pub mod watch;

pub use error::{Error, ErrorCode, ErrorKind, Result};
pub use message::Message;
pub use watch::Watch;
