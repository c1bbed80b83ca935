//! Whether the lines of a construct tell the same of the units, as it may be shown.

use crate::base::list::List;
use crate::consistency::of_tally::{Answers, Line};
use crate::consistency::study::over_rows;
use crate::consistency::{Basis, ConsistencyOptions};
use crate::framework::Construct;
use crate::release::{Among, LEAST_UNITS, Released};
use crate::scoring::Interval;

/// Alpha of the units' means on the lines of one construct.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReleasedConsistency {
    pub(crate) construct: Construct,
    pub(crate) alpha: f64,
    pub(crate) interval: Interval,
    /// Units that are shown and were marked on each line.
    pub(crate) units: u64,
}

impl ReleasedConsistency {
    /// By construct, in the rubric's order; those of one line, of too few units and without spread are left out.
    pub(crate) fn of(released: &Released, occasion: &str, role: Option<&str>) -> Vec<Self> {
        let tally = released.scores().tally();
        let Some(counts) = tally.respondents() else { return Vec::new() };
        let rubric = released.rubric();
        let lines = (0..).zip(rubric.criteria()).map(|(at, _)| Line::of(rubric, at)).list();
        let options = ConsistencyOptions::new().confidence(released.scores().options().confidence);
        let mut made = Vec::new();
        for (construct, criteria) in rubric.constructs() {
            if criteria.len() < 2 || construct.is_sign() {
                continue;
            }
            let cells = released.constructs().iter().filter(|cell| cell.construct == *construct);
            let Some(among) = Among::of(released, cells, occasion, role) else { continue };
            let answers = Answers::of(counts, &lines, &|one| among.holds(one));
            let asked = criteria.iter().map(|at| usize::from(*at)).filter(|at| answers.asked[*at]).list();
            let names = asked.iter().map(|at| rubric.criteria()[*at].id.clone()).list();
            let set = over_rows(&answers.unit_means(&lines, &asked), &names, Basis::UnitMeans, options);
            if let (Some(alpha), Some(interval)) = (set.raw.alpha, set.interval)
                && set.complete >= LEAST_UNITS as u64
            {
                made.push(Self { construct: construct.clone(), alpha, interval, units: set.complete });
            }
        }
        made
    }
}
