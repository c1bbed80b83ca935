//! Reliability: whether scores are consistent.

pub mod icc;
