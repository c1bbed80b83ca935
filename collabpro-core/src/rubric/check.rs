//! From text to a checked rubric: every structural problem at once, each with its JSON path.

use std::sync::Arc;

use serde_json::Value;

use crate::base::by_name::ByName;
use crate::base::bytes::{FNV, fnv};
use crate::base::dictionary::Dictionary;
use crate::base::document::{check_distinct, check_id, element, elements, field, is_whole, open, problem};
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Placed};
use crate::base::text::Text;
use crate::framework::Construct;
use crate::rubric::{
    Category, Criterion, Direction, Inner, Role, Rubric, RubricDocument, Scale, ScaleDocument,
};

pub(super) const CATEGORIES: std::ops::RangeInclusive<usize> = 2..=100;
pub(super) const CRITERIA: usize = u16::MAX as usize;

pub(super) fn read(text: &str) -> Result<Rubric> {
    let (value, problems) = open::<RubricDocument>(text, Problems::default())?;
    let mut document = RubricDocument::empty();
    let mut input = Input::below(&value, problems);
    let mut fields = input.below_head();
    document.id = fields.take("id");
    document.version = fields.take("version");
    document.earlier_versions = fields.may("earlierVersions");
    document.title = fields.take("title");
    document.notice = fields.may("notice");
    let (Placed(roles), Placed(scales)) = (fields.may("roles"), fields.take("scales"));
    document.missing = fields.may("missing");
    document.stem = fields.may("stem");
    document.stem_by_role = fields.may("stemByRole");
    let Placed(criteria) = fields.take("criteria");
    document.extensions = fields.may("extensions");
    let head_is_read = fields.end();
    let mut problems = input.problems();
    if head_is_read {
        check_head(&document, &mut problems);
    }
    // What could not be read, or is there twice or under a misspelt name, is not missed where it is named.
    let roles_are_known = is_whole(&value, "roles", roles.len());
    check_roles(&roles, &mut problems);
    check_filled(&value, "scales", &mut problems);
    let scales_are_known = check_ids(&scales, &mut problems)
        && value.get("scales").is_some()
        && is_whole(&value, "scales", scales.len());
    let checked: Vec<Checked> =
        scales.iter().map(|(at, scale)| check_scale(scale, *at, &mut problems)).collect();
    check_filled(&value, "criteria", &mut problems);
    let known =
        Known { roles: roles_are_known.then_some(&*roles), scales: &checked, all_scales: scales_are_known };
    check_criteria(&criteria, &known, &mut problems);
    problems.finish(())?;
    let scales_of = checked.into_iter().map(|checked| checked.scale).collect();
    document.roles = elements(roles);
    document.scales = elements(scales);
    document.criteria = elements(criteria);
    Ok(assemble(document, scales_of))
}

fn check_head(document: &RubricDocument, problems: &mut Problems) {
    check_id(&document.id, "$.id", problems);
    check_id(&document.version, "$.version", problems);
    let earlier = &document.earlier_versions;
    let list = "$.earlierVersions";
    check_distinct(list, "", &mut earlier.iter().map(String::as_str).enumerate(), problems);
    if let Some(at) = earlier.iter().position(|version| *version == document.version) {
        let own = problem(ErrorCode::DuplicateId, element(list, at), &document.version);
        problems.push(own.with("first", "$.version"));
    }
    check_text(&document.title, "$.title".to_owned(), problems);
}

fn check_text(text: &Text, path: String, problems: &mut Problems) {
    if text.is_empty() {
        problems.push(Problem::new(ErrorCode::MissingText, Place::path(path)));
    }
}

fn check_roles(roles: &[(usize, Role)], problems: &mut Problems) {
    check_distinct("$.roles", "id", &mut roles.iter().map(|(at, role)| (*at, role.id.as_str())), problems);
    for (at, role) in roles {
        check_text(&role.label, field(&element("$.roles", *at), "label"), problems);
    }
}

fn check_filled(document: &Value, name: &str, problems: &mut Problems) {
    if document.get(name).and_then(Value::as_array).is_some_and(Vec::is_empty) {
        problems.push(Problem::new(ErrorCode::EmptyList, Place::path(field("$", name))));
    }
}

/// Whether each scale has an id of its own.
fn check_ids(scales: &[(usize, ScaleDocument)], problems: &mut Problems) -> bool {
    let before = problems.total();
    let mut ids = scales.iter().map(|(at, scale)| (*at, scale.id.as_str()));
    check_distinct("$.scales", "id", &mut ids, problems);
    problems.total() == before
}

