//! Generalizability: where variance comes from, and how many raters and criteria next time.

use collabpro_core::generalizability::{DecisionOptions, GeneralizabilityOptions, PlanOptions, StudyOptions};
use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::columns::columns;
use crate::convert::{data, get};
use crate::error::Failure;
use crate::rating_table::{self, RatingTable};
use crate::ratings::Ratings;
use crate::tally::Tally;
use crate::watch::Listener;

/// Where the variance of scores comes from. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Generalizability(collabpro_core::Generalizability);

#[wasm_bindgen]
impl Generalizability {
    /// What scores of other numbers of raters, criteria and occasions would be worth.
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DecisionOptions & WatchOptions")] given: JsValue,
    ) -> Result<Decisions, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.decide(DecisionOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Decisions))
    }

    /// The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.
    pub fn plan(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "PlanOptions & WatchOptions")] given: JsValue,
    ) -> Result<Plans, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.plan(PlanOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Plans))
    }

    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "GeneralizabilityDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// A table: `components` unless `studies` is named.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self, name: Option<String>) -> Result<JsValue, Failure> {
        let table = name.map_or_else(|| Ok(self.0.table()), |name| self.0.table_of(&name))?;
        Ok(data(&table.to_json()))
    }
}

/// What scores of several designs would be worth.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Decisions(collabpro_core::generalizability::Decisions);

#[wasm_bindgen]
impl Decisions {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "DecisionsDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One row for each study and design.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

/// The cheapest designs that reach a target.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Plans(collabpro_core::generalizability::Plans);

#[wasm_bindgen]
impl Plans {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "PlansDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One row for each design that reaches the target.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

/// Where the variance of plain scores comes from: a long table with a column of scores and one for each facet, or a table of
/// units by raters (a `RatingTable`, rows of cells, a typed array; columns with the shape `wide`), which takes the options of a
/// `RatingTable` instead.
#[wasm_bindgen]
pub fn generalizability(
    #[wasm_bindgen(unchecked_param_type = "Marks")] scores: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableStudyOptions & WatchOptions")] given: JsValue,
) -> Result<Generalizability, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let packed = ArrayBuffer::is_view(get(scores, "values").unchecked_ref())
        && get(scores, "columns").as_f64().is_some();
    let is_matrix = scores.is_instance_of::<Array>() || packed || !get(scores, "_share").is_undefined();
    let long = match is_matrix {
        true => None,
        false => Some(StudyOptions::split(&given)?),
    };
    let found = if let Some((None, options)) = long {
        collabpro_core::Generalizability::of(&[columns(scores)?], options.watch(&mut listener))
    } else {
        let (matrix, rest) = rating_table::given(scores, &given)?;
        matrix.generalizability(StudyOptions::from_json(&rest)?.watch(&mut listener))
    };
    listener.heard(found.map(Generalizability))
}

#[wasm_bindgen]
impl RatingTable {
    /// Where the variance of the marks comes from: units by raters.
    pub fn generalizability(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "StudyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Generalizability, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let found = self.0.generalizability(StudyOptions::from_json(&given)?.watch(&mut listener));
        listener.heard(found.map(Generalizability))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// Where the variance of the marks comes from, for each informant group, occasion and construct.
    pub fn generalizability(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "GeneralizabilityOptions & WatchOptions")]
        given: JsValue,
    ) -> Result<Generalizability, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let options = GeneralizabilityOptions::from_json(&given)?;
        let found = self.0.generalizability(options.watch(&mut listener));
        listener.heard(found.map(Generalizability))
    }
}

#[wasm_bindgen]
impl Tally {
    /// Where the variance of the marks comes from, for each informant group, occasion and construct.
    pub fn generalizability(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "GeneralizabilityOptions & WatchOptions")]
        given: JsValue,
    ) -> Result<Generalizability, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let options = GeneralizabilityOptions::from_json(&given)?;
        let found = self.0.generalizability(options.watch(&mut listener));
        listener.heard(found.map(Generalizability))
    }
}
