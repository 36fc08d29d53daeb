import sanitizeHtml from "sanitize-html";

/** A picture that was written into the HTML itself (`data:`), to be handed over as a file. */
export type EmbeddedPicture = { cid: string; contentType: string; content: Buffer };

const MAX_EMBEDDED_PICTURES = 50;

const TAGS = [
  ...["a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del"],
  ...["details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li"],
  ...["mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup"],
  ...["table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr"],
];

/** Tags whose text is no text for people: it goes with them. */
const SILENT_TAGS = [
  "script",
  "style",
  "textarea",
  "option",
  "noscript",
  "title",
  "template",
  "iframe",
  "object",
  "svg",
  "math",
  "xml",
];

const MAX_TAGS = 50_000;
const MAX_DEPTH = 1000;
/** Tags that need no closing: letters open hundreds of them in a row. */
const UNCLOSED = new Set(
  "area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th thead tr track wbr".split(
    " ",
  ),
);

/** True for HTML whose tags are so many or so deep that cleaning it would hold up the server. */
export function isUnreasonable(html: string): boolean {
  let tags = 0;
  let depth = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    tags += 1;
    if (!UNCLOSED.has(name.toLowerCase())) depth = Math.max(0, depth + (slash === "/" ? -1 : 1));
    if (tags > MAX_TAGS || depth > MAX_DEPTH) return true;
  }
  return false;
}

/**
 * HTML of a stranger's letter, safe to put on our page: no script, style, form, frame, event or address other than
 * http(s), mailto and tel. Pictures never load by themselves: a picture of the letter keeps its Content-ID in
 * `data-cid`, a remote one its address in `data-src`, none has `src`.
 *
 * `aliases` maps the Content-ID of a repeated picture to the one that was kept.
 */
export function sanitiseLetterHtml(
  html: string,
  aliases: ReadonlyMap<string, string> = new Map(),
): { html: string; pictures: EmbeddedPicture[] } {
  const pictures: EmbeddedPicture[] = [];
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    nonTextTags: SILENT_TAGS,
    allowedAttributes: {
      a: ["href", "title", "rel", "target"],
      img: ["alt", "title", "width", "height", "data-cid", "data-src"],
      td: ["colspan", "rowspan", "align", "valign"],
      th: ["colspan", "rowspan", "align", "valign"],
      ol: ["start", "type"],
      "*": ["dir", "lang"],
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    nestingLimit: 200,
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, rel: "noopener noreferrer nofollow", target: "_blank" },
      }),
      img: (tagName, { alt = "", width, height, src = "" }) => ({
        tagName,
        attribs: withoutEmpty({ alt, width: digits(width), height: digits(height), ...source(src, aliases, pictures) }),
      }),
    },
  });
  return { html: clean.trim(), pictures };
}

function source(
  src: string,
  aliases: ReadonlyMap<string, string>,
  pictures: EmbeddedPicture[],
): { "data-cid"?: string; "data-src"?: string } {
  // Browsers ignore spaces and control characters in a scheme; so must we.
  const address = src.replace(/[\p{Cc}\s]/gu, "");
  if (/^cid:/i.test(address)) {
    const cid = decodeCid(address.slice(4));
    return { "data-cid": aliases.get(cid) ?? cid };
  }
  if (/^https?:\/\//i.test(address)) return { "data-src": address };
  const embedded = /^data:(image\/(?:png|jpe?g|gif|webp));base64,([a-z0-9+/=]+)$/i.exec(address);
  if (!embedded || pictures.length >= MAX_EMBEDDED_PICTURES) return {};
  const [, contentType = "", data = ""] = embedded;
  const cid = `embedded-${pictures.length + 1}`;
  pictures.push({ cid, contentType: contentType.toLowerCase(), content: Buffer.from(data, "base64") });
  return { "data-cid": cid };
}

function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}

function digits(value: string | undefined): string {
  return value && /^\d{1,4}$/.test(value) ? value : "";
}

function withoutEmpty(attribs: Record<string, string | undefined>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attribs)) if (value || name === "alt") kept[name] = value ?? "";
  return kept;
}
