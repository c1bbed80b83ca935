//! The plain data of the core, declared for other languages. Everything is read from the JSON Schema that is derived
//! from the Rust types, documentation included, so nothing is written twice.
//!
//! `collabpro-declare typescript | javascript-classes | javascript-attributes | python | python-help | python-classes` prints to standard
//! output. A study is declared by its line in the
//! core's list; any other type is one word in [`given`], any other verb with options one line in [`taken`].

mod javascript;
mod python;
mod python_classes;
mod studies;
mod typescript;

use std::collections::BTreeSet;
use std::process::ExitCode;

use collabpro_core::Policy;
use collabpro_core::SurveyMapping;
use collabpro_core::aggregation::AggregationOptions;
use collabpro_core::agreement::AgreementOptions;
use collabpro_core::case_studies::Find;
use collabpro_core::chart::{Chart, ChartOptions, StudyChartOptions};
use collabpro_core::comparison::{Equivalence, EquivalenceOptions, ReliableChange, ReliableChangeOptions};
use collabpro_core::composite::IndicatorsDocument;
use collabpro_core::consistency::ConsistencyOptions;
use collabpro_core::error::Problem;
use collabpro_core::exchange::{CaseOptions, SurveyOptions, ToCaseOptions};
use collabpro_core::facets_files::{FacetsScores, FacetsStudy, ReadFacetsOptions, ReadFacetsScoresOptions};
use collabpro_core::generalizability::StudyOptions;
use collabpro_core::icc::IccOptions;
use collabpro_core::matching::MatchOptions;
use collabpro_core::rasch::AdjustOptions;
use collabpro_core::rating_table::RatingTableOptions;
use collabpro_core::ratings::ReadOptions;
use collabpro_core::ratings::{SurveyAccount, UnmatchedUnits};
use collabpro_core::release::ReleaseRecord;
use collabpro_core::report::{HtmlOptions, ReportOptions};
use collabpro_core::rubric::{RubricDocument, RubricItemsOptions};
use collabpro_core::tally::{Grain, GroupBy, Selection};
use collabpro_core::units::UnitsDocument;
use collabpro_core::{CaseStudies, Practices};
use collabpro_core::{ContextDescriptors, ContextMatch, ContextProfile};
use collabpro_core::{ErrorCode, Framework, Observed, RatingTable, Released, Report, Scores, Sheet, Table};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

fn main() -> ExitCode {
    let declared = match Declared::all() {
        Ok(declared) => declared,
        Err(clashes) => {
            clashes.iter().for_each(|name| {
                eprintln!("two types are declared as `{name}`; give one of them a name of its own");
            });
            return ExitCode::FAILURE;
        }
    };
    let text = match std::env::args().nth(1).as_deref() {
        Some("typescript") => typescript::write(&declared),
        Some("javascript-classes") => javascript::classes(&declared),
        Some("javascript-attributes") => javascript::attributes(&declared),
        Some("python") => python::write(&declared),
        Some("python-help") => python_classes::help(&declared),
        Some("python-classes") => python_classes::write(&declared),
        _ => {
            eprintln!(
                "usage: collabpro-declare typescript | javascript-classes | javascript-attributes | python | python-help | python-classes"
            );
            return ExitCode::FAILURE;
        }
    };
    print!("{text}");
    ExitCode::SUCCESS
}

/// Every type that crosses, by name: what the library gives as it is written, what it takes as it is read.
struct Declared {
    types: Map<String, Value>,
    /// Names of those that are the options of a verb.
    options: BTreeSet<&'static str>,
    /// Names of those that are given and never taken.
    records: BTreeSet<String>,
}

