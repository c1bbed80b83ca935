//! Problems from JSON, as errors list them, so that they can be said in another language.

use crate::base::document::parsed;
use crate::base::error::{Error, ErrorCode, Problem, Result};
use crate::base::json_read::{Input, Read};
use crate::base::message::{Arg, Message};

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
}

impl Error {
    /// The same, with the names of options as another language spells them: in the places of options, and where an option that is
    /// not known is told with those that are. Names within an option are those of its JSON.
    ///
    /// ```
    /// use collabpro_core::exchange::SurveyOptions;
    ///
    /// let error = SurveyOptions::from_json(r#"{"fieldLimit": 0}"#).unwrap_err();
    /// assert_eq!(error.spelt(&|name| name.replace("L", "_l")).path(), "field_limit");
    /// ```
    pub fn spelt(&self, name: &dyn Fn(&str) -> String) -> Self {
        self.each(&|problem| problem.spell(name))
    }
}

impl Problem {
    fn spell(&mut self, name: &dyn Fn(&str) -> String) {
        self.change_path(&|path| {
            let end = path.find(['.', '[']).unwrap_or(path.len());
            let (head, rest) = path.split_at(end);
            if head.starts_with('$') { path.to_owned() } else { name(head) + rest }
        });
        let is_unknown = self.code() == ErrorCode::UnknownOption;
        let words = self.words();
        if is_unknown
            || words
                .args
                .0
                .iter()
                .any(|(_, arg)| matches!(arg, Arg::Message(why) if why.id == "option.beside"))
        {
            spell(words, name);
        }
    }
}

/// Spells every name in the arguments of a message.
fn spell(message: &mut Message, name: &dyn Fn(&str) -> String) {
    for (slot, arg) in &mut message.args.0 {
        match arg {
            Arg::Text(names) if slot != "call" => {
                *names = names.split(", ").map(name).collect::<Vec<_>>().join(", ");
            }
            Arg::Message(message) => spell(message, name),
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
        let (code, place) = (fields.take("code"), fields.take("place"));
        Self::again(code, place, fields.may("args"), fields.may("more"))
    }
}
