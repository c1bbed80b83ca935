//! Are sites told apart that do not differ, and do rank intervals hold the ranks? Four sites and one construct of three
//! criteria; raters nested in sites, schools nested in networks, the same raters everywhere, and sites linked in a chain.

use super::{OF_ERRORS, Page, Person, RatingRows, is_full, range, replicates, rubric, slack, some};
use crate::comparison::{SiteInterval, SiteTest, SiteVerdict, Sites, SitesOptions};
use crate::scoring::{Observed, Scores};
use crate::stats::distribution::normal_quantile;
use crate::stats::random::Random;
use crate::tally::{Grain, GroupBy};
use crate::units::{Membership, Unit, Units};

const CRITERIA: usize = 3;
const LEVEL: f64 = 0.05;
const SITES: [&str; 4] = ["A", "B", "C", "D"];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Design {
    /// So many raters of its own at each site.
    Nested(usize),
    /// So many schools of its own in each network, with six raters each.
    Schools(usize),
    /// So many raters who rate all sites.
    Crossed(usize),
    /// So many raters for each of the three pairs of neighbours.
    Chain(usize),
}

fn thresholds(share: f64) -> [f64; 3] {
    let cut = -normal_quantile(share).unwrap();
    [cut - 1.0, cut, cut + 1.0]
}

fn rating(
    ratings: &mut RatingRows,
    unit: &str,
    rater: &str,
    person: Person,
    share: f64,
    random: &mut Random,
) {
    for criterion in 0..CRITERIA {
        let level = person.rating(random, &thresholds(share));
        ratings.push([unit, "", rater, ""], criterion, level);
    }
}

/// Scores of sites with these shares; `within` is the correlation of two ratings of one rater.
fn draw(design: Design, within: f64, shares: [f64; 4], random: &mut Random) -> Scores {
    let mut ratings = RatingRows::new(&rubric(1, CRITERIA));
    let mut units = Units::default();
    for (site, share) in SITES.iter().zip(shares) {
        match design {
            Design::Nested(raters) => {
                for rater in 0..raters {
                    let person = Person::draw(random, within);
                    rating(&mut ratings, site, &format!("{site}{rater}"), person, share, random);
                }
            }
            Design::Schools(schools) => {
                for school in 0..schools {
                    let id = format!("{site}-{school}");
                    // Schools of a network differ by a third of the latent spread.
                    let own = normal_quantile(share).unwrap() * 1.05_f64 + 0.33 * random.normal();
                    let own = crate::stats::distribution::normal_cdf(own).unwrap().clamp(0.001, 0.999);
                    for rater in 0..6 {
                        let person = Person::draw(random, within);
                        rating(&mut ratings, &id, &format!("r{rater}"), person, own, random);
                    }
                    let parents = vec![Membership { unit: (*site).to_owned(), from: None, to: None }];
                    units.units.insert(id.clone(), Unit { id, parents, ..Unit::default() });
                }
                units.units.insert((*site).to_owned(), Unit { id: (*site).to_owned(), ..Unit::default() });
            }
            Design::Crossed(_) | Design::Chain(_) => {}
        }
    }
    let mut shared = |raters: usize, sites: std::ops::Range<usize>, name: &str| {
        for rater in 0..raters {
            let person = Person::draw(random, within);
            for site in sites.clone() {
                let here = person.later(random, 0.8);
                rating(&mut ratings, SITES[site], &format!("{name}{rater}"), here, shares[site], random);
            }
        }
    };
    match design {
        Design::Crossed(raters) => shared(raters, 0..4, "r"),
        Design::Chain(raters) => (0..3).for_each(|at| shared(raters, at..at + 2, &format!("c{at}-"))),
        _ => {}
    }
    let tally = ratings.tally(Grain::Raters);
    let grouped = matches!(design, Design::Schools(_));
    let tally = if grouped { tally.group_by(&units, GroupBy::Parent).unwrap() } else { tally };
    tally.score(&units, Observed::new()).unwrap()
}

fn options(design: Design) -> SitesOptions {
    let linked = matches!(design, Design::Crossed(_) | Design::Chain(_));
    if linked { SitesOptions::new("") } else { SitesOptions::new("").declared("one pool of raters") }
}

