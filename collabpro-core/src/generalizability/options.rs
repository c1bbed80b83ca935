//! Options of generalizability studies, of decisions and of plans.

use serde::Serialize;
use serde_json::Value;

use crate::base::by_name::ByName;
use crate::base::error::Result;
use crate::base::json_read::{reads_options, reads_words};
use crate::base::json_write::to_json;
use crate::base::list::List;
use crate::base::options;
use crate::rating_table::RatingTableOptions;

/// What becomes of informant groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Roles {
    /// A study of everyone, and one of each group.
    #[default]
    Apart,
    /// One study, in which the group is a facet that raters are nested in.
    Facet,
}

reads_words!(Roles: Apart = "apart", Facet = "facet");

/// Options of the generalizability studies of ratings.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `roles` | `apart` | `apart`, `facet` | whether informant groups have studies of their own, or are a facet |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "GeneralizabilitySettings"))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GeneralizabilityOptions {
    pub(super) roles: Roles,
}

reads_options!(GeneralizabilityOptions: roles);

impl GeneralizabilityOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON: `{"roles": "facet"}`.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }

    /// What becomes of informant groups.
    #[must_use]
    pub fn roles(mut self, roles: Roles) -> Self {
        self.roles = roles;
        self
    }
}

/// Options of the generalizability study of a plain table.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `score` | `score` | a column | the scores |
/// | `unit` | `unit` | a column | the object of measurement: what the scores are about |
/// | `facets` | those of the design, or all other columns | columns | what scores are to hold over: raters, criteria, occasions |
/// | `design` | as the data show it | Brennan's notation | which facets are crossed and which nested: `unit x (rater:criterion)` |
/// | `nested` | none | facets by name, each a list of facets | the same as plain data: `{"rater": ["criterion"]}` |
///
/// In Python and JavaScript these options stand beside those of [`RatingTableOptions`]. A frame or an object of columns is a
/// long table unless `shape` is `wide`: then each column holds the scores of a rater, as in an array.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "StudySettings"))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct StudyOptions {
    pub(super) score: String,
    pub(super) unit: String,
    pub(super) facets: Vec<String>,
    pub(super) design: Option<String>,
    pub(super) nested: ByName<Vec<String>>,
}

reads_options!(StudyOptions: score, unit, facets, design, nested);

impl Default for StudyOptions {
    fn default() -> Self {
        Self {
            score: "score".to_owned(),
            unit: "unit".to_owned(),
            facets: Vec::new(),
            design: None,
            nested: ByName::new(),
        }
    }
}

impl StudyOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON: `{"unit": "person", "design": "person x (rater:task)"}`.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::check_lists(text, &["facets"])?;
        options::parse(text)
    }

    /// Reads the options of a study of named columns. With the shape `wide` they are those of the [`RatingTable`](crate::rating_table::RatingTable)
    /// that the columns are read as, first, and those of its study; the shape `long` is the usual one.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::generalizability::StudyOptions;
    ///
    /// let (table, study) = StudyOptions::split(r#"{"shape": "wide", "unit": "school"}"#)?;
    /// assert!(table.is_some() && study == StudyOptions::new());
    /// let (table, study) = StudyOptions::split(r#"{"shape": "long", "unit": "school"}"#)?;
    /// assert!(table.is_none() && study == StudyOptions::new().unit("school"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn split(text: &str) -> Result<(Option<RatingTableOptions>, Self)> {
        let long = |text: &str| Ok((None, Self::from_json(text)?));
        let Ok(Value::Object(mut all)) = serde_json::from_str(text) else { return long(text) };
        match all.get("shape").and_then(Value::as_str) {
            Some("long") => {
                all.remove("shape");
                long(&to_json(&all))
            }
            _ if !all.contains_key("shape") => long(text),
            _ => {
                let (table, rest) = RatingTableOptions::split(text)?;
                Ok((Some(table), Self::from_json(&rest)?))
            }
        }
    }

    /// The column of scores.
    #[must_use]
    pub fn score(mut self, column: impl Into<String>) -> Self {
        self.score = column.into();
        self
    }

    /// The column of what is measured.
    #[must_use]
    pub fn unit(mut self, column: impl Into<String>) -> Self {
        self.unit = column.into();
        self
    }

    /// The columns of the facets.
    #[must_use]
    pub fn facets(mut self, columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.facets = columns.into_iter().map(Into::into).list();
        self
    }

    /// The design in Brennan's notation.
    #[must_use]
    pub fn design(mut self, design: impl Into<String>) -> Self {
        self.design = Some(design.into());
        self
    }

    /// Says that a facet is nested in others.
    #[must_use]
    pub fn nested(
        mut self,
        facet: impl Into<String>,
        within: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.nested.insert(facet, within.into_iter().map(Into::into).list());
        self
    }
}

