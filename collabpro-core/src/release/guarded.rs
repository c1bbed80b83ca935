//! Rule 3: nothing small may be computed from what is shown.

use super::{Grouped, RecordedScore, Release, ReleasedScore, Withheld, audit};
use crate::base::error::Result;
use crate::base::watch::{Stages, Watch, ask};
use crate::rubric::Group;

/// A guarded cell.
#[derive(Clone, Copy)]
struct Guarded {
    occasion: u32,
    construct: u32,
    /// Which of the groups that share people with one another it is of.
    island: u32,
    group: usize,
    /// Its place among all cells.
    at: usize,
}

impl Release<'_> {
    /// Withholds what would give something small away.
    pub(super) fn audit(
        &self,
        cells: &mut [ReleasedScore],
        scores: &[Grouped<'_>],
        watch: &mut dyn Watch,
    ) -> Result<()> {
        let mut guarded = self.guarded(cells, scores);
        // Cells of an earlier release may be of anybody's.
        if self.policy.previous.is_empty() {
            self.on_islands(&mut guarded);
        }
        guarded.sort_unstable_by_key(|cell| (cell.occasion, cell.construct, cell.island, cell.at));
        let mut stages = Stages::of(guarded.len() as u64, watch);
        let same = |a: &Guarded, b: &Guarded| {
            (a.occasion, a.construct, a.island) == (b.occasion, b.construct, b.island)
        };
        for own in guarded.chunk_by(same) {
            let watch = &mut stages.stage(own.len() as u64);
            ask(watch, 0, None)?;
            let first = scores[own[0].at].score;
            let mut shown = Vec::new();
            for cell in self.policy.previous.iter().flat_map(|record| &record.cells) {
                if cell.occasion == first.occasion && cell.construct == first.construct {
                    shown.push(self.published(cell));
                }
            }
            if shown.is_empty() && self.is_plain(own, scores) {
                continue;
            }
            let published = shown.len();
            for score in own.iter().map(|cell| &scores[cell.at]) {
                shown.push(audit::Shown {
                    criteria: self.members.criteria(score, self.scores.rubric()),
                    minimum: score.minimum,
                    fixed: false,
                });
            }
            for at in audit::withhold(&shown, watch)? {
                cells[own[at - published].at].withheld = Some(Withheld::Complement);
            }
        }
        Ok(())
    }

    fn guarded(&self, cells: &[ReleasedScore], scores: &[Grouped<'_>]) -> Vec<Guarded> {
        let (rubric, occasions) = (self.scores.rubric(), &self.scores.tally().names().occasions);
        let mut guarded = Vec::new();
        for (at, (cell, own)) in cells.iter().zip(scores).enumerate() {
            let Some(group) = own.group.filter(|_| own.is_guarded(cell)) else { continue };
            let score = own.score;
            let occasion =
                occasions.binary_search_by(|known| (**known).cmp(&score.occasion)).unwrap_or(0) as u32;
            let construct = rubric.constructs().iter().position(|(known, _)| *known == score.construct);
            let construct = construct.unwrap_or(0) as u32;
            guarded.push(Guarded { occasion, construct, island: 0, group, at });
        }
        guarded
    }

    /// Groups that have nobody in common give nothing away of one another.
    fn on_islands(&self, guarded: &mut [Guarded]) {
        guarded.sort_unstable_by_key(|cell| (cell.occasion, cell.group));
        for own in guarded.chunk_by_mut(|a, b| a.occasion == b.occasion) {
            let mut groups: Vec<usize> = own.iter().map(|cell| cell.group).collect();
            groups.dedup();
            let islands = self.members.islands(&groups);
            let of_group = own.chunk_by_mut(|a, b| a.group == b.group);
            for (cells, island) in of_group.zip(islands) {
                cells.iter_mut().for_each(|cell| cell.island = island);
            }
        }
    }

    /// Whether cells that share people are of one group, and give nothing small away.
    fn is_plain(&self, own: &[Guarded], scores: &[Grouped<'_>]) -> bool {
        let (group, minimum) = (own[0].group, scores[own[0].at].minimum);
        let all = own.iter().map(|cell| scores[cell.at].score);
        own.iter().all(|cell| cell.group == group)
            && self.members.is_plain(group, all, minimum, self.scores.rubric())
    }

    /// A cell of an earlier release, held to today's minimum.
    fn published(&self, cell: &RecordedScore) -> audit::Shown {
        let rubric = self.scores.rubric();
        let minimum = match &cell.role {
            Some(role) => self.policy.minimum(rubric.group(role)),
            None => cell.minimum.max(self.policy.minimum(Group::Adult)),
        };
        audit::Shown { criteria: cell.criteria.clone(), minimum, fixed: true }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::release::{Policy, ReleaseRecord, Total, salt::Codes};
    use crate::scoring::Observed;
    use crate::{Ratings, Rubric};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))] // two releases each

        /// Beside a record, even one of nothing, all cells are looked at together.
        #[test]
        fn groups_that_share_nobody_are_judged_by_themselves_as_they_are_together(
            ratings in prop::collection::vec((0..2_u8, 0..14_u8, 0..2_u8, 0..6_usize, 1..5_u8), 60..300),
            total in prop::sample::select(vec![Total::WhenNone, Total::Always]),
        ) {
            const SALT: &str = "kept apart from the ratings";
            let rubric = Rubric::bundled();
            let mut rows = std::collections::BTreeMap::new();
            for (unit, rater, role, criterion, level) in ratings {
                // Most are of one role; a few speak in both.
                let role = ["teacher", "observer"][usize::from(if rater < 3 { role } else { rater % 2 })];
                let criterion = ["1b", "6a", "6b", "6c", "7b", "7c"][criterion];
                rows.insert((unit, rater, criterion), (role, level));
            }
            let row = |((unit, rater, criterion), (role, level))| format!("{unit},r{rater},{role},{criterion},{level}\n");
            let rows: String = rows.into_iter().map(row).collect();
            let text = format!("unit,rater,role,criterion,level\n{rows}");
            let scores = Ratings::from_csv(text.as_bytes(), &rubric).unwrap().score(Observed::new()).unwrap();
            let policy = Policy::default().salt(SALT).total(total);
            let nothing = ReleaseRecord::new(&rubric, Codes::new(Some(SALT)).check().unwrap(), Vec::new());
            let apart = scores.release(&policy).unwrap();
            let together = scores.release(&policy.previous(nothing)).unwrap();
            prop_assert_eq!(apart.constructs(), together.constructs());
            prop_assert_eq!(apart.criteria(), together.criteria());
        }
    }
}
