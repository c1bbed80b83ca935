// Runs the golden vectors through the installed package in a real browser, from a plain page without a bundler.

import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

import { isResearch } from "./calls.mjs";
import { embedded } from "./embed.mjs";
import { LANGUAGES, loadBits, loadVectors, writeCounts } from "./load.mjs";
import { looks } from "./looks.mjs";

const LIMIT_MS = 150; // of the best round: others may be using the machine
const LOOP_MS = 18; // what the loop beside it takes there; a slower machine gets as much more

const [browserPath, playwrightPackage] = process.argv.slice(2);
const { chromium } = createRequire(playwrightPackage)("playwright-core");
const { source: axe } = createRequire(playwrightPackage)("axe-core");

const folder = join(process.env.COLLABPRO_TESTS, "../collabpro-core/examples/district");
const district = ["ratings.csv", "units.json"].map((name) => readFileSync(join(folder, name), "utf8"));
const root = process.cwd();
const { exports } = JSON.parse(readFileSync(join(root, "node_modules/collabpro/package.json"), "utf8"));
const address = (entry) => `/node_modules/collabpro/${exports[entry].default.slice(2)}`;
const imports = { collabpro: address("."), "collabpro/research": address("./research") };
const page = `<!doctype html><meta charset="utf-8"><title>collabpro</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports })}</script>`;
const plain = `${page}<script type="module">
import { Rubric, init } from "collabpro";
await init();
document.title = Rubric.bundled().id;
</script>`;
const kinds = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const own = { "/": page, "/plain": plain }[path];
  if (own) return response.writeHead(200, { "content-type": "text/html" }).end(own);
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

  await workers(tab);
  const plainTab = await browser.newPage();
  plainTab.on("pageerror", (error) => wrong.push(String(error)));
  await plainTab.goto(`${origin}/plain`);
  await plainTab.waitForFunction(() => document.title === "collabpro", undefined, { timeout: 20_000 }).catch(() => {});
  expect("a plain page", (await plainTab.title()) === "collabpro" ? [] : ["the script did not run"]);
  await plainTab.close();

  const late = await tab.evaluate(async (languages) => {
    const found = [];
    for (const name of ["collabpro", "collabpro/research"]) {
      const { init, loadLanguage, version } = await import(name);
      try {
        version();
        found.push(`${name} works before init()`);
      } catch (error) {
        if (error.code !== "not_started") found.push(String(error));
      }
      await init();
      await Promise.all(languages.map(loadLanguage));
      if (version() === "") found.push(`${name} has no version`);
    }
    return found;
  }, LANGUAGES);
  expect("nothing works before init()", late);

  const passed = { browser: [], "browser-school": [] };
  for (const entry of loadVectors()) {
    const found = await tab.evaluate(async (entry) => {
      const { check } = await import("/check.mjs");
      const { isResearch } = await import("/calls.mjs");
      return [
        check(await import("collabpro/research"), entry),
        check(await import("collabpro"), entry, isResearch),
      ];
    }, entry);
    Object.keys(passed).forEach((runner, at) => {
      expect(`${runner}: ${entry.name}`, found[at]);
      if (found[at].length === 0) passed[runner].push(entry);
    });
  }
  writeCounts("browser", passed.browser);
  writeCounts("browser-school", passed["browser-school"], isResearch);

  await embedded(browser, tab, district, axe, expect);
  await looks(browser, tab, district, axe, expect);
  await job(tab);

  const bits = await tab.evaluate(async () => (await import("collabpro/research"))._bits());
  expect("bits", bits === loadBits() ? [] : ["differ from Rust"]);
  expect("no error on the page, no request elsewhere", wrong);
} finally {
  await browser.close();
  server.close();
}
/** A module worker and a service worker start the module, fail to, start it again, and report in another language. */
async function workers(tab) {
  const found = await tab.evaluate(async () => {
    const ask = (worker) =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => done([`cannot be loaded: ${event.message}`]);
        setTimeout(() => done(["no answer"]), 20_000);
        worker.postMessage("report", [port2]);
      });
    await navigator.serviceWorker.register("/worker.mjs", { type: "module" });
    const { active } = await navigator.serviceWorker.ready;
    return { module: await ask(new Worker("/worker.mjs", { type: "module" })), service: await ask(active) };
  });
  for (const [kind, answer] of Object.entries(found)) {
    const right = JSON.stringify(answer) === JSON.stringify(["not_started", "failed", true]);
    expect(`a ${kind} worker`, right ? [] : [JSON.stringify(answer)]);
  }
}

/** The main job on the simulated district: timed, and its report put into the page. */
async function job(tab) {
  const { times, loop, occasions } = await tab.evaluate(async ([file, units]) => {
    const { Ratings, Report, Units } = await import("collabpro/research");
    const bytes = new TextEncoder().encode(file);
    const occasions = JSON.parse(units).occasions.map(({ id }) => id);
    const [from, to] = occasions.slice(-2);
    const round = () => {
      const handles = [];
      const keep = (handle) => (handles.push(handle), handle);
      const known = keep(Units.fromJson(units));
      const scores = keep(keep(Ratings.fromCsv(bytes, undefined, { units: known })).score());
      const change = keep(scores.change({ from, to }));
      const html = keep(new Report(keep(scores.release({ trust: true })), { change })).toHtml();
      handles.forEach((handle) => handle.free());
      return html;
    };
    const timed = (work) => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const loop = () => {
      let mixed = 1;
      for (let at = 0; at < 2e7; at++) mixed = Math.imul(mixed ^ at, 0x9e3779b1);
      globalThis.mixed = mixed;
    };
    const [times, loops] = [[], []];
    for (let left = 15; left > 0; left--) {
      times.push(timed(() => (globalThis.html = round())));
      loops.push(timed(loop));
    }
    return { times: times.slice(5), loop: Math.min(...loops), occasions };
  }, district);
  const sorted = times.sort((a, b) => a - b);
  const [best, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  console.log(`district (${occasions.length} occasions), from CSV to report: median ${median.toFixed(0)} ms, best ${best.toFixed(0)} ms`);
  const limit = LIMIT_MS * Math.max(1, loop / LOOP_MS);
  console.log(`the loop beside it: ${loop.toFixed(1)} ms`);
  expect("district in time", best < limit ? [] : [`${best} ms, at most ${limit} are allowed`]);

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
