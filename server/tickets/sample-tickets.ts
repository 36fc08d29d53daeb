import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { type Keep, kept } from "./kept-samples.ts";

/** So many tickets tell how common a condition is. */
const SAMPLE = 400;
/** A page, and one more. */
const PAGE = 51;

/** So many at least have probably changed since `since`. */
const ENOUGH = 500;

/** What gathering takes, in tickets that could be passed on the way through the list meanwhile. */
export type Gathering = { each: number; ahead: number };
const BY_COLUMNS: Gathering = { each: 2, ahead: 500 };

/**
 * How common tickets are: of some everywhere, how many of all there would be for each of `conditions`; of those that
 * changed last, which `share` of what a list passes first meets `among`. Neither tells the other: what is old or new is
 * seldom alike. Since `since` only a small part of those that meet the first condition have changed; null where hardly
 * any ticket meets it. Conditions are over `ticket t`; `latest` is how many of these are looked at. With `keep`, what was
 * sampled not long ago is taken again.
 */
export async function sampleTickets(
  tx: Tx,
  conditions: readonly RawBuilder<unknown>[],
  among: RawBuilder<unknown> | null,
  latest = SAMPLE,
  keep?: Keep,
): Promise<{ found: number[]; share: number; since: Date | null }> {
  const size = sql`(select greatest(reltuples, 1) from pg_class where oid = 'ticket'::regclass)`;
  const changes = sql`array_agg(t.updated_at order by t.updated_at desc) filter (where ${conditions[0] ?? sql`false`})`;
  const counts = conditions.map((one) => sql`count(*) filter (where ${one}) * part`);
  const everywhere = sql<{ found: number[]; since: Date | null }>`
    select array[${sql.join(counts)}]::float8[] as found, (${changes})[ceil(${sql.lit(ENOUGH)} / part)::int] as since
    from (select greatest(1, ${size} / ${sql.lit(SAMPLE)}) as part) of,
      ticket t tablesample system (least(100, 100.0 * ${sql.lit(SAMPLE)} / ${size})) repeatable (1)
    where t.workspace_id = current_workspace() group by part`;
  const last = sql<{ looked: number; met: number }>`
    select count(*)::int as looked, count(*) filter (where ${among ?? sql`true`})::int as met
    from (select * from ticket t where t.workspace_id = current_workspace()
      order by t.updated_at desc, t.id desc limit ${sql.lit(latest)}) t`;
  const keeping = <T>(which: "everywhere" | "latest", take: () => Promise<T>) =>
    keep ? kept(keep[which], keep.now, take) : take();
  const [of, first] = await Promise.all([
    conditions.length > 0 ? keeping("everywhere", async () => (await everywhere.execute(tx)).rows[0]) : undefined,
    among ? keeping("latest", async () => (await last.execute(tx)).rows[0]) : undefined,
  ]);
  const { looked = 0, met = 0 } = first ?? {};
  const { found = conditions.map(() => 0), since = null } = of ?? {};
  return { found, share: met / Math.max(looked, 1), since };
}

/** Whether going through the list in its order meets a page of them sooner than gathering all and putting them in order. */
export const isMetOnTheWay = (found: number, share: number, { each, ahead } = BY_COLUMNS): boolean =>
  share > 0 && PAGE / share < found * each + ahead;
