import type { BulkAction } from "../../contract/bulk.ts";
import type { Permission } from "../../core/access/permissions.ts";
import type { Command } from "../../core/process/commands.ts";
import { refuse } from "../../core/process/refuse.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { loadHiddenKeys } from "../settings/field-access.ts";
import { accessTicket } from "../tickets/access.ts";
import { actorOf, type Foreseen, foresee, refused, withoutHidden } from "../tickets/act.ts";
import { changesOf } from "../tickets/change-ticket.ts";
import { checkLinks } from "../tickets/check-links.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { incidentCommand } from "../tickets/incidents/set-incident.ts";
import { foreseeMerge, type Merge } from "../tickets/merge/merge-tickets.ts";
import { unreadFor } from "../tickets/sync-people.ts";

/** What becomes of one ticket, before anything is saved. */
export type Looked =
  | { outcome: "done"; foreseen: Foreseen }
  | { outcome: "done"; merge: Merge }
  | { outcome: "same" }
  | { outcome: "refused"; refusals: RefusalView[] };

type Edit = Parameters<typeof changesOf>[3];
type Of<Name extends BulkAction["do"]> = Extract<BulkAction, { do: Name }>;

/** The rights of which an action takes at least one; which of them, the process says ticket by ticket. */
export const NEEDS: Readonly<Record<BulkAction["do"], readonly Permission[]>> = {
  move: ["ticket.move", "ticket.cancel", "ticket.reopen"],
  assign: ["ticket.assign"],
  set: ["ticket.write"],
  tag: ["ticket.write"],
  merge: ["ticket.write"],
  incident: ["ticket.incident"],
  unread: ["ticket.read"],
};

/** The right by which the person may do it at all, or undefined. */
export const rightFor = ({ permissions }: Person, action: BulkAction): Permission | undefined =>
  NEEDS[action.do].find((permission) => permissions.has(permission));

/**
 * What an action comes to on one ticket: the command that a person would give on its card, decided by the very same
 * rules, with nothing saved. A preview is this; doing it is this and saving ([B-UNDO-01]).
 */
export async function lookAt(
  tx: Tx,
  ctx: Ctx,
  row: TicketRowFull,
  action: BulkAction,
  doing?: { bulk: string },
): Promise<Looked> {
  try {
    if (action.do === "incident" && row.incident_id === action.into) return { outcome: "same" };
    if (row.incident_id !== null && action.do !== "unread") throw refused([refuse("in-incident")]);
    if (action.do === "merge") return await lookAtMerge(tx, ctx, row, action.into, doing);
    const command = await commandOf(tx, ctx, row, action);
    const foreseen = await foresee(tx, row, stateOf(row), command, actorOf(ctx.person), ctx.now);
    if (foreseen.decision.events.length === 0) return { outcome: "same" };
    const isUnread = action.do === "unread" && (await unreadFor(tx, row)).includes(ctx.person.id);
    return isUnread ? { outcome: "same" } : { outcome: "done", foreseen };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const refusals = refusalsOf(withoutHidden(error, await loadHiddenKeys(tx, ctx))).map(ofMany);
    return isThere(row, action, refusals) ? { outcome: "same" } : { outcome: "refused", refusals };
  }
}

/** A ticket that stands where all are to go has no move there, and wants none. */
const isThere = (row: TicketRowFull, action: BulkAction, refusals: readonly RefusalView[]): boolean =>
  action.do === "move" && row.status === action.to && refusals.every(({ code }) => code === "no-such-move");

/** Who moves one ticket has seen its status a moment ago; of many it differs. */
const ofMany = (refusal: RefusalView): RefusalView =>
  refusal.code === "no-such-move" && refusal.text === undefined ? { ...refusal, text: "no-move-from-there" } : refusal;

/** Every reason that a problem tells, or itself as one. */
export function refusalsOf({ refusals, code, message }: Problem): RefusalView[] {
  if (refusals.length > 0) return refusals;
  return [{ code: code.slice(code.indexOf("/") + 1), message, mend: message }];
}

/** The ticket and the one that it goes into, which is locked too while it is done. */
async function lookAtMerge(
  tx: Tx,
  ctx: Ctx,
  from: TicketRowFull,
  target: string,
  doing: { bulk: string } | undefined,
): Promise<Looked> {
  if (from.id === target || from.merged_into === target) return { outcome: "same" };
  const into = await accessTicket(tx, ctx, target, { lock: doing !== undefined });
  const why = doing && { why: [{ rule: "bulk.merged", facts: { bulk: doing.bulk } }] };
  return { outcome: "done", merge: await foreseeMerge(tx, ctx, { from, into, ...why }) };
}

type Single = Exclude<BulkAction, { do: "merge" }>;

async function commandOf(tx: Tx, ctx: Ctx, row: TicketRowFull, action: Single): Promise<Command> {
  switch (action.do) {
    case "move": {
      const { do: _, ...move } = action;
      return { kind: "move", ...move, many: true };
    }
    case "assign":
      return assignCommand(tx, ctx, row, action);
    case "set":
      if (action.fields.company) await checkLinks(tx, ctx, { company: action.fields.company });
      return editCommand(tx, ctx, row, action.fields);
    case "tag":
      return editCommand(tx, ctx, row, { custom: { [action.field]: tagged(row, action) } });
    case "incident":
      return incidentCommand(tx, ctx, action.into);
    case "unread":
      return { kind: "mark-unread" };
  }
}

const editCommand = async (tx: Tx, ctx: Ctx, row: TicketRowFull, edit: Edit): Promise<Command> => ({
  kind: "edit",
  changes: await changesOf(tx, ctx, row, edit),
});

const LISTS = { assignees: "assignee_ids", controllers: "controller_ids", observers: "observer_ids" } as const;

/** [H-BULK-08] Added to those who are there, or in their place. */
async function assignCommand(tx: Tx, ctx: Ctx, row: TicketRowFull, action: Of<"assign">): Promise<Command> {
  const { part, mode, employees, team, notify } = action;
  if (team !== undefined) await checkLinks(tx, ctx, { team });
  const people = mode === "add" ? [...new Set([...row[LISTS[part]], ...employees])] : employees;
  return {
    kind: "assign",
    [part]: people,
    ...(team === undefined ? {} : { team }),
    tells: { employees: notify.employees, client: notify.clients },
  };
}

/** The options that the ticket has then: those of before without the ones that go, and the ones that come. */
function tagged(row: TicketRowFull, { field, add, remove }: Of<"tag">): unknown[] {
  const held = stateOf(row).custom[field];
  const options: unknown[] = Array.isArray(held) ? held : [];
  return [...new Set([...options.filter((option) => !remove.some((gone) => gone === option)), ...add])];
}
