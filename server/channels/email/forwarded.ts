import type { Address } from "./letter.ts";
import { cleanName, normalAddress } from "./letter-addresses.ts";
import { normal, quoteHeaderAt } from "./quote-header.ts";

const SUBJECT =
  /^\s*(\[[^\]]{1,40}\]\s*)?(fwd?|wg|tr|fs|пересылка|пересл|переслано|пер|trs|terusan|diteruskan|هدایت|ارسال مجدد)\s*:/iu;
const MARK =
  /^[>\s]*[-_=*]*\s*(forwarded message|begin forwarded message|пересылаемое (сообщение|письмо)|перенаправленное (сообщение|письмо)|переадресованное (сообщение|письмо)|пересланное (сообщение|письмо)|начало (переадресованного|пересылаемого|перенаправленного) сообщения|weitergeleitete nachricht|pesan (terusan|yang diteruskan)|پیام (فوروارد شده|هدایت شده|هدایت‌شده))\s*:?\s*[-_=*]*$/iu;
const FROM = /^[>\s]*\*{0,2}(from|от|от кого|dari|از|von)\s?:\*{0,2}\s*(.+)$/iu;

/** How far below the mark the sender may stand: Thunderbird puts subject, date and addresses in any order. */
const HEADER_LINES = 10;

export type Forwarded = {
  /** Who wrote the letter that is passed on. */
  sender: Address;
  /** What the one who passes it on says to it; "" when nothing. */
  words: string;
  /** The letter passed on, without its header. */
  text: string;
};

/** True when the subject says that the letter passes another one on ("Fwd:", "FW:", "WG:", "Пересылка:"). */
export function isForward(subject: string): boolean {
  return SUBJECT.test(subject);
}

/**
 * The sender named in the header block of a letter passed on, with both texts; null when there is no such block or it
 * names no address (C-CLI-02: the client is the author, not who passed the letter on). The text is a claim of whoever
 * sent the letter: use it only for letters of employees and known forwarders.
 */
export function originalSender(text: string): Forwarded | null {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const mark = lines.findIndex((line) => line.length < 200 && MARK.test(normal(line)));
  return mark >= 0 ? afterMark(lines, mark) : atBlock(lines);
}

function afterMark(lines: string[], mark: number): Forwarded | null {
  for (let at = mark + 1; at < Math.min(mark + 1 + HEADER_LINES, lines.length); at += 1) {
    const line = normal(lines[at]);
    const named = FROM.exec(line)?.[2];
    const sender = mailbox(
      named ?? (/^[>\s]*\d.*:$/.test(line) ? line.replace(/^[>\s]*[\d.,:\s]+/, "").replace(/:$/, "") : ""),
    );
    if (sender) return { sender, words: join(lines.slice(0, mark)), text: join(withoutFields(lines.slice(mark + 1))) };
  }
  return null;
}

/** Outlook marks nothing: the block of fields is all there is. */
function atBlock(lines: string[]): Forwarded | null {
  for (let at = 0; at < lines.length; at += 1) {
    const header = quoteHeaderAt(lines, at);
    if (header?.kind !== "block") continue;
    const block = lines.slice(at, at + header.length);
    const named = block.map((line) => FROM.exec(normal(line))?.[2]).find((value) => value !== undefined);
    const sender = mailbox(named ?? "");
    if (!sender) return null;
    return { sender, words: join(lines.slice(0, at)), text: join(lines.slice(at + header.length)) };
  }
  return null;
}

/** The letter below its fields: they end at the first blank line after one of them. */
function withoutFields(lines: string[]): string[] {
  const first = lines.findIndex((line) => normal(line).replace(/^[>\s]+/, "") !== "");
  const blank = lines.findIndex((line, at) => at > first && normal(line).replace(/^[>\s]+/, "") === "");
  const sentence = first >= 0 && /^[>\s]*\d.*:$/.test(normal(lines[first]));
  if (sentence) return lines.slice(first + 1);
  return blank < 0 ? lines.slice(first + 1) : lines.slice(blank + 1);
}

/** `Анна <anna@example.org>`, `"Анна" [mailto:anna@example.org]`, `anna@example.org`. */
function mailbox(text: string): Address | null {
  const match = /(?:mailto:)?([^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+)/i.exec(text.slice(0, 500));
  const address = normalAddress(match?.[1]);
  if (!match || !address) return null;
  const name = cleanName(text.slice(0, match.index).replace(/[<>[\]()"]|mailto:/gi, " "));
  return { address, name: name.toLowerCase() === address ? "" : name.replace(/[\s,;]+$/, "") };
}

function join(lines: readonly string[]): string {
  return lines.join("\n").trim();
}
