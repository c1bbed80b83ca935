//! From ratings to all forms.

use super::interval::Ratio;
use super::layout::UnitRatings;
use super::squares::{Squares, squares};
use super::{
    IccCaution, IccForm, IccMethod, IccModel, IccOptions, IccRow, IccType, IccUnit, IccVariances,
    MeanSquares, RatersNeeded,
};
use crate::base::error::Result;
use crate::base::watch::Watch;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::reml;
use crate::stats::reml::{State, reml};

/// More raters than that are no answer.
const MOST_RATERS: f64 = 1e6;

/// A variance that is so small a part of the error is none.
const NOTHING: f64 = 1e-12;

type Form = (&'static str, Option<&'static str>, IccModel, IccType, IccUnit);

/// The ten forms of McGraw & Wong 1996, and the one for means over panels that differ.
const FORMS: [Form; 11] = {
    use IccModel::{OneWayRandom, TwoWayMixed, TwoWayRandom};
    use IccType::{Absolute, Consistency, Relative};
    use IccUnit::{Average, Single};
    [
        ("ICC(1)", Some("ICC(1,1)"), OneWayRandom, Absolute, Single),
        ("ICC(k)", Some("ICC(1,k)"), OneWayRandom, Absolute, Average),
        ("ICC(C,1)", None, TwoWayRandom, Consistency, Single),
        ("ICC(C,k)", None, TwoWayRandom, Consistency, Average),
        ("ICC(A,1)", Some("ICC(2,1)"), TwoWayRandom, Absolute, Single),
        ("ICC(A,k)", Some("ICC(2,k)"), TwoWayRandom, Absolute, Average),
        ("ICC(C,1)", Some("ICC(3,1)"), TwoWayMixed, Consistency, Single),
        ("ICC(C,k)", Some("ICC(3,k)"), TwoWayMixed, Consistency, Average),
        ("ICC(A,1)", None, TwoWayMixed, Absolute, Single),
        ("ICC(A,k)", None, TwoWayMixed, Absolute, Average),
        ("ICC(Q,k)", None, TwoWayRandom, Relative, Average),
    ]
};

/// Components under one model, and what is known of their precision.
#[derive(Clone, Copy, Debug)]
struct Components {
    method: IccMethod,
    unit: f64,
    rater: f64,
    residual: f64,
    /// The mean square between units, its degrees of freedom, and how often it holds the variance between units.
    between: f64,
    df1: f64,
    k: f64,
    /// Degrees of freedom of the residual.
    df2: f64,
    /// Variances of the component of raters and of the residual, and their covariance.
    of_rater: f64,
    of_both: f64,
    of_residual: f64,
}

impl Components {
    /// The ratio for an error of one rating that holds so much of the variance between raters and of the residual.
    fn ratio(&self, rater: f64, residual: f64) -> (f64, Ratio) {
        let error = rater * self.rater + residual * self.residual;
        let g = self.unit / error;
        let (a, b) = (self.k * g * rater, self.k * g * residual + 1.0);
        let whole = a * self.rater + b * self.residual;
        let variance = a * a * self.of_rater + 2.0 * a * b * self.of_both + b * b * self.of_residual;
        let v = if rater == 0.0 || !g.is_finite() { self.df2 } else { 2.0 * whole * whole / variance };
        let v = if v.is_nan() { self.df2 } else { v };
        let Self { between, df1, k, df2, .. } = *self;
        (g, Ratio { between, df1, k, residual: self.residual, error, v, df2 })
    }
}

