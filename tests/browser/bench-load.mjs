// Drops the load set on the page as files and prints how long it takes to be in the graph, and the longest task of
// the page thread meanwhile. A measurement, not a test: `cargo xtask bench load [REPEATS]`.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

import { closeTheBrowser, drop, root, visit } from "./harness.mjs";

const zip = join(root, "../shared/data/load/vast2014.zip");
const repeats = Number(process.argv[2] ?? 3);

const folder = mkdtempSync(join(tmpdir(), "coterie-load-"));
const lines = [];
try {
  execFileSync("python3", ["-m", "zipfile", "-e", zip, folder]);
  const files = walk(folder);
  const megabytes = (files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6).toFixed(1);
  say(`${files.length} files, ${megabytes} MB; ${cpus().length} cores, ${cpus()[0].model}`);
  for (let turn = 1; turn <= repeats; turn += 1) {
    const { seconds, browser, long, totals } = await measure(files);
    const longest = Math.max(0, ...long.map((task) => task.duration));
    const over = long.filter((task) => task.duration > 50);
    say(`${turn}. in the graph after ${seconds.toFixed(2)} s: ${totals}`);
    say(`   longest task of the page thread ${longest.toFixed(0)} ms, ${over.length} over 50 ms` +
      over.map((task) => ` (${task.duration.toFixed(0)} ms after ${(task.from / 1000).toFixed(2)} s)`).join("") +
      `; before the page hears of the drop the browser takes ${browser.toFixed(0)} ms for its list of files`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await closeTheBrowser();
}
const day = new Date().toISOString().slice(0, 10);
const record = join(root, "benches/record", `${day}-load.txt`);
mkdirSync(join(root, "benches/record"), { recursive: true });
writeFileSync(record, `${lines.join("\n")}\n`);
console.log(`recorded in ${record}`);

/** One fresh page: seconds from the drop until the reading bar goes, and the page thread's long tasks between. */
async function measure(files) {
  const visitor = await visit();
  try {
    const { page } = visitor;
    await visitor.ready();
    await page.waitForTimeout(1500);
    await page.evaluate(() => {
      window.measured = new Promise((resolve) => {
        const tasks = [];
        const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
        observer.observe({ type: "longtask" });
        window.addEventListener("drop", () => {
          const start = performance.now();
          const bar = document.querySelector(".reading");
          let seen = false;
          new MutationObserver(() => {
            seen ||= !bar.hidden;
            if (!seen || !bar.hidden) return;
            const end = performance.now();
            // Long tasks are reported a little later.
            setTimeout(() => {
              const during = tasks.filter((task) => task.startTime + task.duration > start && task.startTime < end);
              resolve({
                seconds: (end - start) / 1000,
                // The browser makes its list of the files before the page hears of the drop, in the same task: of that
                // task only what came after is ours.
                browser: Math.max(0, ...during.map((task) => start - task.startTime)),
                long: during.map((task) => {
                  const from = Math.max(task.startTime, start);
                  return { from: from - start, duration: task.startTime + task.duration - from };
                }),
                totals: document.querySelector(".totals").innerText,
              });
            }, 500);
          }).observe(bar, { attributes: true, attributeFilter: ["hidden"] });
        }, { capture: true, once: true });
      });
    });
    await drop(page, files);
    const measured = await page.evaluate(() => window.measured);
    visitor.check();
    return measured;
  } finally {
    await visitor.leave();
  }
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function say(line) {
  console.log(line);
  lines.push(line);
}
