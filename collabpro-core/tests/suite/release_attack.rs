//! An attacker who holds everything that was ever shown, and knows who answered which line at which time.
//!
//! Each shown share is one equation about single ratings. The attacker looks for a combination of equations in which only
//! the ratings of fewer people than the minimum are left. The equations are rebuilt here from the ratings and from the
//! released JSON, with arithmetic of their own; nothing of the library's audit is used. Where the policy is bypassed the
//! attacker must succeed: otherwise these tests could not fail.

#![allow(clippy::expect_used)] // helpers stand outside the test functions

use std::collections::{BTreeMap, BTreeSet};

use collabpro_core::ratings::Reader;
use collabpro_core::release::{ReleaseRecord, Total};
use collabpro_core::tally::{Grain, GroupBy};
use collabpro_core::{Observed, Policy, Released};
use collabpro_core::{Rubric, Tally, Units};
use proptest::prelude::*;
use serde_json::Value;

/// Lines with those who may answer: two constructs of teachers and students, one of teachers and leaders.
const CRITERIA: [(&str, &str, &[&str]); 9] = [
    ("7a", "tenet:joint_work", &["teacher"]),
    ("7b", "tenet:joint_work", &["teacher", "student"]),
    ("7c", "tenet:joint_work", &["teacher"]),
    ("9a", "tenet:collaborating_with_students", &["teacher", "student"]),
    ("9b", "tenet:collaborating_with_students", &["teacher", "student"]),
    ("9c", "tenet:collaborating_with_students", &["teacher", "student"]),
    ("10a", "tenet:big_picture_thinking", &["teacher", "leader"]),
    ("10b", "tenet:big_picture_thinking", &["teacher", "leader"]),
    ("10c", "tenet:big_picture_thinking", &["teacher", "leader"]),
];

/// One rating, and in which of two collections of answers it stands.
#[derive(Clone, Debug)]
struct Rating {
    unit: usize,
    role: &'static str,
    person: String,
    criterion: usize,
    level: u32,
    stands: [bool; 2],
}

#[derive(Clone, Debug)]
struct District {
    schools: usize,
    open: Option<usize>,
    ratings: Vec<Rating>,
}

/// Marsaglia's xorshift: enough for test data.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }
}

fn district(schools: &[[u32; 3]], open: Option<usize>, seed: u64) -> District {
    let mut draw = Draw(seed | 1);
    let mut ratings = Vec::new();
    for (unit, sizes) in schools.iter().enumerate() {
        for (role, size) in ["teacher", "leader", "student"].into_iter().zip(sizes) {
            for person in 0..*size {
                // Most stay; some come late, some leave, some add or take back a line.
                let stands = [[true, true], [false, true], [true, false]];
                let whole = stands[[0, 0, 0, 0, 0, 0, 0, 0, 1, 2][draw.below(10) as usize]];
                for (criterion, (_, _, roles)) in CRITERIA.iter().enumerate() {
                    let level = 1 + draw.below(4) as u32;
                    let stands = match draw.below(40) {
                        0 => [false, false],
                        1 => [false, whole[1]],
                        _ => whole,
                    };
                    if roles.contains(&role) && stands != [false, false] {
                        let person = format!("{role}-{person}");
                        ratings.push(Rating { unit, role, person, criterion, level, stands });
                    }
                }
            }
        }
    }
    // A file without a row is another story.
    if let Some(first) = ratings.first_mut() {
        first.stands = [true, true];
    }
    District { schools: schools.len(), open: open.filter(|unit| *unit < schools.len()), ratings }
}

fn name(unit: usize) -> String {
    format!("school-{unit}")
}

