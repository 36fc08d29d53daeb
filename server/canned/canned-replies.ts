import type { CannedReply } from "../../contract/canned.ts";
import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { explained, taken, unknownId } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { newId } from "../platform/ids.ts";
import { loadHiddenKeys, loadSetUpRegistry, namesHidden } from "../settings/field-access.ts";
import { checkTemplate } from "../templates/check-template.ts";
import { ticketFiller } from "./ticket-filler.ts";

/** All of them are shown at once, so there must not be more than people can find their way in. */
const MOST_REPLIES = 1_000;
const CONSTRAINTS = {
  canned_reply_name: taken("canned-reply/name-taken", "name", "Another reply of the group has this name."),
};
const COLUMNS = ["id", "group_id as group", "name", "text", "position", "version"] as const;

/** All groups in their order, each with its replies ([P-CAN-02]): as they are kept, or as they read for a ticket. */
export const listCannedReplies = (
  ctx: Ctx,
  { ticket }: Request<"listCannedReplies">["query"],
): Promise<Response<"listCannedReplies">> =>
  ctx.read(async (tx) => {
    const fill = ticket === undefined ? undefined : await ticketFiller(tx, ctx, ticket);
    const groups = await tx
      .selectFrom("canned_group")
      .select(["id", "name", "position"])
      .where("workspace_id", "=", ctx.workspaceId)
      .orderBy("position")
      .orderBy("name")
      .execute();
    const replies = await tx
      .selectFrom("canned_reply")
      .select(COLUMNS)
      .where("workspace_id", "=", ctx.workspaceId)
      .orderBy("position")
      .orderBy("name")
      .limit(MOST_REPLIES)
      .execute();
    const hidden = await loadHiddenKeys(tx, ctx);
    const shown = replies.map((reply) => ({
      ...reply,
      text: fill ? fill(reply.text) : withoutHidden(reply.text, hidden),
    }));
    const byGroup = Map.groupBy(shown, ({ group }) => group);
    return { items: groups.map((group) => ({ ...group, replies: byGroup.get(group.id) ?? [] })) };
  });

/** A text without the variables whose fields are hidden from who reads it: for him they are filled with nothing. */
const withoutHidden = (text: string, hidden: ReadonlySet<string>): string =>
  text.replace(/\{\{[^{}]*\}\}/g, (variable) => (namesHidden(variable, hidden) ? "" : variable));

/** Adds a reply to a group ([P-CAN-04]). 422 for a text that cannot be filled in. */
export const createCannedReply = (
  ctx: Ctx,
  body: Request<"createCannedReply">["body"],
): Promise<Response<"createCannedReply">> =>
  ctx.write(async (tx) => {
    await checkReply(tx, ctx, body);
    const { count } = await tx
      .selectFrom("canned_reply")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", ctx.workspaceId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_REPLIES) {
      throw new Problem(409, "canned-reply/too-many", `There are ${MOST_REPLIES} canned replies: delete one first.`);
    }
    return explained(CONSTRAINTS, () =>
      tx
        .insertInto("canned_reply")
        .values({
          workspace_id: ctx.workspaceId,
          id: newId(),
          group_id: body.group,
          name: trimmedName(body.name),
          text: body.text.trim(),
          position: body.position ?? 0,
          created_at: ctx.now,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
  });

/** Changes a reply; what is not sent stays. */
export const updateCannedReply = (
  ctx: Ctx,
  id: string,
  body: Request<"updateCannedReply">["body"],
): Promise<Response<"updateCannedReply">> =>
  ctx.write((tx) =>
    atVersion(
      tx,
      ctx,
      { what: "canned_reply", id, yours: body, view: () => readReply(tx, ctx.workspaceId, id) },
      async () => {
        await checkReply(tx, ctx, body);
        const { group, name, text, position } = body;
        await explained(CONSTRAINTS, () =>
          tx
            .updateTable("canned_reply")
            .set((eb) => ({
              group_id: group ?? eb.ref("group_id"),
              name: name === undefined ? eb.ref("name") : trimmedName(name),
              text: text === undefined ? eb.ref("text") : text.trim(),
              position: position ?? eb.ref("position"),
            }))
            .where("workspace_id", "=", ctx.workspaceId)
            .where("id", "=", id)
            .execute(),
        );
      },
    ),
  );

/** Deletes a reply; what was written with it stays as it is. */
export const deleteCannedReply = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("canned_reply")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound("canned-reply");
    return undefined;
  });

/** A reply of the workspace; 404 when it is not there. */
export async function readReply(tx: Tx, workspaceId: string, id: string): Promise<CannedReply> {
  const row = await tx
    .selectFrom("canned_reply")
    .select(COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("canned-reply");
  return row;
}

async function checkReply(tx: Tx, ctx: Ctx, { group, text }: { group?: string; text?: string }): Promise<void> {
  if (text !== undefined) {
    trimmedName(text, "text");
    checkTemplate(text, await loadSetUpRegistry(tx, ctx));
  }
  if (group === undefined) return;
  const found = await tx
    .selectFrom("canned_group")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", group)
    .forShare()
    .executeTakeFirst();
  if (!found) throw unknownId("group", "group");
}
