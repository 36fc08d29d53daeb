import { sql } from "kysely";
import type { ImportItem } from "../../contract/configuration.ts";
import { type Difference, differences, ofParts } from "../../core/process/differences.ts";
import type { Process } from "../../core/process/process.ts";
import { RULE_KINDS } from "../../core/rules/rule.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { createRule } from "../rules/create-rule.ts";
import { orderRules } from "../rules/order-rules.ts";
import { readRuleRows } from "../rules/rule-rows.ts";
import { updateRule } from "../rules/update-rule.ts";
import { createField } from "../settings/create-field.ts";
import { loadStoredFields } from "../settings/load-registry.ts";
import { putVersion } from "../settings/processes/publish-process.ts";
import { faultsOf, findPublished } from "../settings/processes/view-process.ts";
import { updateField } from "../settings/update-field.ts";
import { fieldEntries } from "./export-configuration.ts";
import type { FieldEntry, RuleEntry } from "./file-shape.ts";

type Named = Pick<ImportItem, "part" | "key" | "name">;
const NOTE = "Импорт · Import";

/** What a thing of the file changes; `take` writes it, and what the rules refuse of it are its faults. */
async function taken(
  tx: Tx,
  named: Named,
  found: { isNew: boolean; differences: Difference[] },
  take: () => Promise<unknown>,
): Promise<ImportItem> {
  const change = found.isNew ? "added" : found.differences.length > 0 ? "changed" : "same";
  const item: ImportItem = { ...named, change, differences: found.differences, faults: [] };
  if (change === "same") return item;
  // A refusal by a constraint would end the transaction for those that come after it.
  await sql`savepoint thing`.execute(tx);
  try {
    await take();
    return item;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint thing`.execute(tx);
    const refusals = error.refusals.map(({ code, field = "", message, params }) => ({
      code,
      at: field,
      text: message,
      ...(params ? { params } : {}),
    }));
    return { ...item, faults: refusals.length > 0 ? refusals : [{ code: error.code, at: "", text: error.message }] };
  }
}

/** A field of the workspace's own, by its key. */
export async function takeField(tx: Tx, ctx: Ctx, entry: FieldEntry): Promise<ImportItem> {
  const { key, type, active, options, ...rest } = entry;
  const stored = (await loadStoredFields(tx, ctx.workspaceId, entry.subject)).find((field) => field.key === key);
  const before = (await fieldEntries(tx, ctx.workspaceId)).find(
    (field) => field.key === key && field.subject === entry.subject,
  );
  const found = { isNew: !before, differences: before ? ofParts("", before, entry) : [] };
  return taken(tx, { part: "field", key, name: entry.name }, found, async () => {
    if (before && before.type !== type) {
      const message = `The field is of the type ${before.type} here, which cannot be changed.`;
      throw new Problem(422, "bad-input", message, {
        refusals: [{ code: "type-fixed", field: "type", message, mend: "Give the field another key." }],
      });
    }
    const { subject: _, ...changes } = rest;
    if (stored) return updateField(ctx, stored.id, { ...changes, options, active, anyway: true });
    // Tickets and rules hold keys: an option gets its own first, and then the name that it has by now.
    const keys = options.map((option) => option.key);
    const made = await createField(ctx, { key, type, ...rest, options: keys });
    const isOther = !active || options.some((option) => option.key !== option.name);
    return made.id !== null && isOther ? updateField(ctx, made.id, { options, active }) : made;
  });
}

/** A process, by its key: a new version of it, when anything of it is different. */
export async function takeProcess(tx: Tx, ctx: Ctx, process: Process): Promise<ImportItem> {
  const published = await findPublished(tx, ctx.workspaceId, process.key);
  const found = { isNew: !published, differences: published ? differences(published, process) : [] };
  return taken(tx, { part: "process", key: process.key, name: process.name.ru }, found, async () => {
    const faults = await faultsOf(tx, ctx.workspaceId, published, process);
    if (faults.length === 0) return putVersion(tx, ctx, process, NOTE);
    throw new Problem(422, "process/invalid", "The process cannot be like this.", {
      refusals: faults.map(({ code, at, text, params }) => ({
        code,
        field: at,
        message: text,
        mend: "",
        ...(params ? { params } : {}),
      })),
    });
  });
}

/** A rule, by its kind and name. */
export async function takeRule(tx: Tx, ctx: Ctx, entry: RuleEntry): Promise<ImportItem> {
  const { kind, ...rest } = entry;
  const before = (await readRuleRows(tx, ctx.workspaceId, kind)).find(({ name }) => name === entry.name);
  const parts = before && {
    name: before.name,
    enabled: before.enabled,
    condition: before.condition,
    result: before.result,
  };
  const found = { isNew: !before, differences: parts ? ofParts("", parts, rest) : [] };
  return taken(tx, { part: "rule", key: `${kind}/${entry.name}`, name: entry.name }, found, () =>
    before ? updateRule(ctx, before.id, { ...rest, note: NOTE }) : createRule(ctx, { kind, ...rest, note: NOTE }),
  );
}

/** Rules of the file in its order, before those that are here alone: the first that fits is taken. */
export async function orderTakenRules(tx: Tx, ctx: Ctx, entries: readonly RuleEntry[]): Promise<void> {
  for (const kind of RULE_KINDS) {
    const names = entries.filter((entry) => entry.kind === kind).map(({ name }) => name);
    if (names.length === 0) continue;
    const rules = await readRuleRows(tx, ctx.workspaceId, kind);
    const rank = ({ name }: { name: string }) => (names.includes(name) ? names.indexOf(name) : names.length);
    const ids = rules.toSorted((one, other) => rank(one) - rank(other)).map(({ id }) => id);
    if (ids.some((id, index) => id !== rules[index]?.id)) await orderRules(ctx, { kind, ids });
  }
}
