#![doc = include_str!("../../docs/scoring.md")]

mod adjusted;
pub(crate) mod bayesian_bootstrap;
mod bytes;
mod estimate;
mod observed;
mod reason;
mod tables;
mod undefined;
mod yardstick;

use std::fmt;
use std::sync::Arc;
pub use tables::ScoresTable;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

pub use adjusted::{Adjusted, AdjustedBy, AdjustedMean, AdjustedShare, Adjustment};
pub use reason::Reason;
pub use undefined::Undefined;
pub use yardstick::MeasuredBy;

pub(crate) use estimate::{CriterionLevels, Critical, Estimated, Measure, NO_RATING, wilson};
#[cfg(feature = "research")]
pub(crate) use observed::oriented;
pub(crate) use observed::{Responses, of_unit, responses, responses_of};
pub(crate) use yardstick::Yardstick;

use crate::base::error::Result;
use crate::base::json_write::to_json;
use crate::base::watch::{Stages, Watched};
use crate::framework::Construct;
use crate::ratings::Ratings;
use crate::rubric::{Instrument, Rubric};
use crate::tally::{Grain, Tally};
use crate::units::Units;

/// A range that covers the true value in 95 of 100 samples, unless another confidence was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// What so many raters allow.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Standing {
    /// Nobody: nothing.
    NoRatings,
    /// One: the ratings, no interval.
    OneRater,
    /// Two: the ratings and the share; too few to say anything about others.
    TwoRaters,
    /// Three or four: share and interval; no comparison, no disagreement.
    VeryFewRaters,
    /// Five to nine: everything, with caution.
    FewRaters,
    /// Ten and more: everything.
    Enough,
}

impl Standing {
    /// The standing of so many raters.
    pub const fn of(raters: usize) -> Self {
        match raters {
            0 => Self::NoRatings,
            1 => Self::OneRater,
            2 => Self::TwoRaters,
            3..=4 => Self::VeryFewRaters,
            5..=9 => Self::FewRaters,
            _ => Self::Enough,
        }
    }

    /// Whether change may be judged.
    pub const fn compares(self) -> bool {
        matches!(self, Self::FewRaters | Self::Enough)
    }
}

/// What to bear in mind when reading a score.
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Caution {
    /// Fewer than ten raters.
    FewRaters,
    /// The construct rests on one criterion.
    OneCriterion,
    /// Fewer than 70 % of the people answered.
    LowResponse,
    /// Fewer than 50 % of the people answered: no sentence about the unit.
    VeryLowResponse,
}

/// The share of ratings at a category or above.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Share {
    /// Id of the category from which it counts.
    pub from: String,
    /// Estimate, 0 to 1.
    pub value: f64,
    /// Interval for people like those who answered.
    pub interval: Option<Interval>,
    /// What the share could be if everyone of the unit had answered.
    pub non_response: Option<Interval>,
    /// Effective number of raters.
    pub n_effective: Option<f64>,
}

/// The mean rating. An extra where the scale has a cut: ordinal ratings have no distances.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Mean {
    /// In categories from 1, or in the scale's own values.
    pub value: f64,
    /// Interval for people like those who answered.
    pub interval: Option<Interval>,
    /// Standard deviation of the ratings on a criterion, with n - 1, in the unit of the mean; of a construct the root of
    /// the mean over its criteria of their variances.
    pub sd: Option<f64>,
}

/// Where one unit stands on one construct or one criterion, as one group of informants sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Score {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// What is measured.
    pub construct: Construct,
    /// Id of the criterion; null: the whole construct.
    pub criterion: Option<String>,
    /// Ids of the criteria it rests on.
    pub criteria: Vec<String>,
    /// Raters who gave at least one rating.
    pub raters: u32,
    /// Ratings given.
    pub ratings: u32,
    /// People who could have answered, where it is known.
    pub size: Option<u32>,
    /// What so many raters allow.
    pub standing: Standing,
    /// Kish's effective number of raters: as `raters`, less for unequal numbers of ratings.
    pub kish: Option<f64>,
    /// Id of the category where the upper part begins.
    pub cut: Option<String>,
    /// Share at each category above the lowest.
    pub shares: Option<Vec<Share>>,
    /// Share in each category, lowest first.
    pub distribution: Option<Vec<f64>>,
    /// Id of the lowest category that at least half of the ratings do not exceed.
    pub median: Option<String>,
    /// The mean rating: an extra, or where the scale has no cut that by which units are compared.
    pub mean: Option<Mean>,
    /// The same adjusted for rater severity; of constructs alone, and only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<Adjusted>,
    /// Criteria for want of which the construct is incomplete.
    pub lacking: Vec<String>,
    /// Why a field above is null.
    pub undefined: Undefined,
    /// What to bear in mind.
    pub cautions: Vec<Caution>,
}

impl Score {
    /// The share at the cut.
    pub fn at_cut(&self) -> Option<&Share> {
        let cut = self.cut.as_deref()?;
        self.shares.as_ref()?.iter().find(|share| share.from == cut)
    }
}

/// Who answered, and what is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Coverage {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion.
    pub occasion: String,
    /// Id of the role; null: everyone.
    pub role: Option<String>,
    /// Raters who gave at least one rating.
    pub raters: u32,
    /// People who could have answered, where it is known.
    pub size: Option<u32>,
    /// Ratings given.
    pub ratings: u64,
    /// Ratings missing because it was not seen.
    pub not_observed: u64,
    /// Ratings missing because it does not apply.
    pub not_applicable: u64,
    /// Ratings missing without an answer.
    pub no_answer: u64,
}

