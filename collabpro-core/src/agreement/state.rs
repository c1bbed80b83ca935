//! Agreement of ratings that come in parts.

use super::Agreement;
use super::estimates::one;
use super::options::{AgreementOptions, Over};
use super::patterns::{Codes, Owned};
use super::study::{About, Source, Study};
use crate::base::dictionary::Dictionary;
use crate::base::error::Result;
use crate::base::watch::Watched;
use crate::base::{options, order};
use crate::rating_table::{Inner, MOST_CATEGORIES, RatingCells, RatingTable, Scale};
use crate::scoring::Reason;

/// Counts of units rated alike, put together from parts: batches of a large table, or what several machines counted.
///
/// Each batch is a [`RatingTable`] with whole units: all ratings of a unit are in one batch. Where units have names, one that
/// comes in two batches is refused, since it would count as two; where they have none, nobody can see it. Raters are the same
/// where their names are, or their columns where they have no names; the scale is that which all batches declare, or all
/// categories seen. In whatever order batches come, on however many machines, the result has the same bits. The state
/// holds each distinct row once (with its group, where units have one) and the names of units, so that it is small for few raters
/// and units without names, and never larger than the data.
///
/// ```
/// use collabpro_core::RatingTable;
/// use collabpro_core::agreement::{AgreementOptions, AgreementState};
/// use collabpro_core::rating_table::RatingTableOptions;
///
/// let rows: Vec<[Option<f64>; 3]> =
///     (0..30).map(|unit| [unit % 4, unit % 3, unit % 4].map(|rating| Some(f64::from(rating)))).collect();
/// let scale = || RatingTableOptions::new().values([0.0, 1.0, 2.0, 3.0]);
/// let (mut here, mut there) = (AgreementState::new(), AgreementState::new());
/// here.update(&RatingTable::from_rows(&rows[..10], scale())?)?;
/// there.update(&RatingTable::from_rows(&rows[10..], scale())?)?;
/// there.merge(&here)?;
/// let whole = RatingTable::from_rows(&rows, scale())?.agreement(AgreementOptions::new())?;
/// assert_eq!(there.finish(AgreementOptions::new())?.to_json(), whole.to_json());
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct AgreementState {
    /// The declared scale; none: categories are those seen.
    pub(super) declared: Option<Scale>,
    pub(super) is_text: bool,
    pub(super) is_named: bool,
    pub(super) is_grouped: bool,
    pub(super) has_unit_names: bool,
    pub(super) begun: bool,
    /// Units with a rating, where they have names.
    pub(super) unit_names: Names,
    pub(super) raters: Names,
    pub(super) groups: Names,
    pub(super) ratings: Names,
    /// Values of the ratings, where they are numbers.
    pub(super) values: Vec<f64>,
    /// Group, and who gave which rating.
    pub(super) rows: Codes,
}

/// Group, then who gave which rating, as bytes.
pub(super) fn key(group: u32, row: &[(u32, u32)]) -> Vec<u8> {
    let pairs = row.iter().flat_map(|(rater, rating)| [*rater, *rating]);
    [group].into_iter().chain(pairs).flat_map(u32::to_le_bytes).collect()
}

/// The same read again.
pub(super) fn unkeyed(bytes: &[u8]) -> (u32, Vec<(u32, u32)>) {
    let mut numbers = bytes.as_chunks().0.iter().map(|own| u32::from_le_bytes(*own));
    let group = numbers.next().unwrap_or(0);
    (
        group,
        numbers.collect::<Vec<_>>().as_chunks().0.iter().map(|[rater, rating]| (*rater, *rating)).collect(),
    )
}

/// Names with their numbers, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) all: Vec<String>,
    known: Dictionary,
}

impl Names {
    pub(super) fn number(&mut self, name: &str) -> u32 {
        let number = self.known.code(name).unwrap_or(u32::MAX);
        if number as usize == self.all.len() {
            self.all.push(name.to_owned());
        }
        number
    }
}

impl AgreementState {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Units so far, those without a rating not among them.
    pub fn units(&self) -> u64 {
        self.rows.iter().map(|(_, times)| times).sum()
    }

