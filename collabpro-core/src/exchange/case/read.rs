//! From a package to a rubric.

use serde_json::{Map, Value};

use super::diff::{Paths, cut};
use super::order::{by_names, by_number, by_position, by_scores, number, rungs, unscored, unscored_level};
use super::shape::Shape;
use super::{CaseLoss, CaseLosses, CaseOptions, CaseRubric, EMBEDDED, KEPT, refuse, write};
use crate::base::dictionary::Dictionary;
use crate::base::document::{check_id, element, expected, field, id_is_valid, problem, value};
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::text::Text;
use crate::framework::Construct;
use crate::rubric::{
    Category, Criterion, Direction, Missing, MissingTexts, PerformanceLevel, Rubric, RubricDocument,
    ScaleDocument,
};

/// Where in the package a criterion stands, and, lowest first, where its levels do.
pub(super) struct Seat {
    pub(super) at: usize,
    pub(super) levels: Vec<usize>,
    /// How many levels stand there, those that are no rung among them.
    pub(super) of: usize,
}

/// What was read, before it is checked as a rubric.
pub(super) struct Found {
    pub(super) document: RubricDocument,
    /// Position of the `CFRubric`.
    pub(super) at: usize,
    pub(super) seats: Vec<Seat>,
    pub(super) language: String,
    /// Whether the document is the one that the package carries under `extensions`.
    pub(super) embedded: bool,
    assumed: Paths,
}

pub(super) fn from_case(text: &str, options: &CaseOptions) -> Result<CaseRubric> {
    let shape = Shape::of(value(text)?);
    let found = read_in(&shape, options)?;
    let mut losses = CaseLosses::default();
    let mut kept = Paths::default();
    // What the rubric by itself would not bring forth again.
    kept.compare(&shape.package, &write::alone(&found), "$");
    shape.place(&mut kept);
    losses.add(kept, CaseLoss::Kept);
    losses.add(found.assumed, CaseLoss::Assumed);
    let mut document = found.document;
    let mut extension = Map::new();
    extension.insert("options".to_owned(), value(&to_json(options))?);
    extension.insert("package".to_owned(), shape.package);
    document.extensions.insert(KEPT.to_owned(), Value::Object(extension));
    Ok(CaseRubric { rubric: Rubric::from_json(&to_json(&document))?, losses })
}

/// A reader of one package.
struct Reading<'a> {
    shape: &'a Shape,
    package: &'a Value,
    options: &'a CaseOptions,
    language: String,
    problems: Problems,
    assumed: Paths,
    /// Which way levels run where criteria tell it.
    runs: Option<Direction>,
}

/// Reads a package that may have been read before.
pub(super) fn read(package: &Value, options: &CaseOptions) -> Result<Found> {
    read_in(&Shape::of(package.clone()), options)
}

fn read_in(shape: &Shape, options: &CaseOptions) -> Result<Found> {
    let package = &shape.package;
    let mut reading = Reading {
        shape,
        package,
        options,
        language: String::new(),
        problems: Problems::default(),
        assumed: Paths::default(),
        runs: None,
    };
    let found = reading.rubric();
    reading.problems.finish(())?;
    let (document, at, seats) =
        found.ok_or_else(|| crate::base::error::Error::internal("a package that was not read"))?;
    let (language, assumed) = (reading.language, reading.assumed);
    Ok(Found { document, at, seats, language, assumed, embedded: false }.with_embedded(package, options))
}

impl Found {
    /// Takes the whole rubric that the package carries, if the rest of the package still says the same.
    fn with_embedded(mut self, package: &Value, options: &CaseOptions) -> Self {
        let rubric = package.get("CFRubrics").and_then(|rubrics| rubrics.get(self.at));
        let carried = rubric.and_then(|rubric| rubric.get("extensions")?.get(EMBEDDED));
        let Some(Ok(whole)) = carried.map(|carried| Rubric::from_json(&to_json(carried))) else {
            return self;
        };
        let plain = write::plain(whole.document(), &self.language);
        let direction = options.direction;
        let asked =
            CaseOptions { language: Some(self.language.clone()), direction, ..CaseOptions::default() };
        // What stands for nothing judged is no part of a rubric that is written anew.
        let texts = [&self.document.missing, &whole.document().missing];
        let says = |reason: &Missing| {
            let [own, carried] = texts.map(|texts| texts.of(*reason).0.get(&self.language));
            own.is_none() || own == carried
        };
        let is_same = |mut plain: RubricDocument| {
            plain.missing = self.document.missing.clone();
            plain == self.document && Missing::ALL.iter().all(says)
        };
        if read(&plain, &asked).is_ok_and(|plain| is_same(plain.document)) {
            self.document = whole.document().clone();
            self.embedded = true;
        }
        self
    }

