// Graphviz's sfdp as wasm: multilevel, all at one go. Its text of the graph is written before the clock starts.

import { pathToFileURL } from "node:url";
import { join } from "node:path";

export async function load(graph, variant, { modules }) {
  const { Graphviz } = await import(pathToFileURL(join(modules, "@hpcc-js/wasm-graphviz/dist/index.js")));
  const graphviz = await Graphviz.load();
  const lines = ["graph { overlap=true; node [shape=point, width=0.01, height=0.01]"];
  for (let node = 0; node < graph.nodes; node += 1) lines.push(`${node}`);
  for (let edge = 0; edge < graph.edges; edge += 1) lines.push(`${graph.ends[2 * edge]}--${graph.ends[2 * edge + 1]}`);
  const text = [...lines, "}"].join("\n");
  return () => {
    let plain;
    return {
      run() {
        plain = graphviz.layout(text, "plain", "sfdp");
        return 1;
      },
      ended: () => plain !== undefined,
      positions() {
        const places = new Float32Array(2 * graph.nodes);
        for (const line of plain.split("\n")) {
          const [what, node, x, y] = line.split(" ");
          if (what === "node") places.set([Number(x), Number(y)], 2 * Number(node));
        }
        return places;
      },
    };
  };
}
