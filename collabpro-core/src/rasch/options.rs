//! Options of a many-facet Rasch study.

use collabpro_derive::{options, words};

use super::design::anchors::RaschAnchors;
use super::design::scales::ElementScale;
use crate::base::error::Problems;
use crate::base::message::Message;
use crate::base::options::{refused, unfit};
use crate::framework::Construct;
use crate::rating_table::Label;

/// The farthest that a mean can be fixed from 0, in logits.
const FURTHEST: f64 = 60.0;

/// What becomes of categories of the scale that no rating has which is estimated with.
#[words]
#[derive(Default)]
pub enum UnusedCategories {
    /// They fall to the neighbour below that was used, for the estimation; fair averages are on the scale as it was declared.
    #[default]
    Collapse,
    /// They stay, and each threshold is held by a little information that the data do not give.
    Ridge,
    /// The study is refused.
    Refuse,
}

/// What is maximised.
#[words]
#[derive(Default)]
pub enum RaschEstimation {
    /// The likelihood of all measures together, as Facets has it.
    #[default]
    Joint,
    /// The likelihood of all but the units, which are drawn from a normal distribution whose mean and variance are estimated as
    /// well.
    Marginal,
    /// The likelihood of the ratings of each unit given their sum, in which the unit has no part.
    Conditional,
}

/// What the measure of a unit is, by marginal or conditional estimation.
#[words]
pub enum RaschUnits {
    /// The weighted likelihood estimate, finite for every score (Warm 1989, Psychometrika 54:427-450).
    Wle,
    /// The mean of where it can lie, given that it is one of the population.
    Eap,
    /// The maximum of its likelihood, which is nowhere where its ratings are extreme.
    Mle,
}

/// What raters have beside one severity each: further terms of the model, as the data can tell them apart.
#[words]
#[derive(Default)]
pub enum RaterForm {
    /// Nothing.
    #[default]
    Severity,
    /// Each is more severe on some criteria and less on others than on the whole.
    Interaction,
    /// Each has thresholds of his own.
    Thresholds,
    /// Both: severities by criterion, and thresholds of his own on all of them.
    InteractionAndThresholds,
    /// Central tendency: each draws all thresholds apart by a factor, and so prefers the middle of the scale, or together.
    Centrality,
    /// Halo: each draws the difficulties of criteria apart by a factor, or together, as whoever rates a criterion by the others does.
    Halo,
}

/// Whether joint estimates, which lie too far apart where a unit has few ratings, are corrected.
#[words]
#[derive(Default)]
pub enum RaschCorrection {
    /// Where a unit has fewer than 30 ratings, by the harmonic mean over units.
    #[default]
    Auto,
    /// Never.
    None,
    /// Always.
    Always,
}

