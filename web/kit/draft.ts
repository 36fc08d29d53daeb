import { useEffect, useEffectEvent, useRef, useState } from "react";
import { call } from "./api.ts";
import { connection } from "./connection.ts";
import { keepDraft, readDraft } from "./draft-memory.ts";
import { useMe } from "./session.ts";

/** How long a writer pauses before the server gets the draft, ms. */
const PAUSE = 800;

/**
 * Something half-written that survives reload, sign-out and a lost connection: kept in the browser at each change and
 * with the server after a pause. `key` names what it is about: `ticket/<id>/message`. `isDraft` says whether what was
 * kept has the right shape (an older version of Pult may have kept another).
 */
export function useDraft<T>(
  key: string,
  empty: T,
  isDraft: (kept: unknown) => kept is T,
): { value: T; set: (next: T) => void; clear: () => void; restored: boolean } {
  const person = useMe().person.id;
  const [state, setState] = useState(() => startOf(person, key, empty, isDraft));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Whoever has written or thrown away meanwhile knows better than the server's copy.
  const touched = useRef(false);

  // The same component shows another ticket: another draft.
  if (state.key !== key) setState(startOf(person, key, empty, isDraft));

  const takeOver = useEffectEvent((body: unknown) => {
    if (touched.current || readDraft(person, key) || !isDraft(body)) return;
    keepDraft(person, key, { body, saved: true });
    setState({ key, value: body, restored: true });
  });

  useEffect(() => {
    const control = new AbortController();
    touched.current = false;
    inLine(key, () => call("listDrafts", { query: { prefix: key }, signal: control.signal })).then(
      ({ items }) => takeOver(items.find((item) => item.key === key)?.body),
      () => undefined,
    );
    void saveDraft(person, key);
    const back = connection.follow(() => {
      if (connection.get() === "online") void saveDraft(person, key);
    });
    return () => {
      control.abort();
      back();
      void saveDraft(person, key);
    };
  }, [person, key]);

  const clear = () => {
    touched.current = true;
    clearTimeout(timer.current);
    keepDraft(person, key, undefined);
    setState({ key, value: empty, restored: false });
    void inLine(key, () => call("deleteDraft", { params: { key } })).catch(() => undefined);
  };
  const set = (value: T) => {
    if (isSame(value, empty)) return clear();
    touched.current = true;
    keepDraft(person, key, { body: value, saved: false });
    setState({ key, value, restored: false });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveDraft(person, key), PAUSE);
  };
  return { value: state.value, restored: state.restored, set, clear };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is under way to the server about each draft. */
const line = new Map<string, Promise<unknown>>();

/**
 * One thing after another for each draft: what was thrown away must not arrive after it was thrown away, nor be read
 * before, or it would come back into the next form.
 */
function inLine<T>(key: string, task: () => Promise<T>): Promise<T> {
  const next = (line.get(key) ?? Promise.resolve()).then(task);
  line.set(
    key,
    next.catch(() => undefined),
  );
  return next;
}

/** Gives the server what the browser keeps. What fails is tried again with the next letter or connection. */
function saveDraft(person: string, key: string): Promise<void> {
  return inLine(key, async () => {
    const kept = readDraft(person, key);
    if (!kept || kept.saved) return;
    await call("putDraft", { params: { key }, body: { body: kept.body } });
    const now = readDraft(person, key);
    if (now && isSame(now.body, kept.body)) keepDraft(person, key, { ...now, saved: true });
    // What fails is not lost: the browser has it.
  }).catch(() => undefined);
}

function startOf<T>(person: string, key: string, empty: T, isDraft: (kept: unknown) => kept is T) {
  const kept = readDraft(person, key)?.body;
  return isDraft(kept) ? { key, value: kept, restored: true } : { key, value: empty, restored: false };
}
