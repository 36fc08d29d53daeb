import type { Request, Response } from "../../../contract/routes.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { loadProcess } from "../load-process.ts";
import { checkDraftVersion, dropDraft, findDraft, putDraft } from "./drafts.ts";
import { findPublished, viewProcess } from "./view-process.ts";

type View = Response<"saveProcessDraft">;

/** Keeps what was edited, with its faults: they only stand in the way of publishing. 404, 412. */
export const saveDraft = (ctx: Ctx, key: string, body: Request<"saveProcessDraft">["body"]): Promise<View> =>
  ctx.write(async (tx) => {
    const published = await findPublished(tx, ctx.workspaceId, key);
    const draft = await findDraft(tx, ctx.workspaceId, key, { lock: true });
    if (!published && !draft) throw notFound("process");
    checkDraftVersion(ctx, draft, body.definition);
    const base = body.base ?? (draft ? draft.base : (published?.version ?? null));
    await putDraft(tx, ctx, key, { definition: body.definition, base, version: (draft?.version ?? 0) + 1 });
    return viewProcess(tx, ctx.workspaceId, key);
  });

/** Gives up what was edited; a process that was never published is gone with it. 404 when nothing is edited. */
export const deleteDraft = (ctx: Ctx, key: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const draft = await findDraft(tx, ctx.workspaceId, key, { lock: true });
    if (!draft) throw notFound("process");
    checkDraftVersion(ctx, draft, {});
    await dropDraft(tx, ctx.workspaceId, key);
    return undefined;
  });

/** Takes an earlier version as the draft: what it changes is seen and checked before it is published. 404, 412. */
export const revertProcess = (ctx: Ctx, key: string, body: Request<"revertProcess">["body"]): Promise<View> =>
  ctx.write(async (tx) => {
    const published = await findPublished(tx, ctx.workspaceId, key);
    const draft = await findDraft(tx, ctx.workspaceId, key, { lock: true });
    if (!published) throw notFound("process");
    checkDraftVersion(ctx, draft, {});
    const definition = await loadProcess(tx, ctx.workspaceId, key, body.version);
    await putDraft(tx, ctx, key, { definition, base: published.version, version: (draft?.version ?? 0) + 1 });
    return viewProcess(tx, ctx.workspaceId, key);
  });
