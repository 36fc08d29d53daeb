import { makeStore, useStore } from "./store.ts";

/** `online`; `reconnecting`: the server does not answer, tried again by itself; `offline`: the device has no network. */
export type Connection = "online" | "reconnecting" | "offline";

const state = makeStore<Connection>(navigator.onLine ? "online" : "offline");

addEventListener("offline", () => state.set("offline"));
addEventListener("online", () => state.set("reconnecting"));

/** Said by whoever has just reached the server, or failed to. */
export function reportReached(): void {
  state.set("online");
}
export function reportUnreachable(): void {
  state.set(navigator.onLine ? "reconnecting" : "offline");
}

export const connection = { get: state.get, follow: state.follow };
export const useConnection = (): Connection => useStore(state);
