import assert from "node:assert/strict";
import type { Response } from "../contract/routes.ts";
import type { TestApp } from "./app.ts";
import { IMAP_LOGIN } from "./imap-server.ts";

type Mailbox = Response<"createMailbox">;

/** A letter as a mail server keeps it; `bytes` makes it long, with a file. */
export function rawLetter({ id, subject, bytes = 0 }: { id: string; subject: string; bytes?: number }): string {
  const file = bytes === 0 ? [] : ["--b", "Content-Disposition: attachment; filename=long.txt", "", ...lines(bytes)];
  return [
    "From: Ada <ada@elsewhere.example>",
    "To: desk@firm.example",
    `Subject: ${subject}`,
    "Date: Wed, 14 Oct 2026 09:00:00 +0000",
    `Message-ID: <${id}@elsewhere.example>`,
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    `The words of ${subject}`,
    ...file,
    "--b--",
    "",
  ].join("\r\n");
}
const lines = (bytes: number) => Array.from({ length: Math.ceil(bytes / 64) }, (_, n) => String(n).padEnd(62, "."));

/** An address of the workspace, `desk@firm.example`, and what is done with mailboxes for it, as the administrator. */
export async function mailboxDesk(app: TestApp) {
  const address = crypto.randomUUID();
  const workspace_id = app.cast.workspaceId;
  await app.owner
    .insertInto("mail_address")
    .values({ workspace_id, id: address, address: "desk@firm.example" })
    .execute();
  const boss = app.as("boss");
  return {
    address,
    /** What is sent to add a mailbox; letters that lie there are taken too. */
    details: (port: number, more: object = {}) => ({
      ...{ address, host: "127.0.0.1", port, secure: "none", ...IMAP_LOGIN, take: "all" },
      ...more,
    }),
    async add(port: number, more: object = {}): Promise<Mailbox> {
      return (await boss.post("/mailboxes", this.details(port, more))).body;
    },
    check: async (id: string): Promise<Mailbox> => (await boss.post(`/mailboxes/${id}/check`)).body,
    get: async (id: string): Promise<Mailbox> => {
      const found = (await boss.get("/mailboxes")).body.items.find((one) => one.id === id);
      assert.ok(found);
      return found;
    },
    remove: (id: string) => boss.delete(`/mailboxes/${id}`),
    /** Does the jobs that are due; answers the subjects of tickets that begin so, sorted. */
    async subjects(beginning: string): Promise<string[]> {
      await app.work();
      const rows = await app.owner.selectFrom("ticket").select("subject").execute();
      return rows.flatMap(({ subject }) => (subject.startsWith(beginning) ? subject : [])).sort();
    },
    /** Letters that are kept, oldest first, with the bytes of their files. */
    letters: () =>
      app.owner
        .selectFrom("letter_in as l")
        .innerJoin("file as f", (join) =>
          join.onRef("f.workspace_id", "=", "l.workspace_id").onRef("f.id", "=", "l.raw_file_id"),
        )
        .select(["l.subject", "l.state", "l.reason", "l.size", "f.size as bytes"])
        .orderBy("l.id")
        .execute(),
  };
}
export type MailboxDesk = Awaited<ReturnType<typeof mailboxDesk>>;
