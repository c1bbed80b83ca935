//! Options of a verb as JSON: one struct per verb, the same names in every language, unknown ones refused.

use serde_json::Value;

use crate::base::document::problem;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result, shorten};
use crate::base::json_read::{Input, Read, instead};
use crate::base::json_value;
use crate::base::message::Message;

/// Reads the options of a verb; an empty text gives the defaults. Everything that is wrong is listed.
pub(crate) fn parse<T: Read>(json: &str) -> Result<T> {
    Input::options(&object(json)?).whole()
}

/// The object of options in a text; an empty text is none.
pub(crate) fn object(json: &str) -> Result<Value> {
    let json = if json.trim().is_empty() { "{}" } else { json };
    let mut problems = Problems::of(ErrorKind::Estimation);
    let value = json_value::value(json, "options", &mut problems)
        .map_err(|error| problem(ErrorCode::InvalidOption, "options", &error.to_string()))?;
    problems.finish(())?;
    if !value.is_object() {
        return Err(refused("options", instead(Message::new("json.object"), &value)).into());
    }
    Ok(value)
}

/// An option that does not fit; `why` says what it takes.
pub(crate) fn refused(name: impl Into<String>, why: Message) -> Problem {
    Problem::new(ErrorCode::InvalidOption, Place::path(name)).say("what", why)
}

/// An option that does not fit; `why` is the id of a message about what was `found`.
pub(crate) fn unfit(name: impl Into<String>, why: &'static str, found: impl Into<String>) -> Problem {
    refused(name, Message::new(why).text("found", shorten(found.into())))
}

/// An option that must name one of these, and names none.
#[cfg(feature = "research")]
pub(crate) fn nothing_named(name: &str, known: &str) -> Problem {
    refused(name, Message::new("option.nothing_named").text("known", known))
}

/// An option that asks for what only the research half has.
#[cfg(not(feature = "research"))]
pub(crate) fn research_needed(name: &str, what: &str) -> crate::base::error::Error {
    problem(ErrorCode::ResearchNeeded, name, what).into()
}

/// An option that is not between its limits.
pub(crate) fn outside(
    name: &str,
    found: impl ToString,
    low: impl ToString,
    high: impl ToString,
) -> crate::base::error::Error {
    let what = Message::new("option.between").text("found", found.to_string());
    let what = what.text("low", low.to_string()).text("high", high.to_string());
    refused(name, what).into()
}

/// Tells that a number is not between its limits, or below the only one.
pub(crate) fn within<T: PartialOrd + ToString>(
    problems: &mut Problems,
    name: &str,
    found: T,
    low: T,
    high: Option<T>,
) {
    let is_inside = found >= low && high.as_ref().is_none_or(|high| found <= *high);
    match high {
        _ if is_inside => {}
        Some(high) => problems.append(&outside(name, found, low, high)),
        None => {
            let what = Message::new("option.from").text("found", found.to_string());
            problems.push(refused(name, what.text("low", low.to_string())));
        }
    }
}
