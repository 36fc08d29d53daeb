import type { Response } from "../../contract/routes.ts";
import { apply } from "../../core/process/events.ts";
import type { TicketState } from "../../core/process/state.ts";
import { threadAt } from "../conversation/thread-at.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { type LoggedEvent, readTicketLog } from "../platform/log-of-events.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import { accessTicket } from "./access.ts";
import { columnsOf, type TicketRowFull } from "./columns.ts";
import { derivedColumns } from "./derived.ts";
import { loadFacts } from "./load-facts.ts";
import { renderTicket } from "./view-ticket.ts";

/**
 * The ticket as it was at a moment, rebuilt from its log ([B-TIME-01]): state, people, and the messages that were there
 * to be read. What the person may do is as of now: nothing is done in the past.
 */
export async function getTicketAt(tx: Tx, ctx: Ctx, key: string, moment: string): Promise<Response<"getTicketAt">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const at = new Date(moment);
  const log = await readTicketLog(tx, ctx.workspaceId, row.id);
  const state = log
    .filter((event) => event.at <= at)
    // The log holds patches of the state and nothing else; `record` took them typed.
    .reduce<TicketState | null>((before, event) => apply(before, { set: event.patch as Partial<TicketState> }), null);
  if (!state) throw new Problem(404, "ticket/not-yet-there", "The ticket was not there at that moment.");
  const past = pastRow(row, state, await derivedColumns(tx, ctx.workspaceId, state, row.number));
  const version = versionAt(log, at) ?? row.process_version;
  const process = await loadNamedProcess(tx, ctx.workspaceId, row.process_key, version);
  const facts = await loadFacts(tx, ctx.workspaceId, {
    serviceId: state.serviceId,
    placeId: state.placeId,
    teamId: state.teamId,
    named: [],
  });
  const rendered = await renderTicket(tx, ctx, { row: past, state, process, facts });
  return {
    at: at.toISOString(),
    ticket: { ...rendered, moves: [], can: {} },
    messages: await threadAt(tx, ctx, row, "client", at),
    notes: await threadAt(tx, ctx, row, "internal", at),
  };
}

/** The version of the process that the ticket followed at a moment, as far as it ever followed another one. */
function versionAt(log: readonly LoggedEvent[], at: Date): number | undefined {
  const changes = log.filter(({ kind }) => kind === "process.changed");
  const next = changes.find((event) => event.at > at);
  const versions: { from?: unknown } = next?.data ?? {};
  return typeof versions.from === "number" ? versions.from : undefined;
}

/** The row as it would have read then: columns by the state of that moment, the rest (number, process) as it is. */
function pastRow(
  row: TicketRowFull,
  state: TicketState,
  derived: Awaited<ReturnType<typeof derivedColumns>>,
): TicketRowFull {
  const columns = columnsOf(state);
  return {
    ...row,
    ...derived,
    ...columns,
    client: state.client,
    form: state.form,
    custom: state.custom,
    approval: state.approval,
    lease: state.lease,
    sla: state.sla,
    resolution_runs: state.runs,
    due_by_hand: state.dueByHand,
    sla_told: state.slaTold,
    search: null,
    has_attachments: state.documents.length > 0 || state.clientFiles > 0,
  };
}
