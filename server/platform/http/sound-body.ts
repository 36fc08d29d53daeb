import { badField, type Problem } from "./problem.ts";

/** Deeper than anything that a program has a reason to send, and far from where a stack ends. */
const DEEPEST = 32;

/**
 * Looks through the parsed body of a request before anybody else does. What is nested too deep is refused: it would
 * exhaust a stack further on, the database's among them. Halves of surrogate pairs, which a program leaves that cuts an
 * emoji in two, become U+FFFD, in place: the database takes no such text.
 */
export function soundBody(body: unknown): unknown {
  return sound(body, []);
}

function sound(value: unknown, path: readonly string[]): unknown {
  if (typeof value === "string") return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value !== "object" || value === null) return value;
  if (path.length >= DEEPEST) throw tooDeep(path[0]);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = sound(item, [...path, String(index)]);
    return value;
  }
  // Defined and not set, so that no key means anything but itself.
  const whole = Object.keys(value).every((key) => key.isWellFormed());
  const entries = Object.entries(value).map(
    ([key, item]) => [key.toWellFormed(), sound(item, [...path, key])] as const,
  );
  if (!whole) return Object.fromEntries(entries);
  for (const [key, item] of entries) Object.defineProperty(value, key, { value: item });
  return value;
}

const tooDeep = (field = "body"): Problem =>
  badField(
    field,
    "too-deep",
    `This is nested deeper than ${DEEPEST} levels.`,
    `Send at most ${DEEPEST} levels of lists and objects.`,
  );

/** Where in a request the character U+0000 stands, the one that no text of the database can hold: `form.room`. */
export function fieldWithZero(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === "string") return value.includes("\0") ? path.join(".") : null;
  if (typeof value !== "object" || value === null || path.length > DEEPEST) return null;
  for (const [key, item] of Object.entries(value)) {
    if (key.includes("\0")) return path.join(".") || "body";
    const found = fieldWithZero(item, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
