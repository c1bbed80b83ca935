//! Texts are data: every id that the code names has a text, every text is named, every error has its words.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use std::collections::BTreeSet;
use std::path::Path;

use collabpro_core::ErrorCode;
use collabpro_core::message::Texts;

use crate::languages::{CHARTS, FILES, texts, translations};

/// Ids that are put together from a code, and what the file says about itself.
const FAMILIES: [&str; 2] = ["error.", "hint."];
const OF_THE_FILE: [&str; 8] = [
    "list.between",
    "list.last",
    "list.last.i",
    "never.words",
    "number.decimal",
    "number.group",
    "number.minus",
    "plural.rule",
];

/// The library's source, file by file, tests left out.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "simulations" {
                walk(&path, found);
            } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                found.push((path.display().to_string(), source.to_owned()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// Everything between quotation marks in the library's source.
fn literals() -> BTreeSet<String> {
    sources().iter().flat_map(|(_, source)| source.split('"').map(str::to_owned)).collect()
}

#[test]
fn every_error_has_its_words_and_its_remedy() {
    let texts = Texts::english();
    for code in ErrorCode::ALL {
        for family in FAMILIES {
            let id = format!("{family}{code}");
            assert!(texts.pattern(&id).is_some_and(|text| !text.trim().is_empty()), "no text for {id}");
        }
    }
}

/// Where the code tells a problem by its code: `Problem::new(ErrorCode::…` with what is added to it, or the short form
/// `problem(ErrorCode::…`, which fills the slot `what`. It ends with the next code, or with the function.
#[test]
fn every_problem_fills_the_slots_of_its_texts_and_no_others() {
    let texts = Texts::english();
    let (mut told, mut wrong) = (0, Vec::new());
    for (path, source) in sources() {
        for (at, _) in source.match_indices("ErrorCode::") {
            let before = source[..at].trim_end();
            let short = before.ends_with("problem(") && !before.ends_with(".problem(");
            if !short && !before.ends_with("Problem::new(") {
                continue;
            }
            let rest = &source[at + "ErrorCode::".len()..];
            let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
            let ends = ["ErrorCode::", "\n    }\n", "\n}\n"].map(|end| rest.find(end).unwrap_or(rest.len()));
            let rest = &rest[..ends.into_iter().min().unwrap_or(0)];
            let mut given: BTreeSet<String> = [".with(", ".say(", ".all(", ".count("]
                .iter()
                .flat_map(|call| rest.split(call).skip(1))
                .filter_map(|tail| tail.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned))
                .collect();
            given.extend(short.then(|| "what".to_owned()));
            let code = ErrorCode::ALL.iter().find(|code| format!("{code:?}") == name).unwrap();
            let asked: BTreeSet<String> = FAMILIES
                .iter()
                .flat_map(|family| slots(texts.pattern(&format!("{family}{code}")).unwrap()))
                .map(str::to_owned)
                .collect();
            told += 1;
            if given != asked {
                wrong.push(format!("{path}: {code} asks for {asked:?} and is given {given:?}"));
            }
        }
    }
    assert!(told > 180, "{told}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_text_is_named_by_the_code() {
    let literals = literals();
    let codes: BTreeSet<String> =
        ErrorCode::ALL.iter().flat_map(|code| FAMILIES.map(|family| format!("{family}{code}"))).collect();
    let named = |id: &&str| literals.contains(*id) || codes.contains(*id) || OF_THE_FILE.contains(id);
    let idle: Vec<&str> = Texts::english().ids().filter(|id| !named(id)).collect();
    assert!(idle.is_empty(), "texts that nothing says: {idle:?}");
}

#[test]
fn every_id_that_the_code_names_has_a_text() {
    let prefixes: BTreeSet<&str> =
        Texts::english().ids().filter_map(|id| id.split_once('.').map(|(prefix, _)| prefix)).collect();
    let is_id = |text: &&String| {
        let parts =
            text.split_once('.').filter(|(prefix, rest)| prefixes.contains(prefix) && !rest.is_empty());
        parts.is_some_and(|(_, rest)| rest.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_'))
    };
    let missing: Vec<String> = literals()
        .iter()
        .filter(is_id)
        .filter(|id| Texts::english().pattern(id).is_none() && !OF_THE_FILE.contains(&id.as_str()))
        .cloned()
        .collect();
    assert!(missing.is_empty(), "ids without a text: {missing:?}");
}

#[test]
fn ids_stand_in_order() {
    for (_, file) in FILES.iter().chain(CHARTS) {
        let lines = file.lines().filter_map(|line| line.strip_prefix("  \"")?.split('"').next());
        let ids: Vec<&str> = lines.collect();
        assert!(ids.len() > 100);
        assert!(ids.is_sorted(), "sort the message file, so that changes to it merge");
    }
}

/// Every name under which the code asks for what something bundled is called.
fn terms() -> BTreeSet<String> {
    let bundled = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let rubric = bundled(include_str!("../../data/rubric.json"));
    let framework = bundled(include_str!("../../data/framework.json"));
    let practices = bundled(include_str!("../../data/practices.json"));
    let context = bundled(include_str!("../../data/context.json"));
    let mut names: BTreeSet<String> = ["title", "notice", "diagnosis", "stem"].map(str::to_owned).into();
    let mut each = |kind: &str, things: &serde_json::Value| {
        names.extend(all(things).iter().map(|thing| format!("{kind}:{}", word(thing, "id"))));
    };
    each("tenet", &framework["tenets"]);
    each("warning", &framework["warningSigns"]);
    each("context", &framework["contextDimensions"]);
    each("practice", &practices["practices"]);
    each("role", &rubric["roles"]);
    each("label", &rubric["roles"]);
    each("criterion", &rubric["criteria"]);
    each("question", &rubric["criteria"]);
    each("descriptor", &context["descriptors"]);
    for scale in all(&rubric["scales"]) {
        let id = word(scale, "id");
        each(&format!("category:{id}"), &scale["categories"]);
        let told = all(&scale["categories"]).iter().filter(|category| category.get("about").is_some());
        each(&format!("about:{id}"), &told.cloned().collect());
    }
    for descriptor in all(&context["descriptors"]) {
        each(&format!("level:{}", word(descriptor, "id")), &descriptor["levels"]);
    }
    for descriptor in all(&context["descriptors"]).iter().filter(|one| one.get("unit").is_some()) {
        names.insert(format!("descriptor:{}:unit", word(descriptor, "id")));
    }
    let by_role = |thing: &serde_json::Value, field: &str| {
        let roles = thing.get(field).and_then(serde_json::Value::as_object);
        roles.into_iter().flatten().map(|(role, _)| role.clone()).collect::<Vec<_>>()
    };
    names.extend(by_role(&rubric, "stemByRole").iter().map(|role| format!("stem:{role}")));
    names.extend(by_role(&rubric, "missing").iter().map(|reason| format!("missing:{reason}")));
    for criterion in all(&rubric["criteria"]) {
        for kind in ["stem", "evidence"].iter().filter(|kind| criterion.get(kind).is_some()) {
            names.insert(format!("{kind}:{}", word(criterion, "id")));
        }
        let name = format!("criterion:{}", word(criterion, "id"));
        names.extend(by_role(criterion, "nameByRole").iter().map(|role| format!("{name}:{role}")));
        for level in all(&criterion["levels"]) {
            let name = format!("rung:{}:{}", word(criterion, "id"), word(level, "category"));
            names.extend(by_role(level, "textByRole").iter().map(|role| format!("{name}:{role}")));
            names.insert(name);
        }
    }
    names.iter().map(|name| format!("term.{name}")).collect()
}

/// What a language has beyond: how it writes days, and forms of the roles.
fn is_of_the_language(id: &str) -> bool {
    let form = id.strip_prefix("term.role:").is_some_and(|rest| rest.contains(':'));
    form || id == "term.date" || id.starts_with("term.month:")
}

#[test]
fn a_form_that_a_language_asks_for_is_there() {
    let rubric = serde_json::from_str::<serde_json::Value>(include_str!("../../data/rubric.json")).unwrap();
    for texts in translations() {
        let asked = |form: &str| texts.ids().any(|id| texts.pattern(id).unwrap().contains(form));
        for role in all(&rubric["roles"]) {
            let id = format!("term.role:{}:dative", word(role, "id"));
            assert_eq!(texts.pattern(&id).is_some(), asked(", dative}"), "{id} in {}", texts.language());
        }
        assert!(texts.pattern("term.date").is_some() && asked("{date, date}"));
        assert!((1..=12).all(|month| texts.pattern(&format!("term.month:{month:02}")).is_some()));
    }
}

fn all(things: &serde_json::Value) -> &[serde_json::Value] {
    things.as_array().map_or(&[], Vec::as_slice)
}

fn word<'a>(thing: &'a serde_json::Value, field: &str) -> &'a str {
    thing[field].as_str().unwrap()
}

/// The names of a pattern's slots, those inside of plural branches too.
/// Names in braces; a branch of a plural is none, be it one word alone.
fn slots(pattern: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut is_plural = Vec::new(); // by depth, whether a brace opens a branch
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        let (brace, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        rest = after;
        match brace {
            b'}' => _ = is_plural.pop(),
            _ if is_plural.last() == Some(&true) => is_plural.push(false),
            _ if after.starts_with('{') => rest = &after[1..],
            _ => {
                let end = after.find(['}', ',']).unwrap_or(after.len());
                found.insert(&after[..end]);
                is_plural.push(after[end..].starts_with(','));
                rest = &after[end..];
            }
        }
    }
    found
}

#[test]
fn a_word_alone_is_a_branch_and_no_slot() {
    let pattern = "{n, plural, =0 {nobody} one {{name} is} other {# are}} {{in} {what}";
    assert_eq!(slots(pattern), BTreeSet::from(["n", "name", "what"]));
}

#[test]
fn every_language_says_all_that_english_says_and_nothing_unknown() {
    let (english, terms) = (Texts::english(), terms());
    let known = |id: &str| {
        english.pattern(id).is_some()
            || terms.contains(id)
            || OF_THE_FILE.contains(&id)
            || is_of_the_language(id)
    };
    for texts in translations() {
        let language = texts.language();
        let unknown: Vec<&str> = texts.ids().filter(|id| !known(id)).collect();
        assert!(unknown.is_empty(), "the code asks for none of these in {language}: {unknown:?}");
        let wanted = english.ids().chain(terms.iter().map(String::as_str));
        let missing: Vec<&str> = wanted.filter(|id| texts.pattern(id).is_none()).collect();
        assert!(missing.is_empty(), "not in {language}: {missing:?}");
    }
}

/// The marks that a language quotes with, and what is quoted within what is quoted.
const MARKS: [(&str, [char; 2], &[char]); 2] = [("de", ['„', '“'], &[]), ("es", ['«', '»'], &['“', '”'])];

#[test]
fn every_language_has_the_slots_of_english_and_its_own_quotation_marks() {
    let english = Texts::english();
    for (texts, (language, [open, close], within)) in translations().zip(MARKS) {
        assert_eq!(texts.language(), language);
        for id in texts.ids() {
            let pattern = texts.pattern(id).unwrap();
            let own = if id == "term.date" { ["day", "month", "year"].into() } else { BTreeSet::new() };
            let wanted = english.pattern(id).map_or(own, slots);
            assert_eq!(slots(pattern), wanted, "{id}: {pattern}");
            // Plain marks are those of JSON.
            let is_json = english.pattern(id).is_some_and(|pattern| pattern.contains('"'));
            let foreign = |mark: char| {
                "„“”«»\"".contains(mark) && ![open, close].contains(&mark) && !within.contains(&mark)
            };
            assert!(
                pattern.matches(open).count() == pattern.matches(close).count()
                    && !pattern.chars().any(|mark| foreign(mark) && !(is_json && mark == '"')),
                "{id}: {pattern}"
            );
        }
    }
}

/// As CLDR has it: "2 filas", "2 000 000 de filas"; and a number and its per cent sign stay on one line.
#[test]
fn spanish_counts_as_spanish_does() {
    let spanish = texts("es");
    for id in spanish.ids() {
        let pattern = spanish.pattern(id).unwrap();
        for (at, _) in pattern.match_indices(", plural,") {
            let (mut depth, mut end) = (1_usize, pattern.len());
            for (place, sign) in pattern[at..].char_indices() {
                depth = if sign == '{' { depth + 1 } else { depth - usize::from(sign == '}') };
                if depth == 0 {
                    end = at + place;
                    break;
                }
            }
            let rule = &pattern[at..end];
            let other = rule.rsplit_once("other {").unwrap().1;
            let counts = other.split('#').skip(1).any(|rest| {
                rest.strip_prefix(' ')
                    .is_some_and(|rest| rest.starts_with(char::is_alphabetic) && !rest.starts_with("se "))
            });
            assert!(!counts || rule.contains("many {") && rule.contains("# de "), "{id}: {pattern}");
        }
        assert!(!pattern.contains(" %"), "{id}: {pattern}");
    }
}