/// A scale, and whether its categories are known, so that others can be missed.
struct Checked {
    scale: Scale,
    is_known: bool,
}

fn check_scale(scale: &ScaleDocument, at: usize, problems: &mut Problems) -> Checked {
    let (listed, path, before) = (&scale.categories, &element("$.scales", at), problems.total());
    let list = field(path, "categories");
    if !CATEGORIES.contains(&listed.len()) {
        let count = Problem::new(ErrorCode::CategoryCount, Place::path(&list));
        problems.push(count.count("n", listed.len() as u64));
    }
    check_distinct(
        &list,
        "id",
        &mut listed.iter().map(|category| category.id.as_str()).enumerate(),
        problems,
    );
    let is_known = problems.total() == before;
    for (i, category) in listed.iter().enumerate() {
        let label = |at: usize| field(&element(&list, at), "label");
        check_text(&category.label, label(i), problems);
        // A rating by a label that two categories have would go to the lower one.
        for (language, text) in category.label.0.iter() {
            let is_same =
                |other: &Category| other.label.0.get(language).is_some_and(|own| nfc(own) == nfc(text));
            if let Some(first) = listed[..i].iter().position(is_same) {
                let twice = problem(ErrorCode::DuplicateId, field(&label(i), language), text);
                problems.push(twice.with("first", field(&label(first), language)));
            }
        }
    }
    let mut categories: Vec<Category> = listed.iter().take(*CATEGORIES.end()).cloned().collect();
    if scale.direction == Direction::Descending {
        categories.reverse();
    }
    let values: Vec<f64> = categories.iter().filter_map(|category| category.value).collect();
    let rising = values.windows(2).all(|pair| pair[0] < pair[1]) && values.iter().all(|v| v.is_finite());
    if !values.is_empty() && (values.len() != categories.len() || !rising) {
        problems.push(Problem::new(ErrorCode::CategoryValues, Place::path(&list)));
    }
    let position = |id: &String| categories.iter().position(|category| category.id == *id);
    let cut = match &scale.cut {
        None => None,
        Some(id) => match position(id) {
            Some(level) if level > 0 => Some(level as u8),
            None if !is_known => None,
            _ => {
                problems.push(problem(ErrorCode::InvalidCut, field(path, "cut"), id));
                None
            }
        },
    };
    let mut codes = Vec::new();
    for (level, category) in categories.iter().enumerate().rev() {
        for label in category.former_labels.iter().flat_map(|label| label.0.values()) {
            codes.push((nfc(label), level as u16));
        }
    }
    for (level, category) in categories.iter().enumerate().rev() {
        for label in category.label.0.values() {
            codes.push((nfc(label), level as u16));
        }
    }
    // Ids win over labels, and labels over former ones: a label "2" of another category must not capture the code 2.
    for (level, category) in categories.iter().enumerate() {
        codes.push((nfc(&category.id), level as u16));
    }
    let (id, direction, codes) = (scale.id.clone(), scale.direction, ByName::of(codes));
    Checked { scale: Scale { id, direction, cut, categories, codes }, is_known }
}

fn nfc(text: &str) -> String {
    crate::base::nfc::nfc(text).into_owned()
}

/// What criteria may name.
struct Known<'a> {
    /// None where it is not known which there are.
    roles: Option<&'a [(usize, Role)]>,
    scales: &'a [Checked],
    /// Whether there are no other scales.
    all_scales: bool,
}

fn check_criteria(criteria: &[(usize, Criterion)], known: &Known<'_>, problems: &mut Problems) {
    if criteria.len() > CRITERIA {
        let many = Problem::new(ErrorCode::TooManyLabels, Place::path("$.criteria"));
        problems.push(many.count("limit", CRITERIA as u64));
    }
    let mut ids = criteria.iter().map(|(at, criterion)| (*at, criterion.id.as_str()));
    check_distinct("$.criteria", "id", &mut ids, problems);
    for (at, criterion) in criteria {
        let path = element("$.criteria", *at);
        check_text(&criterion.name, field(&path, "name"), problems);
        if let Construct::Other(id) = &criterion.construct {
            check_id(id, field(&path, "construct"), problems);
        }
        for (i, role) in criterion.answerable_by.iter().enumerate() {
            if known.roles.is_some_and(|roles| !roles.iter().any(|(_, known)| known.id == *role)) {
                let path = element(&field(&path, "answerableBy"), i);
                problems.repeat(problem(ErrorCode::UnknownReference, path, role));
            }
        }
        match known.scales.iter().find(|checked| checked.scale.id == criterion.scale) {
            None if known.all_scales => {
                let path = field(&path, "scale");
                problems.repeat(problem(ErrorCode::UnknownReference, path, &criterion.scale));
            }
            None => {}
            Some(checked) => check_levels(criterion, checked, &path, problems),
        }
    }
}

