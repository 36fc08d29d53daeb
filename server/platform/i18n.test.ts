import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { loadTexts } from "./i18n.ts";

it("speaks with plural forms and falls back to Russian, then English", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pult-locales-"));
  const write = (language: string, texts: object) => {
    mkdirSync(join(folder, language));
    writeFileSync(join(folder, language, "mail.json"), JSON.stringify(texts));
  };
  write("ru", {
    files_one: "{{count}} файл",
    files_few: "{{count}} файла",
    files_many: "{{count}} файлов",
    hi: "Привет",
  });
  write("en", {
    files_one: "{{count}} file",
    files_other: "{{count}} files",
    hi: "Hello",
    only: "Only <b>{{name}}</b>",
  });
  write("id", {});
  const texts = await loadTexts(folder);
  assert.deepEqual(
    [1, 2, 5, 21].map((count) => texts("ru")("mail:files", { count })),
    ["1 файл", "2 файла", "5 файлов", "21 файл"],
  );
  assert.equal(texts("en")("mail:files", { count: 2 }), "2 files");
  assert.equal(texts("id")("mail:hi"), "Привет");
  assert.equal(texts("id")("mail:only", { name: "O'Neil & co" }), "Only <b>O'Neil & co</b>");
});
