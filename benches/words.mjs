// What a bench is asked for on its command line: `[GRAPH…] [PROGRAM…] [--record]`.

/** Takes the words, the graphs by name and the programs (`{ peer }`). All peers are meant where none is named. */
export function ask(words, graphs, programs) {
  const said = words.filter((word) => word !== "--record");
  const known = new Set([...Object.keys(graphs), ...programs.map(({ peer }) => peer)]);
  for (const word of said) {
    if (!known.has(word)) throw new Error(`${word} is neither a graph nor a program: say ${[...known].join(", ")}`);
  }
  const asked = said.filter((word) => graphs[word]);
  const peers = said.filter((word) => !graphs[word]);
  return { record: words.includes("--record"), asked, means: ({ peer }) => peers.length === 0 || peers.includes(peer) };
}
