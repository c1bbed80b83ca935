// Written by `collabpro-declare javascript-classes` from the list of studies; do not edit.
//! Studies: a class for each result, and a method for each verb on everything that it is asked of.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::{data, named};
use crate::error::Failure;
use crate::scoring::Scores;
use crate::watch::Listener;
#[cfg(feature = "research")]
use crate::{
    agreement::AgreementState,
    columns::columns,
    rating_table::{self, RatingTable},
    ratings::Ratings,
    tally::Tally,
    units,
};

/// Whether raters' ratings may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and
/// ICC(2) over them. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Aggregation(pub(crate) collabpro_core::Aggregation);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Aggregation {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "AggregationDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `units` if none is named, `over`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'units' | 'over'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Aggregation::from_json(text)?))
    }
}

/// How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it
/// is about persons.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Agreement(pub(crate) collabpro_core::Agreement);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Agreement {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "AgreementDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `coefficients` if none is named, `pairs`, `raters`, `symmetry`, `categories`, `contrasts`, `concordance`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'coefficients' | 'pairs' | 'raters' | 'symmetry' | 'categories' | 'contrasts' | 'concordance'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Agreement::from_json(text)?))
    }
}

/// What a Rasch study found, to be used without its ratings. For researchers: severities are about persons.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Calibration(pub(crate) collabpro_core::Calibration);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Calibration {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "CalibrationDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Calibration::from_json(text)?))
    }
}

/// Calibrations on one scale, by the elements that they have in common, and who drifted. For researchers: it is about
/// persons.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct CalibrationLinks(pub(crate) collabpro_core::CalibrationLinks);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl CalibrationLinks {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "CalibrationLinksDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::CalibrationLinks::from_json(text)?))
    }
}

/// Units as they are measured by a calibration. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct CalibrationScores(pub(crate) collabpro_core::CalibrationScores);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl CalibrationScores {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "CalibrationScoresDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::CalibrationScores::from_json(text)?))
    }
}

/// What changed in each unit from one occasion to a later one, and where the data cannot tell. For researchers:
/// nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Change(pub(crate) collabpro_core::Change);

#[wasm_bindgen]
impl Change {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ChangeDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Change::from_json(text)?))
    }
}

/// One number for each unit, and what the order of the units hangs on. For research only: never a verdict on
/// a place.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Composite(pub(crate) collabpro_core::Composite);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Composite {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "CompositeDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `units` if none is named, `parts`, `places`, `indices`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'units' | 'parts' | 'places' | 'indices'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Composite::from_json(text)?))
    }
}

/// Whether the criteria of a construct tell the same story: alpha, omega, lambdas, and what each criterion is to
/// the others. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Consistency(pub(crate) collabpro_core::Consistency);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Consistency {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ConsistencyDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `results` if none is named, `items`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'results' | 'items'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Consistency::from_json(text)?))
    }
}

/// What scores of several designs would be worth.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Decisions(pub(crate) collabpro_core::Decisions);

#[cfg(feature = "research")]
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

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Decisions::from_json(text)?))
    }
}

/// What the ratings of each unit look like: too weak, too forced, or neither. For researchers: nothing is
/// withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Diagnosis(pub(crate) collabpro_core::Diagnosis);

#[wasm_bindgen]
impl Diagnosis {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "DiagnosisDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Diagnosis::from_json(text)?))
    }
}

/// Where raters see it differently, within an informant group and between two. For researchers: nothing
/// is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Disagreement(pub(crate) collabpro_core::Disagreement);

#[wasm_bindgen]
impl Disagreement {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "DisagreementDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `criteria` if none is named, `constructs`, `gaps`, `construct_gaps`, `sight`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'criteria' | 'constructs' | 'gaps' | 'construct_gaps' | 'sight'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Disagreement::from_json(text)?))
    }
}

/// How far groups of plain numbers are apart. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct EffectSizes(pub(crate) collabpro_core::EffectSizes);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl EffectSizes {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "EffectSizesDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::EffectSizes::from_json(text)?))
    }
}

