// What only JavaScript has: how the package is loaded, its error class, and objects that are given back.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as collabpro from "collabpro";
import * as slim from "collabpro/slim";

const { CollabproError, Ratings, RatingsReader, Rubric, Units } = collabpro;

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
  assert.throws(() => Ratings.fromCsv(rows, units), TypeError);
  assert.throws(() => Ratings.fromCsv(rows, {}), TypeError);
  assert.throws(() => Ratings.fromCsv(7), TypeError);
  assert.throws(() => Rubric.fromJson({}), /expected a string/);
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
  assert.throws(() => Ratings.fromColumns({ ...columns, level: [3, true] }), TypeError);
  assert.throws(() => Ratings.fromColumns({ ...columns, level: [3] }), { code: "column_length" });
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
  await assert.rejects(Ratings.read(file, undefined, { signal: AbortSignal.abort() }), { name: "AbortError" });
  await assert.rejects(Ratings.read(new Blob(["nothing"])), { code: "unknown_column" });
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

test("slim is the same module and waits for the caller", async () => {
  await slim.init();
  assert.equal(slim.Rubric, Rubric);
  assert.equal(slim.CollabproError, CollabproError);
});

test("require works too", () => {
  const required = createRequire(import.meta.url)("collabpro");
  assert.equal(required.Rubric.bundled().id, "collabpro");
});

test("the version is that of the package", () => {
  assert.equal(collabpro.version(), createRequire(import.meta.url)("collabpro/package.json").version);
});
