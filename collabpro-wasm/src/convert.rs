//! Plain data crosses as the core's own JSON text, read by JavaScript's `JSON`.

use wasm_bindgen::{JsValue, UnwrapThrowExt};

/// JavaScript values from JSON text of the core.
pub(crate) fn data(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap_throw()
}
