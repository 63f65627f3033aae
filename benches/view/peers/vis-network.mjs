import { DataSet } from "vis-data/peer/esm/vis-data.js";
import { Network } from "vis-network/peer/esm/vis-network.js";

export async function open(container, { nodes, edges, ends, names, radii, colors, places }) {
  const data = {
    nodes: new DataSet(
      Array.from({ length: nodes }, (_, id) => {
        const [x, y] = [places[2 * id], places[2 * id + 1]];
        return { id, x, y, label: names[id], shape: "dot", size: radii[id], color: colors[id] };
      }),
    ),
    edges: new DataSet(Array.from({ length: edges }, (_, id) => ({ id, from: ends[2 * id], to: ends[2 * id + 1] }))),
  };
  // Straight lines: its curves add a hidden node for each tie.
  const network = new Network(container, data, { physics: false, layout: { improvedLayout: false }, edges: { smooth: false } });
  return { look: ({ x, y, zoom }) => network.moveTo({ position: { x, y }, scale: zoom, animation: false }) };
}
