//! What can be checked only when all rows are there, and the ratings themselves.

use std::sync::Arc;

use super::collect::{Collector, Dictionaries};
use super::duplicates::{Repeat, repeats};
use super::options::{Duplicates, Field};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::base::number::in_two_forms;
use crate::base::watch::{Watch, ask};
use crate::ratings::{Columns, Inner, Labels, Ratings};
use crate::rubric::{Missing, Rating};
use crate::units::Unit;

/// Rows checked between two looks at the watcher: a few milliseconds.
const STEP: usize = 1 << 21;

impl Collector {
    /// The checked ratings, or everything that was wrong.
    pub(super) fn finish(mut self, watch: &mut dyn Watch) -> Result<Ratings> {
        let counts = [
            self.labels.unit.len(),
            self.labels.occasion.len(),
            self.labels.rater.len(),
            self.rubric.criteria().len(),
        ];
        let found = repeats(&self.columns, counts, watch)?;
        let mut dropped = self.duplicates(&found);
        let moment = |at: u32| {
            let row = self.row_of(at);
            let place = self.moments.binary_search_by_key(&row, |(row, _)| *row).ok()?;
            self.moments.get(place).map(|(_, moment)| *moment)
        };
        let is_against = |repeat: &&Repeat| {
            let both = moment(repeat.row).zip(moment(repeat.before));
            both.is_some_and(|(later, before)| later.is_before(&before))
        };
        let against = found.iter().filter(is_against).count();
        if let Some(survey) = &mut self.survey {
            survey.repeated += dropped.len() as u64;
            survey.against_dates += against as u64;
        }
        self.two_forms();
        self.kinds_allowed(&mut dropped, watch)?;
        self.sizes();
        let problems = std::mem::take(&mut self.problems);
        problems.finish(())?;
        if !dropped.is_empty() {
            self.drop_rows(dropped);
        }
        let Dictionaries { unit, occasion, rater, role } = std::mem::take(&mut self.labels);
        let labels = Labels {
            unit: unit.into_words(),
            occasion: occasion.into_words(),
            rater: rater.into_words(),
            role: role.into_words(),
        };
        let (mut more, mut undescribed) = (Vec::new(), Vec::new());
        for (code, label) in labels.unit.iter().enumerate() {
            let kind = self.kinds.get(code).copied().flatten();
            if self.units.get(label).is_none() || self.undescribed.find(label).is_some() {
                undescribed.push(code as u32);
            }
            match self.units.units.get_mut(label) {
                Some(unit) => unit.kind = unit.kind.or(kind),
                None => more.push((label.to_owned(), Unit { id: label.to_owned(), kind, ..Unit::default() })),
            }
        }
        self.units.units.extend(more);
        let Columns { unit, occasion, rater, role, criterion, rating } = &mut self.columns;
        unit.shrink_to_fit();
        occasion.shrink_to_fit();
        rater.shrink_to_fit();
        role.shrink_to_fit();
        criterion.shrink_to_fit();
        rating.shrink_to_fit();
        Ok(Ratings(Arc::new(Inner {
            rubric: self.rubric,
            units: self.units,
            kind: self.options.kind.unwrap_or_default(),
            link: self.options.link.unwrap_or_default(),
            labels,
            columns: self.columns,
            evidence: self.evidence,
            undescribed,
            survey: self.survey,
        })))
    }

    /// Notes repeated ratings, or says which rows to leave out.
    fn duplicates(&mut self, found: &[Repeat]) -> Vec<u32> {
        match self.options.duplicates {
            Duplicates::First => found.iter().map(|repeat| repeat.row).collect(),
            Duplicates::Last => found.iter().map(|repeat| repeat.before).collect(),
            Duplicates::LastRating => self.all_but_last_rating(found),
            Duplicates::Error => {
                let how = if self.is_of_parts { "duplicate.parts" } else { "duplicate.rows" };
                for repeat in found {
                    let at = repeat.row as usize;
                    let (row, first) = (self.row_of(repeat.row), self.row_of(repeat.first));
                    let criterion = self.criterion_id(self.columns.criterion.get(at).copied().unwrap_or(0));
                    let rater = self.columns.rater.get(at).map_or("", |rater| self.labels.rater.get(*rater));
                    let problem = Problem::new(ErrorCode::DuplicateRating, self.row_place(row));
                    let unit = self.columns.unit.get(at).map_or("", |unit| self.labels.unit.get(*unit));
                    let problem =
                        problem.with("rater", rater).with("criterion", criterion).with("unit", unit);
                    let problem = problem.say("how", Message::new(how));
                    self.problems.push(problem.with("first", self.row_place(first).to_string()));
                }
                Vec::new()
            }
        }
    }

