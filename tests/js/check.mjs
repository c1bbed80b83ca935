// Checks one vector in Node or in a browser: truth first, then the very text that Rust gave.

import { call } from "./calls.mjs";
import { difference } from "./compare.mjs";

/** `entry`: { name, vector, texts, schemas, parity }. Gives what is wrong; an empty list when nothing is. Steps may be left out. */
export function check(collabpro, entry, isLeftOut = () => false) {
  const { vector, parity } = entry;
  if (parity.length !== vector.calls.length || parity.length === 0) {
    return ["parity files are of other vectors; write them anew"];
  }
  return vector.calls.flatMap((step, at) => {
    if (!(step.only ?? ["javascript"]).includes("javascript") || isLeftOut(step, vector)) return [];
    const wrong = one(collabpro, entry, step, parity[at]);
    return wrong ? [`call ${at}, ${step.call}: ${wrong}`] : [];
  });
}

function one(collabpro, entry, step, rust) {
  let found;
  try {
    found = call(step.call)(collabpro, entry, step.options ?? {});
  } catch (error) {
    if (!(error instanceof collabpro.CollabproError)) return `not a CollabproError: ${error}`;
    return ofError(step.expectError, error, rust);
  }
  if (step.expectError) return `no error ${step.expectError.code}`;
  const own = typeof found === "object" && found !== null && "json" in found;
  const value = own ? JSON.parse(found.json) : found;
  const [text, same] = own ? [found.json, rust] : [JSON.stringify(found), JSON.stringify(JSON.parse(rust))];
  return difference(step.expect, value, step.tolerance) ?? unequal(text, same);
}

function ofError(expected, error, rust) {
  if (!expected) return `${error.code} at ${error.path}: ${error.message}`;
  if (error.code !== expected.code) return `expected ${expected.code}, found ${error.code}`;
  if (error.path !== (expected.path ?? error.path)) return `expected at ${expected.path}, found at ${error.path}`;
  const { code, path, message, hint, total, problems } = error;
  for (const [language, said] of Object.entries(expected.said ?? {})) {
    const found = [problems[0].text(language), problems[0].advice(language)];
    if (said.join("\n") !== found.join("\n")) return `said in ${language}: ${found.join(" ")}`;
  }
  const fields = ({ kind: _, ...rest }) => JSON.stringify(rest);
  return unequal(fields({ code, path, message, hint, total, problems }), fields(JSON.parse(rust)));
}

function unequal(text, rust) {
  if (text === rust) return undefined;
  let at = 0;
  while (text[at] === rust[at]) at++;
  const around = (whole) => JSON.stringify(whole.slice(Math.max(0, at - 40), at + 40));
  return `differs from Rust at ${at}: ${around(text)}, Rust has ${around(rust)}`;
}
