import init from "./glue.web.js";

export type * from "./data.js";
export { CollabproError } from "./error.js";
export * from "./glue.web.js";

await init();
