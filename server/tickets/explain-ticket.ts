import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Explained, Settled } from "../../contract/why.ts";
import type { Reason } from "../../core/process/events.ts";
import { eventOf, explainLetters, explainUntold, readNotices } from "../mail/explain-notices.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { loadHiddenKeys } from "../settings/field-access.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { accessTicket } from "./access.ts";
import type { TicketRowFull } from "./columns.ts";
import { idsIn, namesIn } from "./list-events.ts";
import { seenEvent } from "./seen-event.ts";

type Found = {
  part: Explained;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  kind: string;
  data: Record<string, unknown>;
  why: Reason[] | null;
  name: string | null;
  ticket_seq: number;
};
/** Somebody who was to be assigned by a rule and could not be. */
type Skipped = { ticket_seq: number; person: string; reason: string; why: Reason[] | null };

/**
 * Who or which rule set each part of a ticket last, who was told of what happened to it, and which letters came into it,
 * each with why ([B-EXPL-01], [B-EXPL-02]). `of`: an event, or a message, whose notices alone are asked for. Deadlines:
 * `explainClocks`.
 */
export async function explainTicket(
  tx: Tx,
  ctx: Ctx,
  key: string,
  query: Request<"getTicketWhy">["query"],
): Promise<Response<"getTicketWhy">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const items = await explainParts(tx, ctx, row);
  return { items, ...(await explainTold(tx, ctx, row, query.of)) };
}

async function explainTold(tx: Tx, { workspaceId }: Ctx, row: TicketRowFull, of: string | undefined) {
  const ticket = { workspaceId, ticketId: row.id };
  const asked = of === undefined ? undefined : await eventOf(tx, ticket, of);
  if (of !== undefined && !asked) throw notFound("event");
  const found = await readNotices(tx, ticket, asked?.ticket_seq ?? null);
  const nobody = { client: [], employees: [] };
  const process = await loadProcess(tx, workspaceId, row.process_key, row.process_version);
  const untold = asked ? await explainUntold(tx, { ...ticket, process }, asked, found) : nobody;
  const names = await namesIn(tx, workspaceId, found);
  const notices = found.map((notice) => ({
    ...notice,
    told: notice.told.map((one) => ({ ...one, person: { ...one.person, name: nameOf(one.person, names) } })),
  }));
  return { notices, untold, letters: await explainLetters(tx, ticket), names: Object.fromEntries(names) };
}

/** As he is called now; a client who is no contact as in the letter to him. */
const nameOf = ({ id, name }: { id: string | null; name: string }, names: ReadonlyMap<string, string>): string =>
  (id && names.get(id)) || name;

async function explainParts(tx: Tx, ctx: Ctx, row: TicketRowFull): Promise<Settled[]> {
  const labels = await labelsOf(tx, ctx, row);
  const hidden = await loadHiddenKeys(tx, ctx);
  const skipped = await readSkipped(tx, ctx, row.id);
  const found = (await readLast(tx, ctx, row.id)).flatMap((event) => {
    const label = labels.get(event.part);
    if (LABELS.includes(event.part) && !label) return [];
    const passed = event.part === "assignees" ? passedOver(skipped, event.ticket_seq) : [];
    const why = label ?? [...(event.why ?? []).filter((reason) => concerns(event, reason)), ...passed];
    return seenEvent({ ...event, why }, hidden) ?? [];
  });
  const names = await namesIn(
    tx,
    ctx.workspaceId,
    found.map(({ why }) => why),
  );
  return found.map(({ part, at, kind, actor_kind, actor_id, name, why }) => ({
    part,
    at: at.toISOString(),
    kind,
    actor: { kind: actor_kind, id: actor_id, name: name ?? "" },
    why: why ?? [],
    names: Object.fromEntries(idsIn(why ?? []).flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ""]] : []))),
  }));
}

/**
 * The event that set each part last: a look back over the log of one ticket for each part. A label is of the event that
 * put it there, whether or not it was cleared since.
 */
