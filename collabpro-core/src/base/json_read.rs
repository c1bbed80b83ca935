//! From a JSON value to a type: everything that is wrong is told, each with its own path, in words of the message file.
//!
//! serde's `Deserialize` stops at the first fault, knows no path and brings its own English; and each type that it reads
//! weighs several times as much in the module that a page loads.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::base::by_name::ByName;
use crate::base::error::{Error, ErrorCode, ErrorKind, Place, Problem, Problems, shorten};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::text::{Text, TextByRole};

/// What is read from JSON.
pub(crate) trait Read: Sized {
    /// The value at which the reader stands. What is wrong with it is told; something neutral stands in its place, as it
    /// does for what is not there, which is read from `null` while nothing is told.
    fn read(input: &mut Input<'_>) -> Self;
}

/// What is expected, and what is there instead.
pub(crate) fn instead(expected: Message, found: &Value) -> Message {
    let found = shorten(to_json(found));
    Message::new("json.expected").message("expected", expected).text("found", found)
}

static NULL: Value = Value::Null;

/// Where the reader stands, and who is told what is wrong.
pub(crate) struct Input<'v> {
    value: &'v Value,
    /// The object or list whose elements are read, and those around it.
    around: Level<'v>,
    outer: Vec<Level<'v>>,
    problems: Problems,
    path: String,
    code: ErrorCode,
    /// Whether a value could not be read since this was last set back.
    failed: bool,
    /// Whether nothing is told, since this is about what is not there.
    muted: bool,
}

/// An object or a list whose elements are read.
struct Level<'v> {
    value: &'v Value,
    /// The names that were asked for, or those that are there.
    names: Vec<&'v str>,
    /// Those of them that must be there and are not.
    missing: Vec<&'static str>,
    /// How many elements were read.
    read: usize,
    /// The length of its path.
    path: usize,
    /// How many problems had been told before.
    told: usize,
    muted: bool,
}

impl<'v> Input<'v> {
    fn new(value: &'v Value, problems: Problems, path: &str, code: ErrorCode) -> Self {
        let around =
            Level { value, names: Vec::new(), missing: Vec::new(), read: 0, path: 0, told: 0, muted: false };
        let path = path.to_owned();
        Self { value, around, outer: Vec::new(), problems, path, code, failed: false, muted: false }
    }

    /// The reader of a document; paths begin with `$`.
    pub(crate) fn document(value: &'v Value) -> Self {
        Self::below(value, Problems::default())
    }

    /// The same, beside other problems.
    pub(crate) fn below(value: &'v Value, problems: Problems) -> Self {
        Self::new(value, problems, "$", ErrorCode::InvalidJson)
    }

    /// The reader of options; paths begin with the name of the option.
    pub(crate) fn options(value: &'v Value) -> Self {
        Self::new(value, Problems::of(ErrorKind::Estimation), "", ErrorCode::InvalidOption)
    }

    /// The reader of one option.
    pub(crate) fn option(name: &str, value: &'v Value) -> Self {
        Self::new(value, Problems::of(ErrorKind::Estimation), name, ErrorCode::InvalidOption)
    }

    /// All that there is, or everything that is wrong with it.
    pub(crate) fn whole<T: Read>(mut self) -> Result<T, Error> {
        let read = self.read();
        self.finish()?;
        Ok(read)
    }

    fn finish(self) -> Result<(), Error> {
        self.problems.finish(())
    }

    /// What was wrong.
    pub(crate) fn problems(self) -> Problems {
        self.problems
    }

