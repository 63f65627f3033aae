// Our layout beside its peers', on the same graphs: `cargo xtask bench layout [GRAPH…] [PROGRAM…] [--record]`.
//
// run.mjs NATIVE GLUE MODULES OUT [GRAPH…] [PROGRAM…] [--record]. Each program is a process of its own that does nothing else; times
// are CPU times of such a process, all its threads counted. Programs take turns, so that what else the machine does falls
// on all. What a run is worth is measured by the core's own `layout::quality`, the same for all, off the clock.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { ask } from "../words.mjs";
import { goals, losses } from "./goals.mjs";
import { parseGraph } from "./graph.mjs";
import { PROGRAMS, again, perIteration, stands, start, talkTo, watch } from "./program.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const [native, glue, modules, out, ...words] = process.argv.slice(2);
const data = join(root, "../shared/data");

/** How often each time is taken. */
const REPEATS = 5;
/** Of slow iterations, which take more CPU milliseconds than this, fewer are timed. */
const SLOW = 200;
/**
 * `make` writes the file, or says why it cannot; `every`: iterations between two looks; `most`: CPU seconds after which a
 * peer is stopped, unless it sets the bar; `budget`: CPU seconds for the repeats of one program, at least one of which is made.
 */
const GRAPHS = {
  "1k": { make: generated(1_000, 5_000), every: 5, most: 20, budget: 30 },
  "10k": { make: generated(10_000, 50_000), every: 5, most: 45, budget: 120 },
  "100k": { make: generated(100_000, 500_000), every: 20, most: 90, budget: 60 },
  lesmis: { make: novel, every: 5, most: 20, budget: 30 },
  reuters: { make: news, every: 5, most: 60, budget: 60 },
};
const DEFAULT = ["1k", "10k"];

const { record, asked, means } = ask(words, GRAPHS, PROGRAMS);
// Without the one that sets the bar there is none.
const chosen = PROGRAMS.filter((program) => means(program) || program.bar);