impl District {
    fn units(&self) -> Units {
        let unit = |at: usize| {
            let open = r#", "openTeam": { "date": "2025-09-01", "recordedBy": "test" }"#;
            let open = if self.open == Some(at) { open } else { "" };
            format!(r#"{{ "id": "{}", "parents": [{{ "unit": "valley" }}]{open} }}"#, name(at))
        };
        let valley = "{ \"id\": \"valley\", \"kind\": \"system\" }".to_owned();
        let units: Vec<String> = (0..self.schools).map(unit).chain([valley]).collect();
        let head = r#""schemaVersion": 2, "kind": "collabpro.units""#;
        Units::from_json(&format!("{{ {head}, \"units\": [{}] }}", units.join(", "))).expect("units")
    }

    fn tally(&self, time: usize) -> Tally {
        let mut text = String::from("unit,rater,role,criterion,level\n");
        for rating in self.ratings.iter().filter(|rating| rating.stands[time]) {
            let (unit, criterion) = (name(rating.unit), CRITERIA[rating.criterion].0);
            text += &format!("{unit},{},{},{criterion},{}\n", rating.person, rating.role, rating.level);
        }
        let ratings = Reader::new(&Rubric::bundled()).units(self.units()).read(text.as_bytes());
        ratings.expect("ratings").tally(Grain::Raters).expect("counts")
    }
}

fn release(tally: &Tally, units: &Units, policy: Policy, before: &[ReleaseRecord]) -> Released {
    let policy = before
        .iter()
        .fold(policy.salt("kept apart from the ratings"), |policy, record| policy.previous(record.clone()));
    tally.score(units, Observed::new()).expect("scores").release(&policy).expect("release")
}

/// What was released, and at which time.
type Shown = (Value, usize);

/// Schools, schools again with late answers, and the system.
fn releases(district: &District, policy: &Policy, remembers: bool) -> Vec<Shown> {
    let units = district.units();
    let mut before = Vec::new();
    let mut shown = Vec::new();
    for (time, grouped) in [(0, false), (1, false), (1, true), (0, true)] {
        let tally = district.tally(time);
        let tally = if grouped { tally.group_by(&units, GroupBy::Parent).expect("parents") } else { tally };
        let known = if remembers { before.as_slice() } else { &[] };
        let released = release(&tally, &units, policy.clone(), known);
        before.push(released.record().expect("a record").clone());
        shown.push((serde_json::from_str(&released.to_json()).expect("JSON"), time));
    }
    shown
}

const PRIME: u64 = 998_244_353;

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

/// Independent rows from which all others can be made.
fn basis(mut rows: Vec<Vec<u64>>) -> Vec<Vec<u64>> {
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(found) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, found);
        let inverse = power(rows[rank][column], PRIME - 2);
        let (above, below) = rows.split_at_mut(rank + 1);
        for row in below.iter_mut().filter(|row| row[column] != 0) {
            let factor = PRIME - row[column] * inverse % PRIME;
            for (value, pivot) in row.iter_mut().zip(&above[rank]).skip(column) {
                *value = (*value + factor * pivot) % PRIME;
            }
        }
        rank += 1;
    }
    rows.truncate(rank);
    rows
}

type Person<'a> = (usize, &'a str);

/// The equations about one construct: for each shown cell and each single rating its weight.
fn equations<'a>(
    district: &'a District,
    shown: &[Shown],
    construct: &str,
) -> Vec<BTreeMap<(usize, Person<'a>), u64>> {
    let mut equations = Vec::new();
    for (released, time) in shown {
        let lists = [&released["constructs"], &released["criteria"]];
        for cell in lists.into_iter().flat_map(|list| list.as_array().expect("a list")) {
            let numbers = cell["shares"].as_array().is_some_and(|shares| !shares.is_empty());
            let told = cell["withheld"].is_null() && (numbers || !cell["distribution"].is_null());
            if !told || cell["construct"] != construct {
                continue;
            }
            let criteria: Vec<usize> = (0..CRITERIA.len())
                .filter(|criterion| CRITERIA[*criterion].1 == construct)
                .filter(|criterion| {
                    cell["criterion"].is_null() || cell["criterion"] == CRITERIA[*criterion].0
                })
                .collect();
            let mut equation = BTreeMap::new();
            for criterion in criteria {
                let inside = |rating: &&Rating| {
                    rating.criterion == criterion
                        && rating.stands[*time]
                        && (cell["unit"] == "valley" || cell["unit"] == name(rating.unit))
                        && (cell["role"].is_null() || cell["role"] == rating.role)
                };
                let inside: Vec<&Rating> = district.ratings.iter().filter(inside).collect();
                let weight = power(inside.len() as u64, PRIME - 2);
                // Ratings of the open team are known to everyone.
                for rating in inside.into_iter().filter(|rating| district.open != Some(rating.unit)) {
                    equation.insert((criterion, (rating.unit, rating.person.as_str())), weight);
                }
            }
            equations.push(equation);
        }
    }
    equations
}

/// Sets of people that the attacker tries, for each construct.
const TRIES: usize = 1_500;

