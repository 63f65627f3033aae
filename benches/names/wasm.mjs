// The recogniser as wasm, served as run.mjs asks: wasm.mjs GLUE MODEL TEXT.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [glue, model, text] = process.argv.slice(2);
const { Bench, memory_size } = createRequire(import.meta.url)(glue);
const bytes = readFileSync(model);
const megabytes = () => memory_size() / 1e6;

function load() {
  const start = performance.now();
  const bench = new Bench(bytes);
  return { bench, milliseconds: performance.now() - start };
}

const first = load();
const loaded = megabytes();
first.bench.read(readFileSync(text, "utf8"));
const before = megabytes();
const names = first.bench.names();
// What the text itself takes is the benchmark's and not the recogniser's.
const tagged = loaded + megabytes() - before;
const loads = [first.milliseconds];
for (let turn = 0; turn < 4; turn += 1) {
  const { bench, milliseconds } = load();
  loads.push(milliseconds);
  bench.free();
}
console.log(JSON.stringify({ names, loads, loaded, tagged }));

for await (const passes of createInterface({ input: process.stdin })) {
  const start = process.cpuUsage();
  for (let pass = 0; pass < Number(passes); pass += 1) first.bench.names();
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1e6);
}
