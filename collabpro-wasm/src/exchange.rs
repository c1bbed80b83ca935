//! Forms of others: survey exports.

use collabpro_core::exchange::SurveyOptions;
use collabpro_core::ratings::Reader;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{apart, bytes, data};
use crate::error::Failure;
use crate::ratings::Ratings;
use crate::{rubric, units};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a survey is read, and what stands beside it. */
export interface FromSurveyOptions extends SurveyOptions {
  /** What is known of units and occasions. */
  units?: Units;
}
"#;

/// What the columns and labels of a survey mean; one mapping serves every time the survey is held.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SurveyMapping(collabpro_core::SurveyMapping);

#[wasm_bindgen]
impl SurveyMapping {
    /// Reads a mapping and checks it; the error lists all problems at once, each with its JSON path.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::SurveyMapping::from_json(text)?))
    }

    /// The mapping as canonical JSON; reading it again gives an equal mapping.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The JSON Schema of the document form.
    #[wasm_bindgen(js_name = jsonSchema)]
    pub fn json_schema() -> String {
        collabpro_core::SurveyMapping::json_schema().to_owned()
    }

    /// The document form as plain data.
    #[wasm_bindgen(unchecked_return_type = "SurveyMappingDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }
}

#[wasm_bindgen]
impl Ratings {
    /// Reads the export of a survey through its mapping, against the bundled rubric where none is given. The error lists
    /// everything that is wrong, labels without a meaning among it; `survey` tells what was left out.
    #[wasm_bindgen(js_name = fromSurvey)]
    pub fn from_survey(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Rubric | undefined")] rubric: JsValue,
        mapping: &SurveyMapping,
        #[wasm_bindgen(unchecked_optional_param_type = "FromSurveyOptions")] options: JsValue,
    ) -> Result<Self, Failure> {
        let mut units = JsValue::UNDEFINED;
        let options = SurveyOptions::from_json(&apart(&options, &mut [("units", &mut units)])?)?;
        let reader = Reader::new(&rubric::asked(&rubric)?).units(units::asked(&units)?);
        Ok(Self(reader.survey(&mapping.0, &options).read(bytes(&file)?.as_slice())?))
    }

    /// What was read from the survey and what was left out; nothing for ratings that came another way.
    #[wasm_bindgen(unchecked_return_type = "SurveyAccount | undefined")]
    pub fn survey(&self) -> JsValue {
        self.0.survey().map_or(JsValue::UNDEFINED, |account| data(&account.to_json()))
    }
}
