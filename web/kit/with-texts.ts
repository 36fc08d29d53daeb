import i18next from "i18next";

/**
 * What `load` brings, with the texts that parts of it ask for later: a text that is still on its way would take the
 * whole screen down for a moment, and the focus with it.
 */
export async function withTexts<T>(load: Promise<T>, namespaces: string | readonly string[]): Promise<T> {
  const [loaded] = await Promise.all([load, i18next.loadNamespaces(namespaces)]);
  return loaded;
}
