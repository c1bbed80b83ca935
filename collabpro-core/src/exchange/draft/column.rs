//! The columns of a file: what their headings say, and how they belong together.

use super::{Cells, DraftReason, DraftUse, File};
use crate::base::nfc::fold;
use crate::base::number::is_number;
use crate::base::text::Text;
use crate::exchange::tool::{SurveyTool, code, import_id, names_of_grids};

/// A column on its way into a mapping.
pub(super) struct Column {
    pub(super) name: String,
    /// Which of several of that name.
    pub(super) occurrence: Option<u32>,
    /// What its heading says: as a whole, and each part of it that a tool puts together.
    pub(super) readings: Vec<String>,
    /// The question over it, where it is one line of several.
    pub(super) grid: Option<String>,
    /// Whether it stands below a question at all, which then asks for something of the line.
    pub(super) is_line: bool,
    /// Whether people wrote into it what they wanted: it answers nothing on a scale.
    pub(super) is_typed: bool,
    pub(super) cells: Cells,
    pub(super) holds: Option<(DraftUse, DraftReason)>,
    pub(super) criterion: Option<u16>,
    /// Columns with the same number have their labels in common.
    pub(super) group: Option<usize>,
    /// Id of the label set.
    pub(super) labels: Option<String>,
}

impl Column {
    pub(super) fn is(&self, holds: DraftUse) -> bool {
        self.holds.is_some_and(|(known, _)| known == holds)
    }

    /// Whether it may hold answers with labels.
    pub(super) fn may_answer(&self) -> bool {
        let free = self.holds.is_none() || self.is(DraftUse::Answers);
        free && !self.is_typed && !self.cells.many && (self.grid.is_some() || !self.cells.seen.is_empty())
    }

    /// Whether two columns have their labels in common: lines of a grid, or the same words.
    pub(super) fn shares(&self, other: &Self) -> bool {
        let same = |cell: &String| !is_number(cell) && other.cells.seen.contains(cell);
        let is_line = self.grid.is_some() && self.grid == other.grid;
        self.may_answer() && other.may_answer() && (is_line || self.cells.seen.iter().any(same))
    }
}

/// A text as it is compared: without regard to capitals and to signs at its end.
pub(super) fn plain(text: &str) -> String {
    let mut text = fold(text).into_owned();
    text.make_ascii_lowercase();
    text.truncate(text.trim_end_matches(['.', '?', '!', ':', ';', '*', ' ']).len());
    text
}

pub(super) fn says(text: &Text, plainly: &str) -> bool {
    text.0.values().any(|own| plain(own) == plainly)
}

/// A heading by its code, where the tool writes one.
fn short(tool: SurveyTool, name: &str) -> &str {
    if tool == SurveyTool::LimeSurvey { code(name) } else { name }
}

/// A question and its line, of `Question [Line]`.
fn line(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix(']')?.rsplit_once('[')
}

/// The question over a line of a grid or over a choice, as the tool writes it.
fn question(tool: SurveyTool, name: &str) -> Option<&str> {
    let over = match tool {
        SurveyTool::Qualtrics => {
            name.rsplit_once('_').filter(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()))
        }
        SurveyTool::Odk => name.rsplit_once('/'),
        _ => line(short(tool, name)),
    };
    over.map(|(over, _)| over.trim_end())
}

/// Whether REDCap adds a column to its fields, beside the event: what was filled in again, and whether a form is complete.
fn is_of_redcap(name: &str, names: &[String]) -> bool {
    const LABELLED: &[&str] =
        &["Repeat Instrument", "Repeat Instance", "Data Access Group", "Survey Identifier"];
    let is_redcap = |name: &String| name.starts_with("redcap_") || name == "record_id" || name == "Record ID";
    let ends = |end: &str| name.ends_with(end);
    names.iter().any(is_redcap)
        && !EVENTS.contains(&plain(name).as_str())
        && (name.starts_with("redcap_")
            || ends("_complete")
            || ends("_timestamp")
            || LABELLED.contains(&name))
}

/// How REDCap calls the column of events, plainly.
pub(super) const EVENTS: &[&str] = &["redcap_event_name", "event name"];

/// What a heading says: as a whole, and each part that the tool puts into it.
fn readings(tool: SurveyTool, texts: &mut dyn Iterator<Item = &String>) -> Vec<String> {
    let between = match tool {
        SurveyTool::LimeSurvey => ". ",
        SurveyTool::Qualtrics => " - ",
        SurveyTool::Odk => "/",
        _ => "\n",
    };
    let mut readings = Vec::new();
    for text in texts {
        for part in std::iter::once(text.as_str()).chain(text.split(between)) {
            for reading in [Some(part), line(part).map(|(_, line)| line)].into_iter().flatten() {
                readings.push(plain(reading));
            }
        }
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// The columns of a file, of which those are known that the tool has in every file.
pub(super) fn columns(file: File, tool: SurveyTool) -> Vec<Column> {
    let rows = file.head.as_slice();
    let names = match rows {
        [questions, lines] if tool == SurveyTool::SurveyMonkey => names_of_grids(questions, lines),
        _ => rows.first().cloned().unwrap_or_default(),
    };
    let over: Vec<Option<&str>> = names.iter().map(|name| question(tool, name)).collect();
    let heads: Vec<&str> = names.iter().map(|name| short(tool, name)).collect();
    let mut columns = Vec::new();
    for (at, (name, cells)) in names.iter().zip(file.cells).enumerate() {
        let same = |until: usize| names.iter().take(until).filter(|other| *other == name).count();
        let mut texts = std::iter::once(name).chain(rows.iter().take(2).filter_map(|row| row.get(at)));
        let id = rows.get(2).and_then(|row| import_id(row.get(at)?));
        // What was written beside a choice is called so; a question of its own is told by its id alone.
        let is_beside = tool == SurveyTool::Qualtrics && name.ends_with("_TEXT");
        let is_typed = match tool {
            SurveyTool::Qualtrics => id.is_some_and(|id| id.ends_with("_TEXT")),
            SurveyTool::SurveyMonkey => {
                rows.get(1).and_then(|row| row.get(at)).is_some_and(|line| line == "Open-Ended Response")
            }
            _ => false,
        };
        let question = over.get(at).copied().flatten();
        let lines = over.iter().filter(|other| question.is_some() && **other == question).count();
        let whole = question.is_some_and(|question| heads.contains(&question));
        let splits = |over: &Option<&str>| *over == Some(name.as_str());
        let holds = match tool {
            _ if is_beside => Some(DraftUse::Ignored),
            // What was written beside a choice.
            SurveyTool::LimeSurvey if whole || short(tool, name).ends_with("[comment]") => {
                Some(DraftUse::Ignored)
            }
            // It tells whether its choices were asked.
            SurveyTool::Odk if over.iter().any(splits) => Some(DraftUse::Own),
            _ if tool.is_own(name, &names) => Some(DraftUse::Own),
            SurveyTool::Other if is_of_redcap(name, &names) => Some(DraftUse::Ignored),
            _ => None,
        };
        let is_grid = if tool == SurveyTool::Odk { whole } else { lines > 1 };
        columns.push(Column {
            name: name.clone(),
            occurrence: (same(names.len()) > 1).then(|| same(at) as u32 + 1),
            readings: readings(tool, &mut texts),
            grid: question.filter(|_| is_grid).map(str::to_owned),
            is_line: question.is_some() && (is_grid || tool != SurveyTool::Odk),
            is_typed,
            cells,
            holds: holds.map(|holds| (holds, DraftReason::Tool)),
            criterion: None,
            group: None,
            labels: None,
        });
    }
    columns
}