/// Files for Facets, made after its documentation and not tried with Facets itself. For researchers: severities are about
/// persons.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct FacetsFiles(pub(crate) collabpro_core::FacetsFiles);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl FacetsFiles {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "FacetsFilesDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::FacetsFiles::from_json(text)?))
    }
}

/// Where the variance of scores comes from. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Generalizability(pub(crate) collabpro_core::Generalizability);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Generalizability {
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

    /// One of the tables: `components` if none is named, `studies`, `effects`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'components' | 'studies' | 'effects'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Generalizability::from_json(text)?))
    }
}

/// All forms of the intraclass correlation, and how many raters are needed. For researchers: nothing is
/// withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Icc(pub(crate) collabpro_core::Icc);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Icc {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "IccDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Icc::from_json(text)?))
    }
}

/// The cheapest designs that reach a target.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Plans(pub(crate) collabpro_core::Plans);

#[cfg(feature = "research")]
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

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Plans::from_json(text)?))
    }
}

/// Measures adjusted for who rated and what, by the many-facet Rasch model. For researchers: nothing is withheld,
/// and severities are about persons.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rasch(pub(crate) collabpro_core::Rasch);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Rasch {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RaschDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `measures` if none is named, `facets`, `categories`, `unexpected`, `raters`, `terms`, `differences`, `usage`, `curves`, `chances`, `bias`, `effects`, `effect_groups`, `contrasts`, `loadings`, `residual_pairs`, `population`, `coefficients`, `plausible`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'measures' | 'facets' | 'categories' | 'unexpected' | 'raters' | 'terms' | 'differences' | 'usage' | 'curves' | 'chances' | 'bias' | 'effects' | 'effect_groups' | 'contrasts' | 'loadings' | 'residual_pairs' | 'population' | 'coefficients' | 'plausible'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Rasch::from_json(text)?))
    }
}

/// How strongly a design ties raters and units together: what falls apart without whom, how surely differences are
/// known, and which further ratings would help. For researchers.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct RaschLinks(pub(crate) collabpro_core::RaschLinks);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl RaschLinks {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RaschLinksDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `differences` if none is named, `cuts`, `bridges`, `additions`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'differences' | 'cuts' | 'bridges' | 'additions'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::RaschLinks::from_json(text)?))
    }
}

/// What a design of ratings would find by the many-facet Rasch model: recovery, coverage and power, by simulation.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct RaschPlan(pub(crate) collabpro_core::RaschPlan);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl RaschPlan {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RaschPlanDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `recovery` if none is named, `power`, `elements`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'recovery' | 'power' | 'elements'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::RaschPlan::from_json(text)?))
    }
}

/// Who rated what: what is missing, how large panels are, what links raters and units, and what that allows.
/// For researchers.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct RatingDesign(pub(crate) collabpro_core::RatingDesign);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl RatingDesign {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RatingDesignDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `groups` if none is named, `units`, `criteria`, `map`, `response`, `possible`, `raters`, `pairs`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'groups' | 'units' | 'criteria' | 'map' | 'response' | 'possible' | 'raters' | 'pairs'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// The same bytes in every language, for `fromBytes` here or elsewhere; where raters have names, they are personal
    /// data.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// Reads what `toBytes` wrote; bytes that were cut short, changed or hold something else are refused.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::RatingDesign::from_bytes(bytes)?))
    }
}

/// Every respondent with scale scores. For researchers: nothing is withheld, and it is about persons.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Respondents(pub(crate) collabpro_core::Respondents);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Respondents {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RespondentsDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// One of the tables: `rows` if none is named, `scores`.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "'rows' | 'scores'")] name: Option<String>,
    ) -> Result<JsValue, Failure> {
        Ok(data(&self.0.table(named(name)?).to_json()))
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Respondents::from_json(text)?))
    }
}

/// Whether raters judge an earlier occasion otherwise in a then-test. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ResponseShift(pub(crate) collabpro_core::ResponseShift);

