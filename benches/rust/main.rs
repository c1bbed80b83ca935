//! The workloads in Rust. `cargo bench -p collabpro-benches` prints one line of JSON for each; with `-- --test` each
//! runs once and nothing is timed. Names after `--` choose among them.

mod data;

use std::hint::black_box;
use std::process::ExitCode;
use std::thread::{available_parallelism, scope};

use collabpro_benches::{Manifest, Workload, time};
use collabpro_core::agreement::{AgreementOptions, Coefficient, Metric};
use collabpro_core::comparison::SiteInterval;
use collabpro_core::composite::{AggregationMethod, CompositeOptions, Indicators, Sensitivity};
use collabpro_core::consistency::ConsistencyOptions;
use collabpro_core::generalizability::StudyOptions;
use collabpro_core::icc::IccOptions;
use collabpro_core::rasch::{RaschEstimation, RaschOptions, RaschPlanOptions, RaschState};
use collabpro_core::rating_table::RatingTableOptions;
use collabpro_core::ratings::{Builder, ColumnSet, RaterLink, ReadOptions, Reader};
use collabpro_core::report::Depth;
use collabpro_core::tally::Grain;
use collabpro_core::{
    ChangeOptions, ErrorCode, Generalizability, Observed, Policy, Rasch, RaschPlan, RatingTable, Ratings,
    Released, Report, ReportOptions, Result, Rubric, Scores, SitesOptions, Units,
};

/// One round of a workload, ready to run.
type Round = Box<dyn FnMut() -> Result<()>>;

/// Prepares a workload; the round is what is timed.
fn prepare(name: &str, rows: usize) -> Option<Result<Round>> {
    Some(match name {
        "rubric_load" => rubric_load(),
        "district_report" => district_report(),
        "report_district" => report_district(),
        "report_tenth" | "report_schools" => report(rows),
        "release_schools" => release(rows),
        "page_of_many" => page(rows),
        "csv_half" | "csv_long" => csv(rows),
        "columns_long" => columns(rows),
        "sites_bootstrap" => sites_bootstrap(rows),
        "tally_units" => tally(rows, false, Grain::Units),
        "tally_raters_sorted" => tally(rows, false, Grain::Raters),
        "composite_replicates" => composite(rows),
        "agreement_dense" | "agreement_tenth" => agreement(rows / 4, 4),
        "memory_dense" | "memory_tenth" => memory(rows / 4, 4),
        "agreement_ten" => agreement(rows / 10, 10),
        "agreement_long" => agreement_long(rows / 4),
        "agreement_bootstrap" => agreement_bootstrap(rows),
        "krippendorff_ordinal" => krippendorff(data::ratings(rows, 4, true), 4, Metric::Ordinal),
        "krippendorff_interval" => krippendorff_interval(rows),
        "icc_forms" => icc(rows),
        "consistency_items" => consistency(rows),
        "components" => components(rows),
        "rasch_frame" => rasch_frame(rows),
        "rasch_plan" => rasch_plan(rows),
        name if name.starts_with("rasch") => rasch(name, rows),
        "tally_raters_mixed" => tally(rows, true, Grain::Raters),
        _ => return None,
    })
}

fn rubric_load() -> Result<Round> {
    let text = Rubric::bundled().to_json();
    Ok(Box::new(move || Rubric::from_json(black_box(&text)).map(drop)))
}

fn district() -> Result<Scores> {
    const RATINGS: &str = include_str!("../../collabpro-core/examples/district/ratings.csv");
    const UNITS: &str = include_str!("../../collabpro-core/examples/district/units.json");
    let options = ReadOptions::new().link(RaterLink::Persistent);
    let reader = Reader::new(&Rubric::bundled()).options(options).units(Units::from_json(UNITS)?);
    reader.read(black_box(RATINGS).as_bytes())?.score(Observed::new())
}

fn district_report() -> Result<Round> {
    Ok(Box::new(|| {
        let scores = district()?;
        let occasions = scores.occasions().unwrap_or_default();
        let change = scores.change(ChangeOptions::new(&occasions[0], &occasions[1]))?;
        let released = scores.release(&Policy::default().trust(true))?;
        let report = Report::new(&released).change(&change).build()?;
        black_box(report.to_html());
        Ok(())
    }))
}

fn written(released: &Released, options: ReportOptions) -> Result<()> {
    let report = Report::new(black_box(released)).options(options).build()?;
    black_box(report.to_html());
    Ok(())
}

fn report_district() -> Result<Round> {
    let released = district()?.release(&Policy::default())?;
    Ok(Box::new(move || written(&released, ReportOptions::new())))
}

fn schools(rows: usize) -> Result<Scores> {
    read(&data::csv_of(data::TEACHERS, &data::criteria(&Rubric::bundled()), rows, false))?
        .score(Observed::new())
}

