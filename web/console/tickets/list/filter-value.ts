import type { Condition, Test, Value } from "../../../../core/condition/condition.ts";
import { defaultOp } from "../../../../core/condition/operators.ts";
import { type FieldDef, familyOf } from "../../../../core/fields/field.ts";

/** What a control of the filter panel holds, read from the part of the condition that asks about its field. */
export type Choice = { values: readonly Value[]; none: boolean };
export type Range = { from: Value | undefined; to: Value | undefined };

/** A control of the filter panel. */
export type ControlProps = {
  field: FieldDef;
  label: string;
  /** What is asked of the field now; a question that the control cannot show is replaced by the next choice. */
  part: Condition | undefined;
  onPart: (part: Condition | undefined) => void;
};

/** How a filter on the field is set. */
export type FilterKind = "choice" | "range" | "text" | "yesno";

export function filterKind(field: FieldDef): FilterKind {
  if (field.type === "rating") return "choice";
  switch (familyOf(field)) {
    case "code":
    case "codes":
      return field.options ? "choice" : "text";
    case "id":
    case "ids":
      return "choice";
    case "yesno":
      return "yesno";
    case "text":
      return "text";
    default:
      return "range";
  }
}

/** The values that are chosen, and whether none is one of them; `undefined` when it asks something else. */
export function readChoice(part: Condition | undefined): Choice | undefined {
  if (!part) return { values: [], none: false };
  if ("any" in part) {
    const all = part.any.map(readChoice);
    if (all.some((one) => one === undefined)) return undefined;
    return { values: all.flatMap((one) => one?.values ?? []), none: all.some((one) => one?.none) };
  }
  if (!("op" in part)) return undefined;
  switch (part.op) {
    case "is":
    case "has":
    case "under":
      return { values: [part.value], none: false };
    case "in":
      return { values: part.values, none: false };
    case "empty":
      return { values: [], none: true };
    default:
      return undefined;
  }
}

export function writeChoice(field: FieldDef, { values, none }: Choice): Condition | undefined {
  const [first] = values;
  const asked: Condition[] = none ? [{ field: field.key, op: "empty" }] : [];
  if (first !== undefined) {
    const op = field.type === "rating" ? "is" : defaultOp(field);
    if (op === "under") asked.unshift(...values.map((value): Test => ({ field: field.key, op, value })));
    else if (values.length === 1) asked.unshift({ field: field.key, op, value: first });
    else asked.unshift({ field: field.key, op: "in", values });
  }
  const [only, ...more] = asked;
  return more.length === 0 ? only : { any: asked };
}

/** From and to, both included. `created>-7d` is "from seven days ago". */
export function readRange(part: Condition | undefined): Range | undefined {
  if (!part) return { from: undefined, to: undefined };
  if (!("op" in part)) return undefined;
  switch (part.op) {
    case "between":
      return { from: part.values[0], to: part.values[1] };
    case "gt":
    case "gte":
      return { from: part.value, to: undefined };
    case "lt":
    case "lte":
      return { from: undefined, to: part.value };
    case "is":
      return { from: part.value, to: part.value };
    default:
      return undefined;
  }
}

export function writeRange(field: FieldDef, { from, to }: Range): Condition | undefined {
  if (from !== undefined && to !== undefined) return { field: field.key, op: "between", values: [from, to] };
  if (from !== undefined) return { field: field.key, op: "gte", value: from };
  return to === undefined ? undefined : { field: field.key, op: "lte", value: to };
}

export function readWords(part: Condition | undefined): string | undefined {
  if (!part) return "";
  if (!("op" in part) || !("value" in part)) return undefined;
  return ["is", "contains", "has"].includes(part.op) && typeof part.value === "string" ? part.value : undefined;
}

export function writeWords(field: FieldDef, words: string): Condition | undefined {
  const value = words.trim();
  return value === "" ? undefined : { field: field.key, op: defaultOp(field), value };
}

export function readYesNo(part: Condition | undefined): "any" | "yes" | "no" | undefined {
  if (!part) return "any";
  if (!("op" in part) || part.op !== "is" || typeof part.value !== "boolean") return undefined;
  return part.value ? "yes" : "no";
}

export function writeYesNo(field: FieldDef, answer: "any" | "yes" | "no"): Condition | undefined {
  return answer === "any" ? undefined : { field: field.key, op: "is", value: answer === "yes" };
}

/** A key for a value, to tell values apart in a list. */
export const valueKey = (value: Value): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** What a value of a thing is called: by its name once that is known. */
export function nameOfValue(value: Value, names: ReadonlyMap<string, string>, t: (key: string) => string): string {
  if (typeof value === "object") return "name" in value ? value.name : "me" in value ? t("filter.me") : "";
  return names.get(String(value)) ?? "…";
}
