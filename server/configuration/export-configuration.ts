import type { Response } from "../../contract/routes.ts";
import { SUBJECTS } from "../../core/fields/card-fields.ts";
import { RULE_KINDS } from "../../core/rules/rule.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { readRuleRows } from "../rules/rule-rows.ts";
import type { StoredField } from "../settings/custom-fields.ts";
import { loadProcesses } from "../settings/load-process.ts";
import { loadStoredFields } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { type FieldEntry, FORMAT, type RuleEntry } from "./file-shape.ts";
import { withNames } from "./portable-names.ts";

/** Processes, fields and rules as one text, the same for the same things, with names for ids ([B-PROC-04]). */
export const exportConfiguration = (ctx: Ctx): Promise<Response<"exportConfiguration">> =>
  ctx.read(async (tx) => {
    const { slug } = await loadSettings(tx, ctx.workspaceId);
    const processes = (await loadProcesses(tx, ctx.workspaceId)).map(({ version: _, ...process }) => process);
    const file = {
      format: FORMAT,
      fields: await fieldEntries(tx, ctx.workspaceId),
      processes,
      rules: await ruleEntries(tx, ctx.workspaceId),
    };
    const text = `${JSON.stringify(await withNames(tx, ctx.workspaceId, file), null, 2)}\n`;
    return { name: `${slug}-${ctx.now.toISOString().slice(0, 10)}.json`, text };
  });

/** The fields of the workspace's own as a file has them, in their order: formulas after what they may read. */
export async function fieldEntries(tx: Tx, workspaceId: string): Promise<FieldEntry[]> {
  const entries: FieldEntry[] = [];
  for (const subject of SUBJECTS) {
    const fields = await loadStoredFields(tx, workspaceId, subject);
    entries.push(...fields.map((field) => ({ ...entryOf(field), ...(subject === "ticket" ? {} : { subject }) })));
  }
  return entries;
}

function entryOf(field: StoredField): FieldEntry {
  const { key, name, type, options, required, permissions, active, formula, serviceTypes } = field;
  const offered = options.filter((option) => !option.retired);
  const named = offered.map((option) => ({ key: option.key, name: option.label.en }));
  return {
    key,
    name,
    type,
    options: named,
    required,
    access: permissions,
    active,
    ...(formula ? { formula: formula.text } : {}),
    ...(serviceTypes.length > 0 ? { serviceTypes: [...serviceTypes] } : {}),
  };
}

/** The rules of every kind as a file has them, in the order in which they are tried. */
async function ruleEntries(tx: Tx, workspaceId: string): Promise<RuleEntry[]> {
  const entries: RuleEntry[] = [];
  for (const kind of RULE_KINDS) {
    for (const { name, enabled, condition, result } of await readRuleRows(tx, workspaceId, kind)) {
      entries.push({ kind, name, enabled, condition, result: { ...result } });
    }
  }
  return entries;
}
