/** An address with the text that stands for it; without one the address itself is shown. */
export type LinkValue = { url: string; text?: string };

/** Schemes that open something harmless: a page, a letter, a call. */
const SCHEMES: readonly string[] = ["http:", "https:", "mailto:", "tel:"];
const LONGEST = 2_000;

/**
 * The address in its one form, or undefined for what must not be opened: other schemes (`javascript:`, `data:`,
 * `file:`), a name and password before the host, which only deceive, and what is no address. `example.com/a` is taken
 * as `https://example.com/a`.
 */
export function safeUrl(written: string): string | undefined {
  const text = written.trim();
  if (text.length > LONGEST || /[\p{Cc}\s]/u.test(text.replace(/^tel:.*/i, "")) || !text.isWellFormed())
    return undefined;
  const whole = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}([/?#:]\S*)?$/u.test(text) ? `https://${text}` : text;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (!SCHEMES.includes(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "tel:")
    return /^\+?[\d ().-]{2,40}$/.test(decoded(url.pathname))
      ? `tel:${decoded(url.pathname).replace(/[^+\d]/g, "")}`
      : undefined;
  if (url.protocol === "mailto:") return /^[^@\s]+@[^@\s]+$/.test(decoded(url.pathname)) ? url.href : undefined;
  return url.hostname === "" ? undefined : url.href;
}

/** What is escaped wrongly stays as it is, and is then no number and no address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The link of a stored value, if it is one that may be opened. */
export function linkOf(value: unknown): LinkValue | undefined {
  if (typeof value !== "object" || value === null || !("url" in value) || typeof value.url !== "string")
    return undefined;
  const url = safeUrl(value.url);
  if (url === undefined) return undefined;
  const text = "text" in value && typeof value.text === "string" ? value.text : "";
  return text === "" ? { url } : { url, text };
}
