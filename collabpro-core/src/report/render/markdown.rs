//! The report as Markdown, every user text escaped.

use super::super::Report;

pub(in super::super) fn markdown(report: &Report) -> String {
    format!("# {}\n", report.texts().render(report.title()))
}
