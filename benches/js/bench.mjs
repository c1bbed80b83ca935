// The workloads in Node: one line of JSON for each; with `--test` each runs once and nothing is timed.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { composite, init, Ratings, RatingsReader, Report, Rubric, Units } from "collabpro/research";

await init();

const FILL = 1000; // milliseconds; these three as in benches/rust/lib.rs
const FEWEST = 5;
const MOST = 1000;

const RATERS = 140;
const TEACHERS = 40;
const STEP = 7_368_787; // as in benches/rust/data.rs

// Criteria that teachers rate; each rater rates all of them.
const criteria = Rubric.bundled().document().criteria
  .filter(({ answerableBy }) => answerableBy.includes("teacher"))
  .map(({ id }) => id);

const level = (row) => 1 + ((row * 7 + Math.floor(row / criteria.length)) % 4);
const digits = (number, width) => String(number).padStart(width, "0");

// The same bytes as in benches/rust/data.rs, in parts that a string can hold.
function csv(rows, mixed = false, raters = RATERS) {
  const encoder = new TextEncoder();
  const parts = [];
  let text = "unit,occasion,rater,role,criterion,level\n";
  for (let at = 0; at < rows; at += 1) {
    const row = mixed ? (at * STEP) % rows : at;
    const rater = Math.floor(row / criteria.length);
    const unit = digits(Math.floor(rater / raters), 5);
    text += `school-${unit},2026-autumn,teacher-${digits(rater, 7)},teacher,${criteria[row % criteria.length]},${level(row)}\n`;
    if (text.length > 1 << 16) {
      parts.push(encoder.encode(text));
      text = "";
    }
  }
  parts.push(encoder.encode(text));
  return parts;
}

function read(parts) {
  const reader = new RatingsReader();
  for (const part of parts) reader.push(part);
  return reader.finish();
}

function csvLong(rows) {
  const parts = csv(rows);
  return () => read(parts).free();
}

function tally(grain, mixed) {
  return (rows) => {
    const ratings = read(csv(rows, mixed));
    return () => ratings.tally(grain).free();
  };
}

function scoresOfDistrict() {
  const ratings = readFileSync(new URL("ratings.csv", district));
  const units = readFileSync(new URL("units.json", district), "utf8");
  return Ratings.fromCsv(ratings, undefined, { units: Units.fromJson(units), link: "persistent" }).score();
}

const scoresOfSchools = (rows) => read(csv(rows, false, TEACHERS)).score();

/** What is written of a release, each time anew. */
function written(released, options) {
  return () => {
    const report = new Report(released, options);
    report.toHtml();
    report.free();
  };
}

const reportOfSchools = (rows) => written(scoresOfSchools(rows).release());

const workloads = {
  rubric_load() {
    const text = Rubric.bundled().toJson();
    return () => Rubric.fromJson(text).free();
  },
  district_report() {
    return () => {
      const scores = scoresOfDistrict();
      const [from, to] = scores.document().occasions;
      const change = scores.change({ from, to });
      return new Report(scores.release({ trust: true }), { change }).toHtml();
    };
  },
  report_district: () => written(scoresOfDistrict().release()),
  report_tenth: reportOfSchools,
  report_schools: reportOfSchools,
  release_schools(rows) {
    const scores = scoresOfSchools(rows);
    return () => scores.release().free();
  },
  page_of_many(rows) {
    const released = scoresOfSchools(rows).release();
    const { unit } = released.document().coverage.at(-1);
    return written(released, { units: [unit], depth: "page" });
  },
  csv_half: csvLong,
  csv_long: csvLong,
  columns_long(rows) {
    const raters = Math.ceil(rows / criteria.length);
    const coded = (labels, code) => ({ labels, codes: Uint32Array.from({ length: rows }, (_, row) => code(row)) });
    const names = (count, name) => Array.from({ length: count }, (_, at) => name(at));
    const rater = (row) => Math.floor(row / criteria.length);
    const columns = {
      unit: coded(names(Math.ceil(raters / RATERS), (at) => `school-${digits(at, 5)}`), (row) => Math.floor(rater(row) / RATERS)),
      rater: coded(names(raters, (at) => `teacher-${digits(at, 7)}`), rater),
      role: coded(["teacher"], () => 0),
      criterion: coded(criteria, (row) => row % criteria.length),
      level: Int32Array.from({ length: rows }, (_, row) => level(row)),
    };
    return () => Ratings.fromColumns(columns).free();
  },
  tally_units: tally("units", false),
  tally_raters_sorted: tally("raters", false),
  tally_raters_mixed: tally("raters", true),
  composite_replicates(rows) {
    // The same table as in benches/rust/data.rs.
    const list = (count, of) => Array.from({ length: count }, (_, at) => of(at));
    const table = {
      units: list(51, (unit) => `u${digits(unit, 2)}`),
      indicators: list(8, (at) => `i${at}`),
      values: list(51, (unit) => list(8, (at) => (200 + ((unit * 37 + at * 101) % 700)) / 1000)),
      errors: list(51, () => list(8, () => 0.03)),
    };
    const aggregations = ["arithmetic", "geometric", "harmonic", "minimum"];
    return () => composite(table, { sensitivity: { replicates: rows, aggregations } }).free();
  },

  sites_bootstrap(schools) {
    let text = "unit,rater,criterion,level\n";
    for (let school = 0; school < schools; school += 1) {
      for (let rater = 0; rater < 20; rater += 1) {
        for (const [at, line] of ["7a", "7b", "7c"].entries()) {
          const level = 1 + (((school * 31 + rater * (7 + (school % 5)) + at * (1 + (rater % 3))) % (4 + (school % 3))) % 4);
          text += `school-${digits(school, 3)},teacher-${digits(school, 3)}-${digits(rater, 2)},${line},${level}\n`;
        }
      }
    }
    const scores = Ratings.fromCsv(text).score();
    const asked = { declared: "one pool of observers", interval: "bootstrap" };
    return () => scores.sites(asked).free();
  },
};

function timed(round) {
  round();
  const spent = [];
  const start = performance.now();
  while (spent.length < FEWEST || (performance.now() - start < FILL && spent.length < MOST)) {
    const begin = performance.now();
    round();
    spent.push(performance.now() - begin);
  }
  spent.sort((a, b) => a - b);
  return { medianMs: spent[Math.floor(spent.length / 2)], rounds: spent.length };
}

const [manifest, ...flags] = process.argv.slice(2);
const district = new URL("../collabpro-core/examples/district/", pathToFileURL(manifest));
const test = flags.includes("--test");
const known = JSON.parse(readFileSync(manifest, "utf8")).workloads.filter(({ only }) => only === undefined);
for (const { name, rows, testRows } of known) {
  const round = workloads[name](test ? testRows : rows);
  if (test) round();
  else console.log(JSON.stringify({ name, ...timed(round) }));
}
if (test) console.log(`${known.length} passed, 0 failed`);
