//! Sums and products of doubles without any rounding, so that neither order nor partition can be seen in the result.

use std::ops::Range;

/// An exact sum of finite doubles, or of products of two.
///
/// A number in base 2³² with signed digits that keep their carries for a while: adding touches three of them. Only the
/// digits in use are held, so that a sum of ratings takes two or three. Sums of the same numbers are equal (`==`) in
/// whatever order they were added and merged.
#[derive(Clone, Debug, Default)]
pub(crate) struct ExactSum {
    /// The first digit counts `2^(32 low)`.
    low: i32,
    digits: Vec<i64>,
    /// No digit is larger in size than this many times 2³².
    load: u32,
}

/// Digits stay below 2⁶³ in size.
const MOST_LOAD: u32 = 1 << 30;

const DIGIT: i64 = 1 << 32;

/// Digits of a quotient below the last one of what is divided: the error is under 2⁻¹²⁸ of its last digit.
const FRACTION: usize = 4;

impl ExactSum {
    /// Adds `x`. What is not finite is no number and is left out.
    pub(crate) fn add(&mut self, x: f64) {
        let (mantissa, exponent) = parts(x);
        self.put(mantissa, exponent, x < 0.0);
    }

    /// Adds `a * b`, which is not rounded and can neither overflow nor vanish.
    pub(crate) fn add_product(&mut self, a: f64, b: f64) {
        let ((a_mantissa, a_exponent), (b_mantissa, b_exponent)) = (parts(a), parts(b));
        let product = u128::from(a_mantissa) * u128::from(b_mantissa);
        let exponent = a_exponent + b_exponent;
        let negative = (a < 0.0) != (b < 0.0);
        self.put(product as u64, exponent, negative);
        self.put((product >> 64) as u64, exponent + 64, negative);
    }

    /// Adds `x²`.
    pub(crate) fn add_square(&mut self, x: f64) {
        self.add_product(x, x);
    }

    /// Adds a whole number.
    pub(crate) fn add_whole(&mut self, n: u64) {
        self.put(n, 0, false);
    }

