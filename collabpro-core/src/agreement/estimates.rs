//! From a study to what is shown of it.

use super::bootstrap::{Replicates, summary};
use super::limits::least;
use super::options::{AgreementOptions, Coefficient, ErrorsBy, Metric, Over, Statistic};
use super::study::{About, Errors, Study};
use super::sums::Found;
use super::weights::Weights;
use super::{
    Agreement, AgreementCaution, AgreementDifference, AgreementEstimate, AgreementRow, Bootstrap,
    ErrorMethod, RaterPair, ScaleKind, between, by_category, by_rater, concordance, symmetry,
};
use crate::base::error::Result;
use crate::base::options;
use crate::base::watch::Watch;
use crate::rating_table::{Groups, Inner};
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::distribution::t_quantile;
use crate::stats::moments;

pub(super) fn of_matrix(
    inner: &Inner,
    options: AgreementOptions,
    watch: &mut dyn Watch,
) -> Result<Agreement> {
    let groups =
        groups(inner.groups.as_ref(), &options)?.map(|groups| (&*groups.of_unit, groups.names.len()));
    let alone = Reason::OneGroup;
    let about = About { options: &options, scale: &inner.scale, linked: true, groups, alone };
    let study = Study::of(inner, about, watch)?;
    let name = |rater: usize| match &inner.rater_names {
        Some(names) => names[rater].clone(),
        None => (rater + 1).to_string(),
    };
    let mut made = Agreement::new(None, options.clone());
    let groups = inner.groups.as_ref().map_or(&[][..], |groups| &groups.names);
    one(&study, &name, groups, &mut made, watch)?;
    Ok(made)
}

/// The groups that errors and replicates are over; none: units by themselves.
pub(super) fn groups<'a>(
    groups: Option<&'a Groups>,
    options: &AgreementOptions,
) -> Result<Option<&'a Groups>> {
    match (options.over, groups) {
        (Some(Over::Groups), None) => {
            Err(options::unfit("over", "option.no_groups", Over::Groups.id()).into())
        }
        (Some(Over::Units), _) => Ok(None),
        (_, groups) => Ok(groups),
    }
}

/// Everything about one plain table.
pub(super) fn one(
    study: &Study<'_>,
    name: &dyn Fn(usize) -> String,
    groups: &[String],
    made: &mut Agreement,
    watch: &mut dyn Watch,
) -> Result<()> {
    let errors = study.errors(watch)?;
    let replicates = if study.about.options.replicates > 0 { Some(study.replicates(watch)?) } else { None };
    made.rows.push(row(study, errors, replicates.as_ref()));
    if study.about.options.pairs {
        made.pairs.extend(pairs(study, name));
    }
    if study.about.options.symmetry {
        made.symmetry.extend(symmetry::tests(study, name));
    }
    if study.about.options.by_rater {
        made.raters.extend(by_rater::raters(study, name, watch)?);
    }
    if study.about.options.by_category {
        let scale = study.about.scale;
        let name = |at: usize| match &scale.texts {
            Some(texts) => texts[at].clone(),
            None => scale.values[at].to_string(),
        };
        made.categories.extend(by_category::categories(study, &name, watch)?);
    }
    if study.about.options.concordance {
        made.concordance.push(concordance::of(study, watch)?);
    }
    between::groups(study, groups, made, watch)
}

pub(super) fn row(study: &Study<'_>, errors: Errors, replicates: Option<&Replicates>) -> AgreementRow {
    let options = study.about.options;
    let over = if study.about.groups.is_some() { Over::Groups } else { Over::Units };
    let mut estimates = Vec::new();
    for (at, (found, error)) in study.found.iter().zip(errors).enumerate() {
        let statistic = study.statistics[at];
        let mut estimate = AgreementEstimate {
            coefficient: statistic.coefficient,
            weights: statistic.weights(options),
            metric: statistic.metric(options),
            ..blank(statistic.coefficient, options)
        };
        if found.value.is_some() {
            estimate.cautions = cautions(study, statistic);
            let of =
                statistic.metric(options).map(Metric::id).or(statistic.weights(options).map(Weights::id));
            estimate.period = (of == Some(Metric::Circular.id())).then_some(study.prepared.ends.period);
        }
        fill(&mut estimate, found, error, least(study, statistic), options);
        if statistic.coefficient == Coefficient::Light && found.value.is_some() {
            let [pairs, undefined] = study.pairs[statistic.at];
            (estimate.pairs, estimate.undefined_pairs) = (Some(pairs), Some(undefined));
        }
        estimate.null_standard_error = null_error(study, at);
        if found.value.is_some()
            && estimate.null_standard_error.is_none()
            && let Some(reason) = no_null_error(statistic.coefficient, estimate.weights)
        {
            estimate.undefined.insert("nullStandardError", reason);
        }
        if let Some(replicates) = replicates
            && found.value.is_some()
        {
            let drawn = if study.is_drawn(at) {
                Ok(replicates.rows.iter().map(|row| row[at]))
            } else {
                Err(Reason::TooManyValues)
            };
            bootstrap(&mut estimate.bootstrap, &mut estimate.undefined, drawn, options);
        }
        estimates.push(estimate);
    }
    let differences = differences(options, &estimates, replicates.map(|drawn| &*drawn.rows));
    let groups = study.about.groups.map(|_| study.active_groups().len() as u64);
    AgreementRow {
        role: None,
        occasion: None,
        construct: None,
        criterion: None,
        criteria: 1,
        units: study.sums.units as u64,
        pairable_units: study.sums.pairable as u64,
        raters: study.raters as u64,
        ratings: study.ratings,
        categories: study.rows().map(|_| study.about.scale.values.len() as u32),
        scale: match (study.rows(), study.about.scale.declared) {
            (None, _) => ScaleKind::Numbers,
            (_, true) => ScaleKind::Declared,
            (_, false) => ScaleKind::Observed,
        },
        over,
        groups,
        unit_by_unit: replicates.is_some_and(|drawn| drawn.unit_by_unit),
        estimates,
        differences,
    }
}

