import { customField } from "../../core/fields/custom-field.ts";
import { type Access, type FieldDef, fieldAccess } from "../../core/fields/field.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { customFieldOf } from "./custom-fields.ts";
import { loadStoredFields } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/** A field of the workspace's own and what somebody may do with its values. */
export type OpenField = { field: FieldDef; access: Access };

/**
 * The workspace's own fields by key that this person may see, also those that are switched off ([B-FLD-04]): what is
 * hidden from his role is not there for him.
 */
export const loadOpenFields = (
  tx: Tx,
  { workspaceId, person }: Pick<Ctx, "workspaceId" | "person">,
): Promise<ReadonlyMap<string, OpenField>> =>
  perConfiguration(tx, workspaceId, `open fields for ${person.kind} ${person.roleId}`, async () => {
    const open = new Map<string, OpenField>();
    for (const stored of await loadStoredFields(tx, workspaceId)) {
      const field = customField(customFieldOf(stored));
      const access = fieldAccess(field, viewerOf(person));
      if (access !== "hidden") open.set(stored.key, { field, access });
    }
    return open;
  });

/** The values of custom fields without those that the person may not see. */
export function seenCustom(
  open: ReadonlyMap<string, unknown>,
  custom: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(custom).filter(([key]) => open.has(key)));
}

/** The keys of the fields that this person may not see. */
export async function loadHiddenKeys(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "person">): Promise<ReadonlySet<string>> {
  const open = await loadOpenFields(tx, ctx);
  const stored = await loadStoredFields(tx, ctx.workspaceId);
  return new Set(stored.flatMap(({ key }) => (open.has(key) ? [] : [key])));
}
