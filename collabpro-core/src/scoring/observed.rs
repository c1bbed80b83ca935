//! Observed scores of a tally: every unit, occasion, informant group, construct and criterion.

use std::ops::Range;
use std::sync::Arc;

use super::estimate::{Critical, wilson};
use super::{
    Caution, Coverage, Form, Inner, Interval, Lines, Mean, Measure, NO_MARK, Observed, Reason, Score, Scores,
    Share, Standing, Undefined,
};
use crate::error::{Error, ErrorCode, Place, Problem, Problems};
use crate::framework::Construct;
use crate::ratings::{Mark, RatingKind};
use crate::rubric::{Polarity, Scale};
use crate::tally::{Counts, RaterCounts, UnitCounts, slot};
use crate::units::Units;
use crate::{Result, Rubric, Tally};

pub(super) fn score(tally: &Tally, units: &Units, options: Observed) -> Result<Scores> {
    let names: Vec<&str> = tally.occasions().collect();
    let order = units.order(&names);
    let occasions = order.as_ref().map(|order| order.iter().map(|at| names[*at].to_owned()).collect());
    let rank: Vec<usize> = match &order {
        Some(order) => {
            let mut rank = vec![0; order.len()];
            order.iter().enumerate().for_each(|(place, at)| rank[*at] = place);
            rank
        }
        None => (0..names.len()).collect(),
    };
    let critical = Critical::new(options.confidence).ok_or_else(|| Error::internal("confidence"))?;
    let mut maker = Maker {
        tally,
        units,
        options,
        critical,
        coverage: Vec::new(),
        constructs: Vec::new(),
        criteria: Vec::new(),
        problems: Problems::default(),
    };
    let mut places = places(tally);
    places.sort_by_key(|place| (place.unit, rank[usize::from(place.occasion)]));
    for place in &places {
        maker.place(place);
    }
    maker.problems.finish(())?;
    Ok(Scores(Arc::new(Inner {
        tally: tally.clone(),
        units: units.clone(),
        options,
        occasions,
        coverage: maker.coverage,
        constructs: maker.constructs,
        criteria: maker.criteria,
    })))
}

/// One unit at one occasion, with its part of the counts.
struct At {
    unit: u32,
    occasion: u16,
    part: Range<usize>,
}

fn places(tally: &Tally) -> Vec<At> {
    let keys: Vec<(u32, u16)> = match tally.counts() {
        Counts::Raters(cells) => cells.respondents.iter().map(|at| (at.unit, at.occasion)).collect(),
        Counts::Units(cells) => cells.keys.iter().map(|at| (at.unit, at.occasion)).collect(),
    };
    let mut places = Vec::new();
    let mut start = 0;
    for group in keys.chunk_by(|a, b| a == b) {
        let part = start..start + group.len();
        start = part.end;
        places.push(At { unit: group[0].0, occasion: group[0].1, part });
    }
    places
}

/// Every mark of one informant group: for each person one level for each criterion of the rubric.
pub(crate) struct Sheet {
    /// Role; `None` is everyone.
    pub(crate) role: Option<u8>,
    /// Codes of the raters, in byte order of their names.
    pub(crate) raters: Vec<u32>,
    marks: Vec<u8>,
    criteria: usize,
}

/// In a [`Sheet`]: this person was not asked, or the row did not come.
const NOT_ASKED: u8 = Mark::MISSING - 1;

