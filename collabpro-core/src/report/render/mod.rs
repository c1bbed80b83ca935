//! A report as Markdown, HTML, JSON and a Word file.

mod bars;
mod columns;
#[cfg(feature = "docx")]
mod docx;
mod html;
mod json;
mod markdown;
mod options;
mod read;

pub use html::{REPORT_STYLE, REPORT_STYLE_HASH};
pub use options::{HtmlOptions, ReportLinks};

#[cfg(feature = "docx")]
pub(super) use docx::docx;
pub(super) use html::html;
pub(super) use json::json;
pub(super) use markdown::markdown;
pub(super) use read::read;

/// Characters that are dropped or become a blank before any escaping: controls, line and paragraph breaks, and marks
/// that turn the direction of everything after them.
fn harmless(character: char) -> Option<char> {
    match character {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '\u{2028}' | '\u{2029}' => Some(' '),
        control if control.is_control() => Some(' '),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::sample;
