//! A report as Markdown, HTML and JSON.

mod html;
mod json;
mod markdown;

pub(super) use html::html;
pub(super) use json::json;
pub(super) use markdown::markdown;