/// Options of a decision study.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `sizes` | as in the study | facets by name, each a list of 1 to 10,000 | how many raters, criteria, occasions; every combination of the lists is a design |
/// | `fixed` | none | facets | those whose levels are all that are meant, such as the lines of a given instrument |
/// | `cut` | none; of ratings the value of the scale's cut | a number | for the dependability of being above or below it |
/// | `seed` | 1 | 0 to 2⁵³ - 1 | of the generator of replicates |
/// | `replicates` | 2000 | 200 to 99,999 | replicates of the components |
/// | `confidence` | 0.95 | 0.8 to 0.999 | of the intervals |
///
/// Facets are random unless they are named in `fixed`: a criterion stands for others that could ask for the same, and so
/// "how many criteria" has an answer. It is also the more careful choice: with fixed criteria what a unit does well on these
/// very lines counts as its own, and coefficients are higher. A fixed facet has the size that it has in the study.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DecisionSettings"))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DecisionOptions {
    pub(super) sizes: ByName<Vec<u32>>,
    pub(super) fixed: Vec<String>,
    pub(super) cut: Option<f64>,
    pub(super) seed: u64,
    pub(super) replicates: u32,
    pub(super) confidence: f64,
}

reads_options!(DecisionOptions: sizes, fixed, cut, seed, replicates, confidence);

impl Default for DecisionOptions {
    fn default() -> Self {
        let (sizes, fixed) = (ByName::new(), Vec::new());
        Self { sizes, fixed, cut: None, seed: 1, replicates: 2000, confidence: 0.95 }
    }
}

/// The most designs of a grid.
const MOST_DESIGNS: usize = 10_000;

/// The most levels of a facet.
const MOST_LEVELS: u32 = 10_000;

impl DecisionOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads options from JSON: `{"sizes": {"rater": [2, 3, 4], "criterion": [3]}}`.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse::<Self>(text)?.check()
    }

    /// How many levels of a facet.
    #[must_use]
    pub fn sizes(mut self, facet: impl Into<String>, sizes: impl IntoIterator<Item = u32>) -> Self {
        self.sizes.insert(facet, sizes.into_iter().list());
        self
    }

    /// Facets whose levels are all that are meant.
    #[must_use]
    pub fn fixed(mut self, facets: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.fixed = facets.into_iter().map(Into::into).list();
        self
    }

    /// The score that decides.
    #[must_use]
    pub fn cut(mut self, cut: f64) -> Self {
        self.cut = Some(cut);
        self
    }

    /// Seed of the generator.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Replicates of the components.
    #[must_use]
    pub fn replicates(mut self, replicates: u32) -> Self {
        self.replicates = replicates;
        self
    }

    /// How often the intervals cover.
    #[must_use]
    pub fn confidence(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }

    pub(super) fn check(self) -> Result<Self> {
        options::check_redraws(self.seed, self.replicates, 200)?;
        options::check_confidence(self.confidence)?;
        check_cut(self.cut)?;
        let mut designs = 1_usize;
        for (facet, sizes) in self.sizes.iter() {
            let wrong = sizes.iter().find(|size| !(1..=MOST_LEVELS).contains(*size));
            designs = designs.saturating_mul(sizes.len());
            if self.fixed.iter().any(|fixed| fixed == facet) {
                return Err(options::invalid(&format!("sizes.{facet}"), "fixed"));
            }
            if let Some(size) = wrong {
                return Err(options::outside(&format!("sizes.{facet}"), size, 1, MOST_LEVELS));
            }
            if sizes.is_empty() {
                return Err(options::invalid(&format!("sizes.{facet}"), "[]"));
            }
        }
        if designs > MOST_DESIGNS { Err(options::invalid("sizes", designs)) } else { Ok(self) }
    }
}

fn check_cut(cut: Option<f64>) -> Result<()> {
    match cut.filter(|cut| !cut.is_finite() || cut.abs() > 1e100) {
        Some(cut) => Err(options::invalid("cut", cut)),
        None => Ok(()),
    }
}

