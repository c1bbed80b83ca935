//! The byte form of a rubric: its document.

use super::Rubric;
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::error::Result;

impl Portable for Rubric {
    const KIND: &str = "rubric";

    fn write(&self, out: &mut Writer) {
        out.text(&self.to_json());
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        Self::from_json(input.text()?)
    }
}

travels!(Rubric, "They hold its document and nothing of anyone.");
