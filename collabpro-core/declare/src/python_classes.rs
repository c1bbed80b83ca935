//! The Rust of the Python classes: one for each result, and a method for each verb on everything that it is asked of.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::python::{keyword, literal, plain, spell};
use crate::studies::{Outcome, Verb, outcomes, verbs};
use crate::{Declared, Field, Type, fields, literals};

const HEAD: &str = "//! Studies: their results, and the verbs on everything that they are asked of.
//!
//! Written by `collabpro-declare python-classes` from the core's list of studies; do not edit.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict, PyIterator};

use crate::agreement::AgreementState;
use crate::convert::{self, Rebuilt, Reread, Word, declared};
use crate::error::Failure;
use crate::matching::ContextMatch;
use crate::publication::published;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::release::Released;
use crate::scoring::Scores;
use crate::show;
use crate::table::Table;
use crate::tally::Tally;
use crate::units;
use crate::value::{Held, Kept, Value, hint};
use crate::watch::watched;
";

/// Classes that are written by hand and show what their documents hold, with the field that they iterate over.
const OTHERS: [(&str, &str); 3] =
    [("Scores", "constructs"), ("Released", "constructs"), ("ContextMatch", "descriptors")];

/// Verbs that are written by hand: facets are keywords of a decision study.
const BY_HAND: [&str; 1] = ["decide"];

/// Results that a paper tells of.
const PUBLISHED: [&str; 8] =
    ["Aggregation", "Agreement", "Consistency", "Decisions", "Generalizability", "Icc", "Plans", "Rasch"];

/// What a paper tells of a result.
const PUBLICATION: &str = r#"
    /// The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
    #[pyo3(
        signature = (style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]",
        text_signature = "($self, style='apa')"
    )]
    fn cite<'py>(slf: &Bound<'py, Self>, style: &str) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "cite", Some(style), None)
    }

    /// One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
    /// other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str", *, row: "int" = 0) -> "float | None",
        text_signature = "($self, name, *, row=0)"
    )]
    fn value<'py>(slf: &Bound<'py, Self>, name: &str, row: i64) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "value", Some(name), Some(&[("row", row)].into_py_dict(slf.py())?))
    }

    /// A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
    /// replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
    #[pyo3(
        signature = (language: "str | None" = None) -> "str",
        text_signature = "($self, language=None)"
    )]
    fn methods<'py>(slf: &Bound<'py, Self>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "methods", language, None)
    }

    /// Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
    /// this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
    #[pyo3(
        signature = (name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str",
        text_signature = "($self, name=None, *, row=0, markup='text', decimal='.', language=None)"
    )]
    fn apa<'py>(
        slf: &Bound<'py, Self>,
        name: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa", name, style)
    }

    /// A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
    #[pyo3(
        signature = (title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable",
        text_signature = "($self, title=None, *, number=1, decimal='.', language=None)"
    )]
    fn apa_table<'py>(
        slf: &Bound<'py, Self>,
        title: Option<&str>,
        style: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        published(slf, "apa_table", title, style)
    }
"#;

/// Verbs of plain tables whose rows may be raters by mistake.
const ORIENTED: [&str; 3] = ["agreement", "consistency", "icc"];

