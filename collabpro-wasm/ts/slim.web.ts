export type * from "./data.js";
export { CollabproError } from "./error.js";
export * from "./glue.web.js";
export { default as init } from "./glue.web.js";
