import type { ServiceOptions } from "../../contract/catalog.ts";
import type { FormElement } from "../../core/forms/order-form.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

export type FirstCatalogue = {
  types: readonly { name: string; processKey: string; common: boolean; internal: boolean; incident: boolean }[];
  categories: readonly { name: string; icon: string }[];
  /** `type` and `category` are places in the lists above. */
  services: readonly {
    name: string;
    type: number;
    category?: number;
    teamId: string | null;
    portal: boolean;
    options: ServiceOptions;
    form: FormElement[];
  }[];
};

/** The service types, categories and services that a fresh workspace begins with, in this order. */
export async function addFirstCatalogue(
  tx: Tx,
  workspaceId: string,
  { types, categories, services }: FirstCatalogue,
): Promise<void> {
  const typeIds = types.map(() => newId());
  const categoryIds = categories.map(() => newId());
  if (types.length > 0) {
    const rows = types.map(({ processKey, ...type }, position) => ({
      ...type,
      workspace_id: workspaceId,
      id: typeIds[position] ?? newId(),
      process_key: processKey,
      position,
    }));
    await tx.insertInto("service_type").values(rows).execute();
  }
  if (categories.length > 0) {
    const rows = categories.map((category, position) => ({
      ...category,
      workspace_id: workspaceId,
      id: categoryIds[position] ?? newId(),
      position,
    }));
    await tx.insertInto("service_category").values(rows).execute();
  }
  const rows = services.map(({ type, category, teamId, options, form, ...service }, position) => ({
    ...service,
    workspace_id: workspaceId,
    id: newId(),
    type_id: typeIds[type] ?? newId(),
    category_id: category === undefined ? null : (categoryIds[category] ?? null),
    team_id: teamId,
    options: JSON.stringify(options),
    form: JSON.stringify(form),
    position,
  }));
  if (rows.length > 0) await tx.insertInto("service").values(rows).execute();
}
