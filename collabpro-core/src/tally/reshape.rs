//! Merging, selecting and grouping: each gives canonical counts again.

use super::build::{Sources, build, ranked};
use super::{CellKey, Counts, Grain, Names, RaterCounts, Tally, UnitCounts, slots};
use crate::document::read::reads_options;
use crate::error::{Error, ErrorCode, Place, Problem, Result};
use crate::options;
use crate::ratings::{Columns, Dictionary};
use crate::units::Units;

/// What to keep; an empty list keeps all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct Selection {
    /// Ids of units.
    pub units: Vec<String>,
    /// Ids of occasions.
    pub occasions: Vec<String>,
    /// Ids of roles.
    pub roles: Vec<String>,
    /// Ids of criteria.
    pub criteria: Vec<String>,
}

reads_options!(Selection: units, occasions, roles, criteria);

impl Selection {
    /// Reads what to keep from JSON: `{"units": ["Birch"], "roles": ["teacher"]}`.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }
}

/// By what units are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum GroupBy {
    /// The units they belong to at that occasion.
    Parent,
    /// The kind of unit.
    Kind,
    /// The intentional design they use.
    Practice,
}

impl GroupBy {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Kind => "kind",
            Self::Practice => "practice",
        }
    }

    /// The one with this id.
    ///
    /// # Errors
    /// `invalid_option`.
    pub fn from_id(id: &str) -> Result<Self> {
        let found = [Self::Parent, Self::Kind, Self::Practice].into_iter().find(|by| by.id() == id);
        found.ok_or_else(|| options::invalid("by", id))
    }
}

/// Between a unit and a rater in the label of a rater who was put into a larger group. No id may hold it.
const ORIGIN: char = '\u{1f}';

