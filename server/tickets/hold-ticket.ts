import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Refusal } from "../../core/process/commands.ts";
import { LIMITS } from "../../core/process/limits.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { accessTicket } from "./access.ts";
import { act } from "./act.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { loadNames, refOf } from "./ticket-names.ts";

type Held = Response<"holdTicket">;

/**
 * Opens the processing window of a ticket, or, with `keep`, says that its page is still there ([L-PROC-01, L-PROC-02]).
 * Of two who open it at once the row's lock lets one go first; the other is told who has it. 422 where there is no such
 * window. To keep a window never opens it: what was saved meanwhile stays saved.
 */
export async function holdTicket(
  tx: Tx,
  ctx: Ctx,
  key: string,
  { window, keep: only }: Request<"holdTicket">["body"],
): Promise<Held> {
  const seen = await accessTicket(tx, ctx, key, { lock: false });
  const until = new Date(ctx.now.getTime() + LIMITS.leaseMs);
  // The page of the one who holds it says so every few seconds: nothing of the ticket changes, and no row is locked.
  const isHeld = only || holderIn(seen) === ctx.person.id;
  const row = isHeld ? seen : await take(tx, ctx, seen.id, until);
  if (holderIn(row) === ctx.person.id) await keep(tx, ctx, row.id, window, until);
  const names = await loadNames(tx, ctx.workspaceId, [row]);
  const { lease, processing } = stateOf(row);
  return {
    held: lease?.by === ctx.person.id,
    by: refOf(names.people, lease?.by ?? null),
    since: lease && processing ? processing.startedAt : null,
  };
}

/** The page has closed the window. The last page of the one who holds the ticket gives it back ([L-NEW-07]). */
export async function leaveTicket(tx: Tx, ctx: Ctx, key: string, window: string): Promise<void> {
  const { workspaceId, person, now } = ctx;
  const { id } = await accessTicket(tx, ctx, key, { lock: true });
  await dropLost(tx, workspaceId, id, now);
  await tx
    .deleteFrom("ticket_window")
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", id)
    .where("id", "=", window)
    .where("employee_id", "=", person.id)
    .execute();
  const { until } = await lastSign(tx, workspaceId, id, person.id);
  if (until === null) await act(tx, { ...ctx, ifMatch: null }, id, { kind: "leave-screen" });
}

/** Forgets the pages that have not said in time that they are there. */
export async function dropLost(tx: Tx, workspaceId: string, ticketId: string, now: Date): Promise<void> {
  await tx
    .deleteFrom("ticket_window")
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", ticketId)
    .where("until", "<=", now)
    .execute();
}

/** Until when the pages of the one who holds the ticket have said to be there; null: none has. */
export async function lastSign(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  employeeId: string | null,
): Promise<{ until: Date | null }> {
  const { until } = await tx
    .selectFrom("ticket_window")
    .select((eb) => eb.fn.max("until").as("until"))
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", ticketId)
    .where("employee_id", "=", employeeId)
    .executeTakeFirstOrThrow();
  return { until };
}

const holderIn = (row: TicketRowFull): string | null => stateOf(row).lease?.by ?? null;

/** The ticket as it is after the attempt: taken, or in another's hands. */
async function take(tx: Tx, ctx: Ctx, id: string, until: Date): Promise<TicketRowFull> {
  const command = { kind: "open-on-screen", hold: { until: until.toISOString() } } as const;
  try {
    return (await act(tx, { ...ctx, ifMatch: null }, id, command)).row;
  } catch (error) {
    if (!(error instanceof Problem) || !isOthers(error)) throw error;
    return accessTicket(tx, ctx, id, { lock: false });
  }
}

const isOthers = ({ refusals }: Problem): boolean => {
  const code: Refusal["code"] = "held-by-other";
  return refusals.length === 1 && refusals[0]?.code === code;
};

async function keep(tx: Tx, ctx: Ctx, ticketId: string, window: string, until: Date): Promise<void> {
  const { workspaceId, person } = ctx;
  await sql`insert into ticket_window (workspace_id, ticket_id, id, employee_id, until)
    values (${workspaceId}, ${ticketId}, ${window}, ${person.id}, ${until})
    on conflict (workspace_id, ticket_id, id) do update set until = excluded.until
      where ticket_window.employee_id = excluded.employee_id`.execute(tx);
}
