#![doc = include_str!("../../docs/exchange.md")]

mod case;
mod codebook;
mod mapping;
mod plan;
mod survey;
mod tool;

pub use case::{CaseLoss, CaseLosses, CaseOptions, CasePackage, CaseRubric, CaseVersion, ToCaseOptions};
pub use mapping::{LabelSet, LeaveOut, RowHandling, SurveyColumn, SurveyField, SurveyMapping};
pub use survey::SurveyOptions;
pub use tool::SurveyTool;
