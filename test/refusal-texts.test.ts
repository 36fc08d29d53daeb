import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { projectFiles, ROOT } from "../tools/files.ts";

it("says every refusal of a field in words of the person's language", () => {
  const texts = JSON.parse(readFileSync(join(ROOT, "locales/ru/refusal.json"), "utf8"));
  const sources = projectFiles([".ts"]).filter((path) => /^(server|core)\//.test(path) && !path.endsWith(".test.ts"));
  const codes = sources.flatMap((path) =>
    [...readFileSync(join(ROOT, path), "utf8").matchAll(/badField\(\s*[^,]+?,\s*"([\w-]+)"/g)].map(([, code]) => code),
  );
  assert.ok(["zero-character", "too-deep", "past"].every((code) => codes.includes(code)));
  assert.deepEqual(
    codes.filter((code) => typeof texts[code ?? ""] !== "string"),
    [],
    "Write the text of the code in locales/*/refusal.json.",
  );
});
