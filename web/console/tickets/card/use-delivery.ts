import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { key } from "../../../kit/query.ts";
import type { Thread } from "./use-thread.ts";

/** While a message is on its way by a messenger, it is looked how far it is: no event of the ticket says so. */
const LOOK_MS = 3_000;

export function useDelivery({ messages, refresh }: Thread): void {
  const isUnderway = messages.some(({ delivery }) => delivery?.state === "queued");
  const client = useQueryClient();
  const look = useEffectEvent(() => void refresh());
  useEffect(() => {
    if (!isUnderway) return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isUnderway]);
  // One that has failed may tell that the client lets us not write any more.
  const failed = messages.filter(({ delivery }) => delivery?.state === "failed").length;
  useEffect(() => {
    if (failed > 0) void client.invalidateQueries({ queryKey: key("listTicketChannels") });
  }, [client, failed]);
}
