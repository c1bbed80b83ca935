//! One page, or a part of one: no script, no outside request, every text escaped. Sizes and colours stand as attributes
//! too, so that it can be read where no stylesheet is let in.

use maud::{Markup, PreEscaped, Render, html};

use super::super::{Block, Report, Section, SectionId, Sentence};
use super::options::HtmlOptions;
use super::{bars, harmless};
use crate::base::message::Message;
use crate::base::texts::Texts;

/// The stylesheet of every report. Each of its rules is for what stands below the element of class `collabpro`. Its
/// colours can be set from outside, also through the border of a shadow root: `--collabpro-paper`, `-ink`, `-quiet`,
/// `-rule`, `-edge`, `-share` and `-link`.
pub const REPORT_STYLE: &str = include_str!("style.css");
/// The hash of [`REPORT_STYLE`], as the directive `style-src` of a content security policy takes it between quotes.
pub const REPORT_STYLE_HASH: &str = "sha256-ja9bVU4kvRC1BY2wqwtjAUVx34aUdCrox8S7Q+QRifw=";

/// More places than this are listed when they are asked for.
const LISTED: usize = 8;

pub(in super::super) fn html(report: &Report, options: &HtmlOptions) -> String {
    let page = Page { report, options };
    if options.is_fragment() { page.fragment() } else { page.document() }.into_string()
}

/// A message in the words of a language, escaped as a whole, so that no part of it can be markup.
pub(super) struct Said<'a>(pub(super) &'a Message, pub(super) &'a Texts);

impl Render for Said<'_> {
    fn render_to(&self, out: &mut String) {
        let start = out.len();
        self.1.write(out, self.0);
        // Hardly any text has something to escape or to leave out: those that have are written again.
        if !is_plain(&out[start..]) {
            let text: String = out.split_off(start).chars().filter_map(harmless).collect();
            text.render_to(out);
        }
    }
}

/// Whether a text may stand as it is.
fn is_plain(text: &str) -> bool {
    let is_plain = |(at, byte): (usize, u8)| match byte {
        b'&' | b'<' | b'>' | b'"' | ..b' ' | 0x7f => false,
        // The first byte of a letter that takes several.
        0xc0.. => text[at..].chars().next().is_some_and(|letter| harmless(letter) == Some(letter)),
        _ => true,
    };
    text.bytes().enumerate().all(is_plain)
}

struct Page<'a> {
    report: &'a Report,
    options: &'a HtmlOptions,
}

