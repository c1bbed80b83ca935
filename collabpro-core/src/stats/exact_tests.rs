use proptest::prelude::*;

use super::*;

fn sum(numbers: &[f64]) -> ExactSum {
    let mut sum = ExactSum::default();
    numbers.iter().for_each(|&x| sum.add(x));
    sum
}

/// Any finite double, of any size and also below the normal ones, and small whole numbers often.
fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |x| x.is_finite()),
        (-9_i32..9).prop_map(f64::from),
        -1.0..1.0_f64,
    ]
}

#[test]
fn nothing_is_lost() {
    assert_eq!(sum(&[1e300, 1.0, -1e300]).round(), 1.0);
    assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX]).round(), f64::MAX);
    assert_eq!(sum(&[f64::MAX, 5e-324, -f64::MAX]).round(), 5e-324);
    // A tenth as a double is 0.1 + 5.55e-18; ten of them are half a unit above 1, which rounds to the even 1.
    assert_eq!(sum(&[0.1; 10]).round(), 1.0);
    assert_eq!(sum(&[]).round().to_bits(), 0);
    assert!(sum(&[0.1, -0.1]).is_zero() && !sum(&[5e-324]).is_zero());
    assert_eq!(sum(&[f64::NAN, f64::INFINITY, 2.0]).round(), 2.0);
}

#[test]
fn ties_go_to_the_even_and_what_is_beyond_is_infinite() {
    let unit = f64::EPSILON;
    assert_eq!(sum(&[1.0, unit / 2.0]).round(), 1.0);
    assert_eq!(sum(&[1.0 + unit, unit / 2.0]).round(), 1.0 + 2.0 * unit);
    assert_eq!(sum(&[1.0, unit / 2.0, 5e-324]).round(), 1.0 + unit);
    assert_eq!(sum(&[-1.0, -unit / 2.0, -5e-324]).round(), -1.0 - unit);
    assert_eq!(sum(&[f64::MAX, f64::MAX]).round(), f64::INFINITY);
    assert_eq!(sum(&[-f64::MAX, -f64::MAX]).round(), f64::NEG_INFINITY);
}

#[test]
fn products_below_the_smallest_double_are_kept() {
    let mut squares = ExactSum::default();
    squares.add_square(5e-324);
    assert!(!squares.is_zero());
    assert_eq!(squares.round(), 0.0);
    // Half of the smallest double is a tie with 0, and rounds to it; a trace more does not.
    let mut half = ExactSum::default();
    half.add_product(5e-324, 0.5);
    assert_eq!(half.round(), 0.0);
    half.merge(&squares);
    assert_eq!(half.round(), 5e-324);
    let mut large = ExactSum::default();
    large.add_square(f64::MAX);
    assert_eq!(large.ratio(&sum(&[f64::MAX])), Some(f64::MAX));
}

#[test]
fn quotients_are_rounded_once() {
    for (a, b) in [(1.0, 3.0), (2.0, 3.0), (-1.0, 10.0), (7.0, -7.0), (1e300, 1e-3), (22.0, 7.0)] {
        assert_eq!(sum(&[a]).ratio(&sum(&[b])), Some(a / b));
    }
    assert_eq!(sum(&[1.0]).ratio(&sum(&[])), None);
    assert_eq!(sum(&[]).ratio(&sum(&[3.0])).map(f64::abs), Some(0.0));
    assert!(sum(&[1.0]).over(0).is_zero());
}

#[test]
fn many_additions_carry() {
    let mut many = sum(&[3.0]);
    many.load = MOST_LOAD - 2;
    (0..8).for_each(|_| many.add(-1.5));
    assert_eq!(many.round(), -9.0);
    let mut other = sum(&[4.0]);
    other.load = MOST_LOAD - 1;
    many.merge(&other);
    assert_eq!(many, sum(&[-5.0]));
}

proptest! {
    #[test]
    fn order_and_partition_cannot_be_seen(
        numbers in prop::collection::vec(finite(), 0..40), cut in 0..40_usize, turn in 0..40_usize,
    ) {
        let whole = sum(&numbers);
        let (left, right) = numbers.split_at(cut.min(numbers.len()));
        let mut merged = sum(right);
        merged.merge(&sum(left));
        let mut turned = numbers.clone();
        turned.rotate_left(turn % numbers.len().max(1));
        turned.reverse();
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(merged.round().to_bits(), whole.round().to_bits());
        prop_assert_eq!(sum(&turned).round().to_bits(), whole.round().to_bits());
        merged.take(&whole);
        prop_assert!(merged.is_zero());
    }

    #[test]
    fn the_sum_of_two_is_that_of_the_processor(a in finite(), b in finite()) {
        prop_assert_eq!(sum(&[a, b]).round(), a + b);
    }

    #[test]
    fn the_product_and_the_quotient_of_two_are_those_of_the_processor(a in finite(), b in finite()) {
        let mut product = ExactSum::default();
        product.add_product(a, b);
        prop_assert_eq!(product.round(), a * b);
        prop_assert_eq!(&sum(&[a]).product(&sum(&[b])), &product);
        let quotient = a / b;
        if b != 0.0 && (quotient == 0.0 || quotient.is_normal()) {
            prop_assert_eq!(sum(&[a]).ratio(&sum(&[b])), Some(quotient));
        }
    }

    #[test]
    fn whole_numbers_behave(
        numbers in prop::collection::vec(any::<i32>(), 0..40), n in any::<u32>(), more in any::<u64>(),
    ) {
        let exact: i128 = numbers.iter().map(|&x| i128::from(x)).sum();
        let whole = sum(&numbers.iter().map(|&x| f64::from(x)).collect::<Vec<_>>());
        prop_assert_eq!(whole.round(), exact as f64);
        prop_assert_eq!(whole.times(n.into()).round(), (exact * i128::from(n)) as f64);
        let mut added = whole.clone();
        added.add_whole(more);
        prop_assert_eq!(added.round(), (exact + i128::from(more)) as f64);
        // Divided and multiplied again, only what was cut off below 2^-128 is missing.
        if n > 0 {
            let mut rest = whole.over(n.into()).times(n.into());
            rest.take(&whole);
            prop_assert!(rest.round().abs() <= f64::from(n) / libm::exp2(128.0));
        }
    }

    #[test]
    fn products_of_sums_distribute(
        a in prop::collection::vec(finite(), 1..6), b in prop::collection::vec(finite(), 1..6),
    ) {
        let mut expected = ExactSum::default();
        for &x in &a {
            for &y in &b {
                expected.add_product(x, y);
            }
        }
        prop_assert_eq!(sum(&a).product(&sum(&b)), expected);
    }
}
