// graphology-layout-forceatlas2. Its loop is called as its own web worker calls it, so that its step control keeps its
// state from one portion of iterations to the next.

import { createRequire } from "node:module";
import { join } from "node:path";

/** What each variant adds to what `inferSettings` says of the graph. */
const SETTINGS = {
  "as shipped": {},
  tuned: { slowDown: 1, barnesHutOptimize: true, barnesHutTheta: 1 },
};

export function load(graph, variant, { modules }) {
  const require = createRequire(join(modules, "x.js"));
  const { UndirectedGraph } = require("graphology");
  const { inferSettings } = require("graphology-layout-forceatlas2");
  const defaults = require("graphology-layout-forceatlas2/defaults.js");
  const helpers = require("graphology-layout-forceatlas2/helpers.js");
  const iterate = require("graphology-layout-forceatlas2/iterate.js");
  const own = new UndirectedGraph();
  for (let node = 0; node < graph.nodes; node += 1) {
    own.addNode(node, { x: graph.places[2 * node], y: graph.places[2 * node + 1] });
  }
  for (let edge = 0; edge < graph.edges; edge += 1) own.addEdge(graph.ends[2 * edge], graph.ends[2 * edge + 1]);
  const settings = { ...defaults, ...inferSettings(own), ...SETTINGS[variant] };
  return () => {
    const { nodes, edges } = helpers.graphToByteArrays(own, () => 1);
    const size = nodes.length / graph.nodes;
    return {
      run(iterations) {
        for (let turn = 0; turn < iterations; turn += 1) iterate(settings, nodes, edges);
        return iterations;
      },
      ended: () => false,
      positions: () => Float32Array.from({ length: 2 * graph.nodes }, (_, at) => nodes[(at >> 1) * size + (at & 1)]),
    };
  };
}