/// Which coefficient a plan is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Coefficient {
    /// Phi: where a unit stands on the scale.
    #[default]
    Dependability,
    /// E-rho-squared: which unit stands higher, all having the same raters and criteria.
    Generalizability,
}

reads_words!(Coefficient: Dependability = "dependability", Generalizability = "generalizability");

/// Options of a plan.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `target` | 0.8 | above 0, below 1 | the coefficient that is wanted |
/// | `coefficient` | `dependability` | `dependability`, `generalizability` | which one |
/// | `most` | 20 of each facet | facets by name, 1 to 10,000 | at most so many |
/// | `costs` | each mark 1 | facets by name, or `mark`; 0 to 1e9 | what one rater, criterion, occasion or mark of a unit costs |
/// | `fixed` | none | facets | those whose levels are all that are meant |
/// | `designs` | 5 | 1 to 100 | so many of the cheapest designs are listed; more where more cost the same |
/// | `seed` | 1 | 0 to 2⁵³ - 1 | of the generator of replicates |
/// | `replicates` | 2000 | 200 to 99,999 | replicates of the components |
/// | `confidence` | 0.95 | 0.8 to 0.999 | of the intervals |
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PlanSettings"))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PlanOptions {
    pub(super) target: f64,
    pub(super) coefficient: Coefficient,
    pub(super) most: ByName<u32>,
    pub(super) costs: ByName<f64>,
    pub(super) fixed: Vec<String>,
    pub(super) designs: u32,
    pub(super) seed: u64,
    pub(super) replicates: u32,
    pub(super) confidence: f64,
}

reads_options!(PlanOptions: target, coefficient, most, costs, fixed, designs, seed, replicates, confidence);

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            target: 0.8,
            coefficient: Coefficient::Dependability,
            most: ByName::new(),
            costs: ByName::new(),
            fixed: Vec::new(),
            designs: 5,
            seed: 1,
            replicates: 2000,
            confidence: 0.95,
        }
    }
}

impl PlanOptions {
    /// The defaults, for a target.
    pub fn new(target: f64) -> Self {
        Self { target, ..Self::default() }
    }

    /// Reads options from JSON: `{"target": 0.7, "costs": {"rater": 30, "mark": 1}}`.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`.
    pub fn from_json(text: &str) -> Result<Self> {
        options::parse::<Self>(text)?.check()
    }

    /// Which coefficient.
    #[must_use]
    pub fn coefficient(mut self, coefficient: Coefficient) -> Self {
        self.coefficient = coefficient;
        self
    }

    /// At most so many of a facet.
    #[must_use]
    pub fn most(mut self, facet: impl Into<String>, most: u32) -> Self {
        self.most.insert(facet, most);
        self
    }

    /// What one of a facet costs, or a `mark`.
    #[must_use]
    pub fn cost(mut self, what: impl Into<String>, cost: f64) -> Self {
        self.costs.insert(what, cost);
        self
    }

    /// Facets whose levels are all that are meant.
    #[must_use]
    pub fn fixed(mut self, facets: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.fixed = facets.into_iter().map(Into::into).list();
        self
    }

    /// So many of the cheapest designs.
    #[must_use]
    pub fn designs(mut self, designs: u32) -> Self {
        self.designs = designs;
        self
    }

    /// Replicates of the components.
    #[must_use]
    pub fn replicates(mut self, replicates: u32) -> Self {
        self.replicates = replicates;
        self
    }

    pub(super) fn check(self) -> Result<Self> {
        options::check_redraws(self.seed, self.replicates, 200)?;
        options::check_confidence(self.confidence)?;
        if !(self.target > 0.0 && self.target < 1.0) {
            return Err(options::invalid("target", self.target));
        }
        if !(1..=100).contains(&self.designs) {
            return Err(options::outside("designs", self.designs, 1, 100));
        }
        if let Some((facet, most)) = self.most.iter().find(|(_, most)| !(1..=MOST_LEVELS).contains(*most)) {
            return Err(options::outside(&format!("most.{facet}"), most, 1, MOST_LEVELS));
        }
        if let Some((facet, _)) =
            self.most.iter().find(|(facet, _)| self.fixed.iter().any(|fixed| fixed == facet))
        {
            return Err(options::invalid(&format!("most.{facet}"), "fixed"));
        }
        if let Some((what, cost)) = self.costs.iter().find(|(_, cost)| !(0.0..=1e9).contains(*cost)) {
            return Err(options::outside(&format!("costs.{what}"), cost, 0, "1e9"));
        }
        Ok(self)
    }
}
