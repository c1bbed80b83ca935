#![doc = include_str!("../../docs/comparison.md")]

pub(crate) mod change;
mod change_verdicts;
mod contrast;
#[cfg(feature = "research")]
mod effect_sizes;
#[cfg(feature = "research")]
mod equivalence;
mod focus;
mod mover;
#[cfg(feature = "research")]
mod profiles;
#[cfg(feature = "research")]
mod reliable_change;
mod response_shift;
mod shares;
#[cfg(feature = "research")]
mod similarity;
#[cfg(feature = "research")]
mod sites;
mod trend;

pub use change::{
    Change, ChangeEntry, ChangeMethod, ChangeOptions, Correction, Family, IntervalMethod, Verdict,
};
#[cfg(feature = "research")]
pub use effect_sizes::{EffectGroup, EffectSize, EffectSizes, EffectSizesOptions};
#[cfg(feature = "research")]
pub use equivalence::{Equivalence, EquivalenceOptions, OneSided, Sample, Summary, equivalence};
pub(crate) use mover::smallest_change;
#[cfg(feature = "research")]
pub use reliable_change::{
    ReliableChange, ReliableChangeEntry, ReliableChangeMethod, ReliableChangeOptions, reliable_change,
};
pub use response_shift::{
    Difference, Recalibration, ResponseShift, ResponseShiftEntry, ResponseShiftOptions,
};
#[cfg(feature = "research")]
pub use similarity::{Estimate, Profile, ProfileNumbers, Similarity, SimilarityOptions};
#[cfg(feature = "research")]
pub(crate) use sites::own_shares;
#[cfg(feature = "research")]
pub use sites::{
    Effect, EffectDesign, Pooling, Site, SiteBasis, SiteConstruct, SiteCorrection, SiteInterval, SitePair,
    SiteRank, SiteSample, SiteTest, SiteVerdict, Sites, SitesMethod, SitesOptions,
};
pub use trend::{Spacing, TimeUnit, Trend, TrendEntry, TrendOptions, TrendPoint};

use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::options;
use crate::base::watch::{Watch, Watched};
use crate::ratings::RatingKind;
use crate::rubric::Rubric;
use crate::scoring::Scores;
use crate::tally::{Counts, RespondentCounts};

