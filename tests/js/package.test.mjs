// What only JavaScript has: how the package is loaded, its error class, and objects that are given back.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as collabpro from "collabpro";
import * as research from "collabpro/research";

import { SCHEMAS } from "./calls.mjs";

const { CollabproError, init, loadLanguage, Ratings, RatingsReader, Rubric, Units } = collabpro;

test("nothing works before init(), and a start that failed can be tried again", async () => {
  const before = (error) => {
    assert.ok(error instanceof CollabproError);
    assert.deepEqual([error.code, error.problems[0].code], ["not_started", "not_started"]);
    assert.match(error.hint, /await init\(\)/);
    return true;
  };
  for (const call of [() => Rubric.bundled(), () => new RatingsReader(), () => Ratings.fromCsv("x"), () => collabpro.version()]) {
    assert.throws(call, before);
  }
  await assert.rejects(loadLanguage("de"), before);
  await assert.rejects(init(new Uint8Array(8)));
  assert.throws(() => Rubric.bundled(), before);
  const { [Symbol.toStringTag]: kind } = Promise.prototype;
  assert.equal(init()[Symbol.toStringTag], kind);
  await Promise.all([init(), init(), research.init()]);
  assert.equal(Rubric.bundled().id, "collabpro");
});

test("a language is loaded when it is asked for", async () => {
  const rows = Array.from({ length: 6 }, (_, n) => `Birch,r${n},7a,${2 + (n % 3)}`).join("\n");
  const released = Ratings.fromCsv(`unit,rater,criterion,level\n${rows}`).score().release();
  const report = (language) => new collabpro.Report(released, { language }).toHtml();
  assert.throws(() => report("de"), (error) => error.code === "language_not_loaded" && /loadLanguage/.test(error.hint));
  await loadLanguage("de");
  assert.match(report("de"), /<html lang="de">/);
  await loadLanguage("es");
  assert.match(report("es"), /<html lang="es">[^]*todavía no leída por docentes/);
  await assert.rejects(loadLanguage("tlh"), { code: "language_not_loaded" });
  collabpro.addLanguage("nl", '{"report.trust.note": "Een laag cijfer"}');
  assert.match(report("nl"), /Een laag cijfer/);
  assert.throws(() => collabpro.addLanguage("nl", '{"report.trust.note": 7}'), { path: "$.report.trust.note" });
});

test("objects of the other module are refused with what to do", () => {
  const other = { code: "other_module" };
  const scores = Ratings.fromCsv("unit,rater,criterion,level\nBirch,r1,1a,3\n").score();
  assert.throws(() => Ratings.fromCsv(rows, research.Rubric.bundled()), other);
  const released = research.Ratings.fromCsv(rows).score().release();
  assert.throws(() => new collabpro.Report(released), (error) => error.code === "other_module" && /Released/.test(error.hint));
  assert.throws(() => new collabpro.Report(scores), { code: "wrong_argument" });
  assert.equal(scores.sites, undefined);
});

test("a report of a school goes into a Word file in the other module", () => {
  const report = new collabpro.Report(Ratings.fromCsv(rows).score().release());
  assert.equal(report.toDocx, undefined);
  const file = research.Report.fromJson(report.toJson()).toDocx();
  assert.ok(file instanceof Uint8Array);
  assert.deepEqual([...file.slice(0, 4)], [0x50, 0x4b, 3, 4]);
  assert.deepEqual(file, new research.Report(research.Ratings.fromCsv(rows).score().release()).toDocx());
});

test("errors are Errors with fields", () => {
  assert.throws(
    () => Rubric.fromJson("{"),
    (error) => {
      assert.ok(error instanceof Error && error instanceof CollabproError);
      assert.equal(error.name, "CollabproError");
      assert.deepEqual([error.code, error.path, error.total], ["invalid_json", "$", 1]);
      assert.equal(error.problems[0].code, "invalid_json");
      return true;
    },
  );
});

test("objects are given back by `using`", () => {
  const rubric = Rubric.bundled();
  assert.equal(rubric.id, "collabpro");
  rubric[Symbol.dispose]();
  rubric.free();
  assert.throws(() => rubric.id, /given back by free/);
});

const rows = "unit,rater,criterion,level\nBirch,r1,1a,3\n";

test("handles are lent, and other things refused", () => {
  const rubric = Rubric.bundled();
  const units = Units.fromCsv("unit,kind\nBirch,school\n");
  for (let round = 0; round < 2; round++) {
    assert.equal(Ratings.fromCsv(rows, rubric, { units }).tally().groupBy("kind", units).length, 1);
  }
  assert.throws(() => Ratings.fromCsv(rows, units), { code: "wrong_argument" });
  assert.throws(() => Ratings.fromCsv(rows, {}), { code: "wrong_kind" });
  assert.throws(() => Ratings.fromCsv(7), { code: "wrong_argument" });
  assert.throws(() => Rubric.fromJson({}), { code: "wrong_kind" });
  assert.throws(() => collabpro.Report.fromJson(7), { code: "wrong_argument" });
  assert.equal(Rubric.fromJson(Rubric.bundled().document()).toJson(), Rubric.bundled().toJson());
  assert.throws(() => Ratings.fromCsv(rows).score("quickly"), { code: "invalid_option" });
  rubric.free();
  assert.throws(() => Ratings.fromCsv(rows, rubric), /given back by free/);
});