const day = new Date().toISOString().slice(0, 10);
const lines = [];
const results = new Map();
mkdirSync(out, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "coterie-layout-"));
try {
  say(`${day}; ${cpus().length} cores, ${cpus()[0].model}; Node.js ${process.version}; load ${loadavg()[0].toFixed(1)}`);
  say(versions());
  for (const name of asked.length ? asked : DEFAULT) await compare(name, GRAPHS[name]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
say("\nGoals of issue 5");
for (const line of goals(results)) say(`  ${line}`);
say("\nWhere a peer is better than our default, balanced");
for (const line of losses(results)) say(`  ${line}`);
if (record) {
  const path = join(root, "benches/record", `${day}-layout.txt`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
  console.log(`recorded in ${path}`);
}

function say(line) {
  lines.push(line);
  console.log(line);
}

function versions() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`).join(", ");
}

/** All programs on one graph. */
async function compare(name, { make, every, most, budget }) {
  const file = join(out, `${name}.graph`);
  const why = make(file);
  if (why) {
    say(`\n${name}: left out: ${why}`);
    return;
  }
  const graph = parseGraph(new Uint8Array(readFileSync(file)).buffer);
  const number = (value) => value.toLocaleString("en");
  say(`\n${name}: ${number(graph.nodes)} nodes, ${number(graph.edges)} ties`);
  const judge = talkTo(native, ["measure", file]);
  const positions = join(scratch, "positions");
  const look = async (child) => {
    await child.save(positions);
    return judge.say(positions);
  };
  const children = new Map(chosen.map((program) => [program, undefined]));
  const found = new Map();
  // The one that sets the bar first.
  const order = [...chosen].sort((a, b) => Number(b.bar ?? false) - Number(a.bar ?? false));
  let bar;
  const meets = (quality) => quality.stress <= 1.05 * bar.stress && (quality.purity ?? 1) >= 0.95 * (bar.purity ?? 0);
  for (const program of order) {
    const child = start(program, file, { modules, glue });
    // A program with no end of its own goes on until it stands, and, unless it sets the bar, until it meets it.
    const enough = (looks) => program.endless && stands(looks) && (program.bar || looks.some(meets));
    let run;
    try {
      run = await watch(child, { every: program.iterates ? every : 1, most: program.bar || program.ours ? Infinity : most * 1000, enough, look });
    } catch (error) {
      say(`  ${program.name} gave up: ${error.message}`);
      child.stop();
      continue;
    }
    const last = run.looks.at(-1);
    if (program.bar) {
      bar = last;
      const purity = bar.purity == null ? "" : ` and a purity of at least ${(0.95 * bar.purity).toFixed(3)}`;
      say(`  the bar: a stress of at most ${(1.05 * bar.stress).toFixed(4)}${purity}`);
    }
    const met = run.looks.find(meets);
    found.set(program, { ...last, met, cut: run.cut, bars: met ? [met.cpu] : [], ends: [last.cpu], each: [] });
    children.set(program, child);
    console.log(`  ${program.name}: ${last.iterations} iterations, ${(last.cpu / 1000).toFixed(1)} s of CPU${run.cut ? ", stopped" : ""}`);
  }
  // The first run warmed the program up: where there are others it does not count.
  for (let turn = 0; turn < REPEATS; turn += 1) {
    for (const [program, result] of found) {
      const child = children.get(program);
      if (program.iterates) result.each.push(await perIteration(child, result.cpu / result.iterations > SLOW));
      const end = program.ours || !program.iterates;
      const cost = (end ? result.ends[0] : result.bars[0]) / 1000;
      // The first run tells what another costs.
      if (!(end || result.met) || cost * (turn + 1) > budget) continue;
      if (turn === 0) [result.bars, result.ends] = [[], end ? [] : result.ends];
      const iterations = result.met?.iterations ?? 0;
      const { reached, end: cpu } = await again(child, { iterations, every: program.iterates ? every : 1, end });
      if (result.met) result.bars.push(reached);
      if (end) result.ends.push(cpu);
    }
  }
  for (const child of children.values()) child?.stop();
  judge.stop();
  results.set(name, new Map(PROGRAMS.filter((program) => found.has(program)).map((program) => [program.name, sum(found.get(program))])));
  table(results.get(name));
}

/** Medians of the times, and the final picture's measures. */
function sum({ each, bars, ends, stress, neighbours, purity, variation, iterations, cut }) {
  const times = { perIteration: median(each), least: Math.min(...each), toBar: median(bars), end: median(ends) };
  return { ...times, repeats: bars.length, ended: ends.length, stress, neighbours, purity, variation, iterations, cut };
}

function median(values) {
  const order = [...values].sort((a, b) => a - b);
  return order[Math.floor(order.length / 2)];
}

function table(programs) {
  const row = (name, cells) => say(`  ${name.padEnd(24)}${cells.map((cell) => String(cell).padStart(13)).join("")}`);
  row("", ["ms/iteration", "(least)", "ms to bar", "ms to end", "iterations", "stress", "neighbours", "purity", "variation"]);
  const write = (value, digits) => (value == null || !Number.isFinite(value) ? "–" : value.toFixed(digits));
  const often = (value, times) => (value == null ? "never" : `${value.toFixed(0)} (${times})`);
  for (const [name, result] of programs) {
    row(name, [
      write(result.perIteration, 2),
      write(result.least, 2),
      often(result.toBar, result.repeats),
      `${often(result.end, result.ended)}${result.cut ? "*" : ""}`,
      result.iterations,
      write(result.stress, 4),
      write(result.neighbours, 4),
      write(result.purity, 3),
      write(result.variation, 2),
    ]);
  }
  say("  In brackets how often it was timed; medians. An asterisk: stopped, it stood not still.");
}

function generated(nodes, edges) {
  // Quick, and a change of the generator must show.
  return (file) => void execFileSync(native, ["generate", String(nodes), String(edges), file]);
}

function novel(file) {
  const gold = join(data, "graphs/lesmis/gold.json");
  if (!existsSync(gold)) return "there is no ../shared with gold graphs beside this clone";
  execFileSync(native, ["gold", gold, file]);
}

/** Kept once made: reading 21,578 articles takes minutes. */
function news(file) {
  if (existsSync(file)) return undefined;
  const zip = join(data, "load/reuters21578.zip");
  if (!existsSync(zip)) return "there is no ../shared with the reuters corpus beside this clone";
  const folder = join(scratch, "reuters");
  execFileSync("python3", ["-m", "zipfile", "-e", zip, folder]);
  execFileSync(native, ["articles", join(root, "static/models/names.bin"), folder, `${file}.part`]);
  renameSync(`${file}.part`, file);
}
