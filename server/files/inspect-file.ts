import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fileTypeFromFile } from "file-type";
import sharp from "sharp";

/** What a file is, by its bytes; its name has no say. */
export interface Inspected {
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly sha256: Buffer;
  /** Pixels as the picture is shown; null when it is no picture that we can draw. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Pictures that previews are drawn from: dots only, nothing that holds scripts or links. */
const PICTURES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/tiff"]);
/** Formats by the names of the library that draws, which looks at the bytes itself. */
const DRAWN = new Set(["jpeg", "png", "webp", "gif", "heif", "tiff"]);
/** More would be a bomb: a small file that unfolds into gigabytes. */
export const MOST_PIXELS = 64_000_000;
/** So much of a file shows whether it is text. */
const HEAD_BYTES = 8192;

/** Looks into a file on the local disk. A broken picture is a file like any other. */
export async function inspectFile(path: string): Promise<Inspected> {
  const { size } = await stat(path);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const type = (await sniff(path)) ?? ((await isText(path)) ? "text/plain" : "application/octet-stream");
  const drawn = PICTURES.has(type) ? await dimensions(path) : null;
  return { size, type, sha256: hash.digest(), width: drawn?.width ?? null, height: drawn?.height ?? null };
}

async function sniff(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(path))?.mime;
  } catch {
    // A file that the sniffer chokes on is of no known type; it is kept as bytes.
    return undefined;
  }
}

async function dimensions(path: string): Promise<{ width: number; height: number } | null> {
  try {
    const { format, width, height, autoOrient } = await sharp(path, { limitInputPixels: MOST_PIXELS }).metadata();
    if (!DRAWN.has(format) || width * height > MOST_PIXELS) return null;
    return { width: autoOrient.width, height: autoOrient.height };
  } catch {
    // Cut off, or only the first bytes look like a picture: there is nothing to draw.
    return null;
  }
}

/** UTF-8 without control characters, as far as the first bytes tell. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false;
    // The last character may be cut in two.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    await file.close();
  }
}
