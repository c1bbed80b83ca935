export type * from "./data.js";
export { CollabproError } from "./error.js";
export * from "./glue.node.js";
