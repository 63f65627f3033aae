// A journey: one person, one fresh browser profile, one page. It fails on any console error, any exception in
// the page and any request to another origin, whatever else it checks.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

after(() => browser?.close());

/** Opens the page in a fresh profile. `extra` are files the host has beside the page. */
export async function visit({ address = "", extra, viewport = { width: 1280, height: 800 }, settings = {}, host } = {}) {
  const ownHost = !host;
  host ??= await serve(dist, extra);
  const context = await (await theBrowser()).newContext({
    viewport,
    permissions: ["clipboard-read", "clipboard-write"],
    ...settings,
  });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()} (${message.location().url})`);
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
    /** The page's one door for programs. */
    ready: () => page.evaluate(() => window.coterie.ready.then(() => null)),
    /** The graph as `coterie analyze` prints it. */
    graph: () => page.evaluate(() => window.coterie.graph()),
    /** The files named, or the folder, dropped by a real drag over the middle of the page. */
    drop: (...paths) => drop(page, paths),
    screenshot: (name) => screenshot(page, name),
    /** Fails on anything that must never happen. */
    check() {
      assert.deepEqual(errors, [], "errors in the page");
      const others = requests.filter((url) => !url.startsWith(host.url) && !/^(data|blob):/.test(url));
      assert.deepEqual(others, [], "requests to another origin or outside the page's folder");
    },
    async leave() {
      await context.close();
      if (ownHost) await host.close();
    },
  };
  return visitor;
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
      error.message += `\n(${file}; errors in the page: ${JSON.stringify(visitor.errors)})`;
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

/** Writes a picture of the page to tests/browser/output/ and gives its path. */
export async function screenshot(page, name) {
  const path = join(here, "output", `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}
