import type { Request, Response } from "../../../contract/routes.ts";
import { copyProcess, newProcess } from "../../../core/process/new-process.ts";
import { taken } from "../../platform/http/constraints.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { badField, Problem } from "../../platform/http/problem.ts";
import { trimmedName } from "../../platform/http/trimmed-name.ts";
import { loadProcesses } from "../load-process.ts";
import { findDraft, putDraft } from "./drafts.ts";
import { viewProcess } from "./view-process.ts";

/** A workspace has at most so many processes; lists of them come whole. */
export const MOST_PROCESSES = 100;

/**
 * Begins a process as a draft, from scratch or as a copy of another one ([B-PROC-01]). 409 `process/key-taken`, 422
 * `process/too-many` and an unknown `copyOf`.
 */
export const createProcess = (ctx: Ctx, body: Request<"createProcess">["body"]): Promise<Response<"createProcess">> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    const processes = await loadProcesses(tx, workspaceId);
    const isTaken = processes.some(({ key }) => key === body.key);
    if (isTaken || (await findDraft(tx, workspaceId, body.key, { lock: true }))) {
      throw taken("process/key-taken", "key", "Another process has this key.");
    }
    if (processes.length >= MOST_PROCESSES) {
      throw new Problem(422, "process/too-many", `A workspace has at most ${MOST_PROCESSES} processes.`);
    }
    const name = trimmedName(body.name);
    const names = { en: name, ru: name };
    const model = processes.find(({ key }) => key === body.copyOf);
    if (body.copyOf !== undefined && !model) {
      throw badField("copyOf", "unknown-process", "There is no such process.", "Choose one of the list.");
    }
    const definition = model ? copyProcess(model, body.key, names) : newProcess(body.key, names);
    await putDraft(tx, ctx, body.key, { definition, base: null, version: 1 });
    return viewProcess(tx, workspaceId, body.key);
  });
