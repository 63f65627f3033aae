// The recogniser beside spaCy small's, words per CPU second: `cargo xtask bench names [REPEATS] [--record]`.
//
// Each is a process of its own that says one line of JSON when it is ready and then, for each number of passes it is
// given, the CPU seconds these took, all its threads counted. They take turns, so that what else the machine does
// falls on both.

import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const [native, glue, python, out, repeats, record] = process.argv.slice(2);

/** Sets of the development data that lie beside a developer's clone. */
const NEWS = join(root, "../shared/data/names/dev/voa_dev.tsv");
/** How often the sample articles are in the text. */
const COPIES = 10;
/** Each measurement takes about so many CPU seconds. */
const SECONDS = 2;

const day = new Date().toISOString().slice(0, 10);
const lines = [];

function say(line) {
  lines.push(line);
  console.log(line);
}

/** Sentences a line, tokens parted by TABs, and what they are. */
function text() {
  const samples = join(root, "static/samples");
  const files = readdirSync(samples).sort().map((name) => join(samples, name));
  const articles = execFileSync(native, ["tokens", ...files], { encoding: "utf8" });
  let [all, what] = [articles.repeat(COPIES), `the five sample articles ${COPIES} times`];
  try {
    const sentences = readFileSync(NEWS, "utf8").trim().split(/\n\s*\n/);
    const words = (sentence) => sentence.split("\n").map((line) => line.split("\t")[0]).join("\t");
    all += sentences.map((sentence) => `${words(sentence)}\n`).join("");
    what += " and the news of voa_dev";
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return { all, what };
}

/** Starts a process that measures, and waits until it is ready. */
async function start(program, words) {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const child = spawn(program, words, { env, stdio: ["pipe", "pipe", "inherit"] });
  const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => {
    const { value, done } = await output.next();
    if (done) throw new Error(`${program} ended`);
    return value;
  };
  const about = JSON.parse(await said());
  const measure = async (passes) => {
    child.stdin.write(`${passes}\n`);
    return Number(await said()) / passes;
  };
  // Warm first, and by this learn how many passes a measurement takes.
  const once = await measure(1);
  const passes = (seconds, pass) => Math.max(1, Math.ceil(seconds / pass));
  const warm = await measure(passes(SECONDS / 2, once));
  return { about, measure: () => measure(passes(SECONDS, warm)), stop: () => child.stdin.end() };
}

const number = (value) => Math.round(value).toLocaleString("en");
const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
/** `median (least to most)`. */
function spread(values, write) {
  const order = sorted(values);
  return `${write(median(values))} (${write(order[0])} to ${write(order.at(-1))})`;
}

const { all, what } = text();
const file = join(out, "text.tsv");
writeFileSync(file, all);
const words = all.split(/[\t\n]/).length - 1;
const model = join(root, "static/models/names.bin");

const wasm = await start(process.execPath, [join(here, "wasm.mjs"), glue, model, file]);
const spacy = await start(python, [join(here, "spacy_small.py"), file]);
const own = await start(native, ["serve", model, file]);

const milliseconds = (value) => `${value.toFixed(1)} ms`;
const { loads, loaded, tagged } = wasm.about;
const { batch, spacy: version, model: release, python: interpreter } = spacy.about;
say(`${day}; ${cpus().length} cores, ${cpus()[0].model}; Node.js ${process.version}`);
say(`text: ${what}: ${number(all.split("\n").length - 1)} sentences, ${number(words)} words (tokens)`);
const wire = brotliCompressSync(readFileSync(model)).length;
say(`model: ${number(statSync(model).size)} bytes, ${number(wire)} in brotli; loads in ${spread(loads, milliseconds)}, the first time ` +
  `${milliseconds(loads[0])}; wasm memory ${loaded.toFixed(1)} MB when loaded, ${tagged.toFixed(1)} MB when in use`);
say(`names found: ${number(wasm.about.names)} by Coterie, ${number(spacy.about.names)} by spaCy small`);
say(`spaCy ${version}, en_core_web_sm ${release}, Python ${interpreter}: its ner component alone, batches of ${batch}`);
say("");
say("words per CPU second, one thread each, by turns");
say("     Coterie, wasm    spaCy small    ratio    Coterie natively");
const [ours, theirs, natively, ratios] = [[], [], [], []];
for (let turn = 1; turn <= Number(repeats); turn += 1) {
  ours.push(words / (await wasm.measure()));
  theirs.push(words / (await spacy.measure()));
  natively.push(words / (await own.measure()));
  ratios.push(ours.at(-1) / theirs.at(-1));
  const column = (values, width) => number(values.at(-1)).padStart(width);
  const ratio = ratios.at(-1).toFixed(1).padStart(9);
  say(`${turn}.${column(ours, 16)}${column(theirs, 15)}${ratio}${column(natively, 20)}`);
}
say("");
say(`Coterie, wasm     ${spread(ours, number)}`);
say(`spaCy small       ${spread(theirs, number)}`);
say(`Coterie natively  ${spread(natively, number)}`);
say(`Coterie as wasm is ${spread(ratios, (ratio) => ratio.toFixed(1))} times as fast as spaCy small`);
for (const each of [wasm, spacy, own]) each.stop();

if (record) {
  const path = join(root, "benches/record", `${day}-names.txt`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
  console.log(`recorded in ${path}`);
}
