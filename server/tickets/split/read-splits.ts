import { type RawBuilder, sql } from "kysely";
import type { Response } from "../../../contract/routes.ts";
import type { Split } from "../../../contract/splits.ts";
import { LIMITS } from "../../../core/process/limits.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { beneathTicket } from "../access.ts";
import { seenBy } from "../scope.ts";

const DAY_MS = 86_400_000;
/** So many are listed of one ticket. */
const LISTED = 50;

type Found = {
  id: string;
  split_at: Date;
  split_by: string;
  by_name: string;
  from_id: string;
  from_number: number;
  from_subject: string;
  to_id: string;
  to_number: number;
  to_subject: string;
  messages: number;
  notes: number;
  files: number;
  undone_at: Date | null;
  undone_by: string | null;
  undone_name: string | null;
};

/** Until when a split can be taken back ([B-UNDO-02]). */
export const undoUntil = ({ split_at }: { split_at: Date }): Date =>
  new Date(split_at.getTime() + LIMITS.undoDays * DAY_MS);

/** What was taken out of a ticket and what it was taken out of, where the person sees the other one too. */
export const listSplits = async (tx: Tx, ctx: Ctx, key: string): Promise<Response<"listSplits">> => ({
  items: await beneathTicket(tx, ctx, key, (id) => find(tx, ctx, sql`(s.from_id = ${id} or s.to_id = ${id})`)),
});

/** One of them, by its id. */
export async function loadSplit(tx: Tx, ctx: Ctx, id: string): Promise<Split> {
  const [split] = await find(tx, ctx, sql`s.id = ${id}`);
  if (!split) throw notFound("split");
  return split;
}

async function find(tx: Tx, ctx: Ctx, which: RawBuilder<unknown>): Promise<Split[]> {
  const { rows } = await sql<Found>`
    select s.id, s.split_at, s.split_by, e.name as by_name, s.from_id, f.number as from_number,
      f.subject as from_subject, s.to_id, o.number as to_number, o.subject as to_subject, s.messages, s.notes, s.files,
      s.undone_at, s.undone_by, u.name as undone_name
    from split s
      join ticket f on f.workspace_id = s.workspace_id and f.id = s.from_id
      join ticket o on o.workspace_id = s.workspace_id and o.id = s.to_id
      join employee e on e.workspace_id = s.workspace_id and e.id = s.split_by
      left join employee u on u.workspace_id = s.workspace_id and u.id = s.undone_by
    where s.workspace_id = ${ctx.workspaceId} and ${which}
      and 2 = (select count(*) from ticket t where t.workspace_id = s.workspace_id and t.id in (s.from_id, s.to_id)
        and ${seenBy(ctx.person)})
    order by s.split_at desc, s.id desc limit ${LISTED}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    at: row.split_at.toISOString(),
    by: { id: row.split_by, name: row.by_name },
    from: { id: row.from_id, number: row.from_number, subject: row.from_subject },
    to: { id: row.to_id, number: row.to_number, subject: row.to_subject },
    messages: row.messages,
    notes: row.notes,
    files: row.files,
    undoUntil: row.undone_at === null && ctx.now < undoUntil(row) ? undoUntil(row).toISOString() : null,
    undone:
      row.undone_at && row.undone_by
        ? { at: row.undone_at.toISOString(), by: { id: row.undone_by, name: row.undone_name ?? "" } }
        : null,
  }));
}