    /// Notes ids that are one number in two forms, among ratings or beside those that the units file has.
    fn two_forms(&mut self) {
        let (labels, columns) = (&self.labels, &self.columns);
        let units = labels.unit.iter().chain(self.units.units.values().map(|unit| unit.id.as_str()));
        let occasions = labels.occasion.iter().chain(self.units.occasion_ids());
        let found = [
            (Field::Unit, &labels.unit, in_two_forms(units)),
            (Field::Occasion, &labels.occasion, in_two_forms(occasions)),
            (Field::Rater, &labels.rater, in_two_forms(labels.rater.iter())),
        ];
        let mut problems = Vec::new();
        for (field, ids, pairs) in found {
            for pair in pairs {
                // Where only the units file has both, it is told there.
                let Some(code) = pair.iter().skip(1).filter_map(|id| ids.find(id)).max() else { continue };
                let row = match field {
                    Field::Unit => columns.unit.iter().position(|known| *known == code),
                    Field::Occasion => columns.occasion.iter().position(|known| u32::from(*known) == code),
                    _ => columns.rater.iter().position(|known| *known == code),
                };
                let name = self.header.name(field);
                let place =
                    row.map_or_else(|| Place::column(name), |at| self.place(self.row_of(at as u32), field));
                problems.push(Problem::ambiguous(place, pair));
            }
        }
        self.problems.extend(problems);
    }

    /// Of the rows with one key all but the last that holds an answer, or, where none does, the last.
    fn all_but_last_rating(&self, found: &[Repeat]) -> Vec<u32> {
        let none = Rating::Missing(Missing::NoAnswer).code();
        let answered = |row: u32| self.columns.rating.get(row as usize).is_some_and(|rating| *rating != none);
        let mut rows: Vec<(u32, u32)> = found.iter().map(|repeat| (repeat.first, repeat.row)).collect();
        rows.sort_unstable();
        let mut dropped = Vec::new();
        for same in rows.chunk_by(|a, b| a.0 == b.0) {
            let mut kept = same.first().map_or(0, |(first, _)| *first);
            for (_, row) in same {
                let later = answered(*row) || !answered(kept);
                dropped.push(if later { std::mem::replace(&mut kept, *row) } else { *row });
            }
        }
        dropped
    }

    /// Notes ratings on criteria that are not made for the kind of unit; a kind may be told after the rating.
    fn kinds_allowed(&mut self, dropped: &mut Vec<u32>, watch: &mut dyn Watch) -> Result<()> {
        let restricted = self.rubric.criteria().iter().any(|criterion| !criterion.unit_kinds.is_empty());
        if !restricted || self.kinds.iter().all(Option::is_none) {
            return Ok(());
        }
        let bit = |kind: crate::framework::UnitKind| 1_u8 << (kind as u8);
        let of = |kinds: &[crate::framework::UnitKind]| match kinds {
            [] => u8::MAX,
            kinds => kinds.iter().fold(0, |all, kind| all | bit(*kind)),
        };
        let allowed: Vec<u8> = self.rubric.criteria().iter().map(|found| of(&found.unit_kinds)).collect();
        let kinds: Vec<u8> = self.kinds.iter().map(|kind| kind.map_or(u8::MAX, bit)).collect();
        let rows = self.columns.rating.len();
        let mut wrong = Vec::new();
        for start in (0..rows).step_by(STEP) {
            ask(watch, start as u64, Some(rows as u64))?;
            let end = rows.min(start + STEP);
            let units = self.columns.unit.get(start..end).unwrap_or(&[]);
            let criteria = self.columns.criterion.get(start..end).unwrap_or(&[]);
            for (at, (unit, criterion)) in units.iter().zip(criteria).enumerate() {
                let kind = kinds.get(*unit as usize).copied().unwrap_or(u8::MAX);
                if allowed.get(usize::from(*criterion)).copied().unwrap_or(u8::MAX) & kind == 0 {
                    wrong.push((start + at) as u32);
                }
            }
        }
        let empty = Rating::Missing(Missing::NoAnswer).code();
        for at in wrong {
            let row = at as usize;
            if self.wide() && self.columns.rating.get(row) == Some(&empty) {
                dropped.push(at);
                continue;
            }
            let criterion = self.columns.criterion.get(row).copied().unwrap_or(0);
            let kind =
                self.columns.unit.get(row).and_then(|unit| self.kinds.get(*unit as usize).copied().flatten());
            let problem = self.problem(ErrorCode::UnitKindNotAllowed, self.row_of(at), Field::Criterion);
            let problem = problem.with("what", kind.map_or("", crate::framework::UnitKind::id));
            self.refuse(problem.with("criterion", self.criterion_id(criterion)));
        }
        Ok(())
    }