fn sites(scores: &Scores, options: SitesOptions) -> Sites {
    scores.sites(options).unwrap()
}

const PAGE: &str = include_str!("../../docs/sites.md");

/// The row of the page's table that a design belongs to.
fn row(design: Design) -> &'static str {
    match design {
        Design::Nested(5) => "5 raters of its own at each site, declared",
        Design::Nested(8) => "8 raters of its own",
        Design::Nested(_) => "20 raters of its own",
        Design::Schools(6) => "networks of 6 schools with 6 raters each, schools differing",
        Design::Schools(_) => "networks of 12 schools",
        Design::Crossed(5 | 8) => "5 or 8 raters, the same at all sites",
        Design::Crossed(_) => "the same 20 raters at all sites",
        Design::Chain(6) => "6 raters for each pair of neighbours, in a chain",
        Design::Chain(_) => "15 raters for each pair of neighbours",
    }
}

/// A cell of the simulation: the design, the way, how often any of six pairs was told apart, and each by itself.
type Found = (Design, SiteInterval, SiteTest, f64, f64);

/// What the page says of all cells.
fn hold_page(found: &[Found]) {
    let mut page = Page::new(PAGE);
    let mut rows: Vec<&str> = Vec::new();
    for (design, ..) in found {
        if !rows.contains(&row(*design)) {
            rows.push(row(*design));
        }
    }
    for name in rows {
        let of = |test: SiteTest| {
            let own = found
                .iter()
                .filter(move |cell| row(cell.0) == name && cell.1 == SiteInterval::Mover && cell.2 == test);
            range(own.map(|cell| cell.3), 1)
        };
        page.says(format!("| {name} | {} | {} |", of(SiteTest::Interval), of(SiteTest::Permutation)));
    }
    let bootstrap = |kept: &dyn Fn(Design) -> bool| {
        let own = found.iter().filter(|cell| cell.1 == SiteInterval::Bootstrap && kept(cell.0));
        range(own.map(|cell| cell.4), 1)
    };
    let apart = bootstrap(&|design| matches!(design, Design::Nested(_) | Design::Schools(_)));
    let shared = bootstrap(&|design| matches!(design, Design::Crossed(20)));
    let chain = bootstrap(&|design| matches!(design, Design::Chain(15)));
    page.says(format!(
        "is wrong in {apart} of 100 at nominal 5 where raters are not shared, in {shared} with 20"
    ));
    page.says(format!("who are, and in {chain} in a chain of fifteens:"));
    page.hold();
}

