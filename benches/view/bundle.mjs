// What a page would ship of each library, made by esbuild, and how much it is in brotli.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));

/** Bundles `benches/view/FILE` into `out` and gives the bundle's path. */
export async function bundle(file, { modules, glue, out }) {
  const { build } = createRequire(join(modules, "x.js"))("esbuild");
  const outfile = join(out, file.replace(/^.*\//, "").replace(".mjs", ".js"));
  await build({
    entryPoints: [join(here, file)],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // The lock file's packages lie in the tools' folder and not above these files.
    nodePaths: [modules],
    alias: { "coterie-bench-view": glue },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outfile;
}

/** Bytes of some files, each in brotli at its best. */
export function brotli(files) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file), { params }).length, 0);
}
