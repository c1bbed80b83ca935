//! What levels are predicted to add, given the components (Henderson 1975, Biometrics 31:423-447).

use super::cells::Cells;
use super::{Model, Point};

/// For each level of a factor, in the order of the codes: its predicted effect and the standard error of the prediction.
pub(crate) type Predicted = Vec<(f64, f64)>;

/// Best linear unbiased predictions of the effects of all factors, the mean estimated with them; components are those of
/// the factors, then the residual's. `None` for a factor that cannot be told from others; no list where there is no residual,
/// no variance, or no memory for the equations.
///
/// With `γ = σ²_f / σ²_e` and `P` for a residual variance of 1, `u = γ Z' P y`, and the variance of `u` less its truth is
/// `σ²_f m + (γ Z' V⁻¹ 1)² σ²_e / (1' V⁻¹ 1)`, `m` the level's own place in the inverse of the equations.
pub(crate) fn predict(y: &[f64], factors: &[&[u32]], components: &[f64]) -> Option<Vec<Option<Predicted>>> {
    let cells = Cells::new(y, factors);
    let residual = *components.last().filter(|residual| **residual > 0.0)?;
    let pattern = cells.pattern().filter(|_| cells.total > 0.0)?;
    let model = Model::new(&cells, &pattern);
    let point: Point = model.at(cells.kept.iter().map(|&factor| components[factor] / residual).collect());
    let inverse = pattern.inverse_diagonal(&point.equations);
    let [of_data, of_one] = [&point.projected, &point.one].map(|values| model.level_sums(values));
    let mut found = vec![None; factors.len()];
    for (at, &factor) in cells.kept.iter().enumerate() {
        let (ratio, variance) = (point.ratios[at], components[factor]);
        let level = |place: &u32| {
            let place = *place as usize;
            let of_mean = ratio * of_one[place];
            let error = variance * inverse[place] + of_mean * of_mean * residual / point.weight;
            (ratio * of_data[place] * cells.unit, error.sqrt())
        };
        found[factor] = Some(pattern.place[cells.codes(at)].iter().map(level).collect());
    }
    Some(found)
}
