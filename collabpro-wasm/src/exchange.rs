//! Forms of others: survey exports, and rubrics of 1EdTech CASE.

use collabpro_core::exchange::{CaseOptions, SurveyOptions, ToCaseOptions};
use collabpro_core::ratings::Reader;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{apart, bytes, data, options, written};
use crate::error::Failure;
use crate::ratings::Ratings;
use crate::rubric::Rubric;
use crate::{language, rubric, units};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a survey is read, and what stands beside it. */
export interface FromSurveyOptions extends SurveyOptions {
  /** What is known of units and occasions. */
  units?: Units | UnitsDocument | string;
}
"#;

/// What the columns and labels of a survey mean; one mapping serves every time the survey is held.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SurveyMapping(collabpro_core::SurveyMapping);

#[wasm_bindgen]
impl SurveyMapping {
    /// Reads a mapping, as text or plain data, and checks it; the error lists all problems at once, each with its JSON path.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | SurveyMappingDocument")] document: JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::SurveyMapping::from_json(&written(&document)?)?))
    }

    /// The mapping as canonical JSON; reading it again gives an equal mapping.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The places that are still empty, as JSON paths; reading refuses each of them.
    #[wasm_bindgen(js_name = openPlaces)]
    pub fn open_places(&self) -> Vec<String> {
        self.0.open_places()
    }

    /// The document form as plain data.
    #[wasm_bindgen(unchecked_return_type = "SurveyMappingDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }
}

/// A mapping drafted from a file, and what it was drafted by.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct MappingDraft(collabpro_core::exchange::MappingDraft);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl MappingDraft {
    /// The mapping; what is not sure is an empty text, see its `openPlaces`.
    #[wasm_bindgen(getter)]
    pub fn mapping(&self) -> SurveyMapping {
        SurveyMapping(self.0.mapping.clone())
    }

    /// What each column of the file is taken for, and by what.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }
}

/// Drafts the mapping of a survey's export: recognises the tool, and proposes unit, rater, role, criteria and labels where the
/// file and the rubric (the bundled one where none is given) tell them. What is not sure is left as an empty text, which
/// reading refuses.
#[cfg(feature = "research")]
#[wasm_bindgen(js_name = draftMapping)]
pub fn draft_mapping(
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Rubric")] rubric: JsValue,
) -> Result<MappingDraft, Failure> {
    let rubric = rubric::asked(&rubric)?;
    Ok(MappingDraft(collabpro_core::exchange::draft_mapping(bytes(&file)?.as_slice(), &rubric)?))
}

#[wasm_bindgen]
impl Ratings {
    /// Reads the export of a survey through its mapping, against the bundled rubric where none is given. The error lists
    /// everything that is wrong, labels without a meaning among it; `survey` tells what was left out.
    /// Blocks its thread until it is done: where that takes long, call it in a worker.
    #[wasm_bindgen(js_name = fromSurvey)]
    pub fn from_survey(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Rubric | RubricDocument | string | undefined")]
        rubric: JsValue,
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

/// A rubric that came as CASE, and what of its package is not part of it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CaseRubric(collabpro_core::exchange::CaseRubric);

#[wasm_bindgen]
impl CaseRubric {
    /// The instrument; what has no place in it is kept under its `extensions`.
    #[wasm_bindgen(getter)]
    pub fn rubric(&self) -> Rubric {
        Rubric(self.0.rubric.clone())
    }

    /// What of the package is not part of the instrument: path, what became of it, how often.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn losses(&self) -> JsValue {
        data(&self.0.losses.table().to_json())
    }
}

/// A package of CASE, and what of the rubric is not in it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CasePackage(collabpro_core::exchange::CasePackage);

#[wasm_bindgen]
impl CasePackage {
    /// The package as JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// What of the rubric is not in the package, and what its version has no place for.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn losses(&self) -> JsValue {
        data(&self.0.losses.table().to_json())
    }
}

#[wasm_bindgen]
impl Rubric {
    /// Reads a rubric from a 1EdTech CASE 1.0 or 1.1 package; the error lists what is wrong, each with its path in it.
    #[wasm_bindgen(js_name = fromCase)]
    pub fn from_case(
        #[wasm_bindgen(unchecked_param_type = "string | object")] package: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CaseOptions")] given: JsValue,
    ) -> Result<CaseRubric, Failure> {
        let options = CaseOptions::from_json(&options(&given)?)?;
        Ok(CaseRubric(collabpro_core::Rubric::from_case(&written(&package)?, &options)?))
    }

    /// Writes the rubric as a CASE package. One that came as CASE is written as it came, with what was changed since.
    #[wasm_bindgen(js_name = toCase)]
    pub fn to_case(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ToCaseOptions")] given: JsValue,
    ) -> Result<CasePackage, Failure> {
        Ok(CasePackage(self.0.to_case(&ToCaseOptions::from_json(&options(&given)?)?)?))
    }

    /// The codebook of ratings on this instrument as long CSV: a row for each column and each value that it may hold.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn codebook(&self, language: Option<String>) -> JsValue {
        data(&self.0.codebook(&language::asked(language)).to_json())
    }
}
