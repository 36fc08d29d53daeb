import type { Case } from "./case.ts";
import { hasOption, isOn, statusOf } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Demand, Move, Process } from "./process.ts";
import { refuse } from "./refuse.ts";
import { same } from "./same.ts";
import type { TicketState } from "./state.ts";
import { resumeRequired } from "./timers.ts";

/** What a person gives with a move, trimmed. */
export type Given = { comment?: string | undefined; reasons?: string[] | undefined; many?: true | undefined };

/** What a move asks for: whether it must be there, and whether it is there already. */
export type Ask = {
  demand: Demand;
  required: boolean;
  fulfilled: boolean;
  /** The status comment that fulfils it stayed from an earlier change. */
  stale?: true;
};

/** All that a move asks for. A status with a resume date asks for it even where it is optional. */
export function asksOf(c: Case, move: Move): Ask[] {
  const target = statusOf(c.process, move.to);
  // Whoever takes the ticket on is its assignee then.
  const isTaken = move.takes === true && c.actor.kind === "employee";
  return demandsOf(c.process, move).map((demand) => {
    const required = demand.kind === "resumeAt" ? resumeRequired(target, c.facts) : isRequired(c, demand);
    const fulfilled = (isTaken && demand.kind === "assignee") || isFulfilled(c, demand, {});
    return demand.kind === "comment" && fulfilled
      ? { demand, required, fulfilled, stale: true }
      : { demand, required, fulfilled };
  });
}

/** Why a move cannot be done with what the ticket has and what is given; the resume date is read elsewhere. */
export function demandRefusals(c: Case, move: Move, given: Given): Refusal[] {
  return [...unmet(c, demandsOf(c.process, move, given.many), given), ...reasonRefusals(c, given)];
}

/** Which of these demands neither the ticket nor what is given fulfils; the resume date is read elsewhere. */
export function unmet(c: Case, demands: readonly Demand[], given: Given): Refusal[] {
  return demands
    .filter((demand) => demand.kind !== "resumeAt" && isRequired(c, demand) && !isFulfilled(c, demand, given))
    .map((demand) => refusalOf(c, demand));
}

/** The same of a step that has no target status of its own. */
export function asksAlone(c: Case, demands: readonly Demand[]): Ask[] {
  return demands.map((demand) => ({
    demand,
    required: isRequired(c, demand),
    fulfilled: isFulfilled(c, demand, {}),
  }));
}

/** Whether the comment given with the move is that of a cancellation, and not the one for colleagues. */
export function asksReasons(move: Move): boolean {
  return (move.needs ?? []).some(({ kind }) => kind === "reasons");
}

/** The fields that a status needs and that a ticket with these values leaves empty; `client` is one of them. */
export function emptyFields(process: Process, status: string, state: TicketState): Refusal[] {
  return (statusOf(process, status).needs ?? []).flatMap((demand) => {
    if (demand.kind === "client") return hasClient(state) ? [] : [refuse("field-required", "client")];
    const missing = demand.kind === "field" && isEmpty(fieldOf(state, demand.field));
    return missing ? [refuse("field-required", demand.field)] : [];
  });
}

function hasClient({ contactId, companyId, client }: TicketState): boolean {
  return contactId !== null || companyId !== null || !isEmpty(client?.name);
}

/** Whether a status, whatever move leads there, needs an assignee or a controller. */
export function statusNeeds(process: Process, status: string, kind: "assignee" | "controller"): boolean {
  return (statusOf(process, status).needs ?? []).some((demand) => demand.kind === kind);
}

function demandsOf(process: Process, move: Move, many?: true): Demand[] {
  const target = statusOf(process, move.to);
  const ofMany = (many && target.needsOfMany) || [];
  const all: Demand[] = [...(target.needs ?? []), ...ofMany, ...(move.needs ?? [])];
  if (target.resume) all.push({ kind: "resumeAt" });
  return all.filter((demand, index) => all.findIndex((other) => same(other, demand)) === index);
}

function isRequired(c: Case, demand: Demand): boolean {
  if (demand.kind === "reasons") {
    const asked = demand.setting === undefined || isOn(c, demand.setting);
    return asked && (demand.by === undefined || demand.by.includes(c.actor.kind));
  }
  if (demand.kind === "document") return demand.option === undefined || hasOption(c, demand.option);
  if (demand.kind === "controller") return hasOption(c, "useControllers");
  return true;
}

function isFulfilled(c: Case, demand: Demand, given: Given): boolean {
  const { state } = c;
  switch (demand.kind) {
    case "assignee":
      return state.assignees.length > 0;
    case "controller":
      return state.controllers.length > 0;
    case "comment":
      // What stayed in the field from an earlier change satisfies the rule; the client has no such field, and nobody
      // who moves many tickets has seen what each of them says.
      return (given.comment ?? (c.actor.kind === "employee" && !given.many ? state.statusComment : "")) !== "";
    case "reasons":
      return (given.reasons ?? []).length > 0;
    case "document":
      return state.documents.length > 0;
    case "field":
      return !isEmpty(fieldOf(state, demand.field));
    case "client":
      return hasClient(state);
    case "resumeAt":
      return false;
  }
}

function refusalOf(c: Case, demand: Demand): Refusal {
  switch (demand.kind) {
    case "assignee":
      return refuse("assignee-required", "assignees");
    case "controller":
      return refuse("controller-required", "controllers", { mend: "refusal.name-a-controller" });
    case "comment":
      return refuse("comment-required", "comment");
    case "reasons":
      return refuse("reasons-required", "reasons", { params: { count: c.facts.settings.cancelReasons.length } });
    case "document":
      return refuse("document-required", "documents");
    case "field":
      return refuse("field-required", demand.field);
    case "client":
      return refuse("field-required", "client");
    case "resumeAt":
      return refuse("resume-date-required", "resumeAt");
  }
}

/** Reasons must be on the workspace's list, and the one called "other" says nothing without a comment [H-CANC-04]. */
function reasonRefusals({ facts: { settings } }: Case, { reasons = [], comment = "" }: Given): Refusal[] {
  const unknown = reasons.filter((reason) => !settings.cancelReasons.includes(reason));
  const isMute = reasons.includes(settings.otherReason) && comment === "";
  return [
    ...unknown.map((reason) => refuse("unknown-reason", "reasons", { params: { reason } })),
    ...(isMute ? [refuse("comment-required", "comment")] : []),
  ];
}

/** A field by its name: one of the ticket, or `form.<key>`, `custom.<key>`. */
function fieldOf(state: TicketState, name: string): unknown {
  const own = new Map<string, unknown>(Object.entries(state));
  for (const group of ["form", "custom"] as const) {
    if (name.startsWith(`${group}.`)) return state[group][name.slice(group.length + 1)];
  }
  return own.get(name);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}
