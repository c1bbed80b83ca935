//! Studies of ratings: units by raters by criteria, for each construct.

use super::observations::{Column, Groups, Observations};
use super::options::Roles;
use super::study::{About, Known};
use super::{Asked, Generalizability, GeneralizabilityOptions, Study, StudyOptions};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::options;
use crate::base::watch::{Watch, Watched, ask};
use crate::rating_table::{RatingTable, Stratum};
use crate::ratings::{RaterLink, RatingKind, Ratings};
use crate::rubric::{Instrument, Polarity, Rating};
use crate::scoring::Reason;
use crate::tally::{Grain, RespondentCounts, Tally};

/// Scores of one construct, with the conditions of the facets, in their order.
#[derive(Clone, Debug, Default)]
struct Gathered {
    scores: Vec<f64>,
    codes: [Vec<u32>; 5],
}

const FACETS: [&str; 5] = ["unit", "rater", "criterion", "occasion", "role"];

const RATER: &str = FACETS[1];

/// Labels of the conditions of a facet.
type Label<'a> = &'a dyn Fn(&str, u32) -> String;

impl Gathered {
    fn push(&mut self, score: f64, codes: [u32; 5]) {
        self.scores.push(score);
        self.codes.iter_mut().zip(codes).for_each(|(column, code)| column.push(code));
    }

    /// The first facets, or those asked for, with their conditions numbered from 0; with labels where some are given.
    fn observations(self, wanted: &[&str], label: Option<Label<'_>>) -> Observations {
        let mut columns = Vec::new();
        for (name, codes) in FACETS.iter().zip(self.codes).filter(|(name, _)| wanted.contains(name)) {
            let most = codes.iter().copied().max().unwrap_or(0);
            let groups = Groups::one(codes.len()).by(&codes, most + 1);
            let mut labels = Vec::new();
            if let Some(label) = label {
                let mut of_group = vec![0; groups.count as usize];
                groups.of_row.iter().zip(&codes).for_each(|(group, code)| of_group[*group as usize] = *code);
                labels.extend(of_group.iter().map(|code| label(name, *code)));
            }
            columns.push(Column {
                name: (*name).to_owned(),
                codes: groups.of_row,
                levels: groups.count,
                numbered: false,
                labels,
                labelled: Vec::new(),
            });
        }
        Observations::new(columns, &self.scores)
    }
}

impl Tally {
    /// Where the variance of the ratings comes from: for each informant group, occasion and construct a study of units by
    /// raters by criteria, raters nested in units where each rater rated one unit only.
    ///
    /// Where raters are the same persons throughout and there are several occasions, one more study of each group has the
    /// occasion as a facet. Anonymous raters of two occasions may be the same, and so each occasion stands alone.
    ///
    /// # Errors
    /// `consensus_ratings`, `grain_too_coarse`.
    pub fn generalizability<'w>(
        &self,
        options: impl Into<Watched<'w, GeneralizabilityOptions>>,
    ) -> Result<Generalizability> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            if self.kind() == RatingKind::Consensus {
                return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
            }
            let Some(counts) = self.respondent_counts() else {
                return Err(Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")).into());
            };
            let mut strata = self.strata();
            if options.roles == Roles::Facet {
                strata.iter_mut().for_each(|stratum| stratum.role = None);
                strata.sort_by_key(|stratum| stratum.occasion);
                strata.dedup();
            }
            let several = self.names().occasions.len() > 1;
            if several && self.link() == RaterLink::WithinOccasion {
                strata.retain(|stratum| stratum.occasion.is_some());
            }
            let mut studies = Vec::new();
            for (at, stratum) in strata.iter().enumerate() {
                ask(watch, at as u64, Some(strata.len() as u64))?;
                self.stratum(counts, *stratum, options, watch, &mut studies)?;
            }
            let rubric = Some(Instrument::of(self.rubric()));
            Ok(Generalizability::new(rubric, Asked::Ratings(options), studies))
        })
    }

    fn stratum(
        &self,
        counts: &RespondentCounts,
        stratum: Stratum,
        options: GeneralizabilityOptions,
        watch: &mut dyn Watch,
        studies: &mut Vec<Study>,
    ) -> Result<()> {
        let rubric = self.rubric();
        let constructs = rubric.constructs();
        let mut construct_of = vec![0; rubric.criteria().len()];
        for (at, (_, criteria)) in constructs.iter().enumerate() {
            criteria.iter().for_each(|criterion| construct_of[usize::from(*criterion)] = at);
        }
        let mut rows = vec![Gathered::default(); constructs.len()];
        let linked = self.link() == RaterLink::Persistent;
        let (mut persons, mut last) = (Vec::new(), None);
        for (at, one) in counts.respondents.iter().enumerate().filter(|(_, one)| stratum.holds(one)) {
            // A rater's rows in two roles are neighbours.
            let person = (one.unit, one.occasion, one.rater);
            if last != Some(person) {
                last = Some(person);
                persons.push(one.rater);
            }
            let rater = if linked { one.rater } else { persons.len() as u32 - 1 };
            for cell in counts.starts[at]..counts.starts[at + 1] {
                let (criterion, rating) = (counts.criteria[cell], counts.ratings[cell]);
                if rating < Rating::MISSING {
                    let codes = [one.unit, rater, criterion.into(), one.occasion.into(), one.role.into()];
                    rows[construct_of[usize::from(criterion)]].push(self.value(criterion, rating), codes);
                }
            }
        }
        let mut wanted = FACETS.to_vec();
        wanted.retain(|name| match *name {
            "occasion" => stratum.occasion.is_none() && self.names().occasions.len() > 1,
            "role" => options.roles == Roles::Facet,
            _ => true,
        });
        let GeneralizabilityOptions { unbalanced, confidence, effects, .. } = options;
        let known = Known { needs: Some(RATER), unbalanced, confidence, effects, ..Known::default() };
        let names = self.names();
        let label = |facet: &str, code: u32| {
            let at = code as usize;
            match facet {
                "unit" => names.units[at].to_string(),
                "criterion" => rubric.criteria()[at].id.to_string(),
                "occasion" => names.occasions[at].to_string(),
                "role" => names.roles[at].to_string(),
                _ if linked => names.raters[at].to_string(),
                _ => names.raters[persons[at] as usize].to_string(),
            }
        };
        let label: Option<Label<'_>> = effects.then_some(&label);
        for ((construct, criteria), rows) in constructs.iter().zip(rows) {
            let (role, occasion) = stratum.names(self);
            let scale = rubric.scale(criteria[0]);
            let cut = scale.cut().map(|cut| self.of_level(criteria[0], cut));
            let about = About { role, occasion, construct: Some(construct.clone()), cut };
            let positions = scale.categories().iter().any(|category| category.value.is_none());
            let known = Known { positions, ..known.clone() };
            let mixed = criteria.iter().any(|criterion| rubric.scale(*criterion).id() != scale.id());
            studies.push(if mixed {
                Study::undefined(about, rows.scores.len(), Reason::MixedScales)
            } else {
                Study::of(rows.observations(&wanted, label), &known, about, watch)?
            });
        }
        Ok(())
    }

    /// What a rating counts: the value of its category, or its rank from 1, turned round where the polarity asks for it.
    fn value(&self, criterion: u16, rating: u8) -> f64 {
        let about = &self.rubric().criteria()[usize::from(criterion)];
        let turned = !about.construct.is_sign() && about.polarity == Polarity::Negative;
        let highest = self.rubric().scale(criterion).categories().len() as u8 - 1;
        self.of_level(criterion, if turned { highest - rating } else { rating })
    }

    fn of_level(&self, criterion: u16, level: u8) -> f64 {
        let categories = self.rubric().scale(criterion).categories();
        let valued = categories.iter().all(|category| category.value.is_some());
        let value = categories.get(usize::from(level)).and_then(|category| category.value);
        value.filter(|_| valued).unwrap_or_else(|| f64::from(level) + 1.0)
    }
}

