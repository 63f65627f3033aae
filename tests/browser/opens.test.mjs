import assert from "node:assert/strict";

import { journey } from "./harness.mjs";

journey("the page opens from any folder without an error", async ({ page, host }) => {
  assert.equal(await page.title(), "Coterie");
  assert.deepEqual(host.requests.filter((path) => path.startsWith("outside")), []);
});
