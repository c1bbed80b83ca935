//! What a study is made of: scores as whole numbers of one step, and the condition of each facet that each was given at.

/// Conditions of one facet, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) codes: Vec<u32>,
    pub(super) levels: u32,
    /// Whether the labels are whole numbers without a gap, as numbers within something are.
    pub(super) numbered: bool,
    /// The labels, and which each row has; none where nobody asks for them. Conditions may come to be others than labels
    /// say, where these are used again.
    pub(super) labels: Vec<String>,
    pub(super) labelled: Vec<u32>,
}

impl Column {
    /// The label of a row.
    pub(super) fn label(&self, row: usize) -> String {
        let label = self.labelled.get(row).and_then(|code| self.labels.get(*code as usize));
        label.cloned().unwrap_or_default()
    }
}

/// Scores with their facets; the first facet is what is measured.
///
/// Scores are `offset + step * whole`: sums of whole numbers do not depend on the order of rows, and their squares are
/// exact, so that what follows is rounded once, at the last division.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Observations {
    pub(super) facets: Vec<Column>,
    pub(super) whole: Vec<i64>,
    pub(super) step: Step,
}

/// What a whole number stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    /// Subtracted before the division.
    least: i64,
    /// Whole numbers are divided by this.
    parts: f64,
}

impl Step {
    /// A score, from a mean of whole numbers.
    pub(super) fn score(self, mean: f64) -> f64 {
        (mean + self.least as f64) / self.parts
    }

    /// A variance of scores, from one of whole numbers.
    pub(super) fn variance(self, variance: f64) -> f64 {
        variance / (self.parts * self.parts)
    }
}

impl Observations {
    /// Rows in the order of their facets and scores, so that nothing depends on the order in which they came.
    pub(super) fn new(facets: Vec<Column>, scores: &[f64]) -> Self {
        let (whole, step) = whole(scores);
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_unstable_by(|a, b| {
            let of = |column: &Column| column.codes[*a].cmp(&column.codes[*b]);
            let codes = facets.iter().map(of).find(|order| order.is_ne());
            codes.unwrap_or_else(|| whole[*a].cmp(&whole[*b]))
        });
        let sorted = |column: Column| {
            let codes: Vec<_> = order.iter().map(|row| column.codes[*row]).collect();
            let labelled = if column.labels.is_empty() { Vec::new() } else { codes.clone() };
            Column { codes, labelled, ..column }
        };
        let facets = facets.into_iter().map(sorted).collect();
        let whole = order.iter().map(|row| whole[*row]).collect();
        Self { facets, whole, step }
    }

    pub(super) fn rows(&self) -> usize {
        self.whole.len()
    }

    /// The scores as real numbers.
    pub(super) fn scores(&self) -> Vec<f64> {
        self.whole.iter().map(|whole| self.step.score(*whole as f64)).collect()
    }
}

/// Powers of ten up to here are exact, and so are their squares.
const DIGITS: usize = 11;

/// Bits of the largest number whose squares, summed over all rows and multiplied by their number, fit into 127 bits sixty-four
/// times over: so many such sums an effect of six facets adds and subtracts.
fn room(rows: usize) -> u32 {
    let rows = usize::BITS - rows.leading_zeros();
    (118 - 2 * rows.min(40)) / 2
}

/// Scores as whole numbers: of the last decimal that any has, or, where that does not fit, of a fraction of their range
/// that is finer than what a real number of that size can tell.
fn whole(scores: &[f64]) -> (Vec<i64>, Step) {
    let limit = 1_i64 << room(scores.len()).min(52);
    let texts: Vec<_> = scores.iter().map(f64::to_string).collect();
    let decimals = |text: &String| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = texts.iter().map(decimals).max().unwrap_or(0);
    let exact = || -> Option<(Vec<i64>, i64)> {
        let mut wholes = Vec::with_capacity(scores.len());
        for text in texts.iter().filter(|_| digits <= DIGITS) {
            let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
            wholes.push(format!("{whole}{decimals:0<digits$}").parse::<i64>().ok()?);
        }
        let least = wholes.iter().copied().min()?;
        let most = wholes.iter().copied().max()?;
        (most.checked_sub(least)? < limit).then_some((wholes, least))
    };
    if let Some((mut wholes, least)) = exact() {
        wholes.iter_mut().for_each(|whole| *whole -= least);
        let parts = (0..digits).fold(1.0, |parts, _| parts * 10.0);
        return (wholes, Step { least, parts });
    }
    let largest = scores.iter().fold(0.0_f64, |largest, score| largest.max(score.abs()));
    let mut parts = 1.0_f64;
    while largest * parts < limit as f64 / 4.0 && parts < f64::MAX / 4.0 {
        parts *= 2.0;
    }
    while largest * parts >= limit as f64 / 2.0 && parts > f64::MIN_POSITIVE * 4.0 {
        parts /= 2.0;
    }
    (scores.iter().map(|score| libm::round(score * parts) as i64).collect(), Step { least: 0, parts })
}

