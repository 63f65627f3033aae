// The words of a PDF for the command line: node node.mjs PDFJS_FOLDER [PASSWORD] < FILE > JSON

for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.warn = console.log = () => {};

const { pathToFileURL } = await import("node:url");
const { readFileSync } = await import("node:fs");
const [folder, password] = process.argv.slice(2);
const pdfjs = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`));
const { text } = await import("./text.mjs");
const found = await text(pdfjs, new Uint8Array(readFileSync(0)), `${folder}/`, password);
process.stdout.write(JSON.stringify(found));
