//! Two calibrations on one scale, by the elements that both know.

use std::collections::BTreeMap;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use super::{CalibratedElement, Calibration};
use crate::base::error::{ErrorCode, Place, Problem, Problems, Result};
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
use crate::base::watch::{Watched, ask};
use crate::rasch::results::ElementStanding;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::{normal_cdf, normal_quantile};
use crate::stats::holm::holm;

/// By what the two are linked.
#[words]
#[derive(Default)]
pub enum LinkMethod {
    /// The mean difference of the elements that have not drifted: whoever has is left out, the furthest first, until nobody has.
    #[default]
    Robust,
    /// The mean difference of all (mean/mean).
    Mean,
}

/// Options of a link.
#[options(check)]
pub struct CalibrationLinkOptions {
    /// The calibrations that follow, each linked with the one before it; one or more.
    pub(super) to: Vec<Calibration>,
    /// The facets whose elements link them; without it all that both have elements of.
    #[option(filled)]
    pub(super) facets: Vec<String>,
    /// By what they are linked.
    pub(super) method: LinkMethod,
    /// From which probability on, by Holm's correction over the elements of a facet, an element counts as drifted.
    #[option(default = 0.05, range = 0.000001..=0.5)]
    pub(super) level: f64,
    /// So many elements must carry the link of a facet.
    #[option(default = 3, range = 1..=1_000)]
    pub(super) fewest: u32,
    /// No larger may the standard error of a link be, in logits.
    #[option(default = 0.3, range = 0.001..=10.0)]
    pub(super) most_error: f64,
    /// How often the intervals cover.
    #[option(default = 0.95, range = 0.8..=0.999)]
    pub(super) confidence: f64,
}

impl CalibrationLinkOptions {
    fn check(&self, problems: &mut Problems) {
        if self.to.is_empty() {
            problems.push(options::refused("to", crate::base::message::Message::new("option.empty")));
        }
    }
}

/// An element that both calibrations know.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ElementDrift {
    /// Its label.
    pub element: String,
    /// Its measure in the earlier calibration, and in the later one.
    pub earlier: f64,
    /// See `earlier`.
    pub later: f64,
    /// The later measure on the scale of the earlier calibration, less the earlier one.
    pub drift: f64,
    /// The standard error of that, the link taken for known.
    pub standard_error: f64,
    /// The drift over its standard error.
    pub z: f64,
    /// The probability of one so large or larger.
    pub p_value: f64,
    /// The same by Holm's correction over the elements of the facet.
    pub adjusted: f64,
    /// Whether it has drifted, at the level that was asked for.
    pub drifted: bool,
    /// Whether the link rests on it.
    pub carries: bool,
}

/// How far a facet of the later calibration lies from where it was.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FacetLink {
    /// Which link of the chain, from 1.
    pub link: u32,
    /// Its name.
    pub facet: String,
    /// Elements that the link rests on.
    pub carrying: u32,
    /// What is taken off measures of the later calibration to have them on the scale of the earlier one.
    pub shift: f64,
    /// Its standard error by those of the measures: `sqrt(Σ (SE² + SE²)) / n`, with twice the covariances of every two in the sum where a
    /// calibration has them.
    pub standard_error: f64,
    /// Its standard error by how far the differences lie apart, `SD / sqrt(n)`: also what the choice of the elements brings.
    pub linking_error: Option<f64>,
    /// The shifts of this link and all before it.
    pub chain_shift: f64,
    /// The standard error of that, `sqrt(Σ w'Vw + Σ max(0, linkingError² - standardError²))`: over the calibrations of the chain, with
    /// what each of its measures weighs in the shift and their variances, and over the links. A calibration between two links is in both,
    /// later in one and earlier in the next, so that an element that carries both weighs nothing.
    pub chain_error: f64,
    /// Where it lies, by that standard error.
    pub interval: Interval,
    /// The elements that both know, in byte order.
    pub elements: Vec<ElementDrift>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Calibrations on one scale. For researchers: who drifted is about persons.
