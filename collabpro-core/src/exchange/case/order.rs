//! How the levels of a criterion run: the standard gives them a position and does not say which end is the better.

use serde_json::Value;

use crate::base::document::value;
use crate::rubric::{Direction, Missing};

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
        "nicht",
        "nie",
        "kein",
        "keine",
        "mangelhaft",
        "ungenügend",
        "unzureichend",
        "disagree",
        "nunca",
        "ninguno",
        "ninguna",
        "desacuerdo",
        "deficiente",
        "insuficiente",
    ],
    &[
        "developing",
        "approaching",
        "basic",
        "partial",
        "partially",
        "progressing",
        "sometimes",
        "rarely",
        "seldom",
        "fair",
        "teilweise",
        "manchmal",
        "selten",
        "kaum",
        "eher",
        "ausreichend",
        "veces",
        "raramente",
        "parcialmente",
        "suficiente",
    ],
    &[
        "proficient",
        "competent",
        "meets",
        "good",
        "satisfactory",
        "adequate",
        "effective",
        "often",
        "usually",
        "agree",
        "befriedigend",
        "gut",
        "oft",
        "meistens",
        "trifft",
        "stimme",
        "menudo",
        "acuerdo",
        "bien",
        "bueno",
    ],
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
        "yes",
        "ja",
        "immer",
        "hervorragend",
        "ausgezeichnet",
        "sí",
        "siempre",
        "excelente",
        "sobresaliente",
    ],
];

/// How qualities begin that say nothing of the work, and why it was not judged.
const UNSCORED: [(&[&str], Missing); 14] = [
    (&["not", "scored"], Missing::NoAnswer),
    (&["not", "applicable"], Missing::NotApplicable),
    (&["not", "assessed"], Missing::NoAnswer),
    (&["not", "rated"], Missing::NoAnswer),
    (&["not", "graded"], Missing::NoAnswer),
    (&["not", "evaluated"], Missing::NoAnswer),
    (&["not", "observed"], Missing::NotObserved),
    (&["no", "score"], Missing::NoAnswer),
    (&["unscored"], Missing::NoAnswer),
    (&["n", "a"], Missing::NotApplicable),
    (&["nicht", "bewertet"], Missing::NoAnswer),
    (&["nicht", "beurteilt"], Missing::NoAnswer),
    (&["nicht", "anwendbar"], Missing::NotApplicable),
    (&["keine", "angabe"], Missing::NoAnswer),
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

/// Which way the names of levels run along their positions, in this language.
pub(super) fn by_names(levels: &[Value], language: &str) -> Option<Direction> {
    let name = |at: usize| levels[at].get("quality").and_then(Value::as_str);
    let mut names: Vec<_> = by_position(levels).into_iter().filter_map(name).collect();
    names.retain(|name| unscored(name).is_none());
    let ranks: Vec<_> = names.iter().filter_map(|name| rank(name)).collect();
    if !ranks.is_empty() {
        return way(&ranks);
    }
    // "Level 3", "4 points"; of German marks, "Note 1", the first is the best.
    let is_mark = |name: &&str| words(name).any(|word| word.eq_ignore_ascii_case("Note"));
    let sign = if language.starts_with("de") && names.iter().all(is_mark) { -1.0 } else { 1.0 };
    let number = |name: &&str| words(name).find_map(|word| value(word).ok()?.as_f64());
    way(&names.iter().filter_map(number).map(|number| sign * number).collect::<Vec<_>>())
}

/// Why nothing was judged, where a quality says so: it is no rung of a scale.
pub(super) fn unscored(name: &str) -> Option<Missing> {
    let says = |known: &[&str]| {
        let mut own = words(name);
        known.iter().all(|known| own.next().is_some_and(|word| word.eq_ignore_ascii_case(known)))
    };
    UNSCORED.iter().find(|(known, _)| says(known)).map(|(_, why)| *why)
}

/// The same of a level, where no score speaks against it. Nothing, for nothing observed, is what the lowest rung may be called.
pub(super) fn unscored_level(level: &Value) -> Option<Missing> {
    let why = unscored(level.get("quality")?.as_str()?)?;
    let score = number(level, "score");
    score.is_none_or(|score| score == 0.0 && why != Missing::NotObserved).then_some(why)
}

/// The places of the levels that are rungs; all, where not two would be left.
pub(super) fn rungs(levels: &[Value]) -> Vec<usize> {
    let judged: Vec<usize> = (0..levels.len()).filter(|at| unscored_level(&levels[*at]).is_none()).collect();
    if judged.len() < 2 { (0..levels.len()).collect() } else { judged }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let parted = name.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric());
    parted.filter(|word| !word.is_empty())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_frequency_and_agreement_tell_which_end_is_which() {
        for rising in [
            "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
            "No|Yes",
            "Never|Rarely|Sometimes|Usually|Always",
            "trifft nicht zu|trifft eher nicht zu|trifft eher zu|trifft voll zu",
            "stimme gar nicht zu|stimme eher zu|stimme zu",
            "nie|selten|manchmal|oft|immer",
            "nunca|raramente|a veces|a menudo|siempre",
            "Totalmente en desacuerdo|En desacuerdo|De acuerdo|Totalmente de acuerdo",
            "No|Sí",
        ] {
            let mut names: Vec<_> =
                rising.split('|').map(|name| serde_json::json!({"quality": name})).collect();
            assert_eq!(by_names(&names, "en"), Some(Direction::Ascending), "{rising}");
            names.reverse();
            assert_eq!(by_names(&names, "en"), Some(Direction::Descending), "{rising}");
        }
    }
}
