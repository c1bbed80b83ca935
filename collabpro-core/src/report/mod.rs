#![doc = include_str!("../../docs/report.md")]

mod appendix;
mod build;
mod change;
mod context;
mod diagnosis;
mod differences;
mod findings;
mod first_page;
mod guide;
mod page;
mod places;
mod profile;
mod questions;
mod reading;
mod render;
mod trend;
pub(crate) mod words;

use collabpro_derive::{Read, words};
use serde::Serialize;

pub use build::{ReportBuilder, ReportFile};
pub use page::ReportOptions;
#[cfg(test)]
pub(crate) use render::sample;
pub use render::{HtmlOptions, REPORT_STYLE, REPORT_STYLE_HASH, ReportLinks};

use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::texts::Texts;
use crate::framework::Construct;
use crate::release::{ReleaseRecord, Released, salt_missing};
use crate::scoring::Interval;

/// The numbers behind a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReportEvidence {
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Construct, or `criterion:` and its id.
    pub measure: String,
    /// The share, difference or index.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// How many people, where it may be shown.
    pub raters: Option<u32>,
}

/// A sentence with the numbers it rests on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sentence {
    /// What is said.
    pub message: Message,
    /// What it rests on.
    pub evidence: Vec<ReportEvidence>,
}

impl Sentence {
    /// A sentence that rests on one set of numbers.
    fn on(message: Message, evidence: ReportEvidence) -> Self {
        Self { message, evidence: vec![evidence] }
    }
}

impl From<Message> for Sentence {
    fn from(message: Message) -> Self {
        Self { message, evidence: Vec::new() }
    }
}

/// One share of a bar.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BarShare {
    /// Name of the category from which it counts.
    pub from: Message,
    /// 0 to 1; null where nearly all ratings fell on one side.
    pub value: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
    /// Nearly all ratings reach this category (`true`) or nearly none does (`false`).
    pub nearly_all: Option<bool>,
    /// Whether the upper part begins here.
    pub is_cut: bool,
    /// The share as it may be shown; at the cut with its interval.
    pub text: Message,
}

/// One line of a bar chart.
#[derive(Clone, Debug, PartialEq, Read)]
#[non_exhaustive]
pub struct Bar {
    /// What is measured.
    pub construct: Construct,
    /// Its name.
    pub label: Message,
    /// Who says so, and how many.
    pub group: Message,
    /// Shares from the lowest category on.
    pub shares: Vec<BarShare>,
    /// The share at the cut at the earlier occasion, where a change was given and shows it: a mark, no judgement.
    pub earlier: Option<BarShare>,
    /// Why there is nothing to show.
    pub absent: Option<Message>,
    /// Whether few people stand behind it.
    pub few: bool,
}

/// What a category is called in the key of bars.
#[derive(Clone, Debug, PartialEq, Read)]
#[non_exhaustive]
pub struct KeyEntry {
    /// Its name.
    pub category: Message,
    /// Half a sentence on what it says, where the instrument has one and no other place of the report says it.
    pub about: Option<Message>,
}

impl KeyEntry {
    /// The name, and half a sentence where there is one.
    fn told(&self) -> Message {
        let Some(about) = &self.about else { return self.category.clone() };
        Message::new("report.key").message("category", self.category.clone()).message("about", about.clone())
    }
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Sentences that belong together.
    Paragraph {
        /// The sentences.
        sentences: Vec<Sentence>,
    },
    /// A list.
    List {
        /// Whether its order counts.
        ordered: bool,
        /// One sentence each.
        items: Vec<Sentence>,
    },
    /// Shares with their intervals, one line for each construct.
    Bars {
        /// What is shown.
        caption: Message,
        /// The categories that they tell apart, from the lowest on; none where that was said with earlier bars.
        key: Vec<KeyEntry>,
        /// How they are read, where that is said with them.
        note: Option<Message>,
        /// The lines, in the instrument's order.
        bars: Vec<Bar>,
    },
    /// A table of words and numbers.
    Table {
        /// What is shown.
        caption: Message,
        /// Column heads.
        head: Vec<Message>,
        /// Rows; the first cell names the row, unless people write in it.
        rows: Vec<Vec<Message>>,
        /// Whether it is for people to write in.
        to_fill: bool,
    },
    /// A line in small print.
    Note {
        /// What is said.
        message: Message,
    },
}

/// The blocks of a section that is being written.
#[derive(Default)]
struct Blocks(Vec<Block>);

impl Blocks {
    fn add(&mut self, block: Block) {
        self.0.push(block);
    }

