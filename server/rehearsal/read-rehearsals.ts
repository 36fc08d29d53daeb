import { sql } from "kysely";
import { Type } from "typebox";
import type { Rehearsal } from "../../contract/rehearsals.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { emptyTally, type Outcome, type Pairs, type Tally } from "../../core/rehearsal/rehearse.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { notFound } from "../platform/http/problem.ts";
import { seenBy } from "../tickets/scope.ts";
import { nameOfKind } from "./kinds.ts";

type Item = Response<"listRehearsed">["items"][number];
/** What is kept of one side of a comparison. */
export type Side = Item["before"] & { outcome: Outcome };

export const getRehearsal = (ctx: Ctx, id: string): Promise<Rehearsal> =>
  ctx.read((tx) => viewRehearsal(tx, ctx.workspaceId, id));

/** How far it is, and its totals with the names of those whom they are about. 404 when it is not there. */
export async function viewRehearsal(tx: Tx, workspaceId: string, id: string): Promise<Rehearsal> {
  const row = await tx
    .selectFrom("rehearsal as r")
    .innerJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "r.workspace_id").onRef("e.id", "=", "r.started_by"),
    )
    .selectAll("r")
    .select("e.name as by_name")
    .where("r.workspace_id", "=", workspaceId)
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("rehearsal");
  const { teams, people, counts, passedOver } = tallyOf(row.tally);
  return {
    id: row.id,
    kind: nameOfKind(row.kind),
    days: row.days,
    startedAt: row.started_at.toISOString(),
    startedBy: { id: row.started_by, name: row.by_name },
    endedAt: row.ended_at?.toISOString() ?? null,
    cancelled: row.cancelled,
    total: row.total,
    looked: row.looked,
    changed: row.changed,
    teams: countedBy(teams, await namesOf(tx, workspaceId, "team", Object.keys(teams))),
    people: countedBy(people, await namesOf(tx, workspaceId, "employee", Object.keys(people))),
    counts: Object.fromEntries(Object.entries(counts).map(([word, [before, after]]) => [word, { before, after }])),
    passedOver,
    // The columns hold what `proposeRules` and `runRehearsal` have put there.
    broken: row.broken as Rehearsal["broken"],
    failure: row.failure as Rehearsal["failure"],
  };
}

/** The column holds what `runRehearsal` has put there. */
export const tallyOf = (tally: unknown): Tally => ({ ...emptyTally(), ...(tally as Partial<Tally>) });

const countedBy = (counts: Pairs, names: ReadonlyMap<string, string>): Rehearsal["teams"] =>
  Object.entries(counts).map(([id, [before, after]]) => {
    const name = names.get(id);
    return { of: name === undefined ? null : { id, name }, before, after };
  });

async function namesOf(tx: Tx, workspaceId: string, table: "team" | "employee" | "calendar", ids: string[]) {
  const rows = await tx
    .selectFrom(table)
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids.length > 0 ? ids : [workspaceId])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const Place = Type.Object({ place: Type.Integer() });

/** Tickets that would have been treated otherwise, as far as this person sees them, each with both explanations. */
export const listRehearsed = (
  ctx: Ctx,
  id: string,
  { limit = PAGE, cursor, countedBy }: Request<"listRehearsed">["query"],
): Promise<Response<"listRehearsed">> =>
  ctx.read(async (tx) => {
    await viewRehearsal(tx, ctx.workspaceId, id);
    const after = readCursor(cursor, Place)?.place ?? -1;
    const { rows } = await sql<{
      place: number;
      id: string;
      number: number;
      subject: string;
      created_at: Date;
      before: Side;
      after: Side;
    }>`select r.place, t.id, t.number, t.subject, t.created_at, r.before, r.after
      from rehearsal_ticket r join ticket t on t.workspace_id = r.workspace_id and t.id = r.ticket_id
      where r.workspace_id = ${ctx.workspaceId} and r.rehearsal_id = ${id} and r.place > ${after} and ${seenBy(ctx.person)}
        ${countedBy === undefined ? sql`` : sql`and ${countedBy} = any(r.counted_by)`}
      order by r.place limit ${limit + 1}`.execute(tx);
    const page = pageOf(rows, limit, ({ place }) => ({ place }));
    return {
      items: page.rows.map((row) => ({
        ticket: { id: row.id, number: row.number, subject: row.subject, createdAt: row.created_at.toISOString() },
        before: row.before,
        after: row.after,
      })),
      ...page.next,
      names: await namesIn(tx, ctx.workspaceId, page.rows),
    };
  });

/** Names of the people, teams and calendars that the outcomes name, however deep. */
async function namesIn(tx: Tx, workspaceId: string, sides: readonly { before: Side; after: Side }[]) {
  const ids = new Set(JSON.stringify(sides.map(({ before, after }) => [before.outcome, after.outcome])).match(UUIDS));
  const of = async (table: "team" | "employee" | "calendar") => namesOf(tx, workspaceId, table, [...ids]);
  return Object.fromEntries([...(await of("team")), ...(await of("employee")), ...(await of("calendar"))]);
}
const UUIDS = /(?<=")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=")/g;
