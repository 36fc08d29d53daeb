import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInstance, type TFunction } from "i18next";

/** Where the texts are: `<language>/<file>.json`, each file one namespace. */
export const LOCALES = join(import.meta.dirname, "..", "..", "locales");

/** Gives the texts of a language. */
export type Translator = (language: string) => TFunction;

/** Asked in this order when a text is missing in the wished language. */
const FALLBACK = ["ru", "en"];

const loaded = new Map<string, Promise<Translator>>();

/**
 * Loads, once for each folder, the texts that the server itself says (letters, files, refusals): `texts("ru")("mail:reply.subject", { number })`.
 * Plural forms follow the language (`_one`, `_few`, `_many`, `_other`). Values are put in as they are: escaping is the
 * affair of what they are put into.
 */
export function loadTexts(folder = LOCALES): Promise<Translator> {
  const texts = loaded.get(folder) ?? readTexts(folder);
  loaded.set(folder, texts);
  return texts;
}

async function readTexts(folder: string): Promise<Translator> {
  const resources: Record<string, Record<string, object>> = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = (await readdir(join(folder, entry.name))).filter((file) => file.endsWith(".json"));
    const texts: Record<string, object> = {};
    for (const file of files) {
      texts[file.slice(0, -".json".length)] = JSON.parse(await readFile(join(folder, entry.name, file), "utf8"));
    }
    resources[entry.name] = texts;
  }
  const namespaces = [...new Set(Object.values(resources).flatMap((texts) => Object.keys(texts)))].sort();
  const instance = createInstance();
  await instance.init({
    resources,
    ns: namespaces,
    fallbackLng: FALLBACK,
    interpolation: { escapeValue: false },
  });
  return (language) => instance.getFixedT(language);
}
