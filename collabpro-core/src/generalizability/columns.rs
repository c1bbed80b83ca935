//! The study of a plain long table: a column of scores, and a column for each facet.

use super::design::{Set, members};
use super::notation::{MOST_FACETS, Notation};
use super::observations::{Column, Observations};
use super::study::{About, Known};
use super::{Asked, Generalizability, Study, StudyOptions};
use crate::base::dictionary::Dictionary;
use crate::base::document::is_nothing;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result, shorten};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::nfc::{nfc, trimmed};
use crate::base::number::number;
use crate::base::options;
use crate::base::order;
use crate::base::watch::{Watch, Watched};
use crate::rating_table::{LARGEST, Scale, declared, is_index};
use crate::ratings::ColumnSet;

/// The columns of all parts, cell by cell; empty texts where there is nothing.
struct Parts<'a> {
    names: Vec<&'a str>,
    cells: Vec<Vec<&'a str>>,
}

impl<'a> Parts<'a> {
    fn new(parts: &'a [ColumnSet]) -> Result<Self> {
        ColumnSet::check(parts)?;
        let mut joined = Self { names: Vec::new(), cells: Vec::new() };
        for part in parts {
            for (at, (name, cells)) in part.cells().enumerate() {
                if joined.names.len() == at {
                    joined.names.push(name);
                    joined.cells.push(Vec::new());
                }
                joined.cells[at].extend(cells);
            }
        }
        let mut problems = Problems::of(ErrorKind::Ratings);
        let rows = joined.cells.first().map_or(0, Vec::len);
        for (at, (name, cells)) in joined.names.iter().zip(&joined.cells).enumerate() {
            if cells.len() != rows {
                let length = Problem::new(ErrorCode::ColumnLength, Place::column(*name));
                problems.push(length.count("found", cells.len() as u64).count("expected", rows as u64));
            }
            let same = |known: &&&str| nfc(trimmed(known)) == nfc(trimmed(name));
            if let Some(first) = joined.names[..at].iter().find(same) {
                let twice =
                    Problem::new(ErrorCode::DuplicateColumn, Place::column(*name)).with("what", *name);
                problems.push(twice.with("first", *first));
            }
        }
        problems.finish(())?;
        if rows == 0 { Err(Problem::new(ErrorCode::NoRows, Place::default()).into()) } else { Ok(joined) }
    }

    fn column(&self, name: &str) -> Option<&[&'a str]> {
        self.names.iter().position(|known| *known == name).map(|at| self.cells[at].as_slice())
    }
}

/// The facets of a study, the object of measurement first, and what each is nested in.
struct Facets {
    names: Vec<String>,
    within: Vec<Set>,
    given: bool,
}

impl Facets {
    fn new(parts: &Parts<'_>, options: &StudyOptions, problems: &mut Problems) -> Self {
        let mut names = vec![options.unit.clone()];
        let mut said = Notation::default();
        if let Some(design) = &options.design {
            match Notation::read(design) {
                Ok(read) => said = read,
                Err(refused) => problems.push(refused),
            }
            names.extend(said.facets.iter().filter(|facet| **facet != options.unit).cloned());
            if !said.facets.is_empty() && !said.facets.contains(&options.unit) {
                let lacks = Message::new("design.lacks").text("found", options.unit.as_str());
                problems.push(options::refused("design", lacks));
            }
            for (at, facet) in
                options.facets.iter().enumerate().filter(|(_, facet)| !said.facets.contains(facet))
            {
                let lacks = Message::new("design.lacks").text("found", facet.as_str());
                problems.push(options::refused(format!("facets[{at}]"), lacks));
            }
        } else if options.facets.is_empty() {
            let others = parts.names.iter().filter(|name| **name != options.unit && **name != options.rating);
            // What only counts rows is no facet, unless it is named as one.
            let (index, facets): (Vec<&str>, Vec<&str>) = others.partition(|name| is_index(name));
            problems.extend(index.into_iter().map(|name| Problem::unused(name, "unused.study")));
            names.extend(facets.into_iter().map(str::to_owned));
        } else {
            for (at, facet) in options.facets.iter().enumerate() {
                if names.contains(facet) || *facet == options.rating {
                    problems.push(options::unfit(format!("facets[{at}]"), "option.twice", facet));
                } else {
                    names.push(facet.clone());
                }
            }
        }
        if names.len() > MOST_FACETS {
            let many = Message::new("design.many").text("found", names.join(", "));
            problems.push(options::refused("facets", many));
            names.truncate(MOST_FACETS);
        }
        let place = |name: &str| names.iter().position(|known| known == name);
        let mut within = vec![0; names.len()];
        for (at, outer) in said.within.iter().enumerate() {
            let set = members(*outer)
                .filter_map(|at| place(&said.facets[at]))
                .fold(0, |set: Set, at| set | 1 << at);
            place(&said.facets[at]).into_iter().for_each(|at| within[at] |= set);
        }
        let none = |path: &str, facet: &str| {
            let what = Message::new("option.no_facet").text("found", shorten(facet.to_owned()));
            options::refused(path, or_near(what, nearest(facet, names.iter().map(String::as_str))))
        };
        for (facet, outer) in options.nested.iter() {
            let path = format!("nested.{facet}");
            let Some(at) = place(facet) else {
                problems.push(none(&path, facet));
                continue;
            };
            for outer in outer {
                match place(outer) {
                    Some(other) => within[at] |= 1 << other,
                    None => problems.push(none(&path, outer)),
                }
            }
        }
        for _ in 0..names.len() {
            for at in 0..names.len() {
                within[at] = members(within[at]).fold(within[at], |set, outer| set | within[outer]);
            }
        }
        let path = if options.design.is_some() { "design" } else { "nested" };
        if let Some(at) = (0..names.len()).find(|at| within[*at] >> at & 1 == 1) {
            problems.push(options::refused(
                path,
                Message::new("design.circle").text("found", names[at].as_str()),
            ));
        } else if within[0] != 0 {
            problems.push(options::refused(
                path,
                Message::new("design.unit").text("found", options.unit.as_str()),
            ));
        }
        let given = options.design.is_some() || !options.nested.is_empty();
        Self { names, within, given }
    }
}

