//! A specification of Facets, then a file that may hold its data, or measures.
#![no_main]

use collabpro_core::RaschOptions;
use collabpro_core::facets_files::{
    FacetsFiles, FacetsFilesOptions, ReadFacetsOptions, ReadFacetsScoresOptions, read_facets, read_facets_scores,
};
use collabpro_fuzz::{checked, json, parts, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([specification], file)) = parts(data) else { return };
    let Ok(file) = std::str::from_utf8(file) else { return };
    if let Some(scores) = checked(read_facets_scores(&ReadFacetsScoresOptions::new().text(file))) {
        json(&scores.to_json());
    }
    let options = ReadFacetsOptions::new().specification(specification).file("ratings.txt", file);
    if let Some(anchors) = checked(read_facets(&options.clone().data(false))) {
        json(&anchors.to_json());
    }
    let Some(study) = checked(read_facets(&options)) else { return };
    json(&study.to_json());
    let given = serde_json::to_string(&study.options).unwrap();
    let Some(own) = checked(RaschOptions::from_json(&given)) else { return };
    let Some(files) = checked(FacetsFiles::of(&[study.column_set()], FacetsFilesOptions::new().study(own))) else {
        return;
    };
    same(&files, FacetsFiles::from_json, FacetsFiles::to_json);
    let again = ReadFacetsOptions::new().specification(&files.files[0].text);
    if let Some(again) = checked(read_facets(&again)) {
        json(&again.to_json());
    }
});
