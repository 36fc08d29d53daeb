import type { Request, Response } from "../../../contract/routes.ts";
import { differences } from "../../../core/process/differences.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { loadProcess } from "../load-process.ts";
import { ticketsUnderWay } from "./view-process.ts";

/** The latest 200 versions, with who published them when, and how many tickets still follow them. */
export const listVersions = (ctx: Ctx, key: string): Promise<Response<"listProcessVersions">> =>
  ctx.read(async (tx) => {
    const rows = await tx
      .selectFrom("process as p")
      .leftJoin("employee as e", (join) =>
        join.onRef("e.workspace_id", "=", "p.workspace_id").onRef("e.id", "=", "p.created_by"),
      )
      .select(["p.version", "p.current", "p.created_at", "p.note", "e.id", "e.name"])
      .where("p.workspace_id", "=", ctx.workspaceId)
      .where("p.key", "=", key)
      .orderBy("p.version", "desc")
      .limit(200)
      .execute();
    if (rows.length === 0) throw notFound("process");
    const tickets = new Map<number, number>();
    for (const one of await ticketsUnderWay(tx, ctx.workspaceId, key)) {
      tickets.set(one.version, (tickets.get(one.version) ?? 0) + one.tickets);
    }
    return {
      items: rows.map(({ version, current, created_at, note, id, name }) => ({
        version,
        current,
        at: created_at.toISOString(),
        by: id !== null && name !== null ? { id, name } : null,
        note,
        tickets: tickets.get(version) ?? 0,
      })),
    };
  });

/** A version, and what is different in it from another one: the one before, when none is named. 404. */
export const getVersion = (
  ctx: Ctx,
  key: string,
  version: number,
  { against }: Request<"getProcessVersion">["query"],
): Promise<Response<"getProcessVersion">> =>
  ctx.read(async (tx) => {
    const definition = await loadProcess(tx, ctx.workspaceId, key, version);
    const other = against ?? (version > 1 ? version - 1 : null);
    if (other === null) return { key, version, definition, against: null, differences: [] };
    const before = await loadProcess(tx, ctx.workspaceId, key, other);
    return { key, version, definition, against: other, differences: differences(before, definition) };
  });
