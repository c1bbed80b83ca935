// Runs the golden vectors through the installed package in a real browser, from a plain page without a bundler.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

import { loadBits, loadVectors, writeCounts } from "./load.mjs";

const [browserPath, playwrightPackage] = process.argv.slice(2);
const { chromium } = createRequire(playwrightPackage)("playwright-core");

const root = process.cwd();
const { exports } = JSON.parse(readFileSync(join(root, "node_modules/collabpro/package.json"), "utf8"));
const address = (entry) => `/node_modules/collabpro/${exports[entry].default.slice(2)}`;
const imports = { collabpro: address("."), "collabpro/slim": address("./slim") };
const page = `<!doctype html><meta charset="utf-8"><title>collabpro</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports })}</script>`;
const kinds = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  if (path === "/") return response.writeHead(200, { "content-type": "text/html" }).end(page);
  try {
    const body = readFileSync(join(root, path));
    response.writeHead(200, { "content-type": kinds[extname(path)] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: browserPath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const results = [];
const expect = (name, wrong) => {
  results.push(wrong.length === 0);
  if (wrong.length > 0) console.log(`not ok ${name}\n  ${wrong.join("\n  ")}`);
};
try {
  const tab = await browser.newPage();
  const wrong = [];
  tab.on("pageerror", (error) => wrong.push(String(error)));
  tab.on("request", (request) => request.url().startsWith(origin) || wrong.push(`asked for ${request.url()}`));
  await tab.goto(origin);

  const uninitialised = await tab.evaluate(async () => {
    const slim = await import("collabpro/slim");
    try {
      slim.version();
      return ["works before init()"];
    } catch {
      await slim.init();
      return slim.version() === "" ? ["no version"] : [];
    }
  });
  expect("slim waits for init()", uninitialised);

  const passed = [];
  for (const entry of loadVectors()) {
    const found = await tab.evaluate(async (entry) => {
      const { check } = await import("/check.mjs");
      return check(await import("collabpro"), entry);
    }, entry);
    expect(entry.name, found);
    if (found.length === 0) passed.push(entry);
  }
  writeCounts("browser", passed);

  const bits = await tab.evaluate(async () => (await import("collabpro"))._bits());
  expect("bits", bits === loadBits() ? [] : ["differ from Rust"]);
  expect("no error on the page, no request elsewhere", wrong);
} finally {
  await browser.close();
  server.close();
}
const failed = results.filter((passed) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
