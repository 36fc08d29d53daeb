import type { FileStorage } from "../files/storage.ts";
import type { Doors } from "../platform/http/doors.ts";
import type { Translator } from "../platform/i18n.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { correctRecord } from "./correct-record.ts";
import { endDay } from "./end-day.ts";
import { getFile } from "./get-file.ts";
import { listRecords, sumRecords } from "./list-records.ts";
import { readOpen } from "./read-records.ts";
import { startDay } from "./start-day.ts";

/** When employees were at work. */
export function workingTimeDoors({ open }: Doors, deps: { texts: Translator; storage: FileStorage }): void {
  open("getWorkingDay", (ctx) =>
    ctx.read(async (tx) => {
      const { settings } = await loadSettings(tx, ctx.workspaceId);
      return { enabled: settings.workingTime, open: await readOpen(tx, ctx.workspaceId, ctx.person.id) };
    }),
  );
  open("startWorkingDay", (ctx) => ctx.write((tx) => startDay(tx, ctx)));
  open("endWorkingDay", (ctx, { body }) => ctx.write((tx) => endDay(tx, ctx, body)));
  open("listWorkingTime", (ctx, { query }) => ctx.read((tx) => listRecords(tx, ctx, query)));
  open("sumWorkingTime", (ctx, { query }) => ctx.read((tx) => sumRecords(tx, ctx, query)));
  open("getWorkingTimeFile", (ctx, { query }, http) => getFile(deps, ctx, query, http));
  open("correctWorkingTime", (ctx, { params, body }) => ctx.write((tx) => correctRecord(tx, ctx, params.id, body)));
}
