// What stands on the pages of a PDF that Chromium wrote: read from the file, without another program.

import { inflateSync } from "node:zlib";

/** From a number, a name or a text of hexadecimal digits to the operator: all that is needed of a page's content. */
const TOKENS = /<([0-9A-Fa-f]*)>|\[|\]|-?\d*\.?\d+|\/?[A-Za-z*]+/g;

const times = ([a, b, c, d, e, f], [A, B, C, D, E, F]) => [
  a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F,
];

/** Where the letters of a page stand, in points from its lower edge. */
function heights(content) {
  const found = [];
  let [matrix, text, saved, numbers, letters] = [[1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 0, 0], [], [], 0];
  for (const [token, hex] of content.matchAll(TOKENS)) {
    if (hex !== undefined) letters += hex.length / 4;
    else if (/^-?[\d.]/.test(token)) numbers.push(Number(token));
    else if (/^[A-Za-z]/.test(token)) {
      if (token === "q") saved.push(matrix);
      if (token === "Q") matrix = saved.pop() ?? matrix;
      if (token === "cm") matrix = times(numbers.slice(-6), matrix);
      if (token === "BT") text = [1, 0, 0, 1, 0, 0];
      if (token === "Tm") text = numbers.slice(-6);
      if (token === "Td") text = times([1, 0, 0, 1, ...numbers.slice(-2)], text);
      if (token === "Tj" || token === "TJ") found.push({ letters, height: times(text, matrix)[5] });
      [numbers, letters] = [[], 0];
    }
  }
  return found;
}

/** Each page in its order: its height, and where letters stand on it. */
export function pages(pdf) {
  const objects = new Map();
  for (const [, id, body] of pdf.toString("latin1").matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) objects.set(id, body);
  const links = (body, name) => [...(new RegExp(`/${name}\\s*\\[?((?:\\s*\\d+ 0 R)+)`).exec(body)?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map(([, id]) => id);
  const leaves = (id) => links(objects.get(id), "Kids").flatMap((kid) => (links(objects.get(kid), "Kids").length ? leaves(kid) : [kid]));
  const catalog = [...objects.values()].find((body) => /\/Type\s*\/Catalog/.test(body));
  const [root] = links(catalog, "Pages");
  const read = (id) => {
    const [begin, head] = /^([\s\S]*?)stream\r?\n/.exec(objects.get(id));
    const bytes = Buffer.from(objects.get(id).slice(begin.length), "latin1").subarray(0, Number(/\/Length (\d+)/.exec(head)[1]));
    return (/FlateDecode/.test(head) ? inflateSync(bytes) : bytes).toString("latin1");
  };
  const box = (body) => Number(/\/MediaBox\s*\[\s*\S+\s+\S+\s+\S+\s+(\S+?)\s*\]/.exec(body)[1]);
  return leaves(root).map((id) => ({
    height: box(objects.get(id)),
    letters: links(objects.get(id), "Contents").flatMap((part) => heights(read(part))),
  }));
}

/** Whether the file says what is a heading, a list, a table. */
export const isTagged = (pdf) => /\/StructTreeRoot/.test(pdf.toString("latin1")) && /\/Marked\s+true/.test(pdf.toString("latin1"));
