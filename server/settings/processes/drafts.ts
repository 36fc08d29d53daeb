import type { Process } from "../../../core/process/process.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { checkVersion } from "../../platform/http/versions.ts";
import { readDefinition } from "../load-process.ts";

/** A process that is being edited. `base`: the version that it is to follow, or null when it is a new one. */
export type Draft = {
  definition: Process;
  base: number | null;
  version: number;
  at: Date;
  by: { id: string; name: string };
};

/** The draft of a process, or nothing. `lock` keeps other writers away until the end of the transaction. */
export async function findDraft(
  tx: Tx,
  workspaceId: string,
  key: string,
  { lock }: { lock: boolean },
): Promise<Draft | undefined> {
  const row = await tx
    .selectFrom("process_draft as d")
    .innerJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "d.workspace_id").onRef("e.id", "=", "d.updated_by"),
    )
    .select(["d.definition", "d.base", "d.version", "d.updated_at", "e.id", "e.name"])
    .where("d.workspace_id", "=", workspaceId)
    .where("d.key", "=", key)
    .$if(lock, (query) => query.forUpdate("d"))
    .executeTakeFirst();
  if (!row) return undefined;
  const { definition, base, version, updated_at: at, id, name } = row;
  return { definition: readDefinition(definition), base, version, at, by: { id, name } };
}

/** Refuses a change of a draft that somebody else has changed since: 412 with the parts that differ. */
export function checkDraftVersion(ctx: Ctx, draft: Draft | undefined, yours: object): void {
  checkVersion(ctx, "process", draft?.version ?? 0, yours, draft?.definition ?? {});
}

/** Puts a draft in the place of the one that is there, or beside what is published. */
export async function putDraft(
  tx: Tx,
  ctx: Ctx,
  key: string,
  { definition, base, version }: { definition: Process; base: number | null; version: number },
): Promise<void> {
  const values = {
    base,
    // A draft carries the number that it will have, so that it reads like any version.
    definition: JSON.stringify({ ...definition, key, version: (base ?? 0) + 1 }),
    version,
    updated_at: ctx.now,
    updated_by: ctx.person.id,
  };
  await tx
    .insertInto("process_draft")
    .values({ workspace_id: ctx.workspaceId, key, ...values })
    .onConflict((conflict) => conflict.columns(["workspace_id", "key"]).doUpdateSet(values))
    .execute();
}

export const dropDraft = (tx: Tx, workspaceId: string, key: string) =>
  tx.deleteFrom("process_draft").where("workspace_id", "=", workspaceId).where("key", "=", key).execute();