impl Sheet {
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.marks.chunks_exact(self.criteria.max(1))
    }

    /// Each person's levels on every criterion of the rubric, polarity applied; [`NO_MARK`] where there is none.
    pub(crate) fn levels(&self, rubric: &Rubric) -> impl Iterator<Item = (u32, Vec<u8>)> {
        self.raters.iter().zip(self.rows()).map(|(rater, row)| {
            let level = |(criterion, mark): (u16, &u8)| match *mark {
                NOT_ASKED.. => NO_MARK,
                mark => {
                    let turned = is_turned(&rubric.criteria()[usize::from(criterion)].construct);
                    oriented(rubric, criterion, mark, turned)
                }
            };
            (*rater, (0..).zip(row).map(level).collect())
        })
    }

    /// Codes of the people behind the rows of [`Sheet::lines`]: those with a mark on at least one of the criteria.
    pub(crate) fn raters_of(&self, criteria: &[u16]) -> impl Iterator<Item = u32> {
        let marked = |row: &[u8]| criteria.iter().any(|criterion| row[usize::from(*criterion)] < NOT_ASKED);
        self.raters.iter().zip(self.rows()).filter(move |(_, row)| marked(row)).map(|(rater, _)| *rater)
    }

    /// The marks on some criteria, turned round where the polarity asks for it.
    pub(crate) fn lines(&self, rubric: &Rubric, criteria: &[u16], turned: bool) -> Lines {
        let rows = self.rows().map(|row| {
            criteria.iter().map(move |criterion| {
                let mark = row[usize::from(*criterion)];
                if mark >= NOT_ASKED { NO_MARK } else { oriented(rubric, *criterion, mark, turned) }
            })
        });
        Lines::new(criteria.len(), rows)
    }
}

/// A level with the polarity of its criterion applied.
fn oriented(rubric: &Rubric, criterion: u16, level: u8, turned: bool) -> u8 {
    if turned && rubric.criteria()[usize::from(criterion)].polarity == Polarity::Negative {
        (rubric.scale(criterion).categories().len() - 1) as u8 - level
    } else {
        level
    }
}

/// The roles that occur, in byte order of their names.
fn distinct(roles: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut seen = [false; 256];
    roles.for_each(|role| seen[usize::from(role)] = true);
    (0..=u8::MAX).filter(|role| seen[usize::from(*role)]).collect()
}

/// The informant groups of a unit and occasion: each role, and everyone where that is another set of people.
pub(crate) fn sheets(tally: &Tally, counts: &RaterCounts, part: Range<usize>) -> Vec<Sheet> {
    let roles = distinct(counts.respondents[part.clone()].iter().map(|respondent| respondent.role));
    let unnamed = |role: &u8| tally.names().roles[usize::from(*role)].is_empty();
    let mut groups: Vec<Option<u8>> = Vec::new();
    if roles.len() > 1 || roles.iter().any(unnamed) {
        groups.push(None);
    }
    if roles.len() > 1 || !roles.iter().any(unnamed) {
        groups.extend(roles.into_iter().map(Some));
    }
    groups.into_iter().map(|role| sheet(tally, counts, part.clone(), role)).collect()
}

fn sheet(tally: &Tally, counts: &RaterCounts, part: Range<usize>, role: Option<u8>) -> Sheet {
    let criteria = tally.rubric().criteria().len();
    let mut sheet = Sheet { role, raters: Vec::new(), marks: Vec::new(), criteria };
    for at in part {
        let respondent = counts.respondents[at];
        if role.is_some_and(|role| role != respondent.role) {
            continue;
        }
        // Respondents come in the order of raters, so a person's rows in two roles are neighbours.
        if sheet.raters.last() != Some(&respondent.rater) {
            sheet.raters.push(respondent.rater);
            sheet.marks.resize(sheet.raters.len() * criteria, NOT_ASKED);
        }
        let start = sheet.marks.len() - criteria;
        for cell in counts.starts[at]..counts.starts[at + 1] {
            sheet.marks[start + usize::from(counts.criteria[cell])] = counts.marks[cell];
        }
    }
    sheet
}

/// The part of a tally that belongs to one unit and occasion.
pub(crate) fn part_of(counts: &RaterCounts, unit: u32, occasion: u16) -> Range<usize> {
    let key = (unit, occasion);
    let start = counts.respondents.partition_point(|at| (at.unit, at.occasion) < key);
    start..counts.respondents.partition_point(|at| (at.unit, at.occasion) <= key)
}

/// Whether marks of this construct are turned round by polarity: a warning sign is counted as it was marked.
pub(crate) fn is_turned(construct: &Construct) -> bool {
    !matches!(construct, Construct::Warning(_))
}

fn names_of<'a>(tally: &'a Tally, at: &At, role: Option<u8>) -> (&'a str, &'a str, Option<&'a str>) {
    let names = tally.names();
    let role = role.map(|role| &*names.roles[usize::from(role)]);
    (&names.units[at.unit as usize], &names.occasions[usize::from(at.occasion)], role)
}

