import type { Split } from "../../../contract/splits.ts";
import { moveMessages } from "../../conversation/move-thread.ts";
import { moveFiles } from "../../files/move-files.ts";
import { moveLetters } from "../../mail/move-letters.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { forbidden, notFound, Problem, type RefusalView } from "../../platform/http/problem.ts";
import { accessTicket } from "../access.ts";
import { actorOf, run } from "../act.ts";
import { changedSince } from "../changed-since.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";
import { loadSplit, undoUntil } from "./read-splits.ts";
import type { WayBack } from "./way-back.ts";

/**
 * Puts a split ticket back together, for 30 days and as long as nothing but a look has happened to either since
 * ([B-UNDO-02, B-UNDO-04]). The first one is exactly what it was; the other one is led on there, like a merged one.
 */
export async function undoSplit(tx: Tx, ctx: Ctx, key: string, splitId: string): Promise<Split> {
  const { workspaceId, person, now } = ctx;
  const { id: ticketId } = await accessTicket(tx, ctx, key, { lock: false });
  if (!person.permissions.has("ticket.write")) throw forbidden("ticket.write");
  const split = await tx
    .selectFrom("split")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", splitId)
    .where((eb) => eb.or([eb("from_id", "=", ticketId), eb("to_id", "=", ticketId)]))
    .forUpdate()
    .executeTakeFirst();
  if (!split) throw notFound("split");
  if (split.undone_at !== null) throw new Problem(409, "split/not-now", "It was taken back already.");
  if (now >= undoUntil(split)) {
    throw new Problem(409, "split/undo-too-late", "It was done so long ago that it stays.");
  }
  const from = await accessTicket(tx, ctx, split.from_id, { lock: true });
  const to = await accessTicket(tx, ctx, split.to_id, { lock: true });
  // The column holds what splitting has put there.
  const back = split.back as WayBack;
  await checkUntouched(tx, [from, back.fromEvents], [to, back.toEvents]);

  const actor = actorOf(person);
  const why = [{ rule: "split.undone", facts: { split: splitId } }];
  const { former, messages, files } = back;
  const undo = { kind: "undo", former, what: "split", moved: messages, permission: "ticket.write", why } as const;
  await run(tx, from, stateOf(from), { ...undo, tells: { employees: false, client: false } }, actor, now);
  const rejoin = { kind: "rejoin", into: { id: from.id, number: from.number }, why } as const;
  await run(tx, to, stateOf(to), rejoin, actor, now);
  await moveLetters(tx, workspaceId, { messages, from: to.id, to: from.id });
  await moveMessages(tx, workspaceId, messages, from.id);
  await moveFiles(tx, workspaceId, { from: to.id, to: from.id, only: files });
  await tx
    .updateTable("split")
    .set({ undone_at: now, undone_by: person.id })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", splitId)
    .execute();
  return loadSplit(tx, ctx, splitId);
}

async function checkUntouched(tx: Tx, ...tickets: [TicketRowFull, events: number][]): Promise<void> {
  const refusals: RefusalView[] = [];
  for (const [row, events] of tickets) {
    if (!(await changedSince(tx, row, events))) continue;
    const message = `Something has happened to ticket ${row.number} since.`;
    const params = { number: row.number };
    const mend = "Change both tickets by hand.";
    refusals.push({ code: "changed-since", text: "split-changed-since", message, mend, params });
  }
  if (refusals.length === 0) return;
  throw new Problem(409, "split/changed-since", "Something has happened since: it stays split.", { refusals });
}
