//! Comparisons: did it change, do places differ?
//!
//! A comparison refuses where the data cannot say: when the order of occasions is not known, when the scores are about
//! two versions of a rubric, when the marks were agreed in the group, and when the intervals leave out how the same
//! people might mark next week. What it does say stands in [`Comparison`], one entry for each unit, informant group and
//! construct, with its uncertainty.

mod change;
mod focus;
mod judge;
mod mover;
mod profiles;
mod release;
mod similarity;
mod sites;

use serde::Serialize;

pub(crate) use change::is_compared;
pub use change::{
    Change, ChangeEntry, ChangeOptions, Correction, Family, Instrument, IntervalMethod, Method, Verdict,
};
pub use release::ReleasedChange;
pub use similarity::{Estimate, Profile, ProfileNumbers, Similarity, SimilarityOptions};
pub(crate) use sites::own_shares;
pub use sites::{
    Effect, EffectDesign, Pooling, Site, SiteBasis, SiteConstruct, SiteCorrection, SiteInterval, SitePair,
    SiteRank, SiteSample, SiteTest, SiteVerdict, Sites, SitesMethod, SitesOptions,
};

use crate::error::{ErrorCode, Place, Problem};
use crate::options;
use crate::ratings::RatingKind;
use crate::tally::{Counts, RaterCounts};
use crate::{Result, Rubric, Scores, Table, Watch};

/// What to compare.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Compare {
    /// Each unit with itself at an earlier occasion.
    Change(ChangeOptions),
    /// Units with one another.
    Sites(SitesOptions),
}

impl Compare {
    /// Change of each unit from one occasion to a later one.
    pub fn change(from: impl Into<String>, to: impl Into<String>) -> ChangeOptions {
        ChangeOptions::new(from, to)
    }

    /// Units with one another at an occasion; empty: the one unnamed occasion.
    pub fn sites(occasion: impl Into<String>) -> SitesOptions {
        SitesOptions::new(occasion)
    }

    /// Reads what to compare from JSON: `{"kind": "change", "from": "2024", "to": "2025"}`, with the options of that
    /// kind beside it.
    ///
    /// # Errors
    /// `unknown_option`, `invalid_option`, also for an unknown `kind`.
    ///
    /// ```
    /// use collabpro_core::Compare;
    ///
    /// let asked = Compare::from_json(r#"{"kind": "change", "from": "2024", "to": "2025", "margin": 0.1}"#)?;
    /// assert_eq!(asked, Compare::change("2024", "2025").margin(0.1).into());
    /// assert_eq!(Compare::from_json(r#"{"kind": "rank"}"#).unwrap_err().path(), "kind");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        match kind(text).as_deref() {
            Some("sites") => SitesOptions::from_json(text).map(Self::Sites),
            None | Some("change") => ChangeOptions::from_json(text).map(Self::Change),
            Some(other) => Err(options::invalid("kind", other)),
        }
    }
}

/// The `kind` that options name; what else is wrong with them is told by their reader.
fn kind(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    value.get("kind").and_then(serde_json::Value::as_str).map(str::to_owned)
}

impl From<ChangeOptions> for Compare {
    fn from(options: ChangeOptions) -> Self {
        Self::Change(options)
    }
}

impl From<SitesOptions> for Compare {
    fn from(options: SitesOptions) -> Self {
        Self::Sites(options)
    }
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ComparisonDocument", description = "What a comparison found; `kind` says which.")
)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Comparison {
    /// Each unit with itself at an earlier occasion.
    Change(Change),
    /// Units with one another.
    Sites(Sites),
}

impl Comparison {
    /// The change over time, if this is what was asked for.
    pub fn change(&self) -> Option<&Change> {
        match self {
            Self::Change(change) => Some(change),
            _ => None,
        }
    }

    /// How sites differ, if this is what was asked for.
    pub fn sites(&self) -> Option<&Sites> {
        match self {
            Self::Sites(sites) => Some(sites),
            _ => None,
        }
    }

    /// One row for each entry.
    pub fn table(&self) -> Table {
        match self {
            Self::Change(change) => change.table(),
            Self::Sites(sites) => sites.table(),
        }
    }

    /// Everything as canonical JSON. For researchers: nothing is withheld.
    pub fn to_json(&self) -> String {
        match self {
            Self::Change(change) => change.to_json(),
            Self::Sites(sites) => sites.to_json(),
        }
    }
}

