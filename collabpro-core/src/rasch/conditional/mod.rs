//! Conditional maximum likelihood, for two facets.

pub(super) mod search;
pub(super) mod symmetric;
pub(super) mod told;
