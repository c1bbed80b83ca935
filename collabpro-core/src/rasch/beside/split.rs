//! A study once more, with one element's measure free in each group: the groups are one facet more, in which all ratings but those of
//! the element in the later groups stand together.

use crate::base::error::Result;
use crate::rasch::design::anchors::Anchors;
use crate::rasch::design::cells::{Form, Rows};
use crate::rasch::design::drawn_from::DrawnFrom;
use crate::rasch::design::extreme::{Active, Standing};
use crate::rasch::design::patterns::Patterns;
use crate::rasch::likelihood::errors::inverse;
use crate::rasch::likelihood::functions::{Covariance, Function};
use crate::rasch::likelihood::held::Held;
use crate::rasch::likelihood::information::{Point, information};
use crate::rasch::likelihood::joint::joint;
use crate::rasch::likelihood::measures::origin;
use crate::rasch::likelihood::newton::DENSE;
use crate::rasch::population::search::population;
use crate::rasch::population::unit_estimates::weighted;
use crate::rasch::results::RaschState;
use crate::rasch::study::About;
use crate::scoring::Reason;
use crate::stats::dense::Square;

/// The study with the facet more. An anchored element is where it is known to be in the first group.
pub(in crate::rasch) struct Split<'a> {
    anchors: &'a Anchors,
    /// What measures are corrected by.
    factor: f64,
    rows: Rows,
    form: Form,
    active: Active,
    from: DrawnFrom,
    facet: usize,
    by: usize,
    ridge: f64,
}

/// What an element is in the later groups, so that a higher measure brings higher ratings, less what it is in the first.
pub(in crate::rasch) struct Free {
    pub(in crate::rasch) log_likelihood: f64,
    pub(in crate::rasch) differences: Vec<f64>,
    pub(in crate::rasch) covariance: Square,
}

impl<'a> Split<'a> {
    pub(in crate::rasch) fn new(about: &About<'a>, [facet, by]: [usize; 2], ridge: f64, factor: f64) -> Self {
        let anchors = &about.long.anchors;
        let rows = about.rows;
        let mut codes = Vec::with_capacity(rows.codes.len() + rows.len());
        for row in 0..rows.len() {
            codes.extend_from_slice(rows.cell(row));
            codes.push(0);
        }
        let mut form = about.long.form.clone();
        form.sign.push(1.0);
        form.dummy.push(false);
        form.anchored.push(!anchors.is_empty());
        let mut active = about.active.clone();
        active.standing.push(Vec::new());
        let levels = rows.levels.iter().copied().chain([0]).collect();
        let rows = Rows { levels, codes, ..rows.clone() };
        Self { anchors, factor, rows, form, active, from: about.long.from.clone(), facet, by, ridge }
    }

    /// Estimates it, or says why that cannot be.
    pub(in crate::rasch) fn free(
        &mut self,
        code: usize,
        groups: &[usize],
    ) -> Result<std::result::Result<Free, Reason>> {
        let last = self.rows.levels.len() - 1;
        self.rows.levels[last] = groups.len();
        self.active.standing[last] = vec![Standing::Estimated; groups.len()];
        let facets = self.rows.levels.len();
        let mut ends = vec![[false; 2]; groups.len()];
        for row in 0..self.rows.len() {
            let cell = &mut self.rows.codes[row * facets..][..facets];
            let is_own = cell[self.facet] as usize == code;
            let group = groups.iter().position(|group| is_own && *group == cell[self.by] as usize);
            cell[last] = group.unwrap_or(0) as u32;
        }
        for row in &self.active.rows {
            let row = *row as usize;
            let cell = self.rows.cell(row);
            let group = self.form.group(cell);
            let at = crate::rasch::design::patterns::rating(&self.rows, &self.active, group, row);
            let [above, below] = &mut ends[cell[last] as usize];
            *above |= at > 0;
            *below |= usize::from(at) < self.active.steps(group);
        }
        if ends.iter().any(|[above, below]| !(*above && *below)) {
            return Ok(Err(Reason::ExtremeScore));
        }
        let tags = self.anchors.tags(self.rows.unit);
        let patterns = Patterns::new(&self.rows, &self.form, &self.active, &tags);
        let mut held = Held::new(&patterns, self.anchors, self.factor);
        held.fix(patterns.place[last][0] as usize);
        let functions = (1..groups.len()).map(|group| {
            let mut function = Function::default();
            function.add_place(patterns.place[last][group], 1.0);
            function.add_place(patterns.place[last][0], -1.0);
            function
        });
        let functions: Vec<Function> = functions.collect();
        let (state, log_likelihood, point, at, cells, known) = if self.form.integrated {
            let mut form = self.form.clone();
            form.dummy[last] = true;
            let mut origin = origin(&form, &self.active, &patterns, !held.is_empty());
            // The first group stands where the element stood.
            origin[patterns.place[last][0] as usize] = 1.0;
            let found = population(&patterns, &self.from, &origin, (&form, &held), &mut ())?;
            let others = found.normal.others;
            let point = Point { units: weighted(&patterns, &others), others };
            let at = information(&patterns, &point, 0.0);
            let cells = found.known.as_ref().and_then(|known| known.first(patterns.parameters));
            (found.state, found.at.log_likelihood, point, at, cells, found.known)
        } else {
            let found = joint(&patterns, &held, self.ridge, patterns.parameters, &mut ())?;
            let cells =
                (patterns.parameters <= DENSE).then(|| inverse(&patterns, &found.at, &held)).flatten();
            (found.state, found.at.log_likelihood, found.point, found.at, cells, None)
        };
        if state != RaschState::Converged {
            return Ok(Err(Reason::NotConverged));
        }
        let known = known.as_ref();
        let covariance = Covariance::new(&patterns, (&at, &held), cells.as_deref(), known);
        let place = |level: usize| point.others[patterns.place[last][level] as usize];
        let differences = (1..groups.len()).map(|group| place(group) - place(0)).collect();
        let covariance = covariance.matrix(&functions, !self.form.integrated);
        let free = covariance.map(|covariance| Free { log_likelihood, differences, covariance });
        Ok(free.ok_or(Reason::Confounded))
    }
}
