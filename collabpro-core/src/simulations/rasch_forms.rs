//! What is said of raters beyond severity: how often a test finds something where nothing is, how often where something is, and
//! whether terms that are known come back.

use super::{Page, is_full, replicates, slack, thousandths};
use crate::Rasch;
use crate::rasch::{RaschOptions, RaterForm};
use crate::ratings::ColumnSet;
use crate::stats::random::Random;

/// Units, raters, raters of a unit and criteria; five categories.
#[derive(Clone, Copy)]
struct Design {
    units: usize,
    raters: usize,
    panel: usize,
    criteria: usize,
}

const DESIGNS: [Design; 3] = [
    Design { units: 60, raters: 6, panel: 6, criteria: 5 },
    Design { units: 120, raters: 20, panel: 2, criteria: 4 },
    Design { units: 100, raters: 10, panel: 2, criteria: 2 },
];

/// The one of them of which a part is shown.
const MIDDLE: usize = 1;

fn is_shown(at: usize, form: RaterForm) -> bool {
    at != MIDDLE || form != RaterForm::Centrality && form != RaterForm::Halo
}

/// What runs with every test run.
fn is_quick(at: usize, form: RaterForm) -> bool {
    at == MIDDLE && form == RaterForm::Interaction || at == 2 && form == RaterForm::Centrality
}

const FORMS: [RaterForm; 5] = [
    RaterForm::Interaction,
    RaterForm::Thresholds,
    RaterForm::InteractionAndThresholds,
    RaterForm::Centrality,
    RaterForm::Halo,
];

const THRESHOLDS: [f64; 4] = [-1.8, -0.6, 0.6, 1.8];

/// What each rater has beyond severity: on criteria, on thresholds, and the two factors.
#[derive(Clone)]
struct Beyond {
    criteria: Vec<Vec<f64>>,
    thresholds: Vec<[f64; 4]>,
    factors: Vec<f64>,
}

impl Design {
    fn nothing(&self) -> Beyond {
        Beyond {
            criteria: vec![vec![0.0; self.criteria]; self.raters],
            thresholds: vec![[0.0; 4]; self.raters],
            factors: vec![1.0; self.raters],
        }
    }

    /// The first rater alone has something.
    fn one(&self, form: RaterForm) -> Beyond {
        let mut beyond = self.nothing();
        if matches!(form, RaterForm::Interaction | RaterForm::InteractionAndThresholds) {
            beyond.criteria[0].iter_mut().enumerate().for_each(|(at, own)| *own = [0.6, -0.6][at % 2]);
        }
        if matches!(form, RaterForm::Thresholds | RaterForm::InteractionAndThresholds) {
            beyond.thresholds[0] = [0.8, -0.8, 0.8, -0.8];
        }
        beyond.factors[0] = if form == RaterForm::Halo { 0.2 } else { 1.8 };
        beyond
    }

    /// All of them have; what terms of a kind have in common is taken away.
    fn all(&self, random: &mut Random) -> Beyond {
        let mut beyond = self.nothing();
        let mut centre = |rows: usize, columns: usize, spread: f64| {
            let mut all: Vec<Vec<f64>> = Vec::new();
            for _ in 0..rows {
                let own: Vec<f64> = (0..columns).map(|_| spread * random.normal()).collect();
                let mean = own.iter().sum::<f64>() / columns as f64;
                all.push(own.iter().map(|own| own - mean).collect());
            }
            for column in 0..columns {
                let mean = all.iter().map(|own| own[column]).sum::<f64>() / rows as f64;
                all.iter_mut().for_each(|own| own[column] -= mean);
            }
            all
        };
        beyond.criteria = centre(self.raters, self.criteria, 0.4);
        for (to, from) in beyond.thresholds.iter_mut().zip(centre(self.raters, 4, 0.3)) {
            to.copy_from_slice(&from);
        }
        let factors: Vec<f64> = (0..self.raters).map(|_| (0.3 * random.normal()).clamp(-0.7, 0.7)).collect();
        let mean = factors.iter().sum::<f64>() / self.raters as f64;
        beyond.factors = factors.iter().map(|own| 1.0 + own - mean).collect();
        beyond
    }

    /// Ratings, as far as `form` has it that raters differ beyond severity.
    fn draw(&self, form: RaterForm, beyond: &Beyond, random: &mut Random) -> ColumnSet {
        let raters: Vec<f64> = (0..self.raters).map(|_| 0.5 * random.normal()).collect();
        let spread = |at: usize| 2.0 * at as f64 / (self.criteria - 1) as f64 - 1.0;
        let (mut cells, mut ratings) = ([Vec::new(), Vec::new(), Vec::new()], Vec::new());
        let mut seats: Vec<usize> = Vec::new();
        for unit in 0..self.units {
            let measure = random.normal();
            let mut panel: Vec<usize> = Vec::new();
            while panel.len() < self.panel {
                if seats.is_empty() {
                    seats = (0..self.raters).collect();
                    random.shuffle(&mut seats);
                }
                let next = seats.iter().rposition(|seat| !panel.contains(seat));
                let Some(next) = next else {
                    seats.clear();
                    continue;
                };
                panel.push(seats.remove(next));
            }
            for rater in panel {
                for criterion in 0..self.criteria {
                    let mut at = measure - raters[rater];
                    at -=
                        if form == RaterForm::Halo { beyond.factors[rater] } else { 1.0 } * spread(criterion);
                    if matches!(form, RaterForm::Interaction | RaterForm::InteractionAndThresholds) {
                        at -= beyond.criteria[rater][criterion];
                    }
                    let mut odds = vec![1.0];
                    for (step, threshold) in THRESHOLDS.iter().enumerate() {
                        let own = match form {
                            RaterForm::Centrality => beyond.factors[rater] * threshold,
                            RaterForm::Thresholds | RaterForm::InteractionAndThresholds => {
                                threshold + beyond.thresholds[rater][step]
                            }
                            _ => *threshold,
                        };
                        odds.push(odds[step] * libm::exp(at - own));
                    }
                    let mut left = random.unit() * odds.iter().sum::<f64>();
                    let category = odds.iter().position(|own| {
                        left -= own;
                        left < 0.0
                    });
                    cells[0].push(format!("u{unit:03}"));
                    cells[1].push(format!("r{rater:02}"));
                    cells[2].push(format!("c{criterion:02}"));
                    ratings.push(Some(category.unwrap_or(4) as i64));
                }
            }
        }
        let text = |set: ColumnSet, name: &str, cells: &[String]| {
            set.text(name, cells.iter().map(|cell| Some(cell.as_str())))
        };
        let set = text(ColumnSet::new(), "unit", &cells[0]);
        let set = text(text(set, "rater", &cells[1]), "criterion", &cells[2]);
        set.integers("rating", ratings)
    }

