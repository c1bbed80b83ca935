//! Disagreement: for each criterion how far two people differ on average, and whether it stands out.

use super::{Rows, Shown, fill, is_shown};
use crate::base::error::Result;
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::release::{ReleasedCoverage, ReleasedSpread};
use crate::report::words;

const FRAME: &str = include_str!("disagreement.json");

pub(super) fn specification(shown: &Shown<'_>) -> Result<String> {
    let found = shown.released.disagreement()?;
    let mut rows = Rows::default();
    for group in &shown.groups {
        of_group(shown, group, &found.criteria, &mut rows);
    }
    let rubric = shown.released.rubric();
    let mut names = Vec::new();
    for criterion in rubric.criteria() {
        names.push(criterion.name.get("en"));
    }
    let longest = rubric.scales().iter().map(|scale| scale.categories().len()).max().unwrap_or(2);
    let last = longest.saturating_sub(1).max(1);
    let mut ticks = Vec::new();
    for tick in (0..=last).step_by(last.div_ceil(10)) {
        ticks.push(tick);
    }
    let mut marks = Vec::new();
    for id in ["chart.disagreement.other", "chart.disagreement.widest", "chart.disagreement.out"] {
        marks.push(shown.say(&Message::new(id)));
    }
    Ok(fill(
        FRAME,
        &[
            ("title", shown.title("chart.disagreement.title", &Message::new("chart.disagreement.how"))),
            ("description", shown.description("chart.disagreement.description")),
            ("rows", rows.json()),
            ("groups", shown.names()),
            ("width", shown.width.to_string()),
            ("names", to_json(&names)),
            ("axis", shown.json("chart.disagreement.axis")),
            ("domain", to_json(&[0, last])),
            ("ticks", to_json(&ticks)),
            ("last", last.to_string()),
            ("marks", to_json(&marks)),
        ],
    ))
}

fn of_group(shown: &Shown<'_>, group: &ReleasedCoverage, spreads: &[ReleasedSpread], rows: &mut Rows) {
    let name = shown.group(group);
    let before = rows.0.len();
    for spread in spreads {
        if spread.unit == group.unit && spread.occasion == group.occasion && spread.role == group.role {
            row(shown, spread, &name, rows);
        }
    }
    if rows.0.len() > before {
        return;
    }
    let why = match is_shown(shown.released.criteria(), group) {
        true => Message::new("chart.disagreement.few"),
        false => words::too_few(group.people),
    };
    let all = shown.say(&Message::new("chart.all"));
    rows.note(&name, "criterion", &all, &shown.say(&why));
}

/// A dot where the distance is shown; words where only the mark is; nothing where neither is.
fn row(shown: &Shown<'_>, spread: &ReleasedSpread, group: &str, rows: &mut Rows) {
    let rubric = shown.released.rubric();
    let Some(at) = rubric.criterion(&spread.criterion) else { return };
    let criterion = rubric.criteria()[usize::from(at)].name.get("en");
    let id = match (spread.stands_out, spread.widest) {
        (true, _) => "chart.disagreement.out",
        (false, true) => "chart.disagreement.widest",
        (false, false) => "chart.disagreement.other",
    };
    let mark = shown.say(&Message::new(id));
    match spread.distance {
        Some(distance) => {
            rows.begin();
            rows.text("criterion", criterion);
            rows.number("distance", (distance * 100.0).round() / 100.0);
            rows.text("group", group);
            rows.text("kind", "distance");
            rows.text("mark", &mark);
            rows.text("says", &format!("{criterion}: {mark}"));
            rows.end();
        }
        None if spread.stands_out || spread.widest => rows.note(group, "criterion", criterion, &mark),
        None => {}
    }
}
