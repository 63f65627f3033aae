// ngraph.forcelayout as shipped.

import { createRequire } from "node:module";
import { join } from "node:path";

export function load(graph, variant, { modules }) {
  const require = createRequire(join(modules, "x.js"));
  const createGraph = require("ngraph.graph");
  const createLayout = require("ngraph.forcelayout");
  const own = (createGraph.default ?? createGraph)();
  for (let node = 0; node < graph.nodes; node += 1) own.addNode(node);
  for (let edge = 0; edge < graph.edges; edge += 1) own.addLink(graph.ends[2 * edge], graph.ends[2 * edge + 1]);
  return () => {
    const layout = createLayout(own);
    for (let node = 0; node < graph.nodes; node += 1) {
      layout.setNodePosition(node, graph.places[2 * node], graph.places[2 * node + 1]);
    }
    let stable = false;
    return {
      run(iterations) {
        let done = 0;
        for (; done < iterations && !stable; done += 1) stable = layout.step();
        return done;
      },
      ended: () => stable,
      positions() {
        const places = Array.from({ length: graph.nodes }, (_, node) => layout.getNodePosition(node));
        return Float32Array.from(places.flatMap(({ x, y }) => [x, y]));
      },
      end: () => layout.dispose(),
    };
  };
}
