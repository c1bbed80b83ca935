//! Ratings of a long table: a column for each facet, one of ratings and perhaps one of weights.

use super::anchors::Anchors;
use super::cells::{Form, MOST_FACETS};
use super::drawn_from::DrawnFrom;
use super::predictors::drawn_from;
use super::scales::{Declared, Scales};
use crate::base::dictionary::Dictionary;
use crate::base::document::is_nothing;
use crate::base::error::{Error, ErrorCode, ErrorKind, Place, Problem, Problems, Result, shorten};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::nfc::nfc;
use crate::base::number::number;
use crate::base::options;
use crate::base::order;
use crate::rasch::options::{RaschEstimation, RaschOptions};
use crate::rating_table::{LARGEST, MOST_CATEGORIES, Scale, declared, is_index};
use crate::ratings::ColumnSet;

/// What is a facet where none are named.
const USUAL: [&str; 3] = ["unit", "rater", "criterion"];

/// No label.
pub(in crate::rasch) const NONE: u32 = u32::MAX;

/// What was read.
#[derive(Clone)]
pub(crate) struct Long {
    pub(crate) facets: Vec<String>,
    /// By facet, in byte order.
    pub(crate) elements: Vec<Vec<String>>,
    /// By facet and row.
    pub(crate) codes: Vec<Vec<u32>>,
    /// Positions on the scale.
    pub(crate) categories: Vec<u8>,
    pub(crate) weights: Option<Vec<f64>>,
    pub(crate) scales: Scales,
    pub(in crate::rasch) form: Form,
    /// What units are drawn from, by marginal estimation.
    pub(in crate::rasch) from: DrawnFrom,
    pub(in crate::rasch) anchors: Anchors,
    /// The facet whose agreement is counted.
    pub(in crate::rasch) raters: Option<usize>,
    /// Whether raters are known within their unit and occasion alone, of several.
    pub(super) anonymous: bool,
    /// The facet that raters may treat each in their own way.
    pub(in crate::rasch) criteria: Option<usize>,
}

/// A column of all parts, each label once; [`NONE`] where there is nothing.
pub(in crate::rasch) struct Column {
    pub(in crate::rasch) labels: Dictionary,
    pub(in crate::rasch) codes: Vec<u32>,
}

pub(in crate::rasch) fn column(parts: &[ColumnSet], name: &str) -> Option<Column> {
    let mut joined = Column { labels: Dictionary::default(), codes: Vec::new() };
    for part in parts {
        let (labels, codes) = part.column(name)?;
        let labels: Vec<u32> = labels
            .into_iter()
            .map(
                |label| if label.is_empty() { NONE } else { joined.labels.code(&nfc(label)).unwrap_or(NONE) },
            )
            .collect();
        joined.codes.extend(codes.iter().map(|code| labels.get(*code as usize).copied().unwrap_or(NONE)));
    }
    Some(joined)
}

/// Names of the facets, and what the options say of them.
fn facets(parts: &[ColumnSet], options: &RaschOptions, problems: &mut Problems) -> Vec<String> {
    let names: Vec<&str> = parts.first().into_iter().flat_map(ColumnSet::column_names).collect();
    if !options.facets.is_empty() {
        if options.facets.len() > MOST_FACETS {
            let many = Message::new("rasch.facets").count("most", MOST_FACETS as u64);
            problems.push(options::refused("facets", many));
        }
        return options.facets.clone();
    }
    let own = [Some(&options.rating), options.weight.as_ref(), options.population_groups.as_ref()];
    for name in &names {
        let mut own = own.iter().flatten().copied().chain(&options.predictors);
        let is_used = USUAL.contains(name) || own.any(|own| own == name);
        // Over the values of another column ratings would be put together.
        if !is_used || is_index(name) {
            problems.push(Problem::unused(*name, "unused.study"));
        }
    }
    let there = |name: &&str| names.contains(name) || *name == USUAL[0];
    USUAL.into_iter().filter(there).map(str::to_owned).collect()
}

