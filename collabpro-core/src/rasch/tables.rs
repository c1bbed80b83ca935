//! Studies as tables.

use collabpro_derive::words;

use super::Rasch;
use super::results::MeanSquare;
use crate::base::table::{Rows, Table, columns};

/// The tables of a many-facet Rasch study.
#[words(option = "table")]
#[derive(Default)]
#[non_exhaustive]
pub enum RaschTable {
    /// One row for each element.
    #[default]
    Measures,
    /// One row for each facet.
    Facets,
    /// One row for each category of each set of thresholds.
    Categories,
    /// One row for each rating that is far from what was expected.
    Unexpected,
    /// One row for each rater of a form beyond severity, with the test against severity alone.
    Raters,
    /// One row for each term of each rater of such a form.
    Terms,
    /// One row for each difference of two elements that was asked for.
    Differences,
    /// One row for each category of each element whose use of them was asked for.
    Usage,
    /// One row for each measure and element whose curves were asked for, and for all together.
    Curves,
    /// One row for each category of these elements at each measure.
    Chances,
    /// One row for every two elements that met of the pairs of facets whose bias was asked for.
    Bias,
    /// One row for each element that may stand elsewhere in other groups.
    Effects,
    /// One row for each of these elements in each group.
    EffectGroups,
    /// One row for each contrast of the residuals.
    Contrasts,
    /// One row for each element of each contrast.
    Loadings,
    /// One row for every two elements whose residuals were asked for.
    ResidualPairs,
    /// One row for each group of units, and one for all of them.
    Population,
    /// One row for each coefficient of the regression of the units' mean.
    Coefficients,
    /// One row for each plausible value of a unit.
    Plausible,
}

impl Rasch {
    /// One of the tables.
    pub fn table(&self, which: RaschTable) -> Table {
        match which {
            RaschTable::Measures => self.measures_table(),
            RaschTable::Facets => self.facets_table(),
            RaschTable::Categories => self.categories_table(),
            RaschTable::Unexpected => self.unexpected_table(),
            RaschTable::Raters => self.raters_table(),
            RaschTable::Terms => self.terms_table(),
            RaschTable::Differences => self.differences_table(),
            RaschTable::Usage => self.usage_table(),
            RaschTable::Curves => self.curves_table(),
            RaschTable::Chances => self.chances_table(),
            RaschTable::Bias => self.bias_table(),
            RaschTable::Effects => self.effects_table(),
            RaschTable::EffectGroups => self.effect_groups_table(),
            RaschTable::Contrasts => self.contrasts_table(),
            RaschTable::Loadings => self.loadings_table(),
            RaschTable::ResidualPairs => self.residual_pairs_table(),
            RaschTable::Population => self.population_table(),
            RaschTable::Coefficients => self.coefficients_table(),
            RaschTable::Plausible => self.plausible_table(),
        }
    }

