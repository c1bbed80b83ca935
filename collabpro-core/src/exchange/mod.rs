#![doc = include_str!("../../docs/exchange.md")]

mod mapping;
mod plan;
mod survey;
mod tool;

pub use mapping::{LabelSet, LeaveOut, Rows, SurveyColumn, SurveyField, SurveyMapping};
pub use survey::{LeftOut, LeftOutWhy, SurveyAccount, SurveyOptions};
pub use tool::SurveyTool;

#[cfg(test)]
mod tests;
