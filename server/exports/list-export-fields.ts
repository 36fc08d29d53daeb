import { sql } from "kysely";
import type { Export, ExportFormat } from "../../contract/exports.ts";
import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { groupsOfMode, MODES, SEEING } from "./modes.ts";

/** What can be ticked, in groups ([H-XLS-03], [H-XLS-06]), and what this person ticked last ([H-XLS-11]). */
export const listExportFields = (ctx: Ctx): Promise<Response<"listExportFields">> =>
  ctx.read(async (tx) => {
    const { rows } = await sql<{ mode: Export["mode"]; format: ExportFormat; fields: string[] }>`
      select distinct on (mode) mode, format, fields from ticket_export
      where workspace_id = ${ctx.workspaceId} and employee_id = ${ctx.person.id}
      order by mode, started_at desc, id desc`.execute(tx);
    const seen = MODES.filter((mode) => SEEING[mode].every((needed) => ctx.person.permissions.has(needed)));
    const modes = [];
    for (const mode of seen) {
      const groups = (await groupsOfMode(tx, ctx, mode)).map(({ group, fields }) => ({
        group,
        fields: fields.map(({ key, label }) => ({ key, name: label })),
      }));
      modes.push({ mode, groups });
    }
    return {
      modes,
      chosen: rows,
    };
  });
