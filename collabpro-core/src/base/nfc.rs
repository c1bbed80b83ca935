//! Canonical composition (NFC, Unicode Standard Annex 15). The published crates bring tables five times the size of
//! `data/nfc.bin`, which a page would have to load.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A line of a table: a letter and the two that it is made of (the second is 0 where there is one only), or the first
/// letter of a run, the length of the run and its combining class.
type Line = [u32; 3];

/// What has no width, so that nobody sees it.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{FEFF}' | '\u{200B}' | '\u{2060}' | '\u{AD}')
}

/// A text without blanks, and what has no width, at its ends.
pub(crate) fn trimmed(text: &str) -> &str {
    let text = text.trim();
    let ends = [text.bytes().next(), text.bytes().next_back()];
    match ends.iter().flatten().all(u8::is_ascii) {
        true => text,
        false => text.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter)),
    }
}

/// An id as anyone sees it: composed, without what has no width and blanks at its ends, one blank where several stand. Line ends within it
/// stay, and are refused.
pub(crate) fn id(text: &str) -> Cow<'_, str> {
    one_blank(trimmed(text), |letter| letter.is_whitespace() && !letter.is_control())
}

/// A label or heading as anyone sees it: the same, and line ends are blanks as well.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    one_blank(text, char::is_whitespace)
}

fn one_blank(text: &str, is_blank: fn(char) -> bool) -> Cow<'_, str> {
    let mut before = true;
    let plain = text.chars().all(|letter| {
        let blank = is_blank(letter);
        let fits = (!blank || (letter == ' ' && !before)) && !is_invisible(letter);
        before = blank;
        fits
    });
    if plain && (text.is_empty() || !before) {
        return nfc(text);
    }
    let mut folded = String::new();
    let seen: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    for word in seen.split(is_blank).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    Cow::Owned(nfc(&folded).into_owned())
}

/// Ids and labels are compared after NFC.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // Nothing below this is changed by NFC, or combines with what is before it.
    if text.is_ascii() || text.chars().all(|letter| letter < '\u{300}') {
        return Cow::Borrowed(text);
    }
    let composed = Tables::bundled().composed(text);
    if composed == text { Cow::Borrowed(text) } else { Cow::Owned(composed) }
}

pub(crate) struct Tables {
    /// Runs of letters of one combining class other than 0.
    classes: Vec<Line>,
    /// What each letter is made of.
    parts: Vec<Line>,
    /// The two parts, then the letter that they give.
    wholes: Vec<Line>,
}

