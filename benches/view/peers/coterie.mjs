// Ours. `coterie-bench-view` is the glue that wasm-bindgen writes; run.mjs says where it is.

import init, { View } from "coterie-bench-view";

export async function open(container, graph) {
  await init({ module_or_path: "coterie_bench_view_bg.wasm" });
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "width: 100%; height: 100%";
  container.append(canvas);
  const { ends, weights, mentions, groups, names, places, size } = graph;
  const view = new View(canvas, Float32Array.from(size), ends, weights, mentions, groups, names.join("\n"), places);
  return { look: ({ x, y, zoom }) => view.draw(x, y, zoom) };
}
