//! Studies of ratings that were read with a rubric: who and what met in them, on the rubric's scale.

use std::collections::BTreeMap;

use super::anchors::Anchors;
use super::columns::{Long, form};
use super::drawn_from::DrawnFrom;
use super::predictors::drawn_from;
use super::scales::Scales;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result, shorten};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::options;
use crate::base::watch::Watched;
use crate::framework::Construct;
use crate::rasch::Rasch;
use crate::rasch::options::RaschOptions;
use crate::rasch::results::RaschCaution;
use crate::rating_table::Scale;
use crate::ratings::{RaterLink, RatingKind, Ratings};
use crate::rubric::{Instrument, Rating};
use crate::scoring::oriented;
use crate::tally::{Grain, Respondent, RespondentCounts, Tally};

/// What takes part in a rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::rasch) enum Part {
    Unit,
    Rater,
    Criterion,
    Occasion,
    Role,
    /// A unit at an occasion.
    Place,
}

impl Part {
    /// Those that an option can name.
    const NAMED: [Self; 5] = [Self::Unit, Self::Rater, Self::Criterion, Self::Occasion, Self::Role];

    const fn id(self) -> &'static str {
        match self {
            Self::Unit | Self::Place => "unit",
            Self::Rater => "rater",
            Self::Criterion => "criterion",
            Self::Occasion => "occasion",
            Self::Role => "role",
        }
    }
}

/// Elements of a facet as they are met, each with its place among them: a code, and where it is known there alone, the place.
#[derive(Debug, Default)]
struct Elements {
    of: BTreeMap<(u32, Option<(u32, u16)>), u32>,
    /// Row by row.
    codes: Vec<u32>,
}

impl Elements {
    fn push(&mut self, code: u32, at: Option<(u32, u16)>) {
        let next = self.of.len() as u32;
        self.codes.push(*self.of.entry((code, at)).or_insert(next));
    }
}

/// Ratings that are estimated together.
pub(in crate::rasch) struct Gathered {
    pub(in crate::rasch) long: Long,
    /// The unit and the occasion of each element of the first facet; the occasion is told of places alone.
    pub(in crate::rasch) units: Vec<(u32, u16)>,
}

/// Whether ratings of several places have raters who are known in their own alone.
fn is_anonymous(tally: &Tally, counts: &RespondentCounts) -> bool {
    let mut places = counts.respondents.iter().map(|one| (one.unit, one.occasion));
    let first = places.next();
    tally.link() == RaterLink::WithinOccasion && places.any(|place| Some(place) != first)
}

