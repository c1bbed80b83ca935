//! Our canonical composition beside that of another author, from whose tables `data/nfc.bin` is written.
//!
//! `COLLABPRO_BLESS=1` writes it anew.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;

use collabpro_core::internals::{NFC, NFC_CLASS, NFC_COMPOSE};
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
use unicode_normalization::{UNICODE_VERSION, UnicodeNormalization};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../collabpro-core/data");

/// A line of a table, as `base/nfc.rs` tells it.
type Line = [u32; 3];

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
        return std::fs::write(format!("{DATA}/nfc.bin"), bytes).unwrap();
    }
    let same = std::fs::read(format!("{DATA}/nfc.bin")).unwrap() == bytes;
    assert!(same, "nfc.bin is not what unicode-normalization gives; run this test with COLLABPRO_BLESS=1");
    let (major, minor, patch) = UNICODE_VERSION;
    let version = format!("Unicode {major}.{minor}.{patch}");
    let page = std::fs::read_to_string(format!("{DATA}/README.md")).unwrap();
    assert!(page.contains(&version), "data/README.md does not say {version}");
}

#[test]
fn every_letter_and_its_parts() {
    for letter in all() {
        let [alone, apart] = [letter.to_string(), parts(letter).iter().collect()];
        assert_eq!(NFC(&alone), alone.nfc().collect::<String>(), "{}", letter.escape_unicode());
        assert_eq!(NFC(&apart), apart.nfc().collect::<String>(), "{}", letter.escape_unicode());
        let class = u32::from(canonical_combining_class(letter));
        assert_eq!(NFC_CLASS(letter as u32), class, "{}", letter.escape_unicode());
    }
}

#[test]
fn every_pair_of_parts() {
    let made = all().filter(|&letter| parts(letter) != [letter]);
    let firsts: BTreeSet<char> = made.clone().flat_map(|letter| [letter, parts(letter)[0]]).collect();
    let seconds: BTreeSet<char> = made.flat_map(|letter| parts(letter)[1..].to_vec()).collect();
    assert!(firsts.len() > 13_000 && seconds.len() > 100, "{} {}", firsts.len(), seconds.len());
    for (&first, &second) in firsts.iter().flat_map(|first| seconds.iter().map(move |second| (first, second)))
    {
        let own = NFC_COMPOSE(first as u32, second as u32);
        assert_eq!(own, compose(first, second).map(u32::from), "{first:?} {second:?}");
    }
}

proptest::proptest! {
    #[test]
    fn nfc_is_that_of_the_standard(text in "[a-e\u{e4}\u{1e69}\u{300}-\u{345}\u{5b0}-\u{5b9}\u{ac00}\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a8}-\u{11c2}\u{2126}\u{f900}-\u{f910}]{0,12}|\\PC{0,12}") {
        proptest::prop_assert_eq!(NFC(&text), text.nfc().collect::<String>());
    }
}
