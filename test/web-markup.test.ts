/** The web writes texts of people as text only: nothing hands them to the browser as markup. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { projectFiles, ROOT } from "../tools/files.ts";

const AS_MARKUP =
  /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|DOMParser|\beval\(|new Function\(/;

const files = projectFiles([".ts", ".tsx"])
  .filter((path) => /^web\/.*\.tsx?$/.test(path) && !path.includes(".test."))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

it("makes no markup of texts", () => {
  assert.ok(files.length > 100, "the files of the web are looked at");
  assert.deepEqual(
    files.filter(({ text }) => AS_MARKUP.test(text)).map(({ path }) => path),
    [],
  );
});

it("shows letters in frames that allow nothing at all", () => {
  const frames = files.flatMap(({ path, text }) =>
    [...text.matchAll(/<iframe\b[\s\S]*?\/?>/g)].map(([tag]) => ({ path, tag })),
  );
  assert.ok(frames.length > 0);
  for (const { path, tag } of frames) assert.match(tag, /\ssandbox=""\s/, `${path}: ${tag}`);
});
