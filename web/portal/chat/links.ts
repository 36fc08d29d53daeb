export type Part = { text: string; href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"«»]+/gi;
/** What ends a sentence belongs to the sentence, not to the address in it. */
const TAIL = /[.,:;!?…)\]}'’]+$/;

/** Cuts a text into plain pieces and addresses that can be followed; put together they are the text again. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const href = found.replace(TAIL, "");
    if (!URL.canParse(href)) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: href, href });
    end = index + href.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
