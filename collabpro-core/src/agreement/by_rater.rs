//! Each rater with the others, and coefficients without each rater. For research only.

use super::patterns::Owned;
use super::study::{Source, Study};
use super::{RaterAgreement, WithOthers, WithoutRater};
use crate::base::error::Result;
use crate::base::watch::{Watch, ask};
use crate::scoring::{Reason, Undefined};

/// Leaving out more raters than this, each in turn, takes too long.
const MOST_LEFT_OUT: usize = 1_000;

/// A study of who agrees with the others; nothing where raters are anonymous or ratings are not categories.
pub(super) fn raters(
    study: &Study<'_>,
    name: &dyn Fn(usize) -> String,
    watch: &mut dyn Watch,
) -> Result<Vec<RaterAgreement>> {
    let (Ok(who), Some(rows)) = (&study.who, study.rows()) else { return Ok(Vec::new()) };
    // How often each rater gave which rating where others chose what.
    let mut beside = vec![Beside::default(); who.shape.raters];
    study.each_pattern(&mut |_, times, pattern, ratings| {
        if study.prepared.ratings[pattern] > 1 {
            for (rater, code) in ratings {
                beside[*rater as usize].add((pattern, *code), times);
            }
        }
    });
    beside.iter_mut().for_each(Beside::settle);
    let all: Vec<_> = who.raters().map(|(rater, _)| rater).collect();
    let leaves_out = all.len() <= MOST_LEFT_OUT;
    let mut made = Vec::new();
    for (at, rater) in all.iter().enumerate() {
        ask(watch, at as u64, Some(all.len() as u64))?;
        let own = &beside[*rater].counts;
        let units: u64 = own.iter().map(|(_, times)| times).sum();
        let mut with_others = Vec::new();
        for weights in study.prepared.weights.iter().filter_map(|weights| weights.as_ref().ok()) {
            let mut sum = 0.0;
            for ((pattern, code), times) in own {
                let row = weights.row(usize::from(*code));
                let cells = study.prepared.patterns.cells(*pattern);
                let near: f64 = cells.iter().map(|(k, n)| row[*k as usize] * f64::from(*n)).sum();
                sum += *times as f64 * (near - 1.0) / f64::from(study.prepared.ratings[*pattern] - 1);
            }
            let value = (units > 0).then(|| sum / units as f64);
            let mut undefined = Undefined::default();
            if value.is_none() {
                undefined.insert("value", Reason::NoPairableUnits);
            }
            with_others.push(WithOthers { weights: weights.kind, value, undefined });
        }
        let left = if leaves_out { Some(without(study, &rows, *rater, watch)?) } else { None };
        let mut without = Vec::new();
        for (statistic, found) in study.statistics.iter().zip(left.iter().flat_map(|left| &left.found)) {
            let value = found.value;
            let mut undefined = Undefined::default();
            if value.is_none() {
                undefined.insert("value", found.reason.unwrap_or(Reason::NoValue));
            }
            without.push(WithoutRater { coefficient: statistic.id(study.about.options), value, undefined });
        }
        let (role, occasion, criterion) = (None, None, None);
        made.push(RaterAgreement {
            role,
            occasion,
            criterion,
            rater: name(*rater),
            units,
            with_others,
            without,
        });
    }
    Ok(made)
}

/// Patterns with a rater's own rating, and how often; each once after it has been settled.
#[derive(Clone, Default)]
struct Beside {
    counts: Vec<((usize, u8), u64)>,
    settled: usize,
}

impl Beside {
    fn add(&mut self, key: (usize, u8), times: u64) {
        if self.counts.len() >= 2 * self.settled + 1_000 {
            self.settle();
        }
        self.counts.push((key, times));
    }

    fn settle(&mut self) {
        self.counts.sort_unstable();
        self.counts.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0 };
            same
        });
        self.settled = self.counts.len();
    }
}

/// The same study without one rater.
fn without<'a>(
    study: &Study<'a>,
    rows: &super::patterns::CodeRows<'_>,
    rater: usize,
    watch: &mut dyn Watch,
) -> Result<Study<'a>> {
    let mut owned = Owned { raters: rows.raters, starts: vec![0], ..Owned::default() };
    rows.each(0..rows.len(), |row, ratings| {
        for (other, code) in ratings.iter().filter(|(other, _)| *other as usize != rater) {
            owned.ratings_raters.push(*other);
            owned.codes.push(*code);
        }
        owned.starts.push(owned.codes.len());
        owned.times.push(rows.times(row));
    });
    Study::of_codes(Source::Distinct(owned), study.about, watch)
}
