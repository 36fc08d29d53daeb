import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RouteName } from "../../../../contract/paths.ts";
import type { Request } from "../../../../contract/routes.ts";
import { send } from "../../../kit/api.ts";
import { newKey } from "../../../kit/key.ts";
import { isProblem, type Problem } from "../../../kit/problem.ts";
import { key } from "../../../kit/query.ts";
import { type Collision, collisionsOf, type Ticket, versionOf } from "./collisions.ts";

type Changing =
  | "moveTicket"
  | "assignTicket"
  | "editTicket"
  | "rescheduleTicket"
  | "planTicket"
  | "approveTicket"
  | "acceptTicket"
  | "handOverTicket"
  | "setIncident";
/** `shown`: what the screen shows until the server has answered. `base`: the ticket the change was made on. */
export type ChangeOptions = { shown?: Partial<Ticket>; base?: Ticket; names?: Readonly<Record<string, string>> };

/** Two people changed the same fields. `theirs` is the ticket as it is now; `choose(true)` keeps one's own. */
export type Conflict = {
  collisions: readonly Collision[];
  base: Ticket;
  theirs: Ticket;
  names: Readonly<Record<string, string>>;
  choose: (keepMine: boolean) => void;
};

/** Answers the ticket as it is then, or nothing when the person took the other's values. Throws what is refused. */
type Run<N extends Changing> = (body: Request<N>["body"], options?: ChangeOptions) => Promise<Ticket | undefined>;
export type Change = {
  move: Run<"moveTicket">;
  assign: Run<"assignTicket">;
  edit: Run<"editTicket">;
  reschedule: Run<"rescheduleTicket">;
  plan: Run<"planTicket">;
  approve: Run<"approveTicket">;
  accept: () => Promise<Ticket | undefined>;
  handOver: Run<"handOverTicket">;
  incident: Run<"setIncident">;
  /** How many changes are on their way. */
  busy: boolean;
  conflict: Conflict | undefined;
};

/** What shows another thing once a ticket has changed. */
const STALE: readonly RouteName[] = [
  "getTicketClocks",
  "getTicketWhy",
  "listEvents",
  "listTickets",
  "countTickets",
  "listCandidates",
  "listActivity",
  "listContactActivity",
  "listPlaceActivity",
  "listAttached",
  "listIncidents",
];

/**
 * All changes of one ticket: shown at once, sent with the version that was seen, and taken back when refused. A version
 * that grew without touching the same fields is no matter; where the same field was changed the person is asked.
 */
export function useChange(id: string): Change {
  const client = useQueryClient();
  const [running, setRunning] = useState(0);
  const [conflict, setConflict] = useState<Conflict>();

  /** Whether the change goes on against the newer version; where fields collide the person decides. */
  const resolve = async (problem: Problem, base: Ticket, names: Readonly<Record<string, string>>): Promise<boolean> => {
    const collisions = collisionsOf(base, problem.difference ?? {});
    if (collisions.length === 0) return true;
    const theirs = await send("getTicket", { params: { id } });
    const keepsMine = await new Promise<boolean>((choose) => setConflict({ collisions, base, theirs, names, choose }));
    setConflict(undefined);
    if (!keepsMine) writeTicket(client, theirs);
    return keepsMine;
  };

  const run = async (name: Changing, body: object | undefined, options: ChangeOptions = {}) => {
    const before = readTicket(client, id);
    const base = options.base ?? before;
    const act = newKey();
    setRunning((count) => count + 1);
    if (before && options.shown) {
      await client.cancelQueries({ queryKey: key("getTicket") });
      writeTicket(client, { ...before, ...options.shown });
    }
    try {
      let version = base?.version;
      for (let turn = 0; ; turn += 1) {
        try {
          const idempotencyKey = `${act}-${turn}`;
          const changed = await send(name, {
            params: { id },
            ...(body ? { body } : {}),
            ifMatch: version,
            idempotencyKey,
          });
          writeTicket(client, changed);
          return changed;
        } catch (error) {
          if (!isProblem(error) || error.status !== 412 || !error.difference || !base || turn > 4) throw error;
          version = versionOf(error.difference);
          if (!(await resolve(error, base, options.names ?? {}))) return undefined;
        }
      }
    } catch (error) {
      if (before && options.shown) writeTicket(client, before);
      void client.invalidateQueries({ queryKey: key("getTicket") });
      throw error;
    } finally {
      setRunning((count) => count - 1);
      for (const route of STALE) void client.invalidateQueries({ queryKey: key(route) });
    }
  };
  return {
    move: (body, options) => run("moveTicket", body, options),
    assign: (body, options) => run("assignTicket", body, options),
    edit: (body, options) => run("editTicket", body, options),
    reschedule: (body, options) => run("rescheduleTicket", body, options),
    plan: (body, options) => run("planTicket", body, options),
    approve: (body, options) => run("approveTicket", body, options),
    accept: () => run("acceptTicket", undefined),
    handOver: (body, options) => run("handOverTicket", body, options),
    incident: (body, options) => run("setIncident", body, options),
    busy: running > 0,
    conflict,
  };
}

/** The ticket as it is known here, asked for by its id or by its number. */
export function readTicket(client: QueryClient, id: string): Ticket | undefined {
  return client
    .getQueriesData<Ticket>({ queryKey: key("getTicket") })
    .map(([, ticket]) => ticket)
    .find((ticket) => ticket?.id === id);
}

/** Puts a newer answer wherever this ticket is shown. */
function writeTicket(client: QueryClient, ticket: Ticket): void {
  client.setQueriesData<Ticket>({ queryKey: key("getTicket") }, (known) => (known?.id === ticket.id ? ticket : known));
}
