// Nothing leaves the browser. Every journey fails on a request to another origin; here the page tries to make one.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { journey } from "./harness.mjs";

journey("the policy stops the page and its workers from reaching another origin", { expected: /Content Security Policy|Refused|Fetch API/ }, async (visitor) => {
  let reached = 0;
  const elsewhere = createServer((_, response) => ((reached += 1), response.end()));
  await new Promise((ready) => elsewhere.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${elsewhere.address().port}/`;
  try {
    await visitor.ready();
    const send = (url) => fetch(url, { mode: "no-cors" }).then(() => "sent", () => "refused");
    assert.equal(await visitor.page.evaluate(send, address), "refused");
    const workers = visitor.page.workers();
    assert.ok(workers.length > 0, "no worker runs");
    for (const worker of workers) assert.equal(await worker.evaluate(send, address), "refused");
    const image = (url) => new Promise((done) => Object.assign(new Image(), { onload: () => done("loaded"), onerror: () => done("refused"), src: url }));
    assert.equal(await visitor.page.evaluate(image, address), "refused");
    assert.equal(reached, 0);
  } finally {
    elsewhere.close();
  }
  // What was refused never was a request.
  visitor.requests.splice(0, visitor.requests.length, ...visitor.requests.filter((url) => !url.startsWith(address)));
});