///
/// # When it misleads
/// Where most elements drift alike, nobody has: a link cannot tell raters who all became more severe from units that became weaker.
#[document("calibration_links", version = 1, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CalibrationLinks {
    /// By what they were linked.
    pub method: LinkMethod,
    /// The level at which an element counts as drifted.
    pub level: f64,
    /// What tells the ratings of each calibration from others, in the order of the chain.
    pub fingerprints: Vec<String>,
    /// The links of each facet, one after another.
    pub facets: Vec<FacetLink>,
}

/// A common element: the earlier one, the later one, their difference and its variance.
struct Pair<'a> {
    earlier: &'a CalibratedElement,
    later: &'a CalibratedElement,
    /// Their places among the covariances of their calibrations.
    places: [Option<usize>; 2],
    variance: f64,
}

impl Pair<'_> {
    fn difference(&self) -> f64 {
        self.later.measure - self.earlier.measure
    }
}

/// The differences of the pairs, with what they have together by the covariances of either calibration.
struct Pairs<'a> {
    calibrations: [&'a Calibration; 2],
    all: Vec<Pair<'a>>,
}

impl Pairs<'_> {
    /// What a difference has together with all that carry the link.
    fn shared(&self, at: usize, carries: &[bool]) -> f64 {
        let own = if carries[at] { self.all[at].variance } else { 0.0 };
        if self.calibrations.iter().all(|one| one.covariance.is_none()) {
            return own;
        }
        let others = self.all.iter().zip(carries).enumerate();
        let others = others.filter(|(other, (_, carries))| *other != at && **carries);
        let together = |pair: &Pair<'_>| -> f64 {
            let places = self.all[at].places.iter().zip(pair.places);
            let both = self.calibrations.iter().zip(places);
            both.map(|(one, (own, other))| one.together(*own, other)).sum()
        };
        own + others.map(|(_, (pair, _))| together(pair)).sum::<f64>()
    }

    /// The variance of the sum of those that carry the link.
    fn variance(&self, carries: &[bool]) -> f64 {
        let own = (0..self.all.len()).filter(|at| carries[*at]);
        own.map(|at| self.shared(at, carries)).sum::<f64>().max(0.0)
    }
}

