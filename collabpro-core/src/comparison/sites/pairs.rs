//! Puts the parts together: each construct, its sites, its pairs.

use crate::base::error::{Error, ErrorCode, Place, Problem, Result};
use crate::base::watch::{Watch, ask};
use crate::comparison::comparable;
use crate::comparison::mover::{Pair, correlation};
use crate::comparison::shares::shared;
use crate::framework::Construct;
use crate::rubric::Instrument;
use crate::scoring::{
    Caution, CriterionLevels, Critical, Estimated, Interval, Measure, Reason, Scores, Standing, Undefined,
    wilson,
};
use crate::stats::distribution::{t_quantile, t_survival};
use crate::stats::false_discovery::benjamini_hochberg;
use crate::stats::holm::holm;
use crate::stats::random::Random;

use super::effect::{cliff, cliff_paired, hedges, hedges_paired};
use super::linked::{Levels, cluster_variance, levels};
use super::pooling::{pool, rank_shares};
use super::resample::{Permutations, bootstrap, resample, resample_one};
use super::samples::{Gathered, Sample, components, gather};
use super::{
    Site, SiteBasis, SiteConstruct, SiteInterval, SitePair, SiteRank, SiteSample, SiteTest, SiteVerdict,
    Sites, SitesMethod, SitesOptions,
};

/// Fewer raters, or units, than this are not compared.
const LEAST: usize = 5;

/// Fewer raters who rated both are not resampled: with so few whole ratings to differ by, replicates tell sites apart
/// that do not differ in 5 to 18 of 100 pairs.
const LEAST_RESAMPLED: usize = 15;

pub(in crate::comparison) fn sites(
    scores: &Scores,
    options: SitesOptions,
    watch: &mut dyn Watch,
) -> Result<Sites> {
    let options = options.check(scores.rubric())?;
    comparable(scores)?;
    let gathered = gather(scores, &options)?;
    let method = SitesMethod {
        interval: options.interval,
        test: options.test,
        correction: options.correction,
        sample: if gathered.grouped { SiteSample::Units } else { SiteSample::Raters },
        generator: Random::GENERATOR,
    };
    let asked = scores.rubric().constructs().iter().map(|(construct, _)| construct).filter(|construct| {
        !construct.is_sign() && (options.constructs.is_empty() || options.constructs.contains(construct))
    });
    let mut made = Vec::new();
    let mut apart = None;
    let mut linked = false;
    let asked: Vec<_> = asked.collect();
    for (at, construct) in asked.iter().enumerate() {
        let samples = gathered.samples(construct);
        if samples.iter().all(|sample| sample.reason == Some(Reason::NoRatings))
            && options.constructs.is_empty()
        {
            continue;
        }
        let step = (at * gathered.units.len(), asked.len() * gathered.units.len());
        let maker = Maker::new(&gathered, &options, samples)?;
        let own = maker.construct(construct, watch, step)?;
        // Sites that cannot be compared for another reason are no case for better links.
        linked |= own.linked.len() == 1 && own.linked[0].len() > 1;
        if own.linked.len() > 1 && apart.is_none() {
            apart = Some(own.linked.clone());
        }
        made.push(own);
    }
    match apart {
        Some(groups) if !linked => {
            let names = groups.iter().map(|group| group.join(", ")).collect::<Vec<_>>().join("; ");
            let problem = Problem::new(ErrorCode::SitesNotLinked, Place::path("units"));
            Err(problem.with("groups", names).into())
        }
        _ => Ok(Sites { rubric: Instrument::of(scores.rubric()), options, method, constructs: made }),
    }
}

fn defined<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::internal("comparison of sites"))
}

/// One construct.
struct Maker<'a> {
    gathered: &'a Gathered<'a>,
    options: &'a SitesOptions,
    samples: Vec<Sample<'a>>,
    /// Where raters link the sites.
    levels: Option<Levels>,
    linked: Vec<Vec<usize>>,
}

