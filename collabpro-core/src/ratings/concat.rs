//! Waves, or the files of several schools, as one.

use super::collect::Head;
use super::options::Field;
use super::{Collector, Inner, Ratings, ReadOptions, SurveyAccount};
use crate::base::dictionary::Dictionary;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::units::{Unit, Units};

impl Ratings {
    /// The ratings of several waves or files as one, in their order. What they say of units and occasions is put together, and so are
    /// the accounts of surveys; declared occasions follow one another.
    ///
    /// # Errors
    /// `empty_list`; `ratings_mismatch` where rubric, kind or link differ, or two say different things of a unit or an occasion;
    /// `duplicate_rating`, `unit_kind_not_allowed`, `size_exceeded` of all together, with rows counted through all parts. All at once.
    ///
    /// ```
    /// use collabpro_core::{Ratings, Rubric};
    /// use collabpro_core::ratings::{ReadOptions, Reader};
    ///
    /// let rubric = Rubric::bundled();
    /// let wave = |occasion: &str, level: u8| {
    ///     let text = format!("unit,rater,criterion,level\nBirch,r1,1a,{level}\n");
    ///     Reader::new(&rubric).options(ReadOptions::new().occasion(occasion)).read(text.as_bytes())
    /// };
    /// let both = Ratings::concat(&[wave("2025", 2)?, wave("2026", 3)?])?;
    /// assert_eq!(both.len(), 2);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn concat(parts: &[Self]) -> Result<Self> {
        let Some(first) = parts.first() else {
            let empty = Problem::new(ErrorCode::EmptyList, Place::path("parts"));
            return Err(Problems::of(ErrorKind::Ratings).fail(empty));
        };
        let mut problems = Problems::of(ErrorKind::Ratings);
        let mut rubric = first.rubric();
        for (at, part) in parts.iter().enumerate() {
            let same = rubric.of_both(part.rubric());
            rubric = same.unwrap_or(rubric);
            let differ = [
                ("rubric", same.is_none()),
                ("kind", part.kind() != first.kind()),
                ("link", part.link() != first.link()),
            ];
            problems.extend(differ.iter().filter(|(_, differ)| *differ).map(|(what, _)| mismatch(at, what)));
        }
        let (mut units, mut described) = (Units::default(), Dictionary::default());
        for (at, part) in parts.iter().enumerate() {
            units.add(part.units(), &mut |what| problems.push(mismatch(at, what)));
            part.described().for_each(|id| _ = described.code(id));
        }
        problems.finish(())?;
        let options = ReadOptions::new().kind(first.kind()).link(first.link());
        let mut collector = Collector::new(rubric, units, options);
        collector.is_of_parts = true;
        for part in parts {
            let ids = part.units().iter().map(|unit| unit.id.as_str());
            ids.filter(|id| described.find(id).is_none()).for_each(|id| _ = collector.undescribed.code(id));
            collector.stack(part.inner());
        }
        collector.finish(&mut ())
    }
}

fn mismatch(part: usize, what: &str) -> Problem {
    Problem::new(ErrorCode::RatingsMismatch, Place::path(format!("parts[{part}]"))).with("what", what)
}

impl Collector {
    /// Adds ratings that were checked before, label by label.
    fn stack(&mut self, part: &Inner) {
        let rows = self.columns.rating.len() as u64 + 1;
        let labels = [
            (Field::Unit, &part.labels.unit),
            (Field::Occasion, &part.labels.occasion),
            (Field::Rater, &part.labels.rater),
            (Field::Role, &part.labels.role),
        ];
        let mut code = |(field, words): (Field, &crate::base::dictionary::Words)| -> Option<Vec<u32>> {
            words.iter().map(|label| self.label(field, rows, label)).collect()
        };
        // A label that cannot be numbered any more has been told.
        let [Some(units), Some(occasions), Some(raters), Some(roles)] = labels.map(&mut code) else { return };
        let columns = &part.columns;
        for at in 0..columns.rating.len() {
            let head = Head {
                unit: units[columns.unit[at] as usize],
                occasion: occasions[usize::from(columns.occasion[at])] as u16,
                rater: raters[columns.rater[at] as usize],
                role: roles[usize::from(columns.role[at])] as u8,
            };
            self.add(
                rows + at as u64,
                head,
                columns.criterion[at],
                columns.rating[at],
                part.evidence(at as u32),
            );
        }
        if let Some(survey) = &part.survey {
            self.survey.get_or_insert_default().add(survey);
        }
    }
}

