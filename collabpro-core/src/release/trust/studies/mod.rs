//! The studies behind what is said of trust, made while the scores are at hand.

mod aggregation;
mod agreement;
mod among;
mod consistency;

use super::ReleasedTrust;
use crate::base::error::Result;
use crate::base::watch::{Stages, Watch};
use crate::ratings::RatingKind;
use crate::release::Cells;
use crate::release::voice::voice;

/// Of each informant group that speaks for a unit at an occasion; nothing for agreed ratings.
pub(in crate::release) fn of(cells: &Cells<'_>, watch: &mut dyn Watch) -> Result<Vec<ReleasedTrust>> {
    let mut made = Vec::new();
    if cells.scores.tally().kind() == RatingKind::Consensus {
        return Ok(made);
    }
    let mut groups: Vec<(&str, Option<&str>)> = Vec::new();
    for place in cells.constructs.chunk_by(|a, b| (&a.unit, &a.occasion) == (&b.unit, &b.occasion)) {
        let Some(role) = voice(cells.scores.rubric(), place.iter()) else { continue };
        let group = (place[0].occasion.as_str(), role);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let mut stages = Stages::of(groups.len() as u64, watch);
    for (occasion, role) in groups {
        let (units, aggregation) = aggregation::of(cells, occasion, role);
        made.push(ReleasedTrust {
            occasion: occasion.to_owned(),
            role: role.map(str::to_owned),
            units: units as u64,
            agreement: agreement::of(cells, occasion, role, &mut stages.stage(1))?,
            consistency: consistency::of(cells, occasion, role),
            aggregation,
        });
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{AgreementOptions, Coefficient, Metric};
    use crate::consistency::ConsistencyOptions;
    use crate::ratings::Ratings;
    use crate::release::Policy;
    use crate::rubric::Rubric;
    use crate::scoring::Interval;
    use crate::scoring::Observed;

    /// Units of as many people as `sizes` says, on three criteria of a tenet.
    fn ratings(sizes: &[usize]) -> Ratings {
        let mut rows = String::from("unit,rater,role,criterion,level\n");
        for (unit, size) in sizes.iter().enumerate() {
            for rater in 0..*size {
                for (at, criterion) in ["7a", "7b", "7c"].iter().enumerate() {
                    let level = 1 + (unit + rater % 2 + (rater * 5 + at) % 3) % 4;
                    rows += &format!("u{unit},u{unit}r{rater},teacher,{criterion},{level}\n");
                }
            }
        }
        Ratings::from_csv(rows.as_bytes(), &Rubric::bundled()).unwrap()
    }

    fn found(ratings: &Ratings) -> ReleasedTrust {
        let released =
            ratings.score(Observed::new()).unwrap().release(&Policy::default().trust(true)).unwrap();
        released.trust(&released.constructs()[0].occasion, Some("teacher")).unwrap().clone()
    }

    /// Agreement, and alpha of the one tenet, as the studies of all ratings find them.
    fn studied(ratings: &Ratings) -> [(f64, Interval); 2] {
        let agreement = ratings.agreement(AgreementOptions::new()).unwrap();
        let whole = agreement.rows.iter().find(|row| row.construct.is_none()).unwrap();
        let alpha = whole.get(Coefficient::Krippendorff, Metric::Ordinal).unwrap();
        let consistency = ratings.consistency(ConsistencyOptions::new()).unwrap();
        let set = &consistency.results[0];
        [(alpha.value.unwrap(), alpha.interval.unwrap()), (set.raw.alpha.unwrap(), set.interval.unwrap())]
    }

    #[test]
    fn it_is_what_the_studies_of_the_units_that_are_shown_say() {
        let shown = ratings(&[12, 10, 14, 11, 13]);
        let [agreement, alpha] = studied(&shown);
        // One more unit, of fewer people than may be shown: nothing of it enters.
        for sizes in [&[12, 10, 14, 11, 13][..], &[12, 10, 14, 11, 13, 2]] {
            let own = found(&ratings(sizes));
            let (said, criteria) = (own.agreement.unwrap(), &own.consistency);
            assert_eq!((said.value, said.interval), agreement);
            assert_eq!((said.units, said.criteria, said.people), (5, 3, 60));
            assert_eq!((criteria[0].alpha, criteria[0].interval), alpha);
            assert_eq!((criteria.len(), criteria[0].units), (1, 5));
        }
        assert_ne!(studied(&ratings(&[12, 10, 14, 11, 13, 2]))[0], agreement);
    }

    #[test]
    fn of_too_few_units_nothing_is_said() {
        let own = found(&ratings(&[12, 10, 14, 11, 2]));
        assert_eq!((own.agreement, own.consistency.len()), (None, 0));
    }
}
