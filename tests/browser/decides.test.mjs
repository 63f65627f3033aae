// Deciding by hand: merge, split, rename, retype, hide, mark; undo and redo; the log on new files and as a file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { folderOf, journey } from "./harness.mjs";

const FIRST = "Angela Merkel met Emmanuel Macron in Berlin on Monday. Vladimir Putin called Angela Merkel. " +
  "Emmanuel Macron and Vladimir Putin spoke in Moscow. Angela Merkel and Vladimir Putin said nothing.\n";
const SECOND = "Emmanuel Macron flew to Moscow on Friday. Vladimir Putin received Emmanuel Macron there. " +
  "Angela Merkel stayed in Berlin with Boris Johnson. Macron wrote to Boris Johnson.\n";
const THIRD = "Vladimir Putin wrote to Angela Merkel in May. Boris Johnson met Vladimir Putin in London.\n";

const folder = (files) => folderOf(files);
const menu = (page) => page.locator(".verb-menu");
const take = (page, words) => menu(page).getByRole("menuitem", { name: words }).click();
const notice = (page, words) => page.locator(".notice", { hasText: words }).waitFor();
const mentions = (graph) => graph.nodes.reduce((sum, node) => sum + node.mentions, 0);
const labels = (graph) => graph.nodes.map((node) => node.label).sort();
const same = (one, other, why) => assert.deepEqual(one, other, why);

/** Two articles of four people, in the graph. */
async function own(visitor, files = { "first.txt": FIRST, "second.txt": SECOND }) {
  const path = folder(files);
  await visitor.ready();
  await visitor.drop(...Object.keys(files).map((name) => join(path, name)));
  await visitor.named("Angela Merkel");
  await visitor.page.waitForTimeout(600);
  return path;
}

/** Waits until the list has no such name. */
async function gone(visitor, name) {
  const row = visitor.page.locator("#names [role=option] .name", { hasText: new RegExp(`^${name}$`) });
  await row.waitFor({ state: "detached" });
}

/** Where the node of a name stands: clicks about until its evidence shows. */
async function nodeOf(visitor, name) {
  const { page } = visitor;
  const box = await page.locator("#graph").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (let turn = 0; turn < 900; turn += 1) {
    const [distance, angle] = [12 * Math.sqrt(turn), turn * 2.399963];
    const at = { x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
    if (at.y < box.y + 4 || at.y > box.y + box.height - 60) continue;
    await page.mouse.click(at.x, at.y);
    const subject = await page.evaluate(() => document.querySelector(".evidence .subject:not(.tie)")?.innerText);
    if (subject?.trim() === name) return at;
  }
  throw new Error(`no node of ${name} was found`);
}

async function undone(visitor, before) {
  await visitor.page.keyboard.press("Control+z");
  await notice(visitor.page, "Taken back");
  same(await visitor.graph(), before, "undo gives back the first graph");
}

journey("two names are merged from the panel, and undo and redo go back and forth", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  await visitor.choose("Boris Johnson");
  await page.locator(".evidence").getByRole("button", { name: "Merge with…" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge Boris Johnson into which name?" });
  await dialog.getByLabel("Search names").fill("putin");
  await dialog.locator(".choice", { hasText: "Vladimir Putin" }).waitFor();
  await dialog.getByLabel("Why (if you like)").fill("a test");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await notice(page, "Merged Boris Johnson into Vladimir Putin");
  await gone(visitor, "Boris Johnson");
  await visitor.subject().filter({ hasText: "Vladimir Putin" }).waitFor();
  const merged = await visitor.graph();
  assert.equal(merged.nodes.length, before.nodes.length - 1);
  assert.equal(mentions(merged), mentions(before), "no mention is lost");
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await visitor.named("Boris Johnson");
  same(await visitor.graph(), before);
  await page.keyboard.press("Control+Shift+z");
  await gone(visitor, "Boris Johnson");
  same(await visitor.graph(), merged);
  await undone(visitor, before);
});

journey("a node dragged on another asks, and Never merge keeps them apart", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  const drag = async (name, onto) => {
    const from = await nodeOf(visitor, name);
    const to = await nodeOf(visitor, onto);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    return page.locator(".strip", { hasText: `Merge ${name} into ${onto}?` });
  };
  const strip = await drag("Boris Johnson", "Angela Merkel");
  await strip.getByRole("button", { name: "Cancel" }).click();
  await strip.waitFor({ state: "detached" });
  same(await visitor.graph(), before);
  await (await drag("Boris Johnson", "Angela Merkel")).getByRole("button", { name: "Never merge" }).click();
  await notice(page, "apart");
  await undone(visitor, before);
  await (await drag("Boris Johnson", "Angela Merkel")).getByRole("button", { name: "Merge", exact: true }).click();
  await gone(visitor, "Boris Johnson");
  assert.equal(mentions(await visitor.graph()), mentions(before));
  await undone(visitor, before);
});

journey("several are chosen in the list and on the graph, and merged or hidden", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  const row = (name) => page.locator("#names [role=option]", { hasText: name }).first();
  await row("Boris Johnson").click({ modifiers: ["Control"] });
  await row("Angela Merkel").click({ modifiers: ["Shift"] });
  const strip = page.locator(".strip", { hasText: "2 chosen" });
  await strip.getByRole("button", { name: "Merge", exact: true }).click();
  await notice(page, "Merged Boris Johnson into Angela Merkel");
  await gone(visitor, "Boris Johnson");
  await undone(visitor, before);
  const at = await nodeOf(visitor, "Boris Johnson");
  await page.keyboard.down("Control");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up("Control");
  await page.locator(".strip", { hasText: "1 chosen" }).getByRole("button", { name: "Hide" }).click();
  await gone(visitor, "Boris Johnson");
  await undone(visitor, before);
});

