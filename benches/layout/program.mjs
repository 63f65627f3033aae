// The programs that are measured, each as a process that lays out one graph, and what is learned from it.

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** `ours`; `peer`: the module in peers/, `variant`: as it knows it; `iterates`: has rounds that all cost much the same. */
export const PROGRAMS = [
  { name: "Coterie, balanced", peer: "coterie", variant: "balanced", ours: true, iterates: true },
  { name: "Coterie, communities", peer: "coterie", variant: "communities", ours: true, iterates: true },
  { name: "ForceAtlas2 as shipped", peer: "forceatlas2", variant: "as shipped", iterates: true, endless: true },
  { name: "ForceAtlas2 tuned", peer: "forceatlas2", variant: "tuned", iterates: true, endless: true, bar: true },
  { name: "d3-force as shipped", peer: "d3", variant: "as shipped", iterates: true },
  { name: "d3-force tuned", peer: "d3", variant: "tuned", iterates: true },
  { name: "ngraph.forcelayout", peer: "ngraph", variant: "as shipped", iterates: true, endless: true },
  { name: "graphviz sfdp", peer: "sfdp", variant: "as shipped" },
];

/** A child that has not answered after so many seconds is ended. */
const PATIENCE = 300;

/** A child that answers each line of JSON with one. */
export function talkTo(program, words) {
  const child = spawn(program, words, { stdio: ["pipe", "pipe", "inherit"] });
  const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const say = async (line) => {
    const late = setTimeout(() => child.kill(), PATIENCE * 1000);
    child.stdin.write(`${line}\n`);
    const { value, done } = await output.next();
    clearTimeout(late);
    if (done) throw new Error(child.killed ? `no answer after ${PATIENCE} s` : "its process ended");
    return JSON.parse(value);
  };
  return { say, stop: () => child.stdin.end() };
}

/** A program with a graph loaded. `places`: where modules and glue are. */
export function start({ peer, variant }, graph, places) {
  // The largest graphs need more than Node.js's usual heap.
  const words = ["--max-old-space-size=4096", join(here, "child.mjs"), peer, variant, graph, JSON.stringify(places)];
  const { say, stop } = talkTo(process.execPath, words);
  const ask = (command) => say(JSON.stringify(command));
  return {
    begin: () => ask({ do: "begin" }),
    run: (iterations) => ask({ do: "run", iterations }),
    save: (file) => ask({ do: "save", file }),
    stop,
  };
}

/**
 * A whole run, looked at every `every` iterations: `[{ iterations, cpu, stress, neighbours, purity, variation }]`, `cpu`
 * from the beginning. `enough` is asked after each look whether to stop a program that has no end of its own; at `most`
 * CPU milliseconds it ends in any case.
 */
export async function watch(process, { every, most, enough, look }) {
  const looks = [];
  let { cpu } = await process.begin();
  let [iterations, ended, lost] = [0, false, false];
  while (!ended && !lost) {
    const answer = await process.run(every);
    cpu += answer.cpu;
    iterations += answer.iterations;
    ended = answer.ended;
    looks.push({ iterations, cpu, ...(await look(process)) });
    if (enough(looks)) ended = true;
    if (cpu > most) lost = !ended;
  }
  return { looks, cut: lost };
}

/** The CPU time of so many iterations from the beginning, and then to the end if it is asked for. */
export async function again(process, { iterations, every, end }) {
  let { cpu } = await process.begin();
  let [done, ended] = [0, false];
  while (done < iterations && !ended) {
    const answer = await process.run(every);
    cpu += answer.cpu;
    done += answer.iterations;
    ended = answer.ended;
  }
  const reached = cpu;
  while (end && !ended) {
    const answer = await process.run(every);
    cpu += answer.cpu;
    ended = answer.ended;
  }
  return { reached, end: cpu };
}

/** Whether stress and purity changed by less than one part in a hundred over the last 50 iterations. */
export function stands(looks) {
  const last = looks.at(-1);
  const before = looks.findLast((look) => look.iterations <= last.iterations - 50);
  const same = (now, then) => Math.abs(now - then) < 0.01 * now;
  return before !== undefined && same(last.stress, before.stress) && (last.purity == null || same(last.purity, before.purity));
}

/**
 * CPU milliseconds for one iteration: after ten at most forty, as many as take a quarter of a second; where `slow`, after
 * four the next two.
 */
export async function perIteration(process, slow) {
  const [warm, portion] = slow ? [4, 2] : [10, 5];
  await process.begin();
  await process.run(warm);
  let [cpu, done, arranging] = [0, 0, true];
  while (arranging && done < 40 && cpu < 250) {
    const answer = await process.run(portion);
    arranging = answer.arranging;
    // A portion in which the forces came to an end holds other work too.
    if (!arranging && done > 0) break;
    cpu += answer.cpu;
    done += answer.iterations;
  }
  return cpu / done;
}
