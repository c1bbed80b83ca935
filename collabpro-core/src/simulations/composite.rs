//! Do intervals of places cover, and those over the replicates (which are not made to)? Schools with known shares are
//! rated by a few raters each, whose ratings lean the same way; each school's interval either holds its true place or
//! does not.

use super::{Page, Person, RatingRows, is_full, replicates, rubric, slack};
use crate::composite::{CompositeOptions, Factor, Sensitivity};
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;

const SCHOOLS: usize = 12;
const CONSTRUCTS: usize = 6;

/// Two ratings of one rater correlate by this much on the latent scale.
const CORRELATION: f64 = 0.5;

/// For the intervals over the replicates and for the covering ones: share of schools whose true place lies within, and mean width.
fn coverage(raters: usize, spread: f64, replicates: u64) -> [(f64, f64); 2] {
    let rubric = rubric(CONSTRUCTS, 2);
    let mut sums = [(0.0, 0.0); 2];
    for replicate in 0..replicates {
        let mut random = Random::new(57, (raters as u64) << 40 | ((spread * 100.0) as u64) << 20 | replicate);
        let mut ratings = RatingRows::new(&rubric);
        let mut truth = Vec::new();
        for school in 0..SCHOOLS {
            let level = 0.6 + spread * (random.unit() - 0.5);
            let shares: Vec<f64> =
                (0..CONSTRUCTS).map(|_| (level + 0.2 * (random.unit() - 0.5)).clamp(0.02, 0.98)).collect();
            truth.push(shares.iter().sum::<f64>());
            let limits: Vec<f64> = shares.iter().map(|share| -normal_quantile(*share).unwrap()).collect();
            for rater in 0..raters {
                let person = Person::draw(&mut random, CORRELATION);
                let name = format!("{school:02}-{rater:02}");
                for criterion in 0..2 * CONSTRUCTS {
                    let limit = limits[criterion / 2];
                    // The categories below the cut do not matter here.
                    let level = if person.rating(&mut random, &[limit]) == 1 { 2 } else { 0 };
                    ratings.push([&format!("s{school:02}"), "2025", &name, "teacher"], criterion, level);
                }
            }
        }
        let asked =
            Sensitivity::new().replicates(if is_full() { 1000 } else { 200 }).vary([Factor::RatingError]);
        let options = CompositeOptions::new().role("teacher").sensitivity(asked);
        let found = ratings.scores().composite(options).unwrap().robustness.unwrap();
        for (school, places) in found.ranks.iter().enumerate() {
            let place = 1 + truth.iter().filter(|other| **other > truth[school]).count();
            for (sums, ends) in sums.iter_mut().zip([places.interval, places.covering]) {
                let ends = ends.unwrap();
                sums.0 += f64::from(u8::from((ends.lower..=ends.upper).contains(&(place as f64))));
                sums.1 += ends.upper - ends.lower;
            }
        }
    }
    let all = (replicates * SCHOOLS as u64) as f64;
    sums.map(|(covered, width)| (covered / all, width / all))
}

#[test]
fn intervals_of_places_cover() {
    let replicates = replicates(6, 200);
    let mut page = Page::new(include_str!("../../docs/composite.md"));
    for raters in [5, 10, 30] {
        for spread in [0.0, 0.3, 0.6] {
            let [drawn, covering] = coverage(raters, spread, replicates);
            let figure = |covered: f64| format!("{covered:.2}").trim_start_matches('0').to_owned();
            let shown = [drawn, covering].map(|(covered, width)| format!("{} | {width:.1}", figure(covered)));
            let of_levels =
                if spread > 0.0 { format!("{spread}").replace("0.", ".") } else { "0".to_owned() };
            page.says(format!("| {raters} | {of_levels} | {} |", shown.join(" | ")));
            // Schools of one replicate are not independent; a third of them counts.
            let least = 0.9 - slack(0.9, replicates * SCHOOLS as u64 / 3);
            assert!(covering.0 >= least, "{raters} raters, spread {spread}: {covering:?}");
        }
    }
    page.hold();
}