    /// What stands here.
    pub(crate) fn value(&self) -> &'v Value {
        self.value
    }

    /// The path of what stands here.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Tells of a problem with what stands here.
    pub(crate) fn refuse_as(&mut self, problem: Problem) {
        if !self.muted {
            self.failed = true;
            self.problems.push(problem);
        }
    }

    fn problem(&self, what: Message) -> Problem {
        Problem::new(self.code, Place::path(&self.path)).say("what", what)
    }

    /// Tells that something else is expected here.
    pub(crate) fn refuse(&mut self, expected: Message) {
        self.refuse_for(expected, None);
    }

    /// Tells that something else is expected here, and what may be meant.
    pub(crate) fn refuse_for(&mut self, expected: Message, near: Option<&str>) {
        if !self.muted {
            self.refuse_as(self.problem(or_near(instead(expected, self.value), near)));
        }
    }

    /// Tells that something else is expected, where nothing was found.
    pub(crate) fn found<T>(&mut self, found: Option<T>, expected: &'static str) -> Option<T> {
        if found.is_none() {
            self.refuse(Message::new(expected));
        }
        found
    }

    /// The position of a word among those that are known.
    pub(crate) fn word(&mut self, known: &[&str]) -> usize {
        let word = self.value.as_str();
        let found = word.and_then(|word| known.iter().position(|known| *known == word));
        if found.is_none() {
            self.refuse_for(one_of(known), word.and_then(|word| nearest(word, known.iter().copied())));
        }
        found.unwrap_or(0)
    }

    /// Goes among the elements of what stands here.
    fn enter(&mut self) {
        let (path, told) = (self.path.len(), self.problems.told());
        let (names, missing, muted) = (Vec::new(), Vec::new(), self.muted);
        let around = Level { value: self.value, names, missing, read: 0, path, told, muted };
        self.outer.push(std::mem::replace(&mut self.around, around));
    }

    /// Goes back to where they stand.
    fn leave(&mut self) {
        self.path.truncate(self.around.path);
        (self.value, self.muted) = (self.around.value, self.around.muted);
        if let Some(outer) = self.outer.pop() {
            self.around = outer;
        }
    }

    /// Goes to an element; what is not there is muted.
    fn stand(&mut self, value: Option<&'v Value>) {
        self.muted = self.around.muted || value.is_none();
        self.value = value.unwrap_or(&NULL);
    }

    fn step(&mut self, name: &str) {
        self.path.truncate(self.around.path);
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
    }

    /// Goes to a field, and says whether it is there.
    fn go(&mut self, name: &'static str) -> bool {
        self.around.names.push(name);
        self.step(name);
        let value = self.around.value.get(name);
        self.stand(value);
        value.is_some()
    }

    /// Goes to a field that must be there.
    fn go_or_note(&mut self, name: &'static str) {
        if !self.go(name) && self.around.value.is_object() && !self.around.muted {
            self.failed = true;
            self.around.missing.push(name);
        }
    }

    /// Goes among the elements of a list; another value is told.
    fn enter_list(&mut self) {
        self.found(self.value.as_array(), "json.list");
        self.enter();
    }

    /// Goes to the next element of a list, or back to it.
    fn next(&mut self) -> bool {
        let has_next = self.around.value.get(self.around.read).is_some();
        if has_next {
            self.item()
        } else {
            self.leave()
        }
        has_next
    }

    /// Goes to the next element of a list.
    fn item(&mut self) {
        let at = self.around.read;
        self.around.read += 1;
        self.path.truncate(self.around.path);
        // Into the path itself: there are as many elements as a document has values.
        let _ = write!(self.path, "[{at}]");
        self.stand(self.around.value.get(at));
    }

    /// Goes among the fields of an object whose names are not known, in the order of these; another value is told.
    fn enter_names(&mut self) {
        let object = self.found(self.value.as_object(), "json.object");
        self.enter();
        self.around.names = object.into_iter().flat_map(Map::keys).map(String::as_str).collect();
        // serde_json keeps another order if anyone in the build asks it to.
        self.around.names.sort_unstable();
    }

    /// Goes to the next field of an object, or back to it.
    fn next_name(&mut self) -> Option<String> {
        let Some(name) = self.around.names.get(self.around.read).copied() else {
            self.leave();
            return None;
        };
        self.around.read += 1;
        self.step(name);
        self.stand(self.around.value.get(name));
        Some(name.to_owned())
    }

    /// The fields of an object; another value is told.
    pub(crate) fn fields<'i>(&'i mut self) -> Fields<'i, 'v> {
        self.enter_object();
        Fields(self)
    }

    fn enter_object(&mut self) {
        self.found(self.value.as_object(), "json.object");
        self.enter();
    }

    /// The same below the head of a document.
    pub(crate) fn below_head<'i>(&'i mut self) -> Fields<'i, 'v> {
        let mut fields = self.fields();
        fields.pass("schemaVersion");
        fields.pass("kind");
        fields
    }

    /// The one field of an object that says which of several things it is, by its position among those that are known.
    pub(crate) fn variant<'i>(&'i mut self, known: &[&'static str]) -> (usize, Fields<'i, 'v>) {
        let object = self.value.as_object().filter(|object| object.len() == 1);
        let found = object.and_then(|object| known.iter().position(|name| object.contains_key(*name)));
        self.found(found, "json.object");
        self.enter();
        if found.is_none() {
            self.around.value = &NULL;
        }
        (found.unwrap_or(0), Fields(self))
    }

    /// Goes back to an object; names that were not asked for are told before what is wrong with its fields, and so are fields
    /// that must be there. One that is there under a name which is nearly its own is told once.
    fn leave_object(&mut self) {
        for name in self.around.value.as_object().into_iter().flat_map(Map::keys) {
            if !self.around.names.contains(&name.as_str()) {
                self.step(name);
                let known = self.around.names.join(", ");
                let near = nearest(name, self.around.missing.iter().copied());
                self.around.missing.retain(|missing| Some(*missing) != near);
                let absent = |known: &&str| self.around.value.get(*known).is_none();
                let near = near.or_else(|| nearest(name, self.around.names.iter().copied().filter(absent)));
                self.unknown(name, near, &known, self.around.told);
                self.around.told += 1;
            }
        }
        for name in std::mem::take(&mut self.around.missing) {
            self.step(name);
            let problem = self.problem(Message::new("json.missing_field"));
            self.problems.insert(self.around.told, problem);
            self.around.told += 1;
        }
        self.leave();
    }

    fn unknown(&mut self, name: &str, near: Option<&str>, known: &str, told: usize) {
        let problem = if self.code == ErrorCode::InvalidOption && self.path == name {
            unknown_option(name, known)
        } else {
            let what = match near {
                Some(near) => Message::new("json.misspelt_field").text("near", near),
                None => Message::new("json.unknown_field"),
            };
            self.problem(what.text("known", known))
        };
        self.problems.insert(told, problem);
    }

    /// Tells that a field of what stands here has no such name.
    pub(crate) fn unknown_field(&mut self, name: &str, known: &str) {
        self.enter();
        self.step(name);
        self.unknown(name, nearest(name, known.split(", ")), known, self.problems.told());
        self.leave();
    }

    fn take<T: Read>(&mut self, name: &'static str) -> T {
        self.go_or_note(name);
        self.read()
    }

    fn may<T: Read>(&mut self, name: &'static str) -> T {
        self.go(name);
        self.read()
    }

    fn given<T: Read>(&mut self, name: &'static str, into: &mut T) {
        if self.go(name) {
            *into = self.read();
        }
    }

    /// What stands here. Were each type compiled into where it is read, the module that a page loads would be larger.
    #[inline(never)]
    pub(crate) fn read<T: Read>(&mut self) -> T {
        T::read(self)
    }

    #[cfg(feature = "research")]
    fn filled(&mut self, names: &[&'static str]) {
        // In a document that is given as an option, a calibration, they tell what it was made with.
        if self.outer.iter().any(|level| level.value.get("schemaVersion").is_some()) {
            return;
        }
        for name in names {
            let found = self.around.value.get(name).and_then(Value::as_array);
            if self.code == ErrorCode::InvalidOption && found.is_some_and(Vec::is_empty) {
                self.step(name);
                self.problems.push(self.problem(Message::new("option.empty")));
            }
        }
    }
}

