//! CSV into records: a strict push tokenizer.
//!
//! Bytes come in pieces of any size; each complete record is handed on at once. The rules are those of RFC 4180 and no
//! others, because a reader that guesses at broken quotes moves cells to other columns in silence:
//! - a field is either bare, and then holds no quotation mark, or quoted from its first to its last character;
//! - a record ends at LF, CRLF or CR (old spreadsheets write CR alone); blank lines are skipped, and counted as rows;
//! - UTF-16 and a byte order mark at the start are read (`opening.rs`).
//!
//! After broken quoting the tokenizer goes on at the next line end, so that the rest of the file is still checked.
//! A field or record over its limit ends the reading before it is held.

use std::io::Read;

use collabpro_derive::words;

use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::opening::{Opening, Refused};

/// Bytes looked at in one go: they stay in the cache between checking UTF-8, cutting and resolving.
const BLOCK: usize = 1 << 16;

/// What stands between the fields of a CSV file.
#[words]
#[derive(Default)]
pub enum Delimiter {
    /// A comma.
    #[default]
    #[word(",")]
    Comma,
    /// A semicolon, as spreadsheets write where the comma is the decimal sign.
    #[word(";")]
    Semicolon,
    /// A tab.
    #[word("\t")]
    Tab,
}

impl Delimiter {
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// One record: its row and its fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// Number of the row, the first being 1; blank lines count.
    pub(crate) row: u64,
    text: &'a str,
    spans: &'a [(u32, u32)],
}

impl<'a> Record<'a> {
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The field at this position; empty when there is none.
    #[inline]
    pub(crate) fn field(&self, at: usize) -> &'a str {
        match self.spans.get(at) {
            Some(&(from, to)) => self.text.get(from as usize..to as usize).unwrap_or(""),
            None => "",
        }
    }

    /// Its fields up to the last that is not blank: a header's columns.
    pub(crate) fn named(&self) -> usize {
        (0..self.len()).rev().find(|at| !self.field(*at).trim().is_empty()).map_or(0, |at| at + 1)
    }

    /// Whether it has this many fields, or more of which the last are blank: spreadsheets write columns that were emptied.
    pub(crate) fn fits(&self, width: usize) -> bool {
        self.len() == width || self.len() > width && self.named() <= width
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        self.spans.iter().map(move |&(from, to)| text.get(from as usize..to as usize).unwrap_or(""))
    }
}

impl Refused {
    /// What is wrong with the file.
    pub(crate) fn problem(self, delimiter: u8) -> Problem {
        match self {
            Self::Workbook => Problem::new(ErrorCode::Workbook, Place::default()),
            Self::Delimiter(found) => {
                let problem = Problem::new(ErrorCode::WrongDelimiter, Place::row(1));
                problem.with("what", shown(found)).with("expected", shown(delimiter))
            }
        }
    }
}

/// A delimiter as anyone sees it.
fn shown(delimiter: u8) -> String {
    if delimiter == b'\t' { "\\t".to_owned() } else { char::from(delimiter).to_string() }
}

/// Where a record of a batch lies, and where its spans do.
#[derive(Clone, Copy, Debug)]
struct Cut {
    row: u64,
    from: usize,
    to: usize,
    spans_from: usize,
    spans_to: usize,
}

/// Records in one piece: what is to be done with each can be prepared for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch<'a> {
    text: &'a str,
    cuts: &'a [Cut],
    spans: &'a [(u32, u32)],
}

impl<'a> Batch<'a> {
    pub(crate) fn records(self) -> impl Iterator<Item = Record<'a>> {
        self.cuts.iter().map(move |cut| Record {
            row: cut.row,
            text: self.text.get(cut.from..cut.to).unwrap_or(""),
            spans: self.spans.get(cut.spans_from..cut.spans_to).unwrap_or(&[]),
        })
    }
}

