//! Does the diagnosis find what was planted? For each pattern a school whose teachers rate it as the pattern has it,
//! drawn again and again. We planted them ourselves: this tests the code, not the theory.

use super::{Page, Person, RatingRows, replicates};
use crate::diagnosis::{DiagnosisOptions, Pattern, Statement};
use crate::framework::{Construct, Facet};
use crate::rubric::Rubric;
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

/// Two ratings of one rater correlate by this much on the latent scale.
const CORRELATION: f64 = 0.5;

/// True shares from the second category and at the cut on each axis, and at the cut of the signs.
struct Planted {
    pattern: Pattern,
    relation: [f64; 2],
    craft: [f64; 2],
    ownership: [f64; 2],
    signs: f64,
}

const PLANTED: [Planted; 6] = [
    Planted {
        pattern: Pattern::Isolated,
        relation: [0.3, 0.1],
        craft: [0.3, 0.1],
        ownership: [0.4, 0.2],
        signs: 0.2,
    },
    Planted {
        pattern: Pattern::ForcedDataPattern,
        relation: [0.8, 0.5],
        craft: [0.95, 0.8],
        ownership: [0.5, 0.2],
        signs: 0.75,
    },
    Planted {
        pattern: Pattern::Forced,
        relation: [0.8, 0.5],
        craft: [0.95, 0.8],
        ownership: [0.5, 0.2],
        signs: 0.2,
    },
    Planted {
        pattern: Pattern::TalkWithoutWork,
        relation: [0.95, 0.75],
        craft: [0.5, 0.2],
        ownership: [0.8, 0.5],
        signs: 0.2,
    },
    Planted {
        pattern: Pattern::CollaborativeProfessionalism,
        relation: [0.95, 0.8],
        craft: [0.95, 0.8],
        ownership: [0.95, 0.8],
        signs: 0.1,
    },
    Planted {
        pattern: Pattern::Designed,
        relation: [0.8, 0.5],
        craft: [0.95, 0.8],
        ownership: [0.8, 0.5],
        signs: 0.2,
    },
];

impl Planted {
    /// Latent limits from the first to the second category and at the cut.
    fn limits(&self, construct: &Construct) -> [f64; 2] {
        let shares = match construct {
            Construct::Tenet(tenet) => match tenet.facet() {
                Facet::Relation => self.relation,
                Facet::Craft => self.craft,
                Facet::Ownership | Facet::Students => self.ownership,
            },
            _ => [self.signs.max(0.5), self.signs],
        };
        shares.map(|share| -normal_quantile(share).unwrap())
    }
}

#[test]
fn planted_patterns_are_found() {
    let rubric = Rubric::bundled();
    let criteria: Vec<usize> = (0..rubric.criteria().len())
        .filter(|at| rubric.criteria()[*at].answerable_by.iter().any(|role| role == "teacher"))
        .collect();
    let replicates = replicates(25, 1000);
    let options = DiagnosisOptions::new().replicates(500);
    let mut failures = Vec::new();
    let mut page = Page::new(include_str!("../../docs/diagnosis.md"));
    for raters in [5, 12] {
        let (mut right, mut named, mut rightly) = (0, 0, 0);
        for (at, planted) in PLANTED.iter().enumerate() {
            let limits: Vec<[f64; 2]> = criteria
                .iter()
                .map(|criterion| planted.limits(&rubric.criteria()[*criterion].construct))
                .collect();
            let mut came = [0_u64; Pattern::ALL.len()];
            let (mut own_named, mut own_rightly) = (0, 0);
            for replicate in 0..replicates {
                let mut random = Random::new(31 + at as u64, raters * 10_000 + replicate);
                let mut ratings = RatingRows::new(&rubric);
                for rater in 0..raters {
                    let person = Person::draw(&mut random, CORRELATION);
                    let name = format!("r{rater:02}");
                    for (criterion, limits) in criteria.iter().zip(&limits) {
                        ratings.push(
                            ["Birch", "2025", &name, "teacher"],
                            *criterion,
                            person.rating(&mut random, limits),
                        );
                    }
                }
                let diagnosis = ratings.scores().diagnose(options.clone()).unwrap();
                let entry = &diagnosis.entries[0];
                let found = entry.pattern.unwrap();
                came[found as usize] += 1;
                if entry.statement == Some(Statement::Named) {
                    own_named += 1;
                    own_rightly += u64::from(found == planted.pattern);
                }
            }
            let percent = |count: u64, all: u64| format!("{:.0}", 100.0 * count as f64 / all.max(1) as f64);
            let came_out = Pattern::ALL.iter().map(|at| percent(came[*at as usize], replicates));
            let row: Vec<String> = came_out.chain([percent(own_named, replicates)]).collect();
            page.says(format!(
                "| {} | {} | {} % |",
                planted.pattern.id().replace('_', " "),
                row.join(" | "),
                percent(own_rightly, own_named)
            ));
            right += came[planted.pattern as usize];
            named += own_named;
            rightly += own_rightly;
            let most = Pattern::ALL.iter().max_by_key(|at| came[**at as usize]);
            if most != Some(&planted.pattern) {
                failures.push(format!("{raters} raters: {} came out as {most:?}", planted.pattern.id()));
            }
        }
        let all = (replicates * PLANTED.len() as u64) as f64;
        let (right, named_share, rightly) =
            (right as f64 / all, named as f64 / all, rightly as f64 / named as f64);
        println!("all: right {right:.3}, named {named_share:.3}, of these right {rightly:.3}");
        let least = if raters == 5 { [0.6, 0.8] } else { [0.75, 0.93] };
        if right < least[0] || rightly < least[1] {
            failures.push(format!("{raters} raters: right {right}, named rightly {rightly}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    page.hold();
}
