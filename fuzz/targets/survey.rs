//! A survey's export: a rubric, the mapping, then the file, of which a mapping is drafted as well.
#![no_main]

use collabpro_core::exchange::{SurveyOptions, draft_mapping};
use collabpro_core::ratings::Reader;
use collabpro_core::{Ratings, SurveyMapping};
use collabpro_fuzz::{checked, json, parts, rubric, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([text, mapping], file)) = parts(data) else { return };
    let Some(mapping) = checked(SurveyMapping::from_json(mapping)) else { return };
    json(&mapping.to_json());
    same(&mapping, SurveyMapping::from_json, SurveyMapping::to_json);
    let Some(rubric) = rubric(text) else { return };
    if let Some(draft) = checked(draft_mapping(file, &rubric)) {
        json(&draft.table().to_json());
        same(&draft.mapping, SurveyMapping::from_json, SurveyMapping::to_json);
        let mut told: Vec<_> = draft.columns.iter().filter_map(|column| column.criterion.as_deref()).collect();
        let columns = told.len();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), columns, "two columns of one criterion");
    }
    let reader = Reader::new(&rubric).survey(&mapping, &SurveyOptions::new());
    let Some(ratings) = checked(reader.read(file)) else { return };
    json(&ratings.to_json());
    if let Some(account) = ratings.survey() {
        json(&account.to_json());
    }
    same(&ratings, |text| Ratings::from_json(text, &rubric), Ratings::to_json);
});
