import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { flushSync } from "react-dom";

/**
 * What stands between a sign at the beginning of a word and the caret: where the sign is, and the letters after it.
 * Nothing where the caret is not in such a word.
 */
export function sinceSign(area: HTMLTextAreaElement | null, sign: string): { from: number; words: string } | undefined {
  const before = area?.value.slice(0, area.selectionStart) ?? "";
  const from = before.lastIndexOf(sign);
  const words = before.slice(from + sign.length);
  if (from < 0 || /\s/.test(words) || /\S$/.test(before.slice(0, from))) return;
  return { from, words };
}

/** Calls `onSign` when a sign is typed at the beginning of a word of the text. */
export function useSign(text: RefObject<HTMLTextAreaElement | null>, sign: string, onSign: () => void) {
  const typed = useEffectEvent((event: Event) => {
    if (event instanceof InputEvent && event.data === sign && sinceSign(text.current, sign)) onSign();
  });
  useEffect(() => {
    const area = text.current;
    if (!area) return;
    // After React has taken the text: what it draws before still has the text without the sign.
    const heard = (event: Event) => setTimeout(() => typed(event));
    area.addEventListener("input", heard);
    return () => area.removeEventListener("input", heard);
  }, [text]);
}

/**
 * The field of what a sign has opened: has the focus as soon as it stands, however late that is. `onBegin` puts in what
 * was written until then.
 */
export function useSearchField(isThere: boolean, onBegin: () => void): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  const begin = useEffectEvent(() => {
    field.current?.focus({ preventScroll: true });
    // At once: no letter may come between the focus and those to begin with.
    flushSync(onBegin);
  });
  useEffect(() => {
    if (!isThere) return;
    // What has just been put into the page, or is shown only now, cannot have the focus yet.
    const soon = setTimeout(() => begin());
    return () => clearTimeout(soon);
  }, [isThere]);
  return field;
}

/** Puts words into a text as if they were typed: from a place, or from the caret, up to the end of what is selected. */
export function insertInto(area: HTMLTextAreaElement, words: string, from = area.selectionStart): void {
  area.setRangeText(words, from, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
