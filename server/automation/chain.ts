import { AsyncLocalStorage } from "node:async_hooks";

/** What triggers do just now: all that came of one change (`cascade`), and those that set each other off, first to last. */
export type RunningChain = { cascade: string; rules: readonly string[] };

const current = new AsyncLocalStorage<RunningChain>();

/** Runs what a trigger does: events that come of it know it, however deep in other use-cases they are recorded. */
export const inChain = <T>(chain: RunningChain, work: () => Promise<T>): Promise<T> => current.run(chain, work);

/** The chain at work; null where people, letters and timers act. */
export const runningChain = (): RunningChain | null => current.getStore() ?? null;
