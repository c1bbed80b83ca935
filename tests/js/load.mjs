// Reads vectors, the texts beside them, and what Rust gave.

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { SCHEMAS } from "./calls.mjs";

const tests = process.env.COLLABPRO_TESTS; // set by tests/run: these files run from the folder of a fresh project
const target = process.env.CARGO_TARGET_DIR;

const read = (...path) => readFileSync(join(...path), "utf8");
const letters = (path) => readFileSync(path, path.endsWith(".csv") ? "latin1" : "utf8"); // CSV: one letter a byte
const vectors = join(tests, "vectors");
const folders = () => readdirSync(vectors).filter((name) => statSync(join(vectors, name)).isDirectory());

/** The languages that come with the package. */
export const LANGUAGES = readdirSync("node_modules/collabpro/dist/languages").map((file) => file.replace(/\.json$/, ""));

export function loadVectors() {
  return folders()
    .filter((concept) => !concept.startsWith("_"))
    .flatMap((concept) => {
      const files = readdirSync(join(vectors, concept));
      return files.filter((file) => file.endsWith(".json")).map((file) => load(concept, file));
    });
}

function load(concept, file) {
  const name = `${concept}/${file.replace(/\.json$/, "")}`;
  const vector = JSON.parse(read(vectors, concept, file));
  const keys = ["rubric", "package", "mapping", "units", "ratings", "context", "there"];
  const inputs = keys.map((input) => vector[input]);
  const named = inputs.filter((input) => typeof input === "string" && input !== "bundled");
  const there = named.filter((input) => existsSync(join(vectors, concept, input)));
  const texts = there.map((input) => [input, letters(join(vectors, concept, input))]);
  const asked = vector.calls.map(({ call }) => SCHEMAS[call]).filter(Boolean);
  const schemas = asked.map((file) => [file, read("node_modules/collabpro/dist/schemas", `${file}.json`)]);
  const parity = JSON.parse(read(target, "parity", `${name}.json`));
  return { name, vector, texts: Object.fromEntries(texts), schemas: Object.fromEntries(schemas), parity };
}

export const loadSelftests = () =>
  readdirSync(join(vectors, "_selftest")).flatMap((file) => JSON.parse(read(vectors, "_selftest", file)));

export const loadBits = () => read(target, "parity", "_bits.json");

export function writeCounts(runner, entries, isLeftOut = () => false) {
  const steps = entries.flatMap(({ vector }) => vector.calls.map((step) => isLeftOut(step, vector)));
  const left = steps.filter(Boolean).length;
  const counts = { files: entries.length, calls: steps.length - left };
  const without = left > 0 ? `, ${left} calls left out` : "";
  console.log(`vectors, ${runner}: ${counts.files} files, ${counts.calls} calls${without}`);
  mkdirSync(join(target, "vectors"), { recursive: true });
  writeFileSync(join(target, "vectors", `${runner}.json`), JSON.stringify(counts));
}