/// Options of a many-facet Rasch study of a long table: one row for each rating.
#[options(check)]
pub struct RaschOptions {
    /// The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
    /// Without them those of `unit`, `rater` and `criterion` that are there.
    #[option(filled)]
    pub(super) facets: Vec<String>,
    /// What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
    pub(super) construct: Option<Construct>,
    /// Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
    /// `residuals` comes with it, by criterion, and has to be read first. By joint estimation.
    pub(super) one_dimension: bool,
    /// The column of ratings.
    #[option(default = "rating")]
    pub(super) rating: String,
    /// The column of weights: how often each row counts, a number of 0 or more.
    pub(super) weight: Option<String>,
    /// The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
    /// whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
    #[option(filled, setter = none)]
    pub(super) categories: Vec<Label>,
    /// Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
    /// others.
    #[option(setter = none)]
    pub(super) scales: Vec<ElementScale>,
    /// The facet whose elements have scales of their own. Without it that of `criteria`.
    pub(super) scale_of: Option<String>,
    /// The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
    /// severities and difficulties.
    #[option(filled)]
    pub(super) positive: Vec<String>,
    /// The facet whose mean is free; without it the first. That of all others is 0.
    pub(super) uncentred: Option<String>,
    /// Facets that are only described: all their measures are 0.
    pub(super) dummies: Vec<String>,
    /// The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
    /// scale).
    pub(super) partial_credit: Option<String>,
    /// What is known beforehand and not estimated; a facet with anchors is not centred again.
    #[option(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) anchors: Option<RaschAnchors>,
    /// What is maximised.
    pub(super) estimation: RaschEstimation,
    /// By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
    pub(super) population_groups: Option<String>,
    /// By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
    /// which the first in byte order is compared with. What stands in one row of a unit holds for all.
    pub(super) predictors: Vec<String>,
    /// Predictors whose numbers are names.
    pub(super) categorical: Vec<String>,
    /// By marginal estimation, the mean of the population where it is fixed, in logits.
    pub(super) population_mean: Option<f64>,
    /// By marginal estimation, the standard deviation of the population where it is fixed, in logits.
    #[option(range = 0.01..=60.0)]
    pub(super) population_deviation: Option<f64>,
    /// What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
    pub(super) units: Option<RaschUnits>,
    /// By marginal estimation, how many plausible values are drawn for each unit.
    #[option(default = 0, range = 0..=1_000)]
    pub(super) plausible_values: u32,
    /// What becomes of categories that nobody used.
    pub(super) unused: UnusedCategories,
    /// Whether measures are corrected for the bias of joint estimation.
    pub(super) correction: RaschCorrection,
    /// Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused.
    pub(super) allow_subsets: bool,
    /// Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
    /// drawn from one population: an assumption that no rating can test.
    pub(super) allow_population_link: bool,
    /// The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
    pub(super) raters: Option<String>,
    /// What raters have beside one severity each.
    pub(super) form: RaterForm,
    /// The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
    /// facet beside units and raters.
    pub(super) criteria: Option<String>,
    /// Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them.
    pub(super) covariance: bool,
    /// Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
    /// facet and an element, as `["rater", "R7"]`.
    #[option(setter = none)]
    pub(super) errors_of: Vec<Vec<String>>,
    /// What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
    #[option(setter = none)]
    pub(super) differences: Vec<Vec<String>>,
    /// How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well.
    #[option(range = 0.001..=10.0)]
    pub(super) equivalence: Option<f64>,
    /// Facets for each of whose elements the use of the categories is told.
    pub(super) categories_by: Vec<String>,
    /// Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
    /// of their own.
    #[option(setter = none)]
    pub(super) bias: Vec<Vec<String>>,
    /// Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
    /// stand in every group where they do in the first.
    #[option(setter = none)]
    pub(super) effects: Vec<Vec<String>>,
    /// The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
    /// along the scale.
    pub(super) curves: Option<String>,
    /// The facet whose elements' residuals are looked at for what they have in common.
    pub(super) residuals: Option<String>,
    /// Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none.
    #[option(default = 100, range = 0..=10_000)]
    pub(super) replicates: u32,
    /// Seed of the generator.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// How many unexpected ratings are listed, the most unexpected first.
    #[option(default = 20, range = 0..=10_000)]
    pub(super) unexpected: u32,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
}

impl RaschOptions {
    /// The declared scale in numbers, lowest first.
    #[must_use]
    pub fn values(mut self, categories: impl IntoIterator<Item = f64>) -> Self {
        self.categories = categories.into_iter().map(Label::Number).collect();
        self
    }

    /// The declared scale in texts, lowest first; texts that are numbers and rise have these as their values.
    #[must_use]
    pub fn labels(mut self, categories: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.categories = categories.into_iter().map(|label| Label::Text(label.into())).collect();
        self
    }

    /// What is known beforehand.
    pub(crate) fn known_anchors(&self) -> Option<&RaschAnchors> {
        self.anchors.as_ref()
    }

    /// Asks for the standard error of an element by the information of all together, however many there are.
    #[must_use]
    pub fn error_of(mut self, facet: impl Into<String>, element: impl Into<String>) -> Self {
        self.errors_of.push(vec![facet.into(), element.into()]);
        self
    }

    /// Asks for the difference of two elements.
    #[must_use]
    pub fn difference(
        mut self,
        facet: impl Into<String>,
        first: impl Into<String>,
        second: impl Into<String>,
    ) -> Self {
        self.differences.push(vec![facet.into(), first.into(), second.into()]);
        self
    }

    /// Declares the scale of some elements: its name, their labels and its categories, lowest first.
    #[must_use]
    pub fn scale<T: Into<String>, C: Into<Label>>(
        mut self,
        scale: impl Into<String>,
        elements: impl IntoIterator<Item = T>,
        categories: impl IntoIterator<Item = C>,
    ) -> Self {
        self.scales.push(ElementScale {
            scale: scale.into(),
            elements: elements.into_iter().map(Into::into).collect(),
            categories: categories.into_iter().map(Into::into).collect(),
        });
        self
    }

