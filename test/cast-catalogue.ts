import type { Process } from "../core/process/process.ts";
import type { Db } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";

/** What the cast can ask for: a service with an order form and a team, one without, one of the whole building. */
export type CastCatalogue = {
  services: { plumbing: string; lift: string; cleaning: string; inner: string };
  types: { requests: string; common: string; internal: string };
  category: string;
};

/** The form of the service `plumbing`. */
export const PLUMBING_FORM = [
  { key: "room", label: "Помещение", type: "list", required: true, options: ["Кухня", "Ванная", "Туалет"] },
  { key: "details", label: "Что случилось", type: "longtext" },
];

/** Inserts services with their types; `processKey` runs their tickets. */
export async function castCatalogue(
  owner: Db,
  workspaceId: string,
  processKey: string,
  teams: { plumbing: string; lifts: string },
): Promise<CastCatalogue> {
  const workspace_id = workspaceId;
  const types = { requests: newId(), common: newId(), internal: newId() };
  const process_key = processKey;
  await owner
    .insertInto("service_type")
    .values([
      { workspace_id, id: types.requests, name: "Заявка", process_key, common: false, internal: false },
      { workspace_id, id: types.common, name: "Общедомовая", process_key, common: true, internal: false },
      { workspace_id, id: types.internal, name: "Внутренняя", process_key, common: false, internal: true },
    ])
    .execute();
  const category = newId();
  await owner.insertInto("service_category").values({ workspace_id, id: category, name: "Ремонт" }).execute();
  const services = { plumbing: newId(), lift: newId(), cleaning: newId(), inner: newId() };
  const made = { workspace_id, category_id: category, annotation: "", form: "[]", max_assignees: 2 };
  await owner
    .insertInto("service")
    .values([
      {
        ...made,
        id: services.plumbing,
        type_id: types.requests,
        team_id: teams.plumbing,
        name: "Сантехника",
        annotation: "Краны, трубы, смесители",
        form: JSON.stringify(PLUMBING_FORM),
      },
      { ...made, id: services.lift, type_id: types.requests, team_id: teams.lifts, name: "Лифт" },
      { ...made, id: services.cleaning, type_id: types.common, team_id: null, name: "Уборка подъезда" },
      { ...made, id: services.inner, type_id: types.internal, team_id: null, name: "Служебная", portal: false },
    ])
    .execute();
  return { services, types, category };
}

/** Inserts processes as those in force. */
export async function castProcesses(owner: Db, workspaceId: string, processes: readonly Process[]): Promise<void> {
  const rows = processes.map((process) => ({
    workspace_id: workspaceId,
    key: process.key,
    version: process.version,
    definition: JSON.stringify(process),
    current: true,
  }));
  await owner.insertInto("process").values(rows).execute();
}
