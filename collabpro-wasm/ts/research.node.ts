import { entry } from "./entry.js";
import { open } from "./open.js";
import start, * as glue from "./research.js";

export type * from "./data.js";
export type { InitOptions, ModuleSource } from "./entry.js";
export { CollabproError, Problem } from "./error.js";
export { reportStyleHash } from "./style.js";
export * from "./research.js";

const module = new URL("./research_bg.wasm", import.meta.url);
export const { init, loadLanguage } = entry(start, glue, module, open);
