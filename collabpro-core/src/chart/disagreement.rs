//! Disagreement: for each criterion how far two people differ on average, and whether it stands out.

use serde_json::Value;

use super::{Shown, fill, object};
use crate::Result;
use crate::disagreement::ReleasedSpread;
use crate::message::Message;
use crate::scoring::{Cell, ReleasedCoverage};

const FRAME: &str = include_str!("disagreement.json");

pub(super) fn specification(shown: &Shown<'_>) -> Result<Value> {
    let found = shown.released.disagreement()?;
    let mut rows = Vec::new();
    for group in &shown.groups {
        of_group(shown, group, &found.criteria, &mut rows);
    }
    let rubric = shown.released.rubric();
    let groups: Vec<String> = shown.groups.iter().map(|group| shown.group(group)).collect();
    let names: Vec<String> =
        rubric.criteria().iter().map(|criterion| criterion.name.get("en").to_owned()).collect();
    let longest = rubric.scales().iter().map(|scale| scale.categories().len()).max().unwrap_or(2);
    let last = longest.saturating_sub(1).max(1);
    let step = last.div_ceil(10);
    let ticks: Vec<usize> = (0..=last).step_by(step).collect();
    let marks = ["chart.disagreement.other", "chart.disagreement.widest", "chart.disagreement.out"];
    let marks = Value::from(marks.map(|id| shown.say(&Message::new(id))).to_vec());
    fill(
        FRAME,
        vec![
            ("/title", shown.title("chart.disagreement.title", &Message::new("chart.disagreement.how"))),
            ("/description", shown.description("chart.disagreement.description")),
            ("/data/values", rows.into()),
            ("/facet/row/sort", groups.into()),
            ("/spec/width", shown.width.into()),
            ("/spec/encoding/y/sort", names.into()),
            ("/spec/layer/0/encoding/x/title", shown.say(&Message::new("chart.disagreement.axis")).into()),
            ("/spec/layer/0/encoding/x/scale/domain", vec![0, last].into()),
            ("/spec/layer/0/encoding/x/axis/values", ticks.into()),
            ("/spec/layer/1/encoding/x2/datum", last.into()),
            ("/spec/layer/0/encoding/shape/scale/domain", marks.clone()),
            ("/spec/layer/0/encoding/size/scale/domain", marks.clone()),
            ("/spec/layer/0/encoding/fill/scale/domain", marks.clone()),
            ("/spec/layer/0/encoding/stroke/scale/domain", marks),
        ],
    )
}

fn of_group(shown: &Shown<'_>, group: &ReleasedCoverage, spreads: &[ReleasedSpread], rows: &mut Vec<Value>) {
    let name = shown.group(group);
    let before = rows.len();
    for spread in spreads {
        if spread.unit == group.unit && spread.occasion == group.occasion && spread.role == group.role {
            rows.extend(row(shown, spread, &name));
        }
    }
    if rows.len() > before {
        return;
    }
    let is_shown = |cell: &Cell| {
        let here = cell.unit == group.unit && cell.occasion == group.occasion && cell.role == group.role;
        here && cell.is_shown()
    };
    let why = match shown.released.criteria().iter().any(is_shown) {
        true => Message::new("chart.disagreement.few"),
        false => shown.withheld(group),
    };
    let all = shown.say(&Message::new("chart.all"));
    rows.push(note(&name, &all, shown.say(&why)));
}

fn note(group: &str, criterion: &str, text: String) -> Value {
    object(vec![
        ("kind", "note".into()),
        ("group", group.into()),
        ("criterion", criterion.into()),
        ("says", format!("{criterion}: {text}").into()),
        ("note", text.into()),
    ])
}

/// A dot where the distance is shown; words where only the mark is; nothing where neither is.
fn row(shown: &Shown<'_>, spread: &ReleasedSpread, group: &str) -> Option<Value> {
    let rubric = shown.released.rubric();
    let at = rubric.criterion(&spread.criterion)?;
    let criterion = rubric.criteria().get(usize::from(at))?.name.get("en");
    let id = match (spread.stands_out, spread.widest) {
        (true, _) => "chart.disagreement.out",
        (false, true) => "chart.disagreement.widest",
        (false, false) => "chart.disagreement.other",
    };
    let mark = shown.say(&Message::new(id));
    let Some(distance) = spread.distance else {
        return (spread.stands_out || spread.widest).then(|| note(group, criterion, mark));
    };
    Some(object(vec![
        ("kind", "distance".into()),
        ("group", group.into()),
        ("criterion", criterion.into()),
        ("says", format!("{criterion}: {mark}").into()),
        ("mark", mark.into()),
        ("distance", ((distance * 100.0).round() / 100.0).into()),
    ]))
}
