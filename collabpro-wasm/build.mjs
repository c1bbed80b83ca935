// Builds the npm package into `dist`: the module, one glue file for Node and one for everything else, and the types.
// Prints what a page has to load, and fails above the limit.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import ts from "typescript";

const LIMIT = 603 * 1024; // bytes, gzipped, of the module and its glue: 1.05 times what it was before rooms were laid in layers

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");
const work = join(target, "npm");
const dist = join(here, "dist");

// The standard library is built along, for size, and a panic is an abort without words: code that formats messages for
// nobody is a seventh of the module. Cargo calls these flags unstable; rust-toolchain.toml pins what they mean.
const LEAN = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
const UNSTABLE = { RUSTC_BOOTSTRAP: "1", RUSTFLAGS: "-Zunstable-options -Cpanic=immediate-abort" };

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
const build = ["build", "--quiet", "--profile", "wasm-release", "--target", "wasm32-unknown-unknown", "-p", "collabpro-wasm"];
start("cargo", [...build, ...LEAN], UNSTABLE);
run("cargo", "build", "--quiet", "--release", "-p", "collabpro-bindgen");
const module = join(target, "wasm32-unknown-unknown", "wasm-release", "collabpro_wasm.wasm");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
run(join(target, "release", "collabpro-bindgen"), module, work);

const [web, node] = ["web", "node"].map((name) => readFileSync(join(work, name, "collabpro_bg.wasm")));
if (!web.equals(node)) throw new Error("the module differs between web and node, so one file cannot serve both");

// -g keeps the names for the table of sizes; they are cut off below. Taking the code apart, and a second round, find more.
const SMALL = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "-g"];
const named = join(work, "named.wasm");
run(process.execPath, bin("binaryen", "bin/wasm-opt"), ...SMALL, join(work, "web", "collabpro_bg.wasm"), "-o", named);
const parts = sections(readFileSync(named));
// What wasm-opt was told: the linker puts the far end of the stack first, and all data after the stack.
if (parts.lowest < 1024) throw new Error(`data begins at ${parts.lowest}, so low memory is used`);
const wasm = Buffer.concat([parts.head, ...parts.list.filter((part) => part.id !== 0).map((part) => part.whole)]);

pack();
report();

/** Writes what is published. */
function pack() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "collabpro_bg.wasm"), wasm);
  const types = run("cargo", "run", "--quiet", "-p", "collabpro-declare", "--", "typescript").toString();
  writeFileSync(join(dist, "data.d.ts"), types);
  writeFileSync(join(dist, "data.js"), "export {};\n");
  const names = [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1]);
  for (const name of ["web", "node"]) {
    writeFileSync(join(dist, `glue.${name}.js`), glueOf(name));
    const glue = readFileSync(join(work, name, "collabpro.d.ts"), "utf8");
    writeFileSync(join(dist, `glue.${name}.d.ts`), `import type { ${names.join(", ")} } from "./data.js";\n\n${glue}`);
  }
  run(process.execPath, bin("typescript", "bin/tsc"), "-p", here);
  for (const name of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
    const file = join(dist, name);
    writeFileSync(file, bare(readFileSync(file, "utf8")));
  }
  for (const name of ["LICENSE", "README.md"]) copyFileSync(join(root, name), join(here, name));
}

function glueOf(name) {
  return gentle(readFileSync(join(work, name, "collabpro.js"), "utf8"));
}

/** Glue in which giving an object back twice does nothing (`using` after `free`), and a use after that says so. */
function gentle(glue) {
  const changes = [
    [/(const ptr = this\.__destroy_into_raw\(\);\s+)(wasm\.\w+_free\(ptr, 0\);)/g, "$1if (ptr !== 0) $2"],
    [/Attempt to use a moved value/g, "this object was given back by free(); it cannot be used any more"],
  ];
  return changes.reduce((text, [found, put]) => {
    if (!found.test(text)) throw new Error(`the glue has changed: ${found} is not in it`);
    return text.replace(found, put);
  }, glue);
}

