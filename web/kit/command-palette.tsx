import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "./api.ts";
import classes from "./command-palette.module.css";
import { useRoute } from "./query.ts";
import { showKeys } from "./shortcut-keys.ts";
import keyClasses from "./shortcuts.module.css";
import { type Shortcut, useAllShortcuts } from "./shortcuts.ts";

/** A thing found by the server: a ticket, a contact, a place, a service. */
export type Found = Answer<"searchAll">["items"][number];
type Entry = { id: string; group: string; title: string; detail?: string; keys?: string; run: () => unknown };

/** Words in any order, by their beginnings. */
const fits = (title: string, wanted: string): boolean => {
  const text = ` ${title.toLowerCase()}`;
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(` ${word}`) || text.includes(`«${word}`));
};

/** Ctrl K: everything that a key does, and whatever the search finds. `onFound` goes to it. */
export function CommandPalette(props: { opened: boolean; onClose: () => void; onFound: (found: Found) => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      size={600}
      yOffset="12dvh"
      transitionProps={{ duration: 0 }}
      centered={false}
      classNames={{ body: classes.content ?? "" }}
      aria-label={t("palette.title")}
    >
      <Palette close={props.onClose} onFound={props.onFound} />
    </Modal>
  );
}

function Palette({ close, onFound }: { close: () => void; onFound: (found: Found) => void }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const entries = useEntries(wanted.trim(), onFound);
  const chosen = entries[Math.min(at, entries.length - 1)];

  useEffect(() => {
    if (chosen) document.getElementById(`${list}${chosen.id}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, list]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    // After the palette has given the focus back, so that a command may take it.
    setTimeout(() => entry.run(), 0);
  };
  return (
    <>
      <TextInput
        className={classes.input ?? ""}
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        value={wanted}
        variant="unstyled"
        data-autofocus
        // At once, and not after the trap has looked around: the first letters are typed already.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}${chosen.id}` : undefined}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0)
            setAt((now) => (Math.min(now, entries.length - 1) + step + entries.length) % (entries.length || 1));
          else if (event.key === "Enter") run(chosen);
          else return;
          event.preventDefault();
        }}
      />
      <div className={classes.list} id={list} role="listbox" aria-label={t("palette.title")}>
        {entries.length === 0 && <div className={classes.none}>{t("palette.none")}</div>}
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entry.group !== entries[index - 1]?.group && <div className={classes.group}>{entry.group}</div>}
            {/* The keyboard stays in the field above and walks the options from there. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
            <div
              id={`${list}${entry.id}`}
              role="option"
              tabIndex={-1}
              className={classes.item}
              aria-selected={entry === chosen}
              onMouseMove={() => setAt(index)}
              onClick={() => run(entry)}
            >
              <span className={classes.title}>{entry.title}</span>
              <span className={classes.detail}>{entry.detail}</span>
              {entry.keys && <kbd className={keyClasses.key}>{showKeys(entry.keys)}</kbd>}
            </div>
          </div>
        ))}
      </div>
    </>
  );
}

function useEntries(wanted: string, onFound: (found: Found) => void): Entry[] {
  const { t } = useTranslation();
  const [q] = useDebouncedValue(wanted, 150);
  const shortcuts = useAllShortcuts();
  const { data } = useRoute(
    "searchAll",
    { query: { q } },
    { enabled: q.length > 0, placeholderData: keepPreviousData },
  );
  const ofKey = ({ keys, label, group, run }: Shortcut): Entry => ({ id: `k-${keys}`, group, title: label, keys, run });
  const ofFound = (found: Found): Entry => ({
    id: `f-${found.kind}-${found.id}`,
    group: t(`palette.kind.${found.kind}`, { defaultValue: found.kind }),
    title: found.number === undefined ? found.title : `${found.number} ${found.title}`,
    detail: found.detail,
    run: () => onFound(found),
  });
  const found = wanted === "" ? [] : (data?.items ?? []).map(ofFound);
  return [...found, ...shortcuts.filter(({ label }) => wanted === "" || fits(label, wanted)).map(ofKey)];
}
