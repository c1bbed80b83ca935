//! Texts as data: a [`Message`] is an id with arguments; what it says stands in a message file.
//!
//! No sentence is built in code. A pattern of the message file may hold
//! `{name}` (an argument), `{name, plural, =0 {…} one {…} other {…}}` (`#` is the number itself) and `{{` (a brace).
//! Plural forms follow the file's own `plural.rule`: `one-other` is English and German, *one* for exactly 1, *other* for
//! the rest; `one-many-other` is Spanish, *many* for whole millions. Numbers take the file's `number.decimal` and
//! `number.group` (from 10,000 on). `{name, date}` is a day as the language writes it, any other word after the comma a form
//! of what is named, such as a case: `{role, dative}`.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use crate::base::text::Text;

/// The language that every message has.
pub(crate) const ENGLISH: &str = "en";

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Arg {
    /// Words that the user gave, or another ready text.
    Text(String),
    /// What the framework or an instrument calls something, in its languages. Where it lacks the language, the message
    /// file may have it under `term.` and this name; otherwise it is English.
    Term(String, Text),
    /// A count.
    Count(u64),
    /// A real number and the decimals it is shown with.
    Number(f64, u8),
    /// A message inside the message.
    Message(Message),
    /// Several messages, joined by the file's `list.*` patterns.
    List(Vec<Message>),
}

impl Serialize for Arg {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Term(name, text) => {
                let mut fields = serializer.serialize_struct("Term", 2)?;
                fields.serialize_field("term", name)?;
                fields.serialize_field("text", text)?;
                fields.end()
            }
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Number(number, decimals) => {
                let mut fields = serializer.serialize_struct("Number", 2)?;
                fields.serialize_field("number", number)?;
                fields.serialize_field("decimals", decimals)?;
                fields.end()
            }
            Self::Message(message) => message.serialize(serializer),
            Self::List(messages) => messages.serialize(serializer),
        }
    }
}

/// What is to be said: an id of the message file, and what fills its slots.
///
/// ```
/// use collabpro_core::Message;
/// use collabpro_core::message::Texts;
///
/// let message = Message::new("error.and_more").count("n", 2);
/// assert_eq!(Texts::english().render(&message), "(and 2 more problems)");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Message {
    pub(super) id: Cow<'static, str>,
    #[serde(skip_serializing_if = "Args::is_empty")]
    pub(super) args: Args,
}

/// Arguments by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Args(pub(super) Vec<(Cow<'static, str>, Arg)>);

impl Args {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Message {
    /// A message without arguments.
    pub const fn new(id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), args: Args(Vec::new()) }
    }

    /// The id in the message file.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The arguments, in byte order of their names.
    pub fn args(&self) -> &[(Cow<'static, str>, Arg)] {
        &self.args.0
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, name: &'static str, arg: Arg) -> Self {
        match self.args.0.binary_search_by(|(known, _)| (**known).cmp(name)) {
            Ok(at) => self.args.0[at].1 = arg,
            Err(at) => self.args.0.insert(at, (Cow::Borrowed(name), arg)),
        }
        self
    }

    /// Adds words.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.arg(name, Arg::Text(text.into()))
    }

    /// Adds what the framework or an instrument calls something; `name` is its own in the message files, empty: none.
    #[must_use]
    pub fn term(self, slot: &'static str, name: impl Into<String>, text: &Text) -> Self {
        self.arg(slot, Arg::Term(name.into(), text.clone()))
    }

    /// Adds a count.
    #[must_use]
    pub fn count(self, name: &'static str, count: u64) -> Self {
        self.arg(name, Arg::Count(count))
    }

    /// Adds a real number shown with so many decimals.
    #[must_use]
    pub fn number(self, name: &'static str, number: f64, decimals: u8) -> Self {
        self.arg(name, Arg::Number(number, decimals))
    }

    /// Adds a message inside this one.
    #[must_use]
    pub fn message(self, name: &'static str, message: Message) -> Self {
        self.arg(name, Arg::Message(message))
    }

    /// Adds a list of messages.
    #[must_use]
    pub fn list(self, name: &'static str, messages: Vec<Message>) -> Self {
        self.arg(name, Arg::List(messages))
    }

    pub(crate) fn renamed(&self, id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), args: self.args.clone() }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Message {
    fn schema_name() -> Cow<'static, str> {
        "Message".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "What is said: an id of the message file, and what fills its slots.",
            "type": "object",
            "properties": {
                "id": { "description": "The id in the message file.", "type": "string" },
                "args": {
                    "description": "What fills its slots: texts, counts, numbers with their decimals, terms in their languages, messages and lists of messages.",
                    "type": "object",
                    "additionalProperties": true
                }
            },
            "required": ["id"]
        })
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, arg) in &self.0 {
            map.serialize_entry(name, arg)?;
        }
        map.end()
    }
}
