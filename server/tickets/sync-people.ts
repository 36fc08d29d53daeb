import type { Category } from "../../core/process/process.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";

/** Tickets on which work is still to be done: those a person's counters are read from. */
const AT_WORK: readonly Category[] = ["new", "open", "paused"];
const isAtWork = ({ category }: TicketState) => AT_WORK.includes(category);

const PARTS = { assignee: "assignees", controller: "controllers", observer: "observers" } as const;

/**
 * Keeps the rows that "my tickets" and "whose" are read from in step with the state. A new assignee finds the ticket
 * unread, unless he took it himself ([H-LBL-10]) or `knows` it otherwise.
 */
export async function syncPeople(
  tx: Tx,
  of: { workspaceId: string; ticketId: string },
  before: TicketState | null,
  after: TicketState,
  knows: (employeeId: string) => boolean,
): Promise<void> {
  for (const [part, key] of Object.entries(PARTS)) {
    const removed = (before?.[key] ?? []).filter((id) => !after[key].includes(id));
    if (removed.length === 0) continue;
    await tx
      .deleteFrom("ticket_person")
      .where("workspace_id", "=", of.workspaceId)
      .where("ticket_id", "=", of.ticketId)
      .where("part", "=", part)
      .where("employee_id", "in", removed)
      .execute();
  }
  if (before && isAtWork(before) !== isAtWork(after)) {
    await tx
      .updateTable("ticket_person")
      .set({ at_work: isAtWork(after) })
      .where("workspace_id", "=", of.workspaceId)
      .where("ticket_id", "=", of.ticketId)
      .execute();
  }
  const added = addedPeople(of, before, after, knows);
  if (added.length > 0) await tx.insertInto("ticket_person").values(added).execute();
}

/** The rows of those who are new on the ticket. */
export function addedPeople(
  of: { workspaceId: string; ticketId: string },
  before: TicketState | null,
  after: TicketState,
  knows: (employeeId: string) => boolean,
) {
  return Object.entries(PARTS).flatMap(([part, key]) =>
    after[key]
      .filter((id) => !before?.[key].includes(id))
      .map((id) => ({
        workspace_id: of.workspaceId,
        ticket_id: of.ticketId,
        employee_id: id,
        part,
        unread: part === "assignee" && !knows(id),
        at_work: isAtWork(after),
      })),
  );
}

/** Sets or clears the label Unread of one employee on a ticket he is assigned to. */
export async function setUnread(
  tx: Tx,
  of: { workspaceId: string; ticketId: string; employeeId: string },
  unread: boolean,
): Promise<boolean> {
  const changed = await tx
    .updateTable("ticket_person")
    .set({ unread })
    .where("workspace_id", "=", of.workspaceId)
    .where("ticket_id", "=", of.ticketId)
    .where("employee_id", "=", of.employeeId)
    .where("part", "=", "assignee")
    .where("unread", "!=", unread)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** The assignees to whom the ticket is unread. */
export async function unreadFor(tx: Tx, ticket: { workspace_id: string; id: string }): Promise<string[]> {
  const rows = await tx
    .selectFrom("ticket_person")
    .select("employee_id")
    .where("workspace_id", "=", ticket.workspace_id)
    .where("ticket_id", "=", ticket.id)
    .where("part", "=", "assignee")
    .where("unread", "=", true)
    .execute();
  return rows.map(({ employee_id }) => employee_id);
}
