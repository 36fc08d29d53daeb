import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { type Collision, type Known, saveOver } from "./save-over.ts";

/** What is wrong, by field: a text to read beside the input. */
export type Wrong<V> = { [K in keyof V]?: string | undefined } & { [path: string]: string | undefined };

/** A form over a value that the server has. What was not touched follows the server. */
export type Editor<V> = {
  value: V;
  set: (change: Partial<V>) => void;
  /** What differs from the server's. */
  changed: Partial<V>;
  isDirty: boolean;
  /** By field: what the check says once saving was tried, else what the server has refused. */
  errors: Record<string, string | undefined>;
  error: unknown;
  isBusy: boolean;
  /** How often saving failed: the form brings the focus to the first wrong field. */
  failures: number;
  submit: () => Promise<boolean>;
  reset: () => void;
  /** Fields that somebody else has changed too: the person says whose value stays. */
  conflict: Conflict | undefined;
  /** Nothing is held back any more: the form was saved and the screen may go. */
  left: RefObject<boolean>;
};

export type Conflict = { collisions: readonly Collision[]; choose: (keepMine: boolean) => void };

type Options<V, A> = {
  /** As the server has it; the empty value for something new. */
  saved: V;
  /** The version of what the server has, where several people may edit it, and how to ask for what is there now. */
  guard?: { version: number; reload: () => Promise<Known<V>> };
  /** Sends it, with the version that it is based on, and answers what came back; throws what the server refuses. */
  save: (value: V, changed: Partial<V>, ifMatch?: number) => Promise<A>;
  check?: (value: V) => Wrong<V>;
  onSaved?: (answer: A) => unknown;
  /** Saving can be taken back with the same `save`; as a function it says what is sent then for what was there before. */
  undoable?: boolean | ((before: Partial<V>, changed: Partial<V>) => Partial<V>);
};

export function useEditor<V extends object, A>(options: Options<V, A>): Editor<V> {
  const { saved, guard, save, check, onSaved, undoable } = options;
  const { t } = useTranslation();
  const [edits, setEdits] = useState<Partial<V>>({});
  const [tried, setTried] = useState(false);
  const [failures, setFailures] = useState(0);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  // What the edits were begun on: the server's answer under them may be a newer one by now.
  const began = useRef<Known<V>>(undefined);
  const left = useRef(false);
  const fault = useFaultToast();
  const value: V = { ...saved, ...edits };
  const changed = changesOf(saved, edits);
  const refused = useFieldErrors(error);
  const wrong = tried ? (check?.(value) ?? {}) : {};

  const ask = async (collisions: readonly Collision[]) => {
    const keepsMine = await new Promise<boolean>((choose) => setConflict({ collisions, choose }));
    setConflict(undefined);
    return keepsMine;
  };
  const send = async (): Promise<{ answer: A } | { taken: readonly string[] }> => {
    if (!guard) return { answer: await save(value, changed) };
    const { version, reload } = guard;
    const done = await saveOver({
      began: began.current ?? { saved, version },
      edits: changed,
      send: save,
      reload,
      ask,
    });
    began.current = "now" in done ? done.now : undefined;
    return done;
  };

  const submit = async (): Promise<boolean> => {
    if (isBusy) return false;
    setTried(true);
    if (Object.values(check?.(value) ?? {}).some(Boolean)) {
      setFailures((count) => count + 1);
      return false;
    }
    setBusy(true);
    setError(undefined);
    try {
      const held = pick(saved, changed);
      const before = typeof undoable === "function" ? undoable(held, changed) : held;
      const done = await send();
      if ("taken" in done) {
        setEdits((now) => without(now, done.taken));
        return false;
      }
      const { answer } = done;
      // What was typed while it was sent stays typed.
      setEdits((now) => changesOf(value, now));
      setTried(false);
      toast(
        t("saved"),
        undoable ? { undo: () => save({ ...value, ...before }, before, versionOf(answer)).catch(fault) } : {},
      );
      left.current = true;
      onSaved?.(answer);
      return true;
    } catch (fault) {
      setError(fault);
      setFailures((count) => count + 1);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    value,
    changed,
    isDirty: Object.keys(changed).length > 0,
    set: (change) => {
      if (guard && Object.keys(changed).length === 0) began.current = { saved, version: guard.version };
      left.current = false;
      setEdits((now) => ({ ...now, ...change }));
    },
    errors: { ...refused, ...present(wrong) },
    error,
    isBusy,
    failures,
    submit,
    reset: () => {
      setEdits({});
      setTried(false);
      setError(undefined);
    },
    conflict,
    left,
  };
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function changesOf<V extends object>(saved: V, edits: Partial<V>): Partial<V> {
  const changed: Partial<V> = {};
  for (const name in edits) if (!isSame(edits[name], saved[name])) changed[name] = edits[name];
  return changed;
}

function pick<V extends object>(from: V, names: Partial<V>): Partial<V> {
  const picked: Partial<V> = {};
  for (const name in names) picked[name] = from[name];
  return picked;
}

function without<V extends object>(edits: Partial<V>, names: readonly string[]): Partial<V> {
  const rest: Partial<V> = {};
  for (const name in edits) if (!names.includes(name)) rest[name] = edits[name];
  return rest;
}

/** The version that an answer carries: what is taken back is taken back from there or not at all. */
const versionOf = (answer: unknown): number | undefined =>
  typeof answer === "object" && answer !== null && "version" in answer && typeof answer.version === "number"
    ? answer.version
    : undefined;

const present = (texts: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ""));

/** What can take the focus and is wrong; the boxes around fields are marked too, and cannot. */
const WRONG = ':is(input, textarea, select, button)[aria-invalid="true"], [data-error][tabindex]';

/** Brings the focus to the first field that is wrong, each time saving has failed. */
export function useFocusOnWrong(form: RefObject<HTMLElement | null>, failures: number): void {
  useEffect(() => {
    if (failures > 0) focusWrong(form.current);
  }, [form, failures]);
}

export function focusWrong(form: HTMLElement | null | undefined): void {
  const wrong = form?.querySelector<HTMLElement>(WRONG);
  (wrong ?? form?.querySelector<HTMLElement>('[role="alert"]'))?.scrollIntoView({ block: "center" });
  wrong?.focus({ preventScroll: true });
}
