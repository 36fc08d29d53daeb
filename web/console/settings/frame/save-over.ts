import { isProblem } from "../../../kit/problem.ts";

/** What the server has, with the version that a change of it is based on. */
export type Known<V> = { saved: V; version: number };
/** A field that somebody else changed after this person had begun: his value, and the one that is there now. */
export type Collision = { field: string; yours: unknown; theirs: unknown };

/** Somebody who saves all the time must not keep this one turning for ever. */
const MOST_TURNS = 5;

/**
 * Saves edits over what they were begun on [B-KEY-03]. A newer version in which other fields were changed is no matter;
 * where the same field was changed, `ask` says whether one's own value stays. `send` gets the whole form as it would be
 * then, what differs, and the version. Without an answer the person took what is there: `taken` are those fields.
 */
export async function saveOver<V extends object, A>(of: {
  began: Known<V>;
  edits: Partial<V>;
  send: (value: V, edits: Partial<V>, version: number) => Promise<A>;
  reload: () => Promise<Known<V>>;
  ask: (collisions: readonly Collision[]) => Promise<boolean>;
}): Promise<{ answer: A } | { taken: readonly string[]; now: Known<V> }> {
  let { began: seen } = of;
  for (let turn = 1; ; turn += 1) {
    try {
      return { answer: await of.send({ ...seen.saved, ...of.edits }, of.edits, seen.version) };
    } catch (error) {
      if (!isProblem(error) || error.status !== 412 || turn === MOST_TURNS) throw error;
    }
    const now = await of.reload();
    const collisions = collisionsOf(of.edits, seen.saved, now.saved);
    if (collisions.length > 0 && !(await of.ask(collisions))) {
      return { taken: collisions.map(({ field }) => field), now };
    }
    seen = now;
  }
}

function collisionsOf<V extends object>(edits: Partial<V>, seen: V, now: V): Collision[] {
  const found: Collision[] = [];
  for (const field in edits) {
    const theirs = now[field];
    if (!isSame(theirs, seen[field]) && !isSame(theirs, edits[field])) {
      found.push({ field, yours: edits[field], theirs });
    }
  }
  return found;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
