import { makeStore, useStore } from "./store.ts";

/** `online`; `reconnecting`: the server does not answer, tried again by itself; `offline`: the device has no network. */
export type Connection = "online" | "reconnecting" | "offline";

const state = makeStore<Connection>(navigator.onLine ? "online" : "offline");

addEventListener("offline", () => reportUnreachable());
addEventListener("online", () => reportUnreachable());

/** Said by whoever has just reached the server, or failed to. */
export function reportReached(): void {
  clearTimeout(next);
  next = undefined;
  state.set("online");
}
export function reportUnreachable(): void {
  state.set(navigator.onLine ? "reconnecting" : "offline");
  if (navigator.onLine && next === undefined) knock(0);
}

/** Pauses between knocks at the server while nobody else reaches it, ms; the last one is kept. */
const PAUSES = [1000, 2000, 4000, 8000, 15_000];
let next: ReturnType<typeof setTimeout> | undefined;

function knock(turn: number): void {
  next = setTimeout(
    async () => {
      const answer = await fetch("/api/v1/health", { cache: "no-store" }).catch(() => undefined);
      // Reached by somebody else meanwhile, or the device went offline: nobody waits for this answer.
      if (state.get() !== "reconnecting") next = undefined;
      else if (answer?.ok) reportReached();
      else knock(turn + 1);
    },
    PAUSES[Math.min(turn, PAUSES.length - 1)],
  );
}

export const connection = { get: state.get, follow: state.follow };
export const useConnection = (): Connection => useStore(state);