/// The ratings of those whom `holds` names on the criteria that `rests_on` names; `None` where these have several scales, and
/// `is_one` asks for one or no criteria are told apart.
pub(in crate::rasch) fn gathered(
    tally: &Tally,
    counts: &RespondentCounts,
    parts: &[Part],
    holds: &dyn Fn(&Respondent) -> bool,
    rests_on: &dyn Fn(&Respondent, u16) -> bool,
    options: &RaschOptions,
    is_one: bool,
) -> Result<Option<Gathered>> {
    let (rubric, names) = (tally.rubric(), tally.names());
    let is_linked = tally.link() == RaterLink::Persistent;
    let mut elements: Vec<Elements> = parts.iter().map(|_| Elements::default()).collect();
    let mut categories = Vec::new();
    let mut used: Vec<u16> = Vec::new();
    for (at, one) in counts.respondents.iter().enumerate().filter(|(_, one)| holds(one)) {
        let place = (one.unit, one.occasion);
        for cell in counts.starts[at]..counts.starts[at + 1] {
            let (criterion, rating) = (counts.criteria[cell], counts.ratings[cell]);
            if rating >= Rating::MISSING || !rests_on(one, criterion) {
                continue;
            }
            if !used.contains(&criterion) {
                used.push(criterion);
            }
            for (part, elements) in parts.iter().zip(&mut elements) {
                match part {
                    Part::Unit => elements.push(one.unit, None),
                    Part::Rater => elements.push(one.rater, (!is_linked).then_some(place)),
                    Part::Criterion => elements.push(criterion.into(), None),
                    Part::Occasion => elements.push(one.occasion.into(), None),
                    Part::Role => elements.push(one.role.into(), None),
                    Part::Place => elements.push(one.unit, Some(place)),
                }
            }
            let is_sign = rubric.criteria()[usize::from(criterion)].construct.is_sign();
            categories.push(oriented(rubric, criterion, rating, !is_sign));
        }
    }
    used.sort_unstable();
    let Some(first) = used.first() else {
        return Err(Problem::new(ErrorCode::NoRows, Place::default()).into());
    };
    let mut scales: Vec<&str> = vec![rubric.scale(*first).id()];
    for criterion in &used {
        let scale = rubric.scale(*criterion).id();
        if !scales.contains(&scale) {
            scales.push(scale);
        }
    }
    let criteria = parts.iter().position(|part| *part == Part::Criterion);
    if scales.len() > 1 && (is_one || criteria.is_none()) {
        return Ok(None);
    }
    let several = names.occasions.len() > 1;
    let place = |(unit, occasion): (u32, u16)| {
        let unit = &*names.units[unit as usize];
        if several { [unit, ", ", &names.occasions[usize::from(occasion)]].concat() } else { unit.to_owned() }
    };
    let label = |part: Part, (code, at): (u32, Option<(u32, u16)>)| match part {
        Part::Unit => names.units[code as usize].to_string(),
        Part::Criterion => rubric.criteria()[code as usize].id.clone(),
        Part::Occasion => names.occasions[code as usize].to_string(),
        Part::Role => names.roles[code as usize].to_string(),
        Part::Place => at.map(place).unwrap_or_default(),
        Part::Rater => {
            let rater = &names.raters[code as usize];
            at.map_or_else(|| rater.to_string(), |at| format!("{rater} ({})", place(at)))
        }
    };
    let (mut labels, mut codes, mut units): (Vec<Vec<String>>, _, _) = (Vec::new(), Vec::new(), Vec::new());
    for (part, elements) in parts.iter().zip(elements) {
        let mut own: Vec<_> = elements.of.iter().map(|(key, at)| (label(*part, *key), *key, *at)).collect();
        own.sort_unstable();
        let mut rank = vec![0; own.len()];
        own.iter().enumerate().for_each(|(place, (.., at))| rank[*at as usize] = place as u32);
        codes.push(elements.codes.iter().map(|at| rank[*at as usize]).collect());
        if units.is_empty() {
            units = own
                .iter()
                .map(|(_, (unit, at), _)| (*unit, at.map_or(0, |(_, occasion)| occasion)))
                .collect();
        }
        labels.push(own.into_iter().map(|(label, ..)| label).collect());
    }
    let mut problems = Problems::of(ErrorKind::Estimation);
    let facets: Vec<String> = parts.iter().map(|part| part.id().to_owned()).collect();
    let mut form = form(&facets, options, &mut problems);
    let scales = match criteria.filter(|_| scales.len() > 1) {
        None => Scales::one(declared(rubric.scale(*first))),
        Some(facet) => {
            if form.partial.is_some_and(|partial| partial != facet) {
                problems.push(options::unfit("partialCredit", "rasch.scales_partial", facets[facet].clone()));
            }
            let of = |id: &String| {
                let own =
                    rubric.scale_of(id).and_then(|own| scales.iter().position(|known| *known == own.id()));
                own.unwrap_or(0) as u32
            };
            let of = labels[facet].iter().map(of).collect();
            let all = scales.iter().filter_map(|id| rubric.scales().iter().find(|own| own.id() == *id));
            let all = all.map(|own| (Some(own.id().to_owned()), declared(own))).collect();
            Scales::settle(all, facet, of, &mut form)
        }
    };
    let anchors = options.anchors.as_ref().map_or_else(Anchors::default, |given| {
        Anchors::find(given, &facets, &labels, &scales, &mut form, &mut problems)
    });
    problems.finish(())?;
    let raters = parts.iter().position(|part| *part == Part::Rater);
    let from = DrawnFrom::one(labels.first().map_or(0, Vec::len));
    let mut long = Long {
        facets,
        elements: labels,
        codes,
        categories,
        weights: None,
        scales,
        form,
        from,
        anchors,
        raters,
        anonymous: is_anonymous(tally, counts),
        criteria,
    };
    if long.form.integrated {
        long.from = drawn_from(&[], options, &long, &[])?;
        long.form.kinds.clone_from(&long.from.kind);
    }
    Ok(Some(Gathered { long, units }))
}

