import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { LETTER_REASONS } from "../server/channels/email/letter-reason.ts";
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

it("says every reason why a letter went where it did", () => {
  const texts = JSON.parse(readFileSync(join(ROOT, "locales/ru/why.json"), "utf8"));
  assert.deepEqual(
    LETTER_REASONS.filter((code) => typeof texts[`letter-${code}`] !== "string"),
    [],
    "Write the text of the code in locales/*/why.json.",
  );
});
