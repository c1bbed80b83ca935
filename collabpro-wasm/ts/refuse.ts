import { CollabproError } from "./error.js";
import { WORDS } from "./words.js";

/** An error that comes before or between the modules, in the words of the core's message file. */
export function refusal(code: keyof typeof WORDS, what = ""): CollabproError {
  const say = (pattern: string) => pattern.replaceAll("{what}", what);
  const [message, hint] = [say(WORDS[code].message), say(WORDS[code].hint)];
  const problems = [{ code, path: "", place: {}, message, hint }];
  return new CollabproError({ code, path: "", message, hint, total: 1, problems });
}

/** Stands where the module will be once it is started. */
export const notStarted: object = new Proxy({}, {
  get() {
    throw refusal("not_started");
  },
});

/** Throws for what is no object of this class, and says so where it is one of the other module's. */
export function refuse(given: unknown, name: string): never {
  throw refusal(given instanceof Object && given.constructor.name === name ? "other_module" : "wrong_argument", name);
}

/** Throws for what is no text. */
export function needText(given: unknown): void {
  if (typeof given !== "string") throw refusal("wrong_argument", "string");
}

/** Throws for what is no list of bytes. */
export function needBytes(given: unknown): void {
  if (!ArrayBuffer.isView(given)) throw refusal("wrong_argument", "Uint8Array");
}
