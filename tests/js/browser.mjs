// Runs the golden vectors through the installed package in a real browser, from a plain page without a bundler.

import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

import { loadBits, loadVectors, writeCounts } from "./load.mjs";

const LIMIT_MS = 150; // of the best round: others may be using the machine

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

  await job(tab);

  const bits = await tab.evaluate(async () => (await import("collabpro"))._bits());
  expect("bits", bits === loadBits() ? [] : ["differ from Rust"]);
  expect("no error on the page, no request elsewhere", wrong);
} finally {
  await browser.close();
  server.close();
}
/** The main job on the simulated district: timed, and its report put into the page. */
async function job(tab) {
  const district = join(process.env.COLLABPRO_TESTS, "../collabpro-core/examples/district");
  const [file, units] = ["ratings.csv", "units.json"].map((name) => readFileSync(join(district, name), "utf8"));
  const { times, occasions } = await tab.evaluate(async ([file, units]) => {
    const { Ratings, Report, Units } = await import("collabpro");
    const bytes = new TextEncoder().encode(file);
    const occasions = JSON.parse(units).occasions.map(({ id }) => id);
    const [from, to] = occasions.slice(-2);
    const round = () => {
      const handles = [];
      const keep = (handle) => (handles.push(handle), handle);
      const known = keep(Units.fromJson(units));
      const scores = keep(keep(Ratings.fromCsv(bytes, undefined, { units: known })).score());
      const comparison = keep(scores.compare({ kind: "change", from, to }));
      const html = keep(new Report(keep(scores.release({ trust: true })), { comparison })).toHtml();
      handles.forEach((handle) => handle.free());
      return html;
    };
    const times = [];
    for (let left = 15; left > 0; left--) {
      const start = performance.now();
      globalThis.html = round();
      times.push(performance.now() - start);
    }
    return { times: times.slice(5), occasions };
  }, [file, units]);
  const sorted = times.sort((a, b) => a - b);
  const [best, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  console.log(`district (${occasions.length} occasions), from CSV to report: median ${median.toFixed(0)} ms, best ${best.toFixed(0)} ms`);
  expect("district in time", best < LIMIT_MS ? [] : [`${best} ms, at most ${LIMIT_MS} are allowed`]);

  const shown = await tab.evaluate(() => {
    const page = new DOMParser().parseFromString(globalThis.html, "text/html");
    document.head.append(...page.querySelectorAll("style"));
    document.body.replaceChildren(...page.body.childNodes);
    return document.querySelectorAll("h1, h2").length;
  });
  expect("report in the page", shown > 1 ? [] : ["no headings"]);
  const shots = join(process.env.CARGO_TARGET_DIR, "browser");
  mkdirSync(shots, { recursive: true });
  await tab.screenshot({ path: join(shots, "report.png") });
}

const failed = results.filter((passed) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
