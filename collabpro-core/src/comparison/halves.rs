//! On which side of one half the shares of a group lie, tested for all of its constructs at once.
//!
//! With a share `p` and `n_effective` of [`estimate`](crate::scoring), `t = 2 |p - 1/2| √n_effective` is the score statistic
//! against one half, and twice Student's tail with n - 1 degrees of freedom its p value. Where raters do not differ there is
//! no variance to rest on: then p is the chance that so many coins fall alike, `2^(1 - n_K)` with Kish's number of raters.
//! Holm's correction over the group's constructs keeps what is said of any of them at the level.

use super::shares::{Place, defined};
use crate::base::error::Result;
use crate::scoring::{Estimated, MeasuredBy, Score, Scores};
use crate::stats::distribution::t_survival;
use crate::stats::holm::holm;

const LEVEL: f64 = 0.05;

/// For each of these scores of one unit at an occasion, group by group, whether its share is certainly above one half (`true`)
/// or below it (`false`); `None` where that cannot be told, where too few people answered and where there is no share.
pub(crate) fn halves(scores: &Scores, of: &[&Score]) -> Result<Vec<Option<bool>>> {
    let Some(first) = of.first() else { return Ok(Vec::new()) };
    let place = Place::new(scores, &first.unit, &first.occasion)?;
    let mut found = Vec::with_capacity(of.len());
    for group in of.chunk_by(|a, b| a.role == b.role) {
        found.extend(family(&place, group)?);
    }
    Ok(found)
}

fn family(place: &Place<'_>, group: &[&Score]) -> Result<Vec<Option<bool>>> {
    let mut found = vec![None; group.len()];
    let (mut tested, mut p) = (Vec::new(), Vec::new());
    for (at, score) in group.iter().enumerate() {
        if !score.standing.compares() || score.shares.is_none() {
            continue;
        }
        let side = place.side(score)?;
        if side.yardstick.by == MeasuredBy::Share {
            p.push(defined(p_value(&side.share))?);
            tested.push((at, side.share.value));
        }
    }
    for ((at, share), adjusted) in tested.into_iter().zip(holm(&p)) {
        found[at] = (adjusted <= LEVEL).then_some(share > 0.5);
    }
    Ok(found)
}

/// That a share lies so far from one half on either side, were it one half.
fn p_value(share: &Estimated) -> Option<f64> {
    let Some(n_effective) = share.n_effective else { return Some(libm::exp2(1.0 - share.kish).min(1.0)) };
    let t = 2.0 * (share.value - 0.5).abs() * n_effective.sqrt();
    t_survival(t, share.z.len().checked_sub(1)? as f64).map(|tail| 2.0 * tail)
}
