import type { Answer } from "../../../kit/api.ts";
import type { Difference } from "../../../kit/problem.ts";

export type Ticket = Answer<"getTicket">;

/** A field that somebody else changed after this person had read it: his value, and the one that is there now. */
export type Collision = { field: string; yours: unknown; theirs: unknown };

/**
 * What of a 412's difference really collides [B-KEY-03]: the version alone also grows when somebody only looks at the
 * ticket or changes another field. `base` is the ticket as this person saw it. Answers to the form and custom fields
 * are compared one by one, as `form.<key>` and `custom.<key>`.
 */
export function collisionsOf(base: Ticket, difference: Difference): Collision[] {
  const found: Collision[] = [];
  const compare = (field: string, yours: unknown, theirs: unknown, seen: unknown) => {
    if (!isSame(theirs, seen) && !isSame(theirs, yours)) found.push({ field, yours, theirs });
  };
  for (const [field, { yours, theirs }] of Object.entries(difference)) {
    if (field === "version") continue;
    const seen = valueIn(base, field);
    if (!isGroup(field)) compare(field, yours, theirs, seen);
    else {
      const [sent, there, was] = [entriesOf(yours), entriesOf(theirs), entriesOf(seen)];
      for (const [key, value] of sent) compare(`${field}.${key}`, value, there.get(key), was.get(key));
    }
  }
  return found;
}

/** The version that is there now, as a 412 tells it. */
export function versionOf(difference: Difference): number | undefined {
  const theirs = difference.version?.theirs;
  return typeof theirs === "number" ? theirs : undefined;
}

const isGroup = (field: string) => field === "form" || field === "custom";
const idsOf = (people: readonly { id: string }[] | undefined) => (people ?? []).map(({ id }) => id);

/** A field of the state as the card's answer has it. Names are those of the state: `serviceId`, `assignees`. */
function valueIn(ticket: Ticket, field: string): unknown {
  switch (field) {
    case "serviceId":
      return ticket.service?.id ?? null;
    case "serviceTypeId":
      return ticket.serviceType?.id ?? null;
    case "placeId":
      return ticket.place?.id ?? null;
    case "otherPlaces":
      return idsOf(ticket.otherPlaces);
    case "contactId":
      return ticket.clientView?.registered ? ticket.clientView.id : null;
    case "client":
      return unregisteredOf(ticket);
    case "companyId":
      return ticket.company?.id ?? null;
    case "teamId":
      return ticket.team?.id ?? null;
    case "assignees":
      return idsOf(ticket.assignees);
    case "controllers":
      return idsOf(ticket.controllers);
    case "observerTeams":
      return idsOf(ticket.observerTeams);
    case "observers":
      return idsOf(ticket.observers);
    case "form":
      return Object.fromEntries(ticket.form.map(({ key, value }) => [key, value]));
    default:
      return new Map<string, unknown>(Object.entries(ticket)).get(field);
  }
}

function unregisteredOf({ clientView }: Ticket): unknown {
  if (!clientView || clientView.registered) return null;
  const { name, phone, email } = clientView;
  return { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

/** Alike as JSON; what is absent is alike with null, keys may stand in any order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}
function ordered(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const sorted = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(sorted.map(([key, part]) => [key, ordered(part)]));
}
