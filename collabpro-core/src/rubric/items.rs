//! A rubric of items and labels, for those who have a questionnaire and no document.

use collabpro_derive::options;

use super::check::{CATEGORIES, CRITERIA};
use super::{
    Category, Criterion, Direction, Polarity, Rubric, RubricDocument, ScaleDocument, Text, TextByRole,
};
use crate::base::dictionary::Dictionary;
use crate::base::document::{check_id, element, parsed, problem};
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Read};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::nfc::nfc;
use crate::base::number::is_number;
use crate::framework::Construct;

/// The longest id that is made of an item, in bytes.
const LONGEST: usize = 60;

/// An item of a questionnaire: its words, and an id if it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct RubricItem {
    id: Option<String>,
    name: String,
}

impl From<&str> for RubricItem {
    fn from(name: &str) -> Self {
        Self { id: None, name: name.to_owned() }
    }
}

impl From<String> for RubricItem {
    fn from(name: String) -> Self {
        Self { id: None, name }
    }
}

/// An id, and the words.
impl From<(&str, &str)> for RubricItem {
    fn from((id, name): (&str, &str)) -> Self {
        Self { id: Some(id.to_owned()), name: name.to_owned() }
    }
}

impl Read for RubricItem {
    fn read(input: &mut Input<'_>) -> Self {
        if let Some(name) = input.value().as_str() {
            return name.into();
        }
        if !input.value().is_object() {
            input.refuse(Message::new("json.item"));
            return "".into();
        }
        let mut fields = input.fields();
        Self { id: fields.may("id"), name: fields.take("name") }
    }
}

impl RubricItem {
    /// Items from a JSON list: each a text, or an object with `id` and `name`.
    ///
    /// # Errors
    /// `invalid_option`, each with its place.
    ///
    /// ```
    /// use collabpro_core::rubric::RubricItem;
    ///
    /// let items = RubricItem::list(r#"["We plan together", {"id": "q2", "name": "We visit lessons"}]"#)?;
    /// assert_eq!(items, ["We plan together".into(), ("q2", "We visit lessons").into()]);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn list(text: &str) -> Result<Vec<Self>> {
        Input::option("items", &parsed(text)?).whole()
    }
}

/// What a rubric of items is made with.
#[options(new = none)]
pub struct RubricItemsOptions {
    /// What can be answered, lowest first: 2 to 100 labels.
    #[option(setter = none)]
    labels: Vec<String>,
    /// The label at which the upper part begins; without it shares at the cut are not defined.
    cut: Option<String>,
    /// What all items measure; without it `other:` and the id.
    construct: Option<Construct>,
    /// Id of the instrument.
    #[option(default = "items")]
    id: String,
    /// Its version.
    #[option(default = "1")]
    version: String,
    /// Its title; without it the id.
    title: Option<String>,
    /// The language of the texts.
    #[option(default = "en")]
    language: String,
}

