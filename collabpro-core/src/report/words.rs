//! Words for numbers, groups and measures, as messages.

use std::sync::OnceLock;

use super::KeyEntry;
use crate::base::message::Message;
use crate::base::text::Text;
use crate::framework::{Construct, ContextDimension, Entry, Framework, Tenet, WarningSign};
use crate::release::{
    Detail, RaterCount, Released, ReleasedCoverage, ReleasedScore, ReleasedShare, Withheld,
};
use crate::rubric::{Category, Rubric, Scale};
use crate::scoring::{Reason, Standing};

/// Shares that have a name of their own.
const FRACTIONS: [(f64, &str); 13] = [
    (0.0, "fraction.none"),
    (0.1, "fraction.one_tenth"),
    (0.2, "fraction.one_fifth"),
    (0.25, "fraction.one_quarter"),
    (1.0 / 3.0, "fraction.one_third"),
    (0.4, "fraction.two_fifths"),
    (0.5, "fraction.half"),
    (0.6, "fraction.three_fifths"),
    (2.0 / 3.0, "fraction.two_thirds"),
    (0.75, "fraction.three_quarters"),
    (0.8, "fraction.four_fifths"),
    (0.9, "fraction.nine_tenths"),
    (1.0, "fraction.all"),
];

/// A share in words: the nearest named fraction.
pub(super) fn fraction(share: f64) -> Message {
    let distance = |named: f64| (named - share).abs();
    let nearest = FRACTIONS.iter().min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)));
    Message::new(nearest.map_or("fraction.none", |(_, id)| id))
}

/// Percentage points without decimals, never zero for a difference that is not.
pub(super) fn points(difference: f64) -> u64 {
    (difference.abs() * 100.0).round().max(1.0) as u64
}

/// The constructs that are measured: all but the warning signs, in the instrument's order.
pub(crate) fn measured(released: &Released) -> Vec<&Construct> {
    let mut measured = Vec::new();
    for (construct, _) in released.rubric().constructs() {
        if !construct.is_sign() {
            measured.push(construct);
        }
    }
    measured
}

/// Whether a cell is one of this group's.
pub(crate) fn is_of(cell: &ReleasedScore, unit: &str, occasion: &str, role: Option<&str>) -> bool {
    cell.unit == unit && cell.occasion == occasion && cell.role.as_deref() == role
}

/// The cell of a construct as one group sees it.
pub(crate) fn cell<'a>(
    released: &'a Released,
    construct: &Construct,
    unit: &str,
    occasion: &str,
    role: Option<&str>,
) -> Option<&'a ReleasedScore> {
    let mut cells = released.constructs().iter();
    cells.find(|cell| cell.construct == *construct && is_of(cell, unit, occasion, role))
}

/// What a page or a chart of a unit is called.
pub(crate) fn heading(released: &Released, unit: &str, occasion: &str) -> Message {
    let units = released.units();
    let id = if occasion.is_empty() { "report.first.heading" } else { "report.first.heading.occasion" };
    let heading = Message::new(id).text("unit", units.label(unit));
    if occasion.is_empty() { heading } else { heading.text("occasion", units.occasion_label(occasion)) }
}

/// What a construct is called.
pub(crate) fn construct(construct: &Construct) -> Message {
    static NAMES: OnceLock<Vec<(Construct, Text)>> = OnceLock::new();
    let known = NAMES.get_or_init(|| {
        let framework = Framework::bundled();
        let mut names = Vec::new();
        let mut name = |construct, entry: &Entry| names.push((construct, Text::from(entry.name.as_str())));
        for tenet in Tenet::ALL {
            name(Construct::Tenet(*tenet), framework.tenet(*tenet));
        }
        for sign in WarningSign::ALL {
            name(Construct::Warning(*sign), framework.warning_sign(*sign));
        }
        for dimension in ContextDimension::ALL {
            name(Construct::Context(*dimension), framework.context_dimension(*dimension));
        }
        names
    });
    let name = match (construct, known.iter().find(|(known, _)| known == construct)) {
        (_, Some((_, name))) => name.clone(),
        (Construct::Other(id), None) => Text::from(id.as_str()),
        (_, None) => Text::default(),
    };
    term(construct.to_string(), &name)
}

