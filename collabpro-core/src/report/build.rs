//! From what was released to a report: which pages, in which order.

use super::appendix::{self, Studies};
use super::page::{Page, ReportOptions};
use super::places::Place;
use super::{
    Report, SectionId, change, context, diagnosis, differences, first_page, guide, profile, reading,
    texts_of, words,
};
use crate::base::error::{self, Error, ErrorCode, ErrorKind, Problem, Problems, Result};
use crate::base::message::{ENGLISH, Message};
use crate::base::options;
use crate::base::texts::Texts;
use crate::base::watch::{Watch, ask};
use crate::comparison::Change;
#[cfg(feature = "research")]
use crate::comparison::Sites;
#[cfg(feature = "research")]
use crate::generalizability::Decisions;
use crate::matching::ContextMatch;
use crate::release::Released;
use crate::rubric::Rubric;
use crate::sheet;

/// A report being put together.
#[derive(Clone, Debug)]
pub struct ReportBuilder<'a> {
    released: &'a Released,
    options: ReportOptions,
    change: Option<&'a Change>,
    context: Option<&'a ContextMatch>,
    texts: Vec<Texts>,
    #[cfg(feature = "research")]
    sites: Option<&'a Sites>,
    #[cfg(feature = "research")]
    decisions: Option<&'a Decisions>,
}

impl<'a> ReportBuilder<'a> {
    pub(super) fn new(released: &'a Released) -> Self {
        Self {
            released,
            options: ReportOptions::default(),
            change: None,
            context: None,
            texts: Vec::new(),
            #[cfg(feature = "research")]
            sites: None,
            #[cfg(feature = "research")]
            decisions: None,
        }
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
        self.change = Some(change);
        self
    }

    /// Adds how like the conditions are to those of a place where something worked; it stands with the unit that is `here`,
    /// which must have a page.
    #[must_use]
    pub fn context(mut self, found: &'a ContextMatch) -> Self {
        self.context = Some(found);
        self
    }

    /// Adds to the appendix how many places can be told apart. It names none of them, and counts only those that the
    /// release shows.
    #[cfg(feature = "research")]
    #[must_use]
    pub fn sites(mut self, found: &'a Sites) -> Self {
        self.sites = Some(found);
        self
    }

    /// Adds to the appendix what other designs would be worth, where five places or more are shown.
    #[cfg(feature = "research")]
    #[must_use]
    pub fn decisions(mut self, found: &'a Decisions) -> Self {
        self.decisions = Some(found);
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
    /// `language_not_loaded` for a language without texts; `invalid_option` for a change of other scores than were released, for sites and decisions of another instrument; `not_in_data` for a unit or occasion that was not rated, a sheet of another unit, a match of conditions at a place without a page.
    pub fn build(self) -> Result<Report> {
        self.build_watched(&mut ())
    }

    /// The same, page by page before the eyes of one who may stop it.
    ///
    /// # Errors
    /// As [`build`](ReportBuilder::build), and `cancelled`.
    pub fn build_watched(self, watch: &mut dyn Watch) -> Result<Report> {
        let released = self.released;
        let language = self.options.language.as_deref().unwrap_or(ENGLISH);
        let texts = texts_of(language, &self.texts)?;
        let change = self.change;
        if let Some(change) = change.filter(|change| !released.is_source_of(change)) {
            let found = format!("{} → {}", change.options.from, change.options.to);
            return Err(options::unfit("change", "option.other_scores", found).into());
        }
        self.check(released)?;
        let places = Place::all(released, change);
        let places: Vec<&Place<'_>> = places.iter().filter(|place| self.is_asked(released, place)).collect();
        if let Some(found) = self.context {
            let here = places.iter().any(|place| context::is_about(found, place.unit, place.occasion));
            here.then_some(()).ok_or_else(|| missing("context", &context::place(found)))?;
        }
        let is_alone = places.len() == 1;
        let (options, context) = (&self.options, self.context);
        let page = |place| Page { released, options, change, place, is_alone };
        let pages: Vec<Page<'_>> = places.into_iter().map(page).collect();
        let mut sections = Vec::new();
        if !is_alone && options.has(SectionId::Reading) {
            sections.push(reading::section(released, &pages));
        }
        let all = pages.len() as u64;
        for (at, page) in pages.iter().enumerate() {
            ask(watch, at as u64, Some(all))?;
            let section = |id: SectionId| match id {
                SectionId::FirstPage => Some(first_page::section(page)),
                SectionId::Profile => profile::section(page),
                SectionId::Differences => differences::section(page),
                SectionId::Diagnosis => diagnosis::section(page),
                SectionId::Change => change::section(page),
                SectionId::Context => context.and_then(|found| context::section(page, found)),
                SectionId::Guide => guide::section(page),
                _ => None,
            };
            let asked = SectionId::ALL.iter().copied().filter(|id| options.has(*id));
            sections.extend(asked.filter_map(section));
        }
        ask(watch, all, Some(all))?;
        sections.extend(appendix::sections(released, options, &pages, self.studies()?));
        let rubric = released.rubric();
        let title = match pages.as_slice() {
            [page] => Message::new("report.title.unit").text("unit", page.label()),
            _ => {
                let title = words::own_term(rubric, &["title"], &rubric.document().title);
                Message::new("report.title").message("rubric", title)
            }
        };
        let footer = footer(rubric, options);
        Ok(Report { title, footer, sections, record: released.record().ok().cloned(), texts: texts.clone() })
    }

    fn studies(&self) -> Result<Studies> {
        #[cfg(not(feature = "research"))]
        let found = Studies::default();
        #[cfg(feature = "research")]
        let found = Studies {
            sites: self.sites.map(|found| appendix::sites(self.released, found)).transpose()?,
            decisions: self.decisions.map(|found| appendix::decisions(self.released, found)).transpose()?,
        };
        Ok(found)
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
        for (at, sheet) in self.options.sheets.iter().enumerate() {
            if released.units().get(&sheet.unit).is_none() {
                return Err(missing(&format!("sheets[{at}].unit"), &sheet.unit));
            }
        }
        Ok(())
    }

    /// Whether a place gets a page.
    fn is_asked(&self, released: &Released, place: &Place<'_>) -> bool {
        let last = released.occasions().and_then(<[String]>::last).map(String::as_str);
        let wanted = self.options.occasion.as_deref();
        let unit = self.options.units.is_empty() || self.options.units.iter().any(|id| id == place.unit);
        unit && wanted.or(last).is_none_or(|id| id == place.occasion)
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
