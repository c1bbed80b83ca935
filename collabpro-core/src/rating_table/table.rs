//! Ratings of a plain table as a long one.

use crate::base::table::{Column, Table, Values};
use crate::rating_table::{RatingCells, RatingTable};

impl RatingTable {
    /// The ratings as a long table, a row for each rating that there is: `unit`, `group` where units belong to one, `rater` and
    /// `rating`, a number unless the categories are texts. What has no name is called by its number, from 1.
    ///
    /// Units of one name are one for whoever reads the table, and several here. It holds who rated what: personal data.
    ///
    /// ```
    /// use collabpro_core::RatingTable;
    /// use collabpro_core::rating_table::RatingTableOptions;
    ///
    /// let rows = [[Some(1.0), Some(2.0)], [Some(2.0), None]];
    /// let table = RatingTable::from_rows(&rows, RatingTableOptions::new())?.table();
    /// assert_eq!(table.to_csv(), "unit,rater,rating\r\n1,1,1\r\n1,2,2\r\n2,1,2\r\n");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn table(&self) -> Table {
        let inner = self.inner();
        let cells = || (0..inner.units).flat_map(|unit| inner.places(unit).map(move |at| (unit, at)));
        let units = cells().map(|(unit, _)| Some(unit as u32)).collect();
        let mut columns = vec![named("unit", inner.unit_names.as_deref(), inner.units, units)];
        if let Some(groups) = &inner.groups {
            let codes = cells().map(|(unit, _)| groups.of_unit.get(unit).copied()).collect();
            columns.push(Column::new("group", Values::Text { words: groups.names.clone(), codes }));
        }
        let raters = cells().map(|(unit, at)| Some(inner.rater(unit, at))).collect();
        columns.push(named("rater", inner.rater_names.as_deref(), inner.raters, raters));
        let ratings = match (&inner.ratings, &inner.scale.texts) {
            (RatingCells::Codes(codes), Some(words)) => {
                let codes = cells().map(|(_, at)| codes.get(at).copied().map(u32::from)).collect();
                Values::Text { words: words.clone(), codes }
            }
            _ => Values::Number(cells().map(|(_, at)| Some(inner.value(at))).collect()),
        };
        columns.push(Column::new("rating", ratings));
        Table::from(columns)
    }
}

fn named(column: &'static str, names: Option<&[String]>, of: usize, codes: Vec<Option<u32>>) -> Column {
    let words = names.map_or_else(|| (1..=of).map(|at| at.to_string()).collect(), <[String]>::to_vec);
    Column::new(column, Values::Text { words, codes })
}

#[cfg(test)]
mod tests {
    use crate::rating_table::{Label, RatingTable, RatingTableOptions};
    use crate::ratings::ColumnSet;

    #[test]
    fn texts_stay_texts_and_what_is_missing_has_no_row() {
        let text = |word: &str| Some(Label::Text(word.to_owned()));
        let cells = vec![vec![text("low"), None], vec![text("high"), text("low")]];
        let options = RatingTableOptions::new().labels(["low", "high"]);
        let table = RatingTable::from_cells(cells, options).unwrap().table();
        assert_eq!(table.to_csv(), "unit,rater,rating\r\n1,1,low\r\n2,1,high\r\n2,2,low\r\n");
    }

    #[test]
    fn names_and_groups_are_those_that_were_given() {
        let csv = "unit,group,anna,bert\nAsh,north,1,2\nElm,south,,3\n";
        let mut columns = ColumnSet::new();
        for (at, name) in csv.lines().next().unwrap().split(',').enumerate() {
            let cells: Vec<Option<&str>> = csv
                .lines()
                .skip(1)
                .map(|row| row.split(',').nth(at).filter(|cell| !cell.is_empty()))
                .collect();
            columns = columns.text(name, cells);
        }
        let table = RatingTable::from_columns(&[columns], RatingTableOptions::new()).unwrap().table();
        assert_eq!(
            table.to_csv(),
            "unit,group,rater,rating\r\nAsh,north,anna,1\r\nAsh,north,bert,2\r\nElm,south,bert,3\r\n"
        );
    }
}
