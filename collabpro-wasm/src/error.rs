//! The core's errors as JavaScript errors; their class stands in `ts/error.ts`.

use collabpro_core::Error;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::data;
use crate::language;

#[wasm_bindgen(raw_module = "./error.js")]
extern "C" {
    type CollabproError;

    #[wasm_bindgen(constructor)]
    fn new(fields: JsValue) -> CollabproError;
}

/// What a binding function throws.
#[derive(Debug)]
pub struct Failure(JsValue);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(CollabproError::new(data(&error.to_json_in(&language::usual()))).into())
    }
}

/// What a function of the caller has thrown goes back as it is.
impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Self {
        Self(thrown)
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}
