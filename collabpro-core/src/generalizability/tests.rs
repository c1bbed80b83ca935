use proptest::prelude::*;

use super::*;
use crate::ratings::ColumnSet;
use crate::scoring::Reason;

/// A long table: a score with the labels of its facets.
type Row = (Vec<String>, f64);

fn columns(names: &[&str], rows: &[Row]) -> ColumnSet {
    let set = names.iter().enumerate().fold(ColumnSet::new(), |set, (at, name)| {
        set.text(*name, rows.iter().map(|(labels, _)| Some(labels[at].as_str())))
    });
    set.numbers("rating", rows.iter().map(|(_, score)| Some(*score)))
}

fn study(names: &[&str], rows: &[Row], options: StudyOptions) -> Study {
    let options = options.unit(names[0]);
    Generalizability::of(&[columns(names, rows)], options).unwrap().studies.remove(0)
}

fn row(labels: &[&str], score: f64) -> Row {
    (labels.iter().map(|label| (*label).to_owned()).collect(), score)
}

/// Brennan 2001, synthetic data 4: ten persons, three tasks, each with four raters of its own.
fn tasks(label: impl Fn(usize, usize) -> String) -> Vec<Row> {
    const RATINGS: [&str; 10] = [
        "565553456733",
        "937775557752",
        "343353356516",
        "755331435335",
        "929777372753",
        "343533634512",
        "737775575554",
        "585775543211",
        "998866655811",
        "444335655711",
    ];
    let mut rows = Vec::new();
    for (person, ratings) in RATINGS.iter().enumerate() {
        for (at, rating) in ratings.bytes().enumerate() {
            let labels = vec![format!("p{person}"), format!("t{}", at / 4), label(at / 4, at % 4)];
            rows.push((labels, f64::from(rating - b'0')));
        }
    }
    rows
}

const NESTED: [&str; 3] = ["person", "task", "rater"];

fn raw(study: &Study) -> Vec<(String, f64)> {
    study.components.iter().map(|component| (component.effect.clone(), component.raw)).collect()
}

fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} {expected}");
}

#[test]
fn raters_of_tasks_are_seen_to_be_nested() {
    let own = study(&NESTED, &tasks(|task, rater| format!("{task}-{rater}")), StudyOptions::new());
    assert_eq!(own.design.as_deref(), Some("person x (rater:task)"));
    assert!(own.balanced && own.notes.is_empty());
    let expected = [
        ("person", 0.4731),
        ("task", 0.3252),
        ("person x task", 0.5596),
        ("rater:task", 0.6475),
        ("person x (rater:task)", 2.3802),
    ];
    for ((effect, found), (name, value)) in raw(&own).iter().zip(expected) {
        assert_eq!(effect, name);
        close(*found, value, 5e-5);
    }
    // The same raters' labels under each task: nested only because the design says so, and the note tells.
    let again = tasks(|_, rater| (rater + 1).to_string());
    let said = study(&NESTED, &again, StudyOptions::new().design("person x (rater:task)"));
    assert_eq!(raw(&said), raw(&own));
    assert_eq!(said.notes[0].id(), "generalizability.relabelled");
    let nested = study(&NESTED, &again, StudyOptions::new().nested("rater", ["task"]));
    assert_eq!(raw(&nested), raw(&said));
    // Without a design they are taken for the same four raters, and the note warns.
    let crossed = study(&NESTED, &again, StudyOptions::new());
    assert_eq!(crossed.design.as_deref(), Some("person x task x rater"));
    assert!(crossed.notes.iter().any(|note| note.id() == "generalizability.numbered"));
    // A design that calls crossed what the data show nested.
    let rows = tasks(|task, rater| format!("{task}-{rater}"));
    let contradicted = study(&NESTED, &rows, StudyOptions::new().design("person x task x rater"));
    assert_eq!(raw(&contradicted), raw(&own));
    assert_eq!(contradicted.notes[0].id(), "generalizability.nested");
}