impl Tally {
    /// Counts of both together.
    ///
    /// # Errors
    /// `tally_mismatch` when rubric, grain, kind of ratings or rater link differ; `duplicate_rating` when both hold the
    /// same rater's mark on the same criterion, unit and occasion.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let (a, b) = (self.head(), other.head());
        let same_rubric = a.rubric.fingerprint() == b.rubric.fingerprint()
            && a.rubric.id() == b.rubric.id()
            && a.rubric.version() == b.rubric.version();
        let what = match () {
            () if !same_rubric => "rubric",
            () if self.grain() != other.grain() => "grain",
            () if a.kind != b.kind => "kind",
            () if a.link != b.link => "link",
            () => "",
        };
        if !what.is_empty() {
            return Err(Problem::new(ErrorCode::TallyMismatch, Place::path(what)).with("what", what).into());
        }
        match (self.counts(), other.counts()) {
            (Counts::Raters(left), Counts::Raters(right)) => self.merge_raters(left, other, right),
            (Counts::Units(left), Counts::Units(right)) => self.merge_units(left, other, right),
            _ => Ok(self.clone()),
        }
    }

    fn merge_raters(&self, left: &RaterCounts, other: &Self, right: &RaterCounts) -> Result<Self> {
        let (a, b) = (self.names(), other.names());
        let mut columns = Columns::default();
        left.columns(&mut columns, &identity(a));
        let (sources, maps) = union(a, b)?;
        right.columns(&mut columns, &maps);
        build(self.head().clone(), &sources, &columns, Grain::Raters)
    }

    fn merge_units(&self, left: &UnitCounts, other: &Self, right: &UnitCounts) -> Result<Self> {
        let (a, b) = (self.names(), other.names());
        let mut cells = Cells::default();
        cells.add_if(a, left, |_| true)?;
        cells.add_if(b, right, |_| true)?;
        cells.finish(self)
    }

    /// The part of the counts that is asked for.
    ///
    /// # Errors
    /// `not_in_data` for a unit, occasion or role that was not rated, `unknown_criterion` for one that the rubric does
    /// not have: a misspelt name must not look like an empty result.
    pub fn select(&self, selection: &Selection) -> Result<Self> {
        let names = self.names();
        let units = chosen("units", &selection.units, &names.units)?;
        let occasions = chosen("occasions", &selection.occasions, &names.occasions)?;
        let roles = chosen("roles", &selection.roles, &names.roles)?;
        let rubric = self.rubric();
        let mut criteria = vec![selection.criteria.is_empty(); rubric.criteria().len()];
        for (at, id) in selection.criteria.iter().enumerate() {
            let Some(criterion) = rubric.criterion(id) else {
                let place = Place::path(format!("criteria[{at}]"));
                return Err(Problem::new(ErrorCode::UnknownCriterion, place)
                    .with("what", id.as_str())
                    .into());
            };
            criteria[usize::from(criterion)] = true;
        }
        match self.counts() {
            Counts::Raters(cells) => {
                let mut columns = Columns::default();
                cells.columns(&mut columns, &identity(names));
                columns.keep(|row, columns| {
                    units[columns.unit[row] as usize]
                        && occasions[usize::from(columns.occasion[row])]
                        && roles[usize::from(columns.role[row])]
                        && criteria[usize::from(columns.criterion[row])]
                });
                build(self.head().clone(), &sources(names), &columns, Grain::Raters)
            }
            Counts::Units(cells) => {
                let mut kept = Cells::default();
                kept.add_if(names, cells, |key| {
                    units[key.unit as usize]
                        && occasions[usize::from(key.occasion)]
                        && roles[usize::from(key.role)]
                        && criteria[usize::from(key.criterion)]
                })?;
                kept.finish(self)
            }
        }
    }

    /// Puts units together under a larger name. Units without that name stay out; a unit with two parents counts in
    /// both. A rater keeps the unit in which the mark was made, so that people of two units are never taken for one.
    ///
    /// # Errors
    /// `not_in_data` when no unit has such a name.
    pub fn group_by(&self, units: &Units, by: GroupBy) -> Result<Self> {
        let names = self.names();
        let occasions: Vec<&str> = self.occasions().collect();
        let order = units.order(&occasions);
        let place = |id: &str| {
            let at = occasions.iter().position(|known| *known == id)?;
            order.as_ref().and_then(|order| order.iter().position(|place| *place == at))
        };
        let groups = |unit: &str, occasion: &str| -> Vec<String> {
            let Some(entry) = units.get(unit) else { return Vec::new() };
            match by {
                GroupBy::Kind => entry.kind.map(|kind| kind.id().to_owned()).into_iter().collect(),
                GroupBy::Practice => entry.practice.clone().into_iter().collect(),
                GroupBy::Parent => {
                    let within = |from: &Option<String>, to: &Option<String>| {
                        let after = from.as_ref().is_none_or(|from| place(from) <= place(occasion));
                        after && to.as_ref().is_none_or(|to| place(occasion) <= place(to))
                    };
                    let parents = entry.parents.iter().filter(|parent| within(&parent.from, &parent.to));
                    parents.map(|parent| parent.unit.clone()).collect()
                }
            }
        };
        let grouped = match self.counts() {
            Counts::Raters(cells) => self.group_raters(cells, groups)?,
            Counts::Units(cells) => {
                let mut kept = Cells::default();
                for (at, key) in cells.keys.iter().enumerate() {
                    let unit = &names.units[key.unit as usize];
                    let occasion = &names.occasions[usize::from(key.occasion)];
                    for group in groups(unit, occasion) {
                        kept.one(names, cells, at, &group)?;
                    }
                }
                kept.finish(self)?
            }
        };
        if grouped.is_empty() && !self.is_empty() {
            return Err(Problem::new(ErrorCode::NotInData, Place::path("by")).with("what", by.id()).into());
        }
        Ok(grouped)
    }

    fn group_raters(&self, cells: &RaterCounts, groups: impl Fn(&str, &str) -> Vec<String>) -> Result<Self> {
        let names = self.names();
        let (mut units, mut raters) = (Dictionary::default(), Dictionary::default());
        let mut columns = Columns::default();
        for (at, respondent) in cells.respondents.iter().enumerate() {
            let unit = &names.units[respondent.unit as usize];
            let rater = origin(unit, &names.raters[respondent.rater as usize]);
            for group in groups(unit, &names.occasions[usize::from(respondent.occasion)]) {
                let (unit, rater) = (code(&mut units, &group)?, code(&mut raters, &rater)?);
                for cell in cells.starts[at]..cells.starts[at + 1] {
                    columns.unit.push(unit);
                    columns.occasion.push(respondent.occasion);
                    columns.rater.push(rater);
                    columns.role.push(respondent.role);
                    columns.criterion.push(cells.criteria[cell]);
                    columns.mark.push(cells.marks[cell]);
                }
            }
        }
        let mut sources = sources(names);
        sources.units = units.iter().collect();
        sources.raters = raters.iter().collect();
        build(self.head().clone(), &sources, &columns, Grain::Raters)
    }
}

