import type { Request, Response } from "../../../contract/routes.ts";
import { clockNow, recounted } from "../../../core/process/promises.ts";
import type { SlaFacts } from "../../../core/sla/terms.ts";
import { workCalendar } from "../../../core/sla/work-calendar.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { checkCalendar } from "../../settings/check-calendar.ts";
import { loadCalendarVersions, loadSlaFacts } from "../../settings/load-calendars.ts";
import { type ClockRow, countOpen, nextClocks, type Scope } from "./open-tickets.ts";
import { promisesOf } from "./promises-of.ts";

type Body = Request<"previewRecount">["body"];
type Preview = Response<"previewRecount">;
const BATCH = 1_000;
/** Looked at while somebody waits; the rest is like them. */
const MOST = 20_000;
const SAMPLE = 10;

/** What would move if a calendar had other hours, or the rules of now held for tickets that are there. Writes nothing. */
export const previewRecount = (ctx: Ctx, body: Body): Promise<Preview> =>
  ctx.read(async (tx) => {
    const { workspaceId, now } = ctx;
    const sla = await slaFacts(tx, ctx, body);
    const from = body.from ? new Date(body.from) : null;
    const scope: Scope = body.calendar ? { calendar: body.calendar.id, from: null } : { calendar: null, from };
    const preview: Preview = {
      total: await countOpen(tx, workspaceId, scope),
      looked: 0,
      moved: 0,
      late: 0,
      saved: 0,
      sample: [],
    };
    for (let after: string | null = null; preview.looked < MOST; ) {
      const rows: ClockRow[] = await nextClocks(tx, workspaceId, scope, { after, limit: BATCH, lock: false });
      const said = body.calendar ? null : await promisesOf(tx, workspaceId, rows, now);
      for (const row of rows) look(preview, row, sla, now, said?.get(row.id));
      preview.looked += rows.length;
      after = rows.at(-1)?.id ?? null;
      if (rows.length < BATCH) break;
    }
    return preview;
  });

function look(preview: Preview, row: ClockRow, sla: SlaFacts, now: Date, said: Parameters<typeof recounted>[3]): void {
  const event = recounted(row.state, sla, now, said);
  if (!event) return;
  const next = { ...row.state, ...event.set };
  const wasLate =
    row.state.dueAt !== null && row.state.resolution.since !== null && row.state.dueAt < now.toISOString();
  const isLate = clockNow(next, "resolution", sla, now)?.breachedAt != null;
  preview.moved += 1;
  if (isLate && !wasLate) preview.late += 1;
  if (wasLate && !isLate) preview.saved += 1;
  if (preview.sample.length >= SAMPLE) return;
  preview.sample.push({
    id: row.id,
    number: row.number,
    subject: row.subject,
    dueAt: { from: row.state.dueAt, to: next.dueAt },
    reactionDueAt: { from: row.state.reactionDueAt, to: next.reactionDueAt },
  });
}

/** The calendars as they would be. */
async function slaFacts(tx: Tx, { workspaceId, now }: Ctx, { calendar, from }: Body): Promise<SlaFacts> {
  const sla = await loadSlaFacts(tx, workspaceId);
  if (!calendar) return sla;
  const { id, ...hours } = calendar;
  checkCalendar({ name: "", ...hours });
  const versions = (await loadCalendarVersions(tx, workspaceId)).get(id);
  if (!versions) throw notFound("calendar");
  const version = { ...hours, from: from === undefined ? now.toISOString() : from };
  return { ...sla, calendars: new Map([...sla.calendars, [id, workCalendar([...versions, version])]]) };
}
