// Builds the npm package into `dist`: the two modules, the JavaScript around each, their types and the languages.
// Prints what a page has to load, and fails above the limits.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import ts from "typescript";

/** The modules: which features of the crate, and how many bytes, gzipped, with the JavaScript of their entry. */
const MODULES = {
  collabpro: { entry: "index", features: ["--no-default-features"], limit: 476 * 1024 },
  research: { entry: "research", features: [], limit: 1160 * 1024 },
};

const SCHEMA = ".schema.json"; // of documents that people write

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");
const work = join(target, "npm");
const dist = join(here, "dist");
const messages = join(root, "collabpro-core/data/messages");

// The standard library is built along, for size, and a panic is an abort without words: code that formats messages for
// nobody is a seventh of the module. Cargo calls these flags unstable; rust-toolchain.toml pins what they mean.
const LEAN = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
// The stack comes first and all data after it, which is what `--low-memory-unused` below rests on. With half a megabyte of it
// every address of data is below a whole one, and a byte shorter.
const LAID_OUT = "-Clink-arg=--stack-first -Clink-arg=-zstack-size=524288";
const UNSTABLE = { RUSTC_BOOTSTRAP: "1", RUSTFLAGS: `-Zunstable-options -Cpanic=immediate-abort ${LAID_OUT}` };
// Taking the code apart, and a second round, find more; rounds until nothing is found save 400 bytes and take three times as long.
const SMALL = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];
const BARE = ["--strip-debug", "--strip-producers", "--strip-target-features"];

const run = (program, ...args) => start(program, args, {});
const start = (program, args, env) => {
  const options = { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] };
  const { status, error, stdout } = spawnSync(program, args, options);
  if (status === 0) return stdout;
  console.error(`${program} ${args.join(" ")} failed\n${error ?? stdout}`);
  process.exit(1);
};
const bin = (name, entry) => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), entry);

const sysroot = run("rustc", "--print", "sysroot").toString().trim();
if (!existsSync(join(sysroot, "lib/rustlib/src/rust/library/Cargo.lock"))) {
  console.error("the source of Rust's standard library is missing: rustup component add rust-src");
  process.exit(1);
}
for (const folder of [work, dist]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
run("cargo", "build", "--quiet", "-p", "collabpro-bindgen");
const types = run("cargo", "run", "--quiet", "-p", "collabpro-declare", "--", "typescript").toString();
const names = [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1]);
const shown = JSON.parse(run("cargo", "run", "--quiet", "-p", "collabpro-declare", "--", "javascript-attributes").toString());
const shrinking = Object.keys(MODULES).map((name) => compile(name));
declare();
run(process.execPath, bin("typescript", "bin/tsc"), "-p", here);
for (const name of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
  const file = join(dist, name);
  writeFileSync(file, bare(readFileSync(file, "utf8")));
}
mkdirSync(join(dist, "schemas"));
for (const name of readdirSync(join(root, "collabpro-core/data")).filter((name) => name.endsWith(SCHEMA))) {
  copyFileSync(join(root, "collabpro-core/data", name), join(dist, "schemas", `${name.slice(0, -SCHEMA.length)}.json`));
}
copyFileSync(join(root, "LICENSE"), join(here, "LICENSE")); // npm packs no links
copyFileSync(join(root, "collabpro-core/data/LICENSE-UNICODE"), join(here, "LICENSE-UNICODE"));
await Promise.all(shrinking);
report();

/** A module with the JavaScript around it. It is made small while the next one is compiled. */
function compile(name) {
  const build = ["build", "--quiet", "--profile", "wasm-release", "--target", "wasm32-unknown-unknown", "-p", "collabpro-wasm"];
  start("cargo", [...build, ...MODULES[name].features, ...LEAN], UNSTABLE);
  const module = join(target, "wasm32-unknown-unknown", "wasm-release", "collabpro_wasm.wasm");
  run(join(target, "debug", "collabpro-bindgen"), module, work, name);
  const file = `${name}_bg.wasm`;
  writeFileSync(join(dist, `${name}.js`), gentle(readFileSync(join(work, `${name}.js`), "utf8")));
  const declared = readFileSync(join(work, `${name}.d.ts`), "utf8");
  const attributes = Object.entries(shown).filter(([own]) => declared.includes(`export class ${own} {`)).map(merged);
  writeFileSync(join(dist, `${name}.d.ts`), `import type { ${names.join(", ")} } from "./data.js";\n\n${declared}${attributes.join("")}`);
  return shrink(join(work, file), join(dist, file));
}

function shrink(from, to) {
  const args = [bin("binaryen", "bin/wasm-opt"), ...SMALL, ...BARE, from, "-o", to];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((done, failed) => {
    child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`wasm-opt ended with ${code}`))));
  });
}

/** What objects of a class show of their document, beside its methods. */
function merged([name, { document, fields, main }]) {
  const own = `Readonly<Pick<${document}, ${fields.map((field) => `"${field}"`).join(" | ")}>>`;
  return `\nexport interface ${name} extends ${own}, Iterable<${document}["${main}"][number]> {}\n`;
}

