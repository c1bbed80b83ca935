//! From a JSON value to a type: everything that is wrong is told, each with its own path, in words of the message file.
//!
//! serde's `Deserialize` stops at the first fault, knows no path and brings its own English; and each type that it reads
//! weighs several times as much in the module that a page loads.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::base::by_name::ByName;
use crate::base::error::{Error, ErrorCode, Place, Problem, Problems, shorten};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::text::Text;

/// What is read from JSON. It is filled in its place, behind `dyn`: how an object is read is compiled once for all types.
pub(crate) trait Read {
    /// What stands where nothing was read.
    fn blank() -> Self
    where
        Self: Sized;

    /// Takes over a value, or tells what is wrong with it.
    fn read(&mut self, value: &Value, input: &mut Input<'_>);
}

/// What is expected, and what is there instead.
pub(crate) fn instead(expected: Message, found: &Value) -> Message {
    let found = shorten(to_json(found));
    Message::new("json.expected").message("expected", expected).text("found", found)
}

/// Where the reader stands, and who is told what is wrong.
pub(crate) struct Input<'p> {
    problems: &'p mut Problems,
    path: String,
    code: ErrorCode,
    /// Whether a value could not be read since this was last set back.
    failed: bool,
}

impl<'p> Input<'p> {
    /// The reader of a document; paths begin with `$`.
    pub(crate) fn document(problems: &'p mut Problems) -> Self {
        Self { problems, path: "$".to_owned(), code: ErrorCode::InvalidJson, failed: false }
    }

    /// The reader of options; paths begin with the name of the option.
    pub(crate) fn options(problems: &'p mut Problems) -> Self {
        Self { problems, path: String::new(), code: ErrorCode::InvalidOption, failed: false }
    }

