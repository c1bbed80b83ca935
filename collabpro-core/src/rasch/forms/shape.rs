//! What the parameters of the cells are made of: those that a form has, sums and products of them, under its conditions.

use std::ops::Range;

use super::design::Design;
use crate::rasch::RaterForm;
use crate::rasch::design::patterns::NONE;

/// What a term of a rater is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum About {
    Criterion(usize),
    Threshold(usize),
    Factor,
}

/// A term of a rater, and its parameter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) rater: usize,
    pub(super) about: About,
    pub(super) at: u32,
}

/// A model. Parameters are those that are told of, all so that a higher one brings higher ratings; conditions leave fewer
/// coordinates free.
pub(super) struct Shape {
    /// For each parameter of the cells the parameters that are added.
    sums: Vec<Vec<u32>>,
    /// And the product that is: a factor less 1, and what it stretches.
    products: Vec<Option<[u32; 2]>>,
    /// For each parameter what it is of the free coordinates.
    basis: Vec<Vec<(u32, f64)>>,
    /// Free coordinates.
    pub(super) size: usize,
    /// By facet and element.
    pub(super) elements: Vec<Vec<u32>>,
    /// For each set of thresholds that all raters share its steps.
    pub(super) steps: Vec<Range<u32>>,
    pub(super) terms: Vec<Term>,
}

/// Columns of a matrix: for each free coordinate what it moves.
pub(super) type Columns = Vec<Vec<(u32, f64)>>;

/// Parameters that are added up one by one.
#[derive(Default)]
struct Count(u32);

impl Count {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0 - 1
    }
}

impl Shape {
    /// The model in which the raters that are marked have the terms of a form.
    pub(super) fn new(design: &Design, form: RaterForm, free: &[bool]) -> Self {
        let Design { long, active, patterns, raters, .. } = design;
        let (real, mut count) = (long.form.real(), Count::default());
        let mut conditions: Vec<Vec<u32>> = Vec::new();
        let mut elements: Vec<Vec<u32>> =
            (0..real).map(|facet| vec![NONE; design.rows.levels[facet]]).collect();
        for facet in (1..real).filter(|facet| !long.form.dummy[*facet]) {
            let own = elements[facet].iter_mut().enumerate();
            let own = own.filter(|(code, _)| active.is_estimated(facet, *code as u32));
            own.for_each(|(_, place)| *place = count.next());
            conditions.push(elements[facet].iter().copied().filter(|place| *place != NONE).collect());
        }
        let sets = design.set.iter().max().map_or(0, |last| last + 1);
        let mut steps = Vec::new();
        for set in 0..sets {
            let own =
                design.set.iter().position(|other| *other == set).map_or(0, |group| active.steps(group));
            let from = count.0;
            (0..own).for_each(|_| _ = count.next());
            steps.push(from..count.0);
            conditions.push((from..count.0).collect());
        }
        let mut made = Self {
            sums: vec![Vec::new(); patterns.parameters],
            products: vec![None; patterns.parameters],
            basis: Vec::new(),
            size: 0,
            elements,
            steps,
            terms: Vec::new(),
        };
        let mut factors = vec![NONE; design.rows.levels[*raters]];
        if form.is_stretch() {
            for rater in (0..free.len()).filter(|rater| free[*rater]) {
                factors[rater] = made.term(&mut count, rater, About::Factor);
            }
            conditions.push(factors.iter().copied().filter(|place| *place != NONE).collect());
        }
        for facet in (1..real).filter(|facet| !long.form.dummy[*facet]) {
            for (place, own) in patterns.place[facet].iter().zip(&made.elements[facet]) {
                made.sums.get_mut(*place as usize).into_iter().for_each(|sum| sum.push(*own));
            }
        }
        if let Some((criteria, pairs)) = design.location {
            let all = long.form.pairs[pairs - real].codes.iter().zip(&patterns.place[pairs]);
            for ([rater, criterion], place) in all.filter(|(_, place)| **place != NONE) {
                let (rater, criterion, place) = (*rater as usize, *criterion as usize, *place as usize);
                let both = [made.elements[*raters][rater], made.elements[criteria][criterion]];
                made.sums[place].extend(both);
                if factors[rater] != NONE {
                    made.products[place] = Some([factors[rater], both[1]]);
                } else if free.get(rater) == Some(&true) {
                    let own = made.term(&mut count, rater, About::Criterion(criterion));
                    made.sums[place].push(own);
                }
            }
            made.balance(&mut conditions, |about| matches!(about, About::Criterion(_)));
        }
        // The terms of a rater are the same in all sets of thresholds.
        let own =
            if form == RaterForm::Centrality { 0 } else { made.steps.first().map_or(0, |own| own.len()) };
        let mut first = vec![NONE; factors.len()];
        for rater in (0..free.len()).filter(|rater| form.has_thresholds() && free[*rater] && own > 0) {
            let all = (0..own).map(|step| made.term(&mut count, rater, About::Threshold(step)));
            first[rater] = all.min().unwrap_or(NONE);
        }
        made.balance(&mut conditions, |about| matches!(about, About::Threshold(_)));
        for (group, set) in design.set.iter().enumerate() {
            let rater = design.rater_of[group];
            let steps = made.steps[*set].clone().zip(patterns.steps[group]..patterns.steps[group + 1]);
            for (step, (shared, place)) in steps.enumerate() {
                made.sums[place].push(shared);
                let Some(rater) = rater else { continue };
                if form == RaterForm::Centrality && factors[rater] != NONE {
                    made.products[place] = Some([factors[rater], shared]);
                } else if first[rater] != NONE {
                    made.sums[place].push(first[rater] + step as u32);
                }
            }
        }
        made.settle(count.0 as usize, &conditions);
        made
    }

