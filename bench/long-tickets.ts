import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";
import { ask } from "./people.ts";

/** Marks the tickets that the benchmark made long. */
const MARK = "bench-long-ticket";

/** A ticket with at least so many events, and how they came: half in words, half in changes. */
export type LongTicket = { id: string; number: number; events: number; messages: number };

/** Makes the long tickets through the API when they are missing: every act is one that people do. */
export async function makeLongTickets(
  { owner, url, token, workspaceId }: { owner: Db; url: string; token: string; workspaceId: string },
  wanted: { tickets: number; events: number },
): Promise<void> {
  const there = await longTickets(owner, workspaceId);
  const contact = await someContact(owner, workspaceId);
  await Promise.all(
    Array.from({ length: Math.max(0, wanted.tickets - there.length) }, async (_, index) => {
      const opened = await ask<{ id: string }>(url, token, "POST", "/tickets", {
        subject: `Протечка в подвале, стояк ${index + 1}`,
        description: "Течёт стояк, вода в подвале, жители жалуются на запах и сырость.",
        externalId: MARK,
        ...contact,
      });
      const at = `/tickets/${opened.id}`;
      for (let turn = 0; (await eventsOf(owner, workspaceId, opened.id)) < wanted.events; turn += 10) {
        for (let step = turn; step < turn + 10; step++) await act(at, step);
      }
    }),
  );

  async function act(at: string, step: number): Promise<void> {
    const kind = step % 4;
    if (kind === 0) await ask(url, token, "POST", `${at}/notes`, { text: `Мастер был на месте, запись ${step}.` });
    if (kind === 1)
      await ask(url, token, "POST", `${at}/messages`, { text: `Мы занимаемся вашей заявкой, шаг ${step}.` });
    if (kind === 2) await ask(url, token, "PATCH", at, { subject: `Протечка в подвале, этап ${step}` });
    if (kind === 3)
      await ask(url, token, "PATCH", at, { description: `Течёт стояк, вода в подвале. Дополнено: ${step}.` });
  }
}

export async function longTickets(owner: Db, workspaceId: string): Promise<LongTicket[]> {
  const { rows } = await sql<LongTicket>`
    select id, number, event_count as events, message_count + note_count as messages from ticket
    where workspace_id = ${workspaceId} and external_id = ${MARK} order by number`.execute(owner);
  return rows;
}

async function eventsOf(owner: Db, workspaceId: string, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select event_count as count from ticket where workspace_id = ${workspaceId} and id = ${id}`.execute(owner);
  return rows[0]?.count ?? 0;
}

/** A resident with his flat. */
async function someContact(owner: Db, workspaceId: string): Promise<{ contact: string; place: string } | object> {
  const { rows } = await sql<{ contact: string; place: string }>`
    select contact_id as contact, place_id as place from occupancy where workspace_id = ${workspaceId}
    order by place_id, contact_id limit 1`.execute(owner);
  return rows[0] ?? {};
}
