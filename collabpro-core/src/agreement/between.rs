//! One coefficient between two criteria, two roles or two groups of units.

use collabpro_derive::Read;
use serde::Serialize;

use super::bootstrap::{Replicates, replicates};
use super::estimates::{bootstrap, first_reason, mean};
use super::patterns::Owned;
use super::strata::studies;
use super::study::{About, Source, Study};
use super::{Agreement, AgreementOptions, Bootstrap};
use crate::base::error::{Problem, Problems, Result, shorten};
use crate::base::json_read::or_near;
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::options;
use crate::base::watch::Watch;
use crate::framework::Construct;
use crate::rating_table::{RatingTable, Stratum};
use crate::scoring::{Reason, Undefined};
use crate::tally::{RespondentCounts, Tally};

/// A coefficient on one criterion less the same on another, or of one role or group less that of another.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AgreementContrast {
    /// The one, as in the option `between`.
    pub first: String,
    /// The other.
    pub second: String,
    /// Id of the role that both have; null: everyone, or it is roles that are compared.
    pub role: Option<String>,
    /// Id of the occasion; null: all of them.
    pub occasion: Option<String>,
    /// What is measured, where roles are compared; null: everything.
    pub construct: Option<Construct>,
    /// Id of the criterion, where roles are compared; null: the mean over the criteria that both rated.
    pub criterion: Option<String>,
    /// How many criteria it is the mean of.
    pub criteria: u32,
    /// Units with a rating of the first.
    pub first_units: u64,
    /// Units with a rating of the second.
    pub second_units: u64,
    /// Units that both have: they are drawn for both at once.
    pub shared_units: u64,
    /// Id of the coefficient, as `ac1`.
    pub coefficient: String,
    /// That of the first.
    pub first_value: Option<f64>,
    /// That of the second.
    pub second_value: Option<f64>,
    /// The first less the second.
    pub value: Option<f64>,
    /// By the bootstrap of units.
    pub bootstrap: Option<Bootstrap>,
    /// Why fields above are null.
    pub undefined: Undefined,
}

/// Two of one kind, as `criterion:7a` and `criterion:7b`.
struct Pair<'a> {
    kind: &'a str,
    names: [&'a str; 2],
}

impl<'a> Pair<'a> {
    const KINDS: &'static [&'static str] = &["criterion", "role", "group"];

    fn of(pair: &'a [String]) -> Option<Self> {
        let [first, second] = pair else { return None };
        let (one, other) = (first.split_once(':')?, second.split_once(':')?);
        let fits = one.0 == other.0 && one.1 != other.1 && Self::KINDS.contains(&one.0);
        fits.then_some(Self { kind: one.0, names: [one.1, other.1] })
    }

    /// The places of the two among what there is.
    fn places(&self, at: usize, known: &[&str]) -> Result<[usize; 2]> {
        let place = |name: &str| {
            known.iter().position(|known| *known == name).ok_or_else(|| {
                let all: Vec<_> = known.iter().map(|known| format!("{}:{known}", self.kind)).collect();
                let what = Message::new("option.not_among").text("known", all.join(", "));
                let what = what.text("found", shorten(format!("{}:{name}", self.kind)));
                let near = nearest(name, known.iter().copied()).map(|near| format!("{}:{near}", self.kind));
                options::refused(path(at), or_near(what, near.as_deref()))
            })
        };
        Ok([place(self.names[0])?, place(self.names[1])?])
    }
}

fn path(at: usize) -> String {
    format!("between[{at}]")
}

/// That these are not two of a kind that can be compared here.
fn no_pair(at: usize, pair: &[String], kinds: &[&str]) -> Problem {
    let what = Message::new("option.two_of_a_kind").text("found", shorten(pair.join(", ")));
    options::refused(path(at), what.text("known", kinds.join(", ")))
}

/// Whether each pair is of two of one kind.
pub(super) fn check(between: &[Vec<String>], problems: &mut Problems) {
    for (at, pair) in between.iter().enumerate().filter(|(_, pair)| Pair::of(pair).is_none()) {
        problems.push(no_pair(at, pair, Pair::KINDS));
    }
}

/// Tables of criteria, each with its place among all of them.
type Side<'a> = Vec<(usize, &'a Study<'a>)>;

/// Both sides with their replicates: units that both have are drawn for both, those that one has by themselves.
struct Sides<'a> {
    sides: [Side<'a>; 2],
    drawn: [Vec<Replicates>; 2],
    blank: AgreementContrast,
}

