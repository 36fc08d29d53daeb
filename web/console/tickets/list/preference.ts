import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { send } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";
import { type Me, useMe } from "../../../kit/session.ts";

/** How long the last change waits before it is sent, ms: a column is dragged in many small steps. */
const PAUSE = 600;

/**
 * Something that a person likes so, under a name: shown at once, kept with the person for the next visit and device.
 * `null` forgets it.
 */
export function usePreference(name: string): [kept: unknown, keep: (value: unknown) => void] {
  const { person } = useMe();
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = (value: unknown) => {
    client.setQueryData<Me>(key("getMe", {}), (me) =>
      me ? { ...me, person: { ...me.person, preferences: { ...me.person.preferences, [name]: value } } } : me,
    );
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // Not worth a word when it fails: the screen is as the person wants it, and the next change sends it again.
      send<"updateMe">("updateMe", { body: { preferences: { [name]: value } } }).catch(() => undefined);
    }, PAUSE);
  };
  return [person.preferences[name], keep];
}