    /// Adds all that `other` holds.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.merge_signed(other, 1);
    }

    /// Takes away all that `other` holds.
    pub(crate) fn take(&mut self, other: &Self) {
        self.merge_signed(other, -1);
    }

    /// The double nearest to the sum, the even one of two; infinite if the sum is beyond all doubles.
    pub(crate) fn round(&self) -> f64 {
        let plain = self.plain();
        let (mantissa, exponent) = plain.top();
        // Eleven bits are dropped of 64, and more where the result is below the normal numbers.
        let drop = (-1074 - exponent).max(11);
        let kept = match drop {
            ..64 => {
                let (kept, rest) = (mantissa >> drop, mantissa & ((1 << drop) - 1));
                let half = 1 << (drop - 1);
                kept + u64::from(rest > half || (rest == half && kept % 2 == 1))
            }
            64 => u64::from(mantissa > 1 << 63),
            _ => 0,
        };
        let size = libm::ldexp(kept as f64, exponent + drop);
        if plain.negative { -size } else { size }
    }

    /// Whether the sum is exactly 0.
    #[cfg(test)]
    pub(crate) fn is_zero(&self) -> bool {
        self.plain().digits.is_empty()
    }

    /// The sum times a whole number, exact.
    pub(crate) fn times(&self, n: u64) -> Self {
        let mut factor = Self::default();
        factor.add_whole(n);
        self.product(&factor)
    }

    /// The product of two sums, exact.
    pub(crate) fn product(&self, other: &Self) -> Self {
        let (a, b) = (self.plain(), other.plain());
        let mut digits = vec![0_u64; a.digits.len() + b.digits.len()];
        for (at, &left) in a.digits.iter().enumerate() {
            let mut carry = 0;
            for (to, &right) in digits.iter_mut().skip(at).zip(b.digits.iter().chain([&0])) {
                // At most (2³² - 1)² + 2 (2³² - 1), which is 2⁶⁴ - 1.
                let sum = u64::from(left) * u64::from(right) + *to + carry;
                (*to, carry) = (u64::from(sum as u32), sum >> 32);
            }
        }
        Self::of(a.low + b.low, digits.into_iter(), a.negative != b.negative)
    }

    /// The sum divided by `n`, cut 128 bits below its last digit; 0 if `n` is 0.
    pub(crate) fn over(&self, n: u64) -> Self {
        let Some(divisor) = (n > 0).then(|| u128::from(n)) else { return Self::default() };
        let plain = self.plain();
        let mut rest = 0;
        let mut digits: Vec<u64> = (plain.digits.iter().rev().copied().chain([0; FRACTION]))
            .map(|digit| {
                let whole = rest << 32 | u128::from(digit);
                rest = whole % divisor;
                (whole / divisor) as u64
            })
            .collect();
        digits.reverse();
        Self::of(plain.low - FRACTION as i32, digits.into_iter(), plain.negative)
    }

    /// The double nearest to `self / other`; `None` for a division by 0. Where it is below the normal doubles it is
    /// rounded twice.
    pub(crate) fn ratio(&self, other: &Self) -> Option<f64> {
        let (upper, lower) = (self.plain(), other.plain());
        if lower.digits.is_empty() {
            return None;
        }
        let ((a, a_exponent), (b, b_exponent)) = (upper.top(), lower.top());
        // Within two units in the last place; the exact products below tell which way to go.
        let mut near = a as f64 / b as f64;
        let scale = a_exponent - b_exponent;
        for _ in 0..4 {
            let above = f64::from_bits(near.to_bits() + 1);
            let below = f64::from_bits(near.to_bits().saturating_sub(1));
            if near <= 0.0 {
                break;
            }
            let past_above = beyond(&upper, &lower, scale, near, above);
            if past_above > 0 || (past_above == 0 && near.to_bits() % 2 == 1) {
                near = above;
                continue;
            }
            let past_below = beyond(&upper, &lower, scale, below, near);
            if past_below < 0 || (past_below == 0 && near.to_bits() % 2 == 1) {
                near = below;
                continue;
            }
            break;
        }
        let size = libm::ldexp(near, scale);
        Some(if upper.negative != lower.negative { -size } else { size })
    }

    fn put(&mut self, mantissa: u64, exponent: i32, negative: bool) {
        if mantissa == 0 {
            return;
        }
        // Without the zeros at its end a whole number needs no digit for a fraction.
        let zeros = mantissa.trailing_zeros();
        let exponent = exponent + zeros as i32;
        let at = exponent >> 5;
        let bits = u128::from(mantissa >> zeros) << (exponent & 31);
        // The size of the mantissa, not of the number, says how many digits it takes.
        let three = [bits as u32, (bits >> 32) as u32, (bits >> 64) as u32];
        let width = if three[2] > 0 { 3 } else { 1 + usize::from(three[1] > 0) };
        let range = self.make_room(at, width);
        for (digit, part) in self.digits[range].iter_mut().zip(three) {
            *digit += if negative { -i64::from(part) } else { i64::from(part) };
        }
    }

    /// The places of `width` digits from digit `at` on, each with room for one more addition.
    #[inline]
    fn make_room(&mut self, at: i32, width: usize) -> Range<usize> {
        let offset = i64::from(at) - i64::from(self.low);
        let ready = self.load < MOST_LOAD && offset >= 0 && offset as usize + width <= self.digits.len();
        let start = if ready { offset as usize } else { self.grow(at, width) };
        self.load += 1;
        start..start + width
    }

    #[cold]
    fn grow(&mut self, at: i32, width: usize) -> usize {
        if self.load >= MOST_LOAD {
            self.carry();
        }
        if self.digits.is_empty() {
            self.low = at;
        }
        let before = (i64::from(self.low) - i64::from(at)).max(0) as usize;
        self.digits.splice(0..0, std::iter::repeat_n(0, before));
        self.low -= before as i32;
        let start = (i64::from(at) - i64::from(self.low)) as usize;
        if self.digits.len() < start + width {
            self.digits.resize(start + width, 0);
        }
        start
    }

    fn merge_signed(&mut self, other: &Self, sign: i64) {
        if other.digits.is_empty() {
            return;
        }
        if self.load.saturating_add(other.load) >= MOST_LOAD {
            self.carry();
        }
        let start = self.make_room(other.low, other.digits.len()).start;
        for (digit, more) in self.digits[start..].iter_mut().zip(&other.digits) {
            *digit += sign * more;
        }
        self.load = self.load.saturating_add(other.load);
        if self.load >= MOST_LOAD {
            self.carry();
        }
    }

    /// Makes every digit but the last one lie from 0 to 2³² - 1.
    fn carry(&mut self) {
        let mut carry = 0;
        for digit in &mut self.digits {
            let sum = *digit + carry;
            *digit = sum.rem_euclid(DIGIT);
            carry = sum.div_euclid(DIGIT);
        }
        if carry != 0 {
            self.digits.push(carry);
        }
        self.load = 2;
    }

    fn of(low: i32, digits: impl Iterator<Item = u64>, negative: bool) -> Self {
        let digits = digits.map(|digit| if negative { -(digit as i64) } else { digit as i64 }).collect();
        Self { low, digits, load: 1 }
    }

    fn plain(&self) -> Plain {
        let mut carried = self.clone();
        carried.carry();
        let negative = carried.digits.last().is_some_and(|&last| last < 0);
        if negative {
            carried.digits.iter_mut().for_each(|digit| *digit = -*digit);
            carried.carry();
        }
        let zeros = carried.digits.iter().take_while(|&&digit| digit == 0).count();
        let mut digits: Vec<u32> = carried.digits[zeros..].iter().map(|&digit| digit as u32).collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let low = if digits.is_empty() { 0 } else { carried.low + zeros as i32 };
        Plain { negative, low, digits }
    }
}

