//! The many-facet Rasch model on designs of ratings: bias, error, coverage.

use crate::rasch::{RaschEstimation, RaschOptions, RaschPlan, RaschPlanOptions, RaschRecovery};
use crate::ratings::ColumnSet;
use crate::simulations::{Page, is_deep, is_full, replicates, thousandths};
use crate::stats::random::Random;

/// Who rates whom.
#[derive(Clone, Copy, Debug)]
enum Panel {
    /// So many raters of each unit, drawn at random, each rater as often as others.
    Random(usize),
    /// A unit is rated by the raters of its place and those after it; the last are followed by the first.
    Ring(usize),
    /// The same, with nobody after the last.
    Chain,
    /// By a rater of its own place, and by one who sees all.
    Visitor,
    /// By a rater of its own place; the first units by all.
    Shared(usize),
    /// By everyone, of which some ratings are missing.
    Gaps(f64),
}

/// A design.
#[derive(Clone, Copy, Debug)]
struct Design {
    name: &'static str,
    units: usize,
    raters: usize,
    panel: Panel,
    criteria: usize,
    occasions: usize,
    /// Thresholds are so far apart, and so many.
    thresholds: (usize, f64),
    /// The standard deviation of raters.
    severity: f64,
    is_partial: bool,
    is_marginal: bool,
    /// Replicates where it is run deep, ten times as many as at full size.
    deep: u64,
}

const USUAL: Design = Design {
    name: "",
    units: 100,
    raters: 20,
    panel: Panel::Random(2),
    criteria: 4,
    occasions: 1,
    thresholds: (4, 1.0),
    severity: 0.7,
    is_partial: false,
    is_marginal: false,
    deep: 1_000,
};

/// Each of them has a line on the page.
const DESIGNS: [Design; 24] = [
    Design { name: "crossed", units: 40, raters: 4, panel: Panel::Random(4), criteria: 5, ..USUAL },
    Design {
        name: "crossed-two-categories",
        units: 60,
        raters: 4,
        panel: Panel::Random(4),
        criteria: 6,
        thresholds: (1, 0.0),
        ..USUAL
    },
    Design {
        name: "crossed-partial-credit",
        units: 80,
        raters: 3,
        panel: Panel::Random(3),
        is_partial: true,
        ..USUAL
    },
    Design {
        name: "crossed-nine-categories",
        units: 40,
        raters: 3,
        panel: Panel::Random(3),
        criteria: 5,
        thresholds: (8, 0.5),
        ..USUAL
    },
    Design { name: "gaps", units: 60, raters: 6, panel: Panel::Gaps(0.4), criteria: 5, ..USUAL },
    Design { name: "pairs-short", criteria: 2, ..USUAL },
    Design { name: "pairs-short-marginal", criteria: 2, is_marginal: true, ..USUAL },
    Design { name: "pairs", ..USUAL },
    Design { name: "pairs-marginal", is_marginal: true, ..USUAL },
    Design { name: "pairs-many-raters", units: 120, raters: 60, ..USUAL },
    Design { name: "pairs-many-raters-marginal", units: 120, raters: 60, is_marginal: true, ..USUAL },
    Design { name: "pairs-severe", severity: 1.5, ..USUAL },
    Design { name: "ring", units: 60, panel: Panel::Ring(2), ..USUAL },
    Design { name: "ring-marginal", units: 60, panel: Panel::Ring(2), is_marginal: true, ..USUAL },
    Design { name: "chain", units: 60, raters: 10, panel: Panel::Chain, ..USUAL },
    Design { name: "visitor", units: 60, raters: 13, panel: Panel::Visitor, ..USUAL },
    Design { name: "shared-videos", units: 64, raters: 20, panel: Panel::Shared(4), ..USUAL },
    Design { name: "occasions", units: 50, raters: 6, criteria: 2, occasions: 3, ..USUAL },
    Design { name: "one-criterion", raters: 10, panel: Panel::Random(5), criteria: 1, ..USUAL },
    Design { name: "thirty", units: 200, panel: Panel::Random(3), criteria: 10, ..USUAL },
    Design {
        name: "thirty-marginal",
        units: 200,
        panel: Panel::Random(3),
        criteria: 10,
        is_marginal: true,
        deep: 500,
        ..USUAL
    },
    Design { name: "thirty-five-raters", panel: Panel::Random(5), criteria: 6, ..USUAL },
    Design { name: "district", units: 800, raters: 160, panel: Panel::Random(5), deep: 200, ..USUAL },
    Design { name: "state", units: 8_000, raters: 160, panel: Panel::Random(5), deep: 20, ..USUAL },
];

