use proptest::prelude::*;

use super::build::{build, pack_people};
use super::*;
use crate::ratings::Columns;

const UNITS: [&str; 3] = ["b", "a", "c"];
const OCCASIONS: [&str; 2] = ["2025", "2024"];
const RATERS: [&str; 5] = ["r9", "r1", "r5", "r3", "r2"];
const ROLES: [&str; 2] = ["teacher", ""];

fn head() -> Head {
    let categories: Vec<_> =
        (1..=4).map(|id| serde_json::json!({"id": id.to_string(), "label": {"en": "x"}})).collect();
    let criterion =
        |id: &str| serde_json::json!({"id": id, "construct": "other:x", "scale": "s", "name": {"en": id}});
    let rubric = serde_json::json!({
        "schemaVersion": 1, "kind": "collabpro.rubric", "id": "t", "version": "1", "title": {"en": "T"},
        "scales": [{"id": "s", "cut": "3", "categories": categories}],
        "criteria": (["p", "q", "r"].map(criterion))
    });
    let rubric = Rubric::from_json(&rubric.to_string()).unwrap();
    Head { rubric, kind: RatingKind::Individual, link: RaterLink::Persistent }
}

type Row = (usize, usize, usize, usize, u16, u8);

/// Counts rows whose labels arrive in the order of `turn`.
fn count(rows: &[Row], turn: usize, grain: Grain) -> Tally {
    fn turned<'a>(labels: &[&'a str], turn: usize) -> Vec<&'a str> {
        let mut labels = labels.to_vec();
        let by = turn % labels.len();
        labels.rotate_left(by);
        labels
    }
    let code =
        |labels: &[&str], at: usize, turn: usize| (at + labels.len() - turn % labels.len()) % labels.len();
    let mut columns = Columns::default();
    for (unit, occasion, rater, role, criterion, mark) in rows {
        columns.unit.push(code(&UNITS, *unit, turn) as u32);
        columns.occasion.push(code(&OCCASIONS, *occasion, turn) as u16);
        columns.rater.push(code(&RATERS, *rater, turn) as u32);
        columns.role.push(code(&ROLES, *role, turn) as u8);
        columns.criterion.push(*criterion);
        columns.mark.push(*mark);
    }
    let sources =
        [turned(&UNITS, turn), turned(&OCCASIONS, turn), turned(&RATERS, turn), turned(&ROLES, turn)];
    build(head(), &sources, &columns, grain).unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let mark = prop_oneof![0..4_u8, 253..=255_u8];
    let row = (0..3_usize, 0..2_usize, 0..5_usize, 0..2_usize, 0..3_u16, mark);
    prop::collection::vec(row, 0..60).prop_map(|mut rows| {
        // One mark for each unit, occasion, rater and criterion, as ratings guarantee.
        let mut seen = std::collections::BTreeSet::new();
        rows.retain(|row| seen.insert((row.0, row.1, row.2, row.4)));
        rows
    })
}

