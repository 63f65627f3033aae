/**
 * `window.coterie`: the page as seen by a program. Nothing that goes through here leaves the browser.
 *
 *     await coterie.ready;
 *     await coterie.open([new File(["Ada met Charles in London."], "note.txt")]);
 *     const { nodes, edges } = await coterie.graph();
 */
export interface Coterie {
  /** Settles when the reader is up and the graph holds what the address asked for (by default the sample articles). */
  readonly ready: Promise<void>;
  /**
   * Reads files as if a person had dropped them; settles when they are in the graph. A file that could not be read is
   * named on the page and does not fail the promise.
   */
  open(files: CoterieFile | Iterable<CoterieFile>): Promise<void>;
  /** Forgets all articles. */
  clear(): Promise<void>;
  /** The graph in the chosen window (sentence unless changed) and of the chosen kinds. */
  graph(): Promise<CoterieGraph>;
  /** Calls `listener` whenever the graph has changed. */
  on(event: "change", listener: () => void): void;
}

/** A file, or text under a name. */
export type CoterieFile = File | { name: string; text: string };

/** Person, organisation, place, group, event, other. */
export type CoterieKind = "PER" | "ORG" | "LOC" | "NORP" | "EVENT" | "MISC";

/** A place in a file: Unicode code points of the decoded file, `end` excluded. */
export interface CoteriePlace {
  doc: string;
  start: number;
  end: number;
}

export interface CoterieNode {
  /** Unique in this graph. */
  id: string;
  /** The full name. */
  label: string;
  type: CoterieKind;
  aliases: string[];
  mentions: number;
  occurrences: CoteriePlace[];
}

export interface CoterieEdge {
  source: string;
  target: string;
  /** How many windows (sentences, paragraphs or articles) name both. */
  weight: number;
  documents: string[];
  /** The windows. */
  evidence: CoteriePlace[];
  /** Where references ("he", "the president") are counted: further windows, in which one or both are only referred to. */
  references: CoteriePlace[];
}

/** The interchange: the same as `coterie analyze --format json` prints. */
export interface CoterieGraph {
  nodes: CoterieNode[];
  edges: CoterieEdge[];
}

declare global {
  interface Window {
    coterie: Coterie;
  }
}