/// Rows put into groups, by the conditions of some facets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Groups {
    pub(super) of_row: Vec<u32>,
    pub(super) count: u32,
}

impl Groups {
    /// All rows in one.
    pub(super) fn one(rows: usize) -> Self {
        Self { of_row: vec![0; rows], count: u32::from(rows > 0) }
    }

    /// These groups, each divided by other conditions.
    pub(super) fn by(&self, codes: &[u32], levels: u32) -> Self {
        let keys = self.of_row.iter().zip(codes);
        let keys: Vec<_> =
            keys.map(|(group, code)| u64::from(*group) * u64::from(levels) + u64::from(*code)).collect();
        let cells = u64::from(self.count) * u64::from(levels);
        let mut of_row = Vec::with_capacity(keys.len());
        if cells <= 4 * keys.len() as u64 + 1024 {
            let mut number = vec![u32::MAX; cells as usize];
            keys.iter().for_each(|key| number[*key as usize] = 0);
            let mut count = 0;
            for number in number.iter_mut().filter(|number| **number == 0) {
                *number = count;
                count += 1;
            }
            of_row.extend(keys.iter().map(|key| number[*key as usize]));
            return Self { of_row, count };
        }
        let mut known = keys.clone();
        known.sort_unstable();
        known.dedup();
        of_row.extend(keys.iter().map(|key| known.partition_point(|known| known < key) as u32));
        Self { of_row, count: known.len() as u32 }
    }

    /// Rows in each group.
    pub(super) fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.count as usize];
        self.of_row.iter().for_each(|group| sizes[*group as usize] += 1);
        sizes
    }

    /// The sum of the squares of the groups' sums.
    pub(super) fn squares(&self, whole: &[i64]) -> i128 {
        let mut sums = vec![0_i128; self.count as usize];
        self.of_row.iter().zip(whole).for_each(|(group, whole)| sums[*group as usize] += i128::from(*whole));
        sums.iter().map(|sum| sum * sum).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_whole_numbers_of_the_last_place() {
        let (wholes, step) = whole(&[3.5, -1.25, 4.0]);
        assert_eq!((wholes, step.least, step.parts), (vec![475, 0, 525], -125, 100.0));
        assert_eq!(step.score(475.0), 3.5);
        assert_eq!(step.variance(10_000.0), 1.0);
    }

    #[test]
    fn long_fractions_are_rounded_far_below_what_they_tell() {
        let (wholes, step) = whole(&[1.0 / 3.0, 2.0 / 3.0, 1e-9]);
        for (whole, score) in wholes.iter().zip([1.0 / 3.0, 2.0 / 3.0, 1e-9]) {
            assert!((step.score(*whole as f64) - score).abs() < 1e-14);
        }
        let (wholes, _) = whole(&[1e100, -1e100]);
        assert!(wholes[0] > 0 && wholes[0] == -wholes[1]);
    }

    #[test]
    fn groups_are_numbered_alike_however_they_are_found() {
        let one = Groups::one(4);
        let few = one.by(&[1, 0, 1, 2], 3);
        assert_eq!((few.of_row.clone(), few.count), (vec![1, 0, 1, 2], 3));
        // So many conditions that a table of all would be too large.
        let many = one.by(&[1_000_000, 7, 1_000_000, 2_000_000], 3_000_000);
        assert_eq!((many.of_row, many.count), (vec![1, 0, 1, 2], 3));
        assert_eq!(few.sizes(), [1, 2, 1]);
        assert_eq!(few.squares(&[1, 2, 3, 4]), 4 + 16 + 16);
    }
}
