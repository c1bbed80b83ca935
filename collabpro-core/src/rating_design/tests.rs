use proptest::prelude::*;

use super::*;
use crate::rating_table::RatingTableOptions;
use crate::rubric::Rubric;
use crate::stats::random::Random;
use crate::units::Units;

const GAP: u8 = u8::MAX;

fn matrix(rows: &[&[u8]]) -> RatingTable {
    RatingTable::from_u8(rows.concat(), rows[0].len(), RatingTableOptions::new()).unwrap()
}

fn ratings(rows: &str) -> Ratings {
    let csv = format!("unit,occasion,rater,role,criterion,level\n{rows}");
    Ratings::from_csv(csv.as_bytes(), &Rubric::bundled()).unwrap()
}

fn said(group: &DesignStratum) -> Vec<&str> {
    group.possible.iter().map(Message::id).collect()
}

#[test]
fn ratings_link_raters_and_units() {
    // r1 and r2 share two units, r3 and r4 one; the fifth unit and the fifth rater have nothing.
    let design = matrix(&[
        &[1, 2, GAP, GAP, GAP],
        &[1, 1, GAP, GAP, GAP],
        &[GAP, GAP, 3, 2, GAP],
        &[GAP, GAP, 1, GAP, GAP],
        &[GAP, GAP, GAP, GAP, GAP],
    ])
    .rating_design(())
    .unwrap();
    let group = &design.groups[0];
    assert_eq!((group.units, group.empty_units, group.raters, group.empty_raters), (4, 1, 4, 1));
    assert_eq!((group.nesting, group.one_unit, group.several_units), (Some(Nesting::Mixed), 1, 3));
    assert_eq!((group.pairable, group.pairs), (3, Some(2)));
    let shared = vec![SharedUnits { units: 1, pairs: 1 }, SharedUnits { units: 2, pairs: 1 }];
    assert_eq!(group.shared, Some(shared));
    let component = |component, ratings| LinkedComponent { component, units: 2, raters: 2, ratings };
    assert_eq!(group.components, [component(1, 4), component(2, 3)]);
    let parts: Vec<_> = group.rated.iter().map(|unit| unit.component).collect();
    assert_eq!(parts, [Some(1), Some(1), Some(2), Some(2), None]);
    // Only the first rater gave the same rating twice.
    assert_eq!(group.constant_raters, 1);
    assert_eq!((group.panels.least, group.panels.median, group.panels.most), (Some(1), Some(2.0), Some(2)));
    let wanted = ["design.pairs", "design.mixed", "design.disconnected", "design.link", "design.unequal"];
    assert_eq!(said(group), wanted);
}

#[test]
fn anonymous_raters_are_nested() {
    let rows = "Oak,1,r1,teacher,1a,1\nOak,1,r2,teacher,1a,2\nElm,1,r1,teacher,1a,3\nElm,1,r2,leader,1a,\n";
    let read = ratings(rows);
    let design = read.rating_design(()).unwrap();
    let group = &design.groups[0];
    assert_eq!((design.linked, group.raters, group.empty_raters), (false, 3, 1));
    assert_eq!((group.nesting, group.components.len()), (Some(Nesting::Nested), 2));
    assert_eq!(
        said(group),
        ["design.pairs", "design.nested_by_ids", "design.disconnected", "design.unequal", "design.unused"]
    );
    // Everyone, leaders, teachers.
    let roles: Vec<_> = design.groups.iter().map(|group| group.role.as_deref()).collect();
    assert_eq!(roles, [None, Some("leader"), Some("teacher")]);
    assert_eq!(said(&design.groups[1]), ["design.no_ratings"]);
    let leader = design.map.iter().find(|cell| cell.role.as_deref() == Some("leader")).unwrap();
    assert_eq!((leader.given, leader.no_answer, leader.not_asked), (0, 1, 0));
}