/// Fewer people than may be shown, whose ratings alone a combination of the equations leaves.
fn attack(district: &District, shown: &[Shown]) -> Option<String> {
    for construct in CRITERIA.map(|(_, construct, _)| construct).into_iter().collect::<BTreeSet<_>>() {
        let equations = equations(district, shown, construct);
        // People who stand in the same equations with the same weights cannot be told apart.
        let mut patterns: BTreeMap<Person<'_>, BTreeMap<usize, Vec<u64>>> = BTreeMap::new();
        for (at, equation) in equations.iter().enumerate() {
            for ((criterion, person), weight) in equation {
                let column = patterns.entry(*person).or_default().entry(*criterion);
                column.or_insert_with(|| vec![0; equations.len()])[at] = *weight;
            }
        }
        let mut classes: BTreeMap<BTreeMap<usize, Vec<u64>>, Vec<Person<'_>>> = BTreeMap::new();
        for (person, pattern) in patterns {
            classes.entry(pattern).or_default().push(person);
        }
        let classes: Vec<(Vec<Vec<u64>>, Vec<Person<'_>>)> =
            classes.into_iter().map(|(pattern, people)| (pattern.into_values().collect(), people)).collect();
        // Each column with its class.
        let columns = classes.iter().enumerate().flat_map(|(class, (columns, _))| {
            columns.iter().map(move |column| (class, column)).collect::<Vec<_>>()
        });
        let columns: Vec<(usize, &Vec<u64>)> = columns.collect();
        let whole = |row: usize| columns.iter().map(|(_, column)| column[row]).collect::<Vec<u64>>();
        let known = basis((0..equations.len()).map(whole).collect());
        let rank_without = |left_out: &[usize]| {
            let kept = |row: &Vec<u64>| {
                let columns = columns.iter().zip(row).filter(|((class, _), _)| !left_out.contains(class));
                columns.map(|(_, value)| *value).collect::<Vec<u64>>()
            };
            basis(known.iter().map(kept).collect()).len()
        };
        let minimum = |class: usize| {
            let student = classes[class].1.iter().any(|(_, name)| name.starts_with("student"));
            if student { 10 } else { 5 }
        };
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        let mut next = 0;
        while let Some(set) = sets.get(next).cloned() {
            next += 1;
            for class in set.last().map_or(0, |last| last + 1)..classes.len() {
                let mut larger = set.clone();
                larger.push(class);
                let people: Vec<Person<'_>> = larger.iter().flat_map(|at| classes[*at].1.clone()).collect();
                if people.len() >= 10 || sets.len() >= TRIES {
                    continue;
                }
                // Five adults may be computed; it is a success only if ratings of someone who needs more company are
                // left.
                let enough: Vec<usize> =
                    larger.iter().copied().filter(|class| minimum(*class) <= people.len()).collect();
                let left = rank_without(&larger);
                if enough.len() < larger.len() && left < known.len() && left < rank_without(&enough) {
                    return Some(format!("{construct}: the marks of {people:?}"));
                }
                sets.push(larger);
            }
        }
    }
    None
}

fn sizes() -> impl Strategy<Value = Vec<[u32; 3]>> {
    let school = (0_u32..=12, 0_u32..=3, 0_u32..=14).prop_map(|(t, l, s)| [t.max(1), l, s]);
    prop::collection::vec(school, 1..=4)
}

/// Districts drawn; more where `COLLABPRO_FULL=1`.
fn cases() -> u32 {
    if std::env::var("COLLABPRO_FULL").is_ok_and(|value| value == "1") { 300 } else { 10 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_small_is_left(
        sizes in sizes(), open in prop::option::weighted(0.3, 0_usize..4), seed: u64, always: bool,
    ) {
        let district = district(&sizes, open, seed);
        let total = if always { Total::Always } else { Total::WhenNone };
        let shown = releases(&district, &Policy::default().total(total), true);
        prop_assert_eq!(attack(&district, &shown), None);
    }
}

/// Districts in which the attacker succeeds, of 8.
fn successes(policy: &Policy, remembers: bool) -> usize {
    let sizes = [[9, 2, 12], [7, 3, 11], [4, 1, 6]];
    let attacked = |seed: u64| {
        let district = district(&sizes, None, 0x9e37_79b9 * (seed + 1));
        attack(&district, &releases(&district, policy, remembers)).is_some()
    };
    (0..8).filter(|seed| attacked(*seed)).count()
}

#[test]
fn without_the_policy_the_attacker_succeeds() {
    let usual = Policy::default().total(Total::Always);
    assert_eq!(successes(&usual, true), 0);
    assert!(successes(&usual, false) >= 6, "releases that do not know of one another");
    let lax = Policy::default().minimum_adults(3).minimum_students(5);
    assert!(successes(&lax, true) >= 6, "the lowest minima");
}

/// The attack in numbers: ten teachers, then three more.
#[test]
fn the_ratings_of_three_late_teachers_come_out_only_where_earlier_releases_are_not_named() {
    let mut ratings = Vec::new();
    for (person, level) in [3, 2, 4, 1, 3, 2, 2, 3, 1, 2, 4, 3, 3].into_iter().enumerate() {
        let stands = [person < 10, true];
        ratings.push(Rating {
            unit: 0,
            role: "teacher",
            person: format!("teacher-{person}"),
            criterion: 0,
            level,
            stands,
        });
    }
    let district = District { schools: 1, open: None, ratings };
    let count = |released: &Value, people: f64| {
        let criteria = released["criteria"].as_array().unwrap();
        let cell = criteria.iter().find(|cell| cell["criterion"] == "7a").unwrap();
        let share = cell["shares"].as_array().unwrap().iter().find(|share| share["from"] == "3")?;
        Some((share["value"].as_f64()? * people).round())
    };
    let careless = releases(&district, &Policy::default(), false);
    let late = count(&careless[1].0, 13.0).unwrap() - count(&careless[0].0, 10.0).unwrap();
    assert_eq!(late, 3.0, "all three marked the third line or above");
    assert!(attack(&district, &careless).is_some());
    let careful = releases(&district, &Policy::default(), true);
    assert_eq!(count(&careful[0].0, 10.0), Some(4.0));
    assert_eq!(count(&careful[1].0, 13.0), None);
    assert_eq!(attack(&district, &careful), None);
}

/// A release without what it says of sides, and what it says of them.
fn apart(released: &Value) -> (String, Vec<Option<bool>>) {
    let (mut rest, mut sides) = (released.clone(), Vec::new());
    for list in ["constructs", "criteria"] {
        for cell in rest[list].as_array_mut().expect("a list") {
            sides.push(cell.as_object_mut().expect("a cell").remove("aboveHalf").expect("a side").as_bool());
        }
    }
    (rest.to_string(), sides)
}

/// Teachers of one school on one construct; most mark the third line, and some come late.
fn leaning(seed: u64) -> District {
    let mut draw = Draw(seed | 1);
    let (teachers, late, strays) = (5 + draw.below(8), draw.below(2), draw.below(3));
    let mut ratings = Vec::new();
    for person in 0..teachers {
        for criterion in 0..3 {
            let stands = [person + late < teachers, true];
            let level = 3 - u32::from(draw.below(12) < strays);
            let person = format!("teacher-{person}");
            ratings.push(Rating { unit: 0, role: "teacher", person, criterion, level, stands });
        }
    }
    District { schools: 1, open: None, ratings }
}

/// What an attacker knows of a construct's side is what the page says anyway: other ratings that look the same have the same
/// sides. That all are of one mind does not come out where "nearly all" is shown, nor does a late teacher's mark.
#[test]
fn the_sides_of_ratings_that_look_the_same_are_the_same() {
    let mut seen: BTreeMap<String, (Vec<Option<bool>>, BTreeSet<String>)> = BTreeMap::new();
    for seed in 1..=20 * u64::from(cases()) {
        let district = leaning(seed * 0x9e37_79b9);
        for (released, time) in releases(&district, &Policy::default(), true) {
            let (page, sides) = apart(&released);
            let ratings = district.ratings.iter().filter(|rating| rating.stands[time]);
            let ratings = ratings.map(|rating| (&rating.person, rating.criterion, rating.level));
            let known = seen.entry(page).or_insert_with(|| (sides.clone(), BTreeSet::new()));
            assert_eq!(known.0, sides, "two schools look the same but for their sides");
            known.1.insert(format!("{:?}", ratings.collect::<Vec<_>>()));
        }
    }
    // There is something to be told apart, and something that is told.
    let alike = |(sides, ratings): &(Vec<Option<bool>>, BTreeSet<String>)| {
        ratings.len() > 1 && sides.iter().any(Option::is_some)
    };
    assert!(seen.values().filter(|known| alike(known)).count() >= 5);
}

/// Seven teachers of one mind, and seven of whom one marked one line lower: an exact test, of the ratings and not of what is
/// shown, would put the second on a side and not the first.
#[test]
fn that_all_are_of_one_mind_does_not_come_out_of_a_side() {
    let school = |lower: bool| {
        let criteria = (0..3).flat_map(|criterion| (0..7).map(move |person| (person, criterion)));
        let rating = |(person, criterion): (u32, usize)| Rating {
            unit: 0,
            role: "teacher",
            person: format!("teacher-{person}"),
            criterion,
            level: 3 - u32::from(lower && (person, criterion) == (0, 0)),
            stands: [true, true],
        };
        District { schools: 1, open: None, ratings: criteria.map(rating).collect() }
    };
    let shown = [false, true].map(|lower| releases(&school(lower), &Policy::default(), true).remove(0).0);
    assert_eq!(shown[0]["constructs"], shown[1]["constructs"]);
}