/// What to bear in mind of a coefficient of this table.
pub(super) fn cautions(study: &Study<'_>, statistic: Statistic) -> Vec<AgreementCaution> {
    let (options, scale) = (study.about.options, study.about.scale);
    let (metric, weights) = (statistic.metric(options), statistic.weights(options));
    let is_round = metric == Some(Metric::Circular) || weights == Some(Weights::Circular);
    let has_poles = metric == Some(Metric::Bipolar) || weights == Some(Weights::Bipolar);
    let by_value = is_round
        || has_poles
        || matches!(metric, Some(Metric::Interval | Metric::Linear))
        || matches!(weights, Some(Weights::Linear | Weights::Quadratic | Weights::Radical));
    let mut made = Vec::new();
    if by_value && scale.positions {
        made.push(AgreementCaution::Positions);
    }
    if !scale.declared && (has_poles || is_round && options.period.is_none()) {
        made.push(AgreementCaution::EndsSeen);
    }
    made
}

/// An estimate of which nothing is known yet.
pub(super) fn blank(coefficient: Coefficient, options: &AgreementOptions) -> AgreementEstimate {
    AgreementEstimate {
        coefficient,
        weights: None,
        metric: None,
        value: None,
        period: None,
        observed: None,
        expected: None,
        standard_error: None,
        method: match (coefficient, options.errors) {
            (Coefficient::Cohen, _) => ErrorMethod::FleissCohenEveritt,
            (_, ErrorsBy::Published) => ErrorMethod::Linearised,
            (_, ErrorsBy::Derivative) => ErrorMethod::Derivative,
        },
        null_standard_error: None,
        interval: None,
        df: None,
        bootstrap: None,
        pairs: None,
        undefined_pairs: None,
        cautions: Vec::new(),
        undefined: Undefined::default(),
    }
}

pub(super) fn fill(
    estimate: &mut AgreementEstimate,
    found: &Found,
    error: Option<(std::result::Result<f64, Reason>, u64)>,
    least: Option<f64>,
    options: &AgreementOptions,
) {
    (estimate.value, estimate.observed, estimate.expected) = (found.value, found.observed, found.expected);
    let undefined = &mut estimate.undefined;
    let Some(value) = found.value else {
        let reason = found.reason.unwrap_or(Reason::NoValue);
        undefined.all(&["value", "standardError", "interval", "df"], reason);
        let percent = estimate.coefficient == Coefficient::Percent;
        for (name, is_null) in
            [("observed", found.observed.is_none()), ("expected", found.expected.is_none() && !percent)]
        {
            if is_null {
                undefined.insert(name, reason);
            }
        }
        return;
    };
    match error {
        Some((Ok(_), samples)) if options.population == Some(samples) => {
            undefined.all(&["standardError", "interval", "df"], Reason::AllRated);
        }
        Some((Ok(error), samples)) => {
            let left = options.population.map_or(1.0, |all| 1.0 - samples as f64 / all as f64);
            let error = error * left.sqrt();
            let df = samples.saturating_sub(1);
            estimate.standard_error = Some(error);
            estimate.df = Some(df);
            let wide = t_quantile(0.5 + 0.5 * options.confidence, df as f64).map(|t| t * error);
            let least = least.unwrap_or(f64::NEG_INFINITY);
            estimate.interval = wide
                .map(|wide| Interval { lower: (value - wide).max(least), upper: (value + wide).min(1.0) });
            if wide.is_some_and(|wide| value - wide < least || value + wide > 1.0) {
                estimate.cautions.push(AgreementCaution::IntervalCut);
            }
        }
        Some((Err(reason), _)) => undefined.all(&["standardError", "interval", "df"], reason),
        None => undefined.all(&["standardError", "interval", "df"], Reason::NoVariance),
    }
}

pub(super) fn bootstrap(
    into: &mut Option<Bootstrap>,
    undefined: &mut Undefined,
    drawn: std::result::Result<impl Iterator<Item = Option<f64>>, Reason>,
    options: &AgreementOptions,
) {
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(reason) => return undefined.insert("bootstrap", reason),
    };
    let (interval, standard_error, replicates) = summary(drawn, 1.0 - options.confidence);
    if interval.is_none() {
        undefined.insert("bootstrapInterval", Reason::NoVariance);
    }
    let undefined = options.replicates - replicates;
    *into = Some(Bootstrap { interval, standard_error, replicates, undefined });
}

