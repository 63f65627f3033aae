// Choosing several: a box, a line, fitting what is chosen, the arrow keys, the finger; and none of it when motion is
// not wanted.

import assert from "node:assert/strict";

import { journey } from "./harness.mjs";

const strip = (page) => page.locator(".strip", { hasText: "chosen" });

async function samples(visitor) {
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.page.locator(".card button").click();
  await visitor.page.waitForTimeout(600);
}

/** How many are chosen, as the strip over the graph says. */
async function chosen(page) {
  await strip(page).waitFor();
  return Number((await strip(page).innerText()).match(/([\d,]+) chosen/)[1]);
}

/** Drags from place to place, all given as shares of the canvas. */
async function drag(page, places) {
  const box = await page.locator("#graph").boundingBox();
  const at = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(places[0]));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 6 });
  await page.mouse.up();
}

const AROUND = [[0.01, 0.1], [0.99, 0.1], [0.99, 0.9], [0.01, 0.9]];

journey("a box chooses whom it holds, and they are fitted, hidden and brought back at once", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const all = (await visitor.names()).length;
  await page.keyboard.down("Shift");
  await drag(page, [[0.01, 0.1], [0.5, 0.95]]);
  await page.keyboard.up("Shift");
  const some = await chosen(page);
  assert.ok(some > 1 && some < all, `${some} of ${all}`);
  const before = await visitor.picture();
  await page.keyboard.press("f");
  await page.waitForTimeout(500);
  assert.ok(!(await visitor.picture()).equals(before), "f moves nothing");
  await page.keyboard.press("h");
  await page.locator(".notice", { hasText: `Hid ${some} names` }).waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("#names [role=option]").length === count, all - some);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((count) => document.querySelectorAll("#names [role=option]").length === count, all);
});

journey("a line around names chooses them, by button or with Alt", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const all = (await visitor.names()).length;
  const lasso = page.getByLabel("Draw around names to choose them");
  await lasso.click();
  await drag(page, AROUND);
  assert.equal(await chosen(page), all);
  assert.equal(await lasso.getAttribute("aria-pressed"), "false", "once a press");
  await page.keyboard.press("Escape");
  await strip(page).waitFor({ state: "hidden" });
  await page.keyboard.down("Alt");
  await drag(page, [[0.5, 0.1], [0.99, 0.1], [0.99, 0.9], [0.5, 0.9]]);
  await page.keyboard.up("Alt");
  const half = await chosen(page);
  assert.ok(half > 0 && half < all, `${half} of ${all}`);
  await page.getByLabel("Fit what is chosen").click();
});

journey("a finger draws a line after the button", { settings: { hasTouch: true } }, async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  await page.getByLabel("Draw around names to choose them").tap();
  const box = await page.locator("#graph").boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, places) => session.send("Input.dispatchTouchEvent", {
    type,
    touchPoints: places.map(([x, y]) => ({ x: box.x + box.width * x, y: box.y + box.height * y, id: 1 })),
  });
  await touch("touchStart", [AROUND[0]]);
  for (const place of [...AROUND.slice(1), AROUND[0]]) await touch("touchMove", [place]);
  await touch("touchEnd", []);
  assert.equal(await chosen(page), (await visitor.names()).length);
});

journey("arrows walk, Space chooses", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  await page.locator("#graph").focus();
  await page.keyboard.press("ArrowRight");
  await visitor.subject().waitFor();
  const first = await visitor.subject().innerText();
  await page.keyboard.press("Space");
  assert.equal(await chosen(page), 1);
  await visitor.walk(first);
  await page.keyboard.press("Space");
  assert.equal(await chosen(page), 2);
});

journey("a scroll to the side moves the picture", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const box = await page.locator("#graph").boundingBox();
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.waitForTimeout(300);
  const before = await visitor.picture();
  await page.mouse.wheel(120, 0);
  await page.waitForTimeout(300);
  assert.ok(!(await visitor.picture()).equals(before));
});

journey("without motion the picture is there at once", { settings: { reducedMotion: "reduce" } }, async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  // Off the canvas, so that nothing is hovered.
  await page.mouse.move(5, 5);
  await page.waitForTimeout(300);
  const frames = async () => Number(await page.locator("#graph").getAttribute("data-frames"));
  const before = await frames();
  await page.keyboard.press("+");
  await page.waitForTimeout(800);
  // A glide draws a frame for every step of its way.
  const drawn = (await frames()) - before;
  assert.ok(drawn >= 1 && drawn <= 2, `${drawn} frames`);
});

journey("the overview shows while a part is seen, moves the camera, and goes at will", async (visitor) => {
  const { page } = visitor;
  await samples(visitor);
  const overview = page.locator("#overview");
  assert.equal(await overview.isVisible(), false, "all of the graph is seen");
  for (let turn = 0; turn < 4; turn += 1) await page.getByLabel("Zoom in").click();
  await overview.waitFor();
  await page.waitForTimeout(400);
  const before = await visitor.picture();
  const box = await overview.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3, { steps: 5 });
  await page.mouse.up();
  await page.waitForTimeout(200);
  assert.ok(!(await visitor.picture()).equals(before), "the overview moves nothing");
  const toggle = page.getByLabel("Overview of the whole graph");
  await toggle.click();
  await overview.waitFor({ state: "hidden" });
  await toggle.click();
  await overview.waitFor();
  await page.keyboard.press("0");
  await overview.waitFor({ state: "hidden" });
});
