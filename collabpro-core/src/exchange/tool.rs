//! What the files of each survey tool have in common.

use collabpro_derive::words;

use serde_json::Value;

use super::mapping::SurveyField;
use crate::base::number::whole;

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
    /// Two rows: questions, and below them the lines of each grid.
    #[word("surveymonkey")]
    SurveyMonkey,
    /// ODK and KoboToolbox: one row of names; a choice of several is split into columns `question/choice` of 0 and 1.
    Odk,
    /// One row; nothing is known of its columns.
    #[default]
    Other,
}

/// Cells that mean the same.
pub(super) type Words = &'static [&'static str];
/// Columns whose cell tells that a row is no answer, each with those cells.
type Tells = &'static [(&'static str, Words)];

/// How LimeSurvey writes an answer that is none of those offered.
pub(super) const OTHER: &str = "-oth-";

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
    /// Answers that the tool takes for those of a machine.
    pub(super) spam: Tells,
}

/// Whether a cell is one of these words or codes, in whatever case; a whole number may have become a real one on its way.
pub(super) fn is_one_of(words: &[impl AsRef<str>], cell: &str) -> bool {
    let cell = whole(cell).unwrap_or(cell);
    words.iter().any(|word| word.as_ref().eq_ignore_ascii_case(cell))
}

const TRIALS: &[&str] = &[
    "Survey Preview",
    "Survey Test",
    "Survey Preview Spam",
    "Offline Survey Preview",
    "Synthetic",
    "1",
    "2",
    "9",
    "17",
    "256",
];
/// As spreadsheets in German and French write it as well.
const UNFINISHED: &[&str] = &["False", "FALSCH", "FAUX", "0"];
/// What is no trial and no spam, and a finished answer.
const PEOPLE: &[&str] = &[
    "IP Address",
    "Imported",
    "Offline",
    "EX",
    "EX Offline",
    "0",
    "4",
    "16",
    "32",
    "48",
    "anonymous",
    "email",
    "gl",
    "qr",
    "sms",
    "social",
    "True",
    "WAHR",
    "VRAI",
    "1",
];
const SPAM: &[&str] = &["Spam", "Imported Spam", "EX Spam", "8", "12", "40"];

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
                    // As exports of 2016 have them.
                    "ResponseID",
                    "ResponseSet",
                    "ExternalDataReference",
                    "responseId",
                    "responseSet",
                ],
                previews: &[
                    ("Status", TRIALS),
                    ("DistributionChannel", &["preview", "test"]),
                    ("status", TRIALS),
                    ("distributionChannel", &["preview", "test"]),
                ],
                incomplete: &[("Finished", UNFINISHED), ("finished", UNFINISHED)],
                spam: &[("Status", SPAM), ("status", SPAM)],
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
                    // The same in a survey in German, by two versions.
                    "Antwort ID",
                    "Datum Abgeschickt",
                    "Letzte Seite",
                    "Start-Sprache",
                    "Zufallsstartwert",
                    "Zufallsgeneratorstartwert",
                    "Datum gestartet",
                    "Datum letzte Aktivität",
                    "IP-Adresse",
                    "Weiterleitungs-URL",
                ],
                previews: &[],
                incomplete: &[("submitdate", &[""]), ("Date submitted", &[""]), ("Datum Abgeschickt", &[""])],
                spam: &[],
            },
            Self::GoogleForms => Habits {
                header_rows: 1,
                known: &["Timestamp", "Email Address", "Username", "Score", "Zeitstempel", "E-Mail-Adresse"],
                previews: &[],
                incomplete: &[],
                spam: &[],
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
                    "Language",
                    "Startzeit",
                    "Fertigstellungszeit",
                    "E-Mail",
                ],
                previews: &[],
                incomplete: &[],
                spam: &[],
            },
            Self::SurveyMonkey => Habits {
                header_rows: 2,
                known: &[
                    "Respondent ID",
                    "Collector ID",
                    "Date Created",
                    "Date Modified",
                    "Start Date",
                    "End Date",
                    "StartDate",
                    "EndDate",
                    "RespondentID",
                    "CollectorID",
                    "IP Address",
                    "Email Address",
                    "First Name",
                    "Last Name",
                    "FirstName",
                    "LastName",
                    "Custom Data 1",
                    "CustomData",
                ],
                previews: &[],
                incomplete: &[],
                spam: &[],
            },
            Self::Odk => Habits {
                header_rows: 1,
                known: &[
                    "SubmissionDate",
                    "KEY",
                    "PARENT_KEY",
                    "SubmitterID",
                    "SubmitterName",
                    "AttachmentsPresent",
                    "AttachmentsExpected",
                    "Status",
                    "ReviewState",
                    "DeviceID",
                    "Edits",
                    "FormVersion",
                    "start",
                    "end",
                    "today",
                    "username",
                    "deviceid",
                    "phonenumber",
                    "audit",
                    "instanceID",
                    "instanceName",
                    "meta/instanceID",
                    "meta/instanceName",
                    "meta-instanceID",
                    "meta-instanceName",
                    "formhub/uuid",
                    "__version__",
                    "_version_",
                    "_id",
                    "_uuid",
                    "_submission_time",
                    "_validation_status",
                    "_notes",
                    "_status",
                    "_submitted_by",
                    "_tags",
                    "_index",
                    "_parent_index",
                    "_parent_table_name",
                ],
                previews: &[],
                incomplete: &[],
                spam: &[],
            },
            Self::Other => Habits { header_rows: 1, known: &[], previews: &[], incomplete: &[], spam: &[] },
        }
    }

    /// Whether a column is about the answering and not about the questions.
    pub(super) fn is_own(self, name: &str, all: &[String]) -> bool {
        let known = self.habits().known;
        if known.contains(&name) {
            return true;
        }
        // Of a quiz there are two more columns for each question.
        let of_quiz = ["Points - ", "Feedback - "].iter().any(|begin| name.starts_with(begin));
        if self == Self::MicrosoftForms && of_quiz {
            return true;
        }
        // "submitdate. Date submitted": the code and its text.
        let code = code(name);
        self == Self::LimeSurvey && (code != name && known.contains(&code) || is_time(name, code, all))
    }

    /// Whether a cell stands where a name would, and names nothing: whoever did not sign in, or what was none of the choices.
    pub(super) fn names_nothing(self, field: SurveyField, cell: &str) -> bool {
        match self {
            Self::MicrosoftForms => field == SurveyField::Rater && cell == "anonymous",
            Self::LimeSurvey => cell == OTHER,
            _ => false,
        }
    }

    /// Columns that say when somebody answered, the best first.
    pub(super) const fn moments(self) -> Words {
        match self {
            Self::Qualtrics => &["RecordedDate", "recordedDate", "EndDate", "endDate"],
            Self::LimeSurvey => &[
                "submitdate",
                "Date submitted",
                "Datum Abgeschickt",
                "datestamp",
                "Date last action",
                "Datum letzte Aktivität",
            ],
            Self::GoogleForms => &["Timestamp", "Zeitstempel"],
            Self::MicrosoftForms => &["Completion time", "Fertigstellungszeit"],
            Self::SurveyMonkey => &["Date Modified", "End Date", "EndDate"],
            Self::Odk => &["SubmissionDate", "_submission_time"],
            Self::Other => &[],
        }
    }

    /// What a tool writes into the columns by which it tells something, and tells nothing; nothing where it is not known.
    pub(super) fn usual(self) -> &'static [&'static str] {
        if self == Self::Qualtrics { PEOPLE } else { &[] }
    }

    /// The column by which a tool tells something, whatever its heading says beside the code.
    pub(super) fn column(self, name: &str, all: &[String]) -> Option<usize> {
        let same = |known: &String| known == name || self == Self::LimeSurvey && code(known) == name;
        all.iter().position(same)
    }
}