proptest! {
    #[test]
    fn any_order_split_and_arrival_of_labels_gives_the_same_bytes(
        rows in rows(), cut in 0..60_usize, turn in 0..5_usize, seed in any::<u64>(),
    ) {
        for grain in [Grain::Units, Grain::Raters] {
            let whole = count(&rows, 0, grain);
            let mut other = rows.clone();
            let shift = (seed % 7) as usize;
            other.reverse();
            if !other.is_empty() {
                let by = shift % other.len();
                other.rotate_left(by);
            }
            let (left, right) = other.split_at(cut.min(other.len()));
            let (left, right) = (count(left, turn, grain), count(right, shift, grain));
            let merged = left.merge(&right).unwrap();
            prop_assert_eq!(merged.encode(), whole.encode());
            prop_assert_eq!(right.merge(&left).unwrap().encode(), whole.encode());
            prop_assert_eq!(Tally::decode(&whole.encode(), whole.rubric()).unwrap(), whole);
        }
    }

    #[test]
    fn leaving_out_the_raters_commutes_with_counting(rows in rows()) {
        prop_assert_eq!(count(&rows, 0, Grain::Raters).to_units().encode(), count(&rows, 1, Grain::Units).encode());
    }

    #[test]
    fn rows_too_wide_for_one_integer_are_counted_alike(rows in rows()) {
        let tally = count(&rows, 0, Grain::Raters);
        let Counts::Raters(counts) = tally.counts() else { unreachable!() };
        let ranks = [&UNITS[..], &OCCASIONS, &RATERS, &ROLES].map(|labels| (0..labels.len() as u32).collect());
        let mut columns = Columns::default();
        counts.columns(&mut columns, &ranks, None);
        columns.unit.reverse();
        columns.occasion.reverse();
        columns.rater.reverse();
        columns.role.reverse();
        columns.criterion.reverse();
        columns.mark.reverse();
        prop_assert_eq!(&pack_people(&columns, ranks.each_ref().map(Vec::as_slice), 3), counts);
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), rows in rows()) {
        let rubric = head().rubric;
        let _ = Tally::decode(&bytes, &rubric);
        let mut broken = count(&rows, 0, Grain::Raters).encode();
        for (at, byte) in bytes.iter().enumerate() {
            let place = (at * 131 + usize::from(*byte)) % broken.len();
            broken[place] ^= byte;
            let _ = Tally::decode(&broken, &rubric);
        }
    }
}

#[test]
fn the_same_mark_twice_cannot_be_merged() {
    let tally = count(&[(0, 0, 0, 0, 1, 2)], 0, Grain::Raters);
    assert_eq!(tally.merge(&tally).unwrap_err().code(), "duplicate_rating");
    let other_role = count(&[(0, 0, 0, 1, 1, 2)], 0, Grain::Raters);
    assert_eq!(tally.merge(&other_role).unwrap_err().code(), "duplicate_rating");
}

#[test]
fn what_is_selected_is_as_if_the_rest_had_never_come() {
    let rows = [(0, 0, 0, 0, 0, 1), (1, 0, 1, 0, 0, 2), (1, 1, 1, 1, 2, 3)];
    for grain in [Grain::Units, Grain::Raters] {
        let selection =
            Selection { units: vec!["a".into()], criteria: vec!["p".into()], ..Selection::default() };
        let selected = count(&rows, 0, grain).select(&selection).unwrap();
        assert_eq!(selected.encode(), count(&rows[1..2], 0, grain).encode());
        let wrong = Selection { units: vec!["z".into()], ..Selection::default() };
        assert_eq!(count(&rows, 0, grain).select(&wrong).unwrap_err().code(), "not_in_data");
    }
}

#[test]
fn raters_of_two_units_stay_two_people_in_their_group() {
    let unit = |id: &str| {
        let kind = Some(crate::framework::UnitKind::School);
        (id.to_owned(), crate::units::Unit { id: id.to_owned(), kind, ..Default::default() })
    };
    let units = crate::units::Units {
        units: crate::base::by_name::ByName::of(vec![unit("a"), unit("b")]),
        ..Default::default()
    };
    let rows = [(0, 0, 0, 0, 0, 1), (1, 0, 0, 0, 0, 2)];
    let grouped = count(&rows, 0, Grain::Raters).group_by(&units, GroupBy::Kind).unwrap();
    assert_eq!(grouped.units().collect::<Vec<_>>(), ["school"]);
    assert_eq!(grouped.len(), 2);
    assert_eq!(grouped.names().raters.len(), 2);
    let counted = count(&rows, 0, Grain::Units).group_by(&units, GroupBy::Kind).unwrap();
    assert_eq!(grouped.to_units().encode(), counted.encode());
    assert_eq!(grouped.group_by(&units, GroupBy::Parent).unwrap_err().code(), "not_in_data");
}

#[test]
fn a_label_that_is_there_twice_is_not_canonical() {
    let tally = count(&[(0, 0, 0, 0, 0, 1), (1, 0, 0, 0, 0, 1)], 0, Grain::Raters);
    let mut bytes = tally.encode();
    let b = bytes.windows(4).position(|part| part == b"\x01a\x01b").unwrap() + 3;
    bytes[b] = b'a';
    assert_eq!(Tally::decode(&bytes, tally.rubric()).unwrap_err().code(), "invalid_tally");
}
