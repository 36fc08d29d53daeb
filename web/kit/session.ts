import { type QueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Permission } from "../../core/access/permissions.ts";
import { type Answer, call } from "./api.ts";
import { forgetDrafts } from "./draft-memory.ts";
import { setFormat } from "./format.ts";
import { withUnheard } from "./liked.ts";
import { takePreferences } from "./preferences.ts";
import { key, routeQuery } from "./query.ts";

export type Me = Answer<"getMe">;

/** The person who is signed in, from memory or the server; throws `Problem` 401 when nobody is. */
export async function loadMe(client: QueryClient): Promise<Me> {
  const known = client.getQueryData<Me>(key("getMe", {}));
  return known ?? welcome(client, await call("getMe"));
}

/** Makes the page this person's: the zone, the language, how he likes the screen. */
export async function welcome(client: QueryClient, answer: Me): Promise<Me> {
  const me = asLiked(answer);
  setFormat({ zone: me.workspace.timeZone });
  await takePreferences(me.person.preferences, me.workspace.locale);
  client.setQueryData(key("getMe", {}), me);
  return me;
}

/** With what the person has just changed: it may still be on its way to the server. */
function asLiked(me: Me): Me {
  return { ...me, person: { ...me.person, preferences: withUnheard(me.person.id, me.person.preferences) } };
}

/** Who is signed in. Only below a route that has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery({
    ...routeQuery("getMe", {}),
    queryFn: async () => asLiked(await call("getMe")),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Whether this person's role allows it: `const may = useMay(); may("ticket.assign")`. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** Signs out and leaves nothing of this person in the browser; drafts that the server has come back with him. */
export async function signOut(): Promise<void> {
  await call("signOut");
  forgetDrafts();
  navigator.serviceWorker?.controller?.postMessage("forget");
  // A new page: what was in memory goes with the old one.
  location.assign("/sign-in");
}