/// What a pair comes to before all pairs are judged together.
#[derive(Default)]
struct Found {
    basis: Option<SiteBasis>,
    difference: f64,
    interval: Option<Interval>,
    p: Option<f64>,
    reason: Option<Reason>,
}

impl<'a> Maker<'a> {
    fn new(gathered: &'a Gathered<'a>, options: &'a SitesOptions, samples: Vec<Sample<'a>>) -> Result<Self> {
        let usable = (0..samples.len()).filter(|at| samples[*at].reason.is_none()).collect();
        let linked = match (&options.declared, gathered.persistent && !gathered.grouped) {
            (Some(_), _) => vec![usable],
            (None, true) => components(&samples),
            (None, false) => usable.into_iter().map(|at| vec![at]).collect(),
        };
        let by_people = options.declared.is_none() && linked.len() == 1 && linked[0].len() > 1;
        let levels = if by_people { Some(defined(levels(&samples))?) } else { None };
        Ok(Self { gathered, options, samples, levels, linked })
    }

    fn is_linked(&self) -> bool {
        self.linked.len() < 2
    }

    fn construct(
        &self,
        construct: &Construct,
        watch: &mut dyn Watch,
        (done, total): (usize, usize),
    ) -> Result<SiteConstruct> {
        let replicates = self.replicates();
        let mut critical = defined(Critical::new(self.options.confidence))?;
        let mut pairs = Vec::new();
        for first in 0..self.samples.len() {
            ask(watch, (done + first) as u64, Some(total as u64))?;
            for second in first + 1..self.samples.len() {
                pairs.push(self.pair([first, second], pairs.len() as u64, &replicates, &mut critical)?);
            }
        }
        self.judge(&mut pairs);
        let mut sites = Vec::new();
        for at in 0..self.samples.len() {
            sites.push(self.site(at, &mut critical)?);
        }
        let pooling = self.pool(&mut sites);
        if self.options.ranks && self.is_linked() {
            self.ranks(&mut sites, &pairs, &replicates);
        }
        let name = |at: &usize| self.gathered.units[*at].0.to_owned();
        let linked = self.linked.iter().map(|group| group.iter().map(name).collect()).collect();
        Ok(SiteConstruct { construct: construct.clone(), linked, pooling, sites, pairs })
    }

    /// Levels of the sites in replicates; empty where nothing needs them.
    fn replicates(&self) -> Vec<Vec<f64>> {
        let wanted = self.options.ranks || self.options.interval == SiteInterval::Bootstrap;
        if !wanted || !self.is_linked() {
            return Vec::new();
        }
        let SitesOptions { seed, replicates, .. } = *self.options;
        if let Some(levels) = &self.levels {
            if !self.options.ranks {
                return Vec::new();
            }
            let sampled = levels.influence.iter().map(|own| own.iter().copied().enumerate().collect());
            return resample(&levels.values, &sampled.collect::<Vec<_>>(), seed, replicates);
        }
        let mut named: Vec<(&str, usize, f64)> = Vec::new();
        let mut values = Vec::new();
        for (at, sample) in self.samples.iter().enumerate() {
            values.push(sample.estimated.as_ref().map_or(0.0, |estimated| estimated.value));
            if let (Some(estimated), None) = (&sample.estimated, sample.reason) {
                named.extend(sample.names.iter().zip(&estimated.z).map(|(name, z)| (*name, at, *z)));
            }
        }
        named.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let same = |a: &(&str, usize, f64), b: &(&str, usize, f64)| a.0 == b.0 && self.gathered.persistent;
        let sampled = named.chunk_by(same).map(|own| own.iter().map(|(_, at, z)| (*at, *z)).collect());
        resample(&values, &sampled.collect::<Vec<_>>(), seed, replicates)
    }

