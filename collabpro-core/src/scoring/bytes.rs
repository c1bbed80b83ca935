//! The byte form of scores: what they were computed from. They are computed again when they are read.

use super::{Observed, Scores};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::error::Result;
use crate::base::json_write::to_json;
use crate::tally::Tally;
use crate::units::Units;

travels!(
    Scores,
    "They hold the counts that the scores were made from, by rater where those are: they are personal data. What a school may see is a release."
);

impl Portable for Scores {
    const KIND: &str = "scores";

    fn write(&self, out: &mut Writer) {
        self.tally().write(out);
        out.text(&self.units().to_json());
        out.text(&to_json(self.options()));
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let tally = Tally::read(input)?;
        let units = Units::from_json(input.text()?)?;
        tally.score(&units, Observed::from_json(input.text()?)?)
    }
}
