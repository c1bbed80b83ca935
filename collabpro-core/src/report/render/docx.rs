//! The report as a Word file: what Markdown says, for people to edit. Bars are a table of their shares with the range.

use super::super::{Bar, Block, Report, Section, SectionId};
use super::{columns, harmless};
use crate::base::docx::{Docx, Grid};
use crate::base::message::Message;
use crate::base::texts::Texts;

pub(in super::super) fn docx(report: &Report) -> Vec<u8> {
    let mut page = Page { file: Docx::new(), texts: &report.texts };
    page.file.heading(1, &page.say(&report.title));
    let places = report.sections.iter().filter(|section| section.id == SectionId::FirstPage).count();
    for section in &report.sections {
        page.section(section, (places > 1).then_some(&report.footer));
    }
    page.note(&report.footer);
    let (title, footer) = (page.say(&report.title), page.say(&report.footer));
    page.file.finish(&title, &footer, report.language())
}

struct Page<'a> {
    file: Docx,
    texts: &'a Texts,
}

impl Page<'_> {
    /// A message in which nothing turns what stands beside it around.
    fn say(&self, message: &Message) -> String {
        self.texts.render(message).chars().filter_map(harmless).collect()
    }

    /// A line in small print.
    fn note(&mut self, message: &Message) {
        let text = self.say(message);
        if !columns::is_of_pictures(message) && !text.trim().is_empty() {
            self.file.paragraph("Note", &text);
        }
    }

    fn section(&mut self, section: &Section, footer: Option<&Message>) {
        self.file.heading(section.level.max(2), &self.say(&section.heading));
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
                let said: Vec<String> =
                    sentences.iter().map(|sentence| self.say(&sentence.message)).collect();
                if !said.is_empty() {
                    self.file.paragraph("Normal", &said.join(" "));
                }
            }
            Block::List { ordered, items } => {
                let said: Vec<String> = items.iter().map(|item| self.say(&item.message)).collect();
                self.file.list(*ordered, &said);
            }
            Block::Bars { caption, key, note, bars } => {
                self.file.caption(&self.say(caption));
                let said: Vec<String> = key.iter().map(|entry| self.say(&entry.told())).collect();
                self.file.list(false, &said);
                note.iter().for_each(|note| self.note(note));
                self.bars(caption, bars);
            }
            Block::Table { caption, head, rows, to_fill } => {
                self.file.caption(&self.say(caption));
                self.table(caption, head, rows, *to_fill);
            }
            Block::Note { message } => self.note(message),
        }
    }

    fn table(&mut self, caption: &Message, head: &[Message], rows: &[Vec<Message>], to_fill: bool) {
        let said = |cells: &[Message]| -> Vec<String> { cells.iter().map(|cell| self.say(cell)).collect() };
        let rows: Vec<Vec<String>> = rows.iter().map(|row| said(row)).collect();
        let (caption, head) = (self.say(caption), said(head));
        self.file.table(&Grid { caption: &caption, head: &head, rows: &rows, to_fill });
    }

    fn bars(&mut self, caption: &Message, bars: &[Bar]) {
        let columns = columns::columns(bars);
        let row = |bar: &Bar| {
            let cells = columns::cells(bars, bar, &columns);
            std::iter::once(bar.label.clone()).chain(cells).collect()
        };
        let rows: Vec<Vec<Message>> = bars.iter().map(row).collect();
        self.table(caption, &columns::heads(bars, &columns), &rows, false);
    }
}
