// Moving about: the camera, dragging, search, filters, and all of it by keyboard.

import assert from "node:assert/strict";

import { journey } from "./harness.mjs";

/** Does something and sees that the picture is another. */
async function changes(visitor, what, act) {
  const before = await visitor.picture();
  await act();
  for (let turn = 0; turn < 50; turn += 1) {
    if (!(await visitor.picture()).equals(before)) return;
    await visitor.page.waitForTimeout(50);
  }
  assert.fail(`${what} changes nothing on the canvas`);
}

async function settled(visitor) {
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.page.waitForTimeout(800);
}

journey("the camera follows wheel, drag, buttons and keys", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  const box = await page.locator("#graph").boundingBox();
  const corner = { x: box.x + box.width * 0.12, y: box.y + box.height * 0.3 };
  await page.mouse.move(corner.x, corner.y);
  await changes(visitor, "the wheel", () => page.mouse.wheel(0, -240));
  await changes(visitor, "a drag of the ground", async () => {
    await page.mouse.down();
    await page.mouse.move(corner.x + 90, corner.y + 40, { steps: 6 });
    await page.mouse.up();
  });
  await changes(visitor, "Fit", () => page.getByLabel("Fit to the screen").click());
  await changes(visitor, "Zoom in", () => page.getByLabel("Zoom in").click());
  await changes(visitor, "Zoom out", () => page.getByLabel("Zoom out").click());
  await changes(visitor, "+", () => page.keyboard.press("+"));
  await changes(visitor, "0", () => page.keyboard.press("0"));
});

journey("two fingers zoom", { settings: { hasTouch: true } }, async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  const box = await page.locator("#graph").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const touch = (type, gap) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: gap === null ? [] : [{ x: x - gap, y, id: 1 }, { x: x + gap, y, id: 2 }],
    });
  await changes(visitor, "a pinch", async () => {
    await touch("touchStart", 40);
    for (let gap = 50; gap <= 160; gap += 10) await touch("touchMove", gap);
    await touch("touchEnd", null);
  });
});

journey("a dragged node is held where it was put, until it is let go", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  const at = await visitor.click("node");
  const name = (await visitor.subject().innerText()).trim();
  await changes(visitor, "dragging a node", async () => {
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 70, at.y + 50, { steps: 8 });
    await page.mouse.up();
  });
  const letGo = page.locator(".evidence").getByText("Let go");
  await letGo.waitFor();
  assert.equal((await visitor.subject().innerText()).trim(), name);
  await letGo.click();
  await letGo.waitFor({ state: "detached" });
});

journey("hovering shows the neighbours", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  const at = await visitor.click("node");
  await page.keyboard.press("Escape");
  const box = await page.locator("#graph").boundingBox();
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.waitForTimeout(300);
  await changes(visitor, "hovering", () => page.mouse.move(at.x, at.y));
});

journey("a double click shows one name and its ties, and back", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  const all = (await visitor.names()).length;
  const at = await visitor.click("node");
  await page.mouse.dblclick(at.x, at.y);
  await page.locator(".pill", { hasText: "and its ties" }).waitFor();
  await page.waitForFunction((all) => document.querySelectorAll("#names [role=option]").length < all, all);
  await page.locator(".pill").getByText("Show all").click();
  await page.waitForFunction((all) => document.querySelectorAll("#names [role=option]").length === all, all);
});

journey("search finds by any name", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  await page.keyboard.press("/");
  await page.keyboard.type("pesk");
  await page.locator("#found [role=option]", { hasText: "Peskov" }).first().waitFor();
  await page.keyboard.press("Enter");
  await visitor.subject().filter({ hasText: "Peskov" }).waitFor();
});

journey("kinds, window and least weight change the graph at once", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  const ids = (graph) => graph.nodes.map((node) => node.type);
  await page.locator("label.kind", { hasText: "Places" }).click();
  await page.waitForFunction(() => !document.querySelector("#names .place, #names [class*=loc]"));
  assert.ok(!ids(await visitor.graph()).includes("LOC"));
  await page.locator("label.kind", { hasText: "Places" }).click();
  const sentences = await visitor.graph();
  await page.locator(".segments label", { hasText: "article" }).click();
  const articles = await visitor.graph();
  assert.ok(articles.edges.length > sentences.edges.length);
  await page.locator(".segments label", { hasText: "sentence" }).click();
  assert.deepEqual(await visitor.graph(), sentences);
  const before = await page.locator(".totals").innerText();
  const least = page.locator(".weight input[type=number]");
  await least.fill("3");
  await least.press("Enter");
  await page.waitForFunction((before) => document.querySelector(".totals").innerText !== before, before);
  const strong = sentences.edges.filter((edge) => edge.weight >= 3).length;
  assert.match(await page.locator(".totals").innerText(), new RegExp(`\\b${strong} ties?`));
  await page.getByText("Reset the filters").click();
  await page.waitForFunction((before) => document.querySelector(".totals").innerText === before, before);
});

journey("everything goes by keyboard alone", async (visitor) => {
  const { page } = visitor;
  await settled(visitor);
  // From the top of the page to the list of names.
  const at = (selector) => page.evaluate((selector) => document.activeElement?.matches(selector), selector);
  for (let turn = 0; turn < 60 && !(await at("#names")); turn += 1) await page.keyboard.press("Tab");
  assert.ok(await at("#names"), "Tab never reaches the list of names");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await visitor.subject().waitFor();
  const first = await visitor.subject().innerText();
  // On the graph, arrows walk from neighbour to neighbour.
  await page.locator("#graph").focus();
  await visitor.walk(first);
  await page.keyboard.press("Enter");
  for (let turn = 0; turn < 5 && (await visitor.subject().count()); turn += 1) await page.keyboard.press("Escape");
  assert.equal(await visitor.subject().count(), 0);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
});
