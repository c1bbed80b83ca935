//! From a JSON value to a type: everything that is wrong is told, each with its own path, in words of the message file.
//!
//! serde's `Deserialize` stops at the first fault, knows no path and brings its own English; and each type that it reads
//! weighs several times as much in the module that a page loads.

use serde_json::{Map, Value};

use crate::error::{ErrorCode, Place, Problem, Problems};
use crate::message::Message;

/// What is read from JSON.
pub(crate) trait Read: Sized {
    /// The value, or anything where something is wrong, which has then been told.
    fn read(value: &Value, input: &mut Input<'_>) -> Self;
}

/// Where the reader stands, and who is told what is wrong.
pub(crate) struct Input<'p> {
    problems: &'p mut Problems,
    path: String,
    code: ErrorCode,
    /// Whether a value could not be read since this was last set back.
    failed: bool,
    /// Whether a value is only made up in place of one that is not there.
    muted: bool,
}

impl<'p> Input<'p> {
    /// The reader of a document; paths begin with `$`.
    pub(crate) fn document(problems: &'p mut Problems) -> Self {
        Self { problems, path: "$".to_owned(), code: ErrorCode::InvalidJson, failed: false, muted: false }
    }

    /// The reader of options; paths begin with the name of the option.
    pub(crate) fn options(problems: &'p mut Problems) -> Self {
        Self { problems, path: String::new(), code: ErrorCode::InvalidOption, failed: false, muted: false }
    }

    /// Whether a value could not be read so far.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    #[inline(never)]
    fn tell(&mut self, what: Message) {
        if !self.muted {
            self.problems.push(Problem::new(self.code, Place::path(&self.path)).say("what", what));
        }
    }

    /// Tells that something else is expected here.
    #[inline(never)]
    pub(crate) fn refuse(&mut self, expected: Message, found: &Value) {
        self.failed = true;
        self.tell(super::instead(expected, found));
    }

    #[inline(never)]
    fn enter(&mut self, name: &str) -> Back {
        let back = Back { path: self.path.len(), muted: self.muted };
        if back.path > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        back
    }

    #[inline(never)]
    fn enter_item(&mut self, at: usize) -> Back {
        let back = Back { path: self.path.len(), muted: self.muted };
        self.path.push_str(&format!("[{at}]"));
        back
    }

    #[inline(never)]
    fn leave(&mut self, back: Back) {
        self.path.truncate(back.path);
        self.muted = back.muted;
    }