/// A rater with the unit in which the mark was made.
pub(crate) fn origin(unit: &str, rater: &str) -> String {
    if rater.contains(ORIGIN) { rater.to_owned() } else { format!("{unit}{ORIGIN}{rater}") }
}

/// The unit in which such a rater's marks were made.
pub(crate) fn origin_unit<'a>(unit: &'a str, rater: &'a str) -> &'a str {
    rater.split_once(ORIGIN).map_or(unit, |(unit, _)| unit)
}

fn code(labels: &mut Dictionary, label: &str) -> Result<u32> {
    labels.code(label).ok_or_else(|| Error::internal("labels"))
}

fn sources(names: &Names) -> Sources<'_> {
    Sources {
        units: names.units.iter().map(|name| &**name).collect(),
        occasions: names.occasions.iter().map(|name| &**name).collect(),
        raters: names.raters.iter().map(|name| &**name).collect(),
        roles: names.roles.iter().map(|name| &**name).collect(),
    }
}

fn identity(names: &Names) -> [Vec<u32>; 4] {
    [names.units.len(), names.occasions.len(), names.raters.len(), names.roles.len()]
        .map(|labels| (0..labels as u32).collect())
}

/// The labels of both, the left ones first, and the codes of the right ones among them.
fn union<'a>(left: &'a Names, right: &'a Names) -> Result<(Sources<'a>, [Vec<u32>; 4])> {
    let mut all = sources(left);
    let maps = [
        extend(&mut all.units, &right.units),
        extend(&mut all.occasions, &right.occasions),
        extend(&mut all.raters, &right.raters),
        extend(&mut all.roles, &right.roles),
    ];
    within("unit", all.units.len(), u32::MAX as usize)?;
    within("occasion", all.occasions.len(), usize::from(u16::MAX))?;
    within("rater", all.raters.len(), u32::MAX as usize)?;
    within("role", all.roles.len(), usize::from(u8::MAX))?;
    Ok((all, maps))
}

fn within(what: &str, labels: usize, limit: usize) -> Result<()> {
    if labels <= limit {
        return Ok(());
    }
    let many = Problem::new(ErrorCode::TooManyLabels, Place::column(what));
    Err(many.count("n", labels as u64).count("limit", limit as u64).into())
}

/// Adds the labels that are new to a list in byte order; the code of each.
fn extend<'a>(all: &mut Vec<&'a str>, more: &'a [Box<str>]) -> Vec<u32> {
    let known = all.len();
    let mut map = Vec::with_capacity(more.len());
    for label in more {
        map.push(all[..known].binary_search(&&**label).unwrap_or(all.len()) as u32);
        if map.last() == Some(&(all.len() as u32)) {
            all.push(label);
        }
    }
    map
}

fn chosen(list: &str, asked: &[String], names: &[Box<str>]) -> Result<Vec<bool>> {
    let mut keep = vec![asked.is_empty(); names.len()];
    for (at, id) in asked.iter().enumerate() {
        let Ok(found) = names.binary_search_by(|name| (**name).cmp(id)) else {
            let place = Place::path(format!("{list}[{at}]"));
            return Err(Problem::new(ErrorCode::NotInData, place).with("what", id.as_str()).into());
        };
        keep[found] = true;
    }
    Ok(keep)
}