/** The same program without comments; what they say is in the declarations. */
function bare(text) {
  const { ESNext: target } = ts.ScriptTarget;
  const { ESNext: module } = ts.ModuleKind;
  return ts.transpileModule(text, { compilerOptions: { target, module, removeComments: true } }).outputText;
}

/** The sections of a module: what each is, its bytes, and for code the size and name of each function. */
function sections(bytes) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const list = [];
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++];
    const size = number();
    list.push({ id, body: at, whole: bytes.subarray(start, at + size) });
    at += size;
  }
  const find = (id) => list.find((part) => part.id === id);
  const text = () => {
    const size = number();
    return bytes.toString("utf8", at, (at += size));
  };
  at = find(11).body;
  const data = [];
  let lowest = Infinity;
  for (let left = number(); left > 0; left--) {
    if (number() === 0) {
      at++; // where it goes: a constant, and the end of the expression
      lowest = Math.min(lowest, number());
      at++;
    }
    const size = number();
    data.push(bytes.subarray(at, (at += size)));
  }
  let imported = 0;
  if (find(2)) {
    at = find(2).body;
    for (let left = number(); left > 0; left--) {
      text();
      text();
      const kind = bytes[at++];
      if (kind === 0) {
        imported++;
        number();
      } else if (kind === 3) {
        at += 2;
      } else {
        if (kind === 1) at++;
        const limits = bytes[at++];
        number();
        if (limits & 1) number();
      }
    }
  }
  at = find(10).body;
  const functions = [];
  for (let left = number(); left > 0; left--) {
    const size = number();
    functions.push({ size, name: "" });
    at += size;
  }
  for (const part of list.filter((part) => part.id === 0)) {
    at = part.body;
    if (text() !== "name") continue;
    const end = part.body + part.whole.length - (part.body - bytes.indexOf(part.whole, 8));
    while (at < end && at < bytes.length) {
      const kind = bytes[at++];
      const next = number() + at;
      if (kind === 1) {
        for (let left = number(); left > 0; left--) {
          const index = number() - imported;
          const name = text();
          if (functions[index]) functions[index].name = name;
        }
      }
      at = next;
    }
  }
  return { head: bytes.subarray(0, 8), list, functions, data, lowest };
}

/** Whether a piece of data is words; the rest are tables, of Unicode and of numbers. */
function isText(data) {
  return data.filter((byte) => byte >= 32 && byte < 127).length > 0.8 * data.length;
}

/** Sizes as they travel. Shares of the code are by its bytes, since gzip cannot be taken apart. */
function report() {
  const size = (...buffers) => gzipSync(Buffer.concat(buffers), { level: 9 }).length;
  const own = ["index.web.ts", "error.ts", "read.ts"].map((name) => readFileSync(join(here, "ts", name), "utf8"));
  const glue = [glueOf("web"), ...own].map((text) => Buffer.from(bare(text)));
  const part = (id) => parts.list.filter((part) => part.id === id).map((part) => part.whole);
  const code = size(...part(10));
  const whole = parts.functions.reduce((sum, one) => sum + one.size, 0);
  const share = (word) => {
    const named = parts.functions.filter((one) => one.name.includes(word)).reduce((sum, one) => sum + one.size, 0);
    return Math.round((code * named) / whole);
  };
  const total = size(wasm) + glue.reduce((sum, file) => sum + size(file), 0);
  const rows = [
    ["code", code],
    ["  of which serde", share("serde")],
    ["texts", size(...parts.data.filter(isText))],
    ["tables", size(...parts.data.filter((data) => !isText(data)))],
    ["JavaScript", glue.reduce((sum, file) => sum + size(file), 0)],
    ["everything", total],
  ];
  for (const [name, bytes] of rows) console.log(`${name.padEnd(18)} ${(bytes / 1024).toFixed(1).padStart(7)} KB gzipped`);
  if (total > LIMIT) {
    console.error(`too large: ${total} bytes gzipped, at most ${LIMIT} are allowed`);
    process.exitCode = 1;
  }
}