    /// A paragraph of one sentence.
    fn say(&mut self, sentence: impl Into<Sentence>) {
        self.paragraph(vec![sentence.into()]);
    }

    fn paragraph(&mut self, sentences: Vec<Sentence>) {
        self.0.push(Block::Paragraph { sentences });
    }

    fn note(&mut self, message: Message) {
        self.0.push(Block::Note { message });
    }

    /// A table to read.
    fn table(&mut self, caption: Message, head: Vec<Message>, rows: Vec<Vec<Message>>) {
        self.0.push(Block::Table { caption, head, rows, to_fill: false });
    }

    /// A list, where anything is in it.
    fn list(&mut self, ordered: bool, items: Vec<Sentence>) {
        if !items.is_empty() {
            self.0.push(Block::List { ordered, items });
        }
    }

    /// A list below a line that says what it holds, where anything is in it.
    fn listed(&mut self, intro: Message, ordered: bool, items: Vec<Sentence>) {
        if !items.is_empty() {
            self.say(intro);
            self.list(ordered, items);
        }
    }
}

/// The texts of a language: of those that are given the last, or the bundled ones.
pub(crate) fn texts_of<'t>(language: &str, given: &'t [Texts]) -> Result<&'t Texts> {
    let given = given.iter().rfind(|texts| texts.language() == language);
    given.map_or_else(|| Texts::loaded(language), Ok)
}

/// How much a report tells.
#[words]
#[derive(Default, PartialOrd, Ord)]
pub enum Depth {
    /// One sheet: who answered, what is certain, the bars, what to talk about and what was said last time.
    Page,
    /// Four sides for a team that goes through it: also every question in the rubric's words, and what lies behind the page.
    Booklet,
    /// Also the appendix, once for all places: who answered, how far figures can be trusted, all of them, and the method.
    #[default]
    Full,
}

/// What a section is; on a page also its class and where it can be linked to.
#[words]
#[derive(PartialOrd, Ord)]
pub enum SectionId {
    /// How to read it, where there are several places; of one its page says it.
    Reading,
    /// What is most worth talking about, and the plan of last time.
    FirstPage,
    /// Each question in the rubric's words.
    Profile,
    /// Where people see it differently.
    Differences,
    /// Too weak, too forced, or neither.
    Diagnosis,
    /// What changed.
    Change,
    /// How like the conditions of another place are.
    Context,
    /// How to talk about it.
    Guide,
    /// Who answered, in each place.
    Coverage,
    /// What places share, where a roll-up was given.
    Networks,
    /// Whether the figures can be trusted.
    Trust,
    /// Every figure of every group.
    Figures,
    /// Shares adjusted for rater severity, where scores were.
    Adjusted,
    /// What one group has seen and another has not, where they differ.
    Sight,
    /// A then-test beside what was rated then and now, where one was given.
    ResponseShift,
    /// What research found, or that it was not asked.
    Studies,
    /// How the figures came about.
    Method,
    /// What it cannot say.
    Limits,
    /// Of the library and the instrument.
    Versions,
    /// How to cite it.
    Cite,
}

impl SectionId {
    /// The depth from which on a report has it.
    pub fn depth(self) -> Depth {
        match self {
            Self::Reading | Self::FirstPage => Depth::Page,
            Self::Profile
            | Self::Differences
            | Self::Diagnosis
            | Self::Change
            | Self::Context
            | Self::Guide => Depth::Booklet,
            _ => Depth::Full,
        }
    }
}

/// A part of a report under one heading.
#[derive(Clone, Debug, PartialEq, Read)]
#[non_exhaustive]
pub struct Section {
    /// What it is.
    pub id: SectionId,
    /// Id of the unit it is about; null: the whole report.
    pub unit: Option<String>,
    /// Id of the occasion it is about, where it is about a unit.
    pub occasion: Option<String>,
    /// Heading.
    pub heading: Message,
    /// Level of the heading: 1 for the report, 2 for a unit or an appendix, 3 for what stands below.
    pub level: u8,
    /// Parts, in order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// A section of the whole report.
    fn whole(id: SectionId, heading: Message, blocks: Blocks) -> Self {
        Self { id, unit: None, occasion: None, heading, level: 2, blocks: blocks.0 }
    }
}

