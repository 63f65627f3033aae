// What articles say of themselves: seen, amended, taken back; how a near-copy differs from the first.

import assert from "node:assert/strict";
import { join } from "node:path";

import { folderOf, journey } from "./harness.mjs";

const dated = (title, date, words) => `---\ntitle: ${title}\ndate: ${date}\nlang: en\n---\n\n${words}\n`;
const FILES = {
  "one.md": dated("One", "2011-03-02", "Angela Merkel met Nicolas Sarkozy in Berlin. They spoke with Mario Draghi."),
  "two.md": dated("Two", "2016-11-09", "Donald Trump called Theresa May from New York. Hillary Clinton spoke."),
};

const WIRE = "Angela Merkel met Nicolas Sarkozy in Berlin on Monday to speak about the debts of Greece and the euro.\n\n" +
  "They spoke for two hours and agreed to meet again in Paris in the spring, officials said later.\n";

async function own(visitor, files) {
  const path = folderOf(files);
  await visitor.ready();
  await visitor.drop(...Object.keys(files).map((name) => join(path, name)));
  await visitor.named("Angela Merkel");
}

const line = (page, title) => page.locator(".article-list button", { hasText: title });
const fact = (page, words) => page.locator(".article .chips").getByRole("button", { name: words });

async function open(page, title) {
  await page.getByRole("tab", { name: "Articles" }).click({ timeout: 1000 }).catch(() => {});
  await line(page, title).click();
  await page.locator(".article .subject").filter({ hasText: title }).waitFor();
}

journey("a date is amended, seen in the list and by time, and taken back", async (visitor) => {
  const { page } = visitor;
  await own(visitor, FILES);
  await page.locator(".arranged label", { hasText: "By time" }).click();
  const dates = (...expected) =>
    page.waitForFunction(
      (expected) => [...document.querySelectorAll(".ticks span")].map((tick) => tick.innerText).join() === expected,
      expected.join(),
    );
  await dates("2011", "2016");
  await open(page, "One");
  assert.match(await line(page, "One").innerText(), /2011-03-02 · \d names/);
  await fact(page, "Date: 2011-03-02").click();
  const dialog = page.getByRole("dialog", { name: "Date of this article" });
  assert.equal(await dialog.getByLabel("What it should say").inputValue(), "2011-03-02");
  await dialog.getByLabel("What it should say").fill("4 May 2014");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await page.locator(".notice", { hasText: "Changed the date of one.md to 2014-05-04." }).waitFor();
  await fact(page, "Date: 2014-05-04").waitFor();
  await line(page, "One").filter({ hasText: "2014-05-04" }).waitFor();
  await dates("May 2014", "Nov 2016");
  await page.keyboard.press("Control+z");
  await fact(page, "Date: 2011-03-02").waitFor();
  await line(page, "One").filter({ hasText: "2011-03-02" }).waitFor();
  await dates("2011", "2016");
});

journey("what is no date is said, and the article stays as it was", async (visitor) => {
  const { page } = visitor;
  await own(visitor, FILES);
  await open(page, "One");
  await fact(page, "Date: 2011-03-02").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("someday");
  await page.keyboard.press("Enter");
  await page.locator(".notice", { hasText: "This is no date." }).waitFor();
  await fact(page, "Date: 2011-03-02").waitFor();
});

journey("a near-copy says of what, shows the words that differ, and opens the other", async (visitor) => {
  const { page } = visitor;
  await own(visitor, { "a.txt": WIRE, "b.txt": WIRE.replace("two hours", "three hours") });
  await open(page, "b.txt");
  const article = page.locator(".article");
  await article.getByText("Nearly a copy of a.txt").waitFor();
  assert.deepEqual(await article.locator("ins").allInnerTexts(), ["three"]);
  assert.deepEqual((await article.locator("del").allInnerTexts()).map((words) => words.trim()), ["two"]);
  await article.getByRole("button", { name: "Open article" }).click();
  await page.locator(".article .subject").filter({ hasText: "a.txt" }).waitFor();
  assert.equal(await article.locator("ins, del").count(), 0);
});

journey("articles in other languages are counted, and what was left out is folded", async (visitor) => {
  const { page } = visitor;
  const german = "Der Bundestag hat am Donnerstag in Berlin ein neues Gesetz beschlossen. Angela Merkel stimmte dafür. ".repeat(6);
  const related = ["Trump wins in Ohio and Iowa", "Putin calls for talks in Minsk", "May resigns after vote on Brexit", "Macron speaks to farmers in Lyon"].map((head) => `<li><a href="#">${head}</a></li>`);
  const words = "Angela Merkel met Nicolas Sarkozy in Berlin on Monday to speak about the debts of Greece and the euro. ".repeat(3);
  const html = `<html lang="en"><head><title>News of the day</title></head><body><article><h1>News of the day</h1>` +
    `<p>${words}</p><p>${words}</p><p>${words}</p></article><section class="related"><h2>Related</h2><ul>${related.join("")}</ul></section></body></html>`;
  await own(visitor, { "de.txt": german, "page.html": html });
  await page.locator(".articles").getByText("1 article is not in English: Coterie finds names less well there.").waitFor();
  await line(page, "de.txt").or(line(page, "Der Bundestag")).filter({ hasText: "German (guessed): names are found less well" }).waitFor();
  await open(page, "News of the day");
  const folded = page.locator(".article details");
  await folded.getByText(/Show what was left out \(\d paragraphs\)/).click();
  await folded.getByText("Macron speaks").waitFor();
});
