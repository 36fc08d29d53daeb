import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type Answer, call } from "../../../kit/api.ts";
import { useLive } from "../../../kit/live.ts";
import { useMe } from "../../../kit/session.ts";

export type Other = Answer<"lookAtTicket">["others"][number];

/** How often the others are told, ms. */
const BEAT = 10_000;
/** Who has not pressed a key for so long writes no more, ms. */
const PAUSE = 5_000;

/** Who else has this ticket open or writes in it, and how to tell them that this person writes [B-KEY-02]. */
export function usePresence(id: string | undefined): { others: readonly Other[]; typing: () => void } {
  const me = useMe().person.id;
  const [others, setOthers] = useState<readonly Other[]>([]);
  const writes = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = useEffectEvent((ticket: string) => {
    if (document.visibilityState !== "visible") return;
    const body = { typing: writes.current !== undefined };
    call("lookAtTicket", { params: { id: ticket }, body }).then(
      (answer) => setOthers(answer.others),
      () => undefined,
    );
  });
  useEffect(() => {
    if (id === undefined) return;
    tell(id);
    const timer = setInterval(() => tell(id), BEAT);
    const back = () => tell(id);
    document.addEventListener("visibilitychange", back);
    return () => {
      clearInterval(timer);
      clearTimeout(writes.current);
      writes.current = undefined;
      document.removeEventListener("visibilitychange", back);
      setOthers([]);
      void call("lookAtTicket", { params: { id }, body: { left: true } }).catch(() => undefined);
    };
  }, [id]);
  useLive("presence", ({ ticket, people }) => {
    if (ticket === id) setOthers(people.filter((person) => person.id !== me));
  });
  const typing = () => {
    const began = writes.current === undefined;
    clearTimeout(writes.current);
    writes.current = setTimeout(() => {
      writes.current = undefined;
      if (id !== undefined) tell(id);
    }, PAUSE);
    if (began && id !== undefined) tell(id);
  };
  return { others, typing };
}