/// All forms for some ratings.
pub(super) fn row(
    ratings: Result<&UnitRatings, Reason>,
    options: IccOptions,
    watch: &mut dyn Watch,
) -> Result<IccRow> {
    let blank = |&(name, shrout_fleiss, model, kind, unit): &Form| IccForm {
        name: name.into(),
        shrout_fleiss: shrout_fleiss.map(Into::into),
        model,
        kind,
        unit,
        method: None,
        value: None,
        interval: None,
        test: None,
        raters_needed: None,
        undefined: Undefined::default(),
        cautions: Vec::new(),
    };
    let mut row = IccRow {
        role: None,
        occasion: None,
        construct: None,
        criterion: None,
        units: 0,
        raters: 0,
        ratings: 0,
        parts: None,
        raters_per_unit: None,
        unshared: None,
        mean_squares: None,
        variances: IccVariances::default(),
        forms: FORMS.iter().map(blank).collect(),
        undefined: Undefined::default(),
    };
    let whole = ratings.and_then(|ratings| describe(&mut row, ratings));
    let (one, two) = match (whole, ratings) {
        (Ok(()), Ok(ratings)) => {
            let sums = ratings.is_even().then(|| squares(ratings, ratings.raters.len() / ratings.units()));
            (one_way(ratings, sums, watch)?, two_way(&mut row, ratings, sums, watch)?)
        }
        (Err(reason), _) | (_, Err(reason)) => (Err(reason), Err(reason)),
    };
    // From steps of the ratings to their own numbers.
    let variance = |of: f64| ratings.ok().map(|ratings| ratings.variance(of));
    if let Ok(found) = one {
        (row.variances.one_way_unit, row.variances.one_way_residual) =
            (variance(found.unit), variance(found.residual));
    }
    if let Ok(found) = two {
        let IccVariances { unit, rater, residual, .. } = &mut row.variances;
        (*unit, *rater, *residual) = (variance(found.unit), variance(found.rater), variance(found.residual));
    }
    row.explain(one.err(), two.err(), whole.err());
    let panels = (row.raters_per_unit.unwrap_or(1.0), row.unshared.unwrap_or(0.0));
    for form in &mut row.forms {
        let found = if form.model == IccModel::OneWayRandom { one } else { two };
        match found {
            Ok(found) => {
                fill(form, &found, panels, options);
                if form.value.is_some_and(|value| value < 0.0) {
                    form.cautions.push(IccCaution::BelowZero);
                }
                if ratings.is_ok_and(|ratings| ratings.positions) {
                    form.cautions.push(IccCaution::Positions);
                }
            }
            Err(reason) => form.undefined.all(&["interval", "ratersNeeded", "test", "value"], reason),
        }
    }
    Ok(row)
}

impl IccRow {
    /// Says why fields are null, from what kept the one-way forms, the two-way forms and all of them from being made.
    fn explain(&mut self, one: Option<Reason>, two: Option<Reason>, all: Option<Reason>) {
        let undefined = &mut self.undefined;
        one.iter().for_each(|why| undefined.all(&["variancesOneWayResidual", "variancesOneWayUnit"], *why));
        two.iter()
            .for_each(|why| undefined.all(&["variancesRater", "variancesResidual", "variancesUnit"], *why));
        let why = all.unwrap_or(Reason::AnonymousRaters);
        let nulls = [
            ("meanSquares", self.mean_squares.is_none(), two.unwrap_or(Reason::Unbalanced)),
            ("parts", self.parts.is_none(), if self.ratings == 0 { why } else { Reason::AnonymousRaters }),
            ("ratersPerUnit", self.raters_per_unit.is_none(), why),
            ("unshared", self.unshared.is_none(), if self.units < 2 { why } else { Reason::AnonymousRaters }),
        ];
        for (field, _, why) in nulls.into_iter().filter(|(_, is_null, _)| *is_null) {
            self.undefined.insert(field, why);
        }
    }
}

/// The design; a reason if it allows no form.
fn describe(row: &mut IccRow, ratings: &UnitRatings) -> Result<(), Reason> {
    row.units = ratings.units() as u32;
    row.raters = ratings.count as u32;
    row.ratings = ratings.raters.len() as u32;
    if row.ratings == 0 {
        return Err(Reason::NoRatings);
    }
    if ratings.linked {
        row.parts = Some(if ratings.is_complete() { 1 } else { ratings.parts().0 });
    }
    if row.units > 1 {
        let (k, q) = ratings.panels();
        (row.raters_per_unit, row.unshared) = (Some(k), ratings.linked.then_some(q));
    }
    match () {
        () if row.units == 1 => Err(Reason::OneUnit),
        () if row.raters == 1 => Err(Reason::OneRater),
        () if ratings.sizes().all(|size| size == 1) => Err(Reason::NoPairableUnits),
        () if ratings.is_constant() => Err(Reason::NoVariance),
        () => Ok(()),
    }
}

fn one_way(
    ratings: &UnitRatings,
    sums: Option<Squares>,
    watch: &mut dyn Watch,
) -> Result<Result<Components, Reason>> {
    let Some(squares) = sums else { return fitted(ratings, false, watch) };
    let n = ratings.units() as f64;
    let k = ratings.raters.len() as f64 / n;
    let df2 = n * (k - 1.0);
    let (between, residual) = (squares.between / (n - 1.0), squares.within / df2);
    Ok(Ok(Components {
        method: IccMethod::MeanSquares,
        unit: (between - residual) / k,
        rater: 0.0,
        residual,
        between,
        df1: n - 1.0,
        k,
        df2,
        of_rater: 0.0,
        of_both: 0.0,
        of_residual: 2.0 * residual * residual / df2,
    }))
}

