//! Reliability: whether scores are consistent.
#![doc = include_str!("../../docs/reliability.md")]

pub mod consistency;
