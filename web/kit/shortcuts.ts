import { useEffect, useId, useRef } from "react";
import { isPressed, type Keys } from "./shortcut-keys.ts";
import { makeStore, useStore } from "./store.ts";

/** Something that a key does. Those with a label that is not empty stand in the list of keys and in the command palette. */
export type Shortcut = {
  keys: Keys;
  label: string;
  /** Under which heading of the list it stands. */
  group: string;
  run: (event?: KeyboardEvent) => unknown;
  /** Works while somebody writes, too. */
  whileWriting?: boolean;
  /** Asked when it is pressed: where it answers no, the key goes on to who else wants it. */
  fits?: () => boolean;
};

const registry = makeStore<ReadonlyMap<string, readonly Shortcut[]>>(new Map());

/** All that keys do now, the newest screen first; a key that a later screen has taken stands there once, as it works. */
export const useAllShortcuts = (): readonly Shortcut[] => {
  const all = [...useStore(registry).values()].reverse().flat();
  return all.filter(({ keys, label }, at) => label !== "" && all.findIndex((one) => one.keys === keys) === at);
};

/**
 * Keys of a screen while it is there. Of two screens that want the same key the later one gets it:
 * `useShortcuts([{ keys: "r", label: t("reply"), group: t("shortcuts.ticket"), run: focusReply }])`.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map(({ keys, label, group }) => `${keys}\n${label}\n${group}`).join("\n\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says whether the list is another one
  useEffect(() => {
    const own = latest.current.map((shortcut, at) => ({
      ...shortcut,
      run: (event?: KeyboardEvent) => latest.current[at]?.run(event),
    }));
    registry.set(new Map([...registry.get()].filter(([key]) => key !== id).concat([[id, own]])));
    return () => registry.set(new Map([...registry.get()].filter(([key]) => key !== id)));
  }, [id, shape]);
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || isTextInput(target));
const isTextInput = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range|file)$/.test(target.type);
/** A button or link does its own Enter. */
const hasOwnEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("a, button, [role=button], [role=menuitem], [role=option]") !== null;

/** What floats closes itself by Escape, and may be gone before the key comes here: so it is looked at first. */
let wasFloating = false;
function lookFirst({ key }: KeyboardEvent): void {
  if (key !== "Escape") return;
  const floating = document.querySelectorAll('[role="dialog"], [role="listbox"], [role="menu"]');
  wasFloating = [...floating].some((element) => element.checkVisibility());
}

function answer(event: KeyboardEvent): void {
  if (event.key === "Escape" && wasFloating) return;
  if (event.defaultPrevented || event.isComposing || event.repeat) {
    // Walking through a list goes on while the key is held.
    if (event.defaultPrevented || event.isComposing || !/^(Key[JK]|Arrow(Down|Up))$/.test(event.code)) return;
  }
  // What is open on top has the keyboard.
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
  const writing = isWriting(event.target);
  // No field is a trap: it is left by Escape, and the next key is for the screen again.
  if (writing && event.key === "Escape" && event.target instanceof HTMLElement) {
    event.target.blur();
    return;
  }
  for (const shortcut of [...registry.get().values()].reverse().flat()) {
    if (writing && !shortcut.whileWriting) continue;
    if (shortcut.keys === "enter" && hasOwnEnter(event.target)) continue;
    if (!isPressed(shortcut.keys, event) || shortcut.fits?.() === false) continue;
    event.preventDefault();
    shortcut.run(event);
    return;
  }
}

/** Listens to the keys. Once in a face. */
export function useAnsweredKeys(): void {
  useEffect(() => {
    addEventListener("keydown", lookFirst, { capture: true });
    addEventListener("keydown", answer);
    return () => {
      removeEventListener("keydown", lookFirst, { capture: true });
      removeEventListener("keydown", answer);
    };
  }, []);
}
