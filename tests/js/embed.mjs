// The report as others put it into their pages: below their policy, in a frame, in a shadow root, beside their own style.

import { createServer } from "node:http";

const NONCE = "bm9uY2U=";
/** What a page of its own may call things; none of it is ours. */
const WORDS = ["bar", "bars", "note", "key", "edge", "name", "scale", "sheet", "lines", "foot", "document", "absent", "t", "s", "w", "c"];

/** Pages around a report, each with the policy that its server sends. */
function pages({ whole, framed, part, styled, nonced, hash }) {
  const page = (body, head = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title>${head}<main><h1>Host</h1>${body}</main></html>`;
  const quoted = (html) => html.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  const frame = (attributes) => page(`<iframe title="report" ${attributes} width="900" height="600" srcdoc="${quoted(framed)}"></iframe>`);
  const hostile = `<style>${WORDS.map((word) => `.${word}`)}, #report, #contents { display: none; fill: red }
    .host { color: rgb(1, 2, 3); margin: 7px }</style>`;
  const shadow = `<div id="place" style="--collabpro-share: rgb(9, 8, 7)"></div><script>
    const root = document.getElementById("place").attachShadow({ mode: "open" });
    root.innerHTML = ${JSON.stringify(styled).replace(/</g, "\\u003c")};</script>`;
  return {
    "/whole": { body: whole }, // its own policy is in force
    "/self": { body: page(part, '<link rel="stylesheet" href="/report.css">'), policy: "default-src 'none'; style-src 'self'" },
    "/hash": { body: page(styled), policy: `default-src 'none'; style-src '${hash}'` },
    "/nonce": { body: page(nonced), policy: `default-src 'none'; style-src 'nonce-${NONCE}'` },
    "/bare": { body: page(part), policy: "default-src 'none'" },
    "/frame": { body: frame("") },
    "/sandbox": { body: frame('sandbox=""') },
    "/words": { body: page(`<p class="host">host</p>${styled}<p class="host" id="last">host</p>`, hostile) },
    "/shadow": { body: page(shadow) },
  };
}

/** What is seen of a report below a root. */
function look(root) {
  const report = root.querySelector(".collabpro");
  const rows = [...report.querySelectorAll(".cpro-bars li")];
  const wrong = [];
  let bars = 0;
  for (const bar of report.querySelectorAll("article:first-of-type .cpro-bar")) {
    const width = bar.getBoundingClientRect().width;
    for (const part of bar.querySelectorAll("rect[fill-opacity]")) {
      const share = parseFloat(part.getAttribute("width")) / 100;
      const found = part.getBoundingClientRect().width / width;
      if (!(width > 100) || Math.abs(found - share) > 0.01) wrong.push(`a share of ${share} is drawn as ${found} of ${width}`);
      bars += 1;
    }
  }
  const bar = report.querySelector(".cpro-bar");
  const { fill } = getComputedStyle(bar.querySelector("rect[fill-opacity]"));
  return { wrong, bars, fill, rows: rows.length, grid: getComputedStyle(rows[0]).display === "grid" };
}

/** Puts a report into each page and looks at it there. */
export async function embedded(browser, tab, district, axe, expect) {
  const made = await tab.evaluate(async ([district, nonce]) => {
    const { Ratings, Report, Units, reportStyle, reportStyleHash } = await import("collabpro");
    const scores = Ratings.fromCsv(new TextEncoder().encode(district[0]), undefined, { units: Units.fromJson(district[1]) }).score();
    const report = new Report(scores.release());
    return {
      whole: report.toHtml(),
      framed: report.toHtml({ links: "srcdoc" }),
      part: report.toHtml({ fragment: true, style: false }),
      styled: report.toHtml({ fragment: true }),
      nonced: report.toHtml({ fragment: true, nonce }),
      style: reportStyle(),
      hash: reportStyleHash,
    };
  }, [district, NONCE]);
  const all = pages(made);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/report.css") return response.writeHead(200, { "content-type": "text/css" }).end(made.style);
    const { body = "", policy } = all[pathname] ?? {};
    const head = policy ? { "content-security-policy": policy } : {};
    response.writeHead(body ? 200 : 204, { "content-type": "text/html; charset=utf-8", ...head }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  /** Opens a page in a window of that width; what it complains about is wrong. */
  const open = async (path, work, width = 1280, how = {}) => {
    const page = await browser.newPage({ viewport: { width, height: 800 }, ...how });
    const wrong = [];
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(String(error)));
    await page.goto(origin + path);
    await work(page, wrong);
    expect(`report in ${path} at ${width} px`, wrong);
    await page.close();
  };
  /** Bars are there, as long as their shares, and in the colour that is meant. */
  const drawn = (seen, wrong, { grid = true, fill = "rgb(36, 89, 143)" } = {}) => {
    wrong.push(...seen.wrong.slice(0, 3));
    if (seen.bars < 10 || seen.rows < 10) wrong.push(`${seen.bars} shares in ${seen.rows} rows`);
    if (seen.fill !== fill) wrong.push(`bars are ${seen.fill}`);
    if (seen.grid !== grid) wrong.push(grid ? "the stylesheet is not heard" : "a stylesheet is heard");
  };
  const sees = (options) => async (page, wrong) => drawn(await page.evaluate(`(${look})(document)`), wrong, options);
  try {
    for (const path of ["/self", "/hash", "/nonce"]) await open(path, sees());
    await open("/bare", sees({ grid: false }));
    await open("/whole", sees({ fill: "rgb(143, 189, 234)" }), 1280, { colorScheme: "dark" });
    await open("/hash", sees(), 1280, { colorScheme: "dark" }); // a page that is light stays light
    await open("/words", async (page, wrong) => {
      await sees()(page, wrong);
      const host = await page.evaluate(() => {
        const { color, marginTop, fontSize } = getComputedStyle(document.getElementById("last"));
        return [color, marginTop, fontSize, getComputedStyle(document.body).margin].join();
      });
      if (host !== "rgb(1, 2, 3),7px,16px,8px") wrong.push(`the host is changed: ${host}`);
    });
    await open("/shadow", async (page, wrong) => {
      const seen = await page.evaluate(`(${look})(document.getElementById("place").shadowRoot)`);
      drawn(seen, wrong, { fill: "rgb(9, 8, 7)" });
    });
    for (const path of ["/frame", "/sandbox"]) await open(path, framed);
    for (const width of [360, 1280]) await open("/whole", (page, wrong) => readable(page, wrong, axe), width);
    for (const width of [360, 1280]) await open("/self", (page, wrong) => accessible(page, wrong, axe), width);
  } finally {
    server.close();
  }
}

/** A link in a frame leads to its place in the frame. */
async function framed(page, wrong) {
  const frame = await (await page.$("iframe")).contentFrame();
  await frame.locator("nav summary").click();
  const link = frame.locator("nav a").nth(2);
  const id = (await link.getAttribute("href")).split("#")[1];
  await link.click();
  const top = await frame.locator(`#${id}`).evaluate((heading) => heading.getBoundingClientRect().top);
  if (!(Math.abs(top) < 100)) wrong.push(`the place stands at ${top}`);
  if (!frame.url().startsWith("about:srcdoc")) wrong.push(`the frame has left for ${frame.url()}`);
}

/** Nothing lies beside the window, figures are in sight, few stops of the tab key, headings in order. */
export async function readable(page, wrong, axe) {
  const seen = await page.evaluate(() => {
    const first = document.querySelector("article");
    const stops = [...document.querySelectorAll("a[href], summary, [tabindex]")];
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1]));
    return {
      beside: document.documentElement.scrollWidth - innerWidth,
      hidden: [...document.querySelectorAll(".cpro-bars b")].filter((share) => share.getBoundingClientRect().right > innerWidth).length,
      stops: stops.filter((stop) => stop.checkVisibility() && !(first.compareDocumentPosition(stop) & 4 && !first.contains(stop))).length,
      jumps: levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1).length,
      charts: document.querySelectorAll("figure:not(:has(> details > table))").length,
    };
  });
  if (seen.beside > 0 || seen.hidden > 0) wrong.push(`${seen.beside} px beside the window, ${seen.hidden} figures out of sight`);
  if (seen.stops > 10) wrong.push(`${seen.stops} stops of the tab key`);
  if (seen.jumps > 0) wrong.push(`${seen.jumps} headings skip a level`);
  if (seen.charts > 0) wrong.push(`${seen.charts} charts without a table`);
  await accessible(page, wrong, axe);
}

/** axe-core finds nothing, with everything open. */
export async function accessible(page, wrong, axe) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  wrong.push(...violations.map(({ id, help, nodes }) => `axe: ${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 200)}`));
}
