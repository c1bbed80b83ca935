//! Ratings as rows and as CSV.

use std::io::Write;

use crate::base::error::Result;
use crate::base::table::push_text;
use crate::ratings::{Field, Ratings, Row};
use crate::rubric::{Missing, Rating};

impl Ratings {
    /// The ratings row by row: ids as they were read, levels and reasons as their ids.
    ///
    /// ```
    /// use collabpro_core::{Ratings, Rubric};
    ///
    /// let text = "unit,rater,criterion,level\nBirch,r1,1a,3\n";
    /// let ratings = Ratings::from_csv(text.as_bytes(), &Rubric::bundled())?;
    /// assert_eq!(ratings.rows().next().map(|row| row.level), Some("3"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let inner = self.inner();
        let (labels, columns) = (&inner.labels, &inner.columns);
        let kinds: Vec<&str> = labels
            .unit
            .iter()
            .map(|unit| {
                inner.units.get(unit).and_then(|unit| unit.kind).map_or("", crate::framework::UnitKind::id)
            })
            .collect();
        (0..self.len()).map(move |row| {
            let unit = columns.unit[row];
            let criterion = columns.criterion[row];
            let (level, reason) = match Rating::from_code(columns.rating[row]) {
                Rating::Level(level) => {
                    let category = inner.rubric.scale(criterion).categories().get(usize::from(level));
                    (category.map_or("", |category| &category.id), "")
                }
                Rating::Missing(reason) => ("", Missing::id(reason)),
            };
            Row {
                unit: labels.unit.get(unit),
                unit_kind: kinds[unit as usize],
                occasion: labels.occasion.get(u32::from(columns.occasion[row])),
                rater: labels.rater.get(columns.rater[row]),
                role: labels.role.get(u32::from(columns.role[row])),
                criterion: &inner.rubric.criteria()[usize::from(criterion)].id,
                level,
                reason,
                evidence: inner.evidence(row as u32),
            }
        })
    }

    /// Writes long CSV for spreadsheets (RFC 4180, CRLF): every column, one row a rating. A cell that a spreadsheet
    /// would take for a formula gets a leading apostrophe, which [`from_csv`](Ratings::from_csv) takes off again.
    ///
    /// # Errors
    /// `io`.
    pub fn write_csv(&self, mut out: impl Write) -> Result<()> {
        let mut criterion = Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(",");
        criterion.push_str("\r\n");
        for row in self.rows() {
            for &field in Field::ALL {
                push_text(&mut criterion, row.get(field));
                criterion.push(',');
            }
            criterion.truncate(criterion.len().saturating_sub(1));
            criterion.push_str("\r\n");
            if criterion.len() > 1 << 16 {
                out.write_all(criterion.as_bytes())?;
                criterion.clear();
            }
        }
        out.write_all(criterion.as_bytes())?;
        Ok(())
    }

    /// The ratings as long CSV, see [`write_csv`](Ratings::write_csv).
    pub fn to_csv(&self) -> String {
        let mut out = Vec::new();
        // Writing to memory cannot fail, and what is written is UTF-8.
        self.write_csv(&mut out)
            .map_or_else(|_| String::new(), |()| String::from_utf8(out).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratings::Reader;
    use crate::ratings::reader::tests::rubric;

    #[test]
    fn what_is_written_is_read_back_and_formulas_are_only_text() {
        let text = "unit,unit_kind,rater,criterion,level,reason,evidence\n\"Birch, \"\"old\"\"\",school,r1,a,Always,,=cmd|' /C calc'!A0\n\
                    B,,r1,w,,not_applicable,\n";
        let ratings = Ratings::from_csv(text.as_bytes(), &rubric()).unwrap();
        let csv = ratings.to_csv();
        assert!(csv.contains(",'=cmd|"), "{csv}");
        let again = Ratings::from_csv(csv.as_bytes(), &rubric()).unwrap();
        assert_eq!(again.to_csv(), csv);
        assert_eq!(again.to_json(), ratings.to_json());
        for id in ["-1", "+2.5", "=x", "'=x", "''@x", "-x", "'x", "'-1", "-", "+49 170"] {
            let text = format!("unit,rater,criterion,level\n{id},r1,a,Always\n");
            let ratings =
                Reader::new(&rubric()).read(text.replacen(id, &format!("'{id}"), 1).as_bytes()).unwrap();
            let csv = ratings.to_csv();
            assert_eq!(
                Ratings::from_csv(csv.as_bytes(), &rubric()).unwrap().to_json(),
                ratings.to_json(),
                "{csv}"
            );
        }
        let numbers = "unit,rater,criterion,level\n-1,+2.5e-3,a,Always\n";
        assert!(
            Ratings::from_csv(numbers.as_bytes(), &rubric()).unwrap().to_csv().contains("\n-1,,,+2.5e-3,")
        );
    }
}
