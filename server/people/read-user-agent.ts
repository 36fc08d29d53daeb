/** The first that fits is it: most browsers call themselves by the names of others, too. */
const BROWSERS = [
  [/\bYaBrowser\//, "Yandex Browser"],
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b|\biPad\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** The browser and the system that a `User-Agent` tells of; null for what is not known. It is a hint and no proof. */
export function readUserAgent(text: string): { browser: string | null; system: string | null } {
  const first = (all: typeof BROWSERS | typeof SYSTEMS) => all.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}