/// The places of labels that are whole numbers without a gap, from whatever they begin at; `None` for others.
fn run(labels: &Dictionary) -> Option<Vec<u32>> {
    let number = |label: &str| label.parse::<i64>().ok().filter(|number| number.to_string() == label);
    let numbers = labels.iter().map(number).collect::<Option<Vec<i64>>>()?;
    let (least, most) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let is_run = numbers.len() > 1 && most.checked_sub(least) == Some(numbers.len() as i64 - 1);
    is_run.then(|| numbers.iter().map(|number| (number - least) as u32).collect())
}

/// Conditions of a facet from its labels: in the order of numbers where they are whole ones without a gap, otherwise of bytes.
fn levels(name: &str, labels: &Dictionary, codes: &[u32], keep: bool) -> Column {
    let count = labels.len() as u32;
    let run = run(labels);
    let numbered = run.is_some();
    let rank = run.unwrap_or_else(|| {
        let order = order::by(labels.len(), &|a, b| labels.get(a as u32).cmp(labels.get(b as u32)));
        order::ranks(&order)
    });
    let codes = codes.iter().map(|code| rank[*code as usize]).collect();
    let mut kept = vec![String::new(); if keep { labels.len() } else { 0 }];
    for (label, rank) in labels.iter().zip(rank).filter(|_| keep) {
        kept[rank as usize] = label.to_owned();
    }
    Column { name: name.to_owned(), codes, levels: count, numbered, labels: kept, labelled: Vec::new() }
}

/// What a cell of scores counts, or what is wrong with it.
fn score(cell: &str, scale: Option<&Scale>, place: Place) -> std::result::Result<f64, Problem> {
    let cell = nfc(trimmed(cell));
    if let Some(scale) = scale {
        return scale.value(&cell).ok_or_else(|| scale.off(&cell, place));
    }
    let found = number(&cell);
    found.filter(|number| number.abs() <= LARGEST).ok_or_else(|| {
        let wrong = Problem::new(ErrorCode::InvalidNumber, place).with("what", cell.into_owned());
        match found {
            Some(_) => wrong.say("expected", Message::new("matrix.number")),
            None => wrong.say("expected", Message::new("generalizability.score")),
        }
    })
}

