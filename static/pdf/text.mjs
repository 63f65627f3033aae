// The text of a PDF, by pdf.js: which words stand where on which page. What they mean (lines, paragraphs, running
// heads) is for src/formats/pdf/ to tell; nothing is decided here.
//
// Runs in a worker of the page and, for the command line, in Node.js.

/** Pages and letters read at most: of a longer file, what was left is said. */
const MOST_PAGES = 5000;
const MOST_LETTERS = 20_000_000;

/**
 * The text of a PDF.
 *
 * `pdfjs` is the module; `bytes` the file, which is handed over; `parts` the address of the folder with pdf.js's `cmaps`
 * and `standard_fonts`, with a slash at the end; `password` opens what is encrypted; `factory` fetches from that folder, where
 * pdf.js's own way does not serve; `begun` is called before each page.
 *
 * Gives `{ trouble }` (`password`, `wrong-password`, `broken`) or `{ pages, total, lost, info }`: the pages read, how many there
 * are, how many of those read are damaged, and what the file says of itself. A page is `{ width, height, words }`, a word
 * `[text, x, y, width, size, ends, upright]`: its left end and baseline from the page's upper left corner, its width and its
 * type size in points, whether pdf.js ends a line after it, and whether it runs from left to right.
 */
export async function text(pdfjs, bytes, parts, password, factory, begun) {
  const task = pdfjs.getDocument({
    data: bytes,
    password,
    cMapUrl: `${parts}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${parts}standard_fonts/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: 0,
    ...(factory && { BinaryDataFactory: factory }),
  });
  let file;
  try {
    file = await task.promise;
  } catch (error) {
    if (error?.name !== "PasswordException") return { trouble: "broken" };
    return { trouble: password === undefined ? "password" : "wrong-password" };
  }
  try {
    const pages = [];
    let lost = 0;
    let letters = 0;
    for (let number = 1; number <= Math.min(file.numPages, MOST_PAGES); number += 1) {
      if (letters > MOST_LETTERS) break;
      begun?.();
      try {
        pages.push(await page(await file.getPage(number)));
        letters += pages.at(-1).words.reduce((sum, [word]) => sum + word.length, 0);
      } catch {
        lost += 1;
        pages.push({ width: 0, height: 0, words: [] });
      }
    }
    const { info } = await file.getMetadata().catch(() => ({ info: {} }));
    const said = (name) => (typeof info?.[name] === "string" ? info[name] : "");
    return {
      pages,
      total: file.numPages,
      lost,
      info: { title: said("Title"), author: said("Author"), created: said("CreationDate") },
    };
  } finally {
    await task.destroy();
  }
}

async function page(page) {
  const view = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ includeMarkedContent: false, disableNormalization: false });
  const words = [];
  for (const { str, transform, width, height, hasEOL } of content.items) {
    // The page may be turned: places are those that a reader sees.
    const [a, b, c, d, e, f] = multiply(view.transform, transform);
    const size = Math.hypot(c, d) || height;
    const upright = Math.abs(b) < Math.abs(a) * 0.1 && a > 0;
    words.push([str, round(e), round(f), round(width), round(size), hasEOL, upright]);
  }
  page.cleanup();
  return { width: round(view.width), height: round(view.height), words };
}

function multiply([a, b, c, d, e, f], [g, h, i, j, k, l]) {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function round(value) {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}
