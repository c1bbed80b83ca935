use super::*;
use crate::base::by_name::ByName;
use crate::base::error::ErrorCode;
use crate::framework::UnitKind;
use crate::ratings::{Ratings, ReadOptions, Reader};
use crate::rubric::Rubric;
use crate::scoring::{Caution, Observed};
use crate::tally::{Grain, GroupBy};
use crate::units::{Membership, NamedBySelf, OpenTeam, Unit, Units};

/// Ratings of people of one role, a word of digits each: one digit for each criterion, `.` for none.
fn rows(unit: &str, role: &str, criteria: &[&str], people: &[&str]) -> String {
    let mut rows = String::new();
    for (person, ratings) in people.iter().enumerate() {
        for (criterion, rating) in criteria.iter().zip(ratings.chars()) {
            let rating = if rating == '.' { "no_answer".to_owned() } else { rating.to_string() };
            rows += &format!("{unit},{role}-{person},{role},{criterion},{rating}\n");
        }
    }
    rows
}

fn scores(rows: &str, units: Units, kind: RatingKind) -> Scores {
    let reader = Reader::new(&Rubric::bundled()).options(ReadOptions::new().kind(kind)).units(units);
    let text = format!("unit,rater,role,criterion,level\n{rows}");
    reader.read(text.as_bytes()).unwrap().score(Observed::new()).unwrap()
}

const SALT: &str = "kept apart from the ratings";

fn released(rows: &str, policy: &Policy) -> Released {
    scores(rows, Units::default(), RatingKind::Individual).release(policy).unwrap()
}

fn units(units: impl IntoIterator<Item = Unit>) -> Units {
    Units {
        units: ByName::of(units.into_iter().map(|unit| (unit.id.clone(), unit)).collect()),
        ..Units::default()
    }
}

fn school(id: &str) -> Unit {
    let parents = vec![Membership { unit: "valley".to_owned(), from: None, to: None }];
    Unit { id: id.to_owned(), parents, ..Unit::default() }
}

fn find<'a>(cells: &'a [ReleasedScore], role: Option<&str>, measure: &str) -> &'a ReleasedScore {
    let same = |cell: &&ReleasedScore| {
        let own = cell.criterion.clone().unwrap_or_else(|| cell.construct.to_string());
        cell.role.as_deref() == role && own == measure
    };
    cells.iter().find(same).unwrap()
}

const JOINT: [&str; 3] = ["7a", "7b", "7c"];
const VARIED: [&str; 12] =
    ["332", "433", "221", "342", "343", "124", "231", "412", "333", "224", "143", "312"];

#[test]
fn four_are_withheld_and_five_are_shown() {
    let four = released(&rows("Birch", "teacher", &JOINT, &VARIED[..4]), &Policy::default());
    for cell in four.constructs().iter().chain(four.criteria()) {
        assert_eq!(
            (cell.withheld, cell.raters),
            (Some(Withheld::FewerThanMinimum), RaterCount::FewerThan(5))
        );
        assert!(cell.shares.is_empty() && cell.distribution.is_none() && cell.mean.is_none());
        assert!(cell.lacking.is_empty() && cell.cautions.is_empty() && cell.undefined.is_empty());
    }
    assert_eq!(four.coverage()[0].raters, RaterCount::FewerThan(5));
    let five = released(&rows("Birch", "teacher", &JOINT, &VARIED[..5]), &Policy::default());
    let joint = find(five.constructs(), Some("teacher"), "tenet:joint_work");
    assert_eq!((joint.detail, joint.raters), (Detail::FivePoints, RaterCount::Number(5)));
    assert_eq!(joint.shares.len(), 3);
    assert_eq!(joint.cautions, [Caution::FewRaters]);
    let criterion = find(five.criteria(), Some("teacher"), "7a");
    assert_eq!((criterion.detail, criterion.shares.len()), (Detail::Quarters, 1));
    assert!(
        criterion.shares[0].interval.is_none()
            && criterion.distribution.is_none()
            && criterion.median.is_none()
    );
}

