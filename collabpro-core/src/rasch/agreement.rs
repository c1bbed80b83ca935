//! How often raters gave the same rating of the same, and how often the model has it that they would.

use super::cells::{Form, Rows};
use super::extreme::Active;
use super::measures::Measures;
use super::model::probabilities;

/// Pairs of ratings by two raters, the equal ones, and those that are expected to be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pairs {
    pub(super) all: f64,
    pub(super) observed: f64,
    pub(super) expected: f64,
}

/// Sums of what two raters could share, and of what a rater shares with nobody else.
#[derive(Clone, Debug, Default)]
struct Sums {
    all: Vec<f64>,
    own: Vec<f64>,
    squares: f64,
}

impl Sums {
    fn new(size: usize) -> Self {
        Self { all: vec![0.0; size], own: vec![0.0; size], squares: 0.0 }
    }

    fn add(&mut self, at: usize, value: f64) {
        self.own[at] += value;
    }

    /// The ratings of another rater follow.
    fn next(&mut self) {
        for (all, own) in self.all.iter_mut().zip(&mut self.own) {
            *all += *own;
            self.squares += *own * *own;
            *own = 0.0;
        }
    }

    /// The products over pairs of raters; what follows is about something else.
    fn pairs(&mut self) -> f64 {
        self.next();
        let whole: f64 = self.all.iter().map(|all| all * all).sum();
        let pairs = 0.5 * (whole - self.squares);
        self.all.fill(0.0);
        self.squares = 0.0;
        pairs
    }
}

/// Counts them over all that is the same but for the rater.
pub(super) fn pairs(rows: &Rows, form: &Form, active: &Active, measures: &Measures, raters: usize) -> Pairs {
    let key = |row: u32| {
        let cell = rows.cell(row as usize);
        let mut key = [0; super::cells::MOST_FACETS + 1];
        key[0] = cell[rows.unit];
        for (facet, code) in cell.iter().enumerate().filter(|(facet, _)| *facet != raters) {
            key[facet + 1] = *code;
        }
        key
    };
    let mut order = active.rows.clone();
    order.sort_by_cached_key(|row| (key(*row), rows.cell(*row as usize)[raters]));
    let (odds, steps) = (measures.odds(), measures.step_odds());
    let size = rows.categories;
    let (mut weights, mut seen, mut expected) = (Sums::new(1), Sums::new(size), Sums::new(size));
    let mut p = vec![0.0; size];
    let mut found = Pairs::default();
    for same in order.chunk_by(|a, b| key(*a) == key(*b)) {
        if same.len() == 1 {
            continue;
        }
        let mut last = None;
        for row in same {
            let at = *row as usize;
            let cell = rows.cell(at);
            if last.is_some_and(|last| last != cell[raters]) {
                [&mut weights, &mut seen, &mut expected].into_iter().for_each(Sums::next);
            }
            last = Some(cell[raters]);
            let group = form.group(cell);
            let weight = rows.weight[at];
            let product = cell.iter().enumerate().map(|(facet, code)| odds[facet][*code as usize]).product();
            probabilities(product, &steps[group], &mut p);
            weights.add(0, weight);
            seen.add(usize::from(rows.category[at]), weight);
            for (category, p) in active.categories[group].iter().zip(&p) {
                expected.add(usize::from(*category), weight * p);
            }
        }
        found.all += weights.pairs();
        found.observed += seen.pairs();
        found.expected += expected.pairs();
    }
    found
}
