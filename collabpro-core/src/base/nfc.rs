//! Canonical composition (NFC, Unicode Standard Annex 15). The published crates bring tables five times the size of
//! `data/nfc.bin`, which a page would have to load.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A line of a table: a letter and the two that it is made of (the second is 0 where there is one only), or the first
/// letter of a run, the length of the run and its combining class.
type Line = [u32; 3];

/// Ids and labels are compared after NFC.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // Nothing below this is changed by NFC, or combines with what is before it.
    if text.is_ascii() || text.chars().all(|letter| letter < '\u{300}') {
        return Cow::Borrowed(text);
    }
    let composed = Tables::bundled().composed(text);
    if composed == text { Cow::Borrowed(text) } else { Cow::Owned(composed) }
}

struct Tables {
    /// Runs of letters of one combining class other than 0.
    classes: Vec<Line>,
    /// What each letter is made of.
    parts: Vec<Line>,
    /// The two parts, then the letter that they give.
    wholes: Vec<Line>,
}

impl Tables {
    fn bundled() -> &'static Self {
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

    fn compose(&self, first: u32, second: u32) -> Option<u32> {
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

    fn class(&self, letter: u32) -> u32 {
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
    use std::collections::BTreeSet;

    use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
    use unicode_normalization::{UNICODE_VERSION, UnicodeNormalization};

    use super::*;

    fn parts(letter: char) -> Vec<char> {
        let mut parts = Vec::new();
        decompose_canonical(letter, |part| parts.push(part));
        parts
    }

    fn all() -> std::ops::RangeInclusive<char> {
        '\0'..=char::MAX
    }

    fn write(number: i32, out: &mut Vec<u8>) {
        let mut rest = (number << 1 ^ number >> 31) as u32;
        while rest > 0x7f {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn table(lines: &[Line], out: &mut Vec<u8>) {
        write(lines.len() as i32, out);
        for column in 0..3 {
            let mut above = 0;
            for line in lines {
                write(line[column] as i32 - above, out);
                above = line[column] as i32;
            }
        }
    }

    /// The classes, what is composed, and what is taken apart only.
    fn generate() -> Vec<u8> {
        let mut classes: Vec<Line> = Vec::new();
        let (mut composed, mut apart) = (Vec::new(), Vec::new());
        let mut known: Vec<(Vec<char>, char)> = Vec::new();
        for letter in all() {
            let class = u32::from(canonical_combining_class(letter));
            match classes
                .last_mut()
                .filter(|[first, length, own]| first + length == letter as u32 && *own == class)
            {
                Some(run) => run[1] += 1,
                None if class > 0 => classes.push([letter as u32, 1, class]),
                None => {}
            }
            let parts = parts(letter);
            if parts != [letter] && !('\u{ac00}'..'\u{d7a4}').contains(&letter) {
                known.push((parts, letter));
            }
        }
        for (parts, letter) in &known {
            let line = |first: char, second| [*letter as u32, first as u32, second as u32];
            let (last, before) = parts.split_last().unwrap();
            let first: Vec<char> = before.iter().copied().nfc().collect();
            match first[..] {
                [] => apart.push(line(*last, '\0')),
                [first] if compose(first, *last) == Some(*letter) => composed.push(line(first, *last)),
                [first] => apart.push(line(first, *last)),
                _ => apart.push(line(known.iter().find(|(parts, _)| parts == before).unwrap().1, *last)),
            }
        }
        let mut out = Vec::new();
        [classes, composed, apart].iter().for_each(|lines| table(lines, &mut out));
        out
    }

    #[test]
    fn the_file_is_what_the_crate_gives() {
        let bytes = generate();
        if std::env::var_os("COLLABPRO_BLESS").is_some() {
            return std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/data/nfc.bin"), bytes).unwrap();
        }
        let same = include_bytes!("../../data/nfc.bin") == &bytes[..];
        assert!(
            same,
            "nfc.bin is not what unicode-normalization gives; run this test with COLLABPRO_BLESS=1"
        );
        let (major, minor, patch) = UNICODE_VERSION;
        let version = format!("Unicode {major}.{minor}.{patch}");
        assert!(
            include_str!("../../data/README.md").contains(&version),
            "data/README.md does not say {version}"
        );
    }

    #[test]
    fn every_letter_and_its_parts() {
        for letter in all() {
            let [alone, apart] = [letter.to_string(), parts(letter).iter().collect()];
            assert_eq!(nfc(&alone), alone.nfc().collect::<String>(), "{}", letter.escape_unicode());
            assert_eq!(nfc(&apart), apart.nfc().collect::<String>(), "{}", letter.escape_unicode());
            let class = u32::from(canonical_combining_class(letter));
            assert_eq!(Tables::bundled().class(letter as u32), class, "{}", letter.escape_unicode());
        }
    }

    #[test]
    fn every_pair_of_parts() {
        let made = all().filter(|&letter| parts(letter) != [letter]);
        let firsts: BTreeSet<char> = made.clone().flat_map(|letter| [letter, parts(letter)[0]]).collect();
        let seconds: BTreeSet<char> = made.flat_map(|letter| parts(letter)[1..].to_vec()).collect();
        assert!(firsts.len() > 13_000 && seconds.len() > 100, "{} {}", firsts.len(), seconds.len());
        for (&first, &second) in
            firsts.iter().flat_map(|first| seconds.iter().map(move |second| (first, second)))
        {
            let own = Tables::bundled().compose(first as u32, second as u32);
            assert_eq!(own, compose(first, second).map(u32::from), "{first:?} {second:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nfc_is_that_of_the_standard(text in "[a-e\u{e4}\u{1e69}\u{300}-\u{345}\u{5b0}-\u{5b9}\u{ac00}\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a8}-\u{11c2}\u{2126}\u{f900}-\u{f910}]{0,12}|\\PC{0,12}") {
            proptest::prop_assert_eq!(nfc(&text), text.nfc().collect::<String>());
        }
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(nfc("Scha\u{308}fer"), "Sch\u{e4}fer");
        assert!(matches!(nfc("Sch\u{e4}fer"), Cow::Borrowed(_)));
    }
}
