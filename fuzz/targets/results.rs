//! Results as JSON, by their kind: what is read has its tables, and its page.
#![no_main]

use collabpro_core::comparison::{Equivalence, ReliableChange};
use collabpro_core::{ContextMatch, Report};
use collabpro_fuzz::{document, json, parts};
use libfuzzer_sys::fuzz_target;

macro_rules! tables {
    ($found:ident, $only:ident) => {
        json(&$found.table().to_json())
    };
    ($found:ident, $($table:ident)+) => {{
        $(if let Ok(which) = stringify!($table).parse() {
            json(&$found.table(which).to_json());
        })+
    }};
}

/// One whose tables know more travels as bytes.
macro_rules! read {
    ($kind:ident, $data:ident, $result:ident [$($table:ident)+] bytes) => {};
    ($kind:ident, $data:ident, $result:ident [$($table:ident)+]) => {
        if $kind == stringify!($result) {
            let write = |found: &collabpro_core::$result| {
                tables!(found, $($table)+);
                found.to_json()
            };
            document($data, collabpro_core::$result::from_json, write);
        }
    };
}

macro_rules! studies {
    (
        results { $($(#[doc = $about:literal])+ $result:ident($main:ident) [$($table:ident)+] $(by $bytes:ident)?;)+ }
        verbs { $($verbs:tt)+ }
    ) => {
        fn of_study(kind: &str, data: &[u8]) {
            $(read!(kind, data, $result [$($table)+] $($bytes)?);)+
        }
    };
}

collabpro_core::studies!(studies);

fuzz_target!(|data: &[u8]| {
    let Some(([kind], data)) = parts(data) else { return };
    match kind {
        "Equivalence" => document(data, Equivalence::from_json, Equivalence::to_json),
        "ReliableChange" => document(data, ReliableChange::from_json, ReliableChange::to_json),
        "ContextMatch" => document(data, ContextMatch::from_json, |found| {
            json(&found.table().to_json());
            found.to_json()
        }),
        "Report" => document(data, Report::from_json, |found| {
            assert!(found.to_html().starts_with("<!doctype html>"));
            found.to_markdown();
            assert!(found.to_docx().starts_with(b"PK"));
            found.to_json()
        }),
        kind => of_study(kind, data),
    }
});
