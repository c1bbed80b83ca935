//! What crosses. Plain data is the core's own JSON text, read and written by JavaScript's `JSON`; handles are lent.

use std::str::FromStr;

use collabpro_core::Error;
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};

use crate::error::Failure;

/// JavaScript values from JSON text of the core.
pub(crate) fn data(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap_throw()
}

/// Options of a verb as the text that the core reads; empty where there are none.
pub(crate) fn options(given: &JsValue) -> Result<String, Failure> {
    if is_absent(given) {
        return Ok(String::new());
    }
    let text = js_sys::JSON::stringify(given)?;
    Ok(text.as_string().unwrap_or_else(|| "null".to_owned()))
}

/// The text of a document, which is given as such or as plain data.
pub(crate) fn written(given: &JsValue) -> Result<String, Failure> {
    given.as_string().map_or_else(|| options(given), Ok)
}

/// Whether it is a document, and no handle.
pub(crate) fn is_written(given: &JsValue) -> bool {
    given.is_string() || given.is_object() && get(given, "_share").is_undefined()
}

/// A word that may be left out.
pub(crate) fn named<W: FromStr<Err = Error> + Default>(name: Option<String>) -> Result<W, Failure> {
    Ok(name.map_or_else(|| Ok(W::default()), |name| name.parse())?)
}

/// Options, and apart from them what stands beside them and is no plain data, which goes where it is wanted.
pub(crate) fn apart(given: &JsValue, beside: &mut [(&str, &mut JsValue)]) -> Result<String, Failure> {
    if is_absent(given) {
        return Ok(String::new());
    }
    if !given.is_object() {
        return options(given);
    }
    let rest = Object::assign(&Object::new(), given.unchecked_ref());
    for (name, value) in beside {
        **value = get(&rest, name);
        let _ = Reflect::delete_property(&rest, &(*name).into());
    }
    options(&rest)
}

/// The bytes of a file, given as they are or as text.
pub(crate) fn bytes(given: &JsValue) -> Result<Vec<u8>, Failure> {
    let text = || given.as_string().map(String::into_bytes);
    let bytes = given.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    bytes.or_else(text).ok_or_else(|| expected("string or Uint8Array"))
}

#[wasm_bindgen(raw_module = "./refuse.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn refuse(given: &JsValue, class: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type Handle;

    #[wasm_bindgen(method, catch, js_name = _share)]
    fn share(this: &Handle) -> Result<JsValue, JsValue>;
}

/// What is behind a handle that may be left out. A handle that is given stays with the caller.
pub(crate) fn handle<T: TryFromJsValue>(given: &JsValue, class: &str) -> Result<Option<T>, Failure> {
    let Some(own) = share(given, class)? else { return Ok(None) };
    T::try_from_js_value(own).map(Some).map_err(|_| refused(given, class))
}

fn share(given: &JsValue, class: &str) -> Result<Option<JsValue>, Failure> {
    if is_absent(given) {
        return Ok(None);
    }
    if !get(given, "_share").is_instance_of::<Function>() {
        return Err(refused(given, class));
    }
    Ok(Some(given.unchecked_ref::<Handle>().share()?))
}

/// The error for what is no handle of this class; `ts/refuse.ts` knows those of the other module.
fn refused(given: &JsValue, class: &str) -> Failure {
    refuse(given, class).map_or_else(Failure::from, |_| expected(class))
}

/// A property; nothing where it is not there.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

pub(crate) fn is_absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// The error for a value of another type than the declared one.
pub(crate) fn expected(what: &str) -> Failure {
    Error::wrong_argument(what).into()
}
