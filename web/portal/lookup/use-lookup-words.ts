import { useTranslation } from "react-i18next";
import type { Answer } from "../../kit/api.ts";
import { textOf } from "../../kit/i18n.ts";

export type Words = Answer<"getLookup">["words"];
export type Word = (word: keyof Words) => string;

/** What things are called here: as the desk says, or else by a neutral word. */
export function useLookupWords(words: Words | undefined): Word {
  const { t } = useTranslation("lookup");
  return (word) => textOf(words?.[word]) || t(word);
}
