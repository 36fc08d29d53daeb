import assert from "node:assert/strict";
import { describe, it } from "node:test";
import sharp from "sharp";
import { drawPhoto } from "./draw-photo.ts";
import { HEIGHT, PICTURES, WIDTH } from "./pictures.ts";
import { randomOf } from "./random.ts";

describe("photos of the demo", () => {
  it("are small JPEGs, of every kind", async () => {
    for (const kind of PICTURES) {
      const photo = await drawPhoto(kind, "14.10.2026 18:23", randomOf(kind));
      const { format, width, height } = await sharp(photo).metadata();
      assert.deepEqual([format, width, height], ["jpeg", WIDTH, HEIGHT], kind);
      assert.ok(photo.length > 4_000 && photo.length < 80_000, `${kind}: ${photo.length} bytes`);
    }
  });

  it("show the same thing differently each time", async () => {
    const [one, other] = await Promise.all(["a", "b"].map((seed) => drawPhoto("meter", null, randomOf(seed))));
    assert.ok(one && other && !one.equals(other));
  });
});
