import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { RouteName } from "../../../../contract/paths.ts";
import { type Answer, send } from "../../../kit/api.ts";
import { Problem } from "../../../kit/problem.ts";
import { key } from "../../../kit/query.ts";

/** A thing that one route answers whole, alone or in its list. */
type Guarded<N extends RouteName, T extends { version: number }, V> = {
  /** The one that is edited. */
  known: T;
  route: N;
  /** What is asked of the route besides. */
  query?: Record<string, string>;
  find: (answer: Answer<N>) => T | undefined;
  formOf: (now: T) => V;
};

/** What `useEditor` needs where several people edit a thing [B-KEY-03]: its version, and how it stands now. */
export function useGuard<N extends RouteName, T extends { version: number }, V>(of: Guarded<N, T, V>) {
  return guardOf(useQueryClient(), of);
}

/** The same where no hook can be. What was asked anew is shown by the screen, too. */
export function guardOf<N extends RouteName, T extends { version: number }, V>(
  client: QueryClient,
  of: Guarded<N, T, V>,
) {
  return {
    version: of.known.version,
    reload: async () => {
      const ask = of.query ? { query: of.query } : {};
      const answer = await send(of.route, ask);
      client.setQueryData(key(of.route, ask), answer);
      const now = of.find(answer);
      if (!now) throw new Problem({ code: "page/not-found", status: 404 });
      return { saved: of.formOf(now), version: now.version };
    },
  };
}
