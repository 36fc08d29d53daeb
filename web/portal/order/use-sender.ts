import { useEffect, useEffectEvent, useRef, useState } from "react";
import { connection } from "../../kit/connection.ts";
import { newKey } from "../../kit/key.ts";
import { isUnreached } from "../../kit/problem.ts";
import type { Uploads } from "../../kit/upload.ts";

/** `uploading`: it goes when the files are there; `waiting`: when the connection is back. */
export type SendState = "idle" | "uploading" | "sending" | "waiting";

/**
 * Sends something once, however often it must be tried: after its files have arrived, and again by itself when the
 * connection is back. `content` tells one thing from another; `run` throws what the server refuses.
 */
export function useSender(
  content: string,
  uploads: Pick<Uploads, "busy">,
  run: (idempotencyKey: string) => Promise<void>,
) {
  const [state, setState] = useState<SendState>("idle");
  const [error, setError] = useState<unknown>();
  const act = useRef({ key: newKey(), of: "" });

  const send = useEffectEvent(async () => {
    if (state === "sending") return;
    setError(undefined);
    if (uploads.busy) return setState("uploading");
    if (act.current.of !== content) act.current = { key: newKey(), of: content };
    setState("sending");
    try {
      await run(act.current.key);
      setState("idle");
    } catch (fault) {
      setState(isUnreached(fault) ? "waiting" : "idle");
      if (!isUnreached(fault)) setError(fault);
    }
  });

  useEffect(() => {
    if (state === "uploading" && !uploads.busy) void send();
  }, [state, uploads.busy]);
  useEffect(() => {
    if (state !== "waiting") return;
    return connection.follow(() => {
      if (connection.get() === "online") void send();
    });
  }, [state]);

  return { state, error, send: () => send() };
}
