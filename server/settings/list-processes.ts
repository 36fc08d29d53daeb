import type { Response } from "../../contract/routes.ts";
import type { Process } from "../../core/process/process.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadHiddenKeys, namesHidden } from "./field-access.ts";
import { loadPastStatuses, loadProcesses } from "./load-process.ts";
import { loadSettings } from "./load-settings.ts";
import { renamed } from "./renamed.ts";

/**
 * The current processes of the workspace as data: what screens draw statuses and moves from. `past`: statuses that only
 * earlier versions have, so that tickets which still stand there are named.
 */
export const listProcesses = (ctx: Ctx): Promise<Response<"listProcesses">> =>
  ctx.read(async (tx) => {
    const processes = await loadProcesses(tx, ctx.workspaceId);
    const past = await loadPastStatuses(tx, ctx.workspaceId);
    const { settings } = await loadSettings(tx, ctx.workspaceId);
    const hidden = ctx.person.permissions.has("section.settings") ? NOTHING : await loadHiddenKeys(tx, ctx);
    const named = processes.map((process) => withoutHidden(renamed(process, settings.statusNames), hidden));
    return {
      items: named.map((definition) => ({
        key: definition.key,
        version: definition.version,
        definition,
        past: past.get(definition.key) ?? [],
      })),
    };
  });

const NOTHING: ReadonlySet<string> = new Set();

/** The process without the demands of fields that are hidden from who reads it. */
function withoutHidden(process: Process, hidden: ReadonlySet<string>): Process {
  if (hidden.size === 0) return process;
  const seen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !isHidden(one)).map(seen);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, seen(inner)]));
  };
  const isHidden = (one: unknown) =>
    typeof one === "object" && one !== null && "field" in one && namesHidden(String(one.field), hidden);
  // Of the same parts, with fewer demands in them.
  return seen(process) as Process;
}
