// A static host on loopback: serves a folder under a path of its own choosing, to prove that the page's
// addresses are relative, and keeps a list of everything it was asked for.

import { createServer } from "node:http";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const MIME = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves `root` under a random folder.
 * `extra` maps a path below that folder to `{ type, body }`, for files that the page does not ship.
 * `withheld` names a pattern of paths that are answered only after `release()`.
 * `requests` lists the paths asked for, below the folder, in order.
 */
export async function serve(root, { extra = {}, withheld = null } = {}) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const folder = `/some/folder-${Math.floor(Math.random() * 1e9).toString(36)}/`;
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    if (!path.startsWith(folder)) {
      requests.push(`outside: ${path}`);
      response.writeHead(404).end();
      return;
    }
    const below = path.slice(folder.length) || "index.html";
    requests.push(below);
    if (withheld?.test(below)) await released;
    if (extra[below]) {
      response.writeHead(200, { "content-type": extra[below].type }).end(extra[below].body);
      return;
    }
    const file = normalize(join(root, below));
    const found = file.startsWith(root + sep) && (await stat(file).catch(() => null));
    if (!found || !found.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = MIME[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": found.size });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    url: origin + folder,
    origin,
    requests,
    release,
    close: () => new Promise((closed) => (release(), server.closeAllConnections(), server.close(closed))),
  };
}
