//! What a file tells of the tool that wrote it.

use crate::exchange::tool::{SurveyTool, code, import_id};
use crate::rubric::Missing;

/// What only this tool writes, or writes so.
pub(super) struct Signs {
    /// Columns that no other tool writes.
    marks: &'static [&'static str],
    /// Columns that tell answers apart, the best first.
    pub(super) raters: &'static [&'static str],
    /// Cells by which the tool tells that there is no answer.
    pub(super) missing: &'static [(&'static str, Missing)],
}

/// The tool that writes such rows above its answers.
pub(super) fn tool_of(head: &[Vec<String>]) -> SurveyTool {
    if head.get(2).is_some_and(|ids| ids.iter().all(|id| import_id(id).is_some())) {
        return SurveyTool::Qualtrics;
    }
    let names = head.first().map_or(&[][..], Vec::as_slice);
    let is_there = |mark: &&str| names.iter().any(|name| name == mark || code(name) == *mark);
    let known = SurveyTool::ALL.iter().find(|tool| signs(**tool).marks.iter().any(&is_there));
    known.copied().unwrap_or_default()
}

pub(super) const fn signs(tool: SurveyTool) -> Signs {
    match tool {
        SurveyTool::Qualtrics => Signs {
            marks: &["ResponseId", "ResponseID", "_recordId"],
            raters: &["ResponseId", "ResponseID", "_recordId"],
            missing: &[("-99", Missing::NoAnswer)],
        },
        SurveyTool::LimeSurvey => Signs {
            marks: &[
                "submitdate",
                "Date submitted",
                "startlanguage",
                "Start language",
                "Datum Abgeschickt",
                "Start-Sprache",
            ],
            raters: &["token", "Access code", "id", "Response ID", "Antwort ID"],
            missing: &[("N/A", Missing::NotApplicable)],
        },
        SurveyTool::GoogleForms => Signs {
            marks: &["Timestamp", "Zeitstempel"],
            raters: &["Email Address", "Username", "E-Mail-Adresse"],
            missing: &[],
        },
        SurveyTool::MicrosoftForms => {
            Signs { marks: &["Completion time", "Fertigstellungszeit"], raters: &["ID", "Id"], missing: &[] }
        }
        SurveyTool::SurveyMonkey => Signs {
            marks: &["Respondent ID", "RespondentID"],
            raters: &["Respondent ID", "RespondentID"],
            missing: &[],
        },
        SurveyTool::Odk => Signs {
            marks: &[
                "SubmissionDate",
                "_submission_time",
                "meta/instanceID",
                "meta-instanceID",
                "formhub/uuid",
            ],
            raters: &["KEY", "_uuid", "instanceID", "meta/instanceID", "meta-instanceID"],
            missing: &[],
        },
        SurveyTool::Other => Signs {
            marks: &[],
            raters: &["rater", "respondent", "participant", "record_id", "id"],
            missing: &[],
        },
    }
}
