//! How far units can be told apart, as it may be shown: over units whose cells are shown, and only where there are enough.

use crate::aggregation::between::Over;
use crate::aggregation::grouped;
use crate::aggregation::grouped::CriterionColumn;
use crate::framework::Construct;
use crate::release::Cells;
use crate::release::trust::{Between, LEAST_UNITS, RELIABLE};
use crate::scoring::responses_of;

/// The most units that are shown of any construct; and by construct, in the rubric's order, what lies between them.
pub(super) fn of(cells: &Cells<'_>, occasion: &str, role: Option<&str>) -> (usize, Vec<Between>) {
    let (mut most, mut found) = (0, Vec::new());
    let tally = cells.scores.tally();
    let Some(counts) = tally.respondent_counts() else { return (most, found) };
    let rubric = tally.rubric();
    let confidence = cells.scores.options().confidence;
    let criteria =
        (0..rubric.criteria().len() as u16).map(|at| CriterionColumn::of(rubric, at)).collect::<Vec<_>>();
    // The people of each unit, read once.
    let mut units: Vec<(&str, grouped::RaterRows)> = Vec::new();
    for (construct, own) in rubric.constructs() {
        if construct.is_sign() {
            continue;
        }
        let own: Vec<_> = own.iter().map(|at| usize::from(*at)).collect();
        if own.windows(2).any(|pair| criteria[pair[0]].scale != criteria[pair[1]].scale) {
            continue;
        }
        let mut numbers = Vec::new();
        for cell in &cells.constructs {
            if cell.construct != *construct || !cell.is_shown_of(occasion, role) {
                continue;
            }
            let at = units.iter().position(|(known, _)| *known == cell.unit).unwrap_or_else(|| {
                let sheets = responses_of(tally, counts, &cell.unit, occasion);
                let sheet = sheets.iter().find(|(own, _)| *own == role);
                let people = sheet.map(|(_, sheet)| grouped::of_sheet(rubric, &criteria, sheet));
                units.push((&cell.unit, people.unwrap_or_default()));
                units.len() - 1
            });
            numbers.push(units[at].1.means(&own));
        }
        most = most.max(numbers.len());
        if numbers.len() >= LEAST_UNITS {
            found.extend(between(construct, numbers, confidence));
        }
    }
    (most, found)
}

fn between(construct: &Construct, numbers: Vec<Vec<f64>>, confidence: f64) -> Option<Between> {
    let over = Over::of(numbers);
    let shares = over.shares(confidence)?;
    let icc1 = shares.icc1;
    let needed = RELIABLE / (1.0 - RELIABLE) * (1.0 - icc1) / icc1;
    Some(Between {
        construct: construct.clone(),
        units: over.table.groups,
        people: over.table.n,
        icc1,
        icc1_interval: shares.icc1_interval?,
        icc2: shares.icc2?,
        icc2_interval: shares.icc2_interval?,
        needed: (icc1 > 0.0 && needed < 1e6).then(|| needed.ceil() as u64),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregation::AggregationOptions;
    use crate::ratings::Ratings;
    use crate::release::{Policy, ReleasedTrust};
    use crate::rubric::Rubric;
    use crate::scoring::Observed;

    /// Units of as many people as `sizes` says, who differ within and between.
    fn ratings(sizes: &[usize]) -> Ratings {
        let mut rows = String::from("unit,rater,role,criterion,level\n");
        for (unit, size) in sizes.iter().enumerate() {
            for rater in 0..*size {
                for (at, criterion) in ["7a", "7b", "7c"].iter().enumerate() {
                    let level = 1 + (unit + rater % 2 + (rater * 5 + at) % 3) % 4;
                    rows += &format!("u{unit},r{rater},teacher,{criterion},{level}\n");
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

    #[test]
    fn it_is_what_the_study_of_the_same_units_says() {
        let ratings = ratings(&[12, 10, 14, 11, 13, 10]);
        let study = ratings.aggregation(AggregationOptions::new()).unwrap();
        let own = found(&ratings);
        assert_eq!((own.units, own.aggregation.len()), (6, 1));
        let shown = &own.aggregation[0];
        let row = study.over.iter().find(|row| row.criterion.is_none() && row.icc1.is_some()).unwrap();
        assert_eq!((Some(shown.icc1), Some(shown.icc1_interval)), (row.icc1, row.icc1_interval));
        assert_eq!((Some(shown.icc2), Some(shown.icc2_interval)), (row.icc2, row.icc2_interval));
        assert_eq!((shown.units, shown.people), (6, 70));
        // Spearman and Brown: so many people reach the bound, one fewer does not.
        let reliability = |n: f64| n * shown.icc1 / (1.0 + (n - 1.0) * shown.icc1);
        let needed = shown.needed.unwrap() as f64;
        assert!(reliability(needed) >= RELIABLE && reliability(needed - 1.0) < RELIABLE);
    }

    #[test]
    fn units_that_are_withheld_do_not_count() {
        // The last unit has fewer people than may be shown: four are left, too few.
        let own = found(&ratings(&[12, 10, 14, 11, 2]));
        assert_eq!((own.units, own.aggregation.len()), (4, 0));
    }
}
