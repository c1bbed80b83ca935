//! The workloads in Rust. `cargo bench -p collabpro-benches` prints one line of JSON for each; with `-- --test` each
//! runs once and nothing is timed. Names after `--` choose among them.

mod data;

use std::hint::black_box;
use std::process::ExitCode;
use std::thread::{available_parallelism, scope};

use collabpro_benches::{Manifest, time};
use collabpro_core::agreement::{AgreementOptions, Coefficient, Metric};
use collabpro_core::comparison::SiteInterval;
use collabpro_core::composite::{AggregationMethod, CompositeOptions, Indicators, Sensitivity};
use collabpro_core::consistency::ConsistencyOptions;
use collabpro_core::generalizability::StudyOptions;
use collabpro_core::icc::IccOptions;
use collabpro_core::rasch::{RaschEstimation, RaschOptions};
use collabpro_core::rating_table::RatingTableOptions;
use collabpro_core::ratings::{Builder, ColumnSet, RaterLink, ReadOptions, Reader};
use collabpro_core::report::Depth;
use collabpro_core::tally::Grain;
use collabpro_core::{
    ChangeOptions, Generalizability, Observed, Policy, Rasch, RatingTable, Ratings, Released, Report,
    ReportOptions, Result, Rubric, Scores, SitesOptions, Units,
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
        "rasch_joint" | "rasch_joint_long" => rasch(rows, RaschEstimation::Joint),
        "rasch_marginal" => rasch(rows, RaschEstimation::Marginal),
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

/// Ratings of four criteria in five categories, five of 160 raters for each unit.
fn rasch(rows: usize, estimation: RaschEstimation) -> Result<Round> {
    let raters = 160;
    let units = rows / 20;
    let noise = data::reals(units + raters + rows);
    let (mut codes, mut ratings) = ([const { Vec::new() }; 3], Vec::with_capacity(rows));
    for row in 0..units * 20 {
        let (unit, seat, criterion) = (row / 20, row / 4 % 5, row % 4);
        let rater = (unit * (2 * seat + 1) + seat * (raters / 5) + unit / raters * (7 * seat + 1)) % raters;
        let place = 1.7 * noise[unit] - 0.9 * noise[units + rater] - 0.7 * criterion as f64 + 1.0;
        let rating = (place + 2.6 * noise[units + raters + row] + 2.5).floor().clamp(0.0, 4.0);
        codes.iter_mut().zip([unit, rater, criterion]).for_each(|(codes, at)| codes.push(Some(at as i64)));
        ratings.push(Some(rating as i64));
    }
    let [unit, rater, criterion] = codes;
    let columns = ColumnSet::new().integers("unit", unit).integers("rater", rater);
    let columns = columns.integers("criterion", criterion).integers("rating", ratings);
    let options = RaschOptions::new().values([0.0, 1.0, 2.0, 3.0, 4.0]).estimation(estimation);
    Ok(Box::new(move || Rasch::of(std::slice::from_ref(black_box(&columns)), options.clone()).map(drop)))
}

/// One round in test mode, the median of many otherwise.
fn run(name: &str, mut round: Round, test: bool) -> Result<()> {
    round()?;
    if test {
        return Ok(());
    }
    let mut result = Ok(());
    let timing = time(name, || {
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
    let asked = |name: &String| named.is_empty() || named.contains(name);
    for workload in manifest.workloads.iter().filter(|workload| asked(&workload.name)) {
        let rows = if test { workload.test_rows } else { workload.rows };
        let outcome = prepare(&workload.name, rows).map(|round| run(&workload.name, round?, test));
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
