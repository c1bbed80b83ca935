//! Ratings as the model has them: one row for each cell and category, in one order whatever order they came in.

/// The most facets of a model.
pub(in crate::rasch) const MOST_FACETS: usize = 8;

/// Ratings, sorted by the facets in their order and then by category; what is equal is one row with its weights summed.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Rows {
    /// Elements of each facet.
    pub(in crate::rasch) levels: Vec<usize>,
    /// Row by row, a code for each facet.
    pub(in crate::rasch) codes: Vec<u32>,
    /// Positions on the declared scale.
    pub(in crate::rasch) category: Vec<u8>,
    pub(in crate::rasch) weight: Vec<f64>,
    /// Categories of the declared scale.
    pub(in crate::rasch) categories: usize,
    /// The facet with the most elements, dummy ones left out, or that of the units where they are eliminated: all ratings of
    /// one of its elements stand together.
    pub(in crate::rasch) unit: usize,
}

impl Rows {
    /// Sorts the rows, by the facet with the most elements first.
    pub(in crate::rasch) fn new(
        levels: Vec<usize>,
        codes: &[Vec<u32>],
        category: &[u8],
        weight: Option<&[f64]>,
        categories: usize,
        form: &Form,
    ) -> Self {
        let facets = levels.len();
        let real = (0..facets).filter(|facet| !form.dummy[*facet]);
        let largest = real.max_by_key(|facet| (levels[*facet], facets - facet)).unwrap_or(0);
        let unit = if form.eliminated { 0 } else { largest };
        // Then by the one with the next most, and so on: what units have in common stands alike.
        let mut order: Vec<usize> = (0..facets).collect();
        order.sort_by_key(|facet| (*facet != unit, std::cmp::Reverse(levels[*facet]), *facet));
        let of = |row: u32| weight.map_or(1.0, |weight| weight[row as usize]);
        // Stable sorts by counting, what matters least first.
        let mut sorted: Vec<u32> = (0..category.len() as u32).filter(|row| of(*row) > 0.0).collect();
        sorted = counted(sorted, categories, |row| usize::from(category[row]));
        for facet in order.iter().rev() {
            sorted = counted(sorted, levels[*facet], |row| codes[*facet][row] as usize);
        }
        let is_same = |a: &u32, b: &u32| {
            let (a, b) = (*a as usize, *b as usize);
            category[a] == category[b] && codes.iter().all(|codes| codes[a] == codes[b])
        };
        let mut rows = Self {
            levels,
            codes: Vec::with_capacity(sorted.len() * facets),
            category: Vec::with_capacity(sorted.len()),
            weight: Vec::with_capacity(sorted.len()),
            categories,
            unit,
        };
        for same in sorted.chunk_by_mut(is_same) {
            // Rows that are equal are summed in the order of their weights, so that nothing hangs on the order of rows.
            same.sort_by(|a, b| of(*a).total_cmp(&of(*b)));
            let row = same[0] as usize;
            rows.codes.extend(codes.iter().map(|codes| codes[row]));
            rows.category.push(category[row]);
            rows.weight.push(same.iter().map(|row| of(*row)).sum());
        }
        rows
    }

    /// Each rating as a row of its own, where weights say how many there are.
    pub(in crate::rasch) fn each(&self) -> Self {
        let places = (0..self.len()).flat_map(|row| std::iter::repeat_n(row, self.weight[row] as usize));
        let places: Vec<usize> = places.collect();
        Self {
            levels: self.levels.clone(),
            codes: places.iter().flat_map(|row| self.cell(*row)).copied().collect(),
            category: places.iter().map(|row| self.category[*row]).collect(),
            weight: vec![1.0; places.len()],
            ..*self
        }
    }

