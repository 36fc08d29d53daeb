import { sql } from "kysely";
import type { EventView } from "../../contract/conversation.ts";
import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { loadHiddenKeys } from "../settings/field-access.ts";
import { beneathTicket, type TicketKey } from "./access.ts";
import type { TicketRowFull } from "./columns.ts";
import { seenEvent } from "./seen-event.ts";
import { catalogueNames } from "./ticket-names.ts";

type Found = {
  id: string;
  ticket_seq: number;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  kind: string;
  data: Record<string, unknown>;
  why: EventView["why"] | null;
  name: string | null;
  job_title: string | null;
  phone: string | null;
  email: string | null;
};

/** Looks are no changes: the history leaves them out. */
const QUIET = ["ticket.seen", "client.seen", "ticket.unread"];

/**
 * History of changes, newest first ([H-HIST-01]). An employee's entry has his name and contacts ([H-HIST-08]); one that
 * is not by an employee has no name ([H-HIST-09]).
 */
export async function listEvents(
  tx: Tx,
  ctx: Ctx,
  key: TicketKey | TicketRowFull,
  query: Request<"listEvents">["query"],
): Promise<Response<"listEvents">> {
  const limit = query.limit ?? 50;
  const before = query.cursor === undefined ? 2_147_483_647 : Number(query.cursor);
  if (!Number.isSafeInteger(before) || before > 2_147_483_647) {
    throw new Problem(422, "cursor/invalid", "The cursor is not one of this list: begin without one.");
  }
  const { rows } = await beneathTicket(tx, ctx, key, (ticketId) =>
    sql<Found>`
    select v.id, v.ticket_seq, v.at, v.actor_kind, v.actor_id, v.kind, v.data, v.why, e.name, e.job_title, e.phone, e.email
    from event v left join employee e on e.workspace_id = v.workspace_id
      and e.id = case when v.actor_kind = 'employee' then v.actor_id end
    where v.workspace_id = ${ctx.workspaceId} and v.ticket_id = ${ticketId} and v.ticket_seq < ${before}
      and v.kind <> all(${QUIET}::text[])
    order by v.ticket_seq desc limit ${limit + 1}`.execute(tx),
  );
  const whole = rows.slice(0, limit);
  const last = rows.length > limit ? whole.at(-1) : undefined;
  const hidden = await loadHiddenKeys(tx, ctx);
  const page = whole.flatMap((event) => seenEvent(event, hidden) ?? []);
  const mentioned = page.map(({ data }) => idsIn([data]).filter((id) => id !== data.message));
  const names = await namesOf(tx, ctx.workspaceId, [...new Set(mentioned.flat())]);
  return {
    items: page.map((event, at) => ({
      id: event.id,
      at: event.at.toISOString(),
      kind: event.kind,
      actor: actorView(event),
      data: event.data,
      why: event.why ?? [],
      names: Object.fromEntries(
        (mentioned[at] ?? []).flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ""]] : [])),
      ),
    })),
    ...(last ? { next: String(last.ticket_seq) } : {}),
  };
}

function actorView(event: Found): EventView["actor"] {
  if (event.actor_kind !== "employee") return { kind: event.actor_kind, id: event.actor_id, name: "" };
  return {
    kind: "employee",
    id: event.actor_id,
    name: event.name ?? "",
    jobTitle: event.job_title ?? "",
    phone: event.phone,
    email: event.email ?? "",
  };
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
export const idsIn = (data: readonly unknown[]): string[] => [...new Set(JSON.stringify(data).match(UUID) ?? [])];

/** Names of the things that the entries mention, wherever in their data they stand. */
export const namesIn = (tx: Tx, workspaceId: string, data: readonly unknown[]): Promise<Map<string, string>> =>
  namesOf(tx, workspaceId, idsIn(data));

/** Names by id, whatever has it: those of the catalogue are known, the others are asked for. */
async function namesOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { teams, services, types } = await catalogueNames(tx, workspaceId);
  const known = ids.flatMap((id): [string, string][] => {
    const name = teams.get(id) ?? services.get(id)?.name ?? types.get(id)?.name;
    return name === undefined ? [] : [[id, name]];
  });
  const names = new Map(known);
  const left = ids.filter((id) => !names.has(id));
  if (left.length === 0) return names;
  const { rows } = await sql<{ id: string; name: string }>`
    with wanted as (select unnest(${left}::uuid[]) as id)
    select e.id, e.name from wanted w join employee e on e.workspace_id = ${workspaceId} and e.id = w.id
    union all select t.id, t.name from wanted w join team t on t.workspace_id = ${workspaceId} and t.id = w.id
    union all select s.id, s.name from wanted w join service s on s.workspace_id = ${workspaceId} and s.id = w.id
    union all select s.id, s.name from wanted w join service_type s on s.workspace_id = ${workspaceId} and s.id = w.id
    union all select r.id, r.name from wanted w join role r on r.workspace_id = ${workspaceId} and r.id = w.id
    union all select p.id, p.address from wanted w join place p on p.workspace_id = ${workspaceId} and p.id = w.id
    union all select c.id, c.name from wanted w join contact c on c.workspace_id = ${workspaceId} and c.id = w.id
    union all select c.id, c.name from wanted w join company c on c.workspace_id = ${workspaceId} and c.id = w.id
    union all select c.id, c.name from wanted w join client_category c
      on c.workspace_id = ${workspaceId} and c.id = w.id`.execute(tx);
  for (const { id, name } of rows) names.set(id, name);
  return names;
}
