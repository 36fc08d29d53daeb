import type { Actor, Command, Facts, Refusal } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { namedByProcess } from "../../core/process/people.ts";
import { ENDED, type Process } from "../../core/process/process.ts";
import type { TicketState } from "../../core/process/state.ts";
import refusalTexts from "../../locales/en/refusal.json" with { type: "json" };
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { loadHiddenKeys, loadOpenFields, namesHidden, seenCustom } from "../settings/field-access.ts";
import { loadProcess } from "../settings/load-process.ts";
import { accessTicket, checkVersion, loadTicket, type TicketKey } from "./access.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { loadFacts, namedBy, onTicket } from "./load-facts.ts";
import { askAfterEdit } from "./promise.ts";
import { type Accepted, saveDecision } from "./save-decision.ts";

export const actorOf = (person: Person): Actor =>
  person.kind === "employee"
    ? { kind: "employee", id: person.id, permissions: person.permissions }
    : { kind: "client", id: person.id };

const SENTENCES: Record<string, unknown> = refusalTexts;

export const SYSTEM: Actor = { kind: "system", id: null };

/** What a command did: the ticket's row before and now, and the decision. */
export type Done = { before: TicketRowFull; row: TicketRowFull; decision: Accepted };

/**
 * A person's command on a ticket, whole: load and lock, check the version, decide, save, record, enqueue. `changes`
 * are what the command would set, by field, to be told against what is there when the version is old. Throws 404, 412,
 * or 422 with every refusal.
 */
export async function act(
  tx: Tx,
  ctx: Ctx,
  key: TicketKey,
  command: Command | ((row: TicketRowFull, state: TicketState) => Command | Promise<Command>),
  changes: object = {},
): Promise<Done> {
  const row = await accessTicket(tx, ctx, key, { lock: true });
  const state = stateOf(row);
  const open = await loadOpenFields(tx, ctx);
  checkVersion(ctx, row, changes, { ...state, custom: seenCustom(open, state.custom) });
  const given = typeof command === "function" ? await command(row, state) : command;
  try {
    return await run(tx, row, state, given, actorOf(ctx.person), ctx.now);
  } catch (error) {
    throw error instanceof Problem ? withoutHidden(error, await loadHiddenKeys(tx, ctx)) : error;
  }
}

/** The refusals of a problem that ask for a hidden field, without its name: who reads it knows of no such field. */
export function withoutHidden(problem: Problem, hidden: ReadonlySet<string>): Problem {
  const isHidden = ({ code, field = "" }: RefusalView) => code === "field-required" && namesHidden(field, hidden);
  if (!problem.refusals.some(isHidden)) return problem;
  const refusals = problem.refusals.map((refusal) => {
    if (!isHidden(refusal)) return refusal;
    const { field: _, params: __, text: ___, ...rest } = refusal;
    return { ...rest, code: "hidden-field-required", message: "hidden field required", mend: HIDDEN };
  });
  return new Problem(problem.status, problem.code, problem.message, { refusals });
}
const HIDDEN = "Something is missing that you do not see: ask a colleague who fills it in.";

/** What a command comes to: the process and the facts that it was decided by, and the decision. */
export type Foreseen = { process: Process; facts: Facts; decision: Accepted };

/** Decides a command on a row and saves nothing. Throws what refuses it, as `run` would. */
export async function foresee(
  tx: Tx,
  row: TicketRowFull,
  state: TicketState,
  command: Command,
  actor: Actor,
  now: Date,
): Promise<Foreseen> {
  const process = await loadProcess(tx, row.workspace_id, row.process_key, row.process_version);
  const facts = await loadFacts(tx, row.workspace_id, {
    serviceId: row.service_id,
    placeId: row.place_id,
    otherPlaces: row.other_place_ids,
    teamId: row.team_id,
    named: namedBy(command, [
      ...onTicket(row),
      ...(actor.kind === "employee" ? [actor.id] : []),
      ...namedByProcess(process),
      ...holder(state),
    ]),
  });
  const decision = decide(process, state, command, actor, facts, now);
  if (!decision.ok) throw refused(decision.refusals);
  return { process, facts, decision };
}

/** A command of any actor on a row that the caller has loaded and locked. */
export async function run(
  tx: Tx,
  row: TicketRowFull,
  state: TicketState,
  command: Command,
  actor: Actor,
  now: Date,
): Promise<Done> {
  return saveForeseen(tx, row, await foresee(tx, row, state, command, actor, now), actor, now);
}

/** Saves what was foreseen for a row that is still locked, with what an edit changes about its promise. */
export async function saveForeseen(
  tx: Tx,
  row: TicketRowFull,
  { process, facts, decision }: Foreseen,
  actor: Actor,
  now: Date,
): Promise<Done> {
  const saved = await saveDecision(tx, row, decision, actor, now, process);
  await tellIncidents(tx, row, saved, actor, now);
  if (!decision.events.some(({ kind }) => kind === "fields.changed")) return { before: row, row: saved, decision };
  const sla = await askAfterEdit(tx, row, saved, now);
  if (!sla) return { before: row, row: saved, decision };
  const promised = decide(process, decision.state, { kind: "promise", cause: "edit", ...sla }, SYSTEM, facts, now);
  if (!promised.ok) throw refused(promised.refusals);
  return { before: row, row: await saveDecision(tx, saved, promised, SYSTEM, now, process), decision };
}

/** The incidents that a ticket has come to and has left, in one order for all who lock them: they count their tickets. */
async function tellIncidents(
  tx: Tx,
  before: TicketRowFull,
  { id, number, category, incident_id: joined }: TicketRowFull,
  actor: Actor,
  now: Date,
): Promise<void> {
  const left = before.incident_id;
  if (left === joined) return;
  for (const incident of [left, joined].filter((one) => one !== null).toSorted()) {
    const row = await loadTicket(tx, before.workspace_id, incident, { lock: true });
    const ticket = { id, number };
    const underWay = !ENDED.some((ended) => ended === category);
    const command =
      incident === joined ? ({ kind: "take-in", ticket, underWay } as const) : ({ kind: "let-go", ticket } as const);
    await run(tx, row, stateOf(row), command, actor, now);
  }
}

/** Who has the processing window open becomes an assignee when he saves. */
const holder = ({ lease }: TicketState): string[] => (lease ? [lease.by] : []);

/** Refusals that are about who asks and not about what. */
const RIGHTS: readonly Refusal["code"][] = ["permission-missing", "not-for-clients", "clients-only"];

/** What to do, in English for programs; people read the sentence of their own language. */
function sentence(text: string, params: Record<string, string | number>): string {
  const known = SENTENCES[text];
  const found = typeof known === "string" ? known : text.replaceAll("-", " ");
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ""));
}

/** The refusals of the rules as the API tells them. `permission-missing` alone is a 403. */
export function refused(refusals: Refusal[]): Problem {
  const views = refusals.map(({ code, field, mend, params }) => {
    const text = mend.slice("refusal.".length);
    return {
      code,
      ...(field === undefined ? {} : { field }),
      message: code.replaceAll("-", " "),
      mend: sentence(text, params ?? {}),
      ...(text === code ? {} : { text }),
      ...(params === undefined ? {} : { params }),
    };
  });
  const onlyRights = refusals.every(({ code }) => RIGHTS.includes(code));
  return onlyRights
    ? new Problem(403, "not-allowed", "Your role does not allow this.", { refusals: views })
    : new Problem(422, "ticket/refused", "The ticket cannot be changed like this.", { refusals: views });
}
