import { type Family, type FieldDef, familyOf } from "../fields/field.ts";
import type { Op } from "./condition.ts";

const ORDERED: readonly Op[] = ["is", "not", "in", "gt", "gte", "lt", "lte", "between", "empty", "set"];
const SINGLE: readonly Op[] = ["is", "not", "in", "empty", "set"];
const SEVERAL: readonly Op[] = ["has", "not", "in", "empty", "set"];

const OPS: Record<Family, readonly Op[]> = {
  text: ["contains", "is", "not", "in", "starts", "empty", "set"],
  code: SINGLE,
  id: SINGLE,
  codes: SEVERAL,
  ids: SEVERAL,
  number: ORDERED,
  day: ORDERED,
  moment: ORDERED,
  time: ORDERED,
  yesno: ["is", "not", "empty", "set"],
};

/** The questions that can be asked about the field, in the order in which an editor offers them. */
export function opsOf(field: FieldDef): readonly Op[] {
  const ops = OPS[familyOf(field)];
  return field.path ? ["under", ...ops] : ops;
}

/** What `field:value` asks. */
export function defaultOp(field: FieldDef): "is" | "has" | "under" | "contains" {
  const family = familyOf(field);
  if (family === "ids" || family === "codes") return "has";
  if (field.path) return "under";
  return family === "text" && field.match === "part" ? "contains" : "is";
}

/** Whether values of the field have an order, so that ranges make sense. */
export function isOrdered(field: FieldDef): boolean {
  return opsOf(field).includes("between");
}

/** How each question is written between field and value. */
export const SIGNS = {
  is: "=",
  has: "=",
  not: "!=",
  contains: "~",
  starts: "^=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
};
