// Ours: the wasm that src/lib.rs is, built as the engine is. It needs no start: finding one is part of its time.

import { createRequire } from "node:module";

export function load(graph, variant, { glue }) {
  const { Bench } = createRequire(import.meta.url)(glue);
  // Like for like: peers' forces know no weights, or mean other things by them.
  const weights = new Float32Array(graph.edges).fill(1);
  // As `scene::radius` has them.
  const radii = Float32Array.from(graph.mentions, (mentions) => Math.min(28, Math.max(4, 4 * Math.sqrt(mentions))));
  return () => {
    const bench = new Bench(graph.ends, weights, radii, variant);
    return {
      run: (iterations) => bench.tick(iterations),
      ended: () => bench.settled(),
      arranging: () => bench.arranging(),
      positions: () => bench.positions(),
      end: () => bench.free(),
    };
  };
}
