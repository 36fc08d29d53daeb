import type { Request, Response } from "../../contract/routes.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import { explained, taken } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { lastChange } from "../platform/http/last-change.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { newId } from "../platform/ids.ts";
import { loadProcesses } from "../settings/load-process.ts";

type View = Response<"createServiceType">;

const CONSTRAINTS = {
  service_type_name: taken("service-type/name-taken", "name", "Another service type has this name."),
};

/** The service types in their order, each with the number of its services. */
export const listServiceTypes = (ctx: Ctx): Promise<Response<"listServiceTypes">> =>
  ctx.read(async (tx) => ({ items: await readTypes(tx, ctx.workspaceId) }));

/** Adds a service type; its tickets run the process that it names, or the workspace's first one. */
export const createServiceType = (ctx: Ctx, body: Request<"createServiceType">["body"]): Promise<View> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { workspaceId } = ctx;
    const id = newId();
    const process_key = await checkedProcess(tx, workspaceId, body.process);
    const others = await readTypes(tx, workspaceId);
    await explained(CONSTRAINTS, () =>
      tx
        .insertInto("service_type")
        .values({
          workspace_id: workspaceId,
          id,
          name: trimmedName(body.name),
          process_key,
          common: body.common ?? false,
          internal: body.internal ?? false,
          incident: body.incident ?? false,
          active: body.active ?? true,
          position: others.length,
        })
        .execute(),
    );
    return readType(tx, workspaceId, id);
  });

/** Changes a service type. Tickets that are there keep their process; new ones run the one it names. */
export const updateServiceType = (ctx: Ctx, id: string, body: Request<"updateServiceType">["body"]): Promise<View> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { workspaceId } = ctx;
    const view = () => readType(tx, workspaceId, id);
    return atVersion(tx, ctx, { what: "service_type", id, yours: body, view }, async () => {
      const { name, process, ...plain } = body;
      const changes = {
        ...plain,
        ...(name === undefined ? {} : { name: trimmedName(name) }),
        ...(process === undefined ? {} : { process_key: await checkedProcess(tx, workspaceId, process) }),
      };
      if (Object.keys(changes).length === 0) return;
      await explained(CONSTRAINTS, () =>
        tx
          .updateTable("service_type")
          .set(changes)
          .where("workspace_id", "=", workspaceId)
          .where("id", "=", id)
          .execute(),
      );
    });
  });

async function checkedProcess(tx: Tx, workspaceId: string, key: string | undefined): Promise<string> {
  const keys = (await loadProcesses(tx, workspaceId)).map((process) => process.key);
  const chosen = key ?? (await firstProcess(tx, workspaceId)) ?? keys[0];
  if (chosen !== undefined && keys.includes(chosen)) return chosen;
  throw badField("process", "unknown-process", "There is no such process.", `Choose one of: ${keys.join(", ")}.`);
}

/** The process of the first type: the one that the workspace was made with. */
async function firstProcess(tx: Tx, workspaceId: string): Promise<string | undefined> {
  const [type] = await readTypes(tx, workspaceId);
  return type?.process;
}

async function readType(tx: Tx, workspaceId: string, id: string): Promise<View> {
  const type = (await readTypes(tx, workspaceId)).find((one) => one.id === id);
  if (!type) throw notFound("service-type");
  return type;
}

async function readTypes(tx: Tx, workspaceId: string): Promise<View[]> {
  const rows = await tx
    .selectFrom("service_type")
    .select((eb) => [
      "id",
      "name",
      "process_key as process",
      "common",
      "internal",
      "incident",
      "active",
      "version",
      lastChange("service_type"),
      eb
        .selectFrom("service")
        .select((service) => service.fn.countAll<number>().as("count"))
        .whereRef("service.workspace_id", "=", "service_type.workspace_id")
        .whereRef("service.type_id", "=", "service_type.id")
        .as("services"),
    ])
    .where("workspace_id", "=", workspaceId)
    .orderBy("position")
    .orderBy("name")
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, services: row.services ?? 0 }));
}
