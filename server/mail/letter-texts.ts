import type { LetterTexts } from "../channels/email/compose-letter.ts";
import type { MailDeps } from "./deps.ts";

type Language = "ru" | "en" | "id" | "fa";

/** The texts of letters in the language of the one who reads them. */
export function letterTexts(texts: MailDeps["texts"], locale: string) {
  const language: Language = locale === "en" || locale === "id" || locale === "fa" ? locale : "ru";
  const t = texts(language);
  const letter: LetterTexts = {
    language,
    direction: language === "fa" ? "rtl" : "ltr",
    writeAbove: t("letters:writeAbove"),
    openTicket: t("letters:openTicket"),
  };
  return { t, texts: letter, language };
}