fn read(
    parts: &Parts<'_>,
    facets: &Facets,
    options: &StudyOptions,
    scale: Option<&Scale>,
    problems: &mut Problems,
) -> Option<Observations> {
    let rating = options.rating.as_str();
    for name in facets.names.iter().map(String::as_str).chain([rating]) {
        if parts.column(name).is_none() {
            problems.push(Problem::missing_column(name, "column.of_study", &parts.names));
        }
    }
    let scores = parts.column(rating)?;
    let cells = facets.names.iter().map(|name| parts.column(name)).collect::<Option<Vec<_>>>()?;
    let mut found = Vec::new();
    let mut codes = vec![(Dictionary::default(), Vec::new()); cells.len()];
    for (row, cell) in scores.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        match score(cell, scale, Place::cell(row as u64 + 1, rating)) {
            Ok(score) => found.push(score),
            Err(wrong) => problems.repeat(wrong),
        }
        for ((labels, codes), (name, column)) in codes.iter_mut().zip(facets.names.iter().zip(&cells)) {
            let label = nfc(trimmed(column[row]));
            if label.is_empty() {
                problems
                    .push(Problem::new(ErrorCode::MissingValue, Place::cell(row as u64 + 1, name.as_str())));
            }
            if is_nothing(&label) && labels.iter().all(|known| known != label) {
                let place = Place::cell(row as u64 + 1, name.as_str());
                problems.push(Problem::new(ErrorCode::InvalidId, place).with("what", &*label));
            }
            match labels.code(&label) {
                Some(code) => codes.push(code),
                None => {
                    let many = Problem::new(ErrorCode::TooManyLabels, Place::column(name.as_str()));
                    problems.push(many.count("limit", u64::from(u32::MAX)));
                }
            }
        }
    }
    if !problems.is_empty() {
        return None;
    }
    let columns = facets.names.iter().zip(&codes);
    let columns = columns.map(|(name, (labels, codes))| levels(name, labels, codes, options.effects));
    Some(Observations::new(columns.collect(), &found))
}

impl Generalizability {
    /// The study of a long table: one row for each score, in one part or several. Scores that are empty are missing.
    ///
    /// Which facets are nested is read off the data where no design is given: a facet is nested in another if each of its
    /// conditions comes with one condition of that only. Give the design where labels come again: raters who are numbered
    /// from 1 in each task look as if the same ones were there throughout, and a note says so.
    ///
    /// # Errors
    /// `column_length`, `unreadable_column`, `duplicate_column`, `no_rows`, `missing_column`, `missing_value`, `invalid_number`, `out_of_scale`,
    /// `ambiguous_id`, `invalid_id`, `invalid_option`; `unused_column` for a column that is called as one that counts rows (`index`, or without a name), unless
    /// `facets` or `design` names it.
    ///
    /// ```
    /// use collabpro_core::Generalizability;
    /// use collabpro_core::generalizability::StudyOptions;
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let columns = ColumnSet::new()
    ///     .text("school", ["Oak", "Oak", "Elm", "Elm", "Ash", "Ash"].map(Some))
    ///     .text("rater", ["a", "b", "a", "b", "a", "b"].map(Some))
    ///     .integers("rating", [3, 4, 1, 1, 2, 4].map(Some));
    /// let found = Generalizability::of(&[columns], StudyOptions::new().unit("school"))?;
    /// let study = &found.studies[0];
    /// assert_eq!(study.design.as_deref(), Some("school x rater"));
    /// assert_eq!(study.components[0].effect, "school");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn of<'w>(parts: &[ColumnSet], options: impl Into<Watched<'w, StudyOptions>>) -> Result<Self> {
        options.into().run(|options, watch| Self::of_columns(parts, options, watch))
    }

    fn of_columns(given: &[ColumnSet], options: StudyOptions, watch: &mut dyn Watch) -> Result<Self> {
        let options = options.checked()?;
        let parts = Parts::new(given)?;
        let mut problems = Problems::of(ErrorKind::Estimation);
        let facets = Facets::new(&parts, &options, &mut problems);
        facets.names.iter().for_each(|name| ColumnSet::check_ids(given, name, &mut problems));
        ColumnSet::check_numbers(given, &options.rating, &mut problems);
        let scale = declared(&options.categories, "categories").unwrap_or_else(|error| {
            problems.append(&error);
            None
        });
        let observations = read(&parts, &facets, &options, scale.as_ref(), &mut problems);
        problems.finish(())?;
        let Some(observations) = observations else {
            return Err(crate::base::error::Error::internal("columns"));
        };
        let Facets { within, given, .. } = facets;
        let StudyOptions { unbalanced, confidence, effects, .. } = options;
        let positions = scale.is_some_and(|scale| scale.positions);
        let known = Known { within, given, needs: None, unbalanced, confidence, effects, positions };
        let study = Study::of(observations, &known, About::default(), watch)?;
        Ok(Self::new(None, Asked::Columns(options), vec![study]))
    }
}
