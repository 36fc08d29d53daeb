import { deleteFilesOf } from "../files/release-files.ts";
import { unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { accessContact } from "./access.ts";

/** Deletes a contact who has no tickets; 409 `contact/in-use` otherwise. */
export const deleteContact = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    await accessContact(tx, ctx.person, id, "change");
    const inUse = new Problem(409, "contact/in-use", "This contact has tickets, so the contact stays.");
    await unlessUsed(inUse, () =>
      tx.deleteFrom("contact").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute(),
    );
    await deleteFilesOf(tx, ctx, "contact", id);
    return undefined;
  });
