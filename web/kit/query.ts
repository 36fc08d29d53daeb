import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  type UseMutationOptions,
  type UseQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { RouteName } from "../../contract/paths.ts";
import { type Answer, type AnyAsk, type Ask, send } from "./api.ts";
import { isProblem, isUnreached } from "./problem.ts";

/** What the client of a face does when the session has ended meanwhile. */
type Ended = () => void;

export function makeQueryClient(onSessionEnd: Ended): QueryClient {
  const watch = (error: unknown) => {
    if (isProblem(error) && error.status === 401) onSessionEnd();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      // Live events say when something is stale; an answer without them is believed for half a minute.
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => isUnreached(error) && count < 1,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** The key under which an answer is kept: `key("getTicket")` covers every ticket, with an ask exactly one. */
export function key(name: RouteName, ask?: AnyAsk): readonly unknown[] {
  return ask === undefined ? [name] : [name, ask.params ?? {}, ask.query ?? {}];
}

/** For `ensureQueryData`, `prefetchQuery` and `useSuspenseQuery`. */
export function routeQuery<N extends RouteName>(name: N, ask: Ask<N>) {
  return queryOptions({
    queryKey: key(name, ask),
    queryFn: ({ signal }) => send(name, { ...ask, signal }),
  });
}

type Options<T> = Omit<UseQueryOptions<T, Error, T, readonly unknown[]>, "queryKey" | "queryFn">;

/** The answer of a GET route: `const ticket = useRoute("getTicket", { params: { id } })`. */
export function useRoute<N extends RouteName>(name: N, ask: Ask<N>, options: Options<Answer<N>> = {}) {
  return useQuery({
    queryKey: key(name, ask),
    queryFn: ({ signal }) => send(name, { ...ask, signal }),
    ...options,
  });
}

/** A list page by page: `data.pages.flatMap((page) => page.items)`, `fetchNextPage()`. */
export function useRoutePages<N extends RouteName>(
  name: N,
  ask: Ask<N>,
  options: { enabled?: boolean; staleTime?: number } = {},
) {
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: [...key(name, ask), "pages"],
      initialPageParam: "",
      queryFn: ({ signal, pageParam }) => send(name, { ...ask, query: { ...ask.query, cursor: pageParam }, signal }),
      getNextPageParam: nextOf,
      ...options,
    }),
  );
}
const nextOf = (page: unknown): string | undefined =>
  typeof page === "object" && page !== null && "next" in page && typeof page.next === "string" ? page.next : undefined;

type ActOptions<N extends RouteName> = Omit<UseMutationOptions<Answer<N>, Error, Ask<N>>, "mutationFn"> & {
  /** Routes whose answers are stale afterwards. */
  stale?: readonly RouteName[];
};

/**
 * A change: `const move = useAct("moveTicket", { stale: ["getTicket"] })`, then
 * `move.mutate({ params: { id }, body: { to }, ifMatch: ticket.version })`.
 */
export function useAct<N extends RouteName>(name: N, { stale = [], ...options }: ActOptions<N> = {}) {
  const client = useQueryClient();
  return useMutation<Answer<N>, Error, Ask<N>>({
    mutationFn: (ask) => send(name, ask),
    ...options,
    onSettled: (...settled) => {
      for (const route of stale) void client.invalidateQueries({ queryKey: key(route) });
      return options.onSettled?.(...settled);
    },
  });
}
