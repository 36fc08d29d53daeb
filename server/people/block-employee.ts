import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound, Problem } from "../platform/http/problem.ts";
import { actorOf } from "../tickets/act.ts";
import { countActiveTickets, replaceOnTickets } from "../tickets/replace-on-tickets.ts";
import type { PeopleDeps } from "./deps.ts";
import { endSessions } from "./end-sessions.ts";
import { keepingAdministrator } from "./last-administrator.ts";
import { readEmployee } from "./read-employees.ts";

/**
 * Blocks an employee: he cannot sign in ([O-EMP-03]), his sessions end and his tokens rest, what he did stays ([O-EMP-05]). While
 * he answers for tickets that are not closed a replacement is needed, who takes them all: else 409
 * `employee/has-tickets` ([O-EMP-06]).
 */
export async function blockEmployee(
  deps: PeopleDeps,
  ctx: Ctx,
  id: string,
  replacement: string | undefined,
): Promise<Response<"blockEmployee">> {
  const { workspaceId, person, now } = ctx;
  return ctx.write((tx) =>
    keepingAdministrator(tx, workspaceId, async () => {
      await setActive(tx, workspaceId, id, false);
      await endSessions(tx, "employee", id);
      if (replacement !== undefined) await checkReplacement(tx, workspaceId, id, replacement);
      const tickets = await countActiveTickets(tx, workspaceId, id);
      if (tickets > 0 && replacement === undefined) {
        throw new Problem(409, "employee/has-tickets", `He answers for tickets that are not closed: ${tickets}.`, {
          refusals: [
            {
              code: "employee/has-tickets",
              field: "replacement",
              message: `He answers for tickets that are not closed: ${tickets}.`,
              mend: "Name a colleague who takes them.",
              params: { tickets },
            },
          ],
        });
      }
      const moved =
        replacement === undefined || tickets === 0
          ? 0
          : await replaceOnTickets(tx, workspaceId, { from: id, to: replacement, by: actorOf(person), now });
      return { employee: await readEmployee(tx, deps, ctx, id), moved };
    }),
  );
}

/** Lets a blocked employee in again ([O-EMP-02]). */
export function unblockEmployee(deps: PeopleDeps, ctx: Ctx, id: string): Promise<Response<"unblockEmployee">> {
  return ctx.write(async (tx) => {
    await setActive(tx, ctx.workspaceId, id, true);
    return readEmployee(tx, deps, ctx, id);
  });
}

async function setActive(tx: Tx, workspaceId: string, id: string, active: boolean): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("employee")
    .set({ active })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw notFound("employee");
}

async function checkReplacement(tx: Tx, workspaceId: string, id: string, replacement: string): Promise<void> {
  const found = await tx
    .selectFrom("employee")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", replacement)
    .where("id", "<>", id)
    .where("active", "=", true)
    // Held until the end: he must not be blocked himself while he takes over.
    .forShare()
    .executeTakeFirst();
  if (found) return;
  throw badField("replacement", "unknown", "There is no such active colleague.", "Name another active employee.");
}
