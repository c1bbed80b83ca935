//! Of ratings: by role, occasion, construct and criterion.

use super::layout::{UnitRatings, Values, step};
use super::{Icc, IccOptions, IccRow, forms};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::watch::Watch;
use crate::rating_table::{RatingTable, Stratum};
use crate::ratings::{RaterLink, RatingKind};
use crate::rubric::{Instrument, Rating};
use crate::scoring::{Reason, oriented};
use crate::tally::{RespondentCounts, Tally};

pub(super) fn icc(tally: &Tally, options: IccOptions, watch: &mut dyn Watch) -> Result<Icc> {
    let refuse = |code, path| Err(Problem::new(code, Place::path(path)).into());
    if tally.kind() == RatingKind::Consensus {
        return refuse(ErrorCode::ConsensusRatings, "kind");
    }
    let Some(counts) = tally.respondent_counts() else { return refuse(ErrorCode::GrainTooCoarse, "grain") };
    let rubric = tally.rubric();
    let linked = tally.link() == RaterLink::Persistent;
    let mut rows: Vec<IccRow> = Vec::new();
    for stratum in tally.strata() {
        let (role, occasion) = stratum.names(tally);
        let mut add = |mut row: IccRow| {
            (row.role, row.occasion) = (role.clone(), occasion.clone());
            rows.push(row);
        };
        let tables: Vec<_> = (0..)
            .zip(rubric.criteria())
            .map(|(at, _)| RatingTable::of(tally, counts, at, &|one| stratum.holds(one)))
            .collect();
        for (construct, criteria) in rubric.constructs() {
            // A short form asks some of the criteria.
            let asked: Vec<_> =
                criteria.iter().copied().filter(|at| !tables[usize::from(*at)].is_empty()).collect();
            if asked.is_empty() {
                continue;
            }
            let ratings = construct_ratings(tally, counts, &asked, stratum);
            let row = forms::row(ratings.as_ref().map_err(|reason| *reason), options, watch)?;
            add(IccRow { construct: Some(construct.clone()), ..row });
        }
        for (table, criterion) in tables.iter().zip(rubric.criteria()).filter(|(table, _)| !table.is_empty())
        {
            let ratings = UnitRatings::of(table.inner()).map(|ratings| UnitRatings { linked, ..ratings });
            let row = forms::row(ratings.as_ref().map_err(|reason| *reason), options, watch)?;
            let (construct, id) = (Some(criterion.construct.clone()), Some(criterion.id.clone()));
            add(IccRow { construct, criterion: id, ..row });
        }
    }
    Ok(Icc { rubric: Some(Instrument::of(rubric)), options, rows })
}

/// The mean over some criteria of each rater at a place who rated them all, polarity applied.
fn construct_ratings(
    tally: &Tally,
    counts: &RespondentCounts,
    criteria: &[u16],
    stratum: Stratum,
) -> Result<UnitRatings, Reason> {
    let rubric = tally.rubric();
    let linked = tally.link() == RaterLink::Persistent;
    let scale = |criterion: u16| &rubric.criteria()[usize::from(criterion)].scale;
    if criteria.windows(2).any(|pair| scale(pair[0]) != scale(pair[1])) {
        return Err(Reason::MixedScales);
    }
    let categories = criteria.first().map_or(&[][..], |criterion| rubric.scale(*criterion).categories());
    let values: Vec<_> = (1..=categories.len())
        .zip(categories)
        .map(|(rank, category)| category.value.unwrap_or(rank as f64))
        .collect();
    let (mut starts, mut raters, mut sums) = (Vec::new(), Vec::new(), Vec::new());
    let (mut place, mut last, mut persons) = (None, None, 0_u32);
    // A rater's ratings may stand in the rows of two roles: they are put together.
    let mut own: Vec<Option<f64>> = vec![None; criteria.len()];
    let mut finish = |own: &mut Vec<Option<f64>>, person: Option<u32>| {
        let ratings: Option<Vec<f64>> = own.iter().copied().collect();
        if let (Some(ratings), Some(person)) = (ratings, person) {
            raters.push(person);
            sums.push(ratings.iter().sum::<f64>());
        }
        own.iter_mut().for_each(|rating| *rating = None);
        raters.len()
    };
    for (at, respondent) in counts.respondents.iter().enumerate().filter(|(_, one)| stratum.holds(one)) {
        let here = Some((respondent.unit, respondent.occasion));
        let person = (here, respondent.rater);
        if last != Some(person) {
            let number = last.map(|(_, rater)| if linked { rater } else { persons - 1 });
            let done = finish(&mut own, number);
            if place != here {
                starts.push(done);
                place = here;
            }
            persons += 1;
            last = Some(person);
        }
        for cell in counts.starts[at]..counts.starts[at + 1] {
            let (criterion, rating) = (counts.criteria[cell], counts.ratings[cell]);
            if let Some(known) = criteria.iter().position(|known| *known == criterion)
                && rating < Rating::MISSING
            {
                let turned = !rubric.criteria()[usize::from(criterion)].construct.is_sign();
                own[known] = Some(values[usize::from(oriented(rubric, criterion, rating, turned))]);
            }
        }
    }
    let number = last.map(|(_, rater)| if linked { rater } else { persons - 1 });
    let done = finish(&mut own, number);
    starts.push(done);
    let criteria = criteria.len() as f64;
    let values = match step(&values) {
        Some(step) => {
            let steps = sums.iter().map(|sum| (sum / step) as i64).collect();
            Values::Whole { steps, step: step / criteria }
        }
        None => Values::real(&sums.iter().map(|sum| sum / criteria).collect::<Vec<_>>()),
    };
    let count = if linked { tally.names().raters.len() } else { persons as usize };
    let positions = categories.iter().any(|category| category.value.is_none());
    Ok(UnitRatings { positions, ..UnitRatings::new(starts, raters, values, count, linked) })
}
