import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Person } from "../platform/http/context.ts";

/**
 * Whether the person has snoozed `ticket t` ([B-KEY-05]): few are, so they are read once and not ticket by ticket. A
 * ticket whose moment has passed is back, also while nothing runs that could say so.
 */
export const snoozedBy = (person: Pick<Person, "workspaceId" | "id">, now: Date): RawBuilder<SqlBool> =>
  sql`(t.id in (select r.ticket_id from reminder r where r.workspace_id = ${person.workspaceId}
    and r.employee_id = ${person.id} and r.hides and r.came is null and r.at > ${now}))`;