impl Declared {
    /// All of them, or the names that two different types share.
    fn all() -> Result<Self, BTreeSet<String>> {
        let mut given = SchemaSettings::draft2020_12().for_serialize().into_generator();
        self::given(&mut given);
        let mut types = given.take_definitions(true);
        let mut generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
        let options = taken(&mut generator);
        let names: BTreeSet<_> = options.iter().map(|(name, _)| *name).collect();
        let mut clashes = BTreeSet::new();
        let clash = |types: &Map<String, Value>, name: &String, schema: &Value| {
            types.get(name).is_some_and(|known| !is_same(known, schema))
        };
        for (name, schema) in generator.take_definitions(true) {
            clashes.extend(clash(&types, &name, &schema).then(|| name.clone()));
            types.entry(name).or_insert(schema);
        }
        for (name, schema) in options {
            let name = name.to_owned();
            clashes.extend(clash(&types, &name, &schema).then(|| name.clone()));
            types.insert(name, schema);
        }
        // Of two in one direction the second has a number behind its name.
        let numbered = types.keys().filter_map(|name| {
            let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
            (plain != name && types.contains_key(plain)).then(|| plain.to_owned())
        });
        clashes.extend(numbered);
        if !clashes.is_empty() {
            return Err(clashes);
        }
        let mut taken: BTreeSet<String> = BTreeSet::new();
        names.iter().chain(&READ).for_each(|name| reach(&types, name, &mut taken));
        let records = types.keys().filter(|name| !taken.contains(*name)).cloned().collect();
        Ok(Self { types, options: names, records })
    }

    /// Whether this is given only, and has attributes.
    fn is_record(&self, name: &str) -> bool {
        self.records.contains(name) && self.types.get(name).and_then(fields).is_some()
    }
}

/// Whether two schemas are of one type: they may differ in which fields can be left out, because what is written has all.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names = |fields: &Map<String, Value>| -> BTreeSet<String> {
                fields.keys().filter(|name| *name != "required" && *name != "default").cloned().collect()
            };
            let all = names(one);
            all == names(other) && all.iter().all(|name| is_same(&one[name], &other[name]))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        _ => one == other,
    }
}

/// Documents that users write, too.
const READ: [&str; 8] = [
    "ContextProfileDocument",
    "IndicatorsDocument",
    // What an error carries.
    "Problem",
    "ReleaseRecord",
    "RubricDocument",
    "SheetDocument",
    "SurveyMappingDocument",
    "UnitsDocument",
];

/// Every declared type that one of this name speaks of, itself among them.
fn reach(types: &Map<String, Value>, name: &str, found: &mut BTreeSet<String>) {
    if !found.insert(name.to_owned()) {
        return;
    }
    let mut rest: Vec<&Value> = types.get(name).into_iter().collect();
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(name) = fields.get("$ref").and_then(Value::as_str) {
                    reach(types, name.rsplit('/').next().unwrap_or(name), found);
                }
                rest.extend(fields.values());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
}

/// What the library gives, and documents that it reads.
fn given(generator: &mut SchemaGenerator) {
    generator.subschema_for::<ErrorCode>();
    generator.subschema_for::<Problem>();
    generator.subschema_for::<Framework>();
    generator.subschema_for::<RubricDocument>();
    generator.subschema_for::<UnitsDocument>();
    generator.subschema_for::<ContextDescriptors>();
    generator.subschema_for::<ContextProfile>();
    generator.subschema_for::<ContextMatch>();
    generator.subschema_for::<SurveyMapping>();
    generator.subschema_for::<SurveyAccount>();
    generator.subschema_for::<UnmatchedUnits>();
    generator.subschema_for::<Practices>();
    generator.subschema_for::<CaseStudies>();
    generator.subschema_for::<Scores>();
    generator.subschema_for::<Released>();
    generator.subschema_for::<ReleaseRecord>();
    generator.subschema_for::<ReliableChange>();
    generator.subschema_for::<Equivalence>();
    generator.subschema_for::<FacetsStudy>();
    generator.subschema_for::<FacetsScores>();
    generator.subschema_for::<IndicatorsDocument>();
    generator.subschema_for::<RatingTable>();
    generator.subschema_for::<Report>();
    generator.subschema_for::<Sheet>();
    generator.subschema_for::<Table>();
    generator.subschema_for::<Grain>();
    generator.subschema_for::<GroupBy>();
    generator.subschema_for::<Chart>();
    studies::given(generator);
}