#[wasm_bindgen]
impl ResponseShift {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "ResponseShiftDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::ResponseShift::from_json(text)?))
    }
}

/// How the units of larger ones stand together, with what lies within and between them. For researchers:
/// nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct RollUp(pub(crate) collabpro_core::RollUp);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl RollUp {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "RollUpDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::RollUp::from_json(text)?))
    }
}

/// How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Similarity(pub(crate) collabpro_core::Similarity);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Similarity {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "SimilarityDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Similarity::from_json(text)?))
    }
}

/// Whether units differ, where raters or a declared pool link them. For researchers: nothing is withheld.
#[cfg(feature = "research")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sites(pub(crate) collabpro_core::Sites);

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Sites {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "SitesDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Sites::from_json(text)?))
    }
}

/// Where each unit is going over three occasions and more. For researchers: nothing is withheld.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Trend(pub(crate) collabpro_core::Trend);

#[wasm_bindgen]
impl Trend {
    /// Everything as canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Everything as plain data.
    #[wasm_bindgen(unchecked_return_type = "TrendDocument")]
    pub fn document(&self) -> JsValue {
        data(&self.0.to_json())
    }

    /// The rows as a table.
    #[wasm_bindgen(unchecked_return_type = "Columns")]
    pub fn table(&self) -> JsValue {
        data(&self.0.table().to_json())
    }

    /// Reads what `toJson` wrote, here or elsewhere.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Failure> {
        Ok(Self(collabpro_core::Trend::from_json(text)?))
    }
}

/// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
/// row is a rater there, each column a criterion.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen]
pub fn aggregation(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableAggregationOptions & WatchOptions")] given: JsValue,
) -> Result<Aggregation, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::AggregationOptions::from_json)?;
    let found = table.aggregation(asked.watch(&mut listener));
    listener.heard(found.map(Aggregation))
}

/// How far raters agree: every coefficient with its standard error and interval.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen]
pub fn agreement(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableAgreementOptions & WatchOptions")] given: JsValue,
) -> Result<Agreement, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::AgreementOptions::from_json)?;
    let found = table.agreement(asked.watch(&mut listener));
    listener.heard(found.map(Agreement))
}

/// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
/// columns over its rows, and within and between groups of rows where there are any.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen]
pub fn consistency(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableConsistencyOptions & WatchOptions")] given: JsValue,
) -> Result<Consistency, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::ConsistencyOptions::from_json)?;
    let found = table.consistency(asked.watch(&mut listener));
    listener.heard(found.map(Consistency))
}

/// How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
/// the probability of superiority, with intervals.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen(js_name = effectSizes)]
pub fn effect_sizes(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableOptions & WatchOptions")] given: JsValue,
) -> Result<EffectSizes, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::EffectSizesOptions::from_json)?;
    let found = table.effect_sizes(asked.watch(&mut listener));
    listener.heard(found.map(EffectSizes))
}

/// A specification for Facets, with its data, of a long table and the options of a study (`study`). Made after the
/// documentation of Facets 3.87 and 4, and not tried with Facets itself.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen(js_name = facetsFiles)]
pub fn facets_files(
    #[wasm_bindgen(unchecked_param_type = "Record<string, Column>")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "FacetsFilesOptions & WatchOptions")] given: JsValue,
) -> Result<FacetsFiles, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let asked = collabpro_core::FacetsFilesOptions::from_json(&given)?;
    let found = collabpro_core::FacetsFiles::of(&[columns(ratings)?], asked.watch(&mut listener));
    listener.heard(found.map(FacetsFiles))
}

/// All forms of the intraclass correlation, and how many raters are needed.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen]
pub fn icc(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableIccOptions & WatchOptions")] given: JsValue,
) -> Result<Icc, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::IccOptions::from_json)?;
    let found = table.icc(asked.watch(&mut listener));
    listener.heard(found.map(Icc))
}

/// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
/// table, a row for each rating, or of ratings on one construct.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen]
pub fn rasch(
    #[wasm_bindgen(unchecked_param_type = "Record<string, Column>")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RaschOptions & WatchOptions")] given: JsValue,
) -> Result<Rasch, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let asked = collabpro_core::RaschOptions::from_json(&given)?;
    let found = collabpro_core::Rasch::of(&[columns(ratings)?], asked.watch(&mut listener));
    listener.heard(found.map(Rasch))
}

/// How strongly a design ties raters and units together, before there are ratings and after: a long table of planned
/// ratings, or of ratings.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen(js_name = raschLinks)]
pub fn rasch_links(
    #[wasm_bindgen(unchecked_param_type = "Record<string, Column>")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RaschLinksOptions & WatchOptions")] given: JsValue,
) -> Result<RaschLinks, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let asked = collabpro_core::RaschLinksOptions::from_json(&given)?;
    let found = collabpro_core::RaschLinks::of(&[columns(ratings)?], asked.watch(&mut listener));
    listener.heard(found.map(RaschLinks))
}

/// What a design of ratings would find by the many-facet Rasch model: a long table of planned ratings, a row for each, is
/// simulated with assumed measures; one that has ratings with its estimates.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen(js_name = raschPlan)]
pub fn rasch_plan(
    #[wasm_bindgen(unchecked_param_type = "Record<string, Column>")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RaschPlanOptions & WatchOptions")] given: JsValue,
) -> Result<RaschPlan, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let asked = collabpro_core::RaschPlanOptions::from_json(&given)?;
    let found = collabpro_core::RaschPlan::of(&[columns(ratings)?], asked.watch(&mut listener));
    listener.heard(found.map(RaschPlan))
}