/// What something is called, as a message; `name` is its own in the message files.
pub(crate) fn term(name: String, text: &Text) -> Message {
    Message::new("report.plain").term("text", name, text)
}

/// What an instrument calls something. Only of the bundled one can a message file know the words.
pub(crate) fn own_term(rubric: &Rubric, name: &[&str], text: &Text) -> Message {
    let bundled = rubric.is_bundled();
    term(if bundled { name.join(":") } else { String::new() }, text)
}

/// A word of the user's as a message.
pub(crate) fn plain(text: &str) -> Message {
    Message::new("report.plain").text("text", text)
}

/// A day as the reader's language writes it; where it is none, the user's own words.
pub(super) fn date(text: &str) -> Message {
    Message::new("report.date").text("date", text)
}

/// What a criterion is called in a sentence.
pub(crate) fn criterion(released: &Released, id: &str) -> Message {
    let rubric = released.rubric();
    let Some(at) = rubric.position(id) else { return plain(id) };
    let criterion = &rubric.criteria()[usize::from(at)];
    match &criterion.question {
        Some(question) => own_term(rubric, &["question", id], question),
        None => own_term(rubric, &["criterion", id], &criterion.name),
    }
}

/// What stands at the head of a criterion, in the words of those who were asked.
pub(crate) fn criterion_name(rubric: &Rubric, id: &str, role: Option<&str>) -> Message {
    let Some(at) = rubric.position(id) else { return plain(id) };
    let criterion = &rubric.criteria()[usize::from(at)];
    match role.and_then(|role| Some((role, criterion.name_by_role.get(role)?))) {
        Some((role, name)) => own_term(rubric, &["criterion", id, role], name),
        None => own_term(rubric, &["criterion", id], &criterion.name),
    }
}

/// What the criterion of a cell is called by those who rated it.
pub(super) fn criterion_of(released: &Released, cell: &ReleasedScore) -> Message {
    cell.criterion.as_deref().map_or_else(
        || construct(&cell.construct),
        |id| criterion_name(released.rubric(), id, cell.role.as_deref()),
    )
}

/// What a criterion's category says, in the words of those who were asked.
pub(super) fn rung(rubric: &Rubric, id: &str, category: &str, role: Option<&str>) -> Option<Message> {
    let level = rubric.criterion(id)?.levels.iter().find(|level| level.category == category)?;
    Some(match role.and_then(|role| Some((role, level.text_by_role.get(role)?))) {
        Some((role, text)) => own_term(rubric, &["rung", id, category, role], text),
        None => own_term(rubric, &["rung", id, category], &level.text),
    })
}

/// What a role is called.
pub(crate) fn role(released: &Released, role: Option<&str>) -> Message {
    match role {
        None if !released.has_roles() => Message::new("report.role.people"),
        None => Message::new("report.role.everyone"),
        Some("") => Message::new("report.role.unnamed"),
        Some(id) => {
            let rubric = released.rubric();
            match rubric.roles().iter().find(|known| known.id == id) {
                Some(known) => own_term(rubric, &["role", id], known.plural.as_ref().unwrap_or(&known.label)),
                None => plain(id),
            }
        }
    }
}

/// Whether what so few people say needs a word of care.
pub(super) fn are_few(people: u32) -> bool {
    Standing::of(people as usize) < Standing::Enough
}

/// What a unit at an occasion is called among several, without the occasion where it is the only one.
pub(super) fn place(released: &Released, unit: &str, occasion: &str, dated: bool) -> Message {
    if dated { heading(released, unit, occasion) } else { plain(released.units().label(unit)) }
}

/// Who answered of a group.
pub(crate) fn group(released: &Released, group: &ReleasedCoverage) -> Message {
    answered(released, group.raters, group.size, group.role.as_deref())
}

/// "9 of 14 teachers", "12 students", "leaders not shown (fewer than 5)".
pub(crate) fn answered(
    released: &Released,
    people: RaterCount,
    size: Option<u32>,
    id: Option<&str>,
) -> Message {
    let who = role(released, id);
    match (people, size) {
        (RaterCount::FewerThan(minimum), _) => {
            Message::new("report.answered.withheld").message("role", who).count("minimum", u64::from(minimum))
        }
        (RaterCount::Number(people), Some(size)) => Message::new("report.answered.of")
            .message("role", who)
            .count("n", u64::from(people))
            .count("size", u64::from(size)),
        (RaterCount::Number(people), None) => {
            Message::new("report.answered.number").message("role", who).count("n", u64::from(people))
        }
    }
}

