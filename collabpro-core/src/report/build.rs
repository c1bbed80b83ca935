//! From what was released to a report: which pages, in which order.

use super::page::{Page, ReportOptions};
#[cfg(feature = "research")]
use super::studies;
use super::studies::Studies;
use super::{
    Blocks, Report, Section, SectionId, change, context, coverage, diagnosis, differences, first_page, guide,
    profile, texts_of, trust, words,
};
use crate::base::error::{Error, ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::message::{ENGLISH, Message};
use crate::base::options;
use crate::base::texts::Texts;
use crate::base::watch::{Watch, ask};
use crate::comparison::Change;
#[cfg(feature = "research")]
use crate::comparison::Sites;
use crate::framework::Construct;
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
        let places = self.places(released)?;
        let disagreement = released.disagreement();
        let change = self.change;
        if let Some(change) = change.filter(|change| !released.is_source_of(change)) {
            let found = format!("{} → {}", change.options.from, change.options.to);
            return Err(options::unfit("change", "option.other_scores", found).into());
        }
        if let Some(found) = self.context {
            let here = places.iter().any(|(unit, occasion)| context::is_about(found, unit, occasion));
            here.then_some(()).ok_or_else(|| missing("context", &context::place(found)))?;
        }
        let mut sections = Vec::new();
        let pages = places.len() as u64;
        for (at, (unit, occasion)) in places.iter().enumerate() {
            ask(watch, at as u64, Some(pages))?;
            let page = Page {
                released,
                options: &self.options,
                disagreement,
                change,
                unit,
                occasion,
                voice: released.voice(unit, occasion),
            };
            sections.push(first_page::section(&page));
            sections.extend(coverage::section(&page));
            sections.extend(trust::section(&page));
            sections.push(profile::section(&page));
            sections.extend(differences::section(&page));
            sections.extend(diagnosis::section(&page));
            sections.extend(change.and_then(|change| change::section(&page, change)));
            sections.extend(self.context.and_then(|found| context::section(&page, found)));
            sections.extend(guide::section(&page));
        }
        ask(watch, pages, Some(pages))?;
        sections.push(self.studies()?.section());
        appendix(released, &mut sections);
        let rubric = released.rubric();
        let title = match places.as_slice() {
            [(unit, _)] => Message::new("report.title.unit").text("unit", released.units().label(unit)),
            _ => {
                let title = words::own_term(rubric, &["title"], &rubric.document().title);
                Message::new("report.title").message("rubric", title)
            }
        };
        let footer = Message::new("report.footer").message("notice", notice(rubric));
        Ok(Report { title, footer, sections, record: released.record().ok().cloned(), texts: texts.clone() })
    }

    fn studies(&self) -> Result<Studies> {
        #[cfg(not(feature = "research"))]
        let found = Studies::default();
        #[cfg(feature = "research")]
        let found = Studies {
            sites: self.sites.map(|found| studies::sites(self.released, found)).transpose()?,
            decisions: self.decisions.map(|found| studies::decisions(self.released, found)).transpose()?,
        };
        Ok(found)
    }

    /// Unit and occasion of each page, in the order of the scores.
    fn places<'r>(&self, released: &'r Released) -> Result<Vec<(&'r str, &'r str)>> {
        let rows = released.coverage();
        for unit in &self.options.units {
            if !rows.iter().any(|row| row.unit == *unit) {
                return Err(missing("units", unit));
            }
        }
        let last = released.occasions().and_then(<[String]>::last).map(String::as_str);
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
        let mut places: Vec<(&str, &str)> = Vec::new();
        for row in rows {
            let place = (row.unit.as_str(), row.occasion.as_str());
            let unit = self.options.units.is_empty() || self.options.units.iter().any(|id| id == place.0);
            let occasion = wanted.or(last).is_none_or(|id| id == place.1);
            if unit && occasion && !places.contains(&place) {
                places.push(place);
            }
        }
        Ok(places)
    }
}

/// It is asked for, and not among what is told of.
fn missing(path: &str, what: &str) -> Error {
    Problem::new(ErrorCode::NotInData, Place::path(path)).with("what", what).into()
}

/// Whose instrument it is.
fn notice(rubric: &Rubric) -> Message {
    words::own_term(rubric, &["notice"], &rubric.document().notice)
}

/// What stands at the end: id, heading, and its paragraphs.
const APPENDIX: [(SectionId, &str, &[&str]); 4] = [
    (
        SectionId::Method,
        "report.method.heading",
        &[
            "report.method.target",
            "report.method.share",
            "report.method.interval",
            "report.method.certain",
            "report.method.trust",
            "report.method.line",
            "report.method.differences",
            "report.method.diagnosis",
            "report.method.change",
            "report.method.context",
            "report.method.guide",
            "report.method.release",
        ],
    ),
    (
        SectionId::Limits,
        "report.limits.heading",
        &[
            "report.limits.rubric",
            "report.limits.learning",
            "report.limits.people",
            "report.limits.authors",
            "report.limits.absent",
        ],
    ),
    (SectionId::Versions, "report.versions.heading", &["report.versions"]),
    (
        SectionId::Cite,
        "report.cite.heading",
        &["report.cite.library", "report.cite.rubric", "report.cite.book"],
    ),
];

fn appendix(released: &Released, sections: &mut Vec<Section>) {
    const LIBRARY: &str = env!("CARGO_PKG_VERSION");
    let rubric = released.rubric();
    let tenets = rubric.constructs().iter().any(|(construct, _)| matches!(construct, Construct::Tenet(_)));
    for (id, heading, texts) in APPENDIX {
        let mut blocks = Blocks::default();
        for text in texts {
            let text = match *text {
                "report.method.line" if !rubric.is_bundled() => &"report.method.line.own",
                "report.cite.book" if !tenets => continue,
                _ => text,
            };
            let message = Message::new(text);
            blocks.say(match *text {
                "report.method.interval" => {
                    message.count("percent", (100.0 * released.confidence()).round() as u64)
                }
                "report.method.release" => {
                    let (adults, students) = released.policy().minima();
                    message.count("adults", u64::from(adults)).count("students", u64::from(students))
                }
                "report.limits.rubric" => message.message("notice", notice(rubric)),
                "report.versions" => message
                    .text("library", LIBRARY)
                    .text("rubric", rubric.id())
                    .text("version", rubric.version()),
                "report.cite.library" => message.text("version", LIBRARY),
                "report.cite.rubric" => message.text("rubric", rubric.id()).text("version", rubric.version()),
                _ => message,
            });
        }
        sections.push(Section { id, unit: None, heading: Message::new(heading), depth: 2, blocks: blocks.0 });
    }
}
