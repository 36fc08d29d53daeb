import { Type } from "typebox";

const Words = Type.Optional(Type.String({ maxLength: 2_000 }));
/** A text of one's own in some of the languages; where it is absent or empty, the one that comes with Pult holds. */
export const Translation = Type.Object({ ru: Words, en: Words, id: Words, fa: Words }, { additionalProperties: false });

/** What the open page of submissions calls things by; a word that a desk does not give is a neutral one. */
export const LOOKUP_WORDS = [
  "title",
  "about",
  "part",
  "office",
  "number",
  "numberHint",
  "code",
  "codeHint",
  "from",
  "nothingWhy",
  "kind",
  "form",
  "submitted",
] as const;
export type LookupWord = (typeof LOOKUP_WORDS)[number];
export const LookupWords = Type.Partial(Type.Record(Type.Enum(LOOKUP_WORDS), Translation));

/** Anybody asks by place and one of: number, applicant's name, or an answer to these questions of the order forms. */
export const PublicLookup = Type.Object({
  codes: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 10, uniqueItems: true }),
  words: Type.Optional(LookupWords),
});
