import type { Happened } from "../../core/automation/happened.ts";
import type { Action, Trigger } from "../../core/automation/trigger.ts";
import type { AutomationReport } from "../../core/process/events.ts";
import type { UnregisteredClient } from "../../core/process/state.ts";
import { findService } from "../catalog/load-service.ts";
import { ruleReaders } from "../mail/rule-readers.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import { enqueue } from "../platform/jobs.ts";
import { byHiddenFields } from "../settings/field-access.ts";
import { run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { insertTicket } from "../tickets/open-ticket.ts";
import type { AutomationDeps } from "./deps.ts";
import type { Doer, Done } from "./do-action.ts";
import { CALL_WEBHOOK, TELL_BY_RULE } from "./tasks.ts";
import { webhookBody } from "./webhook-body.ts";

type Of<Name extends Action["do"]> = Extract<Action, { do: Name }>;
/** Which action of which run it is. */
export type Outside = Doer & { trigger: Trigger; happened: Happened; runId: string; index: number };

/** Does an action that goes beyond the ticket: promised as a job that commits with it, and told in its log. */
export function doOutside(
  tx: Tx,
  deps: AutomationDeps,
  row: TicketRowFull,
  action: Of<"notify"> | Of<"open"> | Of<"webhook">,
  at: Outside,
): Promise<Done> {
  if (action.do === "notify") return notify(tx, row, action, at);
  return action.do === "open" ? openLinked(tx, row, action, at) : callWebhook(tx, deps, row, action, at);
}

/** Letters by a template to the client and to employees, those of certain teams left out ([U-NOT-02], [U-NOT-04]). */
async function notify(tx: Tx, row: TicketRowFull, action: Of<"notify">, at: Outside): Promise<Done> {
  const { to, people = [], teams = [], notTeams = [], subject = "", text } = action;
  const state = stateOf(row);
  const parts = to.flatMap((part) => (part === "client" ? [] : state[part]));
  const readers = await ruleReaders(tx, row, {
    client: to.includes("client"),
    employees: [...parts, ...people],
    teams,
    notTeams,
  });
  if (!readers.client && readers.employees.length === 0) {
    throw badField("to", "nobody-to-tell", "There is nobody to tell.", "Name others, or give them addresses.");
  }
  const told = [...(readers.client ? ["client"] : []), ...readers.employees];
  const acted = await tell(tx, row, at, { did: "notify", to: told });
  const { id, name } = at.trigger;
  const { workspace_id: workspaceId } = row;
  // What is hidden from a role is in no letter to it; the client gets what the letter was written to tell him.
  const groups = await byHiddenFields(tx, workspaceId, readers.employees, [subject, text]);
  for (const [index, { employees, hidden }] of groups.entries()) {
    const others = index === 0 ? readers : { client: false, leftOut: [] };
    if (employees.length === 0 && !others.client && others.leftOut.length === 0) continue;
    const fill = await at.fill(row, hidden);
    const letter = { subject: fill(subject).trim(), text: fill(text), rule: { id, name }, seq: acted.event_count };
    await enqueue(tx, TELL_BY_RULE, { workspaceId, ticketId: row.id, ...others, employees, ...letter });
  }
  return { row: acted, run: { do: "notify", state: "done" } };
}

/** A ticket of its own about the same client and place, linked both ways. */
async function openLinked(tx: Tx, row: TicketRowFull, action: Of<"open">, at: Outside): Promise<Done> {
  const { workspace_id: workspaceId } = row;
  const fill = await at.fill(row);
  const service = action.service ? await findService(tx, workspaceId, action.service) : null;
  if (action.service && !service?.active) {
    throw badField("service", "unknown-service", "The service is not offered any more.", "Choose one from the list.");
  }
  const fresh = await insertTicket(
    tx,
    workspaceId,
    {
      subject: fill(action.subject).trim().slice(0, 500),
      description: fill(action.description ?? ""),
      channel: "internal",
      serviceId: service?.id ?? null,
      serviceTypeId: service?.typeId ?? (action.service === undefined ? row.service_type_id : null),
      placeId: row.place_id,
      contactId: row.contact_id,
      client: row.client as UnregisteredClient | null,
      companyId: row.company_id,
      linkedTo: row.id,
      teamId: action.team === undefined ? (service?.teamId ?? null) : action.team,
      processKey: service?.processKey ?? row.process_key,
      why: whyOf(at),
    },
    at.actor,
    at.now,
  );
  const link = { kind: "link", to: fresh.id, number: fresh.number, why: whyOf(at) } as const;
  const linked = await run(tx, row, stateOf(row), link, at.actor, at.now);
  const told = await tell(tx, linked.row, at, { did: "open", number: fresh.number });
  return { row: told, run: { do: "open", state: "done" } };
}

/** What is sent is what the ticket is now, however late it arrives. */
async function callWebhook(
  tx: Tx,
  deps: AutomationDeps,
  row: TicketRowFull,
  { url }: Of<"webhook">,
  at: Outside,
): Promise<Done> {
  const body = await webhookBody(tx, deps, row, at);
  const { runId, index } = at;
  const payload = { workspaceId: row.workspace_id, runId, index, url, body };
  await enqueue(tx, CALL_WEBHOOK, payload, { attempts: 10 });
  return { row: await tell(tx, row, at, { did: "webhook" }), run: { do: "webhook", state: "waiting" } };
}

const whyOf = ({ actor }: Doer) => (actor.kind === "system" ? (actor.why ?? []) : []);

async function tell(
  tx: Tx,
  row: TicketRowFull,
  { trigger, actor, now }: Outside,
  data: { did: string; to?: string[]; number?: number },
): Promise<TicketRowFull> {
  const { id: rule, name } = trigger;
  const report: AutomationReport = { kind: "automation.acted", data: { rule, name, ...data } };
  return (await run(tx, row, stateOf(row), { kind: "report", report }, actor, now)).row;
}
