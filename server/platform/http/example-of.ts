/** The parts of JSON Schema that the contract uses. */
export type Schema = {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  /** Several: one for each place (a pair of times). */
  items?: Schema | readonly Schema[];
  anyOf?: readonly Schema[];
  allOf?: readonly Schema[];
};

const TEXTS: Record<string, string> = {
  uuid: "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b",
  "date-time": "2026-11-21T09:30:00.000Z",
  date: "2026-11-21",
  email: "anna@example.org",
};
/** What stands in an example where the name says more than the type. */
const BY_NAME: Record<string, string> = {
  name: "Анна Петрова",
  phone: "+7 900 123-45-67",
  address: "ул. Ленина, 5, кв. 12",
  subject: "Протекает кран",
  text: "Выезжаю, буду в 15:00",
  status: "in_progress",
  colour: "blue",
  category: "open",
  kind: "employee",
  slug: "lenina-5",
  locale: "ru",
  timeZone: "Europe/Moscow",
  type: "image/jpeg",
  channel: "portal",
  permissions: "ticket.move",
  url: "https://gateway.example/send",
  expiresAt: "2030-01-01T00:00:00.000Z",
  end: "18:00",
};

/** A value that fits the schema: what an answer looks like, for the document of the API. */
export function exampleOf(schema: Schema, name = ""): unknown {
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum.find((one) => one === BY_NAME[name]) ?? schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, name)));
  if (schema.anyOf) return exampleOf(schema.anyOf.find((part) => part.type !== "null") ?? {}, name);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, part]) => [key, exampleOf(part, key)]),
      );
    case "array":
      return [schema.items ?? []].flat().map((item, place) => exampleOf(item, place === 0 ? name : "end"));
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "null":
      return null;
    case "string":
      return textOf(schema, name);
    default:
      return {};
  }
}

/** Texts for patterns: the first that fits is taken. A new pattern that none of them fits gets one here. */
const FITTING = [
  ...["42", "P2D", "details", "09:00", "2026-12-31", "+7 900 123-45-67", "/portal"],
  ...["example.org", "desk@example.org"],
];
/** Where a text has a least length: what people would put there is a password or a token. */
const LONG = "kXw3-h8Qv-0pLz";

function textOf({ format, pattern, minLength = 0 }: Schema, name: string): string {
  const known = format ? TEXTS[format] : undefined;
  if (known !== undefined) return format === "date-time" ? (BY_NAME[name] ?? known) : known;
  const fits = (text: string | undefined) =>
    text !== undefined && text.length >= minLength && new RegExp(pattern ?? "", "u").test(text);
  return [BY_NAME[name], ...(pattern ? FITTING : []), "текст", LONG].find(fits) ?? "текст";
}
