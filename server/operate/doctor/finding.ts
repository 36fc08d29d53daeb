import type { Client } from "pg";
import type { Config } from "../../platform/config.ts";

/** What one look found out. */
export type Finding = {
  /** The thing that was looked at, in a word or two. */
  readonly what: string;
  /** `warning`: it works, but not for long or not for all; `bad`: something does not work. */
  readonly state: "ok" | "warning" | "bad";
  /** What was found, as a sentence with figures. */
  readonly why: string;
  /** What to do; null when it is well. */
  readonly mend: string | null;
};

/** What the looks work with. */
export type Patient = {
  readonly config: Config;
  /** The database, as the owner of its tables. */
  readonly client: Client;
  readonly now: () => Date;
};

export const ok = (what: string, why: string): Finding => ({ what, state: "ok", why, mend: null });
export const warning = (what: string, why: string, mend: string): Finding => ({ what, state: "warning", why, mend });
export const bad = (what: string, why: string, mend: string): Finding => ({ what, state: "bad", why, mend });

const MINUTE = 60_000;

/** How long ago, in the largest unit that fits. */
export function age(of: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - of.getTime()) / MINUTE));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 60 / 24)} days`;
}

export const isOlder = (of: Date, minutes: number, now: Date): boolean =>
  now.getTime() - of.getTime() > minutes * MINUTE;

/** What is wrong, in the words of who says it. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== "" ? error.message : String(error);
};

/** Fails when the work takes longer than people wait for a look. */
export async function soon<T>(work: Promise<T>, milliseconds = 8_000): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
