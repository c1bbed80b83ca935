//! Agreement of ratings: by role, occasion, construct and criterion.

use super::bootstrap::{Replicates, replicates};
use super::estimates::{bootstrap, cautions, differences, fill, first_reason, mean, pairs, row};
use super::limits::least;
use super::options::{AgreementOptions, Over};
use super::study::{About, Study};
use super::sums::Found;
use super::{
    Agreement, AgreementCaution, AgreementRow, Concordance, ScaleKind, between, by_category, by_rater,
    concordance, estimates, symmetry,
};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::options;
use crate::base::watch::Watch;
use crate::framework::Construct;
use crate::rating_table::{Inner, RatingTable, Stratum};
use crate::ratings::{RaterLink, RatingKind};
use crate::rubric::Instrument;
use crate::scoring::Reason;
use crate::tally::Tally;

pub(super) fn of_tally(tally: &Tally, options: AgreementOptions, watch: &mut dyn Watch) -> Result<Agreement> {
    let refuse = |code, path| Err(Problem::new(code, Place::path(path)).into());
    if tally.kind() == RatingKind::Consensus {
        return refuse(ErrorCode::ConsensusRatings, "kind");
    }
    let Some(counts) = tally.respondent_counts() else { return refuse(ErrorCode::GrainTooCoarse, "grain") };
    if options.over == Some(Over::Units) {
        // A unit at two occasions is not two units.
        return Err(options::unfit("over", "option.units_again", Over::Units.id()).into());
    }
    let rubric = tally.rubric();
    let mut made = Agreement::new(Some(Instrument::of(rubric)), options.clone());
    for stratum in tally.strata() {
        let criteria = 0..rubric.criteria().len() as u16;
        let tables = criteria
            .map(|criterion| RatingTable::of(tally, counts, criterion, &|one| stratum.holds(one)))
            .collect::<Vec<_>>();
        let here = Here { tally, options: &options, stratum };
        here.rows(&tables, &mut made, watch)?;
    }
    between::of_tally(tally, counts, &mut made, watch)?;
    Ok(made)
}

/// The studies of tables of criteria; none where nobody rated.
pub(super) fn studies<'a>(
    tally: &Tally,
    options: &'a AgreementOptions,
    tables: &'a [RatingTable],
    watch: &mut dyn Watch,
) -> Result<Vec<Option<Study<'a>>>> {
    let linked = tally.link() == RaterLink::Persistent;
    let mut studies = Vec::new();
    for table in tables {
        let inner: &Inner = table.inner();
        let groups = inner.groups.as_ref().map(|groups| (&*groups.of_unit, groups.names.len()));
        let about = About { options, scale: &inner.scale, linked, groups, alone: Reason::OneUnit };
        studies.push(if table.is_empty() { None } else { Some(Study::of(inner, about, watch)?) });
    }
    Ok(studies)
}

/// The mean of one coefficient over criteria whose ratings come in tables, and over how many of them: those on which it
/// is defined.
pub(crate) fn over_tables(
    tally: &Tally,
    options: &AgreementOptions,
    tables: &[(usize, RatingTable)],
) -> Result<Option<(AgreementRow, usize)>> {
    let linked = tally.link() == RaterLink::Persistent;
    let mut studies = Vec::new();
    for (at, table) in tables {
        let inner = table.inner();
        let groups = inner.groups.as_ref().map(|groups| (&*groups.of_unit, groups.names.len()));
        let about = About { options, scale: &inner.scale, linked, groups, alone: Reason::OneUnit };
        let study = Study::of(inner, about, &mut ())?;
        if study.found.iter().all(|found| found.value.is_some()) {
            studies.push((*at, study));
        }
    }
    let criteria: Vec<_> = studies.iter().map(|(at, study)| (*at, study)).collect();
    let here = Here { tally, options, stratum: Stratum::default() };
    Ok((!criteria.is_empty()).then(|| (here.mean(None, &criteria, None), criteria.len())))
}

/// An informant group at an occasion.
pub(super) struct Here<'a> {
    pub(super) tally: &'a Tally,
    pub(super) options: &'a AgreementOptions,
    pub(super) stratum: Stratum,
}

