//! Golden vectors: one folder of cases that Rust, Python and JavaScript run through their public methods.
//!
//! A vector is a file `vectors/<concept>/<name>.json` in the form of [`Vector`]. First each call must give what a source
//! outside this project says ([`compare`]), then the other languages must give the very text that Rust gives.

mod calls;
pub mod compare;
mod studies;
mod vector;

pub use calls::{Call, Case, Own};
pub use studies::tables;
pub use vector::{Expected, Failure, Grained, Input, Language, Step, Vector};

use std::path::{Path, PathBuf};

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

/// The folder of the vectors.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// The folder for what the tests write.
pub fn target() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(default, PathBuf::from)
}

/// Every vector as `(concept/name, path)`, in byte order. Folders that begin with `_` hold something else.
///
/// # Errors
/// When a folder cannot be read.
pub fn all() -> std::io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for concept in folder().read_dir()? {
        let concept = concept?.path();
        let Some(name) = concept.file_name().and_then(|name| name.to_str()) else { continue };
        if !concept.is_dir() || name.starts_with('_') {
            continue;
        }
        for file in concept.read_dir()? {
            let file = file?.path();
            if file.extension().is_some_and(|extension| extension == "json")
                && let Some(stem) = file.file_stem().and_then(|stem| stem.to_str())
            {
                found.push((format!("{name}/{stem}"), file.clone()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a vector.
///
/// # Errors
/// When the file cannot be read or is not in the form of [`Vector`].
pub fn read(path: &Path) -> Result<Vector, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes how many files and calls a runner ran; `tests/run` compares the runners.
///
/// # Errors
/// When the file cannot be written.
pub fn write_counts(runner: &str, files: usize, calls: usize) -> std::io::Result<()> {
    println!("vectors: {files} files, {calls} calls");
    let folder = target().join("vectors");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(
        folder.join(format!("{runner}.json")),
        format!("{{\"files\":{files},\"calls\":{calls}}}\n"),
    )
}
