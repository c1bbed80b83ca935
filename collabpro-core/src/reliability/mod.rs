//! Reliability: whether scores are consistent.

pub mod consistency;
pub mod icc;