impl Scores {
    /// Compares what is in these scores.
    ///
    /// # Errors
    /// `invalid_option` for an option out of its range, and where `from` is not before `to`; `not_in_data` for an
    /// unit, occasion or role that was not rated or a construct that the rubric does not have; `occasion_order_unknown`;
    /// `sites_not_linked` where nobody marked sites of two groups and no other link was declared;
    /// `target_not_comparable` for scores about these people only; `consensus_marks`; `grain_too_coarse` for scores of
    /// counts without raters.
    ///
    /// ```
    /// use collabpro_core::comparison::Verdict;
    /// use collabpro_core::{Compare, Ratings, Rubric, scoring::Observed};
    ///
    /// let mut rows = String::from("unit,occasion,rater,criterion,level\n");
    /// for (occasion, levels) in [("2024", "112212212"), ("2025", "344334443")] {
    ///     for (rater, level) in levels.chars().enumerate() {
    ///         for line in ["7a", "7b", "7c"] {
    ///             rows += &format!("Birch,{occasion},r{rater},{line},{level}\n");
    ///         }
    ///     }
    /// }
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())?;
    /// let comparison = scores.compare(Compare::change("2024", "2025"))?;
    /// let change = comparison.change().unwrap();
    /// let entry = &change.entries[0];
    /// assert_eq!((entry.share_from, entry.share_to, entry.verdict), (Some(0.0), Some(1.0), Verdict::Rose));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn compare(&self, what: impl Into<Compare>) -> Result<Comparison> {
        self.compare_watched(what, &mut ())
    }

    /// The same, telling the watcher how far it is.
    ///
    /// # Errors
    /// As [`compare`](Scores::compare), and `cancelled`.
    pub fn compare_watched(&self, what: impl Into<Compare>, watch: &mut dyn Watch) -> Result<Comparison> {
        match what.into() {
            Compare::Change(options) => self.change(options).map(Comparison::Change),
            Compare::Sites(options) => sites::sites(self, options, watch).map(Comparison::Sites),
        }
    }

    /// The one comparison over time, see [`compare`](Scores::compare).
    ///
    /// # Errors
    /// As there.
    pub fn change(&self, options: ChangeOptions) -> Result<Change> {
        let options = options.check(&[self])?;
        comparable(self)?;
        for (name, occasion) in [("from", &options.from), ("to", &options.to)] {
            rated(self, name, occasion)?;
        }
        let Some(order) = self.occasions() else {
            let place = Place::path("from");
            return Err(Problem::new(ErrorCode::OccasionOrderUnknown, place).into());
        };
        let place = |id: &str| order.iter().position(|known| known == id);
        if place(&options.from) >= place(&options.to) {
            return Err(options::invalid("to", &options.to));
        }
        judge::change(self, self, options)
    }

    /// Compares these scores with earlier ones that were made separately. That the other scores are the earlier ones is
    /// the caller's word; where both occasions are dates or were declared, the word is checked.
    ///
    /// # Errors
    /// As [`compare`](Scores::compare), and `rubric_mismatch` when the two are about different rubrics or versions;
    /// `invalid_option` for another kind than change: the marks of sites belong into one file.
    ///
    /// ```
    /// use collabpro_core::{Compare, Ratings, Rubric, scoring::Observed};
    ///
    /// let score = |year: &str| {
    ///     let rows = format!("unit,occasion,rater,criterion,level\nBirch,{year},r1,1a,3\n");
    ///     Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new())
    /// };
    /// let comparison = score("2025")?.compare_with(&score("2024")?, Compare::change("2024", "2025"))?;
    /// assert_eq!(comparison.table().rows(), 1);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn compare_with(&self, earlier: &Self, what: impl Into<Compare>) -> Result<Comparison> {
        match what.into() {
            Compare::Change(options) => {
                let options = options.check(&[earlier, self])?;
                same_rubric(earlier.rubric(), self.rubric())?;
                comparable(earlier)?;
                comparable(self)?;
                rated(earlier, "from", &options.from)?;
                rated(self, "to", &options.to)?;
                let ids = [options.from.as_str(), options.to.as_str()];
                // Without an occasion in the files both ids are empty: then only the caller knows the order.
                let same = ids[0] == ids[1] && !ids[0].is_empty();
                let turned = |scores: &Self| scores.units().order(&ids) == Some(vec![1, 0]);
                if same || turned(earlier) || turned(self) {
                    return Err(options::invalid("to", &options.to));
                }
                judge::change(earlier, self, options).map(Comparison::Change)
            }
            Compare::Sites(_) => Err(options::invalid("kind", "sites")),
        }
    }
}

fn same_rubric(earlier: &Rubric, later: &Rubric) -> Result<()> {
    let name = |rubric: &Rubric| format!("{} {}", rubric.id(), rubric.version());
    if earlier.fingerprint() == later.fingerprint() && name(earlier) == name(later) {
        return Ok(());
    }
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
        return refuse(ErrorCode::ConsensusMarks, "kind");
    }
    counts(scores).map(drop)
}

/// Who marked what.
pub(crate) fn counts(scores: &Scores) -> Result<&RaterCounts> {
    match scores.tally().counts() {
        Counts::Raters(counts) => Ok(counts),
        Counts::Units(_) => Err(Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")).into()),
    }
}

fn rated(scores: &Scores, name: &str, occasion: &str) -> Result<()> {
    if scores.tally().occasions().any(|known| known == occasion) {
        return Ok(());
    }
    Err(Problem::new(ErrorCode::NotInData, Place::path(name)).with("what", occasion).into())
}

#[cfg(test)]
mod tests;
