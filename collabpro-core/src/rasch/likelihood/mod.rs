//! The model, its likelihood, and the search for its highest point.

pub(super) mod alone;
pub(super) mod aside;
pub(super) mod climb;
pub(super) mod errors;
pub(super) mod functions;
pub(super) mod held;
pub(super) mod information;
pub(super) mod joint;
pub(super) mod linear;
pub(super) mod measures;
pub(super) mod model;
pub(super) mod newton;
