import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeBytes, knownEncoding } from "./charset.ts";
import { encodeAs } from "./raw-letters.ts";

const PROSE = "Добрый день! В подъезде №3 снова не горит свет, посмотрите, пожалуйста.";
const SHOUT = "ПРОТЕЧКА В ПОДВАЛЕ, СРОЧНО";

describe("decodeBytes", () => {
  for (const encoding of ["windows-1251", "koi8-r", "ibm866"]) {
    for (const declared of [null, "us-ascii", "utf-8", "iso-8859-1", "windows-1251", "koi8-r", "unknown-8bit"]) {
      for (const text of [PROSE.replace("№", "N "), SHOUT, "Протечка крана", "Не работает лифт"]) {
        it(`reads ${encoding} declared as ${declared}: ${text.slice(0, 16)}`, () => {
          assert.equal(decodeBytes(encodeAs(encoding, text), declared), text);
        });
      }
    }
  }

  it("believes UTF-8 bytes whatever is declared", () => {
    for (const declared of ["windows-1251", "koi8-r", "iso-8859-1", "gb2312", null]) {
      assert.equal(decodeBytes(Buffer.from(PROSE), declared), PROSE);
    }
  });

  it("keeps UTF-8 that a gateway cut in the middle of a character", () => {
    const cut = Buffer.from(PROSE).subarray(0, -3);
    assert.match(decodeBytes(Buffer.concat([cut, Buffer.from([0xd0])]), "utf-8"), /^Добрый день! В подъезде №3/);
  });

  it("keeps the one whole character of UTF-8 beside a cut one", () => {
    assert.equal(decodeBytes(Buffer.from([0xd0, 0x9f, 0xd1]), "utf-8"), "П\uFFFD");
  });

  it("leaves Western European letters alone", () => {
    for (const text of ["Grüße aus München, die Tür schließt nicht", "déjà vu à côté", "mañana señor"]) {
      assert.equal(decodeBytes(encodeAs("windows-1252", text), "iso-8859-1"), text);
      assert.equal(decodeBytes(encodeAs("windows-1252", text), null), text);
    }
  });

  it("reads East Asian letters by their own decoders", () => {
    assert.equal(decodeBytes(Buffer.from([0x93, 0xfa, 0x96, 0x7b]), "shift_jis"), "日本");
    assert.equal(decodeBytes(Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), "gb2312"), "你好");
  });

  it("knows names that only letters use", () => {
    assert.equal(knownEncoding("WIN-1251"), "windows-1251");
    assert.equal(knownEncoding('"cp1251"'), "windows-1251");
    assert.equal(knownEncoding("no-such-charset"), null);
  });
});
