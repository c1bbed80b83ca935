//! Pseudonyms to hand out: two words and a number, drawn by lot and made from nothing about anyone.

use std::sync::OnceLock;

use collabpro_derive::Read;

use crate::base::document::bundled;
use crate::base::error::{Problems, Result};
use crate::base::options;
use crate::stats::random::Random;

/// The bundled words.
#[derive(Read)]
struct Bank {
    first: Vec<String>,
    second: Vec<String>,
}

fn bank() -> &'static Bank {
    static BUNDLED: OnceLock<Bank> = OnceLock::new();
    BUNDLED.get_or_init(|| bundled(include_str!("../../data/pseudonyms.json")))
}

/// Numbers from 30 to 59: two digits, without those that some people read a message into.
const LOWEST: u32 = 30;
const NUMBERS: u32 = 30;
/// Most pseudonyms that are drawn at once; a little less than there are.
const MOST: u32 = 100_000;
/// Whole numbers below this are exact in every language.
const SEEDS: u64 = 1 << 53;

/// What pseudonyms are drawn from, as bindings give it.
///
/// | name | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `count` | none | 1 to 100,000 | how many |
/// | `seed` | none | 0 to 2^53 - 1 | which draw |
#[derive(Clone, Debug, Default, PartialEq, Eq, Read)]
pub struct PseudonymOptions {
    count: u32,
    seed: u64,
}

impl PseudonymOptions {
    /// Reads the two from JSON.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }

    /// Draws them, as [`pseudonyms`] does.
    ///
    /// # Errors
    /// `invalid_option`.
    pub fn draw(&self) -> Result<Vec<String>> {
        pseudonyms(self.count, self.seed)
    }
}

/// Draws so many pseudonyms, such as `cobalt-heron-42`: no two are the same, and their order is as random as they are.
///
/// A pseudonym is made from nothing about a person: not from a name, an e-mail address or a place in a list. Print the
/// list, cut it up, let each person draw one from a bag, and note nowhere who drew which: then the only link is the slip
/// that the person keeps. It is still personal data. Where the same people are to be recognised at a later occasion they
/// need their slip again, and being recognised weakens anonymity.
///
/// `count` is from 1 to 100,000. `seed`, below 2^53, must be *secret* and *fresh for each study*, drawn by lot and not a
/// date: whoever knows it can draw the list again, in the order in which you got it, and two studies with one seed give
/// out the same pseudonyms. More from the same seed begin with those that were drawn before, so people who come later can
/// have theirs.
///
/// Drawn without repetition by the first steps of Fisher and Yates's shuffle (ChaCha8, stream 0) from 64 times 64 words of
/// the bundled file and the numbers 30 to 59, 122,880 in all; the words name materials, colours, plants, birds and
/// landforms.
///
/// # Errors
/// `invalid_option` for a count of 0 or above 100,000, or a seed from 2^53 on; both at once where both are wrong.
///
/// ```
/// use collabpro_core::ratings::pseudonyms;
///
/// let secret = 4_716_398_205_513; // draw your own
/// let drawn = pseudonyms(24, secret)?;
/// assert_eq!(drawn.len(), 24);
/// assert_eq!(pseudonyms(30, secret)?[..24], drawn);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn pseudonyms(count: u32, seed: u64) -> Result<Vec<String>> {
    let mut problems = Problems::default();
    if !(1..=MOST).contains(&count) {
        problems.append(&options::outside("count", count, 1, MOST));
    }
    if seed >= SEEDS {
        problems.append(&options::outside("seed", seed, 0, SEEDS - 1));
    }
    problems.finish(())?;
    let Bank { first, second } = bank();
    let mut left: Vec<u32> = (0..first.len() as u32 * second.len() as u32 * NUMBERS).collect();
    let mut random = Random::new(seed, 0);
    for at in 0..count {
        let other = at + random.below(left.len() as u32 - at);
        left.swap(at as usize, other as usize);
    }
    left.truncate(count as usize);
    let named = |code: u32| {
        let (words, number) = ((code / NUMBERS) as usize, LOWEST + code % NUMBERS);
        format!("{}-{}-{number}", first[words / second.len()], second[words % second.len()])
    };
    Ok(left.into_iter().map(named).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::base::json_read::Input;

    #[test]
    fn the_bundled_words_are_as_described() {
        let value = serde_json::from_str(include_str!("../../data/pseudonyms.json")).unwrap();
        assert!(Input::document(&value).whole::<Bank>().is_ok());
        let Bank { first, second } = bank();
        assert_eq!((first.len(), second.len()), (64, 64));
        assert!(first.is_sorted() && second.is_sorted());
        let words: BTreeSet<&String> = first.iter().chain(second).collect();
        assert_eq!(words.len(), 128, "each word stands once");
        for word in words {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()) && word.len() < 10, "{word}");
        }
    }

    #[test]
    fn as_many_as_can_be_drawn_are_all_different() {
        let drawn = pseudonyms(MOST, 7).unwrap();
        assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), MOST as usize);
    }

    #[test]
    fn every_first_word_is_equally_likely() {
        // 200 times each is expected; without repetition a little less varied than with it.
        let mut counts = vec![0_i32; 64];
        for seed in 0..640 {
            for pseudonym in pseudonyms(20, seed).unwrap() {
                let word = pseudonym.split('-').next().unwrap().to_owned();
                counts[bank().first.binary_search(&word).unwrap()] += 1;
            }
        }
        let chi_square: f64 = counts.iter().map(|n| f64::from((n - 200) * (n - 200)) / 200.0).sum();
        assert!(chi_square < 103.4, "{chi_square}"); // the 99.9th percentile with 63 degrees of freedom
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn each_is_two_words_and_a_number_and_stands_once(count in 1_u32..2_000, seed in 0..SEEDS) {
            let drawn = pseudonyms(count, seed).unwrap();
            prop_assert_eq!(drawn.len(), count as usize);
            prop_assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
            for pseudonym in &drawn {
                let parts: Vec<&str> = pseudonym.split('-').collect();
                prop_assert_eq!(parts.len(), 3);
                prop_assert!(bank().first.iter().any(|word| word == parts[0]));
                prop_assert!(bank().second.iter().any(|word| word == parts[1]));
                prop_assert!((30..60).contains(&parts[2].parse::<u32>().unwrap()));
            }
        }

        #[test]
        fn another_seed_gives_another_list(seed in 0..SEEDS, other in 0..SEEDS) {
            prop_assume!(seed != other);
            let (one, two) = (pseudonyms(8, seed).unwrap(), pseudonyms(8, other).unwrap());
            prop_assert_ne!(one, two);
        }

        #[test]
        fn a_longer_list_begins_with_the_shorter_one(count in 1_u32..300, more in 1_u32..300, seed in 0..SEEDS) {
            let drawn = pseudonyms(count, seed).unwrap();
            prop_assert_eq!(&pseudonyms(count + more, seed).unwrap()[..drawn.len()], drawn.as_slice());
            prop_assert_eq!(pseudonyms(count, seed).unwrap(), drawn);
        }
    }
}
