//! The report as JSON.

use super::super::Report;

pub(in super::super) fn json(report: &Report) -> String {
    serde_json::to_string(report.sections()).unwrap_or_default()
}