/// A scale as its rubric declares it.
fn declared(scale: &crate::rubric::Scale) -> Scale {
    let categories = scale.categories();
    let values: Option<Vec<f64>> = categories.iter().map(|category| category.value).collect();
    Scale {
        positions: values.is_none(),
        values: values.unwrap_or_else(|| (1..=categories.len()).map(|at| at as f64).collect()),
        texts: Some(categories.iter().map(|category| category.id.clone()).collect()),
        declared: true,
    }
}

impl Tally {
    /// Who rated what, of ratings that raters gave alone.
    pub(in crate::rasch) fn of_raters(&self) -> Result<&RespondentCounts> {
        if self.kind() == RatingKind::Consensus {
            return Err(Problem::new(ErrorCode::ConsensusRatings, Place::path("kind")).into());
        }
        let coarse = || Problem::new(ErrorCode::GrainTooCoarse, Place::path("grain")).into();
        self.respondent_counts().ok_or_else(coarse)
    }

    /// Measures of units, raters and criteria on one scale, of the ratings on one construct, or on all as if they were one
    /// (`oneDimension`): the many-facet Rasch model.
    ///
    /// The facets are `unit`, `rater` and `criterion`, and where they vary `occasion` (there are several) and `role` (someone
    /// rated in two). The scale is the rubric's, turned round where the polarity of a criterion asks for it. Raters are
    /// elements throughout where ids mean the same person everywhere (`link` is `persistent`); otherwise each is one of its unit
    /// and occasion, and ties nothing together.
    ///
    /// # Errors
    /// `consensus_ratings`, `grain_too_coarse`, `no_rows`, `not_in_data`, `invalid_option`, `not_identified`, `unused_category`.
    pub fn rasch<'w>(&self, options: impl Into<Watched<'w, RaschOptions>>) -> Result<Rasch> {
        options.into().run(|options, watch| {
            let mut options = options.checked()?;
            let counts = self.of_raters()?;
            let mut problems = Problems::of(ErrorKind::Estimation);
            let construct = match options.one_dimension {
                true => None,
                false => self.construct(counts, &options, &mut problems),
            };
            let parts = self.parts(counts, &options, &mut problems);
            let usual = RaschOptions::new();
            let of_columns = [
                ("rating", options.rating != usual.rating),
                ("weight", options.weight.is_some()),
                ("categories", !options.categories.is_empty()),
                ("raters", options.raters.is_some()),
                ("populationGroups", options.population_groups.is_some()),
                ("predictors", !options.predictors.is_empty()),
                ("scaleOf", options.scale_of.is_some()),
                ("scales", !options.scales.is_empty()),
            ];
            for (name, _) in of_columns.into_iter().filter(|(_, is_given)| *is_given) {
                problems.push(options::unfit(name, "rasch.long_table", ""));
            }
            problems.finish(())?;
            let of_construct = |_: &Respondent, at: u16| {
                let own = &self.rubric().criteria()[usize::from(at)].construct;
                construct.as_ref().map_or(!own.is_sign(), |construct| own == construct)
            };
            if options.one_dimension && options.residuals.is_none() {
                options.residuals = Some(Part::Criterion.id().to_owned());
            }
            let found = gathered(self, counts, &parts, &|_| true, &of_construct, &options, false)?;
            let Some(Gathered { long, .. }) = found else {
                let what = construct.map(|own| own.to_string()).unwrap_or_default();
                return Err(options::unfit("construct", "rasch.mixed_scales", what).into());
            };
            let mut made = Rasch::of_long(&long, options, watch)?;
            (made.rubric, made.construct) = (Some(Instrument::of(self.rubric())), construct);
            if made.options.one_dimension {
                made.cautions.push(RaschCaution::OneDimension);
                made.cautions.sort_by_key(|caution| *caution as u8);
            }
            Ok(made)
        })
    }

    /// The construct that is asked for, or the only one that was rated.
    fn construct(
        &self,
        counts: &RespondentCounts,
        options: &RaschOptions,
        problems: &mut Problems,
    ) -> Option<Construct> {
        let rubric = self.rubric();
        let mut is_rated = vec![false; rubric.criteria().len()];
        for (criterion, rating) in counts.criteria.iter().zip(&counts.ratings) {
            is_rated[usize::from(*criterion)] |= *rating < Rating::MISSING;
        }
        let rated =
            |(_, criteria): &&(Construct, Vec<u16>)| criteria.iter().any(|at| is_rated[usize::from(*at)]);
        let rated: Vec<&Construct> = rubric.constructs().iter().filter(rated).map(|(own, _)| own).collect();
        match (&options.construct, rated.as_slice()) {
            (None, [first, _, ..]) => {
                let which = Message::new("rasch.construct").text("first", first.to_string());
                problems.push(options::refused("construct", which.count("n", rated.len() as u64)));
                None
            }
            (None, [one]) => Some((*one).clone()),
            (Some(asked), _) if rated.contains(&asked) => Some(asked.clone()),
            (Some(asked), _) => {
                let problem = Problem::new(ErrorCode::NotInData, Place::path("construct"));
                problems.push(problem.with("what", asked.to_string()));
                None
            }
            (None, []) => {
                problems.push(Problem::new(ErrorCode::NoRows, Place::default()));
                None
            }
        }
    }

    fn parts(&self, counts: &RespondentCounts, options: &RaschOptions, problems: &mut Problems) -> Vec<Part> {
        if options.facets.is_empty() {
            // A rater's rows in two roles are neighbours.
            let in_two = |pair: &[Respondent]| {
                let own = |one: &Respondent| (one.unit, one.occasion, one.rater);
                own(&pair[0]) == own(&pair[1])
            };
            let varies = |part: &Part| match part {
                Part::Occasion => self.names().occasions.len() > 1,
                Part::Role => counts.respondents.windows(2).any(in_two),
                _ => true,
            };
            return Part::NAMED.into_iter().filter(varies).collect();
        }
        let named = |(at, name): (usize, &String)| {
            let found = Part::NAMED.into_iter().find(|part| part.id() == name);
            if found.is_none() {
                let what = Message::new("option.no_facet").text("found", shorten(name.clone()));
                let near = nearest(name, Part::NAMED.into_iter().map(Part::id));
                problems.push(options::refused(format!("facets[{at}]"), or_near(what, near)));
            }
            found
        };
        options.facets.iter().enumerate().filter_map(named).collect()
    }
}