fn check_levels(criterion: &Criterion, checked: &Checked, path: &str, problems: &mut Problems) {
    if criterion.levels.is_empty() {
        return;
    }
    let list = field(path, "levels");
    let categories = &checked.scale.categories;
    let mut are_known = checked.is_known;
    let mut ids = criterion.levels.iter().map(|level| level.category.as_str()).enumerate();
    check_distinct(&list, "category", &mut ids, problems);
    for (i, level) in criterion.levels.iter().enumerate() {
        if checked.is_known && !categories.iter().any(|category| category.id == level.category) {
            let path = field(&element(&list, i), "category");
            problems.repeat(problem(ErrorCode::UnknownReference, path, &level.category));
            are_known = false;
        }
        check_text(&level.text, field(&element(&list, i), "text"), problems);
    }
    // A level of a misspelt category is the one that lacks.
    for category in categories.iter().filter(|_| are_known) {
        if !criterion.levels.iter().any(|level| level.category == category.id) {
            problems.repeat(problem(ErrorCode::LevelGap, list.as_str(), &category.id));
        }
    }
}

fn assemble(document: RubricDocument, scales: Vec<Scale>) -> Rubric {
    let position = |id: &str| scales.iter().position(|scale| scale.id == id).unwrap_or(0) as u16;
    let scale_of: Vec<u16> = document.criteria.iter().map(|criterion| position(&criterion.scale)).collect();
    let mut criteria = Vec::new();
    let mut level_texts = Vec::new();
    for (at, criterion) in document.criteria.iter().enumerate() {
        criteria.push((nfc(&criterion.id), at as u16));
        level_texts.push(level_texts_of(criterion, &scales[usize::from(scale_of[at])]));
    }
    let criteria = ByName::of(criteria);
    let constructs = constructs_of(&document.criteria);
    let fingerprint = fingerprint(&document, &scales, &scale_of);
    Rubric(Arc::new(Inner { document, scales, scale_of, criteria, level_texts, constructs, fingerprint }))
}

/// The constructs in the order of their first criterion, each with its criteria.
fn constructs_of(criteria: &[Criterion]) -> Vec<(Construct, Vec<u16>)> {
    let mut names = Dictionary::default();
    let mut constructs: Vec<(Construct, Vec<u16>)> = Vec::new();
    for (at, Criterion { construct, .. }) in criteria.iter().enumerate() {
        let known = names.code(&construct.to_string()).and_then(|code| constructs.get_mut(code as usize));
        match known {
            Some((_, criteria)) => criteria.push(at as u16),
            None => constructs.push((construct.clone(), vec![at as u16])),
        }
    }
    constructs
}

/// The performance level texts as survey tools export them, in every language and wording.
fn level_texts_of(criterion: &Criterion, scale: &Scale) -> ByName<u16> {
    let mut level_texts = Vec::new();
    for level in &criterion.levels {
        let Some(code) = scale.level(&level.category) else { continue };
        for text in std::iter::once(&level.text).chain(level.text_by_role.iter().map(|(_, text)| text)) {
            for text in text.0.values() {
                level_texts.push((nfc(text), u16::from(code)));
            }
        }
    }
    ByName::of(level_texts)
}

/// FNV-1a (64 bits) over what decides how ratings are counted; words may change without changing it.
fn fingerprint(document: &RubricDocument, scales: &[Scale], scale_of: &[u16]) -> u64 {
    let mut hash = FNV;
    let mut add = |text: &str| hash = fnv(fnv(hash, text.as_bytes()), &[0]);
    for (criterion, scale) in document.criteria.iter().zip(scale_of) {
        let scale = &scales[usize::from(*scale)];
        add(&criterion.id);
        add(&criterion.construct.to_string());
        add(if criterion.polarity == super::Polarity::Negative { "-" } else { "+" });
        add(&scale.cut.map_or_else(String::new, |cut| cut.to_string()));
        for category in &scale.categories {
            add(&category.id);
            add(&category.value.map_or_else(String::new, |value| value.to_string()));
        }
        add("");
    }
    hash
}