    /// Whether a value could not be read so far.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    fn tell(&mut self, what: Message) {
        self.problems.push(Problem::new(self.code, Place::path(&self.path)).say("what", what));
    }

    /// Tells that something else is expected here.
    pub(crate) fn refuse(&mut self, expected: Message, found: &Value) {
        self.failed = true;
        self.tell(instead(expected, found));
    }

    /// Goes to a field, and says where the way back begins.
    fn enter(&mut self, name: &str) -> usize {
        let back = self.path.len();
        if back > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        back
    }

    /// A value of its own.
    pub(crate) fn value<T: Read>(&mut self, value: &Value) -> T {
        let mut read = T::blank();
        read.read(value, self);
        read
    }

    /// A value under a name.
    pub(crate) fn field(&mut self, name: &str, value: &Value, into: &mut dyn Read) {
        let back = self.enter(name);
        into.read(value, self);
        self.path.truncate(back);
    }

    /// Each element of a list, at its place.
    fn each(&mut self, value: &Value, read: &mut dyn FnMut(&Value, &mut Input<'_>)) {
        let back = self.path.len();
        for (at, value) in self.items(value).iter().enumerate() {
            self.path.push_str(&format!("[{at}]"));
            read(value, self);
            self.path.truncate(back);
        }
    }

    /// Each field of an object whose names are not known, at its place.
    fn each_field(&mut self, value: &Value, read: &mut dyn FnMut(&str, &Value, &mut Input<'_>)) {
        for (name, value) in self.object(value).into_iter().flatten() {
            let back = self.enter(name);
            read(name, value, self);
            self.path.truncate(back);
        }
    }

    fn item(&mut self, at: usize, value: &Value, into: &mut dyn Read) {
        let back = self.path.len();
        self.path.push_str(&format!("[{at}]"));
        into.read(value, self);
        self.path.truncate(back);
    }

    /// The fields of an object, each into its place. Names stand one after the other, with a question mark behind those that
    /// may lack: `"id parent?"` is one constant, where two lists of texts would be many. What has another name is told and
    /// passed over; what must be there and is not is told as well.
    pub(crate) fn fields(&mut self, value: &Value, names: &str, into: &mut [&mut dyn Read]) {
        let Some(object) = self.object(value) else { return };
        let known = names.replace('?', "");
        for name in object.keys().filter(|name| !known.split(' ').any(|known| known == name.as_str())) {
            self.unknown(name, &known.replace(' ', ", "));
        }
        for (named, into) in names.split(' ').zip(into) {
            let name = named.trim_end_matches('?');
            match object.get(name) {
                Some(value) => self.field(name, value, *into),
                None if name.len() == named.len() => self.missing(name),
                None => {}
            }
        }
    }

    /// The same below the head of a document.
    #[inline(never)]
    pub(crate) fn below_head(&mut self, value: &Value, names: &str, into: &mut [&mut dyn Read]) {
        let (mut version, mut kind) = ((), ());
        let mut all: Vec<&mut dyn Read> = vec![&mut version, &mut kind];
        all.extend(into.iter_mut().map(|into| &mut **into as &mut dyn Read));
        self.fields(value, &["schemaVersion? kind?", names].join(" "), &mut all);
    }

    /// Tells of a problem with what stands here.
    pub(crate) fn refuse_as(&mut self, problem: Problem) {
        self.failed = true;
        self.problems.push(problem);
    }

    /// The path of what stands here.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Tells of lists that are given as options and say nothing; a list that is not given has a default, which a result
    /// may show.
    #[cfg(feature = "research")]
    pub(crate) fn filled(&mut self, value: &Value, names: &[&str]) {
        let names = if self.code == ErrorCode::InvalidOption { names } else { &[] };
        for name in names.iter().filter(|name| value[**name].as_array().is_some_and(Vec::is_empty)) {
            let back = self.enter(name);
            self.problems.push(Problem::new(self.code, Place::path(&self.path)).with("what", "[]"));
            self.path.truncate(back);
        }
    }

    /// An object; another value is told.
    pub(crate) fn object<'v>(&mut self, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.refuse(Message::new("json.object"), value);
        }
        object
    }

    /// The one field of an object that says which of several things it is.
    #[inline(never)]
    pub(crate) fn variant<'k, 'v>(
        &mut self,
        value: &'v Value,
        known: &[&'k str],
    ) -> Option<(&'k str, &'v Value)> {
        let object = value.as_object().filter(|object| object.len() == 1);
        let named = |name: &&&str| object.is_some_and(|object| object.contains_key(**name));
        let Some(name) = known.iter().find(named) else {
            self.refuse(Message::new("json.object"), value);
            return None;
        };
        Some((name, &value[*name]))
    }

    /// Tells that a field has no such name.
    pub(crate) fn unknown(&mut self, name: &str, known: &str) {
        let back = self.enter(name);
        if self.code == ErrorCode::InvalidOption && back == 0 {
            let problem = Problem::new(ErrorCode::UnknownOption, Place::path(name));
            self.problems.push(problem.with("what", name).with("known", known));
        } else {
            self.tell(Message::new("json.unknown_field").text("known", known));
        }
        self.path.truncate(back);
    }

    /// Tells that a field is not there.
    fn missing(&mut self, name: &str) {
        self.failed = true;
        let back = self.enter(name);
        self.tell(Message::new("json.missing_field"));
        self.path.truncate(back);
    }

    fn items<'v>(&mut self, value: &'v Value) -> &'v [Value] {
        let Value::Array(values) = value else {
            self.refuse(Message::new("json.list"), value);
            return &[];
        };
        values
    }

    /// The position of a word among those that are known.
    pub(crate) fn word(&mut self, value: &Value, known: &[&str]) -> usize {
        let found = value.as_str().and_then(|word| known.iter().position(|known| *known == word));
        if found.is_none() {
            self.refuse(Message::new("json.word").text("known", known.join(", ")), value);
        }
        found.unwrap_or(0)
    }

    /// Takes over what is there, unless it is of another form than the one that is expected.
    pub(crate) fn take<T>(&mut self, into: &mut T, found: Option<T>, expected: &'static str, value: &Value) {
        match found {
            Some(found) => *into = found,
            None => self.refuse(Message::new(expected), value),
        }
    }
}

/// That a word is given for an option which is none of those that are known.
pub(crate) fn no_word(option: &str, word: &str, known: &[&str]) -> Error {
    let what = instead(Message::new("json.word").text("known", known.join(", ")), &word.into());
    Problem::new(ErrorCode::InvalidOption, Place::path(option)).say("what", what).into()
}

impl Read for String {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.take(self, value.as_str().map(str::to_owned), "json.text", value);
    }
}

impl Read for Cow<'static, str> {
    fn blank() -> Self {
        Self::Borrowed("")
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        *self = Self::Owned(input.value(value));
    }
}

impl Read for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.take(self, value.as_bool(), "json.flag", value);
    }
}

impl Read for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.take(self, value.as_f64(), "json.number", value);
    }
}

impl Read for u64 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.take(self, value.as_u64(), "json.count", value);
    }
}