struct Maker<'a> {
    tally: &'a Tally,
    units: &'a Units,
    options: Observed,
    critical: Critical,
    coverage: Vec<Coverage>,
    constructs: Vec<Score>,
    criteria: Vec<Score>,
    problems: Problems,
}

impl Maker<'_> {
    fn place(&mut self, at: &At) {
        let tally = self.tally;
        match tally.counts() {
            Counts::Raters(cells) => {
                let sheets = sheets(tally, cells, at.part.clone());
                let short = self.is_short(sheets.iter().flat_map(Sheet::rows).flat_map(|row| {
                    row.iter()
                        .enumerate()
                        .filter(|(_, mark)| **mark != NOT_ASKED)
                        .map(|(criterion, _)| criterion)
                }));
                for sheet in &sheets {
                    self.group(at, sheet, short);
                }
            }
            Counts::Units(cells) => {
                let keys = &cells.keys[at.part.clone()];
                let short = self.is_short(keys.iter().map(|key| usize::from(key.criterion)));
                for role in distinct(keys.iter().map(|key| key.role)) {
                    self.counted(at, cells, role, short);
                }
            }
        }
    }

    fn is_short(&self, mut asked: impl Iterator<Item = usize>) -> bool {
        match self.options.form {
            Form::Full => false,
            Form::Short => true,
            Form::Auto => asked.all(|criterion| self.tally.rubric().criteria()[criterion].short_form),
        }
    }

    /// The criteria that a construct rests on in this form.
    fn lines_of(&self, criteria: &[u16], short: bool) -> Vec<u16> {
        let all = self.tally.rubric().criteria();
        criteria.iter().copied().filter(|at| !short || all[usize::from(*at)].short_form).collect()
    }

    fn group(&mut self, at: &At, sheet: &Sheet, short: bool) {
        let tally = self.tally;
        let rubric = tally.rubric();
        let (unit, occasion, role) = names_of(tally, at, sheet.role);
        let size = self.units.size(unit, role, occasion);
        let coverage = cover(unit, occasion, role, size, sheet);
        if size.is_some_and(|size| coverage.raters > size) {
            let place = Place::path(format!("{unit}, {occasion}, {}", role.unwrap_or("*")));
            let problem = Problem::new(ErrorCode::SizeExceeded, place).with("unit", unit);
            let size = u64::from(size.unwrap_or(0));
            let problem = problem.count("n", u64::from(coverage.raters)).count("size", size);
            self.problems.push(problem);
        }
        let blank = blank(unit, occasion, role, size);
        self.coverage.push(coverage);
        for (construct, criteria) in rubric.constructs() {
            let criteria = self.lines_of(criteria, short);
            if criteria.is_empty() {
                continue;
            }
            let lines = sheet.lines(rubric, &criteria, is_turned(construct));
            if lines.raters() == 0 && !asked(sheet, &criteria) {
                continue;
            }
            let score = Score { construct: construct.clone(), ..blank.clone() };
            let score = self.score(score, &criteria, &lines);
            self.constructs.push(score);
            for criterion in criteria {
                if !asked(sheet, &[criterion]) {
                    continue;
                }
                let lines = sheet.lines(rubric, &[criterion], is_turned(construct));
                let id = Some(rubric.criteria()[usize::from(criterion)].id.clone());
                let score = Score { construct: construct.clone(), criterion: id, ..blank.clone() };
                let score = self.score(score, &[criterion], &lines);
                self.criteria.push(score);
            }
        }
    }

    /// Fills a score in from marks.
    fn score(&mut self, mut score: Score, criteria: &[u16], lines: &Lines) -> Score {
        let rubric = self.tally.rubric();
        let all = rubric.criteria();
        let id = |at: &u16| all[usize::from(*at)].id.clone();
        score.lines = criteria.iter().map(id).collect();
        score.raters = lines.raters() as u32;
        score.marks = lines.marks();
        score.standing = Standing::of(lines.raters());
        let scales = Scales::of(rubric, criteria);
        score.cut = scales.cut.clone();
        score.cautions = cautions(&score);
        let role_may = |at: &u16| {
            let roles = &all[usize::from(*at)].answerable_by;
            score.role.as_ref().is_none_or(|role| roles.is_empty() || role.is_empty() || roles.contains(role))
        };
        score.lacking = criteria.iter().filter(|at| !role_may(at)).map(id).collect();
        if lines.raters() == 0 {
            return undefined(score, Reason::NoRatings);
        }
        let unanswered =
            criteria.iter().zip(lines.answered()).filter(|(_, n)| **n == 0).map(|(at, _)| id(at));
        score.lacking.extend(unanswered);
        score.lacking.sort();
        score.lacking.dedup();
        if score.lacking.is_empty() && !lines.is_complete() {
            let half = lines.raters() as u32;
            let thin = criteria.iter().zip(lines.answered()).filter(|(_, n)| **n < 2 || 2 * **n < half);
            score.lacking = thin.map(|(at, _)| id(at)).collect();
        }
        if !score.lacking.is_empty() {
            return undefined(score, Reason::IncompleteConstruct);
        }
        score.kish = Some(lines.kish());
        self.fill_shares(&mut score, lines, &scales);
        self.fill_whole_scale(&mut score, lines, &scales);
        score
    }

    fn fill_shares(&mut self, score: &mut Score, lines: &Lines, scales: &Scales<'_>) {
        if scales.cut.is_none() && !scales.is_mixed() {
            score.undefined.insert("shares", Reason::NoCut);
            return;
        }
        let Some(scale) = scales.one() else {
            score.undefined.insert("shares", Reason::MixedScales);
            return;
        };
        let mut shares = Vec::new();
        for (level, category) in (0..).zip(scale.categories()).skip(1) {
            let estimated = lines.estimate(Measure::Share(level));
            let interval = self.interval(score, &estimated);
            shares.push(Share {
                from: category.id.clone(),
                value: estimated.value,
                interval,
                non_response: non_response(estimated.value, score.raters, score.size),
                n_eff: estimated.n_eff,
            });
        }
        score.shares = Some(shares);
    }

    fn fill_whole_scale(&mut self, score: &mut Score, lines: &Lines, scales: &Scales<'_>) {
        let Some(scale) = scales.one() else {
            for field in ["distribution", "median", "mean"] {
                score.undefined.insert(field, Reason::MixedScales);
            }
            return;
        };
        let levels = scale.categories().len();
        let histograms = lines.histograms(levels);
        let mut distribution = vec![0.0; levels];
        for (histogram, n) in histograms.iter().zip(lines.answered()) {
            for (share, count) in distribution.iter_mut().zip(histogram) {
                *share += f64::from(*count) / (f64::from(*n) * histograms.len() as f64);
            }
        }
        let mut below = 0.0;
        // Half of the marks may miss one half by rounding when criteria have unequal numbers of marks.
        const ROUNDING: f64 = 1e-12;
        let median = distribution.iter().position(|share| {
            below += share;
            below >= 0.5 - ROUNDING
        });
        score.median = median.map(|level| scale.categories()[level].id.clone());
        score.distribution = Some(distribution);
        let estimated = lines.estimate(Measure::Mean((levels - 1) as u8));
        let interval = self.interval(score, &estimated);
        let (lowest, highest) = match (scale.categories()[0].value, scale.categories()[levels - 1].value) {
            (Some(lowest), Some(highest)) => (lowest, highest),
            _ => (1.0, levels as f64),
        };
        let on_scale = |share: f64| lowest + (highest - lowest) * share;
        let interval = interval.map(|at| Interval { lower: on_scale(at.lower), upper: on_scale(at.upper) });
        score.mean = Some(Mean { value: on_scale(estimated.value), interval });
    }

    /// The interval of an estimate, or why there is none.
    fn interval(&mut self, score: &mut Score, estimated: &super::Estimated) -> Option<Interval> {
        let why = |score: &mut Score, reason| {
            score.undefined.insert("interval", reason);
            None
        };
        if self.tally.kind() == RatingKind::Consensus {
            return why(score, Reason::ConsensusMarks);
        }
        let Some(k) = estimated.k(&mut self.critical) else { return why(score, Reason::OneRater) };
        if !self.options.is_for_these_people() {
            return Some(wilson(estimated.value, k));
        }
        match score.size {
            None => why(score, Reason::SizeUnknown),
            Some(size) if score.raters >= size => why(score, Reason::AllAnswered),
            Some(size) => {
                let rest = 1.0 - f64::from(score.raters) / f64::from(size);
                Some(wilson(estimated.value, k * rest))
            }
        }
    }

    /// Scores from counts that do not know the raters: the largest number of marks on a line stands for the raters.
    fn counted(&mut self, at: &At, cells: &UnitCounts, role: u8, short: bool) {
        let tally = self.tally;
        let rubric = tally.rubric();
        let (unit, occasion, name) = names_of(tally, at, Some(role));
        let name = name.filter(|name| !name.is_empty());
        let size = self.units.size(unit, name, occasion);
        let blank = blank(unit, occasion, name, size);
        let mut histograms: Histograms<'_> = vec![None; rubric.criteria().len()];
        for cell in at.part.clone().filter(|cell| cells.keys[*cell].role == role) {
            histograms[usize::from(cells.keys[cell].criterion)] = Some(cells.histogram(cell));
        }
        let counted = |criterion: &u16| histograms[usize::from(*criterion)].is_some();
        self.coverage.push(cover_counts(unit, occasion, name, size, rubric, &histograms));
        for (construct, criteria) in rubric.constructs() {
            let criteria = self.lines_of(criteria, short);
            if !criteria.iter().any(counted) {
                continue;
            }
            let whole = criteria.clone();
            let singles = whole.iter().filter(|at| counted(at)).map(|at| vec![*at]);
            for (list, single) in std::iter::once((criteria, false)).chain(singles.map(|list| (list, true))) {
                let lines = spread(rubric, &list, &histograms, is_turned(construct));
                let criterion = single.then(|| rubric.criteria()[usize::from(list[0])].id.clone());
                let score = Score { construct: construct.clone(), criterion, ..blank.clone() };
                let mut score = self.score(score, &list, &lines);
                score.kish = None;
                if score.shares.is_some() || score.mean.is_some() {
                    score.undefined.insert("interval", Reason::GrainTooCoarse);
                    score.undefined.insert("kish", Reason::GrainTooCoarse);
                }
                for share in score.shares.iter_mut().flatten() {
                    (share.interval, share.n_eff) = (None, None);
                }
                score.mean = score.mean.map(|mean| Mean { interval: None, ..mean });
                if single { self.criteria.push(score) } else { self.constructs.push(score) }
            }
        }
    }
}

