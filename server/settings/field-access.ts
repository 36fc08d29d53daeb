import { SUBJECTS, type Subject } from "../../core/fields/card-fields.ts";
import { customField } from "../../core/fields/custom-field.ts";
import { type Access, type FieldDef, fieldAccess } from "../../core/fields/field.ts";
import { linksTo, ownKeysIn } from "../../core/fields/linked-field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { customFieldOf } from "./custom-fields.ts";
import { loadRegistry, loadStoredFields, loadWholeRegistry } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/** Somebody of a workspace, as far as field permissions go. */
type Viewing = Pick<Ctx, "workspaceId"> & { person: Pick<Person, "kind" | "roleId"> };

/** A field of the workspace's own and what somebody may do with its values. */
export type OpenField = { field: FieldDef; access: Access };

/**
 * The workspace's own fields by key that this person may see, also those that are switched off ([B-FLD-04]): what is
 * hidden from his role is not there for him.
 */
export const loadOpenFields = (
  tx: Tx,
  { workspaceId, person }: Viewing,
  subject: Subject = "ticket",
): Promise<ReadonlyMap<string, OpenField>> =>
  perConfiguration(tx, workspaceId, `open fields of ${subject} for ${person.kind} ${person.roleId}`, async () => {
    const open = new Map<string, OpenField>();
    for (const stored of await loadStoredFields(tx, workspaceId, subject)) {
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

/** The keys of the fields that this person may not see: of tickets, and as `contact.vip` of what they have to do with. */
export async function loadHiddenKeys(tx: Tx, ctx: Viewing): Promise<ReadonlySet<string>> {
  const hidden = new Set<string>();
  for (const subject of SUBJECTS) {
    const open = await loadOpenFields(tx, ctx, subject);
    const prefixes = subject === "ticket" ? [""] : linksTo(subject).map((link) => `${link}.`);
    for (const { key } of await loadStoredFields(tx, ctx.workspaceId, subject)) {
      if (!open.has(key)) for (const prefix of prefixes) hidden.add(`${prefix}${key}`);
    }
  }
  return hidden;
}

/** Whether one of these fields stands in the text by its key: in a condition, a template, or alone. */
export const namesHidden = (text: string, hidden: ReadonlySet<string>): boolean =>
  hidden.size > 0 && ownKeysIn(text).some((key) => hidden.has(key.replace(/^custom\./, "")));

/**
 * The fields against which somebody sets up what works for others, as rules and texts: who may set fields up knows all
 * of them, whatever his role sees of the values; for all others hidden fields are not there ([B-FLD-04]).
 */
export const loadSetUpRegistry = (tx: Tx, ctx: Pick<Ctx, "workspaceId" | "person">): Promise<Registry> =>
  ctx.person.permissions.has("section.settings") ? loadWholeRegistry(tx, ctx.workspaceId) : loadRegistry(tx, ctx);

/**
 * The employees in groups, each with the fields of these texts that are hidden from its role: one text goes to all who
 * may read all of it. The first group is that of those from whom nothing is hidden, also when there is nobody in it.
 */
export async function byHiddenFields(
  tx: Tx,
  workspaceId: string,
  employees: readonly string[],
  texts: readonly string[],
): Promise<{ employees: string[]; hidden: ReadonlySet<string> }[]> {
  const whole = { employees: [...employees], hidden: new Set<string>() };
  if (employees.length === 0 || !texts.some((text) => ownKeysIn(text).length > 0)) return [whole];
  const rows = await tx
    .selectFrom("employee")
    .select(["id", "role_id"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...employees])
    .execute();
  const groups = [{ ...whole, employees: [] as string[] }];
  for (const [roleId, of] of Map.groupBy(rows, (row) => row.role_id)) {
    const hidden = await loadHiddenKeys(tx, { workspaceId, person: { kind: "employee", roleId } });
    const ids = of.map(({ id }) => id);
    if (texts.some((text) => namesHidden(text, hidden))) groups.push({ employees: ids, hidden: new Set(hidden) });
    else groups[0]?.employees.push(...ids);
  }
  return groups;
}