/// The place of a facet that an option names.
pub(in crate::rasch) fn named(
    facets: &[String],
    path: &str,
    name: &str,
    problems: &mut Problems,
) -> Option<usize> {
    let found = facets.iter().position(|facet| facet == name);
    if found.is_none() {
        let what = Message::new("option.no_facet").text("found", shorten(name.to_owned()));
        let near = nearest(name, facets.iter().map(String::as_str));
        problems.push(options::refused(path, or_near(what, near)));
    }
    found
}

pub(in crate::rasch) fn form(facets: &[String], options: &RaschOptions, problems: &mut Problems) -> Form {
    let mut form = Form {
        sign: vec![-1.0; facets.len()],
        dummy: vec![false; facets.len()],
        uncentred: 0,
        partial: None,
        sets: Vec::new(),
        categories: Vec::new(),
        anchored: vec![false; facets.len()],
        integrated: options.estimation == RaschEstimation::Marginal,
        eliminated: options.estimation != RaschEstimation::Joint,
        kinds: Vec::new(),
        pairs: Vec::new(),
    };
    if options.positive.is_empty() {
        form.sign.first_mut().into_iter().for_each(|first| *first = 1.0);
    }
    for (at, name) in options.positive.iter().enumerate() {
        let found = named(facets, &format!("positive[{at}]"), name, problems);
        found.into_iter().for_each(|facet| form.sign[facet] = 1.0);
    }
    for (at, name) in options.dummies.iter().enumerate() {
        let found = named(facets, &format!("dummies[{at}]"), name, problems);
        found.into_iter().for_each(|facet| form.dummy[facet] = true);
    }
    if let Some(name) = &options.uncentred {
        form.uncentred = named(facets, "uncentred", name, problems).unwrap_or(0);
    }
    if let Some(name) = &options.partial_credit {
        form.partial = named(facets, "partialCredit", name, problems);
    }
    if form.eliminated && form.uncentred != 0 {
        let name = options.uncentred.clone().unwrap_or_default();
        problems.push(options::unfit("uncentred", "rasch.units_free", name));
    }
    if form.eliminated && form.partial == Some(0) {
        let name = options.partial_credit.clone().unwrap_or_default();
        problems.push(options::unfit("partialCredit", "rasch.partial_units", name));
    }
    let is_dummy = |facet: usize| form.dummy.get(facet) == Some(&true);
    for (path, facet) in [("uncentred", Some(form.uncentred)), ("partialCredit", form.partial)] {
        if let Some(name) = facet.filter(|facet| is_dummy(*facet)).and_then(|facet| facets.get(facet)) {
            problems.push(options::unfit(path, "rasch.dummy", name));
        }
    }
    form
}

/// The scale that was seen: all whole numbers between the ends, or the numbers that there are.
fn seen(numbers: &[f64]) -> Option<Scale> {
    let mut values = numbers.to_vec();
    values.sort_unstable_by(f64::total_cmp);
    values.dedup();
    let (first, last) = (*values.first()?, *values.last()?);
    let is_whole = values.iter().all(|value| *value == value.trunc());
    if is_whole && last - first < MOST_CATEGORIES as f64 {
        values = (0..=(last - first) as usize).map(|at| first + at as f64).collect();
    }
    (values.len() <= MOST_CATEGORIES).then_some(Scale {
        values,
        texts: None,
        declared: false,
        positions: false,
    })
}

