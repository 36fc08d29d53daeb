import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { rm } from "node:fs/promises";

/** A file that grows; whoever writes waits for a slow disk, so that nothing piles up in memory. */
export type OutFile = {
  readonly stream: WriteStream;
  write: (text: string) => Promise<void>;
  /** Resolves when what was written so far is on its way to the disk. */
  drained: () => Promise<void>;
  /** Ends it unless it has ended; answers its bytes. */
  end: () => Promise<number>;
  /** Gives it up. */
  remove: () => Promise<void>;
};

export function openOutFile(path: string): OutFile {
  const stream = createWriteStream(path, { mode: 0o600 });
  let fault: Error | null = null;
  // Heard here, or it would end the process while nobody waits; told to whoever writes next.
  stream.on("error", (error) => {
    fault = error;
  });
  const drained = async () => {
    if (fault) throw fault;
    if (stream.writableNeedDrain) await once(stream, "drain");
  };
  return {
    stream,
    drained,
    async write(text) {
      stream.write(text);
      await drained();
    },
    async end() {
      if (fault) throw fault;
      if (!stream.writableFinished) {
        const finished = once(stream, "finish");
        if (!stream.writableEnded) stream.end();
        await finished;
      }
      return stream.bytesWritten;
    },
    async remove() {
      stream.destroy();
      await rm(path, { force: true });
    },
  };
}
