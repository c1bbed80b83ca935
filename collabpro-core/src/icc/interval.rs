//! The interval of a ratio of components: one construction for all forms.
//!
//! Let `g = σ²_unit / E`, where E is the error of one rating (the residual, or the residual and the raters' variance).
//! The mean square between units expects `k σ²_unit + σ²`, which is `D(g) = k g E + σ²`. Where `B / D` has an F
//! distribution with `df1` and `v` degrees of freedom, the bounds of g are where it equals the quantiles of F. For
//! complete data k, B and `df1` are those of the mean squares, v is that of the residual, or Satterthwaite's for `D`:
//! these are McGraw & Wong's intervals. For incomplete data k, `df1` and v are those that give `B` and `D` the variances
//! that they have by the information matrix.

use crate::stats::fisher::{f_quantile, f_survival};

use super::FTest;

/// What an interval is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    /// B and its degrees of freedom.
    pub(super) between: f64,
    pub(super) df1: f64,
    /// Ratings of a unit, as B has them.
    pub(super) k: f64,
    /// σ².
    pub(super) residual: f64,
    /// E.
    pub(super) error: f64,
    /// Degrees of freedom of D at the estimate, and of the residual.
    pub(super) v: f64,
    pub(super) df2: f64,
}

impl Ratio {
    /// Bounds of g.
    pub(super) fn bounds(&self, confidence: f64) -> Option<(f64, f64)> {
        let p = 0.5 + 0.5 * confidence;
        let v = self.v.clamp(1.0, 1e9);
        let lower = self.between / f_quantile(p, self.df1, v)?;
        let upper = self.between * f_quantile(p, v, self.df1)?;
        let of = |mean_square: f64| (mean_square - self.residual) / (self.k * self.error);
        Some((of(lower), of(upper))).filter(|(lower, upper)| lower.is_finite() && upper.is_finite())
    }

    /// The test of `g = 0`, where D is the residual alone.
    pub(super) fn test(&self) -> Option<FTest> {
        let f = self.between / self.residual;
        let p = f_survival(f, self.df1, self.df2)?;
        f.is_finite().then_some(FTest { f, df1: self.df1, df2: self.df2, p })
    }
}