#[test]
fn a_criterion_that_too_few_answered_takes_its_neighbours_along() {
    let people = ["33.", "43.", "22.", "34.", "343", "124", "231"];
    let released = released(&rows("Birch", "teacher", &JOINT, &people), &Policy::default());
    assert_eq!(find(released.criteria(), Some("teacher"), "7c").withheld, Some(Withheld::FewerThanMinimum));
    assert_eq!(find(released.criteria(), Some("teacher"), "7a").withheld, Some(Withheld::CriterionWithheld));
    assert!(find(released.constructs(), Some("teacher"), "tenet:joint_work").is_shown());
}

#[test]
fn quarters_never_say_none_or_all() {
    for (upper, value, nearly) in [
        (0, None, Some(false)),
        (1, None, Some(false)),
        (2, Some(0.25), None),
        (4, Some(0.5), None),
        (7, Some(0.75), None),
        (8, None, Some(true)),
        (9, None, Some(true)),
    ] {
        let people: Vec<&str> = (0..9).map(|n| if n < upper { "3" } else { "2" }).collect();
        let released = released(&rows("Birch", "teacher", &["7a"], &people), &Policy::default());
        let cell = find(released.criteria(), Some("teacher"), "7a");
        let share = cell.at_cut().unwrap();
        assert_eq!((share.value, share.nearly_all), (value, nearly), "{upper} of 9");
    }
}

#[test]
fn students_who_all_agree_are_not_given_away_by_the_distribution() {
    let agree = ["3"; 12];
    let released = released(&rows("Birch", "student", &["9a"], &agree), &Policy::default());
    let cell = find(released.criteria(), Some("student"), "9a");
    assert!(cell.is_shown() && cell.detail == Detail::WholePercent);
    assert_eq!(cell.at_cut().unwrap().nearly_all, Some(true));
    assert!(cell.shares.iter().all(|share| share.value.is_none() && share.interval.is_none()));
    assert_eq!((&cell.distribution, &cell.mean), (&None, &None));
}

