//! What units are drawn from: one normal distribution, or one whose mean and deviation hang on what is known of each unit.

/// What is known of the units: in which group each is, and the values of the terms that its mean is a sum of.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct DrawnFrom {
    /// For each unit its kind: units of a kind have all of this in common.
    pub(in crate::rasch) kind: Vec<u32>,
    /// For each kind the values of the terms, the constant first, and the group.
    pub(in crate::rasch) terms: Vec<Vec<f64>>,
    pub(in crate::rasch) group: Vec<usize>,
    /// Labels of the groups; nothing where all units are in one.
    pub(in crate::rasch) groups: Vec<String>,
    /// The terms beside the constant and those of groups, and what each was divided by and had taken away.
    pub(in crate::rasch) predictors: Vec<Predictor>,
    /// The mean that is fixed, so that a higher one brings higher ratings, and the standard deviation.
    pub(in crate::rasch) mean: Option<f64>,
    pub(in crate::rasch) deviation: Option<f64>,
}

/// A term of the regression.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rasch) struct Predictor {
    pub(in crate::rasch) column: String,
    /// The category that it is 1 for; a number where nothing is here.
    pub(in crate::rasch) category: Option<String>,
    pub(in crate::rasch) centre: f64,
    pub(in crate::rasch) scale: f64,
}

impl DrawnFrom {
    /// One distribution for so many units.
    pub(in crate::rasch) fn one(units: usize) -> Self {
        Self {
            kind: vec![0; units],
            terms: vec![vec![1.0]],
            group: vec![0],
            groups: Vec::new(),
            predictors: Vec::new(),
            mean: None,
            deviation: None,
        }
    }

    /// How many terms the mean has.
    pub(in crate::rasch) fn width(&self) -> usize {
        self.terms.first().map_or(0, Vec::len)
    }

    /// How many deviations there are.
    pub(in crate::rasch) fn deviations(&self) -> usize {
        self.groups.len().max(1)
    }
}

/// Where the search has got to: the parameters beside units, then the terms of their mean and the logarithms of their standard
/// deviations.
#[derive(Clone, Debug)]
pub(in crate::rasch) struct Normal {
    pub(in crate::rasch) others: Vec<f64>,
    pub(in crate::rasch) terms: Vec<f64>,
    pub(in crate::rasch) log_deviations: Vec<f64>,
}

impl Normal {
    /// The mean of a kind, and the logarithm of its standard deviation.
    pub(in crate::rasch) fn of(&self, from: &DrawnFrom, kind: usize) -> [f64; 2] {
        let mean = from.terms[kind].iter().zip(&self.terms).map(|(value, term)| value * term).sum();
        [mean, self.log_deviations[from.group[kind]]]
    }

    /// All of it as one list.
    pub(in crate::rasch) fn list(&self) -> Vec<f64> {
        self.others.iter().chain(&self.terms).chain(&self.log_deviations).copied().collect()
    }

    /// From such a list.
    pub(in crate::rasch) fn from(&self, list: &[f64]) -> Self {
        let (others, rest) = list.split_at(self.others.len());
        let (terms, log_deviations) = rest.split_at(self.terms.len());
        Self { others: others.to_vec(), terms: terms.to_vec(), log_deviations: log_deviations.to_vec() }
    }
}
