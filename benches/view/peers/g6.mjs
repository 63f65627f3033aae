import { Graph } from "@antv/g6";

export async function open(container, { nodes, edges, ends, radii, colors, places, size }) {
  const data = {
    nodes: Array.from({ length: nodes }, (_, node) => ({
      id: `${node}`,
      style: { x: places[2 * node], y: places[2 * node + 1], size: 2 * radii[node], fill: colors[node] },
    })),
    edges: Array.from({ length: edges }, (_, edge) => ({ source: `${ends[2 * edge]}`, target: `${ends[2 * edge + 1]}` })),
  };
  const [width, height] = size;
  const graph = new Graph({ container, width, height, data, animation: false, zoomRange: [1e-4, 100] });
  await graph.render();
  return {
    async look({ x, y, zoom }) {
      await graph.zoomTo(zoom, false);
      const [left, top] = graph.getViewportByCanvas([x, y]);
      await graph.translateBy([width / 2 - left, height / 2 - top], false);
    },
  };
}
