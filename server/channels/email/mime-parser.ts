import { Transform, type TransformCallback } from "node:stream";
import { type AttachmentStream, type Headers, MailParser, type MailParserOptions, type MessageText } from "mailparser";
import { decodeBytes, knownEncoding } from "./charset.ts";
import type { LetterLimits, QuarantineReason } from "./letter.ts";

/** The part of mailparser 3.9's own nodes that we rely on; its type declarations leave them out. */
type SplitNode = { parentNode: SplitNode | false; contentType: string | false };
type ParserNode = { charset?: string; contentType: string | false; isAttachment?: boolean };
type CharsetDecoder = { decodeStream(charset: string): Transform };

declare module "mailparser" {
  interface MailParser {
    createNode(node: SplitNode): ParserNode;
    getDecoder(): CharsetDecoder;
    textToHtml(text: string): string;
  }
}

export type MimeFile = {
  content: Buffer;
  contentType: string;
  filename: string | null;
  cid: string | null;
  /** Within multipart/related, or declared inline. */
  related: boolean;
  disposition: string | null;
};

export type MimeLetter = {
  headers: Headers;
  headerLines: { key: string; line: string }[];
  /** text/plain parts joined; null when the letter has none, or when the HTML holds them too. */
  text: string | null;
  html: string | null;
  files: MimeFile[];
  depth: number;
};

export class UnreadableLetter extends Error {
  readonly reason: QuarantineReason;
  constructor(reason: QuarantineReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * The parts of a raw letter, texts decoded (see `decodeBytes`), letters within the letter left whole as files.
 * Throws UnreadableLetter when a limit is passed or the parser gives up.
 */
export function parseMime(raw: Buffer, limits: LetterLimits): Promise<MimeLetter> {
  return new Promise((resolve, reject) => {
    const parser = new LetterParser(limits);
    const letter: MimeLetter = { headers: new Map(), headerLines: [], text: null, html: null, files: [], depth: 0 };
    parser.on("headers", (headers: Headers) => {
      letter.headers = headers;
    });
    parser.on("headerLines", (lines: { key: string; line: string }[]) => {
      letter.headerLines = lines;
    });
    parser.on("data", (part: AttachmentStream | MessageText) => {
      if (part.type === "attachment") collectFile(part, letter.files, fail);
      else {
        // Text and HTML one after the other, not as alternatives: only the HTML holds both.
        letter.text = parser.plain && !parser.htmlBesidePlain ? (part.text ?? "") : null;
        letter.html = typeof part.html === "string" ? part.html : null;
      }
    });
    parser.on("end", () => resolve({ ...letter, depth: parser.depth }));
    parser.on("error", fail);
    parser.end(raw);

    function fail(error: Error): void {
      parser.destroy();
      reject(new UnreadableLetter(reasonOf(error), error.message));
    }
  });
}

function reasonOf(error: Error): QuarantineReason {
  if (/child nodes/i.test(error.message)) return "too_many_parts";
  if (/header size/i.test(error.message)) return "header_too_big";
  return "unreadable";
}

function collectFile(part: AttachmentStream, files: MimeFile[], fail: (error: Error) => void): void {
  const chunks: Buffer[] = [];
  part.content.on("data", (chunk: Buffer) => chunks.push(chunk));
  part.content.on("error", fail);
  part.content.on("end", () => {
    files.push({
      content: Buffer.concat(chunks),
      contentType: part.contentType || "application/octet-stream",
      filename: part.filename ?? null,
      cid: part.cid || null,
      related: part.related === true || part.contentDisposition === "inline",
      disposition: part.contentDisposition ?? null,
    });
    part.release();
  });
}

const DECLARED = "declared-";
const MAX_TEXT_IN_HTML = 300_000;

/**
 * mailparser with two differences: every text part goes through our charset detection, and its limits are ours.
 * It reaches into three methods of the library that are not declared; `read-letter.test.ts` tells when they change.
 */
class LetterParser extends MailParser {
  plain = false;
  depth = 0;
  #html = false;
  #loneHtml = false;

  constructor(limits: LetterLimits) {
    const options: MailParserOptions & { ignoreEmbedded: boolean; maxChildNodes: number; maxHeadSize: number } = {
      skipTextLinks: true,
      // Its converter has no bounds for hostile HTML; ours has.
      skipHtmlToText: true,
      skipImageLinks: true,
      // message/rfc822 stays one file instead of being mixed into the text.
      ignoreEmbedded: true,
      maxChildNodes: limits.parts,
      maxHeadSize: limits.headerBytes,
    };
    super(options);
  }

  get htmlBesidePlain(): boolean {
    return this.plain && this.#loneHtml;
  }

  /** Only wanted where plain parts become part of a letter's HTML; a long one is shortened there, its text is not. */
  override textToHtml(text: string): string {
    return this.#html || this.#loneHtml ? super.textToHtml(text.slice(0, MAX_TEXT_IN_HTML)) : "";
  }

  override createNode(node: SplitNode): ParserNode {
    const made = super.createNode(node);
    this.depth = Math.max(this.depth, depthOf(node));
    if (made.isAttachment === false) {
      if (made.contentType !== "text/html") this.plain = true;
      else if (hasAlternative(node)) this.#html = true;
      else this.#loneHtml = true;
      // An invented name, so that the library hands even "UTF-8" and undeclared text to our decoder.
      made.charset = DECLARED + (made.charset ?? "");
    }
    return made;
  }

  override getDecoder(): CharsetDecoder {
    const library = super.getDecoder();
    return {
      decodeStream(charset: string): Transform {
        const declared = charset.slice(DECLARED.length);
        if (/^utf-?7$/i.test(declared) && !knownEncoding(declared)) return library.decodeStream(declared);
        return new DetectingDecoder(declared || null);
      },
    };
  }
}

function hasAlternative(node: SplitNode): boolean {
  for (let parent = node.parentNode; parent; parent = parent.parentNode) {
    if (parent.contentType === "multipart/alternative") return true;
  }
  return false;
}

function depthOf(node: SplitNode): number {
  let depth = 0;
  for (let parent = node.parentNode; parent; parent = parent.parentNode) depth += 1;
  return depth;
}

/** Waits for the whole text, because a charset is judged by all of it. */
class DetectingDecoder extends Transform {
  readonly #chunks: Buffer[] = [];
  readonly #declared: string | null;

  constructor(declared: string | null) {
    super();
    this.#declared = declared;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#chunks.push(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    done(null, Buffer.from(decodeBytes(Buffer.concat(this.#chunks), this.#declared)));
  }
}
