// Sharing: a link opens the same graph and view elsewhere; `src=` opens what the same site hosts.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { folderOf, journey, samples, visit } from "./harness.mjs";

const article = (name) => ({ type: "text/plain; charset=utf-8", body: readFileSync(join(samples, name)) });
const names = readdirSync(samples).sort();

async function link(visitor) {
  const { page } = visitor;
  await page.locator("button.share").click();
  const dialog = page.getByRole("dialog", { name: "Share this graph" });
  await dialog.getByText("Copy link").click();
  await dialog.getByText("The link is on the clipboard.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  return copied;
}

const shape = (graph) => ({
  nodes: graph.nodes.map(({ id, label, type, mentions }) => ({ id, label, type, mentions })),
  edges: graph.edges.map(({ source, target, weight }) => ({ source, target, weight })),
});

journey("a link opens the same graph and view for someone else, without a word of the articles", async (visitor) => {
  const { page, host } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.choose("Dmitry Peskov");
  const sent = shape(await visitor.graph());
  const address = await link(visitor);
  assert.ok(address.startsWith(`${host.url}#`), address.slice(0, 80));
  assert.ok(address.length < 32_768);
  const other = await visit({ host, address: address.slice(host.url.length) });
  try {
    await other.named("Donald Trump");
    await other.subject().filter({ hasText: "Dmitry Peskov" }).waitFor();
    await other.ready();
    assert.deepEqual(shape(await other.graph()), sent);
    assert.deepEqual(await other.names(), await visitor.names());
    assert.equal(await other.page.locator(".evidence blockquote").count(), 0);
    // Never wiped: the address still holds it, and a reload opens it again.
    assert.match(other.page.url(), /#.*g=/);
    await other.page.reload();
    await other.subject().filter({ hasText: "Dmitry Peskov" }).waitFor();
    other.check();
  } finally {
    await other.leave();
  }
  assert.ok(!host.requests.some((path) => path.includes("g=")), "the link's content reached the host");
  await page.close();
});

journey("the sentences go along when the person says so", async (visitor) => {
  const { page, host } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await page.locator("button.share").click();
  const dialog = page.getByRole("dialog", { name: "Share this graph" });
  await dialog.getByLabel("Include the sentences").check();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  const address = await link(visitor);
  const other = await visit({ host, address: address.slice(host.url.length) });
  try {
    await other.ready();
    await other.choose("Dmitry Peskov");
    await other.page.locator(".evidence blockquote").first().waitFor();
    other.check();
  } finally {
    await other.leave();
  }
});

journey("a link that would be too long says so and offers a file, which opens the same graph", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  const folder = folderOf({ "many.txt": manyPeople().join("\n\n") });
  await visitor.drop(join(folder, "many.txt"));
  await page.waitForFunction(() => document.querySelectorAll("#names [role=option]").length > 50);
  await page.locator("button.share").click();
  const dialog = page.getByRole("dialog", { name: "Share this graph" });
  await dialog.getByText(/Send a file instead/).waitFor();
  const download = page.waitForEvent("download");
  await dialog.getByText("Save as file").click();
  const file = join(folderOf({}), "graph.json");
  await (await download).saveAs(file);
  const sent = shape(await visitor.graph());
  await page.keyboard.press("Escape");
  await visitor.menu("more", "Clear");
  await visitor.drop(file);
  await page.waitForFunction(() => document.querySelectorAll("#names [role=option]").length > 50);
  assert.deepEqual(shape(await visitor.graph()), sent);
});

for (const sign of ["?", "#"]) {
  const list = { type: "application/json", body: JSON.stringify(names.slice(0, 2).map((name) => `articles/${name}`)) };
  const extra = { "list.json": list };
  for (const name of names) extra[`articles/${name}`] = article(name);
  journey(`${sign}src= opens a list of articles from the same site`, { address: `${sign}src=list.json`, extra }, async (visitor) => {
    await visitor.ready();
    await visitor.page.locator(".article-list li").nth(1).waitFor();
    const read = new Set((await visitor.graph()).nodes.flatMap((node) => node.occurrences.map((place) => place.doc)));
    assert.equal(read.size, 2);
  });
}

const gap = { type: "application/json", body: JSON.stringify([`articles/${names[0]}`, "articles/gone.txt"]) };
const beside = { "list.json": gap, [`articles/${names[0]}`]: article(names[0]) };
journey("an address without a file is named, and the others are read", { address: "?src=list.json", extra: beside, expected: /404/ }, async (visitor) => {
  await visitor.ready();
  await visitor.page.locator(".article-list li").first().waitFor();
  await visitor.page.locator(".trouble li").first().waitFor();
});

journey("src= asks no other site", { address: "?src=https://example.org/list.json", expected: /Content Security Policy|example\.org/ }, async (visitor) => {
  await visitor.ready();
  await visitor.page.locator(".trouble li").first().waitFor();
});

journey("a broken link says so", { address: "#g=nonsense" }, async (visitor) => {
  await visitor.page.locator(".trouble li").first().waitFor();
});

/** Sentences that name six of three hundred people each: more ties than a link can carry. */
function manyPeople() {
  let seed = 1;
  const below = (n) => ((seed = (seed * 48_271) % 2_147_483_647), seed % n);
  const first = ["Anna", "Boris", "Clara", "David", "Emma", "Frank", "Greta", "Henry", "Irene", "James"];
  const stems = ["Karl", "Peter", "Nil", "Ander", "Svend", "Han", "Lar", "Jan", "Erik", "Mor", "Tor", "Hal", "Gun", "Rob", "Wil"];
  const tails = ["son", "sen", "berg", "mann", "stein", "ford", "well", "by", "ton", "field"];
  const person = () => {
    const at = below(300);
    return `${first[at % 10]} ${stems[Math.floor(at / 2) % 15]}${tails[Math.floor(at / 30)]}`;
  };
  return Array.from({ length: 2500 }, () => `${person()}, ${person()}, ${person()}, ${person()}, ${person()} and ${person()} met in London.`);
}