/// For each criterion of the rubric its counts, if there are any.
type Histograms<'a> = Vec<Option<&'a [u64]>>;

/// Rows of marks with the given histograms; who marked what is not known, so only shares may be read from them.
fn spread(rubric: &Rubric, criteria: &[u16], histograms: &Histograms<'_>, turned: bool) -> Lines {
    let columns: Vec<Vec<u8>> = criteria
        .iter()
        .map(|criterion| {
            let levels = rubric.scale(*criterion).categories().len();
            let counts = histograms[usize::from(*criterion)].unwrap_or(&[]);
            let counted = counts.iter().take(levels).enumerate();
            let marks = counted.flat_map(|(level, count)| std::iter::repeat_n(level as u8, *count as usize));
            marks.map(|level| oriented(rubric, *criterion, level, turned)).collect()
        })
        .collect();
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let row = |row: usize| columns.iter().map(move |column| column.get(row).copied().unwrap_or(NO_MARK));
    Lines::new(criteria.len(), (0..rows).map(row))
}

fn asked(sheet: &Sheet, criteria: &[u16]) -> bool {
    sheet.rows().any(|row| criteria.iter().any(|criterion| row[usize::from(*criterion)] != NOT_ASKED))
}

fn blank(unit: &str, occasion: &str, role: Option<&str>, size: Option<u32>) -> Score {
    Score {
        unit: unit.to_owned(),
        occasion: occasion.to_owned(),
        role: role.map(str::to_owned),
        construct: Construct::Other(String::new()),
        criterion: None,
        lines: Vec::new(),
        raters: 0,
        marks: 0,
        size,
        standing: Standing::NoRatings,
        kish: None,
        cut: None,
        shares: None,
        distribution: None,
        median: None,
        mean: None,
        lacking: Vec::new(),
        undefined: Undefined::default(),
        cautions: Vec::new(),
    }
}

