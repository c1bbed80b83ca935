//! The byte form of ratings: rubric and units as documents, the labels, then six codes a row.

use std::sync::Arc;

use super::duplicates::repeats;
use super::{Columns, Inner, Labels, RaterLink, RatingKind, Ratings, SurveyAccount};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::dictionary::Words;
use crate::base::document;
use crate::base::error::Result;
use crate::base::json_read::Input;
use crate::rubric::{Rating, Rubric};
use crate::units::Units;

travels!(Ratings, "They hold every rating and the id of every rater: they are personal data.");

impl Portable for Ratings {
    const KIND: &str = "ratings";

    fn write(&self, out: &mut Writer) {
        let own = self.inner();
        own.rubric.write(out);
        out.text(&own.units.to_json());
        out.flags([own.kind == RatingKind::Consensus, own.link == RaterLink::Persistent]);
        for labels in [&own.labels.unit, &own.labels.occasion, &own.labels.rater, &own.labels.role] {
            out.number(labels.len() as u64);
            labels.iter().for_each(|label| out.text(label));
        }
        let Columns { unit, occasion, rater, role, criterion, rating } = &own.columns;
        out.number(rating.len() as u64);
        for at in 0..rating.len() {
            out.numbers(&[unit[at], occasion[at].into(), rater[at], role[at].into(), criterion[at].into()]);
            out.0.push(rating[at]);
        }
        out.number(own.evidence.len() as u64);
        for (row, text) in &own.evidence {
            out.number(u64::from(*row));
            out.text(text);
        }
        out.number(own.undescribed.len() as u64);
        out.numbers(&own.undescribed);
        out.option(own.survey.as_ref(), |out, survey| out.text(&survey.to_json()));
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let rubric = Rubric::read(input)?;
        let units = Units::from_json(input.text()?)?;
        let (consensus, persistent) = (input.flag()?, input.flag()?);
        let most =
            [u32::MAX as usize, usize::from(u16::MAX) + 1, u32::MAX as usize, usize::from(u8::MAX) + 1];
        let mut tables = [const { Vec::new() }; 4];
        for (table, most) in tables.iter_mut().zip(most) {
            *table = input.texts(most.saturating_add(1))?;
        }
        let counts = [tables[0].len(), tables[1].len(), tables[2].len(), rubric.criteria().len()];
        let mut columns = Columns::default();
        for _ in 0..input.below(u32::MAX as usize)? {
            columns.unit.push(input.below(counts[0])? as u32);
            columns.occasion.push(input.below(counts[1])? as u16);
            columns.rater.push(input.below(counts[2])? as u32);
            columns.role.push(input.below(tables[3].len())? as u8);
            let criterion = input.below(counts[3])? as u16;
            let rating = input.byte()?;
            let categories = rubric.scale(criterion).categories().len();
            input.check(rating >= Rating::MISSING || usize::from(rating) < categories)?;
            columns.criterion.push(criterion);
            columns.rating.push(rating);
        }
        let known = tables[0].iter().all(|unit| units.get(unit).is_some());
        input.check(known && repeats(&columns, counts, &mut ())?.is_empty())?;
        let mut evidence: Vec<(u32, Box<str>)> = Vec::new();
        for _ in 0..input.below(columns.rating.len() + 1)? {
            let row = input.below(columns.rating.len())? as u32;
            input.check(evidence.last().is_none_or(|(last, _)| *last < row))?;
            evidence.push((row, input.text()?.into()));
        }
        let mut undescribed: Vec<u32> = Vec::new();
        for _ in 0..input.below(counts[0].saturating_add(1))? {
            let unit = input.below(counts[0])? as u32;
            input.check(undescribed.last().is_none_or(|last| *last < unit))?;
            undescribed.push(unit);
        }
        let survey = input.option(Reader::text)?.map(account).transpose()?;
        let [unit, occasion, rater, role] = tables.map(Words::of);
        Ok(Self(Arc::new(Inner {
            rubric,
            units,
            kind: if consensus { RatingKind::Consensus } else { RatingKind::Individual },
            link: if persistent { RaterLink::Persistent } else { RaterLink::WithinOccasion },
            labels: Labels { unit, occasion, rater, role },
            columns,
            evidence,
            undescribed,
            survey,
        })))
    }
}

fn account(text: &str) -> Result<SurveyAccount> {
    let value = document::value(text)?;
    Input::document(&value).whole()
}
