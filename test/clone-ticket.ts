import { type RawBuilder, sql } from "kysely";
import type { TestApp } from "./app.ts";

/**
 * So many tickets like the one with the subject, with its log: more than a job looks at in one go. `others`: what is
 * other in the n-th of them, as jsonb over `n`; such have no log.
 */
export async function cloneTicket(
  { owner }: TestApp,
  subject: string,
  count: number,
  others?: RawBuilder<unknown>,
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
  // Behind "lateral", or the record would be made anew for each of its columns.
  await sql`insert into ticket (${ticket}) select ${ticket} from (select cloned.* from ticket t,
      generate_series(1, ${count}::int) n, lateral jsonb_populate_record(t,
        jsonb_build_object('id', gen_random_uuid(), 'number', 100000 + n) || ${others ?? sql`'{}'::jsonb`}) cloned
    where t.id = ${original}) cloned`.execute(owner);
  if (others) return;
  await sql`insert into event (${event}) select ${event} from (select cloned.* from event e, ticket c,
      lateral jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'ticket_id', c.id)) cloned
    where c.number > 100000 and e.ticket_id = ${original}) cloned`.execute(owner);
}
