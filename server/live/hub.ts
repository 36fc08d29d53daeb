import { type Db, inWorkspace } from "../platform/database.ts";
import { currentCursor, type LoggedEvent, readSince } from "../platform/log-of-events.ts";
import { type Sight, sees } from "../tickets/scope.ts";
import { compareCursors, isCursor } from "./cursor.ts";
import { type LiveLog, type LogReader, readLog } from "./log-reader.ts";
import { movesCounters, newsFor, written } from "./news.ts";
import { readSights } from "./sight.ts";
import type { Parcel, Stream } from "./stream.ts";

const PAGE = 500;
/** Who has missed more events of his workspace reads everything anew. */
const MOST_MISSED = 10_000;

export type HubOptions = { db: Db; owner: Db; url: string; log: LiveLog };

/** All live streams of this process. */
export type Hub = {
  /** Begins to read the log; the first stream does it too. */
  start: () => Promise<unknown>;
  /** Tells the stream what it missed since `after` (null: nothing was told yet), and from then on what happens. */
  join: (stream: Stream, after: string | null) => Promise<void>;
  leave: (stream: Stream) => void;
  streams: () => Iterable<Stream>;
  of: (workspaceId: string) => Iterable<Stream>;
  /** Ends all streams. */
  stop: () => Promise<void>;
};

export function makeHub(options: HubOptions): Hub {
  const byWorkspace = new Map<string, Set<Stream>>();
  let starting: Promise<LogReader> | undefined;
  let stopped = false;
  const of = (workspaceId: string) => byWorkspace.get(workspaceId) ?? new Set();

  async function handOn(events: LoggedEvent[], cursor: string): Promise<void> {
    const happened = Map.groupBy(events, (event) => event.workspaceId);
    await Promise.all(
      [...byWorkspace].map(async ([workspaceId, streams]) => {
        const parcels = await parcelsFor(
          options.db,
          workspaceId,
          [...streams],
          happened.get(workspaceId) ?? [],
          cursor,
        );
        for (const [stream, parcel] of parcels) stream.take(parcel);
      }),
    );
  }

  async function start(): Promise<LogReader> {
    starting ??= readLog(options, handOn).catch((error) => {
      starting = undefined;
      throw error;
    });
    return starting;
  }

  async function catchUp(stream: Stream, reader: LogReader): Promise<void> {
    const { workspaceId } = stream.person;
    for (let missed = 0; stream.open; ) {
      const page = await inWorkspace(options.db, workspaceId, (tx) =>
        readSince(tx, { workspaceId, cursor: stream.cursor, limit: PAGE }),
      );
      missed += page.events.length;
      if (missed > MOST_MISSED) return stream.reset(reader.cursor());
      const parcels = await parcelsFor(options.db, workspaceId, [stream], page.events, page.cursor);
      for (const [, parcel] of parcels) stream.tell(parcel);
      if (page.events.length < PAGE) return;
    }
  }

  return {
    start,
    async join(stream, after) {
      const reader = await start();
      const known = after !== null && isCursor(after) ? after : null;
      // A place in the future is of another database, perhaps of the one before a restore.
      const lost = after !== null && (known === null || compareCursors(known, await currentCursor(options.owner)) > 0);
      if (lost) stream.reset(reader.cursor());
      else stream.cursor = known ?? reader.start();
      if (stopped || !stream.open) return stream.end();
      const { workspaceId } = stream.person;
      byWorkspace.set(workspaceId, of(workspaceId).add(stream));
      // From here on the reader's parcels wait in the stream, so that nothing falls between both.
      await catchUp(stream, reader);
      stream.caughtUp();
      if (after !== null) stream.tellCounts();
    },
    leave(stream) {
      for (const [workspaceId, streams] of byWorkspace) {
        if (streams.delete(stream) && streams.size === 0) byWorkspace.delete(workspaceId);
      }
    },
    *streams() {
      for (const streams of byWorkspace.values()) yield* streams;
    },
    of,
    async stop() {
      stopped = true;
      await starting?.then((reader) => reader.stop());
      for (const stream of [...byWorkspace.values()].flatMap((streams) => [...streams])) stream.end();
      byWorkspace.clear();
    },
  };
}

/** What each stream is told of the events: the tickets are read once, and each stream sees for itself. */
async function parcelsFor(
  db: Db,
  workspaceId: string,
  streams: readonly Stream[],
  events: readonly LoggedEvent[],
  cursor: string,
): Promise<Map<Stream, Parcel>> {
  const parcels = new Map<Stream, Parcel>();
  const news = { employee: newsFor("employee", events), contact: newsFor("contact", events) };
  const sights = await readSights(db, workspaceId, streams.length === 0 ? [] : [...news.employee.keys()]);
  // Moved to another site or service, a ticket leaves the lists of those who see it no more: they count anew.
  const moved = events.some((event) => event.kind === "fields.changed");
  // Most people see the same tickets of a page, so that few different texts are written.
  const alike = new Map<string, Parcel>();
  for (const stream of streams) {
    const { person } = stream;
    const told = [...news[person.kind]].flatMap(([id, kinds]) => {
      const ticket = sights.get(id);
      return ticket && sees(person, ticket) ? [{ ticket, kinds }] : [];
    });
    const key = `${person.kind} ${told.map(({ ticket }) => ticket.id).join()}`;
    const parcel = alike.get(key) ?? parcelOf(told, cursor, moved && person.kind === "employee");
    alike.set(key, parcel);
    parcels.set(stream, parcel);
  }
  return parcels;
}

function parcelOf(told: readonly { ticket: Sight; kinds: string[] }[], cursor: string, moved: boolean): Parcel {
  // Only the last one carries the place, so that who is cut off between them is told all of them again.
  const text = told.map(({ ticket: { id, number, version }, kinds }, index) =>
    written("ticket", { id, number, version, kinds }, index === told.length - 1 ? cursor : undefined),
  );
  return { text: text.join(""), cursor, counts: moved || told.some(({ kinds }) => movesCounters(kinds)) };
}
