import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeHeaderText, headerEnd, mendHeader, rawHeader } from "./letter-header.ts";
import { encodeAs, rawLetter } from "./raw-letters.ts";

const word = (charset: string, bytes: Buffer) => `=?${charset}?B?${bytes.toString("base64")}?=`;

describe("header of a raw letter", () => {
  it("decodes words, joins runs and keeps what stands between", () => {
    const subject = Buffer.from("Протечка");
    const cut = `${word("utf-8", subject.subarray(0, 5))}\r\n ${word("utf-8", subject.subarray(5))} [#12]`;
    assert.equal(decodeHeaderText(cut), "Протечка [#12]");
    assert.equal(decodeHeaderText("Re: =?windows-1251?Q?=CB=E8=F4=F2_5?="), "Re: Лифт 5");
    assert.equal(decodeHeaderText("nothing =?here? at all"), "nothing =?here? at all");
  });

  it("joins a character that is cut between the words of two lines, in names and subjects", () => {
    const name = Buffer.from("Привет мир");
    const cut = `${word("utf-8", name.subarray(0, 7))}\r\n ${word("UTF-8", name.subarray(7))}`;
    const mended = mendHeader(rawLetter(`Subject: ${cut}`, `From: ${cut} <a@example.org>`, "", "text"));
    assert.equal(decodeHeaderText(rawHeader(mended, "subject") ?? "").trim(), "Привет мир");
    assert.match(mended.toString(), new RegExp(`From: ${RegExp.escape(word("utf-8", name))} <a@example.org>`));
  });

  it("reads words whose charset is wrong or unknown", () => {
    for (const charset of ["koi8-r", "iso-8859-1", "utf-8", "unknown-8bit", "x-nonsense"]) {
      const raw = rawLetter(`Subject: ${word(charset, encodeAs("windows-1251", "Не работает лифт"))}`, "", "text");
      const mended = mendHeader(raw);
      assert.equal(decodeHeaderText(rawHeader(mended, "subject") ?? "").trim(), "Не работает лифт", charset);
      assert.match(mended.toString("latin1"), charset === "windows-1251" ? /1251/ : /=\?utf-8\?B\?/);
    }
  });

  it("writes raw 8-bit headers again as UTF-8 and leaves the body alone", () => {
    const body = encodeAs("koi8-r", "Привет");
    const raw = rawLetter(
      Buffer.concat([Buffer.from("Subject: "), encodeAs("windows-1251", "Протечка в подвале")]),
      "X-Other: 1",
      "",
      body,
    );
    const mended = mendHeader(raw);
    assert.match(mended.toString(), /^Subject: Протечка в подвале\r\nX-Other: 1\r\n\r\n/);
    assert.deepEqual(mended.subarray(headerEnd(mended).body), raw.subarray(headerEnd(raw).body));
  });

  it("returns the same buffer when there is nothing to mend", () => {
    const raw = rawLetter(`Subject: ${word("koi8-r", encodeAs("koi8-r", "Протечка в подвале"))}`, "", "text");
    assert.equal(mendHeader(raw), raw);
  });

  it("finds the end of the header by either kind of newline", () => {
    assert.deepEqual(headerEnd(Buffer.from("A: 1\n\nbody")), { header: 5, body: 6 });
    assert.deepEqual(headerEnd(Buffer.from("A: 1\r\n\r\nbody")), { header: 6, body: 8 });
    assert.deepEqual(headerEnd(Buffer.from("A: 1")), { header: 4, body: 4 });
  });
});
