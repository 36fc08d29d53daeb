import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { HEAD, multipart, rawLetter, readWell } from "./raw-letters.ts";
import { readLetter } from "./read-letter.ts";

const reasonOf = async (raw: Buffer) => {
  const letter = await readLetter(raw);
  return "quarantine" in letter ? letter.quarantine : "read";
};
const textPart = (words: string) => ["Content-Type: text/plain; charset=utf-8", "", words];

/** A zip whose directory promises far more than it holds: poison for whoever unpacks it. */
function zipBomb(): Buffer {
  const data = deflateRawSync(Buffer.alloc(20_000_000));
  const header = Buffer.from("504b0304140000000800000000000000000000000000000000000400000078787878", "hex");
  return Buffer.concat([header, data, Buffer.from("PK\u0005\u0006"), Buffer.alloc(18)]);
}

describe("readLetter: letters that would do harm", () => {
  it("puts a letter of 1,000 parts aside and reads one of 150", async () => {
    const letter = (count: number) =>
      rawLetter(
        ...HEAD,
        ...multipart(
          "mixed",
          "m",
          Array.from({ length: count }, (_, nth) => textPart(`part ${nth}`)),
        ),
      );
    assert.equal(await reasonOf(letter(1000)), "too_many_parts");
    assert.equal(await reasonOf(letter(10_000)), "too_many_parts");
    assert.match((await readWell(letter(150))).text, /part 149/);
  });

  it("puts a letter of too deep a nesting aside", async () => {
    let body = textPart("deep");
    for (let level = 0; level < 60; level += 1) body = multipart("mixed", `level${level}`, [body]).map(String);
    assert.equal(await reasonOf(rawLetter(...HEAD, ...body)), "too_deep");
  });

  it("puts header bombs aside", async () => {
    const huge = (name: string) => rawLetter(...HEAD, `${name}: ${"x".repeat(600_000)}`, "", "text");
    for (const name of ["Subject", "X-Anything", "References"])
      assert.equal(await reasonOf(huge(name)), "header_too_big");
    const many = Array.from({ length: 10_000 }, (_, nth) => `u${nth}@example.org`).join(",\r\n ");
    assert.equal(await reasonOf(rawLetter(...HEAD, `Cc: ${many}`, "", "text")), "too_many_recipients");
    const nested = ["Content-Type: text/plain", `X-Part: ${"y".repeat(600_000)}`, "", "text"];
    assert.equal(await reasonOf(rawLetter(...HEAD, ...multipart("mixed", "m", [nested]))), "header_too_big");
  });

  it("reads 500 recipients and a header of 400 KB", async () => {
    const many = Array.from({ length: 500 }, (_, nth) => `u${nth}@example.org`).join(",\r\n ");
    const received = Array.from({ length: 4000 }, (_, nth) => `Received: from a by b; hop ${nth} ${"z".repeat(80)}`);
    const letter = await readWell(rawLetter(...received, ...HEAD, `Cc: ${many}`, "", "text"));
    assert.deepEqual([letter.cc.length, letter.text], [500, "text"]);
  });

  it("takes a zip bomb as a file like any other, unopened", async () => {
    const bomb = zipBomb();
    const part = [
      "Content-Type: application/zip; name=bomb.zip",
      "Content-Disposition: attachment; filename=bomb.zip",
      "Content-Transfer-Encoding: base64",
      "",
      bomb.toString("base64"),
    ];
    const letter = await readWell(rawLetter(...HEAD, ...multipart("mixed", "m", [textPart("see the file"), part])));
    assert.equal(letter.attachments.length, 1);
    assert.equal(letter.attachments[0]?.size, bomb.length);
    assert.ok(letter.attachments[0]?.content.equals(bomb));
  });

  it("reads a letter of 30 MB and puts one over the limit aside", async () => {
    const content = Buffer.alloc(22_500_000, "pult");
    const body = content.toString("base64").replace(/.{76}/g, "$&\r\n");
    const part = ["Content-Type: video/mp4; name=leak.mp4", "Content-Transfer-Encoding: base64", "", body];
    const raw = rawLetter(...HEAD, ...multipart("mixed", "m", [textPart("Видео протечки"), part]));
    assert.ok(raw.length > 30_000_000);
    const letter = await readWell(raw);
    assert.equal(letter.text, "Видео протечки");
    assert.ok(letter.attachments[0]?.content.equals(content));
    assert.deepEqual(await readLetter(raw, { bytes: 1_000_000 }), {
      quarantine: "too_big",
      detail: `${raw.length} bytes`,
    });
  });

  it("keeps a text or an HTML that is too long whole as a file", async () => {
    const words = "Очень длинное письмо. ".repeat(20_000);
    const letter = await readWell(rawLetter(...HEAD, ...textPart(words)));
    assert.equal(letter.text.length, 200_000);
    assert.deepEqual(
      letter.attachments.map((file) => [file.filename, file.content.toString()]),
      [["letter.txt", words.trim()]],
    );
    const html = `<p>first</p>${"<p>words and words</p>".repeat(120_000)}`;
    const page = await readWell(rawLetter(...HEAD, "Content-Type: text/html", "", html));
    assert.equal(page.html, null);
    assert.match(page.text, /^first\nwords and words\nwords/);
    assert.deepEqual(page.attachments.map((file) => file.filename).sort(), ["letter.html", "letter.txt"]);
  });
});

