//! Ratings in CSV, long and wide, and units in CSV: a rubric, then the file.
#![no_main]

use collabpro_core::ratings::{Layout, ReadOptions, Reader};
use collabpro_core::{Observed, Ratings, Rubric, Units};
use collabpro_fuzz::{checked, json, parts, rubric, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([text], file)) = parts(data) else { return };
    let Some(rubric) = rubric(text) else { return };
    for layout in [Layout::Long, Layout::Wide] {
        let reader = Reader::new(&rubric).options(ReadOptions::new().layout(layout));
        if let Some(ratings) = checked(reader.read(file)) {
            read(&ratings, &rubric);
        }
    }
    if let Some(units) = checked(Units::from_csv(file)) {
        json(&units.to_json());
        same(&units, Units::from_json, Units::to_json);
    }
});

fn read(ratings: &Ratings, rubric: &Rubric) {
    json(&ratings.to_json());
    same(ratings, |text| Ratings::from_json(text, rubric), Ratings::to_json);
    same(ratings, |text| Ratings::from_csv(text.as_bytes(), rubric), Ratings::to_csv);
    if let Some(scores) = checked(ratings.score(Observed::new())) {
        json(&scores.to_json());
    }
}
