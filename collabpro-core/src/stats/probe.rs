//! A door for tests: the bits of every private numeric function, to be compared between targets.

use super::chi_square::{chi_square_cdf, chi_square_quantile};
use super::distribution::{normal_cdf, normal_quantile, t_cdf, t_quantile, t_survival};
use super::exact::ExactSum;
use super::fisher::{f_cdf, f_quantile, f_survival};
use super::holm::holm;
use super::random::Random;
use super::resample::{Multinomial, Share, binomial};
use super::special::Beta;
use crate::base::json_write::to_json;

const VALUES: u32 = 200;

/// Degrees of freedom and parameters of the beta distribution, small to large, whole or not.
const SIZES: [f64; 9] = [1.0, 2.0, 3.5, 4.0, 9.0, 29.75, 200.0, 1e4, 1e6];

/// What the functions of the probe draw from.
struct Drawn {
    random: Random,
    shuffled: Vec<u32>,
    adjusted: Vec<f64>,
    counts: Vec<u64>,
}

/// Each function at one of its arguments.
type Probed = fn(&mut Drawn, u32) -> Option<f64>;

const PROBED: [(&str, Probed); 20] = [
    ("normalCdf", |_, i| normal_cdf(wide(i))),
    ("normalQuantile", |_, i| normal_quantile(power(share(i), 8))),
    ("tCdf", |_, i| t_cdf(wide(i), size(i))),
    ("tSurvival", |_, i| t_survival(wide(i) * wide(i) * wide(i), size(i))),
    ("tQuantile", |_, i| t_quantile(power(share(i), 8), size(i))),
    ("chiSquareCdf", |_, i| chi_square_cdf(size(i) * (0.5 + share(i)), size(i))),
    ("chiSquareQuantile", |_, i| chi_square_quantile(power(share(i), 8), size(i))),
    ("fCdf", |_, i| f_cdf(0.25 + share(i) * 2.0, size(i), size(i / 9))),
    ("fSurvival", |_, i| f_survival(1.0 + 20.0 * share(i), size(i), size(i / 9))),
    ("fQuantile", |_, i| f_quantile(power(share(i), 8), size(i), size(i / 9))),
    ("incompleteBeta", |_, i| Some(beta(i))),
    ("randomUnit", |drawn, _| Some(drawn.random.unit())),
    ("randomBelow", |drawn, i| Some(f64::from(drawn.random.below(3 * i + 1)))),
    ("randomNormal", |drawn, _| Some(drawn.random.normal())),
    ("randomGamma", |drawn, i| Some(drawn.random.gamma(0.25 * size(i)))),
    ("randomShuffle", |drawn, i| drawn.shuffled.get(i as usize).copied().map(f64::from)),
    ("binomial", |drawn, i| {
        Some(binomial(&mut drawn.random, u64::from(i) * u64::from(i) * u64::from(i), Share::of(1, 3)) as f64)
    }),
    ("multinomial", |drawn, i| drawn.counts.get(i as usize).map(|&n| n as f64)),
    ("exactRatio", |_, i| exact_ratio(i)),
    ("holm", |drawn, i| drawn.adjusted.get(i as usize).copied()),
];

/// Of each function the bits of 200 values at arguments that reach from the middle far into the tails.
pub(crate) fn probe() -> Vec<(&'static str, Vec<u64>)> {
    let mut shuffled: Vec<u32> = (0..VALUES).collect();
    Random::new(7, 4).shuffle(&mut shuffled);
    let adjusted = holm(&(0..VALUES).map(|i| power(share(i), 8)).collect::<Vec<_>>());
    let mut counts: Vec<u64> = (0..u64::from(VALUES)).map(|i| i * i / 16).collect();
    let multinomial = Multinomial::new(&counts);
    multinomial.draw(&mut Random::new(7, 5), multinomial.total(), &mut counts);
    let mut drawn = Drawn { random: Random::new(7, 3), shuffled, adjusted, counts };
    // A missing value shows as all ones, which is the bits of no number.
    let mut bits =
        |value: Probed| (0..VALUES).map(|i| value(&mut drawn, i).map_or(u64::MAX, f64::to_bits)).collect();
    PROBED.iter().map(|(name, value)| (*name, bits(*value))).collect()
}

/// The probe as JSON: 16 hexadecimal digits a value, since a JSON number holds 53 bits only.
pub fn bits() -> String {
    let mut all = serde_json::Map::new();
    for (name, bits) in probe() {
        let hex: Vec<String> = bits.iter().map(|value| format!("{value:016x}")).collect();
        all.insert(name.to_owned(), hex.into());
    }
    to_json(&serde_json::Value::Object(all))
}

fn beta(i: u32) -> f64 {
    let (a, b) = (0.5 * size(i), 0.5 * size(i / 9));
    // Around the mean, where the function is neither 0 nor 1.
    let x = a / (a + b) * (0.5 + share(i));
    let x = if x < 1.0 { x } else { 0.5 };
    Beta::new(a, b).split(x, 1.0 - x).below
}

/// A sum that cancels over a sum of squares.
fn exact_ratio(i: u32) -> Option<f64> {
    let (mut sum, mut squares) = (ExactSum::default(), ExactSum::default());
    for j in 0..=i {
        let x = power(wide(j), 1 + j % 7);
        sum.add(x);
        squares.add_square(x);
    }
    sum.ratio(&squares)
}

fn share(i: u32) -> f64 {
    (f64::from(i) + 0.5) / f64::from(VALUES)
}

fn wide(i: u32) -> f64 {
    20.0 * share(i) - 10.0
}

fn size(i: u32) -> f64 {
    SIZES[i as usize % SIZES.len()]
}

fn power(x: f64, exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_gives_two_hundred_values() {
        let probe = probe();
        assert_eq!(probe.len(), 20);
        for (name, bits) in probe {
            assert_eq!(bits.len(), 200, "{name}");
            assert!(bits.iter().all(|&value| f64::from_bits(value).is_finite()), "{name}");
        }
    }

    #[test]
    fn the_json_holds_the_bits() {
        let all: std::collections::BTreeMap<String, Vec<String>> = serde_json::from_str(&bits()).unwrap();
        for (name, bits) in probe() {
            let read: Vec<u64> = all[name].iter().map(|hex| u64::from_str_radix(hex, 16).unwrap()).collect();
            assert_eq!(read, bits, "{name}");
        }
        assert!(all["normalCdf"].iter().all(|hex| hex.len() == 16));
    }
}
