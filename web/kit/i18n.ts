import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { setFormat } from "./format.ts";
import { directionOf, isLanguage, type Language } from "./languages.ts";
import { keep, readKept } from "./storage.ts";

/** One file per language and capability, loaded when a screen first asks for it. */
const files = import.meta.glob<{ default: Record<string, unknown> }>("../../locales/*/*.json");

/** Before sign-in: what this browser was told last, else what it speaks, else Russian. */
export function guessLanguage(): Language {
  const kept = readKept("language");
  if (isLanguage(kept)) return kept;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return spoken ?? "ru";
}

/** Makes the texts ready: `common` and the given namespaces are there when the promise is kept. */
export async function startTexts(namespaces: readonly string[]): Promise<i18n> {
  const language = guessLanguage();
  i18next.on("languageChanged", (next) => {
    if (!isLanguage(next)) return;
    document.documentElement.lang = next;
    document.documentElement.dir = directionOf(next);
    setFormat({ language: next });
  });
  await i18next
    .use({
      type: "backend" as const,
      init() {},
      read: (language: string, namespace: string) => readTexts(language, namespace),
    })
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ["common", ...namespaces],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  return i18next;
}

async function readTexts(language: string, namespace: string): Promise<Record<string, unknown>> {
  const load = files[`../../locales/${language}/${namespace}.json`];
  return load ? (await load()).default : {};
}

/** Changes the language of the page, and remembers it for the next visit. */
export async function speak(language: Language): Promise<void> {
  keep("language", language);
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

/** A text that the data carry in several languages: the person's, else English, else whichever is there. */
export function textOf(text: Partial<Record<string, string>> | undefined): string {
  return text?.[i18next.language] ?? text?.en ?? Object.values(text ?? {})[0] ?? "";
}
