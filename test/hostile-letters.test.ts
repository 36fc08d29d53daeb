/** Letters that come to do harm, by real SMTP: they are kept, defused or put aside, and those after them are read. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { deflateRawSync } from "node:zlib";
import { createTransport } from "nodemailer";
import { mailbox } from "../server/mail/promise-letter.ts";
import { type TestApp, testApp } from "./app.ts";
import { type TestPost, testPost } from "./post.ts";
import { ticketOf } from "./ticket-of.ts";

let app: TestApp;
let post: TestPost;
before(async () => {
  app = await testApp();
  post = await testPost(app);
});
after(async () => {
  await post.close();
  await app.close();
});

const lastIn = async () => (await post.inbox()).at(-1);
const newest = async () => {
  const [row] = (await app.as("dina").get("/tickets?sort=-number&limit=1")).body.items;
  assert.ok(row);
  return (await app.as("dina").get(`/tickets/${row.number}`)).body;
};

describe("a letter", () => {
  it("that comes twice without date and Message-ID is two: nothing says that they are one", async () => {
    const raw = "From: sensor@roof.example\r\nSubject: Датчик\r\n\r\nВода в подвале";
    await post.send({ raw });
    await post.send({ raw });
    const [second, first] = (await post.inbox()).reverse();
    assert.deepEqual([first?.state, second?.state], ["done", "done"]);
    assert.notEqual(first?.ticket_id, second?.ticket_id);
  });

  it("with zero characters in its ids becomes a ticket, at once", async () => {
    const head = `From: ${app.cast.people.ada.email}\r\nMessage-ID: <a\0@x>\r\nIn-Reply-To: <b\0@x>\r\nReferences: <c\0@x>`;
    await post.send({ raw: `${head}\r\nSubject: Нули\r\n\r\nВода` });
    assert.equal((await lastIn())?.state, "done");
  });

  it("with an emoji where subject and text are cut becomes a ticket", async () => {
    await post.send({ subject: `${"а".repeat(499)}😀😀`, text: "Вода" });
    assert.equal((await lastIn())?.state, "done");
    assert.equal((await newest()).subject, "а".repeat(499));
    await post.send({ subject: "Длинное", text: `${"б".repeat(49_999)}😀😀` });
    assert.equal((await lastIn())?.state, "done");
    assert.equal((await newest()).description, "б".repeat(49_999));
  });

  it("with halves of emoji and zero characters in its HTML becomes a ticket", async () => {
    await post.send({ subject: "=?utf-16?B?2D0=?=", text: "", html: "<p>Вода &#xD83D; льётся &#0; сверху</p>" });
    assert.equal((await lastIn())?.state, "done");
    assert.match((await newest()).description, /^Вода .* льётся .*сверху$/su);
  });

  it("of 1,000 parts is put aside with the reason, and the next one is read", async () => {
    const part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n";
    const head = `From: ${app.cast.people.ada.email}\r\nTo: desk@firm.example\r\nSubject: parts\r\n`;
    const raw = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(1_000)}--b--\r\n`;
    await post.send({ raw });
    const { state, reason, raw_file_id: kept } = (await lastIn()) ?? {};
    assert.deepEqual([state, reason, typeof kept], ["quarantine", "too_many_parts", "string"]);
    await post.send({ subject: "После", text: "Вода" });
    assert.equal((await newest()).subject, "После");
  });

  it("with a zip bomb brings it as a file like any other, to be saved and never opened", async () => {
    const bomb = deflateRawSync(Buffer.alloc(30_000_000));
    await post.send({ subject: "Бомба", text: "Вот", attachments: [{ filename: "42.zip", content: bomb }] });
    const { number } = await newest();
    const [message] = (await app.as("dina").get(`/tickets/${number}/messages`)).body.items;
    const [file] = message?.files ?? [];
    assert.deepEqual([file?.name, file?.size], ["42.zip", bomb.length]);
  });

  it("with pages and drawings that hold script brings them to be saved, with safe names", async () => {
    const script = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    await post.send({
      subject: "<script>alert(1)</script>",
      text: "<img src=x onerror=alert(1)>",
      attachments: [
        { filename: "../../etc/cron.d/x.svg", content: script, contentType: "image/svg+xml" },
        { filename: "a\u202egpj.html", content: `<script>alert(1)</script>`, contentType: "text/html" },
      ],
    });
    const { number, subject } = await newest();
    assert.equal(subject, "<script>alert(1)</script>");
    const [message] = (await app.as("dina").get(`/tickets/${number}/messages`)).body.items;
    assert.equal(message?.files.length, 2);
    for (const { id, name } of message?.files ?? []) {
      assert.doesNotMatch(name, /[/\\\u202e]|\.\./u);
      const { headers } = await app.as("dina").get(`/files/${id}`);
      assert.match(String(headers["content-disposition"]), /^attachment; /);
      assert.match(String(headers["content-security-policy"]), /^sandbox;/);
      assert.equal((await app.as("dina").get(`/files/${id}/preview`)).status, 415);
    }
  });

  it("from somebody who calls himself an employee is a stranger's", async () => {
    const { number } = await ticketOf(app);
    const { dina } = app.cast.people;
    await post.send({
      from: `"${dina.name} <${dina.email}>" <evil@strange.example>`,
      subject: `Re: Протекает кран [#${number}]`,
      text: "Закрывайте",
    });
    const opened = await newest();
    assert.notEqual(opened.number, number);
    assert.equal(opened.client?.name, "evil@strange.example");
    assert.deepEqual((await app.as("ada").get(`/tickets/${number}/messages`)).body.items, []);
    // The From of an employee alone gives no right to speak to the client either.
    await post.send({ from: dina.email, subject: `[#${number}]`, text: "Закрывайте" });
    assert.deepEqual((await app.as("ada").get(`/tickets/${number}/messages`)).body.items, []);
  });

  it("to two workspaces is read by each, and neither learns of the other", async () => {
    await app.owner
      .insertInto("mail_address")
      .values({
        workspace_id: app.cast.otherWorkspaceId,
        id: crypto.randomUUID(),
        address: "other@firm.example",
        name: "",
      })
      .execute();
    const { ada } = app.cast.people;
    await post.send({ to: ["desk@firm.example", "other@firm.example"], subject: "Обоим", text: "Вода" });
    const here = await newest();
    const [there] = (await app.as("max").get("/tickets?fields=client")).body.items;
    assert.deepEqual([here.subject, there?.subject], ["Обоим", "Обоим"]);
    assert.notEqual(here.id, there?.id);
    assert.equal(here.client?.id, ada.id);
    assert.equal((await app.as("max").get(`/tickets/${here.id}`)).status, 404);
    for (const { envelope_to: to, workspace_id: of } of (await post.inbox()).slice(-2)) {
      assert.deepEqual(to, [of === app.cast.workspaceId ? "desk@firm.example" : "other@firm.example"]);
    }
  });
});

describe("a letter out", () => {
  it("takes no header from a subject, a name or an address", async () => {
    const broken = "Кран\r\nBcc: thief@evil.example\r\n\r\n<script>";
    const { number } = await ticketOf(app, { subject: broken });
    await app.as("boss").patch(`/contacts/${app.cast.people.ada.id}`, { name: broken });
    await app.as("boss").patch("/workspace", { name: broken });
    await app.as("dina").post(`/tickets/${number}/messages`, { text: broken });
    await app.work();
    const letter = (await post.outbox()).at(-1);
    assert.ok(letter);
    const { From: from, "Reply-To": replyTo, ...headers } = letter.headers as Record<string, string>;
    const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from,
      replyTo,
      to: { name: letter.to_name, address: letter.to_address },
      subject: letter.subject,
      text: letter.text,
      html: letter.html ?? "",
      headers,
    });
    const head = String(sent.message).split("\r\n\r\n")[0] ?? "";
    assert.doesNotMatch(head, /^bcc:/im);
    assert.deepEqual(sent.envelope.to, [app.cast.people.ada.email]);
    assert.doesNotMatch(letter.html ?? "", /<script/i);
    const email = "a@b.example\r\nBcc: thief@evil.example";
    const { problem } = await app.as("boss").patch(`/contacts/${app.cast.people.ada.id}`, { email });
    assert.equal(problem.refusals?.[0]?.field, "email");
    assert.equal(
      mailbox({ name: 'A" <x@y.example>\r\nBcc: z@y.example', address: "a@b.example" }).includes("\n"),
      false,
    );
  });
});
