// By what the picture is arranged: one click each, how true it is, and back to the same picture.

import assert from "node:assert/strict";

import { folderOf, journey } from "./harness.mjs";

const mode = (page, word) => page.locator(".arranged label", { hasText: word });

/** The canvas once nothing on it moves: it counts its frames. */
async function still(visitor) {
  const frames = () => visitor.page.locator("#graph").getAttribute("data-frames");
  let before = await frames();
  for (let turn = 0; turn < 60; turn += 1) {
    await visitor.page.waitForTimeout(300);
    const now = await frames();
    if (now === before) return visitor.picture();
    before = now;
  }
  assert.fail("the picture never comes to rest");
}

async function arranged(visitor, word) {
  await mode(visitor.page, word).click();
  await visitor.page.waitForTimeout(300);
  await visitor.page.locator(".quality", { hasText: /distances \d+ %, neighbours \d+ %/ }).waitFor();
  return still(visitor);
}

/** The graph and its places, as a link carries them: which names are written depends on what was seen before. */
async function shared(visitor) {
  const { page } = visitor;
  await page.getByRole("button", { name: "Share" }).click();
  await page.waitForFunction(() => document.querySelector("#link").value !== "");
  const link = await page.locator("#link").inputValue();
  await page.keyboard.press("Escape");
  return link;
}

async function samples(visitor) {
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.page.locator(".card button").click();
}

journey("each mode is one click, says how true it is, and leads back", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const graph = await visitor.graph();
  const [pictures, links] = [[], []];
  for (const word of ["Balanced", "Communities", "By kind"]) {
    pictures.push(await arranged(visitor, word));
    links.push(await shared(visitor));
  }
  assert.ok(!pictures[0].equals(pictures[1]) && !pictures[1].equals(pictures[2]), "two modes look the same");
  assert.deepEqual(await visitor.graph(), graph, "a mode changes the graph");
  // The samples are of one day: there is no time to arrange them by.
  assert.equal(await mode(page, "By time").isVisible(), false);
  await arranged(visitor, "Communities");
  assert.equal(await shared(visitor), links[1], "the way matters");
  await arranged(visitor, "Balanced");
  assert.equal(await shared(visitor), links[0], "there and back is not the same");
  await page.locator(".quality").click();
  await page.getByText("No flat picture shows all ties").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("No flat picture shows all ties").waitFor({ state: "hidden" });
});

journey("a link opens in the mode it was made in", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const before = await arranged(visitor, "By kind");
  await page.evaluate(() => { location.hash = "v=m:c"; });
  await page.locator(".arranged label", { hasText: "Communities" }).locator("input:checked").waitFor({ state: "attached" });
  await page.waitForTimeout(300);
  assert.ok(!(await still(visitor)).equals(before));
});

journey("articles of different days can be arranged by time", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const article = (date, words) =>
    `<html><head><meta property="article:published_time" content="${date}"><title>News</title></head>` +
    `<body><article>${`<p>${words}</p>`.repeat(3)}</article></body></html>`;
  const folder = folderOf({
    "one.html": article("2011-03-02", "Angela Merkel met Nicolas Sarkozy in Berlin. They spoke about Greece with Mario Draghi."),
    "two.html": article("2016-11-09", "Donald Trump called Theresa May from New York. Hillary Clinton spoke in Washington."),
  });
  await visitor.drop(folder);
  await visitor.named("Angela Merkel");
  await arranged(visitor, "By time");
  const dates = await page.locator(".ticks span").allInnerTexts();
  assert.deepEqual(dates, ["2011", "2016"]);
  const [first, last] = await Promise.all([0, 1].map((at) => page.locator(".ticks span").nth(at).boundingBox()));
  assert.ok(first.x < last.x, "time goes from left to right");
  await arranged(visitor, "Balanced");
  assert.equal(await page.locator(".ticks span").count(), 0);
});

journey("communities are tinted where they arrange the picture, and elsewhere at will", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const tint = page.locator(".legend .tint");
  const pressed = () => tint.getAttribute("aria-pressed");
  await arranged(visitor, "Communities");
  assert.equal(await pressed(), "true");
  await arranged(visitor, "Balanced");
  assert.equal(await pressed(), "false");
  await tint.click();
  assert.equal(await pressed(), "true");
});