/// Histograms whose labels are numbered as they come, so that counts with other names can be added.
#[derive(Default)]
pub(super) struct Cells {
    units: Dictionary,
    occasions: Dictionary,
    roles: Dictionary,
    /// Unit, occasion, role and criterion; where the histogram begins.
    keys: Vec<([u32; 4], usize)>,
    counts: Vec<u64>,
}

impl Cells {
    fn add_if(&mut self, names: &Names, counts: &UnitCounts, keep: impl Fn(&CellKey) -> bool) -> Result<()> {
        for (at, key) in counts.keys.iter().enumerate().filter(|(_, key)| keep(key)) {
            self.one(names, counts, at, &names.units[key.unit as usize])?;
        }
        Ok(())
    }

    fn one(&mut self, names: &Names, counts: &UnitCounts, at: usize, unit: &str) -> Result<()> {
        let key = counts.keys[at];
        let occasion = &names.occasions[usize::from(key.occasion)];
        let role = &names.roles[usize::from(key.role)];
        self.insert(unit, occasion, role, key.criterion, counts.histogram(at))
    }

    pub(super) fn insert(
        &mut self,
        unit: &str,
        occasion: &str,
        role: &str,
        criterion: u16,
        histogram: &[u64],
    ) -> Result<()> {
        let unit = code(&mut self.units, unit)?;
        let occasion = code(&mut self.occasions, occasion)?;
        let role = code(&mut self.roles, role)?;
        self.keys.push(([unit, occasion, role, criterion.into()], self.counts.len()));
        self.counts.extend(histogram);
        Ok(())
    }

    pub(super) fn finish(mut self, like: &Tally) -> Result<Tally> {
        within("occasion", self.occasions.len(), usize::from(u16::MAX))?;
        within("role", self.roles.len(), usize::from(u8::MAX))?;
        let [(units, unit), (occasions, occasion), (roles, role)] =
            [&self.units, &self.occasions, &self.roles].map(|labels| {
                let labels: Vec<&str> = labels.iter().collect();
                let ranked = ranked(&labels);
                let names = ranked.order.iter().map(|code| labels[*code as usize].into());
                (names.collect::<Vec<Box<str>>>(), ranked.ranks)
            });
        for (key, _) in &mut self.keys {
            let ranks = [&unit, &occasion, &role];
            key.iter_mut().zip(ranks).for_each(|(code, ranks)| *code = ranks[*code as usize]);
        }
        self.keys.sort_unstable();
        let mut counts = UnitCounts::default();
        for same in self.keys.chunk_by(|(a, _), (b, _)| a == b) {
            let [unit, occasion, role, criterion] = same[0].0;
            let (occasion, role, criterion) = (occasion as u16, role as u8, criterion as u16);
            let sums =
                counts.push(CellKey { unit, occasion, role, criterion }, slots(like.rubric(), criterion));
            for (_, start) in same {
                for (sum, count) in sums.iter_mut().zip(&self.counts[*start..]) {
                    *sum = sum.saturating_add(*count);
                }
            }
        }
        counts.starts.push(counts.counts.len());
        let names = Names { units, occasions, raters: Vec::new(), roles };
        Ok(Tally::assemble(like.head().clone(), names, Counts::Units(counts)))
    }
}

impl Columns {
    fn keep(&mut self, keep: impl Fn(usize, &Self) -> bool) {
        let kept: Vec<bool> = (0..self.mark.len()).map(|row| keep(row, self)).collect();
        fn retain<T>(column: &mut Vec<T>, kept: &[bool]) {
            let mut rows = kept.iter();
            column.retain(|_| rows.next().copied().unwrap_or(false));
        }
        retain(&mut self.unit, &kept);
        retain(&mut self.occasion, &kept);
        retain(&mut self.rater, &kept);
        retain(&mut self.role, &kept);
        retain(&mut self.criterion, &kept);
        retain(&mut self.mark, &kept);
    }
}
