//! Scores, and what may be shown of them.

use collabpro_core::disagreement::DisagreementOptions;
use collabpro_core::{Chart, ChartOptions, Policy};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, options};
use crate::disagreement::Disagreement;
use crate::error::Failure;
use crate::watch::Listener;

/// Scores of every unit, occasion and informant group. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Scores(pub(crate) collabpro_core::Scores);

#[wasm_bindgen]
impl Scores {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ScoresDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `constructs` unless `criteria`, `shares`, `distribution` or `coverage` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        let table = name.map_or_else(|| Ok(self.0.table()), |name| self.0.table_of(&name))?;
        Ok(data(&table.to_json()))
    }

    /// Passes the scores through a confidentiality policy.
    pub fn release(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ReleaseOptions")] policy: JsValue,
    ) -> Result<Released, Failure> {
        Ok(Released(self.0.release(&Policy::from_json(&options(&policy)?)?)?))
    }

    /// Where people of each unit see it differently.
    pub fn disagreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DisagreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Disagreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.disagreement_watched(DisagreementOptions::from_json(&given)?, &mut listener);
        listener.heard(found.map(Disagreement))
    }
}

/// Scores that passed a policy: the only thing that reports and charts accept.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Released(pub(crate) collabpro_core::Released);

#[wasm_bindgen]
impl Released {
    /// What may be shown, as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// What may be shown, as plain data.
    #[wasm_bindgen(unchecked_return_type = "ReleasedDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `constructs` unless `criteria` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        let table = name.map_or_else(|| Ok(self.0.table()), |name| self.0.table_of(&name))?;
        Ok(data(&table.to_json()))
    }

    /// A chart as a Vega-Lite specification with its data inside, for vega-embed.
    #[wasm_bindgen(unchecked_return_type = "Record<string, unknown>")]
    pub fn chart(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Chart")] name: Option<String>,
        #[wasm_bindgen(unchecked_optional_param_type = "ChartOptions")] given: JsValue,
    ) -> Result<JsValue, Failure> {
        let chart = name.as_deref().map(Chart::from_id).transpose()?.unwrap_or_default();
        Ok(data(&self.0.chart(chart, &ChartOptions::from_json(&options(&given)?)?)?))
    }

    /// What was shown about whom, for `previous` of the next release of the same ratings. Personal data; a policy without
    /// a salt has none.
    #[wasm_bindgen(unchecked_return_type = "ReleaseRecord")]
    pub fn record(&self) -> Result<JsValue, Failure> {
        Ok(data(&self.0.record()?.to_json()))
    }
}

/// Makes a salt for a release record: 128 random bits as 32 hexadecimal digits. Keep it apart from the ratings.
#[wasm_bindgen(js_name = newSalt)]
pub fn new_salt() -> Result<String, Failure> {
    Ok(collabpro_core::release::new_salt()?)
}