    fn site(&self, at: usize, critical: &mut Critical) -> Result<Site> {
        let sample = &self.samples[at];
        let estimated = sample.estimated.as_ref().filter(|_| sample.reason.is_none());
        let raters = sample.score.map_or(0, |score| score.raters);
        let mut undefined = Undefined::default();
        let interval = match estimated {
            Some(estimated) => estimated.k(critical).map(|k| wilson(estimated.value, k)),
            None => None,
        };
        if let Some(reason) = sample.reason {
            undefined.all(&["share", "interval", "level", "pooled", "shrinkage"], reason);
        } else {
            if interval.is_none() {
                undefined.insert("interval", Reason::OneRater);
            }
            if !self.is_linked() {
                undefined.all(&["level", "pooled", "shrinkage"], Reason::NotLinked);
            }
        }
        let level = match (&self.levels, estimated) {
            (Some(levels), Some(_)) => Some(levels.values[at]),
            (None, Some(estimated)) => self.is_linked().then_some(estimated.value),
            _ => None,
        };
        let few = Standing::of(raters as usize) < Standing::Enough;
        Ok(Site {
            unit: self.gathered.units[at].0.to_owned(),
            raters,
            units: self.gathered.grouped.then_some(sample.names.len() as u32),
            share: estimated.map(|estimated| estimated.value),
            interval,
            adjusted_share: level,
            pooled: None,
            shrinkage: None,
            rank: None,
            undefined,
            cautions: few.then_some(Caution::FewRaters).into_iter().collect(),
        })
    }

    fn pool(&self, sites: &mut [Site]) -> Option<super::Pooling> {
        let level = |site: &Site, at: usize| Some((site.adjusted_share?, self.variance(at)?));
        let known: Vec<_> = sites.iter().enumerate().map(|(at, site)| level(site, at)).collect();
        let pooled = pool(&known.iter().flatten().copied().collect::<Vec<_>>());
        let mut next = pooled.iter().flat_map(|pooled| &pooled.sites);
        for (site, known) in sites.iter_mut().zip(known) {
            let Some(_) = known else {
                if site.adjusted_share.is_some() {
                    site.undefined.all(&["pooled", "shrinkage"], Reason::OneRater);
                }
                continue;
            };
            match next.next() {
                Some((value, shrinkage)) => {
                    (site.pooled, site.shrinkage) = (Some(*value), Some(*shrinkage));
                }
                None => site.undefined.all(&["pooled", "shrinkage"], Reason::TooFewUnits),
            }
        }
        pooled.map(|pooled| pooled.pooling)
    }

    /// The variance of a level. Ratings that happen to agree are no certainty: it is never less than that of as many
    /// independent ratings, half a rating on either side added.
    fn variance(&self, at: usize) -> Option<f64> {
        let sample = &self.samples[at];
        let estimated = sample.estimated.as_ref().filter(|estimated| estimated.z.len() > 1)?;
        let ratings = f64::from(sample.score?.ratings);
        let share = (ratings * estimated.value + 0.5) / (ratings + 1.0);
        let own = self.levels.as_ref().map_or(estimated.variance, |levels| levels.variance(at));
        Some(own.max(share * (1.0 - share) / ratings))
    }

    /// Rank intervals from the pairs that Holm's correction tells apart, which therefore hold for all sites at once (Klein,
    /// Wright & Wieczorek 2020, Journal of the Royal Statistical Society C 69, 589; Mogstad et al. 2024, Review of Economic
    /// Studies 91, 476).
    fn ranks(&self, sites: &mut [Site], pairs: &[SitePair], replicates: &[Vec<f64>]) {
        let ranked: Vec<_> = (0..sites.len()).filter(|at| sites[*at].adjusted_share.is_some()).collect();
        let own = ranked.iter().filter_map(|at| replicates.get(*at).cloned()).collect::<Vec<_>>();
        let mut shares = rank_shares(&own).into_iter();
        let level = self.options.significance();
        for at in ranked.iter() {
            let site = &mut sites[*at];
            let (mut above, mut below) = (0, 0);
            for pair in pairs.iter().filter(|pair| pair.p_holm.is_some_and(|p| p <= level)) {
                let second_higher = pair.difference.unwrap_or(0.0) > 0.0;
                let (higher, lower) =
                    if second_higher { (&pair.second, &pair.first) } else { (&pair.first, &pair.second) };
                above += u32::from(*lower == site.unit);
                below += u32::from(*higher == site.unit);
            }
            site.rank = shares.next().map(|replicates| SiteRank {
                highest: 1 + above,
                lowest: ranked.len() as u32 - below,
                replicates,
            });
        }
    }

