import { AsyncLocalStorage } from "node:async_hooks";
import type { Span } from "@opentelemetry/api";

/** On whose behalf something is done just now: a request, and the jobs that it promised. */
export type Errand = {
  /** The id that the person was told as `instance`; null for what nobody asked for. */
  requestId: string | null;
  /** The span that those within it belong to; only while traces are sent. */
  span?: Span | undefined;
};

const current = new AsyncLocalStorage<Errand>();

/** What is being done here. */
export const errand = (): Errand => current.getStore() ?? { requestId: null };

/** Does the work on this behalf; whatever it calls and awaits finds it by `errand`. */
export const onErrand = <T>(of: Errand, work: () => T): T => current.run(of, work);