/// Brennan 2001, synthetic data 3: ten persons, four items, two occasions.
fn items() -> Vec<Row> {
    const RATINGS: [[u8; 10]; 8] = [
        [2, 4, 5, 5, 4, 4, 2, 3, 0, 6],
        [6, 5, 5, 9, 3, 4, 6, 4, 5, 8],
        [7, 6, 4, 8, 5, 4, 6, 4, 4, 7],
        [5, 7, 6, 6, 6, 7, 5, 5, 5, 6],
        [2, 6, 5, 5, 4, 6, 2, 6, 5, 6],
        [5, 7, 4, 7, 5, 4, 7, 6, 5, 8],
        [5, 5, 5, 7, 6, 7, 7, 6, 5, 8],
        [5, 7, 5, 6, 4, 8, 5, 4, 3, 6],
    ];
    let mut rows = Vec::new();
    for (at, ratings) in RATINGS.iter().enumerate() {
        for (person, rating) in ratings.iter().enumerate() {
            let labels = vec![format!("p{person}"), format!("i{}", at % 4), format!("o{}", at / 4)];
            rows.push((labels, f64::from(*rating)));
        }
    }
    rows
}

const CROSSED: [&str; 3] = ["person", "item", "occasion"];

fn found(names: &[&str], rows: &[Row], options: StudyOptions) -> Generalizability {
    Generalizability::of(&[columns(names, rows)], options.unit(names[0])).unwrap()
}

fn value(projection: Option<Projection>) -> f64 {
    projection.unwrap().value
}

#[test]
fn crossed_facets_and_fixed_ones() {
    let study = study(&CROSSED, &items(), StudyOptions::new());
    let squares = [62.20, 37.45, 3.20, 56.30, 12.05, 7.50, 25.25];
    let expected = [0.5528, 0.4417, 0.0074, 0.5750, 0.1009, 0.1565, 0.9352];
    for ((component, squares), expected) in study.components.iter().zip(squares).zip(expected) {
        close(component.raw, expected, 5e-5);
        close(component.mean_square.unwrap() * component.df.unwrap() as f64, squares, 1e-12);
    }
    let found = found(&CROSSED, &items(), StudyOptions::new());
    let decided = found.decide(DecisionOptions::new()).unwrap().decisions.remove(0);
    close(value(decided.generalizability), 0.64, 5e-3);
    close(value(decided.dependability), 0.55, 5e-3);
    let fixed = found.decide(DecisionOptions::new().fixed(["item"])).unwrap().decisions.remove(0);
    close(value(fixed.generalizability), 0.81, 5e-3);
    close(value(fixed.dependability), 0.79, 5e-3);
    assert_eq!(fixed.undefined.get("dependabilityAtCut"), Some(Reason::NoCut));
}

/// Brennan 2001, synthetic data 1: ten persons, twelve items, right or wrong.
fn answers() -> Vec<Row> {
    const RATINGS: [&str; 10] = [
        "101000000000",
        "111001000000",
        "111110000000",
        "110110010000",
        "111110100000",
        "111011100000",
        "111111100000",
        "111101111100",
        "111111111110",
        "111111111111",
    ];
    let mut rows = Vec::new();
    for (person, ratings) in RATINGS.iter().enumerate() {
        for (item, rating) in ratings.bytes().enumerate() {
            rows.push((vec![format!("p{person}"), format!("i{item:02}")], f64::from(rating - b'0')));
        }
    }
    rows
}

#[test]
fn more_items_are_worth_more() {
    let found = found(&["person", "item"], &answers(), StudyOptions::new());
    for (component, expected) in found.studies[0].components.iter().zip([0.0574, 0.0754, 0.1269]) {
        close(component.raw, expected, 5e-5);
    }
    let decided = found.decide(DecisionOptions::new().sizes("item", [5, 10, 12, 15, 20])).unwrap();
    let expected = [(0.693, 0.586), (0.819, 0.740), (0.844, 0.773), (0.871, 0.810), (0.901, 0.850)];
    for (decision, (generalizability, dependability)) in decided.decisions.iter().zip(expected) {
        close(value(decision.generalizability), generalizability, 1e-3);
        close(value(decision.dependability), dependability, 1e-3);
        let interval = decision.dependability.unwrap().interval;
        let interval = interval.unwrap();
        assert!(interval.lower < dependability && dependability < interval.upper && interval.lower > 0.0);
    }
}