    fn study(&self, form: RaterForm, drawn: RaterForm, beyond: &Beyond, random: &mut Random) -> Rasch {
        loop {
            let columns = self.draw(drawn, beyond, random);
            let options = RaschOptions::new().form(form).values([0.0, 1.0, 2.0, 3.0, 4.0]);
            let found = Rasch::of(&[columns], options);
            if let Ok(found) = found.map_err(|error| println!("{error}"))
                && found.form_test.is_some()
            {
                return found;
            }
        }
    }
}

/// How often something was found: of single raters, of any rater among all, and of all together.
#[derive(Default)]
struct Rates {
    tests: f64,
    alone: f64,
    studies: f64,
    any: f64,
    together: f64,
    first: f64,
}

impl Rates {
    fn add(&mut self, found: &Rasch) {
        self.studies += 1.0;
        for rater in &found.raters {
            let Some(test) = rater.test else { continue };
            self.tests += 1.0;
            self.alone += f64::from(test.p_value < 0.05);
        }
        let is_found = |p: Option<f64>| f64::from(p.is_some_and(|p| p < 0.05));
        self.any += found.raters.iter().map(|rater| is_found(rater.p_adjusted)).fold(0.0, f64::max);
        self.together += is_found(found.form_test.map(|test| test.p_value));
        self.first += is_found(found.raters.first().and_then(|rater| rater.p_adjusted));
    }
}

/// Slope of estimates on what is true of them, and how often intervals hold it.
#[derive(Default)]
struct Recovery {
    products: f64,
    squares: f64,
    terms: f64,
    held: f64,
    wanted: f64,
}

impl Recovery {
    fn add(&mut self, found: &Rasch, form: RaterForm, beyond: &Beyond) {
        for (rater, row) in found.raters.iter().enumerate() {
            let mut thresholds = 0;
            for (at, term) in row.terms.iter().enumerate() {
                let is_factor = term.term.is_none();
                let truth = match () {
                    () if is_factor => beyond.factors[rater] - 1.0,
                    () if form == RaterForm::Thresholds => beyond.thresholds[rater][at],
                    () if at < beyond.criteria[rater].len() => beyond.criteria[rater][at],
                    () => {
                        thresholds += 1;
                        beyond.thresholds[rater][thresholds - 1]
                    }
                };
                self.wanted += 1.0;
                let (Some(estimate), Some(interval)) = (term.estimate, term.interval) else { continue };
                let shift = f64::from(u8::from(is_factor));
                self.products += truth * (estimate - shift);
                self.squares += truth * truth;
                self.terms += 1.0;
                let is_held = interval.lower - shift <= truth && truth <= interval.upper - shift;
                self.held += f64::from(u8::from(is_held));
            }
        }
    }
}

#[test]
fn tests_hold_and_terms_come_back() {
    let mut page = Page::new(include_str!("../../docs/rasch.md"));
    let count = replicates(4, 200);
    let mut is_close = true;
    for (at, design) in DESIGNS.iter().enumerate() {
        let Design { units, raters, panel, criteria } = design;
        for form in FORMS {
            if !is_shown(at, form) || !is_full() && !is_quick(at, form) {
                continue;
            }
            let (mut none, mut one, mut all) = (Rates::default(), Rates::default(), Recovery::default());
            for stream in 0..count {
                let mut random = Random::new(at as u64, stream);
                let nothing = design.nothing();
                none.add(&design.study(form, RaterForm::Severity, &nothing, &mut random));
                one.add(&design.study(form, form, &design.one(form), &mut random));
                let beyond = design.all(&mut random);
                all.add(&design.study(form, form, &beyond, &mut random), form, &beyond);
            }
            let rates = [
                none.alone / none.tests,
                none.any / none.studies,
                none.together / none.studies,
                one.first / one.studies,
                all.products / all.squares,
                all.held / all.terms,
                all.terms / all.wanted,
            ];
            let shown: Vec<String> = rates.iter().map(|rate| thousandths(*rate)).collect();
            page.says(format!(
                "| {units} x {raters}, {panel} x {criteria} | {} | joint | {} |",
                form.id(),
                shown.join(" | ")
            ));
            is_close &= rates[0] <= 0.05 + slack(0.05, count) && rates[1] <= 0.05 + slack(0.05, count);
        }
    }
    assert!(is_close, "more is found where nothing is than is meant");
    page.hold();
}
