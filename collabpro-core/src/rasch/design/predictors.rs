//! What is known of units, as columns of the long table say it.

use std::collections::BTreeMap;

use super::columns::{Column, Long, NONE, column};
use super::drawn_from::{DrawnFrom, Predictor};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::number::number;
use crate::base::options::unfit;
use crate::rasch::likelihood::linear::Factor;
use crate::rasch::options::RaschOptions;
use crate::rating_table::LARGEST;
use crate::ratings::ColumnSet;

/// For each unit the label of a column, once for all its rows.
fn of_units(
    long: &Long,
    (kept, name, column): (&[usize], &str, &Column),
    problems: &mut Problems,
) -> Vec<u32> {
    let units = &long.elements[0];
    let mut of = vec![NONE; units.len()];
    let mut first = vec![usize::MAX; units.len()];
    for (unit, row) in long.codes[0].iter().zip(kept) {
        let unit = *unit as usize;
        first[unit] = first[unit].min(*row);
        let code = column.codes[*row];
        match of[unit] {
            _ if code == NONE => {}
            NONE => of[unit] = code,
            known if known == code => {}
            known => {
                let place = Place::cell(*row as u64 + 1, name);
                let conflict = Problem::new(ErrorCode::ValueConflict, place);
                let conflict = conflict.with("what", column.labels.get(code));
                let conflict = conflict.with("unit", units[unit].as_str());
                problems.push(conflict.with("first", column.labels.get(known)));
            }
        }
    }
    for (_, first) in of.iter().zip(first).filter(|(of, _)| **of == NONE) {
        problems.push(Problem::new(ErrorCode::MissingValue, Place::cell(first as u64 + 1, name)));
    }
    of
}

/// The labels that units have, in byte order, and for each unit the place of its own.
fn ranked(column: &Column, of: &[u32]) -> (Vec<String>, Vec<usize>) {
    let mut names: Vec<&str> = of.iter().map(|code| column.labels.get(*code)).collect();
    let own = names.clone();
    names.sort_unstable();
    names.dedup();
    let place = |name: &&str| names.binary_search(name).unwrap_or(0);
    let places = own.iter().map(place).collect();
    (names.into_iter().map(str::to_owned).collect(), places)
}

/// The terms of one column: what each is called and its values.
fn terms(name: &str, is_number: bool, column: &Column, of: &[u32]) -> Vec<(Predictor, Vec<f64>)> {
    let predictor = |category| Predictor { column: name.to_owned(), category, centre: 0.0, scale: 1.0 };
    if is_number {
        let values = of.iter().map(|code| number(column.labels.get(*code)).unwrap_or(0.0));
        let values: Vec<f64> = values.collect();
        let n = values.len() as f64;
        let centre = values.iter().sum::<f64>() / n;
        let square = values.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>() / n;
        let scale = if square > 0.0 { square.sqrt() } else { 1.0 };
        let made = values.iter().map(|value| (value - centre) / scale).collect();
        return vec![(Predictor { centre, scale, ..predictor(None) }, made)];
    }
    let (names, places) = ranked(column, of);
    let one = |at: usize| {
        let values = places.iter().map(|place| f64::from(u8::from(*place == at))).collect();
        (predictor(Some(names[at].clone())), values)
    };
    (1..names.len()).map(one).collect()
}

/// Reads what the options name; `kept` are the rows that the ratings of the long table stood in.
pub(in crate::rasch) fn drawn_from(
    parts: &[ColumnSet],
    options: &RaschOptions,
    long: &Long,
    kept: &[usize],
) -> Result<DrawnFrom> {
    let units = long.elements[0].len();
    let mut made = DrawnFrom::one(units);
    let sign = long.form.sign[0];
    (made.mean, made.deviation) =
        (options.population_mean.map(|mean| sign * mean), options.population_deviation);
    let known: Vec<&str> = parts.first().into_iter().flat_map(ColumnSet::column_names).collect();
    let mut problems = Problems::of(ErrorKind::Estimation);
    let mut lists: Vec<(Predictor, Vec<f64>)> = Vec::new();
    let mut groups = vec![0; units];
    let names = options.population_groups.iter().map(|name| (name, true));
    for (name, is_group) in names.chain(options.predictors.iter().map(|name| (name, false))) {
        let Some(column) = column(parts, name) else {
            problems.push(Problem::missing_column(name, "column.of_rasch", &known));
            continue;
        };
        let before = problems.places();
        let of = of_units(long, (kept, name, &column), &mut problems);
        if problems.places() > before {
            continue;
        }
        let is_named = is_group || options.categorical.contains(name);
        let is_value = |label: &str| number(label).is_some_and(|value| value.abs() <= LARGEST);
        let is_number = !is_named && of.iter().all(|code| is_value(column.labels.get(*code)));
        if is_group {
            let (names, places) = ranked(&column, &of);
            for (at, label) in names.iter().enumerate() {
                if places.iter().filter(|place| **place == at).count() < 2 {
                    problems.push(unfit("populationGroups", "rasch.group_of_one", label));
                }
            }
            (made.groups, groups) = (names, places);
        }
        lists.extend(terms(name, is_number, &column, &of));
    }
    problems.finish(())?;
    let rows: Vec<Vec<f64>> = (0..units)
        .map(|unit| [1.0].into_iter().chain(lists.iter().map(|(_, values)| values[unit])).collect())
        .collect();
    let width = lists.len() + 1;
    let mut squares = vec![0.0; width * width];
    for row in &rows {
        for (at, value) in row.iter().enumerate() {
            row.iter().enumerate().for_each(|(other, second)| squares[at * width + other] += value * second);
        }
    }
    if Factor::of(squares, width).free() > 0 {
        let found =
            lists.iter().map(|(predictor, _)| predictor.column.as_str()).collect::<Vec<_>>().join(", ");
        return Err(unfit("predictors", "rasch.collinear", found).into());
    }
    let mut kinds: BTreeMap<(usize, Vec<u64>), u32> = BTreeMap::new();
    (made.terms, made.group) = (Vec::new(), Vec::new());
    for (unit, row) in rows.into_iter().enumerate() {
        let key = (groups[unit], row.iter().map(|value| value.to_bits()).collect());
        let next = kinds.len() as u32;
        made.kind[unit] = *kinds.entry(key).or_insert(next);
        if made.kind[unit] == next {
            made.terms.push(row);
            made.group.push(groups[unit]);
        }
    }
    made.predictors = lists.into_iter().map(|(predictor, _)| predictor).collect();
    Ok(made)
}
