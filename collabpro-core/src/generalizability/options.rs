//! Options of generalizability studies, of decisions and of plans.

use collabpro_derive::{options, words};
use serde_json::Value;

use super::notation::Notation;
use crate::base::by_name::ByName;
use crate::base::error::{Error, ErrorCode, ErrorKind, Problem, Problems, Result};
use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::options;
use crate::rating_table::{Label, RatingTableOptions};

/// What becomes of informant groups.
#[words]
#[derive(Default)]
pub enum Roles {
    /// A study of everyone, and one of each group.
    #[default]
    Apart,
    /// One study, in which the group is a facet that raters are nested in.
    Facet,
}

/// What estimates the components where a design is not balanced.
#[words]
#[derive(Default)]
pub enum Unbalanced {
    /// Restricted maximum likelihood.
    #[default]
    Reml,
    /// Henderson's first method, from sums of squares.
    Henderson,
}

/// Options of the generalizability studies of ratings.
#[options]
#[derive(Copy)]
#[cfg_attr(feature = "schema", schemars(rename = "GeneralizabilitySettings"))]
pub struct GeneralizabilityOptions {
    /// Whether informant groups have studies of their own, or are a facet.
    pub(super) roles: Roles,
    /// What estimates the components where the design is not balanced.
    pub(super) unbalanced: Unbalanced,
    /// Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons.
    pub(super) effects: bool,
    /// How often the intervals of components cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

/// Options of the generalizability study of a plain table.
///
/// In Python and JavaScript these options stand beside those of [`RatingTableOptions`]. A frame or an object of columns is a
/// long table unless `shape` is `wide`: then each column holds the scores of a rater, as in an array.
#[options]
#[cfg_attr(feature = "schema", schemars(rename = "StudySettings"))]
pub struct StudyOptions {
    /// The column of ratings: the scores that vary.
    #[option(default = "rating")]
    pub(super) rating: String,
    /// The column of the object of measurement: what the scores are about.
    #[option(default = "unit")]
    pub(super) unit: String,
    /// The columns of the facets, which scores are to hold over: raters, criteria, occasions; without them those of the
    /// design, or all other columns.
    #[option(filled)]
    pub(super) facets: Vec<String>,
    /// Which facets are crossed and which nested, in Brennan's notation: `unit x (rater:criterion)`; without it as the data
    /// show it.
    pub(super) design: Option<String>,
    /// The same as plain data, facets by name, each a list of facets: `{"rater": ["criterion"]}`.
    #[option(setter = none)]
    pub(super) nested: ByName<Vec<String>>,
    /// The declared scale of the scores, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it the scores
    /// of a long table are numbers, and the scale of a wide one is what is seen.
    #[option(filled, setter = none)]
    pub(super) categories: Vec<Label>,
    /// What estimates the components where the design is not balanced.
    pub(super) unbalanced: Unbalanced,
    /// Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons.
    pub(super) effects: bool,
    /// How often the intervals of components cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

impl StudyOptions {
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
        let long = |text: &str| Ok((None, Self::from_json(text).map_err(|error| as_facet(text, error))?));
        let Ok(Value::Object(mut all)) = serde_json::from_str(text) else { return long(text) };
        match all.get("shape") {
            None => long(text),
            Some(shape) if shape.is_null() || shape == "long" => {
                all.remove("shape");
                long(&to_json(&all))
            }
            _ => {
                let (table, study) = RatingTableOptions::beside(text, Self::from_json)?;
                Ok((Some(table), study))
            }
        }
    }

    /// The declared scale of the scores in texts, lowest first; texts that are numbers and rise have these as their values.
    #[must_use]
    pub fn labels(mut self, categories: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.categories = categories.into_iter().map(|label| Label::Text(label.into())).collect();
        self
    }

    /// Says that a facet is nested in others.
    #[must_use]
    pub fn nested(
        mut self,
        facet: impl Into<String>,
        within: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.nested.insert(facet, within.into_iter().map(Into::into).collect());
        self
    }
}

/// Where a rater was named, as in other tables, says that raters are a facet here.
fn as_facet(text: &str, error: Error) -> Error {
    let given: Value = serde_json::from_str(text).unwrap_or_default();
    let mut problems = Problems::of(ErrorKind::Estimation);
    for problem in error.problems() {
        let is_rater =
            problem.code() == ErrorCode::UnknownOption && problem.place().path.as_deref() == Some("rater");
        let rater = given.get("rater").filter(|_| is_rater);
        problems.push(rater.into_iter().fold(problem.clone(), |problem, rater| {
            let call = format!("facets=[{}]", to_json(rater));
            problem.say("near", Message::new("option.rater_is_facet").text("call", call))
        }));
    }
    problems.hide(error.total() - error.problems().len() as u64);
    problems.into()
}

/// Options of a decision study.
///
/// Facets are random unless they are named in `fixed`: a criterion stands for others that could ask for the same, and so
/// "how many criteria" has an answer. It is also the more careful choice: with fixed criteria what a unit does well on
/// these very criteria counts as its own, and coefficients are higher. A fixed facet has the size that it has in the
/// study.
#[options(check)]
#[cfg_attr(feature = "schema", schemars(rename = "DecisionSettings"))]
pub struct DecisionOptions {
    /// How many conditions of a facet (raters, criteria, occasions), each a list of 1 to 10,000; every combination of the
    /// lists is a design. A facet without a list has its size in the study.
    #[option(setter = none)]
    pub(super) sizes: ByName<Vec<u32>>,
    /// Facets whose conditions are all that are meant, such as the criteria of a given instrument.
    pub(super) fixed: Vec<String>,
    /// Which facets will be nested that are crossed in the study, in Brennan's notation: `(rater:unit) x criterion` gives each
    /// unit raters of its own. Without it facets are as they are in the study.
    pub(super) design: Option<String>,
    /// The score that decides, for the dependability of being above or below it; of ratings else the value of the scale's
    /// cut.
    pub(super) cut: Option<f64>,
    /// Seed of the generator of replicates.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// Replicates of the components.
    #[option(default = 2000, range = 200..=99_999)]
    pub(super) replicates: u32,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

/// The most designs of a grid.
const MOST_DESIGNS: usize = 10_000;

/// The most conditions of a facet.
const MOST_LEVELS: u32 = 10_000;

/// More designs than are computed.
pub(super) fn too_many(name: &str, designs: u64, most: u64) -> Problem {
    options::refused(name, Message::new("option.designs").count("n", designs).count("most", most))
}

fn check_design(design: Option<&str>, problems: &mut Problems) {
    problems.extend(design.and_then(|design| Notation::read(design).err()));
}

impl DecisionOptions {
    /// How many conditions of a facet.
    #[must_use]
    pub fn sizes(mut self, facet: impl Into<String>, sizes: impl IntoIterator<Item = u32>) -> Self {
        self.sizes.insert(facet, sizes.into_iter().collect());
        self
    }