fn undefined(mut score: Score, reason: Reason) -> Score {
    for field in ["shares", "distribution", "median", "mean", "kish"] {
        score.undefined.insert(field, reason);
    }
    score
}

fn cautions(score: &Score) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if score.standing < Standing::Enough {
        cautions.push(Caution::FewRaters);
    }
    if score.criterion.is_none() && score.lines.len() == 1 {
        cautions.push(Caution::OneLine);
    }
    if let Some(size) = score.size.filter(|size| *size > 0) {
        let answered = f64::from(score.raters) / f64::from(size);
        if answered < 0.5 {
            cautions.push(Caution::VeryLowResponse);
        } else if answered < 0.7 {
            cautions.push(Caution::LowResponse);
        }
    }
    cautions
}

/// What a share could be among all `size` people, whatever those who did not answer think (Manski's bounds).
fn non_response(share: f64, raters: u32, size: Option<u32>) -> Option<Interval> {
    let size = size.filter(|size| *size >= raters && *size > 0)?;
    let (n, size) = (f64::from(raters), f64::from(size));
    Some(Interval { lower: share * n / size, upper: (share * n + size - n) / size })
}

fn cover(unit: &str, occasion: &str, role: Option<&str>, size: Option<u32>, sheet: &Sheet) -> Coverage {
    let mut coverage = Coverage {
        unit: unit.to_owned(),
        occasion: occasion.to_owned(),
        role: role.map(str::to_owned),
        raters: 0,
        size,
        marks: 0,
        not_observed: 0,
        not_applicable: 0,
        no_answer: 0,
    };
    for row in sheet.rows() {
        coverage.raters += u32::from(row.iter().any(|mark| *mark < NOT_ASKED));
        for mark in row.iter().filter(|mark| **mark != NOT_ASKED) {
            *match mark {
                &Mark::MISSING => &mut coverage.not_observed,
                254 => &mut coverage.not_applicable,
                255 => &mut coverage.no_answer,
                _ => &mut coverage.marks,
            } += 1;
        }
    }
    coverage
}

