//! From what was released to a report: which pages, in which order.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::page::{Page, ReportOptions};
use super::places::Place;
use super::{
    Depth, Report, Section, SectionId, appendix, change, context, diagnosis, differences, first_page, guide,
    profile, reading, texts_of, words,
};
use crate::base::error::{self, Error, ErrorCode, ErrorKind, Problem, Problems, Result};
use crate::base::message::{ENGLISH, Message};
use crate::base::texts::Texts;
use crate::base::watch::{Stages, Watch, ask};
use crate::comparison::{Change, ResponseShift, Trend};
#[cfg(feature = "research")]
use crate::comparison::{Similarity, Sites};
#[cfg(feature = "research")]
use crate::generalizability::Decisions;
use crate::matching::ContextMatch;
use crate::release::Released;
#[cfg(feature = "research")]
use crate::roll_up::RollUp;
use crate::rubric::Rubric;
use crate::sheet;

/// What the file on all places is called.
const ALL_PLACES: &str = "all-places";

/// One of several reports, with the name of the file that it goes into.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReportFile {
    /// Name without an ending: made of the id of the unit, small letters and digits of ASCII and hyphens; or `all-places`.
    pub name: String,
    /// What it says.
    pub report: Report,
}

/// The name of a file that no other has.
fn file_name(id: &str, names: &mut BTreeSet<String>) -> String {
    let mut name = String::new();
    for letter in id.chars() {
        match letter.to_ascii_lowercase() {
            plain if plain.is_ascii_alphanumeric() => name.push(plain),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "place" } else { name };
    let other = |at: u64| if at == 1 { name.to_owned() } else { format!("{name}-{at}") };
    let free = (1..).map(other).find(|name| !names.contains(name)).unwrap_or_default();
    names.insert(free.clone());
    free
}

/// A report being put together.
#[derive(Clone, Debug)]
pub struct ReportBuilder<'a> {
    released: &'a Released,
    options: ReportOptions,
    findings: Findings<'a>,
    texts: Vec<Texts>,
}

impl<'a> ReportBuilder<'a> {
    pub(super) fn new(released: &'a Released) -> Self {
        let (options, findings) = (ReportOptions::default(), Findings::default());
        Self { released, options, findings, texts: Vec::new() }
    }

    /// What the report is about, and in which language.
    #[must_use]
    pub fn options(mut self, options: ReportOptions) -> Self {
        self.options = options;
        self
    }

    /// Adds what changed. Only changes between cells that the release shows come into the report.
    #[must_use]
    pub fn change(mut self, change: &'a Change) -> Self {
        self.findings.change = Some(change);
        self
    }

    /// Adds where units are going over three occasions and more. Only lines through cells that the release shows come into
    /// the report.
    #[must_use]
    pub fn trend(mut self, trend: &'a Trend) -> Self {
        self.findings.trend = Some(trend);
        self
    }

    /// Adds a then-test to the appendix. Only where the release shows the cells of then, of the then-test and of now does it come
    /// into the report.
    #[must_use]
    pub fn response_shift(mut self, found: &'a ResponseShift) -> Self {
        self.findings.response_shift = Some(found);
        self
    }

    /// Adds how like the conditions are to those of a place where something worked; it stands with the unit that is `here`,
    /// which must have a page.
    #[must_use]
    pub fn context(mut self, found: &'a ContextMatch) -> Self {
        self.findings.context = Some(found);
        self
    }

    /// Adds to the appendix what the units of larger ones share. Only where each of them shows its own share in whole per
    /// cent does it come into the report.
    #[cfg(feature = "research")]
    #[must_use]
    pub fn roll_up(mut self, found: &'a RollUp) -> Self {
        self.findings.roll_up = Some(found);
        self
    }

    /// Adds to the appendix how many places can be told apart, of those that the release shows. It names none of them, but to a
    /// report on one place those that raters link it with: at most twenty places, and not which is higher.
    #[cfg(feature = "research")]
    #[must_use]
    pub fn sites(mut self, found: &'a Sites) -> Self {
        self.findings.sites = Some(found);
        self
    }

    /// Adds to the appendix how like two profiles are, where each of their shares is shown in whole per cent.
    #[cfg(feature = "research")]
    #[must_use]
    pub fn similarity(mut self, found: &'a Similarity) -> Self {
        self.findings.similarity = Some(found);
        self
    }

    /// Adds to the appendix what other designs would be worth, and to a booklet what next time would take, where five places or
    /// more are shown.
    #[cfg(feature = "research")]
    #[must_use]
    pub fn decisions(mut self, found: &'a Decisions) -> Self {
        self.findings.decisions = Some(found);
        self
    }

