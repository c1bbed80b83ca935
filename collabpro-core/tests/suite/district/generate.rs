//! The generator of the simulated district: an ordinal probit model, seeded, with its true values.
//!
//! Someone's rating on a criterion is one more than the number of thresholds below
//! `place + line + rater + rater in this tenet + this mark`. The first two are fixed, the others normal with variances
//! that add up to one: so the true share of ratings above a threshold is a value of the normal distribution function. A
//! rater keeps both of their terms over the occasions.
//!
//! Numbers come from ChaCha8 (key: the seed's 8 bytes, least significant first, then zeros; stream: the school's
//! position; stream 100: pseudonyms). Normal numbers are made by Box and Muller's method. All functions are `libm`'s,
//! so the files have the same bytes everywhere.

use std::collections::BTreeSet;
use std::fmt::Write;

use collabpro_core::Construct;
use collabpro_core::Rubric;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::plan::{DISTRICT, EVIDENCE, FIRST, OCCASIONS, People, SCHOOLS, SECOND, School, TENETS};

pub(crate) const SEED: u64 = 20_260_901;

/// Thresholds below the second, third and fourth category.
const THRESHOLDS: [f64; 3] = [-1.1, 0.0, 1.2];
/// Variances: rater, rater within a tenet, single rating.
const VARIANCES: [f64; 3] = [0.25, 0.15, 0.60];
/// How easy the first, second and third line of a tenet are.
const CRITERIA: [f64; 3] = [0.2, -0.1, -0.1];
/// How often a teacher has an example to tell, where the line asks for one.
const TOLD: f64 = 0.03;

pub(crate) const NOTICE: &str =
    "Simulated: no school, no person and no answer in this file is real. Made by a seeded model.";

/// The three files.
pub(crate) struct Files {
    pub(crate) ratings: String,
    pub(crate) units: String,
    pub(crate) truth: String,
}

struct Random(ChaCha8Rng);

impl Random {
    fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut chacha = ChaCha8Rng::from_seed(key);
        chacha.set_stream(stream);
        Self(chacha)
    }

    /// From 0 up to, but not including, 1.
    fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self, variance: f64) -> f64 {
        let (radius, angle) = (1.0 - self.unit(), self.unit());
        let length = libm::sqrt(-2.0 * variance * libm::log(radius));
        length * libm::cos(2.0 * std::f64::consts::PI * angle)
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[(self.unit() * words.len() as f64) as usize]
    }
}

