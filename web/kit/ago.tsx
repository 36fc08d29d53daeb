import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAgo, formatFully } from "./format.ts";

/** The time now, kept true while it is on the screen. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long ago, kept true while it is on the screen; the exact moment on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  // Drawn again when the language changes.
  useTranslation();
  return (
    <time dateTime={at} title={formatFully(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