    /// Texts of a language, which the option `language` may then name.
    #[must_use]
    pub fn texts(mut self, texts: &Texts) -> Self {
        self.texts.push(texts.clone());
        self
    }

    /// Puts the report together.
    ///
    /// # Errors
    /// `language_not_loaded` for a language without texts; `invalid_option` for a change, trend, then-test, roll-up, sites or similarity of other scores than were released, for decisions of another instrument, for a second sheet of one unit and occasion, for a section whose finding is not given; `not_in_data` for a unit or occasion that was not rated, a sheet of another unit, occasion or construct, a match of conditions at a place without a page.
    pub fn build(self) -> Result<Report> {
        self.build_watched(&mut ())
    }

    /// The same, page by page before the eyes of one who may stop it; so is the appendix, once for all pages.
    ///
    /// # Errors
    /// As [`build`](ReportBuilder::build), and `cancelled`.
    pub fn build_watched(self, watch: &mut dyn Watch) -> Result<Report> {
        let (released, texts, places) = (self.released, self.its_texts()?, self.places()?);
        let pages = self.pages(&self.options, &places);
        let mut sections = Vec::new();
        if pages.len() > 1 && self.options.has(SectionId::Reading) {
            sections.push(reading::section(released, &pages));
        }
        let all = pages.len() as u64;
        let stages = &mut Stages::of(2 * all, watch);
        let own = &mut stages.stage(all);
        for (at, page) in pages.iter().enumerate() {
            ask(own, at as u64, Some(all))?;
            self.sections(page, &mut sections);
        }
        let last = &mut stages.stage(all);
        sections.extend(appendix::sections(released, &self.findings, &self.options, &pages, last)?);
        ask(last, 1, Some(1))?;
        Ok(self.report(&self.options, &pages, sections, texts))
    }

    /// A file for each place at the depth or with the sections that were asked for, without which it is a page, and one for all
    /// places with the appendix: who answered and what is withheld, what places share, how the figures came about; as far as
    /// `sections` ask for it, else whole.
    ///
    /// # Errors
    /// As [`build`](ReportBuilder::build).
    pub fn by_unit(self) -> Result<Vec<ReportFile>> {
        self.by_unit_watched(&mut ())
    }

    /// The same, place by place before the eyes of one who may stop it.
    ///
    /// # Errors
    /// As [`build`](ReportBuilder::build), and `cancelled`.
    pub fn by_unit_watched(self, watch: &mut dyn Watch) -> Result<Vec<ReportFile>> {
        let (released, texts, places) = (self.released, self.its_texts()?, self.places()?);
        let (mut own, mut whole) = (self.options.clone(), self.options.clone());
        own.depth = own.depth.or(Some(Depth::Page));
        whole.depth = None;
        let dated = places.windows(2).any(|pair| pair[0].occasion != pair[1].occasion);
        let all = places.len() as u64;
        let stages = &mut Stages::of(2 * all, watch);
        let watch = &mut stages.stage(all);
        let mut files: Vec<ReportFile> = Vec::new();
        let mut names = BTreeSet::from([ALL_PLACES.to_owned()]);
        for (at, place) in places.iter().enumerate() {
            ask(watch, at as u64, Some(all))?;
            let pages = self.pages(&own, std::slice::from_ref(place));
            let mut sections = Vec::new();
            pages.iter().for_each(|page| self.sections(page, &mut sections));
            sections.extend(appendix::sections(released, &self.findings, &own, &pages, &mut ())?);
            let id = if dated { [place.unit, place.occasion].join("-") } else { place.unit.to_owned() };
            let name = file_name(&id, &mut names);
            files.push(ReportFile { name, report: self.report(&own, &pages, sections, texts) });
        }
        let (pages, watch) = (self.pages(&whole, &places), &mut stages.stage(all));
        let sections = appendix::sections(released, &self.findings, &whole, &pages, watch)?;
        ask(watch, 1, Some(1))?;
        if !sections.is_empty() {
            let report = self.report(&whole, &pages, sections, texts);
            files.push(ReportFile { name: ALL_PLACES.to_owned(), report });
        }
        Ok(files)
    }

    /// The texts of the language that is asked for.
    fn its_texts(&self) -> Result<&Texts> {
        texts_of(self.options.language.as_deref().unwrap_or(ENGLISH), &self.texts)
    }

