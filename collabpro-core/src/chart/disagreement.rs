//! Disagreement: for each criterion how far two people differ on average, and whether it stands out.

use serde_json::{Value, json};

use super::{Shown, fill, is_shown, note};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::release::{ReleasedCoverage, ReleasedScore, ReleasedSpread};
use crate::report::words;

const FRAME: &str = include_str!("disagreement.json");

pub(super) fn specification(shown: &Shown<'_>) -> Result<String> {
    let found = shown.released.disagreement();
    let mut rows = Vec::new();
    for group in &shown.groups {
        of_group(shown, group, &found.criteria, &mut rows);
    }
    let rubric = shown.released.rubric();
    let mut names = Vec::new();
    for criterion in rubric.criteria() {
        names.push(shown.say(&words::criterion_name(rubric, &criterion.id, None)));
    }
    let longest = rubric.scales().iter().map(|scale| scale.categories().len()).max().unwrap_or(2);
    let last = longest.saturating_sub(1).max(1);
    let ticks: Vec<usize> = (0..=last).step_by(last.div_ceil(10)).collect();
    let marks = ["chart.disagreement.other", "chart.disagreement.widest", "chart.disagreement.out"];
    let values = json!({
        "title": shown.title("chart.disagreement.title", &Message::new("chart.disagreement.how")),
        "description": shown.description("chart.disagreement.description"),
        "rows": rows,
        "groups": shown.names(),
        "width": shown.width,
        "names": names,
        "axis": shown.text("chart.disagreement.axis"),
        "domain": [0, last],
        "ticks": ticks,
        "last": last,
        "marks": marks.map(|id| shown.text(id)),
    });
    fill(FRAME, &values)
}

fn of_group(shown: &Shown<'_>, group: &ReleasedCoverage, spreads: &[ReleasedSpread], rows: &mut Vec<Value>) {
    let name = shown.group(group);
    let before = rows.len();
    for spread in spreads {
        if spread.unit == group.unit && spread.occasion == group.occasion && spread.role == group.role {
            row(shown, spread, &name, rows);
        }
    }
    if rows.len() > before {
        return;
    }
    let criteria = shown.released.criteria();
    let own = |cell: &&ReleasedScore| words::is_of(cell, &group.unit, &group.occasion, group.role.as_deref());
    let why = match criteria.iter().find(own) {
        Some(_) if is_shown(criteria, group) => Message::new("chart.disagreement.few"),
        Some(cell) => words::absent(shown.released, cell),
        None => words::too_few(group.raters),
    };
    let all = shown.say(&Message::new("chart.all"));
    rows.push(note(&name, "criterion", &all, &shown.say(&why)));
}

/// A dot where the distance is shown; words where only the mark is; nothing where neither is.
fn row(shown: &Shown<'_>, spread: &ReleasedSpread, group: &str, rows: &mut Vec<Value>) {
    let rubric = shown.released.rubric();
    let criterion = shown.say(&words::criterion_name(rubric, &spread.criterion, None));
    let id = match (spread.stands_out, spread.widest) {
        (true, _) => "chart.disagreement.out",
        (false, true) => "chart.disagreement.widest",
        (false, false) => "chart.disagreement.other",
    };
    let mark = shown.say(&Message::new(id));
    match spread.distance {
        Some(distance) => rows.push(json!({
            "criterion": criterion,
            "distance": (distance * 100.0).round() / 100.0,
            "group": group,
            "kind": "distance",
            "mark": mark,
            "says": format!("{criterion}: {mark}"),
        })),
        None if spread.stands_out || spread.widest => {
            rows.push(note(group, "criterion", &criterion, &mark));
        }
        None => {}
    }
}
