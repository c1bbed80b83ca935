//! A door for tests: the bits of every private numeric function, to be compared between targets.

use super::distribution::{normal_cdf, normal_quantile, t_cdf, t_quantile, t_survival};
use super::holm::holm;
use super::random::Random;
use super::special::Beta;
use crate::document::to_json;

const VALUES: u32 = 200;

/// Degrees of freedom and parameters of the beta distribution, small to large, whole or not.
const SIZES: [f64; 9] = [1.0, 2.0, 3.5, 4.0, 9.0, 29.75, 200.0, 1e4, 1e6];

/// Of each function the bits of 200 values at arguments that reach from the middle far into the tails.
pub(crate) fn probe() -> Vec<(&'static str, Vec<u64>)> {
    let mut random = Random::new(7, 3);
    let mut shuffled: Vec<u32> = (0..VALUES).collect();
    Random::new(7, 4).shuffle(&mut shuffled);
    let mut shuffled = shuffled.into_iter();
    let adjusted = holm(&(0..VALUES).map(|i| power(share(i), 8)).collect::<Vec<_>>());
    let mut adjusted = adjusted.into_iter();
    vec![
        ("normalCdf", spread(&mut |i| normal_cdf(wide(i)))),
        ("normalQuantile", spread(&mut |i| normal_quantile(power(share(i), 8)))),
        ("tCdf", spread(&mut |i| t_cdf(wide(i), size(i)))),
        ("tSurvival", spread(&mut |i| t_survival(wide(i) * wide(i) * wide(i), size(i)))),
        ("tQuantile", spread(&mut |i| t_quantile(power(share(i), 8), size(i)))),
        ("incompleteBeta", spread(&mut |i| Some(beta(i)))),
        ("randomUnit", spread(&mut |_| Some(random.unit()))),
        ("randomBelow", spread(&mut |i| Some(f64::from(random.below(3 * i + 1))))),
        ("randomNormal", spread(&mut |_| Some(random.normal()))),
        ("randomShuffle", spread(&mut |_| shuffled.next().map(f64::from))),
        ("holm", spread(&mut |_| adjusted.next())),
    ]
}

/// The probe as JSON: 16 hexadecimal digits a value, since a JSON number holds 53 bits only.
pub fn _bits() -> String {
    let mut all = serde_json::Map::new();
    for (name, bits) in probe() {
        let hex: Vec<String> = bits.iter().map(|value| format!("{value:016x}")).collect();
        all.insert(name.to_owned(), hex.into());
    }
    to_json(&serde_json::Value::Object(all))
}

fn spread(value: &mut dyn FnMut(u32) -> Option<f64>) -> Vec<u64> {
    // A missing value shows as all ones, which is the bits of no number.
    (0..VALUES).map(|i| value(i).map_or(u64::MAX, f64::to_bits)).collect()
}

fn beta(i: u32) -> f64 {
    let (a, b) = (0.5 * size(i), 0.5 * size(i / 9));
    // Around the mean, where the function is neither 0 nor 1.
    let x = a / (a + b) * (0.5 + share(i));
    let x = if x < 1.0 { x } else { 0.5 };
    Beta::new(a, b).split(x, 1.0 - x).below
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
        assert_eq!(probe.len(), 11);
        for (name, bits) in probe {
            assert_eq!(bits.len(), 200, "{name}");
            assert!(bits.iter().all(|&value| f64::from_bits(value).is_finite()), "{name}");
        }
    }

    #[test]
    fn the_json_holds_the_bits() {
        let all: std::collections::BTreeMap<String, Vec<String>> = serde_json::from_str(&_bits()).unwrap();
        for (name, bits) in probe() {
            let read: Vec<u64> = all[name].iter().map(|hex| u64::from_str_radix(hex, 16).unwrap()).collect();
            assert_eq!(read, bits, "{name}");
        }
        assert!(all["normalCdf"].iter().all(|hex| hex.len() == 16));
    }
}