/// The fields of an object. A name is known once it was asked for.
pub(crate) struct Fields<'i, 'v>(&'i mut Input<'v>);

impl Fields<'_, '_> {
    /// A field that is passed over.
    pub(crate) fn pass(&mut self, name: &'static str) {
        self.0.around.names.push(name);
    }

    /// A field that must be there.
    pub(crate) fn take<T: Read>(&mut self, name: &'static str) -> T {
        self.0.take(name)
    }

    /// A field that may lack.
    pub(crate) fn may<T: Read>(&mut self, name: &'static str) -> T {
        self.0.may(name)
    }

    /// A field that keeps its default if it is not given.
    pub(crate) fn given<T: Read>(&mut self, name: &'static str, into: &mut T) {
        self.0.given(name, into);
    }

    /// Tells of lists that are given as options and say nothing; a list that is not given has a default, which a result
    /// may show.
    #[cfg(feature = "research")]
    pub(crate) fn filled(&mut self, names: &[&'static str]) {
        self.0.filled(names);
    }

    /// Whether all that was read could be.
    pub(crate) fn end(self) -> bool {
        !self.0.failed
    }
}

impl Drop for Fields<'_, '_> {
    fn drop(&mut self) {
        self.0.leave_object();
    }
}

/// That there is no option of a name; the nearest of those that are known may be meant.
pub(crate) fn unknown_option(name: &str, known: &str) -> Problem {
    let near = match nearest(name, known.split(", ")) {
        Some(near) => Message::new("option.near").text("name", near),
        None => Message::new("option.none_near"),
    };
    let problem = Problem::new(ErrorCode::UnknownOption, Place::path(name)).with("what", name);
    problem.say("near", near).all("known", known)
}

/// That a word is given for an option which is none of those that are known.
pub(crate) fn no_word(option: &str, word: &str, known: &[&str]) -> Error {
    let what = or_near(instead(one_of(known), &word.into()), nearest(word, known.iter().copied()));
    Problem::new(ErrorCode::InvalidOption, Place::path(option)).say("what", what).into()
}

fn one_of(known: &[&str]) -> Message {
    Message::new("json.word").text("known", known.join(", "))
}

/// What is wrong with a word, and which one may be meant.
pub(crate) fn or_near(what: Message, near: Option<&str>) -> Message {
    match near {
        Some(near) => Message::new("json.near").message("what", what).text("near", near),
        None => what,
    }
}

impl Read for String {
    fn read(input: &mut Input<'_>) -> Self {
        input.found(input.value.as_str(), "json.text").unwrap_or_default().to_owned()
    }
}

impl Read for Cow<'static, str> {
    fn read(input: &mut Input<'_>) -> Self {
        Self::Owned(input.read())
    }
}

