import type { FieldDef } from "../fields/field.ts";
import { findOption } from "../fields/value.ts";
import { type FormulaFunction, FUNCTION_NAMES, functionOf } from "./functions.ts";
import { isResult, type Result, readValue, type Typed, typedOf, type Value } from "./kinds.ts";
import { arithmetic, asText, comparison, GLUED, isComparison } from "./operations.ts";
import { type FormulaProblem, type Node, type Operator, parseFormula } from "./syntax.ts";

/** Where a formula reads from: the stored value of a field, and the zone in which days begin. */
export type Reading = { heldIn: (field: FieldDef) => unknown; zone: string };

/** The fields that formulas know: by the name that is written, and whether one may be read. */
export type FormulaFields = { find: (name: string) => FieldDef | undefined; isRead: (field: FieldDef) => boolean };

export type Compiled =
  | {
      ok: true;
      /** What it gives. */
      type: Typed & { kind: Result };
      /** The fields that it reads, each once. */
      fields: readonly FieldDef[];
      /** The text with the key of each field in place of however it was named. */
      text: string;
      count: (reading: Reading) => Value;
    }
  | { ok: false; problems: readonly FormulaProblem[] };

type Part = { type: Typed; run: (reading: Reading) => Value; literal?: string };

/** Reads and checks a formula: what it gives, or everything that is wrong with it, each with its place. */
export function compileFormula(text: string, known: FormulaFields): Compiled {
  const parsed = parseFormula(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const compiler = new Compiler(known);
  const part = compiler.part(parsed.node);
  if (!part || compiler.problems.length > 0) return { ok: false, problems: compiler.problems };
  const { kind } = part.type;
  if (!isResult(kind)) {
    const mend = "Compare it with a value, or ask whether it is empty.";
    return { ok: false, problems: [wrong("formula-wrong-kind", parsed.node, mend, { kind })] };
  }
  const type = { ...part.type, kind };
  return { ok: true, type, fields: [...compiler.fields], text: rewritten(text, compiler.named), count: part.run };
}

function rewritten(text: string, named: readonly { node: Node; key: string }[]): string {
  const inOrder = named.toSorted((a, b) => b.node.at - a.node.at);
  return inOrder.reduce((left, { node, key }) => left.slice(0, node.at) + key + left.slice(node.end), text).trim();
}

function wrong(
  code: FormulaProblem["code"],
  { at, end }: Pick<Node, "at" | "end">,
  mend: string,
  params?: FormulaProblem["params"],
): FormulaProblem {
  return { code, mend, at, end, ...(params ? { params } : {}) };
}

class Compiler {
  readonly problems: FormulaProblem[] = [];
  readonly fields = new Set<FieldDef>();
  readonly named: { node: Node; key: string }[] = [];
  readonly #known: FormulaFields;

  constructor(known: FormulaFields) {
    this.#known = known;
  }

  /** The compiled node, or undefined once something in it is wrong. */
  part(node: Node): Part | undefined {
    switch (node.kind) {
      case "number":
        return { type: { kind: "number" }, run: () => node.value };
      case "duration":
        return { type: { kind: "duration" }, run: () => node.seconds };
      case "text":
        return { type: { kind: "text" }, run: () => node.value, literal: node.value };
      case "yesno":
        return { type: { kind: "yesno" }, run: () => node.value };
      case "field":
        return this.#field(node);
      case "unary":
        return this.#unary(node);
      case "binary":
        return this.#binary(node);
      case "call":
        return this.#call(node);
    }
  }

  #say(...given: Parameters<typeof wrong>): undefined {
    this.problems.push(wrong(...given));
    return undefined;
  }

  #field(node: Extract<Node, { kind: "field" }>): Part | undefined {
    const { name } = node;
    const field = this.#known.find(name);
    if (!field) {
      return this.#say(
        "formula-unknown-field",
        node,
        "Name a field of the list, by its key or in brackets by its name.",
        {
          field: name,
        },
      );
    }
    if (!this.#known.isRead(field)) {
      return this.#say("formula-field-not-read", node, "Formulas do not read this field.", { field: name });
    }
    this.fields.add(field);
    this.named.push({ node, key: field.key });
    const type = typedOf(field);
    return { type, run: ({ heldIn }) => readValue(type, heldIn(field)) };
  }

  #unary(node: Extract<Node, { kind: "unary" }>): Part | undefined {
    const of = this.part(node.of);
    if (!of) return undefined;
    if (node.op === "not") {
      if (of.type.kind !== "yesno") return this.#kinds(node, "not", [of.type]);
      return { type: of.type, run: (reading) => of.run(reading) !== true };
    }
    if (!["number", "duration", "money"].includes(of.type.kind)) return this.#kinds(node, "-", [of.type]);
    return {
      type: of.type,
      run: (reading) => {
        const value = of.run(reading);
        return typeof value === "number" ? 0 - value : null;
      },
    };
  }

  #binary(node: Extract<Node, { kind: "binary" }>): Part | undefined {
    const { op } = node;
    const sides = [this.part(node.left), this.part(node.right)] as const;
    const [first, second] = sides;
    if (!first || !second) return undefined;
    const [left, right] = this.#asOptions(node, first, second);
    if (!left || !right) return undefined;
    if (op === "and" || op === "or") return this.#logic(node, op, left, right);
    if (op === "&") {
      const strange = [left, right].filter(({ type }) => !GLUED.includes(type.kind));
      if (strange.length > 0) return this.#kinds(node, op, [left.type, right.type]);
      const run = (reading: Reading) => asText(left.type, left.run(reading)) + asText(right.type, right.run(reading));
      return { type: { kind: "text" }, run };
    }
    const found = isComparison(op) ? comparison(op, left.type, right.type) : arithmetic(op, left.type, right.type);
    if (!found) return this.#kinds(node, op, [left.type, right.type]);
    const takesAbsent = isComparison(op);
    return {
      type: found.gives,
      run: (reading) => {
        const [a, b] = [left.run(reading), right.run(reading)];
        return !takesAbsent && (a === null || b === null) ? null : found.run(a, b, reading.zone);
      },
    };
  }

  #logic(node: Node, op: "and" | "or", left: Part, right: Part): Part | undefined {
    if (left.type.kind !== "yesno" || right.type.kind !== "yesno")
      return this.#kinds(node, op, [left.type, right.type]);
    const run = (reading: Reading) =>
      op === "and"
        ? left.run(reading) === true && right.run(reading) === true
        : left.run(reading) === true || right.run(reading) === true;
    return { type: { kind: "yesno" }, run };
  }

  /** A text beside a value of a list is one of its options, by its key or its name. */
  #asOptions(node: Node, left: Part, right: Part): readonly [Part | undefined, Part | undefined] {
    if (left.literal !== undefined) return [this.#option(node, left, right), right];
    return [left, this.#option(node, right, left)];
  }

  #option(node: Node, part: Part, beside: Part): Part | undefined {
    const { field, kind } = beside.type;
    if (part.literal === undefined || !field || (kind !== "option" && kind !== "options")) return part;
    const type: Typed = { kind: "option", field };
    if (!field.options) return { type, run: () => part.literal ?? null };
    const key = findOption(field, part.literal);
    if (key !== undefined) return { type, run: () => key };
    const options = field.options.map(({ label }) => label.ru).join(", ");
    return this.#say("formula-unknown-option", node, `Choose one of: ${options}.`, { value: part.literal, options });
  }

  #call(node: Extract<Node, { kind: "call" }>): Part | undefined {
    const { name } = node;
    const found = functionOf(name);
    const args = node.args.map((arg) => this.part(arg));
    if (!found) {
      const mend = `Take one of: ${FUNCTION_NAMES.join(", ")}.`;
      return this.#say("formula-unknown-function", node, mend, { function: name });
    }
    const [least, most] = found.count;
    if (args.length < least || args.length > most) {
      const params = { function: name, least, most, example: found.example };
      return this.#say("formula-argument-count", node, `Write it like ${found.example}.`, params);
    }
    const given = args.filter((arg) => arg !== undefined);
    if (given.length < args.length) return undefined;
    const [first, ...more] = given;
    const compared = first ? [first, ...more.map((arg) => this.#option(node, arg, first))] : [];
    const parts = compared.filter((arg) => arg !== undefined);
    if (parts.length < compared.length) return undefined;
    return this.#called(node, found, parts);
  }

  #called(node: Extract<Node, { kind: "call" }>, found: FormulaFunction, parts: readonly Part[]): Part | undefined {
    const types = parts.map(({ type }) => type);
    const type = found.gives(types);
    if (!type) {
      const params = { function: node.name, example: found.example, kinds: kindsOf(types) };
      return this.#say("formula-wrong-kind", node, `Write it like ${found.example}.`, params);
    }
    return {
      type,
      run: (reading) => {
        const values = parts.map((part) => () => part.run(reading));
        return found.run(values, reading.zone, types);
      },
    };
  }

  #kinds(node: Node, op: Operator | "not", types: readonly Typed[]): undefined {
    const currencies = types.flatMap(({ currency }) => currency ?? []);
    if (new Set(currencies).size > 1) {
      const params = { currencies: currencies.join(", ") };
      return this.#say("formula-several-currencies", node, "Count with amounts of one currency.", params);
    }
    const params = { op, kinds: kindsOf(types) };
    return this.#say("formula-wrong-kind", node, `${op} does not go with ${params.kinds}.`, params);
  }
}

const kindsOf = (types: readonly Typed[]): string => types.map(({ kind }) => kind).join(", ");
