#![doc = include_str!("../../docs/reliability.md")]

pub mod consistency;
pub mod icc;
