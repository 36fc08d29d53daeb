import assert from "node:assert/strict";
import { describe, it } from "node:test";
import nodemailer from "nodemailer";
import { composeLetter, type LetterOut, type LetterTexts } from "./compose-letter.ts";
import { cutQuote } from "./cut-quote.ts";
import { numberInSubject } from "./letter-fingerprint.ts";
import { classify } from "./loops.ts";
import { HEAD, rawLetter, readWell } from "./raw-letters.ts";
import { readReplyToken, splitReplyAddress, tokenDay, tokenOfMessageId } from "./reply-token.ts";

const SECRET = "s";
const RU: LetterTexts = {
  language: "ru",
  direction: "ltr",
  writeAbove: "Ответ пишите выше этой строки",
  openTicket: "Открыть заявку",
};
const LETTER: LetterOut = {
  id: "0199-aa",
  at: new Date("2026-11-20T07:05:00Z"),
  workspaceId: "w1",
  firm: { name: "УК «Заря»", address: "zarya@desk.example" },
  author: "Иван Мастеров",
  recipient: { address: "anna@example.org", name: "Анна Петрова" },
  ticket: { number: 4711, subject: "Лифт стоит" },
  words: "Добрый день!\n\nМастер будет завтра\nс 10 до 12.",
  facts: "Заявка №4711 · В работе · Иван Мастеров",
  link: "https://desk.example/portal/tickets/4711?a=1&b=2",
  thread: ["<first@example.org>", "<second@desk.example>"],
  automatic: null,
};
const compose = (changes: Partial<LetterOut> = {}) => composeLetter({ ...LETTER, ...changes }, RU, SECRET);

/** The letter as it goes over the wire. */
async function onTheWire(changes: Partial<LetterOut> = {}): Promise<Buffer> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail(compose(changes));
  if (!Buffer.isBuffer(message)) throw new Error("expected the whole letter");
  return message;
}

