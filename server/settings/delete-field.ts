import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { findField, inUse, isHolding, usesOfField } from "./field-uses.ts";
import { tellOfFields } from "./tell-of-fields.ts";

const MEND = "Take it out there, or switch the field off: what is there stays and it is not offered any more.";

/** Deletes a field that nothing uses; else 409 `field/in-use` names what does, and the field can be switched off. */
export const deleteField = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const row = await tx
      .selectFrom("custom_field")
      .select("type")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound("field");
    const uses = await usesOfField(tx, ctx.workspaceId, await findField(tx, ctx.workspaceId, id));
    // What a formula has counted is nobody's work: it goes with the field.
    const left = row.type === "formula" ? uses.filter(({ kind }) => !isHolding(kind)) : uses;
    if (left.length > 0) throw inUse(left, MEND);
    configurationChanged(tx);
    await tx.deleteFrom("custom_field").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
    await tellOfFields(tx, ctx);
    return undefined;
  });
