// The focus stays in the search box, which walks the options (`aria-activedescendant`).
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/useKeyWithClickEvents: see above
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Registry } from "../../../../core/fields/registry.ts";
import { accepted, offered, spotAt } from "../../conditions/completion.ts";
import { useSuggestions } from "../../conditions/use-suggestions.ts";
import classes from "./search-box.module.css";

/** What the search box does with a key first: whether the suggestions had a use for it. */
export type SuggestionKeys = { take: (event: KeyboardEvent) => boolean };

/**
 * What can be written at the caret of the search box: fields while a word begins like one, values behind a field
 * ([B-FLD-03]). Plain words are searched for by Enter as ever; a value that is being written is completed by it.
 */
export function SearchSuggestions(props: {
  ref: Ref<SuggestionKeys>;
  id: string;
  text: string;
  caret: number;
  registry: Registry;
  /** The element that Enter would take now. */
  onPoint: (id: string | undefined) => void;
  onWrite: (text: string, caret: number) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("conditions");
  const { text, caret, registry, onPoint } = props;
  const list = useRef<HTMLDivElement>(null);
  const [walked, setWalked] = useState<{ of: string; at: number }>();
  const spot = spotAt(text, caret, registry);
  const suggestions = useSuggestions(spot, registry, true);
  const { found, first } = offered(spot, suggestions.found);
  const at = walked?.of === text ? walked.at : first;
  const pointed = found[at] && `${props.id}-${at}`;

  useEffect(() => {
    onPoint(pointed);
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [onPoint, pointed]);
  useEffect(() => () => onPoint(undefined), [onPoint]);

  const write = (index: number) => {
    const one = found[index];
    if (!spot || !one) return false;
    const next = accepted(text, spot, one);
    props.onWrite(next.text, next.caret);
    return true;
  };
  const take = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.nativeEvent.isComposing) return false;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        const by = event.key === "ArrowDown" ? 1 : -1;
        // Before the first one stands what was typed.
        setWalked({ of: text, at: ((at + 1 + by + found.length + 1) % (found.length + 1)) - 1 });
        return true;
      }
      case "Enter":
        return write(at);
      case "Tab":
        return !event.shiftKey && write(at);
      case "Escape":
        props.onClose();
        return true;
      default:
        return false;
    }
  };
  useImperativeHandle(props.ref, () => ({ take }));

  if (found.length === 0) return null;
  return (
    <div ref={list} id={props.id} role="listbox" className={classes.suggestions} aria-label={t("suggested")}>
      {found.map((one, index) => (
        <div
          key={one.key}
          id={`${props.id}-${index}`}
          role="option"
          className={classes.suggestion}
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => write(index)}
        >
          <bdi>{one.name}</bdi>
          <span className={classes.detail}>{one.detail}</span>
        </div>
      ))}
    </div>
  );
}