/// What the tokenizer hands on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event<'a> {
    /// A complete record.
    Record(Record<'a>),
    /// Several complete records.
    Batch(Batch<'a>),
    /// A record that cannot be read; `field` is the position of the field at fault.
    Fault {
        /// What is wrong.
        code: ErrorCode,
        /// Row of the record.
        row: u64,
        /// Position of the field.
        field: usize,
    },
    /// A file that is not read at all.
    Refused {
        /// Why.
        refused: Refused,
        /// What should stand between its fields.
        delimiter: u8,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before a record.
    Between,
    /// Before the first byte of a field.
    Start,
    /// In a field without quotes.
    Bare,
    /// In a quoted field.
    Quoted,
    /// After a quotation mark inside a quoted field.
    Closing,
    /// After a fault, until the line ends.
    Skipping,
    /// After a limit was passed; nothing more is read.
    Stopped,
}

/// Where the tokenizer stands between two pieces.
#[derive(Debug)]
pub(crate) struct Tokens {
    delimiter: u8,
    field_limit: usize,
    record_limit: usize,
    state: State,
    opening: Opening,
    row: u64,
    after_cr: bool,
    /// The record's fields without their quotes; holds only records that do not lie whole and bare in one piece.
    buffer: Vec<u8>,
    field_start: usize,
    held: usize,
    /// Whether the file has been told to be no UTF-8.
    foreign: bool,
    spans: Vec<(u32, u32)>,
    cuts: Vec<Cut>,
}

/// Records in a batch: enough to look things up ahead, few enough to stay in the nearest cache.
const BATCH: usize = 32;

impl Tokens {
    pub(crate) fn new(delimiter: u8, field_limit: usize, record_limit: usize) -> Self {
        Self {
            delimiter,
            field_limit,
            record_limit,
            state: State::Between,
            opening: Opening::default(),
            row: 1,
            after_cr: false,
            buffer: Vec::new(),
            field_start: 0,
            held: 0,
            foreign: false,
            spans: Vec::new(),
            cuts: Vec::new(),
        }
    }

    /// Whether a limit was passed and nothing more is read.
    pub(crate) fn stopped(&self) -> bool {
        self.state == State::Stopped
    }

    /// Reads a piece.
    pub(crate) fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(Event<'_>)) {
        match self.opening.push(bytes, &mut self.delimiter) {
            Ok(text) => self.blocks(&text, sink),
            Err(refused) => self.refuse(refused, sink),
        }
    }

    /// Reads the end: a last record without a line end, or the fault of an open quote.
    pub(crate) fn finish(&mut self, sink: &mut impl FnMut(Event<'_>)) {
        if !self.stopped() {
            match self.opening.finish(&mut self.delimiter) {
                Ok(text) => self.blocks(&text, sink),
                Err(refused) => self.refuse(refused, sink),
            }
        }
        match self.state {
            State::Quoted => self.fault(ErrorCode::BrokenQuoting, sink),
            State::Start | State::Bare | State::Closing => {
                self.end_field();
                self.end_record(sink);
            }
            State::Between | State::Skipping | State::Stopped => {}
        }
    }

    /// Takes the delimiter that the first line holds.
    pub(crate) fn adopting(mut self) -> Self {
        self.opening.adopts = true;
        self
    }

    /// Reads all of a file or stream; gives the delimiter that stood in it.
    ///
    /// # Errors
    /// `io`.
    pub(crate) fn read(mut self, input: &mut dyn Read, mut sink: &mut dyn FnMut(Event<'_>)) -> Result<u8> {
        let mut piece = vec![0; 1 << 16];
        while !self.stopped() {
            match input.read(&mut piece) {
                Ok(0) => break,
                Ok(bytes) => self.push(piece.get(..bytes).unwrap_or(&[]), &mut sink),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.finish(&mut sink);
        Ok(self.delimiter)
    }

    fn blocks(&mut self, text: &[u8], sink: &mut impl FnMut(Event<'_>)) {
        self.row += u64::from(std::mem::take(&mut self.opening.skipped));
        text.chunks(BLOCK).for_each(|block| self.block(block, sink));
    }

    /// Tells that this is no file of this kind.
    fn refuse(&mut self, refused: Refused, sink: &mut impl FnMut(Event<'_>)) {
        self.state = State::Stopped;
        sink(Event::Refused { refused, delimiter: self.delimiter });
    }

    fn block(&mut self, block: &[u8], sink: &mut impl FnMut(Event<'_>)) {
        let text = match std::str::from_utf8(block) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(block.get(..error.valid_up_to()).unwrap_or(b"")).unwrap_or(""),
        };
        let mut at = 0;
        while at < block.len() && !self.stopped() {
            if self.state == State::Between {
                at = self.whole(block, text, at, sink);
            }
            if at < block.len() {
                if self.state == State::Between {
                    self.reset();
                    self.state = State::Start;
                }
                at = self.piecewise(block, at, sink);
            }
        }
    }

    /// Hands on records that lie whole and without quotes in the block, without copying; gives where it had to stop.
    fn whole(&mut self, block: &[u8], text: &str, start: usize, sink: &mut impl FnMut(Event<'_>)) -> usize {
        let longest = self.field_limit.min(self.record_limit);
        let delimiter = self.delimiter;
        let mut record = start;
        let mut field = start;
        let mut base = start;
        let mut first = 0;
        self.spans.clear();
        self.cuts.clear();
        let (words, rest) = block.get(start..).unwrap_or(b"").as_chunks::<8>();
        let mut last = [0xFF; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        'words: for word in words.iter().chain((!rest.is_empty()).then_some(&last)) {
            let mut found = special(u64::from_le_bytes(*word), delimiter);
            while found != 0 {
                let offset = (found.trailing_zeros() / 8) as usize;
                found &= found - 1;
                let at = base + offset;
                let byte = word[offset & 7];
                if byte == delimiter {
                    self.spans.push(((field - record) as u32, (at - record) as u32));
                    field = at + 1;
                } else if byte == b'\n' || byte == b'\r' {
                    if at > record {
                        if at - record > longest {
                            break 'words;
                        }
                        self.spans.push(((field - record) as u32, (at - record) as u32));
                        let (spans_from, spans_to) = (first, self.spans.len());
                        if at > text.len() {
                            self.flush(text, sink);
                            let spans = self.spans.get(spans_from..spans_to).unwrap_or(&[]);
                            emit(
                                self.row,
                                block.get(record..at).unwrap_or(b""),
                                spans,
                                &mut self.foreign,
                                sink,
                            );
                        } else {
                            self.cuts.push(Cut { row: self.row, from: record, to: at, spans_from, spans_to });
                            if self.cuts.len() == BATCH {
                                self.flush(text, sink);
                            }
                        }
                        if self.cuts.is_empty() {
                            self.spans.clear();
                        }
                        first = self.spans.len();
                        self.row += 1;
                    } else if !(byte == b'\n' && self.after_cr) {
                        self.row += 1;
                    }
                    self.after_cr = byte == b'\r';
                    record = at + 1;
                    field = record;
                } else if byte == b'"' {
                    break 'words;
                }
            }
            base += 8;
        }
        self.flush(text, sink);
        record
    }

    fn flush(&mut self, text: &str, sink: &mut impl FnMut(Event<'_>)) {
        if !self.cuts.is_empty() {
            sink(Event::Batch(Batch { text, cuts: &self.cuts, spans: &self.spans }));
            self.cuts.clear();
        }
    }

    /// Reads a record that is quoted or cut by the end of a piece; gives where it ended.
    fn piecewise(&mut self, block: &[u8], start: usize, sink: &mut impl FnMut(Event<'_>)) -> usize {
        let mut at = start;
        while let Some(&byte) = block.get(at) {
            let ends = byte == b'\n' || byte == b'\r';
            match self.state {
                State::Start if byte == b'"' => {
                    self.state = State::Quoted;
                    if !self.hold(b"\"", false, sink) {
                        return block.len();
                    }
                    at += 1;
                }
                State::Quoted => {
                    let rest = block.get(at..).unwrap_or(b"");
                    let run = rest.iter().position(|b| *b == b'"').unwrap_or(rest.len());
                    if !self.hold(rest.get(..run).unwrap_or(b""), true, sink) {
                        return block.len();
                    }
                    at += run;
                    if run < rest.len() {
                        at += 1;
                        self.held += 1;
                        self.state = State::Closing;
                    }
                }
                State::Closing if byte == b'"' => {
                    if !self.hold(b"\"", true, sink) {
                        return block.len();
                    }
                    self.state = State::Quoted;
                    at += 1;
                }
                State::Skipping if ends => {
                    self.reset();
                    self.row += 1;
                    self.after_cr = byte == b'\r';
                    return at + 1;
                }
                State::Skipping => {
                    let rest = block.get(at..).unwrap_or(b"");
                    at += rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
                }
                State::Start | State::Bare | State::Closing if byte == self.delimiter => {
                    if !self.hold(b",", false, sink) {
                        return block.len();
                    }
                    self.end_field();
                    self.state = State::Start;
                    at += 1;
                }
                State::Start | State::Bare | State::Closing if ends => {
                    let blank = self.state == State::Start && self.held == 0;
                    if blank && byte == b'\n' && self.after_cr {
                        self.row -= 1;
                    }
                    if blank {
                        self.reset();
                        self.row += 1;
                    } else {
                        self.end_field();
                        self.end_record(sink);
                    }
                    self.after_cr = byte == b'\r';
                    return at + 1;
                }
                State::Start | State::Bare if byte != b'"' => {
                    let rest = block.get(at..).unwrap_or(b"");
                    let stops = |b: &u8| matches!(*b, b'\n' | b'\r' | b'"') || *b == self.delimiter;
                    let run = rest.iter().position(stops).unwrap_or(rest.len());
                    self.state = State::Bare;
                    if !self.hold(rest.get(..run).unwrap_or(b""), true, sink) {
                        return block.len();
                    }
                    at += run;
                }
                State::Between | State::Stopped => return at,
                State::Start | State::Bare | State::Closing => {
                    self.fault(ErrorCode::BrokenQuoting, sink);
                }
            }
        }
        at
    }

    /// Counts bytes of the record and keeps those that belong to a field, unless a limit is passed.
    fn hold(&mut self, run: &[u8], keep: bool, sink: &mut impl FnMut(Event<'_>)) -> bool {
        let kept = if keep { run.len() } else { 0 };
        let field_room = self.field_limit.saturating_sub(self.buffer.len() - self.field_start);
        let record_room = self.record_limit.saturating_sub(self.held);
        let code = if kept > field_room && field_room <= record_room {
            ErrorCode::FieldTooLong
        } else if run.len() > record_room {
            ErrorCode::RecordTooLong
        } else {
            self.held += run.len();
            if keep {
                self.buffer.extend_from_slice(run);
            }
            return true;
        };
        self.fault(code, sink);
        self.state = State::Stopped;
        false
    }

    fn end_field(&mut self) {
        self.spans.push((self.field_start as u32, self.buffer.len() as u32));
        self.field_start = self.buffer.len();
    }

    fn end_record(&mut self, sink: &mut impl FnMut(Event<'_>)) {
        emit(self.row, &self.buffer, &self.spans, &mut self.foreign, sink);
        self.row += 1;
        self.reset();
    }

    fn fault(&mut self, code: ErrorCode, sink: &mut impl FnMut(Event<'_>)) {
        sink(Event::Fault { code, row: self.row, field: self.spans.len() });
        self.reset();
        self.state = State::Skipping;
    }

    fn reset(&mut self) {
        self.state = State::Between;
        self.buffer.clear();
        self.spans.clear();
        self.field_start = 0;
        self.held = 0;
    }
}

/// Hands on a record that is not yet known to be UTF-8. A file of another encoding is one fault, where it is first seen.
fn emit(row: u64, bytes: &[u8], spans: &[(u32, u32)], foreign: &mut bool, sink: &mut impl FnMut(Event<'_>)) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return sink(Event::Record(Record { row, text, spans }));
    }
    let is_foreign = |(from, to): &(u32, u32)| {
        std::str::from_utf8(bytes.get(*from as usize..*to as usize).unwrap_or(b"")).is_err()
    };
    if !std::mem::replace(foreign, true) {
        let field = spans.iter().position(is_foreign).unwrap_or(0);
        sink(Event::Fault { code: ErrorCode::InvalidUtf8, row, field });
    }
}

const ONES: u64 = u64::MAX / 255;

/// The high bit of each byte that may be a delimiter, a quotation mark or a line end. A byte above a true one may be
/// marked in error; none is missed.
#[inline]
fn special(word: u64, delimiter: u8) -> u64 {
    let low = word.wrapping_sub(ONES * 0x23) & !word;
    let split = word ^ (ONES * u64::from(delimiter));
    (low | (split.wrapping_sub(ONES) & !split)) & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]], field_limit: usize, record_limit: usize) -> Vec<String> {
        let mut out = Vec::new();
        let mut tokens = Tokens::new(b',', field_limit, record_limit);
        let show =
            |record: Record<'_>| format!("{}:{}", record.row, record.fields().collect::<Vec<_>>().join("|"));
        let mut sink = |event: Event<'_>| match event {
            Event::Record(record) => out.push(show(record)),
            Event::Batch(batch) => out.extend(batch.records().map(show)),
            Event::Fault { code, row, field } => out.push(format!("{row}!{code}@{field}")),
            Event::Refused { refused, .. } => out.push(format!("{refused:?}")),
        };
        for piece in pieces {
            tokens.push(piece, &mut sink);
        }
        tokens.finish(&mut sink);
        out
    }

    fn one(bytes: &[u8]) -> Vec<String> {
        let whole = read(&[bytes], 1 << 20, 1 << 24);
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(&single, 1 << 20, 1 << 24), whole, "byte by byte");
        whole
    }

    #[test]
    fn line_ends_blank_lines_and_the_mark() {
        assert_eq!(
            one(b"\xEF\xBB\xBFa,b\r\nc,d\n\ne\rf,\r\n\r\ng"),
            ["1:a|b", "2:c|d", "4:e", "5:f|", "7:g"]
        );
        assert_eq!(one(b""), [""; 0]);
        assert_eq!(one(b"\xEF\xBB"), ["1!invalid_utf8@0"]);
        assert_eq!(one(b"\n\n,\n"), ["3:|"]);
    }

    #[test]
    fn quotes_follow_the_rules() {
        assert_eq!(one(b"\"a\",\"b\"\"c\",\"d\r\ne\"\nx,\"\"\n"), ["1:a|b\"c|d\r\ne", "2:x|"]);
        assert_eq!(one(b"a,\"b\"c\nd\n"), ["1!broken_quoting@1", "2:d"]);
        assert_eq!(one(b"a,b\"c,\"x\ny\nd\n"), ["1!broken_quoting@1", "2:y", "3:d"]);
        assert_eq!(one(b"a\nb,\"c\nd\n"), ["1:a", "2!broken_quoting@1"]);
        assert_eq!(one(b"\"\"\n\"\""), ["1:", "2:"]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told_once() {
        assert_eq!(one(b"a,\xFFb,c\xE4\nd,\xC3\xA4\n"), ["1!invalid_utf8@1", "2:d|\u{e4}"]);
    }

    #[test]
    fn limits_end_the_reading() {
        let long = "x".repeat(9);
        assert_eq!(read(&[b"a,b\n", long.as_bytes()], 8, 100), ["1:a|b", "2!field_too_long@0"]);
        assert_eq!(read(&[b"a,bcdefgh,ijklm\nc\n"], 8, 12), ["1!record_too_long@2"]);
        assert_eq!(read(&[b"\"12345678\",b\n"], 8, 12), ["1:12345678|b"]);
        let whole = format!("a\n{}\nb\n", "y".repeat(70_000));
        assert_eq!(read(&[whole.as_bytes()], 69_999, 1 << 20), ["1:a", "2!field_too_long@0"]);
        assert_eq!(read(&[whole.as_bytes()], 70_000, 1 << 20).len(), 3);
    }

    #[test]
    fn every_delimiter_and_distance_is_seen() {
        for gap in 0..20 {
            let line = format!("{}\u{1},{}\n", "a".repeat(gap), "b".repeat(gap));
            let text = line.repeat(3);
            let parts = format!("{}\u{1}|{}", "a".repeat(gap), "b".repeat(gap));
            let expected: Vec<_> = (1..=3).map(|row| format!("{row}:{parts}")).collect();
            assert_eq!(one(text.as_bytes()), expected);
        }
    }
}
