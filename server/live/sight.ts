import { type Db, inWorkspace } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { seenBy } from "../tickets/scope.ts";

/** A ticket that somebody may know of, as it is now. */
export type Seen = { id: string; number: number; version: number };

/** People of one workspace with the same key see the same tickets, so that one question answers for all of them. */
export function scopeKey(person: Person): string {
  if (person.kind === "contact") return `contact ${person.id}`;
  const reads = person.permissions.has("section.tickets") && person.permissions.has("ticket.read");
  if (!reads) return "nothing";
  const places = person.allPlaces ? "everywhere" : [...person.places].sort().join();
  return `employee ${places} ${[...person.closedServices].sort().join()}`;
}

/** Which of the tickets the person sees. */
export async function seenTickets(db: Db, person: Person, ids: readonly string[]): Promise<Map<string, Seen>> {
  if (ids.length === 0) return new Map();
  const rows = await inWorkspace(db, person.workspaceId, (tx) =>
    tx
      .selectFrom("ticket as t")
      .select(["t.id", "t.number", "t.version"])
      .where("t.workspace_id", "=", person.workspaceId)
      .where("t.id", "in", [...ids])
      .where(seenBy(person))
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whose tickets these are: of the many clients with open streams only they need to be asked for. */
export async function contactsOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await inWorkspace(db, workspaceId, (tx) =>
    tx
      .selectFrom("ticket")
      .select("contact_id")
      .where("workspace_id", "=", workspaceId)
      .where("id", "in", [...ids])
      .where("contact_id", "is not", null)
      .execute(),
  );
  return new Set(rows.flatMap(({ contact_id }) => contact_id ?? []));
}
