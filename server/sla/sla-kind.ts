import type { RuleProblem } from "../../contract/rules.ts";
import { hasHours } from "../../core/sla/work-calendar.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import type { KindOfRule, Result } from "../rules/kinds.ts";
import { hoursOf } from "../settings/load-calendars.ts";

type Known = Map<string, { name: string; deleted: boolean; works: boolean }>;

/** Results of SLA rules [O-SLA-17]: a calendar that is offered and in which somebody works. */
export const SLA: KindOfRule = {
  async check(tx, workspaceId, result) {
    const [problem] = problemsOf(result, await loadKnown(tx, workspaceId, [result]));
    if (problem)
      throw badField(problem.field, problem.code, problem.code.replaceAll("-", " "), problem.mend, problem.params);
  },
  async look(tx, workspaceId, results) {
    const known = await loadKnown(tx, workspaceId, results);
    return results.map((result) => {
      const id = calendarOf(result);
      const calendar = known.get(id);
      return { problems: problemsOf(result, known), names: calendar ? { [id]: calendar.name } : {} };
    });
  },
};

const calendarOf = ({ calendar }: Result): string => (typeof calendar === "string" ? calendar : "");

async function loadKnown(tx: Tx, workspaceId: string, results: readonly Result[]): Promise<Known> {
  const ids = results.map(calendarOf).filter(Boolean);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("calendar")
    .select(["id", "name", "deleted_at", "time_zone", "hours", "exceptions"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  return new Map(
    rows.map((row) => [row.id, { name: row.name, deleted: row.deleted_at !== null, works: hasHours(hoursOf(row)) }]),
  );
}

function problemsOf(result: Result, known: Known): RuleProblem[] {
  const id = calendarOf(result);
  const calendar = known.get(id);
  const say = (field: string, code: string, mend: string, params: RuleProblem["params"] = {}): RuleProblem[] => [
    { field: `result.${field}`, code, mend, params },
  ];
  if (!calendar || calendar.deleted) {
    return say("calendar", "unknown-calendar", "Choose a calendar from the list.", { calendar: calendar?.name ?? id });
  }
  if (!calendar.works) {
    return say("calendar", "calendar-without-hours", "Give the calendar working hours.", { calendar: calendar.name });
  }
  if (!result.reaction && !result.resolution) {
    return say("resolution", "nothing-promised", "Give a norm of reaction, of solution, or both.");
  }
  return [];
}