    fn term(&mut self, count: &mut Count, rater: usize, about: About) -> u32 {
        let at = count.next();
        self.terms.push(Term { rater, about, at });
        at
    }

    /// Terms sum to 0 over those of a rater, and over raters.
    fn balance(&self, conditions: &mut Vec<Vec<u32>>, is_meant: impl Fn(About) -> bool) {
        let own: Vec<&Term> = self.terms.iter().filter(|term| is_meant(term.about)).collect();
        let key = |about: About| match about {
            About::Criterion(at) | About::Threshold(at) => at,
            About::Factor => 0,
        };
        let most = |of: &dyn Fn(&Term) -> usize| own.iter().map(|term| of(term) + 1).max().unwrap_or(0);
        let of_rater = |term: &Term| term.rater;
        let of_about = |term: &Term| key(term.about);
        for of in [&of_rater as &dyn Fn(&Term) -> usize, &of_about] {
            let mut sums = vec![Vec::new(); most(of)];
            own.iter().for_each(|term| sums[of(term)].push(term.at));
            conditions.extend(sums);
        }
    }

    /// Solves the conditions: each takes the freedom of one parameter.
    fn settle(&mut self, count: usize, conditions: &[Vec<u32>]) {
        let mut solved: Vec<(usize, Vec<f64>)> = Vec::new();
        let lessen = |row: &mut [f64], lead: usize, other: &[f64]| {
            let factor = row[lead];
            if factor != 0.0 {
                row.iter_mut().zip(other).for_each(|(to, from)| *to -= factor * from);
            }
        };
        for condition in conditions {
            let mut row = vec![0.0; count];
            condition.iter().for_each(|at| row[*at as usize] = 1.0);
            solved.iter().for_each(|(lead, other)| lessen(&mut row, *lead, other));
            let Some(lead) = row.iter().rposition(|value| value.abs() > 1e-9) else { continue };
            let scale = row[lead];
            row.iter_mut().for_each(|value| *value /= scale);
            solved.iter_mut().for_each(|(_, other)| lessen(other, lead, &row));
            solved.push((lead, row));
        }
        let mut place = vec![NONE; count];
        let mut size = Count::default();
        for (at, place) in place.iter_mut().enumerate() {
            if solved.iter().all(|(lead, _)| *lead != at) {
                *place = size.next();
            }
        }
        self.size = size.0 as usize;
        self.basis = place.iter().map(|place| vec![(*place, 1.0)]).collect();
        for (lead, row) in solved {
            let rest = row.iter().zip(&place).filter(|(value, place)| value.abs() > 1e-9 && **place != NONE);
            self.basis[lead] = rest.map(|(value, place)| (*place, -value)).collect();
        }
    }