#[test]
fn a_plan_names_the_cheapest_and_what_stands_in_the_way() {
    let found = found(&CROSSED, &items(), StudyOptions::new());
    let plans = found.plan(PlanOptions::new(0.7)).unwrap();
    let plan = &plans.plans[0];
    // By trying them all: 16 items on one occasion, 7 on two and 5 on three are what could do with no less.
    let value = |items: f64, occasions: f64| {
        let [p, i, o, pi, po, io, pio] =
            [0.5527777777, 0.4416666666, 0.0074074074, 0.575, 0.1009259259, 0.1564814814, 0.9351851851];
        p / (p + (pi + i) / items + (po + o) / occasions + (io + pio) / items / occasions)
    };
    let mut all = Vec::new();
    for items in 1..=20 {
        for occasions in 1..=20 {
            let reaches = |a: i32, b: i32| a > 0 && b > 0 && value(a.into(), b.into()) >= 0.7;
            if reaches(items, occasions) && !reaches(items - 1, occasions) && !reaches(items, occasions - 1) {
                all.push((items * occasions, items, occasions));
            }
        }
    }
    all.sort_unstable();
    let listed: Vec<_> = plan.designs.iter().map(|design| design.cost).collect();
    assert_eq!(listed, all.iter().take(5).map(|(cost, ..)| f64::from(*cost)).collect::<Vec<_>>());
    assert!(plan.designs[0].cheapest && plan.designs[0].coefficient.value >= 0.7);
    assert_eq!(plan.reached, Some(true));
    // An occasion that costs a day makes more items on fewer occasions the cheapest.
    let dear = found.plan(PlanOptions::new(0.7).cost("occasion", 100.0).cost("rating", 1.0)).unwrap();
    assert_eq!(dear.plans[0].designs[0].sizes.get("occasion"), Some(&1.0));
    let out = found.plan(PlanOptions::new(0.9).most("item", 3).most("occasion", 3)).unwrap();
    let plan = &out.plans[0];
    assert_eq!(
        (plan.reached, plan.designs.len(), plan.limit.as_deref()),
        (Some(false), 0, Some("person x item"))
    );
    assert_eq!(plan.message.as_ref().unwrap().id(), "generalizability.out_of_reach");
}

#[test]
fn replicates_are_the_error() {
    // Davies & Goldsmith 1972, a part of the pastes data: two casks of each batch, two assays of each cask.
    let ratings = [[62.8, 62.6, 60.1, 62.3], [60.0, 61.4, 57.5, 56.9], [58.7, 57.5, 63.9, 63.1]];
    let mut rows = Vec::new();
    for (batch, ratings) in ratings.iter().enumerate() {
        for (at, rating) in ratings.iter().enumerate() {
            rows.push((vec![format!("b{batch}"), format!("b{batch}:{}", at / 2)], *rating));
        }
    }
    let study = study(&["batch", "cask"], &rows, StudyOptions::new());
    assert_eq!(study.design.as_deref(), Some("replicate:(cask:batch)"));
    let effects: Vec<_> = study.components.iter().map(|component| component.effect.as_str()).collect();
    assert_eq!(effects, ["batch", "cask:batch", "replicate:(cask:batch)"]);
    assert_eq!(
        study.components.iter().map(|component| component.df).collect::<Vec<_>>(),
        [Some(2), Some(3), Some(6)]
    );
}

