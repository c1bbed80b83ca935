//! Options as JSON: which verb's, then the document.
#![no_main]

use collabpro_core::Result;
use collabpro_core::aggregation::AggregationOptions;
use collabpro_core::agreement::AgreementOptions;
use collabpro_core::chart::ChartOptions;
use collabpro_core::comparison::{Compare, EquivalenceOptions, ReliableChangeOptions, SimilarityOptions};
use collabpro_core::composite::CompositeOptions;
use collabpro_core::consistency::ConsistencyOptions;
use collabpro_core::diagnosis::DiagnosisOptions;
use collabpro_core::disagreement::DisagreementOptions;
use collabpro_core::exchange::{CaseOptions, SurveyOptions, ToCaseOptions};
use collabpro_core::generalizability::{DecisionOptions, GeneralizabilityOptions, PlanOptions, StudyOptions};
use collabpro_core::icc::IccOptions;
use collabpro_core::matching::MatchOptions;
use collabpro_core::rating_table::RatingTableOptions;
use collabpro_core::ratings::ReadOptions;
use collabpro_core::roll_up::RollUpOptions;
use collabpro_core::{Observed, Policy};
use collabpro_fuzz::{checked, json, parts};
use libfuzzer_sys::fuzz_target;

macro_rules! options {
    ($data:expr, $($verb:literal => $options:ty,)+) => {
        if let Some(([verb], data)) = parts($data) {
            match verb {
                $($verb => read(data, <$options>::from_json),)+
                _ => {}
            }
        }
    };
}

fuzz_target!(|data: &[u8]| {
    options! { data,
        "aggregation" => AggregationOptions,
        "agreement" => AgreementOptions,
        "chart" => ChartOptions,
        "compare" => Compare,
        "composite" => CompositeOptions,
        "consistency" => ConsistencyOptions,
        "decide" => DecisionOptions,
        "diagnose" => DiagnosisOptions,
        "disagreement" => DisagreementOptions,
        "equivalence" => EquivalenceOptions,
        "fromCase" => CaseOptions,
        "generalizability" => GeneralizabilityOptions,
        "icc" => IccOptions,
        "contextMatch" => MatchOptions,
        "plan" => PlanOptions,
        "ratings" => ReadOptions,
        "ratingTable" => RatingTableOptions,
        "release" => Policy,
        "reliableChange" => ReliableChangeOptions,
        "rollUp" => RollUpOptions,
        "score" => Observed,
        "similarity" => SimilarityOptions,
        "study" => StudyOptions,
        "survey" => SurveyOptions,
        "toCase" => ToCaseOptions,
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
