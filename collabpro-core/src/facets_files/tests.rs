//! What was written is read as the same study, to the last bit; and what the manual documents is read.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::rasch::{
    CalibrationOptions, ElementAnchor, GroupAnchor, Rasch, RaschAnchors, RaschCorrection, ThresholdAnchor,
};
use crate::rating_table::Label;

/// A study without its options, which may say the same in other words.
fn found(columns: &ColumnSet, options: &RaschOptions) -> Result<Value> {
    let text = Rasch::of(std::slice::from_ref(columns), options.clone())?.to_json();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value.as_object_mut().unwrap().remove("options");
    Ok(value)
}

fn read(files: &FacetsFiles) -> Result<FacetsStudy> {
    let (first, rest) = files.files.split_first().unwrap();
    let options = ReadFacetsOptions::new().specification(&first.text);
    read_facets(&rest.iter().fold(options, |options, file| options.file(&file.name, &file.text)))
}

/// A design with some gaps, and what is said of it.
#[derive(Clone, Debug)]
struct Made {
    columns: ColumnSet,
    options: RaschOptions,
}

const FACETS: [&str; 3] = ["unit", "rater", "criterion"];

fn made() -> impl Strategy<Value = Made> {
    let ratings = prop::collection::vec(prop::option::weighted(0.9, 0..5_i64), 5 * 3 * 2);
    let weights = prop::option::of(prop::collection::vec(prop::sample::select(vec![0.5, 1.0, 2.0, 0.1]), 30));
    let chosen = (0..3_usize, 0..3_usize, prop::option::of(0..3_usize), any::<bool>(), any::<bool>());
    let anchors = prop::collection::vec(-1.5..1.5_f64, 8);
    let kinds = (0..3_u8, any::<bool>(), prop::option::of(0..2_usize));
    (ratings, weights, chosen, anchors, kinds).prop_map(|(ratings, weights, chosen, anchors, kinds)| {
        let (free, positive, partial, is_declared, both) = chosen;
        let cell = |row: usize| [row / 6, row / 2 % 3, row % 2];
        let label =
            |row: usize, facet: usize| format!("{}{}", ["u", "Rater ", "c-"][facet], cell(row)[facet]);
        let texts: Vec<Vec<String>> =
            (0..3).map(|facet| (0..30).map(|row| label(row, facet)).collect()).collect();
        let columns = FACETS.iter().zip(&texts).fold(ColumnSet::new(), |set, (name, own)| {
            set.text(*name, own.iter().map(|label| Some(label.as_str())))
        });
        let columns = columns.integers("rating", ratings);
        let mut options = RaschOptions::new().correction(RaschCorrection::None).allow_subsets(true);
        options = options.uncentred(FACETS[free]).positive([FACETS[positive]]);
        if both {
            options = options.positive([FACETS[positive], FACETS[(positive + 1) % 3]]);
        }
        if let Some(partial) = partial {
            options = options.partial_credit(FACETS[partial]);
        }
        if is_declared {
            options = options.values([0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        }
        let (kind, has_thresholds, dummy) = kinds;
        let dummy = dummy.map(|at| at + 1).filter(|at| free != *at && partial != Some(*at));
        if let Some(dummy) = dummy {
            options = options.dummies([FACETS[dummy]]);
        }
        let own = (1..3).find(|at| dummy != Some(*at) && free != *at).unwrap_or(0);
        let element = |at: usize| format!("{}{at}", ["u", "Rater ", "c-"][own]);
        let mut known = RaschAnchors::new();
        if kind == 1 {
            let element = |at: usize| ElementAnchor {
                facet: FACETS[own].to_owned(),
                element: element(at),
                measure: anchors[at],
            };
            known = known.elements([element(0), element(1)]);
        } else if kind == 2 {
            let group = GroupAnchor {
                facet: FACETS[own].to_owned(),
                elements: vec![element(0), element(1)],
                mean: anchors[0],
            };
            known = known.groups([group]);
        }
        if has_thresholds && is_declared {
            let owners: Vec<Option<String>> = match partial {
                None => vec![None],
                Some(facet) => (0..[5, 3, 2][facet])
                    .map(|at| Some(format!("{}{at}", ["u", "Rater ", "c-"][facet])))
                    .collect(),
            };
            let thresholds = owners.into_iter().flat_map(|element| {
                let threshold = |category: usize| ThresholdAnchor {
                    element: element.clone(),
                    scale: None,
                    category: Label::Number(category as f64),
                    threshold: anchors[category],
                };
                (1..=5).map(threshold).collect::<Vec<_>>()
            });
            known = known.thresholds(thresholds);
        }
        if known != RaschAnchors::new() {
            options = options.anchors(known);
        }
        let columns = match &weights {
            Some(own) => columns.numbers("weight", own.iter().copied().map(Some)),
            None => columns,
        };
        if weights.is_some() {
            options = options.weight("weight");
        }
        let options = options.facets(FACETS);
        Made { columns, options }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_written_is_read_as_the_same_study(made in made(), beside in any::<bool>()) {
        let written = FacetsFilesOptions::new().study(made.options.clone());
        let written = if beside { written.data_file("ratings.txt") } else { written };
        let Ok(files) = FacetsFiles::of(std::slice::from_ref(&made.columns), written) else { return Ok(()) };
        prop_assert_eq!(files.files.len(), 1 + usize::from(beside));
        let again = match read(&files) {
            Ok(again) => again,
            Err(error) => {
                // Facets would free no facet, or several, where a study here frees one that no anchors settle.
                let is_origin = error.problems().iter().all(|problem| problem.message().args().iter().any(|(_, arg)| {
                    matches!(arg, crate::message::Arg::Message(what) if what.id() == "facets_files.origin")
                }));
                prop_assert!(is_origin, "{}\n{}", error.to_json(), files.files[0].text);
                return Ok(());
            }
        };
        let before = found(&made.columns, &made.options);
        let after = found(&again.column_set(), &again.options.0.clone().allow_subsets(true));
        match (before, after) {
            (Ok(before), Ok(after)) => prop_assert_eq!(before, after, "{}", files.files[0].text),
            (before, after) => prop_assert_eq!(
                before.map_err(|error| error.code()).err(),
                after.map_err(|error| error.code()).err(),
            ),
        }
    }

    #[test]
    fn nothing_that_is_read_panics(text in "(Facets|Models|Labels|Data|Rating scale|Positive|Entry|Dvalues|Umean|Delements|R)? ?[=,]?([ =,;*?#0-9A-DGKRSX+.%_-]|\r\n){0,60}") {
        for data in [true, false] {
            if let Err(error) = read_facets(&ReadFacetsOptions::new().specification(&text).data(data)) {
                prop_assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
            }
        }
        let _ = read_facets_scores(&ReadFacetsScoresOptions::new().text(format!("1,x\r\nMeasure,1,x\r\n{text}")));
    }
}

fn small() -> Made {
    let rows = [(0, 0, 2), (0, 1, 1), (1, 0, 0), (1, 1, 1), (2, 0, 2), (2, 1, 0), (3, 0, 1), (3, 1, 2)];
    let text = |facet: usize, own: &[&'static str]| -> Vec<&'static str> {
        rows.iter().map(|row| own[[row.0, row.1][facet]]).collect()
    };
    let units = text(0, &["Ash, north", "Ash; south", "Box", "Elm"]);
    let raters = text(1, &["a=1", "b"]);
    let columns = ColumnSet::new()
        .text("unit", units.into_iter().map(Some))
        .text("rater", raters.into_iter().map(Some))
        .integers("rating", rows.iter().map(|row| Some(row.2)));
    Made { columns, options: RaschOptions::new().facets(["unit", "rater"]) }
}

#[test]
fn labels_with_separators_cross_under_other_names() {
    let made = small();
    let files = FacetsFiles::of(&[made.columns], FacetsFilesOptions::new().study(made.options)).unwrap();
    let changed: Vec<&str> = files
        .losses
        .iter()
        .filter(|own| own.loss == FacetsLossKind::Changed)
        .map(|own| own.what.as_str())
        .collect();
    assert_eq!(changed, ["Ash, north", "Ash; south", "a=1"]);
    let again = read(&files).unwrap();
    assert!(again.columns.unwrap().to_csv().starts_with("unit,rater,rating\r\nAsh_ north,a_1,2\r\n"));
}

#[test]
fn a_calibration_is_read_as_the_anchors_that_it_holds() {
    let made = small();
    let options = made.options.clone().values([0.0, 1.0, 2.0, 3.0]);
    let fit = Rasch::of(&[made.columns], options).unwrap();
    let calibration = fit.calibration(CalibrationOptions::new().units(true)).unwrap();
    let files = calibration.facets_anchors(FacetsAnchorsOptions::new()).unwrap();
    let text = &files.files[0].text;
    let read = read_facets(&ReadFacetsOptions::new().specification(text).data(false)).unwrap();
    assert_eq!(read.columns, None);
    let known = read.options.0.known_anchors().unwrap();
    let measures = |own: &RaschAnchors| -> Vec<u64> {
        own.known_elements().iter().map(|own| own.measure.to_bits()).collect()
    };
    let thresholds = |own: &RaschAnchors| -> Vec<u64> {
        own.known_thresholds().iter().map(|own| own.threshold.to_bits()).collect()
    };
    assert_eq!(measures(known), measures(&calibration.anchors));
    assert_eq!(thresholds(known), thresholds(&calibration.anchors));
    // Nobody gave a 3, which counts as a 2 there; units are where an estimation begins.
    assert!(text.contains("2 = ,") && text.contains(",A,3\r\n"), "{text}");
    assert!(read.losses.iter().any(|own| own.what == "Labels" && own.loss == FacetsLossKind::NoPlace));
}

#[test]
fn score_files_are_read_as_they_were_written() {
    let made = small();
    let fit = Rasch::of(&[made.columns], made.options).unwrap();
    for delimiter in [FacetsDelimiter::Tab, FacetsDelimiter::Comma] {
        let files = fit.facets_scores(FacetsScoresOptions::new().delimiter(delimiter)).unwrap();
        assert_eq!(files.files[1].name, "score.2.txt");
        let text = files.files[0].text.clone();
        let scores = read_facets_scores(&ReadFacetsScoresOptions::new().text(text)).unwrap();
        assert_eq!((scores.facet.as_deref(), scores.losses.len()), (Some("unit"), 0));
        let column = |name: &str| {
            scores
                .columns
                .columns()
                .iter()
                .find(|own| own.name == name)
                .map(|own| own.values.clone())
                .unwrap()
        };
        let wanted = fit.measures.iter().filter(|own| own.facet == "unit");
        assert_eq!(column("measure"), Values::Number(wanted.clone().map(|own| own.measure).collect()));
        let errors = wanted.map(|own| own.standard_error_alone).collect();
        assert_eq!(column("standard_error_alone"), Values::Number(errors));
        let Values::Text { words, .. } = column("element") else { panic!() };
        assert_eq!(words, ["Ash, north", "Ash; south", "Box", "Elm"]);
    }
    let bare = fit.facets_scores(FacetsScoresOptions::new().headings(false)).unwrap();
    assert!(read_facets_scores(&ReadFacetsScoresOptions::new().text(&bare.files[0].text)).is_err());
}
