//! The byte form of scores: what they were computed from. They are computed again when they are read; values that were adjusted
//! stand there themselves, since not every module of the library can estimate them again.

use collabpro_derive::Read;
use serde::Serialize;

use super::{Adjusted, Adjustment, Observed, Scores};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::document;
use crate::base::error::Result;
use crate::base::json_read::Input;
use crate::base::json_write::to_json;
use crate::tally::Tally;
use crate::units::Units;

travels!(
    Scores,
    "They hold the counts that the scores were made from, by rater where those are: they are personal data. What a school may see is a release."
);

/// What stands beside observed scores.
#[derive(Serialize, Read)]
struct Beside {
    adjustments: Vec<Adjustment>,
    values: Vec<Option<Adjusted>>,
}

impl Portable for Scores {
    const KIND: &str = "scores";

    fn write(&self, out: &mut Writer) {
        self.tally().write(out);
        out.text(&self.units().to_json());
        out.text(&to_json(self.options()));
        if !self.adjustments().is_empty() {
            let values = self.constructs().iter().map(|score| score.adjusted.clone()).collect();
            out.text(&to_json(&Beside { adjustments: self.adjustments().to_vec(), values }));
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let tally = Tally::read(input)?;
        let units = Units::from_json(input.text()?)?;
        let scores = tally.score(&units, Observed::from_json(input.text()?)?)?;
        if input.is_done() {
            return Ok(scores);
        }
        let value = document::value(input.text()?)?;
        let Beside { adjustments, values } = Input::document(&value).whole()?;
        input.check(values.len() == scores.constructs().len())?;
        Ok(scores.beside(adjustments, values))
    }
}
