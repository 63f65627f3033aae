import { UndirectedGraph } from "graphology";
import Sigma from "sigma";

export async function open(container, { nodes, edges, ends, names, radii, colors, places, box, fit }) {
  const graph = new UndirectedGraph();
  for (let node = 0; node < nodes; node += 1) {
    const [x, y] = [places[2 * node], places[2 * node + 1]];
    graph.addNode(node, { x, y, label: names[node], size: Math.max(2, radii[node] * fit), color: colors[node] });
  }
  for (let edge = 0; edge < edges; edge += 1) graph.addEdge(ends[2 * edge], ends[2 * edge + 1]);
  const sigma = new Sigma(graph, container);
  // Its camera sees the graph's box, made square, as one unit.
  const [left, top, right, bottom] = box;
  const side = Math.max(right - left, bottom - top);
  return {
    look({ x, y, zoom }) {
      const state = { x: 0.5 + (x - (left + right) / 2) / side, y: 0.5 + (y - (top + bottom) / 2) / side, ratio: fit / zoom };
      sigma.getCamera().setState(state);
    },
  };
}
