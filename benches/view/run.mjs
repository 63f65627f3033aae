// Our view beside other libraries', in Chromium, on the same graphs in the same places:
// `cargo xtask bench view [GRAPH…] [PROGRAM…] [--record]`.
//
// run.mjs NATIVE GLUE MODULES OUT [GRAPH…] [PROGRAM…] [--record]. One browser a measurement. A frame is: say the new camera, hand out
// the animation frame, and note the time (the page thread's); then read a pixel of every canvas, which waits for the GPU,
// and note it again. Where there is no graphics card, the GPU is software: of drained times only ratios say something.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { closeTheBrowser, theBrowser } from "../../tests/browser/harness.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { brotli, bundle } from "./bundle.mjs";
import { ask } from "../words.mjs";
import { goals } from "./goals.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const [native, glue, modules, out, ...words] = process.argv.slice(2);

/** `repeats`: how often each library is opened anew. */
const GRAPHS = {
  "1k": { nodes: 1_000, edges: 5_000, repeats: 3 },
  "10k": { nodes: 10_000, edges: 50_000, repeats: 2 },
  "100k": { nodes: 100_000, edges: 500_000, repeats: 1 },
};
const PROGRAMS = [
  { name: "Coterie", peer: "coterie" },
  { name: "sigma 3", peer: "sigma" },
  { name: "force-graph", peer: "force-graph" },
  { name: "cytoscape", peer: "cytoscape" },
  { name: "vis-network", peer: "vis-network" },
  { name: "G6", peer: "g6" },
  { name: "cosmos.gl", peer: "cosmos" },
];
/** The frames of one run may take so many seconds; fewer are made where they would take longer. */
const FRAMES = 15;
/** A library that has not opened the graph and gone through its frames after so many seconds has given up. */
const PATIENCE = 90;
const WASM = glue.replace(/\.js$/, "_bg.wasm");

const { record, asked, means } = ask(words, GRAPHS, PROGRAMS);
const chosen = PROGRAMS.filter((program) => means(program));

const day = new Date().toISOString().slice(0, 10);
const lines = [];
const results = new Map();
const sizes = new Map();
const site = join(out, "site");
mkdirSync(site, { recursive: true });
const page = readFileSync(await bundle("graph.mjs", { modules, glue, out: site }));
for (const { name, peer } of chosen) {
  const built = await bundle(`peers/${peer}.mjs`, { modules, glue, out: site });
  sizes.set(name, brotli(peer === "coterie" ? [built, WASM] : [built]));
}
try {
  const version = (await theBrowser()).version();
  say(`${day}; ${cpus().length} cores, ${cpus()[0].model}; Chromium ${version}, software WebGL; load ${loadavg()[0].toFixed(1)}`);
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  say(Object.entries(dependencies).map(([name, version]) => `${name} ${version}`).join(", "));
  for (const name of asked.length ? asked : Object.keys(GRAPHS)) await compare(name, GRAPHS[name]);
} finally {
  await closeTheBrowser();
}
say("\nGoals of issue 5");
for (const line of goals(results, sizes.get("Coterie"))) say(`  ${line}`);
if (record) {
  const path = join(root, "benches/record", `${day}-view.txt`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  console.log(`recorded in ${path}`);
}

function say(line) {
  lines.push(line);
  console.log(line);
}

async function compare(name, { nodes, edges, repeats }) {
  const [graph, places] = ["graph", "places"].map((what) => join(out, `${name}.${what}`));
  execFileSync(native, ["generate", String(nodes), String(edges), graph]);
  execFileSync(native, ["lay", graph, places]);
  const type = "application/octet-stream";
  const html = '<!doctype html><meta charset="utf-8"><style>html, body { margin: 0; background: #fbfaf8 }' +
    " #picture { position: absolute; inset: 0 }</style><div id=\"picture\"></div>" +
    '<script src="instrument.js"></script><script src="measure.js"></script>';
  const script = (file) => ({ type: "text/javascript", body: readFileSync(join(here, file)) });
  const host = await serve(site, {
    extra: {
      "index.html": { type: "text/html; charset=utf-8", body: html },
      "instrument.js": script("instrument.js"),
      "measure.js": script("measure.js"),
      "graph.js": { type: "text/javascript", body: page },
      "graph.bin": { type, body: readFileSync(graph) },
      "places.bin": { type, body: readFileSync(places) },
      "coterie_bench_view_bg.wasm": { type: "application/wasm", body: readFileSync(WASM) },
    },
  });
  say(`\n${name}: ${nodes.toLocaleString("en")} nodes, ${edges.toLocaleString("en")} ties`);
  row("", ["frames", "main ms", "(p95)", "drained ms", "draws", "pan bytes", "zoom bytes", "first ms", "brotli B"]);
  const found = new Map();
  for (const program of chosen) {
    const runs = [];
    let why;
    for (let turn = 0; turn < repeats && !why; turn += 1) {
      const run = await measure(host, program, join(out, `${name}-${program.peer}.png`));
      if (run.why) why = run.why;
      else runs.push(run);
    }
    if (runs.length === 0) {
      row(program.name, [why]);
      continue;
    }
    const result = summary(runs);
    found.set(program.name, result);
    const { frames, script, slow, drained, draws, panned, zoomed, first } = result;
    const drawn = draws === 0 ? ["–", "–", "–"] : [draws, panned, zoomed];
    row(program.name, [frames, script.toFixed(1), slow.toFixed(1), drained.toFixed(1), ...drawn, first.toFixed(0), sizes.get(program.name)]);
  }
  results.set(name, found);
  await host.close();
}

/** One browser, one library, one graph. Leaves a picture of the last frame, to be looked at. */
async function measure(host, { peer }, picture) {
  let late;
  try {
    const tab = await (await theBrowser()).newPage({ viewport: { width: 1280, height: 800 } });
    const errors = [];
    tab.on("pageerror", (error) => errors.push(error.message));
    await tab.goto(host.url);
    const run = tab.evaluate(async ({ peer, seconds }) => {
      const [{ open }, { load }] = await Promise.all([import(`./${peer}.js`), import("./graph.js")]);
      return window.measure(open, await load(), seconds);
    }, { peer, seconds: FRAMES });
    const patience = new Promise((resolve) => {
      late = setTimeout(() => resolve({ why: `gave up after ${PATIENCE} s` }), PATIENCE * 1000);
    });
    const result = await Promise.race([run, patience]);
    run.catch(() => {});
    if (!result.why) await tab.screenshot({ path: picture });
    if (errors.length) console.log(`  ${peer}: ${errors[0]}`);
    return result;
  } catch (error) {
    return { why: `failed: ${error.message.split("\n")[0]}` };
  } finally {
    clearTimeout(late);
    await closeTheBrowser();
  }
}

/** Medians over the frames of all runs. */
function summary(runs) {
  const frames = runs.flatMap((run) => run.frames);
  const of = (key, chosen = frames, share = 0.5) => {
    const values = chosen.map((frame) => frame[key]).sort((a, b) => a - b);
    return values[Math.min(values.length - 1, Math.floor(values.length * share))];
  };
  const [panning, zooming] = [true, false].map((pans) => frames.filter((frame) => frame.pans === pans));
  return {
    frames: frames.length,
    script: of("script"),
    slow: of("script", frames, 0.95),
    drained: of("drained"),
    draws: of("draws", frames, 1),
    panned: of("bytes", panning),
    zoomed: of("bytes", zooming),
    first: of("first", runs),
  };
}

function row(name, cells) {
  say(`  ${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(11)).join("")}`);
}
