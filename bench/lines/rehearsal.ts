import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Process } from "../../core/process/process.ts";
import { readPostmaster } from "../../server/platform/postgres-process.ts";
import { cpuOf } from "../cpu-of.ts";
import { round } from "../drive.ts";
import { type Figure, figure, type Line } from "../figure.ts";
import type { Stage } from "../stage.ts";

const TICKETS = 10_000;
const MOST_DAYS = 365;
const LIMIT_S = 10;

type Proposal = { kind: string } & Record<string, unknown>;
type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/**
 * The last 10,000 tickets tried with a change that nearly all of them notice, of each kind that can be rehearsed. Where
 * a day more or less makes another number of tickets, the time is that of 10,000 by proportion.
 */
export const rehearsal: Line = {
  name: "rehearsal",
  about: "a change of rules, hours or a process tried on 10,000 past tickets",
  needs: "size",
  async run(stage) {
    const ask = asker(stage);
    const days = await daysOf(stage);
    const figures: Figure[] = [];
    for (const proposal of await proposals(stage, ask)) {
      const run = () => measure(stage, ask, { days, ...proposal });
      const { calendar } = proposal as { calendar?: { id: string } };
      figures.push(calendar ? await promised(stage, calendar.id, run) : await run());
    }
    return figures;
  },
};

async function measure(stage: Stage, ask: Ask, proposal: Proposal): Promise<Figure> {
  type View = { id: string; endedAt: string | null; looked: number; changed: number };
  const postmaster = await readPostmaster(join(stage.folder, "postgres", "cluster"));
  const used = () => [stage.server.pid, postmaster?.pid ?? 0].map((pid) => cpuOf(pid, { family: true }) / 1000);
  const [server = 0, database = 0] = used();
  const begun = performance.now();
  let view = await ask<View>("POST", "/rehearsals", proposal);
  while (view.endedAt === null) {
    await sleep(50);
    view = await ask<View>("GET", `/rehearsals/${view.id}`);
  }
  const seconds = (performance.now() - begun) / 1000;
  const [serverNow = 0, databaseNow = 0] = used();
  const { looked, changed } = view;
  if (looked === 0) return figure("rehearsal", proposal.kind, { size: stage.size, value: "no ticket is of the kind" });
  const scale = TICKETS / looked;
  return figure("rehearsal", proposal.kind, {
    size: stage.size,
    value: `${round(seconds * scale)} s a 10,000`,
    must: `≤ ${LIMIT_S} s a 10,000`,
    pass: seconds * scale <= LIMIT_S,
    parts: {
      "cpu of the server, s": round((serverNow - server) * scale),
      "cpu of the database, s": round((databaseNow - database) * scale),
      looked,
      changed,
    },
  });
}

/** Most tickets of the stage are promised nothing: meanwhile the last ones are, by the calendar that is tried. */
async function promised<T>({ owner, workspaceId }: Stage, calendar: string, run: () => Promise<T>): Promise<T> {
  const terms = JSON.stringify({ rule: calendar, calendar, reaction: 1_800, resolution: 36_000 });
  const { rows } = await sql<{ id: string }>`update ticket set sla = ${terms}::jsonb
    where workspace_id = ${workspaceId} and sla is null and id in (select id from ticket
      where workspace_id = ${workspaceId} order by created_at desc limit ${TICKETS}) returning id`.execute(owner);
  try {
    return await run();
  } finally {
    const ids = rows.map(({ id }) => id);
    await sql`update ticket set sla = null where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(
      owner,
    );
  }
}

const asker =
  ({ url, token }: Stage): Ask =>
  async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return JSON.parse(await answer.text());
  };

/** The days in which the last 10,000 tickets came in. */
async function daysOf({ owner, workspaceId }: Stage): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select coalesce(ceil(max(extract(epoch from now() - created_at)) / 86400), 1)::int as days from (
      select created_at from ticket where workspace_id = ${workspaceId} order by created_at desc limit ${TICKETS}) t`.execute(
    owner,
  );
  return Math.min(MOST_DAYS, Math.max(1, rows[0]?.days ?? 1));
}

/** Of each kind the desk as it is, and something that changes nearly every ticket. */
async function proposals({ owner, workspaceId }: Stage, ask: Ask): Promise<Proposal[]> {
  type Rule = { id: string; name: string; enabled: boolean; condition: string; result: object };
  const withFirst = async (kind: string, result: object): Promise<Proposal> => {
    const { items } = await ask<{ items: Rule[] }>("GET", `/rules?kind=${kind}`);
    const plain = items.map(({ id, name, enabled, condition, result: own }) => ({
      id,
      name,
      enabled,
      condition,
      result: own,
    }));
    return { kind, rules: [{ name: "First", enabled: true, condition: "", result }, ...plain] };
  };
  const most = async (what: "sla ->> 'calendar'" | "process_key" | "team_id::text") => {
    const { rows } = await sql<{ id: string | null }>`select ${sql.raw(what)} as id from ticket
      where workspace_id = ${workspaceId} and ${sql.raw(what)} is not null group by 1 order by count(*) desc limit 1`.execute(
      owner,
    );
    return rows[0]?.id ?? null;
  };
  const calendars = (await ask<{ items: { id: string }[] }>("GET", "/calendars")).items;
  const calendar = (await most("sla ->> 'calendar'")) ?? calendars[0]?.id;
  const processes = await ask<{ items: { key: string; definition: Process }[] }>("GET", "/processes");
  const key = await most("process_key");
  const definition = processes.items.find((one) => one.key === key)?.definition;
  if (!definition || calendar === undefined) throw new Error("The desk has no process or no calendar");
  const moves = definition.moves.map((move) => ({ ...move, needs: [{ kind: "document" }] }));
  const hours = Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["11:00", "15:00"]]]));
  const on = [{ event: "opened" }, { event: "moved" }, { event: "waiting", since: "status", for: "P1D" }];
  return [
    await withFirst("routing", { team: await most("team_id::text") }),
    await withFirst("sla", { calendar, reaction: 1_800, resolution: 36_000 }),
    await withFirst("trigger", { on, actions: [{ do: "note", text: "x" }] }),
    { kind: "calendar", calendar: { id: calendar, timeZone: "Europe/Moscow", hours, exceptions: [] } },
    { kind: "process", process: { key, definition: { ...definition, moves } } },
  ];
}