journey("from the text: a mention, an article and a name are split off", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  const split = async (words, said) => {
    await visitor.choose("Emmanuel Macron");
    const macron = page.locator(".evidence blockquote mark.asked", { hasText: /^Macron$/ }).first();
    await macron.click();
    await take(page, words);
    await notice(page, said);
    const after = await visitor.graph();
    assert.equal(after.nodes.length, before.nodes.length + 1, words);
    assert.equal(mentions(after), mentions(before), "no mention is lost");
    await undone(visitor, before);
  };
  await split("Not Emmanuel Macron here", "Parted one “Macron”");
  await split("Not Emmanuel Macron in this article", "from Emmanuel Macron elsewhere");
  await split("“Macron” is never Emmanuel Macron", "Parted “Macron” from Emmanuel Macron");
  // The same from the chip, which says why it is the same.
  await visitor.choose("Emmanuel Macron");
  await page.locator(".chips").getByRole("button", { name: /Macron/ }).click();
  assert.match(await menu(page).innerText(), /part of the full name|in 100 sure/);
  await take(page, "This is not Emmanuel Macron");
  await notice(page, "Parted “Macron”");
  await undone(visitor, before);
  // And from the form, by article.
  await visitor.choose("Emmanuel Macron");
  await page.locator(".evidence").getByRole("button", { name: "More to decide" }).click();
  await take(page, "Split…");
  const dialog = page.getByRole("dialog", { name: /What of Emmanuel Macron/ });
  await dialog.locator(".choice", { hasText: /^In “/ }).last().click();
  await dialog.getByRole("button", { name: "Split off" }).click();
  await notice(page, "Parted Emmanuel Macron in");
  await undone(visitor, before);
});

journey("a name is renamed and its kind changed, from the menu of its node", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  const at = await nodeOf(visitor, "Boris Johnson");
  await page.mouse.click(at.x, at.y, { button: "right" });
  await take(page, "Rename…");
  const rename = page.getByRole("dialog", { name: "Rename Boris Johnson" });
  await rename.getByLabel("Name", { exact: true }).fill("Alexander Johnson");
  await page.keyboard.press("Enter");
  await notice(page, "Renamed Boris Johnson to Alexander Johnson");
  await visitor.named("Alexander Johnson");
  // It stays selected: a rename changes no key.
  await visitor.subject().filter({ hasText: "Alexander Johnson" }).waitFor();
  await page.locator("#names [role=option]", { hasText: "Alexander Johnson" }).click({ button: "right" });
  await take(page, "Change the kind…");
  const retype = page.getByRole("dialog", { name: "What is Alexander Johnson?" });
  await retype.locator(".choice", { hasText: "Organisations" }).click();
  await retype.getByRole("button", { name: "Change" }).click();
  await notice(page, "Changed the kind of");
  const after = await visitor.graph();
  assert.equal(after.nodes.find((node) => node.label === "Alexander Johnson").type, "ORG");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await visitor.named("Boris Johnson");
  same(await visitor.graph(), before);
});

journey("what is hidden is listed and restored; any entry can be dropped", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  await visitor.choose("Boris Johnson");
  await page.locator(".evidence .actions").getByRole("button", { name: "Hide" }).click();
  await gone(visitor, "Boris Johnson");
  await visitor.menu("more", "Decisions");
  const log = page.getByRole("dialog", { name: "Decisions" });
  await log.getByText("Hid Boris Johnson").first().waitFor();
  await log.getByRole("button", { name: "Restore Boris Johnson" }).click();
  await log.getByText("Restored Boris Johnson").first().waitFor();
  await visitor.named("Boris Johnson");
  for (let turn = 0; turn < 2; turn += 1) {
    const entries = log.locator(".entries").first().getByRole("button", { name: /^Drop/ });
    const left = await entries.count();
    await entries.last().click();
    await page.waitForFunction((left) => document.querySelectorAll(".entries button").length < left, left);
  }
  same(await visitor.graph(), before);
  await log.getByText("Undo: ").first().waitFor();
});

