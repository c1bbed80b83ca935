//! How the levels of a criterion run: the standard gives them a position and does not say which end is the better.

use serde_json::Value;

use crate::base::document::value;
use crate::rubric::Direction;

/// Words of qualities by what they say of a level, the lowest first. A quality is as high as its lowest word: "not proficient".
const WORDS: [&[&str]; 4] = [
    &[
        "no",
        "not",
        "non",
        "never",
        "none",
        "beginning",
        "beginner",
        "novice",
        "emerging",
        "poor",
        "weak",
        "low",
        "below",
        "unsatisfactory",
        "inadequate",
        "insufficient",
        "ineffective",
        "minimal",
        "minimally",
        "limited",
        "unacceptable",
        "absent",
    ],
    &["developing", "approaching", "basic", "partial", "partially", "progressing", "sometimes", "fair"],
    &["proficient", "competent", "meets", "good", "satisfactory", "adequate", "effective", "often"],
    &[
        "exemplary",
        "excellent",
        "advanced",
        "exceeds",
        "expert",
        "mastery",
        "outstanding",
        "strong",
        "high",
        "highly",
        "always",
        "distinguished",
        "exceptional",
        "superior",
        "accomplished",
    ],
];

/// A number, which some write as a text.
pub(super) fn number(object: &Value, name: &str) -> Option<f64> {
    let found = object.get(name)?;
    let quoted = found.as_str().and_then(|text| value(text).ok());
    quoted.as_ref().unwrap_or(found).as_f64()
}

/// The places of a list in the rising order of a number, where all have one and no two the same.
pub(super) fn by_number(list: &[Value], name: &str) -> Option<Vec<usize>> {
    let mut numbered: Vec<(f64, usize)> =
        list.iter().enumerate().map(|(at, one)| Some((number(one, name)?, at))).collect::<Option<_>>()?;
    numbered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let apart = numbered.windows(2).all(|pair| pair[0].0 != pair[1].0);
    apart.then(|| numbered.iter().map(|(_, at)| *at).collect())
}

/// The places of a list by the positions that its elements tell, or as they stand where these do not order them.
pub(super) fn by_position(list: &[Value]) -> Vec<usize> {
    by_number(list, "position").unwrap_or_else(|| (0..list.len()).collect())
}

/// Which way the scores of levels run along their positions, as far as there are any.
pub(super) fn by_scores(levels: &[Value]) -> Option<Direction> {
    way(&by_position(levels).into_iter().filter_map(|at| number(&levels[at], "score")).collect::<Vec<_>>())
}

/// Which way the names of levels run along their positions.
pub(super) fn by_names(levels: &[Value]) -> Option<Direction> {
    let name = |at: usize| levels[at].get("quality").and_then(Value::as_str);
    let names: Vec<_> = by_position(levels).into_iter().filter_map(name).collect();
    let ranks: Vec<_> = names.iter().filter_map(|name| rank(name)).collect();
    if !ranks.is_empty() {
        return way(&ranks);
    }
    // "Level 3", "4 points".
    way(&names
        .iter()
        .filter_map(|name| words(name).find_map(|word| value(word).ok()?.as_f64()))
        .collect::<Vec<_>>())
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_ascii_alphanumeric())
}

fn rank(name: &str) -> Option<f64> {
    let of = |word: &str| {
        WORDS.iter().position(|known| known.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    words(name).filter_map(of).min().map(|rank| rank as f64)
}

/// Which way numbers run, if they run one way.
fn way(numbers: &[f64]) -> Option<Direction> {
    let (first, last) = (numbers.first()?, numbers.last()?);
    let runs = |fits: fn(&f64, &f64) -> bool| numbers.windows(2).all(|pair| fits(&pair[0], &pair[1]));
    if first < last && runs(f64::le) {
        return Some(Direction::Ascending);
    }
    (first > last && runs(f64::ge)).then_some(Direction::Descending)
}
