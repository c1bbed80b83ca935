#![doc = include_str!("../../docs/exchange.md")]

mod case;
mod codebook;
#[cfg(feature = "research")]
mod draft;
mod mapping;
mod plan;
mod survey;
mod tool;

pub use case::{CaseLoss, CaseLosses, CaseOptions, CasePackage, CaseRubric, CaseVersion, ToCaseOptions};
#[cfg(feature = "research")]
pub use draft::{DraftColumn, DraftReason, DraftUse, MappingDraft, draft_mapping};
pub use mapping::{LabelSet, LeaveOut, RowHandling, SurveyColumn, SurveyField, SurveyMapping};
pub use survey::SurveyOptions;
pub use tool::SurveyTool;
