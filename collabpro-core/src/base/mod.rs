//! What every room rests on: labels, texts, messages, errors, documents, tables. Each file may use those above it here.

pub(crate) mod by_name;
pub(crate) mod bytes;
pub(crate) mod csv;
pub(crate) mod date;
pub(crate) mod dictionary;
pub(crate) mod document;
#[cfg(feature = "docx")]
pub(crate) mod docx;
pub mod error;
mod json_message;
pub(crate) mod json_read;
pub(crate) mod json_value;
pub(crate) mod json_write;
mod languages;
pub(crate) mod message;
pub(crate) mod nearest;
pub(crate) mod nfc;
pub(crate) mod number;
pub(crate) mod opening;
pub(crate) mod options;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod pattern;
mod problem;
pub mod table;
pub(crate) mod text;
pub(crate) mod texts;
pub mod watch;
