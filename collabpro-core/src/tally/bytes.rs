//! The byte form of a tally.
//!
//! `CPTALLY`, one byte of version, grain, kind and link, the rubric's id, version and fingerprint, the four tables of
//! labels, then the cells in key order. Whole numbers are LEB128, texts have their length before them. The form is
//! canonical: equal counts have equal bytes.

use super::build::{Sources, build};
use super::reshape::Cells;
use super::{CellKey, Counts, Grain, Head, Respondent, Tally, slots};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::ratings::{Columns, RaterLink, RatingKind};
use crate::rubric::{Rating, Rubric};

const MAGIC: &[u8] = b"CPTALLY";
const VERSION: u8 = 1;

impl Tally {
    /// The canonical bytes. With [`Grain::Raters`] they are personal data.
    pub fn encode(&self) -> Vec<u8> {
        let head = self.head();
        let mut out = MAGIC.to_vec();
        out.push(VERSION);
        out.push(u8::from(self.grain() == Grain::Raters));
        out.push(u8::from(head.kind == RatingKind::Consensus));
        out.push(u8::from(head.link == RaterLink::Persistent));
        text(&mut out, head.rubric.id());
        text(&mut out, head.rubric.version());
        out.extend(head.rubric.fingerprint().to_le_bytes());
        let names = self.names();
        for table in [&names.units, &names.occasions, &names.raters, &names.roles] {
            number(&mut out, table.len() as u64);
            table.iter().for_each(|label| text(&mut out, label));
        }
        match self.counts() {
            Counts::Raters(cells) => {
                number(&mut out, cells.respondents.len() as u64);
                for (at, respondent) in cells.respondents.iter().enumerate() {
                    let own = cells.starts[at]..cells.starts[at + 1];
                    let Respondent { unit, occasion, rater, role } = *respondent;
                    numbers(&mut out, &[unit, occasion.into(), rater, role.into(), own.len() as u32]);
                    for cell in own {
                        number(&mut out, u64::from(cells.criteria[cell]));
                        out.push(cells.marks[cell]);
                    }
                }
            }
            Counts::Units(cells) => {
                number(&mut out, cells.keys.len() as u64);
                for (at, key) in cells.keys.iter().enumerate() {
                    let CellKey { unit, occasion, role, criterion } = *key;
                    numbers(&mut out, &[unit, occasion.into(), role.into(), criterion.into()]);
                    cells.histogram(at).iter().for_each(|count| number(&mut out, *count));
                }
            }
        }
        out
    }

    /// Reads the bytes of a tally that counts marks on this rubric.
    ///
    /// # Errors
    /// `invalid_tally` when the bytes are not the canonical form of a tally, `unsupported_schema_version` when a later
    /// version wrote them, `tally_mismatch` when they count marks on another rubric.
    pub fn decode(bytes: &[u8], rubric: &Rubric) -> Result<Self> {
        let mut reader = Reader { bytes, at: 0 };
        let tally = reader.tally(rubric)?;
        if tally.encode() != bytes {
            return Err(invalid(reader.at, "not canonical"));
        }
        Ok(tally)
    }
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn numbers(out: &mut Vec<u8>, values: &[u32]) {
    values.iter().for_each(|value| number(out, u64::from(*value)));
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

fn invalid(at: usize, what: &'static str) -> crate::base::error::Error {
    Problem::new(ErrorCode::InvalidTally, Place::path(format!("byte {at}"))).with("what", what).into()
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(length);
        let taken =
            end.and_then(|end| self.bytes.get(self.at..end)).ok_or_else(|| invalid(self.at, "too short"))?;
        self.at += length;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            value |= part << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(invalid(self.at, "number too large"))
    }

    /// A number below a limit, such as a position in a table.
    fn below(&mut self, limit: usize) -> Result<usize> {
        let value = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if value < limit { Ok(value) } else { Err(invalid(self.at, "number out of range")) }
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.below(usize::MAX)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| invalid(self.at, "not UTF-8"))
    }

    fn labels(&mut self, limit: usize) -> Result<Vec<&'a str>> {
        let count = self.below(limit)?;
        let mut labels = Vec::new();
        for _ in 0..count {
            labels.push(self.text()?);
        }
        if labels.is_sorted_by(|a, b| a < b) { Ok(labels) } else { Err(invalid(self.at, "not canonical")) }
    }

    fn tally(&mut self, rubric: &Rubric) -> Result<Tally> {
        if self.take(MAGIC.len())? != MAGIC {
            return Err(invalid(0, "not a tally"));
        }
        let version = self.byte()?;
        if version > VERSION {
            let later = Problem::new(ErrorCode::UnsupportedSchemaVersion, Place::path("byte 7"));
            return Err(later.count("found", u64::from(version)).count("known", u64::from(VERSION)).into());
        }
        let (raters, consensus, persistent) = (self.byte()?, self.byte()?, self.byte()?);
        let (id, revision) = (self.text()?, self.text()?);
        let fingerprint = self.take(8)?;
        if (id, revision) != (rubric.id(), rubric.version())
            || fingerprint != rubric.fingerprint().to_le_bytes()
        {
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
        if raters == 0 { self.units(head, &sources) } else { self.raters(head, &sources) }
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
                let mark = self.byte()?;
                if mark < Rating::MISSING
                    && usize::from(mark) >= head.rubric.scale(criterion).categories().len()
                {
                    return Err(invalid(self.at, "level out of scale"));
                }
                columns.push(respondent, criterion, mark);
            }
        }
        build(head, sources, &columns, Grain::Raters)
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
