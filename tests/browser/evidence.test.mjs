// The answer to a click: sentences, counts that agree, the article itself; hostile text is text.

import assert from "node:assert/strict";
import { join } from "node:path";

import { folderOf, journey } from "./harness.mjs";

journey("clicking a node answers with its sentences, and the counts agree", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.click("node");
  const name = (await visitor.subject().innerText()).trim();
  const graph = await visitor.graph();
  const node = graph.nodes.find((node) => node.label === name);
  assert.ok(node, `${name} is no node`);
  const panel = page.locator(".evidence");
  assert.match(await panel.innerText(), new RegExp(`named ${node.mentions} times?`));
  const ties = graph.edges.filter((edge) => [edge.source, edge.target].includes(node.id));
  const row = page.locator("#names [role=option]", { hasText: name }).first();
  assert.equal(await row.locator(".count").first().innerText(), String(node.mentions));
  assert.equal(await row.locator(".count.ties").innerText(), String(ties.length));
  const quotations = page.locator(".evidence blockquote");
  assert.ok((await quotations.count()) > 0);
  for (const quotation of await quotations.all()) assert.ok((await quotation.locator("mark.asked").count()) > 0);
});

journey("clicking a line answers with the sentences that hold both names", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.click("tie");
  const ends = await page.locator(".evidence .subject .end").allInnerTexts();
  const graph = await visitor.graph();
  const id = (label) => graph.nodes.find((node) => node.label === label.trim()).id;
  const [a, b] = ends.map(id);
  const edge = graph.edges.find((edge) => [a, b].includes(edge.source) && [a, b].includes(edge.target));
  const note = await page.locator(".evidence .subject + p").innerText();
  assert.match(note, new RegExp(`^${edge.weight} sentences?\\b`));
  const quotations = page.locator(".evidence blockquote");
  assert.equal(await quotations.count(), edge.weight);
  for (const quotation of await quotations.all()) assert.ok((await quotation.locator("mark.asked").count()) >= 2);
});

journey("Open article shows the whole text at that place, every name marked", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.choose("Dmitry Peskov");
  const quotation = page.locator(".evidence blockquote").first();
  const quoted = (await quotation.locator("p").innerText()).trim();
  await quotation.getByText("Open article").click();
  const article = page.locator(".evidence article");
  await article.waitFor();
  const here = article.locator(".here");
  assert.ok((await here.innerText()).includes(quoted));
  assert.ok(await inView(here));
  assert.ok((await article.locator("mark").count()) > 10);
  await page.locator(".evidence").getByText("Back", { exact: true }).click();
  await visitor.subject().filter({ hasText: "Dmitry Peskov" }).waitFor();
});

journey("what opens by keyboard has the focus, and after Back so has what was there", async (visitor) => {
  const { page } = visitor;
  const focused = (selector) => page.waitForFunction((it) => document.activeElement?.matches(it), selector);
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.choose("Donald Trump");
  await page.locator(".evidence .ties button").first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".evidence blockquote").first().waitFor();
  await focused(".evidence .subject.tie");
  await page.locator(".evidence blockquote").last().getByText("Open article").focus();
  await page.keyboard.press("Enter");
  await page.locator(".evidence article").waitFor();
  await focused(".evidence article .subject");
  assert.ok(await inView(page.locator("#here")), "the article stays at the passage");
  await page.locator(".evidence").getByRole("button", { name: "Back" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.locator(".evidence .subject:not(.tie)").waitFor();
  await focused(".evidence .subject");
});

journey("markup and script in an article show as text", async (visitor) => {
  const { page } = visitor;
  const hostile = `<b>Angela Merkel</b> met <img src=x onerror="window.broken=1"> Emmanuel Macron in Berlin. ` +
    `<script>window.broken=2</script> Angela Merkel thanked Emmanuel Macron & "left".\n`;
  const name = `<img src=x onerror=window.broken=3>.txt`;
  const folder = folderOf({ [name]: `Berlin, Monday\n\n${hostile}` });
  await visitor.ready();
  await visitor.drop(join(folder, name));
  await visitor.named("Emmanuel Macron");
  await visitor.choose("Emmanuel Macron");
  const evidence = await page.locator(".evidence").innerText();
  assert.match(evidence, /<img src=x onerror="window.broken=1">|<script>window.broken=2<\/script>/);
  await page.locator(".evidence blockquote").first().getByText("Open article").click();
  await page.locator(".evidence article").waitFor();
  assert.match(await page.locator(".evidence article").innerText(), /<script>window.broken=2<\/script>/);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator("main img, .evidence img, .evidence script").count(), 0);
});

/** Whether an element can be seen without scrolling. */
function inView(locator) {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });
}
