import sharp from "sharp";
import { HEIGHT, type PictureKind, pictureOf, WIDTH } from "./pictures.ts";
import type { Random } from "./random.ts";

/**
 * A small JPEG that looks like a photo from a telephone: drawn, with the grain of a cheap camera, a little blur, and
 * the date (`14.10.2026 18:23`) in the corner where one is given. Some 25 KB.
 */
export async function drawPhoto(kind: PictureKind, stamp: string | null, random: Random): Promise<Buffer> {
  const grain = { input: await grainOf(random.int(15, 25)), raw: RAW, blend: "soft-light" } as const;
  const date = stamp === null ? [] : [{ input: Buffer.from(dateStamp(stamp)), blend: "over" } as const];
  return sharp(Buffer.from(pictureOf(kind, random)))
    .removeAlpha()
    .blur(0.6 + random.next() * 0.7)
    .composite([grain, ...date])
    .jpeg({ quality: 68 })
    .toBuffer();
}

const RAW = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
const grains = new Map<number, Promise<Buffer>>();

/** Making the grain takes longer than the rest, so each strength is made once. */
function grainOf(sigma: number): Promise<Buffer> {
  const made =
    grains.get(sigma) ??
    sharp({
      create: {
        width: WIDTH / 2,
        height: HEIGHT / 2,
        channels: 3,
        background: "#808080",
        noise: { type: "gaussian", mean: 128, sigma },
      },
    })
      .resize(WIDTH, HEIGHT, { kernel: "linear" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer();
  grains.set(sigma, made);
  return made;
}

const dateStamp = (
  text: string,
): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
  <text x="${WIDTH - 12}" y="${HEIGHT - 14}" text-anchor="end" font-family="monospace" font-size="19" fill="#ff9d2e"
    stroke="#4a2500" stroke-width=".6">${text}</text></svg>`;
