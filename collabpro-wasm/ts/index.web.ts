import start, * as glue from "./collabpro.js";
import { entry } from "./entry.js";

export type * from "./data.js";
export type { InitOptions, ModuleSource } from "./entry.js";
export { CollabproError, Problem } from "./error.js";
export { reportStyleHash } from "./style.js";
export * from "./collabpro.js";

const module = new URL("./collabpro_bg.wasm", import.meta.url);
export const { init, loadLanguage } = entry(start, glue, module, (file) => fetch(file));
