import { useEffect, useEffectEvent } from "react";
import type { Thread } from "./use-thread.ts";

/** While a message is on its way by a messenger, it is looked how far it is: no event of the ticket says so. */
const LOOK_MS = 3_000;

export function useDelivery({ messages, refresh }: Thread): void {
  const isUnderway = messages.some(({ delivery }) => delivery?.state === "queued");
  const look = useEffectEvent(() => void refresh());
  useEffect(() => {
    if (!isUnderway) return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isUnderway]);
}