/// How a result travels.
const JSON: &str = "    /// Reads what `to_json` wrote, here or elsewhere.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| CORE::from_json(text))?.into()))
    }

    #[pyo3(signature = () -> \"tuple[object, tuple[str]]\")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reread<'py>> {
        Ok((py.get_type::<Self>().getattr(\"from_json\")?, (self.to_json(py),)))
    }
";

/// How a result travels whose tables know more than its JSON.
const BYTES: &str = "    /// The same bytes in every language, for `from_bytes` here or elsewhere; where raters have names, they are personal
    /// data.
    fn to_bytes(&self, py: Python<'_>) -> Cow<'static, [u8]> {
        py.detach(|| self.0.value.to_bytes()).into()
    }

    /// Reads what `to_bytes` wrote.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> Result<Self, Failure> {
        Ok(Self(py.detach(|| CORE::from_bytes(data))?.into()))
    }

    #[pyo3(signature = () -> \"tuple[object, tuple[bytes]]\")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Rebuilt<'py>> {
        Ok((py.get_type::<Self>().getattr(\"from_bytes\")?, (self.to_bytes(py),)))
    }
";

/// What stands before the options of a method, behind `self`: in Rust, in the signature, and how it is handed on.
const UNITS: [&str; 3] =
    ["units: Option<&Bound<'_, PyAny>>,", "units: \"Units | _types.Document | None\" = None, ", "&units, "];

pub(crate) fn write(declared: &Declared) -> String {
    let (outcomes, verbs) = (outcomes(), verbs());
    let mut out = HEAD.to_owned();
    outcomes.iter().for_each(|outcome| class(&mut out, declared, outcome));
    for (name, main) in OTHERS {
        let _ = write!(out, "\n#[pymethods]\nimpl {name} {{");
        shown(&mut out, declared, name, main);
        out.push_str("}\n");
        kept(&mut out, name);
    }
    let mut methods: BTreeMap<&str, String> = BTreeMap::new();
    for verb in verbs.iter().filter(|verb| !BY_HAND.contains(&verb.name)) {
        for receiver in &verb.receivers {
            match *receiver {
                "PlainTable" => of_table(&mut out, declared, verb),
                "LongTable" => of_long_table(&mut out, declared, verb),
                "TallyAndUnits" => method(methods.entry("Tally").or_default(), declared, verb, Some(UNITS)),
                receiver => method(methods.entry(receiver).or_default(), declared, verb, None),
            }
        }
    }
    for (receiver, methods) in methods {
        let _ = writeln!(out, "\n#[pymethods]\nimpl {receiver} {{\n{}\n}}", methods.trim_end());
    }
    let _ = writeln!(out, "\ndeclared!(\n    {},\n);", spoken_of(declared).join(",\n    "));
    let is_function =
        |verb: &&Verb| verb.receivers.iter().any(|own| ["PlainTable", "LongTable"].contains(own));
    let functions = verbs.iter().filter(is_function).map(|verb| verb.name);
    let names: Vec<&str> = outcomes.iter().map(|outcome| outcome.name).chain(functions).collect();
    let names: Vec<String> = names.iter().map(|name| format!("            {name},\n")).collect();
    let _ = writeln!(
        out,
        "\n/// What the list brings about, for the module.\nmacro_rules! studied {{\n    ($($macro:tt)+) => {{\n        \
         $($macro)+! {{\n{}        }}\n    }};\n}}\npub(crate) use studied;",
        names.concat()
    );
    out
}

fn class(out: &mut String, declared: &Declared, outcome: &Outcome) {
    let Outcome { about, name, main, tables, by_bytes } = outcome;
    let said = comment("", about);
    let (first, several) = (tables[0], tables.len() > 1);
    let first_table = if several { format!(", Word::from(\"{first}\")") } else { String::new() };
    let fails = if several { "?" } else { "" };
    let listed: Vec<String> = tables.iter().filter(|_| several).map(|table| format!("\"{table}\"")).collect();
    let listed = listed.join(", ");
    let (table, chosen, asked) = match several {
        true => (
            "Result<Table, Failure>",
            "let which = name.parse()?;\n        Ok(Table(py.detach(|| self.0.value.table(which))))",
            ", name: Word",
        ),
        false => ("Table", "Table(py.detach(|| self.0.value.table()))", ""),
    };
    let words: Vec<String> = tables.iter().map(|table| format!("'{table}'")).collect();
    let signature = if several {
        format!(
            "\n    #[pyo3(signature = (name: \"Literal[{}]\" = \"{first}\".into()), text_signature = \"($self, \
             name='{first}')\")]",
            words.join(", ")
        )
    } else {
        String::new()
    };
    let names: Vec<String> = tables.iter().map(|table| format!("`{table}`")).collect();
    let which = if several {
        format!("One of the tables: {} if none is named, {}.", names[0], names[1..].join(", "))
    } else {
        "The rows as a table.".to_owned()
    };
    let travels = if *by_bytes { BYTES } else { JSON };
    let travels = travels.replace("CORE", &format!("collabpro_core::{name}"));
    let _ = writeln!(
        out,
        "
{said}#[pyclass(frozen, eq, module = \"collabpro\", name = \"{name}\")]
#[derive(PartialEq)]
pub(crate) struct {name}(pub(crate) Held<collabpro_core::{name}>);

#[pymethods]
impl {name} {{
{travels}
    /// Everything as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {{
        self.0.json(py)
    }}

    /// Everything as a dictionary, with the names of the JSON document.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {{
        self.0.document(py)
    }}

    /// {which}{signature}
    fn table(&self, py: Python<'_>{asked}) -> {table} {{
        {chosen}
    }}

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {{
        show::text(&Bound::new(py, self.table(py{first_table}){fails})?, \"{name}\", &[{listed}])
    }}

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {{
        show::html(&Bound::new(py, self.table(py{first_table}){fails})?, \"{name}\", &[{listed}])
    }}"
    );
    if PUBLISHED.contains(name) {
        out.push_str(PUBLICATION);
    }
    shown(out, declared, name, main);
    out.push_str("}\n");
    kept(out, name);
}

/// What is shown of a document: its main rows, and each of its fields.
fn shown(out: &mut String, declared: &Declared, name: &str, main: &str) {
    rows(out, main);
    attributes(out, declared, name);
}

/// What is kept as its document.
fn kept(out: &mut String, name: &str) {
    let _ = writeln!(
        out,
        "
impl Kept for collabpro_core::{name} {{
    const DOCUMENT: &str = \"{name}Document\";

    fn json(&self) -> String {{
        self.to_json()
    }}
}}"
    );
}

fn rows(out: &mut String, main: &str) {
    let _ = writeln!(
        out,
        "
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {{
        self.0.len(py, \"{main}\")
    }}

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {{
        self.0.iter(py, \"{main}\")
    }}"
    );
}

/// A getter for each field of the document.
fn attributes(out: &mut String, declared: &Declared, name: &str) {
    let all = declared.types.get(&format!("{name}Document")).and_then(fields).unwrap_or_default();
    for Field { name, about, value, .. } in &all {
        if matches!(name.as_str(), "schemaVersion" | "kind") {
            continue;
        }
        let _ = writeln!(
            out,
            "\n{}    #[getter]\n    fn {own}(&self, py: Python<'_>) -> PyResult<Value<{hint}>> {{\n        \
             self.0.value(py, \"{own}\")\n    }}",
            comment("    ", plain(about)),
            own = keyword(name),
            hint = hint(value)
        );
    }
}

/// The type of an attribute, of the types in `hint` and those that are declared.
fn hint(value: &Type<'_>) -> String {
    match value {
        Type::Null => "hint::Nothing".to_owned(),
        Type::Boolean => "hint::Flag".to_owned(),
        Type::Integer => "hint::Whole".to_owned(),
        Type::Number => "hint::Number".to_owned(),
        Type::String | Type::Literals(_) => "hint::Text".to_owned(),
        Type::Name(name) => (*name).to_owned(),
        Type::List(inner) => format!("hint::List<{}>", hint(inner)),
        Type::Map(inner) => format!("hint::Map<{}>", hint(inner)),
        Type::Union(parts) => match &parts[..] {
            [one, Type::Null] => format!("hint::Maybe<{}>", hint(one)),
            _ => "hint::Anything".to_owned(),
        },
        Type::Any | Type::Object(_) => "hint::Anything".to_owned(),
    }
}

/// The declared types that the attributes speak of.
fn spoken_of(declared: &Declared) -> Vec<String> {
    fn of(value: &Type<'_>, names: &mut Vec<String>) {
        match value {
            Type::Name(name) => names.push((*name).to_owned()),
            Type::List(inner) | Type::Map(inner) => of(inner, names),
            Type::Union(parts) if matches!(&parts[..], [_, Type::Null]) => of(&parts[0], names),
            _ => {}
        }
    }
    let mut names = Vec::new();
    let others = OTHERS.iter().map(|(name, _)| *name);
    for name in outcomes().iter().map(|outcome| outcome.name).chain(others) {
        let all = declared.types.get(&format!("{name}Document")).and_then(fields).unwrap_or_default();
        all.iter().for_each(|field| of(&field.value, &mut names));
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Signatures and parameters of what is written by hand, for its `help()`: two macros that know the options by name.
pub(crate) fn help(declared: &Declared) -> String {
    let mut out = String::from(
        "// Written by `collabpro-declare python-help` from the options of the core; do not edit.\n",
    );
    let mut arm = |name: &str, what: &dyn Fn(&str) -> String| {
        let _ = writeln!(out, "\nmacro_rules! {name} {{");
        for options in &declared.options {
            let _ = writeln!(out, "    ({options}) => {{\n        {:?}\n    }};", what(options));
        }
        out.push_str("}\n");
    };
    arm("keywords", &|options| keywords(declared, options).0);
    arm("parameters", &|options| {
        format!("\nParameters\n----------\n{}", keywords(declared, options).1.trim_end())
    });
    out.push_str("\nmacro_rules! notes {\n");
    for verb in verbs().iter().filter(|verb| BY_HAND.contains(&verb.name)) {
        let below = format!("\nReturns\n-------\n{}\n\n{}", verb.gives, notes(verb.name));
        let _ = writeln!(out, "    ({}) => {{\n        {below:?}\n    }};", verb.name);
    }
    out.push_str("}\n");
    out
}

/// The options of a verb as keywords: the signature that is shown, and what is said of each.
fn keywords(declared: &Declared, options: &str) -> (String, String) {
    let schema = &declared.types[options];
    let (mut signature, mut said) = (String::new(), String::new());
    for field in fields(schema).unwrap_or_default() {
        let name = keyword(&field.name);
        let default = &schema["properties"][&field.name]["default"];
        let _ = write!(signature, "{name}={}, ", literal(default));
        let about = plain(&field.about).replace('\n', "\n    ");
        let _ = write!(said, "{name} : {}\n    {about}\n", kind(declared, &field.value));
    }
    (signature, said)
}

/// The type of an option, the words of a closed choice among it, as numpydoc has them.
fn kind(declared: &Declared, value: &Type<'_>) -> String {
    let words = match value {
        Type::Name(name) => declared.types.get(*name).and_then(literals),
        Type::Literals(words) => Some(words.clone()),
        _ => None,
    };
    let choice = |words: Vec<&str>| format!("{{'{}'}}", words.join("', '"));
    words.map_or_else(|| spell(value), choice)
}

fn method(out: &mut String, declared: &Declared, verb: &Verb, before: Option<[&str; 3]>) {
    let [takes, shown, given] = before.unwrap_or_default();
    let (signature, said) = keywords(declared, verb.options);
    let Verb { name, options, gives, .. } = verb;
    let about = documented("    ", verb, "", &said);
    let _ = writeln!(
        out,
        "{about}    #[pyo3(
        signature = ({shown}*, progress: \"_types.Progress | None\" = None, **options: \"Unpack[data.{options}]\"),
        text_signature = \"($self, {shown_text}*, {signature}progress=None)\"
    )]
    fn {name}(
        &self,
        py: Python<'_>,
        {takes}
        progress: Option<Py<PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Result<{gives}, Failure> {{
        let asked = collabpro_core::{options}::from_json(&convert::options(options)?)?;{known}
        let found = watched(py, progress, |watch| Ok(self.0.{name}({given}asked.watch(watch))?));
        Ok({gives}(found?.into()))
    }}
",
        known = if given.is_empty() { "" } else { "\n        let units = units::known(units)?;" },
        shown_text = if given.is_empty() { "" } else { "units=None, " }
    );
}

fn of_table(out: &mut String, declared: &Declared, verb: &Verb) {
    let both = format!("RatingTable{}", verb.options);
    let both = if declared.types.contains_key(&both) { both } else { "RatingTableOptions".to_owned() };
    let takes = "A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 \
                 in an array\n    of bytes are missing), rows of cells, a frame, or a dictionary of columns.";
    let found = format!("table.{}(asked.watch(watch))", verb.name);
    function(out, declared, verb, (&both, takes), ("table", "given", &found));
}

fn of_long_table(out: &mut String, declared: &Declared, verb: &Verb) {
    let takes = "A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of \
                 columns.";
    let found = format!("collabpro_core::{}::of(&sets, asked.watch(watch))", verb.gives);
    function(out, declared, verb, (verb.options, takes), ("sets", "long", &found));
}

/// A function of ratings: what its options and its table are, and by what name, how and for what the table is read.
fn function(
    out: &mut String,
    declared: &Declared,
    verb: &Verb,
    (all, takes): (&str, &str),
    (table, read, found): (&str, &str, &str),
) {
    let Verb { name, options, gives, .. } = verb;
    let (signature, said) = keywords(declared, all);
    let oriented =
        if ORIENTED.contains(name) { "\n    rating_table::oriented(ratings, options, &table)?;" } else { "" };
    let about = documented("", verb, &format!("ratings\n    {takes}\n"), &said);
    let _ = writeln!(
        out,
        "
{about}#[pyfunction]
#[pyo3(
    signature = (
        ratings: \"_types.PlainTable\", /, *, progress: \"_types.Progress | None\" = None, **options: \"Unpack[data.{all}]\"
    ),
    text_signature = \"(ratings, /, *, {signature}progress=None)\"
)]
pub(crate) fn {name}(
    py: Python<'_>,
    ratings: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> Result<{gives}, Failure> {{
    let ({table}, asked) = rating_table::{read}(ratings, options, collabpro_core::{options}::from_json)?;{oriented}
    let found = watched(py, progress, |watch| Ok({found}?));
    Ok({gives}(found?.into()))
}}"
    );
}

/// The comment of a verb, its parameters as numpydoc has them.
fn documented(indent: &str, verb: &Verb, first: &str, options: &str) -> String {
    let progress = "progress : callable or bool\n    Called with how much is done and, where it is known, of how much; what it raises ends the \
                    work. True\n    shows a bar, of tqdm where it is installed.";
    let Verb { name, about, gives, .. } = verb;
    let given =
        format!("{about}\n\nParameters\n----------\n{first}{options}{progress}\n\nReturns\n-------\n{gives}");
    comment(indent, &[&given, notes(name)].join("\n\n"))
}

/// What stands below the parameters of a verb: its formula, when it misleads, an example that the tests run.
fn notes(verb: &str) -> &'static str {
    let mut all = include_str!("python_notes.txt").split("# ");
    all.find_map(|notes| notes.strip_prefix(verb)?.strip_prefix('\n')).unwrap_or_default().trim_end()
}

fn comment(indent: &str, text: &str) -> String {
    text.lines().map(|line| format!("{}\n", format!("{indent}/// {line}").trim_end())).collect()
}
