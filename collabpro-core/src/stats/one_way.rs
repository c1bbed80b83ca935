//! The one-way analysis of variance from sums that merge, rounded once.

use super::exact::ExactSum;

/// How many numbers a group has, their sum and their sum of squares: all exact, so that any split of the data gives the
/// same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GroupSums {
    n: u64,
    sum: ExactSum,
    squares: ExactSum,
}

impl GroupSums {
    /// Adds a finite number.
    pub(crate) fn add(&mut self, x: f64) {
        self.n += 1;
        self.sum.add(x);
        self.squares.add_square(x);
    }

    /// Adds all numbers of `other`.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum.merge(&other.sum);
        self.squares.merge(&other.squares);
    }

    /// How many numbers it has.
    pub(crate) fn n(&self) -> u64 {
        self.n
    }

    /// The sum of its numbers.
    pub(crate) fn sum(&self) -> &ExactSum {
        &self.sum
    }

    /// `n Σx² - (Σx)²`: 0 if and only if all numbers are the same.
    fn spread(&self) -> ExactSum {
        let mut spread = self.squares.times(self.n);
        spread.take(&self.sum.product(&self.sum));
        spread
    }
}

/// The table of the analysis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OneWay {
    /// Groups that have numbers.
    pub(crate) groups: u64,
    /// Numbers in all.
    pub(crate) n: u64,
    /// Σn² over the groups.
    pub(crate) sizes_squared: u128,
    /// The sum of squares between the groups.
    pub(crate) between: f64,
    /// The sum of squares within them.
    pub(crate) within: f64,
    /// The ratio of their mean squares; `None` where a mean square within the groups is undefined or 0.
    pub(crate) f: Option<f64>,
}

