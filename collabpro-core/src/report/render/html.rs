//! One standalone page: no script, no outside request, every user text escaped.

use super::super::Report;

pub(in super::super) fn html(report: &Report) -> String {
    format!("<!doctype html>{}", report.texts().render(report.title()))
}