/// Whom the interval is about.
#[words]
#[derive(Default)]
pub enum Target {
    /// People like those who answered.
    #[default]
    PeopleLikeThese,
    /// The people here, leaving out how they might rate next week: for description only.
    ThesePeople,
}

/// Which criteria a construct rests on.
#[words]
#[derive(Default)]
pub enum Form {
    /// The short form where only its criteria were asked in a unit and occasion, otherwise all.
    #[default]
    Auto,
    /// All criteria.
    Full,
    /// The criteria of the short form.
    Short,
}

impl Form {
    /// Whether constructs rest on the criteria of the short form, where these were asked in a unit at an occasion.
    pub(crate) fn is_short(self, rubric: &Rubric, asked: &dyn Fn(u16) -> bool) -> bool {
        match self {
            Self::Full => false,
            Self::Short => true,
            Self::Auto => {
                (0..).zip(rubric.criteria()).all(|(at, criterion)| criterion.short_form || !asked(at))
            }
        }
    }
}

/// Options of observed scores.
#[options]
#[derive(Copy)]
pub struct Observed {
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(crate) confidence: f64,
    /// Whom the intervals are about.
    target: Target,
    /// Which criteria a construct rests on.
    form: Form,
}

impl Observed {
    pub(crate) fn is_for_these_people(&self) -> bool {
        self.target == Target::ThesePeople
    }
}

/// Scores of every unit, occasion and informant group. Researchers keep everything; what is shown to a school goes
/// through a release first. Cheap to clone.
#[derive(Clone)]
pub struct Scores(Arc<Inner>);

struct Inner {
    tally: Tally,
    units: Units,
    options: Observed,
    occasions: Option<Vec<String>>,
    coverage: Vec<Coverage>,
    constructs: Vec<Score>,
    criteria: Vec<Score>,
    adjustments: Vec<Adjustment>,
}

/// Scores on the wire. For researchers: nothing is withheld.
#[document("scores", version = 2, of = Scores)]
struct Document<'a> {
    /// The instrument.
    rubric: Instrument,
    /// The options it was made with.
    options: &'a Observed,
    /// Occasions in their order, where it is known.
    occasions: Option<&'a [String]>,
    /// Who answered.
    coverage: &'a [Coverage],
    /// By construct.
    constructs: &'a [Score],
    /// By criterion.
    criteria: &'a [Score],
    /// The analyses that they were adjusted by, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    adjustments: Option<&'a [Adjustment]>,
}

impl Scores {
    /// The instrument.
    pub fn rubric(&self) -> &Rubric {
        self.0.tally.rubric()
    }

    /// Units and occasions.
    pub fn units(&self) -> &Units {
        &self.0.units
    }

    /// The options they were made with.
    pub fn options(&self) -> &Observed {
        &self.0.options
    }

    /// Occasions in their order, where it is known; without those at which raters gave a then-test.
    pub fn occasions(&self) -> Option<&[String]> {
        self.0.occasions.as_deref()
    }

    /// Who answered.
    pub fn coverage(&self) -> &[Coverage] {
        &self.0.coverage
    }

    /// Scores by construct.
    pub fn constructs(&self) -> &[Score] {
        &self.0.constructs
    }

    /// Scores by criterion.
    pub fn criteria(&self) -> &[Score] {
        &self.0.criteria
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.0.tally
    }

    /// Everything as canonical JSON. For researchers: nothing is withheld.
    pub fn to_json(&self) -> String {
        let document = Document {
            rubric: Instrument::of(self.rubric()),
            options: self.options(),
            occasions: self.occasions(),
            coverage: self.coverage(),
            constructs: self.constructs(),
            criteria: self.criteria(),
            adjustments: Some(self.adjustments()).filter(|all| !all.is_empty()),
        };
        to_json(&document)
    }
}

impl fmt::Debug for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scores({} by construct, {} by criterion)", self.constructs().len(), self.criteria().len())
    }
}

impl Ratings {
    /// Scores of every unit, occasion and informant group.
    ///
    /// # Errors
    /// `invalid_option`, `size_exceeded`, `too_many_labels`, `cancelled`.
    ///
    /// ```
    /// use collabpro_core::{Observed, Ratings, Rubric};
    ///
    /// let rows = "unit,rater,criterion,level\nBirch,r1,1a,3\nBirch,r2,1a,2\nBirch,r3,1a,4\n";
    /// let ratings = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?;
    /// let scores = ratings.score(Observed::new())?;
    /// let share = scores.criteria()[0].at_cut().unwrap();
    /// assert!((share.value - 2.0 / 3.0).abs() < 1e-12);
    /// assert!(share.interval.unwrap().lower < 0.3);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn score<'w>(&self, options: impl Into<Watched<'w, Observed>>) -> Result<Scores> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let rows = self.len() as u64;
            let mut stages = Stages::of(2 * rows, watch);
            let counting = &mut stages.stage(rows);
            let tally = self.tally(Watched::new(Grain::Raters, counting))?;
            observed::score(&tally, self.units(), options, &mut stages.stage(rows))
        })
    }
}

impl Tally {
    /// Scores of every unit, occasion and informant group. From counts without raters come shares and distributions
    /// but no intervals (`grain_too_coarse`).
    ///
    /// # Errors
    /// `invalid_option`; `size_exceeded` when more answered than a unit has people; `cancelled`.
    pub fn score<'w>(&self, units: &Units, options: impl Into<Watched<'w, Observed>>) -> Result<Scores> {
        options.into().run(|options, watch| observed::score(self, units, options.checked()?, watch))
    }
}

#[cfg(test)]
mod tests;