impl Ratings {
    /// Where the variance of the ratings comes from, as [`Tally::generalizability`] says.
    ///
    /// # Errors
    /// `consensus_ratings`, `too_many_labels`.
    pub fn generalizability<'w>(
        &self,
        options: impl Into<Watched<'w, GeneralizabilityOptions>>,
    ) -> Result<Generalizability> {
        self.tally(Grain::Raters)?.generalizability(options)
    }
}

impl RatingTable {
    /// Where the variance of the ratings comes from: units by raters. Texts count by their rank among the declared
    /// categories. The table says which are the units and which the raters, so that options of a long table are refused.
    ///
    /// # Errors
    /// `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::generalizability::StudyOptions;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let rows = [[9.0, 2.0, 5.0], [6.0, 1.0, 3.0], [8.0, 4.0, 6.0], [7.0, 1.0, 2.0]];
    /// let matrix = RatingTable::from_rows(&rows.map(|row| row.map(Some)), RatingTableOptions::new())?;
    /// let found = matrix.generalizability(StudyOptions::new())?;
    /// assert_eq!(found.studies[0].design.as_deref(), Some("unit x rater"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn generalizability<'w>(
        &self,
        options: impl Into<Watched<'w, StudyOptions>>,
    ) -> Result<Generalizability> {
        options.into().run(|options, watch| {
            let options = options.checked()?;
            let usual = StudyOptions::new();
            let others = [
                ("rating", options.rating != usual.rating),
                ("unit", options.unit != usual.unit),
                ("facets", options.facets != usual.facets),
                ("design", options.design != usual.design),
                ("nested", options.nested != usual.nested),
                ("categories", options.categories != usual.categories),
            ];
            if let Some((name, _)) = others.iter().find(|(_, other)| *other) {
                return Err(options::unfit(*name, "option.long_study", "").into());
            }
            let inner = self.inner();
            let about = About::default();
            let StudyOptions { unbalanced, confidence, effects, .. } = options;
            let positions = inner.scale.positions;
            let known = Known { unbalanced, confidence, effects, positions, ..Known::default() };
            let options = Asked::Columns(options);
            let study = if inner.scale.is_ordered() {
                let mut rows = Gathered::default();
                for unit in 0..inner.units {
                    for (rater, value) in inner.row(unit) {
                        rows.push(value, [unit as u32, rater, 0, 0, 0]);
                    }
                }
                let label = |facet: &str, code: u32| {
                    let names = if facet == RATER { &inner.rater_names } else { &inner.unit_names };
                    let name = names.as_ref().and_then(|names| names.get(code as usize)).cloned();
                    name.unwrap_or_else(|| (code + 1).to_string())
                };
                let label: Option<Label<'_>> = effects.then_some(&label);
                Study::of(rows.observations(&FACETS[..2], label), &known, about, watch)?
            } else {
                Study::undefined(about, self.len(), Reason::NoOrder)
            };
            Ok(Generalizability::new(None, options, vec![study]))
        })
    }
}
