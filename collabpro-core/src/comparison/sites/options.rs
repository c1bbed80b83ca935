//! Which sites are compared, and how.

use serde::Serialize;

use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::json_read::{reads_options, reads_words};
use crate::base::options;
use crate::framework::Construct;
use crate::rubric::Rubric;

/// The one kind of comparison that these options are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SitesKind"))]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Sites,
}

reads_words!(Kind: Sites = "sites");

/// How the interval of a difference is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SiteInterval {
    /// From the intervals of the two shares.
    #[default]
    Mover,
    /// From replicates of the people, or of the units below where sites are made of units.
    Bootstrap,
}

reads_words!(SiteInterval: Mover = "mover", Bootstrap = "bootstrap");

/// Where the p value of a difference comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SiteTest {
    /// The level at which the interval begins to leave out 0.
    #[default]
    Interval,
    /// How many other ways to deal the people out to the two sites make as large a difference.
    Permutation,
}

reads_words!(SiteTest: Interval = "interval", Permutation = "permutation");

/// Which adjusted p value gives the verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SiteCorrection {
    /// Holm's: seldom any false verdict among all pairs.
    #[default]
    Holm,
    /// Benjamini and Hochberg's: few false ones among the verdicts.
    BenjaminiHochberg,
}

reads_words!(SiteCorrection: Holm = "holm", BenjaminiHochberg = "benjamini_hochberg");

/// Options of a comparison of sites.
///
/// | option | default | range | purpose |
/// | --- | --- | --- | --- |
/// | `kind` | | `sites` | what to compare |
/// | `occasion` | the unnamed one | an occasion | when |
/// | `role` | the only one | a role | whose marks; must be named where there are several |
/// | `units` | all that were rated then | 2 to 500 units | the sites |
/// | `constructs` | all but warning signs | constructs, such as `tenet:joint_work` | what is compared, each on its own |
/// | `declared` | none | a sentence | how the sites are linked where the marks do not show it: the ratings' word against ours |
/// | `interval` | `mover` | or `bootstrap` | how the interval of a difference is made; where raters are shared, `bootstrap` needs 15 of them |
/// | `test` | `interval` | or `permutation` | where the p value comes from |
/// | `correction` | `holm` | or `benjamini_hochberg` | which adjusted p value gives the verdict |
/// | `confidence` | 0.95 | 0.8 to 0.999 | of the intervals; verdicts are tested at 1 less this |
/// | `seed` | 1 | 0 to 2⁵³ - 1 | of the generator |
/// | `replicates` | 2000 | 200 to 99,999 | replicates of a bootstrap, and arrangements of a permutation |
/// | `ranks` | false | | rank intervals with the share of replicates for each rank; for research only |
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SitesOptions {
    kind: Kind,
    pub(super) occasion: String,
    pub(super) role: Option<String>,
    pub(super) units: Vec<String>,
    pub(super) constructs: Vec<Construct>,
    pub(super) declared: Option<String>,
    pub(super) interval: SiteInterval,
    pub(super) test: SiteTest,
    pub(super) correction: SiteCorrection,
    pub(super) confidence: f64,
    pub(super) seed: u64,
    pub(super) replicates: u32,
    pub(super) ranks: bool,
}

reads_options!(
    SitesOptions: kind, occasion, role, units, constructs, declared, interval, test, correction, confidence, seed, replicates,
    ranks
);

impl Default for SitesOptions {
    fn default() -> Self {
        Self::new("")
    }
}

/// More sites make more pairs than anyone can read.
const MOST: usize = 500;

impl SitesOptions {
    /// The defaults, for all units that were rated at an occasion; empty: the one unnamed occasion.
    pub fn new(occasion: impl Into<String>) -> Self {
        Self {
            kind: Kind::Sites,
            occasion: occasion.into(),
            role: None,
            units: Vec::new(),
            constructs: Vec::new(),
            declared: None,
            interval: SiteInterval::default(),
            test: SiteTest::default(),
            correction: SiteCorrection::default(),
            confidence: 0.95,
            seed: 1,
            replicates: 2000,
            ranks: false,
        }
    }

    pub(in crate::comparison) fn from_json(text: &str) -> Result<Self> {
        options::parse(text)
    }

    /// Whose marks.
    #[must_use]
    pub fn role(mut self, id: impl Into<String>) -> Self {
        self.role = Some(id.into());
        self
    }

    /// The sites.
    #[must_use]
    pub fn units(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.units = ids.into_iter().map(Into::into).collect();
        self
    }

    /// What is compared.
    #[must_use]
    pub fn constructs(mut self, constructs: impl IntoIterator<Item = Construct>) -> Self {
        self.constructs = constructs.into_iter().collect();
        self
    }

    /// How the sites are linked where the marks do not show it, such as trained observers drawn from one pool.
    #[must_use]
    pub fn declared(mut self, how: impl Into<String>) -> Self {
        self.declared = Some(how.into());
        self
    }

    /// How the interval of a difference is made.
    #[must_use]
    pub fn interval(mut self, interval: SiteInterval) -> Self {
        self.interval = interval;
        self
    }

    /// Where the p value comes from.
    #[must_use]
    pub fn test(mut self, test: SiteTest) -> Self {
        self.test = test;
        self
    }

    /// Which adjusted p value gives the verdict.
    #[must_use]
    pub fn correction(mut self, correction: SiteCorrection) -> Self {
        self.correction = correction;
        self
    }

    /// How often the intervals cover.
    #[must_use]
    pub fn confidence(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }

    /// Seed of the generator.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Replicates and arrangements.
    #[must_use]
    pub fn replicates(mut self, replicates: u32) -> Self {
        self.replicates = replicates;
        self
    }

    /// Whether to give rank intervals; for research only.
    #[must_use]
    pub fn ranks(mut self, ranks: bool) -> Self {
        self.ranks = ranks;
        self
    }

    /// Everything that is wrong with the options by themselves and with the instrument.
    pub(super) fn check(self, rubric: &Rubric) -> Result<Self> {
        let mut problems = Problems::default();
        let mut invalid = |name: &str, what: String| {
            problems.push(Problem::new(ErrorCode::InvalidOption, Place::path(name)).with("what", what));
        };
        for (at, unit) in self.units.iter().enumerate() {
            if self.units[..at].contains(unit) {
                invalid(&format!("units[{at}]"), unit.clone());
            }
        }
        if self.units.len() == 1 || self.units.len() > MOST {
            invalid("units", self.units.len().to_string());
        }
        if self.declared.as_ref().is_some_and(|how| how.trim().is_empty()) {
            invalid("declared", String::new());
        }
        if !(0.8..=0.999).contains(&self.confidence) {
            invalid("confidence", self.confidence.to_string());
        }
        if self.seed >= 1 << 53 {
            invalid("seed", self.seed.to_string());
        }
        if !(200..=99_999).contains(&self.replicates) {
            invalid("replicates", self.replicates.to_string());
        }
        for (at, construct) in self.constructs.iter().enumerate() {
            if construct.is_sign() {
                invalid(&format!("constructs[{at}]"), construct.to_string());
            }
        }
        for (at, construct) in self.constructs.iter().enumerate() {
            if !rubric.constructs().iter().any(|(known, _)| known == construct) {
                let place = Place::path(format!("constructs[{at}]"));
                problems.push(Problem::new(ErrorCode::NotInData, place).with("what", construct.to_string()));
            }
        }
        problems.finish(self)
    }

    pub(super) fn significance(&self) -> f64 {
        1.0 - self.confidence
    }
}
