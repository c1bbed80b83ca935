// Reports on schools of many sizes, as they are seen: on a telephone, in the dark, in colours of the reader's own, and on paper.

import { isTagged, pages } from "./paper.mjs";
import { accessible, readable } from "./embed.mjs";

/** Schools with so many people in each group. Simulated: they show how a report looks. */
const SCHOOLS = {
  seven: { teacher: 7, student: 14 },
  forty: { teacher: 40, student: 80, leader: 5 },
  "four hundred": { teacher: 400 },
  "students only": { student: 30 },
  "nothing shown": { teacher: 3, leader: 1 },
};
/** Of a page so much may be empty at most, but for margins. */
const EMPTY = 0.75;
/** Margins above and below the text, in points: millimetres of the stylesheet. */
const [ABOVE, BELOW] = [12, 13].map((millimetres) => (millimetres * 72) / 25.4);

/** Ratings at two occasions, from a quick generator of test data. */
function ratings(groups, criteria) {
  let state = 7;
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) % n;
  };
  const rows = ["unit,occasion,rater,role,criterion,level"];
  for (const occasion of ["2024", "2025"]) {
    for (const [role, people] of Object.entries(groups)) {
      for (let person = 0; person < people; person++) {
        for (const { id, answerableBy } of criteria) {
          if (!answerableBy.includes(role)) continue;
          rows.push(`Elm Grove,${occasion},${role}-${person},${role},${id},${Math.min(4, 1 + below(3) + below(2))}`);
        }
      }
    }
  }
  return rows.join("\n");
}

/** What is wrong with a report on paper: an empty page, a school that begins below another, no tags for who cannot see it. */
async function printed(page, wrong) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true });
  if (!isTagged(pdf)) wrong.push("the PDF is not tagged");
  const sheets = pages(pdf).map(({ height, letters }) => {
    const lowest = Math.min(height, ...letters.map((at) => at.height).filter((at) => at > BELOW));
    return (lowest - BELOW) / (height - ABOVE - BELOW);
  });
  sheets.forEach((empty, at) => empty > EMPTY && wrong.push(`page ${at + 1} of ${sheets.length} is empty to ${Math.round(100 * empty)} %`));
  await page.emulateMedia({ media: "print" });
  const together = await page.evaluate(() => {
    const told = (article) => article.querySelector("figure, table");
    const begins = (article) => ["page", "always"].includes(getComputedStyle(article).breakBefore);
    return [...document.querySelectorAll("article + article")].filter((at) => told(at) && told(at.previousElementSibling) && !begins(at)).length;
  });
  if (together > 0) wrong.push(`${together} schools begin below another`);
}

/** Each report in each way, with what is there of it. */
export async function looked(browser, reports, axe, expect) {
  for (const [name, { html, bars, ring }] of Object.entries(reports)) {
    const ways = { 360: { width: 360 }, 1280: { width: 1280 }, dark: { width: 1280, colorScheme: "dark" }, "forced colours": { width: 1280, forcedColors: "active" } };
    for (const [way, { width, ...how }] of Object.entries(ways)) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, ...how });
      const wrong = [];
      await page.setContent(html);
      await (width === 360 ? readable : accessible)(page, wrong, axe);
      const seen = await page.evaluate(() => ({
        bars: document.querySelectorAll(".cpro-bar").length,
        rings: document.querySelectorAll(".cpro-bar .cpro-ring").length,
        keyed: document.querySelectorAll(".cpro-key .cpro-ring").length,
      }));
      if (seen.bars > 0 !== bars) wrong.push(`${seen.bars} bars`);
      if (seen.rings > 0 !== ring || seen.keyed > 0 !== ring) wrong.push(`${seen.rings} rings, ${seen.keyed} in the key`);
      expect(`report of ${name}, ${way}`, wrong);
      await page.close();
    }
    const page = await browser.newPage();
    const wrong = [];
    await page.setContent(html);
    await printed(page, wrong);
    expect(`report of ${name}, printed`, wrong);
    await page.close();
  }
}

/** Reports of many sizes, made in a tab where the package is loaded. */
export async function looks(browser, tab, district, axe, expect) {
  const criteria = await tab.evaluate(async () => (await import("collabpro")).Rubric.bundled().document().criteria);
  const schools = Object.fromEntries(Object.entries(SCHOOLS).map(([name, groups]) => [name, ratings(groups, criteria)]));
  const made = await tab.evaluate(async ([schools, district]) => {
    const { Ratings, Report, Units } = await import("collabpro");
    const report = (csv, units, from, to) => {
      const options = units ? { units: Units.fromJson(units) } : {};
      const scores = Ratings.fromCsv(new TextEncoder().encode(csv), undefined, options).score();
      return new Report(scores.release(), { change: scores.change({ from, to }) }).toHtml();
    };
    const [from, to] = JSON.parse(district[1]).occasions.map(({ id }) => id);
    const found = { district: report(district[0], district[1], from, to) };
    for (const [name, csv] of Object.entries(schools)) found[name] = report(csv, undefined, "2024", "2025");
    return found;
  }, [schools, district]);
  const reports = Object.entries(made).map(([name, html]) => {
    const bars = name !== "nothing shown";
    return [name, { html, bars, ring: bars }];
  });
  await looked(browser, Object.fromEntries(reports), axe, expect);
}
