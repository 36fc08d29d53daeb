import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import sharp from "sharp";
import type { Ctx } from "../platform/http/context.ts";
import { type Http, RAW, type RawAnswer } from "../platform/http/doors.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { accessFile } from "./access-file.ts";
import type { FileRow } from "./file-row.ts";
import { protect } from "./get-file.ts";
import { MOST_PIXELS } from "./inspect-file.ts";
import type { FileStorage } from "./storage.ts";

/** Widths that are drawn, in pixels: any other would fill the disk with almost equal copies. */
const WIDTHS = [2000, 1600, 1200, 960, 640, 480, 320, 240, 160, 96, 48, 16] as const;

/**
 * A picture drawn anew, at most `width` pixels wide (the next smaller of a few widths), turned as the camera held it and
 * without anything but its dots: no place, no camera, no script. Drawn once and kept. 415 for what is no picture.
 */
export async function getPreview(
  ctx: Ctx,
  storage: FileStorage,
  asked: { id: string; width: number },
  { request, reply }: Http,
): Promise<RawAnswer> {
  const row = await ctx.read((tx) => accessFile(tx, ctx, asked.id));
  if (row.width === null) throw noPreview();
  const width = WIDTHS.find((it) => it <= asked.width) ?? 16;
  const tag = `"${row.id}-${width}"`;
  protect(reply).headers({ "content-type": "image/webp", "content-disposition": "inline", etag: tag });
  if (request.headers["if-none-match"] === tag) {
    await reply.code(304).send();
    return RAW;
  }
  const key = { workspaceId: row.workspace_id, id: row.id, variant: `${width}.webp` };
  let found = await storage.open(key);
  if (!found) {
    await draw(storage, row, width);
    found = await storage.open(key);
  }
  if (!found) throw notFound("file");
  reply.header("content-length", found.size).send(found.stream);
  return RAW;
}

async function draw(storage: FileStorage, row: FileRow, width: number): Promise<void> {
  const original = await storage.open({ workspaceId: row.workspace_id, id: row.id });
  if (!original) throw notFound("file");
  await mkdir(storage.scratch, { recursive: true, mode: 0o700 });
  const path = join(storage.scratch, randomUUID());
  const drawing = sharp({ limitInputPixels: MOST_PIXELS, failOn: "error" })
    .autoOrient()
    // A strip of a picture (a long screenshot) is bounded in height too.
    .resize({ width, height: width * 4, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 80 })
    .timeout({ seconds: 20 });
  try {
    await pipeline(original.stream, drawing, createWriteStream(path, { mode: 0o600 })).catch((error) => {
      // The disk speaks with a code; without one it is the picture that is broken.
      throw error instanceof Error && "code" in error ? error : noPreview();
    });
    await storage.keep({ workspaceId: row.workspace_id, id: row.id, variant: `${width}.webp` }, path);
  } finally {
    await rm(path, { force: true });
  }
}

const noPreview = () => new Problem(415, "file/no-preview", "This file is no picture that can be drawn.");
