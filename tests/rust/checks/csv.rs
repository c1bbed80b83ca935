//! Our reader of CSV beside that of another author.

use collabpro_core::Rubric;
use collabpro_core::ratings::{ExtraColumns, Field, ReadOptions, Reader};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn well_formed_files_are_cut_as_the_csv_crate_cuts_them(
        rows in prop::collection::vec(prop::collection::vec("[a-z\u{e4}\"\r\n, ]{0,5}", 3), 1..20),
        always in any::<bool>(), crlf in any::<bool>()
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().quote_style(style).terminator(end).from_writer(Vec::new());
        let mut expected = Vec::new();
        writer.write_record(["unit", "evidence", "x"]).unwrap();
        for (at, row) in rows.iter().enumerate() {
            let unit = format!("u{at}");
            writer.write_record([unit.as_str(), row[1].as_str(), row[2].as_str()]).unwrap();
            expected.push((unit, row[1].clone()));
        }
        let bytes = writer.into_inner().unwrap();
        let options = ReadOptions::new()
            .extra_columns(ExtraColumns::Ignore)
            .constant(Field::Rater, "r")
            .constant(Field::Criterion, "1a")
            .constant(Field::Level, "1");
        let ratings = Reader::new(&Rubric::bundled()).options(options).read(bytes.as_slice()).unwrap();
        let found: Vec<_> = ratings.rows().map(|row| (row.unit.to_owned(), row.evidence.to_owned())).collect();
        prop_assert_eq!(found, expected);
    }
}
