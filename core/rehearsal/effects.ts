import type { Happened } from "../automation/happened.ts";
import type { Action } from "../automation/trigger.ts";
import type { Process } from "../process/process.ts";
import { same } from "../process/same.ts";
import type { TicketState } from "../process/state.ts";

/** An action that would have been done; `refused`: why it would have been left out. */
export type Tried = { action: Action; refused?: string };
/** What actions make of a ticket, as far as other triggers may ask for it, and what they are told of it. */
export type Effects = { state: TicketState; tried: Tried[]; happened: Happened[] };

/**
 * Goes through actions in their order without doing them: pure. Letters, notes and webhooks change nothing. `broken`:
 * those that name what is gone by now, with the word for it; they are left out as in earnest.
 */
export function effectsOf(
  actions: readonly Action[],
  begun: TicketState,
  process: Process,
  broken: ReadonlyMap<Action, string> = NONE,
): Effects {
  const effects: Effects = { state: begun, tried: [], happened: [] };
  for (const action of actions) {
    const { state } = effects;
    const isBlocked =
      (action.do === "move" && !leads(process, state.status, action.to)) ||
      (action.do === "handOver" && process.stages?.[action.to] === undefined);
    const refused = broken.get(action) ?? (isBlocked ? "no-such-move" : undefined);
    effects.tried.push(refused === undefined ? { action } : { action, refused });
    const next = refused !== undefined ? state : after(action, state, process);
    if (next === state) continue;
    effects.happened.push(...toldOf(state, next));
    effects.state = next;
  }
  return effects;
}

const NONE: ReadonlyMap<Action, string> = new Map();

/** Rules may do what employees may [U-UPD-04]. */
const leads = ({ moves }: Process, from: string, to: string): boolean =>
  moves.some((move) => move.to === to && move.from.includes(from) && move.by.some((kind) => kind !== "client"));

function after(action: Action, state: TicketState, process: Process): TicketState {
  switch (action.do) {
    case "move": {
      const category = process.statuses[action.to]?.category ?? state.category;
      return { ...state, status: action.to, category };
    }
    case "assign": {
      const { team, assignees, controllers, observers } = action;
      return changed(state, {
        ...(team === undefined ? {} : { teamId: team }),
        ...(assignees ? { assignees } : {}),
        ...(controllers ? { controllers: united(state.controllers, controllers) } : {}),
        ...(observers ? { observers: united(state.observers, observers) } : {}),
      });
    }
    case "handOver": {
      const { to, assignees = [] } = action;
      const isTheirs = process.responsible === "either" && assignees.length > 0;
      const teamId = isTheirs ? null : (process.stages?.[to]?.team ?? state.teamId);
      return changed(state, { stage: to, teamId, assignees });
    }
    case "set": {
      if (action.field !== "priority") return withCustom(state, action.field, action.value);
      const priority = typeof action.value === "string" && action.value !== "" ? action.value : null;
      return changed(state, { priority });
    }
    case "tag": {
      const held = state.custom[keyOf(action.field)];
      const options: unknown[] = Array.isArray(held) ? held : [];
      const left = options.filter((option) => !(action.remove ?? []).some((gone) => gone === option));
      return withCustom(state, action.field, [...new Set([...left, ...(action.add ?? [])])]);
    }
    default:
      return state;
  }
}

const united = (list: readonly string[], more: readonly string[]): string[] => [...new Set([...list, ...more])];
const keyOf = (field: string): string => field.replace(/^custom\./, "");
const withCustom = (state: TicketState, field: string, value: unknown): TicketState =>
  changed(state, { custom: { ...state.custom, [keyOf(field)]: value } });

/** The state itself where nothing of it would be another one. */
function changed(state: TicketState, part: Partial<TicketState>): TicketState {
  const next = { ...state, ...part };
  return same(next, state) ? state : next;
}

/** What the log would tell of a change of an action. */
function toldOf(before: TicketState, after: TicketState): Happened[] {
  const told = (kind: string, data: object): Happened[] => [
    { kind, data: Object.fromEntries(Object.entries(data)), by: "system" },
  ];
  if (before.status !== after.status) return told("status.changed", { from: before.status, to: after.status });
  const change = (key: "priority" | "custom" | "teamId" | "assignees" | "controllers" | "observers") =>
    same(before[key], after[key]) ? undefined : { from: before[key], to: after[key] };
  const changes = Object.entries({ priority: change("priority"), custom: change("custom") });
  const fields = changes.filter(([, one]) => one !== undefined);
  if (fields.length > 0) return told("fields.changed", { changes: Object.fromEntries(fields) });
  const { assignees, controllers, observers } = {
    assignees: change("assignees"),
    controllers: change("controllers"),
    observers: change("observers"),
  };
  return told("people.changed", { team: change("teamId"), assignees, controllers, observers });
}