journey("a missed name is marked in the text and added everywhere", async (visitor) => {
  const { page } = visitor;
  const files = {
    "first.txt": `${FIRST}\nThe zorblatt helped Angela Merkel. Then the zorblatt left.\n`,
    "second.txt": `${SECOND}\nAngela Merkel thanked the zorblatt.\n`,
  };
  await own(visitor, files);
  const before = await visitor.graph();
  await visitor.choose("Angela Merkel");
  const quotation = page.locator(".evidence blockquote p", { hasText: "zorblatt helped" }).first();
  const at = await quotation.evaluate((paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.data.indexOf("zorblatt");
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + 8);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, y: (top + bottom) / 2 };
    }
    return null;
  });
  await page.mouse.dblclick((at.left + at.right) / 2, at.y);
  await take(page, "Mark as a name…");
  const dialog = page.getByRole("dialog", { name: "Mark a missed name" });
  assert.equal(await dialog.getByLabel("Name", { exact: true }).inputValue(), "zorblatt");
  await dialog.locator(".choice", { hasText: "Organisations" }).click();
  await dialog.getByRole("button", { name: "Mark", exact: true }).click();
  await notice(page, "Added the name zorblatt");
  await visitor.named("zorblatt");
  const added = (await visitor.graph()).nodes.find((node) => node.label === "zorblatt");
  assert.equal(added.type, "ORG");
  assert.equal(added.mentions, 3, "in both articles");
  await undone(visitor, before);
});

journey("the log replays on a file that comes later", async (visitor) => {
  const { page } = visitor;
  const files = { "first.txt": FIRST, "second.txt": SECOND, "third.txt": THIRD };
  const path = folder(files);
  await visitor.ready();
  await visitor.drop(join(path, "first.txt"), join(path, "second.txt"));
  await visitor.named("Boris Johnson");
  await visitor.choose("Boris Johnson");
  await page.keyboard.press("r");
  await page.getByRole("dialog", { name: "Rename Boris Johnson" }).getByLabel("Name", { exact: true }).fill("B. J.");
  await page.keyboard.press("Enter");
  await visitor.named("B. J.");
  const before = (await visitor.graph()).nodes.find((node) => node.label === "B. J.").mentions;
  await visitor.drop(join(path, "third.txt"));
  await visitor.named("London");
  const node = (await visitor.graph()).nodes.find((node) => node.label === "B. J.");
  assert.equal(node.mentions, before + 1);
  assert.ok(!labels(await visitor.graph()).includes("Boris Johnson"));
});