/// Who rated what, before any coefficient; response rates where the units' sizes are known.
/// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
#[cfg(feature = "research")]
#[wasm_bindgen(js_name = ratingDesign)]
pub fn rating_design(
    #[wasm_bindgen(unchecked_param_type = "PlainTable")] ratings: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RatingTableOptions & WatchOptions")] given: JsValue,
) -> Result<RatingDesign, Failure> {
    let (given, mut listener) = Listener::beside(&given)?;
    let (table, asked) = rating_table::given(ratings, &given, collabpro_core::RatingDesignOptions::from_json)?;
    let found = table.rating_design(asked.watch(&mut listener));
    listener.heard(found.map(RatingDesign))
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl AgreementState {
    /// The study of all units so far.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn finish(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AgreementOptions::from_json(&given)?;
        let found = self.0.finish(asked.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Calibration {
    /// Later calibrations on the scale of this one, link by link, by the elements that each has in common with the one
    /// before; who drifted, and the error that a chain carries along.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn link(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "CalibrationLinkOptions & WatchOptions")] given: JsValue,
    ) -> Result<CalibrationLinks, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::CalibrationLinkOptions::from_json(&given)?;
        let found = self.0.link(asked.watch(&mut listener));
        listener.heard(found.map(CalibrationLinks))
    }

    /// Measures of units by what is known of all that took part in their ratings, without the ratings of the study. One unit
    /// with one rating is enough.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn score(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "CalibrationScoreOptions & WatchOptions")] given: JsValue,
    ) -> Result<CalibrationScores, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::CalibrationScoreOptions::from_json(&given)?;
        let found = self.0.score(asked.watch(&mut listener));
        listener.heard(found.map(CalibrationScores))
    }

    /// An anchor file for Facets: measures and thresholds that are given to another analysis. Made after the documentation of
    /// Facets 3.87 and 4, and not tried with Facets itself.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = facetsAnchors)]
    pub fn facets_anchors(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "FacetsAnchorsOptions & WatchOptions")] given: JsValue,
    ) -> Result<FacetsFiles, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::FacetsAnchorsOptions::from_json(&given)?;
        let found = self.0.facets_anchors(asked.watch(&mut listener));
        listener.heard(found.map(FacetsFiles))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Generalizability {
    /// What scores of other numbers of raters, criteria and occasions would be worth.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DecisionOptions & WatchOptions")] given: JsValue,
    ) -> Result<Decisions, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::DecisionOptions::from_json(&given)?;
        let found = self.0.decide(asked.watch(&mut listener));
        listener.heard(found.map(Decisions))
    }

    /// The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn plan(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "PlanOptions & WatchOptions")] given: JsValue,
    ) -> Result<Plans, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::PlanOptions::from_json(&given)?;
        let found = self.0.plan(asked.watch(&mut listener));
        listener.heard(found.map(Plans))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Rasch {
    /// What was found, to be used without the ratings: for other units, and as anchors of other studies.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn calibration(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "CalibrationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Calibration, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::CalibrationOptions::from_json(&given)?;
        let found = self.0.calibration(asked.watch(&mut listener));
        listener.heard(found.map(Calibration))
    }

    /// Score files as Facets writes them, one for each facet. Made after the documentation of Facets 3.87 and 4, and not tried
    /// with Facets itself.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = facetsScores)]
    pub fn facets_scores(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "FacetsScoresOptions & WatchOptions")] given: JsValue,
    ) -> Result<FacetsFiles, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::FacetsScoresOptions::from_json(&given)?;
        let found = self.0.facets_scores(asked.watch(&mut listener));
        listener.heard(found.map(FacetsFiles))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl RatingTable {
    /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    /// row is a rater there, each column a criterion.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn aggregation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AggregationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Aggregation, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AggregationOptions::from_json(&given)?;
        let found = self.0.aggregation(asked.watch(&mut listener));
        listener.heard(found.map(Aggregation))
    }

    /// How far raters agree: every coefficient with its standard error and interval.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AgreementOptions::from_json(&given)?;
        let found = self.0.agreement(asked.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    /// columns over its rows, and within and between groups of rows where there are any.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn consistency(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConsistencyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Consistency, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::ConsistencyOptions::from_json(&given)?;
        let found = self.0.consistency(asked.watch(&mut listener));
        listener.heard(found.map(Consistency))
    }

    /// How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
    /// the probability of superiority, with intervals.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = effectSizes)]
    pub fn effect_sizes(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "EffectSizesOptions & WatchOptions")] given: JsValue,
    ) -> Result<EffectSizes, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::EffectSizesOptions::from_json(&given)?;
        let found = self.0.effect_sizes(asked.watch(&mut listener));
        listener.heard(found.map(EffectSizes))
    }

    /// Where the variance of a plain table comes from: units by raters.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn generalizability(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "StudyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Generalizability, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::StudyOptions::from_json(&given)?;
        let found = self.0.generalizability(asked.watch(&mut listener));
        listener.heard(found.map(Generalizability))
    }

    /// All forms of the intraclass correlation, and how many raters are needed.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn icc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IccOptions & WatchOptions")] given: JsValue,
    ) -> Result<Icc, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::IccOptions::from_json(&given)?;
        let found = self.0.icc(asked.watch(&mut listener));
        listener.heard(found.map(Icc))
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = ratingDesign)]
    pub fn rating_design(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingDesignOptions & WatchOptions")] given: JsValue,
    ) -> Result<RatingDesign, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RatingDesignOptions::from_json(&given)?;
        let found = self.0.rating_design(asked.watch(&mut listener));
        listener.heard(found.map(RatingDesign))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Ratings {
    /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    /// row is a rater there, each column a criterion.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn aggregation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AggregationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Aggregation, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AggregationOptions::from_json(&given)?;
        let found = self.0.aggregation(asked.watch(&mut listener));
        listener.heard(found.map(Aggregation))
    }

    /// How far raters agree: every coefficient with its standard error and interval.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AgreementOptions::from_json(&given)?;
        let found = self.0.agreement(asked.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    /// columns over its rows, and within and between groups of rows where there are any.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn consistency(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConsistencyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Consistency, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::ConsistencyOptions::from_json(&given)?;
        let found = self.0.consistency(asked.watch(&mut listener));
        listener.heard(found.map(Consistency))
    }

    /// Where the variance of ratings comes from, for each informant group, occasion and construct.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn generalizability(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "GeneralizabilityOptions & WatchOptions")] given: JsValue,
    ) -> Result<Generalizability, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::GeneralizabilityOptions::from_json(&given)?;
        let found = self.0.generalizability(asked.watch(&mut listener));
        listener.heard(found.map(Generalizability))
    }

    /// All forms of the intraclass correlation, and how many raters are needed.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn icc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IccOptions & WatchOptions")] given: JsValue,
    ) -> Result<Icc, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::IccOptions::from_json(&given)?;
        let found = self.0.icc(asked.watch(&mut listener));
        listener.heard(found.map(Icc))
    }

    /// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
    /// table, a row for each rating, or of ratings on one construct.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn rasch(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RaschOptions & WatchOptions")] given: JsValue,
    ) -> Result<Rasch, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RaschOptions::from_json(&given)?;
        let found = self.0.rasch(asked.watch(&mut listener));
        listener.heard(found.map(Rasch))
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = ratingDesign)]
    pub fn rating_design(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingDesignOptions & WatchOptions")] given: JsValue,
    ) -> Result<RatingDesign, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RatingDesignOptions::from_json(&given)?;
        let found = self.0.rating_design(asked.watch(&mut listener));
        listener.heard(found.map(RatingDesign))
    }

    /// One row for each respondent, with scale scores: for analyses of other programs.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn respondents(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RespondentsOptions & WatchOptions")] given: JsValue,
    ) -> Result<Respondents, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RespondentsOptions::from_json(&given)?;
        let found = self.0.respondents(asked.watch(&mut listener));
        listener.heard(found.map(Respondents))
    }
}

