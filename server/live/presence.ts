import { sql } from "kysely";
import type { Db, Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { type Listener, listen } from "../platform/notifications.ts";
import { sees } from "../tickets/scope.ts";
import type { Hub } from "./hub.ts";
import type { LiveLog } from "./log-reader.ts";
import { written } from "./news.ts";
import { readSights } from "./sight.ts";
import type { Stream } from "./stream.ts";

/** Announces who looks at what to all processes. */
export const PRESENCE_CHANNEL = "pult_presence";
/** Who has not said for so long that he still looks has gone, ms. */
const STAYS_MS = 30_000;
const SWEEP_MS = 5_000;

/** Somebody who has a ticket on his screen. */
export type Looker = { id: string; name: string; typing: boolean };
type Look = Looker & { until: number };
type Notice = { workspaceId: string; ticketId: string; id: string; name: string; typing: boolean; left: boolean };

/** Who has which ticket on screen ([B-KEY-02]); kept in memory by each process, told among them by the database. */
export type Presence = {
  /** Says to everybody, when the transaction commits, that the person looks, types or has left. */
  announce: (tx: Tx, person: Person, ticketId: string, look: { typing: boolean; left: boolean }) => Promise<void>;
  /** The others who look at the ticket now. */
  others: (person: Person, ticketId: string) => Looker[];
  /** Tells a stream that has just begun what is going on. */
  greet: (stream: Stream) => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

export function makePresence(options: { db: Db; url: string; now: () => Date; hub: Hub; log: LiveLog }): Presence {
  const { db, hub } = options;
  /** By workspace and ticket, then by person. */
  const looks = new Map<string, Map<string, Look>>();
  const keyOf = (workspaceId: string, ticketId: string) => `${workspaceId} ${ticketId}`;
  const now = () => options.now().getTime();
  let starting: Promise<Listener> | undefined;
  let sweeper: NodeJS.Timeout | undefined;

  function hear(text: string): void {
    // Empty after a lost connection: the next looks come within seconds anyway.
    if (text === "") return;
    const notice: Notice = JSON.parse(text);
    const key = keyOf(notice.workspaceId, notice.ticketId);
    const people = looks.get(key) ?? new Map<string, Look>();
    const before = people.get(notice.id);
    if (notice.left) people.delete(notice.id);
    else {
      const { id, name, typing } = notice;
      people.set(id, { id, name, typing, until: now() + STAYS_MS });
    }
    if (people.size > 0) looks.set(key, people);
    else looks.delete(key);
    const changed = notice.left ? before !== undefined : before?.typing !== notice.typing;
    if (changed) void tell(notice.workspaceId, notice.ticketId);
  }

  /** Tells every employee who sees the ticket who else has it on screen. */
  async function tell(workspaceId: string, ticketId: string): Promise<void> {
    try {
      const streams = [...hub.of(workspaceId)].filter(({ person }) => person.kind === "employee");
      const ticket = (await readSights(db, workspaceId, streams.length === 0 ? [] : [ticketId])).get(ticketId);
      for (const stream of streams) if (ticket && sees(stream.person, ticket)) write(stream, ticketId);
    } catch (error) {
      options.log.warn({ err: error }, "Who looks at a ticket could not be told; the next look tells it");
    }
  }

  function write(stream: Stream, ticketId: string): void {
    stream.write(written("presence", { ticket: ticketId, people: others(stream.person, ticketId) }));
  }

  function others(person: Person, ticketId: string): Looker[] {
    const people = looks.get(keyOf(person.workspaceId, ticketId))?.values() ?? [];
    return [...people]
      .filter((look) => look.id !== person.id && look.until > now())
      .map(({ id, name, typing }) => ({ id, name, typing }));
  }

  function sweep(): void {
    for (const [key, people] of looks) {
      const gone = [...people.values()].filter((look) => look.until <= now());
      for (const { id } of gone) people.delete(id);
      if (people.size === 0) looks.delete(key);
      const [workspaceId = "", ticketId = ""] = key.split(" ");
      if (gone.length > 0) void tell(workspaceId, ticketId);
    }
  }

  return {
    async announce(tx, person, ticketId, { typing, left }) {
      const { workspaceId, id, name } = person;
      const notice: Notice = { workspaceId, ticketId, id, name, typing: typing && !left, left };
      await sql`select pg_notify(${PRESENCE_CHANNEL}, ${JSON.stringify(notice)})`.execute(tx);
    },
    others,
    async greet(stream) {
      const { person } = stream;
      if (person.kind !== "employee") return;
      const prefix = `${person.workspaceId} `;
      const tickets = [...looks.keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
      const sights = await readSights(db, person.workspaceId, tickets);
      for (const ticket of sights.values()) if (sees(person, ticket)) write(stream, ticket.id);
    },
    async start() {
      starting ??= listen(options.url, PRESENCE_CHANNEL, hear).catch((error) => {
        starting = undefined;
        throw error;
      });
      await starting;
      sweeper ??= setInterval(sweep, SWEEP_MS).unref();
    },
    async stop() {
      clearInterval(sweeper);
      await starting?.then((listener) => listener.stop());
    },
  };
}
