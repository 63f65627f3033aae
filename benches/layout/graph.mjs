// A graph as `coterie-bench-layout` writes it, see src/graph.rs.

/**
 * Takes an ArrayBuffer. `ends`: two node indices a tie; `weights`: one number a tie; `mentions`: one a node; `places`: two numbers a node, the
 * start that all programs get which need one; `grouped`: whether communities are known.
 */
export function parseGraph(bytes) {
  const [nodes, edges, grouped] = new Uint32Array(bytes, 0, 3);
  let at = 12;
  const take = (Type, length) => {
    const array = new Type(bytes, at, length);
    at += length * 4;
    return array;
  };
  const ends = take(Uint32Array, 2 * edges);
  const weights = take(Float32Array, edges);
  const groups = take(Uint32Array, nodes);
  const mentions = take(Uint32Array, nodes);
  const places = take(Float32Array, 2 * nodes);
  return { nodes, edges, grouped: grouped === 1, ends, weights, groups, mentions, places };
}
