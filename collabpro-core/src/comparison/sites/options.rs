//! Which sites are compared, and how.

use collabpro_derive::{options, words};

use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::options;
use crate::framework::Construct;
use crate::rubric::Rubric;

/// How the interval of a difference is made.
#[words]
#[derive(Default)]
#[non_exhaustive]
pub enum SiteInterval {
    /// From the intervals of the two shares.
    #[default]
    Mover,
    /// From replicates of the people, or of the units below where sites are made of units.
    Bootstrap,
}

/// Where the p value of a difference comes from.
#[words]
#[derive(Default)]
#[non_exhaustive]
pub enum SiteTest {
    /// The level at which the interval begins to leave out 0.
    #[default]
    Interval,
    /// How many permutations of the raters over the two sites make as large a difference.
    Permutation,
}

/// Which adjusted p value gives the verdict.
#[words]
#[derive(Default)]
#[non_exhaustive]
pub enum SiteCorrection {
    /// Holm's: seldom any false verdict among all pairs.
    #[default]
    Holm,
    /// Benjamini and Hochberg's: few false ones among the verdicts.
    BenjaminiHochberg,
}

/// Options of a comparison of sites.
#[options(new = none)]
pub struct SitesOptions {
    /// Id of the occasion; empty: the one unnamed occasion.
    #[option(setter = none)]
    pub(crate) occasion: String,
    /// Id of the role whose ratings; must be named where there are several.
    pub(crate) role: Option<String>,
    /// Ids of the sites, 2 to 500; none: all units that were rated then.
    pub(super) units: Vec<String>,
    /// What is compared, each on its own, such as `tenet:joint_work`; none: all but warning signs.
    pub(super) constructs: Vec<Construct>,
    /// How the sites are linked where the ratings do not show it, such as trained observers drawn from one pool: a
    /// sentence, the ratings' word against ours.
    pub(super) declared: Option<String>,
    /// How the interval of a difference is made; where raters are shared, `bootstrap` needs 15 of them.
    pub(super) interval: SiteInterval,
    /// Where the p value of a difference comes from.
    pub(super) test: SiteTest,
    /// Which adjusted p value gives the verdict.
    pub(super) correction: SiteCorrection,
    /// How often the intervals cover; verdicts are tested at 1 less this.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
    /// Seed of the generator.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    pub(super) seed: u64,
    /// Replicates of a bootstrap and of a permutation.
    #[option(default = 2000, range = 200..=99_999)]
    pub(super) replicates: u32,
    /// Whether to give rank intervals with the share of replicates for each rank; for research only.
    pub(super) ranks: bool,
}

/// More sites make more pairs than anyone can read.
const MOST: usize = 500;

impl SitesOptions {
    /// The defaults, for all units that were rated at an occasion; empty: the one unnamed occasion.
    pub fn new(occasion: impl Into<String>) -> Self {
        Self { occasion: occasion.into(), ..Self::default() }
    }

    /// Everything that is wrong with the options by themselves and with the instrument.
    pub(super) fn check(self, rubric: &Rubric) -> Result<Self> {
        let mut problems = self.problems();
        for (at, unit) in self.units.iter().enumerate() {
            if self.units[..at].contains(unit) {
                problems.push(options::unfit(format!("units[{at}]"), "option.twice", unit));
            }
        }
        if self.units.len() == 1 || self.units.len() > MOST {
            problems.append(&options::outside("units", self.units.len(), 2, MOST));
        }
        if self.declared.as_ref().is_some_and(|how| how.trim().is_empty()) {
            problems.push(options::unfit("declared", "option.empty_text", ""));
        }
        for (at, construct) in self.constructs.iter().enumerate() {
            if construct.is_sign() {
                problems.push(options::unfit(
                    format!("constructs[{at}]"),
                    "option.sign",
                    construct.to_string(),
                ));
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
