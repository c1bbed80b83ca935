//! Random numbers that anyone can draw again: the generator, the seed and the stream say everything.

use collabpro_derive::words;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

#[cfg(any(test, feature = "research"))]
use super::distribution::normal_point;

/// What draws: with its seed it says every number that was drawn.
#[words]
pub enum Generator {
    /// ChaCha with 8 rounds; the key is the seed, the nonce the replicate.
    #[word("ChaCha8")]
    ChaCha8,
}

/// ChaCha with 8 rounds. The key is the seed (its 8 bytes, least significant first, then zeros) and the nonce is the
/// stream, so that replicates are independent of one another and of the order in which they run.
#[derive(Clone, Debug)]
pub(crate) struct Random(ChaCha8Rng);

impl Random {
    /// What stands beside the seed in a result.
    pub(crate) const GENERATOR: Generator = Generator::ChaCha8;

    /// The generator of replicate `stream`.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut chacha = ChaCha8Rng::from_seed(key);
        chacha.set_stream(stream);
        Self(chacha)
    }

    fn word(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// Two words, the lower one first.
    fn long(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number from 0 to `n - 1`, all equally likely; 0 if `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        // Lemire 2019, ACM TOMACS 29(1): the upper half of a product, without the products that would count twice.
        loop {
            let product = u64::from(self.word()) * u64::from(n);
            let rest = product as u32;
            if rest >= n || rest >= n.wrapping_neg() % n {
                return (product >> 32) as u32;
            }
        }
    }

    /// A number from 0 up to, but not including, 1, in steps of 2⁻⁵³.
    pub(crate) fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.long() >> 11) as f64 * STEP
    }

    /// A standard normal number.
    #[cfg(any(test, feature = "research"))]
    pub(crate) fn normal(&mut self) -> f64 {
        // The middles of 2⁵² cells: neither 0 nor 1, and symmetric.
        const STEP: f64 = 1.0 / (1_u64 << 52) as f64;
        normal_point(((self.long() >> 12) as f64 + 0.5) * STEP)
    }

    /// A number of the gamma distribution with this shape and scale 1 (Marsaglia & Tsang 2000, ACM TOMS 26:363); 0 unless
    /// the shape is above 0.
    #[cfg(any(test, feature = "research"))]
    pub(crate) fn gamma(&mut self, shape: f64) -> f64 {
        /// Nineteen in twenty are taken at once.
        const TRIES: u32 = 200;
        if shape.is_nan() || shape <= 0.0 {
            return 0.0;
        }
        let raised = if shape < 1.0 { shape + 1.0 } else { shape };
        let d = raised - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        let mut found = d;
        for _ in 0..TRIES {
            let x = self.normal();
            let root = 1.0 + c * x;
            let u = 1.0 - self.unit();
            let v = root * root * root;
            if root > 0.0 && libm::log(u) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                found = d * v;
                break;
            }
        }
        if shape < 1.0 { found * libm::pow(1.0 - self.unit(), 1.0 / shape) } else { found }
    }

    /// Puts the first 2³² items into a random order, all orders equally likely (Fisher and Yates).
    #[cfg(any(test, feature = "research"))]
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        let length = u32::try_from(items.len()).unwrap_or(u32::MAX);
        for last in (1..length).rev() {
            let other = self.below(last + 1);
            items.swap(last as usize, other as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DRAWS: u32 = 200_000;

    #[test]
    fn seed_and_stream_stand_where_documented() {
        // From an independent implementation of the cipher: the beginnings of blocks 0 and 4.
        let mut random = Random::new(0x0123_4567_89ab_cdef, 5);
        let words = [0x4f59_bd16, 0x172c_6c12, 0x150b_0969, 0x5464_9b5c_u32];
        assert_eq!(words.map(|_| random.word()), words);
        for _ in 4..64 {
            random.word();
        }
        assert_eq!([random.word(), random.word()], [0x6dd0_ccb7, 0x2428_cde9]);
    }

    #[test]
    fn the_first_draws_are_fixed() {
        assert_eq!(Random::GENERATOR.id(), "ChaCha8");
        // 0x172c6c12_4f59bd16 >> 11, over 2^53; and 0x4f59bd16 * 6 >> 32.
        let fresh = || Random::new(0x0123_4567_89ab_cdef, 5);
        assert_eq!(fresh().unit(), 815_345_892_453_175.0 / 9_007_199_254_740_992.0);
        assert_eq!(fresh().below(6), 1);
    }

    #[test]
    fn below_is_even() {
        let mut random = Random::new(1, 0);
        let mut counts = [0_u32; 6];
        (0..DRAWS).for_each(|_| counts[random.below(6) as usize] += 1);
        let expected = f64::from(DRAWS) / 6.0;
        let chi_square: f64 =
            counts.iter().map(|&n| (f64::from(n) - expected) * (f64::from(n) - expected)).sum();
        assert!(chi_square / expected < 20.5, "{counts:?}"); // the 99.9th percentile with 5 degrees of freedom
    }

    #[test]
    fn below_rejects_what_would_count_twice() {
        // With n = 3 * 2^30, one word in four is rejected; without that, multiples of 3 would come twice as often.
        let mut random = Random::new(2, 0);
        let third = (0..DRAWS).filter(|_| random.below(3 << 30).is_multiple_of(3)).count();
        assert!((third as f64 / f64::from(DRAWS) - 1.0 / 3.0).abs() < 0.005, "{third}");
    }

    #[test]
    fn moments_of_unit_and_normal() {
        let mut random = Random::new(3, 0);
        let (mut unit, mut moments) = (0.0, [0.0; 4]);
        for _ in 0..DRAWS {
            unit += random.unit();
            let z = random.normal();
            moments.iter_mut().fold(z, |power, sum| {
                *sum += power;
                power * z
            });
        }
        let n = f64::from(DRAWS);
        // Four standard errors each; the powers have variances 1, 2, 15 and 96.
        assert!((unit / n - 0.5).abs() < 4.0 * (1.0 / 12.0 / n).sqrt());
        for ((sum, want), variance) in
            moments.into_iter().zip([0.0, 1.0, 0.0, 3.0]).zip([1.0, 2.0, 15.0, 96.0])
        {
            assert!((sum / n - want).abs() < 4.0 * (variance / n).sqrt(), "{want}: {}", sum / n);
        }
    }

    #[test]
    fn moments_of_gamma() {
        for (stream, shape) in [0.2, 1.0, 2.5, 40.0].into_iter().enumerate() {
            let mut random = Random::new(5, stream as u64);
            let (mut sum, mut squares) = (0.0, 0.0);
            for _ in 0..DRAWS {
                let x = random.gamma(shape);
                sum += x;
                squares += (x - shape) * (x - shape);
            }
            let n = f64::from(DRAWS);
            // Mean and variance are the shape; the variance of the squares is 2 shape² + 6 shape.
            assert!((sum / n - shape).abs() < 4.0 * (shape / n).sqrt(), "{shape}: {}", sum / n);
            let error = ((2.0 * shape * shape + 6.0 * shape) / n).sqrt();
            assert!((squares / n - shape).abs() < 4.0 * error, "{shape}: {}", squares / n);
        }
        let mut random = Random::new(5, 9);
        assert_eq!([0.0, -1.0, f64::NAN].map(|shape| random.gamma(shape)), [0.0; 3]);
    }

    #[test]
    fn shuffles_are_equally_likely() {
        let mut random = Random::new(4, 0);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut items = [0, 1, 2, 3];
            random.shuffle(&mut items);
            *counts.entry(items).or_insert(0_i32) += 1;
        }
        assert_eq!(counts.len(), 24);
        // 1000 each, give or take five standard errors.
        assert!(counts.values().all(|n| (n - 1_000).abs() < 160), "{counts:?}");
    }

    #[test]
    fn streams_differ_and_repeat() {
        let first = |seed, stream| Random::new(seed, stream).unit();
        assert_eq!(first(9, 1), first(9, 1));
        assert_ne!(first(9, 1), first(9, 2));
        assert_ne!(first(9, 1), first(8, 1));
    }

    proptest! {
        #[test]
        fn every_draw_is_in_its_range(seed: u64, stream: u64, n: u32) {
            let mut random = Random::new(seed, stream);
            prop_assert!(random.below(n) < n.max(1));
            prop_assert!((0.0..1.0).contains(&random.unit()));
            prop_assert!(random.normal().abs() < 8.3);
        }

        #[test]
        fn shuffling_keeps_the_items(seed: u64, mut items: Vec<u8>) {
            let mut sorted = items.clone();
            Random::new(seed, 0).shuffle(&mut items);
            items.sort_unstable();
            sorted.sort_unstable();
            prop_assert_eq!(items, sorted);
        }
    }
}
