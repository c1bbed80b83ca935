//! The Rust of the JavaScript classes: one for each result, and a method for each verb on everything that it is asked of.
//! And what objects of these classes show of their documents.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, json};

use crate::studies::{Outcome, Verb, outcomes, verbs};
use crate::{Declared, fields};

const HEAD: &str = "\
// Written by `collabpro-declare javascript-classes` from the list of studies; do not edit.
//! Studies: a class for each result, and a method for each verb on everything that it is asked of.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, named};
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;
#[cfg(feature = \"research\")]
use crate::{
    agreement::AgreementState,
    columns::columns,
    rating_table::{self, RatingTable},
    ratings::Ratings,
    tally::Tally,
    units,
};
";

/// How a result travels.
const JSON: &str = "    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(CORE::from_json(text)?))
    }";

/// How a result travels whose tables know more than its JSON.
const BYTES: &str = "    /// The same bytes in every language, for `fromBytes` here or elsewhere; where raters have names, they are personal
    /// data.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// Reads what `toBytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Failure> {
        Ok(Self(CORE::from_bytes(bytes)?))
    }";

/// What is said of each verb: none gives a promise.
const BLOCKS: &str =
    "Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).";

/// Results that a school needs too; all others are behind the feature `research`.
const SCHOOL: [&str; 5] = ["Change", "Diagnosis", "Disagreement", "ResponseShift", "Trend"];

/// Other classes that show what their documents hold, with the field that they iterate over.
const OTHERS: [(&str, &str); 3] =
    [("Scores", "constructs"), ("Released", "constructs"), ("ContextMatch", "descriptors")];

pub(crate) fn classes(declared: &Declared) -> String {
    let verbs = verbs();
    let mut out = HEAD.to_owned();
    outcomes().iter().for_each(|outcome| class(&mut out, outcome));
    let mut methods: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for verb in &verbs {
        for receiver in &verb.receivers {
            match *receiver {
                "PlainTable" => function(&mut out, declared, verb),
                "LongTable" => of_long_table(&mut out, verb),
                "TallyAndUnits" => method(methods.entry(("Tally", cfg(verb.gives))).or_default(), verb, true),
                receiver => method(methods.entry((receiver, cfg(verb.gives))).or_default(), verb, false),
            }
        }
    }
    for ((receiver, cfg), methods) in methods {
        let _ = writeln!(out, "\n{cfg}#[wasm_bindgen]\nimpl {receiver} {{\n{}\n}}", methods.trim_end());
    }
    out
}

/// What objects of each class show of their documents: the names of fields, and the one that they iterate over.
pub(crate) fn attributes(declared: &Declared) -> String {
    let mut all = Map::new();
    let results = outcomes().into_iter().map(|outcome| (outcome.name, outcome.main));
    for (class, main) in results.chain(OTHERS) {
        let document = format!("{class}Document");
        let shown = declared.types.get(&document).and_then(fields).unwrap_or_default().into_iter();
        let names: Vec<String> = shown
            .map(|field| field.name)
            .filter(|name| !matches!(name.as_str(), "schemaVersion" | "kind"))
            .collect();
        all.insert(class.to_owned(), json!({ "document": document, "fields": names, "main": camel(main) }));
    }
    serde_json::Value::Object(all).to_string()
}

fn cfg(result: &str) -> &'static str {
    if SCHOOL.contains(&result) { "" } else { "#[cfg(feature = \"research\")]\n" }
}

fn class(out: &mut String, outcome: &Outcome) {
    let Outcome { about, name, tables, by_bytes, .. } = outcome;
    let (about, cfg) = (comment("", about), cfg(name));
    let names: Vec<String> = tables.iter().map(|table| format!("`{table}`")).collect();
    let table = if tables.len() > 1 {
        let words: Vec<String> = tables.iter().map(|table| format!("'{table}'")).collect();
        format!(
            "    /// One of the tables: {} if none is named, {}.
    #[wasm_bindgen(unchecked_return_type = \"Columns\")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = \"{}\")] name: Option<String>,
    ) -> Result<JsValue, Failure> {{
        Ok(data(&self.0.table(named(name)?).to_json()))
    }}",
            names[0],
            names[1..].join(", "),
            words.join(" | ")
        )
    } else {
        "    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = \"Columns\")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }"
        .to_owned()
    };
    let travels = if *by_bytes { BYTES } else { JSON };
    let travels = travels.replace("CORE", &format!("collabpro_core::{name}"));
    let _ = writeln!(
        out,
        "
{about}{cfg}#[wasm_bindgen]
#[derive(Debug)]
pub struct {name}(pub(crate) collabpro_core::{name});

{cfg}#[wasm_bindgen]
impl {name} {{
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {{
        self.0.to_json()
    }}

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = \"{name}Document\")]
    pub fn document(&self) -> JsValue {{
        data(&self.0.to_json())
    }}

{table}

{travels}
}}"
    );
}

