//! Runs the golden vectors, one test each, and the cases of the comparison itself.
//!
//! `COLLABPRO_BLESS=1` writes `vectors/schema.json` anew.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use collabpro_tests::compare::difference;
use collabpro_tests::{Case, Expected, Vector, all, folder, read, write_counts};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;

static FILES: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

fn main() -> std::io::Result<()> {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("schema", schema)];
    for (name, path) in all()? {
        trials.push(Trial::test(name, move || Ok(vector(&path)?)));
    }
    for file in folder().join("_selftest").read_dir()? {
        let path = file?.path();
        let name = format!("_selftest/{}", path.file_stem().unwrap_or_default().to_string_lossy());
        trials.push(Trial::test(name, move || selftest(&path)));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if arguments.filter.is_none() && !arguments.ignored && !arguments.list {
        write_counts("rust", FILES.load(Ordering::Relaxed), CALLS.load(Ordering::Relaxed))?;
    }
    conclusion.exit()
}

fn vector(path: &Path) -> Result<(), String> {
    let vector = read(path)?;
    if vector.calls.is_empty() {
        return Err("no calls".to_owned());
    }
    let case = Case::new(&vector, path.parent().unwrap_or(path));
    for (at, step) in vector.calls.iter().enumerate() {
        let what = format!("call {at}, {:?}", step.call);
        match (step.expected()?, case.run(step.call, &step.options)) {
            (Expected::Value(expected), Ok(text)) => {
                let actual: Value =
                    serde_json::from_str(&text).map_err(|error| format!("{what}: {error}"))?;
                if let Some(difference) = difference(expected, &actual, step.tolerance) {
                    return Err(format!("{what}: {difference}"));
                }
            }
            (Expected::Error(expected), Err(error)) => {
                let path = error.path();
                if error.code().id() != expected.code || expected.path.as_ref().is_some_and(|p| *p != path) {
                    return Err(format!("{what}: expected {expected:?}, found {} at {path}", error.code()));
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
    FILES.fetch_add(1, Ordering::Relaxed);
    Ok(())
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
