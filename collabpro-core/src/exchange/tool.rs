//! What the files of each survey tool have in common.

use collabpro_derive::words;

/// The program that wrote the file.
#[words]
#[derive(Default)]
pub enum SurveyTool {
    /// Three rows above the answers: names, questions, import ids.
    Qualtrics,
    /// One row of codes or of questions; an empty `submitdate` is an answer that was not sent off.
    #[word("limesurvey")]
    LimeSurvey,
    /// One row of questions; a line of a grid is `Question [Line]`.
    GoogleForms,
    /// One row of questions, after `ID` to `Name`.
    MicrosoftForms,
    /// One row; nothing is known of its columns.
    #[default]
    Other,
}

/// Columns whose cell tells that a row is no answer, each with those cells.
type Tells = &'static [(&'static str, &'static [&'static str])];

/// The habits of a tool.
pub(super) struct Habits {
    /// Rows above the answers.
    pub(super) header_rows: u32,
    /// Columns about the answering and not about the questions. They are passed over unless they are mapped.
    pub(super) known: &'static [&'static str],
    /// Trials by those who made the survey.
    pub(super) previews: Tells,
    /// Answers that were never sent off.
    pub(super) incomplete: Tells,
}

impl SurveyTool {
    pub(super) const fn habits(self) -> Habits {
        match self {
            Self::Qualtrics => Habits {
                header_rows: 3,
                known: &[
                    "StartDate",
                    "EndDate",
                    "Status",
                    "IPAddress",
                    "Progress",
                    "Duration (in seconds)",
                    "Finished",
                    "RecordedDate",
                    "ResponseId",
                    "RecipientLastName",
                    "RecipientFirstName",
                    "RecipientEmail",
                    "ExternalReference",
                    "LocationLatitude",
                    "LocationLongitude",
                    "DistributionChannel",
                    "UserLanguage",
                    // The same by their import ids, for a header that is read from the third row.
                    "startDate",
                    "endDate",
                    "status",
                    "ipAddress",
                    "progress",
                    "duration",
                    "finished",
                    "recordedDate",
                    "_recordId",
                    "recipientLastName",
                    "recipientFirstName",
                    "recipientEmail",
                    "externalDataReference",
                    "locationLatitude",
                    "locationLongitude",
                    "distributionChannel",
                    "userLanguage",
                ],
                previews: &[
                    ("Status", &["Survey Preview", "Survey Test", "1", "2"]),
                    ("DistributionChannel", &["preview", "test"]),
                    ("status", &["Survey Preview", "Survey Test", "1", "2"]),
                    ("distributionChannel", &["preview", "test"]),
                ],
                incomplete: &[
                    ("Finished", &["False", "FALSE", "false", "0"]),
                    ("finished", &["False", "FALSE", "false", "0"]),
                ],
            },
            Self::LimeSurvey => Habits {
                header_rows: 1,
                known: &[
                    "id",
                    "submitdate",
                    "lastpage",
                    "startlanguage",
                    "seed",
                    "token",
                    "startdate",
                    "datestamp",
                    "ipaddr",
                    "refurl",
                    "Response ID",
                    "Date submitted",
                    "Last page",
                    "Start language",
                    "Seed",
                    "Access code",
                    "Date started",
                    "Date last action",
                    "IP address",
                    "Referrer URL",
                ],
                previews: &[],
                incomplete: &[("submitdate", &[""]), ("Date submitted", &[""])],
            },
            Self::GoogleForms => Habits {
                header_rows: 1,
                known: &["Timestamp", "Email Address", "Username", "Score"],
                previews: &[],
                incomplete: &[],
            },
            Self::MicrosoftForms => Habits {
                header_rows: 1,
                known: &[
                    "ID",
                    "Id",
                    "Start time",
                    "Completion time",
                    "Email",
                    "Name",
                    "Last modified time",
                    "Total points",
                    "Quiz feedback",
                    "Grade posted time",
                ],
                previews: &[],
                incomplete: &[],
            },
            Self::Other => Habits { header_rows: 1, known: &[], previews: &[], incomplete: &[] },
        }
    }
}
