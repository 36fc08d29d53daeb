import { sql } from "kysely";
import type { TestApp } from "./app.ts";

/** So many tickets like the one with the subject, with its log: more than a job looks at in one go. */
export async function cloneTicket(
  { owner }: TestApp,
  subject: string,
  count: number,
  { log = true } = {},
): Promise<void> {
  const columnsOf = async (table: string) => {
    const { rows } = await sql<{ name: string }>`select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`.execute(
      owner,
    );
    return sql.join(rows.map(({ name }) => sql.ref(name)));
  };
  const [ticket, event] = [await columnsOf("ticket"), await columnsOf("event")];
  const original = sql`(select id from ticket where subject = ${subject} and number < 100000)`;
  await sql`insert into ticket (${ticket}) select ${ticket} from (select (jsonb_populate_record(t,
      jsonb_build_object('id', gen_random_uuid(), 'number', 100000 + n))).*
    from ticket t, generate_series(1, ${count}::int) n where t.id = ${original}) cloned`.execute(owner);
  if (!log) return;
  await sql`insert into event (${event}) select ${event} from (select (jsonb_populate_record(e,
      jsonb_build_object('id', gen_random_uuid(), 'ticket_id', c.id))).*
    from event e, ticket c where c.number > 100000 and e.ticket_id = ${original}) cloned`.execute(owner);
}
