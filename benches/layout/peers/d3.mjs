// d3-force: its usual three forces, its own cooling.

import { pathToFileURL } from "node:url";
import { join } from "node:path";

/** Barnes-Hut's theta and how fast it cools; as shipped both are the library's defaults. */
const SETTINGS = {
  "as shipped": { theta: 0.9, decay: 1 - 0.001 ** (1 / 300) },
  tuned: { theta: 1.2, decay: 0.05 },
};

export async function load(graph, variant, { modules }) {
  const d3 = await import(pathToFileURL(join(modules, "d3-force/dist/d3-force.mjs")));
  const { theta, decay } = SETTINGS[variant];
  return () => {
    const nodes = Array.from({ length: graph.nodes }, (_, node) => ({
      x: graph.places[2 * node],
      y: graph.places[2 * node + 1],
    }));
    const links = Array.from({ length: graph.edges }, (_, edge) => ({
      source: graph.ends[2 * edge],
      target: graph.ends[2 * edge + 1],
    }));
    const simulation = d3
      .forceSimulation(nodes)
      .stop()
      .alphaDecay(decay)
      .force("link", d3.forceLink(links))
      .force("charge", d3.forceManyBody().theta(theta))
      .force("x", d3.forceX())
      .force("y", d3.forceY());
    const ended = () => simulation.alpha() < simulation.alphaMin();
    return {
      run(iterations) {
        let done = 0;
        for (; done < iterations && !ended(); done += 1) simulation.tick();
        return done;
      },
      ended,
      positions: () => Float32Array.from(nodes.flatMap(({ x, y }) => [x, y])),
    };
  };
}
