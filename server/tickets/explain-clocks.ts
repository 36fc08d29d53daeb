import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Command } from "../../core/process/commands.ts";
import type { Process } from "../../core/process/process.ts";
import { planned, promisedBy } from "../../core/process/promises.ts";
import { standingOf } from "../../core/process/standing.ts";
import type { ClockName, TicketState } from "../../core/process/state.ts";
import { clockOf, countsAgainAt, hasStopped } from "../../core/sla/clock.ts";
import { explainClock } from "../../core/sla/explain-clock.ts";
import type { SlaFacts } from "../../core/sla/terms.ts";
import { loadService } from "../catalog/load-service.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadHiddenKeys } from "../settings/field-access.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { loadProcess } from "../settings/load-process.ts";
import { accessTicket } from "./access.ts";
import { actorOf } from "./act.ts";
import { checkLinks } from "./check-links.ts";
import { stateOf } from "./columns.ts";
import { namesIn } from "./list-events.ts";
import { loadFacts } from "./load-facts.ts";
import { asOpened, processFor, processKeyOf } from "./open-ticket.ts";
import { askSlaRules } from "./promise.ts";
import { seenWhy } from "./seen-event.ts";

type Clocks = Response<"getTicketClocks">;

/** The clocks of a ticket with everything that they were made of ([B-EXPL-03]). */
export async function explainClocks(tx: Tx, ctx: Ctx, key: string): Promise<Clocks> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const state = stateOf(row);
  const sla = await loadSlaFacts(tx, ctx.workspaceId);
  const process = await loadProcess(tx, ctx.workspaceId, row.process_key, row.process_version);
  const why = await whyOf(tx, ctx, row.id);
  return {
    now: ctx.now.toISOString(),
    ...(await namesOf(tx, ctx.workspaceId, state)),
    byHand: state.dueByHand,
    why,
    names: Object.fromEntries(await namesIn(tx, ctx.workspaceId, why)),
    reaction: explained({ process, state, sla, now: ctx.now }, "reaction"),
    resolution: explained({ process, state, sla, now: ctx.now }, "resolution"),
  };
}

type Asked = { process: Process; state: TicketState; sla: SlaFacts; now: Date };

function explained({ process, state, sla, now }: Asked, name: ClockName): Clocks["reaction"] {
  const promised = promisedBy(state, name, sla);
  if (!promised) return null;
  const { calendar, target, runs } = promised;
  const standing = standingOf(process, state, name, promised, clockOf(calendar, target, runs, now));
  const countsAgain = standing === "running" ? countsAgainAt(calendar, now) : null;
  return { ...explainClock(calendar, target, runs, now, hasStopped(standing)), standing, countsAgain };
}

/** The reasons of the promise that holds: of the last time that the rules were asked, without what is hidden from him. */
async function whyOf(tx: Tx, ctx: Ctx, ticketId: string): Promise<Clocks["why"]> {
  const { rows } = await sql<{ why: Clocks["why"] | null }>`select why from event
    where workspace_id = ${ctx.workspaceId} and ticket_id = ${ticketId}
    and kind = 'sla.applied' order by ticket_seq desc limit 1`.execute(tx);
  return seenWhy(rows[0]?.why ?? [], await loadHiddenKeys(tx, ctx));
}

async function namesOf(tx: Tx, workspaceId: string, { sla }: Pick<TicketState, "sla">) {
  if (!sla) return { rule: null, calendar: null };
  const { rows } = await sql<{ rule: string | null; calendar: string | null }>`select
    (select name from rule where workspace_id = ${workspaceId} and id = ${sla.rule}) as rule,
    (select name from calendar where workspace_id = ${workspaceId} and id = ${sla.calendar}) as calendar`.execute(tx);
  const { rule = null, calendar = null } = rows[0] ?? {};
  return {
    rule: sla.rule === null ? null : { id: sla.rule, name: rule ?? "" },
    calendar: { id: sla.calendar, name: calendar ?? "" },
  };
}

/** What the rules would promise a ticket that is being written, if it were opened now ([O-REG-13]). Writes nothing. */
export async function previewPromise(
  tx: Tx,
  ctx: Ctx,
  body: Request<"previewPromise">["body"],
): Promise<Response<"previewPromise">> {
  const { workspaceId, now } = ctx;
  await checkLinks(tx, ctx, body);
  const service = body.service ? await loadService(tx, ctx, body.service) : null;
  const command: Extract<Command, { kind: "open" }> = {
    kind: "open",
    subject: body.subject ?? "",
    description: "",
    channel: body.channel ?? "internal",
    priority: body.priority ?? null,
    serviceId: body.service ?? null,
    serviceTypeId: service?.typeId ?? body.serviceType ?? null,
    placeId: body.place ?? null,
    contactId: body.contact ?? null,
    companyId: body.company ?? null,
    custom: body.custom ?? {},
    teamId: body.team ?? service?.teamId ?? null,
  };
  const process = await processFor(tx, workspaceId, await processKeyOf(tx, workspaceId, body, service));
  const about = { serviceId: command.serviceId ?? null, placeId: command.placeId ?? null, teamId: null, named: [] };
  const facts = await loadFacts(tx, workspaceId, about);
  const state = asOpened(process, command, actorOf(ctx.person), facts, now);
  const said = await askSlaRules(tx, workspaceId, state, now);
  const opened = { ...state, sla: said?.terms ?? null };
  const why = seenWhy(said?.why ?? [], await loadHiddenKeys(tx, ctx));
  return { ...(await namesOf(tx, workspaceId, opened)), ...planned(opened, facts.sla), why };
}
