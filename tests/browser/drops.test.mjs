// Files that real programs made (tests/cases/real): every format is dropped, and what the list of articles and
// "Trouble" say is what expected.txt says there. A fixture that is added there is dropped here.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { journey, root } from "./harness.mjs";

const real = join(root, "tests/cases/real");

/** Lines of expected.txt by fixture (`format/file`). */
function expected() {
  const entries = new Map();
  let lines;
  for (const line of readFileSync(join(real, "expected.txt"), "utf8").split("\n")) {
    if (line.startsWith("  ")) lines.push(line.trim());
    else if (line && !line.startsWith("#")) entries.set(line, (lines = []));
  }
  return entries;
}

/** `warning (archive.zip/inner.txt): What is said.` */
const SAID = /^(?:error|warning|note)(?: \((.+?)\))?: (.*)$/;

const entries = expected();
const folders = readdirSync(real, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "source");
for (const { name: format } of folders) {
  const files = readdirSync(join(real, format)).sort();
  journey(`${format}: ${files.join(", ")}`, async (visitor) => {
    const { page } = visitor;
    const lines = files.flatMap((file) => {
      const entry = entries.get(`${format}/${file}`);
      assert.ok(entry, `${file} has no entry in expected.txt`);
      return entry.map((line) => ({ file, line }));
    });
    const isSaid = ({ line }) => SAID.test(line);
    const articles = lines.filter((line) => !isSaid(line));
    const said = lines.filter(isSaid);
    await visitor.ready();
    await visitor.drop(...files.map((file) => join(real, format, file)));

    // A drop of which nothing can be read leaves the samples in the list.
    const titles = () => page.locator(".article-list .title").allInnerTexts();
    if (articles.length > 0) {
      await page.waitForFunction((count) => document.querySelectorAll(".article-list li").length === count, articles.length);
      // Untitled ones are listed under their file's name, which stands there in brackets.
      // A mark of interrogation behind a title says that it was guessed.
      const heads = articles.map(({ line }) => line.replace(/^\((.+?)\) \| /, "$1 | ").replace(/\? \| /, " | "));
      for (const title of await titles()) {
        const at = heads.findIndex((line) => line.startsWith(`${title.replace(/\?$/, "")} | `));
        assert.notEqual(at, -1, `“${title}” was not expected; what was, and is not listed: ${heads.join("\n")}`);
        heads.splice(at, 1);
      }
    }
    await page.waitForFunction((count) => document.querySelectorAll(".trouble li").length === count, said.length);
    const shown = await visitor.trouble();
    for (const { file, line } of said) {
      const [, of, words] = line.match(SAID);
      const isIt = (row) => row.includes(words) && row.startsWith(of ?? file);
      assert.ok(shown.some(isIt), `“${line}” of ${file} is not said:\n${shown.join("\n")}`);
    }
  });
}
