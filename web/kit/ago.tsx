import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAgo, formatFully } from "./format.ts";

/** How long ago, kept true while it is on the screen; the exact moment on hover. */
export function Ago({ at }: { at: string }) {
  const [now, setNow] = useState(() => new Date());
  // Drawn again when the language changes.
  useTranslation();
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={formatFully(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