impl<'a> Sides<'a> {
    fn new(sides: [Side<'a>; 2], pair: &[String], watch: &mut dyn Watch) -> Result<Self> {
        let active = [0, 1].map(|side: usize| {
            let mut all: Vec<_> = sides[side].iter().flat_map(|(_, study)| study.active_groups()).collect();
            all.sort_unstable();
            all.dedup();
            all
        });
        let shared: Vec<_> =
            active[0].iter().copied().filter(|group| active[1].binary_search(group).is_ok()).collect();
        let alone = [0, 1].map(|side: usize| {
            active[side].iter().copied().filter(|own| shared.binary_search(own).is_err()).collect()
        });
        let [first, second] = alone;
        let units = |side: &Side<'_>, active: &[usize]| {
            let own = side.iter().map(|(_, study)| study.sums.units as u64).max().unwrap_or(0);
            if active.is_empty() { own } else { active.len() as u64 }
        };
        let blank = AgreementContrast {
            first: pair[0].clone(),
            second: pair[1].clone(),
            role: None,
            occasion: None,
            construct: None,
            criterion: None,
            criteria: 1,
            first_units: units(&sides[0], &active[0]),
            second_units: units(&sides[1], &active[1]),
            shared_units: shared.len() as u64,
            coefficient: String::new(),
            first_value: None,
            second_value: None,
            value: None,
            bootstrap: None,
            undefined: Undefined::default(),
        };
        let all = sides.iter().flatten().map(|(_, study)| Some(*study)).collect::<Vec<_>>();
        let mut drawn = replicates(&all, &[shared, first, second], watch)?;
        let others = drawn.split_off(sides[0].len());
        Ok(Self { sides, drawn: [drawn, others], blank })
    }

    /// Every coefficient of the mean over these criteria.
    fn contrasts(&self, options: &AgreementOptions, criteria: &[usize], made: &mut Vec<AgreementContrast>) {
        let own = [0, 1].map(|side: usize| {
            let all = self.sides[side].iter().zip(&self.drawn[side]);
            all.filter(|((criterion, _), _)| criteria.contains(criterion)).collect::<Vec<_>>()
        });
        for (at, statistic) in options.statistics().into_iter().enumerate() {
            let values =
                [0, 1].map(|side: usize| mean(own[side].iter().map(|((_, study), _)| study.found[at].value)));
            let mut contrast = AgreementContrast {
                criteria: own[0].len() as u32,
                coefficient: statistic.id(options),
                first_value: values[0],
                second_value: values[1],
                value: values[0].zip(values[1]).map(|(first, second)| first - second),
                ..self.blank.clone()
            };
            let why = [0, 1].map(|side: usize| {
                first_reason(&own[side].iter().map(|((_, study), _)| &study.found[at]).collect::<Vec<_>>())
            });
            for (name, value, why) in [("firstValue", values[0], why[0]), ("secondValue", values[1], why[1])]
            {
                if value.is_none() {
                    contrast.undefined.insert(name, why.unwrap_or(Reason::NoValue));
                }
            }
            if contrast.value.is_none() {
                let reason = why[0].or(why[1]).unwrap_or(Reason::NoValue);
                contrast.undefined.all(&["value", "bootstrap"], reason);
            } else if contrast.first_units.min(contrast.second_units) < 2 {
                // One unit drawn again is always itself: it would count as known without error.
                contrast.undefined.insert("bootstrap", Reason::OneUnit);
            } else {
                let is_drawn = own.iter().flatten().all(|((_, study), _)| study.is_drawn(at));
                let of = |side: usize, replicate: usize| {
                    mean(own[side].iter().map(|(_, drawn)| drawn.rows[replicate][at]))
                };
                let both = (0..options.replicates as usize)
                    .map(|replicate| of(0, replicate).zip(of(1, replicate)).map(|(one, other)| one - other));
                let drawn = if is_drawn { Ok(both) } else { Err(Reason::TooManyValues) };
                bootstrap(&mut contrast.bootstrap, &mut contrast.undefined, drawn, options);
            }
            made.push(contrast);
        }
    }
}

