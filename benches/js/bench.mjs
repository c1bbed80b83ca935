// The workloads in Node: one line of JSON for each; with `--test` each runs once and nothing is timed.

import { readFileSync } from "node:fs";

import { Rubric } from "collabpro";

const FILL = 1000; // milliseconds; these three as in benches/rust/lib.rs
const FEWEST = 5;
const MOST = 1000;

const workloads = {
  rubric_load() {
    const text = Rubric.bundled().toJson();
    return () => Rubric.fromJson(text).free();
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
const test = flags.includes("--test");
const names = JSON.parse(readFileSync(manifest, "utf8")).workloads.map(({ name }) => name);
for (const name of names) {
  const round = workloads[name]();
  if (test) round();
  else console.log(JSON.stringify({ name, ...timed(round) }));
}
if (test) console.log(`${names.length} passed, 0 failed`);