/** What the entries say and know without a module: types of plain data, words of errors, the report's stylesheet, and languages. */
function declare() {
  writeFileSync(join(dist, "data.d.ts"), types);
  writeFileSync(join(dist, "data.js"), "export {};\n");
  const english = JSON.parse(readFileSync(join(messages, "en.json"), "utf8"));
  const said = (code) => [code, { message: english[`error.${code}`], hint: english[`hint.${code}`] }];
  const codes = ["cancelled", "language_not_loaded", "not_started", "other_module", "wrong_argument"];
  writeFileSync(join(dist, "words.js"), `export const WORDS = ${JSON.stringify(Object.fromEntries(codes.map(said)))};\n`);
  const words = codes.map((code) => `  ${code}: { message: string; hint: string };\n`).join("");
  writeFileSync(join(dist, "words.d.ts"), `export declare const WORDS: {\n${words}};\n`);
  const style = readFileSync(join(root, "collabpro-core/src/report/render/style.css"));
  writeFileSync(join(dist, "report.css"), style);
  const hash = createHash("sha256").update(style).digest("base64");
  writeFileSync(join(dist, "style.js"), `export const reportStyleHash = "sha256-${hash}";\n`);
  const about = "/** The hash of the stylesheet of every report, as a content security policy takes it. */";
  writeFileSync(join(dist, "style.d.ts"), `${about}\nexport declare const reportStyleHash: string;\n`);
  writeFileSync(join(dist, "shown.js"), `export const SHOWN = ${JSON.stringify(shown)};\n`);
  const of = "{ fields: string[]; main: string }";
  writeFileSync(join(dist, "shown.d.ts"), `export declare const SHOWN: Record<string, ${of}>;\n`);
  mkdirSync(join(dist, "languages"));
  const files = readdirSync(messages).filter((file) => file.endsWith(".json") && file !== "en.json");
  for (const file of files) {
    const texts = JSON.parse(readFileSync(join(messages, file), "utf8"));
    writeFileSync(join(dist, "languages", file), JSON.stringify(texts));
  }
  const places = files.map((file) => `  ${file.slice(0, -5)}: new URL("./languages/${file}", import.meta.url),\n`).join("");
  writeFileSync(join(dist, "languages.js"), `export const LANGUAGES = {\n${places}};\n`);
  writeFileSync(join(dist, "languages.d.ts"), "export declare const LANGUAGES: Record<string, URL>;\n");
}

/** JavaScript that says what is wrong: before `init`, with an object of the other module, after `free`, which may come twice. */
function gentle(glue) {
  const changes = [
    [/^/, 'import { needBytes, needText, notStarted } from "./refuse.js";\n'],
    [/let wasmModule, wasmInstance, wasm;/, "let wasmModule, wasmInstance, wasm = notStarted;"],
    [/wasm !== undefined/g, "wasm !== notStarted"],
    [/throw new Error\(`expected instance of \$\{klass\.name\}`\);/, "refuse(instance, klass.name);"],
    [/function passStringToWasm0\(arg, malloc, realloc\) \{/, "$& needText(arg);"],
    [/function passArray8ToWasm0\(arg, malloc\) \{/, "$& needBytes(arg);"],
    [/(const ptr = this\.__destroy_into_raw\(\);\s+)(wasm\.\w+_free\(ptr, 0\);)/g, "$1if (ptr !== 0) $2"],
    [/Attempt to use a moved value/g, "this object was given back by free(); it cannot be used any more"],
  ];
  return changes.reduce((text, [found, put]) => {
    if (text.search(found) < 0) throw new Error(`the glue has changed: ${found} is not in it`);
    return text.replace(found, put);
  }, glue);
}

/** The same program without comments, which the declarations have, and without what lines begin with. */
function bare(text) {
  const { ESNext: target } = ts.ScriptTarget;
  const { ESNext: module } = ts.ModuleKind;
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target, module, removeComments: true } });
  return outputText.replace(/^ +/gm, "");
}

/** Sizes as they travel. */
function report() {
  const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  const shared = ["attributes", "entry", "error", "languages", "read", "refuse", "shown", "style", "words"].map((own) => `${own}.js`);
  for (const [name, { entry, limit }] of Object.entries(MODULES)) {
    const script = [`${name}.js`, `${entry}.web.js`, ...shared].reduce((sum, file) => sum + size(file), 0);
    const module = size(`${name}_bg.wasm`);
    const total = module + script;
    for (const [what, bytes] of [["module", module], ["JavaScript", script], ["everything", total]]) {
      console.log(`${name.padEnd(10)} ${what.padEnd(12)} ${(bytes / 1024).toFixed(1).padStart(7)} KB gzipped`);
    }
    if (total > limit) {
      console.error(`${name} is too large: ${total} bytes gzipped, at most ${limit} are allowed`);
      process.exitCode = 1;
    }
  }
}
