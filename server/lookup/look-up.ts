import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { LookupBody, Submission } from "../../contract/lookup.ts";
import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import { loadProcess } from "../settings/load-process.ts";
import type { LoadedWorkspace } from "../settings/load-settings.ts";

/** So many are answered; of more it is only told that there are. */
const MOST = 20;
/** Letters of a name that are too few to be looked for. */
const LEAST_LETTERS = 3;

type Row = {
  applicant: string;
  kind: string | null;
  form: string;
  code: string;
  office: string;
  created_at: Date;
  due_at: Date | null;
  status: string;
  process_key: string;
  process_version: number;
  status_at: Date;
};

/**
 * Submissions at an office with this number, code or name, the latest first ([R-PUB-01], X-18). What clients never see
 * (tickets of internal types) is not found here either. 422 unless exactly one of the three is given.
 */
export async function lookUp(
  tx: Tx,
  desk: LoadedWorkspace,
  codes: readonly string[],
  body: LookupBody,
): Promise<Response<"lookUp">> {
  const asked = conditionOf(body, codes);
  const day = sql`(t.created_at at time zone ${desk.zone})::date`;
  const { rows } = await sql<Row>`
    select coalesce(company.name, t.contact_name) as applicant, type.name as kind, t.service_name as form,
      office.code, office.name as office, t.created_at, t.due_at, t.status, t.process_key, t.process_version,
      coalesce((select e.at from event e where e.workspace_id = t.workspace_id and e.ticket_id = t.id
        and e.kind = 'status.changed' order by e.ticket_seq desc limit 1), t.created_at) as status_at
    from ticket t
      join place office on office.workspace_id = t.workspace_id and office.id = t.site_id
      left join company on company.workspace_id = t.workspace_id and company.id = t.company_id
      left join service_type type on type.workspace_id = t.workspace_id and type.id = t.service_type_id
    where t.workspace_id = ${desk.id} and lower(office.code) = lower(${body.office.trim()})
      and type.internal is not true and ${asked}
      and ${body.from ? sql`${day} >= ${body.from}::date` : sql`true`}
      and ${body.to ? sql`${day} <= ${body.to}::date` : sql`true`}
    order by t.created_at desc, t.id desc limit ${MOST + 1}`.execute(tx);
  const items = await Promise.all(rows.slice(0, MOST).map((row) => viewOf(tx, desk.id, row)));
  return { items, more: rows.length > MOST };
}

function conditionOf({ number, code, applicant }: LookupBody, codes: readonly string[]): RawBuilder<SqlBool> {
  const given = [number, code, applicant].filter((value) => value !== undefined && value.trim() !== "");
  if (given.length !== 1) {
    const mend = "Give one: the incoming number, the code, or the applicant's name.";
    throw badField("number", "one-of-three", "Exactly one of number, code and applicant is looked for.", mend);
  }
  if (number?.trim()) {
    const wanted = number.trim();
    const own = /^\d{1,9}$/.test(wanted) ? sql`or t.number = ${Number(wanted)}` : sql``;
    return sql<SqlBool>`(t.external_id = any(${spellings(wanted)}::text[]) ${own})`;
  }
  if (code?.trim()) {
    return sql<SqlBool>`exists (select from jsonb_each_text(t.form) answer
      where answer.key = any(${[...codes]}::text[]) and answer.value = ${code.trim()})`;
  }
  const name = applicant?.trim() ?? "";
  if ((name.match(/\p{L}/gu) ?? []).length < LEAST_LETTERS) {
    const mend = `Give at least ${LEAST_LETTERS} letters of the name.`;
    throw badField("applicant", "too-few-letters", "So few letters fit too many names.", mend);
  }
  const part = `%${name.replace(/[\\%_]/g, "\\$&").replace(/[её]/gi, "_")}%`;
  return sql<SqlBool>`coalesce(company.name, t.contact_name) ilike ${part}`;
}

/** A number as it was typed, and as it stands on a receipt: its letters large or small, with no spaces in it. */
function spellings(number: string): string[] {
  const close = number.replace(/\s+/g, "");
  return [...new Set([number, close, close.toLocaleUpperCase("ru"), close.toLocaleLowerCase("ru")])];
}

async function viewOf(tx: Tx, workspaceId: string, row: Row): Promise<Submission> {
  const process = await loadProcess(tx, workspaceId, row.process_key, row.process_version);
  const status = process.statuses[row.status];
  return {
    applicant: row.applicant,
    kind: row.kind ?? "",
    form: row.form,
    office: { code: row.code, name: row.office },
    submittedAt: row.created_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    status: status?.clientName ?? status?.name ?? { en: row.status, ru: row.status },
    statusAt: row.status_at.toISOString(),
  };
}
