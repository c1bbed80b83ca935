//! The byte form of counted agreement: names in the order in which they came (units' too, where they have some), then each
//! distinct row with its number.

use super::patterns::Codes;
use super::state::{AgreementState, Names, key, unkeyed};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::error::Result;
use crate::rating_table::{LARGEST, MOST_CATEGORIES, Scale};

travels!(
    AgreementState,
    "They hold who gave which ratings, once for each distinct row, and the names of units: where raters have names, they are personal data."
);

/// Names are numbered in 32 bits.
const MOST: usize = u32::MAX as usize;

/// Counts stay exact as doubles.
const MOST_UNITS: u64 = 1 << 53;

fn names(input: &mut Reader<'_>) -> Result<Names> {
    let mut names = Names::default();
    for name in input.texts(MOST)? {
        let known = names.all.len();
        input.check(names.number(name) as usize == known)?;
    }
    Ok(names)
}

impl Portable for AgreementState {
    const KIND: &str = "agreement_state";

    fn write(&self, out: &mut Writer) {
        out.option(self.declared.as_ref(), |out, scale| scale.write(out));
        out.flags([self.begun, self.is_text, self.is_named, self.is_grouped, self.has_unit_names]);
        for names in [&self.raters, &self.groups, &self.ratings, &self.unit_names] {
            out.texts(names.all.iter().map(String::as_str));
        }
        self.values.iter().for_each(|value| out.real(*value));
        out.number(self.rows.iter().count() as u64);
        for (row, times) in self.rows.iter() {
            let (group, row) = unkeyed(row);
            out.number(times);
            out.numbers(&[group, row.len() as u32]);
            row.iter().for_each(|(rater, rating)| out.numbers(&[*rater, *rating]));
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let declared = input.option(Scale::read)?;
        let [begun, is_text, is_named, is_grouped, has_unit_names] =
            [input.flag()?, input.flag()?, input.flag()?, input.flag()?, input.flag()?];
        let (raters, groups, ratings) = (names(input)?, names(input)?, names(input)?);
        let unit_names = names(input)?;
        let mut values = Vec::new();
        for name in &ratings.all {
            let value = input.real()?;
            let own = match &declared {
                Some(scale) => scale.values.get(values.len()) == Some(&value),
                None if is_text => value == 0.0,
                None => value.abs() <= LARGEST && *name == value.to_string(),
            };
            input.check(own)?;
            values.push(value);
        }
        let few = !is_text && declared.is_none() || ratings.all.len() <= MOST_CATEGORIES;
        let texts = declared.as_ref().is_none_or(|scale| scale.declared && scale.texts.is_some() == is_text);
        input.check(few && texts)?;
        let mut rows = Codes::default();
        let mut units = 0;
        for _ in 0..input.below(MOST)? {
            let times = input.number()?;
            units = times.saturating_add(units);
            input.check(times > 0 && units <= MOST_UNITS)?;
            let group = input.below(groups.all.len().max(1))? as u32;
            let mut row: Vec<(u32, u32)> = Vec::new();
            for _ in 0..input.below(raters.all.len() + 1)? {
                row.push((input.below(raters.all.len())? as u32, input.below(ratings.all.len())? as u32));
            }
            input.check(!row.is_empty() && row.is_sorted_by(|a, b| a.0 < b.0))?;
            rows.add(&key(group, &row), times);
        }
        input.check(begun || raters.all.is_empty() && declared.is_none())?;
        let named = unit_names.all.len() as u64;
        input.check(if has_unit_names { begun && named <= units } else { named == 0 })?;
        Ok(Self {
            declared,
            is_text,
            is_named,
            is_grouped,
            has_unit_names,
            begun,
            unit_names,
            raters,
            groups,
            ratings,
            values,
            rows,
        })
    }
}