#[test]
fn sites_that_do_not_differ_are_seldom_told_apart() {
    let replicates = replicates(OF_ERRORS, 2_000);
    let mut failures = Vec::new();
    let ways = [
        (SiteInterval::Mover, SiteTest::Interval),
        (SiteInterval::Bootstrap, SiteTest::Interval),
        (SiteInterval::Mover, SiteTest::Permutation),
    ];
    let designs = [
        Design::Crossed(5),
        Design::Chain(6),
        Design::Crossed(8),
        Design::Crossed(20),
        Design::Chain(15),
        Design::Nested(5),
        Design::Nested(8),
        Design::Nested(20),
        Design::Schools(6),
        Design::Schools(12),
    ];
    println!("design within share way: any of six pairs, each pair without correction");
    let mut cells = Vec::new();
    for design in designs {
        for (within, share) in [(0.3, 0.5), (0.9, 0.5), (0.6, 0.15)] {
            for (interval, test) in ways {
                cells.push((cells.len() as u64 + 1, design, (within, share), interval, test));
            }
        }
    }
    let mut all: Vec<Found> = Vec::new();
    for (stream, design, (within, share), interval, test) in some(cells, 29) {
        let mut random = Random::new(31, stream);
        let (mut any, mut single, mut pairs) = (0_u64, 0_u64, 0_u64);
        for _ in 0..replicates {
            let scores = draw(design, within, [share; 4], &mut random);
            let asked = options(design).interval(interval).test(test).replicates(499);
            let found = sites(&scores, asked);
            let own = &found.constructs[0].pairs;
            any += u64::from(own.iter().any(|pair| pair.verdict == SiteVerdict::Distinguishable));
            single += own.iter().filter(|pair| pair.p.is_some_and(|p| p <= LEVEL)).count() as u64;
            pairs += own.iter().filter(|pair| pair.p.is_some()).count() as u64;
        }
        let any = any as f64 / replicates as f64;
        let single = single as f64 / pairs.max(1) as f64;
        println!("{design:?} {within} {share} {interval:?} {test:?}: {any:.4} {single:.4}");
        all.push((design, interval, test, any, single));
        if any > LEVEL + slack(LEVEL, replicates) {
            failures.push(format!("{design:?} {within} {share} {interval:?} {test:?}: {any} {single}"));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    if is_full() {
        hold_page(&all);
    }
}

#[test]
fn rank_intervals_hold_all_ranks_at_once() {
    let replicates = replicates(25, 2_000);
    let mut random = Random::new(32, 0);
    // From the lowest to the highest, so that their true ranks are 4, 3, 2, 1.
    let shares = [0.2, 0.35, 0.5, 0.8];
    let mut all = [const { Vec::new() }; 2];
    for design in [Design::Nested(12), Design::Crossed(12), Design::Chain(12)] {
        let (mut held, mut told) = (0_u64, 0_u64);
        for _ in 0..replicates {
            let scores = draw(design, 0.5, shares, &mut random);
            let found = sites(&scores, options(design).ranks(true).replicates(200));
            let own = &found.constructs[0];
            let holds = |(at, site): (usize, &crate::comparison::Site)| {
                let rank = site.rank.as_ref().unwrap();
                (rank.highest..=rank.lowest).contains(&(4 - at as u32))
            };
            held += u64::from(own.sites.iter().enumerate().all(holds));
            told += u64::from(own.pairs[2].verdict == SiteVerdict::Distinguishable);
        }
        let (held, told) = (held as f64 / replicates as f64, told as f64 / replicates as f64);
        println!("{design:?}: all ranks held {held:.4}, the ends told apart {told:.3}");
        assert!(held >= 1.0 - LEVEL - slack(LEVEL, replicates), "{design:?}: {held}");
        assert!(told > 0.3, "{design:?}: {told}");
        all.iter_mut().zip([held, told]).for_each(|(all, share)| all.push(share));
    }
    let [held, told] = all;
    let mut page = Page::new(PAGE);
    page.says(format!("rank intervals held all four ranks at once in {} of 100,", range(held, 1)));
    page.says(format!("told the ends apart in {} of 100", range(told, 0)));
    page.hold();
}

/// Intervals cover the difference of sites that differ.
#[test]
fn intervals_cover_a_difference() {
    let replicates = replicates(30, 2_000);
    let shares = [0.3, 0.3, 0.7, 0.7];
    let mut failures = Vec::new();
    let mut shown = [const { Vec::new() }; 2];
    for (stream, design) in (0..).zip([
        Design::Nested(8),
        Design::Nested(20),
        Design::Crossed(8),
        Design::Crossed(20),
        Design::Chain(12),
    ]) {
        for (shown, interval) in shown.iter_mut().zip([SiteInterval::Mover, SiteInterval::Bootstrap]) {
            let mut random = Random::new(33, stream);
            let (mut covered, mut all) = (0_u64, 0_u64);
            for _ in 0..replicates {
                let scores = draw(design, 0.5, shares, &mut random);
                let found = sites(&scores, options(design).interval(interval).replicates(499));
                // A with D.
                if let Some(at) = found.constructs[0].pairs[2].interval {
                    all += 1;
                    covered += u64::from(at.lower <= 0.4 && 0.4 <= at.upper);
                }
            }
            let share = covered as f64 / all.max(1) as f64;
            println!("{design:?} {interval:?}: {share:.4} of {all}");
            shown.extend((all > 0).then_some(share));
            if all > 0 && share < 0.93 - slack(LEVEL, replicates) {
                failures.push(format!("{design:?} {interval:?}: {share}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    let [mover, bootstrap] = shown.map(|all| range(all, 1));
    let mut page = Page::new(PAGE);
    page.says(format!("covered it in {mover} of 100 (MOVER) and {bootstrap} (bootstrap),"));
    page.hold();
}
