// Putting articles in: dropping, picking, pasting, cancelling, and what cannot be read.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { analyze, drop, folderOf, journey, samples } from "./harness.mjs";

const TEXT = "Angela Merkel met Emmanuel Macron in Berlin on Monday. Merkel thanked Macron for his visit.\n";
const MARKDOWN = "# A visit to Madrid\n\nPedro Sánchez received **António Costa** in Madrid. Sánchez praised Costa.\n";
const HTML = `<!doctype html><html lang="en"><head><meta charset="windows-1252"><title>Talks in Oslo</title></head><body>
<nav>Home News Sport</nav><article><h1>Talks in Oslo</h1><p>Jonas Gahr St\u00f8re welcomed Ursula von der Leyen in Oslo
on Tuesday, and the two spoke for an hour about trade, fisheries and the price of gas.</p><p>Later Ursula von der Leyen
thanked Jonas Gahr St\u00f8re and said that the talks had been useful for Norway and for Brussels.</p></article></body></html>`;

journey("files are told apart by content, and the graph is that of the command line", async (visitor) => {
  const folder = folderOf({
    "one.txt": TEXT,
    "two.dat": MARKDOWN,
    "three.txt": Buffer.from(HTML, "latin1"),
  });
  await visitor.ready();
  await visitor.drop(join(folder, "one.txt"), join(folder, "two.dat"), join(folder, "three.txt"));
  await visitor.named("Emmanuel Macron");
  assert.equal(JSON.stringify(await visitor.graph()), analyze(folder));
  const names = await visitor.names();
  assert.ok(names.includes("Angela Merkel") && !names.includes("Donald Trump"), names.join(", "));
  assert.ok(names.some((name) => name.includes("Støre")), names.join(", "));
  assert.deepEqual(await visitor.trouble(), []);
});

journey("a folder is read whole", async (visitor) => {
  const folder = folderOf({ "a.txt": TEXT, "deeper/still/b.md": MARKDOWN });
  await visitor.ready();
  await visitor.drop(folder);
  await visitor.named("Emmanuel Macron");
  await visitor.named("Pedro Sánchez");
  assert.equal(await visitor.page.locator(".article-list li").count(), 2);
});

journey("what cannot be read is named, with what to do, and the others go on", async (visitor) => {
  const folder = folderOf({
    "picture.txt": Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    "empty.txt": "",
    "good.txt": TEXT,
  });
  await visitor.ready();
  await visitor.drop(...["picture.txt", "empty.txt", "good.txt"].map((name) => join(folder, name)));
  await visitor.named("Emmanuel Macron");
  const trouble = (await visitor.trouble()).join("\n");
  assert.match(trouble, /picture\.txt/);
  assert.match(trouble, /empty\.txt/);
  assert.doesNotMatch(trouble, /good\.txt/);
});

journey("a drop of which nothing can be read leaves the graph as it is", async (visitor) => {
  const folder = folderOf({
    "picture.txt": Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    "good.txt": TEXT,
  });
  await visitor.ready();
  await visitor.named("Donald Trump");
  const before = await visitor.graph();
  await visitor.drop(join(folder, "picture.txt"));
  await visitor.page.locator(".trouble li", { hasText: "picture.txt" }).waitFor();
  assert.deepEqual(await visitor.graph(), before);
  await visitor.choose("Donald Trump");
  await visitor.page.locator(".evidence blockquote").first().waitFor();
  await visitor.drop(join(folder, "good.txt"));
  await visitor.named("Emmanuel Macron");
  assert.ok(!(await visitor.names()).includes("Donald Trump"), "the samples make way for what can be read");
});

journey("the same file twice says so and counts once", async (visitor) => {
  const folder = folderOf({ "one.txt": TEXT, "two.txt": TEXT });
  await visitor.ready();
  await visitor.drop(join(folder, "one.txt"));
  await visitor.named("Emmanuel Macron");
  const before = await visitor.graph();
  await visitor.drop(join(folder, "two.txt"));
  await visitor.page.locator(".trouble li", { hasText: "one.txt" }).waitFor();
  assert.deepEqual(await visitor.graph(), before);
});

journey("the file picker and the folder picker read too", async (visitor) => {
  const { page } = visitor;
  const folder = folderOf({ "one.txt": TEXT, "inner/two.md": MARKDOWN });
  await visitor.ready();
  let chooser = page.waitForEvent("filechooser");
  await visitor.menu("add", "Choose files");
  await (await chooser).setFiles(join(folder, "one.txt"));
  await visitor.named("Emmanuel Macron");
  chooser = page.waitForEvent("filechooser");
  await visitor.menu("add", "Choose a folder");
  await (await chooser).setFiles(join(folder, "inner"));
  await visitor.named("Pedro Sánchez");
});

journey("pasted text is an article", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.menu("add", "Paste text");
  await page.getByLabel("The words of one article").fill(TEXT);
  await page.getByText("Read it", { exact: true }).click();
  await visitor.named("Emmanuel Macron");
});

journey("text pasted anywhere on the page is an article", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await page.evaluate((text) => navigator.clipboard.writeText(text), TEXT);
  await page.locator("#graph").focus();
  await page.keyboard.press("Control+V");
  await visitor.named("Emmanuel Macron");
});

journey("Cancel keeps what was read and drops the rest", async (visitor) => {
  const { page } = visitor;
  const files = {};
  for (let n = 0; n < 400; n += 1) {
    files[`${String(n).padStart(3, "0")}.txt`] = `${TEXT}${`Paragraph ${n}. ${TEXT}`.repeat(60)}`;
  }
  const folder = folderOf(files);
  await visitor.ready();
  await drop(page, [folder]);
  await page.locator(".reading", { hasText: "of 400" }).waitFor();
  await page.getByText("Cancel", { exact: true }).click();
  await visitor.quiet();
  const read = new Set((await visitor.graph()).nodes.flatMap((node) => node.occurrences.map((place) => place.doc)));
  assert.ok(read.size < 400, `${read.size} articles were read`);
});

journey("programs put files in by the same door", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  const changes = await page.evaluate(async (text) => {
    let changes = 0;
    window.coterie.on("change", () => (changes += 1));
    await window.coterie.open([new File([text], "note.txt"), { name: "other.txt", text: "Ada Lovelace met Charles Babbage." }]);
    return changes;
  }, TEXT);
  assert.ok(changes > 0);
  const graph = await visitor.graph();
  assert.ok(graph.nodes.some((node) => node.label === "Angela Merkel"));
  assert.deepEqual(graph.nodes.find((node) => node.label === "Angela Merkel").occurrences[0], { doc: "note.txt", start: 0, end: 13 });
  await page.evaluate(() => window.coterie.clear());
  assert.deepEqual(await visitor.graph(), { nodes: [], edges: [] });
});

journey("native and wasm print the same bytes in every window", async (visitor) => {
  await visitor.ready();
  await visitor.menu("more", "Clear");
  await visitor.drop(...readdirSync(samples).map((name) => join(samples, name)));
  for (const [word, name] of [["paragraph", "paragraph"], ["article", "document"], ["sentence", "sentence"]]) {
    await visitor.page.locator(".segments label", { hasText: word }).click();
    assert.equal(JSON.stringify(await visitor.graph()), analyze(samples, "--window", name), name);
  }
});
