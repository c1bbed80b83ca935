//! Rooms use what stands above them in `docs/layers.md`, by the path of the owning module, and nothing else.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The rooms in their order.
fn rooms() -> Vec<String> {
    let page = include_str!("../../docs/layers.md");
    let list = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    list.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// The room of a path of modules: files of `base` are rooms of their own.
fn room(path: &[&str]) -> String {
    match path {
        ["base", file, ..] => format!("base/{file}"),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

/// What stands in a file outside its comments and tests, and the path of its module.
struct File {
    path: PathBuf,
    module: Vec<String>,
    code: String,
}

fn files(folder: &Path, found: &mut Vec<File>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && name != "simulations" {
            files(&path, found);
        } else if name.ends_with(".rs") && name != "lib.rs" && !name.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let end =
                text.find("#[cfg(test)]\nmod tests {").or(text.find("#[cfg(test)]\npub(crate) mod tests {"));
            let lines =
                text[..end.unwrap_or(text.len())].lines().map(|line| line.split("//").next().unwrap());
            let code = lines.collect::<Vec<_>>().join("\n");
            let below = path.strip_prefix(src()).unwrap().with_extension("");
            let mut module: Vec<String> =
                below.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            module.retain(|part| part != "mod");
            found.push(File { path, module, code });
        }
    }
}

/// Every path behind `root::`, with the branches of its braces.
fn paths<'a>(code: &'a str, root: &str) -> Vec<Vec<&'a str>> {
    fn branch<'a>(rest: &mut &'a str, so_far: &[&'a str], found: &mut Vec<Vec<&'a str>>) {
        if let Some(inside) = rest.strip_prefix('{') {
            *rest = inside;
            loop {
                *rest = rest.trim_start_matches([',', ' ', '\n']);
                if let Some(after) = rest.strip_prefix('}') {
                    *rest = after;
                    return;
                }
                let before = rest.len();
                branch(rest, so_far, found);
                if rest.len() == before {
                    return;
                }
            }
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let path = [so_far, &[name]].concat();
        *rest = after;
        if let Some(deeper) = after.strip_prefix("::") {
            *rest = deeper;
            branch(rest, &path, found);
        } else {
            if let Some(renamed) = after.strip_prefix(" as ") {
                *rest = renamed.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
            }
            found.push(path);
        }
    }
    let mut found = Vec::new();
    let needle = format!("{root}::");
    let mut rest = code;
    while let Some(at) = rest.find(&needle) {
        let word =
            rest[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        let mut tail = &rest[at + needle.len()..];
        rest = tail;
        if !word {
            branch(&mut tail, &[], &mut found);
        }
    }
    found
}

#[test]
fn braces_and_names_are_read() {
    let code = "use crate::{a::{b, c as d, e::*}, f}; $crate::g::h!(); other_crate::i::j";
    let expected: &[&[&str]] = &[&["a", "b"], &["a", "c"], &["a", "e", "*"], &["f"], &["g", "h"]];
    assert_eq!(paths(code, "crate"), expected);
}

#[test]
fn every_room_is_listed_once_and_exists() {
    let rooms = rooms();
    let mut all = Vec::new();
    files(&src(), &mut all);
    let own = |file: &File| room(&file.module.iter().map(String::as_str).collect::<Vec<_>>());
    let there: BTreeSet<String> = all.iter().filter(|file| file.module != ["base"]).map(own).collect();
    let listed: BTreeSet<String> = rooms.iter().cloned().collect();
    assert_eq!(listed.len(), rooms.len());
    assert_eq!(listed, there);
}

#[test]
fn a_room_uses_only_what_stands_above_it() {
    let rooms = rooms();
    let rank = |name: &str| rooms.iter().position(|known| known == name);
    let mut all = Vec::new();
    files(&src(), &mut all);
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for file in all.iter().filter(|file| file.module != ["base"]) {
        let module: Vec<&str> = file.module.iter().map(String::as_str).collect();
        let own = room(&module);
        for path in paths(&file.code, "crate") {
            let used = room(&path);
            arrows += usize::from(used != own);
            match (rank(&used), rank(&own)) {
                (Some(used), Some(own)) if used <= own => {}
                (Some(_), _) => {
                    wrong.push(format!("{}: {own} uses {}", file.path.display(), path.join("::")))
                }
                (None, _) => wrong.push(format!("{}: {} is no room", file.path.display(), path.join("::"))),
            }
        }
        // `super` must not lead out of the room.
        let depth = module.len() - usize::from(own.starts_with("base/"));
        let way_out = vec!["super"; depth].join("::");
        if !paths(&file.code, &way_out).is_empty() {
            wrong.push(format!("{}: {way_out} leads out of {own}", file.path.display()));
        }
    }
    assert!(arrows > 1000, "only {arrows} paths were found");
    assert!(wrong.is_empty(), "{} paths:\n{}", wrong.len(), wrong.join("\n"));
}
