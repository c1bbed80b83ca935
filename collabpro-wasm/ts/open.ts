import { readFile } from "node:fs/promises";

/** A file of the package in Node, as if it had been fetched. */
export async function open(file: URL): Promise<Response> {
  const type = file.pathname.endsWith(".wasm") ? "application/wasm" : "application/json";
  return new Response(await readFile(file), { headers: { "content-type": type } });
}
