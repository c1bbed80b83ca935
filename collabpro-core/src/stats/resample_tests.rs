use proptest::prelude::*;

use super::super::chi_square::chi_square_quantile;
use super::*;

const DRAWS: u32 = 100_000;

/// Far beyond chance, so that a fixed seed never comes near it.
const RARE: f64 = 1.0 - 1e-6;

fn probabilities(n: u64, p: f64) -> Vec<f64> {
    let mut all = vec![libm::exp(n as f64 * libm::log1p(-p))];
    for k in 0..n {
        all.push(all[k as usize] * (n - k) as f64 / (k + 1) as f64 * (p / (1.0 - p)));
    }
    all
}

/// Pearson's statistic over the values expected at least 20 times, the others together.
fn misfit(counts: &[u32], probabilities: &[f64]) -> (f64, f64) {
    let (mut statistic, mut cells, mut rest) = (0.0, 0.0, (0.0, 0.0));
    for (&count, &p) in counts.iter().zip(probabilities) {
        let expected = p * f64::from(DRAWS);
        if expected < 20.0 {
            rest = (rest.0 + f64::from(count), rest.1 + expected);
        } else {
            cells += 1.0;
            statistic += (f64::from(count) - expected) * (f64::from(count) - expected) / expected;
        }
    }
    if rest.1 > 1.0 {
        statistic += (rest.0 - rest.1) * (rest.0 - rest.1) / rest.1;
        cells += 1.0;
    }
    (statistic, cells - 1.0)
}

#[test]
fn binomial_numbers_have_the_exact_probabilities() {
    // Both methods, both sides of one half, and means next to where the method changes.
    let cases = [
        (5, 1, 4),
        (40, 1, 5),
        (49, 1, 5),
        (50, 1, 5),
        (50, 4, 5),
        (21, 1, 2),
        (19, 1, 2),
        (300, 3, 4),
        (1_000, 1, 100),
    ];
    for (stream, (n, part, whole)) in cases.into_iter().enumerate() {
        let mut random = Random::new(11, stream as u64);
        let mut counts = vec![0; n as usize + 1];
        (0..DRAWS).for_each(|_| counts[binomial(&mut random, n, Share::of(part, whole)) as usize] += 1);
        let (statistic, df) = misfit(&counts, &probabilities(n, part as f64 / whole as f64));
        assert!(
            statistic < chi_square_quantile(RARE, df).unwrap(),
            "{n} {part}/{whole}: {statistic} with {df}"
        );
    }
}

#[test]
fn moments_of_large_binomial_numbers() {
    for (stream, (n, part, whole)) in
        [(100_000_000, 1, 462), (1_u64 << 40, 1, 3), (1 << 50, 2, 3), (1 << 50, 1, 1 << 40)]
            .into_iter()
            .enumerate()
    {
        let mut random = Random::new(12, stream as u64);
        let p = part as f64 / whole as f64;
        let (mean, sd) = (n as f64 * p, (n as f64 * p * (1.0 - p)).sqrt());
        let mut moments = [0.0; 4];
        for _ in 0..DRAWS {
            let z = (binomial(&mut random, n, Share::of(part, whole)) as f64 - mean) / sd;
            moments.iter_mut().fold(z, |power, sum| {
                *sum += power;
                power * z
            });
        }
        let replicates = f64::from(DRAWS);
        let skew = (1.0 - 2.0 * p) / sd;
        for ((sum, want), variance) in
            moments.into_iter().zip([0.0, 1.0, skew, 3.0]).zip([1.0, 2.0, 15.0, 96.0])
        {
            assert!(
                (sum / replicates - want).abs() < 5.0 * (variance / replicates).sqrt(),
                "{n} {part}/{whole}: {want}"
            );
        }
    }
}

#[test]
fn the_ends() {
    let mut random = Random::new(13, 0);
    assert_eq!(binomial(&mut random, 0, Share::of(1, 2)), 0);
    assert_eq!(binomial(&mut random, 9, Share::of(0, 2)), 0);
    assert_eq!(binomial(&mut random, 9, Share::of(2, 2)), 9);
    assert_eq!(binomial(&mut random, 9, Share::of(3, 2)), 9);
    assert_eq!(binomial(&mut random, 9, Share::of(0, 0)), 9);
    let mut out = [7, 7];
    Multinomial::new(&[0, 0]).draw(&mut random, 5, &mut out);
    assert_eq!(out, [0, 0]);
    Multinomial::new(&[0, 1_000]).draw(&mut random, 5, &mut out);
    assert_eq!(out, [0, 5]);
    Multinomial::new(&[3, 0]).draw(&mut random, 1_000_000, &mut out);
    assert_eq!(out, [1_000_000, 0]);
    Multinomial::new(&[3, 5]).draw(&mut random, 0, &mut out);
    assert_eq!(out, [0, 0]);
}

