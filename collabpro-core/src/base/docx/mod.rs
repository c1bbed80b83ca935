//! What leaves as a Word file: WordprocessingML (ISO/IEC 29500-1) in its container. How anything looks is a style, so that who
//! edits it changes all of it at once; which language it is in, what is a heading and which row heads a table is said to those
//! who hear it. Nothing in it tells when it was written.

mod parts;

use maud::{Render, html};

use crate::base::table::{Table, Values};

/// The sides of a page (A4) and its margins, in twentieths of a point.
const SHORT: usize = 11_906;
const TALL: usize = 16_838;
const MARGIN: usize = 850;
/// What a letter of a cell takes, and what stands empty beside its text.
const LETTER: usize = 110;
const BESIDE: usize = 216;
/// A longer text goes on in the next line, and so does a longer word.
const LINE: usize = 48;
const LONG: usize = 24;
/// The levels of headings that have a style.
const LEVELS: u8 = 3;

/// Text as XML takes it: every mark escaped, control characters blank, what is no character left out.
struct Text<'a>(&'a str);

impl Render for Text<'_> {
    fn render_to(&self, out: &mut String) {
        let allowed = |letter: char| match letter {
            '\u{fffe}' | '\u{ffff}' => None,
            control if control.is_control() => Some(' '),
            other => Some(other),
        };
        self.0.chars().filter_map(allowed).collect::<String>().render_to(out);
    }
}

/// A table on its way into a file.
pub(crate) struct Grid<'a> {
    /// What is shown, for those who hear it; empty: nothing is said.
    pub(crate) caption: &'a str,
    /// Names of the columns.
    pub(crate) head: &'a [String],
    /// Its rows; the first cell names the row, unless people write in it.
    pub(crate) rows: &'a [Vec<String>],
    /// Whether it is for people to write in.
    pub(crate) to_fill: bool,
}

/// A Word file on its way.
pub(crate) struct Docx {
    body: String,
    /// Width and height of its pages.
    page: [usize; 2],
    /// How many ordered lists there are: each counts from one.
    lists: usize,
}

impl Docx {
    /// A file of upright pages.
    pub(crate) fn new() -> Self {
        Self { body: String::new(), page: [SHORT, TALL], lists: 0 }
    }

    /// What may stand between the margins.
    fn width(&self) -> usize {
        self.page[0] - 2 * MARGIN
    }

    /// A heading; what lies below the third level looks like it.
    pub(crate) fn heading(&mut self, level: u8, text: &str) {
        self.paragraph(HEADINGS[usize::from(level.clamp(1, LEVELS)) - 1], text);
    }

    /// A paragraph in a style.
    pub(crate) fn paragraph(&mut self, style: &str, text: &str) {
        html! { w:p { w:pPr { w:pStyle w:val=(style) {} } (Run(text)) } }.render_to(&mut self.body);
    }

    /// A list; an ordered one counts from one.
    pub(crate) fn list(&mut self, ordered: bool, items: &[String]) {
        self.lists += usize::from(ordered);
        let counted = self.lists + parts::BULLETS;
        for item in items {
            html! {
                w:p {
                    w:pPr {
                        w:pStyle w:val=(if ordered { "ListNumber" } else { "ListBullet" }) {}
                        @if ordered { w:numPr { w:ilvl w:val="0" {} w:numId w:val=(counted) {} } }
                    }
                    (Run(item))
                }
            }
            .render_to(&mut self.body);
        }
    }

    /// What the next table or list shows, where anything is said of it.
    pub(crate) fn caption(&mut self, text: &str) {
        if !text.is_empty() {
            self.paragraph("Caption", text);
        }
    }

    /// A table; its head stands on every page that it goes on to.
    pub(crate) fn table(&mut self, grid: &Grid<'_>) {
        let widths = grid.widths(self.width());
        if widths.is_empty() {
            return;
        }
        html! {
            w:tbl {
                w:tblPr {
                    w:tblStyle w:val=(if grid.to_fill { "Sheet" } else { "Lines" }) {}
                    w:tblW w:w="5000" w:type="pct" {}
                    w:tblLook w:val=(if grid.to_fill { "0620" } else { "06A0" })
                        w:firstRow="1" w:lastRow="0" w:firstColumn=(u8::from(!grid.to_fill)) w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
                    @if !grid.caption.is_empty() { w:tblCaption w:val=(Text(grid.caption)) {} }
                }
                w:tblGrid { @for width in &widths { w:gridCol w:w=(width) {} } }
                w:tr { w:trPr { w:cantSplit {} w:tblHeader {} } (Cells(grid.head, &widths)) }
                @for row in grid.rows {
                    w:tr {
                        w:trPr { w:cantSplit {} @if grid.to_fill { w:trHeight w:val="700" w:hRule="atLeast" {} } }
                        (Cells(row, &widths))
                    }
                }
            }
        }
        .render_to(&mut self.body);
    }

