//! How alike two profiles are: in height, in unevenness, and in shape.

use collabpro_derive::{Read, document, options};
use serde::Serialize;

use super::profiles::{
    Pair, Scale, Spread, chance, compare, interval, level, pairs, ratings, reliability, shares,
};
use super::{comparable, same_rubric};
use crate::base::by_name::ByName;
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::options;
use crate::base::table::{Rows, Table};
use crate::base::watch::{Watch, Watched, ask};
use crate::framework::Construct;
use crate::ratings::RaterLink;
use crate::rubric::Instrument;
use crate::scoring::{Interval, Reason, Scores, Standing, Undefined, bayesian_bootstrap};
use crate::stats::random::{Generator, Random};

/// Whose profile: a unit at an occasion, as one informant group sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Profile {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion; empty: the one unnamed occasion.
    #[serde(default)]
    pub occasion: String,
    /// Id of the role; null: everyone.
    #[serde(default)]
    pub role: Option<String>,
}

impl Profile {
    /// Everyone's profile of a unit at an occasion.
    pub fn new(unit: impl Into<String>, occasion: impl Into<String>) -> Self {
        Self { unit: unit.into(), occasion: occasion.into(), role: None }
    }

    /// As one informant group sees it.
    #[must_use]
    pub fn role(mut self, id: impl Into<String>) -> Self {
        self.role = Some(id.into());
        self
    }
}

/// Options of a similarity.
#[options(new = none, check)]
pub struct SimilarityOptions {
    /// The one profile: its unit, occasion and role.
    #[option(setter = none)]
    pub(crate) first: Profile,
    /// The other profile.
    #[option(setter = none)]
    pub(crate) second: Profile,
    /// Seed of the generator of replicates.
    #[option(default = 1, range = 0..=9_007_199_254_740_991)]
    seed: u64,
    /// Replicates of the people who answered.
    #[option(default = 2000, range = 200..=99_999)]
    replicates: u32,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    confidence: f64,
    /// Standard deviations between places, above 0 to 1, by construct (`tenet:joint_work`), for the pattern similarity.
    #[option(setter = none)]
    spread: ByName<f64>,
}

impl SimilarityOptions {
    /// The defaults, for two profiles.
    pub fn new(first: Profile, second: Profile) -> Self {
        Self { first, second, ..Self::default() }
    }

    /// Standard deviation between places of a construct's shares, `tenet:joint_work`, in a reference group.
    #[must_use]
    pub fn spread(mut self, construct: impl Into<String>, deviation: f64) -> Self {
        self.spread.insert(construct, deviation);
        self
    }

    fn check(&self, problems: &mut Problems) {
        for (id, deviation) in self.spread.iter().filter(|(_, at)| !(LEAST_SPREAD..=1.0).contains(*at)) {
            problems.append(&options::outside(&format!("spread.{id}"), deviation, LEAST_SPREAD, 1));
        }
    }
}

/// A number with what replicates of the people make of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Interval over the replicates.
    pub interval: Option<Interval>,
}

/// One profile in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ProfileNumbers {
    /// Raters with a rating on one of the criteria.
    pub raters: u32,
    /// Share at the cut of each construct, in the order of `constructs`.
    pub shares: Vec<f64>,
    /// Their mean.
    pub elevation: f64,
    /// The root of the sum of squared distances from their mean.
    pub scatter: f64,
    /// How much of the profile's unevenness is more than the chance of who answered: 0 to 1; null for an even profile.
    pub reliability: Option<f64>,
}

