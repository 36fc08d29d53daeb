import { speak } from "./i18n.ts";
import { isLanguage, type Language } from "./languages.ts";
import { sendLiked } from "./liked.ts";
import { keep, readKept } from "./storage.ts";
import { makeStore, useStore } from "./store.ts";

/** How a person likes the screen. Kept in the browser for the next paint and with the person for the next device. */
export type Preferences = {
  theme: "light" | "dark" | "auto";
  density: "comfortable" | "dense";
  /** Absent: the workspace's language. */
  language?: Language;
};

function read(from: unknown): Preferences {
  const given: Partial<Record<keyof Preferences, unknown>> = typeof from === "object" && from !== null ? from : {};
  return {
    theme: given.theme === "light" || given.theme === "dark" ? given.theme : "auto",
    density: given.density === "dense" ? "dense" : "comfortable",
    ...(isLanguage(given.language) ? { language: given.language } : {}),
  };
}

const preferences = makeStore<Preferences>(read(readKept("preferences")));

function show(next: Preferences): void {
  preferences.set(next);
  keep("preferences", next);
  document.documentElement.dataset.density = next.density;
}
show(preferences.get());

export const usePreferences = (): Preferences => useStore(preferences);

/** What the server knows of this person wins over what the browser remembers of the last one. */
export async function takePreferences(saved: Record<string, unknown>, workspaceLanguage: Language): Promise<void> {
  const next = read(saved);
  show(next);
  await speak(next.language ?? workspaceLanguage);
}

/** Shows the change at once and saves it; without a session it stays in this browser. */
export async function prefer(change: Partial<Preferences>): Promise<void> {
  show({ ...preferences.get(), ...change });
  if (change.language) await speak(change.language);
  await sendLiked(change).catch(() => undefined);
}
