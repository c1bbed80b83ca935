//! Labels stored once, rows hold their codes.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Distinct labels in order of arrival, in one arena; a code is a position. Its order never reaches a result: the tally
/// sorts labels by their bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    text: String,
    ends: Vec<usize>,
    codes: HashTable<u32>,
}

/// Labels come from users; a fixed seed keeps the hash the same everywhere and costs nothing in the results.
const HASH: FixedState = FixedState::with_seed(0x636f_6c6c_6162_7072);

impl Dictionary {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, code: u32) -> &str {
        let at = code as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|code| self.get(code))
    }

    pub(crate) fn find(&self, label: &str) -> Option<u32> {
        self.codes.find(HASH.hash_one(label), |code| self.get(*code) == label).copied()
    }

    /// The code of a label, new or known; `None` once 2^32 - 1 are taken.
    pub(crate) fn code(&mut self, label: &str) -> Option<u32> {
        let hash = HASH.hash_one(label);
        if let Some(code) = self.codes.find(hash, |code| self.get(*code) == label) {
            return Some(*code);
        }
        let code = u32::try_from(self.len()).ok().filter(|code| *code != u32::MAX)?;
        self.text.push_str(label);
        self.ends.push(self.text.len());
        let (text, ends) = (&self.text, &self.ends);
        let label_of = |code: &u32| {
            let at = *code as usize;
            &text[if at == 0 { 0 } else { ends[at - 1] }..ends[at]]
        };
        self.codes.insert_unique(hash, code, |code| HASH.hash_one(label_of(code)));
        Some(code)
    }

    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// For each code its place when labels are sorted by their bytes, and the labels in that order.
    pub(crate) fn ranks(&self) -> (Vec<u32>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.get(*a).cmp(self.get(*b)));
        let mut ranks = vec![0; order.len()];
        for (rank, code) in order.iter().enumerate() {
            ranks[*code as usize] = rank as u32;
        }
        (ranks, order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_stable_and_ranks_follow_the_bytes() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<_> = ["b", "", "a", "b"].iter().map(|l| dictionary.code(l).unwrap()).collect();
        assert_eq!(codes, [0, 1, 2, 0]);
        assert_eq!(dictionary.find("a"), Some(2));
        assert_eq!(dictionary.find("c"), None);
        assert_eq!(dictionary.ranks().0, [2, 0, 1]);
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["b", "", "a"]);
    }
}
