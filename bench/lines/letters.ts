import { sql } from "kysely";
import { now } from "../clock.ts";
import { figure, type Line } from "../figure.ts";
import { openSender } from "../letters.ts";
import type { Stage } from "../stage.ts";
import { drainJobs } from "../sweep.ts";

/**
 * As many letters as come in: read, put to their clients, made into tickets, and the client's acknowledgement sent. The
 * rate counts until the last job of the last letter is done.
 */
export const letters: Line = {
  name: "letters",
  about: "letters a second by SMTP with all that follows from them",
  needs: "size",
  async run(stage) {
    const run = Date.now().toString(36);
    const sender = await openSender(stage, "letters");
    const begun = now();
    const end = begun + stage.seconds * 1000;
    let sent = 0;
    try {
      await Promise.all(
        Array.from({ length: stage.clients }, async () => {
          while (now() < end) {
            const turn = sent++;
            await sender.send(turn, `Письмо ${run}-${turn}`);
          }
        }),
      );
    } finally {
      sender.close();
    }
    const taken = (now() - begun) / 1000;
    const left = await drainJobs(stage.owner, 600);
    const all = (now() - begun) / 1000;
    const done = await outcome(stage, `${run}-`);
    await stage.sweep();
    const parts = { sent, "taken/s": Math.round(sent / taken), ...done, "jobs left": left };
    return [figure("letters", "with side effects", { size: stage.size, rate: sent / all, parts })];
  },
};

/** How many letters became tickets, and how many letters went out for them. */
async function outcome({ owner, workspaceId }: Stage, run: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ tickets: number; out: number }>`
    select (select count(*) from ticket where workspace_id = ${workspaceId} and subject like ${`Письмо ${run}%`}) as tickets,
      (select count(*) from letter_out o join ticket t on t.workspace_id = o.workspace_id and t.id = o.ticket_id
        where o.workspace_id = ${workspaceId} and o.state = 'sent' and t.subject like ${`Письмо ${run}%`}) as out`.execute(
    owner,
  );
  return { tickets: rows[0]?.tickets ?? 0, "letters out": rows[0]?.out ?? 0 };
}