impl OneWay {
    /// The analysis of these groups; empty ones change nothing.
    ///
    /// `Σ_g (N S_g - n_g S)² / (n_g N²)` and `Σ_g (n_g Σx² - S_g²) / n_g` have no term below 0 and nothing cancels in
    /// them: the numerators are exact whole multiples of a power of two, each quotient is cut 128 bits below its last
    /// digit, and the two sums and F are rounded once.
    pub(crate) fn of<'a>(groups: impl Iterator<Item = &'a GroupSums> + Clone) -> Self {
        let mut total = GroupSums::default();
        let (mut count, mut sizes_squared) = (0, 0);
        let filled = groups.filter(|group| group.n > 0);
        for group in filled.clone() {
            count += 1;
            sizes_squared += u128::from(group.n) * u128::from(group.n);
            total.merge(group);
        }
        let (mut between, mut within) = (ExactSum::default(), ExactSum::default());
        for group in filled {
            let mut ahead = group.sum.times(total.n);
            ahead.take(&total.sum.times(group.n));
            between.merge(&ahead.product(&ahead).over(group.n));
            within.merge(&group.spread().over(group.n));
        }
        let between = between.over(total.n).over(total.n);
        let (df_between, df_within) = (count - u64::from(count > 0), total.n - count);
        let f = between.times(df_within).ratio(&within.times(df_between));
        Self { groups: count, n: total.n, sizes_squared, between: between.round(), within: within.round(), f }
    }

    /// Degrees of freedom between the groups, and within them.
    pub(crate) fn freedom(&self) -> (u64, u64) {
        (self.groups.saturating_sub(1), self.n - self.groups)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Data set, its file or the rule of one kept, its correct digits of F.
    ///
    /// NIST StRD (www.itl.nist.gov/div898/strd), a work of the US government. The digits are what exact rational
    /// arithmetic on the doubles nearest to the data reaches: the data themselves cannot be held better.
    const SETS: [(&str, Data, f64, f64); 11] = [
        ("AtmWtAg", Data::File(include_str!("../../tests/nist/AtmWtAg.dat")), 15.946_733_567_793_0, 10.15),
        ("SiRstv", Data::File(include_str!("../../tests/nist/SiRstv.dat")), 1.180_462_374_402_55, 13.05),
        ("SmLs01", Data::File(SMLS01), 21.0, 15.8),
        ("SmLs02", Data::Rule("1", 100), 201.0, 15.8),
        ("SmLs03", Data::Rule("1", 1000), 2001.0, 15.8),
        ("SmLs04", Data::File(SMLS04), 21.0, 10.4),
        ("SmLs05", Data::Rule("1000000", 100), 201.0, 10.2),
        ("SmLs06", Data::Rule("1000000", 1000), 2001.0, 10.15),
        ("SmLs07", Data::File(SMLS07), 21.0, 4.4),
        ("SmLs08", Data::Rule("1000000000000", 100), 201.0, 4.15),
        ("SmLs09", Data::Rule("1000000000000", 1000), 2001.0, 4.15),
    ];

    const SMLS01: &str = include_str!("../../tests/nist/SmLs01.dat");
    const SMLS04: &str = include_str!("../../tests/nist/SmLs04.dat");
    const SMLS07: &str = include_str!("../../tests/nist/SmLs07.dat");

    enum Data {
        File(&'static str),
        /// The digits before the point, and how many pairs of numbers follow the first one of a group.
        Rule(&'static str, usize),
    }

    type Numbers = BTreeMap<u32, Vec<f64>>;

    impl Data {
        fn numbers(&self) -> Numbers {
            match self {
                Self::File(text) => from_file(text),
                Self::Rule(leading, pairs) => by_rule(leading, *pairs),
            }
        }
    }

    fn from_file(text: &str) -> Numbers {
        let mut numbers = Numbers::new();
        for line in text.lines().skip(60).filter(|line| !line.trim().is_empty()) {
            let mut cells = line.split_whitespace();
            let group = cells.next().unwrap().parse().unwrap();
            numbers.entry(group).or_default().push(cells.next().unwrap().parse().unwrap());
        }
        numbers
    }

    /// The rule of Simon and Lesage (1989) after which the files of this series are made: treatments differ in the
    /// digit after the point, which is 4, then 3 and 5 in turn; their observations go one below and one above.
    fn by_rule(leading: &str, pairs: usize) -> Numbers {
        let number = |tenths: u32| format!("{leading}.{tenths}").parse().unwrap();
        let group = |treatment: u32| {
            let middle = if treatment == 1 { 4 } else { 3 + 2 * (treatment % 2) };
            let tail = [number(middle - 1), number(middle + 1)].repeat(pairs);
            (treatment, [vec![number(middle)], tail].concat())
        };
        (1..=9).map(group).collect()
    }

    fn groups(numbers: &Numbers) -> Vec<GroupSums> {
        let group = |numbers: &Vec<f64>| {
            let mut group = GroupSums::default();
            numbers.iter().for_each(|&x| group.add(x));
            group
        };
        numbers.values().map(group).collect()
    }

    fn analysis(groups: &[GroupSums]) -> OneWay {
        OneWay::of(groups.iter())
    }

    #[test]
    fn the_rule_makes_the_files() {
        for (file, leading) in [(SMLS01, "1"), (SMLS04, "1000000"), (SMLS07, "1000000000000")] {
            assert_eq!(from_file(file), by_rule(leading, 10));
        }
    }

    #[test]
    fn the_eleven_sets_of_nist() {
        for (name, data, certified, digits) in SETS {
            let numbers = data.numbers();
            let whole = analysis(&groups(&numbers));
            let miss = (whole.f.unwrap() - certified).abs() / certified;
            assert!(-libm::log10(miss) >= digits, "{name}: {} digits", -libm::log10(miss));
            // From parts that hold every third number, merged backwards.
            let parts = [2, 0, 1].map(|part| {
                let third = |(&group, all): (&u32, &Vec<f64>)| {
                    (group, all.iter().skip(part).step_by(3).copied().collect())
                };
                groups(&numbers.iter().map(third).collect())
            });
            let mut merged = vec![GroupSums::default(); numbers.len()];
            for part in &parts {
                merged.iter_mut().zip(part).for_each(|(group, more)| group.merge(more));
            }
            assert_eq!(analysis(&merged), whole, "{name}");
        }
    }

    #[test]
    fn certified_sums_of_squares() {
        let table = analysis(&groups(&SETS[1].1.numbers()));
        assert!((table.between / 5.114_626_16e-2 - 1.0).abs() < 1e-12);
        assert!((table.within / 2.166_365_6e-1 - 1.0).abs() < 1e-12);
        assert_eq!((table.groups, table.n, table.freedom()), (5, 25, (4, 20)));
        assert_eq!(table.sizes_squared, 125);
    }

    #[test]
    fn what_is_undefined() {
        let of = |numbers: &[&[f64]]| {
            analysis(&groups(&(1..).zip(numbers.iter().map(|all| all.to_vec())).collect()))
        };
        // Groups that differ, but nothing within them; nothing at all; one group; groups of one.
        assert_eq!(of(&[&[0.1, 0.1, 0.1], &[0.3, 0.3]]).f, None);
        assert_eq!(of(&[&[0.1, 0.1, 0.1], &[0.1, 0.1]]).f, None);
        assert_eq!(of(&[&[1.0, 2.0]]).f, None);
        assert_eq!(of(&[&[1.0], &[2.0]]).f, None);
        assert_eq!(of(&[]).freedom(), (0, 0));
        assert_eq!(of(&[&[], &[1.0, 2.0], &[], &[2.0, 3.0]]), of(&[&[1.0, 2.0], &[2.0, 3.0]]));
        // No difference between the groups is an F of 0, which is defined.
        assert_eq!(of(&[&[0.1, 0.2], &[0.2, 0.1]]).f, Some(0.0));
    }

    proptest! {
        #[test]
        fn any_split_and_order_give_the_same_bits(
            numbers in prop::collection::vec((0..4_usize, -1e6..1e6_f64, 0..3_usize), 0..60),
        ) {
            let mut whole = vec![GroupSums::default(); 4];
            let mut parts = vec![vec![GroupSums::default(); 4]; 3];
            for &(group, x, _) in &numbers {
                whole[group].add(x);
            }
            for &(group, x, part) in numbers.iter().rev() {
                parts[part][group].add(x);
            }
            let mut merged = vec![GroupSums::default(); 4];
            for part in parts.iter().rev() {
                merged.iter_mut().zip(part).for_each(|(group, more)| group.merge(more));
            }
            let (whole, merged) = (analysis(&whole), analysis(&merged));
            prop_assert_eq!(whole.f.map(f64::to_bits), merged.f.map(f64::to_bits));
            prop_assert_eq!(whole, merged);
        }

        #[test]
        fn a_shift_of_whole_numbers_changes_nothing(
            numbers in prop::collection::vec((0..4_usize, -9..9_i32), 0..60), shift in any::<i32>(),
        ) {
            let analyse = |shift: f64| {
                let mut groups = vec![GroupSums::default(); 4];
                numbers.iter().for_each(|&(group, x)| groups[group].add(f64::from(x) + shift));
                analysis(&groups)
            };
            prop_assert_eq!(analyse(0.0), analyse(f64::from(shift)));
        }
    }
}
