use std::ops::ControlFlow;

use proptest::prelude::*;

use super::resample::Permutations;
use super::samples::Sample;
use super::*;
use crate::base::error::ErrorCode;
use crate::comparison::SitesOptions;
use crate::scoring::{Observed, Reason, Scores};
use crate::simulations::{RatingRows, rubric};
use crate::stats::random::Random;
use crate::tally::{Grain, GroupBy};
use crate::units::{Membership, Unit, Units};

/// Ratings of raters on three criteria: site, person and level, the same on all criteria but the first where it is odd.
fn scores(ratings: &[(&str, &str, u8)]) -> Scores {
    let mut all = RatingRows::new(&rubric(1, 3));
    for (unit, rater, level) in ratings {
        for criterion in 0..3 {
            all.push([unit, "", rater, ""], criterion, level / 2 + u8::from(criterion == 0) * (level % 2));
        }
    }
    all.scores()
}

fn sites(scores: &Scores, options: SitesOptions) -> Sites {
    scores.sites(options).unwrap()
}

/// Levels from a cheap sequence, so that nothing is all the same.
fn level(at: usize) -> u8 {
    [2, 5, 3, 6, 4, 1, 5, 2, 6, 3, 0][at % 11]
}

fn crossed(units: &[&str], raters: usize) -> Vec<(String, String, u8)> {
    let mut ratings = Vec::new();
    for (site, unit) in units.iter().enumerate() {
        for rater in 0..raters {
            let level = (level(rater) + level(3 * rater + 2 * site + 1)) / 2 + site as u8 % 2;
            ratings.push(((*unit).to_owned(), format!("r{rater}"), level));
        }
    }
    ratings
}

fn lent(ratings: &[(String, String, u8)]) -> Vec<(&str, &str, u8)> {
    ratings.iter().map(|(unit, rater, level)| (unit.as_str(), rater.as_str(), *level)).collect()
}

#[test]
fn everyone_everywhere_makes_levels_of_shares() {
    let ratings = crossed(&["A", "B", "C", "D"], 9);
    let found = sites(&scores(&lent(&ratings)), SitesOptions::new(""));
    let of = &found.constructs[0];
    assert_eq!(of.linked.len(), 1);
    for site in &of.sites {
        assert!((site.adjusted_share.unwrap() - site.share.unwrap()).abs() < 1e-12);
    }
    for pair in &of.pairs {
        assert_eq!((pair.basis, pair.shared), (Some(SiteBasis::SharedRaters), 9));
        let share = |id: &str| of.sites.iter().find(|site| site.unit == id).unwrap().share.unwrap();
        let difference = share(&pair.second) - share(&pair.first);
        assert!((pair.difference.unwrap() - difference).abs() < 1e-12);
    }
}

#[test]
fn strict_people_do_not_make_a_site_weak() {
    // Strict raters rate A and B, mild ones B and C; at B all see what is there, one of three criteria up.
    let mut ratings = Vec::new();
    for rater in 0..6 {
        let odd = u8::from(rater % 3 == 0);
        for (unit, level) in [("A", 3), ("B", 3)] {
            ratings.push((unit.to_owned(), format!("strict{rater}"), level - odd));
        }
        for (unit, level) in [("B", 4), ("C", 4)] {
            ratings.push((unit.to_owned(), format!("mild{rater}"), level - odd));
        }
    }
    let found = sites(&scores(&lent(&ratings)), SitesOptions::new(""));
    let of = &found.constructs[0];
    let shares: Vec<f64> = of.sites.iter().map(|site| site.share.unwrap()).collect();
    assert!(shares[2] > shares[0] + 0.5, "{shares:?}");
    let levels: Vec<f64> = of.sites.iter().map(|site| site.adjusted_share.unwrap()).collect();
    assert!((levels[2] - levels[0]).abs() < 1e-12, "{levels:?}");
    let through = &of.pairs[1];
    assert_eq!((through.basis, through.shared), (Some(SiteBasis::ThroughOthers), 0));
    assert_eq!(through.undefined.get("hedgesG"), Some(Reason::ThroughOthers));
}

