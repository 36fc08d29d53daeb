import type { Ticket } from "../../contract/ticket-view.ts";
import type { Tx } from "../platform/database.ts";
import type { OpenField } from "../settings/field-access.ts";

type Answers = Ticket["form"];

/**
 * Fields that the client may read, below his answers [O-ATTR-05]: options and people by their names, links, files and
 * amounts as they are stored, spans of time with their unit.
 */
export async function answersIn(
  tx: Tx,
  workspaceId: string,
  open: ReadonlyMap<string, OpenField>,
  custom: Readonly<Record<string, unknown>>,
): Promise<Answers> {
  const held = [...open].flatMap(([key, { field }]) => {
    const value = custom[key];
    return value === undefined || value === null ? [] : [{ key: `custom.${key}`, field, value }];
  });
  const people = await namesOf(
    tx,
    workspaceId,
    held.flatMap(({ field, value }) => (field.type === "person" ? [String(value)] : [])),
  );
  return held.map(({ key, field, value }) => {
    const named = (one: unknown) =>
      field.type === "person"
        ? (people.get(String(one)) ?? "")
        : (field.options?.find((option) => option.key === one)?.label.ru ?? one);
    return {
      key,
      label: field.label.ru,
      value: Array.isArray(value) ? value.map(named) : named(value),
      ...(field.unit ? { unit: field.unit } : {}),
    };
  });
}

async function namesOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("employee")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
