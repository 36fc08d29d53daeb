/**
 * The lines mail programs put above what they quote. Two kinds: one sentence with date, name and address ("On … wrote:",
 * "20.11.2026, 10:05, "Анна" <anna@example.org>:"), and a block of fields (Outlook: From, Sent, To, Subject).
 */

export type QuoteHeader = {
  /** Lines the header takes. */
  length: number;
  kind: "sentence" | "block";
};

/** A host of one's own network has no dot in its name. */
const ADDRESS = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/;
const DATE = /\b(19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[۱-۹][۰-۹]{3}/;
const TIME = /\d{1,2}[:.]\d{2}|[۰-۹]{1,2}:[۰-۹]{2}/;
const VERB = /(wrote|writes|написала?(\(а\))?|писала?|пишете?|написали|menulis|nulis|نوشت|نوشته است|نوشته‌است)\s*:$/iu;
const THE_BAT = /^Вы писали .*\d.*:$/;

const MARK =
  /^[>\s]*[-_=*]{2,}\s*(original message|исходное сообщение|исходное письмо|pesan asli|پیام اصلی|reply message|ответ)\s*[-_=*]{2,}$/iu;
const FROM = /^[>\s]*\*{0,2}(from|от|от кого|dari|از|von)\s?:\*{0,2}\s*\S/iu;
const FIELD =
  /^[>\s]*\*{0,2}(sent|date|to|cc|subject|importance|отправлено|дата|кому|копия|тема|важность|dikirim|tanggal|kepada|ke|tembusan|subjek|perihal|ارسال شده|ارسال|تاریخ|به|رونوشت|موضوع)\s?:\*{0,2}/iu;
const DATE_FIELD = /^[>\s]*\*{0,2}(sent|date|отправлено|дата|dikirim|tanggal|ارسال شده|ارسال|تاریخ)\s?:/iu;
const RULE = /^[_-]{10,}$/;

/** Longer lines are somebody's words, and not worth matching. */
const MAX_LINE = 400;

/**
 * The quote header that begins at `index`, or null. A sentence without an address counts as one only above a line
 * quoted by ">".
 */
export function quoteHeaderAt(lines: readonly string[], index: number): QuoteHeader | null {
  const line = normal(lines[index]);
  if (line === "" || line.length > MAX_LINE) return null;
  return blockAt(lines, index) ?? sentenceAt(lines, index);
}

function sentenceAt(lines: readonly string[], index: number): QuoteHeader | null {
  let sentence = "";
  // Mail programs wrap the sentence at 72–80 characters, so it may take up to three lines.
  for (let length = 1; length <= 3; length += 1) {
    const line = normal(lines[index + length - 1]);
    if (line === "" || line.length > MAX_LINE) return null;
    // The date stands at the beginning: a sentence does not begin in a signature above it.
    if (length === 1 && !DATE.test(line)) return null;
    sentence = length === 1 ? line : `${sentence} ${line}`;
    if (!sentence.endsWith(":")) continue;
    return isSentence(sentence, nextWords(lines, index + length)) ? { length, kind: "sentence" } : null;
  }
  return null;
}

function isSentence(sentence: string, next: string): boolean {
  const quotedBelow = next.startsWith(">");
  if (THE_BAT.test(sentence)) return quotedBelow;
  if (ADDRESS.test(sentence)) return VERB.test(sentence) || TIME.test(sentence);
  return VERB.test(sentence) && quotedBelow;
}

function blockAt(lines: readonly string[], index: number): QuoteHeader | null {
  let at = index;
  const marked = MARK.test(normal(lines[at]));
  if (marked || RULE.test(normal(lines[at]))) at += 1;
  while (at < index + 3 && at > index && normal(lines[at]) === "") at += 1;
  if (!FROM.test(normal(lines[at]))) return marked ? { length: 1, kind: "block" } : fieldsAboveSentence(lines, index);
  let fields = 0;
  let dated = false;
  let addressed = ADDRESS.test(normal(lines[at]));
  let end = at + 1;
  for (let next = at + 1; next < Math.min(at + 9, lines.length); next += 1) {
    const line = normal(lines[next]);
    if (FIELD.test(line)) {
      fields += 1;
      end = next + 1;
      dated ||= DATE_FIELD.test(line);
      addressed ||= ADDRESS.test(line);
    } else if (line === "") break;
  }
  // "От: Иванова, Кому: УК" at the head of an application is a person's own; programs write dates or addresses.
  const complete = fields >= 2 && (dated || addressed);
  return complete || marked ? { length: end - index, kind: "block" } : null;
}

/** Yandex: a rule, whom it went to and what about, then the sentence. */
function fieldsAboveSentence(lines: readonly string[], index: number): QuoteHeader | null {
  if (!RULE.test(normal(lines[index]))) return null;
  let at = index + 1;
  while (at < index + 5 && FIELD.test(normal(lines[at]))) at += 1;
  const sentence = at > index + 1 ? sentenceAt(lines, at) : null;
  return sentence && { length: at - index + sentence.length, kind: "sentence" };
}

/** The next line that has words. */
export function nextWords(lines: readonly string[], from: number): string {
  for (let at = from; at < Math.min(from + 5, lines.length); at += 1) {
    const line = normal(lines[at]);
    if (line !== "") return line;
  }
  return "";
}

/** A line without invisible marks and with single spaces, as the patterns expect it. */
export function normal(line: string | undefined): string {
  return (line ?? "")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, "")
    .replace(/[\s\u00A0\u202F]+/g, " ")
    .trim();
}
