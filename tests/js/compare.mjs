// The comparison of the vectors, the same in three languages; the rule stands in `tests/src/compare.rs`.

const ABSOLUTE = 1e-9;
const RELATIVE = 1e-12;

/** The first difference with its place, or nothing. */
export function difference(expected, actual, tolerance) {
  const limits = typeof tolerance === "object" ? tolerance : { abs: tolerance ?? ABSOLUTE, rel: RELATIVE };
  return find(expected, actual, limits, "$");
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function find(expected, actual, limits, path) {
  const differ = `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`;
  if (typeof expected === "number" && typeof actual === "number") {
    const near = Math.abs(actual - expected) <= Math.max(limits.abs, limits.rel * Math.abs(expected));
    return near ? undefined : differ;
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) {
      return `${path}: expected ${expected.length} elements, found ${actual.length}`;
    }
    return first(expected.keys(), (at) => find(expected[at], actual[at], limits, `${path}[${at}]`));
  }
  if (isObject(expected) && isObject(actual)) {
    return first(Object.keys(expected), (key) =>
      Object.hasOwn(actual, key) ? find(expected[key], actual[key], limits, `${path}.${key}`) : `${path}.${key}: missing`,
    );
  }
  if (isObject(expected) && typeof actual === "string") {
    const lost = expected.contains?.find((text) => !actual.includes(text));
    if (lost !== undefined) return `${path}: ${JSON.stringify(lost)} is not in it`;
    const held = expected.lacks?.find((text) => actual.includes(text));
    return held === undefined ? undefined : `${path}: ${JSON.stringify(held)} is in it`;
  }
  return expected === actual ? undefined : differ;
}

function first(keys, look) {
  for (const key of keys) {
    const found = look(key);
    if (found) return found;
  }
}