/// The code of a heading of LimeSurvey that has both, code and text.
pub(super) fn code(name: &str) -> &str {
    name.split_once(". ").map_or(name, |(code, _)| code)
}

/// How long an interview, a group of questions or a question took, by code or by text.
fn is_time(name: &str, code: &str, all: &[String]) -> bool {
    let of_group =
        code.strip_prefix("groupTime").is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    let is_question = |id: &str| {
        let of = |other: &String| self::code(other).split(['[', '_']).next() == Some(id);
        !id.is_empty() && all.iter().any(of)
    };
    let of_question = code.strip_suffix("Time").is_some_and(is_question);
    let texts = ["Group time:", "Question time:"];
    code == "interviewtime"
        || of_group
        || of_question
        || name == "Total time"
        || texts.iter().any(|text| name.starts_with(text))
}

/// The id in the third row of Qualtrics: `{"ImportId":"QID1_1"}`, in exports of 2016 within single quotation marks.
pub(super) fn import_id(cell: &str) -> Option<String> {
    let value: Value =
        serde_json::from_str(cell).or_else(|_| serde_json::from_str(&cell.replace('\'', "\""))).ok()?;
    Some(value.get("ImportId")?.as_str()?.to_owned())
}

/// Names from a row of questions and a row of lines of grids, whose question stands over the first line alone.
pub(super) fn names_of_grids(questions: &[String], lines: &[String]) -> Vec<String> {
    let mut over = "";
    let mut names = Vec::new();
    for (question, line) in questions.iter().zip(lines) {
        let own = ["", "Response", "Open-Ended Response"].contains(&line.as_str());
        if !question.is_empty() {
            over = question;
        }
        names.push(if own { question.clone() } else { format!("{over} [{line}]") });
    }
    names
}
