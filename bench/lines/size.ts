import { sql } from "kysely";
import { figure, type Line } from "../figure.ts";

/** What the database takes on the disk, tables and indexes, with the largest of them by name. */
export const size: Line = {
  name: "size",
  about: "size of the database for each ticket",
  needs: "size",
  async run(stage) {
    const { rows } = await sql<{ all: number; tickets: number; events: number; messages: number }>`
      select pg_database_size(current_database()) as all, (select count(*) from ticket) as tickets,
        (select count(*) from event) as events, (select count(*) from message) as messages`.execute(stage.owner);
    const { rows: tables } = await sql<{ name: string; size: number }>`
      select relname as name, pg_total_relation_size(oid) as size from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc limit 6`.execute(stage.owner);
    const { all = 0, tickets = 1, events = 0, messages = 0 } = rows[0] ?? {};
    return [
      figure("size", "database", {
        size: stage.size,
        value: `${(all / tickets / 1024).toFixed(1)} KB a ticket, ${(all / 2 ** 30).toFixed(2)} GB`,
        parts: {
          bytes: all,
          tickets,
          events,
          messages,
          ...Object.fromEntries(tables.map((table) => [table.name, table.size])),
        },
      }),
    ];
  },
};
