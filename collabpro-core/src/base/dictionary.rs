//! Labels stored once, rows hold their codes.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};

/// Labels in one arena; a code is a position.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<usize>,
}

impl Words {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, code: u32) -> &str {
        let at = code as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len() as u32).map(|code| self.get(code))
    }

    /// Labels in this order.
    pub(crate) fn of(labels: Vec<&str>) -> Self {
        let mut words = Self::default();
        labels.into_iter().for_each(|label| words.push(label));
        words
    }

    fn push(&mut self, label: &str) {
        self.text.push_str(label);
        self.ends.push(self.text.len());
    }
}

/// Distinct labels in order of arrival, to be found by their text while they are collected. Their order never reaches
/// a result: the tally sorts labels by their bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    words: Words,
    slots: HashTable<Slot>,
}

/// A code with the beginning of its label: most lookups are settled here, with one place of memory touched instead of
/// three, which is what a file in no order spends its time on.
#[derive(Clone, Copy, Debug)]
struct Slot {
    code: u32,
    length: u8,
    head: [u8; HEAD],
}

const HEAD: usize = 19;

impl Slot {
    fn new(code: u32, label: &str) -> Self {
        let mut head = [0; HEAD];
        head.iter_mut().zip(label.as_bytes()).for_each(|(to, from)| *to = *from);
        Self { code, length: u8::try_from(label.len()).unwrap_or(u8::MAX), head }
    }
}

/// Labels come from users; a fixed seed keeps the hash the same everywhere and costs nothing in the results.
const HASH: FixedState = FixedState::with_seed(0x636f_6c6c_6162_7072);

fn hash(label: &str) -> u64 {
    let mut hasher = HASH.build_hasher();
    hasher.write(label.as_bytes());
    hasher.finish()
}

impl Dictionary {
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn get(&self, code: u32) -> &str {
        self.words.get(code)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.iter()
    }

    /// Brings the memory nearer in which this label will be looked up.
    #[inline]
    pub(crate) fn touch(&self, label: &str) {
        std::hint::black_box(
            self.slots.find(hash(label), |slot| std::hint::black_box(slot.length) < u8::MAX),
        );
    }

    /// The labels alone; what finds them takes as much room as they do.
    pub(crate) fn into_words(mut self) -> Words {
        self.words.text.shrink_to_fit();
        self.words.ends.shrink_to_fit();
        self.words
    }

    pub(crate) fn find(&self, label: &str) -> Option<u32> {
        self.find_hashed(hash(label), label)
    }

    #[inline]
    fn find_hashed(&self, hash: u64, label: &str) -> Option<u32> {
        let bytes = label.as_bytes();
        let found = match bytes.len() {
            0..=HEAD => self.slots.find(hash, |slot| {
                usize::from(slot.length) == bytes.len() && slot.head.get(..bytes.len()) == Some(bytes)
            }),
            _ => self.slots.find(hash, |slot| {
                bytes.starts_with(&slot.head)
                    && usize::from(slot.length) > HEAD
                    && self.get(slot.code) == label
            }),
        };
        found.map(|slot| slot.code)
    }

    /// The code of a label, new or known; `None` once 2^32 - 1 are taken.
    pub(crate) fn code(&mut self, label: &str) -> Option<u32> {
        let hashed = hash(label);
        if let Some(code) = self.find_hashed(hashed, label) {
            return Some(code);
        }
        let code = u32::try_from(self.len()).ok().filter(|code| *code != u32::MAX)?;
        self.words.push(label);
        let words = &self.words;
        self.slots.insert_unique(hashed, Slot::new(code, label), |slot| hash(words.get(slot.code)));
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_the_arrival() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<_> = ["b", "", "a", "b"].iter().map(|l| dictionary.code(l).unwrap()).collect();
        assert_eq!(codes, [0, 1, 2, 0]);
        assert_eq!(dictionary.find("a"), Some(2));
        assert_eq!(dictionary.find("c"), None);
        assert_eq!(dictionary.into_words().iter().collect::<Vec<_>>(), ["b", "", "a"]);
    }

    #[test]
    fn long_labels_with_one_beginning_stay_apart() {
        let labels: Vec<String> = (0..300).map(|length| "x".repeat(length)).collect();
        let mut dictionary = Dictionary::default();
        labels.iter().for_each(|label| assert!(dictionary.code(label).is_some()));
        assert!(labels.iter().enumerate().all(|(at, label)| dictionary.find(label) == Some(at as u32)));
        assert_eq!(dictionary.find("xxxxxxxxxxxxxxxxxxxy"), None);
    }
}
