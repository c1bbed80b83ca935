//! Scores with what holds of all scores of an informant group alike, which is looked up once.

use super::{Release, ReleasedScore};
use crate::framework::UnitKind;
use crate::rubric::Group;
use crate::scoring::Score;

/// A score and its informant group.
#[derive(Clone, Copy)]
pub(super) struct Grouped<'a> {
    pub(super) score: &'a Score,
    /// The smallest number of people that it may be shown with.
    pub(super) minimum: u32,
    /// Whether its ratings are shown as they are.
    pub(super) open: bool,
    /// Whether these are the students of a single classroom.
    pub(super) class: bool,
    /// Which group of the members it is.
    pub(super) group: Option<usize>,
}

impl Grouped<'_> {
    /// Whether a cell shows numbers of it that others could be computed from.
    pub(super) fn is_guarded(&self, cell: &ReleasedScore) -> bool {
        let numbers = self.score.shares.is_some() || self.score.distribution.is_some();
        cell.is_shown() && numbers && !self.open
    }
}

impl<'a> Release<'a> {
    /// Of scores that stand by unit, occasion and role.
    pub(super) fn grouped(&self, scores: impl Iterator<Item = &'a Score>) -> Vec<Grouped<'a>> {
        let mut all: Vec<Grouped<'a>> = Vec::with_capacity(scores.size_hint().0);
        for score in scores {
            let known = all.last().filter(|last| {
                let last = last.score;
                last.role == score.role && last.unit == score.unit && last.occasion == score.occasion
            });
            let one = known.map_or_else(|| self.looked_up(score), |known| Grouped { score, ..*known });
            all.push(one);
        }
        all
    }

    fn looked_up(&self, score: &'a Score) -> Grouped<'a> {
        let (rubric, role) = (self.scores.rubric(), score.role.as_deref());
        let kind = self.scores.units().get(&score.unit).and_then(|unit| unit.kind);
        let students = role.is_some_and(|role| rubric.group(role) == Group::Student);
        Grouped {
            score,
            minimum: self.minimum(&score.unit, &score.occasion, role),
            open: self.is_open(&score.unit, role),
            class: students && kind == Some(UnitKind::Classroom),
            group: self.members.group(score),
        }
    }
}
