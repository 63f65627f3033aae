import ForceGraph from "force-graph";

export async function open(container, { nodes, edges, ends, names, radii, colors, places, size }) {
  const data = {
    nodes: Array.from({ length: nodes }, (_, node) => {
      const [x, y] = [places[2 * node], places[2 * node + 1]];
      return { id: node, name: names[node], val: radii[node] ** 2 / 16, color: colors[node], x, y, fx: x, fy: y };
    }),
    links: Array.from({ length: edges }, (_, edge) => ({ source: ends[2 * edge], target: ends[2 * edge + 1] })),
  };
  const graph = new ForceGraph(container).width(size[0]).height(size[1]).cooldownTicks(0).warmupTicks(0).minZoom(1e-4).graphData(data);
  return {
    look({ x, y, zoom }) {
      graph.zoom(zoom, 0);
      graph.centerAt(x, y, 0);
    },
  };
}
