//! The report as JSON: every message as text and as id with arguments.

use collabpro_derive::document;
use serde::{Serialize, Serializer};

use super::super::{Bar, BarShare, Block, KeyEntry, Report, ReportEvidence, Section, SectionId, Sentence};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::texts::Texts;
use crate::framework::Construct;
use crate::release::ReleaseRecord;
use crate::scoring::Interval;

pub(in super::super) fn json(report: &Report) -> String {
    to_json(&Document {
        library: env!("CARGO_PKG_VERSION"),
        language: report.language(),
        title: report.title.said(&report.texts),
        footer: report.footer.said(&report.texts),
        sections: Each(&report.sections, &report.texts),
        record: report.record().ok(),
    })
}

/// A report on the wire: every sentence as text, as message with arguments, and with its numbers.
#[document("report", version = 2, of = Report)]
pub(super) struct Document<'a> {
    /// Version of the library.
    library: &'static str,
    /// Language of the texts.
    language: &'a str,
    /// The title.
    title: Said<'a>,
    /// Shown with every page.
    footer: Said<'a>,
    /// The sections, in order.
    sections: Each<'a, Section>,
    /// What was shown of how many people, for the next release of the same ratings; null where the policy has no salt.
    record: Option<&'a ReleaseRecord>,
}

/// A message with what it says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Said<'a> {
    text: String,
    message: &'a Message,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    evidence: &'a [ReportEvidence],
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Section"))]
struct SaidSection<'a> {
    id: SectionId,
    unit: Option<&'a str>,
    occasion: Option<&'a str>,
    heading: Said<'a>,
    level: u8,
    blocks: Each<'a, Block>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Block"))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum SaidBlock<'a> {
    Paragraph { sentences: Each<'a, Sentence> },
    List { ordered: bool, items: Each<'a, Sentence> },
    Bars { caption: Said<'a>, key: Each<'a, KeyEntry>, note: Option<Said<'a>>, bars: Each<'a, Bar> },
    Table { caption: Said<'a>, head: Each<'a, Message>, rows: Each<'a, Vec<Message>>, to_fill: bool },
    Note { message: Said<'a> },
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Bar"))]
struct SaidBar<'a> {
    construct: &'a Construct,
    label: Said<'a>,
    group: Said<'a>,
    shares: Each<'a, BarShare>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<SaidShare<'a>>,
    absent: Option<Said<'a>>,
    few: bool,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "KeyEntry"))]
struct SaidEntry<'a> {
    category: Said<'a>,
    about: Option<Said<'a>>,
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

/// A part of a report that is written with its words.
trait Part {
    type Said<'a>: Serialize
    where
        Self: 'a;

    fn said<'a>(&'a self, texts: &'a Texts) -> Self::Said<'a>;
}

/// Parts in their order, each put into words when it is written.
struct Each<'a, T>(&'a [T], &'a Texts);

impl<T: Part> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|part| part.said(self.1)))
    }
}

impl Part for Message {
    type Said<'a> = Said<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> Said<'a> {
        Said { text: texts.render(self), message: self, evidence: &[] }
    }
}

impl Part for Vec<Message> {
    type Said<'a> = Each<'a, Message>;

    fn said<'a>(&'a self, texts: &'a Texts) -> Each<'a, Message> {
        Each(self, texts)
    }
}

impl Part for Sentence {
    type Said<'a> = Said<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> Said<'a> {
        Said { evidence: &self.evidence, ..self.message.said(texts) }
    }
}

impl Part for Section {
    type Said<'a> = SaidSection<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> SaidSection<'a> {
        SaidSection {
            id: self.id,
            unit: self.unit.as_deref(),
            occasion: self.occasion.as_deref(),
            heading: self.heading.said(texts),
            level: self.level,
            blocks: Each(&self.blocks, texts),
        }
    }
}

impl Part for Block {
    type Said<'a> = SaidBlock<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> SaidBlock<'a> {
        match self {
            Self::Paragraph { sentences } => SaidBlock::Paragraph { sentences: Each(sentences, texts) },
            Self::List { ordered, items } => SaidBlock::List { ordered: *ordered, items: Each(items, texts) },
            Self::Bars { caption, key, note, bars } => SaidBlock::Bars {
                caption: caption.said(texts),
                key: Each(key, texts),
                note: note.as_ref().map(|note| note.said(texts)),
                bars: Each(bars, texts),
            },
            Self::Table { caption, head, rows, to_fill } => SaidBlock::Table {
                caption: caption.said(texts),
                head: Each(head, texts),
                rows: Each(rows, texts),
                to_fill: *to_fill,
            },
            Self::Note { message } => SaidBlock::Note { message: message.said(texts) },
        }
    }
}

impl Part for KeyEntry {
    type Said<'a> = SaidEntry<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> SaidEntry<'a> {
        let about = self.about.as_ref().map(|about| about.said(texts));
        SaidEntry { category: self.category.said(texts), about }
    }
}

impl Part for Bar {
    type Said<'a> = SaidBar<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> SaidBar<'a> {
        SaidBar {
            construct: &self.construct,
            label: self.label.said(texts),
            group: self.group.said(texts),
            shares: Each(&self.shares, texts),
            earlier: self.earlier.as_ref().map(|earlier| earlier.said(texts)),
            absent: self.absent.as_ref().map(|absent| absent.said(texts)),
            few: self.few,
        }
    }
}

impl Part for BarShare {
    type Said<'a> = SaidShare<'a>;

    fn said<'a>(&'a self, texts: &'a Texts) -> SaidShare<'a> {
        SaidShare {
            from: self.from.said(texts),
            value: self.value,
            interval: self.interval,
            nearly_all: self.nearly_all,
            is_cut: self.is_cut,
            text: texts.render(&self.text),
            message: &self.text,
        }
    }
}

#[cfg(feature = "schema")]
impl<'a, T: Part> schemars::JsonSchema for Each<'a, T>
where
    T::Said<'a>: schemars::JsonSchema,
{
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<T::Said<'a>>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T::Said<'a>>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}