test("columns are arrays, typed arrays and codes", () => {
  const columns = {
    unit: ["Birch", "Birch"],
    rater: ["r1", "r2"],
    criterion: { codes: new Uint32Array([0, 0]), labels: ["1a"] },
    level: [3, null],
  };
  assert.equal(Ratings.fromColumns(columns).toJson(), Ratings.fromColumns({ ...columns, level: ["3", ""] }).toJson());
  const numbers = Ratings.fromColumns({ ...columns, level: new Float64Array([3, NaN]) });
  assert.equal(numbers.toJson(), Ratings.fromColumns(columns).toJson());
  const large = Ratings.fromColumns({ ...columns, level: new BigInt64Array([3n, 2n]), rater: [2n ** 53n, 2n ** 53n + 1n] });
  assert.match(large.toCsv(), /9007199254740992[^]*9007199254740993/);
  for (const level of [[3, true], [3, {}], true, "34", null, new DataView(new ArrayBuffer(2))]) {
    assert.throws(() => Ratings.fromColumns({ ...columns, level }), { path: "column level" });
  }
  assert.throws(() => Ratings.fromColumns({ ...columns, level: [3, true] }), { code: "unreadable_column" });
  for (const given of [undefined, null, 7, "unit"]) {
    assert.throws(() => Ratings.fromColumns(given), { code: "not_a_table" });
  }
  assert.throws(() => Ratings.fromColumns({ ...columns, level: [3] }), { code: "column_length" });
});

test("ratings are put together, and stay with whoever has them", () => {
  const wave = (occasion) => Ratings.fromCsv("unit,rater,criterion,level\nB,r1,1a,3\n", undefined, { occasion });
  const [first, second] = [wave("2025"), wave("2026")];
  assert.deepEqual([Ratings.concat([first, second]).length, first.length, second.length], [2, 1, 1]);
  for (const parts of [undefined, first, [first, null], [first, {}]]) {
    assert.throws(() => Ratings.concat(parts), { code: "wrong_argument" });
  }
});

test("results show what their documents hold, and iterate over their rows", () => {
  const found = research.agreement([[1, 2], [2, 2], [3, 3]], { categories: [1, 2, 3] });
  assert.deepEqual([found.rows, [...found]], [found.document().rows, found.document().rows]);
  assert.equal(found.rows, found.rows);
  assert.equal(typeof found.rows[0].estimates[0].value, "number");
  const scores = Ratings.fromCsv(rows).score();
  assert.deepEqual([scores.criteria, scores.release().constructs.length], [scores.document().criteria, [...scores].length]);
});

test("files are read piece by piece", async () => {
  const whole = Ratings.fromCsv(rows).toJson();
  const reader = new RatingsReader();
  for (const byte of new TextEncoder().encode(rows)) reader.push(Uint8Array.of(byte));
  assert.equal(reader.finish().toJson(), whole);
  assert.throws(() => reader.push(new Uint8Array()), /has finished/);

  const heard = [];
  const file = new Blob([rows]);
  const read = await Ratings.read(file, undefined, { progress: (done, total) => heard.push([done, total]) });
  assert.equal(read.toJson(), whole);
  assert.deepEqual(heard.at(-1), [rows.length, rows.length]);
  await assert.rejects(Ratings.read(file, undefined, { signal: AbortSignal.abort() }), { code: "cancelled" });
  await assert.rejects(Ratings.read(new Blob(["nothing"])), { code: "unknown_column" });
});

test("errors travel whole and speak languages", async () => {
  let error;
  try {
    collabpro.Rubric.fromJson({ schemaVersion: 1, kind: "collabpro.rubric" });
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof Error && error instanceof collabpro.CollabproError && error.stack.includes("test"));
  for (const carried of [structuredClone(error), JSON.parse(JSON.stringify(error))]) {
    const { code, path, message, hint, total, problems } = error;
    assert.deepEqual(
      carried,
      JSON.parse(JSON.stringify({ name: "CollabproError", code, path, message, hint, total, problems })),
    );
    assert.deepEqual(collabpro.CollabproError.from(carried).problems, problems);
  }
  await collabpro.loadLanguage("de");
  const [problem] = structuredClone(error).problems.map((own) => new collabpro.Problem(own));
  assert.deepEqual([problem.text("en"), problem.advice("en")], [problem.message, problem.hint]);
  assert.match(problem.text("de"), /^Dieses JSON ist nicht, wie es sein soll/);
  collabpro.setLanguage("de");
  try {
    assert.throws(() => collabpro.Rubric.fromJson("["), { hint: error.problems[0].advice("de") });
  } finally {
    collabpro.setLanguage("en");
  }
  assert.throws(() => collabpro.setLanguage("xx"), { code: "language_not_loaded" });
});

test("long work is watched", () => {
  const record = { unit: "Birch", criterion: "1a", level: 3 };
  const text = JSON.stringify(Array.from({ length: 9000 }, (_, n) => ({ ...record, rater: `r${n}` })));
  assert.throws(() => Ratings.fromJson(text, undefined, { signal: AbortSignal.abort() }), { code: "cancelled" });
  const progress = () => {
    throw new Error("mine");
  };
  assert.throws(() => Ratings.fromJson(text, undefined, { progress }), /mine/);
});

test("both modules have the same names, and research has more", () => {
  for (const name of Object.keys(collabpro)) assert.ok(name in research, `${name} is not in research`);
  assert.ok(!("agreement" in collabpro) && "agreement" in research);
  assert.equal(research.CollabproError, CollabproError);
});

test("require works too", () => {
  const required = createRequire(import.meta.url)("collabpro");
  assert.equal(required.Rubric.bundled().id, "collabpro");
});

test("schemas are files of the package", () => {
  const require = createRequire(import.meta.url);
  for (const name of Object.values(SCHEMAS)) assert.match(require(`collabpro/schemas/${name}.json`).title, /Document$/);
});

test("the version is that of the package", () => {
  assert.equal(collabpro.version(), createRequire(import.meta.url)("collabpro/package.json").version);
});