    /// Adds a batch of whole units.
    ///
    /// # Errors
    /// `invalid_option` where it declares another scale than those before, has texts where they have numbers, where only some
    /// batches have groups or names of raters or units, or where a unit came before. Nothing of it is added then.
    pub fn update(&mut self, batch: &RatingTable) -> Result<()> {
        let inner = batch.inner();
        self.fits(inner)?;
        let rated = |unit: &usize| inner.places(*unit).next().is_some();
        let named = inner.unit_names.iter().flatten().enumerate();
        self.add_units(&|| Box::new(named.clone().filter(|(unit, _)| rated(unit)).map(|(_, name)| name)))?;
        let raters: Vec<_> = (0..inner.raters).map(|at| self.raters.number(&rater_name(inner, at))).collect();
        let ratings = if let RatingCells::Codes(_) = inner.ratings {
            let names: Vec<_> =
                (0..inner.scale.values.len()).map(|at| self.rating(&inner.scale, at)).collect();
            Some(names)
        } else {
            None
        };
        let groups = match &inner.groups {
            Some(groups) => groups.names.iter().map(|name| self.groups.number(name)).collect(),
            None => Vec::new(),
        };
        for unit in 0..inner.units {
            let mut row = Vec::new();
            for at in inner.places(unit) {
                let rating = match (&inner.ratings, &ratings) {
                    (RatingCells::Codes(codes), Some(ratings)) => ratings[usize::from(codes[at])],
                    _ => self.number(inner.value(at)),
                };
                row.push((raters[inner.rater(unit, at) as usize], rating));
            }
            if row.is_empty() {
                continue;
            }
            row.sort_unstable();
            let group = inner.groups.as_ref().map_or(0, |own| groups[own.of_unit[unit] as usize]);
            self.rows.add(&key(group, &row), 1);
        }
        Ok(())
    }

