import type { ErrorCode, Problem as Fields } from "./data.js";

/** What the module hands over when something fails. */
interface Told {
  code: ErrorCode;
  path: string;
  message: string;
  hint: string;
  total: number;
  problems: Fields[];
}

/** Says a problem, given as JSON, in a language: what is wrong, and what to do about it. */
export type Speaker = (problem: string, language?: string) => string[];

/** The modules that were started; each has loaded languages of its own. */
const speakers = new Set<Speaker>();

/** Lets problems be said by this module. */
export function speak(by: Speaker): void {
  speakers.add(by);
}

function said(problem: Fields, language?: string): string[] {
  let refused: unknown;
  for (const speaker of speakers) {
    try {
      return speaker(JSON.stringify(problem), language);
    } catch (error) {
      refused = error;
    }
  }
  if (refused) throw refused;
  return [problem.message, problem.hint];
}

/** One thing that is wrong, with its code and place; in any language that was loaded. */
export interface Problem extends Fields {}
export class Problem {
  constructor(fields: Fields) {
    Object.assign(this, fields);
  }

  /** What is wrong, in this language or in the one that `init` was given. */
  text(language?: string): string {
    return said(this, language)[0] ?? this.message;
  }

  /** What to do about it, in this language or in the one that `init` was given. */
  advice(language?: string): string {
    return said(this, language)[1] ?? this.hint;
  }
}

/**
 * Something was wrong with an input or an option. It carries what the core says; nothing is worded here.
 *
 * It is an `Error` whose fields are all its own, so that `postMessage` and `JSON.stringify` carry them; `CollabproError.from` makes an
 * error of what came of either.
 */
export class CollabproError extends Error {
  declare readonly name: "CollabproError";
  /** The stable name of the first problem, the same in Rust, Python and JavaScript. */
  declare readonly code: ErrorCode;
  /** Where it is: `row 7, column level`, or a JSON path such as `$.criteria[3].id`. */
  declare readonly path: string;
  /** What to do about it. */
  declare readonly hint: string;
  /** How many problems there are, listed or not. */
  declare readonly total: number;
  /** The problems, at most 100 of them. */
  declare readonly problems: Problem[];

  constructor({ code, path, message, hint, total, problems }: Told) {
    super(message);
    // Of an error that the engine made itself `postMessage` would take the message alone.
    const own: CollabproError = Object.create(new.target.prototype);
    Object.defineProperty(own, "stack", { value: this.stack, writable: true, configurable: true });
    const listed = problems.map((problem) => new Problem(problem));
    return Object.assign(own, { name: "CollabproError", code, path, message, hint, total, problems: listed });
  }

  /** The error that `postMessage` or `JSON.stringify` carried. */
  static from(carried: Omit<Told, "problems"> & { problems: Fields[] }): CollabproError {
    return new CollabproError(carried);
  }
}