/// Up to this share, and from its complement on, a share is told in words. Where a release tells no share beyond it, this is
/// what it tells instead.
const NEARLY: f64 = 0.05;

/// Whether a share is told as "nearly all" or "nearly none".
pub(super) fn is_nearly(share: &ReleasedShare) -> bool {
    share.value.map_or(share.nearly_all.is_some(), |value| value <= NEARLY || value >= 1.0 - NEARLY)
}

/// Whether a share lies at the upper end.
pub(super) fn is_high(share: &ReleasedShare) -> bool {
    share.value.map_or(share.nearly_all == Some(true), |value| value > 0.5)
}

/// A share in the words of a page: near its ends as "nearly none" and "nearly all"; at the cut with its interval.
pub(crate) fn share(cell: &ReleasedScore, share: &ReleasedShare) -> Message {
    if is_nearly(share) { ranged(cell, share, nearly(is_high(share))) } else { figure(cell, share) }
}

/// A share that is told in quarters.
pub(super) fn quarters(share: f64) -> Message {
    match share {
        low if low <= NEARLY => nearly(false),
        high if high >= 1.0 - NEARLY => nearly(true),
        share => Message::new("report.share.quarters").message("share", fraction(share)),
    }
}

fn nearly(all: bool) -> Message {
    Message::new(if all { "report.share.nearly_all" } else { "report.share.nearly_none" })
}

/// A share as it may be shown: in words where detail or number of people allow no more, otherwise in per cent; at the
/// cut with its interval. Of fewer than ten people nobody reads 0 % or 100 %.
pub(super) fn figure(cell: &ReleasedScore, share: &ReleasedShare) -> Message {
    let few = cell.number().is_none_or(are_few);
    let Some(value) = share.value else {
        return share.nearly_all.map_or_else(|| Message::new("report.absent.no_answers"), nearly);
    };
    let percent = (value * 100.0).round();
    let end = few && (percent <= 0.0 || percent >= 100.0);
    let exact = cell.detail == Detail::Full && (value <= 0.0 || value >= 1.0);
    let held = cell.detail == Detail::WholePercent && [NEARLY, 1.0 - NEARLY].contains(&value);
    let plain = match () {
        // Whether it is so much or beyond it is not told.
        () if held => nearly(value > 0.5),
        () if end && exact => fraction(value),
        () if end => return nearly(value > 0.5),
        () if cell.detail == Detail::Quarters => return quarters(value),
        () => Message::new("report.share.plain").number("share", percent, 0),
    };
    ranged(cell, share, plain)
}

/// A share at the cut with its interval, any other as it is.
fn ranged(cell: &ReleasedScore, share: &ReleasedShare, said: Message) -> Message {
    match share.interval.filter(|_| cell.cut.as_ref() == Some(&share.from)) {
        None => said,
        Some(interval) => Message::new("report.share.interval")
            .message("share", said)
            .number("lower", interval.lower * 100.0, 0)
            .number("upper", interval.upper * 100.0, 0),
    }
}

/// Why a cell shows no shares.
pub(crate) fn absent(released: &Released, cell: &ReleasedScore) -> Message {
    if let Some(withheld) = cell.withheld {
        return match withheld {
            Withheld::FewerThanMinimum => too_few(cell.raters),
            Withheld::Complement => Message::new("report.absent.complement"),
            Withheld::CriterionWithheld => Message::new("report.absent.criterion"),
            Withheld::GroupsShown => Message::new("report.absent.groups"),
            Withheld::ClassroomStudents => Message::new("report.absent.classroom"),
        };
    }
    match cell.undefined.get("shares") {
        Some(Reason::IncompleteConstruct) if !is_asked_whole(released.rubric(), cell) => {
            Message::new("report.absent.part")
        }
        Some(Reason::IncompleteConstruct) => {
            let mut lacking = Vec::new();
            for id in &cell.lacking {
                lacking.push(criterion(released, id));
            }
            Message::new("report.absent.incomplete").list("lines", lacking)
        }
        Some(Reason::NoCut) => no_cut(released, cell),
        Some(Reason::MixedScales) => Message::new("report.absent.mixed"),
        _ => Message::new("report.absent.no_answers"),
    }
}

