// What Chromium saves of a page: node browser.mjs PROXY ADDRESS OUT.mhtml OUT.pdf

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [proxy, address, mhtml, pdf] = process.argv.slice(2);
const { chromium } = createRequire(join(process.env.COTERIE_NODE_MODULES, "x.js"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  args: ["--no-sandbox", `--proxy-server=${proxy}`],
});
const page = await browser.newPage();
await page.goto(address, { waitUntil: "load" });
const session = await page.context().newCDPSession(page);
writeFileSync(mhtml, (await session.send("Page.captureSnapshot", { format: "mhtml" })).data);
// As printed from the browser's own dialog: date and title above, address and number of the page below.
const paper = { paperWidth: 5.8, paperHeight: 8.3, displayHeaderFooter: true, printBackground: false };
writeFileSync(pdf, Buffer.from((await session.send("Page.printToPDF", paper)).data, "base64"));
await browser.close();
