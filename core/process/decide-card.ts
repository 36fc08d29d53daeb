import type { Case, CommandOf } from "./case.ts";
import { hasEnded, needsPermission, statusOf, teamInCharge, tooLong } from "./case.ts";
import type { EditableFields, Refusal } from "./commands.ts";
import { emptyFields } from "./demands.ts";
import type { Draft } from "./draft.ts";
import { LIMITS } from "./limits.ts";
import { placeRefusals, settlePlaces } from "./places.ts";
import { refuse, refuseIf } from "./refuse.ts";
import { same } from "./same.ts";

/** The fields that `edit` changes; all others change only by their own commands, the channel never [H-EDIT-02]. */
export const EDITABLE_FIELDS: readonly (keyof EditableFields)[] = [
  "subject",
  "description",
  "priority",
  "serviceId",
  "serviceTypeId",
  "placeId",
  "otherPlaces",
  "contactId",
  "client",
  "companyId",
  "form",
  "custom",
];

/** Base data change; what is the same as before is no change. */
export function decideEdit(draft: Draft, command: CommandOf<"edit">): Refusal[] {
  const changes = settlePlaces(draft.state, command.changes);
  const strange = Object.keys(changes).filter((name) => !EDITABLE_FIELDS.some((field) => field === name));
  const refusals = [
    ...mayEdit(draft),
    ...strange.map((name) => refuse("locked", name, name === "channel" ? { mend: "refusal.channel-is-fixed" } : {})),
    ...emptied(draft, changes),
    ...tooLong(changes.subject, LIMITS.subject, "subject"),
    ...tooLong(changes.description, LIMITS.text, "description"),
    ...placeRefusals({ ...draft.state, ...changes }),
  ];
  if (refusals.length > 0) return refusals;
  const told: Record<string, { from: unknown; to: unknown }> = {};
  for (const field of EDITABLE_FIELDS) {
    const to = changes[field];
    if (to !== undefined && !same(draft.state[field], to)) told[field] = { from: draft.state[field], to };
  }
  if (Object.keys(told).length === 0) return [];
  const set = Object.fromEntries(Object.entries(told).map(([field, { to }]) => [field, to]));
  draft.record({ kind: "fields.changed", data: { changes: told }, set });
  draft.tell("fields", { to: draft.state.assignees, teams: teamInCharge(draft.state) });
  return [];
}

/** Fields that must not be emptied: those a new ticket needs, and those of the status it is in. */
function emptied({ process, state }: Case, changes: Partial<EditableFields>): Refusal[] {
  const after = { ...state, ...changes };
  const statuses = [...new Set([process.start, state.status])];
  return statuses
    .flatMap((status) => emptyFields(process, status, after))
    .filter(
      ({ field }, index, all) =>
        field && touches(changes, field) && all.findIndex((one) => one.field === field) === index,
    );
}

/** Who asks is kept in three fields. */
function touches(changes: Partial<EditableFields>, field: string): boolean {
  const fields = field === "client" ? ["client", "contactId", "companyId"] : [field];
  return fields.some((name) => name in changes);
}

/** Permission, and the locks: the status, an issued invoice, a rating of the finished work [H-EDIT-04…06]. */
export function mayEdit(c: Case): Refusal[] {
  const { editable = !hasEnded(c.state.category) } = statusOf(c.process, c.state.status);
  const isRated = c.state.rating !== null && hasEnded(c.state.category);
  return [
    ...needsPermission(c, "ticket.write"),
    ...refuseIf(c.facts.invoices > 0, "locked", "invoices", { mend: "refusal.locked-by-invoice" }),
    ...refuseIf(!editable, "locked", "status", { mend: "refusal.locked-by-status" }),
    ...refuseIf(isRated, "locked", "rating", { mend: "refusal.locked-by-rating" }),
  ];
}

/** An employee takes the ticket on without doing anything else. */
export function decideAccept(draft: Draft): Refusal[] {
  const refusals = mayAccept(draft);
  if (refusals.length === 0) recordAcceptance(draft);
  return refusals;
}

export function mayAccept(c: Case): Refusal[] {
  return [
    ...(c.actor.kind === "system" ? [refuse("permission-missing")] : needsPermission(c, "ticket.write")),
    ...refuseIf(c.state.acceptedAt !== null, "already-accepted"),
    ...refuseIf(hasEnded(c.state.category), "locked", "status", { mend: "refusal.locked-by-status" }),
  ];
}

/** The first act of an employee, of whatever kind, is the acceptance [H-FILT-12]. */
export function recordAcceptance(draft: Draft): void {
  const { actor, state, at } = draft;
  if (actor.kind !== "employee" || state.acceptedAt !== null) return;
  draft.record({ kind: "ticket.accepted", data: { by: actor.id }, set: { acceptedBy: actor.id, acceptedAt: at } });
}

/** The ticket is linked with another: told in the history of this one. */
export function decideLink(draft: Draft, { to, number, why }: CommandOf<"link">): Refusal[] {
  const refusals = needsPermission(draft, "ticket.write");
  if (refusals.length > 0) return refusals;
  const data = { to, ...(number !== undefined && { number }) };
  draft.record({ kind: "ticket.linked", data, set: {}, ...(why && { why }) });
  return [];
}
