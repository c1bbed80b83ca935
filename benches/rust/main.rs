//! The workloads in Rust. `cargo bench -p collabpro-benches` prints one line of JSON for each; with `-- --test` each
//! runs once and nothing is timed.

use std::hint::black_box;
use std::process::ExitCode;

use collabpro_benches::{Manifest, time};
use collabpro_core::Rubric;

/// One round of a workload, ready to run.
type Round = Box<dyn FnMut()>;

/// Prepares a workload; the round is what is timed.
fn prepare(name: &str) -> Option<Round> {
    match name {
        "rubric_load" => Some(rubric_load()),
        _ => None,
    }
}

fn rubric_load() -> Round {
    let text = Rubric::bundled().to_json();
    Box::new(move || drop(black_box(Rubric::from_json(black_box(&text)))))
}

fn main() -> ExitCode {
    let test = std::env::args().any(|argument| argument == "--test");
    let manifest = match Manifest::read() {
        Ok(manifest) => manifest,
        Err(error) => {
            eprintln!("manifest.json: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for workload in &manifest.workloads {
        let Some(mut round) = prepare(&workload.name) else {
            eprintln!("{}: unknown workload", workload.name);
            failed += 1;
            continue;
        };
        passed += 1;
        if test {
            round();
            continue;
        }
        let timing = time(&workload.name, round);
        println!("{}", serde_json::to_string(&timing).unwrap_or_default());
    }
    if test {
        println!("{passed} passed, {failed} failed");
    }
    if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
