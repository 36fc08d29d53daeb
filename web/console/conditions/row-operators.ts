import type { Test, Value } from "../../../core/condition/condition.ts";
import { opsOf } from "../../../core/condition/operators.ts";
import { type FieldDef, familyOf } from "../../../core/fields/field.ts";
import type { TestPart } from "./form-model.ts";

/** How a row compares, as one word: the question, with `!` before it when it is denied. */
export type Operator = `${"" | "!"}${Test["op"]}`;

const TIMES: readonly Operator[] = ["gte", "lt", "gt", "lte", "between", "is", "empty", "set"];
const OFFERED: Partial<Record<ReturnType<typeof familyOf>, readonly Operator[]>> = {
  text: ["contains", "!contains", "is", "not", "starts", "empty", "set"],
  number: ["is", "not", "gt", "gte", "lt", "lte", "between", "empty", "set"],
  yesno: ["is", "empty", "set"],
  day: TIMES,
  moment: TIMES,
};

/** The operator that the row has: what the data tell apart without meaning something else is one. */
export function operatorOf(field: FieldDef, { op, not }: Pick<TestPart, "op" | "not">): Operator {
  const several = ["ids", "codes"].includes(familyOf(field));
  const plain = op === "in" ? (several ? "has" : "is") : op;
  if (!not) return plain;
  return plain === "is" || plain === "has" ? "not" : `!${plain}`;
}

/** The operators that a row about the field offers, with the one that it has. */
export function operatorsFor(field: FieldDef, current: Operator): Operator[] {
  const family = familyOf(field);
  const several = family === "ids" || family === "codes";
  const usual = OFFERED[family] ?? [several ? "has" : "is", "not", "empty", "set"];
  const tree: Operator[] = field.path ? ["under", "!under"] : [];
  const known = opsOf(field);
  const offered = [...tree, ...usual].filter((one) => {
    if (field.required && (one === "empty" || one === "set")) return one === current;
    return known.some((op) => one === op || one === `!${op}`);
  });
  return offered.includes(current) ? offered : [...offered, current];
}

/** The row with another operator; values stay as far as they can be asked so. */
export function withOperator(field: FieldDef, part: TestPart, operator: Operator): TestPart {
  const not = operator.startsWith("!");
  const op = opsOf(field).find((one) => operator === one || operator === `!${one}`) ?? part.op;
  const kept = part.values.filter((value) => canAsk(field, op, value));
  return { ...part, op, not, values: roomFor(op, kept) };
}

/** "Exactly 7 days ago to the millisecond" is never what is meant. */
function canAsk(field: FieldDef, op: Test["op"], value: Value): boolean {
  const isPoint = op === "is" || op === "not" || op === "in";
  return !(isPoint && familyOf(field) === "moment" && typeof value === "object" && "now" in value);
}

function roomFor(op: Test["op"], values: readonly Value[]): readonly Value[] {
  switch (op) {
    case "empty":
    case "set":
      return [];
    case "between":
      return values.slice(0, 2);
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return values.slice(0, 1);
    default:
      return values;
  }
}

/** The row that asks about another field: nothing chosen yet, the first operator that the field offers. */
export function rowFor(id: string, field: FieldDef): TestPart {
  const start: TestPart = { kind: "test", id, not: false, field: field.key, op: "is", values: [] };
  const [first = "is"] = operatorsFor(field, "is");
  const row = withOperator(field, start, first);
  // There is nothing to choose between yes and no but the one or the other.
  return field.type === "yesno" ? { ...row, op: "is", values: [true] } : row;
}
