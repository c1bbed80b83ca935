//! The report as JSON: every message as text and as id with arguments.

use serde::Serialize;

use super::super::{Bar, BarShare, Block, Evidence, Report, Section, Sentence};
use crate::document::to_json;
use crate::framework::Construct;
use crate::message::{Message, Texts};
use crate::scoring::Interval;

pub(in super::super) fn json(report: &Report) -> String {
    let say = Say(report.texts());
    let document = Document {
        schema_version: 1,
        kind: "collabpro.report",
        library: env!("CARGO_PKG_VERSION"),
        language: report.language,
        title: say.message(&report.title),
        footer: say.message(&report.footer),
        sections: report.sections.iter().map(|section| say.section(section)).collect(),
    };
    to_json(&document)
}

/// A report on the wire: every sentence as text, as message with arguments, and with its numbers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReportDocument"))]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    /// Version of this form; 1.
    schema_version: u32,
    /// Always `collabpro.report`.
    kind: &'static str,
    /// Version of the library.
    library: &'static str,
    /// Language of the texts.
    language: &'static str,
    /// The title.
    title: Said<'a>,
    /// Shown with every page.
    footer: Said<'a>,
    /// The sections, in order.
    sections: Vec<SaidSection<'a>>,
}

/// A message with what it says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Said<'a> {
    text: String,
    message: &'a Message,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    evidence: &'a [Evidence],
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Section"))]
struct SaidSection<'a> {
    id: &'a str,
    unit: Option<&'a str>,
    heading: Said<'a>,
    level: u8,
    blocks: Vec<SaidBlock<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Block"))]
#[serde(tag = "type", rename_all = "camelCase")]
enum SaidBlock<'a> {
    Paragraph { sentences: Vec<Said<'a>> },
    List { ordered: bool, items: Vec<Said<'a>> },
    Bars { caption: Said<'a>, bars: Vec<SaidBar<'a>> },
    Table { caption: Said<'a>, head: Vec<Said<'a>>, rows: Vec<Vec<Said<'a>>> },
    Note { message: Said<'a> },
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Bar"))]
struct SaidBar<'a> {
    construct: &'a Construct,
    label: Said<'a>,
    group: Said<'a>,
    shares: Vec<SaidShare<'a>>,
    absent: Option<Said<'a>>,
    few: bool,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BarShare"))]
#[serde(rename_all = "camelCase")]
struct SaidShare<'a> {
    from: Said<'a>,
    value: Option<f64>,
    interval: Option<Interval>,
    nearly_all: Option<bool>,
    is_cut: bool,
    text: String,
    message: &'a Message,
}

struct Say(&'static Texts);

impl Say {
    fn message<'a>(&self, message: &'a Message) -> Said<'a> {
        Said { text: self.0.render(message), message, evidence: &[] }
    }

    fn messages<'a>(&self, messages: &'a [Message]) -> Vec<Said<'a>> {
        messages.iter().map(|message| self.message(message)).collect()
    }

    fn sentences<'a>(&self, sentences: &'a [Sentence]) -> Vec<Said<'a>> {
        let said =
            |sentence: &'a Sentence| Said { evidence: &sentence.evidence, ..self.message(&sentence.message) };
        sentences.iter().map(said).collect()
    }

    fn section<'a>(&self, section: &'a Section) -> SaidSection<'a> {
        SaidSection {
            id: section.id,
            unit: section.unit.as_deref(),
            heading: self.message(&section.heading),
            level: section.level,
            blocks: section.blocks.iter().map(|block| self.block(block)).collect(),
        }
    }

    fn block<'a>(&self, block: &'a Block) -> SaidBlock<'a> {
        match block {
            Block::Paragraph { sentences } => SaidBlock::Paragraph { sentences: self.sentences(sentences) },
            Block::List { ordered, items } => {
                SaidBlock::List { ordered: *ordered, items: self.sentences(items) }
            }
            Block::Bars { caption, bars } => SaidBlock::Bars {
                caption: self.message(caption),
                bars: bars.iter().map(|bar| self.bar(bar)).collect(),
            },
            Block::Table { caption, head, rows } => SaidBlock::Table {
                caption: self.message(caption),
                head: self.messages(head),
                rows: rows.iter().map(|row| self.messages(row)).collect(),
            },
            Block::Note { message } => SaidBlock::Note { message: self.message(message) },
        }
    }

    fn bar<'a>(&self, bar: &'a Bar) -> SaidBar<'a> {
        SaidBar {
            construct: &bar.construct,
            label: self.message(&bar.label),
            group: self.message(&bar.group),
            shares: bar.shares.iter().map(|share| self.share(share)).collect(),
            absent: bar.absent.as_ref().map(|absent| self.message(absent)),
            few: bar.few,
        }
    }

    fn share<'a>(&self, share: &'a BarShare) -> SaidShare<'a> {
        SaidShare {
            from: self.message(&share.from),
            value: share.value,
            interval: share.interval,
            nearly_all: share.nearly_all,
            is_cut: share.is_cut,
            text: self.0.render(&share.text),
            message: &share.text,
        }
    }
}

#[cfg(feature = "schema")]
crate::document::written_as!(Report, Document<'_>);
