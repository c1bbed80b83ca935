// Runs the golden vectors through the installed package in Node.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import * as collabpro from "collabpro";

import { calls } from "./calls.mjs";
import { check } from "./check.mjs";
import { difference } from "./compare.mjs";
import { loadBits, loadCalls, loadSelftests, loadVectors, writeCounts } from "./load.mjs";

const passed = [];
for (const entry of loadVectors()) {
  test(entry.name, () => {
    assert.deepEqual(check(collabpro, entry), []);
    passed.push(entry);
  });
}
after(() => writeCounts("node", passed));

for (const { about, expected, actual, tolerance, equal } of loadSelftests()) {
  test(`comparison: ${about}`, () => {
    const found = difference(expected, actual, tolerance);
    assert.equal(found === undefined, equal, found);
  });
}

test("every call of the schema is here", () => {
  assert.deepEqual(Object.keys(calls).sort(), loadCalls().sort());
});

test("bits", () => assert.equal(collabpro._bits(), loadBits()));
