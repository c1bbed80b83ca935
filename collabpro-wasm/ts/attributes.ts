import { SHOWN } from "./shown.js";

/** What an object that has a document shows. */
interface Documented {
  document(): Record<string, unknown>;
}

const documents = new WeakMap<Documented, Record<string, unknown>>();

function read(object: Documented): Record<string, unknown> {
  const known = documents.get(object) ?? object.document();
  documents.set(object, known);
  return known;
}

/** Lets objects of these classes show the fields of their documents, read once and when the first is asked for. */
export function attributes(classes: Record<string, unknown>): void {
  for (const [name, { fields, main }] of Object.entries(SHOWN)) {
    const found = classes[name];
    if (typeof found !== "function") continue;
    for (const field of fields) {
      const get = function (this: Documented) {
        return read(this)[field];
      };
      Object.defineProperty(found.prototype, field, { get, enumerable: true, configurable: true });
    }
    const value = function (this: Documented) {
      return (read(this)[main] as unknown[])[Symbol.iterator]();
    };
    Object.defineProperty(found.prototype, Symbol.iterator, { value, configurable: true });
  }
}
