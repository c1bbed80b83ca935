//! The byte form of a rating design: its JSON, then who rated what in the widest group.

use super::RatingDesign;
use super::graph::{Link, Links};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::document;
use crate::base::error::Result;

travels!(RatingDesign, "They hold who rated what: where raters have names, they are personal data.");

/// Places and raters are numbered in 32 bits.
const MOST: usize = u32::MAX as usize;

impl Portable for RatingDesign {
    const KIND: &str = "rating_design";

    fn write(&self, out: &mut Writer) {
        out.text(&self.to_json());
        let Links { places, raters, count, linked, links } = &self.links;
        for side in [0, 1] {
            out.texts(places.iter().map(|place| place[side].as_str()));
        }
        out.flags([raters.is_some(), *linked]);
        let name = |at: usize| raters.as_ref().map_or("", |names: &Vec<String>| names[at].as_str());
        out.texts((0..*count).map(name));
        out.number(links.len() as u64);
        for Link { place, rater, ratings, always } in links {
            out.numbers(&[*place, *rater, *ratings]);
            out.option(*always, Writer::number);
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let mut design: Self = document::from_json(input.text()?)?;
        let (units, occasions) = (input.texts(MOST)?, input.texts(MOST)?);
        input.check(units.len() == occasions.len())?;
        let places = units.iter().zip(occasions).map(|(unit, occasion)| [*unit, occasion].map(str::to_owned));
        let places: Vec<_> = places.collect();
        let (is_named, linked) = (input.flag()?, input.flag()?);
        let names = input.texts(MOST)?;
        let links = input.list(MOST, |input| {
            Ok(Link {
                place: input.below(places.len())? as u32,
                rater: input.below(names.len())? as u32,
                ratings: input.below(MOST)? as u32,
                always: input.option(Reader::number)?,
            })
        })?;
        input.check(links.is_sorted_by_key(|link| link.place))?;
        let (count, names) = (names.len(), names.into_iter().map(str::to_owned).collect());
        design.links = Links { places, raters: is_named.then_some(names), count, linked, links };
        Ok(design)
    }
}
