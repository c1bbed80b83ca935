//! How a file begins: its encoding, whether it is text at all, and whether its first line holds the delimiter that was told.

use std::borrow::Cow;

/// A file that is no CSV of this delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// A workbook of a spreadsheet, or what another program writes.
    Workbook,
    /// Its first line holds this delimiter and not the one that was told.
    Delimiter(u8),
}

/// What comes before a piece of a file can be read; then every piece as UTF-8.
#[derive(Debug, Default)]
pub(crate) struct Opening {
    begun: bool,
    utf16: Option<Utf16>,
    /// What came before the encoding was known, and then before the first line had ended.
    held: Vec<u8>,
    through: bool,
    /// Whether the first line tells the delimiter, which then is not refused.
    pub(crate) adopts: bool,
    /// Whether the first line was one for a spreadsheet alone: `sep=;`.
    pub(crate) skipped: bool,
}

/// Text in two bytes a unit, of which a piece may end within a unit or a pair.
#[derive(Debug)]
struct Utf16 {
    big: bool,
    half: Option<u8>,
    high: Option<u16>,
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// How workbooks and archives begin, files of databases and statistical programs, pages, and JSON.
const WORKBOOKS: [&[u8]; 17] = [
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0",
    b"\x1F\x8B",
    b"PAR1",
    b"ARRO",
    b"SQLi",
    b"$FL2",
    b"$FL3",
    b"%PDF",
    b"<?xm",
    b"<htm",
    b"<HTM",
    b"<!do",
    b"<!DO",
    b"[{",
    b"{\"",
    b"{\n",
];
/// Enough to know an encoding by.
const FIRST: usize = 4;
/// A first line that is longer is not waited for.
const LINE: usize = 1 << 16;
/// No byte of UTF-8.
const INVALID: u8 = 0xFF;

impl Opening {
    /// A piece as UTF-8, as soon as it may be read.
    pub(crate) fn push<'a>(&mut self, bytes: &'a [u8], delimiter: &mut u8) -> Result<Cow<'a, [u8]>, Refused> {
        if self.through && self.utf16.is_none() {
            return Ok(Cow::Borrowed(bytes));
        }
        self.take(bytes);
        if !self.begun {
            if self.held.len() < FIRST {
                return Ok(Cow::Borrowed(b""));
            }
            self.begin()?;
        }
        if !self.through && self.held.len() < LINE && line(&self.held).is_none() {
            return Ok(Cow::Borrowed(b""));
        }
        self.release(delimiter)
    }

    /// What is left at the end.
    pub(crate) fn finish(&mut self, delimiter: &mut u8) -> Result<Vec<u8>, Refused> {
        if !self.begun {
            self.begin()?;
        }
        if self.utf16.take().is_some_and(|text| text.half.is_some() || text.high.is_some()) {
            self.held.push(INVALID);
        }
        self.release(delimiter).map(Cow::into_owned)
    }

    fn release(&mut self, delimiter: &mut u8) -> Result<Cow<'static, [u8]>, Refused> {
        let mut held = std::mem::take(&mut self.held);
        if std::mem::replace(&mut self.through, true) {
            return Ok(Cow::Owned(held));
        }
        let first = line(&held).unwrap_or(&held);
        let told = first.strip_prefix(b"sep=").filter(|told| told.len() == 1).map(|told| told[0]);
        if let Some(told) = told {
            let end = held.len().min(first.len() + if held.get(first.len()) == Some(&b'\r') { 2 } else { 1 });
            held.drain(..end);
            self.skipped = true;
            if told == *delimiter {
                return Ok(Cow::Owned(held));
            }
        }
        match told.or_else(|| other(line(&held).unwrap_or(&held), *delimiter)) {
            Some(found) if self.adopts && DELIMITERS.contains(&found) => *delimiter = found,
            Some(found) => return Err(Refused::Delimiter(found)),
            None => {}
        }
        Ok(Cow::Owned(held))
    }

    fn take(&mut self, bytes: &[u8]) {
        match &mut self.utf16 {
            Some(text) => bytes.iter().for_each(|byte| text.push(*byte, &mut self.held)),
            None => self.held.extend(bytes),
        }
    }

    fn begin(&mut self) -> Result<(), Refused> {
        self.begun = true;
        if WORKBOOKS.iter().any(|mark| self.held.starts_with(mark)) {
            return Err(Refused::Workbook);
        }
        let (big, mark) = match *self.held.as_slice() {
            [0xFF, 0xFE, ..] => (false, 2),
            [0xFE, 0xFF, ..] => (true, 2),
            [1..=u8::MAX, 0, 1..=u8::MAX, 0, ..] => (false, 0),
            [0, 1..=u8::MAX, 0, 1..=u8::MAX, ..] => (true, 0),
            _ => {
                if self.held.starts_with(MARK) {
                    self.held.drain(..MARK.len());
                }
                return Ok(());
            }
        };
        self.utf16 = Some(Utf16 { big, half: None, high: None });
        let first = std::mem::take(&mut self.held);
        self.take(&first[mark..]);
        Ok(())
    }
}