/// For each label of the ratings its category on a scale; `first` are the rows where each is met there, [`NONE`] where it is not.
fn categories(
    ratings: &Column,
    name: &str,
    first: &[u32],
    scale: &mut Option<Scale>,
    problems: &mut Problems,
) -> Vec<Option<u8>> {
    let mut values: Vec<Option<f64>> = vec![None; first.len()];
    let mut is_wrong = false;
    for ((label, row), value) in ratings.labels.iter().zip(first).zip(&mut values) {
        if *row == NONE {
            continue;
        }
        let place = Place::cell(u64::from(*row) + 1, name);
        let found = match scale {
            Some(scale) => scale.value(label).ok_or_else(|| scale.off(label, place)),
            None => number(label).filter(|number| number.abs() <= LARGEST).ok_or_else(|| {
                let wrong = Problem::new(ErrorCode::InvalidNumber, place).with("what", label);
                wrong.say("expected", Message::new("generalizability.score"))
            }),
        };
        match found {
            Ok(found) => *value = Some(found),
            Err(wrong) => {
                problems.repeat(wrong);
                is_wrong = true;
            }
        }
    }
    if scale.is_none() && !is_wrong {
        let met: Vec<f64> = values.iter().flatten().copied().collect();
        *scale = seen(&met);
        if scale.is_none() && !met.is_empty() {
            let many = Problem::new(ErrorCode::TooManyLabels, Place::column(name));
            problems.push(many.count("limit", MOST_CATEGORIES as u64));
        }
    }
    let scale = scale.as_ref();
    let code = |value: Option<f64>| scale?.values.iter().position(|known| Some(*known) == value);
    values.into_iter().map(|value| u8::try_from(code(value)?).ok()).collect()
}

/// For each scale and label of the ratings the first row where it is met; with one scale the first of all rows for a label that no
/// row has.
fn first_rows(ratings: &Column, scales: usize, scale: &dyn Fn(usize) -> usize) -> Vec<Vec<u32>> {
    let otherwise = if scales == 1 { 0 } else { NONE };
    let mut first = vec![vec![NONE; ratings.labels.len()]; scales];
    for (row, label) in ratings.codes.iter().enumerate().filter(|(_, label)| **label != NONE) {
        let first = &mut first[scale(row)][*label as usize];
        *first = (*first).min(row as u32);
    }
    let lacking = first.iter_mut().flatten().filter(|row| **row == NONE);
    lacking.for_each(|row| *row = otherwise);
    first
}

/// The weight of each label.
fn weights(column: &Column, name: &str, problems: &mut Problems) -> Vec<f64> {
    let mut found = Vec::new();
    for (code, label) in column.labels.iter().enumerate() {
        let weight = number(label).filter(|weight| (0.0..=LARGEST).contains(weight));
        if weight.is_none() {
            let row = column.codes.iter().position(|known| *known as usize == code).unwrap_or(0);
            let place = Place::cell(row as u64 + 1, name);
            let wrong = Problem::new(ErrorCode::InvalidNumber, place).with("what", label);
            problems.repeat(wrong.with("expected", "2"));
        }
        found.push(weight.unwrap_or(0.0));
    }
    found
}

