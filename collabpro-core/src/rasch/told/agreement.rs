//! How often raters gave the same rating of the same, and how often the model has it that they would.

use super::stands::Stands;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::extreme::Active;
use crate::rasch::likelihood::measures::Measures;
use crate::rasch::likelihood::model::probabilities;

/// Pairs of ratings by two raters, the equal ones, and those that are expected to be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::rasch) struct Pairs {
    pub(in crate::rasch) all: f64,
    pub(in crate::rasch) observed: f64,
    pub(in crate::rasch) expected: f64,
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
pub(in crate::rasch) fn pairs(
    rows: &Rows,
    form: &Form,
    active: &Active,
    (measures, stands): (&Measures, &Stands),
    raters: usize,
) -> Pairs {
    // What is the same: the units stand together, and the others beside the rater.
    let beside: Vec<usize> = (0..form.real()).filter(|facet| *facet != raters).collect();
    let same = |a: &u32, b: &u32| {
        let (a, b) = (rows.cell(*a as usize), rows.cell(*b as usize));
        beside
            .iter()
            .fold(a[rows.unit].cmp(&b[rows.unit]), |order, facet| order.then(a[*facet].cmp(&b[*facet])))
    };
    let rater = |row: &u32| rows.cell(*row as usize)[raters];
    let mut order = active.rows.clone();
    for own in
        order.chunk_by_mut(|a, b| rows.cell(*a as usize)[rows.unit] == rows.cell(*b as usize)[rows.unit])
    {
        own.sort_by(|a, b| same(a, b).then_with(|| rater(a).cmp(&rater(b))));
    }
    let (odds, steps) = (measures.odds(), measures.step_odds());
    let size = rows.categories;
    let (mut weights, mut seen, mut expected) = (Sums::new(1), Sums::new(size), Sums::new(size));
    let mut p = vec![0.0; size];
    let mut found = Pairs::default();
    for same in order.chunk_by(|a, b| same(a, b).is_eq()) {
        if same.len() == 1 {
            continue;
        }
        let mut last = None;
        for row in same {
            let at = *row as usize;
            let cell = rows.cell(at);
            if last.is_some_and(|last| last != cell[raters]) {
                [&mut weights, &mut seen].into_iter().for_each(Sums::next);
            }
            last = Some(cell[raters]);
            weights.add(0, rows.weight[at]);
            seen.add(usize::from(rows.category[at]), rows.weight[at]);
        }
        // Where a rater is the facet whose places are spread, its rows have one each.
        let first = rows.cell(same[0] as usize);
        for node in 0..stands.of(first[0]).len() {
            let mut last = None;
            for row in same {
                let at = *row as usize;
                let cell = rows.cell(at);
                if last.is_some_and(|last| last != cell[raters]) {
                    expected.next();
                }
                last = Some(cell[raters]);
                let group = form.group(cell);
                let others = cell.iter().enumerate().skip(1);
                let unit = stands.of(cell[0])[node].odds;
                let product =
                    others.fold(unit, |product, (facet, code)| product * odds[facet][*code as usize]);
                probabilities(product, &steps[group], &mut p);
                for (category, p) in active.categories[group].iter().zip(&p) {
                    expected.add(usize::from(*category), rows.weight[at] * p);
                }
            }
            found.expected += stands.of(first[0])[node].share * expected.pairs();
        }
        found.all += weights.pairs();
        found.observed += seen.pairs();
    }
    found
}