#[test]
fn groups_that_nobody_joins_are_named() {
    let mut ratings = crossed(&["A", "C"], 6);
    ratings
        .extend(crossed(&["B", "D"], 6).into_iter().map(|(unit, rater, level)| (unit, rater + "x", level)));
    let error = scores(&lent(&ratings)).sites(SitesOptions::new("")).unwrap_err();
    assert_eq!((error.code(), error.path().as_str()), (ErrorCode::SitesNotLinked, "units"));
    assert!(error.to_string().contains("A, C; B, D"), "{error}");
    let found =
        sites(&scores(&lent(&ratings)), SitesOptions::new("").declared("one pool of trained observers"));
    assert!(found.constructs[0].pairs.iter().all(|pair| pair.basis == Some(SiteBasis::Declared)));
}

/// Three networks of six schools with four raters each.
fn networks() -> Scores {
    let mut ratings = RatingRows::new(&rubric(1, 3));
    let mut units = Units::default();
    for school in 0..18 {
        let (id, parent) = (format!("s{school:02}"), format!("N{}", school % 3));
        for rater in 0..4 {
            for criterion in 0..3 {
                let level =
                    level(school * 5 + rater * 3 + criterion) / 2 + u8::from(school % 3 == 2 && rater < 2);
                ratings.push([&id, "", &format!("r{rater}"), ""], criterion, level.min(3));
            }
        }
        let parents = vec![Membership { unit: parent.clone(), from: None, to: None }];
        units.units.insert(id.clone(), Unit { id, parents, ..Unit::default() });
        if units.units.get(&parent).is_none() {
            units.units.insert(parent.clone(), Unit { id: parent, ..Unit::default() });
        }
    }
    let tally = ratings.tally(Grain::Raters).group_by(&units, GroupBy::Parent).unwrap();
    tally.score(&units, Observed::new()).unwrap()
}

#[test]
fn what_sites_are_made_of_is_what_was_sampled() {
    let scores = networks();
    assert_eq!(scores.sites(SitesOptions::new("")).unwrap_err().code(), ErrorCode::SitesNotLinked);
    for test in [SiteTest::Interval, SiteTest::Permutation] {
        for interval in [SiteInterval::Mover, SiteInterval::Bootstrap] {
            let asked = SitesOptions::new("").declared("one pool").interval(interval).test(test);
            let found = sites(&scores, asked);
            assert_eq!(found.method.sample, SiteSample::Units);
            let of = &found.constructs[0];
            assert!(of.sites.iter().all(|site| (site.raters, site.units) == (24, Some(6))));
            for pair in &of.pairs {
                assert_eq!((pair.first_n, pair.second_n, pair.shared), (6, 6, 0));
                assert!(pair.interval.unwrap().lower < pair.difference.unwrap() && pair.p.unwrap() > 0.0);
            }
        }
    }
}

