// A journey: one person, one fresh browser profile, one page. It fails on any console error, any exception in
// the page and any request to another origin, whatever else it checks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { serve } from "./server.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
export const dist = resolve(process.env.COTERIE_DIST ?? join(root, "dist"));
export const samples = join(root, "static/samples");

// `cargo xtask` keeps node_modules outside the clone and says where.
const modules = process.env.COTERIE_NODE_MODULES ?? join(here, "node_modules");
const { chromium } = createRequire(join(modules, "x.js"))("playwright-core");

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Software WebGL: the machines that test have no graphics card.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

let browser;

/** The one browser of this file, started on first use. */
export async function theBrowser() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: FLAGS });
  return browser;
}

/** Ends it. Tests have it ended for them. */
export async function closeTheBrowser() {
  await browser?.close();
  browser = undefined;
}

if (process.env.NODE_TEST_CONTEXT) after(closeTheBrowser);

/**
 * Opens the page in a fresh profile. `address` is what stands after the page's folder, `files` and `withheld` are
 * as for `serve`, `expected` is a pattern of console errors that the journey provokes on purpose, `begin` a function that
 * runs in the page before anything of it.
 */
export async function visit(options = {}) {
  const { address = "", extra, withheld, viewport = { width: 1280, height: 800 }, settings = {}, expected, begin } = options;
  const host = options.host ?? (await serve(dist, { extra, withheld }));
  const context = await (await theBrowser()).newContext({
    viewport,
    permissions: ["clipboard-read", "clipboard-write"],
    ...settings,
  });
  if (begin) await context.addInitScript(begin);
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() !== "error" || expected?.test(message.text())) return;
    errors.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(`exception: ${error.stack ?? error.message}`));
  page.on("crash", () => errors.push("the page crashed"));
  await page.goto(host.url + address, { waitUntil: "load" });
  const visitor = {
    page,
    context,
    host,
    requests,
    errors,
    ...hands(page),
    /** Fails on anything that must never happen. */
    check() {
      assert.deepEqual(errors, [], "errors in the page");
      const others = requests.filter((url) => !url.startsWith(host.url) && !/^(data|blob):/.test(url));
      assert.deepEqual(others, [], "requests to another origin or outside the page's folder");
    },
    async leave() {
      await context.close();
      if (!options.host) await host.close();
    },
  };
  return visitor;
}

/** What a person does on the page, and how it answers. */
function hands(page) {
  const names = () => page.locator("#names [role=option] .name").allInnerTexts();
  const subject = () => page.locator(".evidence .subject");
  // While an answer is awaited a line of status stands below the heading.
  const answered = () => page.locator(".evidence .subject + p[role=status]").waitFor({ state: "detached" });
  return {
    /** Waits until the reader is up. */
    async ready() {
      await page.waitForFunction(() => window.coterie);
      await page.evaluate(() => window.coterie.ready.then(() => null));
    },
    /** The graph as `coterie analyze` prints it. */
    graph: () => page.evaluate(() => window.coterie.graph()),
    /** Drops files or folders with real drag events and waits until they are in the graph. */
    async drop(...paths) {
      await drop(page, paths);
      await quiet(page);
    },
    /** Waits until nothing is being read. */
    quiet: () => quiet(page),
    screenshot: (name) => screenshot(page, name),
    /** The list that mirrors the graph. */
    names,
    subject,
    /** Waits until the list holds a name. */
    async named(name) {
      await page.locator("#names [role=option] .name", { hasText: new RegExp(`^${name}$`) }).waitFor();
    },
    /** Opens a name's evidence through the list. */
    async choose(name) {
      await page.locator("#names [role=option]", { hasText: name }).first().click();
      await subject().filter({ hasText: name }).waitFor();
      await answered();
    },
    /** Opens a menu of the bar and takes an entry. */
    async menu(which, entry) {
      await page.locator(`.menu.${which} > button`).click();
      await page.locator(`#menu-${which}`).getByText(entry, { exact: true }).click();
    },
    /** Everything said under "Trouble". */
    trouble: () => page.locator(".trouble li").allInnerTexts(),
    /** Clicks over the graph, place by place from its middle, until the evidence is of a node or of a tie. */
    async click(what) {
      const box = await page.locator("#graph").boundingBox();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      for (let turn = 0; turn < 400; turn += 1) {
        // A sunflower: even, and without a direction of its own.
        const [distance, angle] = [13 * Math.sqrt(turn), turn * 2.399963];
        const at = { x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
        await page.mouse.click(at.x, at.y);
        await answered();
        const tie = page.locator(".evidence .subject.tie");
        const hit = what === "tie" ? tie : page.locator(".evidence .subject:not(.tie)");
        if (await hit.count()) return at;
      }
      throw new Error(`no ${what} was found under the pointer`);
    },
    /** Presses arrows, one way after the other, until another name than `first` is chosen. */
    async walk(first) {
      for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(300);
        if ((await subject().innerText()) !== first) return;
      }
      throw new Error(`no arrow leads away from ${first}`);
    },
    /** The canvas as a picture. */
    picture: () => page.locator("#graph").screenshot(),
  };
}

