//! Which shares certainly lie above one half and which below it. It is told from what a release shows and from nothing else:
//! what somebody could compute from the page gives nothing away.
//!
//! Of Wilson's interval that begins at `a`, `n = t² a (1 - a) / (p - a)²`. That n makes `2 (p - 1/2) √n` the score statistic
//! against one half, and twice Student's tail with as many degrees of freedom as the interval's t its p value. Of the shares and
//! ends that are shown as these are, those count that make it smallest. "Nearly all" of n people, at least `1 - ε`, speaks least
//! where the rest is one person's, `n_effective = (1 - ε) / ε`, or of as many as whole persons make it, `n - 1`; where nobody
//! differs, p is the chance that so many coins fall alike, `2^(1 - n)`. Holm's correction over the group's constructs keeps what
//! is said of any of them at the level.

use super::{ReleasedScore, detail};
use crate::base::error::{Error, Result};
use crate::scoring::{Critical, Reason, Standing};
use crate::stats::distribution::t_survival;
use crate::stats::holm::holm;

const LEVEL: f64 = 0.05;

/// Tells the sides of constructs that are by unit, occasion and role, with intervals at this confidence.
pub(super) fn tell(constructs: &mut [ReleasedScore], confidence: f64) -> Result<()> {
    let mut critical = Critical::new(confidence).ok_or_else(|| Error::internal("confidence"))?;
    let same = |a: &ReleasedScore, b: &ReleasedScore| {
        a.role == b.role && a.occasion == b.occasion && a.unit == b.unit
    };
    for group in constructs.chunk_by_mut(same) {
        let (mut sides, mut p) = (Vec::new(), Vec::new());
        for (at, cell) in group.iter().enumerate() {
            if let Some((above, of_chance)) = side(cell, &mut critical) {
                sides.push((at, above));
                p.push(of_chance);
            }
        }
        for ((at, above), adjusted) in sides.into_iter().zip(holm(&p)) {
            group[at].above_half = (adjusted <= LEVEL).then_some(above);
        }
    }
    Ok(())
}

/// On which side of one half a share is, and how probable one so far from it were, were it one half.
fn side(cell: &ReleasedScore, critical: &mut Critical) -> Option<(bool, f64)> {
    let people = cell.number()? as usize;
    if cell.construct.is_sign() || !Standing::of(people).compares() {
        return None;
    }
    let share = cell.at_cut()?;
    let freedom = (people - 1) as f64;
    if let Some(above) = share.nearly_all {
        let rest = detail::nearly(cell.detail);
        let t = (1.0 - 2.0 * rest) * ((1.0 - rest) / rest).max(freedom).sqrt();
        return Some((above, (2.0 * t_survival(t, freedom)?).max(libm::exp2(-freedom))));
    }
    let above = share.value? > 0.5;
    // Below one half all is the same the other way round.
    let turned = |[low, high]: [f64; 2]| if above { [low, high] } else { [1.0 - high, 1.0 - low] };
    let shares = turned(detail::shown_as(cell.detail, share.value?));
    let Some(interval) = share.interval else {
        // Where all answered nothing is left to chance.
        let p = if shares[0] > 0.5 { 0.0 } else { 1.0 };
        return (cell.undefined.get("interval") == Some(Reason::AllRated)).then_some((above, p));
    };
    let end = if above { interval.lower } else { interval.upper };
    let [end, _] = turned(detail::shown_as(cell.detail, end));
    let t = critical.t(people - 1)?;
    let mut least = f64::INFINITY;
    for share in shares.map(|share| share.max(end)) {
        let away = 2.0 * (share - 0.5).max(0.0);
        least = least.min(away * t * (end * (1.0 - end)).sqrt() / (share - end).max(f64::EPSILON));
    }
    Some((above, 2.0 * t_survival(least, freedom)?))
}