impl Tables {
    pub(crate) fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Tables> = OnceLock::new();
        BUNDLED.get_or_init(|| {
            let mut bytes = include_bytes!("../../data/nfc.bin").iter();
            let [classes, composed, mut parts] = [(); 3].map(|()| lines(&mut bytes));
            let mut wholes: Vec<Line> =
                composed.iter().map(|&[whole, first, second]| [first, second, whole]).collect();
            wholes.sort_unstable();
            parts.extend(composed);
            parts.sort_unstable();
            Self { classes, parts, wholes }
        })
    }

    /// Decomposes, puts marks in order, composes.
    fn composed(&self, text: &str) -> String {
        let mut letters: Vec<(u32, u32)> = Vec::with_capacity(text.len());
        text.chars().for_each(|letter| self.decompose(u32::from(letter), &mut letters));
        for marks in letters.split_mut(|(class, _)| *class == 0).filter(|marks| marks.len() > 1) {
            marks.sort_by_key(|(class, _)| *class);
        }
        let mut out: Vec<u32> = Vec::with_capacity(letters.len());
        let mut starter: Option<usize> = None;
        let mut last = 0;
        for (class, letter) in letters {
            if let Some(at) = starter {
                let free = at + 1 == out.len() || last < class;
                if let (true, Some(both)) = (free, self.compose(out[at], letter)) {
                    out[at] = both;
                    continue;
                }
            }
            if class == 0 {
                starter = Some(out.len());
            }
            last = class;
            out.push(letter);
        }
        out.into_iter().filter_map(char::from_u32).collect()
    }

    /// Adds the letters that this one is made of, each with its combining class.
    fn decompose(&self, letter: u32, out: &mut Vec<(u32, u32)>) {
        if let Some(at) = hangul::within(letter, hangul::SYLLABLE, hangul::SYLLABLES) {
            let (lead, vowel) = (at / hangul::TAILS / hangul::VOWELS, at / hangul::TAILS % hangul::VOWELS);
            out.extend([(0, hangul::LEAD + lead), (0, hangul::VOWEL + vowel)]);
            out.extend(
                Some(at % hangul::TAILS).filter(|tail| *tail > 0).map(|tail| (0, hangul::TAIL + tail)),
            );
        } else if let Ok(at) = self.parts.binary_search_by_key(&letter, |line| line[0]) {
            let [_, first, second] = self.parts[at];
            self.decompose(first, out);
            if second > 0 {
                out.push((self.class(second), second));
            }
        } else {
            out.push((self.class(letter), letter));
        }
    }

    pub(crate) fn compose(&self, first: u32, second: u32) -> Option<u32> {
        use hangul::{LEAD, LEADS, SYLLABLE, SYLLABLES, TAIL, TAILS, VOWEL, VOWELS, within};
        if let (Some(lead), Some(vowel)) = (within(first, LEAD, LEADS), within(second, VOWEL, VOWELS)) {
            return Some(SYLLABLE + (lead * VOWELS + vowel) * TAILS);
        }
        if let (Some(at), Some(_)) = (within(first, SYLLABLE, SYLLABLES), within(second, TAIL + 1, TAILS - 1))
        {
            return (at % TAILS == 0).then_some(first + second - TAIL);
        }
        let found = self.wholes.binary_search_by_key(&[first, second], |line| [line[0], line[1]]);
        found.ok().map(|at| self.wholes[at][2])
    }

    pub(crate) fn class(&self, letter: u32) -> u32 {
        let run =
            self.classes.partition_point(|line| line[0] <= letter).checked_sub(1).map(|at| self.classes[at]);
        run.filter(|[first, length, _]| letter - first < *length).map_or(0, |[.., class]| class)
    }
}

/// Syllables of Hangul are made of their parts by arithmetic (The Unicode Standard, section 3.12).
mod hangul {
    pub(super) const SYLLABLE: u32 = 0xac00;
    pub(super) const LEAD: u32 = 0x1100;
    pub(super) const VOWEL: u32 = 0x1161;
    /// One before the first tail: a syllable without one counts as the first.
    pub(super) const TAIL: u32 = 0x11a7;
    pub(super) const LEADS: u32 = 19;
    pub(super) const VOWELS: u32 = 21;
    pub(super) const TAILS: u32 = 28;
    pub(super) const SYLLABLES: u32 = LEADS * VOWELS * TAILS;

    pub(super) fn within(letter: u32, first: u32, count: u32) -> Option<u32> {
        letter.checked_sub(first).filter(|at| *at < count)
    }
}

/// A table: how many lines it has, then column after column, each number as its difference from the one above. Numbers
/// are in base 128, lowest digits first, with the sign in the lowest bit.
fn lines<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Vec<Line> {
    let mut lines = vec![[0; 3]; number(bytes) as usize];
    for column in 0..3 {
        let mut above = 0;
        for line in &mut lines {
            above += number(bytes);
            line[column] = above as u32;
        }
    }
    lines
}

fn number<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> i32 {
    let (mut number, mut shift) = (0, 0);
    for &byte in bytes {
        number |= i32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }
    number >> 1 ^ -(number & 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(nfc("Scha\u{308}fer"), "Sch\u{e4}fer");
        assert!(matches!(nfc("Sch\u{e4}fer"), Cow::Borrowed(_)));
    }
}
