import assert from "node:assert/strict";
import { createTransport } from "nodemailer";
import type { TestApp } from "./app.ts";

export type Posted = {
  from?: string;
  to?: string | string[];
  subject?: string;
  text?: string;
  html?: string;
  messageId?: string;
  inReplyTo?: string;
  references?: string[];
  headers?: Record<string, string>;
  attachments?: { filename: string; content: string | Buffer; contentType?: string }[];
  raw?: string | Buffer;
};

/** A mail server of the test's own in front of the application, and letters that are sent to it by real SMTP. */
export async function testPost(app: TestApp) {
  const intake = app.mail.intake({ error: () => {} });
  await new Promise<void>((resolve) => intake.listen(0, "127.0.0.1", resolve));
  const address = intake.server.address();
  assert.ok(address && typeof address === "object");
  // Kept open: the server looks at every newcomer for a tenth of a second before it greets.
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: "127.0.0.1",
    port: address.port,
    secure: false,
    ignoreTLS: true,
  });
  const ours = { workspace_id: app.cast.workspaceId, active: true };
  await app.owner
    .insertInto("mail_address")
    .values([
      { ...ours, id: crypto.randomUUID(), address: "desk@firm.example", name: "Диспетчерская", is_default: true },
      { ...ours, id: crypto.randomUUID(), address: "help@firm.example", name: "" },
      { ...ours, id: crypto.randomUUID(), address: "office@firm.example", name: "" },
    ])
    .execute();
  return {
    port: address.port,
    /** Sends a letter and lets the application read it. */
    async send(letter: Posted) {
      const { raw, to = "desk@firm.example", from = app.cast.people.ada.email, ...rest } = letter;
      const envelope = { from, to: Array.isArray(to) ? to : [to] };
      if (raw === undefined) await transport.sendMail({ from, to, ...rest });
      else await transport.sendMail({ envelope, raw });
      await app.work();
    },
    /** Hands a raw letter over, and leaves it unread. */
    keep: (raw: string) =>
      transport.sendMail({ envelope: { from: app.cast.people.ada.email, to: "desk@firm.example" }, raw }),
    /** Letters out, oldest first. */
    outbox: () => app.owner.selectFrom("letter_out").selectAll().orderBy("id").execute(),
    inbox: () => app.owner.selectFrom("letter_in").selectAll().orderBy("id").execute(),
    close: () => {
      transport.close();
      return new Promise<void>((resolve) => intake.close(() => resolve()));
    },
  };
}
export type TestPost = Awaited<ReturnType<typeof testPost>>;