    pub(super) fn basis(&self, at: u32) -> &[(u32, f64)] {
        self.basis.get(at as usize).map_or(&[], Vec::as_slice)
    }

    /// All parameters at a place.
    pub(super) fn parameters(&self, free: &[f64]) -> Vec<f64> {
        let value = |own: &Vec<(u32, f64)>| own.iter().map(|(at, part)| part * free[*at as usize]).sum();
        self.basis.iter().map(value).collect()
    }

    /// The parameters of the cells.
    pub(super) fn cells(&self, parameters: &[f64]) -> Vec<f64> {
        let sums = self.sums.iter().map(|own| own.iter().map(|at| parameters[*at as usize]).sum::<f64>());
        let product = |own: &Option<[u32; 2]>| {
            own.map_or(0.0, |[one, other]| parameters[one as usize] * parameters[other as usize])
        };
        sums.zip(&self.products).map(|(sum, own)| sum + product(own)).collect()
    }

    /// How the parameters of the cells move with each parameter.
    pub(super) fn moved(&self, parameters: &[f64]) -> Columns {
        let mut columns = vec![Vec::new(); self.basis.len()];
        for (cell, (sum, product)) in self.sums.iter().zip(&self.products).enumerate() {
            sum.iter().for_each(|at| columns[*at as usize].push((cell as u32, 1.0)));
            if let Some([one, other]) = product {
                columns[*one as usize].push((cell as u32, parameters[*other as usize]));
                columns[*other as usize].push((cell as u32, parameters[*one as usize]));
            }
        }
        columns
    }

    /// How they move with each free coordinate.
    pub(super) fn tangent(&self, parameters: &[f64]) -> Columns {
        let mut columns = vec![Vec::new(); self.size];
        for (own, basis) in self.moved(parameters).iter().zip(&self.basis) {
            for (free, part) in basis {
                columns[*free as usize].extend(own.iter().map(|(cell, by)| (*cell, by * part)));
            }
        }
        columns
    }

    /// Takes from the information what products bend by at the slope of the cells.
    pub(super) fn bend(&self, information: &mut [f64], slope: &[f64]) {
        for ([one, other], slope) in
            self.products.iter().zip(slope).filter_map(|(own, slope)| Some(((*own)?, slope)))
        {
            for (a, first) in self.basis(one) {
                for (b, second) in self.basis(other) {
                    let (a, b) = (*a as usize, *b as usize);
                    information[a * self.size + b] -= slope * first * second;
                    information[b * self.size + a] -= slope * first * second;
                }
            }
        }
    }

    /// The same place in a wider model, whose other terms are 0 there.
    pub(super) fn widened(&self, free: &[f64], wider: &Self) -> Vec<f64> {
        let known = self.parameters(free);
        let mut all = vec![0.0; wider.basis.len()];
        for (own, place) in self.elements.iter().flatten().zip(wider.elements.iter().flatten()) {
            all.get_mut(*place as usize).into_iter().for_each(|to| *to = known[*own as usize]);
        }
        for (own, place) in self.steps.iter().zip(&wider.steps) {
            own.clone().zip(place.clone()).for_each(|(own, place)| all[place as usize] = known[own as usize]);
        }
        let mut made = vec![0.0; wider.size];
        for (own, value) in wider.basis.iter().zip(&all) {
            if let [(at, 1.0)] = own[..] {
                made[at as usize] = *value;
            }
        }
        made
    }
}
