// What a module worker and a service worker do with the package: start it, load a language, and report, for whoever asks by a
// port. Neither has a document, and a service worker may neither import later nor wait at the top.

import { Ratings, Report, init, loadLanguage } from "./node_modules/collabpro/dist/index.web.js";

const rows = Array.from({ length: 6 }, (_, n) => `Birch,r${n},7a,${2 + (n % 3)}`).join("\n");

async function answer() {
  let before = "nothing";
  try {
    Ratings.fromCsv("");
  } catch (error) {
    before = error.code;
  }
  const failed = await init(new URL("./nowhere.wasm", import.meta.url)).then(() => "started", () => "failed");
  await init();
  await loadLanguage("de");
  const released = Ratings.fromCsv(`unit,rater,criterion,level\n${rows}`).score().release();
  return [before, failed, new Report(released, { language: "de" }).toHtml().includes('lang="de"')];
}

addEventListener("install", () => globalThis.skipWaiting?.());
addEventListener("message", ({ ports: [port] }) => {
  answer().then((found) => port.postMessage(found), (error) => port.postMessage([String(error)]));
});
