//! What a study tells of what it estimated.

pub(super) mod agreement;
mod categories;
pub(super) mod covariance;
pub(super) mod displacement;
mod element;
pub(super) mod fair;
pub(super) mod spread;
pub(super) mod stands;
pub(super) mod statistics;
pub(super) mod tell;
