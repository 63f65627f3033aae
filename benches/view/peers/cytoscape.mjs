import cytoscape from "cytoscape";

export async function open(container, { nodes, edges, ends, names, radii, colors, places, size }) {
  const elements = [];
  for (let node = 0; node < nodes; node += 1) {
    const position = { x: places[2 * node], y: places[2 * node + 1] };
    elements.push({ data: { id: `${node}`, label: names[node], size: 2 * radii[node], color: colors[node] }, position });
  }
  for (let edge = 0; edge < edges; edge += 1) {
    elements.push({ data: { id: `e${edge}`, source: `${ends[2 * edge]}`, target: `${ends[2 * edge + 1]}` } });
  }
  const style = [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(color)" } },
    { selector: "edge", style: { width: 1 } },
  ];
  const cy = cytoscape({ container, elements, style, layout: { name: "preset", fit: false }, minZoom: 1e-4 });
  return {
    look: ({ x, y, zoom }) => void cy.viewport({ zoom, pan: { x: size[0] / 2 - x * zoom, y: size[1] / 2 - y * zoom } }),
  };
}