fn method(out: &mut String, verb: &Verb, with_units: bool) {
    let Verb { about, name, options, gives, .. } = verb;
    let (takes, asked, given) = if with_units {
        (
            "\n        #[wasm_bindgen(unchecked_optional_param_type = \"Units | UnitsDocument | string\")] units: JsValue,",
            "        let units = units::asked(&units)?;\n",
            "&units, ",
        )
    } else {
        ("", "", "")
    };
    let _ = writeln!(
        out,
        "{}{}    pub fn {name}(
        &self,{takes}
        #[wasm_bindgen(unchecked_optional_param_type = \"{options} & WatchOptions\")] given: JsValue,
    ) -> Result<{gives}, Failure> {{
{asked}        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::{options}::from_json(&given)?;
        let found = self.0.{name}({given}asked.watch(&mut listener));
        listener.heard(found.map({gives}))
    }}
",
        comment("    ", &[about, "\n", BLOCKS].concat()),
        renamed("    ", name)
    );
}

fn function(out: &mut String, declared: &Declared, verb: &Verb) {
    let Verb { about, name, options, gives, .. } = verb;
    let both = format!("RatingTable{options}");
    let both = if declared.types.contains_key(&both) { both } else { "RatingTableOptions".to_owned() };
    let bindgen = bound(name);
    let _ = writeln!(
        out,
        "
{}{}{bindgen}
pub fn {name}(
    #[wasm_bindgen(unchecked_param_type = \"PlainTable\")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = \"{both} & WatchOptions\")] given: JsValue,
) -> Result<{gives}, Failure> {{
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::{options}::from_json)?;
    let found = table.{name}(asked.watch(&mut listener));
    listener.heard(found.map({gives}))
}}",
        comment("", &[about, "\n", BLOCKS].concat()),
        cfg(gives)
    );
}

fn of_long_table(out: &mut String, verb: &Verb) {
    let Verb { about, name, options, gives, .. } = verb;
    let bindgen = bound(name);
    let _ = writeln!(
        out,
        "
{}{}{bindgen}
pub fn {name}(
    #[wasm_bindgen(unchecked_param_type = \"Record<string, Column>\")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = \"{options} & WatchOptions\")] given: JsValue,
) -> Result<{gives}, Failure> {{
    let (given, mut listener) = Listener::beside(&given)?;
    let asked = collabpro_core::{options}::from_json(&given)?;
    let found = collabpro_core::{gives}::of(&[columns(ratings)?], asked.watch(&mut listener));
    listener.heard(found.map({gives}))
}}",
        comment("", &[about, "\n", BLOCKS].concat()),
        cfg(gives)
    );
}

/// What a function is bound by, with its name in JavaScript where that is another.
fn bound(name: &str) -> String {
    match camel(name) {
        own if own == name => "#[wasm_bindgen]".to_owned(),
        own => format!("#[wasm_bindgen(js_name = {own})]"),
    }
}

/// The name in JavaScript, where it is another.
fn renamed(indent: &str, name: &str) -> String {
    let own = camel(name);
    if own == name { String::new() } else { format!("{indent}#[wasm_bindgen(js_name = {own})]\n") }
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        let (head, tail) = part.split_at(1.min(part.len()));
        out + &head.to_uppercase() + tail
    })
}

fn comment(indent: &str, text: &str) -> String {
    text.lines().map(|line| format!("{}\n", format!("{indent}/// {line}").trim_end())).collect()
}