    fn measures_table(&self) -> Table {
        let value = |one: Option<MeanSquare>| one.map(|one| one.value);
        let z = |one: Option<MeanSquare>| one.map(|one| one.z);
        Rows::of(&self.measures)
            .with(columns!(facet, element, standing, subset, ratings, mean_rating, measure, uncorrected))
            .with(columns!(standard_error, standard_error_alone, displacement, displacement_error))
            .interval(["lower", "upper"], |row| row.interval)
            .with(columns!(
                weighted,
                expected_a_posteriori,
                posterior_deviation,
                fair_average,
                fair_average_zero
            ))
            .column("infit", |row| value(row.infit))
            .column("infit_z", |row| z(row.infit))
            .column("outfit", |row| value(row.outfit))
            .column("outfit_z", |row| z(row.outfit))
            .with(columns!(point_measure, point_measure_expected))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    fn facets_table(&self) -> Table {
        Rows::of(&self.facets)
            .with(columns!(facet, positive, origin, elements, estimated, mean, rmse))
            .column("deviation_population", |row| row.population.map(|own| own.deviation))
            .column("deviation_sample", |row| row.sample.map(|own| own.deviation))
            .column("separation_population", |row| row.population.map(|own| own.separation))
            .column("separation_sample", |row| row.sample.map(|own| own.separation))
            .column("strata_population", |row| row.population.map(|own| own.strata))
            .column("strata_sample", |row| row.sample.map(|own| own.strata))
            .column("reliability_population", |row| row.population.map(|own| own.reliability))
            .column("reliability_sample", |row| row.sample.map(|own| own.reliability))
            .column("fixed", |row| row.fixed.map(|test| test.chi_square))
            .column("fixed_df", |row| row.fixed.map(|test| test.df))
            .column("fixed_p", |row| row.fixed.map(|test| test.p_value))
            .column("random", |row| row.random.map(|test| test.chi_square))
            .column("random_df", |row| row.random.map(|test| test.df))
            .column("random_p", |row| row.random.map(|test| test.p_value))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    fn categories_table(&self) -> Table {
        Rows::within(&self.scales, |scale| &scale.categories)
            .outer(columns!(element))
            .inner(columns!(
                category,
                value,
                estimated_as,
                ratings,
                average_measure,
                expected_measure,
                outfit
            ))
            .inner(columns!(threshold, standard_error, standard_error_alone))
            .interval(["lower", "upper"], |(_, category)| category.interval)
            .inner(columns!(anchored, disordered))
            .column("reason", |(_, category)| category.undefined.first())
            .table()
    }

    fn raters_table(&self) -> Table {
        Rows::of(&self.raters)
            .with(columns!(rater))
            .column("chi_square", |row| row.test.map(|test| test.chi_square))
            .column("df", |row| row.test.map(|test| test.df))
            .column("p_value", |row| row.test.map(|test| test.p_value))
            .with(columns!(p_adjusted))
            .column("reason", |row| row.undefined.first())
            .table()
    }

    fn terms_table(&self) -> Table {
        Rows::within(&self.raters, |rater| &rater.terms)
            .outer(columns!(rater))
            .inner(columns!(kind, term, estimate, standard_error))
            .interval(["lower", "upper"], |(_, term)| term.interval)
            .column("reason", |(_, term)| term.undefined.first())
            .table()
    }

    fn unexpected_table(&self) -> Table {
        let facets = self.facets.iter().enumerate();
        let rows = facets.fold(Rows::of(&self.unexpected), |rows, (at, facet)| {
            rows.column(facet.facet.clone(), move |row| row.elements.get(at))
        });
        rows.with(columns!(rating, expected, z, weight)).table()
    }

    fn population_table(&self) -> Table {
        let groups = self.population.iter().flat_map(|own| &own.groups);
        let groups = groups.map(|own| {
            let errors = (own.mean_error, own.deviation_error);
            (Some(&own.group), own.mean, own.deviation, errors, &own.undefined)
        });
        let whole = self.population.iter().map(|own| {
            let errors = (own.mean_error, own.deviation_error);
            (None, own.mean, own.deviation, errors, &own.undefined)
        });
        let rows: Vec<_> = groups.chain(whole).collect();
        Rows::of(&rows)
            .column("group", |row| row.0)
            .column("mean", |row| row.1)
            .column("mean_error", |row| row.3.0)
            .column("deviation", |row| row.2)
            .column("deviation_error", |row| row.3.1)
            .column("reason", |row| row.4.first())
            .table()
    }

    fn coefficients_table(&self) -> Table {
        let rows: Vec<_> = self.population.iter().flat_map(|own| &own.coefficients).collect();
        Rows::of(&rows)
            .column("column", |row| row.column.as_ref())
            .column("category", |row| row.category.as_ref())
            .column("coefficient", |row| row.coefficient)
            .column("standard_error", |row| row.standard_error)
            .interval(["lower", "upper"], |row| row.interval)
            .column("z", |row| row.z)
            .column("p_value", |row| row.p_value)
            .column("reason", |row| row.undefined.first())
            .table()
    }

    fn plausible_table(&self) -> Table {
        let of = |row| -> Vec<(&String, u32, f64)> {
            let row: &super::RaschMeasure = row;
            row.plausible.iter().zip(1..).map(|(value, draw)| (&row.element, draw, *value)).collect()
        };
        let rows: Vec<_> = self.measures.iter().flat_map(of).collect();
        Rows::of(&rows)
            .column("element", |row| row.0)
            .column("draw", |row| row.1)
            .column("value", |row| row.2)
            .table()
    }
}
