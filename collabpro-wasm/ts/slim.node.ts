import type { InitInput } from "./glue.web.js";

export type * from "./data.js";
export { CollabproError } from "./error.js";
export * from "./glue.node.js";

/** Node loads the module by itself, so there is nothing to wait for; here so that one program runs everywhere. */
export async function init(_module?: { module_or_path: InitInput | Promise<InitInput> }): Promise<void> {}
