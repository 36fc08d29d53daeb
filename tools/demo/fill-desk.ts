import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { type Db, inWorkspace } from "../../server/platform/database.ts";
import { Problem } from "../../server/platform/http/problem.ts";
import type { Desk, Plan, Tale } from "./desk.ts";
import { type Enterer, enterTales } from "./enter-tales.ts";

/** What fills a workspace with the tickets that are planned for it. */
export type Filling = Enterer & {
  owner: Db;
  desk: Desk;
  plans: readonly Plan[];
  tell: (plan: Plan) => Tale;
  log: (line: string) => void;
  signal?: AbortSignal;
};

/** Tickets of one transaction. */
const BATCH = 20;
/** A line of progress after so many. */
const TOLD = 500;

/**
 * Enters the tickets of the plans that are not there yet, at most the newest `newest` of all. Answers how many of the
 * plans are left. A batch with a ticket that the rules refuse is entered one by one, so that it costs no others; it is told.
 */
export async function fillDesk(filling: Filling, newest = filling.plans.length): Promise<number> {
  const { desk, plans, log, signal } = filling;
  const there = await numbersOf(filling);
  const wanted = withMains(plans.slice(-newest), plans).filter(({ number }) => !there.has(number));
  let told = 0;
  for (let at = 0; at < wanted.length && !signal?.aborted; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    await enterBatch(filling, batch);
    // Requests of people come between.
    await setImmediate();
    told += batch.length;
    if (told < TOLD) continue;
    told -= TOLD;
    log(`Demo data: ${desk.slug}, ${there.size + at + batch.length} of ${plans.length} tickets.`);
  }
  if (wanted.length > 0) await finishUp(filling);
  return plans.length - (await numbersOf(filling)).size;
}

/** The plans with those that they are linked to, the older first. */
function withMains(wanted: readonly Plan[], plans: readonly Plan[]): Plan[] {
  const numbers = new Set(wanted.map(({ number }) => number));
  const mains = wanted.flatMap(({ linkedTo }) => (linkedTo === undefined || numbers.has(linkedTo) ? [] : [linkedTo]));
  const more = new Set(mains);
  return [...plans.filter(({ number }) => more.has(number)), ...wanted];
}

async function enterBatch(filling: Filling, plans: readonly Plan[]): Promise<void> {
  const { desk, tell, log } = filling;
  try {
    await enterTales(filling, desk, plans.map(tell));
  } catch (error) {
    // What is no refusal (the database has gone) would befall the others too.
    if (!(error instanceof Problem)) throw error;
    if (plans.length === 1)
      log(`Demo data: ${desk.slug} ${plans[0]?.number} is left out: ${JSON.stringify(error.refusals)}`);
    else for (const plan of plans) await enterBatch(filling, [plan]);
  }
}

async function numbersOf({ db, desk, plans }: Filling): Promise<Set<number>> {
  const last = plans.at(-1)?.number ?? 0;
  const rows = await inWorkspace(db, desk.workspaceId, (tx) =>
    tx
      .selectFrom("ticket")
      .select("number")
      .where("workspace_id", "=", desk.workspaceId)
      .where("number", "<=", last)
      .execute(),
  );
  return new Set(rows.map(({ number }) => number));
}

/** When clients were last here, by what they did; and the statistics that fast lists need. */
async function finishUp({ owner, desk }: Filling): Promise<void> {
  await sql`update contact c set last_seen_at = seen.at
    from (select actor_id, max(at) as at from event
      where workspace_id = ${desk.workspaceId} and actor_kind = 'client' group by actor_id) seen
    where c.workspace_id = ${desk.workspaceId} and c.id = seen.actor_id and c.portal_access
      and (c.last_seen_at is null or c.last_seen_at < seen.at)`.execute(owner);
  await sql`analyze ticket, ticket_person, event, message, place, contact, occupancy`.execute(owner);
}
