//! Runs the golden vectors, one test each, and the cases of the comparison itself. What each call gives goes to
//! `target/parity`, for the other languages to compare byte by byte, and the bytes of handles that travel to `target/handles`,
//! for the fuzzer to begin with. Nothing is optimised here, and everything in a wheel and in a module: where the bytes agree,
//! optimising changed nothing.
//!
//! `COLLABPRO_BLESS=1` writes `vectors/schema.json` anew.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use collabpro_core::error::Problem;
use collabpro_core::message::Texts;
use collabpro_core::{Error, ErrorCode};
use collabpro_tests::compare::difference;
use collabpro_tests::{Call, Case, Expected, Own, Vector, all, folder, read, target, write_counts};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;

static FILES: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

fn main() -> io::Result<()> {
    let arguments = Arguments::from_args();
    let whole = arguments.filter.is_none() && !arguments.ignored && !arguments.list;
    if whole {
        begin()?;
    }
    let mut trials = vec![Trial::test("schema", schema)];
    for (name, path) in all()? {
        trials.push(Trial::test(name.clone(), move || vector(&name, &path)));
    }
    for file in folder().join("_selftest").read_dir()? {
        let path = file?.path();
        let name = format!("_selftest/{}", path.file_stem().unwrap_or_default().to_string_lossy());
        trials.push(Trial::test(name, move || selftest(&path)));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if whole {
        write_counts("rust", FILES.load(Ordering::Relaxed), CALLS.load(Ordering::Relaxed))?;
    }
    conclusion.exit()
}

/// Empties the folders for the other languages and the fuzzer.
fn begin() -> io::Result<()> {
    for folder in ["parity", "handles"].map(|name| target().join(name)) {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
    }
    fs::write(target().join("parity/_bits.json"), collabpro_core::internals::bits())
}

fn vector(name: &str, path: &Path) -> Result<(), Failed> {
    let vector = read(path)?;
    if vector.calls.is_empty() {
        return Err("no calls".into());
    }
    let case = Case::new(&vector, path.parent().unwrap_or(path));
    let given: Vec<_> = vector.calls.iter().map(|step| case.run(step.call, &step.options)).collect();
    write(name, &vector, &case, &given)?;
    judge(&vector, given)?;
    FILES.fetch_add(1, Ordering::Relaxed);
    Ok(())
}

/// Keeps what the calls gave, and the bytes of what travelled.
fn write(name: &str, vector: &Vector, case: &Case<'_>, given: &[Result<String, Error>]) -> io::Result<()> {
    for (folder, python) in [("parity", false), ("parity-python", true)] {
        let told = |error: Error| if python { error.in_snake_case().to_json() } else { error.to_json() };
        let file = target().join(folder).join(format!("{name}.json"));
        fs::create_dir_all(file.parent().unwrap_or(&file))?;
        let texts: Vec<String> = given.iter().map(|found| found.clone().unwrap_or_else(told)).collect();
        fs::write(file, serde_json::to_string_pretty(&texts)?)?;
    }
    for (at, step) in vector.calls.iter().enumerate() {
        if !matches!(step.call, Call::Own(Own::Travel)) {
            continue;
        }
        if let Ok((handle, bytes)) = case.handle(&step.options) {
            fs::write(target().join(format!("handles/{handle}-{}-{at}", name.replace('/', "-"))), bytes)?;
        }
    }
    Ok(())
}

/// Holds what the calls gave against what is known of them.
fn judge(vector: &Vector, given: Vec<Result<String, Error>>) -> Result<(), String> {
    for (at, (step, given)) in vector.calls.iter().zip(given).enumerate() {
        let what = format!("call {at}, {:?}", step.call);
        match (step.expected()?, given) {
            (Expected::Value(expected), Ok(text)) => {
                let actual: Value =
                    serde_json::from_str(&text).map_err(|error| format!("{what}: {error}"))?;
                if let Some(difference) = difference(expected, &actual, step.tolerance) {
                    return Err(format!("{what}: {difference}"));
                }
            }
            (Expected::Error(expected), Err(error)) => {
                let (path, hint, total) = (error.path(), error.hint(), error.total());
                let is_other = error.code().id() != expected.code
                    || expected.path.as_ref().is_some_and(|expected| *expected != path)
                    || expected.hint.as_ref().is_some_and(|expected| *expected != hint)
                    || expected.total.is_some_and(|expected| expected != total)
                    || !expected.said.iter().all(|(language, said)| said == &said_in(&error, language));
                if is_other {
                    let found = format!("{} at {path}, {total} in all: {hint}", error.code());
                    return Err(format!("{what}: expected {expected:?}, found {found}"));
                }
                if let Some(bare) = bare(&error) {
                    return Err(format!("{what}: {bare} says no more than a value"));
                }
                if error.to_json().contains('⟦') {
                    return Err(format!("{what}: a slot without an argument in {}", error.to_json()));
                }
            }
            (Expected::Value(_), Err(error)) => return Err(format!("{what}: {error:?}")),
            (Expected::Error(expected), Ok(_)) => return Err(format!("{what}: no error {}", expected.code)),
        }
        CALLS.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// What is wrong first, and what to do about it, in a language.
fn said_in(error: &Error, language: &str) -> [String; 2] {
    let told = |problem: &Problem| {
        Texts::of(language).map(|texts| [problem.text(texts), problem.advice(texts)]).unwrap_or_default()
    };
    error.problems().first().map(told).unwrap_or_default()
}

/// An option of which is only told what it was given, and not what it takes.
fn bare(error: &Error) -> Option<String> {
    let problems = error.problems().iter();
    let mut wrong = problems.filter(|problem| problem.code() == ErrorCode::InvalidOption);
    let is_bare = |problem: &&Problem| {
        let told: Value = serde_json::to_value(problem).unwrap_or_default();
        told["args"]["what"].is_string() && told["path"] != "options"
    };
    wrong.find(is_bare).map(|problem| problem.place().to_string())
}

fn selftest(path: &Path) -> Result<(), Failed> {
    let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(path)?)?;
    if cases.is_empty() {
        return Err("no cases".into());
    }
    for case in &cases {
        let tolerance =
            case.get("tolerance").map(|value| serde_json::from_value(value.clone())).transpose()?;
        let found = difference(&case["expected"], &case["actual"], tolerance);
        if found.is_none() != (case["equal"] == true) {
            return Err(format!("{}: {found:?}", case["about"]).into());
        }
    }
    Ok(())
}

fn schema() -> Result<(), Failed> {
    let path = folder().join("schema.json");
    let text = serde_json::to_string_pretty(&schemars::schema_for!(Vector))? + "\n";
    if std::env::var_os("COLLABPRO_BLESS").is_some() {
        fs::write(&path, &text)?;
    }
    if fs::read_to_string(&path)? == text {
        return Ok(());
    }
    Err("vectors/schema.json is not what the runner reads; run with COLLABPRO_BLESS=1".into())
}
