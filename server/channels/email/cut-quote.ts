import EmailReplyParser from "email-reply-parser";
import { htmlToText } from "./html-to-text.ts";
import { normal, quoteHeaderAt } from "./quote-header.ts";
import { isSeparator } from "./separator.ts";
import { beginsSignature, findSignature } from "./signature.ts";

export type CutLetter = {
  /** What the person wrote this time. */
  text: string;
  /** The quotation left out, its header included. */
  cut: string | null;
  signature: string | null;
};

/**
 * What the library for other languages is shown: some of its patterns take time by the cube of a line, so that a
 * stranger's letter could stop the server. A header stands among the first lines and is short.
 */
const LIBRARY_LINES = 60;
const LIBRARY_LINE = 120;

type Split = { kept: string[]; cut: string[] };

/**
 * Parts a letter's new words from the quoted ones and from the signature. In this order: our own separator line, the
 * quote headers of mail programs, ">" quotations, the quotations of `html` (sanitised), and for other languages the
 * library. Answers between quoted lines keep the whole letter; what would leave nothing cuts nothing.
 *
 * `forwarded`: the letter passes another one on, so what stands below the header is the matter itself.
 */
export function cutQuote(text: string, html: string | null = null, options: { forwarded?: boolean } = {}): CutLetter {
  const whole = text.replace(/\r\n?/g, "\n");
  if (options.forwarded) return { text: whole.trim(), cut: null, signature: null };
  const lines = whole.split("\n");
  const found = atSeparator(lines) ?? atQuote(lines) ?? "nothing";
  const split =
    found !== "nothing" ? found : (atHtmlQuote(whole, html) ?? atLibraryQuote(lines) ?? { kept: lines, cut: [] });
  const kept = split === "keep" ? { kept: lines, cut: [] } : split;
  return withoutSignature(kept, whole);
}

function withoutSignature({ kept, cut }: Split, whole: string): CutLetter {
  const at = findSignature(kept);
  const words = join(at === null ? kept : kept.slice(0, at));
  if (words === "") return { text: whole.trim(), cut: null, signature: null };
  return { text: words, cut: join(cut) || null, signature: at === null ? null : join(kept.slice(at)) };
}

/** "keep" = there are quotations, but the letter must stay whole. */
function atSeparator(lines: string[]): Split | "keep" | null {
  const at = lines.findIndex(isSeparator);
  if (at < 0) return null;
  if (isQuoted(lines[at]) && answersWithin(lines.slice(at))) return "keep";
  // What is left above: the header of the quotation ("On … wrote:") and the preview hidden in our HTML. The ">" stands
  // for the quotation that begins here. Nothing above it: the person wrote below the line, or inside our letter.
  const above = atQuote([...lines.slice(0, at), ">"]);
  if (above === null || above === "keep") return "keep";
  return { kept: above.kept, cut: lines.slice(above.kept.length) };
}

function atQuote(lines: string[]): Split | "keep" | null {
  for (let at = 0; at < lines.length; at += 1) {
    const header = isQuoted(lines[at]) ? { length: 0, kind: "sentence" as const } : quoteHeaderAt(lines, at);
    if (!header) continue;
    const head = lines.slice(0, at);
    const below = lines.slice(at + header.length);
    if (header.kind === "sentence" && answersWithin(below))
      return join(head) === "" ? belowQuote(below, lines) : "keep";
    if (join(head) === "") return "keep";
    return { kept: head, cut: lines.slice(at) };
  }
  return null;
}

/** A letter that quotes first and answers below: one block of quotation, then words. Anything more stays whole. */
function belowQuote(below: string[], lines: string[]): Split | "keep" {
  const last = below.findLastIndex(isQuoted);
  const block = below.slice(0, last + 1);
  if (block.some((line) => normal(line) !== "" && !isQuoted(line))) return "keep";
  const kept = below.slice(last + 1);
  return { kept, cut: lines.slice(0, lines.length - kept.length) };
}

/** Words of the writer after or between quoted lines, a closing signature aside. */
function answersWithin(lines: readonly string[]): boolean {
  const first = lines.findIndex(isQuoted);
  if (first < 0) return false;
  const answer = lines.findIndex((line, at) => at > first && normal(line) !== "" && !isQuoted(line));
  if (answer < 0) return false;
  return !beginsSignature(lines[answer] ?? "") || lines.slice(answer).some(isQuoted);
}

/** The HTML marks a quotation that the plain text does not: cut where its new words end. */
function atHtmlQuote(text: string, html: string | null): Split | null {
  if (!html?.includes("<blockquote")) return null;
  const found = atQuote(htmlToText(html).split("\n"));
  if (found === null || found === "keep") return null;
  const wanted = letters(found.kept.join(""));
  if (wanted === "" || !letters(text).startsWith(wanted)) return null;
  let count = 0;
  let end = 0;
  while (end < text.length && count < wanted.length) {
    if (letters(text.charAt(end)) !== "") count += 1;
    end += 1;
  }
  const line = text.indexOf("\n", end);
  if (line < 0) return null;
  return { kept: text.slice(0, line).split("\n"), cut: text.slice(line).split("\n") };
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** French, German, Spanish, Polish and other headers: known by the library. Only a quotation at the end is cut. */
function atLibraryQuote(lines: string[]): Split | null {
  const shown = lines.slice(0, LIBRARY_LINES).map((line) => normal(line).slice(0, LIBRARY_LINE));
  // Headers end with a colon or stand in a frame; without one there is nothing to ask about.
  if (!shown.some((line) => /[:：]$|^[-_]{2}.*[-_]{2}$/.test(line))) return null;
  const fragments = new EmailReplyParser().read(shown.join("\n").replace(/\n{3,}/g, "\n\n")).getFragments();
  const hidden = fragments.slice(fragments.findLastIndex((fragment) => !fragment.isHidden()) + 1);
  const quotation = hidden
    .find((fragment) => fragment.isQuoted())
    ?.getContent()
    .trim();
  if (!quotation) return null;
  const at = shown.findLastIndex((line) => line !== "" && quotation.startsWith(line));
  return at <= 0 ? null : { kept: lines.slice(0, at), cut: lines.slice(at) };
}

function isQuoted(line: string | undefined): boolean {
  return /^\s{0,3}>/.test(line ?? "");
}

function join(lines: readonly string[]): string {
  return lines.join("\n").trim();
}