/// Differences of two coefficients, in the same replicates.
pub(super) fn differences(
    options: &AgreementOptions,
    estimates: &[AgreementEstimate],
    replicates: Option<&[Vec<Option<f64>>]>,
) -> Vec<AgreementDifference> {
    let mut made = Vec::new();
    for pair in &options.differences {
        let place = |id: &str| estimates.iter().position(|estimate| estimate.id() == id);
        let [first, second] = &**pair else { continue };
        let (Some(a), Some(b)) = (place(first), place(second)) else { continue };
        let value = estimates[a].value.zip(estimates[b].value).map(|(a, b)| a - b);
        let mut difference = AgreementDifference {
            first: first.clone(),
            second: second.clone(),
            value,
            bootstrap: None,
            undefined: Undefined::default(),
        };
        let of = |at: usize, name: &str| estimates[at].undefined.get(name);
        match (value, replicates) {
            (None, _) => {
                let reason = of(a, "value").or(of(b, "value")).unwrap_or(Reason::NoValue);
                difference.undefined.all(&["value", "bootstrap"], reason);
            }
            (_, Some(replicates)) => {
                let not_drawn = of(a, "bootstrap").or(of(b, "bootstrap"));
                let both = replicates.iter().map(|row| row[a].zip(row[b]).map(|(a, b)| a - b));
                let drawn = not_drawn.map_or(Ok(both), Err);
                bootstrap(&mut difference.bootstrap, &mut difference.undefined, drawn, options);
            }
            _ => {}
        }
        made.push(difference);
    }
    made
}

/// Why a kappa that has a test has none here.
fn no_null_error(coefficient: Coefficient, weights: Option<Weights>) -> Option<Reason> {
    match coefficient {
        Coefficient::Cohen => Some(Reason::NoVariance),
        Coefficient::Fleiss if weights == Some(Weights::Identity) => Some(Reason::Unbalanced),
        _ => None,
    }
}

/// The standard error if raters agreed by chance only.
fn null_error(study: &Study<'_>, at: usize) -> Option<f64> {
    let statistic = study.statistics[at];
    study.found[at].value?;
    let weights = study.prepared.weights.get(statistic.at)?.as_ref().ok()?;
    match statistic.coefficient {
        Coefficient::Cohen => study.who.as_ref().ok()?.cohen(weights).1?.null_error(weights),
        // Fleiss, Nee & Landis (1979).
        Coefficient::Fleiss if weights.kind == Weights::Identity => {
            let ratings = *study.prepared.ratings.first()?;
            if study.prepared.ratings.iter().any(|other| *other != ratings) {
                return None;
            }
            let n = study.sums.units;
            let (mut spread, mut skew) = (0.0, 0.0);
            for count in &study.sums.shares {
                let p = count / n;
                spread += p * (1.0 - p);
                skew += p * (1.0 - p) * (1.0 - 2.0 * p);
            }
            let pairs = n * f64::from(ratings) * f64::from(ratings - 1);
            Some((2.0 * (spread * spread - skew) / pairs).sqrt() / spread)
        }
        _ => None,
    }
}

/// Cohen's kappa of every two raters with a unit in common.
pub(super) fn pairs(study: &Study<'_>, name: &dyn Fn(usize) -> String) -> Vec<RaterPair> {
    let Ok(who) = &study.who else { return Vec::new() };
    let mut made = Vec::new();
    for weights in study.prepared.weights.iter().filter_map(|weights| weights.as_ref().ok()) {
        let mut all = who.all(weights).into_iter().peekable();
        for first in 0..who.shape.raters {
            for second in first + 1..who.shape.raters {
                let Some((_, two)) = all.next_if(|(pair, _)| *pair == who.shape.pair(first, second)) else {
                    continue;
                };
                let mut undefined = Undefined::default();
                if let Some(reason) = two.found.reason {
                    undefined.insert("value", reason);
                }
                made.push(RaterPair {
                    role: None,
                    occasion: None,
                    criterion: None,
                    raters: [name(first), name(second)],
                    weights: weights.kind,
                    units: two.units as u64,
                    observed: two.found.observed.unwrap_or(0.0),
                    expected: two.found.expected.unwrap_or(0.0),
                    value: two.found.value,
                    undefined,
                });
            }
        }
    }
    made
}

/// The values of these, if all are there.
pub(super) fn all<T>(items: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut made = Vec::new();
    for item in items {
        made.push(item?);
    }
    Some(made)
}

/// Their mean.
pub(super) fn mean(items: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values = all(items)?;
    (!values.is_empty()).then(|| moments::mean(&values))
}

/// Reasons of a plain list, in its order.
pub(super) fn first_reason(found: &[&Found]) -> Option<Reason> {
    found.iter().filter_map(|found| found.reason).collect::<Vec<_>>().first().copied()
}
