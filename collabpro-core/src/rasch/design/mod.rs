//! What was rated by whom, and which of it can be estimated.

pub(super) mod anchors;
pub(super) mod asked;
pub(super) mod cells;
pub(super) mod columns;
pub(super) mod drawn_from;
mod elimination;
pub(super) mod extreme;
pub(super) mod identification;
pub(super) mod of_ratings;
pub(super) mod patterns;
pub(super) mod predictors;
pub(super) mod refusals;
pub(super) mod scales;
pub(super) mod subsets;
