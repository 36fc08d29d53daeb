import type { Registry } from "../../core/fields/registry.ts";
import { validateValue } from "../../core/fields/value.ts";
import type { Skipped } from "../../core/routing/plan-people.ts";

/** The values of custom fields that a rule sets, as they are stored; those that cannot be set any more are left out. */
export function settleFields(
  fields: Readonly<Record<string, unknown>>,
  registry: Registry,
): { custom: Record<string, unknown>; skipped: Skipped[] } {
  const custom: Record<string, unknown> = {};
  const skipped: Skipped[] = [];
  for (const [key, value] of Object.entries(fields)) {
    const field = registry.find(`custom.${key}`);
    const read = field && validateValue(field, value);
    if (read?.ok) custom[key] = read.value;
    else skipped.push({ what: `field:${key}`, reason: read ? read.code : "unknown-field" });
  }
  return { custom, skipped };
}
