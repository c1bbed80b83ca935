//! The profile: for each construct the distribution of ratings, with the share at the cut and its interval.

use serde_json::{Value, json};

use super::{Shown, fill, note, shades};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::framework::Construct;
use crate::release::{ReleasedCoverage, ReleasedScore, ReleasedShare, Withheld};
use crate::report::words;
use crate::scoring::Reason;

pub(super) const FRAME: &str = include_str!("profile.json");
/// Where "nearly all" and "nearly none" are drawn.
const NEARLY: f64 = 0.05;

pub(super) fn specification(shown: &Shown<'_>) -> Result<String> {
    let measured = words::measured(shown.released);
    let mut rows = Vec::new();
    for group in &shown.groups {
        of_group(shown, group, &measured, &mut rows);
    }
    let (mut names, mut categories) = (Vec::new(), Vec::new());
    for construct in &measured {
        names.push(shown.say(&words::construct(construct)));
        for category in called(shown, construct) {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
    }
    let cut = measured.iter().find_map(|construct| cut(shown, construct));
    let how = match cut {
        Some(category) => Message::new("chart.profile.how").message("category", category),
        None => Message::new("chart.profile.how.no_cut"),
    };
    let values = json!({
        "title": shown.title("chart.profile.title", &how),
        "description": shown.description("chart.profile.description"),
        "rows": rows,
        "groups": shown.names(),
        "width": shown.width,
        "names": names,
        "axis": shown.text("chart.profile.axis"),
        "shades": shades(categories.len()),
        "categories": categories,
        "legend": shown.text("chart.profile.legend"),
    });
    fill(FRAME, &values)
}

/// What the categories of a construct's scale are called, lowest first.
fn called(shown: &Shown<'_>, construct: &Construct) -> Vec<String> {
    let rubric = shown.released.rubric();
    let found = rubric.constructs().iter().find(|(known, _)| known == construct);
    let first = found.and_then(|(_, criteria)| criteria.first()).copied().unwrap_or(0);
    let mut names = Vec::new();
    for category in rubric.scale(first).categories() {
        names.push(shown.say(&words::category_name(rubric, first, category)));
    }
    names
}

/// What the category is called at which the upper part of a construct's scale begins.
fn cut(shown: &Shown<'_>, construct: &Construct) -> Option<Message> {
    let cell = shown.released.constructs().iter().find(|cell| cell.construct == *construct)?;
    Some(words::category(shown.released, cell, cell.cut.as_deref()?))
}

fn of_group(shown: &Shown<'_>, group: &ReleasedCoverage, measured: &[&Construct], rows: &mut Vec<Value>) {
    let mut cells = Vec::new();
    for construct in measured {
        let role = group.role.as_deref();
        let cell = words::cell(shown.released, construct, &group.unit, &group.occasion, role);
        cells.extend(cell.filter(|cell| cell.withheld != Some(Withheld::GroupsShown)));
    }
    let name = shown.group(group);
    if cells.iter().all(|cell| !cell.is_shown()) {
        let why = match cells.first() {
            Some(cell) => words::absent(shown.released, cell),
            None => words::too_few(group.raters),
        };
        let all = shown.say(&Message::new("chart.all"));
        return rows.push(note(&name, "construct", &all, &shown.say(&why)));
    }
    for cell in cells {
        of_cell(shown, cell, &name, rows);
    }
}

fn of_cell(shown: &Shown<'_>, cell: &ReleasedScore, group: &str, rows: &mut Vec<Value>) {
    let construct = shown.say(&words::construct(&cell.construct));
    let categories = called(shown, &cell.construct);
    let Some(upper) = upper(cell).filter(|upper| upper.len() + 1 == categories.len()) else {
        let why = match cell.at_cut() {
            Some(share) => said(shown, cell, share),
            None if cell.undefined.get("shares") == Some(Reason::NoCut) => Message::new("chart.profile.few"),
            None => words::absent(shown.released, cell),
        };
        return rows.push(note(group, "construct", &construct, &shown.say(&why)));
    };
    let mut shares = Vec::new();
    for share in &cell.shares {
        shares.push(said(shown, cell, share));
    }
    let says = Message::new("chart.profile.says").text("construct", &*construct).list("shares", shares);
    let says = shown.say(&says);
    let mut from = 0.0;
    for (at, category) in categories.iter().enumerate().rev() {
        let end = at.checked_sub(1).map_or(1.0, |at| upper[at]);
        // Whole thousandths: sums of rounded parts leave dust.
        let to = f64::max(from, (end.clamp(0.0, 1.0) * 1000.0).round() / 1000.0);
        rows.push(json!({
            "category": category,
            "construct": construct,
            "from": from,
            "group": group,
            "kind": "band",
            "says": says,
            "to": to,
        }));
        from = to;
    }
    if let Some((value, interval)) = cell.at_cut().and_then(|share| share.value.zip(share.interval)) {
        rows.push(json!({
            "construct": construct,
            "group": group,
            "kind": "share",
            "lower": interval.lower,
            "says": says,
            "share": value,
            "upper": interval.upper,
        }));
    }
}

/// What lies in each category above the lowest and all above it; `None` where too little is shown.
fn upper(cell: &ReleasedScore) -> Option<Vec<f64>> {
    let mut upper = Vec::new();
    if cell.shares.is_empty() {
        let parts = cell.distribution.as_ref()?;
        for at in 1..parts.len() {
            upper.push(parts[at..].iter().sum());
        }
    }
    for share in &cell.shares {
        let nearly = share.nearly_all.map(|all| if all { 1.0 - NEARLY } else { NEARLY });
        upper.push(share.value.or(nearly)?);
    }
    Some(upper)
}

/// A share in words.
fn said(shown: &Shown<'_>, cell: &ReleasedScore, share: &ReleasedShare) -> Message {
    Message::new("chart.profile.share")
        .message("share", words::share(cell, share))
        .message("category", words::category(shown.released, cell, &share.from))
}
