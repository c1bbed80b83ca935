//! What can be asked of a study beside its measures.

pub(super) mod bias;
pub(super) mod curves;
pub(super) mod differences;
pub(super) mod effects;
pub(super) mod replicate;
pub(super) mod residuals;
pub(super) mod split;
pub(super) mod usage;
