import type { Registry } from "../fields/registry.ts";
import type { Problem } from "./check.ts";
import { type Condition, type Test, testsIn, type Value, valuesOf } from "./condition.ts";

/** A name in a condition, and the field it names a value of. */
export type NameIn = { field: string; name: string };

const nameOf = (value: Value) => (typeof value === "object" && "name" in value ? value.name : undefined);

/** The names in a condition, each once: what has to be looked up before it is asked. */
export function namesIn(condition: Condition): NameIn[] {
  const found = new Map<string, NameIn>();
  for (const test of testsIn(condition)) {
    for (const name of valuesOf(test).map(nameOf)) {
      if (name !== undefined) found.set(JSON.stringify([test.field, name]), { field: test.field, name });
    }
  }
  return [...found.values()];
}

/**
 * Puts ids in the place of names. `lookup` answers with the ids that a name stands for (several mean any of them), or
 * with nothing. A name without ids stays where the field keeps a name beside the id (a contact, an address), and is
 * then matched as a part of that; elsewhere it is an error.
 */
export function resolveNames(
  condition: Condition,
  registry: Registry,
  lookup: (field: string, name: string) => readonly string[] | undefined,
): { ok: true; condition: Condition } | { ok: false; errors: Problem[] } {
  const errors: Problem[] = [];
  const ids = (test: Test, value: Value): readonly Value[] => {
    const name = nameOf(value);
    if (name === undefined) return [value];
    const found = lookup(test.field, name) ?? [];
    if (found.length > 0) return found;
    if (!registry.find(test.field)?.named) {
      const mend = `Check the spelling of "${name}", or choose ${test.field} from the list.`;
      errors.push({ code: "unknown-name", mend, params: { field: test.field, name } });
    }
    return [value];
  };
  const resolve = (part: Condition): Condition => {
    if ("all" in part) return { all: part.all.map(resolve) };
    if ("any" in part) return { any: part.any.map(resolve) };
    if ("not" in part) return { not: resolve(part.not) };
    return "text" in part ? part : resolveTest(part, (value) => ids(part, value));
  };
  const resolved = resolve(condition);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, condition: resolved };
}

function resolveTest(test: Test, ids: (value: Value) => readonly Value[]): Condition {
  if (test.op === "in") return { ...test, values: test.values.flatMap(ids) };
  if (!("value" in test)) return test;
  const values = ids(test.value);
  const [first, ...more] = values;
  if (first === undefined) return test;
  if (more.length === 0) return { ...test, value: first };
  switch (test.op) {
    case "not":
      return { not: { field: test.field, op: "in", values } };
    case "is":
    case "has":
      return { field: test.field, op: "in", values };
    default:
      return { any: values.map((value) => ({ ...test, value })) };
  }
}
