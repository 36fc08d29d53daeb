import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { addressOf, call } from "../../../kit/api.ts";
import { everyBeat } from "../../../kit/beat.ts";
import { newKey } from "../../../kit/key.ts";
import { isUnreached } from "../../../kit/problem.ts";
import { key } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import type { Ticket } from "./collisions.ts";

/** How often the server is told that the window is open, ms; after 30 s of silence it takes it for closed. */
const BEAT = 10_000;
/** A card that closes beside the list and opens as a page is the same window: so long it waits for that, ms. */
const LINGER = 1_500;

/** The windows that this page has open, by ticket: the id each goes by, and the timer of one that is closing. */
const windows = new Map<string, { id: string; closing?: ReturnType<typeof setTimeout> }>();

export type ProcessingWindow = {
  /** It is being opened. */
  busy: boolean;
  /** Takes the ticket into processing. */
  open: () => void;
  /** Closes the window without saving: the ticket goes back to where it was. */
  close: () => void;
};

/**
 * The processing window of a ticket ([L-PROC-01, L-PROC-02]): opened with the card where this person may process it,
 * told of to the server as long as the card is there, and closed with it. Whose it is stands in `ticket.processing`.
 */
export function useWindow(ticket: Ticket, isPast: boolean): ProcessingWindow {
  const client = useQueryClient();
  const fault = useFaultToast();
  const [held, setHeld] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id } = ticket;
  const may = ticket.can.hold === true && !isPast;
  const refresh = () => client.invalidateQueries({ queryKey: key("getTicket") });

  const open = async () => {
    setBusy(true);
    try {
      const { held: mine } = await call("holdTicket", { params: { id }, body: { window: enter(id) } });
      setHeld(mine);
      await refresh();
    } catch (error) {
      fault(error);
      void refresh();
    } finally {
      setBusy(false);
    }
  };
  const start = useEffectEvent(() => {
    if (may) void open();
  });
  const keep = useEffectEvent(async () => {
    try {
      const answer = await call("holdTicket", { params: { id }, body: { window: enter(id), keep: true } });
      if (answer.held) return;
      setHeld(false);
      void refresh();
    } catch (error) {
      // The connection comes back, perhaps in time.
      if (!isUnreached(error)) setHeld(false);
    }
  });
  useEffect(() => {
    start();
    return () => leaveSoon(id);
  }, [id]);
  useEffect(() => (held ? everyBeat(BEAT, () => void keep()) : undefined), [held]);

  const close = async () => {
    setHeld(false);
    const window = windows.get(id)?.id;
    windows.delete(id);
    if (window) await call("leaveTicket", { params: { id }, body: { window } }).catch(fault);
    await refresh();
  };
  return { busy, open: () => void open(), close: () => void close() };
}

function enter(ticket: string): string {
  const known = windows.get(ticket);
  clearTimeout(known?.closing);
  const id = known?.id ?? newKey();
  windows.set(ticket, { id });
  return id;
}

function leaveSoon(ticket: string): void {
  const window = windows.get(ticket);
  if (!window) return;
  window.closing = setTimeout(() => {
    windows.delete(ticket);
    // Whether it arrives or not: after half a minute of silence the window counts as closed.
    void call("leaveTicket", { params: { id: ticket }, body: { window: window.id } }).catch(() => undefined);
  }, LINGER);
}

// Also of those whose card is closed already and that only linger.
addEventListener("pagehide", () => {
  for (const ticket of windows.keys()) leaveAtOnce(ticket);
});

/** The page goes: the request has to outlive it. */
function leaveAtOnce(ticket: string): void {
  const window = windows.get(ticket);
  if (!window) return;
  windows.delete(ticket);
  void fetch(addressOf("leaveTicket", { params: { id: ticket } }), {
    method: "POST",
    keepalive: true,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ window: window.id }),
  }).catch(() => undefined);
}
