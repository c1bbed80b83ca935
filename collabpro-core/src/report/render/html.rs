//! One standalone page: no script, no outside request, every user text escaped.

use std::fmt::Write as _;

use super::super::{Bar, BarShare, Block, Report, Section, SectionId, Sentence};
use super::{columns, harmless};
use crate::base::message::Message;
use crate::base::table::push_letter;
use crate::base::texts::Texts;
use crate::scoring::Interval;

const STYLE: &str = include_str!("style.css");
/// Where "nearly all" and "nearly none" are drawn.
const NEARLY: f64 = 0.05;
/// So many shades are told apart without help.
const SHADES: usize = 3;

pub(in super::super) fn html(report: &Report) -> String {
    let units = report.sections.iter().filter(|section| section.id == SectionId::FirstPage).count();
    let mut page = Page { out: String::new(), texts: &report.texts, units: 0, tables: 0 };
    page.head(report);
    page.out.push_str(if units > 1 { "<body class=\"many\">\n" } else { "<body>\n" });
    page.element("a", " class=\"skip\" href=\"#report\"", &Message::new("render.skip"));
    page.out.push_str("\n<header>\n");
    page.element("h1", "", &report.title);
    page.out.push_str("\n</header>\n");
    if units > 1 {
        page.contents(report);
    }
    page.out.push_str("<main id=\"report\">\n");
    page.sections(report);
    page.out.push_str("</main>\n<footer>\n");
    page.element("p", "", &report.footer);
    page.out.push_str("\n</footer>\n</body>\n</html>\n");
    page.out
}

struct Page<'a> {
    out: String,
    texts: &'a Texts,
    /// Units begun.
    units: u32,
    /// Tables begun.
    tables: u32,
}

