import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { cleanFileName } from "./file-name.ts";

const TABLE: [string | null, string, string][] = [
  ["Счёт за ноябрь.pdf", "application/pdf", "Счёт за ноябрь.pdf"],
  ["../../etc/passwd", "text/plain", "passwd"],
  ["C:\\Users\\anna\\фото.jpg", "image/jpeg", "фото.jpg"],
  ["invoice\u202Efdp.exe", "application/pdf", "invoicefdp.exe"],
  ["a\u0000b\r\n.txt", "text/plain", "ab.txt"],
  ["...", "image/png", "file.png"],
  [null, "application/x-what", "file"],
  ["", "text/calendar", "file.ics"],
  ["CON.txt", "text/plain", "_CON.txt"],
  [".htaccess", "text/plain", "htaccess"],
  ['<script>"x".svg', "image/svg+xml", "_script__x_.svg"],
  ["/", "message/rfc822", "file.eml"],
];

it("makes names of files safe to show and to save", () => {
  for (const [name, type, expected] of TABLE) assert.equal(cleanFileName(name, type), expected);
});

it("keeps the extension of a name that is too long", () => {
  const name = cleanFileName(`${"ж".repeat(400)}.docx`, "application/msword");
  assert.equal([...name].length, 150);
  assert.match(name, /ж\.docx$/);
});

it("never gives a path, a hidden character or an empty name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const clean = cleanFileName(name, "text/plain");
      assert.ok(clean.length > 0 && [...clean].length <= 150);
      assert.doesNotMatch(clean, /[\\/\p{Cc}\p{Cf}]/u);
      assert.notEqual(clean, "..");
    }),
  );
});