fn report(rows: usize) -> Result<Round> {
    let released = schools(rows)?.release(&Policy::default())?;
    Ok(Box::new(move || written(&released, ReportOptions::new())))
}

fn release(rows: usize) -> Result<Round> {
    let scores = schools(rows)?;
    Ok(Box::new(move || black_box(&scores).release(&Policy::default()).map(drop)))
}

fn page(rows: usize) -> Result<Round> {
    let released = schools(rows)?.release(&Policy::default())?;
    let unit = released.coverage().last().map(|row| row.unit.clone()).unwrap_or_default();
    Ok(Box::new(move || written(&released, ReportOptions::new().units([&*unit]).depth(Depth::Page))))
}

fn read(text: &str) -> Result<Ratings> {
    let mut reader = Reader::new(&Rubric::bundled());
    for part in text.as_bytes().chunks(1 << 16) {
        reader.push(part)?;
    }
    reader.finish()
}

fn csv(rows: usize) -> Result<Round> {
    let text = data::csv(&data::criteria(&Rubric::bundled()), rows, false);
    Ok(Box::new(move || read(black_box(&text)).map(drop)))
}

/// The round is given plain arrays, as Python's is given those of a frame.
fn columns(rows: usize) -> Result<Round> {
    let rubric = Rubric::bundled();
    let criteria = data::criteria(&rubric);
    let raters = rows.div_ceil(criteria.len());
    let names = |count: usize, name: fn(usize) -> String| -> Vec<String> { (0..count).map(name).collect() };
    let count = criteria.len();
    let codes = |code: fn(usize, usize) -> usize| -> Vec<i32> {
        (0..rows).map(|row| code(row, count) as i32).collect()
    };
    let coded = [
        (
            "unit",
            names(raters.div_ceil(data::RATERS), |unit| format!("school-{unit:05}")),
            codes(|row, criteria| row / criteria / data::RATERS),
        ),
        (
            "rater",
            names(raters, |rater| format!("teacher-{rater:07}")),
            codes(|row, criteria| row / criteria),
        ),
        ("role", vec!["teacher".to_owned()], codes(|_, _| 0)),
        ("criterion", criteria, codes(|row, criteria| row % criteria)),
    ];
    let levels: Vec<i64> = (0..rows).map(|row| data::level(row, count) as i64).collect();
    Ok(Box::new(move || {
        let mut set = ColumnSet::new();
        for (name, labels, codes) in black_box(&coded) {
            set = set.coded(*name, labels, codes.iter().map(|code| Some(*code as u32)));
        }
        set = set.integers("level", black_box(&levels).iter().map(|level| Some(*level)));
        let mut builder = Builder::new(&rubric);
        builder.columns(&set)?;
        builder.finish().map(drop)
    }))
}

fn tally(rows: usize, mixed: bool, grain: Grain) -> Result<Round> {
    let ratings = read(&data::csv(&data::criteria(&Rubric::bundled()), rows, mixed))?;
    Ok(Box::new(move || black_box(&ratings).tally(grain).map(drop)))
}

/// An index of 51 units and 8 indicators, everything drawn anew so many times.
fn composite(replicates: usize) -> Result<Round> {
    let table = Indicators::from_json(&data::indicators())?;
    let asked = Sensitivity::new().replicates(replicates as u32).aggregations([
        AggregationMethod::Arithmetic,
        AggregationMethod::Geometric,
        AggregationMethod::Harmonic,
        AggregationMethod::Minimum,
    ]);
    let options = CompositeOptions::new().sensitivity(asked);
    Ok(Box::new(move || black_box(&table).composite(options.clone()).map(drop)))
}

fn sites_bootstrap(schools: usize) -> Result<Round> {
    let scores = read(&data::schools(schools))?.score(Observed::new())?;
    let asked = SitesOptions::new("").declared("one pool of observers").interval(SiteInterval::Bootstrap);
    Ok(Box::new(move || black_box(&scores).sites(asked.clone()).map(drop)))
}

fn scale() -> RatingTableOptions {
    RatingTableOptions::new().values([1.0, 2.0, 3.0, 4.0, 5.0])
}

fn agreement(units: usize, raters: usize) -> Result<Round> {
    let matrix = RatingTable::from_u8(data::ratings(units, raters, true), raters, scale())?;
    Ok(Box::new(move || black_box(&matrix).agreement(AgreementOptions::new()).map(drop)))
}

