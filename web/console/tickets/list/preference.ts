import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { sendLiked } from "../../../kit/liked.ts";
import { key } from "../../../kit/query.ts";
import { type Me, useMe } from "../../../kit/session.ts";

/** How long the last change waits before it is sent, ms: a column is dragged in many small steps. */
const PAUSE = 600;
/** What is not sent yet, by name. */
const waiting = new Map<string, unknown>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends it, also from a page that is being left. */
function sendNow(): void {
  clearTimeout(timer);
  if (waiting.size === 0) return;
  const preferences = Object.fromEntries(waiting);
  waiting.clear();
  // Not worth a word when it fails: the screen is as the person wants it, and the next change sends it again.
  sendLiked(preferences).catch(() => undefined);
}

/**
 * Something that a person likes so, under a name: shown at once, kept with the person for the next visit and device.
 * `null` forgets it.
 */
export function usePreference(name: string): [kept: unknown, keep: (value: unknown) => void] {
  const { person } = useMe();
  const client = useQueryClient();
  useEffect(() => {
    window.addEventListener("pagehide", sendNow);
    return () => window.removeEventListener("pagehide", sendNow);
  }, []);
  const keep = (value: unknown) => {
    client.setQueryData<Me>(key("getMe", {}), (me) =>
      me ? { ...me, person: { ...me.person, preferences: { ...me.person.preferences, [name]: value } } } : me,
    );
    waiting.set(name, value);
    clearTimeout(timer);
    timer = setTimeout(sendNow, PAUSE);
  };
  return [person.preferences[name], keep];
}