    /// The fields of an object that has no others than the known ones; those are told and passed over.
    #[inline(never)]
    pub(crate) fn fields<'v>(&mut self, value: &'v Value, known: &[&str]) -> Option<&'v Map<String, Value>> {
        let Value::Object(object) = value else {
            self.refuse(Message::new("json.object"), value);
            return None;
        };
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            self.unknown(name, known);
        }
        Some(object)
    }

    /// Tells that a field has no such name.
    #[inline(never)]
    pub(crate) fn unknown(&mut self, name: &str, known: &[&str]) {
        let back = self.enter(name);
        if self.code == ErrorCode::InvalidOption && back.path == 0 {
            let problem = Problem::new(ErrorCode::UnknownOption, Place::path(name));
            self.problems.push(problem.with("what", name).with("known", known.join(", ")));
        } else {
            self.tell(Message::new("json.unknown_field").text("known", known.join(", ")));
        }
        self.leave(back);
    }

    /// A field that must be there, of an object where there is one.
    pub(crate) fn required<T: Read>(&mut self, object: Option<&Map<String, Value>>, name: &str) -> T {
        let (value, back) = self.find(object, name);
        let read = T::read(value, self);
        self.leave(back);
        read
    }

    /// Goes to a field. One that is not there has been told, and is made up of nothing.
    #[inline(never)]
    fn find<'v>(&mut self, object: Option<&'v Map<String, Value>>, name: &str) -> (&'v Value, Back) {
        let found = object.and_then(|object| object.get(name));
        if object.is_some() && found.is_none() {
            self.missing(name);
        }
        let back = self.enter(name);
        self.muted |= found.is_none();
        (found.unwrap_or(&Value::Null), back)
    }

    /// A field that has a default, of an object where there is one.
    pub(crate) fn or<T: Read>(
        &mut self,
        object: Option<&Map<String, Value>>,
        name: &str,
        default: impl FnOnce() -> T,
    ) -> T {
        match self.look(object, name) {
            Some((value, back)) => {
                let read = T::read(value, self);
                self.leave(back);
                read
            }
            None => default(),
        }
    }

    /// Goes to a field that may not be there.
    #[inline(never)]
    fn look<'v>(&mut self, object: Option<&'v Map<String, Value>>, name: &str) -> Option<(&'v Value, Back)> {
        let value = object?.get(name)?;
        Some((value, self.enter(name)))
    }

    /// A value under a name.
    pub(crate) fn inner<T: Read>(&mut self, name: &str, value: &Value) -> T {
        let back = self.enter(name);
        let read = T::read(value, self);
        self.leave(back);
        read
    }

    /// Tells that a field is not there.
    #[inline(never)]
    pub(crate) fn missing(&mut self, name: &str) {
        self.failed = true;
        let back = self.enter(name);
        self.tell(Message::new("json.missing_field"));
        self.leave(back);
    }

    /// The elements of a list that can be read, each with its place; the others have been told.
    pub(crate) fn each_at<T: Read>(
        &mut self,
        object: Option<&Map<String, Value>>,
        name: &str,
    ) -> Vec<(usize, T)> {
        let Some((value, back)) = self.look(object, name) else { return Vec::new() };
        let mut read = Vec::new();
        let mut failed = std::mem::take(&mut self.failed);
        for (at, value) in self.items(value).iter().enumerate() {
            let element = self.item(at, value);
            if !self.failed {
                read.push((at, element));
            }
            failed |= std::mem::take(&mut self.failed);
        }
        self.failed |= failed;
        self.leave(back);
        read
    }

    #[inline(never)]
    fn items<'v>(&mut self, value: &'v Value) -> &'v [Value] {
        let Value::Array(values) = value else {
            self.refuse(Message::new("json.list"), value);
            return &[];
        };
        values
    }

    fn item<T: Read>(&mut self, at: usize, value: &Value) -> T {
        let back = self.enter_item(at);
        let read = T::read(value, self);
        self.leave(back);
        read
    }

    /// The position of a word among those that are known.
    #[inline(never)]
    pub(crate) fn word(&mut self, value: &Value, known: &[&str]) -> usize {
        let found = value.as_str().and_then(|word| known.iter().position(|known| *known == word));
        if found.is_none() {
            self.refuse(Message::new("json.word").text("known", known.join(", ")), value);
        }
        found.unwrap_or(0)
    }

    /// What is there, unless it is of another form than the one that is expected.
    pub(crate) fn known<T: Default>(&mut self, found: Option<T>, expected: &'static str, value: &Value) -> T {
        found.unwrap_or_else(|| {
            self.refuse(Message::new(expected), value);
            T::default()
        })
    }
}

/// Where the reader was.
struct Back {
    path: usize,
    muted: bool,
}

/// Reads a struct from an object: the fields before the semicolon must be there, those after it have a default.
macro_rules! reads {
    ($type:ty: $($must:ident $(= $must_wire:literal)?),* ; $($may:ident $(= $may_wire:literal)?),*) => {
        impl $crate::document::read::Read for $type {
            fn read(value: &serde_json::Value, input: &mut $crate::document::read::Input<'_>) -> Self {
                use $crate::document::read::wire;
                let known = [$(wire!($must $(= $must_wire)?),)* $(wire!($may $(= $may_wire)?),)*];
                let object = input.fields(value, &known);
                Self {
                    $($must: input.required(object, wire!($must $(= $must_wire)?)),)*
                    $($may: input.or(object, wire!($may $(= $may_wire)?), Default::default),)*
                }
            }
        }
    };
}

/// Reads options from an object: what is not there is as in the default.
macro_rules! reads_options {
    ($type:ty: $($field:ident $(= $wire:literal)?),*) => {
        impl $crate::document::read::Read for $type {
            fn read(value: &serde_json::Value, input: &mut $crate::document::read::Input<'_>) -> Self {
                use $crate::document::read::wire;
                let object = input.fields(value, &[$(wire!($field $(= $wire)?),)*]);
                let default = Self::default();
                Self { $($field: input.or(object, wire!($field $(= $wire)?), || default.$field),)* }
            }
        }
    };
}

/// Reads an enum from its words, which are those that its `Serialize` writes; leaving out a variant does not compile.
macro_rules! reads_words {
    ($type:ident: $($variant:ident = $word:literal),*) => {
        impl $crate::document::read::Read for $type {
            fn read(value: &serde_json::Value, input: &mut $crate::document::read::Input<'_>) -> Self {
                const _: fn($type) = |variant| match variant { $($type::$variant)|* => {} };
                const ALL: &[$type] = &[$($type::$variant,)*];
                ALL[input.word(value, &[$($word,)*])]
            }
        }

        #[cfg(test)]
        impl $crate::document::read::tests::Words for $type {
            const WORDS: &[(Self, &str)] = &[$(($type::$variant, $word),)*];
        }
    };
}

