import type { Request, Response } from "../../contract/routes.ts";
import type { WorkspaceSettings } from "../../contract/settings.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import { unknownId } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { atVersion } from "../platform/http/versions.ts";
import { checkZone } from "./check-calendar.ts";
import { readWorkspace } from "./get-workspace.ts";
import { storedSettings } from "./load-settings.ts";

/** Changes name, zone, language and those settings that are sent; the other settings stay. */
export const updateWorkspace = (
  ctx: Ctx,
  body: Request<"updateWorkspace">["body"],
): Promise<Response<"updateWorkspace">> =>
  ctx.write((tx) => {
    configurationChanged(tx);
    const { workspaceId: id } = ctx;
    const view = () => readWorkspace(tx, id);
    return atVersion(tx, ctx, { what: "workspace", id, yours: body, view }, async () => {
      if (body.timeZone !== undefined) checkZone(body.timeZone);
      if (body.settings) await checkSettings(tx, id, body.settings);
      const row = await tx.selectFrom("workspace").select("settings").where("id", "=", id).executeTakeFirstOrThrow();
      const settings = { ...storedSettings(row.settings), ...body.settings };
      await tx
        .updateTable("workspace")
        .set({
          ...(body.name !== undefined ? { name: body.name } : {}),
          ...(body.timeZone !== undefined ? { time_zone: body.timeZone } : {}),
          ...(body.locale !== undefined ? { locale: body.locale } : {}),
          settings: JSON.stringify(settings),
        })
        .where("id", "=", id)
        .execute();
    });
  });

/** `P3D`, `PT12H`: some digits, and no more of them than a timer can be set for. */
function isWithinAYear(duration: string): boolean {
  const [days = 0, hours = 0] = ["D", "H"].map((unit) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0));
  return /\d/.test(duration) && days + hours / 24 <= 366;
}

async function checkSettings(tx: Tx, workspaceId: string, settings: WorkspaceSettings): Promise<void> {
  const { autoCloseAfter, cancelReasons, defaultAssignee, defaultObservers } = settings;
  if (autoCloseAfter && !isWithinAYear(autoCloseAfter)) {
    const mend = "Give days or hours, such as P3D or PT12H, a year at most, or null for never.";
    throw badField("settings.autoCloseAfter", "invalid-duration", "This is no such duration.", mend);
  }
  if (cancelReasons && new Set(cancelReasons).size < cancelReasons.length) {
    throw badField("settings.cancelReasons", "twice", "A reason is named twice.", "Leave each reason once.");
  }
  await checkTeams(tx, workspaceId, settings);
  const named = [...new Set([...(defaultAssignee ? [defaultAssignee] : []), ...(defaultObservers ?? [])])];
  if (named.length === 0) return;
  const rows = await tx
    .selectFrom("employee")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", named)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  if (defaultAssignee && !known.has(defaultAssignee)) throw unknownId("settings.defaultAssignee", "employee");
  if (named.some((id) => !known.has(id))) throw unknownId("settings.defaultObservers", "employee");
}

async function checkTeams(
  tx: Tx,
  workspaceId: string,
  { defaultTeam, defaultObserverTeams = [] }: WorkspaceSettings,
): Promise<void> {
  const named = [...(defaultTeam ? [defaultTeam] : []), ...defaultObserverTeams];
  if (named.length === 0) return;
  const rows = await tx
    .selectFrom("team")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", named)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  if (defaultTeam && !known.has(defaultTeam)) throw unknownId("settings.defaultTeam", "team");
  if (named.some((id) => !known.has(id))) throw unknownId("settings.defaultObserverTeams", "team");
}
