// Opening the page: the demo at once, and the sample articles through the real pipeline.

import assert from "node:assert/strict";
import { join } from "node:path";

import { analyze, journey, root, samples } from "./harness.mjs";

const WANTED = ["Vladimir Putin", "Donald Trump", "ISIS", "Bashar al-Assad", "Dmitry Peskov", "Lord West"];

journey("the demo is drawn before the engine has loaded", { withheld: /engine/ }, async (visitor) => {
  const { page, host } = visitor;
  await visitor.named("Donald Trump");
  const names = await visitor.names();
  for (const name of WANTED) assert.ok(names.includes(name), `${name} is not among ${names.join(", ")}`);
  await page.locator("#graph").waitFor();
  assert.ok(await isPainted(visitor), "nothing is painted");
  const asked = (pattern) => host.requests.findIndex((path) => pattern.test(path));
  await until(() => asked(/engine/) >= 0);
  assert.ok(asked(/demo\.bin$/) >= 0 && asked(/demo\.bin$/) < asked(/engine/), host.requests.join("\n"));
  host.release();
  await visitor.ready();
});

journey("it opens from any folder, and asks for nothing outside it", async ({ page, host, ready }) => {
  await ready();
  assert.equal(await page.title(), "Coterie");
  assert.deepEqual(host.requests.filter((path) => path.startsWith("outside")), []);
});

// COTERIE_SCREENSHOT=1 writes the README's picture anew; without it the journey is the same and writes none.
journey("the demo as the README shows it", { viewport: { width: 1440, height: 900 } }, async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await page.locator(".card").getByLabel("Close").click();
  await visitor.choose("Vladimir Putin");
  await page.locator(".evidence blockquote").first().waitFor();
  await page.waitForTimeout(500);
  if (process.env.COTERIE_SCREENSHOT) await page.screenshot({ path: join(root, "docs/screenshot.png") });
});

journey("Clear empties the page and the samples come back through the real pipeline", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.menu("more", "Clear");
  await page.getByText("Drop articles here").waitFor();
  assert.deepEqual(await visitor.graph(), { nodes: [], edges: [] });
  await visitor.menu("more", "Load the sample articles");
  await visitor.named("Donald Trump");
  await visitor.quiet();
  assert.equal(JSON.stringify(await visitor.graph()), analyze(samples));
  assert.equal(await page.locator(".article-list li").count(), 5);
});

journey("a still graph draws nothing", async (visitor) => {
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.page.waitForTimeout(1500);
  const frames = await visitor.page.evaluate(async () => {
    const before = window.requestAnimationFrame;
    let frames = 0;
    window.requestAnimationFrame = (f) => ((frames += 1), before.call(window, f));
    await new Promise((later) => setTimeout(later, 500));
    window.requestAnimationFrame = before;
    return frames;
  });
  assert.equal(frames, 0);
});

journey("a lost WebGL context comes back", async (visitor) => {
  await visitor.ready();
  await visitor.named("Donald Trump");
  await visitor.page.evaluate(async () => {
    const lose = document.querySelector("#graph").getContext("webgl2").getExtension("WEBGL_lose_context");
    lose.loseContext();
    await new Promise((later) => setTimeout(later, 200));
    lose.restoreContext();
  });
  await until(() => isPainted(visitor));
});

/** Whether the canvas shows more than one colour. */
async function isPainted(visitor) {
  const png = await visitor.picture();
  return visitor.page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4) colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    return colours.size > 100;
  }, [...png]);
}

async function until(holds) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  assert.fail("waited for ten seconds");
}
