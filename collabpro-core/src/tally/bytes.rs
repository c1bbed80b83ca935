//! The byte form of a tally.
//!
//! `CPTALLY`, one byte of version, grain, kind and link, the rubric's id, version and fingerprint, the four tables of
//! labels, then the cells in key order. Whole numbers are LEB128, texts have their length before them. The form is
//! canonical: equal counts have equal bytes.

use super::build::{Sources, build};
use super::reshape::Cells;
use super::{CellKey, Counts, Grain, Head, Respondent, Tally, slots};
use crate::base::bytes::{Portable, Reader, Writer, travels};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::ratings::{Columns, RaterLink, RatingKind};
use crate::rubric::{Rating, Rubric};

const MAGIC: &[u8] = b"CPTALLY";
const VERSION: u8 = 1;

impl Tally {
    /// The canonical bytes. With [`Grain::Raters`] they are personal data.
    pub fn encode(&self) -> Vec<u8> {
        self.encode_as(self.rubric().version())
    }

    /// The bytes as they were when the rubric had this version.
    fn encode_as(&self, version: &str) -> Vec<u8> {
        let head = self.head();
        let mut out = Writer(MAGIC.to_vec());
        out.0.push(VERSION);
        let (consensus, linked) = (RatingKind::Consensus, RaterLink::Persistent);
        out.flags([self.grain() == Grain::Raters, head.kind == consensus, head.link == linked]);
        out.text(head.rubric.id());
        out.text(version);
        out.0.extend(head.rubric.fingerprint().to_le_bytes());
        let names = self.names();
        for table in [&names.units, &names.occasions, &names.raters, &names.roles] {
            out.texts(table.iter().map(|label| &**label));
        }
        match self.counts() {
            Counts::Raters(cells) => {
                out.number(cells.respondents.len() as u64);
                for (at, respondent) in cells.respondents.iter().enumerate() {
                    let own = cells.starts[at]..cells.starts[at + 1];
                    let Respondent { unit, occasion, rater, role } = *respondent;
                    out.numbers(&[unit, occasion.into(), rater, role.into(), own.len() as u32]);
                    for cell in own {
                        out.number(u64::from(cells.criteria[cell]));
                        out.0.push(cells.ratings[cell]);
                    }
                }
            }
            Counts::Units(cells) => {
                out.number(cells.keys.len() as u64);
                for (at, key) in cells.keys.iter().enumerate() {
                    let CellKey { unit, occasion, role, criterion } = *key;
                    out.numbers(&[unit, occasion.into(), role.into(), criterion.into()]);
                    cells.histogram(at).iter().for_each(|count| out.number(*count));
                }
            }
        }
        out.0
    }

    /// Reads the bytes of a tally that counts ratings on this rubric, or on an earlier version that [it takes](Rubric::takes).
    ///
    /// # Errors
    /// `invalid_tally` when the bytes are not the canonical form of a tally, `unsupported_schema_version` when a later
    /// version wrote them, `tally_mismatch` when they count ratings on another rubric.
    pub fn decode(bytes: &[u8], rubric: &Rubric) -> Result<Self> {
        let mut reader = Reader::new(bytes, ErrorCode::InvalidTally);
        let (tally, version) = reader.tally(rubric)?;
        if tally.encode_as(version) != bytes {
            return Err(reader.invalid("not canonical"));
        }
        Ok(tally)
    }
}

impl Portable for Tally {
    const KIND: &str = "tally";

    fn write(&self, out: &mut Writer) {
        self.rubric().write(out);
        out.bytes(&self.encode());
    }

    fn read(input: &mut Reader<'_>) -> Result<Self> {
        let rubric = Rubric::read(input)?;
        Self::decode(input.bytes()?, &rubric)
    }
}

travels!(Tally, "With [`Grain::Raters`] they are personal data.");

impl<'a> Reader<'a> {
    fn labels(&mut self, limit: usize) -> Result<Vec<&'a str>> {
        let labels = self.texts(limit)?;
        if labels.is_sorted_by(|a, b| a < b) { Ok(labels) } else { Err(self.invalid("not canonical")) }
    }

    /// The counts, and the version of the rubric at the time.
    fn tally(&mut self, rubric: &Rubric) -> Result<(Tally, &'a str)> {
        if self.take(MAGIC.len())? != MAGIC {
            return Err(Reader::new(&[], ErrorCode::InvalidTally).invalid("not a tally"));
        }
        let version = self.byte()?;
        if version > VERSION {
            let later = Problem::new(ErrorCode::UnsupportedSchemaVersion, Place::path("byte 7"));
            return Err(later.count("found", u64::from(version)).count("known", u64::from(VERSION)).into());
        }
        let (raters, consensus, persistent) = (self.byte()?, self.byte()?, self.byte()?);
        let (id, revision) = (self.text()?, self.text()?);
        let fingerprint = self.take(8)?;
        if !rubric.takes(id, revision) || fingerprint != rubric.fingerprint().to_le_bytes() {
            let mismatch = Problem::new(ErrorCode::TallyMismatch, Place::path("rubric"));
            return Err(mismatch.with("what", format!("rubric {id} {revision}")).into());
        }
        let head = Head {
            rubric: rubric.clone(),
            kind: if consensus == 0 { RatingKind::Individual } else { RatingKind::Consensus },
            link: if persistent == 0 { RaterLink::WithinOccasion } else { RaterLink::Persistent },
        };
        let sources = [
            self.labels(u32::MAX as usize)?,
            self.labels(usize::from(u16::MAX) + 1)?,
            self.labels(u32::MAX as usize)?,
            self.labels(usize::from(u8::MAX) + 1)?,
        ];
        let tally = if raters == 0 { self.units(head, &sources)? } else { self.raters(head, &sources)? };
        Ok((tally, revision))
    }

    fn raters(&mut self, head: Head, sources: &Sources<'_>) -> Result<Tally> {
        let mut columns = Columns::default();
        for _ in 0..self.below(u32::MAX as usize)? {
            let respondent = Respondent {
                unit: self.below(sources[0].len())? as u32,
                occasion: self.below(sources[1].len())? as u16,
                rater: self.below(sources[2].len())? as u32,
                role: self.below(sources[3].len())? as u8,
            };
            for _ in 0..self.below(head.rubric.criteria().len() + 1)? {
                let criterion = self.below(head.rubric.criteria().len())? as u16;
                let rating = self.byte()?;
                if rating < Rating::MISSING
                    && usize::from(rating) >= head.rubric.scale(criterion).categories().len()
                {
                    return Err(self.invalid("level out of scale"));
                }
                columns.push(respondent, criterion, rating);
            }
        }
        // One rating of a criterion by a rater is all that `build` asks for.
        build(head, sources, &columns, Grain::Raters, &mut ())
            .map_err(|_| self.invalid("a rater has two ratings of a criterion"))
    }

    fn units(&mut self, head: Head, sources: &Sources<'_>) -> Result<Tally> {
        let mut cells = Cells::default();
        for _ in 0..self.below(u32::MAX as usize)? {
            let unit = self.below(sources[0].len())? as u32;
            let occasion = self.below(sources[1].len())? as u16;
            let role = self.below(sources[3].len())? as u8;
            let criterion = self.below(head.rubric.criteria().len())? as u16;
            let mut histogram = Vec::new();
            for _ in 0..slots(&head.rubric, criterion) {
                histogram.push(self.number()?);
            }
            cells.add(CellKey { unit, occasion, role, criterion }, &histogram);
        }
        cells.finish(head, sources)
    }
}
