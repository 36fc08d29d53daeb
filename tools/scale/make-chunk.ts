import { type Life, type Lived, liveThrough } from "../../core/process/live-through.ts";
import type { Process } from "../../core/process/process.ts";
import { messageOf } from "../../server/conversation/enter-conversation.ts";
import { messageColumns } from "../../server/conversation/say-message.ts";
import { chainEvents, eventColumns } from "../../server/platform/log-of-events.ts";
import { deriveColumns } from "../../server/tickets/derived.ts";
import { movedCounters, newRowColumns } from "../../server/tickets/save-decision.ts";
import { addedPeople } from "../../server/tickets/sync-people.ts";
import type { Plan, Tale } from "../demo/desk.ts";
import { tellRequest } from "../demo/housing/tell.ts";
import type { Fill } from "./fill.ts";
import { idsOf } from "./ids.ts";
import { planner } from "./plan-ticket.ts";
import { factsOf, type World } from "./world.ts";

type Row = Record<string, unknown>;
/** What is written for some tickets: rows of tables, counters to be moved, and timers that lie ahead. */
export type Chunk = {
  tickets: Row[];
  people: Row[];
  events: Row[];
  messages: Row[];
  /** When clients did something last, by ticket. */
  seen: Row[];
  loads: { up: string[]; down: string[] };
  ratings: Map<string, { sum: number; count: number }>;
  timers: { ticketId: string; timers: Extract<Life, { ok: true }>["timers"] }[];
};

/** More stories that the rules refuse, one after the other, are no accident. */
const MOST_ATTEMPTS = 20;

/** Makes the tickets of a fill, chunk by chunk, each always the same. Tickets, events and messages stand in their order in time. */
export function chunkMaker(world: World, fill: Fill): (chunk: number) => Chunk {
  const isDrawn = (name: string) => world.desk.services.get(name)?.options.has("requireDocument") ?? true;
  const plan = planner(fill, { zone: world.desk.zone, isDrawn });
  const clients = new Map(
    world.desk.homes.flatMap(({ people }) => people.map((client) => [client.id, client] as const)),
  );
  const services = new Map([...world.desk.services.values()].map((service) => [service.id, service]));
  const start = fill.base.getTime() - 366 * 86_400_000;

  return (chunk) => {
    const made: Chunk = {
      tickets: [],
      people: [],
      events: [],
      messages: [],
      seen: [],
      loads: { up: [], down: [] },
      ratings: new Map(),
      timers: [],
    };
    const end = Math.min(fill.tickets, (chunk + 1) * fill.chunk);
    for (let index = chunk * fill.chunk; index < end; index++) addTicket(made, index);
    made.events.sort((a, b) => Number(a.seq) - Number(b.seq));
    made.messages.sort((a, b) => Number(a.created_at) - Number(b.created_at));
    return made;
  };

  function addTicket(made: Chunk, index: number): void {
    const { tale, life, idAt } = live(index);
    const { workspaceId } = world.desk;
    const { opened, number } = tale;
    const id = idAt(opened.at);
    const process = processOf(tale);
    const { links, head } = chainEvents(
      { workspaceId, ticketId: id, head: { hash: null, count: 0 } },
      life.lived.map(({ at, actor, decision }) => ({ at, actor, events: decision.events })),
      idAt,
    );
    const seqs = new Places(index, start);
    for (const link of links) made.events.push({ ...eventColumns(link), txid: fill.txid, seq: seqs.next(link.at) });
    const { state } = life;
    const derived = deriveColumns(
      {
        ...(state.placeId === null ? {} : world.places.get(state.placeId)),
        ...clientLinks(state.contactId),
        service_name: services.get(state.serviceId ?? "")?.name ?? null,
      },
      state,
      number,
    );
    made.tickets.push({
      ...newRowColumns({ workspaceId, id, process }, state, head),
      number,
      ...derived,
    });
    made.people.push(
      ...addedPeople({ workspaceId, ticketId: id }, null, state, (employee) => !life.unread.has(employee)),
    );
    for (const message of tale.acts.flatMap((act) => messageOf(act, tale.acts))) {
      made.messages.push(messageColumns({ workspace_id: workspaceId, id }, message));
    }
    const last = life.lived.findLast(({ actor }) => actor.kind === "client");
    if (last?.actor.id) made.seen.push({ workspace_id: workspaceId, contact_id: last.actor.id, at: last.at });
    count(made, process, life.state);
    if (life.timers.length > 0) made.timers.push({ ticketId: id, timers: life.timers });
  }

  function clientLinks(contactId: string | null) {
    const client = contactId === null ? undefined : clients.get(contactId);
    return client ? { contact_name: client.name, contact_phone: client.phone, contact_email: client.email } : {};
  }

  /** A story that the rules allow throughout. */
  function live(index: number): Told {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const planned = plan(index, attempt);
      const told = tell(planned);
      if (told) return told;
    }
    throw new Error(`The rules allow no story of the ticket at ${index}`);
  }

  function tell(planned: Plan): Told | null {
    const idAt = idsOf(planned.seed ?? "");
    const tale = tellRequest(world.desk, planned, idAt);
    const { actor, at } = tale.opened;
    const { processKey: _, ...ticket } = tale.opened.ticket;
    const service = services.get(ticket.serviceId ?? "");
    if (!service) throw new Error("A ticket without a service");
    const spot = ticket.placeId ? (world.desk.spots.get(ticket.placeId) ?? null) : null;
    const acts = [{ at, actor, command: { kind: "open", ...ticket } as const }, ...tale.acts];
    const life = liveThrough(processOf(tale), factsOf(world, service, spot), acts, fill.base);
    if (!life.ok || life.lived.some(makesAnother)) return null;
    return { tale, life, idAt };
  }

  function processOf({ opened }: Tale) {
    const process = world.processes.get(opened.ticket.processKey ?? "");
    if (!process) throw new Error(`There is no process ${opened.ticket.processKey}`);
    return process;
  }
}

type Told = { tale: Tale; life: Extract<Life, { ok: true }>; idAt: (at: Date) => string };

const makesAnother = ({ decision }: Lived) => decision.effects.some(({ kind }) => kind === "open-linked");

function count({ loads, ratings }: Chunk, process: Process, state: Extract<Life, { ok: true }>["state"]): void {
  const moved = movedCounters(process, null, state);
  loads.up.push(...moved.loads.up);
  if (!moved.rating) return;
  const { serviceId, sum, count: more } = moved.rating;
  const before = ratings.get(serviceId) ?? { sum: 0, count: 0 };
  ratings.set(serviceId, { sum: before.sum + sum, count: before.count + more });
}

/**
 * Places of a ticket's events in the log of the fill: in the order of their times among all tickets, to the second,
 * though these are written one chunk after the other. Each once: seconds (2^25 are more than a year), ticket (2^24), event within a
 * second (2^4); together what a number holds.
 */
class Places {
  readonly #ticket: number;
  readonly #start: number;
  #second = -1;
  #within = 0;

  constructor(ticket: number, start: number) {
    this.#ticket = ticket;
    this.#start = start;
  }

  next(at: Date): number {
    const second = Math.floor((at.getTime() - this.#start) / 1000);
    this.#within = second === this.#second ? this.#within + 1 : 0;
    this.#second = second;
    if (this.#within > 15) throw new Error("More than 16 events of a ticket in one second");
    return second * 2 ** 28 + this.#ticket * 2 ** 4 + this.#within;
  }
}
