// One program laying out one graph, in a process of its own: child.mjs PEER VARIANT GRAPH PLACES.
//
// Answers each line of JSON with one, `cpu` being the CPU milliseconds that the command took, all threads counted:
// `{"do": "begin"}`, `{"do": "run", "iterations": N}`, `{"do": "save", "file": PATH}`.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { parseGraph } from "./graph.mjs";

const [peer, variant, path, places] = process.argv.slice(2);
const graph = parseGraph(new Uint8Array(readFileSync(path)).buffer);
const { load } = await import(`./peers/${peer}.mjs`);
const begin = await load(graph, variant, JSON.parse(places));

let layout;
const commands = {
  begin() {
    layout = begin();
    return {};
  },
  run({ iterations }) {
    return { iterations: layout.run(iterations) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.do === "save") {
    writeFileSync(command.file, layout.positions());
    console.log("{}");
    continue;
  }
  if (command.do === "begin") layout?.end?.();
  const start = process.cpuUsage();
  const answer = commands[command.do](command);
  const { user, system } = process.cpuUsage(start);
  const state = { ended: layout.ended(), arranging: layout.arranging?.() ?? !layout.ended() };
  console.log(JSON.stringify({ ...answer, ...state, cpu: (user + system) / 1e3 }));
}