/// Two groups of a plain table: the units of each drawn by themselves.
pub(super) fn groups(
    study: &Study<'_>,
    names: &[String],
    made: &mut Agreement,
    watch: &mut dyn Watch,
) -> Result<()> {
    let options = study.about.options;
    for (at, pair) in options.between.iter().enumerate() {
        let Some(two) = Pair::of(pair) else { continue };
        if two.kind != "group" {
            return Err(no_pair(at, pair, &["group"]).into());
        }
        let Some((of_row, _)) = study.about.groups else {
            return Err(options::unfit(path(at), "option.no_groups", pair.join(", ")).into());
        };
        let places = two.places(at, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
        let about = About { groups: None, ..study.about };
        let mut own = Vec::new();
        for group in places {
            own.push(study.part(&|row| of_row[row] as usize == group, about, watch)?);
        }
        let sides = Sides::new([vec![(0, &own[0])], vec![(0, &own[1])]], pair, watch)?;
        sides.contrasts(options, &[0], &mut made.contrasts);
    }
    Ok(())
}

impl<'a> Study<'a> {
    /// The study of some of the rows.
    fn part<'b>(
        &self,
        holds: &dyn Fn(usize) -> bool,
        about: About<'b>,
        watch: &mut dyn Watch,
    ) -> Result<Study<'b>> {
        let mut own = Owned { raters: self.shape().raters, starts: vec![0], ..Owned::default() };
        let mut numbers = Vec::new();
        let values = &self.prepared.values;
        let reals = self.rows().is_none();
        self.each_row(&mut |row, times, ratings| {
            if !holds(row) {
                return;
            }
            own.times.push(times);
            if reals {
                numbers.push(ratings.iter().map(|(rater, at)| (*rater, values[*at as usize])).collect());
            } else {
                own.ratings_raters.extend(ratings.iter().map(|(rater, _)| *rater));
                own.codes.extend(ratings.iter().map(|(_, code)| *code as u8));
                own.starts.push(own.codes.len());
            }
        });
        if reals {
            Study::of_reals(&numbers, own.times, about)
        } else {
            Study::of_codes(Source::Distinct(own), about, watch)
        }
    }
}

/// Two criteria of each informant group and occasion, or two roles at each occasion.
pub(super) fn of_tally(
    tally: &Tally,
    counts: &RespondentCounts,
    made: &mut Agreement,
    watch: &mut dyn Watch,
) -> Result<()> {
    let options = &made.options.clone();
    let (rubric, names) = (tally.rubric(), tally.names());
    let tables = |stratum: Stratum, criteria: &[usize]| {
        let of = |at: &usize| RatingTable::of(tally, counts, *at as u16, &|one| stratum.holds(one));
        criteria.iter().map(of).collect::<Vec<_>>()
    };
    let every: Vec<_> = (0..rubric.criteria().len()).collect();
    for (at, pair) in options.between.iter().enumerate() {
        let Some(two) = Pair::of(pair) else { continue };
        let known: Vec<&str> = match two.kind {
            "criterion" => rubric.criteria().iter().map(|criterion| criterion.id.as_str()).collect(),
            "role" => names.roles.iter().map(|role| &**role).collect(),
            _ => return Err(no_pair(at, pair, &["criterion", "role"]).into()),
        };
        let places = two.places(at, &known)?;
        let by_role = two.kind == "role";
        for stratum in tally.strata() {
            // Roles are compared once at each occasion, where that of the first comes.
            if by_role && stratum.role.map(usize::from) != Some(places[0]) {
                continue;
            }
            let other = Stratum {
                role: if by_role { u8::try_from(places[1]).ok() } else { stratum.role },
                ..stratum
            };
            let criteria =
                if by_role { [every.clone(), every.clone()] } else { places.map(|place| vec![place]) };
            let own = [tables(stratum, &criteria[0]), tables(other, &criteria[1])];
            let found = [studies(tally, options, &own[0], watch)?, studies(tally, options, &own[1], watch)?];
            let both: Vec<_> =
                (0..criteria[0].len()).filter(|at| found.iter().all(|side| side[*at].is_some())).collect();
            if both.is_empty() {
                continue;
            }
            let (role, occasion) = stratum.names(tally);
            // Of those criteria alone, so that only units with a rating on one of them are drawn.
            let mut contrasts = |kept: &[usize], about: Option<&Construct>, criterion: Option<&str>| {
                let side = |side: usize| {
                    kept.iter().filter_map(|at| found[side][*at].as_ref().map(|study| (*at, study))).collect()
                };
                let mut sides = Sides::new([side(0), side(1)], pair, watch)?;
                (sides.blank.occasion, sides.blank.role) =
                    (occasion.clone(), role.clone().filter(|_| !by_role));
                (sides.blank.construct, sides.blank.criterion) =
                    (about.cloned(), criterion.map(str::to_owned));
                sides.contrasts(options, kept, &mut made.contrasts);
                Ok::<_, crate::base::error::Error>(())
            };
            contrasts(&both, None, None)?;
            if !by_role {
                continue;
            }
            for (construct, own) in rubric.constructs() {
                let own: Vec<_> =
                    own.iter().map(|at| usize::from(*at)).filter(|at| both.contains(at)).collect();
                if !own.is_empty() {
                    contrasts(&own, Some(construct), None)?;
                }
            }
            for at in &both {
                let criterion = &rubric.criteria()[*at];
                contrasts(&[*at], Some(&criterion.construct), Some(&criterion.id))?;
            }
        }
    }
    Ok(())
}
