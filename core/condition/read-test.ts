import { type FieldDef, familyOf } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import { whichIncident } from "./attached.ts";
import { checkTest, type Problem, wrongValue } from "./check.ts";
import { type Condition, type SingleOp, type Test, testsIn, type Value } from "./condition.ts";
import { nearest } from "./nearest.ts";
import { defaultOp, isOrdered } from "./operators.ts";
import type { Sign } from "./scan.ts";
import { parseOne, type Written } from "./values.ts";

const WORDS = "To look for the words themselves, put them in quotes.";

export type Read = { condition: Condition } | { problem: Problem };

/** Signs that ask one thing whatever the field is. */
const FIXED = { "~": "contains", "^=": "starts", ">": "gt", ">=": "gte", "<": "lt", "<=": "lte" } as const;
const isFixed = (sign: Sign): sign is keyof typeof FIXED => sign in FIXED;

/**
 * Reads `name sign values` as a condition and checks it. `:` asks what is natural for the field, several values mean
 * any of them, `none` and `any` ask whether there is a value; `has:field` and `is:field` ask for a mark.
 */
export function readTest(name: string, sign: Sign, values: readonly Written[], registry: Registry): Read {
  const named = registry.find(name);
  if (!named) {
    if (sign === ":" && /^(has|is)$/i.test(name)) return readMark(name.toLowerCase(), values, registry);
    return { problem: unknownField(name, registry, WORDS) };
  }
  if (values.length === 0) {
    return {
      problem: { code: "value-missing", mend: `Write a value behind ${name}${sign}`, params: { field: named.key } },
    };
  }
  const field = whichIncident(named, values, registry);
  const read = isFixed(sign) ? readFixed(field, FIXED[sign], values) : readPlain(field, sign, values);
  return checked(read, registry);
}

function checked(read: Read, registry: Registry): Read {
  if ("problem" in read) return read;
  const problem = testsIn(read.condition)
    .map((test) => checkTest(test, registry))
    .find(Boolean);
  return problem ? { problem } : read;
}

/** Says that there is no such field and which one may be meant; `or` is what else can be done. */
export function unknownField(name: string, registry: Registry, or: string): Problem {
  const words = registry.fields.flatMap((field) => [
    field.key,
    ...(field.aliases ?? []),
    ...Object.values(field.label),
  ]);
  const meant = nearest(name, words);
  const key = meant === undefined ? undefined : registry.find(meant)?.key;
  const mend = `${key === undefined ? "" : `Did you mean ${key}? `}${or}`;
  return { code: "unknown-field", mend, params: key === undefined ? { field: name } : { field: name, meant: key } };
}

function readMark(word: string, values: readonly Written[], registry: Registry): Read {
  const [value, ...more] = values;
  if (!value || more.length > 0) {
    return { problem: { code: "value-missing", mend: `Write one field behind ${word}:`, params: { field: word } } };
  }
  const field = registry.find(value.word);
  if (!field) return { problem: unknownField(value.word, registry, WORDS) };
  if (field.type === "yesno") return checked({ condition: { field: field.key, op: "is", value: true } }, registry);
  if (word === "is") return { problem: wrongValue({ ...field, type: "yesno" }, value.word) };
  // "Has unseen messages" means that there are some, not that their number is known.
  const some: Test =
    field.type === "number" ? { field: field.key, op: "gt", value: 0 } : { field: field.key, op: "set" };
  return checked({ condition: some }, registry);
}

function readFixed(field: FieldDef, op: SingleOp, words: readonly Written[]): Read {
  const several = op === "contains" || op === "starts";
  if (words.length > 1 && !several) {
    return { problem: wrongValue(field, words.map(({ word }) => word).join(",")) };
  }
  const any: Condition[] = [];
  for (const word of words) {
    const read = parseOne(field, word);
    if ("problem" in read) return read;
    any.push({ field: field.key, op, value: read.value });
  }
  return { condition: { any } };
}

function readPlain(field: FieldDef, sign: Sign, words: readonly Written[]): Read {
  const family = familyOf(field);
  const exact = family === "ids" || family === "codes" ? "has" : "is";
  const op = sign === ":" ? defaultOp(field) : exact;
  const values: Value[] = [];
  const others: Condition[] = [];
  for (const word of words) {
    const special = readSpecial(field, word);
    if (special && "problem" in special) return special;
    if (special) {
      others.push(special.condition);
      continue;
    }
    const read = parseOne(field, word);
    if ("problem" in read) return read;
    values.push(read.value);
  }
  const [first, ...more] = values;
  if (sign === "!=" && others.length === 0 && first !== undefined && more.length === 0) {
    return { condition: { field: field.key, op: "not", value: first } };
  }
  const asked: Condition[] =
    op === exact && more.length > 0
      ? [{ field: field.key, op: "in", values }]
      : values.map((value) => ({ field: field.key, op, value }));
  const condition: Condition = { any: [...asked, ...others] };
  return { condition: sign === "!=" ? { not: condition } : condition };
}

/** `none`, `any`, and ranges `1..5`, `2026-08-01..`, `..-7d` of fields that have an order. */
function readSpecial(field: FieldDef, { word, quoted }: Written): Read | undefined {
  if (quoted) return undefined;
  const folded = word.toLowerCase();
  if (folded === "none") return { condition: { field: field.key, op: "empty" } };
  if (folded === "any") return { condition: { field: field.key, op: "set" } };
  const dots = isOrdered(field) ? word.indexOf("..") : -1;
  if (dots < 0) return undefined;
  const ends = [word.slice(0, dots), word.slice(dots + 2)].map((end) =>
    end === "" ? undefined : parseOne(field, { word: end, quoted }),
  );
  const [from, to] = ends;
  if (from && "problem" in from) return from;
  if (to && "problem" in to) return to;
  if (from && to) return { condition: { field: field.key, op: "between", values: [from.value, to.value] } };
  if (from) return { condition: { field: field.key, op: "gte", value: from.value } };
  return to ? { condition: { field: field.key, op: "lte", value: to.value } } : { problem: wrongValue(field, word) };
}
