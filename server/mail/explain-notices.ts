import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { LETTER_STATES, type Notice } from "../../contract/why.ts";
import type { EventKind } from "../../core/process/events.ts";
import type { Process } from "../../core/process/process.ts";
import type { ActorRef } from "../../core/process/state.ts";
import { type Asked, whyUntold } from "../../core/process/told-of.ts";
import { readReasons } from "../channels/email/letter-reason.ts";
import { readOutOf } from "../messengers/read-out.ts";
import type { Tx } from "../platform/database.ts";
import { readSmsOf } from "../sms/list-sms.ts";
import type { Told } from "./keep-notice.ts";

type Answer = Response<"getTicketWhy">;
type Of = { workspaceId: string; ticketId: string };
/** An event that somebody asks about. */
export type AskedEvent = {
  ticket_seq: number;
  kind: string;
  actor_kind: ActorRef["kind"];
  actor_id: string | null;
  data: Record<string, unknown>;
  at: Date;
};
const LETTER: Notice["told"][number]["channel"] = "email";
/** So many notices and letters are told of at once, the latest first. */
const MOST = 50;

/** The event of that id, or the one of the message with it; the words that a letter opened the ticket with are of its opening. */
export async function eventOf(tx: Tx, { workspaceId, ticketId }: Of, id: string): Promise<AskedEvent | undefined> {
  const { rows } = await sql<AskedEvent>`
    select ticket_seq, kind, actor_kind, actor_id, data, at from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
      and (id = ${id} or kind in ('message.said', 'note.said') and data ->> 'message' = ${id}
        or kind = 'ticket.opened' and exists (select from message m
          where m.workspace_id = ${workspaceId} and m.ticket_id = ${ticketId} and m.id = ${id}))
    order by ticket_seq desc limit 1`.execute(tx);
  return rows[0];
}

type Kept = { at: Date; kind: string; event: string | null; told: Told[] };

/**
 * Who was told of what happened to a ticket, and who was not, with the reasons and with what became of the letters
 * ([B-EXPL-01]); `seq`: of one event alone. Names of the people are put in by `nameOf`.
 */
export async function readNotices(tx: Tx, { workspaceId, ticketId }: Of, seq: number | null): Promise<Notice[]> {
  const { rows } = await sql<Kept>`
    select n.at, n.kind, n.told, v.id as event from notice n
    left join event v on v.workspace_id = n.workspace_id and v.ticket_id = n.ticket_id and v.ticket_seq = n.ticket_seq
    where n.workspace_id = ${workspaceId} and n.ticket_id = ${ticketId}
      and ${seq === null ? sql`true` : sql`n.ticket_seq = ${seq}`}
    order by n.at desc, n.id desc limit ${MOST}`.execute(tx);
  const letters = await readLetters(
    tx,
    workspaceId,
    rows.flatMap(({ told }) => told),
  );
  return rows.map(({ at, kind, event, told }) => ({
    at: at.toISOString(),
    kind,
    event,
    told: told.map(({ channel, kind: of, id, letter, why }) => ({
      channel: channel ?? LETTER,
      person: { kind: of, id, name: letters.get(letter ?? "")?.name ?? "" },
      letter: letters.get(letter ?? "")?.view ?? null,
      why,
    })),
  }));
}

/** What became of the letters, SMS and messages of those who were told, by id. */
async function readLetters(tx: Tx, workspaceId: string, told: readonly Told[]) {
  const idsOf = (channel: Told["channel"]) =>
    told.flatMap((one) => (one.channel === channel ? (one.letter ?? []) : []));
  const ids = idsOf(undefined);
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom("letter_out")
          .select(["id", "to_address", "to_name", "state", "error", "sent_at", "bounced_at"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", ids)
          .execute();
  type Outgoing = { name: string; view: NonNullable<Notice["told"][number]["letter"]> };
  const letters = rows.map(({ id, to_address: to, to_name: name, ...row }): [string, Outgoing] => {
    const state = LETTER_STATES.find((one) => one === row.state) ?? "kept";
    const at = (row.bounced_at ?? row.sent_at)?.toISOString() ?? null;
    return [id, { name, view: { to, state: row.bounced_at ? "bounced" : state, at, error: row.error } }];
  });
  const sms = (await readSmsOf(tx, workspaceId, idsOf("sms"))).map(({ id, name, ...view }): [string, Outgoing] => [
    id,
    { name, view },
  ]);
  const written = told.flatMap(({ channel, letter }) => (channel && channel !== "sms" && letter ? [letter] : []));
  const messages = (await readOutOf(tx, workspaceId, written)).map(({ id, name, ...view }): [string, Outgoing] => [
    id,
    { name, view },
  ]);
  return new Map([...letters, ...sms, ...messages]);
}

/** Why nobody at all of the client's side, or of the employees, was told of an event. */
export async function explainUntold(
  tx: Tx,
  { workspaceId, ticketId, process }: Of & { process: Process },
  event: AskedEvent,
  notices: readonly Notice[],
): Promise<Answer["untold"]> {
  const { rows } = await sql<{ said: boolean }>`select exists (select from event where workspace_id = ${workspaceId}
    and ticket_id = ${ticketId} and at = ${event.at} and kind = 'message.said' and data ->> 'by' = 'employee') as said`.execute(
    tx,
  );
  const asked: Asked = {
    kind: event.kind as EventKind,
    by: { kind: event.actor_kind, id: event.actor_id },
    data: event.data,
    withMessage: rows[0]?.said ?? false,
    toldClient: notices.some(({ kind }) => kind === "message" || kind.startsWith("notice-")),
    toldEmployees: notices.some(({ kind }) => kind.startsWith("employee-")),
  };
  return whyUntold(process, asked);
}

/** The letters that came into a ticket, newest first, each with why: what opened it, or where it was put. */
export async function explainLetters(tx: Tx, { workspaceId, ticketId }: Of): Promise<Answer["letters"]> {
  const rows = await tx
    .selectFrom("letter_in")
    .select(["id", "received_at", "from_address", "subject", "why", "result_message_id"])
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", ticketId)
    .where("state", "=", "done")
    .orderBy("received_at", "desc")
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
  return rows.map(({ why: kept, ...row }) => {
    const why = readReasons(kept);
    return {
      id: row.id,
      at: row.received_at.toISOString(),
      from: row.from_address ?? "",
      subject: row.subject ?? "",
      opened: why.some(({ rule }) => rule === "letter.opened"),
      message: row.result_message_id,
      why,
    };
  });
}
