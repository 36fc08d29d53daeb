import { type Condition, partsOf, type SingleOp, type Test, type Value } from "../../../core/condition/condition.ts";
import { newKey } from "../../kit/key.ts";

type Of<K extends string, More = unknown> = { kind: K; id: string; not: boolean } & More;

/** A row of the form: a question about a field. With several values it asks for any of them. */
export type TestPart = Of<"test", { field: string; op: Test["op"]; values: readonly Value[] }>;
/** Words to look for. */
export type WordsPart = Of<"words", { text: string }>;
/** Every ticket; denied, none. */
export type EveryPart = Of<"every">;
/** Rows together; one without rows is not asked yet. */
export type GroupPart = Of<"group", { how: "all" | "any"; parts: readonly Part[] }>;

/**
 * A condition as a form shows it: the same tree, with keys for the rows. A form may hold rows that are not filled in
 * yet; they ask nothing.
 */
export type Part = TestPart | WordsPart | EveryPart | GroupPart;

/** Questions of which several about one field are one row: the text writes them `place:a,b`. */
const LISTED: readonly Test["op"][] = ["under", "contains", "starts"];

/** The condition as a form. Its simplest form comes back by `conditionOf` ([B-FLD-03]). */
export function formOf(condition: Condition): GroupPart {
  const part = partOf(condition, false);
  return part.kind === "group" ? part : groupOf("all", part.kind === "every" && !part.not ? [] : [part]);
}

export const groupOf = (how: "all" | "any", parts: readonly Part[], not = false): GroupPart => ({
  kind: "group",
  id: newKey(),
  not,
  how,
  parts,
});

function partOf(condition: Condition, not: boolean): Part {
  const id = newKey();
  if ("not" in condition) return not ? groupOf("all", [partOf(condition, false)], true) : partOf(condition.not, true);
  if ("text" in condition) return { kind: "words", id, not, text: condition.text };
  if ("op" in condition) return { kind: "test", id, not, ...askedBy(condition) };
  const parts = partsOf(condition);
  if (parts.length === 0) return { kind: "every", id, not: "any" in condition ? !not : not };
  const listed = "any" in condition ? listedIn(parts) : undefined;
  if (listed) return { kind: "test", id, not, ...listed };
  return {
    kind: "group",
    id,
    not,
    how: "any" in condition ? "any" : "all",
    parts: parts.map((part) => partOf(part, false)),
  };
}

type Asked = Pick<TestPart, "field" | "op" | "values">;

function askedBy(test: Test): Asked {
  const values = "values" in test ? test.values : "value" in test ? [test.value] : [];
  return { field: test.field, op: test.op, values };
}

/** Several values of one question, when that is all that is asked. */
function listedIn(parts: readonly Condition[]): Asked | undefined {
  const asked = parts.flatMap((part) => ("op" in part ? [askedBy(part)] : []));
  const [first] = asked;
  if (!first || asked.length < parts.length || !LISTED.includes(first.op)) return undefined;
  if (asked.some(({ field, op }) => field !== first.field || op !== first.op)) return undefined;
  return { ...first, values: asked.flatMap(({ values }) => values) };
}

/** What the form asks; rows that are not filled in are left out, a form without any asks nothing of a ticket. */
export function conditionOf(form: GroupPart): Condition {
  return askOf(form) ?? { all: [] };
}

function askOf(part: Part): Condition | undefined {
  const asked = plainAskOf(part);
  return asked && part.not ? { not: asked } : asked;
}

function plainAskOf(part: Part): Condition | undefined {
  switch (part.kind) {
    case "every":
      return { all: [] };
    case "words":
      return part.text === "" ? undefined : { text: part.text };
    case "test":
      return testOf(part);
    default: {
      const asked = part.parts.flatMap((one) => askOf(one) ?? []);
      if (asked.length === 0) return undefined;
      return part.how === "all" ? { all: asked } : { any: asked };
    }
  }
}

function testOf({ field, op, values }: TestPart): Condition | undefined {
  const [first, second, ...more] = values;
  if (op === "empty" || op === "set") return { field, op };
  if (first === undefined) return undefined;
  if (op === "between") {
    return second === undefined || more.length > 0 ? undefined : { field, op, values: [first, second] };
  }
  if (op === "in") return { field, op, values };
  if (second === undefined) return { field, op, value: first };
  switch (op) {
    case "not":
      return { not: { field, op: "in", values } };
    case "is":
    case "has":
      return { field, op: "in", values };
    default:
      return anyOf(field, op, values);
  }
}

const anyOf = (field: string, op: SingleOp, values: readonly Value[]): Condition => ({
  any: values.map((value) => ({ field, op, value })),
});

/** Whether the row asks something already. */
export const isFilled = (part: Part): boolean => askOf(part) !== undefined;

/** The form with one of its parts changed, or without it. */
export function withChange(form: GroupPart, id: string, part: Part | undefined): GroupPart {
  if (form.id === id) return part?.kind === "group" ? part : form;
  const parts = form.parts.flatMap((one): readonly Part[] => {
    if (one.id === id) return part ? [part] : [];
    return one.kind === "group" ? [withChange(one, id, part)] : [one];
  });
  return { ...form, parts };
}