fn two_way(
    row: &mut IccRow,
    ratings: &UnitRatings,
    sums: Option<Squares>,
    watch: &mut dyn Watch,
) -> Result<Result<Components, Reason>> {
    if !ratings.linked {
        return Ok(Err(Reason::AnonymousRaters));
    }
    let Some(squares) = sums.filter(|_| ratings.is_complete()) else {
        let (parts, nested) = ratings.parts();
        return match () {
            () if nested => Ok(Err(Reason::RatersNested)),
            () if parts > 1 => Ok(Err(Reason::DisconnectedDesign)),
            () => fitted(ratings, true, watch),
        };
    };
    let (n, k) = (ratings.units() as f64, ratings.count as f64);
    let df2 = (n - 1.0) * (k - 1.0);
    let [between, within, raters, residual] = [
        squares.between / (n - 1.0),
        squares.within / (n * (k - 1.0)),
        squares.raters / (k - 1.0),
        squares.residual / df2,
    ];
    row.mean_squares = Some(MeanSquares {
        between: ratings.variance(between),
        within: ratings.variance(within),
        raters: ratings.variance(raters),
        residual: ratings.variance(residual),
    });
    if between == 0.0 && residual == 0.0 {
        return Ok(Err(Reason::ZeroBetweenVariance));
    }
    let of_residual = 2.0 * residual * residual / df2;
    Ok(Ok(Components {
        method: IccMethod::MeanSquares,
        unit: (between - residual) / k,
        rater: (raters - residual) / n,
        residual,
        between,
        df1: n - 1.0,
        k,
        df2,
        of_rater: (2.0 * raters * raters / (k - 1.0) + of_residual) / (n * n),
        of_both: -of_residual / n,
        of_residual,
    }))
}

/// Components of ratings some of which are missing.
fn fitted(ratings: &UnitRatings, crossed: bool, watch: &mut dyn Watch) -> Result<Result<Components, Reason>> {
    if let Some(unit) = ratings.unanimous() {
        return Ok(Ok(Components {
            method: IccMethod::Reml,
            unit,
            rater: 0.0,
            residual: 0.0,
            between: unit,
            df1: ratings.units() as f64 - 1.0,
            k: 1.0,
            df2: 1.0,
            of_rater: 0.0,
            of_both: 0.0,
            of_residual: 0.0,
        }));
    }
    let units = ratings.unit_of();
    let factors: &[&[u32]] = if crossed { &[&units, &ratings.raters] } else { &[&units] };
    let fit = reml(&ratings.doubles(), factors, reml::ITERATIONS, watch)?;
    match fit.state {
        State::Converged | State::NoResidual if fit.unidentified.is_empty() => {}
        State::NotConverged => return Ok(Err(Reason::NotConverged)),
        State::TooLarge => return Ok(Err(Reason::TooLarge)),
        State::NoVariance => return Ok(Err(Reason::NoVariance)),
        State::Converged | State::NoResidual => return Ok(Err(Reason::DisconnectedDesign)),
    }
    let last = factors.len();
    let (unit, residual) = (fit.components[0], fit.components[last]);
    let rater = if crossed { fit.components[1] } else { 0.0 };
    let n = ratings.units() as f64;
    let spare = ratings.raters.len() as f64 - n - if crossed { ratings.count as f64 - 1.0 } else { 0.0 };
    let spare = spare.max(1.0);
    let (of_unit, across) = (fit.covariance[0][0], fit.covariance[0][last]);
    let of_residual = fit.covariance[last][last];
    // As mean squares of complete data are: not correlated with the residual.
    let most = ratings.sizes().max().unwrap_or(1) as f64;
    let k = if across < 0.0 { (-of_residual / across).clamp(1.0, most) } else { ratings.panels().0 };
    let between = residual + k * unit;
    let variance = of_residual + 2.0 * k * across + k * k * of_unit;
    let df1 = if of_unit > 0.0 { 2.0 * between * between / variance } else { n - 1.0 };
    let df2 = if of_residual > 0.0 { 2.0 * residual * residual / of_residual } else { spare };
    let (of_rater, of_both) =
        if crossed { (fit.covariance[1][1], fit.covariance[1][last]) } else { (0.0, 0.0) };
    Ok(Ok(Components {
        method: IccMethod::Reml,
        unit,
        rater,
        residual,
        between,
        df1: df1.clamp(1.0, n - 1.0),
        k,
        df2: df2.clamp(1.0, spare),
        of_rater,
        of_both,
        of_residual,
    }))
}