impl Scores {
    /// Trend of each unit over three occasions and more.
    ///
    /// # Errors
    /// As [`change`](Scores::change), and `too_few_occasions`.
    pub fn trend<'w>(&self, options: impl Into<Watched<'w, TrendOptions>>) -> Result<Trend> {
        options.into().run(|options, watch| Trend::of(self, options, watch))
    }

    /// A then-test beside the ratings of the occasion that it is about, and of a later one.
    ///
    /// # Errors
    /// As [`change`](Scores::change).
    pub fn response_shift<'w>(
        &self,
        options: impl Into<Watched<'w, ResponseShiftOptions>>,
    ) -> Result<ResponseShift> {
        options.into().run(|options, watch| ResponseShift::of(self, options, watch))
    }

    /// Units with one another at an occasion.
    ///
    /// # Errors
    /// As [`change`](Scores::change), and `sites_not_linked` where nobody rated sites of two groups and no other link was
    /// declared.
    #[cfg(feature = "research")]
    pub fn sites<'w>(&self, options: impl Into<Watched<'w, SitesOptions>>) -> Result<Sites> {
        options.into().run(|options, watch| sites::sites(self, options, watch))
    }

    /// Each unit with itself at an earlier occasion.
    ///
    /// # Errors
    /// `invalid_option` for an option out of its range, and where `from` is not before `to`; `not_in_data` for a
    /// unit, occasion or role that was not rated or a construct that the rubric does not have; `occasion_order_unknown`;
    /// `target_not_comparable` for scores about these people only; `consensus_ratings`; `grain_too_coarse` for scores of
    /// counts without raters; `cancelled`.
    ///
    /// ```
    /// use collabpro_core::comparison::Verdict;
    /// use collabpro_core::{ChangeOptions, Observed, Ratings, Rubric};
    ///
    /// let mut rows = String::from("unit,occasion,rater,criterion,level\n");
    /// for (occasion, levels) in [("2024", "112212212"), ("2025", "344334443")] {
    ///     for (rater, level) in levels.chars().enumerate() {
    ///         for criterion in ["7a", "7b", "7c"] {
    ///             rows += &format!("Birch,{occasion},r{rater},{criterion},{level}\n");
    ///         }
    ///     }
    /// }
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// let change = scores.change(ChangeOptions::new("2024", "2025"))?;
    /// let entry = &change.entries[0];
    /// assert_eq!((entry.share_from, entry.share_to, entry.verdict), (Some(0.0), Some(1.0), Verdict::Rose));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn change<'w>(&self, options: impl Into<Watched<'w, ChangeOptions>>) -> Result<Change> {
        options.into().run(|options, watch| self.changed(options, watch))
    }

    fn changed(&self, options: ChangeOptions, watch: &mut dyn Watch) -> Result<Change> {
        let options = options.check(&[self])?;
        comparable(self)?;
        for (name, occasion) in [("from", &options.from), ("to", &options.to)] {
            rated(self, name, occasion)?;
            is_real(self, name, occasion)?;
        }
        let order = in_order(self, "from")?;
        let place = |id: &str| order.iter().position(|known| known == id);
        if place(&options.from) >= place(&options.to) {
            return Err(options::unfit("to", "option.not_later", &options.to).into());
        }
        change_verdicts::change([self, self], options, watch)
    }

    /// Each unit with itself in earlier scores that were made separately. That the other scores are the earlier ones is
    /// the caller's word; where both occasions are dates or were declared, the word is checked.
    ///
    /// # Errors
    /// As [`change`](Scores::change), and `rubric_mismatch` when the two are about different rubrics or versions.
    ///
    /// ```
    /// use collabpro_core::{ChangeOptions, Observed, Ratings, Rubric};
    ///
    /// let score = |year: &str| {
    ///     let rows = format!("unit,occasion,rater,criterion,level\nBirch,{year},r1,1a,3\n");
    ///     Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())
    /// };
    /// let change = score("2025")?.change_since(&score("2024")?, ChangeOptions::new("2024", "2025"))?;
    /// assert_eq!(change.entries.len(), 1);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn change_since<'w>(
        &self,
        earlier: &Self,
        options: impl Into<Watched<'w, ChangeOptions>>,
    ) -> Result<Change> {
        options.into().run(|options, watch| self.changed_since(earlier, options, watch))
    }

    fn changed_since(&self, earlier: &Self, options: ChangeOptions, watch: &mut dyn Watch) -> Result<Change> {
        let options = options.check(&[earlier, self])?;
        same_rubric(earlier.rubric(), self.rubric())?;
        comparable(earlier)?;
        comparable(self)?;
        rated(earlier, "from", &options.from)?;
        rated(self, "to", &options.to)?;
        for scores in [earlier, self] {
            is_real(scores, "from", &options.from)?;
            is_real(scores, "to", &options.to)?;
        }
        let ids = [options.from.as_str(), options.to.as_str()];
        // Without an occasion in the files both ids are empty: then only the caller knows the order.
        let same = ids[0] == ids[1] && !ids[0].is_empty();
        let turned = |scores: &Self| scores.units().order(&ids) == Some(vec![1, 0]);
        if same || turned(earlier) || turned(self) {
            return Err(options::unfit("to", "option.not_later", &options.to).into());
        }
        change_verdicts::change([earlier, self], options, watch)
    }
}

fn same_rubric(earlier: &Rubric, later: &Rubric) -> Result<()> {
    if earlier.of_both(later).is_some() {
        return Ok(());
    }
    let name = |rubric: &Rubric| format!("{} {}", rubric.id(), rubric.version());
    let problem = Problem::new(ErrorCode::RubricMismatch, Place::default());
    Err(problem.with("first", name(earlier)).with("second", name(later)).into())
}

/// Whether scores may be compared at all.
fn comparable(scores: &Scores) -> Result<()> {
    let refuse = |code, path| Err(Problem::new(code, Place::path(path)).into());
    if scores.options().is_for_these_people() {
        return refuse(ErrorCode::TargetNotComparable, "target");
    }
    if scores.tally().kind() == RatingKind::Consensus {
        return refuse(ErrorCode::ConsensusRatings, "kind");
    }
    counts(scores).map(drop)
}

/// Who rated what.
pub(crate) fn counts(scores: &Scores) -> Result<&RespondentCounts> {
    match scores.tally().counts() {
        Counts::Raters(counts) => Ok(counts),
        Counts::Units(_) => Err(Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")).into()),
    }
}

/// Occasions in their order, without those at which raters gave a then-test.
fn in_order<'a>(scores: &'a Scores, name: &str) -> Result<&'a [String]> {
    let unknown = || Problem::new(ErrorCode::OccasionOrderUnknown, Place::path(name)).into();
    scores.occasions().ok_or_else(unknown)
}

/// Refuses a then-test.
fn is_real(scores: &Scores, name: &str, occasion: &str) -> Result<()> {
    if scores.units().then_test_about(occasion).is_none() {
        return Ok(());
    }
    Err(Problem::new(ErrorCode::RetrospectiveOccasion, Place::path(name)).with("what", occasion).into())
}

fn rated(scores: &Scores, name: &str, occasion: &str) -> Result<()> {
    if scores.tally().occasions().any(|known| known == occasion) {
        return Ok(());
    }
    Err(Problem::new(ErrorCode::NotInData, Place::path(name)).with("what", occasion).into())
}

#[cfg(test)]
mod tests;
