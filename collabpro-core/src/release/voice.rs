//! Whose ratings speak for a unit.

use super::ReleasedScore;
use crate::rubric::{Group, Rubric};

/// The group that says "we" in these cells of one unit at one occasion: teachers, else the largest group of adults that
/// is shown, else whoever is shown.
pub(crate) fn voice<'a>(
    rubric: &Rubric,
    cells: impl Iterator<Item = &'a ReleasedScore>,
) -> Option<Option<&'a str>> {
    let mut voice = None;
    for cell in cells.filter(|cell| cell.is_shown() && cell.undefined.get("mean").is_none()) {
        let role = cell.role.as_deref();
        let student = role.is_some_and(|role| rubric.group(role) == Group::Student);
        let rank = (role == Some("teacher"), !student, cell.number().unwrap_or(0));
        if voice.is_none_or(|(best, _)| rank >= best) {
            voice = Some((rank, role));
        }
    }
    voice.map(|(_, role)| role)
}
