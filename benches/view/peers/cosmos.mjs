import { Graph } from "@cosmos.gl/graph";

/** The side of its square plane. */
const SPACE = 4096;

export async function open(container, { ends, radii, colors, places, box, fit }) {
  const [left, top, right, bottom] = box;
  const scale = SPACE / Math.max(right - left, bottom - top);
  const moved = (x, y) => [(x - (left + right) / 2) * scale + SPACE / 2, (y - (top + bottom) / 2) * scale + SPACE / 2];
  const inside = new Float32Array(places.length);
  for (let at = 0; at < places.length; at += 2) inside.set(moved(places[at], places[at + 1]), at);
  const graph = new Graph(container, { enableSimulation: false, fitViewOnInit: false, spaceSize: SPACE, rescalePositions: false });
  await graph.ready;
  graph.setPointPositions(inside, true);
  graph.setPointSizes(Float32Array.from(radii, (radius) => Math.max(2, 2 * radius * fit)));
  const channels = colors.flatMap((color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255).concat(1));
  graph.setPointColors(Float32Array.from(channels));
  graph.setLinks(Float32Array.from(ends));
  graph.render();
  return {
    look({ x, y, zoom }) {
      // As its own `setZoomLevel` without a duration does; its other ways to move animate over several frames.
      const { behavior } = graph.zoomInstance;
      const moving = graph.zoomInstance.getTransform(Float32Array.from(moved(x, y)), zoom / scale);
      graph.canvasD3Selection.call(behavior.transform, moving);
    },
  };
}