/// How alike two profiles are.
///
/// # Formula
/// With k shares `x`, `y`, means, scatters `S = sqrt Σ (x - mean x)²` and their correlation r (Cronbach & Gleser 1953,
/// Psychological Bulletin 50:456-473): `D² = Σ (x - y)² = k (mean x - mean y)² + (S_x - S_y)² + 2 S_x S_y (1 - r)`, so
/// that distance is elevation, scatter and shape and nothing else. An even profile has no shape: r is null then.
/// Intervals: the Bayesian bootstrap over raters (Rubin 1981), raters who gave both profiles drawn together. Drawing
/// again pushes two profiles apart as the chance of who answered has done already: for shape, distance and pattern
/// similarity the replicates are therefore turned round the estimate (the basic bootstrap, Davison & Hinkley 1997),
/// distance as its square.
///
/// *Pattern similarity*: `r_p = (E - D²) / (E + D²)` over shares divided by their `spread`, `E` twice the median of
/// chi-square with k degrees of freedom (Cattell 1949, Psychometrika 14:279-298). Two places of a group in which
/// constructs are normal, independent and of that spread have half of the time an `r_p` above 0. Tenets are not
/// independent: then values near 1 and near -1 are both commoner than that, and 0 is not the middle of what chance gives.
/// The spread is of true differences and of the chance of who answered; take it from places with as many raters as these.
///
/// *Reliability* of a profile's unevenness: 1 less the part of the variance between its shares that the chance of who
/// answered makes, by linearisation between raters; of the difference profile `x - y` likewise, with the chance of both.
/// Constructs that the same raters rate high together leave little of it: *one message* says that less than half of the
/// difference profile's unevenness is more than chance.
///
/// It misleads as to elevation where no rater rated both units: stricter rating looks like a lower place. Shape is within
/// each place, and bears that better. Chance alone keeps two profiles apart, so `distance` is too large for few raters.
/// Few raters also make two profiles look less alike in shape than they are.
///
/// # How often the intervals cover
/// Two places of known shares, ten constructs of two criteria, other raters in each, ratings of one rater correlated by
/// .5 on the latent scale, 2,000 simulations, 95 % intervals with 500 replicates:
///
/// | truth | raters in each | elevation | scatter | shape | distance | pattern similarity |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | alike | 5 | .868 | .916 | .808 | .959 | .959 |
/// | alike | 10 | .919 | .942 | .907 | .919 | .919 |
/// | alike | 30 | .937 | .940 | .929 | .815 | .815 |
/// | opposite | 5 | .871 | .925 | .689 | .918 | .918 |
/// | opposite | 10 | .923 | .954 | .805 | .935 | .935 |
/// | opposite | 30 | .934 | .956 | .885 | .921 | .921 |
/// | one much flatter | 5 | .861 | .888 | .409 | .983 | .983 |
/// | one much flatter | 10 | .921 | .914 | .656 | .981 | .981 |
/// | one much flatter | 30 | .932 | .900 | .910 | .971 | .971 |
/// | the same | 5 | .866 | .936 | .740 | .987 | .987 |
/// | the same | 10 | .913 | .948 | .951 | .999 | .999 |
/// | the same | 30 | .941 | .950 | .998 | 1.000 | 1.000 |
///
/// So the interval of elevation is somewhat too narrow for five raters, and that of shape is not to be relied on for
/// fewer than thirty, least of all where a profile is nearly even. Percentiles in place of turned replicates covered
/// distances of places that are alike far too seldom in a first small simulation (12 replicates a case).
#[document("similarity", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Similarity {
    /// The instrument.
    pub rubric: Instrument,
    /// The options it was made with.
    pub options: SimilarityOptions,
    /// The generator of the replicates.
    pub generator: Generator,
    /// What is measured: the constructs that both profiles have; warning signs are not among them.
    pub constructs: Vec<Construct>,
    /// The first profile.
    pub first: Option<ProfileNumbers>,
    /// The second profile.
    pub second: Option<ProfileNumbers>,
    /// Raters who gave both.
    pub linked: u32,
    /// Elevation of the second less that of the first.
    pub elevation: Option<Estimate>,
    /// Scatter of the second less that of the first.
    pub scatter: Option<Estimate>,
    /// Correlation of the shares.
    pub shape: Option<Estimate>,
    /// Root of the mean squared difference: `sqrt (D² / k)`.
    pub distance: Option<Estimate>,
    /// Cattell's `r_p`, -1 to 1: 1 for the same profile, 0 for what two places of the reference group differ by in one of two
    /// cases, if constructs were independent. Null without a `spread` for each construct.
    pub pattern_similarity: Option<Estimate>,
    /// How much of the difference profile's unevenness is more than chance, 0 to 1.
    pub difference_reliability: Option<f64>,
    /// Whether it is less than half, so that the profiles differ by one message at most.
    pub one_message: Option<bool>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// A spread below this is none.
const LEAST_SPREAD: f64 = 1e-6;

/// Constructs that two profiles must share to have a shape.
const LEAST: usize = 3;

/// Less than this of the unevenness is more than chance: one message.
const HALF: f64 = 0.5;

