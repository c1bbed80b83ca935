//! The byte form of a plain table: its shape, its scale, its labels, then the ratings.

use std::sync::Arc;

use super::{Groups, Inner, LARGEST, Layout, MISSING, MOST_CATEGORIES, RatingCells, RatingTable, Scale};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::error::Result;

travels!(RatingTable, "They hold every mark and the labels of the raters: they are personal data.");

/// Units, raters and rows are numbered in 32 bits.
const MOST: usize = u32::MAX as usize;

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// What a missing rating is among numbers: one of the many that are none.
fn number(real: f64) -> f64 {
    if real.is_nan() { f64::NAN } else { real }
}

impl Scale {
    pub(crate) fn write(&self, out: &mut Writer) {
        out.flag(self.declared);
        out.number(self.values.len() as u64);
        self.values.iter().for_each(|value| out.real(*value));
        out.option(self.texts.as_ref(), |out, texts| out.texts(texts.iter().map(String::as_str)));
    }

    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Self> {
        let declared = input.flag()?;
        let values = input.list(MOST_CATEGORIES + 1, Reader::real)?;
        let texts = input.option(|input| input.texts(MOST_CATEGORIES + 1))?.map(owned);
        input.check(values.iter().all(|value| value.abs() <= LARGEST))?;
        let rises = values.is_sorted_by(|a, b| a < b);
        input.check(rises && texts.as_ref().is_none_or(|texts| texts.len() == values.len()))?;
        let positions = texts.is_some();
        Ok(Self { values, texts, declared, positions })
    }
}

impl Portable for RatingTable {
    const KIND: &str = "rating_table";

    fn write(&self, out: &mut Writer) {
        let Inner { units, raters, layout, ratings, scale, unit_names, rater_names, groups } = self.inner();
        out.number(*units as u64);
        out.number(*raters as u64);
        scale.write(out);
        for names in [unit_names, rater_names] {
            out.option(names.as_ref(), |out, names| out.texts(names.iter().map(String::as_str)));
        }
        out.option(groups.as_ref(), |out, groups| {
            out.texts(groups.names.iter().map(String::as_str));
            out.numbers(&groups.of_unit);
        });
        if let Layout::Sparse { starts, raters } = layout {
            out.flag(true);
            starts.windows(2).for_each(|ends| out.number((ends[1] - ends[0]) as u64));
            out.numbers(raters);
        } else {
            out.flag(false);
        }
        match ratings {
            RatingCells::Codes(codes) => {
                out.flag(false);
                out.0.extend(codes);
            }
            RatingCells::Reals(reals) => {
                out.flag(true);
                reals.iter().for_each(|real| out.real(number(*real)));
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let (units, raters) = (input.below(MOST)?, input.below(MOST)?);
        input.check(units > 0 && raters > 0)?;
        let scale = Scale::read(input)?;
        let mut names = || -> Result<_> { Ok(input.option(|input| input.texts(MOST))?.map(owned)) };
        let (unit_names, rater_names) = (names()?, names()?);
        let fits = |names: &Option<Vec<String>>, count| names.as_ref().is_none_or(|own| own.len() == count);
        input.check(fits(&unit_names, units) && fits(&rater_names, raters))?;
        let groups = input.option(|input| {
            let names = owned(input.texts(MOST)?);
            let mut of_unit = Vec::new();
            for _ in 0..units {
                of_unit.push(input.below(names.len())? as u32);
            }
            input.check(names.is_sorted_by(|a, b| a < b))?;
            Ok(Groups { of_unit, names })
        })?;
        let (layout, length) = if input.flag()? {
            sparse(input, units, raters)?
        } else {
            (Layout::Dense, units.saturating_mul(raters))
        };
        let may_lack = matches!(layout, Layout::Dense);
        let ratings = if input.flag()? {
            let mut reals = Vec::new();
            for _ in 0..length {
                reals.push(input.real()?);
            }
            input.check(reals.iter().all(|real| real.abs() <= LARGEST || may_lack && real.is_nan()))?;
            input.check(scale.values.is_empty())?;
            RatingCells::Reals(reals)
        } else {
            let codes = input.take(length)?;
            let known = |code: &u8| usize::from(*code) < scale.values.len() || may_lack && *code == MISSING;
            input.check(codes.iter().all(known))?;
            RatingCells::Codes(codes.to_vec())
        };
        Ok(Self(Arc::new(Inner { units, raters, layout, ratings, scale, unit_names, rater_names, groups })))
    }
}

/// How many ratings each unit has, and who gave them, ascending within a unit.
fn sparse(input: &mut Reader<'_>, units: usize, raters: usize) -> Result<(Layout, usize)> {
    let mut starts = vec![0];
    let mut length = 0_usize;
    for _ in 0..units {
        length = length.saturating_add(input.below(raters + 1)?);
        starts.push(length);
    }
    let mut given = Vec::new();
    for ends in starts.windows(2) {
        let first = given.len();
        for _ in ends[0]..ends[1] {
            given.push(input.below(raters)? as u32);
        }
        input.check(given[first..].is_sorted_by(|a, b| a < b))?;
    }
    Ok((Layout::Sparse { starts, raters: given }, length))
}
