// "How names are found": opened from where kinds are shown, read and left by keyboard, with the figures of the
// model that ships.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { journey, root } from "./harness.mjs";

const HEAD = "How names are found";

const dialog = (page) => page.getByRole("dialog", { name: HEAD });
const at = (page, selector) => page.evaluate((it) => document.activeElement?.matches(it), selector);

async function tab(page, selector) {
  for (let turn = 0; turn < 80 && !(await at(page, selector)); turn += 1) await page.keyboard.press("Tab");
  assert.ok(await at(page, selector), `Tab never reaches ${selector}`);
}

async function shut(page) {
  await dialog(page).waitFor({ state: "hidden" });
}

/** How many of 100 names found are right, and how many of 100 there are are found, as the committed table has it. */
function figures(set, kinds) {
  const counts = [0, 0, 0];
  for (const line of readFileSync(join(root, "static/models/names.eval.tsv"), "utf8").split("\n")) {
    const [of, row, ...cells] = line.split("\t");
    if (of === set && kinds.includes(row)) cells.forEach((cell, i) => (counts[i] += Number(cell)));
  }
  const [gold, said, right] = counts;
  return [right / said, right / gold, (2 * right) / (gold + said)].map((share) => (100 * share).toFixed(1));
}

journey("it is read by keyboard from the legend, and the focus comes back", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await tab(page, ".legend .about");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  assert.ok(await at(page, "dialog h2"), "the heading has the focus");
  for (const kind of ["People", "Organisations", "Places", "Groups", "Events", "Other"]) {
    await dialog(page).getByRole("term").filter({ hasText: kind }).waitFor();
  }
  const row = (name) => dialog(page).getByRole("row").filter({ hasText: name }).getByRole("cell").allInnerTexts();
  assert.deepEqual((await row("Voice of America")).slice(0, 3), figures("voa_dev", ["PER", "ORG", "LOC"]));
  assert.deepEqual(await row("Places"), figures("voa_dev", ["LOC"]));
  assert.deepEqual((await row("CrossNER"))[3], "65.2");
  const top = () => dialog(page).evaluate((element) => element.scrollTop);
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.querySelector("dialog[open]").scrollTop > 0);
  assert.ok((await top()) > 0);
  await page.keyboard.press("Escape");
  await shut(page);
  assert.ok(await at(page, ".legend .about"), "the focus is back on the legend");
});

journey("it opens from the menu and from a name's kind, and closes to where one was", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await tab(page, ".menu.more > button");
  await page.keyboard.press("Enter");
  await tab(page, "#menu-more > button:nth-of-type(5)");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await shut(page);
  assert.ok(await at(page, ".menu.more > button"), "the focus is back on the menu");

  await visitor.choose("Donald Trump");
  await page.locator(".evidence").getByRole("button", { name: "person", exact: true }).focus();
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Close").click();
  await shut(page);
  assert.ok(await at(page, ".evidence [data-act=naming]"), "the focus is back on the kind");
});

journey("it fits a telephone, and its credits open", { viewport: { width: 390, height: 800 } }, async (visitor) => {
  const { page, context } = visitor;
  await visitor.ready();
  await page.locator(".legend .about").click();
  await dialog(page).waitFor();
  const wide = await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.equal(wide, 0, "nothing is wider than the page");
  const opened = context.waitForEvent("page");
  await dialog(page).getByRole("link", { name: /^Credits/ }).click();
  const credits = await opened;
  await credits.getByText("# Credits").waitFor();
  assert.equal(new URL(credits.url()).origin, new URL(page.url()).origin);
});
