import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { ScheduledTask } from "../platform/jobs.ts";

/**
 * What is counted. So many tries in vain are `free`; after each further one the next must wait, `first` seconds, then
 * twice as long each time, `longest` at most. One is forgiven every `forgiven` seconds.
 */
const LIMITS = {
  /** One account from one address: with the address in it nobody can lock somebody else out from elsewhere. */
  pair: { free: 8, first: 60, longest: 3_600, forgiven: 3_600 },
  /** One account from wherever: many machines that guess together. Those who are signed in there are not held up. */
  account: { free: 50, first: 60, longest: 900, forgiven: 900 },
  /** One address, an office or half a town behind it: any account. */
  address: { free: 100, first: 10, longest: 900, forgiven: 6 },
  /** Letters with links to one account. */
  letter: { free: 5, first: 900, longest: 3_600, forgiven: 300 },
} as const;

/** One thing that a try is counted on. */
export type Tried = { of: keyof typeof LIMITS; key: string };

/** Nobody waits. Not the moment of the try: another that came earlier may be counted later, and would wait for this one. */
const NOT_AT_ALL = new Date(0);

/** Kept at most, so that a flood of made-up accounts does not fill the disk: some 20 MB. */
const MOST = 100_000;

/** Counts what is tried and says when it is enough: in the database, for all nodes and past a restart. */
export type Attempts = {
  /**
   * One more try of each, before it is known how it ends, so that a hundred at once are a hundred. Throws 429 with the
   * seconds to wait while one of them must wait; such a try is not counted. The same whether or not an account exists.
   */
  take: (tried: readonly Tried[], now: Date) => Promise<void>;
  /** It went well: what was counted on accounts is forgotten, and an address gets this one try back. */
  forgive: (tried: readonly Tried[], now: Date) => Promise<void>;
};

export function makeAttempts(owner: Db): Attempts {
  return {
    async take(tried, now) {
      const keys = tried.map(hashOf);
      const after = tried.map(({ of }) => LIMITS[of].forgiven);
      const { rows } = await sql<{ key: Buffer; until: Date | null; forget_at: Date | null }>`
        with waiting as (select max(free_at) as until from attempt where key = any(${keys}::bytea[]) and free_at > ${now}),
        counted as (
          insert into attempt (key, failures, free_at, forget_at)
            select a.key, 1, ${NOT_AT_ALL}::timestamptz, ${now}::timestamptz + a.after * interval '1 second'
            from unnest(${keys}::bytea[], ${after}::int[]) as a(key, after)
            where (select until from waiting) is null order by a.key
          on conflict (key) do update set failures = attempt.failures + 1,
            forget_at = greatest(attempt.forget_at, ${now}) + (excluded.forget_at - ${now})
          returning key, forget_at)
        select null as key, until, null as forget_at from waiting where until is not null
        union all select key, null, forget_at from counted`.execute(owner);
      const until = rows.find((row) => row.until !== null)?.until;
      if (until) throw tooMany(Math.ceil((until.getTime() - now.getTime()) / 1000));
      for (const [index, { of }] of tried.entries()) {
        const counted = rows.find(({ key }) => keys[index]?.equals(key))?.forget_at;
        const wait = counted ? waitOf(of, (counted.getTime() - now.getTime()) / 1000) : 0;
        if (wait === 0) continue;
        const free = new Date(now.getTime() + wait * 1000);
        await sql`update attempt set free_at = greatest(free_at, ${free}) where key = ${keys[index]}`.execute(owner);
      }
    },
    async forgive(tried, now) {
      const places = tried.filter(({ of }) => of === "address").map(hashOf);
      const accounts = tried.filter(({ of }) => of !== "address").map(hashOf);
      const { free, forgiven } = LIMITS.address;
      await sql`
        with forgotten as (delete from attempt where key = any(${accounts}::bytea[]))
        update attempt set forget_at = forget_at - ${forgiven} * interval '1 second',
          free_at = case when forget_at <= ${now}::timestamptz + ${free * forgiven} * interval '1 second'
            then ${NOT_AT_ALL}::timestamptz else free_at end
          where key = any(${places}::bytea[])`.execute(owner);
    },
  };
}

/** How long the next must wait, s, when it takes `unforgiven` seconds until all is forgiven. */
function waitOf(of: Tried["of"], unforgiven: number): number {
  const { free, first, longest, forgiven } = LIMITS[of];
  const over = Math.ceil(unforgiven / forgiven - 1e-6) - free;
  return over < 0 ? 0 : Math.min(longest, first * 2 ** Math.min(over, 20));
}

function tooMany(seconds: number): Problem {
  const message = `Too many attempts. Try again in ${seconds} seconds.`;
  return new Problem(429, "session/too-many-attempts", message, { retryAfter: seconds });
}

/** What is kept says nothing about people to who reads the table. */
const hashOf = ({ of, key }: Tried): Buffer =>
  createHash("sha256")
    .update(`${of} ${of === "address" ? networkOf(key) : key}`)
    .digest();

/** Whoever has one address of the sixth version has 2⁶⁴ of them: they count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => "0");
  const first = [...groups, ...(tail === undefined ? [] : zeros), ...after].slice(0, 4);
  return first.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

/** The hourly job: what is forgiven, what is too much, and sessions and links that have run out, are deleted. */
export async function cleanSignIns(owner: Db, now: Date): Promise<void> {
  await sql`delete from attempt where forget_at < ${now} and free_at < ${now}`.execute(owner);
  await sql`delete from attempt where key in (select key from attempt order by forget_at desc offset ${MOST})`.execute(
    owner,
  );
  await sql`delete from auth_session where "expiresAt" < ${now}
    or renewal = 'done' and "seenAt" < ${now}::timestamptz - interval '1 hour'`.execute(owner);
  await owner.deleteFrom("auth_verification").where("expiresAt", "<", now).execute();
}

export const cleanSignInsHourly = (owner: Db): Record<string, ScheduledTask> => ({
  "clean-sign-ins": { cron: "23 * * * *", run: (at) => cleanSignIns(owner, at) },
});
