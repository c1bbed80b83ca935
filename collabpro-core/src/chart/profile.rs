//! The profile: for each construct the distribution of marks, with the share at the cut and its interval.

use serde_json::Value;

use super::{Shown, fill, object, shades};
use crate::Result;
use crate::framework::Construct;
use crate::message::Message;
use crate::report::words;
use crate::rubric::Category;
use crate::scoring::{Cell, Reason, ReleasedCoverage, ReleasedShare, Withheld};

const FRAME: &str = include_str!("profile.json");
/// Where "nearly all" and "nearly none" are drawn.
const NEARLY: f64 = 0.05;

pub(super) fn specification(shown: &Shown<'_>) -> Result<Value> {
    let mut rows = Vec::new();
    for group in &shown.groups {
        of_group(shown, group, &mut rows);
    }
    let groups: Vec<String> = shown.groups.iter().map(|group| shown.group(group)).collect();
    let names: Vec<String> =
        measured(shown).map(|construct| shown.say(&words::construct(construct))).collect();
    let categories = categories(shown);
    let shades = shades(categories.len());
    let cut = measured(shown).find_map(|construct| cut(shown, construct));
    let how = match cut {
        Some(category) => Message::new("chart.profile.how").message("category", category),
        None => Message::new("chart.profile.how.no_cut"),
    };
    fill(
        FRAME,
        vec![
            ("/title", shown.title("chart.profile.title", &how)),
            ("/description", shown.description("chart.profile.description")),
            ("/data/values", rows.into()),
            ("/facet/row/sort", groups.into()),
            ("/spec/width", shown.width.into()),
            ("/spec/encoding/y/sort", names.into()),
            ("/spec/layer/0/encoding/x/title", shown.say(&Message::new("chart.profile.axis")).into()),
            ("/spec/layer/0/encoding/color/sort", categories.clone().into()),
            ("/spec/layer/0/encoding/color/scale/domain", categories.into()),
            ("/spec/layer/0/encoding/color/scale/range", shades.into()),
            (
                "/spec/layer/0/encoding/color/legend/title",
                shown.say(&Message::new("chart.profile.legend")).into(),
            ),
        ],
    )
}

/// The constructs that are drawn: all but the warning signs, in the instrument's order.
fn measured<'a>(shown: &Shown<'a>) -> impl Iterator<Item = &'a Construct> {
    let constructs = shown.released.rubric().constructs().iter().map(|(construct, _)| construct);
    constructs.filter(|construct| !matches!(construct, Construct::Warning(_)))
}

/// The categories of a construct's scale, lowest first.
fn scale<'a>(shown: &Shown<'a>, construct: &Construct) -> &'a [Category] {
    let rubric = shown.released.rubric();
    let found = rubric.constructs().iter().find(|(known, _)| known == construct);
    let first = found.and_then(|(_, criteria)| criteria.first()).copied().unwrap_or(0);
    rubric.scale(first).categories()
}