    fn check(&self, problems: &mut Problems) {
        check_design(self.design.as_deref(), problems);
        if let Some(cut) = self.cut.filter(|cut| !cut.is_finite() || cut.abs() > 1e100) {
            problems.append(&options::outside("cut", cut, "-1e100", "1e100"));
        }
        let mut designs = 1_usize;
        for (facet, sizes) in self.sizes.iter() {
            let path = format!("sizes.{facet}");
            designs = designs.saturating_mul(sizes.len());
            if self.fixed.iter().any(|fixed| fixed == facet) {
                problems.push(options::unfit(path.as_str(), "option.fixed", facet));
            } else if sizes.is_empty() {
                problems.push(options::unfit(path.as_str(), "option.empty", ""));
            } else if let Some(size) = sizes.iter().find(|size| !(1..=MOST_LEVELS).contains(*size)) {
                problems.append(&options::outside(&path, size, 1, MOST_LEVELS));
            }
        }
        if designs > MOST_DESIGNS {
            problems.push(too_many("sizes", designs as u64, MOST_DESIGNS as u64));
        }
    }
}

/// Which coefficient a plan is for.
#[words]
#[derive(Default)]
pub enum PlanCoefficient {
    /// Phi: where a unit stands on the scale.
    #[default]
    Dependability,
    /// E-rho-squared: which unit stands higher, all having the same raters and criteria.
    Generalizability,
}

/// Options of a plan.
#[options(new = none, check)]
#[cfg_attr(feature = "schema", schemars(rename = "PlanSettings"))]
pub struct PlanOptions {
    /// The coefficient that is wanted, above 0 and below 1.
    #[option(default = 0.8, setter = none)]
    pub(super) target: f64,
    /// Which coefficient.
    pub(super) coefficient: PlanCoefficient,
    /// At most so many conditions of a facet, 1 to 10,000; 20 where nothing is said.
    #[option(setter = none)]
    pub(super) most: ByName<u32>,
    /// What one condition of a facet (a rater, a criterion, an occasion) or one `rating` of a unit costs, 0 to 1e9; none:
    /// each rating 1.
    #[option(setter = none)]
    pub(super) costs: ByName<f64>,
    /// Facets whose conditions are all that are meant.
    pub(super) fixed: Vec<String>,
    /// Which facets will be nested that are crossed in the study, as a decision has it.
    pub(super) design: Option<String>,
    /// So many of the cheapest designs are listed; more where more cost the same.
    #[option(default = 5, range = 1..=100)]
    pub(super) designs: u32,
    /// Seed of the generator of replicates.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// Replicates of the components.
    #[option(default = 2000, range = 200..=99_999)]
    pub(super) replicates: u32,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

impl PlanOptions {
    /// The defaults, for a target.
    pub fn new(target: f64) -> Self {
        Self { target, ..Self::default() }
    }

    /// At most so many of a facet.
    #[must_use]
    pub fn most(mut self, facet: impl Into<String>, most: u32) -> Self {
        self.most.insert(facet, most);
        self
    }

    /// What one of a facet costs, or a `rating`.
    #[must_use]
    pub fn cost(mut self, what: impl Into<String>, cost: f64) -> Self {
        self.costs.insert(what, cost);
        self
    }

    fn check(&self, problems: &mut Problems) {
        check_design(self.design.as_deref(), problems);
        if !(self.target > 0.0 && self.target < 1.0) {
            problems.push(options::unfit("target", "option.share", self.target.to_string()));
        }
        for (facet, most) in self.most.iter() {
            let path = format!("most.{facet}");
            if !(1..=MOST_LEVELS).contains(most) {
                problems.append(&options::outside(&path, most, 1, MOST_LEVELS));
            } else if self.fixed.iter().any(|fixed| fixed == facet) {
                problems.push(options::unfit(path.as_str(), "option.fixed", facet));
            }
        }
        for (what, cost) in self.costs.iter().filter(|(_, cost)| !(0.0..=1e9).contains(*cost)) {
            problems.append(&options::outside(&format!("costs.{what}"), cost, 0, "1e9"));
        }
    }
}
