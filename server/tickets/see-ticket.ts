import { markRead } from "../conversation/mark-read.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { act } from "./act.ts";
import { setUnread } from "./sync-people.ts";

/**
 * A person has the ticket on screen: labels are cleared by the rules, messages of the other side count as read. An
 * assignee's own label Unread goes with it, and his other windows and counters hear of it ([H-LBL-10]).
 */
export async function seeTicket(tx: Tx, ctx: Ctx, key: string, tab: "main" | "notes" | undefined): Promise<void> {
  const { workspaceId, person, now } = ctx;
  const { row } = await act(tx, ctx, key, async ({ id: ticketId }) => {
    const was =
      person.kind === "employee" && (await setUnread(tx, { workspaceId, ticketId, employeeId: person.id }, false));
    return { kind: "open-on-screen", tab: tab ?? "main", ...(was ? { unread: true } : {}) };
  });
  await markRead(tx, { workspaceId, ticketId: row.id, by: person.kind, now });
}

/** An assignee makes the ticket unread for himself again ([H-LBL-11]). */
export async function markUnread(tx: Tx, ctx: Ctx, key: string): Promise<void> {
  const { row } = await act(tx, ctx, key, { kind: "mark-unread" });
  await setUnread(tx, { workspaceId: ctx.workspaceId, ticketId: row.id, employeeId: ctx.person.id }, true);
}