    /// Notes units in which more answered than there are people.
    fn sizes(&mut self) {
        let sized: Vec<bool> = self
            .labels
            .unit
            .iter()
            .map(|label| self.units.get(label).is_some_and(|unit| !unit.sizes.is_empty()))
            .collect();
        if !sized.contains(&true) {
            return;
        }
        let roles = self.rubric.roles();
        let known = |role: &str| roles.is_empty() || roles.iter().any(|known| known.id == role);
        for label in self.labels.unit.iter() {
            for size in self.units.get(label).into_iter().flat_map(|unit| &unit.sizes) {
                if let Some(role) = size.role.as_deref().filter(|role| !known(role)) {
                    let place = Place::path(format!("units.{label}.sizes"));
                    let problem = Problem::new(ErrorCode::UnknownRole, place).with("what", role);
                    self.problems.repeat(problem.with("known", self.role_ids()));
                }
            }
        }
        let columns = &self.columns;
        let rows = columns.unit.iter().zip(&columns.occasion).zip(&columns.role).zip(&columns.rater);
        let mut people = Vec::new();
        for (((unit, occasion), role), rater) in rows {
            let person = (*unit, *occasion, Some(*role), *rater);
            if sized.get(*unit as usize) == Some(&true) && people.last() != Some(&person) {
                people.push(person);
            }
        }
        people.sort_unstable();
        people.dedup();
        // Everyone together, which comes before the roles.
        for at in 0..people.len() {
            let (unit, occasion, _, rater) = people[at];
            people.push((unit, occasion, None, rater));
        }
        people.sort_unstable();
        people.dedup();
        for same in people.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
            let ((unit, occasion, role, _), found) = (same[0], same.len() as u64);
            let (unit, occasion) =
                (self.labels.unit.get(unit), self.labels.occasion.get(u32::from(occasion)));
            let role = role.map(|role| self.labels.role.get(u32::from(role)));
            let Some(limit) = self.units.size(unit, role, occasion).map(u64::from) else { continue };
            if found > limit {
                let place = Place::path(format!("units.{unit}.sizes"));
                let problem = Problem::new(ErrorCode::SizeExceeded, place).with("unit", unit);
                self.problems.push(problem.count("n", found).count("size", limit));
            }
        }
    }

    fn drop_rows(&mut self, dropped: Vec<u32>) {
        let mut keep = vec![true; self.columns.rating.len()];
        for row in dropped {
            if let Some(keep) = keep.get_mut(row as usize) {
                *keep = false;
            }
        }
        fn retain<T>(column: &mut Vec<T>, keep: &[bool]) {
            let mut keep = keep.iter();
            column.retain(|_| keep.next().copied().unwrap_or(true));
        }
        let Columns { unit, occasion, rater, role, criterion, rating } = &mut self.columns;
        retain(unit, &keep);
        retain(occasion, &keep);
        retain(rater, &keep);
        retain(role, &keep);
        retain(criterion, &keep);
        retain(rating, &keep);
        let mut place = 0_u32;
        let mut places = Vec::with_capacity(keep.len());
        for kept in &keep {
            places.push(place);
            place += u32::from(*kept);
        }
        self.evidence.retain(|(row, _)| keep.get(*row as usize) == Some(&true));
        for (row, _) in &mut self.evidence {
            *row = places.get(*row as usize).copied().unwrap_or(*row);
        }
    }
}