impl RubricItemsOptions {
    /// The defaults, for these labels, lowest first.
    pub fn new(labels: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { labels: labels.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

impl Rubric {
    /// An instrument of items that are all answered by the same labels. What is not said is assumed: one scale, whose categories have an
    /// order and no values; one construct; every role may answer. The id of an item is made of its words: letters and digits in
    /// lower case, all else an underscore, at most 60 bytes; a number behind it keeps two apart. Categories are `1`, `2`, `3` and so
    /// on from the lowest, unless a label is a number itself: then labels are the ids. Ratings may name either.
    ///
    /// # Errors
    /// `empty_list` (no items), `missing_text`, `duplicate_id` (an item or a label twice), `invalid_id`, `category_count`,
    /// `invalid_cut` (no label, or the lowest), `too_many_labels`; all at once, with the name of the option.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    /// use collabpro_core::rubric::RubricItemsOptions;
    ///
    /// let options = RubricItemsOptions::new(["never", "at times", "often"]).cut("often");
    /// let rubric = Rubric::from_items(["We plan together", "We visit lessons"], options)?;
    /// assert_eq!(rubric.scale_of("we_visit_lessons").and_then(|scale| scale.level("often")), Some(2));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_items<I: Into<RubricItem>>(
        items: impl IntoIterator<Item = I>,
        options: RubricItemsOptions,
    ) -> Result<Self> {
        let items = items.into_iter().map(Into::into).collect::<Vec<_>>();
        let mut problems = Problems::default();
        check(&items, &options, &mut problems);
        problems.finish(())?;
        Self::from_json(&to_json(&document(items, options)))
    }
}

fn check(items: &[RubricItem], options: &RubricItemsOptions, problems: &mut Problems) {
    let labels = &options.labels;
    if items.is_empty() {
        problems.push(Problem::new(ErrorCode::EmptyList, Place::path("items")));
    }
    if items.len() > CRITERIA {
        let many = Problem::new(ErrorCode::TooManyLabels, Place::path("items"));
        problems.push(many.count("limit", CRITERIA as u64));
    }
    if !CATEGORIES.contains(&labels.len()) {
        let count = Problem::new(ErrorCode::CategoryCount, Place::path("labels"));
        problems.push(count.count("n", labels.len() as u64));
    }
    let own_ids =
        items.iter().enumerate().filter_map(|(at, item)| Some((at, item.id.as_deref()?))).collect::<Vec<_>>();
    check_texts(
        "items",
        &items.iter().map(|item| item.name.as_str()).enumerate().collect::<Vec<_>>(),
        problems,
    );
    check_texts("labels", &labels.iter().map(String::as_str).enumerate().collect::<Vec<_>>(), problems);
    check_texts("items", &own_ids, problems);
    own_ids.iter().for_each(|(at, id)| check_id(id, element("items", *at), problems));
    check_id(&options.id, "id", problems);
    check_id(&options.version, "version", problems);
    if let Some(Construct::Other(id)) = &options.construct {
        check_id(id, "construct", problems);
    }
    if let Some(cut) = options.cut.as_ref().filter(|cut| !labels.iter().skip(1).any(|label| label == *cut)) {
        problems.push(problem(ErrorCode::InvalidCut, "cut", cut));
    }
}

/// Tells of texts that are empty or there twice.
fn check_texts(list: &str, texts: &[(usize, &str)], problems: &mut Problems) {
    let mut seen = Dictionary::default();
    let mut first_of: Vec<String> = Vec::new();
    for (at, text) in texts {
        let (path, own) = (element(list, *at), nfc(text.trim()));
        let first = seen.code(&own).and_then(|code| first_of.get(code as usize));
        if own.is_empty() {
            problems.push(Problem::new(ErrorCode::MissingText, Place::path(&path)));
        } else if let Some(first) = first {
            problems.push(problem(ErrorCode::DuplicateId, path.as_str(), &own).with("first", first));
        }
        if first.is_none() {
            first_of.push(path);
        }
    }
}

fn document(items: Vec<RubricItem>, options: RubricItemsOptions) -> RubricDocument {
    let said = |text: &str| [(options.language.as_str(), text)].into_iter().collect::<Text>();
    let are_ids = options.labels.iter().any(|label| is_number(label.trim()));
    let id_of =
        |(at, label): (usize, &String)| if are_ids { label.trim().to_owned() } else { (at + 1).to_string() };
    let ids: Vec<_> = options.labels.iter().enumerate().map(id_of).collect();
    let cut = options.cut.as_ref().and_then(|cut| options.labels.iter().position(|label| label == cut));
    let category = |(id, label): (&String, &String)| Category {
        id: id.clone(),
        label: said(label),
        about: None,
        former_labels: Vec::new(),
        value: None,
    };
    let scale = ScaleDocument {
        id: "labels".to_owned(),
        direction: Direction::Ascending,
        cut: cut.and_then(|at| ids.get(at).cloned()),
        categories: ids.iter().zip(&options.labels).map(category).collect(),
    };
    let construct = options.construct.clone().unwrap_or_else(|| Construct::Other(options.id.clone()));
    let mut taken = Dictionary::default();
    items.iter().filter_map(|item| item.id.as_deref()).for_each(|id| _ = taken.code(id));
    let criterion = |item: &RubricItem| Criterion {
        id: item.id.clone().unwrap_or_else(|| own_id(&item.name, &mut taken)),
        construct: construct.clone(),
        facet: None,
        polarity: Polarity::Positive,
        scale: scale.id.clone(),
        answerable_by: Vec::new(),
        unit_kinds: Vec::new(),
        short_form: false,
        about_leaders: false,
        name: said(&item.name),
        name_by_role: TextByRole::default(),
        question: None,
        stem: None,
        evidence: None,
        levels: Vec::new(),
    };
    let criteria = items.iter().map(criterion).collect();
    let title = said(options.title.as_ref().unwrap_or(&options.id));
    RubricDocument {
        id: options.id.clone(),
        version: options.version.clone(),
        title,
        scales: vec![scale],
        criteria,
        ..RubricDocument::empty()
    }
}

/// An id made of words, which no other item has.
fn own_id(name: &str, taken: &mut Dictionary) -> String {
    let mut id = String::new();
    for word in name.split(|letter: char| !is_of_id(letter)).filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + word.len() >= LONGEST {
            break;
        }
        id.push_str(if id.is_empty() { "" } else { "_" });
        let letters = word.char_indices().take_while(|(at, letter)| at + letter.len_utf8() <= LONGEST);
        id.extend(letters.map(|(_, letter)| letter.to_ascii_lowercase()));
    }
    let id = if id.is_empty() { "item".to_owned() } else { id };
    let mut own = id.clone();
    for at in 2.. {
        let known = taken.len();
        taken.code(&own);
        if taken.len() > known {
            break;
        }
        own = format!("{id}_{at}");
    }
    own
}

/// Letters and digits. Beyond ASCII, where no table of Unicode is asked, what is no sign of Latin, Greek or Chinese punctuation.
fn is_of_id(letter: char) -> bool {
    match letter {
        '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => false,
        letter => letter.is_ascii_alphanumeric() || letter >= '\u{c0}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(items: &[&str]) -> Vec<String> {
        let rubric =
            Rubric::from_items(items.iter().copied(), RubricItemsOptions::new(["no", "yes"])).unwrap();
        rubric.criteria().iter().map(|criterion| criterion.id.clone()).collect()
    }

    #[test]
    fn ids_are_made_of_words_and_differ() {
        assert_eq!(
            ids(&["We plan – together!", "We plan, together", "…", "?"]),
            ["we_plan_together", "we_plan_together_2", "item", "item_2"]
        );
        assert_eq!(ids(&["Wir üben Größe"]), ["wir_üben_größe"]);
        let long = ["word "; 40].concat();
        assert_eq!(ids(&[&long, &format!("{long}!")]).iter().map(String::len).collect::<Vec<_>>(), [59, 61]);
        assert_eq!(ids(&[&"ü".repeat(100)]), ["ü".repeat(30)]);
    }

    #[test]
    fn labels_that_are_numbers_are_their_own_ids() {
        let scale = |labels: [&str; 3]| {
            let rubric = Rubric::from_items(["a"], RubricItemsOptions::new(labels)).unwrap();
            rubric.scales()[0].categories().iter().map(|category| category.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(scale(["0", "1", "2"]), ["0", "1", "2"]);
        assert_eq!(scale(["no", "perhaps", "yes"]), ["1", "2", "3"]);
    }
}
