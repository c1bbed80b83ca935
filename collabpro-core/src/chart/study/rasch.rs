//! What a Rasch study draws.

use super::drawing::Drawing;
use super::{Charted, StudyChart, categories, measures, wright};
use crate::base::error::Result;
use crate::rasch::Rasch;

impl Charted for Rasch {
    const CHARTS: &'static [StudyChart] =
        &[StudyChart::Wright, StudyChart::Severity, StudyChart::Fit, StudyChart::Categories];

    fn draw(&self, chart: StudyChart, drawing: &Drawing<'_>) -> Result<String> {
        match chart {
            StudyChart::Severity => measures::severity(self, drawing),
            StudyChart::Fit => measures::fit(self, drawing),
            StudyChart::Categories => categories::categories(self, drawing),
            _ => wright::wright(self, drawing),
        }
    }
}
