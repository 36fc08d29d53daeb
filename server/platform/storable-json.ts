/** Escapes of what is JSON but no text of the database: zero characters and halves of surrogate pairs. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** The value as JSON text for a `jsonb` column, without the characters that the database refuses. */
export function storableJson(value: unknown): string {
  // Whole pairs are written as they are, so that an escaped half is a lone one.
  return JSON.stringify(value ?? null).replace(UNSTORABLE, "$1");
}