    /// The file: its title, what it is about, and its language as BCP 47 names it.
    pub(crate) fn finish(mut self, title: &str, subject: &str, language: &str) -> Vec<u8> {
        if self.body.ends_with("</w:tbl>") {
            self.body.push_str("<w:p></w:p>"); // Word wants a paragraph at the end
        }
        let [width, height] = self.page;
        let page = html! {
            w:sectPr {
                w:footerReference w:type="default" r:id=(parts::FOOTER) {}
                w:pgSz w:w=(width) w:h=(height) w:orient=[(width > height).then_some("landscape")] {}
                w:pgMar w:top=(MARGIN) w:right=(MARGIN) w:bottom=(MARGIN) w:left=(MARGIN) w:header="400" w:footer="400" w:gutter="0" {}
            }
        };
        self.body.push_str(&page.0);
        parts::file(&parts::About { title, subject, language, lists: self.lists, body: &self.body })
    }
}

/// The styles of headings.
const HEADINGS: [&str; LEVELS as usize] = ["Heading1", "Heading2", "Heading3"];

/// Words that look alike.
struct Run<'a>(&'a str);

impl Render for Run<'_> {
    fn render_to(&self, out: &mut String) {
        html! { w:r { w:t xml:space="preserve" { (Text(self.0)) } } }.render_to(out);
    }
}

/// The cells of a row: as many as there are columns, each with a paragraph, without which Word opens no file.
struct Cells<'a>(&'a [String], &'a [usize]);

impl Render for Cells<'_> {
    fn render_to(&self, out: &mut String) {
        for (at, width) in self.1.iter().enumerate() {
            let text = self.0.get(at).map_or("", String::as_str);
            html! { w:tc { w:tcPr { w:tcW w:w=(width) w:type="dxa" {} } w:p { w:pPr { w:pStyle w:val="Cell" {} } (Run(text)) } } }
                .render_to(out);
        }
    }
}

impl Grid<'_> {
    /// What each column takes for its longest word, and for its longest text in one line.
    fn needs(&self) -> Vec<[usize; 2]> {
        let rows = || std::iter::once(self.head).chain(self.rows.iter().map(Vec::as_slice));
        let columns = rows().map(<[String]>::len).max().unwrap_or_default();
        let room = |letters: usize, most: usize| letters.min(most) * LETTER + BESIDE;
        let mut needs = vec![[BESIDE; 2]; columns];
        for row in rows() {
            for ([word, line], cell) in needs.iter_mut().zip(row) {
                let words = cell.split(' ').map(|word| word.chars().count());
                *word = (*word).max(room(words.max().unwrap_or_default(), LONG));
                *line = (*line).max(room(cell.chars().count(), LINE));
            }
        }
        needs
    }

    /// The widths of the columns: alike where people write; otherwise each has room for its longest word, and what is left goes
    /// to those whose texts are longer.
    fn widths(&self, page: usize) -> Vec<usize> {
        let needs = self.needs();
        if self.to_fill {
            return vec![page / needs.len().max(1); needs.len()];
        }
        let of_words: usize = needs.iter().map(|[word, _]| word).sum();
        let of_lines: usize = needs.iter().map(|[_, line]| line).sum();
        let left = page.saturating_sub(of_words);
        let more = (of_lines - of_words).max(1);
        let own = |[word, line]: &[usize; 2]| match of_lines > page && left > 0 {
            true => word + left * (line - word) / more,
            false => page * line / of_lines.max(1),
        };
        needs.iter().map(own).collect()
    }
}

/// A table by itself: below its caption, above its note, on pages that lie where it is wide.
fn written(caption: &str, head: &[String], rows: &[Vec<String>], note: &str, language: &str) -> Vec<u8> {
    let grid = Grid { caption, head, rows, to_fill: false };
    let mut file = Docx::new();
    if grid.needs().iter().map(|[word, _]| word).sum::<usize>() > file.width() {
        file.page.reverse();
    }
    file.caption(caption);
    file.table(&grid);
    if !note.is_empty() {
        file.paragraph("Note", note);
    }
    file.finish(caption, "", language)
}

