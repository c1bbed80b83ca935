//! Reliability: whether scores are consistent.

pub mod consistency;
