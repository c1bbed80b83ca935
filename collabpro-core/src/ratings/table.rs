//! Ratings as a long table.

use std::collections::BTreeMap;

use crate::base::table::{Column, Table, Values};
use crate::ratings::{Field, Ratings};
use crate::rubric::{Missing, Rating};

impl Ratings {
    /// The ratings as a long table, a row for each: the columns of [`to_csv`](Ratings::to_csv), ids as they were read, levels and
    /// reasons as their ids; what is empty is null. Reading it again gives the same ratings.
    ///
    /// It holds who rated what: personal data.
    ///
    /// ```
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let text = "unit,rater,criterion,level\nBirch,r1,1a,3\nBirch,r1,1b,\n";
    /// let table = Ratings::from_csv(text.as_bytes(), &Rubric::bundled())?.table();
    /// assert_eq!((table.rows(), table.columns().len()), (2, 9));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn table(&self) -> Table {
        let inner = self.inner();
        let (labels, columns, criteria) = (&inner.labels, &inner.columns, inner.rubric.criteria());
        let kind_of = |unit| inner.units.get(unit).and_then(|unit| unit.kind).map_or("", |kind| kind.id());
        let units = || columns.unit.iter().map(|code| *code as usize);
        let (mut categories, mut begins) = (Vec::new(), Vec::new());
        for criterion in 0..criteria.len() as u16 {
            begins.push(categories.len());
            categories
                .extend(inner.rubric.scale(criterion).categories().iter().map(|category| &*category.id));
        }
        let rated = columns.rating.iter().zip(&columns.criterion).map(|(code, criterion)| {
            match Rating::from_code(*code) {
                Rating::Level(level) => begins[usize::from(*criterion)] + usize::from(level),
                Rating::Missing(_) => usize::MAX,
            }
        });
        let missing = columns.rating.iter().map(|code| match Rating::from_code(*code) {
            Rating::Level(_) => usize::MAX,
            Rating::Missing(reason) => reason as usize,
        });
        let mut evidence = vec![usize::MAX; self.len()];
        for (at, (row, _)) in inner.evidence.iter().enumerate() {
            evidence[*row as usize] = at;
        }
        let occasions = columns.occasion.iter().map(|code| usize::from(*code));
        Table::from(vec![
            coded(Field::Unit, labels.unit.iter(), units()),
            coded(Field::UnitKind, labels.unit.iter().map(kind_of), units()),
            coded(Field::Occasion, labels.occasion.iter(), occasions),
            coded(Field::Rater, labels.rater.iter(), columns.rater.iter().map(|code| *code as usize)),
            coded(Field::Role, labels.role.iter(), columns.role.iter().map(|code| usize::from(*code))),
            coded(
                Field::Criterion,
                criteria.iter().map(|criterion| &*criterion.id),
                columns.criterion.iter().map(|code| usize::from(*code)),
            ),
            coded(Field::Level, categories.into_iter(), rated),
            coded(Field::Reason, Missing::ALL.iter().map(|reason| reason.id()), missing),
            coded(Field::Evidence, inner.evidence.iter().map(|(_, text)| &**text), evidence.into_iter()),
        ])
    }
}

/// A column of labels, which its rows name by position. The empty label, and a position that is not there, is null.
fn coded<'a>(
    field: Field,
    labels: impl Iterator<Item = &'a str>,
    rows: impl Iterator<Item = usize>,
) -> Column {
    let (mut words, mut known) = (Vec::new(), BTreeMap::new());
    let code_of = |label: &'a str| {
        (!label.is_empty()).then(|| {
            *known.entry(label).or_insert_with(|| {
                words.push(label.to_owned());
                words.len() as u32 - 1
            })
        })
    };
    let codes: Vec<Option<u32>> = labels.map(code_of).collect();
    let codes = rows.map(|at| codes.get(at).copied().flatten()).collect();
    Column::new(field.name(), Values::Text { words, codes })
}

#[cfg(test)]
mod tests {
    use crate::ratings::Ratings;
    use crate::ratings::reader::tests::rubric;

    #[test]
    fn a_table_holds_what_its_csv_does() {
        let text = "unit,unit_kind,occasion,rater,role,criterion,level,reason,evidence\nBirch,school,,r1,,a,Always,,seen\n\
                    Birch,school,,r2,,w,,not_applicable,\nOak,,2,r1,teacher,a,2,,seen\n";
        let ratings = Ratings::from_csv(text.as_bytes(), &rubric()).unwrap();
        assert_eq!(ratings.table().to_csv(), ratings.to_csv());
        assert_eq!(ratings.table().rows(), 3);
    }
}