/// Whether those who are lacking for a construct were asked: its group may rate all of its criteria.
pub(super) fn is_asked_whole(rubric: &Rubric, cell: &ReleasedScore) -> bool {
    let Some(role) = &cell.role else { return true };
    let lacking = cell.lacking.iter().filter_map(|id| rubric.position(id));
    let mut roles = lacking.map(|at| &rubric.criteria()[usize::from(at)].answerable_by);
    roles.all(|roles| roles.is_empty() || role.is_empty() || roles.contains(role))
}

/// Why a group is not shown.
pub(crate) fn too_few(people: RaterCount) -> Message {
    match people {
        RaterCount::FewerThan(minimum) => {
            Message::new("report.absent.few").count("minimum", u64::from(minimum))
        }
        RaterCount::Number(_) => Message::new("report.absent.complement"),
    }
}

/// An instrument without a cut has a median instead, or where that is not shown a mean: in hundredths of its scale, since
/// nobody reads decimals of a category.
fn no_cut(released: &Released, cell: &ReleasedScore) -> Message {
    match (&cell.median, cell.mean_part(released.rubric())) {
        (Some(median), _) => {
            Message::new("report.absent.no_cut.median").message("median", category(released, cell, median))
        }
        (None, Some(part)) => Message::new("report.absent.no_cut.mean").number("part", part * 100.0, 0),
        (None, None) => Message::new("report.absent.no_cut"),
    }
}

/// The first criterion of a cell's construct, whose scale is that of the cell.
fn first_criterion(released: &Released, cell: &ReleasedScore) -> u16 {
    let constructs = released.rubric().constructs();
    let own = constructs.iter().find(|(construct, _)| *construct == cell.construct);
    own.and_then(|(_, criteria)| criteria.first()).copied().unwrap_or(0)
}

/// The scale of a cell.
pub(super) fn scale<'a>(released: &'a Released, cell: &ReleasedScore) -> &'a Scale {
    let rubric = released.rubric();
    let own = cell.criterion.as_deref().and_then(|id| rubric.position(id));
    rubric.scale(own.unwrap_or_else(|| first_criterion(released, cell)))
}

/// The scale of what is measured first.
pub(super) fn first_scale(released: &Released) -> &Scale {
    let rubric = released.rubric();
    let measured = rubric.constructs().iter().find(|(construct, _)| !construct.is_sign());
    rubric.scale(measured.and_then(|(_, criteria)| criteria.first()).copied().unwrap_or(0))
}

/// A category as its scale calls it.
pub(crate) fn category(released: &Released, cell: &ReleasedScore, id: &str) -> Message {
    let rubric = released.rubric();
    let first = first_criterion(released, cell);
    let known = rubric.scale(first).categories().iter().find(|category| category.id == id);
    known.map_or_else(|| plain(id), |category| category_name(rubric, first, category))
}

/// What a criterion's scale calls one of its categories.
pub(crate) fn category_name(rubric: &Rubric, criterion: u16, category: &Category) -> Message {
    let scale = &rubric.criteria()[usize::from(criterion)].scale;
    own_term(rubric, &["category", scale, &category.id], &category.label)
}

/// The second category of what is measured first.
pub(super) fn second(released: &Released) -> Option<Message> {
    let key = key(released.rubric(), first_scale(released));
    key.into_iter().nth(1).map(|entry| entry.category)
}

/// What the categories of a scale are called, lowest first, and what they say.
pub(super) fn key(rubric: &Rubric, scale: &Scale) -> Vec<KeyEntry> {
    let entry = |category: &Category| KeyEntry {
        category: own_term(rubric, &["category", scale.id(), &category.id], &category.label),
        about: category
            .about
            .as_ref()
            .map(|about| own_term(rubric, &["about", scale.id(), &category.id], about)),
    };
    scale.categories().iter().map(entry).collect()
}

/// The category from which a criterion's ratings are counted, as its scale calls it.
pub(crate) fn cut(released: &Released, criterion: u16) -> Option<Message> {
    let rubric = released.rubric();
    let scale = rubric.scale(criterion);
    let cut = scale.categories().get(usize::from(scale.cut()?))?;
    Some(category_name(rubric, criterion, cut))
}
