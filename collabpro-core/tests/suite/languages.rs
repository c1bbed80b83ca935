//! Every language of reports, in the files as they stand, whether or not they are bundled.

#![allow(clippy::unwrap_used)] // helpers stand outside the test functions

use collabpro_core::message::Texts;

/// The message files, in byte order of their languages.
pub(crate) const FILES: [(&str, &str); 3] = [
    ("de", include_str!("../../data/messages/de.json")),
    ("en", include_str!("../../data/messages/en.json")),
    ("es", include_str!("../../data/messages/es.json")),
];

/// Those of charts of results, which pages do not load.
#[cfg(feature = "charts")]
pub(crate) const CHARTS: &[(&str, &str)] = &[
    ("de", include_str!("../../data/charts/de.json")),
    ("en", include_str!("../../data/charts/en.json")),
    ("es", include_str!("../../data/charts/es.json")),
];
#[cfg(not(feature = "charts"))]
pub(crate) const CHARTS: &[(&str, &str)] = &[];

/// The texts of a language, of both files.
pub(crate) fn texts(language: &str) -> Texts {
    let mut all = serde_json::Map::new();
    for (_, file) in FILES.iter().chain(CHARTS).filter(|(known, _)| *known == language) {
        let own: serde_json::Map<String, serde_json::Value> = serde_json::from_str(file).unwrap();
        all.extend(own);
    }
    Texts::from_json(language, &serde_json::Value::Object(all).to_string()).unwrap()
}

/// Those that English is translated into.
pub(crate) fn translations() -> impl Iterator<Item = Texts> {
    FILES.iter().filter(|(language, _)| *language != "en").map(|(language, _)| texts(language))
}

#[test]
fn every_message_file_is_bundled() {
    let mut bundled: Vec<&str> = Texts::languages().collect();
    bundled.sort_unstable();
    let all = FILES.map(|(language, _)| language);
    assert_eq!(bundled, if cfg!(feature = "languages") { &all[..] } else { &["en"] });
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/messages");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort_unstable();
    assert!(files.iter().eq(&all.map(|language| std::ffi::OsString::from(format!("{language}.json")))));
    for language in &bundled {
        assert_eq!(Texts::of(language).unwrap().ids().count(), texts(language).ids().count());
    }
}

#[test]
fn who_asks_for_a_language_that_is_not_there_is_told_which_are() {
    for (language, _) in FILES {
        let texts = texts(language);
        let hint = texts.pattern("hint.language_not_loaded").unwrap();
        for (known, _) in FILES {
            let named = ["“”", "„“", "«»"].iter().any(|marks| {
                let marks: Vec<char> = marks.chars().collect();
                hint.contains(&format!("{}{known}{}", marks[0], marks[1]))
            });
            assert!(named, "{known} is not in: {hint}");
        }
    }
}
