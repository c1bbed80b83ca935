//! Languages beside those that are bundled, and messages of others: read with every fault told.

use crate::base::document;
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::json_read::Input;
use crate::base::message::Message;
use crate::base::texts::Texts;

impl Texts {
    /// The texts of a language that is bundled, as [`of`](Texts::of).
    ///
    /// # Errors
    /// `language_not_loaded`.
    pub fn loaded(language: &str) -> Result<&'static Self> {
        Self::of(language).ok_or_else(|| {
            let problem = Problem::new(ErrorCode::LanguageNotLoaded, Place::path("language"));
            problem.with("what", language).into()
        })
    }

    /// Reads a message file: an object of patterns by id, as `data/messages/en.json` is. What it lacks is said in English.
    ///
    /// # Errors
    /// `invalid_json`, also for a pattern that is no text.
    ///
    /// ```
    /// use collabpro_core::message::Texts;
    ///
    /// let texts = Texts::from_json("nl", r#"{"report.trust.about": "Waarnaar werd gevraagd"}"#)?;
    /// assert_eq!(texts.language(), "nl");
    /// assert_eq!(Texts::from_json("nl", r#"{"report.trust.note": 7}"#).unwrap_err().path(), "$.report.trust.note");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_json(language: &str, text: &str) -> Result<Self> {
        let value = document::value(text)?;
        Ok(Self::new(language, Input::document(&value).whole()?))
    }
}

impl Message {
    /// Reads a message as results and reports hold it: its id and arguments.
    ///
    /// # Errors
    /// `invalid_json`.
    ///
    /// ```
    /// use collabpro_core::Message;
    ///
    /// let message = Message::from_json(r#"{"id": "error.and_more", "args": {"n": 2}}"#)?;
    /// assert_eq!(message, Message::new("error.and_more").count("n", 2));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let value = document::value(text)?;
        Input::document(&value).whole()
    }
}