macro_rules! counts {
    ($($own:ty)+) => {$(
        impl Read for $own {
            fn blank() -> Self {
                0
            }

            fn read(&mut self, value: &Value, input: &mut Input<'_>) {
                let found = value.as_u64().and_then(|number| Self::try_from(number).ok());
                input.take(self, found, "json.count", value);
            }
        }
    )+};
}

counts!(u8 u32);

impl Read for usize {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        *self = input.value::<u32>(value) as Self;
    }
}

impl<T: Read> Read for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        *self = None;
        if !value.is_null() {
            self.insert(T::blank()).read(value, input);
        }
    }
}

impl<T: Read> Read for Arc<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        *self = Self::new(input.value(value));
    }
}

impl<T: Read> Read for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        self.clear();
        input.each(value, &mut |value, input| {
            let mut element = T::blank();
            element.read(value, input);
            self.push(element);
        });
    }
}

impl<T: Read, const N: usize> Read for [T; N] {
    fn blank() -> Self {
        std::array::from_fn(|_| T::blank())
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        let values = input.items(value);
        if values.len() != N {
            return input.refuse(Message::new("json.list"), value);
        }
        for (at, (own, value)) in self.iter_mut().zip(values).enumerate() {
            input.item(at, value, own);
        }
    }
}

impl<T: Read> Read for ByName<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        *self = Self::new();
        input.each_field(value, &mut |name, value, input| {
            let mut element = T::blank();
            element.read(value, input);
            self.insert(name, element);
        });
    }
}

impl Read for Text {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        self.0.read(value, input);
    }
}

/// The elements of a list that can be read, each with its place; the others have been told. What is wrong among them
/// does not count for what stands beside the list.
pub(crate) struct Placed<T>(pub(crate) Vec<(usize, T)>);

impl<T: Read> Read for Placed<T> {
    fn blank() -> Self {
        Self(Vec::new())
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        let failed = input.failed;
        let mut at = 0;
        input.each(value, &mut |value, input| {
            let mut element = T::blank();
            input.failed = false;
            element.read(value, input);
            if !input.failed {
                self.0.push((at, element));
            }
            at += 1;
        });
        input.failed = failed;
    }
}

/// What has been looked at before, and is passed over.
impl Read for () {
    fn blank() -> Self {}

    fn read(&mut self, _: &Value, _: &mut Input<'_>) {}
}

/// What others added, kept as it is.
impl Read for Map<String, Value> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.take(self, value.as_object().cloned(), "json.object", value);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::comparison::ChangeOptions;
    use crate::ratings::ReadOptions;

    fn said<T: Read>(json: &str) -> Vec<String> {
        let mut problems = Problems::default();
        let value = serde_json::from_str(json).unwrap();
        let _: T = Input::options(&mut problems).value(&value);
        let error = problems.finish(()).unwrap_err();
        let texts = crate::base::texts::Texts::english();
        let line = |one: &Problem| format!("{} {}: {}", one.code(), one.place(), texts.render(one.message()));
        error.problems().iter().map(line).collect()
    }

    #[test]
    fn each_fault_is_told_at_its_place() {
        let json = r#"{"layout": "tall", "columns": {"a": "unit", "b": "house"}, "constants": {"unit": 1, "house": "x"},
            "kind": null, "fieldLimit": -1, "colour": 1}"#;
        let fields = "unit, unit_kind, occasion, rater, role, criterion, level, reason, evidence";
        let expected = [
            "unknown_option colour: There is no option “colour”.".to_owned(),
            "invalid_option layout: The option does not take this: one of long, wide is expected, not \"tall\".".to_owned(),
            format!("invalid_option columns.b: The option does not take this: one of {fields} is expected, not \"house\"."),
            "invalid_option constants.unit: The option does not take this: a text is expected, not 1.".to_owned(),
            format!("invalid_option constants.house: The option does not take this: there is no field of this name; the fields are {fields}."),
            "invalid_option fieldLimit: The option does not take this: a whole number from 0 on is expected, not -1.".to_owned(),
        ];
        assert_eq!(said::<ReadOptions>(json), expected);
        let json = r#"{"focus": ["tenet:joint_work", "tenet:none"], "margin": "wide"}"#;
        let expected = [
            "invalid_option focus[1]: The option does not take this: tenet:…, warning:…, context:… or other:… is \
             expected, not \"tenet:none\".",
            "invalid_option margin: The option does not take this: a number is expected, not \"wide\".",
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
        let mut problems = Problems::default();
        let _: T = Input::document(&mut problems).value(&serde_json::json!({ "?": 0 }));
        let error = problems.finish(()).unwrap_err();
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
    }
}