fn fill(form: &mut IccForm, found: &Components, (k, q): (f64, f64), options: IccOptions) {
    let (rater, residual, times) = match (form.kind, form.unit) {
        (IccType::Absolute, IccUnit::Single) => (1.0, 1.0, 1.0),
        (IccType::Absolute, IccUnit::Average) => (1.0, 1.0, k),
        (IccType::Consistency, IccUnit::Single) => (0.0, 1.0, 1.0),
        (IccType::Consistency, IccUnit::Average) => (0.0, 1.0, k),
        (IccType::Relative, _) => (q, 1.0 / k, 1.0),
    };
    form.method = Some(found.method);
    let (g, ratio) = found.ratio(rater, residual);
    // Negative components may leave the mean of the ratings no variance at all.
    let of = |g: f64| match 1.0 + times * g {
        whole if !whole.is_finite() => Some(1.0),
        whole => (whole > NOTHING).then(|| times * g / whole + 0.0),
    };
    let is_single = form.unit == IccUnit::Single;
    if found.between <= 0.0 {
        // All means are the same: the bounds are the estimate.
        form.undefined.all(&["interval", "ratersNeeded"], Reason::ZeroBetweenVariance);
        form.undefined.insert("test", Reason::ZeroBetweenVariance);
        if is_single {
            form.value = of(g);
        }
        if form.value.is_none() {
            form.undefined.insert("value", Reason::ZeroBetweenVariance);
        }
        return;
    }
    if found.residual <= 0.0 && found.method == IccMethod::Reml && found.rater > 0.0 {
        // Nothing is left for chance: the likelihood has no maximum.
        let is_consistency = form.kind == IccType::Consistency;
        form.value = is_consistency.then_some(1.0);
        form.undefined.all(&["interval", "ratersNeeded", "test"], Reason::NoError);
        if !is_consistency {
            form.undefined.insert("value", Reason::NoError);
        }
        return;
    }
    form.value = of(g);
    if form.value.is_none() {
        form.undefined.insert("value", Reason::NegativeComponent);
    }
    // Without error the value is 1, and an interval without width would claim that nobody could differ.
    let bounds = if ratio.error <= 0.0 { None } else { ratio.bounds(options.confidence) };
    form.interval = bounds
        .and_then(|(lower, upper)| of(lower).zip(of(upper)).map(|(lower, upper)| Interval { lower, upper }));
    form.test = ratio.test();
    if form.interval.is_none() {
        let reason = if bounds.is_some() { Reason::NegativeComponent } else { Reason::NoError };
        form.undefined.insert("interval", reason);
    }
    if form.test.is_none() {
        form.undefined.insert("test", Reason::NoError);
    }
    if is_single {
        let needed = |value| needed(value, options.target);
        form.raters_needed = form.value.and_then(needed).map(|estimate| RatersNeeded {
            estimate,
            fewest: form.interval.and_then(|interval| needed(interval.upper)),
            most: form.interval.and_then(|interval| needed(interval.lower)),
        });
        if let Some(RatersNeeded { fewest, most, .. }) = form.raters_needed {
            let why = form.undefined.get("interval").unwrap_or(Reason::ZeroBetweenVariance);
            for (field, end) in [("ratersNeededFewest", fewest), ("ratersNeededMost", most)] {
                if end.is_none() {
                    form.undefined.insert(field, why);
                }
            }
        } else {
            form.undefined.insert("ratersNeeded", Reason::ZeroBetweenVariance);
        }
    }
}

/// How many raters' mean has the target reliability, where one rater's rating has this one (Spearman 1910; Brown 1910).
fn needed(single: f64, target: f64) -> Option<u32> {
    let count = target * (1.0 - single) / (single * (1.0 - target));
    // A hair above a whole number is that number.
    let count = (count - 1e-9 * count).ceil().max(1.0);
    (single > 0.0 && count <= MOST_RATERS).then_some(count as u32)
}