/// The bytes of [`agreement`], read once on as many threads as there are: faster than this nothing that reads them can be.
fn memory(units: usize, raters: usize) -> Result<Round> {
    let bytes = data::ratings(units, raters, true);
    let part = bytes.len().div_ceil(available_parallelism().map_or(1, usize::from));
    Ok(Box::new(move || {
        let sum = |part: &[u8]| part.iter().map(|byte| u64::from(*byte)).sum::<u64>();
        let sums = scope(|scope| {
            let threads: Vec<_> =
                black_box(&bytes).chunks(part).map(|part| scope.spawn(move || sum(part))).collect();
            threads.into_iter().map(|thread| thread.join().ok()).collect::<Vec<_>>()
        });
        black_box(sums);
        Ok(())
    }))
}

fn agreement_long(units: usize) -> Result<Round> {
    let ratings = data::ratings(units, 4, true);
    let unit: Vec<u32> = (0..ratings.len()).map(|at| (at / 4) as u32).collect();
    let rater: Vec<u32> = (0..ratings.len()).map(|at| (at % 4) as u32).collect();
    Ok(Box::new(move || {
        let matrix =
            RatingTable::from_ratings(unit.clone(), rater.clone(), black_box(&ratings).clone(), scale())?;
        matrix.agreement(AgreementOptions::new()).map(drop)
    }))
}

fn agreement_bootstrap(units: usize) -> Result<Round> {
    let matrix = RatingTable::from_u8(data::ratings(units, 6, true), 6, scale())?;
    let asked = AgreementOptions::new().replicates(10_000).coefficients([
        Coefficient::Percent,
        Coefficient::Fleiss,
        Coefficient::BrennanPrediger,
        Coefficient::Ac,
        Coefficient::Krippendorff,
    ]);
    Ok(Box::new(move || black_box(&matrix).agreement(asked.clone()).map(drop)))
}

fn krippendorff(bytes: Vec<u8>, raters: usize, metric: Metric) -> Result<Round> {
    let asked = AgreementOptions::new().coefficients([Coefficient::Krippendorff]).metrics([metric]);
    Ok(Box::new(move || {
        let matrix = RatingTable::from_u8(black_box(&bytes).clone(), raters, scale())?;
        matrix.agreement(asked.clone()).map(drop)
    }))
}

fn krippendorff_interval(units: usize) -> Result<Round> {
    let numbers = data::reals(2 * units);
    let asked = AgreementOptions::new().coefficients([Coefficient::Krippendorff]).metrics([Metric::Interval]);
    Ok(Box::new(move || {
        let matrix = RatingTable::from_numbers(black_box(&numbers).clone(), 2, RatingTableOptions::new())?;
        matrix.agreement(asked.clone()).map(drop)
    }))
}

fn icc(units: usize) -> Result<Round> {
    let matrix = RatingTable::from_u8(data::ratings(units, 4, false), 4, scale())?;
    Ok(Box::new(move || black_box(&matrix).icc(IccOptions::new()).map(drop)))
}

fn consistency(rows: usize) -> Result<Round> {
    let matrix = RatingTable::from_u8(data::ratings(rows, 10, false), 10, scale())?;
    Ok(Box::new(move || black_box(&matrix).consistency(ConsistencyOptions::new().group_factors(0)).map(drop)))
}

/// Three of fifty raters for each unit.
fn components(units: usize) -> Result<Round> {
    let noise = data::reals(4 * units + 50);
    let (mut unit, mut rater, mut score) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..units {
        for turn in 0..3 {
            let who = (at * 7 + turn * (1 + at % 16)) % 50;
            unit.push(Some(at as i64));
            rater.push(Some(who as i64));
            score.push(Some(noise[at] + 0.5 * noise[units + who] + noise[units + 50 + 3 * at + turn]));
        }
    }
    let columns = ColumnSet::new().integers("unit", unit).integers("rater", rater).numbers("rating", score);
    Ok(Box::new(move || {
        Generalizability::of(std::slice::from_ref(black_box(&columns)), StudyOptions::new()).map(drop)
    }))
}

/// Ratings as columns of text, as most files have them.
fn frame(rated: &data::Rated, has_raters: bool) -> ColumnSet {
    let mut set = ColumnSet::new();
    for (at, name) in ["unit", "rater", "criterion"].into_iter().enumerate() {
        if at != 1 || has_raters {
            let names = rated.names(at);
            let labels = rated.cells.iter().map(|cell| Some(names[cell[at] as usize].as_str()));
            set = set.text(name, labels);
        }
    }
    set.integers("rating", rated.ratings.iter().map(|rating| Some(i64::from(*rating))))
}