impl Read for bool {
    fn read(input: &mut Input<'_>) -> Self {
        input.found(input.value.as_bool(), "json.flag").unwrap_or_default()
    }
}

impl Read for f64 {
    fn read(input: &mut Input<'_>) -> Self {
        input.found(input.value.as_f64(), "json.number").unwrap_or_default()
    }
}

impl Read for u64 {
    fn read(input: &mut Input<'_>) -> Self {
        input.found(input.value.as_u64(), "json.count").unwrap_or_default()
    }
}

macro_rules! counts {
    ($($own:ty)+) => {$(
        impl Read for $own {
            fn read(input: &mut Input<'_>) -> Self {
                let found = input.value.as_u64().and_then(|number| Self::try_from(number).ok());
                input.found(found, "json.count").unwrap_or_default()
            }
        }
    )+};
}

counts!(u8 u32);

impl Read for usize {
    fn read(input: &mut Input<'_>) -> Self {
        input.read::<u32>() as Self
    }
}

impl<T: Read> Read for Option<T> {
    fn read(input: &mut Input<'_>) -> Self {
        if input.value.is_null() { None } else { Some(input.read()) }
    }
}

impl<T: Read> Read for Arc<T> {
    fn read(input: &mut Input<'_>) -> Self {
        Self::new(input.read())
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(input: &mut Input<'_>) -> Self {
        let mut list = Self::new();
        input.enter_list();
        while input.next() {
            list.push(input.read());
        }
        list
    }
}

impl<T: Read, const N: usize> Read for [T; N] {
    fn read(input: &mut Input<'_>) -> Self {
        let list = input.value.as_array().filter(|list| list.len() == N);
        input.found(list, "json.list");
        input.enter();
        if list.is_none() {
            input.around.value = &NULL;
        }
        let read = std::array::from_fn(|_| {
            input.item();
            input.read()
        });
        input.leave();
        read
    }
}

impl<T: Read> Read for ByName<T> {
    fn read(input: &mut Input<'_>) -> Self {
        let mut pairs = Vec::new();
        input.enter_names();
        while let Some(name) = input.next_name() {
            pairs.push((name, input.read()));
        }
        Self::ordered(pairs)
    }
}

impl Read for Text {
    fn read(input: &mut Input<'_>) -> Self {
        Self(input.read())
    }
}

impl Read for TextByRole {
    fn read(input: &mut Input<'_>) -> Self {
        Self(input.read())
    }
}

/// The elements of a list that can be read, each with its place; the others have been told. What is wrong among them
/// does not count for what stands beside the list.
pub(crate) struct Placed<T>(pub(crate) Vec<(usize, T)>);

impl<T: Read> Read for Placed<T> {
    fn read(input: &mut Input<'_>) -> Self {
        let failed = input.failed;
        let (mut placed, mut at) = (Vec::new(), 0);
        input.enter_list();
        while input.next() {
            input.failed = false;
            let element = input.read();
            if !input.failed {
                placed.push((at, element));
            }
            at += 1;
        }
        input.failed = failed;
        Self(placed)
    }
}

/// What others added, kept as it is.
impl Read for Map<String, Value> {
    fn read(input: &mut Input<'_>) -> Self {
        input.found(input.value.as_object(), "json.object").cloned().unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::comparison::ChangeOptions;
    use crate::ratings::ReadOptions;

    fn said<T: Read>(json: &str) -> Vec<String> {
        let value = serde_json::from_str(json).unwrap();
        let error = Input::options(&value).whole::<T>().err().unwrap();
        let texts = crate::base::texts::Texts::english();
        let line =
            |one: &Problem| format!("{} {}: {}", one.code(), one.place(), texts.render(&one.message()));
        error.problems().iter().map(line).collect()
    }

    #[test]
    fn each_fault_is_told_at_its_place() {
        let json = r#"{"layout": "tall", "columns": {"a": "unit", "b": "house"}, "constants": {"unit": 1, "house": "x"},
            "kind": null, "fieldLimit": -1, "colour": 1}"#;
        let fields = "unit, unit_kind, occasion, rater, role, criterion, level, reason, evidence";
        let expected = [
            "unknown_option colour: There is no option “colour”.".to_owned(),
            "invalid_option layout: This option does not fit: one of long, wide is expected, not \"tall\".".to_owned(),
            format!("invalid_option columns.b: This option does not fit: one of {fields} is expected, not \"house\"."),
            "invalid_option constants.unit: This option does not fit: a text is expected, not 1.".to_owned(),
            format!("invalid_option constants.house: This option does not fit: there is no field of this name; the fields are {fields}."),
            "invalid_option fieldLimit: This option does not fit: a whole number from 0 on is expected, not -1.".to_owned(),
        ];
        assert_eq!(said::<ReadOptions>(json), expected);
        let told = said::<ReadOptions>(r#"{"layout": "wid", "duplicates": "last-rating"}"#);
        let expected = [
            "invalid_option layout: This option does not fit: one of long, wide is expected, not \"wid\" (is “wide” meant?).",
            "invalid_option duplicates: This option does not fit: one of error, first, last, last_rating is expected, not \"last-rating\" \
             (is “last_rating” meant?).",
        ];
        assert_eq!(told, expected);
        let json = r#"{"focus": ["tenet:joint_wrok", "joint-work"]}"#;
        let told = said::<ChangeOptions>(json);
        assert!(
            told.len() == 2 && told.iter().all(|one| one.ends_with("(is “tenet:joint_work” meant?).")),
            "{told:?}"
        );
        let json = r#"{"focus": ["tenet:joint_work", "tenet:none"], "margin": "wide"}"#;
        let expected = [
            "invalid_option focus[1]: This option does not fit: tenet:…, warning:…, context:… or other:… is \
             expected, not \"tenet:none\".",
            "invalid_option margin: This option does not fit: a number is expected, not \"wide\".",
        ];
        assert_eq!(said::<ChangeOptions>(json), expected);
    }

    /// What the schema of a form requires and knows is what its reader does.
    #[cfg(feature = "schema")]
    fn agrees<T: Read + schemars::JsonSchema>() {
        let schema = schemars::schema_for!(T).to_value();
        let mut known: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let required = schema.get("required").and_then(Value::as_array);
        let mut required: Vec<String> =
            required.into_iter().flatten().map(|name| format!("$.{}", name.as_str().unwrap())).collect();
        // The head of a document is told as one.
        required.retain(|name| !["$.schemaVersion", "$.kind"].contains(&name.as_str()));
        let error = Input::document(&serde_json::json!({ "?": 0 })).whole::<T>().err().unwrap();
        let place = |one: &Problem| one.place().to_string();
        let told: Vec<&Problem> =
            error.problems().iter().filter(|one| one.code() != ErrorCode::WrongKind).collect();
        let mut missing: Vec<String> = told[1..].iter().map(|one| place(one)).collect();
        let said = serde_json::to_value(told[0].message()).unwrap();
        let mut named: Vec<&str> =
            said["args"]["what"]["args"]["known"].as_str().unwrap().split(", ").collect();
        for list in [&mut known, &mut named] {
            list.sort_unstable();
        }
        assert_eq!(named, known, "{}", T::schema_name());
        required.sort_unstable();
        missing.sort_unstable();
        assert_eq!(missing, required, "{}", T::schema_name());
    }

    #[cfg(feature = "schema")]
    #[test]
    fn readers_agree_with_their_schemas() {
        use crate::{
            case_studies, chart, comparison, composite, context, disagreement, exchange, framework, matching,
            practice, release, roll_up, rubric, scoring, tally, units,
        };

        agrees::<rubric::Role>();
        agrees::<rubric::Category>();
        agrees::<rubric::ScaleDocument>();
        agrees::<rubric::PerformanceLevel>();
        agrees::<rubric::Criterion>();
        agrees::<rubric::MissingTexts>();
        agrees::<units::Unit>();
        agrees::<units::Membership>();
        agrees::<units::Size>();
        agrees::<units::OpenTeam>();
        agrees::<units::Occasion>();
        agrees::<context::ContextDescriptors>();
        agrees::<context::ContextDescriptor>();
        agrees::<context::ContextLevel>();
        agrees::<context::ContextEntry>();
        agrees::<matching::MatchOptions>();
        agrees::<practice::Practices>();
        agrees::<practice::Practice>();
        agrees::<practice::PracticeStatement>();
        agrees::<practice::TenetLink>();
        agrees::<practice::PracticeAsk>();
        agrees::<case_studies::CaseStudies>();
        agrees::<case_studies::CaseStudy>();
        agrees::<case_studies::KnownContext>();
        agrees::<case_studies::Find>();
        agrees::<exchange::LabelSet>();
        agrees::<exchange::SurveyColumn>();
        agrees::<exchange::LeaveOut>();
        agrees::<exchange::SurveyOptions>();
        agrees::<exchange::CaseOptions>();
        agrees::<exchange::ToCaseOptions>();
        agrees::<framework::Framework>();
        agrees::<framework::Entry>();
        agrees::<framework::Source>();
        agrees::<framework::Fact>();
        agrees::<release::RecordedCriterion>();
        agrees::<release::RecordedScore>();
        agrees::<release::ReleaseRecord>();
        agrees::<release::Policy>();
        agrees::<scoring::Observed>();
        agrees::<ReadOptions>();
        agrees::<tally::Selection>();
        agrees::<ChangeOptions>();
        agrees::<comparison::SitesOptions>();
        agrees::<roll_up::RollUpOptions>();
        agrees::<disagreement::DisagreementOptions>();
        agrees::<composite::Bounds>();
        agrees::<composite::CompositeOptions>();
        agrees::<composite::IndicatorsDocument>();
        agrees::<composite::Sensitivity>();
        agrees::<chart::ChartOptions>();
        #[cfg(feature = "charts")]
        agrees::<chart::StudyChartOptions>();
    }
}