impl Page<'_> {
    fn document(&self) -> Markup {
        let report = self.report;
        let policy = ["default-src 'none'; style-src '", REPORT_STYLE_HASH, "'; img-src data:"].concat();
        html! {
            (PreEscaped("<!doctype html>"))
            html lang=(report.language()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content={ "collabpro " (env!("CARGO_PKG_VERSION")) };
                    title { (self.say(&report.title)) }
                    (self.style())
                }
                body class="collabpro cpro-document" {
                    @if let Some(link) = self.options.link("report") {
                        a class="cpro-skip" href=(link) { (self.say(&Message::new("render.skip"))) }
                    }
                    header { (self.heading(1, None, &report.title)) }
                    (self.contents())
                    main id=(self.options.id("report")) { (Chapters(self)) }
                    footer { p { (self.say(&report.footer)) } }
                }
            }
        }
    }

    /// Without landmarks, which are the host's.
    fn fragment(&self) -> Markup {
        let report = self.report;
        html! {
            div class="collabpro" lang=(report.language()) {
                (self.style())
                (self.heading(1, None, &report.title))
                (self.contents())
                (Chapters(self))
                p class="cpro-end" { (self.say(&report.footer)) }
            }
        }
    }

    fn style(&self) -> Markup {
        html! {
            @if self.options.has_style() {
                style nonce=[self.options.its_nonce()] { (PreEscaped(REPORT_STYLE)) }
            }
        }
    }

    fn say<'m>(&'m self, message: &'m Message) -> Said<'m> {
        Said(message, &self.report.texts)
    }

    fn heading(&self, level: u8, id: Option<&str>, message: &Message) -> Markup {
        let (class, said) = (html! { "cpro-h" (level) }, self.say(message));
        html! {
            @match level + u8::from(self.options.is_fragment()) {
                1 => h1 class=(class) id=[id] { (said) },
                2 => h2 class=(class) id=[id] { (said) },
                3 => h3 class=(class) id=[id] { (said) },
                4 => h4 class=(class) id=[id] { (said) },
                5 => h5 class=(class) id=[id] { (said) },
                _ => h6 class=(class) id=[id] { (said) },
            }
        }
    }

    /// What the report is about, where that is more than one place and links lead there.
    fn contents(&self) -> Markup {
        let mut entries = Vec::new();
        for (at, chapter) in chapters(&self.report.sections).enumerate() {
            for section in chapter.iter().filter(|section| section.level <= 2) {
                let link = self.options.link(&anchor(section, at + 1));
                entries.extend(link.map(|link| (link, &section.heading)));
            }
        }
        let title = Message::new("render.contents");
        let title = self.say(&title);
        let list = html! {
            ol { @for (link, heading) in &entries { li { a href=(link) { (self.say(heading)) } } } }
        };
        html! {
            @if begun(&self.report.sections) > 1 && !entries.is_empty() {
                nav aria-label=(title) {
                    @if entries.len() > LISTED {
                        details { summary { (title) } (list) }
                    } @else {
                        p { (title) }
                        (list)
                    }
                }
            }
        }
    }

    fn chapter(&self, at: usize, sections: &[Section]) -> Markup {
        let first = sections.first().filter(|first| first.unit.is_some());
        let (begin, rest) = sections.split_at(sections.iter().position(is_rest).unwrap_or(sections.len()));
        let inner = html! {
            @for section in begin { (self.section(at, section)) }
            @if !rest.is_empty() {
                div class="cpro-rest" { @for section in rest { (self.section(at, section)) } }
            }
        };
        html! {
            @if let Some(first) = first {
                article aria-labelledby=(self.options.id(&anchor(first, at))) { (inner) }
            } @else {
                div class="cpro-appendix" { (inner) }
            }
        }
    }

    fn section(&self, chapter: usize, section: &Section) -> Markup {
        let id = self.options.id(&anchor(section, chapter));
        html! {
            section class={ "cpro-" (section.id.id()) } {
                (self.heading(section.level.clamp(2, 5), Some(&id), &section.heading))
                @for (at, block) in section.blocks.iter().enumerate() {
                    @let again = section.blocks.iter().take(at).any(|block| matches!(block, Block::Bars { .. }));
                    (self.block(block, !again))
                }
                @if section.id == SectionId::FirstPage && begun(&self.report.sections) > 1 {
                    p class="cpro-note cpro-foot" { (self.say(&self.report.footer)) }
                }
            }
        }
    }

    fn block(&self, block: &Block, first: bool) -> Markup {
        match block {
            Block::Paragraph { sentences } => html! {
                @if !sentences.is_empty() { p { (self.sentences(sentences)) } }
            },
            Block::List { ordered, items } => {
                let items = html! { @for item in items { li { (self.say(&item.message)) } } };
                html! { @if *ordered { ol { (items) } } @else { ul { (items) } } }
            }
            Block::Bars { caption, key, note, bars } => {
                let head = bars::Head { caption, key, note: note.as_ref() };
                bars::figure(&self.report.texts, &head, bars, first)
            }
            Block::Table { caption, head, rows, to_fill } => {
                let rows = html! { @for row in rows { (self.row(row, *to_fill)) } };
                table(
                    &self.report.texts,
                    if *to_fill { "cpro-sheet" } else { "cpro-lines" },
                    caption,
                    head,
                    &rows,
                )
            }
            Block::Note { message } => html! { p class="cpro-note" { (self.say(message)) } },
        }
    }

    fn sentences(&self, sentences: &[Sentence]) -> Markup {
        html! {
            @for (at, sentence) in sentences.iter().enumerate() {
                @if at > 0 { " " }
                (self.say(&sentence.message))
            }
        }
    }

    fn row(&self, cells: &[Message], to_fill: bool) -> Markup {
        html! {
            tr {
                @for (at, cell) in cells.iter().enumerate() {
                    @if at == 0 && !to_fill {
                        th scope="row" { (self.say(cell)) }
                    } @else {
                        td { (self.say(cell)) }
                    }
                }
            }
        }
    }
}

/// A table with its caption and the names of its columns.
pub(super) fn table(
    texts: &Texts,
    class: &str,
    caption: &Message,
    head: &[Message],
    rows: &Markup,
) -> Markup {
    html! {
        table class=(class) {
            caption { (Said(caption, texts)) }
            thead { tr { @for cell in head { th scope="col" { (Said(cell, texts)) } } } }
            tbody { (rows) }
        }
    }
}

/// The chapters in their order, each written when it is its turn: a report on many places is long.
struct Chapters<'a>(&'a Page<'a>);

impl Render for Chapters<'_> {
    fn render_to(&self, out: &mut String) {
        for (at, sections) in chapters(&self.0.report.sections).enumerate() {
            self.0.chapter(at + 1, sections).render_to(out);
        }
    }
}

/// Whether a section is one of the short ones at the end of its chapter, which are printed together: no sheet of paper is to hold
/// the last lines alone.
fn is_rest(section: &Section) -> bool {
    match section.unit {
        Some(_) => section.id > SectionId::Profile,
        None => section.id >= SectionId::Limits,
    }
}

/// What belongs together: the sections of a unit, and what stands once for all.
fn chapters(sections: &[Section]) -> impl Iterator<Item = &[Section]> {
    sections.chunk_by(|one, next| (&one.unit, &one.occasion) == (&next.unit, &next.occasion))
}

/// How many units there are.
fn begun(sections: &[Section]) -> usize {
    sections.iter().filter(|section| section.id == SectionId::FirstPage).count()
}

/// Where a section can be linked to. Made of our own words only.
fn anchor(section: &Section, chapter: usize) -> String {
    match (&section.unit, section.id) {
        (None, id) => id.id().to_owned(),
        (Some(_), SectionId::FirstPage) => chapter.to_string(),
        (Some(_), id) => format!("{chapter}-{id}"),
    }
}
