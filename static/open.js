// Opens files that are no text, in a worker, when the first such file comes: loads the opener (opener_bg.wasm), and pdf.js
// for PDF files.

/** The opener, and how often it had to be loaded. */
let opener;
let loads = 0;

async function load() {
  // Another address, or else the one that stopped would be given again.
  const address = new URL(`./opener.js?${loads}`, import.meta.url);
  loads += 1;
  const module = await import(address);
  await module.default({ module_or_path: new URL("./opener_bg.wasm", import.meta.url) });
  return module;
}

/**
 * What came of a file: readings, encoded. `options` is what the person said about it, encoded; `password` the password among
 * that, for pdf.js; `sign` is what the worker says from time to time while it reads a PDF, so that it is not taken for
 * hung. Rejects where the opener stops at the file; it is then loaded anew for the next.
 */
export async function open(name, bytes, options, password, sign) {
  opener ??= load();
  try {
    const { open, pdf } = await opener;
    const [reading, ...pdfs] = open(name, bytes, options);
    const readings = [reading];
    for (let at = 0; at < pdfs.length; at += 2) {
      const content = pdfs[at + 1];
      // One that cannot be read leaves the others what they are.
      const found = await words(content.slice(), password, sign).catch(() => ({ trouble: "unread" }));
      readings.push(pdf(pdfs[at], content, JSON.stringify(found)));
    }
    return readings;
  } catch (error) {
    opener = undefined;
    throw error;
  }
}

let reader;

/** The words of a PDF. */
async function words(bytes, password, sign) {
  // What could not be fetched is tried again with the next file.
  reader ??= loadReader().catch((error) => {
    reader = undefined;
    throw error;
  });
  const [pdfjs, { text }] = await reader;
  const parts = new URL("./pdf/", import.meta.url).href;
  let told = 0;
  const begun = () => {
    if (performance.now() - told < 1000) return;
    told = performance.now();
    self.postMessage(sign);
  };
  return text(pdfjs, bytes, parts, password, Parts, begun);
}

/** Fetches character maps and fonts: pdf.js's own way asks for a document, which a worker has not. */
class Parts {
  constructor({ cMapUrl, standardFontDataUrl }) {
    this.folders = { cMapUrl, standardFontDataUrl };
  }

  async fetch({ kind, filename }) {
    const response = await fetch(`${this.folders[kind]}${filename}`);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

async function loadReader() {
  // pdf.js's worker, run in this one: it would take the messages of this worker for its own, unless it believes to be in a
  // page.
  self.window = {};
  try {
    globalThis.pdfjsWorker = await import("./pdf/pdf.worker.min.js");
  } finally {
    delete self.window;
  }
  return Promise.all([import("./pdf/pdf.min.js"), import("./pdf/text.js")]);
}
