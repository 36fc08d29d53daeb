/** A key with its companions: `j`, `shift+x`, `mod+k` (Ctrl, on a Mac ⌘), `enter`, `/`, `?`, `[`, `escape`. */
export type Keys = string;

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/**
 * Whether this press is that key. Letters go by their place on the keyboard, so that `j` works while the Russian or
 * Persian layout is on; signs go by what they print or by their place, brackets by their place alone.
 */
export function isPressed(keys: Keys, press: Pressed): boolean {
  const parts = keys.toLowerCase().split("+");
  const name = parts.at(-1) ?? "";
  const wants = (part: string) => parts.slice(0, -1).includes(part);
  const mod = press.ctrlKey || press.metaKey;
  if (mod !== wants("mod") || press.altKey) return false;
  if (name === "?") return press.key === "?" || (press.shiftKey && press.code === "Slash");
  if (press.shiftKey !== wants("shift")) return false;
  if (/^[a-z]$/.test(name)) return press.code === `Key${name.toUpperCase()}` || press.key.toLowerCase() === name;
  if (name === "[" || name === "]") return press.code === (name === "[" ? "BracketLeft" : "BracketRight");
  if (name === "/") return press.key === "/" || (press.code === "Slash" && press.key !== "?");
  return press.key.toLowerCase() === name;
}

const SIGNS: Record<string, string> = { enter: "⏎", escape: "Esc", arrowup: "↑", arrowdown: "↓", shift: "⇧" };

/** The key as it is shown: `Ctrl K`, `⌘K`, `⇧X`. */
export function showKeys(keys: Keys): string {
  const parts = keys.split("+").map((part) => {
    if (part === "mod") return isMac ? "⌘" : "Ctrl";
    return SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  return parts.join(isMac ? "" : " ");
}

export const sendKeys = (): string => showKeys("mod+enter");
