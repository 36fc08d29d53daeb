import fc, { type Arbitrary } from "fast-check";

/** The parts of JSON Schema that the contract uses. */
export type Shape = {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Shape>;
  patternProperties?: Record<string, Shape>;
  required?: readonly string[];
  items?: Shape | readonly Shape[];
  anyOf?: readonly Shape[];
  allOf?: readonly Shape[];
};

/** Texts at which programs have broken: by their characters, their length, or by being taken for something else. */
export const NASTY = [
  ...["", " ", "\0", "a\0b", "\ud83d", "\u202e", "👩‍👩‍👧", "é", "ي\u200cک", "\u0001", "\r\nX: y", "%", "_", "\\"],
  ...["'", "';--", '"', "{}", "[]", "null", "NaN", "-0", "1e309", "__proto__", "constructor", "toString"],
  ...["../../etc/passwd", "<script>", "{{x}}", "(", "NOT", "status:", 'status:"', "a:b AND", "2026-02-30"],
  ...["9999-12-31T23:59:60Z", "-271821-04-20T00:00:00.000Z", "P999999999D", "٣", "x".repeat(3000), "İ".repeat(200)],
];
const STRANGE = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e21, 0.1, -0, 2 ** 31, 2 ** 53, [], {}, [[]], [null], { id: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values of a shape, with ids from `known` where it takes some, so that they get past the first look. */
export function valuesOf(shape: Shape, known: readonly string[]): Arbitrary<unknown> {
  const of = (part: Shape) => valuesOf(part, known);
  if ("const" in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map(of));
  if (shape.allOf) return fc.tuple(...shape.allOf.map(of)).map((parts) => Object.assign({}, ...parts));
  const { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = shape;
  switch (shape.type) {
    case "object":
      return objectsOf(shape, of);
    case "array": {
      if (Array.isArray(shape.items)) return fc.tuple(...shape.items.map(of));
      const { items, minItems = 0, maxItems = 4 } = shape as { items?: Shape; minItems?: number; maxItems?: number };
      return fc.array(of(items ?? {}), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) });
    }
    case "integer":
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum));
    case "number":
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return textsOf(shape, known);
    default:
      return STRANGE;
  }
}

function objectsOf({ properties, patternProperties, required }: Shape, of: (part: Shape) => Arbitrary<unknown>) {
  const [[pattern, values] = []] = Object.entries(patternProperties ?? {});
  if (pattern && values) {
    // A pattern that takes any name takes none with a line break: what such a name means is left open.
    const any = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...NASTY.filter((text) => !/[\r\n]/.test(text))));
    const name = pattern === "^.*$" ? any : fc.stringMatching(new RegExp(pattern));
    return fc.dictionary(name, of(values), { maxKeys: 3 });
  }
  const parts = Object.fromEntries(Object.entries(properties ?? {}).map(([name, part]) => [name, of(part)]));
  return fc.record(parts, { requiredKeys: [...(required ?? [])] });
}

function textsOf({ format, pattern, minLength = 0, maxLength = 60 }: Shape, known: readonly string[]) {
  const moments = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  if (format === "uuid") return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, fc.uuid());
  if (format === "date-time") return moments.map((moment) => moment.toISOString());
  if (format === "date") return moments.map((moment) => moment.toISOString().slice(0, 10));
  if (format === "email") return fc.emailAddress();
  const plain = fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) });
  const fitting = NASTY.filter(({ length }) => length >= minLength && length <= maxLength);
  if (pattern === undefined) return fc.oneof(plain, fc.constantFrom(...fitting, "x".repeat(minLength)));
  // What looks ahead cannot be made up from the pattern: such texts begin with what these do.
  if (pattern.includes("(?!")) return fc.constantFrom("/portal", "/tickets/1?tab=%zz", `/${"x".repeat(400)}`);
  return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom(...known));
}

/** Turns one place of a value into something that does not belong there: replaced, taken away or put in besides. */
export const broken = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc.tuple(values, STRANGE, fc.nat(), fc.nat(2)).map(([value, strange, at, how]) => damage(value, strange, at, how));

function damage(value: unknown, strange: unknown, at: number, how: number): unknown {
  if (typeof value !== "object" || value === null) return strange;
  const names = Object.keys(value);
  const name = names[at % (names.length + 1)];
  const copy: Record<string, unknown> = { ...value };
  if (name === undefined) copy.surplus = strange;
  else if (how === 0) delete copy[name];
  else if (how === 1) copy[name] = strange;
  else copy[name] = damage(copy[name], strange, Math.floor(at / 7), how);
  return Array.isArray(value) ? Object.values(copy) : copy;
}