    /// Rows by the elements of the first facet: where those of each begin, one more than elements, and all of them.
    pub(in crate::rasch) fn of_first(&self) -> (Vec<usize>, Vec<u32>) {
        let first = |row: usize| self.cell(row)[0] as usize;
        let mut starts = vec![0; self.levels[0] + 1];
        (0..self.len()).for_each(|row| starts[first(row) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        (starts, counted((0..self.len() as u32).collect(), self.levels[0], first))
    }

    /// Who and what met in these rows and in further cells; what the ratings are is not said.
    pub(in crate::rasch) fn with(&self, cells: &[Vec<u32>]) -> Self {
        let mut all: Vec<&[u32]> = (0..self.len()).map(|row| self.cell(row)).collect();
        all.extend(cells.iter().map(Vec::as_slice));
        all.sort_by_key(|cell| cell[self.unit]);
        Self {
            levels: self.levels.clone(),
            codes: all.iter().flat_map(|cell| cell.iter()).copied().collect(),
            category: vec![0; all.len()],
            weight: vec![1.0; all.len()],
            ..*self
        }
    }

    pub(in crate::rasch) fn facets(&self) -> usize {
        self.levels.len()
    }

    pub(in crate::rasch) fn len(&self) -> usize {
        self.category.len()
    }

    /// Who and what met in a row: a code for each facet.
    pub(in crate::rasch) fn cell(&self, row: usize) -> &[u32] {
        let facets = self.facets();
        &self.codes[row * facets..][..facets]
    }
}

/// Rows in the order of what they are counted by, below `levels`; equal ones stay as they come.
fn counted(rows: Vec<u32>, levels: usize, of: impl Fn(usize) -> usize) -> Vec<u32> {
    if rows.is_sorted_by_key(|row| of(*row as usize)) {
        return rows;
    }
    let mut ends = vec![0_usize; levels + 1];
    rows.iter().for_each(|row| ends[of(*row as usize) + 1] += 1);
    (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
    let mut sorted = vec![0; rows.len()];
    for row in rows {
        let next = &mut ends[of(row as usize)];
        sorted[*next] = row;
        *next += 1;
    }
    sorted
}

/// What the model is told about the facets.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Form {
    /// 1 where a higher measure brings higher ratings, -1 where lower ones.
    pub(in crate::rasch) sign: Vec<f64>,
    /// Facets that only stand there, at zero.
    pub(in crate::rasch) dummy: Vec<bool>,
    /// The facet whose mean is free.
    pub(in crate::rasch) uncentred: usize,
    /// The facet whose elements say which set of thresholds is theirs; without one all share one set.
    pub(in crate::rasch) partial: Option<usize>,
    /// The set of each of its elements; empty where each has its own.
    pub(in crate::rasch) sets: Vec<u32>,
    /// How many categories each set has; empty where all have the same.
    pub(in crate::rasch) categories: Vec<usize>,
    /// Facets that hold anchors.
    pub(in crate::rasch) anchored: Vec<bool>,
    /// Whether the elements of the first facet are drawn from a distribution, and so never extreme.
    pub(in crate::rasch) integrated: bool,
    /// Whether the elements of the first facet are eliminated, by a distribution or by their sums.
    pub(in crate::rasch) eliminated: bool,
    /// For each element of the first facet what it is drawn from; nothing where that is the same for all.
    pub(in crate::rasch) kinds: Vec<u32>,
    /// Facets at the end that no column has: pairs of elements of two others.
    pub(in crate::rasch) pairs: Vec<Paired>,
}

/// A facet whose elements are pairs of those of two others.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Paired {
    pub(in crate::rasch) of: [usize; 2],
    /// For each of its elements those of the two.
    pub(in crate::rasch) codes: Vec<[u32; 2]>,
}

impl Form {
    /// Facets whose mean is 0: those that hold anchors are not centred again.
    pub(in crate::rasch) fn centred(&self) -> impl Iterator<Item = usize> {
        let free = |facet: &usize| *facet == self.uncentred || self.dummy[*facet] || self.anchored[*facet];
        (0..self.sign.len()).filter(move |facet| !free(facet))
    }

    /// How many facets there are beside pairs of others.
    pub(in crate::rasch) fn real(&self) -> usize {
        self.sign.len() - self.pairs.len()
    }

    /// Whose a set of thresholds is: facets and elements of them.
    pub(in crate::rasch) fn owners(&self, group: usize) -> Vec<(usize, Vec<usize>)> {
        let Some(facet) = self.partial else { return Vec::new() };
        let pair = facet.checked_sub(self.real()).map(|at| &self.pairs[at]);
        let both = pair.into_iter().flat_map(|pair| pair.of.iter().zip(&pair.codes[group]));
        both.map(|(of, code)| (*of, vec![*code as usize])).chain([(facet, self.members(group))]).collect()
    }

    /// The elements that share a set, of the facet whose elements have sets.
    pub(in crate::rasch) fn members(&self, group: usize) -> Vec<usize> {
        if self.sets.is_empty() {
            return vec![group];
        }
        let own = self.sets.iter().enumerate().filter(|(_, set)| **set as usize == group);
        own.map(|(code, _)| code).collect()
    }

    /// The set that says where an element stands as well, since nothing tells its mean from the element.
    pub(in crate::rasch) fn set_of(&self, facet: usize, code: usize) -> Option<usize> {
        (self.partial == Some(facet)).then(|| self.set(code))
    }

    fn set(&self, code: usize) -> usize {
        self.sets.get(code).map_or(code, |set| *set as usize)
    }

    /// Which thresholds are those of a cell.
    pub(in crate::rasch) fn group(&self, cell: &[u32]) -> usize {
        self.partial.map_or(0, |facet| self.set(cell[facet] as usize))
    }

    /// How many sets of thresholds there are.
    pub(in crate::rasch) fn groups(&self, levels: &[usize]) -> usize {
        match self.sets.iter().max() {
            Some(last) => *last as usize + 1,
            None => self.partial.map_or(1, |facet| levels[facet]),
        }
    }
}
