import type { Case, CommandOf } from "./case.ts";
import { hasEnded, needsPermission } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import type { Reason } from "./events.ts";
import { refuse, refuseIf } from "./refuse.ts";
import type { TicketState } from "./state.ts";

const OVER = { mend: "refusal.incident-over" } as const;

/** Whether the ticket is an incident: its type says so. */
export const isIncident = ({ facts }: Pick<Case, "facts">, { serviceTypeId }: Pick<TicketState, "serviceTypeId">) =>
  serviceTypeId !== null && facts.incidentTypes?.has(serviceTypeId) === true;

/** Who may attach and detach: whoever has the right [H-ACC-14]; what has ended is only taken off. */
export function mayJoinIncident(c: Case): Refusal[] {
  return [
    ...needsPermission(c, "ticket.incident"),
    ...refuseIf(hasEnded(c.state.category) && c.state.incident === null, "locked", "status", {
      mend: "refusal.locked-by-status",
    }),
  ];
}

/** The ticket goes under an incident, out of the one that it may have been in [H-INC-01]. */
export function decideJoinIncident(draft: Draft, command: CommandOf<"join-incident">): Refusal[] {
  const { incident, state: other, why } = command;
  const { state } = draft;
  if (state.incident?.id === incident.id) return needsPermission(draft, "ticket.incident");
  const refusals = [
    ...needsPermission(draft, "ticket.incident"),
    ...refuseIf(hasEnded(state.category), "locked", "status", { mend: "refusal.locked-by-status" }),
    ...refuseIf(isIncident(draft, state) || state.attached > 0, "is-an-incident"),
    ...refuseIf(!isIncident(draft, other) || other.incident !== null, "not-an-incident", "incident"),
    ...refuseIf(hasEnded(other.category) || other.mergedInto !== null, "locked", "incident", OVER),
  ];
  if (refusals.length > 0) return refusals;
  detach(draft, why);
  const { id, number } = incident;
  draft.record({
    kind: "incident.attached",
    data: { incident: id, number },
    set: { incident: { id, number } },
    ...(why && { why }),
  });
  return [];
}

/** The ticket is led alone again. */
export function decideLeaveIncident(draft: Draft, { why }: CommandOf<"leave-incident">): Refusal[] {
  const refusals = needsPermission(draft, "ticket.incident");
  if (refusals.length === 0) detach(draft, why);
  return refusals;
}

/** Whoever takes an ended ticket up again wants more than the incident has done: it goes on outside of it [H-INC-03]. */
export function leaveOnReopening(draft: Draft): void {
  detach(draft, [{ rule: "incident.reopened", facts: { status: draft.state.status } }]);
}

function detach(draft: Draft, why: Reason[] | undefined): void {
  const { incident } = draft.state;
  if (!incident) return;
  const data = { incident: incident.id, number: incident.number };
  draft.record({ kind: "incident.detached", data, set: { incident: null }, ...(why && { why }) });
}

/** One more is attached to this incident, which has not ended while somebody attached what is still to be done. */
export function decideTakeIn(draft: Draft, { ticket, underWay }: CommandOf<"take-in">): Refusal[] {
  const { category, attached } = draft.state;
  if (underWay && hasEnded(category)) return [refuse("locked", "incident", OVER)];
  const data = { ticket: ticket.id, number: ticket.number };
  draft.record({ kind: "incident.took", data, set: { attached: attached + 1 } });
  return [];
}

/** One less. */
export function decideLetGo(draft: Draft, { ticket }: CommandOf<"let-go">): Refusal[] {
  const data = { ticket: ticket.id, number: ticket.number };
  draft.record({ kind: "incident.let-go", data, set: { attached: Math.max(0, draft.state.attached - 1) } });
  return [];
}
