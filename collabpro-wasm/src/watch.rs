//! Progress and cancellation: an `AbortSignal` and a function, asked by the core.

use std::ops::ControlFlow;

use collabpro_core::Watch;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert::{apart, get, is_absent};
use crate::error::Failure;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * Of long work. A function that gives no promise blocks its thread until it is done: call it in a worker where it takes long. There its
 * `progress` can post how far it has come; a signal is heard where the `progress` function itself aborts it.
 */
export interface WatchOptions {
  /** Stops the work with the code `cancelled`. */
  signal?: AbortSignal;
  /** Hears about every ten milliseconds how far the work has come, and how much there is where that is known. */
  progress?: (done: number, total?: number) => void;
}
"#;

/// Tells the caller, and listens whether to stop.
pub(crate) struct Listener {
    signal: JsValue,
    progress: JsValue,
    thrown: Option<JsValue>,
}

impl Listener {
    pub(crate) fn new(signal: JsValue, progress: JsValue) -> Self {
        Self { signal, progress, thrown: None }
    }

    /// The listener that stands beside options, and their text without it.
    pub(crate) fn beside(given: &JsValue) -> Result<(String, Self), Failure> {
        let mut listener = Self::new(JsValue::UNDEFINED, JsValue::UNDEFINED);
        let names = [("signal", &mut listener.signal), ("progress", &mut listener.progress)];
        Ok((apart(given, &mut { names })?, listener))
    }

    /// The listener of a verb without options.
    pub(crate) fn alone(given: &JsValue) -> Result<Self, Failure> {
        Ok(Self::beside(given)?.1)
    }

    /// The outcome of the work; what the caller's own function threw comes first.
    pub(crate) fn heard<T>(self, outcome: collabpro_core::Result<T>) -> Result<T, Failure> {
        match self.thrown {
            Some(thrown) => Err(thrown.into()),
            None => Ok(outcome?),
        }
    }
}

impl Watch for Listener {
    fn step(&mut self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        if let Some(progress) = self.progress.dyn_ref::<Function>() {
            let total = total.map_or(JsValue::UNDEFINED, |total| JsValue::from(total as f64));
            self.thrown = progress.call2(&JsValue::UNDEFINED, &JsValue::from(done as f64), &total).err();
        }
        // Asking nothing for a property throws, which takes longer than the work between two questions.
        let aborted = || !is_absent(&self.signal) && get(&self.signal, "aborted").is_truthy();
        let stop = self.thrown.is_some() || aborted();
        if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