/** Saves the log as a file, and gives its content. */
async function exported(visitor) {
  const { page } = visitor;
  await visitor.menu("more", "Decisions");
  const log = page.getByRole("dialog", { name: "Decisions" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    log.getByRole("button", { name: "Save as file" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "coterie-decisions.json");
  const content = readFileSync(await download.path(), "utf8");
  await page.keyboard.press("Escape");
  return content;
}

journey("the log is a file without articles, and two people's logs show what contradicts", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  const rename = async (from, to) => {
    await visitor.choose(from);
    await page.keyboard.press("r");
    await page.getByRole("dialog", { name: `Rename ${from}` }).getByLabel("Name", { exact: true }).fill(to);
    await page.keyboard.press("Enter");
    await visitor.named(to);
  };
  await visitor.menu("more", "Decisions");
  await page.getByLabel("Your name beside your decisions").fill("Ann");
  await page.keyboard.press("Escape");
  await rename("Boris Johnson", "Ann's Johnson");
  const file = await exported(visitor);
  assert.match(file, /Ann's Johnson/);
  assert.match(file, /"Ann"/);
  assert.ok(!file.includes("stayed in Berlin"), "no word of an article");
  await page.keyboard.press("Control+z");
  await visitor.named("Boris Johnson");
  same(await visitor.graph(), before);
  // Somebody else decided otherwise.
  await rename("Boris Johnson", "Bob's Johnson");
  const path = folder({ "coterie-decisions.json": file });
  await visitor.drop(join(path, "coterie-decisions.json"));
  await visitor.named("Boris Johnson");
  await visitor.menu("more", "Decisions");
  const log = page.getByRole("dialog", { name: "Decisions" });
  await log.getByText("These contradict each other").waitFor();
  const sides = log.locator(".sides > div");
  assert.equal(await sides.count(), 2);
  await sides.filter({ hasText: "Ann's Johnson" }).getByRole("button", { name: "Keep this" }).click();
  await log.locator(".sides").waitFor({ state: "detached" });
  await visitor.named("Ann's Johnson");
  await page.keyboard.press("Escape");
});

journey("the whole cycle goes by keyboard alone", async (visitor) => {
  const { page } = visitor;
  await own(visitor);
  const before = await visitor.graph();
  await page.locator("#names").focus();
  // Choose two with Space, merge them with m.
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.locator(".strip", { hasText: "2 chosen" }).waitFor();
  await page.keyboard.press("m");
  await notice(page, "Merged");
  await undone(visitor, before);
  // The menu of a row opens below it, has the focus, and gives it back.
  await page.locator("#names").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+F10");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.id === "names");
  await page.keyboard.press("Shift+F10");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  while (!(await page.evaluate(() => document.activeElement?.textContent === "Rename…"))) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "form-text");
  await page.waitForFunction(() => {
    const { selectionStart, selectionEnd, value } = document.activeElement;
    return selectionStart === 0 && selectionEnd === value.length;
  });
  await page.keyboard.type("Someone Else");
  await page.keyboard.press("Enter");
  await visitor.named("Someone Else");
  await page.locator("#graph").focus();
  await page.keyboard.press("h");
  await gone(visitor, "Someone Else");
  await page.keyboard.press("Control+z");
  await visitor.named("Someone Else");
  await undone(visitor, before);
});

const phone = { viewport: { width: 390, height: 844 }, settings: { hasTouch: true } };

journey("a long press opens the menu on a telephone, and what opens fits the screen", phone, async (visitor) => {
  const { page } = visitor;
  const path = folder({ "first.txt": FIRST, "second.txt": SECOND });
  await visitor.ready();
  await visitor.drop(join(path, "first.txt"), join(path, "second.txt"));
  await page.locator(".tabs").getByText("Names").click();
  await visitor.named("Angela Merkel");
  await page.waitForTimeout(600);
  const at = await nodeOf(visitor, "Boris Johnson");
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x: at.x, y: at.y, id: 1 }]);
  await menu(page).getByRole("menuitem", { name: "Rename…" }).waitFor();
  await touch("touchEnd", []);
  const fits = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 390 && y + height <= 844, `${x} ${y} ${width} ${height}`);
  };
  await fits(menu(page));
  await take(page, "Rename…");
  await fits(page.getByRole("dialog", { name: "Rename Boris Johnson" }));
  await page.keyboard.press("Escape");
  await visitor.menu("more", "Decisions");
  await fits(page.getByRole("dialog", { name: "Decisions" }));
});

const CLINTONS = "Hillary Clinton spoke in Ohio with Tim Kaine. Bill Clinton met Barack Obama in Chicago. Clinton thanked " +
  "Barack Obama. Tim Kaine and Clinton flew to Boston.\n";

journey("the open questions are answered by keyboard alone", async (visitor) => {
  const { page } = visitor;
  await own(visitor, { "first.txt": FIRST, "clintons.txt": CLINTONS });
  const before = await visitor.graph();
  const count = page.locator(".questions-button");
  await count.waitFor();
  const open = async () => Number((await count.innerText()).match(/\d+/)?.[0] ?? 0);
  const total = await open();
  assert.ok(total > 0);
  await count.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Is it the same?" });
  const question = dialog.locator(".question");
  await question.waitFor();
  const asked = await question.innerText();
  assert.match(asked, /\?$/);
  assert.equal(await dialog.locator(".sides > section").count(), 2);
  assert.ok((await dialog.locator(".sides blockquote").count()) > 1, "sentences stand side by side");
  assert.equal(await dialog.getByText("in the graph").count(), 0, "no notice of what came before");
  // A small window: the answers stay in sight beside long passages.
  await page.setViewportSize({ width: 1280, height: 360 });
  for (const answer of await dialog.locator(".questions .verbs button").all()) {
    const seen = await answer.evaluate((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    });
    assert.ok(seen, "an answer is out of sight");
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  const inside = () => page.evaluate(() => Boolean(document.activeElement?.closest("dialog")));
  const other = (than) =>
    page.waitForFunction((than) => document.querySelector(".question").textContent !== than, than);
  if (total > 1) {
    await page.keyboard.press("l");
    await other(asked);
    assert.ok(await inside(), "the focus stays in the queue");
  }
  const second = await question.innerText();
  await page.keyboard.press("d");
  await other(second);
  await page.locator(".notice", { hasText: /apart|Parted/ }).waitFor();
  assert.ok(await inside());
  await page.keyboard.press("Control+z");
  await dialog.getByText("Taken back").waitFor();
  await page.keyboard.press("s");
  await dialog.getByText("Taken back").waitFor({ state: "detached" });
  // The way back stands in the queue itself, for the mouse and the finger.
  await dialog.getByRole("button", { name: "Undo" }).click();
  await dialog.getByText("Taken back").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  same(await visitor.graph(), before);
});
