import type { Request, Response } from "../../../contract/routes.ts";
import type { Process } from "../../../core/process/process.ts";
import { configurationChanged, type Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { Problem } from "../../platform/http/problem.ts";
import { tellOfFields } from "../tell-of-fields.ts";
import { checkDraftVersion, dropDraft, findDraft } from "./drafts.ts";
import { type Fault, faultsOf, findPublished, ticketsUnderWay } from "./view-process.ts";

type Published = Response<"publishProcess">;

/**
 * Makes the draft the version that new tickets follow ([B-PROC-01], [B-PROC-03]). 409 when nothing is drafted, when
 * another version was published since the draft was begun, or when tickets stand in a status that goes without its
 * being said; 412; 422 with every fault.
 */
export const publishProcess = (
  ctx: Ctx,
  key: string,
  { note = "", dropping = [] }: Request<"publishProcess">["body"],
): Promise<Published> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { workspaceId } = ctx;
    await lockVersions(tx, workspaceId, key);
    const draft = await findDraft(tx, workspaceId, key, { lock: true });
    const published = await findPublished(tx, workspaceId, key);
    if (!draft) throw new Problem(409, "process/no-draft", "Nothing of this process is being edited.");
    checkDraftVersion(ctx, draft, {});
    if ((published?.version ?? null) !== draft.base) {
      const text = "Another version was published since this draft was begun.";
      throw new Problem(409, "process/published-meanwhile", text, {
        difference: { version: { yours: draft.base, theirs: published?.version ?? null } },
      });
    }
    refuseFaults(await faultsOf(tx, workspaceId, published, draft.definition));
    await refuseLost(tx, workspaceId, draft.definition, dropping);
    const version = await putVersion(tx, ctx, draft.definition, note);
    await dropDraft(tx, workspaceId, key);
    return version;
  });

/** Versions of a process are published one after the other; a new process has no row yet that could be locked. */
async function lockVersions(tx: Tx, workspaceId: string, key: string): Promise<void> {
  await tx
    .selectFrom("process")
    .select("version")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", key)
    .where("current", "=", true)
    .forUpdate()
    .execute();
}

/** 422 with every fault, each at its place. */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new Problem(422, "process/invalid", "The process cannot be like this.", {
    refusals: faults.map(({ code, at, text, params }) => ({
      code,
      field: at,
      message: text,
      mend: "Change it where it stands.",
      ...(params ? { params } : {}),
    })),
  });
}

/** Tickets keep their version, so none is lost; but whoever drops a status under them says so. */
async function refuseLost(tx: Tx, workspaceId: string, process: Process, dropping: readonly string[]): Promise<void> {
  const lost = (await ticketsUnderWay(tx, workspaceId, process.key)).filter(
    ({ status }) => !Object.hasOwn(process.statuses, status) && !dropping.includes(status),
  );
  if (lost.length === 0) return;
  const counts = new Map<string, number>();
  for (const { status, tickets } of lost) counts.set(status, (counts.get(status) ?? 0) + tickets);
  throw new Problem(409, "process/statuses-in-use", "Tickets stand in statuses that the new version does not have.", {
    refusals: [...counts].map(([status, tickets]) => ({
      code: "status-in-use",
      field: `statuses.${status}`,
      message: `${tickets} tickets stand in "${status}".`,
      mend: "Say that it goes: they stay on their version until they are moved.",
      params: { status, tickets },
    })),
  });
}

/** Stores the next version of a process as the one in force. The caller has checked it. */
export async function putVersion(tx: Tx, ctx: Ctx, process: Process, note: string): Promise<Published> {
  const { key } = process;
  await tellOfFields(tx, ctx);
  const last = await tx
    .selectFrom("process")
    .select((eb) => eb.fn.max<number | null>("version").as("version"))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("key", "=", key)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  const definition: Process = { ...process, version };
  await tx
    .updateTable("process")
    .set({ current: false })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("key", "=", key)
    .where("current", "=", true)
    .execute();
  await tx
    .insertInto("process")
    .values({
      workspace_id: ctx.workspaceId,
      key,
      version,
      definition: JSON.stringify(definition),
      current: true,
      note,
      created_at: ctx.now,
      created_by: ctx.person.id,
    })
    .execute();
  return { key, version, definition };
}
