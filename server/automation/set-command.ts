import type { Action } from "../../core/automation/trigger.ts";
import type { Command } from "../../core/process/commands.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { checkPriority } from "../settings/priorities.ts";
import { validateCustom } from "../settings/validate-custom.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";

/** The command of an action `set`: the priority, or a field of the workspace's own with a value that it takes. */
export async function setCommand(
  tx: Tx,
  row: TicketRowFull,
  { field, value }: Extract<Action, { do: "set" }>,
  person?: Person,
): Promise<Command> {
  if (field !== "priority") return customCommand(tx, row, customKey(field), value, person);
  const priority = typeof value === "string" && value !== "" ? value : null;
  await checkPriority(tx, row.workspace_id, priority, row.priority);
  return { kind: "edit", changes: { priority } };
}

/** The command of an action `tag`: options that come to a field with several values, and those that go. */
export async function tagCommand(
  tx: Tx,
  row: TicketRowFull,
  { field, add = [], remove = [] }: Extract<Action, { do: "tag" }>,
  person?: Person,
): Promise<Command> {
  const key = customKey(field);
  const held = stateOf(row).custom[key];
  const options: unknown[] = Array.isArray(held) ? held : [];
  const left = options.filter((option) => !remove.some((gone) => gone === option));
  return customCommand(tx, row, key, [...new Set([...left, ...add])], person);
}

async function customCommand(
  tx: Tx,
  row: TicketRowFull,
  key: string,
  value: unknown,
  person: Person | undefined,
): Promise<Command> {
  const held = stateOf(row).custom;
  const asker = { workspaceId: row.workspace_id, ...(person ? { person } : {}) };
  const given = await validateCustom(tx, asker, { [key]: value }, { whole: false, held });
  return { kind: "edit", changes: { custom: { ...held, ...given } } };
}

function customKey(field: string): string {
  if (field.startsWith("custom.")) return field.slice("custom.".length);
  const mend = "Take the priority or a field of your own.";
  throw badField("field", "unknown-field", "Rules do not write this field.", mend);
}
