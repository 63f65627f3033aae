// Pictures as files: what is seen is saved as SVG, PNG and PDF.

import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";

import { journey, labelBoxes, overlaps, savePicture } from "./harness.mjs";

/** The streams of a PDF, unpacked. */
function streams(pdf) {
  const found = [];
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
    if (pdf.subarray(at - 3, at).toString() === "end") continue;
    const length = Number(/\/Length (\d+)>>\n$/.exec(pdf.subarray(at - 200, at).toString("latin1"))[1]);
    found.push(inflateSync(pdf.subarray(at + 7, at + 7 + length)).toString("latin1"));
  }
  return found;
}

const dialogOf = (page) => page.getByRole("dialog", { name: "Save picture" });

journey("what is seen is saved as a drawing, an image and a page", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  await page.locator("button.share").click();
  await page.getByRole("dialog", { name: "Share this graph" }).getByText("Save picture…").click();
  const dialog = dialogOf(page);
  await dialog.getByText("No sentence of an article is in it.").waitFor();
  await dialog.getByText("from 5 articles").waitFor();
  await page.keyboard.press("Escape");

  const svg = await savePicture(page, "SVG: a drawing to edit");
  const text = svg.bytes.toString();
  assert.match(svg.name, /^coterie-[0-9a-f]{12}\.svg$/);
  assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg /);
  assert.match(text, /<text [^>]*>Vladimir Putin<\/text>/);
  assert.match(text, /A line ties two names that stand in one sentence/);
  assert.ok(text.includes(svg.name.slice(8, 20)), "the caption has the fingerprint");
  const boxes = await labelBoxes(visitor.context, text);
  assert.ok(boxes.length > 20, `${boxes.length} names`);
  assert.deepEqual(overlaps(boxes), []);

  const pdf = await savePicture(page, "PDF on A4 in light colours");
  assert.equal(pdf.name, svg.name.replace(".svg", ".pdf"));
  assert.equal(pdf.bytes.subarray(0, 8).toString(), "%PDF-1.7");
  assert.match(pdf.bytes.toString("latin1"), /\/MediaBox \[0 0 (841\.89 595\.28|595\.28 841\.89)\]/);
  assert.ok(streams(pdf.bytes)[0].includes("(Vladimir Putin) Tj"));

  const png = await savePicture(page, "PNG, 2 times as large");
  assert.equal(png.name, svg.name.replace(".svg", ".png"));
  assert.equal(png.bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
  const [width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text).slice(1).map(Number);
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [2 * width, 2 * height]);

  // The same again is the same file, byte for byte.
  const again = await savePicture(page, "SVG: a drawing to edit");
  assert.ok(again.bytes.equals(svg.bytes));
});

journey("a name in letters that the page's font lacks is legible and can be copied", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.choose("Vladimir Putin");
  await page.locator("#graph").focus();
  await page.keyboard.press("r");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Владимир Путин");
  await page.keyboard.press("Enter");
  await visitor.named("Владимир Путин");
  const svg = await savePicture(page, "SVG: a drawing to edit");
  assert.match(svg.bytes.toString(), /<text [^>]*>Владимир Путин<\/text>/);
  const pdf = await savePicture(page, "PDF: a page to print in light colours");
  const units = Buffer.from("Владимир Путин", "utf16le").swap16().toString("hex").toUpperCase();
  const [content, ...masks] = streams(pdf.bytes);
  assert.ok(content.includes(`/ActualText <FEFF${units}>`));
  assert.ok(!content.includes("?"), "no letter is written as a question mark");
  assert.equal(masks.length, 2);
  assert.ok(masks.every((mask) => /[^\0]/.test(mask)), "the masks are not blank");
});

journey("what a browser cannot draw is said", async (visitor) => {
  const { page } = visitor;
  await visitor.ready();
  await visitor.named("Donald Trump");
  // As browsers do where a canvas is beyond their bounds.
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.toBlob = (then) => then(null);
  });
  await page.locator("button.share").click();
  await page.getByText("Save picture…").click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("PNG for A3 at 300 dpi").check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("This browser cannot draw so large an image").first().waitFor();
});