#[wasm_bindgen]
impl Scores {
    /// Each unit with itself at an earlier occasion.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn change(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ChangeOptions & WatchOptions")] given: JsValue,
    ) -> Result<Change, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::ChangeOptions::from_json(&given)?;
        let found = self.0.change(asked.watch(&mut listener));
        listener.heard(found.map(Change))
    }

    /// What the ratings of each unit look like: too weak, too forced, or neither.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn diagnose(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DiagnosisOptions & WatchOptions")] given: JsValue,
    ) -> Result<Diagnosis, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::DiagnosisOptions::from_json(&given)?;
        let found = self.0.diagnose(asked.watch(&mut listener));
        listener.heard(found.map(Diagnosis))
    }

    /// Where raters of each unit see it differently.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn disagreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DisagreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Disagreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::DisagreementOptions::from_json(&given)?;
        let found = self.0.disagreement(asked.watch(&mut listener));
        listener.heard(found.map(Disagreement))
    }

    /// A then-test beside the ratings of the occasion that it is about, and of a later one.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = responseShift)]
    pub fn response_shift(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ResponseShiftOptions & WatchOptions")] given: JsValue,
    ) -> Result<ResponseShift, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::ResponseShiftOptions::from_json(&given)?;
        let found = self.0.response_shift(asked.watch(&mut listener));
        listener.heard(found.map(ResponseShift))
    }

    /// Trend of each unit over three occasions and more.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn trend(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "TrendOptions & WatchOptions")] given: JsValue,
    ) -> Result<Trend, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::TrendOptions::from_json(&given)?;
        let found = self.0.trend(asked.watch(&mut listener));
        listener.heard(found.map(Trend))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Scores {
    /// One number for each unit over the shares of its constructs, and what the order of the units hangs on. For
    /// research only; over tenets it contradicts what a profile is for.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn composite(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "CompositeOptions & WatchOptions")] given: JsValue,
    ) -> Result<Composite, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::CompositeOptions::from_json(&given)?;
        let found = self.0.composite(asked.watch(&mut listener));
        listener.heard(found.map(Composite))
    }

    /// How the units of larger ones stand together: the mean over units, and how much lies within and between
    /// them.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = rollUp)]
    pub fn roll_up(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RollUpOptions & WatchOptions")] given: JsValue,
    ) -> Result<RollUp, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RollUpOptions::from_json(&given)?;
        let found = self.0.roll_up(asked.watch(&mut listener));
        listener.heard(found.map(RollUp))
    }

    /// How alike two profiles are: in height, in unevenness, in shape.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn similarity(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "SimilarityOptions & WatchOptions")] given: JsValue,
    ) -> Result<Similarity, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::SimilarityOptions::from_json(&given)?;
        let found = self.0.similarity(asked.watch(&mut listener));
        listener.heard(found.map(Similarity))
    }

    /// Units with one another at an occasion.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn sites(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "SitesOptions & WatchOptions")] given: JsValue,
    ) -> Result<Sites, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::SitesOptions::from_json(&given)?;
        let found = self.0.sites(asked.watch(&mut listener));
        listener.heard(found.map(Sites))
    }
}

