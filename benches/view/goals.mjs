// What issue 5 asks of the view.

/** `results`: by graph, by program, what `summary` in run.mjs gives; `size`: ours in brotli. */
export function goals(results, size) {
  const lines = [];
  const check = (what, value, reached, write, goal) =>
    lines.push(`${value === undefined ? "not measured" : reached ? "reached" : "missed "}  ${what}: ` +
      `${value === undefined ? "" : `${write(value)}, `}goal ${goal}`);
  const milliseconds = (value) => `${value.toFixed(1)} ms`;
  for (const graph of ["1k", "10k"]) {
    const [ours, sigma] = ["Coterie", "sigma 3"].map((name) => results.get(graph)?.get(name)?.script);
    if (ours === undefined || sigma === undefined) continue;
    check(`main thread at ${graph}`, ours, ours < sigma, milliseconds, `below sigma's ${milliseconds(sigma)}`);
  }
  const large = results.get("100k")?.get("Coterie");
  if (large) check("main thread at 100k", large.script, large.script <= 6, milliseconds, "at most 6 ms");
  for (const [graph, programs] of results) {
    const ours = programs.get("Coterie");
    if (!ours) continue;
    check(`draw calls a frame at ${graph}`, ours.draws, ours.draws <= 8, String, "at most 8");
    check(`uploaded a frame while panning at ${graph}`, ours.panned, ours.panned === 0, (bytes) => `${bytes} bytes`, "0 bytes");
  }
  const number = (bytes) => `${bytes.toLocaleString("en")} bytes`;
  if (size !== undefined) check("renderer and layout in brotli", size, size <= 60_000, number, "at most 60,000 bytes");
  return lines;
}