/// Means, variances and covariances, with frequent and rare patterns.
#[test]
fn moments_of_the_counts() {
    let counts = [3, 40, 1, 0, 200, 15, 16, 5];
    let multinomial = Multinomial::new(&counts);
    let total = multinomial.total();
    assert_eq!(total, 280);
    let mut sums = [0.0; 8];
    let mut products = [[0.0; 8]; 8];
    let mut out = [0; 8];
    for stream in 0..DRAWS {
        multinomial.draw(&mut Random::new(14, stream.into()), total, &mut out);
        assert_eq!(out.iter().sum::<u64>(), total);
        let ahead: Vec<f64> = out.iter().zip(&counts).map(|(&x, &n)| x as f64 - n as f64).collect();
        for (i, x) in ahead.iter().enumerate() {
            sums[i] += x;
            ahead.iter().enumerate().for_each(|(j, y)| products[i][j] += x * y);
        }
    }
    let share = |i: usize| counts[i] as f64 / total as f64;
    let replicates = f64::from(DRAWS);
    for i in 0..8 {
        let variance = total as f64 * share(i) * (1.0 - share(i));
        assert!(
            (sums[i] / replicates).abs() <= 5.0 * (variance / replicates).sqrt(),
            "{i}: {}",
            sums[i] / replicates
        );
        for (j, product) in products[i].iter().enumerate() {
            let same = if i == j { share(i) } else { 0.0 };
            let want = total as f64 * (same - share(i) * share(j));
            let other = total as f64 * share(j) * (1.0 - share(j));
            let error = ((3.0 * variance * other + variance.min(other)) / replicates).sqrt();
            assert!((product / replicates - want).abs() <= 5.0 * error, "{i} {j}: {}", product / replicates);
        }
    }
}

/// Whole outcomes, not only their moments: 4 units over 3 patterns have 15 of them.
#[test]
fn outcomes_have_the_exact_probabilities() {
    let multinomial = Multinomial::new(&[20, 3, 17]);
    let mut counts = [0_u32; 25];
    let mut out = [0; 3];
    for stream in 0..DRAWS {
        multinomial.draw(&mut Random::new(15, stream.into()), 4, &mut out);
        counts[(5 * out[0] + out[1]) as usize] += 1;
    }
    let factorial = |n: usize| (1..=n).map(|i| i as f64).product::<f64>();
    let power = |x: f64, n: usize| (0..n).map(|_| x).product::<f64>();
    let probability = |at: usize| {
        let (a, b) = (at / 5, at % 5);
        if a + b > 4 {
            return 0.0;
        }
        let c = 4 - a - b;
        24.0 / (factorial(a) * factorial(b) * factorial(c))
            * power(0.5, a)
            * power(0.075, b)
            * power(0.425, c)
    };
    let (statistic, df) = misfit(&counts, &(0..25).map(probability).collect::<Vec<_>>());
    assert!(statistic < chi_square_quantile(RARE, df).unwrap(), "{statistic} with {df}: {counts:?}");
}

/// The time of the goal: `cargo test --release -p collabpro-core --lib stats::resample -- --ignored --nocapture`.
#[test]
#[ignore = "a time, to be read in a release build"]
fn time_of_ten_thousand_draws() {
    for units in [1_000, 10_000, 100_000, 1_000_000, 100_000_000_u64] {
        // Shares of patterns as skewed as ratings are: falling by a constant factor.
        let shares: Vec<f64> = (0..462).map(|i| libm::exp(-f64::from(i) / 60.0)).collect();
        let total: f64 = shares.iter().sum();
        let counts: Vec<u64> = shares.iter().map(|share| (share / total * units as f64) as u64).collect();
        let multinomial = Multinomial::new(&counts);
        let mut out = vec![0; counts.len()];
        let start = std::time::Instant::now();
        let mut sum = 0;
        for stream in 0..10_000 {
            multinomial.draw(&mut Random::new(16, stream), units, &mut out);
            sum += out[7];
        }
        println!("{units} units: {:?} ({sum})", start.elapsed());
    }
}

proptest! {
    #[test]
    fn counts_add_up_and_repeat(
        counts in prop::collection::vec(0..100_u64, 0..20), n in 0..5_000_u64, seed: u64, stream: u64,
    ) {
        let multinomial = Multinomial::new(&counts);
        let draw = || {
            let mut out = vec![9; counts.len()];
            multinomial.draw(&mut Random::new(seed, stream), n, &mut out);
            out
        };
        let out = draw();
        prop_assert_eq!(&out, &draw());
        let total: u64 = counts.iter().sum();
        prop_assert_eq!(out.iter().sum::<u64>(), if total > 0 { n } else { 0 });
        prop_assert!(out.iter().zip(&counts).all(|(&drawn, &count)| count > 0 || drawn == 0));
    }

    #[test]
    fn a_binomial_is_within_its_range(n in 0..1_u64 << 53, part: u32, whole: u32, seed: u64) {
        prop_assert!(binomial(&mut Random::new(seed, 0), n, Share::of(part.into(), whole.into())) <= n);
    }
}
