// What only JavaScript has: how the package is loaded, its error class, and objects that are given back.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as collabpro from "collabpro";
import * as slim from "collabpro/slim";

const { CollabproError, Rubric } = collabpro;

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
  assert.throws(() => rubric.id);
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
