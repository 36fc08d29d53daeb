import { sql } from "kysely";
import { createTransport } from "nodemailer";
import { ask } from "./people.ts";
import type { Stage } from "./stage.ts";

const ADDRESS = "desk@bench.example";
const TEXTS = [
  "Здравствуйте! На кухне протекает кран, вода уже на полу. Пришлите, пожалуйста, мастера.",
  "Добрый день. В подъезде второй день не горит свет на третьем этаже, ходить опасно.",
  "Лифт остановился между этажами, диспетчер не отвечает. Просим разобраться.",
];

/** Sends residents' letters to the desk by SMTP. */
export type Sender = {
  /** Resolves when the server has said that it keeps the letter. */
  send: (turn: number, subject: string) => Promise<void>;
  close: () => void;
};

/** Each letter is of another resident of whom the desk knows; as many connections as the load has clients. */
export async function openSender(stage: Stage, name: string): Promise<Sender> {
  const { rows: addresses } = await sql<{ address: string }>`
    select address from mail_address where workspace_id = ${stage.workspaceId} and address = ${ADDRESS}`.execute(
    stage.owner,
  );
  if (addresses.length === 0) {
    await ask(stage.url, stage.token, "POST", "/mail-addresses", { address: ADDRESS, name: "Benchmark" });
  }
  const { rows: residents } = await sql<{ name: string; email: string }>`
    select name, email from contact where workspace_id = ${stage.workspaceId} and email is not null
    order by md5(email) limit 5000`.execute(stage.owner);
  const random = stage.random(name);
  const transport = createTransport({
    host: "127.0.0.1",
    port: stage.server.smtpPort,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: stage.clients,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  return {
    async send(turn, subject) {
      const from = residents[turn % residents.length];
      if (!from) throw new Error("No resident has an address");
      await transport.sendMail({
        from: { name: from.name, address: from.email },
        to: ADDRESS,
        subject,
        text: `${random.pick(TEXTS)}\n\n${from.name}`,
      });
    },
    close: () => transport.close(),
  };
}