#[test]
fn what_cannot_be_told_is_said() {
    let reason = |names: &[&str], rows: &[Row]| study(names, rows, StudyOptions::new()).reason;
    let names = ["unit", "rater"];
    assert_eq!(reason(&names, &[row(&["a", "1"], 1.0), row(&["a", "2"], 2.0)]), Some(Reason::OneUnit));
    assert_eq!(reason(&names, &[row(&["a", "1"], 1.0), row(&["b", "1"], 2.0)]), Some(Reason::OneRater));
    // Each unit its own rater, who cannot be told from it.
    assert_eq!(reason(&names, &[row(&["a", "1"], 1.0), row(&["b", "2"], 2.0)]), Some(Reason::OneRater));
    // Two raters, each with units of their own.
    let apart = [row(&["a", "1"], 1.0), row(&["b", "1"], 2.0), row(&["c", "2"], 1.0), row(&["d", "2"], 3.0)];
    assert_eq!(reason(&names, &apart), Some(Reason::DisconnectedDesign));
    let alike: Vec<Row> =
        ["a", "b"].iter().flat_map(|unit| [row(&[unit, "1"], 3.0), row(&[unit, "2"], 3.0)]).collect();
    assert_eq!(reason(&names, &alike), Some(Reason::NoVariance));
    // Raters differ and units do not, without a remainder: nothing over nothing.
    let rows = [row(&["a", "1"], 1.0), row(&["a", "2"], 2.0), row(&["b", "1"], 1.0), row(&["b", "2"], 2.0)];
    let found = found(&names, &rows, StudyOptions::new());
    let decided = found.decide(DecisionOptions::new()).unwrap().decisions.remove(0);
    assert_eq!(decided.undefined.get("generalizability"), Some(Reason::ZeroBetweenVariance));
    assert_eq!(decided.dependability.map(|found| found.value), Some(0.0));
    let plan = found.plan(PlanOptions::new(0.8)).unwrap().plans.remove(0);
    assert_eq!(plan.message.unwrap().id(), "generalizability.alike");
    // One occasion, and a rater's colour that is the rater again.
    let rows: Vec<Row> = (0..12)
        .map(|at| {
            let rater = (at % 3).to_string();
            row(&[&(at / 3).to_string(), &rater, "May", &format!("colour {rater}")], f64::from(at * at % 7))
        })
        .collect();
    let study = study(&["unit", "rater", "occasion", "colour"], &rows, StudyOptions::new());
    let left: Vec<_> = study
        .left_out
        .iter()
        .map(|left| (left.what.as_str(), left.reason, left.confounded_with.as_deref()))
        .collect();
    let expected = [("occasion", Reason::OneCondition, None), ("colour", Reason::Confounded, Some("rater"))];
    assert_eq!(left, expected);
    assert_eq!(study.design.as_deref(), Some("unit x rater"));
}

#[test]
fn parts_that_share_no_rater_are_told() {
    let rating = |unit: usize, rater: usize| (unit * 5 + rater * 3 + unit * rater) % 7;
    let rows = |linked: bool| -> Vec<Row> {
        let there = |unit: usize, rater: usize| linked || (unit < 3) == (rater < 2);
        let places = (0..6).flat_map(|unit| (0..4).map(move |rater| (unit, rater)));
        let row = |(unit, rater)| (vec![format!("u{unit}"), format!("r{rater}")], rating(unit, rater) as f64);
        places.filter(|(unit, rater)| there(*unit, *rater)).map(row).collect()
    };
    let told = |linked: bool| {
        let notes = study(&["unit", "rater"], &rows(linked), StudyOptions::new()).notes.clone();
        notes.iter().any(|note| note.id() == "generalizability.parts")
    };
    assert_eq!((told(true), told(false)), (false, true));
}

