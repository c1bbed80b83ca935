//! The report as Markdown, every user text escaped.

use super::super::{Bar, Block, Report, Section, Sentence};
use super::{columns, harmless};
use crate::message::{Message, Texts};

pub(in super::super) fn markdown(report: &Report) -> String {
    let mut page = Page { out: String::new(), texts: report.texts() };
    page.heading(1, &report.title);
    for section in &report.sections {
        page.section(section, &report.footer);
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
    /// A message on one line in which nothing is markup.
    fn say(&self, message: &Message) -> String {
        escape(&self.texts.render(message))
    }

    fn heading(&mut self, level: u8, message: &Message) {
        let marks = "#".repeat(usize::from(level.clamp(1, 6)));
        self.out.push_str(&format!("{marks} {}\n\n", self.say(message)));
    }

    /// A line in small print.
    fn note(&mut self, message: &Message) {
        let text = self.say(message);
        if !text.is_empty() {
            self.out.push_str(&format!("*{text}*\n\n"));
        }
    }

    fn section(&mut self, section: &Section, footer: &Message) {
        self.heading(section.level.max(2), &section.heading);
        for block in &section.blocks {
            self.block(block);
        }
        if section.id == "first_page" {
            self.note(footer);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { sentences } => {
                let rendered = |sentence: &Sentence| self.texts.render(&sentence.message);
                let text = sentences.iter().map(rendered).collect::<Vec<_>>().join(" ");
                self.out.push_str(&format!("{}\n\n", escape(&text)));
            }
            Block::List { ordered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *ordered { format!("{}.", at + 1) } else { "-".to_owned() };
                    self.out.push_str(&format!("{mark} {}\n", self.say(&item.message)));
                }
                self.out.push('\n');
            }
            Block::Bars { caption, bars } => self.bars(caption, bars),
            Block::Table { caption, head, rows } => {
                self.table(caption, head.clone(), rows.iter().cloned());
            }
            Block::Note { message } => self.note(message),
        }
    }

    fn bars(&mut self, caption: &Message, bars: &[Bar]) {
        let columns = columns::columns(bars);
        let mut head = vec![columns::names(bars), Message::new("render.bars.who")];
        head.extend(columns.iter().map(columns::Column::head));
        if columns.is_empty() {
            head.push(Message::new("render.bars.shares"));
        }
        let width = head.len();
        let row = |bar: &Bar| {
            let mut row = vec![bar.label.clone(), columns::group(bar)];
            match &bar.absent {
                Some(absent) => row.push(absent.clone()),
                None if columns.is_empty() => row.push(columns::together(bar)),
                None => row.extend(columns.iter().map(|column| column.text(bar))),
            }
            row.resize(width, Message::new("render.bars.blank"));
            row
        };
        self.table(caption, head, bars.iter().map(row));
    }

    fn table(&mut self, caption: &Message, head: Vec<Message>, rows: impl Iterator<Item = Vec<Message>>) {
        self.out.push_str(&format!("{}\n\n", self.say(caption)));
        let rule = vec!["---"; head.len()].join(" | ");
        self.row(&head);
        self.out.push_str(&format!("| {rule} |\n"));
        rows.for_each(|row| self.row(&row));
        self.out.push('\n');
    }

    fn row(&mut self, cells: &[Message]) {
        let cells: Vec<String> = cells.iter().map(|cell| self.say(cell)).collect();
        self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
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
