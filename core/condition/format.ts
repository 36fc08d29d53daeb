import type { FieldDef } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import { type Condition, simplify, type Test, type Value } from "./condition.ts";
import { defaultOp, SIGNS } from "./operators.ts";
import { formatOne, plain } from "./values.ts";

/**
 * Writes a condition as text, as short as it can be said: `parseCondition` of it gives `simplify(condition)` again.
 * Throws on fields that the registry does not know (`checkCondition` tells before).
 */
export function formatCondition(condition: Condition, registry: Registry): string {
  const simple = simplify(condition, registry);
  return "all" in simple ? simple.all.map((part) => within(part, registry)).join(" ") : outside(simple, registry);
}

/** A condition that stands alone or on one side of `or`. */
function outside(condition: Condition, registry: Registry): string {
  if ("all" in condition) {
    return condition.all.length === 0 ? "()" : condition.all.map((part) => within(part, registry)).join(" ");
  }
  if ("any" in condition) return condition.any.map((part) => outside(part, registry)).join(" or ");
  if ("not" in condition) return `-${within(condition.not, registry)}`;
  return "text" in condition ? plain(condition.text) : formatTest(condition, registry);
}

/** A condition that stands beside others or behind a `-`. */
function within(condition: Condition, registry: Registry): string {
  const written = outside(condition, registry);
  const grouped = "any" in condition || ("all" in condition && condition.all.length > 0);
  return grouped ? `(${written})` : written;
}

function formatTest(test: Test, registry: Registry): string {
  const field = registry.find(test.field);
  if (!field) throw new Error(`Unknown field: ${test.field}`);
  const usual = defaultOp(field);
  const list = (values: readonly Value[], by: string) => values.map((value) => formatOne(field, value)).join(by);
  switch (test.op) {
    case "empty":
      return `${field.key}:none`;
    case "set":
      return `${field.key}:any`;
    case "in":
      return `${field.key}${sign(field, usual === "has" ? "has" : "is")}${list(test.values, ",")}`;
    case "between":
      return `${field.key}:${list(test.values, "..")}`;
    case "under":
      return `${field.key}:${list([test.value], "")}`;
    default:
      return `${field.key}${sign(field, test.op)}${list([test.value], "")}`;
  }
}

function sign(field: FieldDef, op: keyof typeof SIGNS): string {
  return op === defaultOp(field) ? ":" : SIGNS[op];
}