impl Page<'_> {
    fn head(&mut self, report: &Report) {
        self.out.push_str("<!doctype html>\n<html lang=\"");
        self.out.push_str(report.language());
        self.out.push_str(
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"collabpro ",
        );
        self.out.push_str(env!("CARGO_PKG_VERSION"));
        self.out.push_str("\">\n");
        self.element("title", "", &report.title);
        self.out.push_str("\n<style>\n");
        self.out.push_str(STYLE);
        self.out.push_str("</style>\n</head>\n");
    }

    /// A message, escaped as a whole, so that no part of it can be markup.
    fn say(&mut self, message: &Message) {
        escape(&mut self.out, &self.texts.render(message));
    }

    fn element(&mut self, name: &str, attributes: &str, message: &Message) {
        let _ = write!(self.out, "<{name}{attributes}>");
        self.say(message);
        let _ = write!(self.out, "</{name}>");
    }

    fn contents(&mut self, report: &Report) {
        self.out.push_str("<nav aria-labelledby=\"contents\">\n");
        self.element("h2", " id=\"contents\"", &Message::new("render.contents"));
        self.out.push_str("\n<ol>\n");
        let mut units = 0;
        for section in report.sections.iter().filter(|section| section.depth <= 2) {
            units += u32::from(section.id == SectionId::FirstPage);
            let link = format!(" href=\"#{}\"", anchor(section, units));
            self.out.push_str("<li>");
            self.element("a", &link, &section.heading);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</nav>\n");
    }

    fn sections(&mut self, report: &Report) {
        let mut open = false;
        for section in &report.sections {
            let begins = section.id == SectionId::FirstPage;
            if open && (begins || section.unit.is_none()) {
                self.out.push_str("</article>\n");
                open = false;
            }
            if begins {
                self.units += 1;
                open = true;
                let _ = writeln!(self.out, "<article aria-labelledby=\"u{}\">", self.units);
            }
            let class = if section.unit.is_some() { section.id.id() } else { "appendix" };
            let _ = writeln!(self.out, "<section class=\"{class}\">");
            let level = section.depth.clamp(2, 6);
            let id = format!(" id=\"{}\"", anchor(section, self.units));
            self.element(&format!("h{level}"), &id, &section.heading);
            self.out.push('\n');
            for block in &section.blocks {
                self.block(block);
            }
            if begins {
                self.element("p", " class=\"note foot\"", &report.footer);
                self.out.push('\n');
            }
            self.out.push_str("</section>\n");
        }
        if open {
            self.out.push_str("</article>\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { sentences } if !sentences.is_empty() => {
                self.out.push_str("<p>");
                self.sentences(sentences);
                self.out.push_str("</p>\n");
            }
            Block::Paragraph { .. } => {}
            Block::List { ordered, items } => {
                let name = if *ordered { "ol" } else { "ul" };
                let _ = writeln!(self.out, "<{name}>");
                for item in items {
                    self.element("li", "", &item.message);
                    self.out.push('\n');
                }
                let _ = writeln!(self.out, "</{name}>");
            }
            Block::Bars { caption, bars } => self.bars(caption, bars),
            Block::Table { caption, head, rows, to_fill } => {
                self.table(if *to_fill { "sheet" } else { "lines" }, caption);
                self.out.push_str("<thead><tr>");
                head.iter().for_each(|cell| self.element("th", " scope=\"col\"", cell));
                self.out.push_str("</tr></thead>\n<tbody>\n");
                for row in rows {
                    self.out.push_str("<tr>");
                    for (at, cell) in row.iter().enumerate() {
                        let (name, attributes) =
                            if at == 0 && !to_fill { ("th", " scope=\"row\"") } else { ("td", "") };
                        self.element(name, attributes, cell);
                    }
                    self.out.push_str("</tr>\n");
                }
                self.out.push_str("</tbody>\n</table></div>\n");
            }
            Block::Note { message } => {
                self.element("p", " class=\"note\"", message);
                self.out.push('\n');
            }
        }
    }

    fn sentences(&mut self, sentences: &[Sentence]) {
        for (at, sentence) in sentences.iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            self.say(&sentence.message);
        }
    }

    /// Opens a table that scrolls by itself where the window is narrow.
    fn table(&mut self, class: &str, caption: &Message) {
        self.tables += 1;
        let id = self.tables;
        let _ = writeln!(
            self.out,
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"t{id}\"><table class=\"{class}\">"
        );
        self.element("caption", &format!(" id=\"t{id}\""), caption);
        self.out.push('\n');
    }

    fn bars(&mut self, caption: &Message, bars: &[Bar]) {
        let columns = columns::columns(bars);
        self.table("bars", caption);
        self.out.push_str("<thead><tr>");
        self.element("th", " scope=\"col\"", &columns::names(bars));
        self.element("th", " scope=\"col\"", &Message::new("render.bars.who"));
        let drawn = bars.iter().any(|bar| bar.absent.is_none());
        if drawn {
            self.scale();
        }
        for (at, column) in columns.iter().enumerate() {
            self.out.push_str("<th scope=\"col\"><svg class=\"key\" aria-hidden=\"true\">");
            (0..=at).for_each(|_| self.out.push_str("<rect class=\"s\" width=\"100%\" height=\"100%\"/>"));
            self.out.push_str("</svg>");
            self.say(&column.head());
            self.out.push_str("</th>");
        }
        if columns.is_empty() {
            self.element("th", " scope=\"col\"", &Message::new("render.bars.shares"));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for bar in bars {
            self.bar(bar, &columns, drawn);
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    /// The head of the column of bars.
    fn scale(&mut self) {
        self.out.push_str("<th scope=\"col\" class=\"scale\">");
        self.element("span", " class=\"hidden\"", &Message::new("render.bars.picture"));
        self.out.push_str(
            "<span class=\"ends\" aria-hidden=\"true\"><span>0</span><span>50</span><span>100 %</span></span></th>",
        );
    }

    fn bar(&mut self, bar: &Bar, columns: &[columns::Column<'_>], drawn: bool) {
        self.out.push_str("<tr>");
        self.element("th", " scope=\"row\"", &bar.label);
        self.element("td", " class=\"who\"", &columns::group(bar));
        if let Some(absent) = &bar.absent {
            let span = format!(" class=\"absent\" colspan=\"{}\"", usize::from(drawn) + columns.len().max(1));
            self.element("td", &span, absent);
        } else {
            self.out.push_str("<td>");
            draw(&mut self.out, &bar.shares, columns);
            self.out.push_str("</td>");
            for column in columns {
                let class = if column.is_cut { " class=\"cut\"" } else { "" };
                self.element("td", class, &column.text(bar));
            }
            if columns.is_empty() {
                self.element("td", " class=\"together\"", &columns::together(bar));
            }
        }
        self.out.push_str("</tr>\n");
    }
}

/// The bar: each share from the left, the later on top, so that it darkens where ratings are higher; the line that was
/// drawn; below it the range of the share at that line.
fn draw(out: &mut String, shares: &[BarShare], columns: &[columns::Column<'_>]) {
    let fine = if shares.len() > SHADES { " fine" } else { "" };
    let _ = write!(out, "<svg class=\"bar{fine}\" aria-hidden=\"true\">");
    out.push_str("<rect class=\"t\" width=\"100%\" height=\"11\"/>");
    let end = |share: &BarShare| {
        let nearly = share.nearly_all.map(|all| if all { 1.0 - NEARLY } else { NEARLY });
        share.value.or(nearly)
    };
    // A share that is not shown is at least the next one, so that each column keeps its shade.
    let hidden = columns.iter().position(|column| column.begins(shares)).unwrap_or(0);
    for at in 0..hidden + shares.len() {
        if let Some(end) = end(&shares[at.saturating_sub(hidden)]) {
            let _ = write!(out, "<rect class=\"s\" width=\"{}%\" height=\"11\"/>", percent(end));
        }
    }
    if let Some(cut) = shares.iter().find(|share| share.is_cut) {
        if let Some(Interval { lower, upper }) = cut.interval {
            let (lower, upper) = (percent(lower), percent(upper));
            let _ = write!(out, "<line class=\"w\" x1=\"{lower}%\" x2=\"{upper}%\" y1=\"16\" y2=\"16\"/>");
            for end in [lower, upper] {
                let _ = write!(out, "<line class=\"w\" x1=\"{end}%\" x2=\"{end}%\" y1=\"13\" y2=\"19\"/>");
            }
        }
        if let Some(end) = end(cut) {
            let end = percent(end);
            let _ = write!(out, "<line class=\"c\" x1=\"{end}%\" x2=\"{end}%\" y2=\"19\"/>");
        }
    }
    out.push_str("</svg>");
}

/// Per cent with at most one decimal.
fn percent(share: f64) -> f64 {
    (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0
}

/// Where a section can be linked to. Made of our own words only.
fn anchor(section: &Section, unit: u32) -> String {
    match (&section.unit, section.id) {
        (None, id) => id.id().to_owned(),
        (Some(_), SectionId::FirstPage) => format!("u{unit}"),
        (Some(_), id) => format!("u{unit}-{id}"),
    }
}

pub(super) fn escape(out: &mut String, text: &str) {
    text.chars().filter_map(harmless).for_each(|letter| push_letter(out, letter));
}
