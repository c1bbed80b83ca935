//! By what ratings are compared: the share at the cut, or where a scale has none the mean.

use collabpro_derive::words;

use super::{Interval, Measure};
use crate::rubric::Scale;

/// By what ratings are compared.
#[words]
pub enum MeasuredBy {
    /// The share of ratings at the cut or above.
    Share,
    /// The mean rating: the scale has no cut.
    Mean,
}

/// What is estimated on a scale, as a part of its range from 0 to 1, and what that is in the unit it is told in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Yardstick {
    pub(crate) by: MeasuredBy,
    pub(crate) measure: Measure,
    lowest: f64,
    /// Of the scale in the unit that is told; of a share 1.
    pub(crate) range: f64,
}

impl Yardstick {
    /// The share at the cut, wherever that is.
    pub(crate) const SHARE: Self =
        Self { by: MeasuredBy::Share, measure: Measure::Share(0), lowest: 0.0, range: 1.0 };

    /// The share at the cut; without a cut the mean.
    pub(crate) fn of(scale: &Scale) -> Self {
        match scale.cut() {
            Some(cut) => Self { measure: Measure::Share(cut), ..Self::SHARE },
            None => Self::mean(scale),
        }
    }

    /// The mean, told in categories from 1 or between the scale's lowest and highest value.
    pub(crate) fn mean(scale: &Scale) -> Self {
        let categories = scale.categories();
        let value = |at: Option<&crate::rubric::Category>| at.and_then(|category| category.value);
        let (lowest, highest) = match (value(categories.first()), value(categories.last())) {
            (Some(lowest), Some(highest)) => (lowest, highest),
            _ => (1.0, categories.len() as f64),
        };
        let top = categories.len().saturating_sub(1) as u8;
        Self { by: MeasuredBy::Mean, measure: Measure::Mean(top), lowest, range: highest - lowest }
    }

    /// A place on the scale.
    pub(crate) fn place(&self, part: f64) -> f64 {
        self.lowest + self.range * part
    }

    /// How many steps lead over the range: from category to category, or from none to all.
    pub(crate) fn steps(&self) -> f64 {
        match self.measure {
            Measure::Share(_) => 1.0,
            Measure::Mean(top) => f64::from(top),
        }
    }

    /// The part of the range at which a place lies.
    pub(crate) fn part(&self, place: f64) -> f64 {
        (place - self.lowest) / self.range
    }

    /// The interval of a place.
    pub(crate) fn places(&self, at: Interval) -> Interval {
        Interval { lower: self.place(at.lower), upper: self.place(at.upper) }
    }

    /// The interval of a distance.
    pub(crate) fn distances(&self, at: Interval) -> Interval {
        Interval { lower: self.range * at.lower, upper: self.range * at.upper }
    }
}
