/** One Ctrl-C may come twice, from the terminal and through npm: within this time it is one, ms. */
const SAME_MS = 500;

/**
 * Stops in order at Ctrl-C or SIGTERM and leaves with 0; with 1 when that fails. A second signal means it, and leaves at
 * once. Call it before the start: a stop that is asked for meanwhile waits for `stop` to know what there is.
 */
export function onStopSignal(stop: () => Promise<void>): void {
  let since: number | undefined;
  const heard = (signal: string) => {
    const now = performance.now();
    if (since !== undefined) {
      if (now - since > SAME_MS) process.exit(1);
      return;
    }
    since = now;
    console.error(`${signal}: stopping…`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => heard("SIGINT"));
  process.on("SIGTERM", () => heard("SIGTERM"));
}