/// The standard normal distribution function.
fn phi(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// A line of the rubric with what the model needs.
struct Line {
    id: String,
    construct: Construct,
    /// Position of its tenet; signs have none.
    tenet: Option<usize>,
    easy: f64,
    roles: Vec<String>,
}

fn criteria(rubric: &Rubric) -> Vec<Line> {
    let mut seen = [0; 10];
    let criterion = |criterion: &collabpro_core::rubric::Criterion| {
        let tenet = match &criterion.construct {
            Construct::Tenet(tenet) => TENETS.iter().position(|(id, _)| *id == tenet.id()),
            _ => None,
        };
        let easy = tenet.map_or(0.0, |tenet| {
            seen[tenet] += 1;
            CRITERIA[seen[tenet] - 1]
        });
        Line {
            id: criterion.id.clone(),
            construct: criterion.construct.clone(),
            tenet,
            easy,
            roles: criterion.answerable_by.clone(),
        }
    };
    rubric.criteria().iter().map(criterion).collect()
}

/// Where a role's ratings on a criterion truly stand: centres of as many equal parts of the people.
fn places(school: &School, occasion: usize, role: &str, criterion: &Line) -> Vec<f64> {
    let mut place = criterion.easy;
    match criterion.tenet {
        None => place += school.signs,
        Some(tenet) => {
            let (id, facet) = TENETS[tenet];
            place += school.tenets[tenet];
            if let Some((changed, by)) = school.change
                && changed == id
                && occasion == 1
            {
                place += by;
            }
            // Leaders see more say for teachers than teachers do; students see less of a say for students.
            place += match (role, facet) {
                ("leader", "ownership") => 0.6,
                ("student", "students") => -0.5,
                ("student", _) => -0.2,
                _ => 0.0,
            };
        }
    }
    match school.split {
        Some((id, by)) if id == criterion.id => vec![place + by, place - by],
        _ => vec![place],
    }
}

/// The true share of ratings above a threshold.
fn share(places: &[f64], threshold: f64) -> f64 {
    let sum: f64 = places.iter().map(|place| phi(place - threshold)).sum();
    sum / places.len() as f64
}

struct Person {
    name: String,
    rater: f64,
    in_tenet: Vec<f64>,
    comes: [bool; 2],
}

fn staff(people: &People, random: &mut Random, names: &mut Names) -> Vec<Person> {
    let person = |at: u32| Person {
        name: names.next(),
        rater: random.normal(VARIANCES[0]),
        in_tenet: (0..TENETS.len() + 1).map(|_| random.normal(VARIANCES[1])).collect(),
        comes: [at < people.answer, at >= people.absent],
    };
    (0..people.answer + people.join).map(person).collect()
}

/// Pseudonyms: two words and a number, each once.
struct Names {
    random: Random,
    given: BTreeSet<String>,
}

impl Names {
    fn next(&mut self) -> String {
        loop {
            let (first, second) = (self.random.one_of(&FIRST), self.random.one_of(&SECOND));
            let name = format!("{first}-{second}-{}", 10 + (self.random.unit() * 90.0) as u32);
            if self.given.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Why there is no rating, if there is none.
fn missing(role: &str, criterion: &Line, chance: f64) -> Option<&'static str> {
    // What happens in other people's rooms is seen less often than what happens in meetings.
    let unseen = match role {
        "student" => 0.05,
        _ if criterion.roles.iter().any(|role| role == "observer") => 0.05,
        _ => 0.02,
    };
    let limits = [(unseen, "not_observed"), (0.012, "not_applicable"), (0.018, "no_answer")];
    let mut below = 0.0;
    limits.into_iter().find_map(|(part, reason)| {
        below += part;
        (chance < below).then_some(reason)
    })
}

pub(crate) fn generate(seed: u64, rubric: &Rubric) -> Files {
    let criteria = criteria(rubric);
    let mut names = Names { random: Random::new(seed, 100), given: BTreeSet::new() };
    let mut ratings = String::from("unit,unit_kind,occasion,rater,role,criterion,level,reason,evidence\n");
    for (at, school) in SCHOOLS.iter().enumerate() {
        let mut random = Random::new(seed, at as u64);
        for people in school.people {
            let mut staff = staff(people, &mut random, &mut names);
            for occasion in 0..2 {
                for (position, person) in staff.iter_mut().enumerate() {
                    let rows = rated(school, occasion, people.role, position, person, &criteria, &mut random);
                    if person.comes[occasion] {
                        ratings += &rows;
                    }
                }
            }
        }
    }
    Files { ratings, units: units(), truth: truth(seed, &criteria) }
}

/// One person's answers; drawn also for those who do not come, so that one absence moves no other number.
fn rated(
    school: &School,
    occasion: usize,
    role: &str,
    position: usize,
    person: &Person,
    criteria: &[Line],
    random: &mut Random,
) -> String {
    let mut rows = String::new();
    for criterion in criteria.iter().filter(|criterion| criterion.roles.iter().any(|allowed| allowed == role))
    {
        let places = places(school, occasion, role, criterion);
        let tenet = person.in_tenet[criterion.tenet.unwrap_or(TENETS.len())];
        let rating = random.normal(VARIANCES[2]);
        let value = places[position % places.len()] + person.rater + tenet + rating;
        let level = 1 + THRESHOLDS.iter().filter(|threshold| value > **threshold).count();
        let reason = missing(role, criterion, random.unit());
        let told = random.unit() < TOLD && role == "teacher" && reason.is_none();
        let evidence =
            EVIDENCE.iter().find(|(id, _)| told && *id == criterion.id).map_or("", |(_, text)| text);
        let level = if reason.is_some() { String::new() } else { level.to_string() };
        let quoted = if evidence.contains(',') { format!("\"{evidence}\"") } else { evidence.to_owned() };
        let (unit, term) = (school.id, OCCASIONS[occasion].0);
        let (name, id, reason) = (&person.name, &criterion.id, reason.unwrap_or(""));
        let _ = writeln!(rows, "{unit},school,{term},{name},{role},{id},{level},{reason},{quoted}");
    }
    rows
}

fn units() -> String {
    let school = |school: &School| {
        let all: u32 = school.people.iter().map(|people| people.size).sum();
        let sizes = school
            .people
            .iter()
            .map(|people| format!(r#"{{ "role": "{}", "people": {} }}"#, people.role, people.size));
        let sizes: Vec<String> = sizes.chain([format!(r#"{{ "people": {all} }}"#)]).collect();
        let (id, label, parent, sizes) = (school.id, school.label, DISTRICT.0, sizes.join(", "));
        let mut unit = format!(
            r#"    {{ "id": "{id}", "label": "{label}", "kind": "school",
      "parents": [{{ "unit": "{parent}" }}],
      "sizes": [{sizes}]"#
        );
        if let Some(practice) = school.practice {
            let _ = write!(unit, ",\n      \"practice\": \"{practice}\"");
        }
        if school.open_team {
            unit += ",\n      \"openTeam\": { \"date\": \"2025-09-01\", \"recordedBy\": \"the simulation\" }";
        }
        unit + " }"
    };
    let occasion = |(id, label): &(&str, &str)| format!(r#"    {{ "id": "{id}", "label": "{label}" }}"#);
    let occasions: Vec<String> = OCCASIONS.iter().map(occasion).collect();
    let mut units =
        vec![format!(r#"    {{ "id": "{}", "label": "{}", "kind": "system" }}"#, DISTRICT.0, DISTRICT.1)];
    units.extend(SCHOOLS.iter().map(school));
    let (occasions, units) = (occasions.join(",\n"), units.join(",\n"));
    format!(
        r#"{{
  "schemaVersion": 2,
  "kind": "collabpro.units",
  "extensions": {{ "notice": "{NOTICE}" }},
  "occasions": [
{occasions}
  ],
  "units": [
{units}
  ]
}}
"#
    )
}

/// The true shares, one line each, and what was planted.
fn truth(seed: u64, criteria: &[Line]) -> String {
    let mut shares = Vec::new();
    for school in &SCHOOLS {
        for (occasion, (term, _)) in OCCASIONS.iter().enumerate() {
            for people in school.people {
                let may = |criterion: &&Line| criterion.roles.iter().any(|role| role == people.role);
                let of = |criterion: &Line| {
                    THRESHOLDS
                        .map(|threshold| share(&places(school, occasion, people.role, criterion), threshold))
                };
                let row = |construct: &Construct, criterion: Option<&str>, shares: [f64; 3]| {
                    json!({
                        "unit": school.id, "occasion": term, "role": people.role,
                        "construct": construct.to_string(), "criterion": criterion,
                        "at2": shares[0], "at3": shares[1], "at4": shares[2],
                    })
                };
                for part in criteria.chunk_by(|a, b| a.construct == b.construct) {
                    let all = || part.iter().filter(may);
                    if all().count() == part.len() {
                        let mut mean = [0.0; 3];
                        for criterion in all() {
                            mean.iter_mut()
                                .zip(of(criterion))
                                .for_each(|(mean, one)| *mean += one / part.len() as f64);
                        }
                        shares.push(row(&part[0].construct, None, mean));
                    }
                    shares.extend(
                        all().map(|criterion| row(&criterion.construct, Some(&criterion.id), of(criterion))),
                    );
                }
            }
        }
    }
    let planted = SCHOOLS.iter().filter_map(|school| {
        let what = match (school.change, school.split) {
            (Some((tenet, by)), _) => {
                json!({ "what": if by > 0.0 { "rise" } else { "fall" }, "construct": format!("tenet:{tenet}") })
            }
            (_, Some((criterion, _))) => json!({ "what": "split", "criterion": criterion }),
            _ if school.signs > 0.0 => json!({ "what": "strong craft, weak ownership, frequent signs" }),
            _ => return None,
        };
        Some(json!({ "unit": school.id, "planted": what }))
    });
    let head = json!({
        "about": NOTICE,
        "model": {
            "kind": "ordinal probit",
            "seed": seed,
            "thresholds": THRESHOLDS,
            "variances": { "rater": VARIANCES[0], "raterInTenet": VARIANCES[1], "mark": VARIANCES[2] },
            "lines": CRITERIA,
        },
        "planted": planted.collect::<Vec<Value>>(),
    });
    let mut text = format!("{head:#}\n");
    text.truncate(text.len() - "\n}\n".len());
    text += ",\n  \"shares\": [\n";
    let rows: Vec<String> = shares.iter().map(|row| format!("    {row}")).collect();
    text + &rows.join(",\n") + "\n  ]\n}\n"
}
