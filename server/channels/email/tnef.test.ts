import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { encodeAs } from "./raw-letters.ts";
import { readTnef } from "./tnef.ts";
import { attribute, mapi, stringProperty, tnefFile, u16, u32, unicodeProperty } from "./tnef-writer.ts";

const NAMED = Buffer.concat([u16(0x1e), u16(0x8001), Buffer.alloc(16), u32(1), u32(6), Buffer.from("a\0b\0\0\0\0\0")]);

const FILE = tnefFile(
  attribute(1, 0x00069007, Buffer.concat([u32(1251), u32(0)])),
  attribute(1, 0x0002800c, Buffer.concat([encodeAs("windows-1251", "Добрый день, акт внутри"), Buffer.from([0])])),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from("AKT~1.PDF\0")),
  attribute(2, 0x0006800f, Buffer.from("%PDF-1.7 one")),
  attribute(
    2,
    0x00069005,
    mapi(
      Buffer.concat([NAMED, u32(1), u32(3), Buffer.from("x\0\0\0")]),
      Buffer.concat([u16(0x0003), u16(0x3705), u32(1)]),
      unicodeProperty(0x3707, "Акт сверки.pdf"),
      stringProperty(0x370e, "application/pdf"),
    ),
  ),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, encodeAs("windows-1251", "Фото.jpg")),
  attribute(2, 0x00069005, mapi(Buffer.concat([u16(0x102), u16(0x3701), u32(1), u32(4), Buffer.from("jpeg")]))),
);

describe("readTnef", () => {
  it("takes the text and the files out of winmail.dat", () => {
    const tnef = readTnef(FILE);
    assert.equal(tnef?.text, "Добрый день, акт внутри");
    assert.deepEqual(
      tnef?.attachments.map((file) => [file.filename, file.contentType, file.content.toString()]),
      [
        ["Акт сверки.pdf", "application/pdf", "%PDF-1.7 one"],
        ["Фото.jpg", null, "jpeg"],
      ],
    );
  });

  it("takes an HTML body", () => {
    const file = tnefFile(
      attribute(1, 0x00069003, mapi(stringProperty(0x1013, "<p>Hello</p>"), unicodeProperty(0x1000, "Привет"))),
    );
    assert.deepEqual(readTnef(file), { text: "Привет", html: "<p>Hello</p>", attachments: [] });
  });

  it("gives what could be read of a file cut in the middle", () => {
    assert.equal(readTnef(FILE.subarray(0, FILE.length - 30))?.attachments[0]?.filename, "Акт сверки.pdf");
  });

  it("is null for what is no TNEF", () => {
    assert.equal(readTnef(Buffer.from("PK\u0003\u0004 not tnef")), null);
    assert.equal(readTnef(Buffer.alloc(0)), null);
  });

  it("never throws, whatever is broken", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(FILE.length - 7), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const broken = Buffer.from(FILE);
        for (const [at, byte] of changes) broken[at + 6] = byte;
        readTnef(broken);
      }),
    );
  });
});
