// Runs the golden vectors through the installed package in Node: all of them in `collabpro/research`, and in `collabpro` those
// of what a school needs.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import * as school from "collabpro";
import * as research from "collabpro/research";

import { isResearch } from "./calls.mjs";
import { check } from "./check.mjs";
import { difference } from "./compare.mjs";
import { LANGUAGES, loadBits, loadSelftests, loadVectors, writeCounts } from "./load.mjs";

await Promise.all([school, research].map(({ init }) => init()));
await Promise.all([school, research].flatMap(({ loadLanguage }) => LANGUAGES.map(loadLanguage)));

const passed = { node: [], "node-school": [] };
for (const entry of loadVectors()) {
  test(entry.name, () => {
    assert.deepEqual(check(research, entry), []);
    passed.node.push(entry);
    assert.deepEqual(check(school, entry, isResearch), []);
    passed["node-school"].push(entry);
  });
}
after(() => {
  writeCounts("node", passed.node);
  writeCounts("node-school", passed["node-school"], isResearch);
});

for (const { about, expected, actual, tolerance, equal } of loadSelftests()) {
  test(`comparison: ${about}`, () => {
    const found = difference(expected, actual, tolerance);
    assert.equal(found === undefined, equal, found);
  });
}

test("bits", () => assert.equal(research._bits(), loadBits()));