fn cover_counts(
    unit: &str,
    occasion: &str,
    role: Option<&str>,
    size: Option<u32>,
    rubric: &Rubric,
    histograms: &Histograms<'_>,
) -> Coverage {
    let sheet = Sheet { role: None, raters: Vec::new(), marks: Vec::new(), criteria: 0 };
    let mut coverage = cover(unit, occasion, role, size, &sheet);
    for (criterion, histogram) in (0..).zip(histograms) {
        let Some(histogram) = histogram else { continue };
        let levels = rubric.scale(criterion).categories().len();
        let given: u64 = histogram.iter().take(levels).sum();
        coverage.raters = coverage.raters.max(u32::try_from(given).unwrap_or(u32::MAX));
        coverage.marks += given;
        coverage.not_observed += histogram[slot(levels, Mark::MISSING)];
        coverage.not_applicable += histogram[slot(levels, Mark::MISSING + 1)];
        coverage.no_answer += histogram[slot(levels, Mark::MISSING + 2)];
    }
    coverage
}

/// The scales behind a construct's criteria.
struct Scales<'a> {
    scales: Vec<&'a Scale>,
    cut: Option<String>,
}

impl<'a> Scales<'a> {
    fn of(rubric: &'a Rubric, criteria: &[u16]) -> Self {
        let mut scales: Vec<&Scale> = Vec::new();
        for criterion in criteria {
            let scale = rubric.scale(*criterion);
            if !scales.iter().any(|known| known.id() == scale.id()) {
                scales.push(scale);
            }
        }
        let one = if scales.len() == 1 { scales.first() } else { None };
        let cut =
            one.and_then(|scale| scale.cut().map(|cut| scale.categories()[usize::from(cut)].id.clone()));
        Self { scales, cut }
    }

    fn is_mixed(&self) -> bool {
        self.scales.len() > 1
    }

    fn one(&self) -> Option<&'a Scale> {
        if self.is_mixed() { None } else { self.scales.first().copied() }
    }
}
