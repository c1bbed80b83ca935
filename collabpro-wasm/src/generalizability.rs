//! Generalizability of plain scores, in whatever form; that of ratings stands among the studies.

use collabpro_core::generalizability::StudyOptions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::columns::columns;
use crate::error::Failure;
use crate::rating_table;
use crate::studies::Generalizability;
use crate::watch::Listener;

/// Where the variance of plain scores comes from: a long table with a column of scores and one for each facet, or a table of
/// units by raters (a `RatingTable`, rows of cells, a typed array; columns with the shape `wide`), which takes the options of a
/// `RatingTable` instead. Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[wasm_bindgen]
pub fn generalizability(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] scores: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableStudyOptions & WatchOptions")] given: JsValue,
) -> Result<Generalizability, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let long = match rating_table::is_matrix(scores) {
        true => None,
        false => Some(StudyOptions::split(&given)?),
    };
    let found = if let Some((None, options)) = long {
        collabpro_core::Generalizability::of(&[columns(scores)?], options.watch(&mut listener))
    } else {
        let (matrix, asked) = rating_table::given(scores, &given, StudyOptions::from_json)?;
        matrix.generalizability(asked.watch(&mut listener))
    };
    listener.heard(found.map(Generalizability))
}
