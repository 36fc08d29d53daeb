import { deleteFilesOf } from "../files/release-files.ts";
import { unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";

/** Deletes a company without contacts, sites and tickets; 409 `company/in-use` otherwise. */
export const deleteCompany = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const inUse = new Problem(409, "company/in-use", "This company has contacts, sites or tickets, so it stays.");
    const { numDeletedRows } = await unlessUsed(inUse, () =>
      tx.deleteFrom("company").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).executeTakeFirst(),
    );
    if (numDeletedRows === 0n) throw notFound("company");
    await deleteFilesOf(tx, ctx, "company", id);
    return undefined;
  });
