import { useRef } from "react";
import { type Condition, type Test, testsIn, type Value, valuesOf } from "../../../core/condition/condition.ts";
import { isId } from "../../../core/fields/field.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { type LookupKind, lookupOf, useNamesOf } from "../tickets/list/lookup.ts";

/** People write names, rules keep ids: what is called how, as far as this editor has learnt it. */
export type KnownNames = {
  learn: (kind: LookupKind, id: string, name: string) => void;
  /** Names in the place of ids that are known, unless two of them are called alike. */
  named: (condition: Condition) => Condition;
  /** Ids in the place of names that stand for one known thing. */
  identified: (condition: Condition) => Condition;
};

const KINDS = ["employee", "team", "service", "serviceType", "company", "contact", "place"] as const;

/** Places of all kinds have one kind of name. */
const kindOf = (registry: Registry, field: string): (typeof KINDS)[number] | undefined => {
  const found = registry.find(field);
  const kind = found && lookupOf(found);
  return kind && (KINDS.find((one) => one === kind) ?? "place");
};

/** Asks for the names of the ids that a condition holds, and remembers those that were chosen meanwhile. */
export function useKnownNames(condition: Condition, registry: Registry): KnownNames {
  const kept = useRef(new Map<string, string>());
  const ids = (kind: (typeof KINDS)[number]) =>
    [
      ...new Set(
        testsIn(condition).flatMap((test) =>
          kindOf(registry, test.field) === kind
            ? valuesOf(test).filter((value) => typeof value === "string" && isId(value))
            : [],
        ),
      ),
    ].flatMap((id) => (typeof id === "string" ? [id] : []));
  const found = {
    employee: useNamesOf("employee", ids("employee")),
    team: useNamesOf("team", ids("team")),
    service: useNamesOf("service", ids("service")),
    serviceType: useNamesOf("serviceType", ids("serviceType")),
    company: useNamesOf("company", ids("company")),
    contact: useNamesOf("contact", ids("contact")),
    place: useNamesOf("place", ids("place")),
  };
  const learn = (kind: LookupKind, id: string, name: string) => {
    const known = KINDS.find((one) => one === kind) ?? "place";
    kept.current.set(`${known} ${id}`, name);
  };
  for (const kind of KINDS) {
    for (const id of ids(kind)) {
      const name = found[kind].get(id);
      if (name) learn(kind, id, name);
    }
  }
  const called = (kind: string, name: string): string[] =>
    [...kept.current].flatMap(([key, one]) =>
      key.startsWith(`${kind} `) && one.toLowerCase() === name.toLowerCase() ? [key.slice(kind.length + 1)] : [],
    );
  return {
    learn,
    named: (all) =>
      mapValues(all, (test, value) => {
        const kind = kindOf(registry, test.field);
        const name = typeof value === "string" && kind ? kept.current.get(`${kind} ${value}`) : undefined;
        return name !== undefined && kind && called(kind, name).length === 1 ? { name } : value;
      }),
    identified: (all) =>
      mapValues(all, (test, value) => {
        const kind = kindOf(registry, test.field);
        if (typeof value !== "object" || !("name" in value) || !kind) return value;
        const [id, ...more] = called(kind, value.name);
        return id !== undefined && more.length === 0 ? id : value;
      }),
  };
}

/** The condition with each value replaced. */
export function mapValues(condition: Condition, change: (test: Test, value: Value) => Value): Condition {
  if ("all" in condition) return { all: condition.all.map((part) => mapValues(part, change)) };
  if ("any" in condition) return { any: condition.any.map((part) => mapValues(part, change)) };
  if ("not" in condition) return { not: mapValues(condition.not, change) };
  if (!("op" in condition)) return condition;
  if (condition.op === "in") return { ...condition, values: condition.values.map((value) => change(condition, value)) };
  if (condition.op === "between") {
    const [from, to] = condition.values;
    return { ...condition, values: [change(condition, from), change(condition, to)] };
  }
  return "value" in condition ? { ...condition, value: change(condition, condition.value) } : condition;
}
