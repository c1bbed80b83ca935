// The door for plain tables: every verb as a function of data or of a handle, and as a method of the handle.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as collabpro from "collabpro/research";

await collabpro.init();

const rows = [[1, 2, 2], [3, 3, 4], [2, 1, 2], [4, 4, 3], [1, 1, null], [2, 3, 3]];
const table = { categories: [1, 2, 3, 4], groups: ["a", "a", "a", "b", "b", "b"] };
const verbs = {
  agreement: { replicates: 200 },
  aggregation: { replicates: 200 },
  consistency: { missing: "pairwise" },
  ratingDesign: {},
  generalizability: {},
  icc: { confidence: 0.9 },
};

for (const [verb, own] of Object.entries(verbs)) {
  test(`${verb} is one function and one method`, () => {
    const handle = new collabpro.RatingTable(rows, table);
    const progress = () => {};
    const expected = collabpro[verb](rows, { ...table, ...own, progress }).toJson();
    assert.equal(collabpro[verb](handle, { ...own, progress }).toJson(), expected);
    assert.equal(handle[verb]({ ...own, progress }).toJson(), expected);
    assert.throws(() => collabpro[verb](handle, { colour: "red" }), { code: "unknown_option" });
    assert.throws(() => handle[verb]({ colour: "red" }), { code: "unknown_option" });
  });
}

test("every handle's consistency and design are watched", () => {
  const ratings = collabpro.Ratings.fromCsv("unit,rater,criterion,level\nB,r1,1a,3\nB,r2,1a,2\n");
  const signal = AbortSignal.abort();
  for (const handle of [new collabpro.RatingTable(rows), ratings, ratings.tally()]) {
    assert.throws(() => handle.consistency({ signal }), { code: "cancelled" });
    const design = handle instanceof collabpro.Tally ? () => handle.ratingDesign(undefined, { signal }) : () => handle.ratingDesign({ signal });
    assert.throws(design, { code: "cancelled" });
  }
});

test("a state refuses options of the study, and empty lists are no default", () => {
  const state = new collabpro.AgreementState();
  assert.throws(() => state.update(rows, { replicates: 200 }), { code: "unknown_option", path: "replicates" });
  assert.throws(() => state.update(new collabpro.RatingTable(rows), { replicates: 200 }), { code: "unknown_option" });
  assert.throws(() => new collabpro.RatingTable(rows, { categories: [] }), { code: "invalid_option", path: "categories" });
  const columns = { unit: ["a"], score: [1] };
  assert.throws(() => collabpro.generalizability(columns, { facets: [] }), { code: "invalid_option", path: "facets" });
  assert.throws(() => collabpro.icc(rows, { confidence: 2 }), /2; it goes from 0\.8 to 0\.999/);
});

test("what is no table, and columns of another kind, are told", () => {
  for (const given of [undefined, null, 7, "1,2", true, [1, 2], ["ab", "cd"], [[1, 2], null]]) {
    assert.throws(() => new collabpro.RatingTable(given), { code: "not_a_table" });
  }
  assert.throws(() => new collabpro.RatingTable([[1, {}], [2, 3]]), { code: "unreadable_column", path: "column 2" });
  assert.throws(() => new collabpro.RatingTable({ a: [1, 2], b: [true, 2] }), { code: "unreadable_column", path: "column b" });
  const large = (last) => collabpro.agreement([[2n ** 53n, 2n ** 53n + last]], { coefficients: ["percent"] }).rows[0].estimates[0].value;
  assert.deepEqual([large(0n), large(1n)], [1, 0]);
});
