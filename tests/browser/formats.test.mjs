// Files that are no text: each is opened in the tab, and what cannot be says why.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { analyze, dist, folderOf, journey, root } from "./harness.mjs";

const cases = join(root, "tests/cases/formats");
const fixture = (name) => readFileSync(join(cases, name));
const TEXT = "Angela Merkel met Emmanuel Macron in Berlin on Monday. Merkel thanked Macron for his visit.\n";

journey("a PDF is read, and words broken at a line's end are whole", async (visitor) => {
  const folder = folderOf({ "meeting.dat": fixture("meeting.pdf") });
  await visitor.ready();
  await visitor.drop(join(folder, "meeting.dat"));
  await visitor.named("Emmanuel Macron");
  const names = await visitor.names();
  assert.ok(names.includes("European Union") && !names.includes("Donald Trump"), names.join(", "));
  assert.equal(JSON.stringify(await visitor.graph()), analyze(folder));
  assert.deepEqual(await visitor.trouble(), []);
});

journey("a PDF whose letters stand in one of Adobe's character maps is read", async (visitor) => {
  const folder = folderOf({ "mapped.pdf": fixture("mapped.pdf") });
  await visitor.ready();
  await visitor.drop(join(folder, "mapped.pdf"));
  await visitor.named("Emmanuel Macron");
  assert.equal(JSON.stringify(await visitor.graph()), analyze(folder));
});

journey("a PDF of pictures says so, and the others go on", async (visitor) => {
  const folder = folderOf({ "scanned.pdf": fixture("scanned.pdf"), "torn.pdf": fixture("meeting.pdf").subarray(0, 300), "good.txt": TEXT });
  await visitor.ready();
  await visitor.drop(...["scanned.pdf", "torn.pdf", "good.txt"].map((name) => join(folder, name)));
  await visitor.named("Emmanuel Macron");
  const trouble = (await visitor.trouble()).join("\n");
  assert.match(trouble, /scanned\.pdf[^]*no text layer[^]*OCR/);
  assert.match(trouble, /torn\.pdf/);
  assert.doesNotMatch(trouble, /good\.txt/);
});

journey("an archive is opened, with the documents, mails and PDF files in it", async (visitor) => {
  const folder = folderOf({ "bundle.zip": fixture("bundle.zip") });
  await visitor.ready();
  await visitor.drop(join(folder, "bundle.zip"));
  for (const name of ["Emmanuel Macron", "Pedro Sánchez", "Mark Rutte"]) await visitor.named(name);
  assert.equal(await visitor.page.locator(".article-list li").count(), 3);
  assert.equal(JSON.stringify(await visitor.graph()), analyze(folder));
});

journey("nothing that opens files is fetched before a file needs it", async (visitor) => {
  const folder = folderOf({ "good.txt": TEXT, "visit.docx": fixture("visit.docx") });
  await visitor.ready();
  await visitor.drop(join(folder, "good.txt"));
  await visitor.named("Emmanuel Macron");
  const fetched = (name) => visitor.host.requests.some((path) => path.endsWith(name));
  assert.ok(!fetched("open.js") && !fetched("opener_bg.wasm"), "text needs no opener");
  await visitor.drop(join(folder, "visit.docx"));
  await visitor.named("Pedro Sánchez");
  assert.ok(fetched("opener_bg.wasm") && !fetched("pdf.min.js"), "a Word document needs no pdf.js");
});

const sealed = readdirSync(dist).find((name) => name.startsWith("a-"));

// What opens files hangs at one; the page looks at its readers twenty times as often as it would.
const stuck = {
  extra: { [`${sealed}/open.js`]: { type: "text/javascript", body: "export function open() { for (;;); }" } },
  begin: () => {
    const wait = window.setInterval.bind(window);
    window.setInterval = (call, time) => wait(call, time / 20);
  },
};

journey("a reader that hangs is ended and told of, and the others go on", stuck, async (visitor) => {
  const folder = folderOf({ "stuck.docx": fixture("visit.docx"), "good.txt": TEXT });
  await visitor.ready();
  await visitor.drop(join(folder, "stuck.docx"), join(folder, "good.txt"));
  await visitor.named("Emmanuel Macron");
  await visitor.page.locator(".trouble li", { hasText: "stuck.docx" }).getByText(/stopped at this file/).waitFor();
  await visitor.quiet();
  assert.doesNotMatch((await visitor.trouble()).join("\n"), /good\.txt/);
});

journey("of a spreadsheet each row is an article, in all its sheets", async (visitor) => {
  const folder = folderOf({ "press.xlsx": fixture("press.xlsx") });
  await visitor.ready();
  await visitor.drop(join(folder, "press.xlsx"));
  for (const name of ["Viktor Orbán", "Donald Tusk"]) await visitor.named(name);
  assert.equal(await visitor.page.locator(".article-list li").count(), 4);
  assert.equal(JSON.stringify(await visitor.graph()), analyze(folder));
});