describe("composeLetter", () => {
  it("writes a text that reads well alone: words, facts, one link", () => {
    assert.equal(
      compose().text,
      [
        "-=- Ответ пишите выше этой строки -=-",
        "",
        "Добрый день!",
        "",
        "Мастер будет завтра",
        "с 10 до 12.",
        "",
        "Заявка №4711 · В работе · Иван Мастеров",
        "Открыть заявку: https://desk.example/portal/tickets/4711?a=1&b=2",
        "",
        "-- ",
        "Иван Мастеров, УК «Заря»",
      ].join("\n"),
    );
  });

  it("comes from the firm's address with the speaker's name, and answers go to the token", () => {
    const letter = compose();
    assert.deepEqual(letter.from, { name: "Иван Мастеров (УК «Заря»)", address: "zarya@desk.example" });
    assert.deepEqual(compose({ author: null }).from.name, "УК «Заря»");
    assert.equal(letter.subject, "Re: Лифт стоит [#4711]");
    assert.deepEqual([letter.inReplyTo, letter.references], ["<second@desk.example>", LETTER.thread]);
    assert.equal(compose({ thread: [] }).inReplyTo, undefined);
    const { mailbox, token } = splitReplyAddress(letter.replyTo.address);
    assert.equal(mailbox, "zarya@desk.example");
    assert.equal(tokenOfMessageId(letter.messageId), token);
    const facts = {
      workspaceId: "w1",
      sender: ["anna@example.org"],
      recipientCandidates: [],
      today: tokenDay(LETTER.at),
    };
    assert.equal(readReplyToken(SECRET, token ?? "", facts).result, "ok");
  });

  it("[B-MAIL-05] marks notices as automatic, people's words not, and knows its own letters again", async () => {
    assert.equal(compose().headers["Auto-Submitted"], undefined);
    assert.equal(compose({ automatic: "replied" }).headers["Auto-Submitted"], "auto-replied");
    assert.equal(compose({ automatic: "generated" }).headers["Auto-Submitted"], "auto-generated");
    for (const [workspaceId, kind] of [
      ["w1", "own"],
      ["w2", "automatic"],
    ] as const) {
      const letter = await readWell(await onTheWire({ automatic: "generated" }));
      assert.equal(classify({ ...letter, from: letter.from.address, mailFrom: null, workspaceId }).kind, kind);
    }
  });

  it("writes one HTML column: no picture, no script, no class, dark mode left to the reader", () => {
    const { html } = compose();
    assert.doesNotMatch(html, /<(img|script|style|link|table)\b|class=|background/i);
    assert.match(html, /<html lang="ru" dir="ltr">/);
    assert.match(html, /name="color-scheme" content="light dark"/);
    const order = ["Мастер будет завтра", "Заявка №4711", "Открыть заявку"].map((words) => html.lastIndexOf(words));
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    assert.equal(html.match(/<a /g)?.length, 1);
  });

  it("escapes script in every field", () => {
    const evil = `<script>alert("x")</script><img src=x onerror='alert(1)'>{{subject}}`;
    const { html } = compose({
      words: evil,
      facts: evil,
      author: evil,
      firm: { ...LETTER.firm, name: evil },
      ticket: { number: 1, subject: evil },
      recipient: { ...LETTER.recipient, name: evil },
    });
    assert.doesNotMatch(html, /<script|<img/i);
    assert.match(html, /\{\{subject\}\}|&#123;/);
    for (const link of ["javascript:alert(1)", "data:text/html,x", "no address"])
      assert.throws(() => compose({ link }), RangeError);
  });

  it("lets no line break into a header", async () => {
    const evil = "Лифт\r\nBcc: everyone@example.org\r\n\r\nbody";
    const raw = await onTheWire({
      ticket: { number: 1, subject: evil },
      author: evil,
      firm: { ...LETTER.firm, name: evil },
    });
    assert.doesNotMatch(raw.toString(), /^Bcc:/im);
    assert.equal((await readWell(raw)).subject, "Re: Лифт Bcc: everyone@example.org body [#1]");
  });

  it("keeps one prefix and one number in the subject", () => {
    for (const subject of ["Re: Лифт стоит", "RE: Re[2]: Лифт стоит [#12]", "Fwd: Отв: Лифт стоит [#4711]"]) {
      assert.equal(compose({ ticket: { number: 4711, subject } }).subject, "Re: Лифт стоит [#4711]");
    }
    assert.equal(compose({ ticket: { number: 4711, subject: "" } }).subject, "Re: [#4711]");
  });

  it("comes back readable: an answer above the line is all that is left of it", async () => {
    const letter = await readWell(await onTheWire());
    assert.equal(numberInSubject(letter.subject), 4711);
    assert.match(letter.text, /Мастер будет завтра\nс 10 до 12\./);
    const fromText = letter.text;
    const header = "пт, 20 нояб. 2026 г. в 10:05, УК «Заря» <zarya@desk.example>:";
    for (const quoted of [fromText, fromText.replace(/^/gm, "> ")]) {
      assert.equal(cutQuote(`Спасибо, жду.\n\n${header}\n\n${quoted}`).text, "Спасибо, жду.");
    }
  });

  it("comes back readable from HTML: quoted by Gmail and unquoted by Outlook", async () => {
    const words = "<div>Спасибо, жду.</div>";
    const gmail = `${words}<div><br></div><div>пт, 20 нояб. 2026 г. в 10:05, УК &lt;<a href="mailto:a@b.ru">a@b.ru</a>&gt;:<br></div><blockquote>${compose().html}</blockquote>`;
    const fields = [
      "От: УК &lt;a@b.ru&gt;",
      "Отправлено: 20 ноября 2026 г. 10:05",
      "Кому: Анна",
      "Тема: Re: Лифт",
    ].join("<br>");
    const outlook = `${words}<hr><div>${fields}</div><div>${compose().html}</div>`;
    for (const html of [gmail, outlook]) {
      const letter = await readWell(rawLetter(...HEAD, "Content-Type: text/html; charset=utf-8", "", html));
      assert.equal(cutQuote(letter.text, letter.html).text, "Спасибо, жду.");
    }
  });

  it("leaves out what there is not", () => {
    const { text, html } = compose({ facts: "", link: null, author: null });
    assert.equal(text, "-=- Ответ пишите выше этой строки -=-\n\nДобрый день!\n\nМастер будет завтра\nс 10 до 12.");
    assert.doesNotMatch(html, /<a /);
  });
});
