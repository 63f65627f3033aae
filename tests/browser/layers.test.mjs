// The layers that are switched on by choice: near-copies counted once, and words that only refer to a name.

import assert from "node:assert/strict";
import { join } from "node:path";

import { folderOf, journey } from "./harness.mjs";

const COPY = "Emmanuel Macron and Vladimir Putin spoke for two hours about gas, grain and the war.\n";
const FILES = {
  "first.txt": `Angela Merkel spoke in Berlin on Monday. She flew to Moscow in the evening.\n\n${COPY}`,
  "second.txt": `It snowed all day. The roads were closed.\n\n${COPY}`,
};

journey("near-copies are counted once and references make dotted ties, both by choice", async (visitor) => {
  const { page } = visitor;
  const path = folderOf(FILES);
  await visitor.ready();
  await visitor.drop(...Object.keys(FILES).map((name) => join(path, name)));
  await visitor.named("Angela Merkel");
  const total = (ties) => page.locator(".totals", { hasText: `${ties} ties` }).waitFor();
  const copies = page.getByLabel("Count near-copies once");
  const references = page.getByLabel("Count “he”, “she”, “the president” too");
  const dotted = page.locator(".legend").getByText("only referred to");
  const tie = (name, count) =>
    page.locator(".evidence .ties button", { hasText: name }).filter({ hasText: count }).waitFor();

  // Both are off: the sentence that stands twice counts twice, and nothing ties who is only meant.
  assert.deepEqual([await copies.isChecked(), await references.isChecked()], [false, false]);
  await total(2);
  await page.locator(".counted").getByText("Found: 1 sentence, 0 articles").waitFor();
  assert.equal(await dotted.isVisible(), false);
  await visitor.choose("Emmanuel Macron");
  await tie("Vladimir Putin", "2 sentences");
  const before = await visitor.graph();

  await copies.check();
  await tie("Vladimir Putin", "1 sentence");
  await total(2);

  await references.check();
  await total(3);
  await dotted.waitFor();
  await visitor.choose("Angela Merkel");
  await tie("Berlin", /1 sentence$/);
  await page.locator(".evidence .ties button", { hasText: "Moscow" }).click();
  await page.locator(".evidence").getByText("Only referred to: 1 sentence").waitFor();
  assert.equal(await page.locator(".evidence mark.referred").first().innerText(), "She");

  await references.uncheck();
  await total(2);
  await dotted.waitFor({ state: "hidden" });
  await copies.uncheck();
  await visitor.choose("Emmanuel Macron");
  await tie("Vladimir Putin", "2 sentences");
  assert.deepEqual(await visitor.graph(), before, "off again, all is as it was");
});
