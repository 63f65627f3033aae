// What files ask: a password, whether an export was rightly split, which columns hold what. Answered in place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { folderOf, journey, root } from "./harness.mjs";

const fixture = (name) => readFileSync(join(root, "tests/cases/formats", name));

/** The one form that asks about a file. */
const form = (visitor, name) => visitor.page.locator(".asking").getByRole("form", { name, exact: true });
/** Its list of columns for the articles' text. */
const text = (form) => form.getByRole("combobox", { name: "Text", exact: true });
const articles = (visitor) => visitor.page.locator(".article-list .title").allInnerTexts();
/** Waits until nothing is asked about a file. */
const answered = (visitor, name) => form(visitor, name).waitFor({ state: "detached" });

async function open(visitor, name, password) {
  // With the keyboard alone.
  await visitor.page.getByLabel(new RegExp(`assword of ${name}$`)).fill(password);
  await visitor.page.keyboard.press("Enter");
  await visitor.quiet();
}

journey("a locked archive asks for its password, and again where it is wrong", async (visitor) => {
  const folder = folderOf({ "locked.zip": fixture("locked.zip") });
  await visitor.ready();
  await visitor.drop(join(folder, "locked.zip"));
  const field = visitor.page.getByLabel("Password of locked.zip");
  assert.deepEqual([await field.getAttribute("type"), await field.getAttribute("autocomplete")], ["password", "off"]);
  await open(visitor, "locked.zip", "falsch");
  const again = visitor.page.getByLabel("Another password of locked.zip");
  await again.waitFor();
  assert.match((await visitor.trouble()).join("\n"), /cannot be opened with this password/);
  // Whoever has just answered is at the field again.
  await visitor.page.waitForFunction(() => document.activeElement?.matches(".asking input"));
  // The samples stand until something can be read.
  assert.ok((await visitor.names()).includes("Donald Trump"));
  await open(visitor, "locked.zip", "geheim");
  await visitor.named("Pedro Sánchez");
  await answered(visitor, "locked.zip");
  assert.deepEqual(await visitor.trouble(), []);
  assert.ok(!(await visitor.names()).includes("Donald Trump"));
  const kept = await visitor.page.evaluate(() => JSON.stringify([{ ...localStorage }, location.href]));
  assert.ok(!kept.includes("geheim"), kept);
});

journey("an encrypted PDF asks for its password", async (visitor) => {
  const folder = folderOf({ "locked.pdf": fixture("locked.pdf") });
  await visitor.ready();
  await visitor.drop(join(folder, "locked.pdf"));
  await open(visitor, "locked.pdf", "falsch");
  await visitor.page.getByLabel("Another password of locked.pdf").waitFor();
  await open(visitor, "locked.pdf", "geheim");
  await visitor.named("Emmanuel Macron");
  assert.deepEqual(await visitor.trouble(), []);
});

const EXPORT = ["Donald Trump met Vladimir Putin in Helsinki.", "Angela Merkel met Emmanuel Macron in Berlin.", "Pedro Sánchez met Mark Rutte in Madrid."]
  .map((text, at) => `${at + 1} of 3 DOCUMENTS\n\nBBC\n\nJanuary 1${at}, 2010 Monday\n\nArticle ${at + 1}\n\nLENGTH: 10 words\n\n${text}\n\nLOAD-DATE: January 12, 2010\n\n`)
  .join("");

journey("an export is read as one article where a person says so, and stays split where it is right", async (visitor) => {
  const folder = folderOf({ "one.txt": EXPORT, "many.txt": EXPORT.replaceAll("Article", "Report") });
  await visitor.ready();
  await visitor.drop(...["one.txt", "many.txt"].map((name) => join(folder, name)));
  await form(visitor, "one.txt").waitFor();
  await visitor.page.locator(".article-list li").nth(5).waitFor();
  assert.equal((await articles(visitor)).length, 6);
  assert.match((await visitor.trouble()).join("\n"), /export of 3 articles/);
  await form(visitor, "many.txt").getByRole("button", { name: "Right" }).click();
  await answered(visitor, "many.txt");
  await form(visitor, "one.txt").getByRole("button", { name: "It is one article" }).click();
  await answered(visitor, "one.txt");
  await visitor.quiet();
  await visitor.page.locator(".article-list li").nth(4).waitFor({ state: "detached" });
  assert.equal((await articles(visitor)).length, 4);
  assert.deepEqual(await visitor.trouble(), []);
});

const LONG = "in Helsinki on Monday, and both men said that it went very well indeed.";
const TABLE = `title,text,reply\nOne,"Donald Trump met Vladimir Putin ${LONG}","Angela Merkel met Emmanuel Macron ${LONG}"\nTwo,"Joe Biden met Xi Jinping ${LONG}","Pedro Sánchez met Mark Rutte ${LONG}"\n`;

journey("the columns of a table are chosen anew, and remembered", async (visitor) => {
  const folder = folderOf({ "a.csv": TABLE, "b.csv": TABLE.replaceAll("Merkel", "Thatcher") });
  await visitor.ready();
  await visitor.drop(join(folder, "a.csv"));
  await visitor.named("Xi Jinping");
  const asked = form(visitor, "a.csv");
  assert.equal(await text(asked).inputValue(), "2");
  await text(asked).selectOption({ label: "reply" });
  await asked.getByRole("button", { name: "Read again" }).click();
  await visitor.named("Angela Merkel");
  assert.ok(!(await visitor.names()).includes("Xi Jinping"));
  assert.deepEqual(await articles(visitor), ["One", "Two"]);
  // Another file of the same header, on another day.
  await visitor.page.reload();
  await visitor.ready();
  await visitor.drop(join(folder, "b.csv"));
  await visitor.named("Angela Thatcher");
  assert.equal(await text(form(visitor, "b.csv")).inputValue(), "3");
});
