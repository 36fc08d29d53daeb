import { normal } from "./quote-header.ts";

const DELIMITER = /^(--|—|–)$/;
const DEVICE =
  /^(отправлено (из|с|со|через|от) .{2,70}|послано (из|с) .{2,60}|sent (from|via|with) .{2,60}|get outlook for .{2,60}|скачать outlook для .{2,60}|dikirim dari .{2,60}|ارسال شده از .{2,60}|فرستاده شده از .{2,60})$/iu;
const CLOSING =
  /^(с (огромным |большим |искренним )?уважением|с наилучшими пожеланиями|всего (самого )?(доброго|наилучшего|хорошего)|(with )?(best|kind|warm)( and \w+)? regards|regards|best wishes|yours (sincerely|faithfully|truly)|sincerely|cheers|hormat (saya|kami)|salam( hormat)?|با احترام|با سپاس|با تشکر و احترام)/iu;
/** After the closing words a name or nothing: "С уважением отношусь к …" is a sentence. */
const NAME_OR_NOTHING = /^(?:[\s,.!…،]+(?:[\p{Lu}\p{Lo}].{0,60})?)?$/u;

const MAX_LINES = 12;
const MAX_LINE = 120;

/**
 * Where the signature begins: the index of its first line, or null. A signature stands at the end, is at most 12 lines
 * with words, none longer than 120 characters, and leaves something above it.
 */
export function findSignature(lines: readonly string[]): number | null {
  let words = 0;
  let found: number | null = null;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = normal(lines[at]);
    if (line === "") continue;
    words += 1;
    if (words > MAX_LINES || line.length > MAX_LINE) break;
    if (beginsSignature(line)) found = at;
  }
  if (found === null) return null;
  return lines.slice(0, found).some((line) => normal(line) !== "") ? found : null;
}

/** True for a line that can only stand at the head of a signature. */
export function beginsSignature(line: string): boolean {
  const text = normal(line);
  return DELIMITER.test(text) || DEVICE.test(text) || isClosing(text);
}

function isClosing(text: string): boolean {
  const words = CLOSING.exec(text)?.[0];
  return words !== undefined && NAME_OR_NOTHING.test(text.slice(words.length));
}