impl Scores {
    /// How alike two profiles of these scores are: in height, in unevenness, in shape.
    ///
    /// # Errors
    /// `invalid_option`, also for a profile compared with itself; `not_in_data`; `consensus_ratings`; `grain_too_coarse`;
    /// `target_not_comparable`.
    ///
    /// ```
    /// use collabpro_core::comparison::{Profile, SimilarityOptions};
    /// use collabpro_core::{Observed, Ratings, Rubric};
    ///
    /// let mut rows = String::from("unit,rater,role,criterion,level\n");
    /// for (unit, levels) in [("Birch", [4, 3, 2]), ("Oak", [3, 3, 2])] {
    ///     for rater in 0..6 {
    ///         for (criterion, level) in ["7a", "6a", "1a"].iter().zip(levels) {
    ///             rows += &format!("{unit},{unit}-{rater},teacher,{criterion},{}\n", level - u8::from(rater == 0));
    ///         }
    ///     }
    /// }
    /// let scores = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled())?.score(Observed::new().form(Form::Short))?;
    /// # use collabpro_core::scoring::Form;
    /// let profile = |unit| Profile::new(unit, "").role("teacher");
    /// let found = scores.similarity(SimilarityOptions::new(profile("Birch"), profile("Oak")))?;
    /// assert_eq!(found.constructs.len(), 3);
    /// assert!(found.shape.unwrap().value > 0.9);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn similarity<'w>(&self, options: impl Into<Watched<'w, SimilarityOptions>>) -> Result<Similarity> {
        self.similarity_with(self, options)
    }

    /// The same where the second profile is in scores that were made separately.
    ///
    /// # Errors
    /// As [`similarity`](Scores::similarity), and `rubric_mismatch`.
    pub fn similarity_with<'w>(
        &self,
        second: &Self,
        options: impl Into<Watched<'w, SimilarityOptions>>,
    ) -> Result<Similarity> {
        options.into().run(|options, watch| self.similar(second, options.checked()?, watch))
    }

    fn similar(
        &self,
        second: &Self,
        options: SimilarityOptions,
        watch: &mut dyn Watch,
    ) -> Result<Similarity> {
        if std::ptr::eq(self, second) && options.first == options.second {
            return Err(options::unfit("second", "option.itself", &options.second.unit).into());
        }
        let known =
            |id: &str| self.rubric().constructs().iter().any(|(construct, _)| construct.to_string() == id);
        if let Some((id, _)) = options.spread.iter().find(|(id, _)| !known(id)) {
            let place = Place::path(format!("spread.{id}"));
            return Err(Problem::new(ErrorCode::NotInData, place).with("what", id).into());
        }
        same_rubric(self.rubric(), second.rubric())?;
        comparable(self)?;
        comparable(second)?;
        similarity([self, second], options, watch)
    }
}

impl Similarity {
    /// One row for each construct.
    pub fn table(&self) -> Table {
        let share = |side: &Option<ProfileNumbers>, at: usize| side.as_ref().map(|side| side.shares[at]);
        Rows::of(self.constructs.iter().enumerate())
            .column("construct", |(_, construct)| construct)
            .column("first", |(at, _)| share(&self.first, at))
            .column("second", |(at, _)| share(&self.second, at))
            .column("difference", |(at, _)| Some(share(&self.second, at)? - share(&self.first, at)?))
            .column("reason", |_| self.undefined.get("first"))
            .table()
    }
}

/// The first profile in some scores, the second in the same or in others.
fn similarity(scores: [&Scores; 2], options: SimilarityOptions, watch: &mut dyn Watch) -> Result<Similarity> {
    let rubric = scores[0].rubric();
    let profiles = [("first", &options.first), ("second", &options.second)];
    let score = |side: usize, construct: &Construct| {
        let profile = profiles[side].1;
        scores[side].constructs().iter().find(|score| {
            let own = (&score.unit, &score.occasion, &score.role, &score.construct);
            own == (&profile.unit, &profile.occasion, &profile.role, construct)
        })
    };
    let mut constructs = Vec::new();
    let mut criteria: Vec<Vec<u16>> = Vec::new();
    let mut lacking = Reason::IncompleteConstruct;
    for (construct, _) in rubric.constructs() {
        let [Some(first), Some(second)] = [0, 1].map(|side| score(side, construct)) else { continue };
        let defined =
            first.at_cut().is_some() && second.at_cut().is_some() && first.criteria == second.criteria;
        if defined && !construct.is_sign() {
            constructs.push(construct.clone());
            criteria.push(first.criteria.iter().filter_map(|id| rubric.position(id)).collect());
        } else if first.undefined.get("shares") == Some(Reason::NoCut) {
            lacking = Reason::NoCut;
        }
    }
    let mut people = Vec::new();
    for ((name, profile), scores) in profiles.into_iter().zip(scores) {
        people.push(ratings(scores, name, profile, &criteria)?);
    }
    let linked = scores.iter().all(|scores| scores.tally().link() == RaterLink::Persistent);
    let lengths: Vec<usize> = criteria.iter().map(Vec::len).collect();
    let pairs = pairs(&people, linked);
    let mut found = Similarity {
        rubric: Instrument::of(rubric),
        options,
        generator: Random::GENERATOR,
        constructs,
        first: None,
        second: None,
        linked: pairs.iter().filter(|pair| pair.iter().all(Option::is_some)).count() as u32,
        elevation: None,
        scatter: None,
        shape: None,
        distance: None,
        pattern_similarity: None,
        difference_reliability: None,
        one_message: None,
        undefined: Undefined::default(),
    };
    fill(&mut found, &pairs, &lengths, lacking, watch)?;
    Ok(found)
}

