import { markRead } from "../conversation/mark-read.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { act } from "./act.ts";
import { setUnread } from "./sync-people.ts";

/** A person has the ticket on screen: labels are cleared by the rules, messages of the other side count as read. */
export async function seeTicket(tx: Tx, ctx: Ctx, key: string, tab: "main" | "notes" | undefined): Promise<void> {
  const { row } = await act(tx, ctx, key, { kind: "open-on-screen", tab: tab ?? "main" });
  const of = { workspaceId: ctx.workspaceId, ticketId: row.id };
  await markRead(tx, { ...of, by: ctx.person.kind, now: ctx.now });
  if (ctx.person.kind === "employee") await setUnread(tx, { ...of, employeeId: ctx.person.id }, false);
}

/** An assignee makes the ticket unread for himself again ([H-LBL-11]). */
export async function markUnread(tx: Tx, ctx: Ctx, key: string): Promise<void> {
  const { row } = await act(tx, ctx, key, { kind: "mark-unread" });
  await setUnread(tx, { workspaceId: ctx.workspaceId, ticketId: row.id, employeeId: ctx.person.id }, true);
}