    /// The document as it is without what the package carries under `extensions`.
    pub(super) fn plainly(package: &Value, options: &CaseOptions) -> Option<RubricDocument> {
        let mut package = package.clone();
        for rubric in package.get_mut("CFRubrics")?.as_array_mut()? {
            rubric.get_mut("extensions").and_then(Value::as_object_mut).map(|own| cut(own, EMBEDDED));
        }
        Some(read(&package, options).ok()?.document)
    }
}

impl<'a> Reading<'a> {
    /// A text; what is not there, null or empty is none.
    fn text(&mut self, object: &'a Value, name: &str, path: &str) -> Option<&'a str> {
        match object.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
            Some(other) => {
                self.problems.push(expected(field(path, name), "json.text", other));
                None
            }
        }
    }

    /// Tells each element whose number is none.
    fn check_numbers(&mut self, list: &[Value], name: &str, path: &str) {
        for (at, one) in list.iter().enumerate() {
            let found = one.get(name).filter(|found| !found.is_null() && number(one, name).is_none());
            self.problems
                .extend(found.map(|found| expected(field(&element(path, at), name), "json.number", found)));
        }
    }

    fn list(&mut self, object: &'a Value, name: &str, path: &str) -> &'a [Value] {
        match object.get(name) {
            None | Some(Value::Null) => &[],
            Some(Value::Array(list)) => list,
            Some(other) => {
                self.problems.push(expected(field(path, name), "json.list", other));
                &[]
            }
        }
    }

    fn say(&self, text: &str) -> Text {
        let mut said = Text::default();
        said.insert(&self.language, text.to_owned());
        said
    }

    /// An identifier, which becomes an id here.
    fn identifier(&mut self, object: &'a Value, path: &str) -> &'a str {
        if !object.is_object() {
            self.problems.push(expected(path, "json.object", object));
            return "";
        }
        let before = self.problems.total();
        let found = self.text(object, "identifier", path);
        if found.is_none() && before == self.problems.total() {
            let place = Place::path(field(path, "identifier"));
            let missing = Problem::new(ErrorCode::InvalidJson, place);
            self.problems.push(missing.say("what", Message::new("json.missing_field")));
        } else if let Some(id) = found {
            check_id(id, field(path, "identifier"), &mut self.problems);
        }
        found.unwrap_or("")
    }

    fn rubric(&mut self) -> Option<(RubricDocument, usize, Vec<Seat>)> {
        let package = self.package;
        if !package.is_object() {
            self.problems.push(expected("$", "json.object", package));
            return None;
        }
        let above = self.shape.field("CFDocument");
        let rubrics = self.list(package, "CFRubrics", "$");
        if rubrics.is_empty() && self.problems.is_empty() {
            self.problems
                .push(Problem::new(ErrorCode::EmptyList, Place::path(self.shape.field("CFRubrics"))));
        }
        let at = self.choose(rubrics)?;
        let (rubric, path) = (rubrics.get(at)?, self.shape.rubric(at));
        let head = package.get("CFDocument").unwrap_or(&Value::Null);
        let language = self.text(head, "language", &above).unwrap_or("en");
        self.language = self.options.language.clone().unwrap_or_else(|| language.to_owned());
        let mut document = RubricDocument::empty();
        document.id = self.identifier(rubric, &path).to_owned();
        let version = self.text(head, "version", &above);
        let date = self.text(rubric, "lastChangeDateTime", &path);
        let version = version.or(date).filter(|version| id_is_valid(version));
        if version.is_none() {
            self.assumed.note(field(&above, "version"));
        }
        document.version = version.unwrap_or("1").to_owned();
        let title = self.text(rubric, "title", &path);
        match title.or_else(|| self.text(head, "title", &above)) {
            Some(title) => document.title = self.say(title),
            None => {
                self.problems.push(Problem::new(ErrorCode::MissingText, Place::path(field(&path, "title"))))
            }
        }
        if let Some(notice) = self.text(rubric, "description", &path) {
            document.notice = self.say(notice);
        }
        let list = field(&path, "CFRubricCriteria");
        let criteria = self.list(rubric, "CFRubricCriteria", &path);
        if criteria.is_empty() {
            self.problems.push(Problem::new(ErrorCode::EmptyList, Place::path(&list)));
        }
        self.check_numbers(criteria, "position", &list);
        self.runs = runs(criteria, &self.language);
        let mut seats = Vec::new();
        let mut ids = Dictionary::default();
        for at in by_position(criteria) {
            let (criterion, path) = (&criteria[at], element(&list, at));
            let id = self.identifier(criterion, &path);
            if !criterion.is_object() {
                continue;
            }
            if ids.find(id).is_some() && !id.is_empty() {
                let twice = problem(ErrorCode::DuplicateId, field(&path, "identifier"), id);
                self.problems.push(twice.with("first", &list));
            }
            ids.code(id);
            if let Some(levels) = self.criterion(criterion, id, &path, &mut document) {
                let of =
                    criterion.get("CFRubricCriterionLevels").and_then(Value::as_array).map_or(0, Vec::len);
                seats.push(Seat { at, levels, of });
            }
        }
        for (id, _) in self.options.constructs.iter().filter(|(id, _)| ids.find(id).is_none()) {
            self.problems.push(problem(ErrorCode::UnknownReference, field("constructs", id), id));
        }
        Some((document, at, seats))
    }

    /// Which `CFRubric` is meant.
    fn choose(&mut self, rubrics: &[Value]) -> Option<usize> {
        let id = |rubric: &Value| rubric.get("identifier").and_then(Value::as_str).map(str::to_owned);
        match &self.options.rubric {
            Some(asked) => {
                let at = rubrics.iter().position(|rubric| id(rubric).as_ref() == Some(asked));
                if at.is_none() {
                    self.problems.push(problem(ErrorCode::UnknownReference, "rubric", asked));
                }
                at
            }
            None if rubrics.len() > 1 => {
                let ids = rubrics.iter().filter_map(id).collect::<Vec<_>>().join(", ");
                refuse(&mut self.problems, "rubric", Message::new("case.which").text("ids", ids));
                None
            }
            None => (!rubrics.is_empty()).then_some(0),
        }
    }

    /// Reads a criterion with its scale; gives where its levels stand, lowest first.
    fn criterion(
        &mut self,
        criterion: &'a Value,
        id: &str,
        path: &str,
        document: &mut RubricDocument,
    ) -> Option<Vec<usize>> {
        let link = criterion.get("CFItemURI").unwrap_or(&Value::Null);
        let item = link.get("identifier").and_then(Value::as_str);
        let category = self.text(criterion, "category", path);
        let description = self.text(criterion, "description", path);
        if description.is_none() {
            self.assumed.note(field(&path_of(path), "description"));
        }
        let statement = |item: &str| {
            let items = self.package.get("CFItems")?.as_array()?;
            let found =
                items.iter().find(|one| one.get("identifier").and_then(Value::as_str) == Some(item))?;
            found.get("fullStatement")?.as_str()
        };
        let name = description.or_else(|| item.and_then(statement));
        let name = name.or_else(|| link.get("title").and_then(Value::as_str)).or(category);
        let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
            let place = Place::path(field(path, "description"));
            self.problems.push(Problem::new(ErrorCode::MissingText, place));
            return None;
        };
        let group = category.filter(|text| id_is_valid(text)).or(item.filter(|text| id_is_valid(text)));
        let construct = self.options.constructs.get(id).cloned();
        let construct = construct.or_else(|| category.and_then(|text| text.parse().ok()));
        let construct = construct.unwrap_or_else(|| Construct::Other(group.unwrap_or(id).to_owned()));
        let list = field(path, "CFRubricCriterionLevels");
        let levels = self.list(criterion, "CFRubricCriterionLevels", path);
        if !(2..=100).contains(&levels.len()) {
            let count = Problem::new(ErrorCode::CategoryCount, Place::path(&list));
            self.problems.push(count.count("n", levels.len() as u64));
            return None;
        }
        let (order, categories) = self.categories(levels, &list);
        for at in (0..levels.len()).filter(|at| !order.contains(at)) {
            self.assumed.note(field(&path_of(&element(&list, at)), "quality"));
            let (why, name) =
                (unscored_level(&levels[at]), self.text(&levels[at], "quality", &element(&list, at)));
            let said = name.map(|name| self.say(name));
            let MissingTexts { not_observed, not_applicable, no_answer } = &mut document.missing;
            let text = match why {
                Some(Missing::NotObserved) => not_observed,
                Some(Missing::NotApplicable) => not_applicable,
                _ => no_answer,
            };
            if let Some(said) = said.filter(|_| text.is_empty()) {
                *text = said;
            }
        }
        let mut described = Vec::new();
        let mut silent = 0;
        for (at, category) in order.iter().zip(&categories) {
            let path = element(&list, *at);
            let said = self.text(&levels[*at], "description", &path);
            silent += usize::from(said.is_none());
            let text = said.map_or_else(|| category.label.clone(), |said| self.say(said));
            described.push(PerformanceLevel {
                category: category.id.clone(),
                text,
                text_by_role: Default::default(),
            });
        }
        if silent == described.len() {
            described.clear();
        }
        for _ in 0..silent.min(described.len()) {
            self.assumed.note(field(&path_of(&element(&list, 0)), "description"));
        }
        let scale = document.scales.iter().find(|scale| scale.categories == categories);
        let scale = scale.map(|scale| scale.id.clone()).unwrap_or_else(|| {
            let id = format!("scale-{}", document.scales.len() + 1);
            let direction = Direction::Ascending;
            document.scales.push(ScaleDocument { id: id.clone(), direction, cut: None, categories });
            id
        });
        document.criteria.push(Criterion {
            id: id.to_owned(),
            construct,
            facet: None,
            polarity: Default::default(),
            scale,
            answerable_by: Vec::new(),
            unit_kinds: Vec::new(),
            short_form: false,
            about_leaders: false,
            name: self.say(name),
            name_by_role: Default::default(),
            question: None,
            stem: None,
            evidence: None,
            levels: described,
        });
        Some(order)
    }

    /// The levels of a criterion as categories, lowest first, with where each stands.
    fn categories(&mut self, levels: &'a [Value], list: &str) -> (Vec<usize>, Vec<Category>) {
        self.check_numbers(levels, "score", list);
        for (at, level) in levels.iter().enumerate().filter(|(_, level)| !level.is_object()) {
            self.problems.push(expected(element(list, at), "json.object", level));
        }
        self.check_numbers(levels, "position", list);
        let any = path_of(&element(list, 0));
        let rungs = rungs(levels);
        let judged: Vec<Value> = rungs.iter().map(|at| levels[*at].clone()).collect();
        let rising = by_number(&judged, "score");
        let told = rising.is_some();
        let (scores, names) = (by_scores(&judged), by_names(&judged, &self.language));
        let order: Vec<usize> = rising.unwrap_or_else(|| {
            self.assumed.note(field(&any, "score"));
            let told = self.options.direction.or(scores);
            if told.is_none() {
                self.assumed.note(field(&any, "position"));
            }
            let told = told.or(names).or(self.runs);
            let mut order = by_position(&judged);
            if told == Some(Direction::Descending) {
                order.reverse();
            }
            order
        });
        let order: Vec<usize> = order.into_iter().filter_map(|at| rungs.get(at).copied()).collect();
        if told && scores.is_some() && names.is_some() && scores != names {
            // The names run the other way.
            self.assumed.note(field(&any, "score"));
        }
        let mut categories = Vec::new();
        for (place, at) in order.iter().enumerate() {
            let value = number(&levels[*at], "score").filter(|_| told);
            let id = value.map_or_else(|| (place + 1).to_string(), |value| value.to_string());
            let quality = self.text(&levels[*at], "quality", &element(list, *at));
            if quality.is_none_or(|quality| unscored(quality).is_some()) {
                self.assumed.note(field(&path_of(&element(list, *at)), "quality"));
            }
            let is_same =
                |other: &usize| other != at && levels[*other].get("quality") == levels[*at].get("quality");
            let label = match quality {
                // By their names alone two levels could not be told apart.
                Some(quality) if order.iter().any(is_same) => {
                    self.assumed.note(field(&path_of(&element(list, *at)), "quality"));
                    self.say(&format!("{quality} ({id})"))
                }
                quality => self.say(quality.unwrap_or(&id)),
            };
            categories.push(Category { id, label, about: None, former_labels: Vec::new(), value });
        }
        (order, categories)
    }
}

/// Which way the levels of criteria run, where those that tell it agree: by their scores, or where none has any by their names.
fn runs(criteria: &[Value], language: &str) -> Option<Direction> {
    let told = |by: &dyn Fn(&[Value]) -> Option<Direction>| {
        let levels = criteria.iter().filter_map(|one| one.get("CFRubricCriterionLevels")?.as_array());
        let judged =
            levels.map(|levels| rungs(levels).into_iter().map(|at| levels[at].clone()).collect::<Vec<_>>());
        judged.filter_map(|levels| by(&levels)).collect::<Vec<_>>()
    };
    let (scores, names) = (told(&by_scores), told(&|levels| by_names(levels, language)));
    let told = if scores.is_empty() { names } else { scores };
    let first = told.first().copied();
    first.filter(|first| told.iter().all(|other| other == first))
}

/// A path with any element of each list.
fn path_of(path: &str) -> String {
    let mut out = String::new();
    for (at, part) in path.split('[').enumerate() {
        let rest = part.split_once(']').map_or(part, |(_, rest)| rest);
        out.push_str(if at == 0 { "" } else { "[*]" });
        out.push_str(rest);
    }
    out
}