    /// Adds what another state has counted, of other units.
    ///
    /// # Errors
    /// As [`update`](AgreementState::update).
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        if !other.begun {
            return Ok(());
        }
        let like = (
            other.declared.as_ref(),
            other.is_text,
            [other.is_named, other.has_unit_names, other.is_grouped],
        );
        self.agree(like.0, like.1, like.2)?;
        self.add_units(&|| Box::new(other.unit_names.all.iter()))?;
        let raters: Vec<_> = other.raters.all.iter().map(|name| self.raters.number(name)).collect();
        let groups: Vec<_> = other.groups.all.iter().map(|name| self.groups.number(name)).collect();
        let mut ratings = Vec::new();
        for (at, name) in other.ratings.all.iter().enumerate() {
            let known = self.ratings.all.len();
            ratings.push(self.ratings.number(name));
            if self.ratings.all.len() > known {
                self.values.push(other.values[at]);
            }
        }
        for (own, times) in other.rows.iter() {
            let (group, row) = unkeyed(own);
            let mut row: Vec<_> = row
                .iter()
                .map(|(rater, rating)| (raters[*rater as usize], ratings[*rating as usize]))
                .collect();
            row.sort_unstable();
            self.rows.add(&key(groups.get(group as usize).copied().unwrap_or(0), &row), times);
        }
        Ok(())
    }

    /// The study of all units so far, as [`RatingTable::agreement`] of one table would give it. The bootstrap of `cohen`, `light`,
    /// `conger` and the concordance numbers raters in the byte order of their names, where a table does so in the order of its columns.
    ///
    /// # Errors
    /// As there.
    pub fn finish<'w>(&self, options: impl Into<Watched<'w, AgreementOptions>>) -> Result<Agreement> {
        options.into().run(|options, watch| {
            let options = options.settled()?;
            if options.over == Some(Over::Groups) && !self.is_grouped {
                return Err(options::unfit("over", "option.no_groups", Over::Groups.id()).into());
            }
            let (raters, rater_of) = self.in_order(&self.raters, !self.is_named);
            let (groups, group_of) = self.in_order(&self.groups, false);
            let (scale, rating_of) = self.scale();
            let reals = scale.values.len() > MOST_CATEGORIES && !scale.declared;
            let mut rows = Vec::new();
            for (own, times) in self.rows.iter() {
                let (group, row) = unkeyed(own);
                let mut row: Vec<_> = row
                    .iter()
                    .map(|(rater, rating)| (rater_of[*rater as usize], rating_of[*rating as usize]))
                    .collect();
                row.sort_unstable();
                rows.push((group_of.get(group as usize).copied().unwrap_or(0), row, times));
            }
            rows.sort_unstable();
            let of_row: Vec<_> = rows.iter().map(|(group, ..)| *group).collect();
            let grouped = self.is_grouped && options.over != Some(Over::Units);
            let names = groups;
            let groups = grouped.then_some((&*of_row, names.len()));
            let alone = Reason::OneGroup;
            let about = About { options: &options, scale: &scale, linked: true, groups, alone };
            let study = if reals {
                let numbers = |row: &Vec<(u32, u32)>| {
                    row.iter().map(|(rater, rating)| (*rater, scale.values[*rating as usize])).collect()
                };
                let units = rows.iter().map(|(_, row, _)| numbers(row)).collect::<Vec<_>>();
                Study::of_reals(&units, rows.iter().map(|(.., times)| *times).collect(), about)?
            } else {
                let mut owned = Owned { raters: raters.len(), starts: vec![0], ..Owned::default() };
                for (_, row, times) in &rows {
                    owned.ratings_raters.extend(row.iter().map(|(rater, _)| *rater));
                    owned.codes.extend(row.iter().map(|(_, rating)| *rating as u8));
                    owned.starts.push(owned.codes.len());
                    owned.times.push(*times);
                }
                Study::of_codes(Source::Distinct(owned), about, watch)?
            };
            let mut made = Agreement::new(None, options.clone());
            one(&study, &|rater| raters[rater].clone(), &names, &mut made, watch)?;
            Ok(made)
        })
    }

    /// Names in their order, and where each number went: by bytes, or as numbers.
    fn in_order(&self, names: &Names, numbers: bool) -> (Vec<String>, Vec<u32>) {
        let key = |at: usize| (if numbers { names.all[at].len() } else { 0 }, &names.all[at]);
        let order = order::by(names.all.len(), &|a, b| key(a).cmp(&key(b)));
        let of = order::ranks(&order);
        (order.into_iter().map(|at| names.all[at].clone()).collect(), of)
    }

    /// The scale, and the place of each rating on it.
    fn scale(&self) -> (Scale, Vec<u32>) {
        if let Some(scale) = &self.declared {
            return (scale.clone(), (0..scale.values.len() as u32).collect());
        }
        if self.is_text {
            let (texts, of) = self.in_order(&self.ratings, false);
            let values = (1..=texts.len()).map(|rank| rank as f64).collect();
            return (Scale { values, texts: Some(texts), declared: false, positions: true }, of);
        }
        let order = order::ascending(&self.values);
        let of = order::ranks(&order);
        (
            Scale {
                values: order.into_iter().map(|at| self.values[at]).collect(),
                texts: None,
                declared: false,
                positions: false,
            },
            of,
        )
    }

    fn rating(&mut self, scale: &Scale, at: usize) -> u32 {
        if scale.declared {
            // Declared categories keep their places, which are the same in all batches.
            while self.ratings.all.len() < scale.values.len() {
                let next = self.ratings.all.len();
                self.ratings.number(&next.to_string());
                self.values.push(scale.values[next]);
            }
            return at as u32;
        }
        match &scale.texts {
            Some(texts) => {
                let known = self.ratings.all.len();
                let number = self.ratings.number(&texts[at]);
                if self.ratings.all.len() > known {
                    self.values.push(0.0);
                }
                number
            }
            None => self.number(scale.values[at]),
        }
    }

    fn number(&mut self, value: f64) -> u32 {
        let value = value + 0.0;
        let known = self.ratings.all.len();
        let number = self.ratings.number(&value.to_string());
        if self.ratings.all.len() > known {
            self.values.push(value);
        }
        number
    }

    fn fits(&mut self, inner: &Inner) -> Result<()> {
        let scale = &inner.scale;
        let declared = scale.declared.then_some(scale);
        let has = [inner.rater_names.is_some(), inner.unit_names.is_some(), inner.groups.is_some()];
        self.agree(declared, scale.texts.is_some(), has)
    }

    /// Keeps the names of these units; none of them is known yet.
    fn add_units<'a>(&mut self, units: &dyn Fn() -> Box<dyn Iterator<Item = &'a String> + 'a>) -> Result<()> {
        match units().find(|unit| self.unit_names.known.find(unit).is_some()) {
            Some(unit) => Err(options::unfit("unit", "option.unit_in_two_parts", unit).into()),
            None => {
                units().for_each(|unit| _ = self.unit_names.number(unit));
                Ok(())
            }
        }
    }

    fn agree(
        &mut self,
        declared: Option<&Scale>,
        is_text: bool,
        [is_named, has_unit_names, is_grouped]: [bool; 3],
    ) -> Result<()> {
        if !self.begun {
            self.begun = true;
            (self.declared, self.is_text) = (declared.cloned(), is_text);
            (self.is_named, self.has_unit_names, self.is_grouped) = (is_named, has_unit_names, is_grouped);
            return Ok(());
        }
        let differs = [
            ("categories", self.declared.as_ref() != declared || self.is_text != is_text),
            ("rater", self.is_named != is_named),
            ("unit", self.has_unit_names != has_unit_names),
            ("groups", self.is_grouped != is_grouped),
        ];
        match differs.iter().find(|(_, differs)| *differs) {
            Some((name, _)) => Err(options::unfit(*name, "option.other_part", "").into()),
            None => Ok(()),
        }
    }
}

fn rater_name(inner: &Inner, at: usize) -> String {
    inner.rater_names.as_ref().map_or_else(|| (at + 1).to_string(), |names| names[at].clone())
}