/// The name of a field on the wire.
macro_rules! wire {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident = $wire:literal) => {
        $wire
    };
}

pub(crate) use {reads, reads_options, reads_words, wire};

impl Read for String {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        input.known(value.as_str().map(str::to_owned), "json.text", value)
    }
}

impl Read for bool {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        input.known(value.as_bool(), "json.flag", value)
    }
}

impl Read for f64 {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        input.known(value.as_f64(), "json.number", value)
    }
}

impl Read for u64 {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        input.known(value.as_u64(), "json.count", value)
    }
}

impl Read for u32 {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        input.known(value.as_u64().and_then(|number| Self::try_from(number).ok()), "json.count", value)
    }
}

impl Read for usize {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        u32::read(value, input) as Self
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        if value.is_null() { None } else { Some(T::read(value, input)) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        let items = input.items(value).iter().enumerate();
        items.map(|(at, value)| input.item(at, value)).collect()
    }
}

/// What others added, kept as it is.
impl Read for Map<String, Value> {
    fn read(value: &Value, input: &mut Input<'_>) -> Self {
        input.known(value.as_object().cloned(), "json.object", value)
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
        T::read(&value, &mut Input::options(&mut problems));
        let error = problems.finish(()).unwrap_err();
        let texts = crate::message::Texts::english();
        let line = |one: &Problem| format!("{} {}: {}", one.code(), one.place(), texts.render(one.message()));
        error.problems().iter().map(line).collect()
    }

    /// The words by which an enum is read.
    pub(crate) trait Words: Sized + 'static {
        const WORDS: &[(Self, &str)];
    }

    fn writes_what_it_reads<T: Words + serde::Serialize>() {
        for (variant, word) in T::WORDS {
            assert_eq!(serde_json::to_value(variant).unwrap(), *word);
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        use crate::{context, practice, ratings, rubric, scoring};

        writes_what_it_reads::<context::ContextType>();
        writes_what_it_reads::<context::Supports>();
        writes_what_it_reads::<context::ContextAbsent>();
        writes_what_it_reads::<practice::Basis>();
        writes_what_it_reads::<practice::Confidence>();
        writes_what_it_reads::<ratings::Field>();
        writes_what_it_reads::<ratings::Layout>();
        writes_what_it_reads::<ratings::Duplicates>();
        writes_what_it_reads::<ratings::ExtraColumns>();
        writes_what_it_reads::<ratings::Delimiter>();
        writes_what_it_reads::<ratings::RatingKind>();
        writes_what_it_reads::<ratings::RaterLink>();
        writes_what_it_reads::<rubric::Group>();
        writes_what_it_reads::<rubric::Direction>();
        writes_what_it_reads::<rubric::Polarity>();
        writes_what_it_reads::<scoring::Target>();
        writes_what_it_reads::<scoring::Form>();
        writes_what_it_reads::<scoring::Total>();
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
        let mut problems = Problems::default();
        T::read(&serde_json::json!({ "?": 0 }), &mut Input::document(&mut problems));
        let error = problems.finish(()).unwrap_err();
        let place = |one: &Problem| one.place().to_string();
        let mut missing: Vec<String> = error.problems()[1..].iter().map(place).collect();
        let said = serde_json::to_value(error.problems()[0].message()).unwrap();
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
        use crate::{chart, context, disagreement, framework, practice, rubric, scoring, tally, units};

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
        agrees::<context::MatchOptions>();
        agrees::<practice::Practices>();
        agrees::<practice::Practice>();
        agrees::<practice::Statement>();
        agrees::<practice::TenetLink>();
        agrees::<practice::Ask>();
        agrees::<practice::Cases>();
        agrees::<practice::CaseStudy>();
        agrees::<practice::KnownContext>();
        agrees::<practice::Find>();
        agrees::<framework::Framework>();
        agrees::<framework::Entry>();
        agrees::<framework::Source>();
        agrees::<framework::Fact>();
        agrees::<scoring::RecordedLine>();
        agrees::<scoring::RecordedCell>();
        agrees::<scoring::ReleaseRecord>();
        agrees::<scoring::Policy>();
        agrees::<scoring::Observed>();
        agrees::<ReadOptions>();
        agrees::<tally::Selection>();
        agrees::<ChangeOptions>();
        agrees::<disagreement::DisagreementOptions>();
        agrees::<chart::ChartOptions>();
    }
}
