import { sql } from "kysely";
import type { Response } from "../../../contract/routes.ts";
import { checkProcess } from "../../../core/process/check.ts";
import { lockedFaults } from "../../../core/process/locked.ts";
import type { Process } from "../../../core/process/process.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { loadProcesses } from "../load-process.ts";
import { findDraft } from "./drafts.ts";
import { knownThings } from "./known-things.ts";

type View = Response<"getProcess">;
export type Fault = View["faults"][number];

/** A process as its editor needs it; 404 when there is neither a published version nor a draft of it. */
export const getProcess = (ctx: Ctx, key: string): Promise<View> =>
  ctx.read((tx) => viewProcess(tx, ctx.workspaceId, key));

/** The same inside of a transaction. */
export async function viewProcess(tx: Tx, workspaceId: string, key: string): Promise<View> {
  const published = await findPublished(tx, workspaceId, key);
  const draft = await findDraft(tx, workspaceId, key, { lock: false });
  const shown = draft?.definition ?? published;
  if (!shown) throw notFound("process");
  const used = await usersOf(tx, workspaceId, key);
  return {
    key,
    version: draft?.version ?? 0,
    published: published ? { key, version: published.version, definition: published } : null,
    draft: draft ? { definition: draft.definition, base: draft.base, at: draft.at.toISOString(), by: draft.by } : null,
    faults: await faultsOf(tx, workspaceId, published, shown),
    ...used,
    underWay: await ticketsUnderWay(tx, workspaceId, key),
  };
}

/** Everything that is wrong with a process here, and with what it changes of the published one. */
export async function faultsOf(
  tx: Tx,
  workspaceId: string,
  published: Process | undefined,
  process: Process,
): Promise<Fault[]> {
  const faults = checkProcess(process, await knownThings(tx, workspaceId, process));
  return published ? [...faults, ...lockedFaults(published, process)] : faults;
}

/** The version in force, if any was published. */
export async function findPublished(tx: Tx, workspaceId: string, key: string): Promise<Process | undefined> {
  return (await loadProcesses(tx, workspaceId)).find((process) => process.key === key);
}

/** The service types and services that name the process, at most 100 of each. */
async function usersOf(tx: Tx, workspaceId: string, key: string): Promise<Pick<View, "types" | "services">> {
  const naming = (table: "service_type" | "service") =>
    tx
      .selectFrom(table)
      .select(["id", "name"])
      .where("workspace_id", "=", workspaceId)
      .where("process_key", "=", key)
      .orderBy("name")
      .limit(100)
      .execute();
  return { types: await naming("service_type"), services: await naming("service") };
}

/** Tickets of a process that are not over, counted by version and status. */
export async function ticketsUnderWay(tx: Tx, workspaceId: string, key: string): Promise<View["underWay"]> {
  const { rows } = await sql<View["underWay"][number]>`
    select process_version as version, status, count(*)::int as tickets from ticket
    where workspace_id = ${workspaceId} and process_key = ${key}
      and category in ('new', 'open', 'paused', 'resolved')
    group by 1, 2 order by 1 desc, 2`.execute(tx);
  return rows;
}