impl Design {
    /// Raters of each unit.
    fn panels(&self) -> Vec<Vec<usize>> {
        let mut random = Random::new(1, 0);
        // Of a random panel each seat goes through all raters, in an order of its own, before one has a second turn.
        let mut seats: Vec<Vec<usize>> = Vec::new();
        if let Panel::Random(seats_of) = self.panel {
            seats = vec![Vec::new(); seats_of];
        }
        let mut raters_of = |unit: usize| -> Vec<usize> {
            let own = unit * self.raters / self.units;
            match self.panel {
                Panel::Random(_) => {
                    let mut panel: Vec<usize> = Vec::new();
                    for seat in &mut seats {
                        if seat.is_empty() {
                            seat.extend(0..self.raters);
                            random.shuffle(seat);
                        }
                        let free = seat.iter().rposition(|rater| !panel.contains(rater));
                        panel.extend(free.map(|at| seat.remove(at)));
                        // Only those are left who sit there already: somebody else, who comes once more.
                        if free.is_none() {
                            let mut all: Vec<usize> =
                                (0..self.raters).filter(|rater| !panel.contains(rater)).collect();
                            random.shuffle(&mut all);
                            panel.extend(all.first());
                        }
                    }
                    panel
                }
                Panel::Ring(panel) => (0..panel).map(|seat| (unit + seat) % self.raters).collect(),
                Panel::Chain => {
                    let first = unit % (self.raters - 1);
                    vec![first, first + 1]
                }
                Panel::Visitor => vec![unit * (self.raters - 1) / self.units, self.raters - 1],
                Panel::Shared(shared) if unit < shared => (0..self.raters).collect(),
                Panel::Shared(_) => vec![own],
                Panel::Gaps(_) => (0..self.raters).collect(),
            }
        };
        (0..self.units).map(&mut raters_of).collect()
    }

    fn columns(&self) -> ColumnSet {
        let mut random = Random::new(2, 0);
        let missing = if let Panel::Gaps(missing) = self.panel { missing } else { 0.0 };
        let mut rows: Vec<[usize; 4]> = Vec::new();
        for (unit, panel) in self.panels().into_iter().enumerate() {
            for rater in panel {
                for at in 0..self.criteria * self.occasions {
                    if random.unit() >= missing {
                        rows.push([unit, rater, at % self.criteria, at / self.criteria]);
                    }
                }
            }
        }
        let column = |at: usize| rows.iter().map(move |row| Some(row[at] as i64));
        let set = ColumnSet::new().integers("unit", column(0)).integers("rater", column(1));
        let set = if self.criteria > 1 { set.integers("criterion", column(2)) } else { set };
        if self.occasions > 1 { set.integers("occasion", column(3)) } else { set }
    }

    fn plan(&self, replicates: u64) -> RaschPlan {
        let mut facets = vec!["unit", "rater"];
        facets.extend((self.criteria > 1).then_some("criterion"));
        facets.extend((self.occasions > 1).then_some("occasion"));
        let mut model = RaschOptions::new().facets(facets);
        if self.is_partial {
            model = model.partial_credit("criterion");
        }
        if self.is_marginal {
            model = model.estimation(RaschEstimation::Marginal);
        }
        let (count, apart) = self.thresholds;
        let middle = 0.5 * (count as f64 - 1.0);
        let options = RaschPlanOptions::new()
            .model(model)
            .thresholds((0..count).map(|at| apart * (at as f64 - middle)))
            .deviation("rater", self.severity)
            .replicates(replicates as u32)
            .seed(1);
        RaschPlan::of(&[self.columns()], options).unwrap()
    }
}