proptest! {
    /// One-facet studies are the two-way analysis of variance: E-rho-squared of one rater is ICC(C,1), Phi is ICC(A,1).
    #[test]
    fn one_facet_is_the_intraclass_correlation(
        units in proptest::collection::vec(0..20_u8, 5),
        raters in proptest::collection::vec(0..20_u8, 4),
        ratings in proptest::collection::vec(0..7_u8, 20),
    ) {
        let rating = |at: usize| f64::from(units[at / 4] + raters[at % 4] + ratings[at]);
        let rows: Vec<Row> =
            (0..20).map(|at| (vec![format!("u{}", at / 4), format!("r{}", at % 4)], rating(at))).collect();
        let found = found(&["unit", "rater"], &rows, StudyOptions::new());
        let components = &found.studies[0].components;
        prop_assume!(components.len() == 3 && components.iter().all(|component| component.raw > 0.0));
        let decided = found.decide(DecisionOptions::new().sizes("rater", [1]).replicates(200)).unwrap().decisions.remove(0);
        let square = |at: usize| components[at].mean_square.unwrap();
        let (units, raters, error) = (square(0), square(1), square(2));
        let consistency = (units - error) / (units + 3.0 * error);
        let agreement = (units - error) / (units + 3.0 * error + 4.0 * (raters - error) / 5.0);
        prop_assert!((value(decided.generalizability) - consistency).abs() < 1e-12);
        prop_assert!((value(decided.dependability) - agreement).abs() < 1e-12);
    }

    /// Neither the order of rows nor the names of conditions move a bit, whether or not scores are missing.
    #[test]
    fn rows_and_names_do_not_matter(
        ratings in proptest::collection::vec(0..5_u8, 24),
        order in Just((0..24_usize).collect::<Vec<_>>()).prop_shuffle(),
        missing in proptest::collection::vec(proptest::bool::weighted(0.2), 24),
        incomplete in proptest::bool::ANY,
    ) {
        let label = |at: usize| vec![format!("u{}", at / 6), format!("r{}", at / 2 % 3), format!("c{}", at % 2)];
        let there = |at: &usize| !(incomplete && missing[*at]);
        let rows: Vec<Row> = (0..24).filter(there).map(|at| (label(at), f64::from(ratings[at]))).collect();
        let shuffled: Vec<Row> = order.into_iter().filter(there).map(|at| (label(at), f64::from(ratings[at]))).collect();
        let names = ["unit", "rater", "criterion"];
        prop_assume!(!rows.is_empty());
        let first = found(&names, &rows, StudyOptions::new());
        prop_assert_eq!(first.to_json(), found(&names, &shuffled, StudyOptions::new()).to_json());
        if first.studies[0].balanced {
            let renamed: Vec<Row> = rows.iter()
                .map(|(labels, score)| (labels.iter().map(|label| format!("{}{label}", 9 - label.as_bytes()[1] % 8)).collect(), *score))
                .collect();
            prop_assert_eq!(first.to_json(), found(&names, &renamed, StudyOptions::new()).to_json());
        }
    }

    /// Whatever numbers and labels come, there is an answer.
    #[test]
    fn anything_is_answered(
        rows in proptest::collection::vec(("[ab]", "[12]{1,2}", "[xy]?", proptest::num::f64::NORMAL | proptest::num::f64::ZERO), 1..24),
        design in "[urc x():]{0,12}",
        target in 0.01..0.99_f64,
    ) {
        let column = |at: usize| rows.iter().map(move |row| Some([&row.0, &row.1, &row.2][at].as_str())).collect::<Vec<_>>();
        let columns = ColumnSet::new()
            .text("u", column(0))
            .text("r", column(1))
            .text("c", column(2))
            .numbers("rating", rows.iter().map(|row| Some(row.3)));
        for options in [StudyOptions::new().unit("u").facets(["r"]), StudyOptions::new().unit("u").design(design)] {
            let Ok(found) = Generalizability::of(std::slice::from_ref(&columns), options) else { continue };
            let decided = found.decide(DecisionOptions::new().replicates(200).cut(3.0)).unwrap();
            let planned = found.plan(PlanOptions::new(target).replicates(200)).unwrap();
            for part in decided.decisions.iter().flat_map(|row| [row.generalizability, row.dependability, row.dependability_at_cut]) {
                prop_assert!(part.is_none_or(|part| (0.0..=1.0).contains(&part.value)), "{part:?}");
            }
            prop_assert_eq!(planned.plans.len(), 1);
        }
    }
}
