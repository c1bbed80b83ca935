//! Options as JSON: which verb's, then the document.
#![no_main]

use collabpro_core::Result;
use collabpro_core::chart::{ChartOptions, StudyChartOptions};
use collabpro_core::comparison::{EquivalenceOptions, ReliableChangeOptions};
use collabpro_core::exchange::{CaseOptions, SurveyOptions, ToCaseOptions};
use collabpro_core::facets_files::{ReadFacetsOptions, ReadFacetsScoresOptions};
use collabpro_core::matching::MatchOptions;
use collabpro_core::rating_table::RatingTableOptions;
use collabpro_core::ratings::ReadOptions;
use collabpro_core::{Observed, Policy};
use collabpro_fuzz::{checked, json, parts};
use libfuzzer_sys::fuzz_target;

/// Options of the studies, by their verbs.
macro_rules! studies {
    (
        results { $($results:tt)+ }
        verbs { $($(#[doc = $of:literal])+ $verb:ident($options:ident) -> $gives:ident: $($receiver:ident)+;)+ }
    ) => {
        fn of_study(verb: &str, data: &[u8]) {
            $(
                if verb == stringify!($verb) {
                    read(data, collabpro_core::$options::from_json);
                }
            )+
        }
    };
}

collabpro_core::studies!(studies);

macro_rules! options {
    ($data:expr, $($verb:literal => $options:ty,)+) => {
        if let Some(([verb], data)) = parts($data) {
            match verb {
                $($verb => read(data, <$options>::from_json),)+
                verb => of_study(verb, data),
            }
        }
    };
}

fuzz_target!(|data: &[u8]| {
    options! { data,
        "chart" => ChartOptions,
        "study_chart" => StudyChartOptions,
        "equivalence" => EquivalenceOptions,
        "from_case" => CaseOptions,
        "context_match" => MatchOptions,
        "ratings" => ReadOptions,
        "rating_table" => RatingTableOptions,
        "read_facets" => ReadFacetsOptions,
        "read_facets_scores" => ReadFacetsScoresOptions,
        "release" => Policy,
        "reliable_change" => ReliableChangeOptions,
        "score" => Observed,
        "survey" => SurveyOptions,
        "to_case" => ToCaseOptions,
    }
});

/// What results say of their options. It need not be input: an empty list stands for what nobody asked for.
fn read<T: serde::Serialize>(data: &[u8], read: impl Fn(&str) -> Result<T>) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(options) = checked(read(text)) else { return };
    let written = serde_json::to_string(&options).unwrap();
    json(&written);
    if let Some(again) = checked(read(&written)) {
        assert_eq!(serde_json::to_string(&again).unwrap(), written, "read again, it is another");
    }
}