#[test]
fn criteria_that_were_not_asked_and_people_who_did_not_answer() {
    let units = r#"{"schemaVersion": 2, "kind": "collabpro.units", "units": [
        {"id": "Oak", "sizes": [{"people": 4}]}, {"id": "Elm", "sizes": [{"people": 5}]}, {"id": "Ash"}]}"#;
    let rows = "unit,rater,criterion,level\nOak,r1,1a,1\nOak,r1,1b,2\nOak,r2,1a,2\nAsh,r1,1a,3\n";
    let read = Ratings::from_csv(rows.as_bytes(), &Rubric::bundled()).unwrap();
    let design =
        read.tally(Grain::Raters).unwrap().rating_design(&Units::from_json(units).unwrap(), ()).unwrap();
    let second = design.map.iter().find(|cell| cell.unit == "Oak" && cell.criterion.as_deref() == Some("1b"));
    assert_eq!(second.map(|cell| (cell.given, cell.not_asked)), Some((1, 1)));
    let rates: Vec<_> = design.response.iter().map(|row| (&*row.unit, row.raters, row.rate)).collect();
    assert_eq!(rates, [("Elm", 0, Some(0.0)), ("Oak", 2, Some(0.5))]);
}

#[test]
fn a_hundred_thousand_raters_of_one_unit_are_not_paired_one_by_one() {
    let count = 100_000;
    let ratings = RatingTable::from_ratings(
        vec![0; count],
        (0..count as u32).collect(),
        (0..count).map(|at| (at % 4) as u8).collect(),
        RatingTableOptions::new(),
    );
    let design = ratings.unwrap().rating_design(()).unwrap();
    let group = &design.groups[0];
    assert_eq!((group.raters, group.pairs, group.nesting), (100_000, None, Some(Nesting::Nested)));
    assert_eq!(group.undefined.get("pairs"), Some(crate::scoring::Reason::TooManyPairs));
    assert_eq!(design.table(RatingDesignTable::Raters).rows(), count);
}

#[test]
fn two_roles_of_one_person_are_one_rater() {
    let rows = "Oak,1,r1,teacher,1b,1\nOak,1,r1,leader,1a,2\nOak,1,r2,teacher,1a,2\n";
    let design = ratings(rows).rating_design(()).unwrap();
    assert_eq!((design.groups[0].raters, design.groups[0].pairs), (2, Some(1)));
    assert!(
        design.to_json().contains(r#""kind":"collabpro.rating_design""#) && !design.to_json().contains("r1")
    );
}

/// Components by walking from place to place over shared raters, again and again.
fn walked(rows: &[Vec<bool>]) -> usize {
    let mut part: Vec<usize> = (0..rows.len()).collect();
    for _ in 0..rows.len() {
        for a in 0..rows.len() {
            for b in 0..rows.len() {
                if rows[a].iter().zip(&rows[b]).any(|(x, y)| *x && *y) {
                    let least = part[a].min(part[b]);
                    (part[a], part[b]) = (least, least);
                }
            }
        }
    }
    (0..rows.len()).filter(|at| part[*at] == *at && rows[*at].contains(&true)).count()
}

proptest! {
    #[test]
    fn components_are_those_that_a_walk_finds(
        rows in proptest::collection::vec(proptest::collection::vec(proptest::bool::weighted(0.25), 5), 1..7),
        seed in any::<u64>(),
    ) {
        let bytes = |rows: &[Vec<bool>]| rows.iter().flatten().map(|there| if *there { 1 } else { GAP }).collect();
        let read = |rows: &[Vec<bool>]| RatingTable::from_u8(bytes(rows), 5, RatingTableOptions::new());
        // A table without any rating is refused or empty; either way there is nothing to link.
        if let Ok(table) = read(&rows) {
            let design = table.rating_design(())?;
            prop_assert_eq!(design.groups[0].components.len(), walked(&rows));
            prop_assert_eq!(design.groups[0].criteria[0].components as usize, walked(&rows));
            let mut shuffled = rows.clone();
            Random::new(seed, 0).shuffle(&mut shuffled);
            let other = read(&shuffled)?.rating_design(())?;
            let (one, two) = (&design.groups[0], &other.groups[0]);
            prop_assert_eq!((&one.panels, &one.shared, one.nesting), (&two.panels, &two.shared, two.nesting));
            prop_assert_eq!(one.components.len(), two.components.len());
        }
    }
}
