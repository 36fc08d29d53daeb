/**
 * Creating a ticket as bare statements: the very rows that the API wrote for a few tickets, each with new ids and
 * a new number, in one transaction of prepared statements. What a ticket is made of is read before it is written, for
 * nobody knows a flat's site or whom a resident is by heart: places above, client, service. The jobs of both are
 * promised by the same function, the server's workers run them in both measurements, and live streams hear of both.
 */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";
import { EVENT_CHANNEL } from "../server/platform/log-of-events.ts";
import type { Ask } from "./bare.ts";
import type { Stage } from "./stage.ts";

type Column = { name: string; type: string };
/** Values as text, in the order of the table's columns. */
type Row = (string | null)[];
type Job = { task: string; payload: string; runAt: string | null };
type Table = { name: string; columns: Column[] };
/** What the API wrote for one ticket. */
type Template = {
  id: string;
  ticket: Row;
  /** Place, contact and service. */
  links: (string | null)[];
  events: Row[];
  people: Row[];
  assignees: string[];
  jobs: Job[];
};
export type Templates = { ticket: Table; event: Table; person: Table; of: Template[] };

/** Creates tickets by these bodies and keeps what was written. */
export async function templatesOf(
  { owner, url, workspaceId }: Stage,
  bodies: readonly string[],
  headers: Record<string, string>,
): Promise<Templates> {
  const ticket = await tableOf(owner, "ticket");
  const event = await tableOf(owner, "event");
  const person = await tableOf(owner, "ticket_person");
  const of: Template[] = [];
  await catchJobs(owner);
  try {
    for (const body of bodies) {
      const answer = await fetch(`${url}/api/v1/tickets`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`A sample was refused: ${await answer.text()}`);
      const { id }: { id: string } = JSON.parse(await answer.text());
      const own = sql`workspace_id = ${workspaceId} and ticket_id = ${id}`;
      const [row] = await rowsOf(owner, ticket, sql`workspace_id = ${workspaceId} and id = ${id}`);
      if (!row) throw new Error("A sample is not there");
      of.push({
        id,
        ticket: row,
        links: ["place_id", "contact_id", "service_id"].map(
          (name) => row[ticket.columns.findIndex((column) => column.name === name)] ?? null,
        ),
        // What jobs have added meanwhile has another transaction.
        events: await rowsOf(
          owner,
          event,
          sql`${own} and txid = (select txid from event where ${own} and ticket_seq = 1)`,
        ),
        people: await rowsOf(owner, person, own),
        assignees: await assigneesOf(owner, own),
        jobs: await jobsOf(owner, id),
      });
    }
  } finally {
    await sql`drop table bench_job cascade`.execute(owner);
    await sql`drop function bench_catch_job() cascade`.execute(owner);
  }
  return { ticket, event, person, of };
}

const LINKS = `
  select p.path, p.address, c.name as contact, c.phone, c.email, c.company_id, s.name as service, s.options, s.form,
    s.team_id, array(select json_build_array(a.id, a.kind, a.name, a.manager_id) from place a
      where a.workspace_id = p.workspace_id and a.id = any(p.path)) as above
  from (select 1) one left join place p on p.workspace_id = $1 and p.id = $2
    left join contact c on c.workspace_id = $1 and c.id = $3 left join service s on s.workspace_id = $1 and s.id = $4`;

/** Writes one ticket with all that belongs to it. */
export async function insertBare(ask: Ask, workspaceId: string, templates: Templates, turn: number): Promise<void> {
  const { ticket, event, person, of } = templates;
  const template = of[turn % of.length];
  if (!template) throw new Error("There are no samples");
  const id = newId();
  const anew = (table: Table, rows: readonly Row[], own: Record<string, () => string>) =>
    rows.flatMap((row) => row.map((value, at) => own[table.columns[at]?.name ?? ""]?.() ?? value));
  await ask("begin", "begin");
  await ask("links", LINKS, [workspaceId, ...template.links]);
  const number = await ask("number", "select nextval($1::text::regclass) as number", [
    `ticket_number_${workspaceId.replaceAll("-", "")}`,
  ]);
  const numbered = { id: () => id, number: () => String(number.rows[0]?.number) };
  await insert(ask, ticket, 1, anew(ticket, [template.ticket], numbered));
  const ofTicket = { ticket_id: () => id };
  await insert(ask, event, template.events.length, anew(event, template.events, { ...ofTicket, id: newId }));
  if (template.people.length > 0) {
    await insert(ask, person, template.people.length, anew(person, template.people, ofTicket));
  }
  if (template.assignees.length > 0) {
    const more = "update employee set load = load + 1 where workspace_id = $1 and id = any($2::uuid[])";
    await ask("load", more, [workspaceId, template.assignees]);
  }
  for (const { task, payload, runAt } of template.jobs) {
    const values = [task, payload.replaceAll(template.id, id), runAt, newId()];
    await ask("job", "select pult_enqueue($1, $2::json, $3::timestamptz, $4)", values);
  }
  await ask("tell", "select pg_notify($1, $2)", [EVENT_CHANNEL, workspaceId]);
  await ask("commit", "commit");
}

function insert(ask: Ask, { name, columns }: Table, rows: number, values: Row): Promise<unknown> {
  const tuples = Array.from(
    { length: rows },
    (_, row) => `(${columns.map(({ type }, at) => `$${row * columns.length + at + 1}::text::${type}`).join(", ")})`,
  );
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  return ask(`${name} ${rows}`, `insert into ${name} (${names}) values ${tuples.join(", ")}`, values);
}

/** The columns that are written; the others the database makes itself. */
async function tableOf(owner: Db, name: string): Promise<Table> {
  const { rows } = await sql<Column>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${name}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' and attidentity = '' and attname <> 'txid'
    order by attnum`.execute(owner);
  return { name, columns: rows };
}

async function rowsOf(owner: Db, { name, columns }: Table, where: RawBuilder<unknown>): Promise<Row[]> {
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  const { rows } = await sql<{ row: Row }>`
    select array[${texts}] as row from ${sql.table(name)} where ${where}`.execute(owner);
  return rows.map(({ row }) => row);
}

async function assigneesOf(owner: Db, own: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select employee_id as id from ticket_person where ${own} and part = 'assignee'`.execute(owner);
  return rows.map(({ id }) => id);
}

/** Workers take jobs at once, so a copy of each is laid aside while it is promised. */
async function catchJobs(owner: Db): Promise<void> {
  await sql`drop table if exists bench_job cascade`.execute(owner);
  await sql`create table bench_job (task_id int, payload json, run_at timestamptz, created_at timestamptz)`.execute(
    owner,
  );
  await sql`grant insert on bench_job to public`.execute(owner);
  await sql`create or replace function bench_catch_job() returns trigger language plpgsql as $$
    begin
      insert into public.bench_job values (new.task_id, new.payload, new.run_at, new.created_at);
      return new;
    end $$`.execute(owner);
  await sql`create or replace trigger bench_catch_job after insert on graphile_worker._private_jobs
    for each row execute function bench_catch_job()`.execute(owner);
}

async function jobsOf(owner: Db, ticketId: string): Promise<Job[]> {
  const { rows } = await sql<Job>`
    select t.identifier as task, j.payload::text as payload,
      case when j.run_at > j.created_at then j.run_at::text end as "runAt"
    from bench_job j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'ticketId' = ${ticketId}`.execute(owner);
  return rows;
}
