//! Messages from JSON, as results and reports hold them.

use std::borrow::Cow;

use serde_json::Value;

use crate::base::by_name::ByName;
use crate::base::json_read::{Input, Read};
use crate::base::message::{Arg, Args, Message};

impl Read for Args {
    fn read(input: &mut Input<'_>) -> Self {
        let args: ByName<Arg> = input.read();
        Self(args.into_iter().map(|(name, arg)| (Cow::Owned(name), arg)).collect())
    }
}

impl Read for Arg {
    fn read(input: &mut Input<'_>) -> Self {
        match input.value() {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(_) => Self::List(input.read()),
            Value::Object(all) if all.contains_key("number") => {
                let mut fields = input.fields();
                Self::Number(fields.take("number"), fields.take("decimals"))
            }
            Value::Object(all) if all.contains_key("term") => {
                let mut fields = input.fields();
                Self::Term(fields.take("term"), fields.take("text"))
            }
            Value::Object(_) => Self::Message(input.read()),
            _ => Self::Count(input.read()),
        }
    }
}

/// A message, which may stand beside what it says.
impl Read for Message {
    fn read(input: &mut Input<'_>) -> Self {
        let is_beside = input.value().get("message").is_some();
        let mut fields = input.fields();
        if is_beside {
            fields.pass("text");
            return fields.take("message");
        }
        Self { id: fields.take("id"), args: fields.may("args") }
    }
}
