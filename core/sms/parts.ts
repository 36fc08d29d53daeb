/** How a text goes out as SMS: in which alphabet, its length in that alphabet's units, in how many parts, and the room left. */
export type SmsSize = { alphabet: "gsm" | "ucs2"; length: number; parts: number; left: number };

/** The basic alphabet of GSM 03.38: a character each. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Its extension: two characters each. */
const EXTENDED = new Set("^{}\\[~]|€\f");
/** Characters of a text that is one part, and of each part of a longer one, whose head takes some of the room. */
const ROOM = { gsm: { one: 160, many: 153 }, ucs2: { one: 70, many: 67 } } as const;

/** Counts as networks do: GSM 7-bit 160 and 153, else UCS-2 70 and 67. A character of two units is never cut in two. */
export function smsSize(text: string): SmsSize {
  const signs = [...text];
  const alphabet = signs.every((sign) => BASIC.has(sign) || EXTENDED.has(sign)) ? "gsm" : "ucs2";
  const units = signs.map((sign) => (alphabet === "gsm" ? (EXTENDED.has(sign) ? 2 : 1) : sign.length));
  const length = units.reduce((sum, unit) => sum + unit, 0);
  const { one, many } = ROOM[alphabet];
  if (length <= one) return { alphabet, length, parts: length === 0 ? 0 : 1, left: one - length };
  let [parts, used] = [1, 0];
  for (const unit of units) {
    if (used + unit > many) [parts, used] = [parts + 1, 0];
    used += unit;
  }
  return { alphabet, length, parts, left: many - used };
}

/** The text, cut where it would take more parts than `most`. */
export function cutToParts(text: string, most: number): string {
  if (smsSize(text).parts <= most) return text;
  const signs = [...text];
  // The longest beginning that fits, found by halving: a longer one never takes fewer parts.
  let [fits, broken] = [0, signs.length];
  while (broken - fits > 1) {
    const middle = Math.floor((fits + broken) / 2);
    if (smsSize(`${signs.slice(0, middle).join("")}…`).parts <= most) fits = middle;
    else broken = middle;
  }
  return `${signs.slice(0, fits).join("").trimEnd()}…`;
}
