//! Studies, decisions and plans as tables.

use collabpro_derive::words;

use super::{Decisions, Generalizability, Plan, Planned, Plans, PredictedEffect, Projection, Study};
use crate::base::by_name::ByName;
use crate::base::table::{Column, Ends, Kind, Rows, Table, Value, columns, listed};

/// By its value.
impl Value for Projection {
    const KIND: Kind = Kind::Number;

    fn push(&self, column: &mut Column) {
        self.value.push(column);
    }
}

impl Ends for Projection {
    fn ends(&self) -> Option<[f64; 2]> {
        self.interval.ends()
    }
}

/// The tables of a study of generalizability.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum GeneralizabilityTable {
    /// One row for each component of variance.
    #[default]
    Components,
    /// One row for each study.
    Studies,
    /// One row for each predicted effect, if they were asked for, and one for a study of which some are not there. For research only.
    Effects,
}

impl Generalizability {
    /// One of the tables.
    pub fn table(&self, which: GeneralizabilityTable) -> Table {
        match which {
            GeneralizabilityTable::Components => self.components_table(),
            GeneralizabilityTable::Studies => self.studies_table(),
            GeneralizabilityTable::Effects => self.effects_table(),
        }
    }

    fn components_table(&self) -> Table {
        Rows::within(&self.studies, |study| &study.components)
            .outer(columns!(role, occasion, construct))
            .inner(columns!(effect, conditions, error, df, mean_square, raw, variance, standard_error))
            .interval(["lower", "upper"], |(_, component)| component.interval)
            .inner(columns!(share))
            .column("reason", |(_, component)| component.reason())
            .column("cautions", |(_, component)| {
                listed(component.cautions.iter().map(|caution| caution.id()))
            })
            .table()
    }

    fn studies_table(&self) -> Table {
        Rows::of(&self.studies)
            .with(columns!(role, occasion, construct, design, scores, balanced, estimator, mean, reason))
            .table()
    }

    fn effects_table(&self) -> Table {
        let mut rows: Vec<(&Study, Option<&PredictedEffect>)> = Vec::new();
        for study in &self.studies {
            rows.extend(study.effects.iter().map(|effect| (study, Some(effect))));
            rows.extend(study.undefined.get("effects").map(|_| (study, None)));
        }
        Rows::of(rows)
            .outer(columns!(role, occasion, construct))
            .column("effect", |(_, effect)| effect.map(|effect| &effect.effect))
            .column("conditions", |(_, effect)| effect.map(|effect| effect.conditions.join(" x ")))
            .column("value", |(_, effect)| effect.map(|effect| effect.value))
            .column("standard_error", |(_, effect)| effect.map(|effect| effect.standard_error))
            .column("reason", |(study, effect)| match effect {
                Some(_) => None,
                None => study.undefined.get("effects"),
            })
            .table()
    }
}

/// Sizes in words of a table: `criterion 3, rater 4`.
fn sizes(sizes: &ByName<f64>) -> String {
    let mut words = String::new();
    for (facet, size) in sizes.iter() {
        words.push_str(if words.is_empty() { "" } else { ", " });
        words.push_str(&format!("{facet} {size}"));
    }
    words
}

/// The facets that some design has, in the order of their bytes.
fn facets<'a>(designs: impl Iterator<Item = &'a ByName<f64>>) -> Vec<&'a str> {
    let mut names: Vec<&str> = designs.flat_map(|sizes| sizes.iter().map(|(facet, _)| facet)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// How many conditions each facet has, a column for each: `n_rater`.
fn each_size<'a, R: Copy>(
    rows: Rows<R>,
    facets: &[&'a str],
    sizes: impl Fn(R) -> Option<&'a ByName<f64>>,
) -> Rows<R> {
    facets.iter().fold(rows, |rows, facet| {
        rows.column(format!("n_{facet}"), |row| sizes(row).and_then(|sizes| sizes.get(facet)).copied())
    })
}

impl Decisions {
    /// One row for each study and design; `lower` and `upper` are those of the interval, `n_rater` how many raters a design has. A
    /// facet that a study does not have is null there.
    pub fn table(&self) -> Table {
        let facets = facets(self.decisions.iter().map(|row| &row.sizes));
        Rows::of(&self.decisions)
            .with(columns!(role, occasion, construct))
            .column("sizes", |row| sizes(&row.sizes))
            .with(|rows| each_size(rows, &facets, |row| Some(&row.sizes)))
            .with(columns!(
                ratings,
                universe_score,
                relative_error,
                absolute_error,
                relative_sem,
                absolute_sem
            ))
            .with(columns!(generalizability))
            .interval(["generalizability_lower", "generalizability_upper"], |row| row.generalizability)
            .with(columns!(dependability))
            .interval(["dependability_lower", "dependability_upper"], |row| row.dependability)
            .with(columns!(dependability_at_cut))
            .interval(["dependability_at_cut_lower", "dependability_at_cut_upper"], |row| {
                row.dependability_at_cut
            })
            .column("reason", |row| row.undefined.first())
            .column("cautions", |row| listed(row.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}

impl Plans {
    /// One row for each design that reaches the target, and one for a study in which none does; `n_rater` is how many raters it has.
    pub fn table(&self) -> Table {
        let facets = facets(self.plans.iter().flat_map(|plan| &plan.designs).map(|design| &design.sizes));
        let mut rows: Vec<(&Plan, Option<&Planned>)> = Vec::new();
        for plan in &self.plans {
            rows.extend(plan.designs.iter().map(|design| (plan, Some(design))));
            rows.extend(plan.designs.is_empty().then_some((plan, None)));
        }
        Rows::of(rows)
            .outer(columns!(role, occasion, construct))
            .column("sizes", |(_, design)| design.map(|design| sizes(&design.sizes)))
            .with(|rows| each_size(rows, &facets, |(_, design)| design.map(|design| &design.sizes)))
            .column("ratings", |(_, design)| design.map(|design| design.ratings))
            .column("cost", |(_, design)| design.map(|design| design.cost))
            .column("cheapest", |(_, design)| design.map(|design| design.cheapest))
            .column("coefficient", |(_, design)| design.map(|design| design.coefficient))
            .interval(["lower", "upper"], |(_, design)| design.map(|design| design.coefficient))
            .outer(columns!(reason))
            .column("cautions", |(plan, _)| listed(plan.cautions.iter().map(|caution| caution.id())))
            .table()
    }
}
