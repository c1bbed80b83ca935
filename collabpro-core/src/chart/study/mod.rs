//! Charts of results, for those who hold them: nothing is withheld, and each says that it was not released.

mod agreement;
mod categories;
mod change;
mod components;
mod context;
mod coverage;
mod decisions;
mod disagreement;
mod dots;
mod drawing;
mod lines;
mod measures;
mod profile;
mod rasch;
mod reliability;
mod sites;
mod trend;
mod wright;

use collabpro_derive::{options, words};

use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::report::texts_of;

use drawing::Drawing;

/// What a chart of a result shows.
#[words(option = "chart")]
#[non_exhaustive]
pub enum StudyChart {
    /// Every coefficient of agreement with its interval.
    Agreement,
    /// How likely each category is along the scale of a Rasch study, with the thresholds.
    Categories,
    /// Each construct's change from one occasion to a later one.
    Change,
    /// Where variance comes from: each component with its interval.
    Components,
    /// How like the conditions of two places are.
    Context,
    /// How many ratings there are of each unit and criterion, of those that there could be.
    Coverage,
    /// What scores would be worth with more conditions of a facet.
    Decisions,
    /// How far two people differ on each criterion, on average.
    Disagreement,
    /// Mean squares of a Rasch study, beside what the model expects.
    Fit,
    /// Each construct: how the ratings are distributed, with the share at the cut and its interval.
    Profile,
    /// Forms of the intraclass correlation, or alpha and omega, with their intervals.
    Reliability,
    /// Severity of raters, or measures of another facet.
    Severity,
    /// The difference of each two sites.
    Sites,
    /// Each occasion with its interval, and the line through them.
    Trend,
    /// The Wright map: all facets of a Rasch study on one scale.
    Wright,
}

/// How a chart is to look.
#[words]
#[derive(Default)]
pub enum ChartTheme {
    /// Colours that people who see colours differently can tell apart.
    #[default]
    Screen,
    /// Black and greys on white, told apart by shapes and dashes.
    Print,
}

/// Options of a chart of a result.
#[options]
pub struct StudyChartOptions {
    /// Width of the plot without its names, in pixels.
    #[option(default = 480, range = 120..=4000)]
    width: u32,
    /// For a screen, or in black and greys for paper.
    theme: ChartTheme,
    /// Id of the one unit that is shown.
    unit: Option<String>,
    /// Id of the one occasion that is shown.
    occasion: Option<String>,
    /// Id of the one informant group that is shown.
    role: Option<String>,
    /// The one construct that is shown.
    construct: Option<String>,
    /// The one facet that is shown, of measures.
    facet: Option<String>,
    /// Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
    language: Option<String>,
}

impl StudyChartOptions {
    /// These options, in this language where they name none.
    #[must_use]
    pub fn language_or(self, usual: &str) -> Self {
        Self { language: self.language.or_else(|| Some(usual.to_owned())), ..self }
    }
}

/// A result that can be drawn. For researchers: nothing is withheld.
pub trait Charted {
    /// The charts that it has, the usual one first.
    const CHARTS: &'static [StudyChart];

    /// The charts that this result has, the usual one first.
    fn charts(&self) -> &'static [StudyChart] {
        Self::CHARTS
    }

    #[doc(hidden)]
    fn draw(&self, chart: StudyChart, drawing: &Drawing<'_>) -> Result<String>;

    /// A chart as a Vega-Lite specification (version 6), in JSON, with its data inside. Its subtitle and its description say that
    /// it was not released.
    ///
    /// # Errors
    /// `invalid_option`, also for a chart that this result does not have; `not_in_data` for a unit, occasion, role, construct or
    /// facet that it does not have; `language_not_loaded`.
    ///
    /// ```
    /// use collabpro_core::agreement::AgreementOptions;
    /// use collabpro_core::chart::{Charted, StudyChart, StudyChartOptions};
    /// use collabpro_core::{RatingTable, RatingTableOptions};
    ///
    /// let rows = [[1.0, 1.0, 2.0], [2.0, 2.0, 2.0], [3.0, 3.0, 2.0], [1.0, 2.0, 1.0]].map(|row| row.map(Some).to_vec());
    /// let found = RatingTable::from_rows(&rows, RatingTableOptions::new())?.agreement(AgreementOptions::new())?;
    /// let chart = found.chart(StudyChart::Agreement, &StudyChartOptions::new())?;
    /// assert!(chart.contains("Not released"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    fn chart(&self, chart: StudyChart, options: &StudyChartOptions) -> Result<String> {
        options.problems().finish(())?;
        if !Self::CHARTS.contains(&chart) {
            return Self::charted(Some(chart.id())).and(Ok(String::new()));
        }
        let texts = texts_of(options.language.as_deref().unwrap_or(crate::base::message::ENGLISH), &[])?;
        self.draw(chart, &Drawing::new(options, texts))
    }

    /// The chart of this name; without a name the usual one.
    ///
    /// # Errors
    /// `invalid_option` with the charts that there are.
    fn charted(name: Option<&str>) -> Result<StudyChart> {
        let found = match name {
            None => Self::CHARTS.first(),
            Some(name) => Self::CHARTS.iter().find(|chart| chart.id() == name),
        };
        found.copied().ok_or_else(|| {
            let known: Vec<&str> = Self::CHARTS.iter().map(|chart| chart.id()).collect();
            let what = Message::new("option.not_among").text("found", name.unwrap_or_default());
            let what = what.text("known", known.join(", "));
            Problem::new(ErrorCode::InvalidOption, Place::path("chart")).say("what", what).into()
        })
    }
}

#[cfg(test)]
mod tests;
