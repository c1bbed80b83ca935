//! The core's list of studies, to be gone through.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

/// A result: its class in every language.
pub(crate) struct Outcome {
    pub(crate) about: String,
    pub(crate) name: &'static str,
    /// The field that a result iterates over.
    pub(crate) main: &'static str,
    /// The first is the one that comes without a name.
    pub(crate) tables: Vec<&'static str>,
    /// Whether it travels as bytes, not as its JSON.
    pub(crate) by_bytes: bool,
}

/// A verb, and what it is asked of.
pub(crate) struct Verb {
    pub(crate) about: String,
    pub(crate) name: &'static str,
    pub(crate) options: &'static str,
    pub(crate) gives: &'static str,
    pub(crate) receivers: Vec<&'static str>,
}

/// A comment as it was written.
fn said(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join("\n")
}

macro_rules! list {
    (
        results { $($(#[doc = $of:literal])+ $outcome:ident($main:ident) [$($table:ident)+] $(by $bytes:ident)?;)+ }
        verbs { $($(#[doc = $about:literal])+ $verb:ident($options:ident) -> $gives:ident: $($receiver:ident)+;)+ }
    ) => {
        /// Every result.
        pub(crate) fn outcomes() -> Vec<Outcome> {
            vec![$(Outcome {
                about: said(&[$($of),+]),
                name: stringify!($outcome),
                main: stringify!($main),
                tables: vec![$(stringify!($table)),+],
                by_bytes: [$(stringify!($bytes))?].contains(&"bytes"),
            }),+]
        }

        /// Every verb.
        pub(crate) fn verbs() -> Vec<Verb> {
            vec![$(Verb {
                about: said(&[$($about),+]),
                name: stringify!($verb),
                options: stringify!($options),
                gives: stringify!($gives),
                receivers: vec![$(stringify!($receiver)),+],
            }),+]
        }

        /// Declares what the verbs give.
        pub(crate) fn given(generator: &mut SchemaGenerator) {
            $(generator.subschema_for::<collabpro_core::$outcome>();)+
        }

        /// The options of the verbs.
        pub(crate) fn taken(generator: &mut SchemaGenerator) -> Vec<(&'static str, Value)> {
            fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
                T::json_schema(generator).to_value()
            }
            vec![$((stringify!($options), of::<collabpro_core::$options>(generator))),+]
        }
    };
}

collabpro_core::studies!(list);