/// How the replicates of elevation, scatter, shape, distance and pattern similarity become an interval.
const SCALES: [Scale; 5] = [Scale::Plain, Scale::Plain, Scale::Shape, Scale::Distance, Scale::Pattern];

/// `lacking` is why there are too few constructs, if there are.
fn fill(
    found: &mut Similarity,
    pairs: &[Pair],
    lengths: &[usize],
    lacking: Reason,
    watch: &mut dyn Watch,
) -> Result<()> {
    let raters = [0, 1].map(|side| pairs.iter().filter(|pair| pair[side].is_some()).count());
    let reason = match () {
        () if lengths.len() < LEAST => Some(lacking),
        () if raters.iter().any(|raters| !Standing::of(*raters).compares()) => Some(Reason::TooFewRaters),
        () => None,
    };
    if let Some(reason) = reason {
        let numbers = ["first", "second", "elevation", "scatter", "shape", "distance", "patternSimilarity"];
        found.undefined.all(&numbers, reason);
        found.undefined.all(&["differenceReliability", "oneMessage"], reason);
        return Ok(());
    }
    let k = lengths.len();
    let equal = vec![1.0; pairs.len()];
    let profile = [0, 1].map(|side| shares(pairs, side, lengths, &equal));
    let noise = [0, 1].map(|side| chance(pairs, side, lengths));
    let [first, second] = [0, 1].map(|side| {
        let (elevation, scatter) = level(&profile[side]);
        let reliability = reliability(scatter, noise[side], k);
        let shares = profile[side].clone();
        ProfileNumbers { raters: raters[side] as u32, shares, elevation, scatter, reliability }
    });
    let own = |construct: &Construct| found.options.spread.get(&construct.to_string()).copied();
    let deviations: Vec<_> = found.constructs.iter().filter_map(own).collect();
    let spread = if deviations.len() == k { Spread::new(deviations) } else { None };
    let values = compare(&first.shares, &second.shares, spread.as_ref());
    let difference: Vec<f64> = first.shares.iter().zip(&second.shares).map(|(x, y)| y - x).collect();
    // Raters who gave both would make the chance smaller; leaving that out is cautious.
    found.difference_reliability = reliability(level(&difference).1, noise[0] + noise[1], k);
    found.one_message = found.difference_reliability.map(|reliability| reliability < HALF);
    (found.first, found.second) = (Some(first), Some(second));
    let mut replicates: [Vec<f64>; 5] = Default::default();
    let all = Some(u64::from(found.options.replicates));
    for replicate in 0..found.options.replicates {
        ask(watch, u64::from(replicate), all)?;
        let mut random = Random::new(found.options.seed, u64::from(replicate));
        let weights: Vec<f64> = pairs.iter().map(|_| bayesian_bootstrap::weight(&mut random)).collect();
        let [x, y] = [0, 1].map(|side| shares(pairs, side, lengths, &weights));
        for (replicates, value) in replicates.iter_mut().zip(compare(&x, &y, spread.as_ref())) {
            replicates.extend(value);
        }
    }
    let mut estimates =
        values.into_iter().zip(replicates).enumerate().map(|(at, (value, mut replicates))| {
            replicates.sort_unstable_by(f64::total_cmp);
            let value = value?;
            Some(Estimate {
                value,
                interval: interval(&replicates, value, SCALES[at], found.options.confidence),
            })
        });
    found.elevation = estimates.next().flatten();
    found.scatter = estimates.next().flatten();
    found.shape = estimates.next().flatten();
    found.distance = estimates.next().flatten();
    found.pattern_similarity = estimates.next().flatten();
    if found.pattern_similarity.is_none() {
        found.undefined.insert("patternSimilarity", Reason::NoReferenceSpread);
    }
    if found.shape.is_none() {
        found.undefined.insert("shape", Reason::EvenProfile);
    }
    for (field, side) in [("firstReliability", &found.first), ("secondReliability", &found.second)] {
        if side.as_ref().is_some_and(|side| side.reliability.is_none()) {
            found.undefined.insert(field, Reason::EvenProfile);
        }
    }
    if found.difference_reliability.is_none() {
        found.undefined.insert("differenceReliability", Reason::EvenProfile);
        found.undefined.insert("oneMessage", Reason::EvenProfile);
    }
    Ok(())
}

#[cfg(test)]
#[path = "similarity_tests.rs"]
mod tests;
