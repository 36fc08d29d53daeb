import { sql } from "kysely";
import { same } from "../../core/process/same.ts";
import { type CalendarHours, workCalendar } from "../../core/sla/work-calendar.ts";
import { accessCalendar } from "../settings/calendars.ts";
import { checkCalendar } from "../settings/check-calendar.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { clockStateOf } from "../tickets/clock-state.ts";
import { type KindOfRehearsal, nothingProposed } from "./kind.ts";
import { promised } from "./sla-kind.ts";

type Proposal = CalendarHours & { id: string };
/** The column holds what `propose` has let through. */
const proposalOf = (proposal: unknown): Proposal => proposal as Proposal;

const DEADLINES = ["reactionDueAt", "dueAt", "late"] as const;

/** Hours of a calendar: which deadlines of tickets that count by it would have been others. */
export const CALENDAR: KindOfRehearsal = {
  async propose(tx, ctx, { calendar }) {
    if (!calendar) throw nothingProposed("calendar");
    const { id, timeZone, hours, exceptions } = calendar;
    await accessCalendar(tx, ctx.workspaceId, id);
    checkCalendar({ name: "", timeZone, hours, exceptions });
    return { proposal: { id, timeZone, hours, exceptions }, broken: [] };
  },
  about: (proposal) => sql`t.sla ->> 'calendar' = ${proposalOf(proposal).id}`,
  async begin(tx, row) {
    const { id, ...hours } = proposalOf(row.proposal);
    const sla = await loadSlaFacts(tx, row.workspace_id);
    const calendars = new Map([...sla.calendars, [id, workCalendar([{ ...hours, from: null }])]]);
    return {
      passedOver: [],
      look(ticket) {
        const clocks = clockStateOf(ticket);
        const before = promised(ticket, clocks, sla, row.started_at);
        const after = promised(ticket, clocks, { ...sla, calendars }, row.started_at);
        const isSame = DEADLINES.every((part) => same(before.outcome[part], after.outcome[part]));
        return isSame ? null : { before, after };
      },
    };
  },
};
