import type { Request, Response } from "../../contract/routes.ts";
import { addStatus } from "../../core/process/add-status.ts";
import { checkProcess } from "../../core/process/check.ts";
import type { Process } from "../../core/process/process.ts";
import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { readDefinition } from "./load-process.ts";
import { putVersion, refuseFaults } from "./processes/publish-process.ts";

type Added = Request<"addStatus">["body"];

/**
 * Adds a status to a process ([O-STAT-02]): a new version, on which new tickets start. Those that are there stay on theirs.
 * Throws 404, and 422 with every fault of what would come of it.
 */
export const addStatusTo = (ctx: Ctx, key: string, body: Added): Promise<Response<"addStatus">> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const row = await tx
      .selectFrom("process")
      .select("definition")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("key", "=", key)
      .where("current", "=", true)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound("process");
    const old = readDefinition(row.definition);
    checkNames(old, body);
    const added = addStatus(old, { ...body, name: { en: body.name, ru: body.name } });
    refuseFaults(checkProcess(added));
    return putVersion(tx, ctx, added, "");
  });

/** Refuses a key or name that is there already, and statuses that are not, naming the field. */
function checkNames({ statuses }: Process, { key, name, from, to }: Added): void {
  if (Object.hasOwn(statuses, key)) {
    throw badField("key", "taken", "The process has a status with this key.", "Give another key.");
  }
  const names = Object.values(statuses).flatMap((status) => [status.name.en, status.name.ru]);
  if (names.some((other) => other.toLowerCase() === name.toLowerCase())) {
    throw badField("name", "taken", "The process has a status of this name.", "Give another name.");
  }
  for (const [field, list] of Object.entries({ from, to })) {
    const unknown = list.findIndex((status) => !Object.hasOwn(statuses, status));
    if (unknown < 0) continue;
    throw badField(`${field}.${unknown}`, "unknown-status", "There is no such status.", "Choose one of the process.");
  }
}
