/**
 * Runs something every so many milliseconds, also behind another tab: browsers slow down the timers of hidden pages to
 * one a minute, but not those of workers. Returns what ends it.
 */
export function everyBeat(milliseconds: number, run: () => void): () => void {
  if (typeof Worker === "undefined") {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  }
  const worker = new Worker(new URL("./beat-worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = run;
  worker.postMessage(milliseconds);
  return () => worker.terminate();
}