/// A number as it is read: three decimals, or three digits where these would be zeros.
fn rounded(value: f64) -> String {
    match value != 0.0 && value.abs() < 0.0005 {
        true => format!("{value:.2e}"),
        false => format!("{value:.3}"),
    }
}

impl Table {
    /// The table as a Word file (`.docx`) below its caption, in a language as BCP 47 names it; on pages that lie where it is wide.
    /// Numbers with a fraction are rounded to three decimals, below .0005 to three digits; a null is an empty cell. The
    /// same table is the same bytes.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    ///
    /// let file: Vec<u8> = Rubric::bundled().table("en").to_docx("The criteria", "en");
    /// assert!(file.starts_with(b"PK"));
    /// ```
    pub fn to_docx(&self, caption: &str, language: &str) -> Vec<u8> {
        let head: Vec<String> = self.columns().iter().map(|column| column.name.to_string()).collect();
        let mut rows = Vec::new();
        for row in 0..self.rows() {
            let mut cells = Vec::new();
            for column in self.columns() {
                let mut cell = String::new();
                match &column.values {
                    Values::Number(values) => cell.extend(values[row].map(rounded)),
                    _ => column.write(&mut cell, row, String::push_str),
                }
                cells.push(cell);
            }
            rows.push(cells);
        }
        written(caption, &head, &rows, "", language)
    }

    /// Cells that are texts already as a Word file (`.docx`), below a caption and with a note under them: numbers of a paper, which nothing
    /// rounds again. A row has as many cells as there are headings.
    ///
    /// ```
    /// use collabpro_core::Table;
    ///
    /// let (head, rows) = (["Coefficient".to_owned(), "Estimate".to_owned()], vec![vec!["α".to_owned(), ".91".to_owned()]]);
    /// assert!(Table::texts_to_docx("Table 1", &head, &rows, "", "en").starts_with(b"PK"));
    /// ```
    pub fn texts_to_docx(
        caption: &str,
        head: &[String],
        rows: &[Vec<String>],
        note: &str,
        language: &str,
    ) -> Vec<u8> {
        written(caption, head, rows, note, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
    }

    #[test]
    fn columns_have_room_for_their_longest_word_and_fill_the_page() {
        let head = cells(&[&["Place", "Group", "What was asked"]]).remove(0);
        let rows = cells(&[&["Birch Lane", "schoolteachers", &"a long line of words ".repeat(9)], &["Oak"]]);
        let grid = Grid { caption: "", head: &head, rows: &rows, to_fill: false };
        let widths = grid.widths(9_000);
        assert!(widths.iter().sum::<usize>() <= 9_000 && widths.iter().sum::<usize>() > 8_997);
        for (width, letters) in widths.iter().zip([5, 14, 5]) {
            assert!(*width >= letters * LETTER + BESIDE);
        }
        assert_eq!(Grid { to_fill: true, ..grid }.widths(9_000), [3_000; 3]);
    }

    #[test]
    fn a_short_row_gets_its_cells_and_a_table_without_columns_is_none() {
        let mut file = Docx::new();
        let (head, rows) = (cells(&[&["One", "Two"]]).remove(0), cells(&[&["1"], &[]]));
        file.table(&Grid { caption: "", head: &head, rows: &rows, to_fill: true });
        assert_eq!(file.body.matches("<w:tc>").count(), 6);
        assert_eq!(file.body.matches("<w:p>").count(), 6);
        let before = file.body.clone();
        file.table(&Grid { caption: "", head: &[], rows: &[Vec::new()], to_fill: false });
        assert_eq!(file.body, before);
    }

    #[test]
    fn numbers_are_rounded_but_none_to_nothing() {
        let told = [0.0, 2.0 / 3.0, -1234.5678, 0.0005, 0.000_123_45, -4e-19].map(rounded);
        assert_eq!(told, ["0.000", "0.667", "-1234.568", "0.001", "1.23e-4", "-4.00e-19"]);
    }

    #[test]
    fn each_ordered_list_counts_from_one() {
        let mut file = Docx::new();
        let items = ["a".to_owned()];
        [true, false, true].iter().for_each(|ordered| file.list(*ordered, &items));
        let numbers: Vec<&str> =
            file.body.split("<w:numId w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!((file.lists, numbers), (2, vec!["2", "3"]));
    }
}