impl Long {
    pub(crate) fn read(parts: &[ColumnSet], options: &RaschOptions) -> Result<Self> {
        ColumnSet::check(parts)?;
        let mut problems = Problems::of(ErrorKind::Estimation);
        let facets = facets(parts, options, &mut problems);
        if let Some(construct) = &options.construct {
            problems.push(options::unfit("construct", "rasch.of_ratings", construct.to_string()));
        }
        if options.one_dimension {
            problems.push(options::unfit("oneDimension", "rasch.of_ratings", "oneDimension"));
        }
        let mut form = form(&facets, options, &mut problems);
        let raters = match &options.raters {
            Some(name) => named(&facets, "raters", name, &mut problems),
            None => facets.iter().position(|facet| facet == "rater").or((facets.len() > 1).then_some(1)),
        };
        let rest: Vec<usize> = (1..facets.len()).filter(|facet| Some(*facet) != raters).collect();
        let criteria = match &options.criteria {
            Some(name) => named(&facets, "criteria", name, &mut problems),
            None => facets.iter().position(|facet| facet == "criterion").or(match rest[..] {
                [only] => Some(only),
                _ => None,
            }),
        };
        let usual = declared(&options.categories, "categories").unwrap_or_else(|error| {
            problems.append(&error);
            None
        });
        let others = Declared::new(&facets, criteria, options, &form, &mut problems);
        let known: Vec<&str> = parts.first().into_iter().flat_map(ColumnSet::column_names).collect();
        let wanted: Vec<&str> = facets.iter().map(String::as_str).collect();
        let wanted = wanted.into_iter().chain([options.rating.as_str()]).chain(options.weight.as_deref());
        let mut columns = Vec::new();
        for name in wanted {
            if columns.len() < facets.len() {
                ColumnSet::check_ids(parts, name, &mut problems);
            } else {
                ColumnSet::check_numbers(parts, name, &mut problems);
            }
            match column(parts, name) {
                Some(column) => columns.push(column),
                None => problems.push(Problem::missing_column(name, "column.of_rasch", &known)),
            }
        }
        problems.finish(())?;
        let mut problems = Problems::of(ErrorKind::Estimation);
        let rows = columns.first().map_or(0, |column| column.codes.len());
        if rows == 0 {
            return Err(Problem::new(ErrorCode::NoRows, Place::default()).into());
        }
        for (name, column) in facets.iter().chain([&options.rating]).chain(&options.weight).zip(&columns) {
            if column.codes.len() != rows {
                let wrong = Problem::new(ErrorCode::ColumnLength, Place::column(name.as_str()));
                let wrong = wrong.count("found", column.codes.len() as u64);
                problems.push(wrong.count("expected", rows as u64));
            }
        }
        problems.finish(())?;
        let mut problems = Problems::of(ErrorKind::Estimation);
        let (own, rest) = columns.split_at(facets.len());
        let Some(ratings) = rest.first() else { return Err(Error::internal("rasch")) };
        let of_label = match &others {
            Some(others) => {
                let column = &own[others.facet];
                let labels: Vec<&str> = column.labels.iter().collect();
                others.of_labels(&facets[others.facet], &labels, &mut problems)
            }
            None => Vec::new(),
        };
        // A row that lacks its element is read on the scale of all others; that it lacks it is told below.
        let scale_of = |row: usize| match &others {
            Some(others) => of_label.get(own[others.facet].codes[row] as usize).map_or(0, |at| *at as usize),
            None => 0,
        };
        let mut scales: Vec<Option<Scale>> = vec![usual];
        scales.extend(others.iter().flat_map(|others| &others.all).map(|(_, scale)| Some(scale.clone())));
        let first = first_rows(ratings, scales.len(), &scale_of);
        let category_of = scales.iter_mut().zip(&first);
        let category_of: Vec<Vec<Option<u8>>> = category_of
            .map(|(scale, first)| categories(ratings, &options.rating, first, scale, &mut problems))
            .collect();
        let weighted = rest.get(1).zip(options.weight.as_deref());
        let weight_of = weighted.map(|(column, name)| weights(column, name, &mut problems));
        let weight = |row: usize| match (weighted, &weight_of) {
            (Some((column, _)), Some(of)) => of.get(column.codes[row] as usize).copied(),
            _ => Some(1.0),
        };
        let mut kept: Vec<usize> = Vec::new();
        for row in (0..rows).filter(|row| ratings.codes[*row] != NONE) {
            let weight = weight(row);
            let lacking = own.iter().zip(&facets).filter(|(column, _)| column.codes[row] == NONE);
            let lacking = lacking.map(|(_, name)| name.as_str());
            let lacking = lacking.chain(options.weight.as_deref().filter(|_| weight.is_none()));
            for name in lacking {
                problems.push(Problem::new(ErrorCode::MissingValue, Place::cell(row as u64 + 1, name)));
            }
            if weight.is_some_and(|weight| weight > 0.0) {
                kept.push(row);
            }
        }
        for (column, name) in own.iter().zip(&facets) {
            if let Some(label) = column.labels.iter().find(|label| is_nothing(label)) {
                let place = Place::column(name.as_str());
                problems.push(Problem::new(ErrorCode::InvalidId, place).with("what", label));
            }
        }
        problems.finish(())?;
        if kept.is_empty() {
            return Err(Problem::new(ErrorCode::NoRows, Place::default()).into());
        }
        let (elements, codes): (Vec<Vec<String>>, Vec<_>) =
            own.iter().map(|column| ranked(column, &kept)).unzip();
        let none = || Scale { values: Vec::new(), texts: None, declared: true, positions: false };
        let mut scales = scales.into_iter().map(|scale| scale.unwrap_or_else(none));
        let scales = match &others {
            Some(others) => {
                let names =
                    std::iter::once(None).chain(others.all.iter().map(|(name, _)| Some(name.clone())));
                let of = elements[others.facet].iter();
                let of = of.map(|element| others.of.get(element).map_or(0, |(scale, _)| *scale));
                Scales::settle(names.zip(scales).collect(), others.facet, of.collect(), &mut form)
            }
            None => Scales::one(scales.next().unwrap_or_else(none)),
        };
        let mut problems = Problems::of(ErrorKind::Estimation);
        let given = options.anchors.as_ref();
        let anchors = given.map_or_else(Anchors::default, |given| {
            Anchors::find(given, &facets, &elements, &scales, &mut form, &mut problems)
        });
        problems.finish(())?;
        let category = |row: &usize| category_of[scale_of(*row)][ratings.codes[*row] as usize].unwrap_or(0);
        let categories = kept.iter().map(category).collect();
        let weights = weighted.map(|_| kept.iter().map(|row| weight(*row).unwrap_or(0.0)).collect());
        let anonymous = false;
        let from = DrawnFrom::one(elements[0].len());
        let mut long = Self {
            facets,
            elements,
            codes,
            categories,
            weights,
            scales,
            form,
            from,
            anchors,
            raters,
            anonymous,
            criteria,
        };
        if long.form.integrated {
            long.from = drawn_from(parts, options, &long, &kept)?;
            long.form.kinds.clone_from(&long.from.kind);
        }
        Ok(long)
    }
}