/// A finished report.
///
/// ```
/// use collabpro_core::{Observed, Policy, Ratings, Report, Rubric};
///
/// let rows: String = (0..6).map(|r| format!("Birch,r{r},teacher,7a,{}\n", 2 + r % 2)).collect();
/// let ratings = Ratings::from_csv(format!("unit,rater,role,criterion,level\n{rows}").as_bytes(), &Rubric::bundled())?;
/// let released = ratings.score(Observed::new())?.release(&Policy::default())?;
/// let report = Report::new(&released).build()?;
/// assert!(report.to_markdown().starts_with("# "));
/// assert!(report.to_html().starts_with("<!doctype html>"));
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Report {
    title: Message,
    /// Shown with every page: whose instrument it is and what the report is for.
    footer: Message,
    sections: Vec<Section>,
    /// What it shows of how many, for the next release of the same ratings.
    record: Option<ReleaseRecord>,
    texts: Texts,
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        (self.language(), &self.title, &self.footer, &self.sections, &self.record)
            == (other.language(), &other.title, &other.footer, &other.sections, &other.record)
    }
}

impl Report {
    /// Starts a report on what was released.
    #[allow(clippy::new_ret_no_self)]
    pub fn new(released: &Released) -> ReportBuilder<'_> {
        ReportBuilder::new(released)
    }

    /// Reads what [`to_json`](Self::to_json) wrote, here or elsewhere. What its messages say is said anew.
    ///
    /// # Errors
    /// `invalid_json` with each place, `wrong_kind`, `outdated_schema_version`, `unsupported_schema_version`;
    /// `language_not_loaded` where it is in a language that is not bundled.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_json_in(text, &[])
    }

    /// The same, where the texts of its language may have to be given.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_json_in(text: &str, texts: &[Texts]) -> Result<Self> {
        render::read(text, texts)
    }

    /// The title.
    pub fn title(&self) -> &Message {
        &self.title
    }

    /// The sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The language of the renderings, as BCP 47 names it.
    pub fn language(&self) -> &str {
        self.texts.language()
    }

    /// What was shown of how many people, for the next release of the same ratings
    /// ([`Policy::previous`](crate::Policy::previous)). It holds keyed hashes of people and no ratings; keep it with the
    /// ratings.
    ///
    /// # Errors
    /// `invalid_salt` where the policy has none.
    pub fn record(&self) -> Result<&ReleaseRecord> {
        self.record.as_ref().ok_or_else(salt_missing)
    }

    /// The report as Markdown. User texts are escaped.
    pub fn to_markdown(&self) -> String {
        render::markdown(self)
    }

    /// The report as one HTML page that stands alone: no script, no outside request. User texts are escaped.
    pub fn to_html(&self) -> String {
        render::html(self, &HtmlOptions::default())
    }

    /// The same as it is asked for, such as a part of a page that is there.
    ///
    /// # Errors
    /// `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::{HtmlOptions, Observed, Policy, Ratings, Report, Rubric};
    ///
    /// let rows: String = (0..6).map(|r| format!("Birch,r{r},teacher,7a,{}\n", 2 + r % 2)).collect();
    /// let ratings = Ratings::from_csv(format!("unit,rater,role,criterion,level\n{rows}").as_bytes(), &Rubric::bundled())?;
    /// let report = Report::new(&ratings.score(Observed::new())?.release(&Policy::default())?).build()?;
    /// let part = report.to_html_with(&HtmlOptions::new().fragment(true).style(false))?;
    /// assert!(part.starts_with("<div class=\"collabpro\" lang=\"en\">"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn to_html_with(&self, options: &HtmlOptions) -> Result<String> {
        Ok(render::html(self, &options.clone().checked()?))
    }

    /// The report as a Word file (`.docx`), to be edited: what [`to_markdown`](Self::to_markdown) says, with headings, lists and
    /// tables that are Word's own, and looks that are styles. It tells no time: the same report is the same bytes.
    ///
    /// ```
    /// use collabpro_core::{Observed, Policy, Ratings, Report, Rubric};
    ///
    /// let rows: String = (0..6).map(|r| format!("Birch,r{r},teacher,7a,{}\n", 2 + r % 2)).collect();
    /// let ratings = Ratings::from_csv(format!("unit,rater,role,criterion,level\n{rows}").as_bytes(), &Rubric::bundled())?;
    /// let report = Report::new(&ratings.score(Observed::new())?.release(&Policy::default())?).build()?;
    /// let file: Vec<u8> = report.to_docx();
    /// assert!(file.starts_with(b"PK"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    #[cfg(feature = "docx")]
    pub fn to_docx(&self) -> Vec<u8> {
        render::docx(self)
    }

    /// The report as canonical JSON: every sentence as text, as message with arguments, and with its numbers. It carries
    /// its release record where the policy has a salt.
    pub fn to_json(&self) -> String {
        render::json(self)
    }
}
