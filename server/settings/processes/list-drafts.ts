import type { Response } from "../../../contract/routes.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { readDefinition } from "../load-process.ts";

/** Processes that are being edited, those that were never published among them. */
export const listDrafts = (ctx: Ctx): Promise<Response<"listProcessDrafts">> =>
  ctx.read(async (tx) => {
    const rows = await tx
      .selectFrom("process_draft as d")
      .innerJoin("employee as e", (join) =>
        join.onRef("e.workspace_id", "=", "d.workspace_id").onRef("e.id", "=", "d.updated_by"),
      )
      .select(["d.key", "d.definition", "d.base", "d.updated_at", "e.id", "e.name"])
      .where("d.workspace_id", "=", ctx.workspaceId)
      .orderBy("d.key")
      .limit(200)
      .execute();
    return {
      items: rows.map(({ key, definition, base, updated_at, id, name }) => ({
        key,
        name: readDefinition(definition).name,
        base,
        at: updated_at.toISOString(),
        by: { id, name },
      })),
    };
  });