/// Two decimals; what rounds to nothing has no sign.
fn two(value: Option<f64>) -> String {
    let told = |value: f64| format!("{:.2}", (100.0 * value).round() / 100.0 + 0.0);
    value.map(told).unwrap_or_default()
}

/// What the page says of a facet: slope, error and coverage.
fn said(row: &RaschRecovery) -> String {
    let shares = [row.coverage90, row.coverage95].map(|share| share.map(thousandths).unwrap_or_default());
    format!("{} | {} | {}", two(row.slope), two(row.rmse), shares.join(" | "))
}

/// Runs designs, all but the large ones where it is not run deep. The page is held to what they say at full size.
fn recovered(designs: impl Fn(&Design) -> bool) {
    let mut page = Page::new(include_str!("../../docs/rasch_plan.md"));
    let mut failures = Vec::new();
    let designs = DESIGNS
        .into_iter()
        .filter(|design| designs(design) && (is_deep() || design.units < if is_full() { 800 } else { 200 }));
    for design in designs {
        let replicates = if is_deep() { design.deep } else { replicates(6, design.deep / 10) };
        let plan = design.plan(replicates);
        let [units, raters] = [&plan.recovery[0], &plan.recovery[1]];
        let fewest = |facet: &str| {
            let own = plan.elements.iter().filter(|row| row.facet == facet).map(|row| row.ratings);
            own.fold(f64::INFINITY, f64::min)
        };
        let [of_unit, of_rater] = ["unit", "rater"].map(fewest);
        println!("{} lost, {:.2} set aside:", plan.lost, plan.set_aside);
        let line = format!(
            "| {} | {of_unit} | {of_rater} | {} | {} | {} |",
            design.name,
            two(units.bias),
            said(units),
            said(raters)
        );
        if is_deep() {
            println!("{line}");
        } else {
            page.says(line);
        }
        // With enough ratings intervals hold, and severities by marginal estimation lie as far apart as they are.
        let is_enough = is_full() && of_unit >= 30.0 && of_rater >= 15.0;
        for row in [units, raters] {
            let slack = 2.0 * row.coverage_error.unwrap_or(0.0);
            for (share, expected) in [(row.coverage90, 0.9), (row.coverage95, 0.95)] {
                let apart = share.map_or(1.0, |share| (share - expected).abs());
                if is_enough && apart > 0.02 + slack {
                    failures.push(format!("{} {:?}: {share:?} for {expected}", design.name, row.facet));
                }
            }
        }
        let slope = raters.slope.unwrap_or(0.0);
        if is_enough && design.is_marginal && !(0.98..=1.02).contains(&slope) {
            failures.push(format!("{}: severities have slope {slope}", design.name));
        }
        if u64::from(plan.estimated) * 20 < replicates * 19 {
            failures.push(format!("{}: {} of {replicates}", design.name, plan.estimated));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    page.hold();
}

#[test]
fn crossed_designs_are_recovered() {
    recovered(|design| design.name.starts_with("crossed") || design.name == "gaps");
}

#[test]
fn pairs_are_recovered() {
    recovered(|design| design.name.starts_with("pairs"));
}

#[test]
fn linked_designs_are_recovered() {
    let others = ["crossed", "gaps", "pairs", "thirty"];
    recovered(|design| design.units < 800 && !others.iter().any(|own| design.name.starts_with(own)));
}

#[test]
fn thirty_ratings_of_a_unit_are_enough() {
    recovered(|design| design.name.starts_with("thirty"));
}

#[test]
fn large_designs_are_recovered() {
    recovered(|design| design.units >= 800);
}
