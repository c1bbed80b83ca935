//! The appendix: what reviewers ask, once for all places.

mod adjusted;
mod coverage;
mod figures;
#[cfg(feature = "research")]
mod networks;
mod response_shift;
mod sight;
mod studies;
mod trust;

#[cfg(feature = "research")]
pub(super) use studies::next_time;

use super::findings::Findings;
use super::page::{Page, ReportOptions};
use super::{Blocks, Section, SectionId, words};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::text::Text;
use crate::base::watch::Watch;
use crate::diagnosis::Rule;
use crate::framework::Construct;
use crate::release::Released;

/// What a report has at its end of these pages, one by one before the eyes of one who may stop it.
pub(super) fn sections(
    released: &Released,
    findings: &Findings<'_>,
    options: &ReportOptions,
    pages: &[Page<'_>],
    watch: &mut dyn Watch,
) -> Result<Vec<Section>> {
    let mut sections = Vec::new();
    for id in SectionId::ALL.iter().copied().filter(|id| options.has(*id)) {
        sections.extend(match id {
            SectionId::Coverage => coverage::section(released, pages),
            #[cfg(feature = "research")]
            SectionId::Networks => {
                findings.roll_up.and_then(|found| networks::section(released, pages, found))
            }
            SectionId::Trust => trust::section(released, pages),
            SectionId::Figures => figures::section(released, pages, watch)?,
            SectionId::Adjusted => adjusted::section(released, pages),
            SectionId::Sight => sight::section(released, pages),
            SectionId::ResponseShift => response_shift::section(released, pages),
            SectionId::Studies => Some(studies::section(released, findings, pages)),
            _ => None,
        });
    }
    method(released, options, &mut sections);
    Ok(sections)
}

/// Whether pages are about several occasions, so that a place is named with its own.
fn are_dated(pages: &[Page<'_>]) -> bool {
    pages.iter().any(|page| pages.first().is_some_and(|first| first.occasion != page.occasion))
}

/// What a page is about, as a table over several of them names it.
fn place(released: &Released, page: &Page<'_>, dated: bool) -> Message {
    words::place(released, page.unit, page.occasion, dated)
}

/// What stands at the end: id, heading, and its paragraphs.
const METHOD: [(SectionId, &str, &[&str]); 4] = [
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
            "report.method.back",
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

/// How the figures came about and what they cannot say, as far as it is asked for.
fn method(released: &Released, options: &ReportOptions, sections: &mut Vec<Section>) {
    const LIBRARY: &str = env!("CARGO_PKG_VERSION");
    let rubric = released.rubric();
    let tenets = rubric.constructs().iter().any(|(construct, _)| matches!(construct, Construct::Tenet(_)));
    for (id, heading, texts) in METHOD.into_iter().filter(|(id, ..)| options.has(*id)) {
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
                "report.limits.rubric" => {
                    message.message("notice", words::own_term(rubric, &["notice"], &rubric.document().notice))
                }
                "report.method.diagnosis" => {
                    let notice = Text::from(Rule::bundled().notice.as_str());
                    message
                        .message("notice", words::term("diagnosis".to_owned(), &notice))
                        .text("version", &*Rule::bundled().version)
                }
                "report.versions" => message
                    .text("library", LIBRARY)
                    .text("rubric", rubric.id())
                    .text("version", rubric.version()),
                "report.cite.library" => message.text("version", LIBRARY),
                "report.cite.rubric" => message.text("rubric", rubric.id()).text("version", rubric.version()),
                _ => message,
            });
        }
        sections.push(Section::whole(id, Message::new(heading), blocks));
    }
}