impl Long {
    /// Whether some anchor is of what has no ratings.
    pub(in crate::rasch) fn is_unmet(&self, options: &RaschOptions) -> bool {
        let Some(given) = &options.anchors else { return false };
        let is_there = |name: &String, element: &String| {
            let facet = self.facets.iter().position(|facet| facet == name);
            let known = facet.map(|facet| &self.elements[facet]);
            known.is_some_and(|known| known.binary_search(&nfc(element).into_owned()).is_ok())
        };
        let of_set = |element: &Option<String>| match (self.form.partial, element) {
            (Some(facet), Some(element)) => is_there(&self.facets[facet], element),
            _ => true,
        };
        let groups =
            given.groups.iter().flat_map(|own| own.elements.iter().map(|element| (&own.facet, element)));
        let elements = given.elements.iter().map(|own| (&own.facet, &own.element)).chain(groups);
        let mut thresholds = given.thresholds.iter();
        elements.into_iter().any(|(facet, element)| !is_there(facet, element))
            || thresholds.any(|own| !of_set(&own.element))
    }
}

/// The labels that the rows have, in byte order, and the place of each row's among them.
fn ranked(column: &Column, rows: &[usize]) -> (Vec<String>, Vec<u32>) {
    let mut is_used = vec![false; column.labels.len()];
    rows.iter().for_each(|row| is_used[column.codes[*row] as usize] = true);
    let used: Vec<u32> = (0..column.labels.len() as u32).filter(|code| is_used[*code as usize]).collect();
    let label = |at: usize| column.labels.get(used[at]);
    let order = order::by(used.len(), &|a, b| label(a).cmp(label(b)));
    let mut rank = vec![NONE; column.labels.len()];
    for (place, at) in order.iter().enumerate() {
        rank[used[*at] as usize] = place as u32;
    }
    let names = order.iter().map(|at| label(*at).to_owned()).collect();
    (names, rows.iter().map(|row| rank[column.codes[*row] as usize]).collect())
}
