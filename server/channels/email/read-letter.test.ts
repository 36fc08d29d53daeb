import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeAs, HEAD, multipart, rawLetter, readWell } from "./raw-letters.ts";
import { attribute, mapi, stringProperty, tnefFile, unicodeProperty } from "./tnef-writer.ts";

const PNG = Buffer.from("iVBORw0KGgo=", "base64");
const CALENDAR = [
  "BEGIN:VCALENDAR",
  "BEGIN:VEVENT",
  "SUMMARY:Осмотр",
  "DTSTART:20261125T070000Z",
  "END:VEVENT",
  "END:VCALENDAR",
];
const picture = (cid: string, disposition = "inline") => [
  "Content-Type: image/png; name=logo.png",
  `Content-Disposition: ${disposition}; filename=logo.png`,
  "Content-Transfer-Encoding: base64",
  `Content-ID: <${cid}>`,
  "",
  PNG.toString("base64"),
];

describe("readLetter: who, when, what", () => {
  it("reads an ordinary letter", async () => {
    const letter = await readWell(
      rawLetter(
        "Return-Path: <Anna@Example.org>",
        "Delivered-To: Desk@localhost",
        "X-Original-To: <info@firm.example>",
        ...HEAD,
        "Cc: Group: =?utf-8?B?0JjQstCw0L0=?= <ivan@example.org>, bad, ;",
        "Reply-To: reply@example.org",
        "In-Reply-To: <zero@localhost>",
        "References: <a@x>",
        "\t<zero@localhost> <a@x>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Лифт стоит.",
        "",
      ),
    );
    assert.deepEqual(letter.from, { address: "anna@example.org", name: "Анна Петрова" });
    assert.deepEqual(letter.to, [{ address: "desk@localhost", name: "Служба" }]);
    assert.deepEqual(letter.cc, [{ address: "ivan@example.org", name: "Иван" }]);
    assert.deepEqual(letter.replyTo, [{ address: "reply@example.org", name: "" }]);
    assert.deepEqual(letter.deliveredTo, ["desk@localhost", "info@firm.example"]);
    assert.deepEqual([letter.messageId, letter.inReplyTo], ["<one@example.org>", "<zero@localhost>"]);
    assert.deepEqual(letter.references, ["<a@x>", "<zero@localhost>"]);
    assert.equal(letter.subject, "Лифт");
    assert.equal(letter.date?.toISOString(), "2026-11-20T07:05:00.000Z");
    assert.equal(letter.text, "Лифт стоит.");
    assert.deepEqual([letter.html, letter.attachments], [null, []]);
    assert.equal(letter.headers["return-path"], "<Anna@Example.org>");
  });

  it("takes an empty or missing subject, a missing date and a missing Message-ID as they are", async () => {
    for (const head of [["From: a@b.ru"], ["From: a@b.ru", "Subject:", "Date: yesterday", "Message-ID:"]]) {
      const letter = await readWell(rawLetter(...head, "", "text"));
      assert.deepEqual([letter.subject, letter.date, letter.messageId, letter.text], ["", null, null, "text"]);
    }
  });

  it("names the sender from what there is", async () => {
    const from = async (...head: string[]) => (await readWell(rawLetter(...head, "", "x"))).from.address;
    assert.equal(await from("From: nobody", "Sender: desk@example.org"), "desk@example.org");
    assert.equal(await from("From: MAILER-DAEMON (Mail Delivery System)", "Return-Path: <>"), "mailer-daemon");
    assert.equal(await from('From: "boss@firm.ru" <thief@example.org>'), "thief@example.org");
  });

  it("keeps control and direction characters out of names and subjects", async () => {
    const letter = await readWell(
      rawLetter(
        "From: =?utf-8?B?4oCuZXZpbA0KQmNjOiB4?= <a@b.ru>",
        "Subject: =?utf-8?Q?one=0D=0ABcc:_two=00?=",
        "",
        "a\u0000b",
      ),
    );
    assert.equal(letter.from.name, "evil Bcc: x");
    assert.equal(letter.subject, "one Bcc: two");
    assert.equal(letter.text, "ab");
  });
});