impl Utf16 {
    fn push(&mut self, byte: u8, out: &mut Vec<u8>) {
        let Some(first) = self.half.take() else {
            self.half = Some(byte);
            return;
        };
        let unit =
            if self.big { u16::from_be_bytes([first, byte]) } else { u16::from_le_bytes([first, byte]) };
        let units = [self.high.take(), Some(unit)];
        if units[0].is_none() && matches!(unit, 0xD800..0xDC00) {
            self.high = Some(unit);
            return;
        }
        for letter in char::decode_utf16(units.into_iter().flatten()) {
            match letter {
                Ok(letter) => out.extend(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => out.push(INVALID),
            }
        }
    }
}

/// The first line that is not blank, if it is there whole; quotation marks keep line ends.
fn line(text: &[u8]) -> Option<&[u8]> {
    let start = text.iter().position(|byte| !matches!(byte, b'\n' | b'\r'))?;
    let mut quoted = false;
    let end = text[start..].iter().position(|byte| {
        quoted ^= *byte == b'"';
        !quoted && matches!(byte, b'\n' | b'\r')
    })?;
    Some(&text[start..start + end])
}

/// The delimiter that a line holds most often, where it does not hold the one that was told; within quotation marks only
/// if none stands outside.
fn other(line: &[u8], delimiter: u8) -> Option<u8> {
    let mut quoted = false;
    let mut counts = [[0_u32; DELIMITERS.len()]; 2];
    for byte in line {
        quoted ^= *byte == b'"';
        if let Some(at) = DELIMITERS.iter().position(|known| known == byte) {
            counts[usize::from(quoted)][at] += 1;
        }
    }
    let own = DELIMITERS.iter().position(|known| *known == delimiter)?;
    if counts[0][own] > 0 {
        return None;
    }
    let counts = if counts[0] == [0; DELIMITERS.len()] { counts[1] } else { counts[0] };
    let most =
        (0..DELIMITERS.len()).filter(|at| counts[*at] > 0 && *at != own).max_by_key(|at| counts[*at])?;
    (counts[own] == 0).then_some(DELIMITERS[most])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]], mut delimiter: u8) -> Result<String, Refused> {
        let delimiter = &mut delimiter;
        let mut opening = Opening::default();
        let mut out = Vec::new();
        for piece in pieces {
            out.extend(opening.push(piece, delimiter)?.iter());
        }
        out.extend(opening.finish(delimiter)?);
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn every_encoding_gives_the_same_text_in_pieces_of_any_size() {
        let text = "unit,rater\r\nBirch Läne 🌳,r1\r\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let forms = [
            text.as_bytes().to_vec(),
            [MARK, text.as_bytes()].concat(),
            [b"\xFF\xFE", little.as_slice()].concat(),
            [b"\xFE\xFF", big.as_slice()].concat(),
            little,
            big,
        ];
        for form in forms {
            for size in 1..=form.len() {
                let pieces: Vec<&[u8]> = form.chunks(size).collect();
                assert_eq!(read(&pieces, b',').as_deref(), Ok(text), "{size} {form:?}");
            }
        }
    }

    #[test]
    fn half_a_letter_is_no_text() {
        assert_eq!(read(&[b"\xFF\xFEa\0,\0\x3D\xD8"], b',').as_deref(), Ok("a,\u{FFFD}"));
        assert_eq!(read(&[b"\xFF\xFEa\0,\0a"], b',').as_deref(), Ok("a,\u{FFFD}"));
        assert_eq!(read(&[b"\xFF\xFE\x3D\xD8a\0,\0"], b',').as_deref(), Ok("\u{FFFD}a,"));
    }

    #[test]
    fn another_delimiter_is_named_and_a_workbook_is_one() {
        let semicolons: [&[u8]; 4] =
            [b"unit;rater\n", b"\"unit\";\"rater\"\n", b"\n\"unit;rater\"\nB;r,1\n", b"unit;\"a,b\""];
        for text in semicolons {
            assert_eq!(read(&[text], b','), Err(Refused::Delimiter(b';')), "{text:?}");
            assert!(read(&[text], b';').is_ok());
        }
        assert_eq!(read(&[b"unit\trater"], b';'), Err(Refused::Delimiter(b'\t')));
        assert_eq!(read(&[b"P", b"K\x03\x04rest"], b','), Err(Refused::Workbook));
        assert_eq!(read(&[b"sep=;\r\nunit;rater\r\n"], b';').as_deref(), Ok("unit;rater\r\n"));
        assert_eq!(read(&[b"sep=;\nunit;rater"], b','), Err(Refused::Delimiter(b';')));
        for text in ["unit", "", "\n\n", "\"a;b\",c", "level\n1;2"] {
            assert_eq!(read(&[text.as_bytes()], b',').as_deref(), Ok(text));
        }
    }
}
