/**
 * The browser's memory. It may be forbidden or full; then nothing is kept and nothing breaks, because whatever
 * matters is kept by the server too.
 */
export function readKept(name: string): unknown {
  try {
    const text = localStorage.getItem(`pult.${name}`);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a value as JSON; `undefined` forgets it. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(`pult.${name}`);
    else localStorage.setItem(`pult.${name}`, JSON.stringify(value));
  } catch {
    // Full or forbidden: see above.
  }
}

/** Names kept that begin so. */
export function keptNames(prefix: string): string[] {
  try {
    return Object.keys(localStorage).flatMap((name) =>
      name.startsWith(`pult.${prefix}`) ? [name.slice("pult.".length)] : [],
    );
  } catch {
    return [];
  }
}
