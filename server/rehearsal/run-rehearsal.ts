import { type Selectable, sql } from "kysely";
import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import { otherwise, tallied } from "../../core/rehearsal/rehearse.ts";
import { namesOf, type ReadRule, type Rule, readRule, settleNames } from "../../core/rules/rule.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { JobPayload } from "../platform/jobs.ts";
import type { RehearsalTable } from "../platform/tables.ts";
import type { Result } from "../rules/kinds.ts";
import { loadRules } from "../rules/load-rules.ts";
import { ruleFacts } from "../rules/rule-facts.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { readLinks } from "../tickets/derived.ts";
import { lookUpNames } from "../tickets/look-up-names.ts";
import { OUTCOMES, type Told } from "./outcomes.ts";
import { type Side, tallyOf } from "./read-rehearsals.ts";

type Row = Selectable<RehearsalTable>;
type Looked = TicketRowFull & { opened: TicketState; service_team: string | null };
type Found = { ticketId: string; before: Side; after: Side };

const BATCH = 500;
/** Tickets that are kept with their explanations; of the rest the numbers are told. */
const MOST_KEPT = 5_000;

/**
 * Tries the proposed rules on the tickets of the last days, the latest first, and those that hold beside them
 * ([B-REH-01], [B-REH-02]). Each batch reads in a transaction that cannot write, then keeps what came out; one that is
 * broken off goes on where it stood.
 */
export async function runRehearsal(db: Db, payload: JobPayload, now: () => Date, signal: AbortSignal): Promise<void> {
  const { workspaceId, rehearsal: id } = payload as JobPayload & { rehearsal: string };
  for (;;) {
    if (signal.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const looked = await inWorkspace(db, workspaceId, (tx) => lookAtBatch(tx, workspaceId, id), { reads: true });
    if (!looked) return;
    await inWorkspace(db, workspaceId, (tx) => keep(tx, looked.row, looked, now()));
    if (looked.tickets.length < BATCH) return;
  }
}

async function lookAtBatch(tx: Tx, workspaceId: string, id: string) {
  const row = await tx
    .selectFrom("rehearsal")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const { zone } = await loadSettings(tx, workspaceId);
  const registry = await loadWholeRegistry(tx, workspaceId);
  const kind = row.kind === "sla" ? "sla" : "routing";
  const lists = {
    before: await loadRules(tx, workspaceId, kind),
    after: await proposed(tx, row, kind),
  };
  const tickets = await nextTickets(tx, row);
  const found: Found[] = [];
  for (const ticket of tickets) {
    const { opened } = ticket;
    const isMoved = !same(linksOf(opened), linksOf(stateOf(ticket)));
    const links = isMoved ? await readLinks(tx, workspaceId, opened) : ticket;
    const context = { registry, zone, now: new Date(opened.createdAt) };
    const differs = otherwise(lists, ruleFacts(opened, { ...links, number: ticket.number }), context);
    if (!differs) continue;
    const rehearsed = { opened, now: stateOf(ticket), serviceTeam: ticket.service_team, zone, at: row.started_at };
    const before = await OUTCOMES[kind](tx, workspaceId, rehearsed, differs.before);
    const after = await OUTCOMES[kind](tx, workspaceId, rehearsed, differs.after);
    if (same(before.outcome, after.outcome)) continue;
    found.push({ ticketId: ticket.id, before: sideOf(differs.before, before), after: sideOf(differs.after, after) });
  }
  return { row, tickets, found };
}

const sideOf = ({ rule }: { rule: ReadRule | null }, told: Told): Side => ({
  rule: rule && { id: rule.id, name: rule.name },
  ...told,
});

const linksOf = ({ placeId, otherPlaces, contactId, companyId, serviceId }: TicketState) => ({
  placeId,
  otherPlaces,
  contactId,
  companyId,
  serviceId,
});

/** The proposed list, read as rules in force are. */
async function proposed(tx: Tx, row: Row, kind: "sla" | "routing"): Promise<ReadRule<Result>[]> {
  const registry = await loadWholeRegistry(tx, row.workspace_id);
  // The column holds what the contract has let through.
  const rules = (row.rules as Pick<Rule<Result>, "id" | "name" | "enabled" | "condition" | "result">[]).map((rule) =>
    readRule({ ...rule, kind, activeFrom: null, version: 0 }, registry),
  );
  return settleNames(rules, registry, await lookUpNames(tx, row.workspace_id, registry, namesOf(rules)));
}

/** The next tickets with the state in which they came in. */
async function nextTickets(tx: Tx, row: Row): Promise<Looked[]> {
  const { workspace_id: workspaceId, days, started_at, after_at, after_id } = row;
  const { rows } = await sql<Looked>`
    select t.*, e.patch as opened, s.team_id as service_team
    from ticket t join event e on e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.ticket_seq = 1
      left join service s on s.workspace_id = t.workspace_id and s.id = t.service_id
    where t.workspace_id = ${workspaceId} and t.created_at <= ${started_at}
      and t.created_at >= ${started_at}::timestamptz - make_interval(days => ${days})
      ${after_id === null ? sql`` : sql`and (t.created_at, t.id) < (${after_at}::timestamptz, ${after_id}::uuid)`}
    order by t.created_at desc, t.id desc limit ${BATCH}`.execute(tx);
  return rows;
}

async function keep(
  tx: Tx,
  { workspace_id: workspaceId, id }: Row,
  { tickets, found }: { tickets: readonly Looked[]; found: readonly Found[] },
  now: Date,
): Promise<void> {
  const row = await tx
    .selectFrom("rehearsal")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  // Cancelled meanwhile.
  if (!row) return;
  const kept = found.slice(0, Math.max(0, MOST_KEPT - row.changed));
  if (kept.length > 0) {
    await tx
      .insertInto("rehearsal_ticket")
      .values(
        kept.map(({ ticketId, before, after }, index) => ({
          workspace_id: workspaceId,
          rehearsal_id: id,
          place: row.changed + index,
          ticket_id: ticketId,
          before: JSON.stringify(before),
          after: JSON.stringify(after),
        })),
      )
      .execute();
  }
  const tally = found.reduce(
    (all, { before, after }) => tallied(all, before.outcome, after.outcome),
    tallyOf(row.tally),
  );
  const last = tickets.at(-1);
  await tx
    .updateTable("rehearsal")
    .set({
      looked: row.looked + tickets.length,
      changed: row.changed + found.length,
      tally: JSON.stringify(tally),
      ...(last ? { after_at: last.created_at, after_id: last.id } : {}),
      ...(tickets.length < BATCH ? { ended_at: now } : {}),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute();
}