    fn pair(
        &self,
        [first, second]: [usize; 2],
        stream: u64,
        replicates: &[Vec<f64>],
        critical: &mut Critical,
    ) -> Result<SitePair> {
        let (x, y) = (&self.samples[first], &self.samples[second]);
        let shared = if self.gathered.persistent { shared(&x.names, &y.names) } else { Vec::new() };
        let sampled = |sample: &Sample<'_>| {
            sample.names.len().max(
                sample.score.map_or(0, |score| score.raters as usize * usize::from(!self.gathered.grouped)),
            )
        };
        let mut pair = SitePair {
            first: self.gathered.units[first].0.to_owned(),
            second: self.gathered.units[second].0.to_owned(),
            verdict: SiteVerdict::CannotTell,
            basis: None,
            difference: None,
            interval: None,
            first_n: sampled(x) as u32,
            second_n: sampled(y) as u32,
            shared: shared.len() as u32,
            p: None,
            p_holm: None,
            p_benjamini_hochberg: None,
            hedges_g: None,
            cliffs_delta: None,
            undefined: Undefined::default(),
        };
        let few = if self.gathered.grouped { Reason::TooFewUnits } else { Reason::TooFewRaters };
        let least = x.names.len().min(y.names.len());
        let reason = match () {
            () if x.reason.is_some() || y.reason.is_some() => x.reason.or(y.reason),
            () if !self.is_linked() => Some(Reason::NotLinked),
            () if least < LEAST => Some(few),
            () => None,
        };
        if let Some(reason) = reason {
            pair.undefined.all(&NUMBERS, reason);
            return Ok(pair);
        }
        let found = match &self.levels {
            None => self.declared([first, second], &shared, stream, replicates, critical, &mut pair)?,
            Some(_) if shared.len() >= LEAST => self.paired([x, y], &shared, stream, critical, &mut pair)?,
            Some(levels) => {
                let why = Reason::ThroughOthers;
                pair.undefined.all(&["hedgesG", "cliffsDelta"], why);
                self.through(levels, [first, second], stream)?
            }
        };
        if let (Some(reason), None) = (found.reason, found.p) {
            pair.undefined.all(&["interval", "p", "pHolm", "pBenjaminiHochberg"], reason);
        } else if let (Some(reason), None) = (found.reason, found.interval) {
            pair.undefined.insert("interval", reason);
        }
        pair.basis = found.basis;
        pair.difference = Some(found.difference);
        (pair.interval, pair.p) = (found.interval, found.p);
        if found.reason == Some(Reason::IncompleteConstruct) {
            pair.difference = None;
            pair.undefined.all(&NUMBERS, Reason::IncompleteConstruct);
        }
        Ok(pair)
    }

    /// Raters of both from one pool, as the caller says.
    fn declared(
        &self,
        [first, second]: [usize; 2],
        shared: &[(usize, usize)],
        stream: u64,
        replicates: &[Vec<f64>],
        critical: &mut Critical,
        pair: &mut SitePair,
    ) -> Result<Found> {
        let (x, y) = (&self.samples[first], &self.samples[second]);
        let (from, to) = (defined(x.estimated.as_ref())?, defined(y.estimated.as_ref())?);
        let confidence = self.options.confidence;
        pair.hedges_g = hedges(&x.values, &y.values, confidence);
        pair.cliffs_delta = cliff(&x.values, &y.values, confidence);
        if pair.hedges_g.is_none() {
            pair.undefined.insert("hedgesG", Reason::NoVariance);
        }
        let both = shared.iter().map(|(a, b)| (x.values[*a], y.values[*b])).collect::<Vec<_>>();
        let rest = |sample: &Sample<'_>, side: fn(&(usize, usize)) -> usize| {
            let alone = |at: &usize| !shared.iter().any(|both| side(both) == *at);
            (0..sample.values.len()).filter(alone).map(|at| sample.values[at]).collect::<Vec<_>>()
        };
        let (own, other) = (rest(x, |both| both.0), rest(y, |both| both.1));
        let permutations = Permutations { first: &own, second: &other, both: &both };
        let replicates = match (replicates.get(first), replicates.get(second), self.options.interval) {
            (Some(first), Some(second), SiteInterval::Bootstrap) => {
                Some(first.iter().zip(second).map(|(x, y)| y - x).collect())
            }
            _ => None,
        };
        let found = Found { basis: Some(SiteBasis::Declared), ..Found::default() };
        let least = x.names.len().min(y.names.len());
        self.tested(found, [from, to], shared, (replicates, least), &permutations, stream, critical)
    }

    /// Raters who rated both, each against themselves.
    fn paired(
        &self,
        [x, y]: [&Sample<'_>; 2],
        shared: &[(usize, usize)],
        stream: u64,
        critical: &mut Critical,
        pair: &mut SitePair,
    ) -> Result<Found> {
        let only = |sample: &Sample<'_>, side: fn(&(usize, usize)) -> usize| -> Result<CriterionLevels> {
            let levels = defined(sample.levels.as_ref())?;
            let rows: Vec<_> = levels.rows().collect();
            let kept = shared.iter().flat_map(|both| rows[side(both)]).copied().collect();
            Ok(CriterionLevels::new(levels.answered().len(), kept))
        };
        let levels = [only(x, |both| both.0)?, only(y, |both| both.1)?];
        let mut found = Found { basis: Some(SiteBasis::SharedRaters), ..Found::default() };
        if !levels.iter().all(CriterionLevels::is_complete) {
            found.reason = Some(Reason::IncompleteConstruct);
            return Ok(found);
        }
        let cut = defined(self.cut(x))?;
        let [from, to] = levels.map(|levels| levels.estimate(Measure::Share(cut)));
        let both = shared.iter().map(|(a, b)| (x.values[*a], y.values[*b])).collect::<Vec<_>>();
        pair.hedges_g = hedges_paired(&both, self.options.confidence);
        pair.cliffs_delta = cliff_paired(&both, self.options.confidence);
        if pair.hedges_g.is_none() {
            pair.undefined.insert("hedgesG", Reason::NoVariance);
        }
        let linked = (0..both.len()).map(|at| (at, at)).collect::<Vec<_>>();
        let replicates = (self.options.interval == SiteInterval::Bootstrap).then(|| {
            let parts = from.z.iter().zip(&to.z).map(|(x, y)| y - x).collect::<Vec<_>>();
            let SitesOptions { seed, replicates, .. } = *self.options;
            resample_one(to.value - from.value, &parts, seed, STREAMS + stream, replicates)
        });
        let permutations = Permutations { first: &[], second: &[], both: &both };
        let judged = (replicates, both.len());
        let mut found = self.tested(found, [&from, &to], &linked, judged, &permutations, stream, critical)?;
        if self.options.interval == SiteInterval::Bootstrap && both.len() < LEAST_RESAMPLED {
            (found.interval, found.reason) = (None, Some(Reason::TooFewRaters));
            found.p = found.p.filter(|_| self.options.test == SiteTest::Permutation);
        }
        Ok(found)
    }

    fn cut(&self, sample: &Sample<'_>) -> Option<u8> {
        let rubric = self.gathered.scores.rubric();
        rubric.scale(rubric.position(sample.score?.criteria.first()?)?).cut()
    }

    /// Interval and p value of two shares.
    #[allow(clippy::too_many_arguments, reason = "the two shares, and each way to judge them")]
    fn tested(
        &self,
        mut found: Found,
        [from, to]: [&Estimated; 2],
        linked: &[(usize, usize)],
        (replicates, n): (Option<Vec<f64>>, usize),
        permutations: &Permutations<'_>,
        stream: u64,
        critical: &mut Critical,
    ) -> Result<Found> {
        let level = self.options.significance();
        let pair = Pair { from, to, correlation: correlation(from, to, linked) };
        found.difference = pair.difference();
        match replicates {
            None => {
                found.interval = Some(defined(pair.interval(critical))?);
                if self.options.test == SiteTest::Interval {
                    found.p = Some(defined(pair.p(level))?);
                }
            }
            Some(replicates) => match bootstrap(replicates, found.difference, n, level) {
                Some((interval, p)) => (found.interval, found.p) = (Some(interval), Some(p)),
                None => found.reason = Some(Reason::NoVariance),
            },
        }
        if self.options.test == SiteTest::Permutation {
            let mut random = Random::new(self.options.seed, 2 * STREAMS + stream);
            found.p = Some(permutations.p(&mut random, self.options.replicates));
        }
        Ok(found)
    }

    /// Two sites that others link.
    fn through(&self, levels: &Levels, [first, second]: [usize; 2], stream: u64) -> Result<Found> {
        let parts = levels
            .contributions(first, second)
            .into_iter()
            .filter(|part| part.abs() > 1e-15)
            .collect::<Vec<_>>();
        let difference = levels.values[second] - levels.values[first];
        let mut found = Found { basis: Some(SiteBasis::ThroughOthers), difference, ..Found::default() };
        let (variance, n) = (cluster_variance(&parts), parts.len());
        let level = self.options.significance();
        let resampled = self.options.interval == SiteInterval::Bootstrap;
        let few = n < if resampled { LEAST_RESAMPLED } else { LEAST };
        if few || self.options.test == SiteTest::Permutation {
            found.reason = Some(if few { Reason::TooFewRaters } else { Reason::ThroughOthers });
        } else if variance <= 1e-20 {
            found.reason = Some(Reason::NoVariance);
        } else if resampled {
            let SitesOptions { seed, replicates, .. } = *self.options;
            let replicates = resample_one(difference, &parts, seed, STREAMS + stream, replicates);
            let (interval, p) = defined(bootstrap(replicates, difference, n, level))?;
            (found.interval, found.p) = (Some(interval), Some(p));
        } else {
            let df = n as f64 - 1.0;
            let error = variance.sqrt();
            let half = error * defined(t_quantile(1.0 - 0.5 * level, df))?;
            // Levels are not held between 0 and 1; what they stand for is.
            let (lower, upper) = ((difference - half).max(-1.0), (difference + half).min(1.0));
            found.interval = Some(Interval { lower, upper });
            found.p = Some((2.0 * defined(t_survival(difference.abs() / error, df))?).min(1.0));
        }
        Ok(found)
    }

    /// Adjusted p values over all pairs, and the verdicts.
    fn judge(&self, pairs: &mut [SitePair]) {
        let p = pairs.iter().filter_map(|pair| pair.p).collect::<Vec<_>>();
        let mut adjusted = holm(&p).into_iter().zip(benjamini_hochberg(&p));
        for pair in pairs.iter_mut().filter(|pair| pair.p.is_some()) {
            let Some((holm, bh)) = adjusted.next() else { break };
            (pair.p_holm, pair.p_benjamini_hochberg) = (Some(holm), Some(bh));
            let chosen = match self.options.correction {
                super::SiteCorrection::Holm => holm,
                super::SiteCorrection::BenjaminiHochberg => bh,
            };
            if chosen <= self.options.significance() {
                pair.verdict = SiteVerdict::Distinguishable;
            }
        }
    }
}

/// Streams of the generator that belong to the replicates of all sites, then of pairs, then of permutations.
const STREAMS: u64 = 1 << 32;

/// What is null together where a pair cannot be compared.
const NUMBERS: [&str; 8] =
    ["basis", "cliffsDelta", "difference", "hedgesG", "interval", "p", "pBenjaminiHochberg", "pHolm"];
