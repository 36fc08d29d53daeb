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

/** A text being written line by line. The line in hand is kept in pieces: joining it at each would take squares. */
type Page = { lines: string[]; pieces: string[]; depth: number; gap: boolean; prefix: string };

/**
 * Plain text of letter HTML that `sanitiseLetterHtml` has cleaned (balanced, escaped: splitting by tags is safe).
 * Quotations are marked with "> ", items with "- ", a link's address follows its words when they differ.
 */
export function htmlToText(html: string): string {
  const page: Page = { lines: [], pieces: [], depth: 0, gap: false, prefix: "" };
  const links: Link[] = [];
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
    else if (tag === "a" && !closing) links.push(openLink(page, attributes));
    else if (tag === "a") closeLink(page, links.pop());
    else if (tag === "td" || tag === "th") {
      if (closing && page.pieces.length > 0 && !endsWithSpace(page)) page.pieces.push(" ");
    } else if (BLOCKS.has(tag)) {
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
    page.pieces.push(first);
    for (const line of rest) {
      endLine(page, true);
      page.pieces.push(line);
    }
    return;
  }
  const flat = text.replace(/[\s\u00A0]+/g, " ");
  const piece = page.pieces.length === 0 || endsWithSpace(page) ? flat.trimStart() : flat;
  if (piece !== "") page.pieces.push(piece);
}

function endsWithSpace(page: Page): boolean {
  return page.pieces.at(-1)?.endsWith(" ") ?? false;
}

/** Ends the line being written. An empty line is written only when the letter asked for it (`<br>`). */
function endLine(page: Page, wanted: boolean): void {
  const text = page.pieces.join("").trimEnd();
  page.pieces = [];
  if (text === "" && !wanted) return;
  const mark = "> ".repeat(Math.min(page.depth, 10));
  if (page.gap && page.lines.length > 0) page.lines.push(mark.trimEnd());
  page.gap = false;
  page.lines.push((mark + page.prefix + text).trimEnd());
  page.prefix = "";
}

/** Where the words of a link begin: the line and the piece within it. */
type Link = { href: string; line: number; piece: number };

function openLink(page: Page, attributes: string): Link {
  return { href: attribute(attributes, "href"), line: page.lines.length, piece: page.pieces.length };
}

function closeLink(page: Page, link: Link | undefined): void {
  if (!link || link.href === "" || /^(mailto|tel):/i.test(link.href)) return;
  const words = page.pieces
    .slice(page.lines.length === link.line ? link.piece : 0)
    .join("")
    .trim();
  const same = (value: string) => value.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  if (words !== "" && same(words) !== same(link.href)) page.pieces.push(` (${link.href})`);
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
  return decodeEntities(value);
}

function decodeEntities(text: string): string {
  return text.replace(/&([a-z]+|#39);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

const SILENT = new Set(["script", "style", "title", "template", "noscript"]);

/**
 * Text of HTML that is too long or too deep to be cleaned: tags dropped, nothing understood, time in proportion to
 * the length.
 */
export function roughText(html: string): string {
  const lines: string[] = [];
  let silent: string | null = null;
  for (const [whole, slash, tagName] of html.matchAll(/<(\/?)([a-z0-9]+)[^<>]*>|[^<]+|</gi)) {
    const tag = tagName?.toLowerCase();
    if (tag !== undefined && SILENT.has(tag)) silent = slash === "/" ? null : tag;
    else if (tag === undefined && silent === null) {
      const words = decodeEntities(whole).replace(/\s+/g, " ").trim();
      if (words !== "") lines.push(words);
    }
  }
  return lines.join("\n");
}