/// The options of the verbs, by the name under which they are declared. Each may be left out.
fn taken(generator: &mut SchemaGenerator) -> Vec<(&'static str, Value)> {
    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
        T::json_schema(generator).to_value()
    }
    let mut all = studies::taken(generator);
    all.extend([
        ("ReadOptions", of::<ReadOptions>(generator)),
        ("SurveyOptions", of::<SurveyOptions>(generator)),
        ("CaseOptions", of::<CaseOptions>(generator)),
        ("ToCaseOptions", of::<ToCaseOptions>(generator)),
        ("SelectOptions", of::<Selection>(generator)),
        ("ScoreOptions", of::<Observed>(generator)),
        ("AdjustOptions", of::<AdjustOptions>(generator)),
        ("ReleaseOptions", of::<Policy>(generator)),
        ("RubricItemsOptions", of::<RubricItemsOptions>(generator)),
        ("ReliableChangeOptions", of::<ReliableChangeOptions>(generator)),
        ("EquivalenceOptions", of::<EquivalenceOptions>(generator)),
        ("ReadFacetsOptions", of::<ReadFacetsOptions>(generator)),
        ("ReadFacetsScoresOptions", of::<ReadFacetsScoresOptions>(generator)),
        ("RatingTableConsistencyOptions", of_a_table::<ConsistencyOptions>(generator)),
        ("ChartOptions", of::<ChartOptions>(generator)),
        ("StudyChartOptions", of::<StudyChartOptions>(generator)),
        ("RatingTableIccOptions", of_a_table::<IccOptions>(generator)),
        ("RatingTableAgreementOptions", of_a_table::<AgreementOptions>(generator)),
        ("RatingTableOptions", of::<RatingTableOptions>(generator)),
        ("RatingTableStudyOptions", of_a_table::<StudyOptions>(generator)),
        ("RatingTableAggregationOptions", of_a_table::<AggregationOptions>(generator)),
        ("MatchOptions", of::<MatchOptions>(generator)),
        ("FindOptions", of::<Find>(generator)),
        ("ReportOptions", of::<ReportOptions>(generator)),
        ("HtmlOptions", of::<HtmlOptions>(generator)),
    ]);
    all
}

/// The options of a verb that is called on a plain table: its own and those of the table.
fn of_a_table<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    let mut all = T::json_schema(generator).to_value();
    let table = RatingTableOptions::json_schema(generator).to_value();
    if let (Some(all), Some(own)) = (all["properties"].as_object_mut(), table["properties"].as_object()) {
        own.iter().for_each(|(name, schema)| _ = all.entry(name).or_insert_with(|| schema.clone()));
    }
    all
}

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
    Object(Vec<Field<'a>>),
    Union(Vec<Type<'a>>),
}

/// A field of an object. One that may be left out is never null.
struct Field<'a> {
    name: String,
    about: String,
    required: bool,
    value: Type<'a>,
}

fn about(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or("")
}

/// The default and the range of an option, behind what it is for.
fn limits(schema: &Value) -> String {
    let default = match &schema["default"] {
        Value::Null => None,
        Value::Array(items) if items.is_empty() => None,
        Value::Object(items) if items.is_empty() => None,
        Value::String(text) if text.is_empty() => None,
        default => Some(format!("default {default}")),
    };
    // A whole number is 0 or more without being told.
    let (low, high) = (&schema["minimum"], &schema["maximum"]);
    let range = match (low.is_number(), high.is_number()) {
        (true, true) => Some(format!("{low} to {high}")),
        (true, false) if low.as_f64() != Some(0.0) => Some(format!("{low} or more")),
        _ => None,
    };
    let said: Vec<String> = default.into_iter().chain(range).collect();
    if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) }
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
    let Some(properties) = schema["properties"].as_object() else {
        // Options of which there are none.
        return (schema["additionalProperties"] == false).then(Vec::new);
    };
    let field = |(name, value): (&'a String, &'a Value)| {
        let required = required(name);
        let read = read(value);
        Field {
            name: name.clone(),
            about: [about(value), &limits(value)].concat(),
            required,
            value: if required { read } else { some(read) },
        }
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
        "object" => match fields(schema) {
            Some(fields) => Type::Object(fields),
            None => Type::Map(Box::new(read(&schema["additionalProperties"]))),
        },
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