/** Waits until nothing is being read. */
async function quiet(page) {
  await page.locator(".reading").waitFor({ state: "hidden", timeout: 60_000 });
}

/** A test of one visit; `options` as for `visit`. */
export function journey(name, options, steps) {
  if (typeof options === "function") [options, steps] = [{}, options];
  test(name, { timeout: 120_000 }, async () => {
    const visitor = await visit(options);
    try {
      await steps(visitor);
      visitor.check();
    } catch (error) {
      const file = await visitor.screenshot(`failed-${name.replace(/\W+/g, "-")}`).catch(() => "no screenshot");
      const asked = visitor.host.requests.join(" ");
      error.message += `\n(${file}; errors in the page: ${JSON.stringify(visitor.errors)}; asked for: ${asked})`;
      throw error;
    } finally {
      await visitor.leave();
    }
  });
}

/** Drags real files or folders over the page and lets them go: trusted events, as from a file manager. */
export async function drop(page, paths) {
  const { width, height } = page.viewportSize();
  const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
  }
  await session.detach();
}

/** The same articles through the native command line. */
export function analyze(...words) {
  const cargo = ["run", "--quiet", "--bin", "coterie", "--", "analyze", "--format", "json", ...words];
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] };
  return execFileSync(process.env.CARGO ?? "cargo", cargo, options).trimEnd();
}

/** A folder of files, made for one test: `{ "name.txt": "content" | Buffer }`. Gives its path. */
export function folderOf(files) {
  const folder = mkdtempSync(join(tmpdir(), "coterie-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Saves what is seen, as one of the dialog's answers: the file's name and content. */
export async function savePicture(page, answer) {
  await page.locator("button.share").click();
  await page.getByText("Save picture…").click();
  const dialog = page.getByRole("dialog", { name: "Save picture" });
  await dialog.getByLabel(answer, { exact: true }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  const name = download.suggestedFilename();
  await page.getByText(`Saved as ${name}.`).first().waitFor();
  return { name, bytes: readFileSync(await download.path()) };
}

/** The names of a saved SVG with the boxes of their letters, as the browser draws them: `{ text, x, y, width, height }`. */
export async function labelBoxes(context, svg) {
  const page = await context.newPage();
  await page.setContent(svg.slice(svg.indexOf("<svg")));
  const boxes = await page.evaluate(() =>
    [...document.querySelectorAll("#names text")].map((text) => {
      const { x, y, width, height } = text.getBBox();
      return { text: text.textContent, x, y, width, height };
    }),
  );
  await page.close();
  return boxes;
}

/** The pairs of boxes that share more than a pixel each way: a font's box is taller than its letters. */
export function overlaps(boxes) {
  const shared = (a, b, at, size) => Math.min(a[at] + a[size], b[at] + b[size]) - Math.max(a[at], b[at]);
  const pairs = boxes.flatMap((a, at) => boxes.slice(at + 1).map((b) => [a, b]));
  return pairs
    .filter(([a, b]) => shared(a, b, "x", "width") > 1 && shared(a, b, "y", "height") > 1)
    .map(([a, b]) => `${a.text} / ${b.text}`);
}

/** Writes a picture of the page to tests/browser/output/ and gives its path. */
export async function screenshot(page, name) {
  const path = join(here, "output", `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}