async function readLast(tx: Tx, { workspaceId, person }: Ctx, ticketId: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select w.part, v.at, v.actor_kind, v.actor_id, v.kind, v.data, v.why, v.ticket_seq, e.name
    from (values ('status', 'status'), ('team', 'teamId'), ('assignees', 'assignees'), ('controllers', 'controllers'),
      ('observers', 'observers'), ('priority', 'priority'), ('unseen', 'unseen'), ('important', 'important'),
      ('unread', ''), ('bold', 'status')) w (part, key)
    cross join lateral (select * from event v
      where v.workspace_id = ${workspaceId} and v.ticket_id = ${ticketId} and case w.part
        when 'unseen' then v.kind = 'message.said' and v.data ->> 'by' = 'client'
        when 'important' then v.kind = 'note.said' and v.patch ? 'important'
        when 'unread' then v.kind = 'ticket.unread' and v.actor_id = ${person.id}
          or v.kind = 'people.changed' and v.data -> 'assignees' -> 'added' ? ${person.id}::text
          or v.kind = 'ticket.opened' and v.patch -> 'assignees' ? ${person.id}::text
        else v.patch ? w.key end
      order by v.ticket_seq desc limit 1) v
    left join employee e on v.actor_kind = 'employee' and e.workspace_id = v.workspace_id and e.id = v.actor_id`.execute(
    tx,
  );
  return rows;
}

/** Those whom rules named and who were left out: blocked by then, or away. */
async function readSkipped(tx: Tx, { workspaceId }: Ctx, ticketId: string): Promise<Skipped[]> {
  const { rows } = await sql<Skipped>`
    select ticket_seq, substr(data ->> 'what', 8) as person, data ->> 'reason' as reason, why from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and kind = 'automation.skipped'
      and data ->> 'what' like 'people:%' order by ticket_seq`.execute(tx);
  return rows;
}

/** The rules that named them after that event, each with whom it has passed over. */
const passedOver = (skipped: readonly Skipped[], after: number): Reason[] =>
  skipped
    .filter(({ ticket_seq }) => ticket_seq > after)
    .flatMap(({ person, reason, why }) =>
      (why ?? [])
        .filter(({ rule }) => rule === "routing")
        .map(({ rule, facts }) => ({ rule, facts: { ...facts, passed: [{ id: person, why: reason }] } })),
    );

const LABELS: readonly Explained[] = ["unseen", "important", "unread", "bold"];

/** The labels that the ticket bears for this person, with what they mean and what clears them. */
async function labelsOf(tx: Tx, { workspaceId, person }: Ctx, row: TicketRowFull): Promise<Map<Explained, Reason[]>> {
  const labels = new Map<Explained, Reason[]>();
  if (row.unseen > 0) {
    const { settings } = await loadSettings(tx, workspaceId);
    labels.set("unseen", [
      { rule: "label.unseen", facts: { count: row.unseen } },
      { rule: `cleared.${settings.unseenCleared}`, facts: {} },
    ]);
  }
  if (row.important !== null) {
    labels.set("important", [
      { rule: "label.important", facts: {} },
      { rule: "cleared.notes", facts: {} },
    ]);
  }
  const { rows } = await sql<{ unread: boolean }>`select unread from ticket_person where workspace_id = ${workspaceId}
    and ticket_id = ${row.id} and employee_id = ${person.id} and part = 'assignee' and unread`.execute(tx);
  if (rows.length > 0) {
    labels.set("unread", [
      { rule: "label.unread", facts: {} },
      { rule: "cleared.card", facts: {} },
    ]);
  }
  const process = await loadProcess(tx, workspaceId, row.process_key, row.process_version);
  if (process.statuses[row.status]?.bold) {
    labels.set("bold", [{ rule: "label.bold", facts: { status: row.status } }]);
  }
  return labels;
}

/** Whether a reason of an event is one of this part: an event may set several, each for its own reason. */
function concerns({ part, kind }: Found, { rule, facts }: Reason): boolean {
  const isRouting = rule === "routing";
  if (kind === "people.changed") return rule !== "default-observers" || part === "observers";
  if (kind !== "ticket.opened") return true;
  if (part === "status") return !isRouting;
  if (part === "priority") return isRouting && Array.isArray(facts.sets) && facts.sets.includes("priority");
  return isRouting && facts.id === null;
}
