import type { Response } from "../../../contract/routes.ts";
import { explained } from "../../platform/http/constraints.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { Problem } from "../../platform/http/problem.ts";
import { newId } from "../../platform/ids.ts";
import { enqueue } from "../../platform/jobs.ts";
import { type Asked, planMigration } from "./plan-migration.ts";
import { readMigrations } from "./read-migrations.ts";

/** The task of the worker that moves tickets to another version of their process. */
export const MIGRATE_TICKETS = "migrate-tickets";

const CONSTRAINTS = {
  process_migration_running: new Problem(
    409,
    "process/migration-running",
    "Tickets of this process are being moved already: wait until that has ended.",
  ),
};

/**
 * Begins to move tickets under way to another version ([B-PROC-03]); a job does it. 422 `process/status-gone` names the
 * statuses that the other version does not have, as long as nobody says where their tickets go.
 */
export const startMigration = (ctx: Ctx, key: string, asked: Asked): Promise<Response<"startMigration">> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    const plan = await planMigration(tx, workspaceId, key, asked);
    const gone = plan.statuses.filter(({ to }) => to === null);
    if (gone.length > 0) {
      throw new Problem(422, "process/status-gone", "Some tickets have no status in the other version.", {
        refusals: gone.map(({ status, tickets }) => ({
          code: "status-gone",
          field: `map.${status}`,
          message: `${tickets} tickets stand in "${status}".`,
          mend: "Say to which status of the other version they go.",
          params: { status, tickets },
        })),
      });
    }
    const id = newId();
    await explained(CONSTRAINTS, () =>
      tx
        .insertInto("process_migration")
        .values({
          workspace_id: workspaceId,
          id,
          process_key: key,
          from_version: asked.from ?? null,
          to_version: asked.to,
          map: JSON.stringify(asked.map),
          total: plan.total,
          started_by: ctx.person.id,
          started_at: ctx.now,
        })
        .execute(),
    );
    await enqueue(tx, MIGRATE_TICKETS, { workspaceId, migration: id });
    const [begun] = await readMigrations(tx, workspaceId, { id });
    if (!begun) throw new Error("The migration that was just begun is not there");
    return begun;
  });
