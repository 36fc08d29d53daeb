import type { FieldType } from "./field.ts";

/** What clients can answer by themselves: they know no employees, agree on no amounts, and count no formulas. */
export const CLIENTS_ANSWER = [
  "text",
  "longtext",
  "number",
  "date",
  "list",
  "lists",
  "yesno",
  "link",
  "file",
] as const satisfies readonly FieldType[];

/** Whether a field of the type is one of theirs. */
export const clientsAnswer = (type: string): boolean => CLIENTS_ANSWER.some((one) => one === type);