impl Calibration {
    /// Puts later calibrations on the scale of this one, link by link, by the elements that each has in common with the one before.
    ///
    /// # Errors
    /// `invalid_option`; `link_too_weak` where a facet has too few elements in common, or too inexact ones.
    pub fn link<'w>(
        &self,
        options: impl Into<Watched<'w, CalibrationLinkOptions>>,
    ) -> Result<CalibrationLinks> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let facets = self.linking(&options)?;
            let quantile = normal_quantile(0.5 * (1.0 + options.confidence)).unwrap_or(0.0);
            let mut made = Vec::new();
            let mut problems = Problems::of(crate::base::error::ErrorKind::Estimation);
            for facet in &facets {
                let (mut earlier, mut shift, mut square) = (self, 0.0, 0.0);
                // What the earlier calibration's measures weigh in the shift so far.
                let mut weights = BTreeMap::new();
                for (at, later) in options.to.iter().enumerate() {
                    ask(watch, at as u64, Some(options.to.len() as u64))?;
                    let mut link = match linked(earlier, later, facet, at as u32 + 1, &options) {
                        Ok(link) => link,
                        Err(problem) => {
                            problems.push(problem);
                            break;
                        }
                    };
                    let added = link.carrying().map(|element| (element.to_owned(), link.weight()));
                    let added: BTreeMap<String, f64> = added.collect();
                    for (element, weight) in &added {
                        *weights.entry(element.clone()).or_insert(0.0) -= weight;
                    }
                    square += earlier.variance(facet, &weights) + link.beyond_sampling();
                    weights = added;
                    shift += link.shift;
                    link.chain_shift = shift;
                    link.chain_error = (square + later.variance(facet, &weights)).sqrt();
                    let far = quantile * link.chain_error;
                    link.interval = Interval { lower: shift - far, upper: shift + far };
                    made.push(link);
                    earlier = later;
                }
            }
            problems.finish(())?;
            let all = std::iter::once(self).chain(&options.to);
            Ok(CalibrationLinks {
                method: options.method,
                level: options.level,
                fingerprints: all.map(|own| own.fingerprint.clone()).collect(),
                facets: made,
            })
        })
    }

    /// The variance of a weighted sum of measures of a facet.
    fn variance(&self, facet: &str, weights: &BTreeMap<String, f64>) -> f64 {
        let weighed = self.of_facet(facet).into_iter().filter_map(|(own, place)| {
            let weight = weights.get(&own.element).copied().filter(|weight| *weight != 0.0)?;
            Some((weight, own.standard_error.unwrap_or(0.0), place))
        });
        let weighed: Vec<(f64, f64, Option<usize>)> = weighed.collect();
        let mut sum = 0.0;
        for (at, (weight, error, place)) in weighed.iter().enumerate() {
            sum += weight * weight * error * error;
            for (other, _, beside) in &weighed[..at] {
                sum += 2.0 * weight * other * self.together(*place, *beside);
            }
        }
        sum.max(0.0)
    }

    /// The facets that link: those that are named, or all of which each has elements.
    fn linking(&self, options: &CalibrationLinkOptions) -> Result<Vec<String>> {
        let names: Vec<String> = self.facets.iter().map(|own| own.facet.clone()).collect();
        let mut problems = Problems::of(crate::base::error::ErrorKind::Estimation);
        for (at, name) in options.facets.iter().enumerate() {
            if !names.contains(name) {
                problems.push(options::unfit(format!("facets[{at}]"), "option.no_facet", name));
            }
        }
        problems.finish(())?;
        let has = |own: &Self, name: &String| own.elements.iter().any(|one| one.facet == *name);
        let in_all = |name: &String| has(self, name) && options.to.iter().all(|later| has(later, name));
        Ok(match options.facets.is_empty() {
            true => names.into_iter().filter(in_all).collect(),
            false => options.facets.clone(),
        })
    }

    /// Measured elements of a facet, each with its place among the covariances.
    fn of_facet(&self, facet: &str) -> Vec<(&CalibratedElement, Option<usize>)> {
        let is_measured = |own: &CalibratedElement| {
            matches!(own.standing, ElementStanding::Estimated | ElementStanding::Anchored)
        };
        let all = self.elements.iter().zip(self.places());
        all.filter(|(own, _)| own.facet == facet && is_measured(own)).collect()
    }
}

/// That a link carries too little: so many elements, with this standard error.
fn weak(
    facet: &str,
    link: u32,
    (carrying, error): (usize, f64),
    options: &CalibrationLinkOptions,
) -> Problem {
    let error = if error.is_finite() { format!("{error:.3}") } else { "-".to_owned() };
    Problem::new(ErrorCode::LinkTooWeak, Place::path(format!("to[{}]", link.saturating_sub(1))))
        .count("link", u64::from(link))
        .with("facet", facet)
        .count("n", carrying as u64)
        .with("error", error)
        .count("fewest", u64::from(options.fewest))
        .with("most", options.most_error.to_string())
}

