import type { Doors } from "../../platform/http/doors.ts";
import { addStatusTo } from "../add-status.ts";
import { listProcesses } from "../list-processes.ts";
import { checkDefinition } from "./check-definition.ts";
import { createProcess } from "./create-process.ts";
import { listDrafts } from "./list-drafts.ts";
import { getVersion, listVersions } from "./list-versions.ts";
import { publishProcess } from "./publish-process.ts";
import { deleteDraft, revertProcess, saveDraft } from "./save-draft.ts";
import { getProcess } from "./view-process.ts";

/** Processes: what is in force, what is being edited, and the versions. */
export function connectProcesses({ open }: Doors): void {
  open("listProcesses", (ctx) => listProcesses(ctx));
  open("listProcessDrafts", (ctx) => listDrafts(ctx));
  open("createProcess", (ctx, { body }) => createProcess(ctx, body));
  open("getProcess", (ctx, { params }) => getProcess(ctx, params.key));
  open("saveProcessDraft", (ctx, { params, body }) => saveDraft(ctx, params.key, body));
  open("deleteProcessDraft", (ctx, { params }) => deleteDraft(ctx, params.key));
  open("checkProcess", (ctx, { params, body }) => checkDefinition(ctx, params.key, body.definition));
  open("publishProcess", (ctx, { params, body }) => publishProcess(ctx, params.key, body));
  open("revertProcess", (ctx, { params, body }) => revertProcess(ctx, params.key, body));
  open("listProcessVersions", (ctx, { params }) => listVersions(ctx, params.key));
  open("getProcessVersion", (ctx, { params, query }) => getVersion(ctx, params.key, params.version, query));
  open("addStatus", (ctx, { params, body }) => addStatusTo(ctx, params.key, body));
}
