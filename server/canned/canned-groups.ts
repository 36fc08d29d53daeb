import type { Request, Response } from "../../contract/routes.ts";
import { explained, taken } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";

const MOST_GROUPS = 100;
const CONSTRAINTS = {
  canned_group_name: taken("canned-group/name-taken", "name", "Another group has this name."),
};
const COLUMNS = ["id", "name", "position"] as const;

/** Adds a group of canned replies, by default at the front ([P-CAN-04]). 409 over 100 groups. */
export const createCannedGroup = (
  ctx: Ctx,
  { name, position }: Request<"createCannedGroup">["body"],
): Promise<Response<"createCannedGroup">> =>
  ctx.write(async (tx) => {
    const { count } = await tx
      .selectFrom("canned_group")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", ctx.workspaceId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_GROUPS) {
      throw new Problem(409, "canned-group/too-many", `There are ${MOST_GROUPS} groups: delete one first.`);
    }
    return explained(CONSTRAINTS, () =>
      tx
        .insertInto("canned_group")
        .values({
          workspace_id: ctx.workspaceId,
          id: newId(),
          name: trimmedName(name),
          position: position ?? 0,
          created_at: ctx.now,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
  });

/** Changes a group; what is not sent stays. */
export const updateCannedGroup = (
  ctx: Ctx,
  id: string,
  { name, position }: Request<"updateCannedGroup">["body"],
): Promise<Response<"updateCannedGroup">> =>
  ctx.write(async (tx) => {
    const row = await explained(CONSTRAINTS, () =>
      tx
        .updateTable("canned_group")
        .set((eb) => ({
          name: name === undefined ? eb.ref("name") : trimmedName(name),
          position: position === undefined ? eb.ref("position") : position,
        }))
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
    if (!row) throw notFound("canned-group");
    return row;
  });

/** Deletes a group with its replies. */
export const deleteCannedGroup = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("canned_group")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound("canned-group");
    return undefined;
  });