impl PartialEq for ExactSum {
    fn eq(&self, other: &Self) -> bool {
        self.plain() == other.plain()
    }
}

/// Sign and size in base 2³², without zeros at either end.
#[derive(PartialEq)]
struct Plain {
    negative: bool,
    low: i32,
    digits: Vec<u32>,
}

impl Plain {
    /// The leading 64 bits and the exponent of the last of them, which is 1 if anything below is not 0. For 0: 0, 0.
    fn top(&self) -> (u64, i32) {
        let mut leading = self.digits.iter().rev().map(|&digit| u128::from(digit));
        let mut next = || leading.next().unwrap_or(0);
        let bits = next() << 64 | next() << 32 | next();
        if bits == 0 {
            return (0, 0);
        }
        // Between 65 and 96 bits, of which 64 are kept.
        let drop = 64 - bits.leading_zeros();
        let rest = bits & ((1 << drop) - 1) != 0 || leading.any(|digit| digit != 0);
        let last = self.low + self.digits.len() as i32 - 3;
        ((bits >> drop) as u64 | u64::from(rest), 32 * last + drop as i32)
    }
}

/// The sign of `upper / lower - 2^scale (a + b) / 2` in sizes: exact.
fn beyond(upper: &Plain, lower: &Plain, scale: i32, a: f64, b: f64) -> i32 {
    let size = |plain: &Plain| ExactSum::of(plain.low, plain.digits.iter().map(|&digit| digit.into()), false);
    let mut sum = ExactSum::default();
    for x in [a, b] {
        let (mantissa, exponent) = parts(x);
        sum.put(mantissa, exponent + scale, false);
    }
    let mut rest = size(upper).times(2);
    rest.take(&sum.product(&size(lower)));
    let rest = rest.plain();
    if rest.digits.is_empty() { 0 } else { 1 - 2 * i32::from(rest.negative) }
}

/// `|x| = mantissa * 2^exponent`, and 0 for what is not finite.
fn parts(x: f64) -> (u64, i32) {
    const FRACTION_BITS: u64 = (1 << 52) - 1;
    let bits = x.to_bits();
    let (biased, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & FRACTION_BITS);
    match biased {
        0 => (fraction, -1074),
        0x7ff => (0, 0),
        _ => (fraction | 1 << 52, biased - 1075),
    }
}

#[cfg(test)]
#[path = "exact_tests.rs"]
mod tests;
