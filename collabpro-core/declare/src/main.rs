//! The plain data of the core, declared for other languages. Everything is read from the JSON Schema that is derived
//! from the Rust types, documentation included, so nothing is written twice.
//!
//! `collabpro-declare typescript | python` prints to standard output. A new type is one word in
//! [`declarations`].

mod python;
mod typescript;

use std::process::ExitCode;

use collabpro_core::error::Problem;
use collabpro_core::rubric::RubricDocument;
use collabpro_core::{ErrorCode, Framework, Table};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

fn main() -> ExitCode {
    let text = match std::env::args().nth(1).as_deref() {
        Some("typescript") => typescript::write(&declarations()),
        Some("python") => python::write(&declarations()),
        _ => {
            eprintln!("usage: collabpro-declare typescript | python");
            return ExitCode::FAILURE;
        }
    };
    print!("{text}");
    ExitCode::SUCCESS
}

/// Every type that crosses, by name: what the library gives as it is written, what it takes as it is read.
fn declarations() -> Map<String, Value> {
    let mut given = SchemaSettings::draft2020_12().for_serialize().into_generator();
    given.subschema_for::<ErrorCode>();
    given.subschema_for::<Problem>();
    given.subschema_for::<Framework>();
    given.subschema_for::<RubricDocument>();
    given.subschema_for::<Table>();
    let mut all = given.take_definitions(true);
    let mut taken = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    options(&mut taken);
    for (name, schema) in taken.take_definitions(true) {
        all.entry(name).or_insert(schema);
    }
    all
}

/// The options of the verbs.
fn options(_taken: &mut SchemaGenerator) {}

/// A type expression read from a schema; the two languages differ in its spelling only.
enum Type<'a> {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Literals(Vec<&'a str>),
    Name(&'a str),
    List(Box<Type<'a>>),
    Map(Box<Type<'a>>),
    Union(Vec<Type<'a>>),
}

/// A field of an object. One that may be left out is never null.
struct Field<'a> {
    name: &'a str,
    about: &'a str,
    required: bool,
    value: Type<'a>,
}

fn about(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or("")
}

fn fields<'a>(schema: &'a Value) -> Option<Vec<Field<'a>>> {
    let required = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|names| names.iter().any(|known| known.as_str() == Some(name)))
    };
    let some = |value| match value {
        Type::Union(parts) => {
            let mut parts: Vec<Type<'_>> =
                parts.into_iter().filter(|part| !matches!(part, Type::Null)).collect();
            if parts.len() == 1 { parts.remove(0) } else { Type::Union(parts) }
        }
        value => value,
    };
    let properties = schema["properties"].as_object()?;
    let field = |(name, value): (&'a String, &'a Value)| {
        let required = required(name);
        let read = read(value);
        Field { name, about: about(value), required, value: if required { read } else { some(read) } }
    };
    Some(properties.iter().map(field).collect())
}

fn read(schema: &Value) -> Type<'_> {
    if let Some(name) = schema["$ref"].as_str() {
        return Type::Name(name.rsplit('/').next().unwrap_or(name));
    }
    if let Some(words) = literals(schema) {
        return Type::Literals(words);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(parts) = schema[key].as_array() {
            return Type::Union(parts.iter().map(read).collect());
        }
    }
    match &schema["type"] {
        Value::String(name) => named(name, schema),
        Value::Array(names) => {
            Type::Union(names.iter().filter_map(Value::as_str).map(|name| named(name, schema)).collect())
        }
        _ => Type::Any,
    }
}

fn named<'a>(name: &str, schema: &'a Value) -> Type<'a> {
    match name {
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "string" => Type::String,
        "array" => Type::List(Box::new(read(&schema["items"]))),
        "object" => Type::Map(Box::new(read(&schema["additionalProperties"]))),
        _ => Type::Any,
    }
}

/// The words of an enum, whether they are listed at once or each with its own description.
fn literals(schema: &Value) -> Option<Vec<&str>> {
    if let Some(word) = schema["const"].as_str() {
        return Some(vec![word]);
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().map(Value::as_str).collect();
    }
    let parts = schema["oneOf"].as_array()?;
    let words: Option<Vec<Vec<&str>>> = parts.iter().map(literals).collect();
    words.map(|words| words.concat())
}