/// The labels of all categories that are drawn, lowest first.
fn categories(shown: &Shown<'_>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for category in measured(shown).flat_map(|construct| scale(shown, construct)) {
        let label = category.label.get("en");
        if !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// What the category is called at which the upper part of a construct's scale begins.
fn cut(shown: &Shown<'_>, construct: &Construct) -> Option<Message> {
    let cell = shown.released.constructs().iter().find(|cell| cell.construct == *construct)?;
    Some(words::category(shown.released, cell, cell.cut.as_deref()?))
}

fn of_group(shown: &Shown<'_>, group: &ReleasedCoverage, rows: &mut Vec<Value>) {
    let cells: Vec<&Cell> = measured(shown)
        .filter_map(|construct| {
            shown.released.constructs().iter().find(|cell| {
                cell.construct == *construct
                    && cell.unit == group.unit
                    && cell.occasion == group.occasion
                    && cell.role == group.role
            })
        })
        .filter(|cell| cell.withheld != Some(Withheld::GroupsShown))
        .collect();
    let name = shown.group(group);
    if cells.iter().all(|cell| !cell.is_shown()) {
        let why =
            cells.first().map_or_else(|| shown.withheld(group), |cell| words::absent(shown.released, cell));
        let all = shown.say(&Message::new("chart.all"));
        return rows.push(note(&name, &all, shown.say(&why)));
    }
    cells.iter().for_each(|cell| of_cell(shown, cell, &name, rows));
}

fn note(group: &str, construct: &str, text: String) -> Value {
    object(vec![
        ("kind", "note".into()),
        ("group", group.into()),
        ("construct", construct.into()),
        ("says", format!("{construct}: {text}").into()),
        ("note", text.into()),
    ])
}

fn of_cell(shown: &Shown<'_>, cell: &Cell, group: &str, rows: &mut Vec<Value>) {
    let construct = shown.say(&words::construct(&cell.construct));
    let categories = scale(shown, &cell.construct);
    let Some(bands) = bands(cell, categories) else {
        let why = match cell.at_cut() {
            Some(share) => Message::new("chart.profile.share")
                .message("share", words::share(cell, share))
                .message("category", words::category(shown.released, cell, &share.from)),
            None if cell.undefined.get("shares") == Some(Reason::NoCut) => Message::new("chart.profile.few"),
            None => words::absent(shown.released, cell),
        };
        return rows.push(note(group, &construct, shown.say(&why)));
    };
    let says = says(shown, cell, &construct);
    let row = |kind: &str, more: [(&'static str, Value); 3]| {
        let mut entries = vec![
            ("kind", kind.into()),
            ("group", group.into()),
            ("construct", construct.as_str().into()),
            ("says", says.as_str().into()),
        ];
        entries.extend(more);
        object(entries)
    };
    for (category, from, to) in bands {
        rows.push(row("band", [("category", category.into()), ("from", from.into()), ("to", to.into())]));
    }
    if let Some((value, interval)) = cell.at_cut().and_then(|share| share.value.zip(share.interval)) {
        let (lower, upper) = (interval.lower.into(), interval.upper.into());
        rows.push(row("share", [("share", value.into()), ("lower", lower), ("upper", upper)]));
    }
}

/// Each category with where its band begins and ends, the highest first; `None` where too little is shown.
fn bands<'a>(cell: &Cell, categories: &'a [Category]) -> Option<Vec<(&'a str, f64, f64)>> {
    let upper: Vec<f64> = if cell.shares.is_empty() {
        // From the distribution: what lies in a category and all above it.
        let parts = cell.distribution.as_ref()?;
        let above = |at: usize| parts[at..].iter().sum::<f64>();
        (1..parts.len()).map(above).collect()
    } else {
        let end = |share: &ReleasedShare| {
            let nearly = share.nearly_all.map(|all| if all { 1.0 - NEARLY } else { NEARLY });
            share.value.or(nearly)
        };
        cell.shares.iter().map(end).collect::<Option<_>>()?
    };
    if upper.len() + 1 != categories.len() {
        return None;
    }
    let mut bands = Vec::new();
    let mut from = 0.0;
    for (at, category) in categories.iter().enumerate().rev() {
        let end = at.checked_sub(1).map_or(1.0, |at| upper[at]);
        // Whole thousandths: sums of rounded parts leave dust.
        let to = f64::max(from, (end.clamp(0.0, 1.0) * 1000.0).round() / 1000.0);
        bands.push((category.label.get("en"), from, to));
        from = to;
    }
    Some(bands)
}

/// A construct's numbers in words.
fn says(shown: &Shown<'_>, cell: &Cell, construct: &str) -> String {
    let shares = cell.shares.iter().map(|share| {
        Message::new("chart.profile.share")
            .message("share", words::share(cell, share))
            .message("category", words::category(shown.released, cell, &share.from))
    });
    let message =
        Message::new("chart.profile.says").text("construct", construct).list("shares", shares.collect());
    shown.say(&message)
}
