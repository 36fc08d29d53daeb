import type { Message } from "../../contract/conversation.ts";
import type { Response } from "../../contract/routes.ts";
import { fileViews } from "../files/file-views.ts";
import { tellPerson } from "../live/tell-person.ts";
import { findEmployee } from "../people/authenticate.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem, type RefusalView } from "../platform/http/problem.ts";
import { cancelJob, type JobPayload } from "../platform/jobs.ts";
import { beneathTicket } from "../tickets/access.ts";
import { type HeldRow, readHeld, releaseKey } from "./held-row.ts";
import { sayMessage } from "./say-message.ts";

/**
 * Says a message that nobody has recalled in time ([B-UNDO-03]), by the rights that its author has now. What the rules
 * refuse meanwhile (somebody has closed the ticket) is kept with the message, so that its words are not lost.
 */
export async function releaseMessage(db: Db, payload: JobPayload, now: Date): Promise<void> {
  const { workspaceId, held } = payload as JobPayload & { held: string };
  try {
    await inWorkspace(db, workspaceId, async (tx) => {
      const row = await lockHeld(tx, workspaceId, held);
      if (!row || row.refusals !== null) return;
      const author = await findEmployee(tx, workspaceId, row.employee_id, row.scopes);
      if (!author) throw new Problem(403, "not-allowed", "Your role does not allow this.");
      const ctx = { person: author.person, workspaceId, now, ifMatch: null, ...waysIn(db, workspaceId) };
      await sayHeld(tx, ctx, row);
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const refusals = JSON.stringify(refusalsOf(error));
    await inWorkspace(db, workspaceId, async (tx) => {
      const row = await tx
        .updateTable("held_message")
        .set({ refusals })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", held)
        .returning(["employee_id", "ticket_id"])
        .executeTakeFirst();
      if (row) await tellAuthor(tx, { workspace_id: workspaceId, ...row });
    });
  }
}

/** The author does not want to wait. */
export async function sendHeld(tx: Tx, ctx: Ctx, key: string, held: string): Promise<Message> {
  const message = await sayHeld(tx, ctx, await accessHeld(tx, ctx, key, held));
  await cancelJob(tx, releaseKey(held));
  return message;
}

/** Gives back what was written; nobody has heard of it ([B-UNDO-03]). */
export async function recallMessage(tx: Tx, ctx: Ctx, key: string, held: string): Promise<Response<"recallMessage">> {
  const row = await accessHeld(tx, ctx, key, held);
  const { text = "", files = [], mentions = [] } = row.body;
  await forget(tx, row);
  await cancelJob(tx, releaseKey(held));
  return { text, files: await fileViews(tx, ctx.workspaceId, files), mentions };
}

async function sayHeld(tx: Tx, ctx: Ctx, row: HeldRow): Promise<Message> {
  const message = await sayMessage(tx, ctx, row.ticket_id, row.body);
  await forget(tx, row);
  return message;
}

async function forget(tx: Tx, row: HeldRow): Promise<void> {
  await tx.deleteFrom("held_message").where("workspace_id", "=", row.workspace_id).where("id", "=", row.id).execute();
  await tellAuthor(tx, row);
}

/** On his other screens, too. */
const tellAuthor = (tx: Tx, row: Pick<HeldRow, "workspace_id" | "employee_id" | "ticket_id">): Promise<void> =>
  tellPerson(tx, {
    workspaceId: row.workspace_id,
    personId: row.employee_id,
    event: "held",
    data: { ticket: row.ticket_id },
  });

/** One of the person's own, locked, on a ticket that he sees. Recalling and saying it wait for each other here. */
async function accessHeld(tx: Tx, ctx: Ctx, key: string, held: string): Promise<HeldRow> {
  const ticketId = await beneathTicket(tx, ctx, key, async (id) => id);
  const row = await lockHeld(tx, ctx.workspaceId, held);
  if (row?.ticket_id !== ticketId || row.employee_id !== ctx.person.id) throw notFound("message");
  return row;
}

async function lockHeld(tx: Tx, workspaceId: string, id: string): Promise<HeldRow | undefined> {
  const row = await tx
    .selectFrom("held_message")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && readHeld(row);
}

const refusalsOf = ({ refusals, code, message }: Problem): RefusalView[] =>
  refusals.length > 0 ? refusals : [{ code: code.slice(code.indexOf("/") + 1), message, mend: message }];

const waysIn = (db: Db, workspaceId: string): Pick<Ctx, "read" | "later" | "write" | "writeAnew"> => {
  const write: Ctx["write"] = (work) => inWorkspace(db, workspaceId, work);
  const read: Ctx["read"] = (work) => inWorkspace(db, workspaceId, work, { reads: true });
  return { read, later: read, write, writeAnew: write };
};
