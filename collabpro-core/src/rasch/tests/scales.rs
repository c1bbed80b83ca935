//! Laws of scales that elements have of their own.

use proptest::prelude::*;

use super::{Row, columns, options, ratings, study};
use crate::rasch::{Rasch, RaschEstimation, RaschOptions};

fn with(rows: &[Row], options: RaschOptions) -> Rasch {
    Rasch::of(&[columns(rows)], options).unwrap()
}

fn all(options: RaschOptions, name: &str, elements: &[&str]) -> RaschOptions {
    options.scale(name, elements.iter().copied(), [0.0, 1.0, 2.0, 3.0])
}

fn near(one: &Rasch, other: &Rasch) -> bool {
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-7,
        (a, b) => a == b,
    };
    let measures = one.measures.iter().zip(&other.measures);
    let mut measures =
        measures.map(|(a, b)| close(a.measure, b.measure) && close(a.standard_error, b.standard_error));
    one.state == other.state && measures.all(|is_close| is_close)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn one_scale_that_all_share_is_the_scale_of_all(rows in ratings()) {
        let one = with(&rows, all(options(), "all", &["c00", "c01", "c02"]));
        prop_assert!(near(&one, &study(&rows)));
        prop_assert_eq!(one.scales[0].scale.as_deref(), Some("all"));
    }

    #[test]
    fn a_scale_for_each_element_is_partial_credit(rows in ratings(), marginal in any::<bool>()) {
        let options = || if marginal { options().estimation(RaschEstimation::Marginal) } else { options() };
        let scales = all(all(all(options(), "a", &["c00"]), "b", &["c01"]), "c", &["c02"]);
        prop_assert!(near(&with(&rows, scales), &with(&rows, options().partial_credit("criterion"))));
    }

    /// What a scale calls its categories, and how many it has that nobody used, moves no measure.
    #[test]
    fn names_of_categories_move_nothing(rows in ratings()) {
        let texts = ["none", "some", "much", "all"];
        let words = rows.iter().map(|row| if row.2 == 0 { texts[row.3 as usize].to_owned() } else { row.3.to_string() });
        let words: Vec<String> = words.collect();
        let set = columns(&rows).text("word", words.iter().map(|word| Some(word.as_str())));
        let named = options().facets(["unit", "rater", "criterion"]).rating("word").scale("words", ["c00"], ["never", "none", "some", "much", "all"]);
        let named = Rasch::of(&[set], named).unwrap();
        let numbered = with(&rows, all(options(), "numbers", &["c00"]));
        let measures = |found: &Rasch| found.measures.iter().map(|row| row.measure).collect::<Vec<_>>();
        prop_assert_eq!(measures(&named), measures(&numbered));
    }

    #[test]
    fn weights_are_repeated_rows_on_each_scale(rows in ratings()) {
        let repeat = |row: &Row| vec![(row.0, row.1, row.2, row.3, 1); row.4 as usize];
        let repeated: Vec<Row> = rows.iter().flat_map(repeat).collect();
        let [one, other] = [&rows, &repeated].map(|rows| with(rows, all(options(), "own", &["c01"])));
        prop_assert!(near(&one, &other));
    }
}
