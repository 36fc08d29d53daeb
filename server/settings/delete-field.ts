import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { usesOfField } from "./field-uses.ts";
import { loadWholeRegistry } from "./load-registry.ts";

/** Deletes a field that nothing uses; else 409 `field/in-use` names what does, and the field can be switched off. */
export const deleteField = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const row = await tx
      .selectFrom("custom_field")
      .select("key")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound("field");
    const uses = await usesOfField(tx, ctx.workspaceId, await loadWholeRegistry(tx, ctx.workspaceId), row.key);
    if (uses.length > 0) {
      const mend = "Take it out there, or switch the field off: what is there stays and it is not offered any more.";
      throw new Problem(409, "field/in-use", "The field is in use.", {
        refusals: uses.map(({ kind, name }) => ({
          code: `used-by-${kind}`,
          field: kind,
          message: `Used by ${kind}: ${name}.`,
          mend,
          params: { name },
        })),
      });
    }
    configurationChanged(tx);
    await tx.deleteFrom("custom_field").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
    return undefined;
  });