impl Ratings {
    /// Measures of units, raters and criteria on one scale, as [`Tally::rasch`] says.
    ///
    /// # Errors
    /// `consensus_ratings`, `no_rows`, `not_in_data`, `invalid_option`, `not_identified`, `unused_category`, `too_many_labels`.
    ///
    /// ```
    /// use collabpro_core::rasch::RaschOptions;
    /// use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
    /// use collabpro_core::Rubric;
    ///
    /// let rows = [("Ash", "a", [2, 3]), ("Ash", "b", [1, 3]), ("Elm", "a", [3, 3]), ("Elm", "b", [2, 1]), ("Oak", "b", [2, 4])];
    /// let mut csv = "unit,rater,criterion,level\n".to_owned();
    /// for (unit, rater, [first, second]) in rows {
    ///     csv += &format!("{unit},{rater},7a,{first}\n{unit},{rater},7b,{second}\n");
    /// }
    /// let read = ReadOptions::new().link(RaterLink::Persistent);
    /// let ratings = Reader::new(&Rubric::bundled()).options(read).read(csv.as_bytes())?;
    /// let found = ratings.rasch(RaschOptions::new())?;
    /// assert!(found.measures.iter().any(|row| row.facet == "rater" && row.element == "b" && row.measure > Some(0.0)));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn rasch<'w>(&self, options: impl Into<Watched<'w, RaschOptions>>) -> Result<Rasch> {
        options.into().run(|options, watch| self.tally(Grain::Raters)?.rasch(options.watch(watch)))
    }
}
