import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { type Listener, listen } from "../platform/notifications.ts";
import type { Hub } from "./hub.ts";
import { written } from "./news.ts";

/** Carries what one person alone is told, to all processes. */
const PERSON_CHANNEL = "pult_person";

/** Without `personId` all employees of the workspace are told. */
type Told = { workspaceId: string; personId?: string; event: string; data: object };

/**
 * Tells one person on all his screens, or every employee, when the transaction commits. Who has no stream open, or loses it right then,
 * hears nothing: what he is told of must be there to be asked for. At most some 7,000 characters.
 */
export async function tellPerson(tx: Tx, told: Told): Promise<void> {
  await sql`select pg_notify(${PERSON_CHANNEL}, ${JSON.stringify(told)})`.execute(tx);
}

/** Hands such news on to the streams of this process. */
export function makePersonalNews(url: string, hub: Hub): { start: () => Promise<void>; stop: () => Promise<void> } {
  let starting: Promise<Listener> | undefined;
  const hear = (text: string) => {
    // Empty after a lost connection: screens that wait for something ask by themselves.
    if (text === "") return;
    const { workspaceId, personId, event, data }: Told = JSON.parse(text);
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