#[test]
fn from_ten_adults_on_there_are_whole_per_cent_and_signs_keep_off_the_ends() {
    let people: Vec<String> = VARIED.iter().map(|ratings| format!("{ratings}1")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let released =
        released(&rows("Birch", "teacher", &["7a", "7b", "7c", "s1"], &people), &Policy::default());
    let joint = find(released.constructs(), Some("teacher"), "tenet:joint_work");
    assert!(joint.distribution.is_some() && joint.mean.is_some() && joint.median.is_some());
    for share in joint.shares.iter().filter_map(|share| share.value) {
        assert!(((share * 100.0).round() - share * 100.0).abs() < 1e-9);
    }
    let sign = find(released.constructs(), Some("teacher"), "warning:narrow_focus");
    assert!(sign.shares.iter().all(|share| share.value == Some(0.05)), "{:?}", sign.shares);
    assert!(sign.distribution.iter().flatten().all(|share| (0.05..=0.95).contains(share)));
}

#[test]
fn a_total_less_its_groups_shows_no_leader() {
    let all = rows("Birch", "teacher", &["10a"], &["3", "2", "4", "1", "3", "2", "2"])
        + &rows("Birch", "leader", &["10a"], &["4", "4"]);
    let usual = released(&all, &Policy::default());
    assert_eq!(find(usual.criteria(), None, "10a").withheld, Some(Withheld::GroupsShown));
    assert!(find(usual.criteria(), Some("teacher"), "10a").is_shown());
    let always = released(&all, &Policy::default().total(Total::Always));
    assert_eq!(find(always.criteria(), Some("teacher"), "10a").withheld, Some(Withheld::Complement));
    assert!(find(always.criteria(), None, "10a").is_shown());
}

#[test]
fn late_answers_wait_until_they_are_enough() {
    let first = released(&rows("Birch", "teacher", &JOINT, &VARIED[..6]), &Policy::default().salt(SALT));
    let policy = Policy::default().salt(SALT).previous(first.record().unwrap().clone());
    let later = released(&rows("Birch", "teacher", &JOINT, &VARIED[..8]), &policy);
    assert!(later.constructs().iter().chain(later.criteria()).all(|cell| !cell.is_shown()));
    assert!(later.record().unwrap().cells().is_empty());
    let last = released(&rows("Birch", "teacher", &JOINT, &VARIED[..11]), &policy);
    assert!(last.constructs().iter().chain(last.criteria()).all(ReleasedScore::is_shown));
    let same = released(&rows("Birch", "teacher", &JOINT, &VARIED[..6]), &policy);
    assert!(same.constructs().iter().chain(same.criteria()).all(ReleasedScore::is_shown));
}

#[test]
fn another_salt_would_know_nobody_and_is_refused() {
    let text = rows("Birch", "teacher", &JOINT, &VARIED[..6]);
    let first = released(&text, &Policy::default().salt(SALT));
    let other = Policy::default().salt("another salt, long enough").previous(first.record().unwrap().clone());
    let error = scores(&text, Units::default(), RatingKind::Individual).release(&other).unwrap_err();
    assert_eq!((error.code(), error.path().as_str()), (ErrorCode::InvalidSalt, "salt"));
}

#[test]
fn a_district_less_its_open_team_shows_no_small_school() {
    let open = OpenTeam { date: "2025-09-01".to_owned(), recorded_by: "Ada".to_owned() };
    let maple = Unit { open_team: Some(open), ..school("Maple") };
    let known = units([school("Birch"), school("Rowan"), maple]);
    let text = rows("Birch", "teacher", &JOINT, &VARIED[..7])
        + &rows("Rowan", "teacher", &JOINT, &VARIED[7..10])
        + &rows("Maple", "teacher", &JOINT, &VARIED[..5]);
    let schools = scores(&text, known.clone(), RatingKind::Individual);
    let first = schools.release(&Policy::default().salt(SALT)).unwrap();
    assert_eq!(first.open_teams(), ["Maple"]);
    let maple = first.constructs().iter().find(|cell| cell.unit == "Maple").unwrap();
    assert!(maple.is_shown() && maple.detail == Detail::Full && maple.distribution.is_some());
    assert!(first.record().unwrap().cells().iter().all(|cell| cell.unit == "Birch"));
    let reader = Reader::new(&Rubric::bundled()).units(known.clone());
    let text = format!("unit,rater,role,criterion,level\n{text}");
    let tally = reader.read(text.as_bytes()).unwrap().tally(Grain::Raters).unwrap();
    let valley = tally.group_by(&known, GroupBy::Parent).unwrap().score(&known, Observed::new()).unwrap();
    // 15 people; 5 are known to everyone, 7 were shown before, 3 would be left.
    let second =
        valley.release(&Policy::default().salt(SALT).previous(first.record().unwrap().clone())).unwrap();
    assert!(second.constructs().iter().chain(second.criteria()).all(|cell| !cell.is_shown()));
    assert!(valley.release(&Policy::default()).unwrap().constructs()[0].is_shown());
}

#[test]
fn students_of_one_classroom_are_not_shown_but_agreed_ratings_are() {
    let room = Unit { id: "Room 4".to_owned(), kind: Some(UnitKind::Classroom), ..Unit::default() };
    let text = rows("Room 4", "student", &["9a"], &["2"; 15]);
    let room_4 = scores(&text, units([room]), RatingKind::Individual).release(&Policy::default()).unwrap();
    assert_eq!(room_4.criteria()[0].withheld, Some(Withheld::ClassroomStudents));
    let text = rows("Birch", "teacher", &["7a"], &["3"]);
    let agreed = scores(&text, Units::default(), RatingKind::Consensus).release(&Policy::default()).unwrap();
    assert!(agreed.criteria()[0].is_shown() && agreed.criteria()[0].detail == Detail::Full);
}

#[test]
fn records_come_back_and_others_are_refused() {
    let first = released(&rows("Birch", "teacher", &JOINT, &VARIED[..6]), &Policy::default().salt(SALT));
    let kept = first.record().unwrap().to_json();
    assert_eq!(ReleaseRecord::from_json(&kept).unwrap(), *first.record().unwrap());
    let other = kept.replace("\"rubricVersion\":\"", "\"rubricVersion\":\"9");
    let policy = Policy::default().salt(SALT).previous(ReleaseRecord::from_json(&other).unwrap());
    let scores = scores(&rows("Birch", "teacher", &["7a"], &["3"]), Units::default(), RatingKind::Individual);
    assert_eq!(scores.release(&policy).unwrap_err().code(), ErrorCode::RubricMismatch);
    let unsalted = Policy::default().previous(ReleaseRecord::from_json(&kept).unwrap());
    assert_eq!(scores.release(&unsalted).unwrap_err().code(), ErrorCode::InvalidSalt);
    let first_form = kept.replace("\"schemaVersion\":2", "\"schemaVersion\":1");
    assert_eq!(ReleaseRecord::from_json(&first_form).unwrap_err().code(), ErrorCode::OutdatedSchemaVersion);
    assert_eq!(
        scores.release(&Policy::default()).unwrap().record().unwrap_err().code(),
        ErrorCode::InvalidSalt
    );
    let counts: Ratings =
        Ratings::from_csv("unit,rater,criterion,level\nBirch,r,7a,3\n".as_bytes(), &Rubric::bundled())
            .unwrap();
    let coarse = counts.tally(Grain::Units).unwrap().score(&Units::default(), Observed::new()).unwrap();
    assert_eq!(coarse.release(&Policy::default()).unwrap_err().code(), ErrorCode::GrainTooCoarse);
    assert_eq!(
        scores.release(&Policy::default().minimum_adults(0)).unwrap_err().code(),
        ErrorCode::InvalidOption
    );
}

fn named(id: &str, role: &str) -> Unit {
    let chosen =
        NamedBySelf { role: role.to_owned(), date: "2025-10-01".to_owned(), recorded_by: "Kim".to_owned() };
    Unit { id: id.to_owned(), named_by_self: vec![chosen], ..Unit::default() }
}

/// Criteria that teachers and leaders answer alike.
const PICTURE: [&str; 3] = ["10a", "10b", "10c"];

#[test]
fn a_leader_may_choose_to_show_own_ratings() {
    let rows =
        rows("Birch", "teacher", &PICTURE, &VARIED[..6]) + &rows("Birch", "leader", &PICTURE, &["434"]);
    let scores = scores(&rows, units([named("Birch", "leader")]), RatingKind::Individual);
    let released = scores.release(&Policy::default()).unwrap();
    let leader = find(released.criteria(), Some("leader"), "10b");
    assert_eq!((leader.withheld, leader.detail, leader.number()), (None, Detail::Full, Some(1)));
    assert_eq!(leader.median.as_deref(), Some("3"));
    // The others are shown as before.
    let teachers = find(released.constructs(), Some("teacher"), "tenet:big_picture_thinking");
    assert_eq!((teachers.withheld, teachers.detail), (None, Detail::FivePoints));
}

#[test]
fn ratings_that_are_shown_by_choice_count_as_known() {
    let policy = Policy::default().total(Total::Always);
    let of = |teachers: usize, units: Units| {
        let leaders = rows("Birch", "leader", &PICTURE, &VARIED[8..11]);
        let rows = rows("Birch", "teacher", &PICTURE, &VARIED[..teachers]) + &leaders;
        let released = scores(&rows, units, RatingKind::Individual).release(&policy).unwrap();
        find(released.constructs(), None, "tenet:big_picture_thinking").withheld
    };
    // Seven people together, three of them known: the other four would be left.
    assert_eq!(of(4, Units::default()), None);
    assert_eq!(of(4, units([named("Birch", "leader")])), Some(Withheld::Complement));
    assert_eq!(of(6, units([named("Birch", "leader")])), None);
}

#[test]
fn students_of_one_class_are_not_told_of_by_what_they_have_not_seen() {
    // Twelve teachers have seen it, and none of twelve students.
    let mut all = rows("Room 3", "teacher", &["9a"], &["3"; 12]);
    for student in 0..12 {
        all += &format!("Room 3,student-{student},student,9a,not_observed\n");
    }
    let sight = |kind: UnitKind| {
        let unit = Unit { id: "Room 3".to_owned(), kind: Some(kind), ..Unit::default() };
        let released =
            scores(&all, units([unit]), RatingKind::Individual).release(&Policy::default()).unwrap();
        released.disagreement().sight.len()
    };
    assert_eq!(sight(UnitKind::School), 1);
    assert_eq!(sight(UnitKind::Classroom), 0);
}