/// The ratings of a workload of Rasch.
fn rated(name: &str, rows: usize) -> data::Rated {
    let panels = |raters: usize, criteria: usize, of_unit: fn(usize) -> usize, mean: f64| {
        let units = (rows as f64 / (mean * criteria as f64)) as usize;
        data::Rated::panels(units, raters, criteria, of_unit)
    };
    // A district of 36,000 units and 11,000 raters, or as many as the rows allow.
    let raters = |of: usize| (of * rows).div_ceil(972_000);
    match name {
        "rasch_raters" | "rasch_raters_long" => panels(rows / 100, 4, |_| 5, 5.0),
        "rasch_vast" => panels((rows / 6_250).max(160), 4, |_| 5, 5.0),
        "rasch_browser" => panels(12, 36, |_| 12, 12.0),
        "rasch_partial" | "rasch_conditional" => panels(1, 10, |_| 1, 1.0),
        "rasch_panels" | "rasch_panels_marginal" => panels(raters(11_000), 9, |_| 3, 3.0),
        "rasch_thin" | "rasch_thin_marginal" => panels(raters(22_000), 9, |unit| 1 + unit % 2, 1.5),
        "rasch_apart" => panels(rows / 30, 9, |_| 1, 1.0),
        "rasch_single" | "rasch_single_marginal" => data::Rated::singles(rows * 36 / 330, rows / 30, 9, rows),
        _ => panels(160, 4, |_| 5, 5.0),
    }
}

fn rasch(name: &str, rows: usize) -> Result<Round> {
    let is_partial = matches!(name, "rasch_partial" | "rasch_conditional");
    let columns = frame(&rated(name, rows), !is_partial);
    let mut options = RaschOptions::new().values([0.0, 1.0, 2.0, 3.0, 4.0]);
    if is_partial {
        options = options.facets(["unit", "criterion"]).partial_credit("criterion");
    }
    if name.ends_with("marginal") {
        options = options.estimation(RaschEstimation::Marginal).allow_population_link(true);
    } else if name == "rasch_conditional" {
        options = options.estimation(RaschEstimation::Conditional);
    } else if name == "rasch_thin" {
        options = options.allow_subsets(true);
    }
    let is_refused = name == "rasch_apart";
    Ok(Box::new(move || {
        // What is timed must have come to its end.
        match Rasch::of(std::slice::from_ref(black_box(&columns)), options.clone()) {
            Err(error) => {
                assert!(is_refused && error.code() == ErrorCode::NotIdentified, "{error}");
            }
            Ok(found) => {
                let is_found = !is_refused && found.state == RaschState::Converged;
                assert!(
                    is_found,
                    "{:?} {:?} {:?} {}",
                    found.state, found.largest_residual, found.decrement, found.iterations
                );
            }
        }
        Ok(())
    }))
}

/// Columns of text made and read, apart from what is worked out of them.
fn rasch_frame(rows: usize) -> Result<Round> {
    let rated = rated("", rows);
    Ok(Box::new(move || {
        black_box(frame(black_box(&rated), true));
        Ok(())
    }))
}

/// 200 replicates of a design.
fn rasch_plan(rows: usize) -> Result<Round> {
    let rated = rated("", rows);
    let mut design = ColumnSet::new();
    for (at, name) in ["unit", "rater", "criterion"].into_iter().enumerate() {
        design = design.coded(name, rated.names(at), rated.cells.iter().map(|cell| Some(cell[at])));
    }
    let options = RaschPlanOptions::new().thresholds([-1.5, -0.5, 0.5, 1.5]).replicates(200);
    Ok(Box::new(move || RaschPlan::of(std::slice::from_ref(black_box(&design)), options.clone()).map(drop)))
}

/// One round in test mode, the median of many otherwise.
fn run(workload: &Workload, mut round: Round, test: bool) -> Result<()> {
    if test || !workload.deep {
        round()?;
    }
    if test {
        return Ok(());
    }
    let mut result = Ok(());
    let timing = time(&workload.name, workload.deep, || {
        if let Err(error) = round() {
            result = Err(error);
        }
    });
    println!("{}", serde_json::to_string(&timing).unwrap_or_default());
    result
}

fn main() -> ExitCode {
    let test = std::env::args().any(|argument| argument == "--test");
    let manifest = match Manifest::read() {
        Ok(manifest) => manifest,
        Err(error) => {
            eprintln!("manifest.json: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    let named: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let is_usual = |workload: &Workload| named.is_empty() && (test || !workload.deep);
    let asked = |workload: &&Workload| is_usual(workload) || named.contains(&workload.name);
    for workload in manifest.workloads.iter().filter(asked) {
        let rows = if test { workload.test_rows } else { workload.rows };
        let outcome = prepare(&workload.name, rows).map(|round| run(workload, round?, test));
        match outcome {
            Some(Ok(())) => passed += 1,
            Some(Err(error)) => {
                eprintln!("{}: {error}", workload.name);
                failed += 1;
            }
            None => {
                eprintln!("{}: unknown workload", workload.name);
                failed += 1;
            }
        }
    }
    if test {
        println!("{passed} passed, {failed} failed");
    }
    if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
