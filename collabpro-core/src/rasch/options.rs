//! Options of a many-facet Rasch study.

use collabpro_derive::{options, words};

use crate::base::error::Problems;
use crate::base::options::unfit;
use crate::rating_table::Label;

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
    /// The column of ratings.
    #[option(default = "rating")]
    pub(super) rating: String,
    /// The column of weights: how often each row counts, a number of 0 or more.
    pub(super) weight: Option<String>,
    /// The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
    /// whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
    #[option(filled, setter = none)]
    pub(super) categories: Vec<Label>,
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
    /// What is maximised.
    pub(super) estimation: RaschEstimation,
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
    pub(super) confidence: f64,
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
        if self.estimation == RaschEstimation::Marginal {
            let asked = [("bias", !self.bias.is_empty()), ("residuals", self.residuals.is_some())];
            for (name, _) in asked.iter().filter(|(_, is_asked)| *is_asked) {
                problems.push(unfit(*name, "rasch.ridge_joint", *name));
            }
        }
        if self.estimation == RaschEstimation::Marginal && self.unused == UnusedCategories::Ridge {
            problems.push(unfit("unused", "rasch.ridge_joint", self.unused.id()));
        }
        for (at, facet) in self.facets.iter().enumerate() {
            let is_other = *facet == self.rating || self.weight.as_ref() == Some(facet);
            if is_other || self.facets[..at].contains(facet) {
                problems.push(unfit(format!("facets[{at}]"), "option.twice", facet));
            }
        }
    }
}
