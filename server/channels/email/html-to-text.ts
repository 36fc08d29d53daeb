const BLOCKS = new Set([
  "div",
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "dl",
  "dt",
  "dd",
  "table",
  "tr",
  "pre",
  "center",
  "details",
  "summary",
  "caption",
  "blockquote",
  "li",
  "hr",
]);
const PARAGRAPHS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr"]);
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** A text being written line by line. */
type Page = { lines: string[]; line: string; depth: number; gap: boolean; prefix: string };

/**
 * Plain text of letter HTML that `sanitiseLetterHtml` has cleaned (balanced, escaped: splitting by tags is safe).
 * Quotations are marked with "> ", items with "- ", a link's address follows its words when they differ.
 */
export function htmlToText(html: string): string {
  const page: Page = { lines: [], line: "", depth: 0, gap: false, prefix: "" };
  const links: { href: string; from: string }[] = [];
  let preformatted = 0;

  for (const token of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|[^<]+/gi)) {
    const [whole, slash, tagName, attributes = ""] = token;
    if (tagName === undefined) {
      write(page, decodeEntities(whole), preformatted > 0);
      continue;
    }
    const tag = tagName.toLowerCase();
    const closing = slash === "/";
    if (tag === "br") endLine(page, true);
    else if (tag === "a" && !closing) links.push({ href: attribute(attributes, "href"), from: page.line });
    else if (tag === "a") closeLink(page, links.pop());
    else if (tag === "td" || tag === "th")
      page.line += closing && page.line !== "" && !page.line.endsWith(" ") ? " " : "";
    else if (BLOCKS.has(tag)) {
      endLine(page, false);
      if (PARAGRAPHS.has(tag)) page.gap = true;
      if (tag === "blockquote") page.depth = Math.max(0, page.depth + (closing ? -1 : 1));
      if (tag === "pre") preformatted = Math.max(0, preformatted + (closing ? -1 : 1));
      if (tag === "li" && !closing) page.prefix = "- ";
    }
  }
  endLine(page, false);
  return page.lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function write(page: Page, text: string, preformatted: boolean): void {
  if (preformatted) {
    const [first = "", ...rest] = text.split("\n");
    page.line += first;
    for (const line of rest) {
      endLine(page, true);
      page.line = line;
    }
    return;
  }
  const flat = text.replace(/[\s\u00A0]+/g, " ");
  page.line += page.line === "" || page.line.endsWith(" ") ? flat.trimStart() : flat;
}

/** Ends the line being written. An empty line is written only when the letter asked for it (`<br>`). */
function endLine(page: Page, wanted: boolean): void {
  const text = page.line.trimEnd();
  page.line = "";
  if (text === "" && !wanted) return;
  const mark = "> ".repeat(Math.min(page.depth, 10));
  if (page.gap && page.lines.length > 0) page.lines.push(mark.trimEnd());
  page.gap = false;
  page.lines.push((mark + page.prefix + text).trimEnd());
  page.prefix = "";
}

function closeLink(page: Page, link: { href: string; from: string } | undefined): void {
  if (!link) return;
  const words = (page.line.startsWith(link.from) ? page.line.slice(link.from.length) : page.line).trim();
  const address = link.href.replace(/^(mailto|tel):/i, "");
  if (words === "" || address === "" || /^(mailto|tel):/i.test(link.href)) return;
  const same = (value: string) => value.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  if (same(words) !== same(address)) page.line += ` (${address})`;
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
  return decodeEntities(value);
}

function decodeEntities(text: string): string {
  return text.replace(/&([a-z]+|#39);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}
