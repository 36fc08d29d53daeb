/** A thread that makes chunks and writes them, one after the other as it is told. */
import { parentPort, workerData } from "node:worker_threads";
import type { Fill } from "./fill.ts";
import { chunkMaker } from "./make-chunk.ts";
import type { World } from "./world.ts";
import { connectWriter, writeChunk } from "./write-chunk.ts";

/** What a worker is begun with, what it is told (a chunk, or null: no more), and what it answers. */
export type WorkerData = { ownerUrl: string; world: World; fill: Fill };
export type WorkerAnswer = { chunk: number | null };

const { ownerUrl, world, fill }: WorkerData = workerData;
const makeChunk = chunkMaker(world, fill);
const writer = await connectWriter(ownerUrl);
const answer = (chunk: number | null) => parentPort?.postMessage({ chunk } satisfies WorkerAnswer);

parentPort?.on("message", async (chunk: number | null) => {
  if (chunk === null) {
    await writer.end();
    parentPort?.close();
    return;
  }
  await writeChunk(writer, fill, chunk, makeChunk(chunk));
  answer(chunk);
});
answer(null);