/// One link of a facet.
fn linked<'a>(
    earlier: &'a Calibration,
    later: &'a Calibration,
    facet: &str,
    link: u32,
    options: &CalibrationLinkOptions,
) -> std::result::Result<FacetLink, Problem> {
    let later_of: BTreeMap<&str, (&CalibratedElement, Option<usize>)> =
        later.of_facet(facet).into_iter().map(|own| (own.0.element.as_str(), own)).collect();
    let square = |own: &CalibratedElement| own.standard_error.map_or(0.0, |error| error * error);
    let pair = |(earlier, place): (&'a CalibratedElement, Option<usize>)| {
        let (later, other) = *later_of.get(earlier.element.as_str())?;
        Some(Pair { earlier, later, places: [place, other], variance: square(earlier) + square(later) })
    };
    let all = earlier.of_facet(facet).into_iter().filter_map(pair).collect();
    let both = Pairs { calibrations: [earlier, later], all };
    let pairs = &both.all;
    let mut carries = vec![true; pairs.len()];
    let shift_of = |carries: &[bool]| {
        let own = pairs.iter().zip(carries).filter(|(_, carries)| **carries);
        let (mut n, mut sum) = (0.0, 0.0);
        for (pair, _) in own {
            n += 1.0;
            sum += pair.difference();
        }
        [sum / n, both.variance(carries).sqrt() / n, n]
    };
    // In whatever state the link is left: each against the others.
    let tested = |carries: &[bool]| {
        let [shift, _, n] = shift_of(carries);
        let all = both.variance(carries);
        // An element is itself a part of the mean that it is counted from.
        let variance = |at: usize| pairs[at].variance + all / (n * n) - 2.0 * both.shared(at, carries) / n;
        let z: Vec<[f64; 3]> = (0..pairs.len())
            .map(|at| {
                let (drift, error) = (pairs[at].difference() - shift, variance(at).max(0.0).sqrt());
                [drift, error, if error > 0.0 { drift / error } else { 0.0 }]
            })
            .collect();
        let p: Vec<f64> =
            z.iter().map(|own| normal_cdf(-own[2].abs()).map_or(1.0, |half| 2.0 * half)).collect();
        let adjusted = holm(&p);
        (z, p, adjusted)
    };
    if pairs.len() < options.fewest as usize {
        return Err(weak(facet, link, (pairs.len(), shift_of(&carries)[1]), options));
    }
    let (mut z, mut p, mut adjusted) = tested(&carries);
    let is_robust = options.method == LinkMethod::Robust;
    for _ in 0..if is_robust { pairs.len() } else { 0 } {
        let own = (0..pairs.len()).filter(|at| carries[*at] && adjusted[*at] < options.level);
        let Some(worst) = own.max_by(|a, b| z[*a][2].abs().total_cmp(&z[*b][2].abs())) else { break };
        carries[worst] = false;
        let left = carries.iter().filter(|own| **own).count();
        if left < options.fewest as usize {
            return Err(weak(facet, link, (left, shift_of(&carries)[1]), options));
        }
        (z, p, adjusted) = tested(&carries);
    }
    let [shift, standard_error, n] = shift_of(&carries);
    if standard_error > options.most_error {
        return Err(weak(facet, link, (n as usize, standard_error), options));
    }
    let own = pairs.iter().zip(&carries).filter(|(_, carries)| **carries);
    let squares: f64 = own.map(|(pair, _)| (pair.difference() - shift) * (pair.difference() - shift)).sum();
    let linking_error = (n > 1.0).then(|| (squares / ((n - 1.0) * n)).sqrt());
    let mut undefined = Undefined::default();
    if linking_error.is_none() {
        undefined.insert("linkingError", Reason::OneMeasure);
    }
    let elements = pairs.iter().enumerate().map(|(at, pair)| ElementDrift {
        element: pair.earlier.element.clone(),
        earlier: pair.earlier.measure,
        later: pair.later.measure,
        drift: z[at][0],
        standard_error: z[at][1],
        z: z[at][2],
        p_value: p[at],
        adjusted: adjusted[at],
        drifted: adjusted[at] < options.level,
        carries: carries[at],
    });
    Ok(FacetLink {
        link,
        facet: facet.to_owned(),
        carrying: n as u32,
        shift,
        standard_error,
        linking_error,
        chain_shift: shift,
        chain_error: standard_error,
        interval: Interval { lower: shift, upper: shift },
        elements: elements.collect(),
        undefined,
    })
}

impl FacetLink {
    /// Labels of the elements that carry it.
    fn carrying(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().filter(|own| own.carries).map(|own| own.element.as_str())
    }

    /// What each of them weighs.
    fn weight(&self) -> f64 {
        1.0 / f64::from(self.carrying.max(1))
    }

    /// What the linking error has in squares beyond the standard error.
    fn beyond_sampling(&self) -> f64 {
        let error = self.linking_error.unwrap_or(0.0);
        (error * error - self.standard_error * self.standard_error).max(0.0)
    }
}

impl CalibrationLinks {
    /// One row for each element that two neighbours of the chain know.
    pub fn table(&self) -> Table {
        Rows::within(&self.facets, |facet| &facet.elements)
            .outer(columns!(link, facet, shift, chain_shift, chain_error))
            .inner(columns!(
                element,
                earlier,
                later,
                drift,
                standard_error,
                z,
                p_value,
                adjusted,
                drifted,
                carries
            ))
            .table()
    }
}
