//! The report as Markdown, every user text escaped.

use super::super::{Bar, Block, Report, Section, SectionId};
use super::{columns, harmless};
use crate::base::message::Message;
use crate::base::texts::Texts;

pub(in super::super) fn markdown(report: &Report) -> String {
    let mut page = Page { out: String::new(), texts: &report.texts };
    page.heading(1, &report.title);
    let places = report.sections.iter().filter(|section| section.id == SectionId::FirstPage).count();
    for section in &report.sections {
        page.section(section, (places > 1).then_some(&report.footer));
    }
    page.out.push_str("---\n\n");
    page.note(&report.footer);
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

struct Page<'a> {
    out: String,
    texts: &'a Texts,
}

impl Page<'_> {
    /// A message in which nothing is markup, between two marks.
    fn say(&mut self, before: &str, message: &Message, after: &str) {
        self.out.push_str(before);
        self.out.push_str(&escape(&self.texts.render(message)));
        self.out.push_str(after);
    }

    fn heading(&mut self, level: u8, message: &Message) {
        for _ in 0..level.clamp(1, 6) {
            self.out.push('#');
        }
        self.say(" ", message, "\n\n");
    }

    /// A line in small print.
    fn note(&mut self, message: &Message) {
        if !columns::is_of_pictures(message) && !escape(&self.texts.render(message)).is_empty() {
            self.say("*", message, "*\n\n");
        }
    }

    fn section(&mut self, section: &Section, footer: Option<&Message>) {
        self.heading(section.level.max(2), &section.heading);
        for block in &section.blocks {
            self.block(block);
        }
        if let Some(footer) = footer.filter(|_| section.id == SectionId::FirstPage) {
            self.note(footer);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { sentences } => {
                let mut text = String::new();
                for (at, sentence) in sentences.iter().enumerate() {
                    text.push_str(if at > 0 { " " } else { "" });
                    text.push_str(&self.texts.render(&sentence.message));
                }
                self.out.push_str(&escape(&text));
                self.out.push_str("\n\n");
            }
            Block::List { ordered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
                    self.say(&mark, &item.message, "\n");
                }
                self.out.push('\n');
            }
            Block::Bars { caption, key, note, bars } => {
                self.say("", caption, "\n\n");
                key.iter().for_each(|entry| self.say("- ", &entry.told(), "\n"));
                self.out.push_str(if key.is_empty() { "" } else { "\n" });
                note.iter().for_each(|note| self.note(note));
                self.bars(bars);
            }
            Block::Table { caption, head, rows, .. } => {
                self.say("", caption, "\n\n");
                head.iter().for_each(|cell| self.cell(cell));
                self.rule(head.len());
                rows.iter().for_each(|row| self.row(row));
                self.out.push('\n');
            }
            Block::Note { message } => self.note(message),
        }
    }

    fn bars(&mut self, bars: &[Bar]) {
        let columns = columns::columns(bars);
        let heads = columns::heads(bars, &columns);
        heads.iter().for_each(|head| self.cell(head));
        self.rule(heads.len());
        for bar in bars {
            self.cell(&bar.label);
            let cells = columns::cells(bars, bar, &columns);
            cells.iter().for_each(|cell| self.cell(cell));
            (1 + cells.len()..heads.len()).for_each(|_| self.cell(&Message::new("render.bars.blank")));
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn row(&mut self, cells: &[Message]) {
        cells.iter().for_each(|cell| self.cell(cell));
        self.out.push('\n');
    }

    /// One more cell of a row.
    fn cell(&mut self, message: &Message) {
        let before = if self.out.ends_with('\n') { "| " } else { " " };
        self.say(before, message, " |");
    }

    /// Ends the head of a table and draws the line below it.
    fn rule(&mut self, cells: usize) {
        self.out.push_str("\n|");
        (0..cells).for_each(|_| self.out.push_str(" --- |"));
        self.out.push('\n');
    }
}

/// One line of plain words: every mark that could begin emphasis, code, a link, an image, a tag, an entity, a cell or a
/// mention is escaped, and so is a first word that could begin a heading, a quotation, a list or a rule.
pub(super) fn escape(text: &str) -> String {
    let blank = |character: char| if character.is_whitespace() { ' ' } else { character };
    let line: String = text.chars().filter_map(harmless).map(blank).collect();
    let line = line.trim();
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        let first = at == 0 && matches!(character, '+' | '-' | '=' | ':' | '%');
        let number = digits > 0 && at == digits && matches!(character, '.' | ')');
        let scheme = character == ':' && line[at..].starts_with("://");
        let www = character == '.' && before.eq_ignore_ascii_case(&'w');
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '@' | '^' => {
                out.push('\\');
                out.push(character);
            }
            _ if first || number || scheme || www => {
                out.push('\\');
                out.push(character);
            }
            ' ' if before == ' ' && at > 0 => {}
            _ => out.push(character),
        }
        before = character;
    }
    out
}