describe("readLetter: HTML made to keep the server busy", () => {
  const shapes = {
    "tags within tags": "<div>".repeat(150_000),
    "links without end": "<a href=http://x.example>a".repeat(30_000),
    "links in one line": "<a href=http://x.example>a</a>".repeat(12_000),
    "opening brackets": "<".repeat(900_000),
    "scripts without end": "<script>".repeat(100_000),
    "one picture of a million letters": `<img src="data:image/png;base64,${"a".repeat(900_000)}">`,
  };
  for (const [name, html] of Object.entries(shapes)) {
    it(`reads ${name}, and the words before`, async () => {
      for (const body of [html, `${html}</div>`]) {
        const letter = await readWell(rawLetter(...HEAD, "Content-Type: text/html", "", `<p>words</p>${body}`));
        assert.match(letter.text, /^words/);
      }
    });
  }
});

describe("readLetter: broken MIME", () => {
  it("reads a multipart that nobody closed, and base64 cut in the middle", async () => {
    const open = multipart("mixed", "m", [
      textPart("still here"),
      ["Content-Type: image/png; name=a.png", "Content-Transfer-Encoding: base64", "", "iVBORw0KGg"],
    ]);
    const letter = await readWell(rawLetter(...HEAD, ...open.slice(0, -1)));
    assert.equal(letter.text, "still here");
    assert.equal(letter.attachments[0]?.filename, "a.png");
  });

  it("reads a body that no part would own as it stands, and keeps it as a file", async () => {
    const raw = rawLetter(...HEAD, "Content-Type: multipart/mixed", "", "words outside of any part");
    const letter = await readWell(raw);
    assert.deepEqual([letter.text, letter.attachments[0]?.filename], ["words outside of any part", "letter.eml"]);
    assert.ok(letter.attachments[0]?.content.equals(raw));
    const wrongBoundary = rawLetter(
      ...HEAD,
      'Content-Type: multipart/mixed; boundary="a"',
      "",
      "--b",
      ...textPart("words"),
      "--b--",
    );
    assert.equal((await readWell(wrongBoundary)).attachments[0]?.filename, "letter.eml");
  });

  it("takes no zero character into the ids of letters", async () => {
    const ids = ["Message-ID: <a\0b@x>", "In-Reply-To: <c\0@x>", "References: <d\0@x> <e@x>"];
    const { messageId, inReplyTo, references } = await readWell(rawLetter(...ids, ...HEAD, "", "words"));
    assert.deepEqual([messageId, inReplyTo, references], [null, null, ["<e@x>"]]);
  });

  it("puts aside what has no sender or is no letter", async () => {
    assert.equal(await reasonOf(Buffer.alloc(0)), "no_sender");
    assert.equal(await reasonOf(Buffer.from("hello")), "no_sender");
    assert.equal(await reasonOf(rawLetter("Subject: x", "", "text")), "no_sender");
    assert.equal(await reasonOf(Buffer.alloc(5000, 0)), "no_sender");
  });

  it("never throws and always ends, whatever bytes come", async () => {
    const good = rawLetter(
      ...HEAD,
      ...multipart("mixed", "m", [
        textPart("words"),
        multipart("related", "r", [["Content-Type: text/html", "", "<p>x</p>"]]),
      ]),
    );
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
        const broken = Buffer.from(good);
        for (const [at, byte] of changes) broken[at] = byte;
        assert.ok(await readLetter(broken));
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        assert.ok(await readLetter(Buffer.concat([Buffer.from("From: a@b.ru\r\n"), bytes])));
      }),
      { numRuns: 100 },
    );
  });

  it("reads 99 letters around a poisonous one", async () => {
    const poison = rawLetter(
      ...HEAD,
      ...multipart(
        "mixed",
        "m",
        Array.from({ length: 300 }, () => textPart("x")),
      ),
    );
    const letters = Array.from({ length: 100 }, (_, nth) =>
      nth === 41 ? poison : rawLetter(...HEAD, ...textPart(`letter ${nth}`)),
    );
    const results = await Promise.all(letters.map((raw) => reasonOf(raw)));
    assert.equal(results.filter((result) => result === "read").length, 99);
    assert.equal(results[41], "too_many_parts");
  });
});
