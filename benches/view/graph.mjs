// In the page: the graph of a run as all libraries get it.

import { parseGraph } from "../layout/graph.mjs";

const COLORS = ["#0072b2", "#d55e00", "#009e73", "#aa4499", "#8a6d00", "#6b7280"];
/** Some room around the whole. */
const FILLED = 0.9;

/**
 * What `parseGraph` gives with places as laid out, and `names`, `radii` in layout units (as `scene::radius` has them),
 * `colors`, `size` of the canvas in CSS pixels, the `box` around all places, its `middle`, `width` and `height`, and how
 * many pixels a layout unit `fit`s.
 */
export async function load() {
  const bytes = async (name) => (await fetch(name)).arrayBuffer();
  const graph = parseGraph(await bytes("graph.bin"));
  const places = new Float32Array(await bytes("places.bin"));
  const [xs, ys] = [0, 1].map((axis) => places.filter((_, at) => at % 2 === axis).sort());
  const [left, right, top, bottom] = [xs.at(0), xs.at(-1), ys.at(0), ys.at(-1)];
  const [width, height] = [right - left, bottom - top];
  const size = [innerWidth, innerHeight];
  return {
    ...graph,
    weights: Uint32Array.from(graph.weights),
    places,
    names: Array.from({ length: graph.nodes }, (_, node) => `Person ${node}`),
    radii: Array.from(graph.mentions, (mentions) => Math.min(28, Math.max(4, 4 * Math.sqrt(mentions)))),
    colors: Array.from(graph.groups, (group) => COLORS[group % COLORS.length]),
    size,
    box: [left, top, right, bottom],
    middle: [(left + right) / 2, (top + bottom) / 2],
    width,
    height,
    fit: FILLED * Math.min(size[0] / width, size[1] / height),
  };
}
