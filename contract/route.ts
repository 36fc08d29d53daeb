import type { Static, TSchema } from "typebox";
import type { Permission } from "../core/access/permissions.ts";

/**
 * One route of the API as data: what it takes, what it answers and who may come in at all. Whether this person may
 * touch this row is decided where the row is loaded.
 */
export type Route = {
  summary: string;
  description?: string;
  tag: string;
  /**
   * Who passes the door: `public` anybody; `person` everybody signed in; `employee`, `client` one kind; a list of
   * permissions: employees whose role has one of them.
   */
  door: "public" | "person" | "employee" | "client" | readonly Permission[];
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  /** The answer's status code and shape; `null` shape: nothing (204) or raw bytes. */
  status: 200 | 201 | 204;
  answer: TSchema | null;
  /** What the answer is when it is not JSON. */
  produces?: string;
  /** Codes of problems that this route can answer beyond the common ones. */
  problems?: readonly string[];
  /** A body as an example for the document. */
  example?: unknown;
};

/** Keeps literal types while checking the shape. */
export const routes = <const R extends Record<string, Route>>(all: R): R => all;

type Of<S> = S extends TSchema ? Static<S> : undefined;
/** What a caller sends to a route. */
export type Sent<R extends Route> = { params: Of<R["params"]>; query: Of<R["query"]>; body: Of<R["body"]> };
/** What a route answers. */
export type Answered<R extends Route> = R["answer"] extends TSchema ? Static<R["answer"]> : undefined;
