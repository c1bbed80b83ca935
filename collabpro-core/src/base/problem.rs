//! Problems from JSON, as errors list them, so that they can be said in another language.

use crate::base::document::parsed;
use crate::base::error::{Problem, Result};
use crate::base::json_read::{Input, Read};

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