    /// Asks for the differences of every two elements of a facet.
    #[must_use]
    pub fn all_differences(mut self, facet: impl Into<String>) -> Self {
        self.differences.push(vec![facet.into()]);
        self
    }

    /// Asks for what every two elements of two facets have of their own.
    #[must_use]
    pub fn bias(mut self, first: impl Into<String>, second: impl Into<String>) -> Self {
        self.bias.push(vec![first.into(), second.into()]);
        self
    }

    /// Asks whether the elements of a facet stand where they do in every group of another.
    #[must_use]
    pub fn effect(mut self, facet: impl Into<String>, by: impl Into<String>) -> Self {
        self.effects.push(vec![facet.into(), by.into()]);
        self
    }

    fn check(&self, problems: &mut Problems) {
        if self.estimation != RaschEstimation::Joint {
            let asked = [("bias", !self.bias.is_empty()), ("residuals", self.residuals.is_some())];
            for (name, _) in asked.iter().filter(|(_, is_asked)| *is_asked) {
                problems.push(unfit(*name, "rasch.joint_only", *name));
            }
        }
        if self.estimation == RaschEstimation::Conditional && !self.effects.is_empty() {
            problems.push(unfit("effects", "rasch.not_conditional", "effects"));
        }
        if self.estimation == RaschEstimation::Conditional && self.anchors.is_some() {
            problems.push(unfit("anchors", "rasch.not_conditional", "anchors"));
        }
        if self.estimation != RaschEstimation::Joint && self.one_dimension {
            problems.push(unfit("oneDimension", "rasch.joint_only", "oneDimension"));
        }
        if self.one_dimension && self.construct.is_some() {
            problems.push(unfit("construct", "option.beside", "oneDimension"));
        }
        if self.estimation != RaschEstimation::Joint && self.unused == UnusedCategories::Ridge {
            problems.push(unfit("unused", "rasch.joint_only", self.unused.id()));
        }
        self.check_population(problems);
        for (at, facet) in self.facets.iter().enumerate() {
            let is_other = *facet == self.rating || self.weight.as_ref() == Some(facet);
            if is_other || self.facets[..at].contains(facet) {
                problems.push(unfit(format!("facets[{at}]"), "option.twice", facet));
            }
        }
    }
    /// What only marginal estimation has, and what of it cannot stand together.
    fn check_population(&self, problems: &mut Problems) {
        let named = [
            ("populationGroups", self.population_groups.clone()),
            ("predictors", self.predictors.first().cloned()),
            ("populationMean", self.population_mean.map(|mean| mean.to_string())),
            ("populationDeviation", self.population_deviation.map(|deviation| deviation.to_string())),
            (
                "plausibleValues",
                Some(self.plausible_values.to_string()).filter(|_| self.plausible_values > 0),
            ),
        ];
        for (name, found) in named {
            if let Some(found) = found.filter(|_| self.estimation != RaschEstimation::Marginal) {
                problems.push(unfit(name, "rasch.marginal_only", found));
            }
        }
        let has_units = |units: &RaschUnits| match self.estimation {
            RaschEstimation::Joint => false,
            RaschEstimation::Marginal => true,
            RaschEstimation::Conditional => *units != RaschUnits::Eap,
        };
        if let Some(units) = self.units.filter(|units| !has_units(units)) {
            problems.push(unfit("units", "rasch.marginal_only", units.id()));
        }
        if let Some(mean) = self.population_mean {
            let has_groups = self.population_groups.is_some() || !self.predictors.is_empty();
            if has_groups {
                problems.push(unfit("populationMean", "rasch.fixed_mean", mean.to_string()));
            }
            if !mean.is_finite() || mean.abs() > FURTHEST {
                let far = Message::new("option.between").text("found", mean.to_string());
                let far = far.text("low", (-FURTHEST).to_string()).text("high", FURTHEST.to_string());
                problems.push(refused("populationMean", far));
            }
        }
        for (at, name) in self.categorical.iter().enumerate() {
            if !self.predictors.contains(name) {
                problems.push(unfit(format!("categorical[{at}]"), "rasch.no_predictor", name));
            }
        }
        for (at, name) in self.predictors.iter().enumerate() {
            if self.predictors[..at].contains(name) {
                problems.push(unfit(format!("predictors[{at}]"), "option.twice", name));
            }
        }
    }
}
