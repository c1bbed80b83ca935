use proptest::prelude::*;

use super::build::{build, pack_people};
use super::sort::{Bits, in_buckets};
use super::*;
use crate::base::error::ErrorCode;
use crate::ratings::Columns;

const UNITS: [&str; 3] = ["b", "a", "c"];
const OCCASIONS: [&str; 2] = ["2025", "2024"];
const RATERS: [&str; 5] = ["r9", "r1", "r5", "r3", "r2"];
const ROLES: [&str; 2] = ["teacher", ""];

fn head() -> Head {
    let categories: Vec<_> = (1..=4)
        .map(|id| serde_json::json!({"id": id.to_string(), "label": {"en": format!("x{id}")}}))
        .collect();
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
    for (unit, occasion, rater, role, criterion, rating) in rows {
        columns.unit.push(code(&UNITS, *unit, turn) as u32);
        columns.occasion.push(code(&OCCASIONS, *occasion, turn) as u16);
        columns.rater.push(code(&RATERS, *rater, turn) as u32);
        columns.role.push(code(&ROLES, *role, turn) as u8);
        columns.criterion.push(*criterion);
        columns.rating.push(*rating);
    }
    let sources =
        [turned(&UNITS, turn), turned(&OCCASIONS, turn), turned(&RATERS, turn), turned(&ROLES, turn)];
    build(head(), &sources, &columns, grain, &mut ()).unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let rating = prop_oneof![0..4_u8, 253..=255_u8];
    let row = (0..3_usize, 0..2_usize, 0..5_usize, 0..2_usize, 0..3_u16, rating);
    prop::collection::vec(row, 0..60).prop_map(|mut rows| {
        // One rating for each unit, occasion, rater and criterion, as ratings guarantee.
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
        columns.rating.reverse();
        let again = pack_people(&columns, ranks.each_ref().map(Vec::as_slice), 3, &mut ()).unwrap();
        prop_assert_eq!(&again, counts);
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

/// A number that looks like chance.
fn chance(at: usize) -> u64 {
    let bits = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (bits ^ bits >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 20
}

#[test]
fn rows_come_out_of_the_buckets_in_the_order_of_their_keys_and_then_as_they_came() {
    // Enough rows for several stretches, threads, buckets and questions; in the last case nearly all are in one bucket.
    for (rows, spread) in [(0, 44), (1, 44), (9_000, 44), (300_000, 44), (300_000, 30)] {
        let key = |row: usize| chance(row) & ((1 << if row.is_multiple_of(50) { 44 } else { spread }) - 1);
        let keys = |rows: std::ops::Range<usize>, keys: &mut Vec<u64>| {
            keys.clear();
            keys.extend(rows.map(key));
        };
        let bits = Bits { ignored: 20, together: 28, all: 44 };
        let mut parts: Vec<u64> = Vec::new();
        let add = |part: &mut Vec<u64>, keys: &[u64]| part.extend(keys);
        let mut take = |part: Vec<u64>| parts.extend(part);
        in_buckets(rows, &keys, bits, &add, &mut (), &mut take).unwrap();
        let mut expected: Vec<u64> = (0..rows).map(key).collect();
        expected.sort_by_key(|key| key >> bits.ignored);
        assert!(parts == expected, "{rows} rows");
    }
}

#[test]
fn many_mixed_rows_come_out_in_the_order_of_their_labels() {
    let names = |count: usize| -> Vec<String> { (0..count).map(|at| format!("{:x}", chance(at))).collect() };
    let (units, raters) = (names(300), names(60_000));
    let mut rows: Vec<usize> = (0..180_000).collect();
    rows.sort_by_key(|row| chance(*row));
    let mut columns = Columns::default();
    let mut expected = Vec::new();
    for row in rows {
        let (unit, rater, criterion, rating) = (row / 3 % 300, row / 3, (row % 3) as u16, (row % 4) as u8);
        let respondent = Respondent { unit: unit as u32, occasion: 0, rater: rater as u32, role: 0 };
        columns.push(respondent, criterion, rating);
        expected.push((units[unit].as_str(), raters[rater].as_str(), criterion, rating));
    }
    expected.sort_unstable();
    let labels = [&units, &raters].map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
    let sources = [labels[0].clone(), vec!["2025"], labels[1].clone(), vec![""]];
    let tally = build(head(), &sources, &columns, Grain::Raters, &mut ()).unwrap();
    let Counts::Raters(counts) = tally.counts() else { unreachable!() };
    let names = tally.names();
    let counted = counts.respondents.iter().enumerate().flat_map(|(at, respondent)| {
        let unit = &*names.units[respondent.unit as usize];
        let rater = &*names.raters[respondent.rater as usize];
        let own = counts.starts[at]..counts.starts[at + 1];
        own.map(move |cell| (unit, rater, counts.criteria[cell], counts.ratings[cell]))
    });
    assert!(counted.eq(expected));
}

#[test]
fn labels_that_begin_alike_are_in_byte_order() {
    let labels = ["same beginning, then b", "same beginning, then", "same beginning, then a", "same"];
    let mut columns = Columns::default();
    (0..4).for_each(|unit| columns.push(Respondent { unit, occasion: 0, rater: 0, role: 0 }, 0, 1));
    let sources = [labels.to_vec(), vec![""], vec!["r"], vec![""]];
    let tally = build(head(), &sources, &columns, Grain::Raters, &mut ()).unwrap();
    assert!(tally.units().is_sorted());
    assert_eq!(tally.units().count(), 4);
}

#[test]
fn the_same_rating_twice_cannot_be_merged() {
    let tally = count(&[(0, 0, 0, 0, 1, 2)], 0, Grain::Raters);
    assert_eq!(tally.merge(&tally).unwrap_err().code(), ErrorCode::DuplicateRating);
    let other_role = count(&[(0, 0, 0, 1, 1, 2)], 0, Grain::Raters);
    assert_eq!(tally.merge(&other_role).unwrap_err().code(), ErrorCode::DuplicateRating);
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
        assert_eq!(count(&rows, 0, grain).select(&wrong).unwrap_err().code(), ErrorCode::NotInData);
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
    assert_eq!(grouped.group_by(&units, GroupBy::Parent).unwrap_err().code(), ErrorCode::NotInData);
}

#[test]
fn a_label_that_is_there_twice_is_not_canonical() {
    let tally = count(&[(0, 0, 0, 0, 0, 1), (1, 0, 0, 0, 0, 1)], 0, Grain::Raters);
    let mut bytes = tally.encode();
    let b = bytes.windows(4).position(|part| part == b"\x01a\x01b").unwrap() + 3;
    bytes[b] = b'a';
    assert_eq!(Tally::decode(&bytes, tally.rubric()).unwrap_err().code(), ErrorCode::InvalidTally);
}

#[test]
fn a_rater_with_two_ratings_of_a_criterion_is_no_tally() {
    let tally = count(&[(0, 0, 0, 0, 1, 2), (0, 0, 0, 0, 2, 2)], 0, Grain::Raters);
    let mut bytes = tally.encode();
    let second = bytes.len() - 2;
    assert_eq!(bytes[second], 2);
    bytes[second] = 1;
    let error = Tally::decode(&bytes, tally.rubric()).unwrap_err();
    assert_eq!((error.code(), error.path().is_empty()), (ErrorCode::InvalidTally, false));
}
