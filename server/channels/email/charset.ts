/** Names that real letters use and the WHATWG list does not know. */
const ALIASES: Record<string, string> = {
  "win-1251": "windows-1251",
  win1251: "windows-1251",
  "cp-1251": "windows-1251",
  "microsoft-cp1251": "windows-1251",
  "koi8-u": "koi8-u",
  "koi-8": "koi8-r",
  "koi8-ru": "koi8-u",
  utf8mb4: "utf-8",
  "x-utf-8": "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  usascii: "utf-8",
  "ansi_x3.4-1968": "utf-8",
  "unknown-8bit": "utf-8",
  "x-unknown": "utf-8",
  "8bit": "utf-8",
  "7bit": "utf-8",
  default: "utf-8",
};

/** Encodings whose bytes we doubt when the text they give is no text: all of one byte per character. */
const DOUBTED = new Set([
  "utf-8",
  "windows-1251",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "iso-8859-5",
  "x-mac-cyrillic",
  "windows-1252",
  "iso-8859-15",
  "windows-1250",
  "iso-8859-2",
]);

const CYRILLIC_CANDIDATES = ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"];

/** Frequent Russian pairs of letters: what tells cp1251 from koi8-r when both give letters. */
const PAIRS = new Set(
  (
    "ст но то на ен ов ни ра во ко по не пр ро ет го ер та ка ос ли ол ор ет ва де ал ом ел ло ть ре та ны " +
    "ри ан ес ль за ла ти те ат но ми ть ло до ам ся от ит ть да ле им ск ог ве мо ис ие ый ая ть ев об во " +
    "со ма бы чт то ке ас ич ик ир ин ей ой вы ут ду че чк тк ув сп зд пи ще яв ку ем ся зв св тр от оч дн"
  ).split(" "),
);
const RARE = new Set("ъфщцэшюыёхжГЪФЩЦЭШЮ");

/** The WHATWG encoding behind a label, or null when it is unknown to this runtime. */
export function knownEncoding(label: string): string | null {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, "");
  try {
    return new TextDecoder(ALIASES[name] ?? name).encoding;
  } catch {
    return null;
  }
}

/**
 * Text from bytes of a letter. The declared charset is believed until the bytes speak against it: bytes that are
 * valid UTF-8 are UTF-8; bytes that are Russian in another encoding than the declared one are read in that one.
 * Never throws; an unknown label counts as undeclared.
 */
export function decodeBytes(bytes: Uint8Array, declared: string | null): string {
  const encoding = (declared && knownEncoding(declared)) || "utf-8";
  if (!DOUBTED.has(encoding)) {
    // Japanese, Chinese, Korean, UTF-16: their own decoders, and nothing to guess between.
    return isUtf8With8Bit(bytes) ? decode(bytes, "utf-8") : decode(bytes, encoding);
  }
  if (!has8Bit(bytes)) return decode(bytes, "utf-8");
  if (isUtf8(bytes)) return decode(bytes, "utf-8");
  if (encoding === "utf-8" && mostlyUtf8(bytes)) return decode(bytes, "utf-8");

  const own = encoding === "utf-8" ? "windows-1252" : encoding;
  // The declared encoding has the benefit of the doubt: another one must be clearly better.
  let best = { encoding: own, score: Math.max(russianScore(decode(sample(bytes), own)) * 1.3, 0) + 1 };
  for (const candidate of CYRILLIC_CANDIDATES) {
    const score = russianScore(decode(sample(bytes), candidate));
    if (score > best.score) best = { encoding: candidate, score };
  }
  return decode(bytes, best.encoding);
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Enough to judge a charset by; the whole of a long text would only cost time. */
function sample(bytes: Uint8Array): Uint8Array {
  const first = Math.max(
    bytes.findIndex((byte) => byte >= 0x80),
    0,
  );
  return bytes.subarray(Math.max(first - 50, 0), first + 4000);
}

export function has8Bit(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80);
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isUtf8With8Bit(bytes: Uint8Array): boolean {
  return has8Bit(bytes) && isUtf8(bytes);
}

/** UTF-8 with a few broken characters (cut in the middle by a gateway) is still UTF-8. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = decode(sample(bytes), "utf-8");
  let broken = 0;
  let foreign = 0;
  for (const char of text) {
    if (char === "\uFFFD") broken += 1;
    else if (char > "\u007F") foreign += 1;
  }
  // Russian bytes of another charset give next to no character of UTF-8 by chance.
  return foreign > 0 && foreign >= broken;
}

/** How much a text looks like Russian: about 3 per letter for prose, below 0 for what came out of a wrong decoder. */
function russianScore(text: string): number {
  let score = 0;
  let previous = "";
  for (const char of text) {
    score += charScore(char);
    const pair = isCyrillic(previous) && isCyrillic(char);
    if (pair && PAIRS.has((previous + char).toLowerCase())) score += 3;
    // "пРОТЕЧКА" is koi8-r read as cp1251: people do not write so.
    if (pair && isLower(previous) && !isLower(char)) score -= 3;
    // "GrьЯe" is German read as Russian.
    if ((isCyrillic(previous) && isLatin(char)) || (isLatin(previous) && isCyrillic(char))) score -= 4;
    previous = char;
  }
  return score;
}

function charScore(char: string): number {
  if (isCyrillic(char)) return RARE.has(char) ? 0 : 1;
  if (char < "\u0080") return 0;
  if (/[«»—–№“”„…\u00A0•°©]/.test(char)) return 0;
  // Box drawing, Macedonian letters, signs: a wrong decoder speaking.
  return -3;
}

function isCyrillic(char: string): boolean {
  return (char >= "а" && char <= "я") || (char >= "А" && char <= "Я") || char === "ё" || char === "Ё";
}

function isLower(char: string): boolean {
  return (char >= "а" && char <= "я") || char === "ё";
}

function isLatin(char: string): boolean {
  return (char >= "a" && char <= "z") || (char >= "A" && char <= "Z");
}
