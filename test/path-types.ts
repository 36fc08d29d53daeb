import type { PATHS, RouteName } from "../contract/paths.ts";
import type { Response, Routes } from "../contract/routes.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Segments<P extends string> = P extends `${infer First}/${infer Rest}` ? [First, ...Segments<Rest>] : [P];
type WithoutQuery<P extends string> = P extends `${infer Path}?${string}` ? Path : P;

/** Whether the pieces of a path fit those of a pattern, of which `{name}` fits anything. */
type Fits<Pattern extends string[], Path extends string[]> = Pattern extends [
  infer P,
  ...infer MorePattern extends string[],
]
  ? Path extends [infer S, ...infer MorePath extends string[]]
    ? P extends `{${string}}`
      ? Fits<MorePattern, MorePath>
      : S extends P
        ? Fits<MorePattern, MorePath>
        : false
    : false
  : Path extends []
    ? true
    : false;

type Exact<M extends Method, P extends string> = {
  [N in RouteName]: `${M} ${P}` extends (typeof PATHS)[N] ? N : never;
}[RouteName];
type Fitting<M extends Method, P extends string> = {
  [N in RouteName]: (typeof PATHS)[N] extends `${M} ${infer Pattern}`
    ? Fits<Segments<Pattern>, Segments<P>> extends true
      ? N
      : never
    : never;
}[RouteName];

/** Which route a written path belongs to: `/tickets/counts` before `/tickets/{id}`. */
type RouteAt<M extends Method, P extends string> = [Exact<M, P>] extends [never] ? Fitting<M, P> : Exact<M, P>;

/** What a path answers by the contract; unknown when the path is not written out where it is asked. */
export type AnswerAt<M extends Method, P extends string> = string extends P
  ? unknown
  : [RouteAt<M, WithoutQuery<P>>] extends [infer N extends keyof Routes]
    ? Response<N>
    : unknown;