impl SurveyAccount {
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.read += other.read;
        self.unanswered += other.unanswered;
        self.repeated += other.repeated;
        self.against_dates += other.against_dates;
        for (own, more) in [(&mut self.left_out, &other.left_out), (&mut self.kept, &other.kept)] {
            for marked in more {
                match own.iter_mut().find(|own| (own.why, &own.column) == (marked.why, &marked.column)) {
                    Some(known) => known.rows += marked.rows,
                    None => own.push(marked.clone()),
                }
            }
        }
        for (own, more) in [(&mut self.reversed, &other.reversed), (&mut self.unused, &other.unused)] {
            own.extend(more.iter().filter(|name| !own.contains(name)).cloned().collect::<Vec<_>>());
        }
    }
}

impl Units {
    /// Adds what another file says; `differ` hears of what contradicts.
    fn add(&mut self, other: &Self, differ: &mut dyn FnMut(&str)) {
        for unit in other.iter() {
            match self.units.get_mut(&unit.id) {
                Some(known) => known.add(unit, differ),
                None => self.units.insert(unit.id.as_str(), unit.clone()),
            }
        }
        let mut last = 0;
        for occasion in &other.occasions {
            match self.occasions.iter().position(|known| known.id == occasion.id) {
                Some(at) if at < last || self.occasions[at] != *occasion => {
                    differ(&format!("occasion {}", occasion.id));
                }
                Some(at) => last = at,
                None => self.occasions.push(occasion.clone()),
            }
        }
        self.declared |= other.declared;
        for (name, value) in &other.extensions {
            if self.extensions.insert(name.clone(), value.clone()).is_some_and(|known| known != *value) {
                differ(&format!("extensions {name}"));
            }
        }
    }
}

impl Unit {
    fn add(&mut self, other: &Self, differ: &mut dyn FnMut(&str)) {
        fn one<T: Clone + PartialEq>(own: &mut Option<T>, other: &Option<T>) -> bool {
            *own = own.take().or_else(|| other.clone());
            other.is_none() || own == other
        }
        fn all<T: Clone + PartialEq>(own: &mut Vec<T>, other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
            for new in other.iter().filter(|new| !own.contains(new)).collect::<Vec<_>>() {
                if own.iter().any(|known| same(known, new)) {
                    return false;
                }
                own.push(new.clone());
            }
            true
        }
        let agree = [
            one(&mut self.label, &other.label),
            one(&mut self.kind, &other.kind),
            one(&mut self.practice, &other.practice),
            one(&mut self.open_team, &other.open_team),
            one(&mut self.published, &other.published),
            all(&mut self.sizes, &other.sizes, |a, b| (&a.role, &a.occasion) == (&b.role, &b.occasion)),
            all(&mut self.parents, &other.parents, |a, b| a.unit == b.unit),
            all(&mut self.named_by_self, &other.named_by_self, |a, b| a.role == b.role),
        ];
        if agree.contains(&false) {
            differ(&format!("unit {}", self.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ratings::{MarkedRows, RowMark, SurveyAccount};

    #[test]
    fn accounts_lose_nothing_when_they_are_put_together() {
        let marked = |why, column: &str, rows| MarkedRows { why, column: column.to_owned(), rows };
        let mut first = SurveyAccount {
            rows: 5,
            read: 4,
            left_out: vec![marked(RowMark::Preview, "Status", 1)],
            kept: vec![marked(RowMark::Spam, "Status", 2)],
            unanswered: 1,
            repeated: 1,
            against_dates: 1,
            reversed: vec!["7a".to_owned()],
            unused: vec!["Note".to_owned()],
        };
        let second = SurveyAccount {
            kept: vec![marked(RowMark::Spam, "Status", 1), marked(RowMark::Incomplete, "Finished", 3)],
            ..first.clone()
        };
        first.add(&second);
        assert_eq!((first.rows, first.read, first.unanswered), (10, 8, 2));
        assert_eq!((first.repeated, first.against_dates), (2, 2));
        assert_eq!(first.left_out, [marked(RowMark::Preview, "Status", 2)]);
        let kept = [marked(RowMark::Spam, "Status", 3), marked(RowMark::Incomplete, "Finished", 3)];
        assert_eq!(first.kept, kept);
        assert_eq!((first.reversed.len(), first.unused.len()), (1, 1));
    }
}
