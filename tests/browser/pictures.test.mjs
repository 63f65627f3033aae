// The picture reads well: the demo, a novel and a newswire, in light and dark, wide and on a phone. Screenshots are
// written to tests/browser/output/ for people to look at; what can be counted is checked.
//
// The novel and the newswire lie beside the clone (../shared); without it their tests are skipped and say so. Of the
// newswire the first 2,000 files are read (1,985 articles, the others are the same again): all 19,043 take minutes in a tab on a slow machine.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { labelBoxes, overlaps, root, savePicture, visit } from "./harness.mjs";

const shared = join(root, "../shared/data");
const novel = join(shared, "graphs/lesmis/docs");
const newswire = join(shared, "load/reuters21578.zip");

/** So many of the names that are named most must be written; on a telephone there is no room for more than six. */
const HUBS = { wide: 10, phone: 10 };
const WIDE = { width: 1366, height: 860 };
const PHONE = { width: 390, height: 844 };

/** Pictures of one corpus: `give` puts it on the page; `name` begins the files' names. */
function pictures(name, { give, skip, viewports = { wide: WIDE }, ties = 20 }) {
  for (const [where, viewport] of Object.entries(viewports)) {
    for (const colorScheme of ["light", "dark"]) {
      const title = `${name}, ${where}, ${colorScheme}: reads well`;
      test(title, { skip, timeout: 600_000 }, async () => {
        const touch = where === "phone" ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {};
        const visitor = await visit({ viewport, settings: { colorScheme, ...touch } });
        try {
          await visitor.ready();
          await give(visitor);
          await settled(visitor);
          await visitor.screenshot(`picture-${name}-${where}-${colorScheme}`);
          await check(visitor, { ties });
          visitor.check();
        } finally {
          await visitor.leave();
        }
      });
    }
  }
}

/** Waits until so many articles are in the graph and none is being read. */
async function articles({ page, quiet }, count) {
  await page.locator(".totals", { hasText: count }).waitFor({ timeout: 400_000 });
  await quiet();
}

/** Waits until the canvas shows the same twice. */
async function settled({ page }) {
  const frames = () => page.locator("#graph").getAttribute("data-frames");
  for (let before = null, turn = 0; turn < 240; turn += 1) {
    const now = await frames();
    if (now !== null && now === before) return;
    before = now;
    await page.waitForTimeout(1000);
  }
  throw new Error("the picture does not come to rest");
}

async function check({ page, context, graph }, { ties }) {
  assert.deepEqual(await clipped(page), [], "clipped");
  assert.ok((await shades(page)) > 12, "the canvas is blank");
  // What is saved is what the canvas shows: the same names at the same places.
  const svg = (await savePicture(page, "SVG: a drawing to edit")).bytes.toString();
  const boxes = await labelBoxes(context, svg);
  assert.deepEqual(overlaps(boxes), [], "names that overlap");
  const layer = /<g id="ties".*?>\n(.*?)<\/g>/s.exec(svg)[1];
  assert.ok(layer.split("\n").length > ties, "ties are drawn");
  const written = new Set(boxes.map((box) => box.text));
  const hubs = page.viewportSize().width < 700 ? HUBS.phone : HUBS.wide;
  const named = (await graph()).nodes.sort((a, b) => b.mentions - a.mentions).slice(0, hubs);
  const missing = named.map((node) => node.label).filter((label) => !written.has(label));
  assert.deepEqual(missing, [], `of the ${hubs} named most, not written`);
}

/** What reaches beyond the window, and headings whose words are cut. */
async function clipped(page) {
  return page.evaluate(() => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const of = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.slice(0, 40)}`;
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
    const fixed = [...document.querySelectorAll("header, header button, .legend, .zoom, .minimap, .pill, .over > *")]
      .filter(seen)
      .filter((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return right > innerWidth + 1 || left < -1 || top < -1 || bottom > innerHeight + 1;
      });
    // The buttons over the graph cover nothing that is to be read or pressed.
    const over = document.querySelector(".zoom")?.getBoundingClientRect();
    const covered = [...document.querySelectorAll(".legend button, .legend label")].filter(seen).filter((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return over && right > over.left + 1 && left < over.right - 1 && bottom > over.top + 1 && top < over.bottom - 1;
    });
    const cut = [...document.querySelectorAll("h1, h2, h3, legend:not(.unseen), header button span, .totals")]
      .filter(seen)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline");
    const under = covered.map((element) => `under the buttons: ${of(element)}`);
    return [...wide, ...under, ...fixed.map((element) => `outside: ${of(element)}`), ...cut.map((element) => `cut: ${of(element)}`)];
  });
}

/** How many shades the graph has on a coarse raster. */
async function shades(page) {
  const shot = (await page.locator("#graph").screenshot()).toString("base64");
  return page.evaluate(async (shot) => {
    const image = new Image();
    image.src = `data:image/png;base64,${shot}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const brush = canvas.getContext("2d");
    brush.drawImage(image, 0, 0);
    const pixels = new Uint32Array(brush.getImageData(0, 0, image.width, image.height).data.buffer);
    return new Set(pixels.filter((_, at) => at % 7 === 0)).size;
  }, shot);
}

pictures("demo", {
  give: ({ page }) => page.locator("#names .name", { hasText: "Donald Trump" }).first().waitFor({ state: "attached" }),
  viewports: { wide: WIDE, phone: PHONE },
});

pictures("novel", {
  skip: existsSync(novel) ? false : "../shared/data/graphs/lesmis is not here",
  async give(visitor) {
    await visitor.drop(novel);
    await articles(visitor, "365 articles");
  },
  ties: 200,
});

let unpacked;
after(() => unpacked && rmSync(unpacked, { recursive: true, force: true }));

pictures("newswire", {
  skip: existsSync(newswire) ? false : "../shared/data/load/reuters21578.zip is not here",
  async give(visitor) {
    if (!unpacked) {
      unpacked = mkdtempSync(join(tmpdir(), "coterie-newswire-"));
      execFileSync("python3", ["-m", "zipfile", "-e", newswire, unpacked]);
    }
    const docs = join(unpacked, "docs");
    const first = readdirSync(docs).sort().slice(0, 2000);
    await visitor.drop(...first.map((name) => join(docs, name)));
    await articles(visitor, "1,985 articles");
  },
  ties: 200,
});
