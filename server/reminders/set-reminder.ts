import type { Reminder } from "../../contract/reminders.ts";
import type { Request } from "../../contract/routes.ts";
import { tellPerson } from "../live/tell-person.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { cancelJob, enqueue } from "../platform/jobs.ts";
import { beneathTicket } from "../tickets/access.ts";
import { readReminders } from "./list-reminders.ts";

/** The job that brings a ticket back. */
export const COME_BACK = "come-back";
export const jobKey = (reminder: string): string => `${COME_BACK}:${reminder}`;

/** Of one person: what he can look through. */
const MOST = 200;
const LONGEST_MS = 2 * 366 * 86_400_000;

/** The person wants a ticket back at a moment ([B-KEY-05]); one reminder of his for each ticket. */
export async function setReminder(
  tx: Tx,
  ctx: Ctx,
  key: string,
  body: Request<"setReminder">["body"],
): Promise<Reminder> {
  const { workspaceId, person, now } = ctx;
  const ticketId = await beneathTicket(tx, ctx, key, async (id) => id);
  const at = new Date(body.at);
  if (at <= now || at.getTime() > now.getTime() + LONGEST_MS) {
    throw new Problem(422, "reminder/time", "The moment must lie ahead, within two years.", {
      refusals: [{ code: "reminder-time", field: "at", message: "bad moment", mend: "Name a moment ahead." }],
    });
  }
  const { hides = false, text = "" } = body;
  const set = { at, hides, text: text.trim(), created_at: now, came: null, came_at: null };
  const { id } = await tx
    .insertInto("reminder")
    .values({ workspace_id: workspaceId, id: newId(), ticket_id: ticketId, employee_id: person.id, ...set })
    .onConflict((same) => same.columns(["workspace_id", "employee_id", "ticket_id"]).doUpdateSet(set))
    .returning("id")
    .executeTakeFirstOrThrow();
  const mine = await readReminders(tx, ctx, { most: MOST + 1 });
  const made = mine.find((one) => one.id === id) ?? (await readReminders(tx, ctx, { ticketId, most: 1 }))[0];
  if (!made) throw notFound("ticket");
  if (mine.length > MOST) throw new Problem(422, "reminder/too-many-reminders", `At most ${MOST} reminders at a time.`);
  await enqueue(tx, COME_BACK, { workspaceId, reminder: id }, { runAt: at, key: jobKey(id) });
  await tellOf(tx, { workspaceId, employeeId: person.id, ticketId, number: made.ticket.number, came: null });
  return made;
}

/** Cancels it, or puts away one that has come. There may be none. */
export async function dropReminder(tx: Tx, ctx: Ctx, key: string): Promise<void> {
  const { workspaceId, person } = ctx;
  const ticketId = await beneathTicket(tx, ctx, key, async (id) => id);
  const [mine] = await readReminders(tx, ctx, { ticketId, most: 1 });
  if (!mine) return;
  await tx.deleteFrom("reminder").where("workspace_id", "=", workspaceId).where("id", "=", mine.id).execute();
  await cancelJob(tx, jobKey(mine.id));
  await tellOf(tx, { workspaceId, employeeId: person.id, ticketId, number: mine.ticket.number, came: null });
}

type News = { workspaceId: string; employeeId: string; ticketId: string; number: number; came: Reminder["came"] };

/** Tells the person's screens that a reminder of his is another one, or that a ticket has come back. */
export const tellOf = (tx: Tx, { workspaceId, employeeId, ticketId, number, came }: News): Promise<void> =>
  tellPerson(tx, {
    workspaceId,
    personId: employeeId,
    event: "reminder",
    data: { ticket: ticketId, number, came },
  });
