import { Modal } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isPressed, type Keys, showKeys } from "./shortcut-keys.ts";
import classes from "./shortcuts.module.css";
import { makeStore, useStore } from "./store.ts";

/** Something that a key does. Those with a label stand in the list of keys and in the command palette. */
export type Shortcut = {
  keys: Keys;
  label: string;
  /** Under which heading of the list it stands. */
  group: string;
  run: (event?: KeyboardEvent) => unknown;
  /** Works while somebody writes, too. */
  whileWriting?: boolean;
};

const registry = makeStore<ReadonlyMap<string, readonly Shortcut[]>>(new Map());

/** All that keys do now, the newest screen first. */
export const useAllShortcuts = (): readonly Shortcut[] => [...useStore(registry).values()].reverse().flat();

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

function answer(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) {
    // Walking through a list goes on while the key is held.
    if (event.defaultPrevented || event.isComposing || !/^Key[JK]$/.test(event.code)) return;
  }
  // What is open on top has the keyboard.
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
  const writing = isWriting(event.target);
  for (const shortcut of [...registry.get().values()].reverse().flat()) {
    if (writing && !shortcut.whileWriting) continue;
    if (shortcut.keys === "enter" && hasOwnEnter(event.target)) continue;
    if (!isPressed(shortcut.keys, event)) continue;
    event.preventDefault();
    shortcut.run(event);
    return;
  }
}

/** Listens to the keys and shows all of them on `?`. Once in each face. */
export function Shortcuts() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const all = useAllShortcuts();
  useShortcuts([{ keys: "?", label: t("shortcuts.title"), group: t("shortcuts.general"), run: () => setOpened(true) }]);
  useEffect(() => {
    addEventListener("keydown", answer);
    return () => removeEventListener("keydown", answer);
  }, []);
  const groups = Map.groupBy(all, ({ group }) => group);
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      title={t("shortcuts.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={classes.groups}>
        {[...groups].map(([group, list]) => (
          <section key={group} className={classes.group}>
            <h3>{group}</h3>
            {list.map(({ keys, label }) => (
              <div key={`${keys} ${label}`} className={classes.line}>
                <span>{label}</span>
                <kbd className={classes.key}>{showKeys(keys)}</kbd>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}