    /// What was released of each place that is asked for, once everything that was given fits.
    fn places(&self) -> Result<Vec<Place<'a>>> {
        let released = self.released;
        self.findings.check(released)?;
        self.findings.check_sections(&self.options.sections)?;
        self.check(released)?;
        let last = released.occasions().and_then(<[String]>::last);
        let wanted = self.options.occasion.as_ref().or(last);
        let units = &self.options.units;
        let is_asked = |unit: &str, occasion: &str| {
            (units.is_empty() || units.iter().any(|id| id == unit)) && wanted.is_none_or(|id| id == occasion)
        };
        let places = Place::all(released, &self.findings, is_asked);
        match self.findings.lacks_page(&places) {
            Some(place) => Err(missing("context", &place)),
            None => Ok(places),
        }
    }

    fn pages<'p>(&'p self, options: &'p ReportOptions, places: &'p [Place<'p>]) -> Vec<Page<'p>> {
        let (released, findings, is_alone) = (self.released, &self.findings, places.len() == 1);
        places.iter().map(|place| Page { released, options, findings, place, is_alone }).collect()
    }

    /// What a report says of one place.
    fn sections(&self, page: &Page<'_>, sections: &mut Vec<Section>) {
        let section = |id: SectionId| match id {
            SectionId::FirstPage => Some(first_page::section(page)),
            SectionId::Profile => profile::section(page),
            SectionId::Differences => differences::section(page),
            SectionId::Diagnosis => diagnosis::section(page),
            SectionId::Change => change::section(page),
            SectionId::Context => context::section(page),
            SectionId::Guide => guide::section(page),
            _ => None,
        };
        // Of an open team others read its first page alone, which says so.
        let told = |id: &SectionId| page.is_told() || *id == SectionId::FirstPage;
        let asked = SectionId::ALL.iter().copied().filter(|id| page.options.has(*id) && told(id));
        sections.extend(asked.filter_map(section));
    }

    fn report(
        &self,
        options: &ReportOptions,
        pages: &[Page<'_>],
        sections: Vec<Section>,
        texts: &Texts,
    ) -> Report {
        let rubric = self.released.rubric();
        let title = match pages {
            [page] => Message::new("report.title.unit").message("place", page.title()),
            _ => {
                let title = words::own_term(rubric, &["title"], &rubric.document().title);
                Message::new("report.title").message("rubric", title)
            }
        };
        let (footer, record) = (footer(rubric, options), self.released.record().ok().cloned());
        Report { title, footer, sections, record, texts: texts.clone() }
    }

    /// Whether what is asked for is among what was released.
    fn check(&self, released: &Released) -> Result<()> {
        let rows = released.coverage();
        for unit in &self.options.units {
            if !rows.iter().any(|row| row.unit == *unit) {
                return Err(missing("units", unit));
            }
        }
        let wanted = self.options.occasion.as_deref();
        if let Some(occasion) = wanted.filter(|wanted| !rows.iter().any(|row| row.occasion == *wanted)) {
            return Err(missing("occasion", occasion));
        }
        let mut problems = Problems::of(ErrorKind::Estimation);
        for (at, sheet) in self.options.sheets.iter().enumerate() {
            sheet::check::check(sheet, &format!("sheets[{at}]"), &mut problems);
        }
        problems.finish(())?;
        let data = sheet::check::Data {
            rubric: released.rubric(),
            units: rows.iter().map(|row| row.unit.as_str()).collect(),
            // One that was not rated may stand in the order, and a sheet of it is the last time of those that were.
            occasions: (rows.iter().map(|row| &row.occasion))
                .chain(released.occasions().unwrap_or_default())
                .map(String::as_str)
                .collect(),
        };
        data.check(&self.options.sheets, "sheets").finish(())
    }
}

/// It is asked for, and not among what is told of.
fn missing(path: &str, what: &str) -> Error {
    Problem::new(ErrorCode::NotInData, error::Place::path(path)).with("what", what).into()
}

/// Whose instrument it is. Where the appendix says it whole, the bundled one's is told in short.
fn footer(rubric: &Rubric, options: &ReportOptions) -> Message {
    if rubric.is_bundled() || options.has(SectionId::Limits) {
        let title = words::own_term(rubric, &["title"], &rubric.document().title);
        let id = if rubric.is_bundled() { "report.footer.bundled" } else { "report.footer.own" };
        return Message::new(id).message("rubric", title).text("version", rubric.version());
    }
    Message::new("report.footer")
        .message("notice", words::own_term(rubric, &["notice"], &rubric.document().notice))
}
