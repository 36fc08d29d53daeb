import type { Step } from "../../../../core/rehearsal/replay-process.ts";
import type { Fire } from "../../../../core/rehearsal/replay-triggers.ts";
import type { Side } from "./rehearsed.tsx";

/** Things of which so many are kept, and how many there are. */
export type Listed<T> = { items: T[]; count: number };
export type ShownFire = Omit<Fire, "why">;

const listOf = <T>(items: unknown, count: unknown): Listed<T> => {
  // The server has put them there by the kind of the rehearsal.
  const known = Array.isArray(items) ? (items as T[]) : [];
  return { items: known, count: typeof count === "number" ? count : known.length };
};

/** What triggers would have done, of the outcome of one side. */
export const firesOf = ({ fires, count }: Side["outcome"]): Listed<ShownFire> => listOf<ShownFire>(fires, count);
/** Steps that a process would have refused or led elsewhere, of the outcome of one side. */
export const stepsOf = ({ steps, count }: Side["outcome"]): Listed<Step> => listOf<Step>(steps, count);
