//! Disagreement as tables.

use collabpro_derive::words;

use super::Disagreement;
use crate::base::table::{Rows, Table, columns};

/// The tables of a study of disagreement.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum DisagreementTable {
    /// One row for each informant group and criterion.
    #[default]
    Criteria,
    /// One row for each informant group and construct.
    Constructs,
    /// One row for each two informant groups and criterion.
    Gaps,
    /// One row for each two informant groups and construct.
    ConstructGaps,
    /// One row for each two informant groups and criterion: who sees what others do not.
    Sight,
}

impl Disagreement {
    /// One of the tables.
    pub fn table(&self, which: DisagreementTable) -> Table {
        match which {
            DisagreementTable::Criteria => self.criteria_table(),
            DisagreementTable::Constructs => self.constructs_table(),
            DisagreementTable::Gaps => self.gaps_table(),
            DisagreementTable::ConstructGaps => self.construct_gaps_table(),
            DisagreementTable::Sight => self.sight_table(),
        }
    }

    fn criteria_table(&self) -> Table {
        Rows::of(&self.criteria)
            .with(columns!(unit, occasion, role, construct, criterion, raters))
            .with(columns!(
                distance,
                dispersion,
                agreement,
                measured_by,
                below,
                above,
                mean,
                sd,
                p,
                p_adjusted,
                stands_out,
                widest,
                pattern
            ))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    fn gaps_table(&self) -> Table {
        Rows::of(&self.gaps)
            .with(columns!(unit, occasion))
            .column("role", |row| &row.roles[0])
            .column("other_role", |row| &row.roles[1])
            .with(columns!(construct, criterion))
            .column("raters", |row| row.raters[0])
            .column("other_raters", |row| row.raters[1])
            .with(columns!(gap, p_adjusted, differs, worded_apart, replicates, exhaustive, reason))
            .table()
    }

    fn constructs_table(&self) -> Table {
        Rows::of(&self.constructs)
            .with(columns!(unit, occasion, role, construct))
            .column("criteria", |row| row.criteria.len())
            .with(columns!(raters, distance, dispersion, agreement, reason))
            .table()
    }

    fn construct_gaps_table(&self) -> Table {
        Rows::of(&self.construct_gaps)
            .with(columns!(unit, occasion))
            .column("role", |row| &row.roles[0])
            .column("other_role", |row| &row.roles[1])
            .with(columns!(construct))
            .column("criteria", |row| row.criteria.len())
            .column("raters", |row| row.raters[0])
            .column("other_raters", |row| row.raters[1])
            .with(columns!(gap, p_adjusted, differs, worded_apart, reason))
            .table()
    }

    fn sight_table(&self) -> Table {
        Rows::of(&self.sight)
            .with(columns!(unit, occasion))
            .column("role", |row| &row.roles[0])
            .column("other_role", |row| &row.roles[1])
            .with(columns!(construct, criterion))
            .column("raters", |row| row.raters[0])
            .column("other_raters", |row| row.raters[1])
            .column("not_observed", |row| row.not_observed[0])
            .column("other_not_observed", |row| row.not_observed[1])
            .with(columns!(gap, p_adjusted, differs, worded_apart, reason))
            .table()
    }
}