#[test]
fn ranks_follow_from_what_can_be_told_apart() {
    let mut ratings = Vec::new();
    for (site, high) in [("A", 1), ("B", 11), ("C", 12)] {
        for rater in 0..12 {
            ratings.push((site.to_owned(), format!("{site}{rater}"), if rater < high { 4 } else { 2 }));
        }
    }
    let asked = SitesOptions::new("").declared("one pool").ranks(true);
    let found = sites(&scores(&lent(&ratings)), asked);
    let of = &found.constructs[0];
    let verdicts: Vec<SiteVerdict> = of.pairs.iter().map(|pair| pair.verdict).collect();
    let (apart, not) = (SiteVerdict::Distinguishable, SiteVerdict::CannotTell);
    assert_eq!(verdicts, [apart, apart, not]);
    let ranks: Vec<(u32, u32)> = of
        .sites
        .iter()
        .map(|site| site.rank.as_ref().map(|rank| (rank.highest, rank.lowest)).unwrap())
        .collect();
    assert_eq!(ranks, [(3, 3), (1, 2), (1, 2)]);
    for site in &of.sites {
        assert!((site.rank.as_ref().unwrap().replicates.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
    // Names in byte order, never by level.
    assert_eq!(of.sites.iter().map(|site| site.unit.as_str()).collect::<Vec<_>>(), ["A", "B", "C"]);
}

#[test]
fn the_watcher_may_stop_it() {
    let ratings = crossed(&["A", "B", "C"], 6);
    let mut stop =
        |done: u64, _: Option<u64>| if done > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let stopped = scores(&lent(&ratings)).sites(SitesOptions::new("").watch(&mut stop));
    assert_eq!(stopped.unwrap_err().code(), ErrorCode::Cancelled);
}

/// Counts every permutation the slow way.
fn counted(first: &[f64], second: &[f64]) -> f64 {
    let pool: Vec<f64> = first.iter().chain(second).copied().collect();
    let mean = |chosen: u32| {
        let (mut own, mut other) = (0.0, 0.0);
        for (at, value) in pool.iter().enumerate() {
            if chosen >> at & 1 == 1 { own += value } else { other += value }
        }
        (other / second.len() as f64 - own / first.len() as f64).abs()
    };
    let seen = mean((1 << first.len()) - 1) - 1e-12;
    let all: Vec<f64> = (0..1_u32 << pool.len())
        .filter(|chosen| chosen.count_ones() as usize == first.len())
        .map(mean)
        .collect();
    all.iter().filter(|own| **own >= seen).count() as f64 / all.len() as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn all_permutations_are_counted(first in prop::collection::vec(0..4_u8, 2..6), second in prop::collection::vec(0..4_u8, 2..6)) {
        let thirds = |ratings: &[u8]| ratings.iter().map(|rating| f64::from(*rating) / 3.0).collect::<Vec<_>>();
        let (first, second) = (thirds(&first), thirds(&second));
        let permutations = Permutations { first: &first, second: &second, both: &[] };
        let exact = permutations.p(&mut Random::new(1, 1), 2000);
        prop_assert!((exact - counted(&first, &second)).abs() < 1e-12);
        // At random, with room for four standard errors.
        let drawn = permutations.p(&mut Random::new(1, 1), 8);
        prop_assert!(drawn > 0.0 && drawn <= 1.0);
    }

    #[test]
    fn names_and_rows_do_not_matter(seed in 0..1000_u64) {
        let mut ratings = crossed(&["A", "B", "C"], 7);
        let before = sites(&scores(&lent(&ratings)), SitesOptions::new("").ranks(true));
        Random::new(seed, 0).shuffle(&mut ratings);
        prop_assert_eq!(&before, &sites(&scores(&lent(&ratings)), SitesOptions::new("").ranks(true)));
        // Sites with other names in another order: each difference turns its sign or stays.
        for (unit, ..) in &mut ratings {
            *unit = match unit.as_str() { "A" => "z", "B" => "y", _ => "x" }.to_owned();
        }
        let turned = sites(&scores(&lent(&ratings)), SitesOptions::new(""));
        let (own, other) = (&before.constructs[0].pairs, &turned.constructs[0].pairs);
        for (at, to) in [(0, 2), (1, 1), (2, 0)] {
            prop_assert!((own[at].difference.unwrap() + other[to].difference.unwrap()).abs() < 1e-12);
            prop_assert!((own[at].p.unwrap() - other[to].p.unwrap()).abs() < 1e-9);
            let (g, h) = (own[at].hedges_g.unwrap(), other[to].hedges_g.unwrap());
            prop_assert!((g.value + h.value).abs() < 1e-9);
            prop_assert!((g.interval.unwrap().lower + h.interval.unwrap().upper).abs() < 1e-7);
            prop_assert_eq!(own[at].cliffs_delta.unwrap().value, -other[to].cliffs_delta.unwrap().value);
        }
    }
}

#[test]
fn a_sample_without_ratings_says_so() {
    let sample = Sample { reason: Some(Reason::NoRatings), ..Sample::default() };
    assert!(linked::levels(&[sample]).is_none());
}
