//! Problems and errors as JSON, so that they reach another language whole and can be said in it.

use serde::{Serialize, Serializer};

use crate::base::document::parsed;
use crate::base::error::{Error, ErrorCode, ErrorKind, Place, Problem, Result};
use crate::base::json_read::{Input, Read};
use crate::base::json_write::to_json;
use crate::base::message::{Arg, Args, Message};
use crate::base::texts::Texts;

/// A problem on the wire: its code, its place in words and in parts, what is wrong and what to do, and what these are made of.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Problem"))]
struct Line<'a> {
    /// The stable code.
    code: ErrorCode,
    /// Where it is, in words: `row 7, column level`, or a JSON path.
    path: String,
    /// Where it is, in parts.
    place: &'a Place,
    /// What is wrong.
    message: String,
    /// What to do about it.
    hint: String,
    /// What fills the slots of both, by name.
    #[serde(skip_serializing_if = "Args::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    args: &'a Args,
    /// In how many places more the same is wrong; absent: in none.
    #[serde(skip_serializing_if = "is_none")]
    more: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn is_none(more: &u32) -> bool {
    *more == 0
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.line(Texts::english()).serialize(serializer)
    }
}

#[cfg(feature = "schema")]
crate::base::json_write::written_as!(Problem, Line<'_>);

impl Problem {
    /// Reads a problem as [`Error::to_json`](crate::Error::to_json) lists it. It knows its message and arguments, whatever language it was
    /// written in.
    ///
    /// # Errors
    /// `invalid_json`.
    ///
    /// ```
    /// use collabpro_core::Rubric;
    /// use collabpro_core::error::Problem;
    ///
    /// let error = Rubric::from_json("[]").unwrap_err();
    /// let written = serde_json::to_string(&error.problems()[0]).unwrap();
    /// assert_eq!(Problem::from_json(&written)?, error.problems()[0]);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        Input::document(&parsed(text)?).whole()
    }

    fn line(&self, texts: &Texts) -> Line<'_> {
        Line {
            code: self.code(),
            path: self.place().to_string(),
            place: self.place(),
            message: self.text(texts),
            hint: self.advice(texts),
            args: &self.message.args,
            more: self.more,
        }
    }
}

impl Error {
    /// The same, with the names of options as languages spell them that write `null_variance` for `nullVariance`, and `from_` for `from`: in the places of
    /// options, and where an option that is not known is told with those that are. Names within an option are those of its JSON.
    ///
    /// ```
    /// use collabpro_core::exchange::SurveyOptions;
    ///
    /// let error = SurveyOptions::from_json(r#"{"fieldLimit": 0}"#).unwrap_err();
    /// assert_eq!(error.in_snake_case().path(), "field_limit");
    /// ```
    pub fn in_snake_case(&self) -> Self {
        self.each(&Problem::spell)
    }
}

impl Problem {
    fn spell(&mut self) {
        self.place.path = self.place.path.take().map(|path| {
            let end = path.find(['.', '[']).unwrap_or(path.len());
            let (head, rest) = path.split_at(end);
            if head.starts_with('$') { path } else { snake(head) + rest }
        });
        let named = |(_, arg): &(_, Arg)| matches!(arg, Arg::Message(why) if why.id == "option.beside");
        if self.code() == ErrorCode::UnknownOption || self.message.args.0.iter().any(named) {
            spell(&mut self.message);
        }
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    // A word of Python's own.
    if out == "from" { out + "_" } else { out }
}

/// Spells every name in the arguments of a message.
fn spell(message: &mut Message) {
    for (slot, arg) in &mut message.args.0 {
        match arg {
            Arg::Text(names) if slot != "call" => {
                *names = names.split(", ").map(snake).collect::<Vec<_>>().join(", ");
            }
            Arg::Message(message) => spell(message),
            _ => {}
        }
    }
}

impl Read for Problem {
    fn read(input: &mut Input<'_>) -> Self {
        let mut fields = input.fields();
        for said in ["path", "message", "hint"] {
            fields.pass(said);
        }
        let mut problem = Self::new(fields.take("code"), fields.take("place"));
        problem.message.args = fields.may("args");
        problem.more = fields.may("more");
        problem
    }
}

impl Error {
    /// The error as JSON: `code`, `path`, `message`, `hint`, `total` and the listed `problems`.
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// The same, in the words of a language.
    pub fn to_json_in(&self, texts: &Texts) -> String {
        to_json(&self.whole(texts))
    }

    fn whole(&self, texts: &Texts) -> Whole<'_> {
        Whole {
            code: self.code(),
            kind: self.kind(),
            path: self.path(),
            message: self.text(texts),
            hint: self.problems().first().map_or_else(String::new, |problem| problem.advice(texts)),
            total: self.total(),
            problems: self.problems().iter().map(|problem| problem.line(texts)).collect(),
        }
    }
}

/// An error on the wire.
#[derive(Serialize)]
struct Whole<'a> {
    code: ErrorCode,
    kind: ErrorKind,
    path: String,
    message: String,
    hint: String,
    total: u64,
    problems: Vec<Line<'a>>,
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.whole(Texts::english()).serialize(serializer)
    }
}