/// A criterion with its study, and the place of its replicates.
pub(super) type CriterionStudy<'a> = (usize, &'a Study<'a>);

impl Here<'_> {
    fn rows(&self, tables: &[RatingTable], made: &mut Agreement, watch: &mut dyn Watch) -> Result<()> {
        let rubric = self.tally.rubric();
        let studies = studies(self.tally, self.options, tables, watch)?;
        let given: Vec<_> = studies.iter().map(Option::as_ref).collect();
        let mut active: Vec<usize> = given.iter().flatten().flat_map(|study| study.active_groups()).collect();
        active.sort_unstable();
        active.dedup();
        self.options.check_population(active.len())?;
        let drawn =
            if self.options.replicates > 0 { Some(replicates(&given, &[active], watch)?) } else { None };
        let criteria: Vec<_> =
            given.iter().enumerate().filter_map(|(at, study)| study.map(|study| (at, study))).collect();
        if criteria.is_empty() {
            return Ok(());
        }
        made.rows.push(self.mean(None, &criteria, drawn.as_deref()));
        for (construct, own) in rubric.constructs() {
            let own: Vec<_> =
                criteria.iter().filter(|(at, _)| own.contains(&(*at as u16))).copied().collect();
            if !own.is_empty() {
                made.rows.push(self.mean(Some(construct), &own, drawn.as_deref()));
            }
        }
        let names = self.tally.names();
        let name = |rater: usize| names.raters.get(rater).map_or_else(String::new, |name| name.to_string());
        for (at, study) in &criteria {
            let criterion = &rubric.criteria()[*at];
            let (role, occasion) = self.stratum.names(self.tally);
            let replicates = drawn.as_ref().map(|drawn| &drawn[*at]);
            let own = row(study, study.errors(watch)?, replicates);
            let (construct, id) = (Some(criterion.construct.clone()), Some(criterion.id.clone()));
            made.rows.push(AgreementRow {
                role: role.clone(),
                occasion: occasion.clone(),
                construct,
                criterion: id.clone(),
                ..own
            });
            if self.options.pairs {
                for mut pair in pairs(study, &name) {
                    (pair.role, pair.occasion, pair.criterion) = (role.clone(), occasion.clone(), id.clone());
                    made.pairs.push(pair);
                }
            }
            if self.options.symmetry {
                for mut test in symmetry::tests(study, &name) {
                    (test.role, test.occasion, test.criterion) = (role.clone(), occasion.clone(), id.clone());
                    made.symmetry.push(test);
                }
            }
            if self.options.by_rater {
                for mut rater in by_rater::raters(study, &name, watch)? {
                    (rater.role, rater.occasion, rater.criterion) =
                        (role.clone(), occasion.clone(), id.clone());
                    made.raters.push(rater);
                }
            }
            if self.options.by_category {
                let categories = rubric.scale(*at as u16).categories();
                let name = |at: usize| categories[at].id.clone();
                for mut own in by_category::categories(study, &name, watch)? {
                    (own.role, own.occasion, own.criterion) = (role.clone(), occasion.clone(), id.clone());
                    made.categories.push(own);
                }
            }
            if self.options.concordance {
                let own = concordance::of(study, watch)?;
                let (role, occasion) = (role.clone(), occasion.clone());
                made.concordance.push(Concordance { role, occasion, criterion: id.clone(), ..own });
            }
        }
        Ok(())
    }

    /// The mean over some criteria, with what each unit does to it.
    pub(super) fn mean(
        &self,
        construct: Option<&Construct>,
        criteria: &[CriterionStudy<'_>],
        drawn: Option<&[Replicates]>,
    ) -> AgreementRow {
        let options = self.options;
        let groups =
            criteria.first().and_then(|(_, study)| study.about.groups).map_or(0, |(_, groups)| groups);
        let by_group: Vec<_> = criteria.iter().map(|(_, study)| study.by_group()).collect();
        let samples = |of_pairs: bool| {
            let has = |group: &usize| by_group.iter().any(|(_, has)| has[usize::from(of_pairs)][*group]);
            (0..groups).filter(has).count()
        };
        let mut active: Vec<_> = criteria.iter().flat_map(|(_, study)| study.active_groups()).collect();
        active.sort_unstable();
        active.dedup();
        let statistics = options.statistics();
        let mut estimates = Vec::new();
        // The mean of the same replicate of each.
        let replicate = |drawn: &[Replicates], replicate: usize| {
            let of =
                |at: usize| mean(criteria.iter().map(|(criterion, _)| drawn[*criterion].rows[replicate][at]));
            (0..statistics.len()).map(of).collect::<Vec<_>>()
        };
        let replicates = 0..options.replicates as usize;
        let means: Vec<_> =
            drawn.map(|drawn| replicates.map(|at| replicate(drawn, at)).collect()).unwrap_or_default();
        for (at, statistic) in statistics.iter().enumerate() {
            let found: Vec<_> = criteria.iter().map(|(_, study)| &study.found[at]).collect();
            let value = mean(found.iter().map(|found| found.value));
            let whole = Found {
                observed: mean(found.iter().map(|found| found.observed)),
                expected: mean(found.iter().map(|found| found.expected)),
                value,
                reason: if value.is_none() { first_reason(&found) } else { None },
            };
            let error = value.map(|_| {
                let mut of_group = vec![0.0; groups];
                for ((_, study), (sums, _)) in criteria.iter().zip(&by_group) {
                    if let Some(influence) = &study.influences[at] {
                        let scale = influence.step / influence.units as f64 / criteria.len() as f64;
                        of_group.iter_mut().zip(&sums[at]).for_each(|(all, own)| *all += scale * *own as f64);
                    }
                }
                let samples = samples(options.is_of_pairs(statistic.coefficient));
                let n = samples as f64;
                let squares: f64 = of_group.iter().map(|own| own * own).sum();
                let error = match (samples, squares == 0.0) {
                    (0 | 1, _) => Err(Reason::OneUnit),
                    (_, true) => Err(Reason::NoVariance),
                    _ => Ok((squares * n / (n - 1.0)).sqrt()),
                };
                (error, samples as u64)
            });
            let mut estimate = estimates::blank(statistic.coefficient, options);
            (estimate.weights, estimate.metric) = (statistic.weights(options), statistic.metric(options));
            if value.is_some() {
                let own: Vec<_> =
                    criteria.iter().flat_map(|(_, study)| cautions(study, *statistic)).collect();
                let all = AgreementCaution::ALL.iter().copied();
                estimate.cautions = all.filter(|caution| own.contains(caution)).collect();
            }
            // A mean can be as low as the mean of the least values.
            let least = mean(criteria.iter().map(|(_, study)| least(study, *statistic)));
            fill(&mut estimate, &whole, error, least, options);
            if drawn.is_some() && value.is_some() {
                let drawn = means.iter().map(|row| row[at]);
                bootstrap(&mut estimate.bootstrap, &mut estimate.undefined, Ok(drawn), options);
            }
            estimates.push(estimate);
        }
        let differences = differences(options, &estimates, drawn.map(|_| &*means));
        let (role, occasion) = self.stratum.names(self.tally);
        let mut sizes: Vec<_> =
            criteria.iter().map(|(_, study)| study.about.scale.values.len() as u32).collect();
        sizes.dedup();
        let (mut places, mut raters) = (Vec::new(), Vec::new());
        for (_, study) in criteria {
            study.each_pattern(&mut |row, _, pattern, ratings| {
                places.push((row, study.prepared.ratings[pattern] < 2));
                raters.extend(ratings.iter().map(|(rater, _)| *rater));
            });
        }
        places.sort_unstable();
        places.dedup_by_key(|(row, _)| *row);
        raters.sort_unstable();
        raters.dedup();
        AgreementRow {
            role,
            occasion,
            construct: construct.cloned(),
            criterion: None,
            criteria: criteria.len() as u32,
            units: places.len() as u64,
            pairable_units: places.iter().filter(|(_, single)| !single).count() as u64,
            raters: raters.len() as u64,
            ratings: criteria.iter().map(|(_, study)| study.ratings).sum(),
            categories: if sizes.len() == 1 { sizes.first().copied() } else { None },
            scale: ScaleKind::Declared,
            over: Over::Groups,
            groups: Some(active.len() as u64),
            unit_by_unit: drawn.is_some(),
            estimates,
            differences,
        }
    }
}
