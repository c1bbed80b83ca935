import type { ErrorCode, Problem } from "./data.js";

/** What the module hands over when something fails. */
interface Fields {
  code: ErrorCode;
  path: string;
  message: string;
  hint: string;
  total: number;
  problems: Problem[];
}

/** Something was wrong with an input or an option. It carries what the core says; nothing is worded here. */
export class CollabproError extends Error {
  override readonly name = "CollabproError";
  /** The stable name of the first problem, the same in Rust, Python and JavaScript. */
  readonly code: ErrorCode;
  /** Where it is: `row 7, column level`, or a JSON path such as `$.criteria[3].id`. */
  readonly path: string;
  /** What to do about it. */
  readonly hint: string;
  /** How many problems there are, listed or not. */
  readonly total: number;
  /** The problems, at most 100 of them. */
  readonly problems: Problem[];

  constructor(fields: Fields) {
    super(fields.message);
    this.code = fields.code;
    this.path = fields.path;
    this.hint = fields.hint;
    this.total = fields.total;
    this.problems = fields.problems;
  }
}
