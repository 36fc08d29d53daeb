import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { builtChunks } from "./build-web.ts";
import { ROOT } from "./files.ts";
import { type Chunk, firstLoad } from "./first-load.ts";

/** Scripts before the first page, packed by gzip, KB; and in how many files they come. */
const MOST = { console: { size: 250, files: 12 }, portal: { size: 150, files: 12 } } as const;

describe("The first load", () => {
  let chunks: Chunk[];
  before(async () => {
    chunks = await builtChunks();
  });
  for (const face of ["console", "portal"] as const) {
    for (const language of ["ru", "en", "id", "fa"]) {
      it(`of the ${face} in ${language} is light`, async () => {
        const needed = firstLoad(chunks, face, language);
        const sizes = await Promise.all(
          needed.map(async ({ fileName }) => ({
            fileName,
            size: gzipSync(await readFile(join(ROOT, "dist/web", fileName))).length / 1024,
          })),
        );
        const told = sizes.map(({ fileName, size }) => `${fileName} ${size.toFixed(1)}`).join(", ");
        const whole = sizes.reduce((sum, { size }) => sum + size, 0);
        assert.ok(sizes.length > 3, `A first load is more than this: ${told}.`);
        assert.ok(whole <= MOST[face].size, `${whole.toFixed(1)} KB: ${told}.`);
        assert.ok(sizes.length <= MOST[face].files, `${sizes.length} files: ${told}.`);
      });
    }
  }

  it("of one face, and what it loads later, never starts the other face", () => {
    const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    for (const [face, other] of [
      ["console", "portal"],
      ["portal", "console"],
    ]) {
      const reached = new Set(chunks.filter(({ facadeModuleId }) => facadeModuleId?.includes(`/web/${face}/`)));
      for (const { imports } of reached) {
        for (const chunk of imports.flatMap((name) => byName.get(name) ?? [])) reached.add(chunk);
      }
      const starting = [...reached].filter(({ moduleIds }) =>
        moduleIds.some((id) => id.endsWith(`/web/${other}/main.tsx`)),
      );
      assert.deepEqual(starting, [], `Something of the ${face} would start the ${other}.`);
    }
  });
});