describe("readLetter: charsets", () => {
  const words = "Добрый день, в подъезде снова не горит свет";
  for (const real of ["windows-1251", "koi8-r"]) {
    for (const declared of [
      "",
      "; charset=us-ascii",
      "; charset=utf-8",
      "; charset=iso-8859-1",
      "; charset=koi8-r",
      "; charset=windows-1251",
      "; charset=nonsense",
    ]) {
      it(`reads ${real} declared as "${declared}" in subject, name, text and HTML`, async () => {
        const bytes = encodeAs(real, words);
        const head = [
          Buffer.concat([Buffer.from("From: "), encodeAs(real, "Жилец дома"), Buffer.from(" <a@b.ru>")]),
          Buffer.concat([Buffer.from("Subject: "), bytes]),
        ];
        const quoted = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase()}`).join("");
        const letter = await readWell(
          rawLetter(
            ...head,
            ...multipart("alternative", "b", [
              [`Content-Type: text/plain${declared}`, "Content-Transfer-Encoding: 8bit", "", bytes],
              [
                `Content-Type: text/html${declared}`,
                "Content-Transfer-Encoding: quoted-printable",
                "",
                `<p>${quoted}</p>`,
              ],
            ]),
          ),
        );
        assert.equal(letter.from.name, "Жилец дома");
        assert.equal(letter.subject, words);
        assert.equal(letter.text, words);
        assert.equal(letter.html, `<p>${words}</p>`);
      });
    }
  }
});

describe("readLetter: parts", () => {
  it("goes through nested multiparts and keeps pictures of the text apart from documents", async () => {
    const related = multipart("related", "r", [
      ["Content-Type: text/html; charset=utf-8", "", '<p>Фото <img src="cid:p1"> и <img src="cid:p2"></p>'],
      picture("p1"),
      picture("p2"),
    ]);
    const alternative = multipart("alternative", "a", [
      ["Content-Type: text/plain; charset=utf-8", "", "Фото"],
      related,
    ]);
    const pdf = [
      "Content-Type: application/pdf",
      "Content-Disposition: attachment; filename*=UTF-8''%D0%90%D0%BA%D1%82.pdf",
      "",
      "%PDF",
    ];
    const letter = await readWell(rawLetter(...HEAD, ...multipart("mixed", "m", [alternative, pdf])));
    assert.equal(letter.text, "Фото");
    // The same picture twice is kept once: repeated logos made other desks unusable.
    assert.equal(letter.html, '<p>Фото <img alt="" data-cid="p1" /> и <img alt="" data-cid="p1" /></p>');
    assert.deepEqual(
      letter.attachments.map(({ filename, contentType, size, cid, inline }) => [
        filename,
        contentType,
        size,
        cid,
        inline,
      ]),
      [
        ["logo.png", "image/png", PNG.length, "p1", true],
        ["Акт.pdf", "application/pdf", 4, null, false],
      ],
    );
  });

  it("makes text of a letter that has only HTML, wherever it stands", async () => {
    const html = ["Content-Type: text/html; charset=utf-8", "", "<div>Строка 1</div><div>Строка 2</div>"];
    for (const letter of [
      rawLetter(...HEAD, ...html),
      rawLetter(...HEAD, ...multipart("mixed", "m", [html, picture("x", "attachment")])),
    ]) {
      assert.equal((await readWell(letter)).text, "Строка 1\nСтрока 2");
    }
    const empty = multipart("alternative", "a", [["Content-Type: text/plain", "", " "], html]);
    assert.equal((await readWell(rawLetter(...HEAD, ...empty))).text, "Строка 1\nСтрока 2");
  });

  it("joins text and HTML that stand one after the other", async () => {
    const plain = (words: string) => ["Content-Type: text/plain; charset=utf-8", "", words];
    const html = ["Content-Type: text/html; charset=utf-8", "", "<p>середина</p>"];
    const letter = await readWell(
      rawLetter(...HEAD, ...multipart("mixed", "m", [plain("начало"), html, plain("конец")])),
    );
    assert.equal(letter.text, "начало\n\nсередина\n\nконец");
    assert.match(letter.html ?? "", /<p>начало<\/p>[\s\S]*<p>середина<\/p>[\s\S]*<p>конец<\/p>/);
  });

  it("names a part whose name is in raw 8-bit bytes", async () => {
    const disposition = Buffer.concat([
      Buffer.from('Content-Disposition: attachment; filename="'),
      encodeAs("windows-1251", "Смета на ремонт.pdf"),
      Buffer.from('"'),
    ]);
    const letter = await readWell(
      rawLetter(...HEAD, ...multipart("mixed", "m", [["Content-Type: application/pdf", disposition, "", "x"]])),
    );
    assert.equal(letter.attachments[0]?.filename, "Смета на ремонт.pdf");
  });

  it("turns an invitation into a file and a line, once", async () => {
    const part = ["Content-Type: text/calendar; charset=utf-8; method=REQUEST", "", ...CALENDAR];
    const copy = [
      "Content-Type: application/ics; name=invite.ics",
      "Content-Disposition: attachment; filename=invite.ics",
      "",
      ...CALENDAR,
    ];
    const text = ["Content-Type: text/plain; charset=utf-8", "", "Приходите"];
    const letter = await readWell(
      rawLetter(...HEAD, ...multipart("mixed", "m", [multipart("alternative", "a", [text, part]), copy])),
    );
    assert.equal(letter.text, "Приходите\n[invite.ics] Осмотр · 2026-11-25 07:00 UTC");
    assert.deepEqual(
      letter.attachments.map((file) => file.filename),
      ["invite.ics"],
    );
  });

  it("keeps a letter within a letter as a file named by its subject", async () => {
    for (const disposition of ["inline", "attachment"]) {
      const inner = rawLetter("From: c@d.ru", "Subject: =?utf-8?B?0KHRh9GR0YI=?= 1/2", "", "inner text");
      const part = ["Content-Type: message/rfc822", `Content-Disposition: ${disposition}`, "", inner];
      const letter = await readWell(rawLetter(...HEAD, ...multipart("mixed", "m", [["", "outer"], part])));
      assert.equal(letter.text, "outer");
      assert.deepEqual(
        letter.attachments.map(({ filename, contentType }) => [filename, contentType]),
        [["Счёт 1_2.eml", "message/rfc822"]],
      );
      assert.match(letter.attachments[0]?.content.toString() ?? "", /inner text/);
    }
  });

  it("unpacks winmail.dat", async () => {
    const props = mapi(unicodeProperty(0x3707, "Акт.pdf"), stringProperty(0x370e, "application/pdf"));
    const winmail = tnefFile(
      attribute(1, 0x0002800c, Buffer.from("Текст из Outlook\0")),
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x0006800f, Buffer.from("%PDF")),
      attribute(2, 0x00069005, props),
    );
    const part = [
      "Content-Type: application/ms-tnef; name=winmail.dat",
      "Content-Transfer-Encoding: base64",
      "",
      winmail.toString("base64"),
    ];
    const letter = await readWell(
      rawLetter(...HEAD, ...multipart("mixed", "m", [["Content-Type: text/plain", "", ""], part])),
    );
    assert.equal(letter.text, "Текст из Outlook");
    assert.deepEqual(
      letter.attachments.map((file) => [file.filename, file.content.toString()]),
      [["Акт.pdf", "%PDF"]],
    );
    const broken = ["Content-Type: application/ms-tnef; name=winmail.dat", "", "not tnef at all"];
    const kept = await readWell(rawLetter(...HEAD, ...multipart("mixed", "m", [["", "hello"], broken])));
    assert.deepEqual(
      kept.attachments.map((file) => file.filename),
      ["winmail.dat"],
    );
  });

  it("neutralises script in HTML and in file names", async () => {
    const html = ["Content-Type: text/html", "", "<p>a<script>alert(1)</script><img src=x onerror=alert(1)></p>"];
    const file = [
      "Content-Type: image/svg+xml",
      'Content-Disposition: attachment; filename="../../<svg onload=x>.svg"',
      "",
      "<svg/>",
    ];
    const letter = await readWell(rawLetter(...HEAD, ...multipart("mixed", "m", [html, file])));
    assert.equal(letter.html, '<p>a<img alt="" /></p>');
    assert.equal(letter.attachments[0]?.filename, "_svg onload=x_.svg");
  });
});
