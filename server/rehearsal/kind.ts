import type { RawBuilder, Selectable, SqlBool } from "kysely";
import type { Rehearsal } from "../../contract/rehearsals.ts";
import type { Request } from "../../contract/routes.ts";
import type { Reason } from "../../core/process/events.ts";
import type { Counted, Outcome } from "../../core/rehearsal/rehearse.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, type Problem } from "../platform/http/problem.ts";
import type { RehearsalTable } from "../platform/tables.ts";
import { LINK_COLUMNS } from "../rules/rule-facts.ts";
import { CLOCK_COLUMNS } from "../tickets/clock-state.ts";
import type { TicketRowFull } from "../tickets/columns.ts";

/** A rule of the list in which something is gone by now. */
export type BrokenRule = Rehearsal["broken"][number];
export type Row = Selectable<RehearsalTable>;
export type Asked = Request<"startRehearsal">["body"];
/** Of a ticket what looking at it takes beside its log: a row of hundreds of columns would be read for a few. */
export const LOOKED_COLUMNS = [
  "id",
  "number",
  "created_at",
  "team_id",
  "assignee_ids",
  "process_key",
  "process_version",
  ...LINK_COLUMNS,
  ...CLOCK_COLUMNS,
] as const;
/** `service_team`: the team of its service. */
export type Looked = Pick<TicketRowFull, (typeof LOOKED_COLUMNS)[number]> & { service_team: string | null };

/** What follows on one side, by which rule if by one, and why; and how the side counts the ticket. */
export type Told = { rule?: { id: string; name: string }; outcome: Outcome; why: Reason[]; counted: Counted };
export type Both = { before: Told; after: Told };

/** A batch of tickets made ready: what is different with each, and rules that could not be asked. */
export type Trial = { passedOver: readonly string[]; look: (ticket: Looked) => Both | null };

/** Something that can be rehearsed: whoever adds a kind gives its line in `kinds.ts` and its part of the contract. */
export type KindOfRehearsal = {
  /** Refuses what could not run by its place (422), and answers what is kept of the proposal, with its broken rules. */
  propose(tx: Tx, ctx: Ctx, asked: Asked): Promise<{ proposal: object; broken: BrokenRule[] }>;
  /** Which tickets it is about, over `ticket t`. */
  about(proposal: unknown): RawBuilder<SqlBool>;
  /** Reads all that a batch of tickets takes: looking at one reads nothing any more. */
  begin(tx: Tx, row: Row, tickets: readonly Looked[]): Promise<Trial>;
};

/** The kind was asked for without what it tries. */
export const nothingProposed = (part: "rules" | "calendar" | "process"): Problem =>
  badField(part, "nothing-to-rehearse", "There is nothing to try.", `Give the ${part} as they would be.`);
