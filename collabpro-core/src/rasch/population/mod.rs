//! Marginal maximum likelihood: units are drawn from a population.

mod at_nodes;
pub(super) mod blocks;
pub(super) mod drawn;
pub(super) mod hermite;
pub(super) mod left_over;
pub(super) mod marginal;
pub(super) mod plausible;
pub(super) mod posterior;
pub(super) mod search;
pub(super) mod solver;
pub(super) mod told;
pub(super) mod unit_estimates;
