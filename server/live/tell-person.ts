import { sql } from "kysely";
import type { Db, Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { type Listener, listen } from "../platform/notifications.ts";
import { sees } from "../tickets/scope.ts";
import type { Hub } from "./hub.ts";
import type { LiveLog } from "./log-reader.ts";
import { written } from "./news.ts";
import { readSights } from "./sight.ts";

/** Carries what one person alone is told, to all processes. */
const PERSON_CHANNEL = "pult_person";

/** Without `personId` all employees of the workspace are told. */
type Told = { workspaceId: string; personId?: string; event: string; data: object };
/** Tickets that read otherwise now though nothing happened to them: who sees one is told of it. */
type Reread = { workspaceId: string; tickets: readonly string[] };

/** Of so many tickets screens are told, the newest: more are not on them, and a notice holds no more. */
const MOST_REREAD = 100;

/**
 * Tells one person on all his screens, or every employee, when the transaction commits. Who has no stream open, or loses it right then,
 * hears nothing: what he is told of must be there to be asked for. At most some 7,000 characters.
 */
export async function tellPerson(tx: Tx, told: Told): Promise<void> {
  await sql`select pg_notify(${PERSON_CHANNEL}, ${JSON.stringify(told)})`.execute(tx);
}

/**
 * Tells the employees who see them of the tickets of a contact or a company, when the transaction commits: what lists
 * show of their client is another now. The tickets themselves are as they were.
 */
export async function tellOfTicketsOf(
  tx: Tx,
  workspaceId: string,
  of: { contact: string } | { company: string },
): Promise<void> {
  const [column, id] = "contact" in of ? ["contact_id", of.contact] : ["company_id", of.company];
  const { rows } = await sql<{ id: string }>`
    select id from ticket where workspace_id = ${workspaceId} and ${sql.ref(column)} = ${id}
    order by created_at desc limit ${MOST_REREAD}`.execute(tx);
  if (rows.length === 0) return;
  const told: Reread = { workspaceId, tickets: rows.map((row) => row.id) };
  await sql`select pg_notify(${PERSON_CHANNEL}, ${JSON.stringify(told)})`.execute(tx);
}

/** Hands such news on to the streams of this process. */
export function makePersonalNews({ db, url, hub, log }: { db: Db; url: string; hub: Hub; log: LiveLog }): {
  start: () => Promise<void>;
  stop: () => Promise<void>;
} {
  let starting: Promise<Listener> | undefined;
  const reread = async ({ workspaceId, tickets }: Reread) => {
    const streams = [...hub.of(workspaceId)].filter(({ person }) => person.kind === "employee");
    if (streams.length === 0) return;
    for (const ticket of (await readSights(db, workspaceId, tickets)).values()) {
      const { id, number, version } = ticket;
      const text = written("ticket", { id, number, version, kinds: [] });
      for (const stream of streams) if (sees(stream.person, ticket)) stream.write(text);
    }
  };
  const hear = (text: string) => {
    // Empty after a lost connection: screens that wait for something ask by themselves.
    if (text === "") return;
    const news: Told | Reread = JSON.parse(text);
    if ("tickets" in news) {
      // Screens ask for their rows again sooner or later: what is missed here comes then.
      reread(news).catch((error) => log.warn({ err: error }, "Screens were not told of tickets of a changed client"));
      return;
    }
    const { workspaceId, personId, event, data } = news;
    const isTold = ({ kind, id }: Person) => (personId === undefined ? kind === "employee" : id === personId);
    for (const stream of hub.of(workspaceId)) if (isTold(stream.person)) stream.write(written(event, data));
  };
  return {
    async start() {
      starting ??= listen(url, PERSON_CHANNEL, hear).catch((error) => {
        starting = undefined;
        throw error;
      });
      await starting;
    },
    async stop() {
      await starting?.then((listener) => listener.stop());
    },
  };
}
