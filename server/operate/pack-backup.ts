import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { MANIFEST, partEntry, SUMS_EVERY } from "./backup-format.ts";

/** Writes the archive of a backup. All calls are made one after the other. */
export type Packer = {
  /** Adds an entry; answers the SHA-256 of its bytes. `size` must be that of the stream. */
  add(name: string, content: Buffer | { stream: Readable; size: number }): Promise<string>;
  /** Adds a stream of unknown length as numbered parts below `name`. */
  addParts(name: string, stream: Readable, each: (piece: Buffer) => void): Promise<void>;
  /** Adds the manifest and ends the archive; resolves when it is on the disk. */
  finish(manifest: (sums: { entries: number; sums: string }) => object): Promise<void>;
  /** Gives it up. */
  abort(): Promise<void>;
};

/** Tar must know the length of an entry before it begins, so what has no length yet is cut into parts of so many bytes. */
const PART_BYTES = 4 * 1024 * 1024;

/** Begins an archive in the file, readable by its owner only. */
export function packBackup(path: string): Packer {
  const archive = pack();
  // The sum at the end of the frame finds what the disk changed.
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  const written = pipeline(archive, createZstdCompress({ params }), createWriteStream(path, { mode: 0o600 }));
  // Heard by whoever writes next; a full disk may show itself between two entries.
  written.catch(() => {});
  const broken = written.then(() => new Promise<never>(() => {}));
  broken.catch(() => {});
  const all = createHash("sha256");
  let lines: string[] = [];
  let entries = 0;
  let lists = 0;

  async function write(header: Pick<Header, "name" | "size">, pieces: Iterable<Buffer> | AsyncIterable<Buffer>) {
    const sum = createHash("sha256");
    const ended = Promise.withResolvers<void>();
    // The same moment for all entries: it is the content that counts.
    const entry = archive.entry({ mode: 0o600, mtime: new Date(0), ...header }, (error) =>
      error ? ended.reject(error) : ended.resolve(),
    );
    ended.promise.catch(() => {});
    for await (const piece of pieces) {
      sum.update(piece);
      if (!entry.write(piece)) await Promise.race([once(entry, "drain"), broken]);
    }
    entry.end(undefined);
    await Promise.race([ended.promise, broken]);
    return sum.digest("hex");
  }

  async function add(name: string, content: Buffer | { stream: Readable; size: number }): Promise<string> {
    const sum = Buffer.isBuffer(content)
      ? await write({ name, size: content.length }, [content])
      : await write({ name, size: content.size }, content.stream);
    entries++;
    lines.push(`${sum}  ${name}\n`);
    if (lines.length === SUMS_EVERY) await addSums();
    return sum;
  }

  async function addSums(): Promise<void> {
    const text = Buffer.from(lines.join(""));
    lines = [];
    all.update(text);
    await write({ name: partEntry("sums", ++lists), size: text.length }, [text]);
  }

  return {
    add,
    async addParts(name, stream, each) {
      let held: Buffer[] = [];
      let bytes = 0;
      let part = 0;
      const flush = async () => {
        const content = Buffer.concat(held, bytes);
        held = [];
        bytes = 0;
        await add(partEntry(name, ++part), content);
      };
      for await (const piece of stream) {
        each(piece);
        held.push(piece);
        bytes += piece.length;
        if (bytes >= PART_BYTES) await flush();
      }
      if (bytes > 0) await flush();
    },
    async finish(manifest) {
      if (lines.length > 0) await addSums();
      const text = Buffer.from(JSON.stringify(manifest({ entries, sums: all.digest("hex") }), null, 2));
      await write({ name: MANIFEST, size: text.length }, [text]);
      archive.finalize();
      await written;
      const file = await open(path, "r+");
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async abort() {
      archive.destroy();
      await written.catch(() => {});
    },
  };
}