#[cfg(feature = "research")]
#[wasm_bindgen]
impl Tally {
    /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    /// row is a rater there, each column a criterion.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn aggregation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AggregationOptions & WatchOptions")] given: JsValue,
    ) -> Result<Aggregation, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AggregationOptions::from_json(&given)?;
        let found = self.0.aggregation(asked.watch(&mut listener));
        listener.heard(found.map(Aggregation))
    }

    /// How far raters agree: every coefficient with its standard error and interval.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AgreementOptions & WatchOptions")] given: JsValue,
    ) -> Result<Agreement, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::AgreementOptions::from_json(&given)?;
        let found = self.0.agreement(asked.watch(&mut listener));
        listener.heard(found.map(Agreement))
    }

    /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    /// columns over its rows, and within and between groups of rows where there are any.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn consistency(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ConsistencyOptions & WatchOptions")] given: JsValue,
    ) -> Result<Consistency, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::ConsistencyOptions::from_json(&given)?;
        let found = self.0.consistency(asked.watch(&mut listener));
        listener.heard(found.map(Consistency))
    }

    /// Where the variance of ratings comes from, for each informant group, occasion and construct.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn generalizability(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "GeneralizabilityOptions & WatchOptions")] given: JsValue,
    ) -> Result<Generalizability, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::GeneralizabilityOptions::from_json(&given)?;
        let found = self.0.generalizability(asked.watch(&mut listener));
        listener.heard(found.map(Generalizability))
    }

    /// All forms of the intraclass correlation, and how many raters are needed.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn icc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "IccOptions & WatchOptions")] given: JsValue,
    ) -> Result<Icc, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::IccOptions::from_json(&given)?;
        let found = self.0.icc(asked.watch(&mut listener));
        listener.heard(found.map(Icc))
    }

    /// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
    /// table, a row for each rating, or of ratings on one construct.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn rasch(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RaschOptions & WatchOptions")] given: JsValue,
    ) -> Result<Rasch, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RaschOptions::from_json(&given)?;
        let found = self.0.rasch(asked.watch(&mut listener));
        listener.heard(found.map(Rasch))
    }

    /// Who rated what, before any coefficient; response rates where the units' sizes are known.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = ratingDesign)]
    pub fn rating_design(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Units | UnitsDocument | string")] units: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingDesignOptions & WatchOptions")] given: JsValue,
    ) -> Result<RatingDesign, Failure> {
        let units = units::asked(&units)?;
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RatingDesignOptions::from_json(&given)?;
        let found = self.0.rating_design(&units, asked.watch(&mut listener));
        listener.heard(found.map(RatingDesign))
    }

    /// One row for each respondent, with scale scores: for analyses of other programs.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn respondents(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RespondentsOptions & WatchOptions")] given: JsValue,
    ) -> Result<Respondents, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let asked = collabpro_core::RespondentsOptions::from_json(&given)?;
        let found = self.0.respondents(asked.watch(&mut listener));
        listener.heard(found.map(Respondents))
    }
}
